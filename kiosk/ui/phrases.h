/* A list of phrases with their pinyin (data/phrases.txt tells the format), asked for by what was typed so far: whole
 * phrases, the rest of one whose beginning stands before the cursor, and phrases inside a longer sentence. */
#ifndef LOUNGE_UI_PHRASES_H
#define LOUNGE_UI_PHRASES_H

#include "base/err.h"
#include "base/mem.h"

#include <stddef.h>

typedef struct Phrases Phrases;

/* ERR_NOT_FOUND when there is no such file; ERR_INPUT names the line that cannot be read. */
Phrases *phrases_read(const char *path, Err *err);
void phrases_free(Phrases *phrases);
size_t phrases_n(const Phrases *phrases);
/* The i-th as the file has it; pinyin with a space between syllables. */
const char *phrases_text(const Phrases *phrases, size_t i);
const char *phrases_pinyin(const Phrases *phrases, size_t i);

/* Phrases for `letters` (a–z) typed behind the text `before`. Best first: rests of a phrase begun before the cursor,
 * then phrases whose every syllable was typed or begun (those are sure: better than any dictionary's word), then those
 * that letters are only the beginning of. At most `max`, owned by phrases; *sure says how many are of the first
 * kinds. */
size_t phrases_find(const Phrases *phrases, const char *letters, const char *before, const char **out, size_t max,
                    size_t *sure);

/* `sentence` has one character for each syllable of `preedit` (parted by spaces), or it is returned as it is. Where
 * the syllables of a phrase were typed, the phrase takes the place of what stands there; the longest first. Lives in
 * arena. */
const char *phrases_put_in(const Phrases *phrases, Arena *arena, const char *sentence, const char *preedit);

#endif
