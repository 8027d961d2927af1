/* The check of a screen's words against the table of words: nothing left in the other language, none of the program's
 * own words cut with "…". What the store's data says is not judged. */
#ifndef LOUNGE_SCREENS_CHECK_WORDS_H
#define LOUNGE_SCREENS_CHECK_WORDS_H

#include "base/mem.h"
#include "ui/draw.h"
#include "words.h"

/* Writes one line a fault into `faults` and returns how many there are. What lies under a modal sheet is looked at too.
 */
size_t check_words(const DrawList *list, Lang lang, Buf *faults);

#endif
