/* Cutting a report by week, advisor, kind of work, technician or store: groups by key, their names and their order. */
#ifndef LOUNGE_OFFICE_REPORT_GROUPS_H
#define LOUNGE_OFFICE_REPORT_GROUPS_H

#include "report_doc.h"

typedef enum GroupBy { GROUP_WEEK, GROUP_ADVISOR, GROUP_KIND, GROUP_TECHNICIAN, GROUP_STORE, GROUPS } GroupBy;

enum { GROUP_KEY = 96 };

/* What is gathered of a group; its struct begins with the key: typedef struct X { GroupHead head; … } X. */
typedef struct GroupHead {
    char key[GROUP_KEY]; /* "" = not known */
    int64_t weight;      /* for the order of names: most first; filled in by the report */
} GroupHead;

typedef struct Groups {
    void **list; /* each of `size` bytes, zeroed when it was made */
    size_t n, size;
    Arena arena;
} Groups;

void groups_begin(Groups *groups, size_t size);
void *group_of(Groups *groups, const char *key);
/* Weeks by time, kinds as the trade lists them, the rest by weight; what is not known last. */
void groups_sort(Groups *groups, GroupBy by);
void groups_free(Groups *groups);

/* The key of an instant's week: its Monday, "2026-11-23". */
void week_key(Ms at, char out[GROUP_KEY]);

/* False when it is none of the allowed ones ("week advisor kind store"). */
bool group_by_of(const char *name, const char *allowed, GroupBy *out);
const char *group_id(GroupBy by); /* "week" */
const char *group_title(const Doc *doc, GroupBy by);
/* `unknown`: what "" is called. */
Cell group_cell(Doc *doc, GroupBy by, const char *key, const char *unknown);
CellKind group_cell_kind(GroupBy by);

const char *kind_words(bool zh, const char *kind_id); /* "" and unknown ids as they are */

#endif
