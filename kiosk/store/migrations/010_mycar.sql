-- What My car keeps: "is this still your number?" and its answers, and which level of inspection an export told of.

CREATE TABLE correction (            -- append-only: a customer's answer about the number on record
    correction_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    car_id TEXT REFERENCES car,      -- NULL: the order names neither VIN nor plate
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'changed', 'not_owner')),
    old_id TEXT NOT NULL REFERENCES person,  -- the number as it was on record when it was asked
    new_id TEXT REFERENCES person,           -- the number given; NULL: none was
    bringer_is_owner INTEGER CHECK (bringer_is_owner IN (0, 1)), -- NULL: not said
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_at ON correction (store_id, at_ms);
CREATE INDEX correction_car ON correction (car_id) WHERE car_id IS NOT NULL;
CREATE INDEX correction_order ON correction (store_id, order_no);
CREATE INDEX correction_old ON correction (old_id);
CREATE INDEX correction_new ON correction (new_id) WHERE new_id IS NOT NULL;

CREATE TABLE correction_event (      -- append-only: the office has put it into its own system
    event_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    correction_id TEXT NOT NULL UNIQUE REFERENCES correction,
    at_ms INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE order_inspection (      -- a level of 三级质检: when an export first told of it in its round
    store_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    round INTEGER NOT NULL,          -- 1 and one more each time the car came back from inspection or later
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3), -- technician, team leader, final inspector
    seen_ms INTEGER NOT NULL,        -- time of the export that first told it
    PRIMARY KEY (store_id, order_no, round, level),
    FOREIGN KEY (store_id, order_no) REFERENCES work_order
) STRICT, WITHOUT ROWID;

CREATE VIEW v_corrections AS
SELECT c.correction_id, c.store_id, c.at_ms, c.at_local AS at, c.order_no, coalesce(w.plate, '') AS plate,
       coalesce(o.model, '') AS model, c.answer, p.phone AS old_phone, coalesce(n.phone, '') AS new_phone,
       c.bringer_is_owner, coalesce(o.advisor_name, '') AS advisor_name, e.at_ms AS done_ms, e.by_name AS "by"
FROM correction c
JOIN person p ON p.person_id = c.old_id
LEFT JOIN person n ON n.person_id = c.new_id
LEFT JOIN work_order o ON o.store_id = c.store_id AND o.order_no = c.order_no
LEFT JOIN person w ON w.person_id = o.owner_id
LEFT JOIN correction_event e ON e.correction_id = c.correction_id;
