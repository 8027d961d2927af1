/* The audit: one row an act. */
#include "audit.h"

#include "base/uuid.h"
#include "sql.h"

bool audit_write(Db *db, const char *by, const char *what, const char *about, const char *note, Ms at, Err *err) {
    char local[32];
    Uuid id = uuid_new();
    return sql_run(db,
                   "INSERT INTO audit (audit_id, store_id, at_ms, at_local, by_name, what, about, note)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                   SQL_ARGS(txt(id.text), txt(db_store_id(db)), num(at), txt(instant_show(at, local, sizeof local)),
                            txt(by), txt(what), txt(about), txt(note)),
                   err);
}
