-- Which backups were made: whole, read back, and in their place. None is in itself.

CREATE TABLE backup (                -- append-only
    backup_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,          -- the moment it holds
    at_local TEXT NOT NULL,
    folder TEXT NOT NULL,            -- its whole path
    file TEXT NOT NULL,
    sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)), -- encrypted
    bytes INTEGER NOT NULL,
    database_bytes INTEGER NOT NULL,
    row_count INTEGER NOT NULL,      -- of all tables together
    took_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX backup_at ON backup (store_id, at_ms);
CREATE TRIGGER backup_is_not_changed BEFORE UPDATE ON backup
BEGIN SELECT raise(ABORT, 'backups made are append-only'); END;
CREATE TRIGGER backup_is_not_shortened BEFORE DELETE ON backup
BEGIN SELECT raise(ABORT, 'backups made are append-only'); END;

CREATE VIEW v_backups AS
SELECT backup_id, store_id, at_ms, at_local AS at, folder, file, sealed, bytes, database_bytes, row_count, took_ms
FROM backup;
