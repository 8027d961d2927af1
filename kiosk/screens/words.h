/* The customers' words: every text in both languages, from assets/words.def. */
#ifndef LOUNGE_SCREENS_WORDS_H
#define LOUNGE_SCREENS_WORDS_H

#include <stdbool.h>

typedef enum Lang { LANG_ZH, LANG_EN } Lang;

typedef enum Word {
#define W(id, zh, en) W_##id,
#include "words.def"
#undef W
    WORDS
} Word;

/* Some take arguments (%s, %d): the same ones in both languages. Never NULL. */
const char *word(Lang lang, Word w);
const char *word_name(Word w); /* its identifier, for tests */

/* For trying layouts: from now on English words are at least 40 % longer, "Send" is "[Séénd~]". Call once, at start. */
void words_lengthen(void);
bool words_are_long(void);

#endif
