/* The subjects of imports. */
#include "import_subjects.h"

#include <string.h>

static bool offers(Db *db, const Settings *s, const char *path, const ImportOptions *options, ImportReport *report,
                   Err *err) {
    (void)s;
    return import_offers_file(db, path, options, report, err);
}

static bool models(Db *db, const Settings *s, const char *path, const ImportOptions *options, ImportReport *report,
                   Err *err) {
    (void)s;
    return import_models_file(db, path, options, report, err);
}

static bool activities(Db *db, const Settings *s, const char *path, const ImportOptions *options, ImportReport *report,
                       Err *err) {
    (void)s;
    return import_activities_file(db, path, options, report, err);
}

const ImportSubject import_subjects[] = {
    {"orders", "张工单", true, import_orders_file, NULL},
    {"parts", "个配件", true, import_parts_file, &import_parts_shape},
    {"staff", "名员工", true, import_team_file, &import_team_shape},
    {"customers", "位客户", true, import_customers_file, &import_customers_shape},
    {"prepaid", "笔预存", true, import_prepaid_file, &import_prepaid_shape},
    {"offers", "项优惠", false, offers, &import_offers_shape},
    {"models", "个车型", false, models, &import_models_shape},
    {"activities", "项活动", false, activities, &import_activities_shape},
    {NULL, NULL, false, NULL, NULL},
};

const ImportSubject *import_subject(const char *name) {
    for (const ImportSubject *s = import_subjects; s->name; s++)
        if (strcmp(s->name, name) == 0) return s;
    return NULL;
}
