-- What was erased of people, and who must not come back by an old export. Counts and keyed hashes only.

CREATE TABLE erasure (               -- append-only: what a purge or a wish to be forgotten emptied
    erasure_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('retention', 'forget', 'restore')),
    by_name TEXT NOT NULL DEFAULT '', -- '' = time
    in_table TEXT NOT NULL,
    in_column TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_at ON erasure (store_id, at_ms);
CREATE TRIGGER erasure_is_not_changed BEFORE UPDATE ON erasure
BEGIN SELECT raise(ABORT, 'erasures are append-only'); END;
CREATE TRIGGER erasure_is_not_shortened BEFORE DELETE ON erasure
BEGIN SELECT raise(ABORT, 'erasures are append-only'); END;

CREATE TABLE forgotten (             -- append-only: the stop list of imports and restores
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'plate', 'vin', 'order', 'bringer')),
    hash TEXT NOT NULL,              -- by the store's key: nobody reads a phone out of it
    at_ms INTEGER NOT NULL,          -- a visit after this is a new one, and allowed
    store_id TEXT NOT NULL,
    PRIMARY KEY (kind, hash, at_ms)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER forgotten_is_not_changed BEFORE UPDATE ON forgotten
BEGIN SELECT raise(ABORT, 'the stop list is append-only'); END;
CREATE TRIGGER forgotten_is_not_shortened BEFORE DELETE ON forgotten
BEGIN SELECT raise(ABORT, 'the stop list is append-only'); END;

CREATE VIEW v_erasures AS
SELECT erasure_id, store_id, at_ms, at_local AS at, why, by_name AS "by", in_table, in_column, n FROM erasure;
