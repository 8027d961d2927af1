/* Inside store/ only: the row an applied file leaves, with its notes; shared by orders, offers and models. */
#ifndef LOUNGE_STORE_IMPORTED_H
#define LOUNGE_STORE_IMPORTED_H

#include "base/uuid.h"
#include "import.h"

/* Was this very file applied before, and what did it say? Fills counts->known; out stays 0 where it was not. */
bool imported_before(Db *db, const ImportMeta *meta, ImportCounts *before, Err *err);
/* Writes the file's row with its counts, or brings it up to date; import_id gets its key. The notes are added by
 * imported_note, after which those of an earlier reading are gone. Inside the caller's transaction. */
bool imported_save(Db *db, const ImportMeta *meta, const ImportCounts *counts, Uuid *import_id, Err *err);
bool imported_note(Db *db, const Uuid *import_id, int seq, const ImportNote *note, Err *err);

#endif
