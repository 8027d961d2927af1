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

/* Replacing a whole table by a file, inside one transaction: forget, name each row once (ERR_INPUT when the file names
 * it twice), write the rows, take away what temp.named does not hold, finish. A file that is known and changed nothing
 * writes nothing; moved: rows changed places. */
bool imported_forget_names(Db *db, Err *err);
bool imported_name_it(Db *db, const char *name, Err *err);
bool imported_finish(Db *db, const ImportMeta *meta, const ImportNote *notes, size_t n_notes, ImportCounts *counts,
                     bool moved, Err *err);
/* A day part from the columns that keep it. */
void imported_part(DayPart *part, const char *from_day, const char *to_day, const char *weekdays, const char *hours);

#endif
