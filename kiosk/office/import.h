/* Taking in what other programs and staff write: orders as a DMS exports them, the tables of offers,
 * models and activities. Each file gives a report: what was read, what it changed, and every fault by line, field,
 * value, code and reason. Good lines land beside bad ones. */
#ifndef LOUNGE_OFFICE_IMPORT_H
#define LOUNGE_OFFICE_IMPORT_H

#include "base/mem.h"
#include "store/import.h"
#include "store/settings.h"

/* Faults kept by name; beyond these they are counted only, so that a file of nonsense stays within bounds. */
enum { IMPORT_FAULTS_KEPT = 10000 };

typedef struct ImportFault {
    int line;
    const char *field, *value; /* "" where the whole line is meant; value is cut for showing */
    const char *code;          /* "unknown_state" */
    const char *en, *zh;       /* the reason, a sentence each */
    bool refused;              /* else flagged: the line landed */
} ImportFault;

typedef struct ImportReport {
    char file[128];     /* name without folder */
    char encoding[32];  /* as found or said */
    Ms exported;        /* the export's own time, … */
    bool exported_said; /* … by its title; else the file's */
    int read;           /* data records */
    bool whole;         /* no damaged line may hide an order: else none is taken off the board */
    ImportCounts counts;
    ImportFault *faults;
    size_t n_faults, cap; /* kept */
    int refused, flagged; /* in all */
    Arena arena;          /* of the faults' texts */
} ImportReport;           /* zero-initialised is ready to use */

void import_report_free(ImportReport *report);

typedef struct ImportOptions {
    const char *encoding;                                    /* NULL: found out */
    void (*progress)(void *ctx, int64_t done, int64_t size); /* bytes; NULL: silent */
    void *ctx;
    bool zh; /* language of the reasons kept in the database */
} ImportOptions;

/* Read one file and apply it. On failure nothing was changed and *err says why; the report holds the faults found so
 * far. ERR_USAGE unknown encoding; ERR_NOT_FOUND, ERR_IO; ERR_INPUT when it is no such table or no line of it can be
 * used. The caller frees the report in every case. options may be NULL. */
bool import_orders_file(Db *db, const Settings *s, const char *path, const ImportOptions *options, ImportReport *report,
                        Err *err);
/* A line of a table that was refused leaves what the store has under its id as it was. */
bool import_offers_file(Db *db, const char *path, const ImportOptions *options, ImportReport *report, Err *err);
bool import_models_file(Db *db, const char *path, const ImportOptions *options, ImportReport *report, Err *err);
/* Parts that orders wait for (store/parts.h). */
bool import_parts_file(Db *db, const Settings *s, const char *path, const ImportOptions *options, ImportReport *report,
                       Err *err);
/* Customers (store/customers.h); staff, whose PINs are set afterwards. */
bool import_prepaid_file(Db *db, const Settings *s, const char *path, const ImportOptions *options,
                         ImportReport *report, Err *err);
bool import_customers_file(Db *db, const Settings *s, const char *path, const ImportOptions *options,
                           ImportReport *report, Err *err);
bool import_team_file(Db *db, const Settings *s, const char *path, const ImportOptions *options, ImportReport *report,
                      Err *err);
/* A table with its header alone takes all activities away: a week may have none. */
bool import_activities_file(Db *db, const char *path, const ImportOptions *options, ImportReport *report, Err *err);

#endif
