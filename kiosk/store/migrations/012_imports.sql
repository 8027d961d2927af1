-- Imports for life: any table may be a subject; parts that orders wait for, with every date that was promised for them.

-- import_file no longer lists its subjects. A CHECK cannot be altered, so both tables are made anew; the notes first, for
-- dropping the files would empty them.
CREATE TABLE import_file_new (
    import_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (subject <> ''), -- orders, offers, models, activities, parts, customers …
    digest TEXT NOT NULL,            -- of the file's bytes: the same file twice is one row
    file TEXT NOT NULL,              -- its name without the folder
    exported_ms INTEGER NOT NULL,    -- the export's own time
    applied_ms INTEGER NOT NULL,
    records INTEGER NOT NULL,
    orders INTEGER NOT NULL,         -- things in it that could be read, whatever the subject
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    same INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    flagged INTEGER NOT NULL,
    UNIQUE (store_id, subject, digest)
) STRICT, WITHOUT ROWID;
INSERT INTO import_file_new SELECT import_id, store_id, subject, digest, file, exported_ms, applied_ms, records, orders,
    created, changed, same, refused, flagged FROM import_file;
CREATE TABLE import_note_new (       -- a line that was refused or flagged, with why
    import_id TEXT NOT NULL REFERENCES import_file_new ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    refused INTEGER NOT NULL CHECK (refused IN (0, 1)),
    PRIMARY KEY (import_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO import_note_new SELECT import_id, seq, line, field, value, code, reason, refused FROM import_note;
DROP TABLE import_note;
DROP TABLE import_file;
ALTER TABLE import_file_new RENAME TO import_file;
ALTER TABLE import_note_new RENAME TO import_note;
CREATE INDEX import_file_exported ON import_file (store_id, subject, exported_ms);

CREATE TABLE part_arrival (          -- a part that an order waits for; its order may not be here yet
    part_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    order_no TEXT NOT NULL CHECK (order_no <> ''),
    part_no TEXT NOT NULL CHECK (part_no <> ''), -- the part's number, or its name where the list has none
    part TEXT NOT NULL DEFAULT '',   -- its name
    supplier TEXT NOT NULL DEFAULT '',
    ordered_ms INTEGER,
    arrived_ms INTEGER,              -- NULL: not yet
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    UNIQUE (store_id, order_no, part_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_arrival_supplier ON part_arrival (store_id, supplier, arrived_ms);

CREATE TABLE part_promise (          -- append-only: each date that was expected, and since when it was
    part_id TEXT NOT NULL REFERENCES part_arrival,
    told_ms INTEGER NOT NULL,        -- time of the list that first said so
    store_id TEXT NOT NULL,
    expected_ms INTEGER,             -- NULL: not known (未定)
    PRIMARY KEY (part_id, told_ms)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER part_promise_is_not_changed BEFORE UPDATE ON part_promise
BEGIN SELECT raise(ABORT, 'promised dates are append-only'); END;
CREATE TRIGGER part_promise_is_not_shortened BEFORE DELETE ON part_promise
BEGIN SELECT raise(ABORT, 'promised dates are append-only'); END;

-- A row a part. first_expected_ms: the first date that was said; moved: how often another date was said after it;
-- slip_ms: arrived after the first date (below zero: before it); last_slip_ms: … after the last date said before it came.
CREATE VIEW v_parts AS
SELECT a.part_id, a.store_id, a.order_no, a.part_no, a.part, a.supplier, a.ordered_ms,
       (SELECT p.expected_ms FROM part_promise p WHERE p.part_id = a.part_id AND p.expected_ms IS NOT NULL
        ORDER BY p.told_ms LIMIT 1) AS first_expected_ms,
       (SELECT p.expected_ms FROM part_promise p WHERE p.part_id = a.part_id
        ORDER BY p.told_ms DESC LIMIT 1) AS expected_ms,
       (SELECT max(count(*) - 1, 0) FROM part_promise p WHERE p.part_id = a.part_id
        AND p.expected_ms IS NOT NULL) AS moved,
       (SELECT max(p.told_ms) FROM part_promise p WHERE p.part_id = a.part_id) AS told_ms, a.arrived_ms,
       a.arrived_ms - (SELECT p.expected_ms FROM part_promise p WHERE p.part_id = a.part_id
        AND p.expected_ms IS NOT NULL ORDER BY p.told_ms LIMIT 1) AS slip_ms,
       a.arrived_ms - (SELECT p.expected_ms FROM part_promise p WHERE p.part_id = a.part_id
        AND p.expected_ms IS NOT NULL AND p.told_ms < a.arrived_ms ORDER BY p.told_ms DESC LIMIT 1) AS last_slip_ms,
       a.created_ms, a.updated_ms
FROM part_arrival a;
