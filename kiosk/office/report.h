/* Reports: one file report_NAME.c each, named in the table of cmd_report.c. A report builds a document (report_doc.h)
 * of a span of days; the command reads the options and writes it in the format that is asked for. */
#ifndef LOUNGE_OFFICE_REPORT_H
#define LOUNGE_OFFICE_REPORT_H

#include "report_doc.h"

typedef struct ReportAsk {
    char from[32], to[32]; /* local days, both included */
    Ms begin, end;         /* the same as instants: begin <= at < end */
    ReportFormat format;
    const char *out;                               /* -o FILE; NULL = standard output */
    const char *by, *offer, *name, *month, *table; /* as said; NULL = not */
} ReportAsk;

typedef struct Report {
    const char *name;
    Words about, usage; /* usage: what follows "report NAME" besides the options of all: [--from DAY] … */
    const char *bys;    /* what --by may be, with blanks between; NULL = there is no --by */
    const char *named;  /* what one word after the options names ("activity"); NULL = there is none */
    bool offers;        /* takes --offer */
    bool words;         /* has customers' own words: --by is the manager who reads them */
    enum { SPAN_DAYS, SPAN_MONTH, SPAN_TODAY } span; /* by default: the last 28 days, this month, today */
    /* Begins the document and fills it; it is freed by the command, also after a failure. */
    bool (*build)(Office *office, const ReportAsk *ask, Doc *doc, Err *err);
    Exit (*run)(Office *office, int argc, char **argv); /* instead of build: reports that are no document */
} Report;

extern const Report report_offers, report_activity, report_deposits;
extern const Report report_causes, report_parts;
extern const Report report_satisfaction, report_cases, report_rework, report_retention, report_day;

/* Reads the options of all reports and those the report has, opens the store and settles the span; false: return *code
 * at once. */
bool report_ask(Office *office, const Report *report, int argc, char **argv, ReportAsk *ask, Exit *code);

#endif
