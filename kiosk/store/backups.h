/* The list of backups that were made, so that doctor and the panel can say how old the last good one is, and an erasure
 * which of them still hold somebody. */
#ifndef LOUNGE_STORE_BACKUPS_H
#define LOUNGE_STORE_BACKUPS_H

#include "settings.h"

typedef struct BackupRow {
    Ms at; /* the moment it holds; 0 = there is none */
    const char *folder, *file;
    bool sealed;
    int64_t bytes, database_bytes, rows;
    Ms took;
} BackupRow;

bool backup_note(Db *db, const BackupRow *row, Err *err);
/* The last one; `at` is 0 when there is none. Texts are in arena. */
bool backup_last(Db *db, Arena *arena, BackupRow *out, Err *err);
/* Whether the last good backup, or where none was ever made the store's first import, lies further back than
 * backup.warn_hours; *hours: how far, *never: none was made. A demo store needs none. */
bool backup_overdue(Db *db, const Settings *settings, Ms now, bool *overdue, bool *never, int *hours, Err *err);
/* All of them, oldest first. */
bool backup_list(Db *db, Arena *arena, BackupRow **out, size_t *n, Err *err);

#endif
