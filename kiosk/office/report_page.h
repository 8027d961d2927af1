/* What reports share: their period, their format, and where they are written. */
#ifndef LOUNGE_OFFICE_REPORT_PAGE_H
#define LOUNGE_OFFICE_REPORT_PAGE_H

#include "funnel.h"
#include "html.h"

typedef enum ReportFormat { FORMAT_TEXT, FORMAT_JSON, FORMAT_HTML, FORMAT_CSV } ReportFormat;

typedef struct ReportAsk {
    char from[32], to[32]; /* local days, both included; by default the last 28 days with today */
    ReportFormat format;
    const char *out;        /* -o FILE; NULL = standard output */
    const char *by, *offer; /* as said; NULL = not */
} ReportAsk;

/* Reads --from, --to, --format, -o, --by and --offer; false: return *code at once. The store's zone must be in use
 * (office_open was called). */
bool report_ask(Office *office, int argc, char **argv, ReportAsk *ask, Exit *code);

/* Funnels as a table in any of the formats but HTML; the last row is the sum when `with_all`. */
void funnel_print(const Office *office, const ReportAsk *ask, FunnelBy by, const FunnelTable *table);
bool funnel_csv(const ReportAsk *ask, const FunnelTable *table, Err *err);
/* The same as an HTML table, and bars of what was opened of what was shown. */
void funnel_html(Buf *page, const Office *office, FunnelBy by, const FunnelTable *table);
/* Writes a page to ask->out. */
bool report_write(const Buf *page, const char *path, Err *err);

/* "12.3 % (9.8–15.4 %, 40 of 325)"; "–" without a base. */
const char *share_words(Arena *arena, bool zh, int64_t n, int64_t base);
/* The same of what was opened (funnel_opened). */
const char *opened_words(Arena *arena, bool zh, const Funnel *sums);
/* The day in words: "11月23日", "23 Nov"; "2026-11-23" where it is none. */
const char *day_words(Arena *arena, bool zh, const char *day);

#endif
