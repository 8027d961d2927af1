-- Additional work (domain.md 9): what was found, in versions, what the customer saw and said; and the bar's orders.
-- Versions, looks, answers and the bar's events are append-only. Texts are the workshop's about the car, not a person's.

CREATE TABLE finding (
    finding_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    item INTEGER NOT NULL,           -- counted by the order, from 1: what staff name
    dms_item INTEGER,                -- its place in the DMS's list; NULL = proposed by staff
    created_ms INTEGER NOT NULL,
    UNIQUE (store_id, order_no, item),
    FOREIGN KEY (store_id, order_no) REFERENCES work_order
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_version (       -- append-only: the last one counts
    finding_id TEXT NOT NULL REFERENCES finding,
    version INTEGER NOT NULL,
    store_id TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('proposed', 'edited', 'imported', 'withdrawn')),
    level TEXT NOT NULL CHECK (level IN ('red', 'amber', 'green', '')), -- '' = not said, as the DMS leaves it
    what TEXT NOT NULL,
    what_en TEXT NOT NULL DEFAULT '', -- '' = shown as it is in Chinese
    why TEXT NOT NULL DEFAULT '',
    why_en TEXT NOT NULL DEFAULT '',
    later TEXT NOT NULL DEFAULT '',  -- what happens if it waits
    later_en TEXT NOT NULL DEFAULT '',
    picture TEXT NOT NULL DEFAULT '',
    parts_fen INTEGER CHECK (parts_fen >= 0),   -- NULL with labour_fen: one price, not apart
    labour_fen INTEGER CHECK (labour_fen >= 0),
    price_fen INTEGER CHECK (price_fen >= 0),   -- NULL: ask the advisor
    minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes >= 0), -- that it adds
    dms_what TEXT NOT NULL DEFAULT '', -- what the DMS said when this was written: a change there makes a version
    dms_fen INTEGER,
    at_ms INTEGER NOT NULL,
    by_name TEXT NOT NULL DEFAULT '', -- '' = the import
    PRIMARY KEY (finding_id, version),
    CHECK ((parts_fen IS NULL) = (labour_fen IS NULL)),
    CHECK (parts_fen IS NULL OR price_fen = parts_fen + labour_fen)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_seen (          -- append-only: it was on the panel for a second at least
    finding_id TEXT NOT NULL REFERENCES finding,
    version INTEGER NOT NULL,
    visit_id TEXT NOT NULL,
    store_id TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (finding_id, version, visit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_answer (        -- append-only: the last one counts, if its version and hash are still the finding's
    answer_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    finding_id TEXT NOT NULL REFERENCES finding,
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL,        -- that was seen
    hash TEXT NOT NULL,              -- keyed, of exactly what was shown
    lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
    choice TEXT NOT NULL CHECK (choice IN ('yes', 'no', 'talk')),
    pays TEXT NOT NULL DEFAULT '' CHECK (pays IN ('', 'insurer', 'customer', 'ask')), -- '' = not an insured repair
    price_fen INTEGER,               -- that was seen
    minutes INTEGER NOT NULL,
    total_fen INTEGER,               -- the order's new total that was seen
    finish_ms INTEGER,               -- the new finish that was seen
    how TEXT NOT NULL CHECK (how IN ('panel', 'phone', 'wechat', 'in_person')),
    by_name TEXT NOT NULL DEFAULT '', -- who took it; '' = given on the panel
    visit_id TEXT NOT NULL DEFAULT '',
    car_id TEXT,                     -- whose: what was declined is remembered for the next visit
    policy_id TEXT NOT NULL DEFAULT '', -- of the subject work, under which it was asked
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    UNIQUE (finding_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_answer_car ON finding_answer (car_id) WHERE car_id IS NOT NULL;
CREATE INDEX finding_answer_at ON finding_answer (store_id, at_ms);

CREATE TRIGGER finding_version_is_not_changed BEFORE UPDATE ON finding_version
BEGIN SELECT raise(ABORT, 'versions are append-only'); END;
CREATE TRIGGER finding_version_is_not_shortened BEFORE DELETE ON finding_version
BEGIN SELECT raise(ABORT, 'versions are append-only'); END;
CREATE TRIGGER finding_seen_is_not_changed BEFORE UPDATE ON finding_seen
BEGIN SELECT raise(ABORT, 'looks are append-only'); END;
CREATE TRIGGER finding_seen_is_not_shortened BEFORE DELETE ON finding_seen
BEGIN SELECT raise(ABORT, 'looks are append-only'); END;
CREATE TRIGGER finding_answer_is_not_changed BEFORE UPDATE ON finding_answer
BEGIN SELECT raise(ABORT, 'answers are append-only'); END;
CREATE TRIGGER finding_answer_is_not_shortened BEFORE DELETE ON finding_answer
BEGIN SELECT raise(ABORT, 'answers are append-only'); END;

CREATE TABLE bar_order (
    bar_order_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    number INTEGER NOT NULL,         -- counted within a local day: what is called out
    day TEXT NOT NULL,
    seat TEXT NOT NULL DEFAULT '',   -- id of policy bar.seats; '' = the customer fetches it
    seat_zh TEXT NOT NULL DEFAULT '',
    seat_en TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
    total_fen INTEGER NOT NULL CHECK (total_fen >= 0),
    policy_id TEXT NOT NULL DEFAULT '',
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    UNIQUE (store_id, day, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX bar_order_at ON bar_order (store_id, at_ms);

CREATE TABLE bar_order_item (        -- names and prices as they were ordered
    bar_order_id TEXT NOT NULL REFERENCES bar_order,
    item INTEGER NOT NULL,
    store_id TEXT NOT NULL,
    offer_id TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 99),
    price_fen INTEGER NOT NULL CHECK (price_fen >= 0), -- of one
    PRIMARY KEY (bar_order_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE bar_order_event (       -- append-only: the last one is its state
    event_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    bar_order_id TEXT NOT NULL REFERENCES bar_order,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('ordered', 'taken', 'done', 'cancelled')),
    at_ms INTEGER NOT NULL,
    by_name TEXT NOT NULL DEFAULT '', -- '' = the customer
    UNIQUE (bar_order_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER bar_order_event_is_not_changed BEFORE UPDATE ON bar_order_event
BEGIN SELECT raise(ABORT, 'events are append-only'); END;
CREATE TRIGGER bar_order_event_is_not_shortened BEFORE DELETE ON bar_order_event
BEGIN SELECT raise(ABORT, 'events are append-only'); END;

-- What the DMS has already said about cars that are here.
INSERT INTO finding
SELECT lower(substr(r, 1, 8) || '-' || substr(r, 9, 4) || '-7' || substr(r, 14, 3) || '-8' || substr(r, 18, 3) || '-' ||
             substr(r, 21, 12)), store_id, order_no, item, item, seen_ms
FROM (SELECT hex(randomblob(16)) AS r, p.* FROM proposal p JOIN work_order o USING (store_id, order_no)
      WHERE o.stage <> 'delivered' AND o.gone = 0);
INSERT INTO finding_version (finding_id, version, store_id, act, level, what, price_fen, dms_what, dms_fen, at_ms)
SELECT f.finding_id, 1, f.store_id, 'imported', '', p.what, p.amount_fen, p.what, p.amount_fen, p.seen_ms
FROM finding f JOIN proposal p ON p.store_id = f.store_id AND p.order_no = f.order_no AND p.item = f.dms_item;

CREATE VIEW v_findings AS
SELECT f.finding_id, f.store_id, f.order_no, f.item, v.version, v.level, v.what, v.why, v.later, v.parts_fen,
       v.labour_fen, v.price_fen, v.minutes, v.picture, CASE WHEN f.dms_item IS NULL THEN 'staff' ELSE 'import' END AS
       source, f.created_ms AS proposed_ms, v.at_ms AS changed_ms, v.by_name AS "by",
       (SELECT max(s.at_ms) FROM finding_seen s WHERE s.finding_id = f.finding_id AND s.version = v.version) AS seen_ms,
       CASE WHEN v.act = 'withdrawn' THEN 'withdrawn' WHEN a.version = v.version THEN a.choice ELSE 'open' END AS state,
       CASE WHEN a.version = v.version THEN a.pays END AS pays,
       CASE WHEN a.version = v.version THEN a.at_ms END AS answered_ms,
       CASE WHEN a.version = v.version THEN a.how END AS how,
       CASE WHEN a.version = v.version THEN a.by_name END AS answered_by,
       CASE WHEN a.version = v.version THEN a.price_fen END AS answered_price_fen,
       a.answer_id IS NOT NULL AND a.version <> v.version AS voided
FROM finding f
JOIN finding_version v ON v.finding_id = f.finding_id
     AND v.version = (SELECT max(version) FROM finding_version l WHERE l.finding_id = f.finding_id)
LEFT JOIN finding_answer a ON a.finding_id = f.finding_id
     AND a.seq = (SELECT max(seq) FROM finding_answer l WHERE l.finding_id = f.finding_id);

CREATE VIEW v_bar_orders AS
SELECT b.bar_order_id, b.store_id, b.number, b.at_ms, b.at_local AS at, b.seat, b.seat_zh,
       (SELECT group_concat(i.count || ' × ' || i.title_zh, '; ') FROM bar_order_item i
        WHERE i.bar_order_id = b.bar_order_id) AS items,
       b.total_fen, e.kind AS state,
       (SELECT at_ms FROM bar_order_event t WHERE t.bar_order_id = b.bar_order_id AND t.kind = 'taken') AS taken_ms,
       (SELECT by_name FROM bar_order_event t WHERE t.bar_order_id = b.bar_order_id AND t.kind = 'taken') AS taken_by,
       (SELECT at_ms FROM bar_order_event t WHERE t.bar_order_id = b.bar_order_id AND t.kind = 'done') AS done_ms,
       (SELECT at_ms FROM bar_order_event t WHERE t.bar_order_id = b.bar_order_id AND t.kind = 'cancelled') AS
       cancelled_ms
FROM bar_order b
JOIN bar_order_event e ON e.bar_order_id = b.bar_order_id
     AND e.seq = (SELECT max(seq) FROM bar_order_event l WHERE l.bar_order_id = b.bar_order_id);
