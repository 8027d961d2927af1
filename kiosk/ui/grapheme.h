/* Characters as people count them: extended grapheme clusters, so that an emoji of several code points, a flag or a
 * letter with its accents is one. Texts are UTF-8. */
#ifndef LOUNGE_UI_GRAPHEME_H
#define LOUNGE_UI_GRAPHEME_H

#include <stddef.h>

size_t grapheme_count(const char *text);
/* Bytes up to the end of the character that begins at `at`, and down to the beginning of the one that ends there. At
 * the text's own ends they stay. */
size_t grapheme_after(const char *text, size_t at);
size_t grapheme_before(const char *text, size_t at);

#endif
