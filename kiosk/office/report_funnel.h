/* Funnels (from shown to money) as a table of a report. */
#ifndef LOUNGE_OFFICE_REPORT_FUNNEL_H
#define LOUNGE_OFFICE_REPORT_FUNNEL_H

#include "funnel.h"
#include "report_doc.h"

/* A row a group, the sum of all last but for axes and activities, where one act counts in several rows; with the charts
 * that fit: in time shown and opened, else what share of those shown opened it. */
DocTable *funnel_table(Doc *doc, const char *id, const char *title, FunnelBy by, const FunnelTable *funnels);

#endif
