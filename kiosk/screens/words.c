/* The customers' words, as a table in both languages. */
#include "words.h"

static const struct {
    const char *name, *text[2];
} words[WORDS] = {
#define W(id, zh, en) {#id, {zh, en}},
#include "words.def"
#undef W
};

const char *word(Lang lang, Word w) {
    return words[w].text[lang];
}

const char *word_name(Word w) {
    return words[w].name;
}
