-- Pictures are cropped around a focus point; offers have weekdays and hours; the week's activities.

ALTER TABLE offer ADD COLUMN focus_x INTEGER NOT NULL DEFAULT 50 CHECK (focus_x BETWEEN 0 AND 100); -- percent
ALTER TABLE offer ADD COLUMN focus_y INTEGER NOT NULL DEFAULT 50 CHECK (focus_y BETWEEN 0 AND 100);
ALTER TABLE offer ADD COLUMN weekdays TEXT NOT NULL DEFAULT ''; -- '1-5', '6;7'; '' = every day
ALTER TABLE offer ADD COLUMN hours TEXT NOT NULL DEFAULT '';    -- '09:00-11:30;14:00-17:00'; '' = all day

CREATE TABLE activity (
    store_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    position INTEGER NOT NULL,       -- by the column sort, then as in the file
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    text_zh TEXT NOT NULL DEFAULT '',
    text_en TEXT NOT NULL DEFAULT '',
    picture TEXT NOT NULL DEFAULT '',
    focus_x INTEGER NOT NULL DEFAULT 50 CHECK (focus_x BETWEEN 0 AND 100),
    focus_y INTEGER NOT NULL DEFAULT 50 CHECK (focus_y BETWEEN 0 AND 100),
    from_day TEXT NOT NULL DEFAULT '',
    to_day TEXT NOT NULL DEFAULT '', -- last local day, inclusive; '' = open
    weekdays TEXT NOT NULL DEFAULT '',
    hours TEXT NOT NULL DEFAULT '',
    place_zh TEXT NOT NULL DEFAULT '',
    place_en TEXT NOT NULL DEFAULT '',
    updated_ms INTEGER NOT NULL,
    PRIMARY KEY (store_id, activity_id)
) STRICT, WITHOUT ROWID;

-- import_file gains a subject. A CHECK cannot be altered, so both tables are made anew; the notes first, for dropping
-- the files would take their notes along.
CREATE TABLE import_file_new (
    import_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('orders', 'offers', 'models', 'activities')),
    digest TEXT NOT NULL,            -- of the file's bytes: the same file twice is one row
    file TEXT NOT NULL,              -- its name without the folder
    exported_ms INTEGER NOT NULL,    -- the export's own time
    applied_ms INTEGER NOT NULL,
    records INTEGER NOT NULL,
    orders INTEGER NOT NULL,
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
