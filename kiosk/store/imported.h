/* Inside store/ only: the row an applied file leaves, with its notes; shared by orders, offers, models and
 * activities. */
#ifndef LOUNGE_STORE_IMPORTED_H
#define LOUNGE_STORE_IMPORTED_H

#include "base/uuid.h"
#include "import.h"
#include "rules/daypart.h"

/* Was this very file applied before, and what did it say? Fills counts->known; out stays 0 where it was not. */
bool imported_before(Db *db, const ImportMeta *meta, ImportCounts *before, Err *err);
/* Writes the file's row with its counts, or brings it up to date; import_id gets its key. The notes are added by
 * imported_note, after which those of an earlier reading are gone. Inside the caller's transaction. */
bool imported_save(Db *db, const ImportMeta *meta, const ImportCounts *counts, Uuid *import_id, Err *err);
bool imported_note(Db *db, const Uuid *import_id, int seq, const ImportNote *note, Err *err);

/* A table that staff's file replaces as a whole. */
typedef struct ImportedTable {
    const char *exists; /* SQL: a row where the one named ?2 of store ?1 is there */
    const char *(*name)(const void *rows, size_t i);
    /* Row i with its place in the file. *changed: in what it says; *moved: in its place only. */
    bool (*write)(Db *db, const void *rows, size_t i, bool *changed, bool *moved, Err *err);
    bool (*take_away)(Db *db, Err *err); /* what temp.named does not hold, in one statement */
} ImportedTable;
/* In one transaction; only the difference is written, and a file that is known and changed nothing writes nothing.
 * ERR_INPUT when the file names a row twice. */
bool imported_replace(Db *db, const ImportedTable *table, const void *rows, size_t n, const ImportMeta *meta,
                      const ImportNote *notes, size_t n_notes, ImportCounts *out, Err *err);
/* The end of an import of another kind, inside its transaction: the file's row and its notes. moved: rows changed
 * places. */
bool imported_finish(Db *db, const ImportMeta *meta, const ImportNote *notes, size_t n_notes, ImportCounts *counts,
                     bool moved, Err *err);
/* A day part from the columns that keep it. */
void imported_part(DayPart *part, const char *from_day, const char *to_day, const char *weekdays, const char *hours);

#endif
