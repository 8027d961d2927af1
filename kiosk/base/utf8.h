/* UTF-8: decoding that never reads past the end, validity, counting as people count, folding of full-width forms. */
#ifndef LOUNGE_BASE_UTF8_H
#define LOUNGE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads one code point at *p (before end) and moves *p past it. A wrong byte yields U+FFFD and moves by one. */
uint32_t utf8_next(const char **p, const char *end);
/* Writes cp to out (room for 5 bytes, NUL-terminated) and returns its length; an impossible cp is written as U+FFFD. */
size_t utf8_put(char *out, uint32_t cp);
bool utf8_valid(const char *text, size_t len);
size_t utf8_count(const char *text);                 /* code points */
size_t utf8_len_of(const char *text, size_t points); /* bytes that the first `points` code points take */
size_t utf8_len_without_last(const char *text);      /* bytes left when the last code point is deleted */
/* Full-width ASCII (４２，３１８) and the ideographic space become ASCII, in place (it only gets shorter). */
void utf8_fold_width(char *text);

#endif
