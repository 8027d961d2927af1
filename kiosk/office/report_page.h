/* What pages of the office share in words, and how they are written to a file. */
#ifndef LOUNGE_OFFICE_REPORT_PAGE_H
#define LOUNGE_OFFICE_REPORT_PAGE_H

#include "funnel.h"
#include "html.h"

/* Writes a page; path NULL = standard output. */
bool report_write(const Buf *page, const char *path, Err *err);
/* The day in words: "11月23日", "23 Nov"; "2026-11-23" where it is none. */
const char *day_words(Arena *arena, bool zh, const char *day);

#endif
