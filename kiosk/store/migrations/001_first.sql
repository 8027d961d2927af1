-- The first schema. Tables are STRICT; instants are integer ms UTC, `_local` the same instant as the store's local
-- time in words; money is integer fen; every row carries store_id; keys are UUIDv7 or the DMS's own order number.
-- Rows about people hold a person_id only: forgetting somebody empties that one row and leaves it as a tombstone.

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    person_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',  -- normal form, '' when unknown or spoilt
    plate TEXT NOT NULL DEFAULT '',  -- normal form, '' when none
    words TEXT NOT NULL DEFAULT '',  -- a remark of the order, or what a customer wrote
    created_ms INTEGER NOT NULL,
    erased_ms INTEGER                -- set when the person was forgotten
) STRICT, WITHOUT ROWID;
CREATE INDEX person_plate ON person (plate) WHERE plate <> '';

CREATE TABLE model (
    store_id TEXT NOT NULL,
    prefix TEXT NOT NULL,            -- as the DMS writes it: the longest prefix that fits names the car
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    body TEXT NOT NULL CHECK (body IN ('sedan', 'suv', 'mpv', 'hatchback', 'coupe')),
    oil_ml INTEGER NOT NULL,
    oil_grade TEXT NOT NULL,
    warranty_months INTEGER NOT NULL,
    warranty_km INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    PRIMARY KEY (store_id, prefix)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_file (
    import_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('orders', 'offers', 'models')),
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
CREATE INDEX import_file_exported ON import_file (store_id, subject, exported_ms);

CREATE TABLE import_note (           -- a line that was refused or flagged, with why
    import_id TEXT NOT NULL REFERENCES import_file ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    refused INTEGER NOT NULL CHECK (refused IN (0, 1)),
    PRIMARY KEY (import_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE work_order (
    store_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES person,
    bringer_id TEXT NOT NULL REFERENCES person,
    vin TEXT NOT NULL DEFAULT '',
    model TEXT NOT NULL DEFAULT '',  -- as the DMS writes it
    kind TEXT NOT NULL DEFAULT '',   -- the first kind named
    kind_words TEXT NOT NULL DEFAULT '',
    purchased_day TEXT NOT NULL DEFAULT '',
    mileage_km INTEGER,
    advisor_name TEXT NOT NULL DEFAULT '',
    arrived_ms INTEGER NOT NULL,
    promised_ms INTEGER,
    delivered_ms INTEGER,
    stage TEXT NOT NULL CHECK (stage IN
        ('check_in', 'queued', 'in_work', 'inspection', 'wash', 'advisor_check', 'ready', 'delivered')),
    hold TEXT NOT NULL DEFAULT '' CHECK (hold IN ('', 'parts', 'approval')),
    bay TEXT NOT NULL DEFAULT '',
    technician TEXT NOT NULL DEFAULT '',
    parts_at_ms INTEGER,
    amount_fen INTEGER,
    gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)), -- a later full list no longer has it
    flags TEXT NOT NULL DEFAULT '',  -- codes of its last import, separated by spaces
    updated_ms INTEGER NOT NULL,
    PRIMARY KEY (store_id, order_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_order_open ON work_order (store_id, arrived_ms) WHERE stage <> 'delivered' AND gone = 0;
CREATE INDEX work_order_arrived ON work_order (store_id, arrived_ms);
CREATE INDEX work_order_owner ON work_order (owner_id);
CREATE INDEX work_order_vin ON work_order (vin) WHERE vin <> ''; -- is the same car back?

CREATE TABLE order_stage (           -- append-only: when each stage or hold was first seen
    store_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    seq INTEGER NOT NULL,
    stage TEXT NOT NULL,
    hold TEXT NOT NULL,
    step TEXT NOT NULL DEFAULT '' CHECK (step IN ('', 'failed_inspection', 'internal_rework', 'external_rework')),
    seen_ms INTEGER NOT NULL,        -- time of the export that first showed it
    since_ms INTEGER,                -- time of the export before: it began after this; NULL = not known
    PRIMARY KEY (store_id, order_no, seq),
    FOREIGN KEY (store_id, order_no) REFERENCES work_order
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal (              -- additional work the workshop found
    store_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    item INTEGER NOT NULL,
    what TEXT NOT NULL,
    amount_fen INTEGER,
    seen_ms INTEGER NOT NULL,
    PRIMARY KEY (store_id, order_no, item),
    FOREIGN KEY (store_id, order_no) REFERENCES work_order
) STRICT, WITHOUT ROWID;

CREATE TABLE offer (
    store_id TEXT NOT NULL,
    offer_id TEXT NOT NULL,
    position INTEGER NOT NULL,       -- the file's order is the order on screen
    kind TEXT NOT NULL CHECK (kind IN ('wash', 'paint', 'interior', 'exterior', 'accessory', 'tyre', 'maintenance',
        'renewal', 'warranty', 'bar', 'recycling', 'trade_in')),
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    text_zh TEXT NOT NULL DEFAULT '',
    text_en TEXT NOT NULL DEFAULT '',
    price_fen INTEGER,               -- NULL: on request
    was_fen INTEGER,
    was_basis TEXT NOT NULL DEFAULT '', -- a crossed-out price needs a stated basis: list, last_month …
    minutes INTEGER,                 -- done while waiting, in about so many
    picture TEXT NOT NULL DEFAULT '',
    from_day TEXT NOT NULL DEFAULT '',
    to_day TEXT NOT NULL DEFAULT '', -- last local day, inclusive; '' = open
    coupon TEXT NOT NULL DEFAULT 'none' CHECK (coupon IN ('none', 'fen', 'percent')),
    coupon_value INTEGER,            -- fen off, or percent that is paid
    limit_car INTEGER,
    limit_day INTEGER,
    limit_all INTEGER,
    model TEXT NOT NULL DEFAULT '',  -- the six axes, as staff wrote them
    age_months TEXT NOT NULL DEFAULT '',
    mileage_km TEXT NOT NULL DEFAULT '',
    visits_12m TEXT NOT NULL DEFAULT '',
    habit TEXT NOT NULL DEFAULT '',
    environment TEXT NOT NULL DEFAULT '',
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)), -- no longer in the file; kept for its coupons
    updated_ms INTEGER NOT NULL,
    PRIMARY KEY (store_id, offer_id),
    CHECK (was_fen IS NULL OR was_basis <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE coupon (
    coupon_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    offer_id TEXT NOT NULL,
    serial INTEGER NOT NULL,
    code TEXT NOT NULL UNIQUE,
    order_no TEXT,                   -- only when taken with "my car" open
    visit_id TEXT NOT NULL,
    issued_ms INTEGER NOT NULL,
    issued_local TEXT NOT NULL,
    expires_ms INTEGER NOT NULL,     -- last moment of a local day
    UNIQUE (store_id, serial),
    FOREIGN KEY (store_id, offer_id) REFERENCES offer
) STRICT, WITHOUT ROWID;
CREATE INDEX coupon_offer ON coupon (store_id, offer_id, issued_ms);

CREATE TABLE coupon_event (          -- append-only; a coupon is redeemed when its last event says so
    event_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    coupon_id TEXT NOT NULL REFERENCES coupon,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('redeemed', 'undone')),
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    by_name TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (coupon_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE call (
    call_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('advisor', 'manager', 'bar', 'help')),
    order_no TEXT,
    about TEXT NOT NULL DEFAULT '',  -- what for: 'prepaid:five', 'offer:paint-coating', 'unlock'
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    taken_ms INTEGER,
    done_ms INTEGER,
    by_name TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX call_open ON call (store_id, at_ms) WHERE done_ms IS NULL;
CREATE INDEX call_at ON call (store_id, at_ms);

CREATE TABLE rating (
    rating_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    order_no TEXT,
    voice_id TEXT REFERENCES person, -- own words, and a number to call with consent
    reasons TEXT NOT NULL DEFAULT '', -- ids separated by spaces
    csi INTEGER,
    nps INTEGER CHECK (nps BETWEEN 0 AND 10),
    contact_consent INTEGER NOT NULL DEFAULT 0 CHECK (contact_consent IN (0, 1)),
    suspect INTEGER NOT NULL DEFAULT 0 CHECK (suspect IN (0, 1)),
    questionnaire_version INTEGER NOT NULL,
    undone_ms INTEGER                -- taken back within the seconds of undo
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_at ON rating (store_id, at_ms);

CREATE TABLE rating_score (          -- append-only: every face that was tapped, the last counts
    rating_id TEXT NOT NULL REFERENCES rating,
    seq INTEGER NOT NULL,
    store_id TEXT NOT NULL,
    score INTEGER NOT NULL,          -- 0: taken back
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (rating_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE rating_mark (
    rating_id TEXT NOT NULL REFERENCES rating,
    factor TEXT NOT NULL,
    store_id TEXT NOT NULL,
    mark INTEGER NOT NULL CHECK (mark BETWEEN 1 AND 5),
    PRIMARY KEY (rating_id, factor)
) STRICT, WITHOUT ROWID;

CREATE TABLE complaint (
    complaint_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    case_no TEXT NOT NULL,           -- counted by the store within a local day: 261123-01
    rating_id TEXT REFERENCES rating,
    visit_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
    reasons TEXT NOT NULL DEFAULT '',
    voice_id TEXT REFERENCES person,
    contact_consent INTEGER NOT NULL DEFAULT 0 CHECK (contact_consent IN (0, 1)),
    order_no TEXT,
    UNIQUE (store_id, case_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX complaint_at ON complaint (store_id, at_ms);
CREATE UNIQUE INDEX complaint_rating ON complaint (rating_id) WHERE rating_id IS NOT NULL;

CREATE TABLE complaint_event (       -- append-only: the case's history
    event_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    complaint_id TEXT NOT NULL REFERENCES complaint,
    seq INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'assigned', 'contacted', 'resolved', 'closed', 'reopened')),
    at_ms INTEGER NOT NULL,
    by_name TEXT NOT NULL DEFAULT '',
    responsible TEXT NOT NULL DEFAULT '',
    due_ms INTEGER,                  -- when the next step is due
    outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'kept', 'lost')),
    UNIQUE (complaint_id, seq)
) STRICT, WITHOUT ROWID;

-- What back-office tools read. Columns are only ever added.
CREATE VIEW v_ratings AS
SELECT r.rating_id, r.store_id, r.at_ms, r.at_local AS at, r.lang, r.score, r.reasons,
       coalesce(v.words, '') AS comment,
       (SELECT mark FROM rating_mark m WHERE m.rating_id = r.rating_id AND factor = 'initiation') AS initiation,
       (SELECT mark FROM rating_mark m WHERE m.rating_id = r.rating_id AND factor = 'advisor') AS advisor,
       (SELECT mark FROM rating_mark m WHERE m.rating_id = r.rating_id AND factor = 'facility') AS facility,
       (SELECT mark FROM rating_mark m WHERE m.rating_id = r.rating_id AND factor = 'pickup') AS pickup,
       (SELECT mark FROM rating_mark m WHERE m.rating_id = r.rating_id AND factor = 'quality') AS quality,
       r.csi, r.nps, r.order_no, coalesce(o.advisor_name, '') AS advisor_name, coalesce(o.kind, '') AS kind,
       r.contact_consent, CASE r.contact_consent WHEN 1 THEN coalesce(v.phone, '') ELSE '' END AS phone,
       r.suspect, r.questionnaire_version
FROM rating r
LEFT JOIN person v ON v.person_id = r.voice_id
LEFT JOIN work_order o ON o.store_id = r.store_id AND o.order_no = r.order_no
WHERE r.undone_ms IS NULL;

CREATE VIEW v_complaints AS
SELECT c.complaint_id, c.store_id, c.case_no, c.rating_id, c.at_ms, c.at_local AS at, c.reasons,
       coalesce(v.words, '') AS text, c.order_no, coalesce(o.advisor_name, '') AS advisor_name,
       coalesce(o.kind, '') AS kind,
       CASE c.contact_consent WHEN 1 THEN coalesce(v.phone, '') ELSE '' END AS phone,
       e.state, e.responsible, e.due_ms, e.outcome
FROM complaint c
JOIN complaint_event e ON e.complaint_id = c.complaint_id
     AND e.seq = (SELECT max(seq) FROM complaint_event l WHERE l.complaint_id = c.complaint_id)
LEFT JOIN person v ON v.person_id = c.voice_id
LEFT JOIN work_order o ON o.store_id = c.store_id AND o.order_no = c.order_no;

CREATE VIEW v_coupons AS
SELECT c.code, c.store_id, c.offer_id, f.title_zh AS offer, c.order_no, c.issued_ms, c.expires_ms,
       CASE e.kind WHEN 'redeemed' THEN e.at_ms END AS redeemed_ms,
       CASE e.kind WHEN 'redeemed' THEN e.by_name END AS redeemed_by,
       CASE e.kind WHEN 'undone' THEN e.at_ms END AS undone_ms
FROM coupon c
JOIN offer f ON f.store_id = c.store_id AND f.offer_id = c.offer_id
LEFT JOIN coupon_event e ON e.coupon_id = c.coupon_id
     AND e.seq = (SELECT max(seq) FROM coupon_event l WHERE l.coupon_id = c.coupon_id);

CREATE VIEW v_calls AS
SELECT call_id, store_id, kind, order_no, at_ms, taken_ms, done_ms, by_name AS "by" FROM call;

CREATE VIEW v_orders AS
SELECT o.order_no, o.store_id, p.plate, o.vin, o.model, p.name AS owner, b.name AS bringer, o.advisor_name, o.kind,
       o.stage, o.hold,
       (SELECT count(*) FROM order_stage s WHERE s.store_id = o.store_id AND s.order_no = o.order_no
        AND s.step IN ('internal_rework', 'external_rework')) AS rework,
       o.arrived_ms, o.promised_ms, o.delivered_ms, o.mileage_km, o.bay, o.technician, o.parts_at_ms, o.amount_fen,
       o.updated_ms
FROM work_order o
JOIN person p ON p.person_id = o.owner_id
JOIN person b ON b.person_id = o.bringer_id;
