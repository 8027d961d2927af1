/* Reports: one file report_NAME.c each, named in the table of cmd_report.c. */
#ifndef LOUNGE_OFFICE_REPORT_H
#define LOUNGE_OFFICE_REPORT_H

#include "office.h"

typedef struct Report {
    const char *name;
    Words about, usage;                                 /* usage: what follows "report NAME" */
    Exit (*run)(Office *office, int argc, char **argv); /* argv[0] is the report's name; parses with office_option */
} Report;

extern const Report report_offers, report_activity, report_deposits;

#endif
