/* What can be imported out of a table file, by name: one list for `lounge import`, its words and the watched folder. */
#ifndef LOUNGE_OFFICE_IMPORT_SUBJECTS_H
#define LOUNGE_OFFICE_IMPORT_SUBJECTS_H

#include "import.h"
#include "import_staff.h"
#include "office.h"

typedef struct ImportSubject {
    const char *name;      /* "orders" */
    const char *things_zh; /* with its measure word: "张工单" */
    bool list;             /* of another program: each file adds to what is there; else the file is the whole table */
    bool (*file)(Db *db, const Settings *s, const char *path, const ImportOptions *options, ImportReport *report,
                 Err *err);
    const StaffShape *shape; /* by which its files are known; NULL: orders, which have their own header */
} ImportSubject;

extern const StaffShape import_parts_shape, import_customers_shape, import_team_shape, import_prepaid_shape,
    import_offers_shape, import_models_shape, import_activities_shape;

extern const ImportSubject import_subjects[];          /* ends with a name of NULL */
const ImportSubject *import_subject(const char *name); /* NULL when there is none */

#endif
