/* Tables of things: a row names the columns, in any order; each row below is one thing. What is wrong with a row is
 * told cell by cell, all of it at once. Tables that staff keep themselves (offers, models) have their header in the
 * first row, by fixed ids. Tables of other programs (parts, customers) may have title lines above it and total lines
 * below, and their columns may have other names too: setting dms.tables. */
#ifndef LOUNGE_OFFICE_IMPORT_STAFF_H
#define LOUNGE_OFFICE_IMPORT_STAFF_H

#include "import_faults.h"
#include "import_sheet.h"
#include "store/settings.h"

enum { STAFF_COLUMNS_MAX = 48, STAFF_ID_MAX = 40 };

typedef struct StaffColumn {
    const char *id;
    bool required; /* the column must be there and its cells must not be empty */
} StaffColumn;

typedef struct StaffShape { /* by which a file is known to be this table */
    const StaffColumn *columns;
    size_t n;
    const char *names; /* in dms.tables; NULL = ids alone */
    size_t least;      /* so many known columns make a header of it, all that are required among them */
} StaffShape;

typedef struct StaffTable {
    Sheet *sheet;
    ImportReport *report;
    const ImportOptions *options;
    const StaffColumn *columns;
    const Settings *settings; /* other names of columns, … */
    const char *names;        /* … by the table of dms.tables; NULL = ids alone, header in the first row */
    size_t least;             /* known columns of a header */
    size_t n_columns, width;  /* width: columns of the file */
    unsigned char column_of[CSV_CELLS_MAX]; /* 1 + index into columns; 0 = not read */
    int line;
    bool refused; /* the present row */
    char *cell[STAFF_COLUMNS_MAX];
    char empty[1];
    const char **taken; /* ids of rows taken so far, an open hash table */
    size_t n_taken, taken_cap;
} StaffTable;

/* ERR_INPUT: a required column is missing; the text names what was looked for and what stood there. Close it in every
 * case. options may be NULL. */
bool staff_open(StaffTable *table, const char *path, const ImportOptions *options, const StaffColumn *columns,
                size_t n_columns, ImportReport *report, Err *err);
/* The same for any shape; of a table of another program (shape->names) a time of export in its title lines becomes the
 * report's. settings: for the names of its columns. */
bool staff_open_named(StaffTable *table, const char *path, const ImportOptions *options, const Settings *settings,
                      const StaffShape *shape, ImportReport *report, Err *err);
void staff_close(StaffTable *table);
/* The next row into table->cell (cleaned, never NULL), with table->refused when it is not to be taken. */
CsvStep staff_next(StaffTable *table, Err *err);
void staff_refuse(StaffTable *table, FaultCode code, size_t column);
void staff_flag(StaffTable *table, FaultCode code, size_t column);
/* Refuses with a reason of its own. */
void staff_refuse_said(StaffTable *table, FaultCode code, size_t column, const Err *why);

/* Whole numbers; an empty cell is `none`. Refuses what is none, or beyond least–most. */
int64_t staff_int(StaffTable *table, size_t column, int64_t least, int64_t most, int64_t none);
/* An instant; 0 when nothing is said (未定). A day alone is taken at its minute `of_day`. Refuses what is no date. */
Ms staff_instant(StaffTable *table, size_t column, int of_day);
/* A VIN in normal form: upper case, half width, without what a spreadsheet or a person puts between. Flags what is
 * none. */
const char *staff_vin(StaffTable *table, size_t column);
/* Was this id taken? staff_take remembers one; it must live until staff_close. */
bool staff_taken(const StaffTable *table, const char *id);
void staff_take(StaffTable *table, const char *id);
bool staff_is_id(const char *text); /* lower-case letters, digits, - and _, at most STAFF_ID_MAX */

/* The file as the store records it; *notes (one for each kept fault) lives in the report's arena. */
ImportMeta staff_meta(const StaffTable *table, const char *subject);
ImportNote *staff_notes(ImportReport *report, bool zh);
/* … without the values of the columns whose bits are set: they say who somebody is, and are not stored. */
ImportNote *staff_notes_masked(const StaffTable *table, uint64_t personal, bool zh);

#endif
