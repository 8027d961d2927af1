/* A backup file: a Zstandard stream of the database, with what it holds in a skippable frame in front and a hash of all
 * of it in one behind, so that `zstd -d` gives the database with no Lounge at hand; sealed as a whole when there is a
 * key. Written under a temporary name, synced, read back, and only then given its own. */
#ifndef LOUNGE_OFFICE_BACKUP_FILE_H
#define LOUNGE_OFFICE_BACKUP_FILE_H

#include "base/clock.h"
#include "sealed.h"
#include "store/coupons.h"
#include "store/snapshot.h"

typedef struct BackupInfo {
    char store_id[STORE_ID_MAX + 1];
    char zone[64]; /* the store's */
    Ms made;
    int schema;
    int64_t database_bytes, rows;
    bool sealed, has_key;
    CouponKey key;      /* the store's, for its coupons; wipe it */
    uint8_t hash[32];   /* BLAKE2b of the database */
    TableCount *tables; /* in arena */
    size_t n_tables;
    Arena arena;
} BackupInfo;

void backup_info_free(BackupInfo *info);

/* "lounge-cd-01-20261123T062600Z.db.zst", with .sealed behind when it is encrypted. */
void backup_name(const char *store_id, Ms made, bool sealed, char *out, size_t size);
/* Whether the name is one of this store's backups, and when it was made. */
bool backup_name_read(const char *name, const char *store_id, Ms *made);

/* Writes `folder`/name; `info` says store, made, schema, sealed, key and tables; hash and database_bytes are filled in.
 * `key` NULL = not encrypted. path: of the finished file. Nothing but a whole and proven file ever has that name.
 * ERR_RULE: not encrypted, and the folder cannot keep others from reading it. */
bool backup_write(const char *folder, const StoreSnapshot *snapshot, BackupInfo *info, const SealKey *key, char *path,
                  size_t path_size, int64_t *bytes, Err *err);

/* Reads a backup through: its start, every block, the hash at its end. The database goes to `to` (a file opened for
 * writing), or nowhere when it is NULL. ERR_INPUT: not a backup, damaged, cut short, another key; ERR_NEWER. */
bool backup_read(const char *path, const SealKey *key, FILE *to, BackupInfo *out, Err *err);

#endif
