/* One moment of the whole database, for backups: copied by SQLite's online backup inside one read transaction, so that
 * writers go on and the copy is of a single commit; checked, and counted table by table in original and copy. The copy
 * has no name on the disk: whatever kills the program, nothing of it stays behind. */
#ifndef LOUNGE_STORE_SNAPSHOT_H
#define LOUNGE_STORE_SNAPSHOT_H

#include "db.h"

typedef struct TableCount {
    const char *table;
    int64_t rows;
} TableCount;

typedef struct StoreSnapshot {
    int fd; /* of the copy: a whole database file in rollback mode; read it from its start */
    int64_t bytes, rows;
    int schema;
    char store_id[STORE_ID_MAX + 1];
    TableCount *tables; /* by name; in arena */
    size_t n_tables;
    Arena arena;
} StoreSnapshot;

/* `db` is opened for reading. The copy needs as much room in the database's folder as the database has. ERR_CORRUPT
 * when integrity_check or the counts of the copy fail: a damaged database is not worth a backup that looks whole. */
bool snapshot_take(Db *db, StoreSnapshot *out, Err *err);
void snapshot_drop(StoreSnapshot *s); /* an empty one is fine */

/* Of a database file that nobody has open: integrity, Lounge's mark, a schema this program knows (ERR_NEWER), and the
 * rows of each table as told. ERR_CORRUPT names the first fault. */
bool snapshot_check(const char *path, int schema, const TableCount *tables, size_t n_tables, Err *err);

#endif
