/* Pinyin: letters to Chinese candidates, by librime with the trade's phrases before its own. Loaded when it is opened,
 * so that a panel without Debian's packages still runs. Nothing of what is typed is kept or learnt. Call it from one
 * thread, and open one at a time. */
#ifndef LOUNGE_UI_PINYIN_H
#define LOUNGE_UI_PINYIN_H

#include "text.h"

enum { PINYIN_LETTERS = 48 }; /* at most so many letters wait to be taken */

typedef struct Pinyin Pinyin;

/* `text` says which characters can be drawn; it must outlive the last pinyin_type. ERR_NOT_FOUND names the package
 * that is missing. */
Pinyin *pinyin_open(Err *err);
void pinyin_close(Pinyin *pinyin);

/* What was typed and not yet taken (a–z), and what stands before the cursor. The same again costs nothing. */
void pinyin_type(Pinyin *pinyin, Text *text, const char *letters, const char *before);
/* Of what was typed last; owned by pinyin until the next call of pinyin_type. */
const char *pinyin_spelling(const Pinyin *pinyin); /* the letters, parted into syllables by spaces */
const char *pinyin_preview(const Pinyin *pinyin);  /* what taking the first candidates would give */
size_t pinyin_count(const Pinyin *pinyin);         /* candidates so far, best first */
bool pinyin_more(Pinyin *pinyin);                  /* fetches more; false when there are none */
const char *pinyin_candidate(const Pinyin *pinyin, size_t i);

/* Takes candidate i: its text, and the letters it leaves. Buffers of `size` bytes are enough with 4 × PINYIN_LETTERS.
 * Then nothing is typed. */
void pinyin_take(Pinyin *pinyin, size_t i, char *text, char *left, size_t size);

#endif
