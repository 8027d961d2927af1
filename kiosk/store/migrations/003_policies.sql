-- Policies as dated versions; cars, to which belongs what outlives a visit; the audit of staff's acts; leads.

CREATE TABLE policy_version (        -- append-only: a later version wins on the days both name
    policy_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    subject TEXT NOT NULL,           -- "prepaid"
    version INTEGER NOT NULL,        -- counted by subject
    from_day TEXT NOT NULL,          -- first local day; '' = open
    to_day TEXT NOT NULL,            -- last local day, inclusive; '' = open
    digest TEXT NOT NULL,            -- of its values: the same again is no new version
    file TEXT NOT NULL,              -- its name without the folder
    by_name TEXT NOT NULL DEFAULT '',
    imported_ms INTEGER NOT NULL,
    UNIQUE (store_id, subject, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_value (
    policy_id TEXT NOT NULL REFERENCES policy_version,
    key TEXT NOT NULL,               -- "prepaid.packages.1.id"
    value TEXT NOT NULL,
    PRIMARY KEY (policy_id, key)
) STRICT, WITHOUT ROWID;

-- Prepaid prices and deadlines were settings; they become the first version, as they were.
INSERT INTO policy_version
SELECT lower(hex(randomblob(16))), s.value, p.subject, 1, '', '', '', 'settings', '', coalesce(p.at, 0)
FROM setting s, (SELECT substr(key, 1, instr(key, '.') - 1) AS subject, max(updated_ms) AS at FROM setting
                 WHERE key LIKE 'prepaid.%' OR key LIKE 'case.%' GROUP BY 1) p
WHERE s.key = 'store.id' AND s.value <> '';
INSERT INTO policy_version
SELECT lower(hex(randomblob(16))), s.value, 'coupons', 1, '', '', '', 'settings', '', d.updated_ms
FROM setting s, setting d WHERE s.key = 'store.id' AND s.value <> '' AND d.key = 'coupon.days';
INSERT INTO policy_value
SELECT v.policy_id, s.key, s.value FROM policy_version v
JOIN setting s ON substr(s.key, 1, instr(s.key, '.') - 1) = v.subject
WHERE s.key NOT LIKE 'prepaid.prices.%.from' AND s.key NOT LIKE 'prepaid.prices.%.to';
INSERT INTO policy_value
SELECT v.policy_id, 'coupons.days', s.value FROM policy_version v JOIN setting s ON s.key = 'coupon.days'
WHERE v.subject = 'coupons';
DELETE FROM setting WHERE key LIKE 'prepaid.%' OR key LIKE 'case.%' OR key = 'coupon.days';

CREATE TABLE car (                   -- what belongs to a car over its visits hangs on car_id
    car_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    vin TEXT NOT NULL DEFAULT '',    -- '' = not known, then by its plate
    person_id TEXT NOT NULL REFERENCES person, -- holds the plate
    created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX car_vin ON car (store_id, vin) WHERE vin <> '';
CREATE INDEX car_person ON car (person_id);

CREATE TABLE audit (                 -- append-only: what staff did; never holds a customer's data
    audit_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    by_name TEXT NOT NULL,
    what TEXT NOT NULL,              -- "coupon.redeem"
    about TEXT NOT NULL DEFAULT '',  -- the row's key or an order number
    note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_at ON audit (store_id, at_ms);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;

CREATE TABLE lead (                  -- a customer would like to hear more, or is to be called in
    lead_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    visit_id TEXT NOT NULL DEFAULT '', -- '' = made by staff or by a rule
    kind TEXT NOT NULL CHECK (kind IN ('show', 'callback', 'prepaid', 'renewal', 'warranty', 'booking', 'trade_in',
        'recall')),
    desk TEXT NOT NULL CHECK (desk IN ('advisor', 'insurance', 'bar', 'sales', 'recall')),
    order_no TEXT,
    car_id TEXT REFERENCES car,
    person_id TEXT REFERENCES person, -- a number to call, given with consent
    about TEXT NOT NULL DEFAULT '',  -- "offer:ID", "prepaid:five"
    detail TEXT NOT NULL DEFAULT '', -- "key=value" with spaces between
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_at ON lead (store_id, at_ms);

CREATE TABLE lead_event (            -- append-only; a lead's state is its last event
    event_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    lead_id TEXT NOT NULL REFERENCES lead,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('taken', 'visit', 'done', 'withdrawn')),
    outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'won', 'lost', 'later')),
    at_ms INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (lead_id, seq)
) STRICT, WITHOUT ROWID;
