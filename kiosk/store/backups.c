/* Backups made, as rows. */
#include "backups.h"

#include "base/uuid.h"
#include "sql.h"

#include <string.h>

#define BACKUP_COLUMNS "SELECT at_ms, folder, file, sealed, bytes, database_bytes, row_count, took_ms FROM backup "

bool backup_note(Db *db, const BackupRow *row, Err *err) {
    char local[32];
    Uuid id = uuid_new();
    if (!db_begin(db, err)) return false;
    return db_end(
        db,
        sql_run(db,
                "INSERT INTO backup (backup_id, store_id, at_ms, at_local, folder, file, sealed, bytes, database_bytes,"
                " row_count, took_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                SQL_ARGS(txt(id.text), txt(db_store_id(db)), num(row->at),
                         txt(instant_show(row->at, local, sizeof local)), txt(row->folder), txt(row->file),
                         num(row->sealed), num(row->bytes), num(row->database_bytes), num(row->rows), num(row->took)),
                err),
        err);
}

static BackupRow row_of(Arena *arena, sqlite3_stmt *q) {
    return (BackupRow){.at = sql_int(q, 0, 0),
                       .folder = sql_keep(arena, q, 1),
                       .file = sql_keep(arena, q, 2),
                       .sealed = sql_int(q, 3, 0) != 0,
                       .bytes = sql_int(q, 4, 0),
                       .database_bytes = sql_int(q, 5, 0),
                       .rows = sql_int(q, 6, 0),
                       .took = sql_int(q, 7, 0)};
}

bool backup_last(Db *db, Arena *arena, BackupRow *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db, BACKUP_COLUMNS "WHERE store_id = ?1 ORDER BY at_ms DESC LIMIT 1",
                                SQL_ARGS(txt(db_store_id(db))), err);
    if (!sql_step(db, q, &row, err)) return false;
    *out = row ? row_of(arena, q) : (BackupRow){.folder = "", .file = ""};
    if (row) sql_end(q);
    return true;
}

bool backup_overdue(Db *db, const Settings *settings, Ms now, bool *overdue, bool *never, int *hours, Err *err) {
    int64_t last = 0, first = now;
    SqlArg store[] = {txt(db_store_id(db))};
    if (!sql_number(db, &last, "SELECT max(at_ms) FROM backup WHERE store_id = ?1", store, 1, err) ||
        !sql_number(db, &first, "SELECT min(applied_ms) FROM import_file WHERE store_id = ?1", store, 1, err))
        return false;
    Ms age = now - (last ? last : first);
    *never = last == 0;
    *hours = (int)(age / MS_HOUR);
    *overdue = age > settings_int(settings, "backup.warn_hours") * MS_HOUR && settings_int(settings, "demo") == 0;
    return true;
}

bool backup_list(Db *db, Arena *arena, BackupRow **out, size_t *n, Err *err) {
    bool ok, row;
    size_t cap = 0;
    *n = 0;
    *out = NULL;
    sqlite3_stmt *q = sql_query(db, BACKUP_COLUMNS "WHERE store_id = ?1 ORDER BY at_ms, backup_id",
                                SQL_ARGS(txt(db_store_id(db))), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (*n == cap) {
            BackupRow *more = arena_alloc(arena, sizeof *more * (cap = cap ? cap * 2 : 64));
            if (*n) memcpy(more, *out, sizeof *more * *n);
            *out = more;
        }
        (*out)[(*n)++] = row_of(arena, q);
    }
    return ok;
}
