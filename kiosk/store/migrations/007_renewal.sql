-- The renewal deposit: to which repair it was offered, what was paid in, and what was promised for it; the days of home
-- visits to customers who are called in. What a row says is frozen: a later policy never changes it.

CREATE TABLE renewal_offered (       -- once an order: the first time counts
    store_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    visit_id TEXT NOT NULL DEFAULT '', -- of the panel's visit that saw it; '' = told by staff
    by_name TEXT NOT NULL DEFAULT '',  -- who told it; '' = the panel
    tier INTEGER NOT NULL,
    repair_fen INTEGER NOT NULL,
    policy_id TEXT NOT NULL,
    PRIMARY KEY (store_id, order_no),
    FOREIGN KEY (store_id, order_no) REFERENCES work_order
) STRICT, WITHOUT ROWID;

CREATE TABLE deposit (               -- append-only; taken back by a row of deposit_undone
    deposit_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    car_id TEXT REFERENCES car,      -- NULL: the order names neither VIN nor plate
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    by_name TEXT NOT NULL,           -- the advisor who earns the commission
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    commission_fen INTEGER NOT NULL,
    repair_fen INTEGER NOT NULL,
    tier INTEGER NOT NULL,
    choice TEXT NOT NULL,
    worth_fen INTEGER NOT NULL,      -- of the whole gift, with the tow
    policy_id TEXT NOT NULL,
    FOREIGN KEY (store_id, order_no) REFERENCES work_order
) STRICT, WITHOUT ROWID;
CREATE INDEX deposit_order ON deposit (store_id, order_no);
CREATE INDEX deposit_at ON deposit (store_id, at_ms);

CREATE TABLE deposit_item (          -- append-only: what was promised for it
    deposit_id TEXT NOT NULL REFERENCES deposit,
    seq INTEGER NOT NULL,
    store_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('renewal_voucher', 'voucher', 'service', 'goods', 'tow')),
    title_zh TEXT NOT NULL DEFAULT '',
    title_en TEXT NOT NULL DEFAULT '',
    worth_fen INTEGER,               -- NULL: not said
    tow_km INTEGER,
    PRIMARY KEY (deposit_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE deposit_undone (        -- append-only
    deposit_id TEXT PRIMARY KEY REFERENCES deposit,
    store_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    by_name TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX deposit_undone_at ON deposit_undone (store_id, at_ms);

CREATE TABLE lead_visit (            -- append-only: a home visit that was planned
    event_id TEXT PRIMARY KEY REFERENCES lead_event,
    store_id TEXT NOT NULL,
    lead_id TEXT NOT NULL REFERENCES lead,
    day TEXT NOT NULL                -- local
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_visit_lead ON lead_visit (lead_id);

CREATE INDEX lead_car ON lead (car_id, at_ms) WHERE car_id IS NOT NULL;
CREATE INDEX lead_order ON lead (store_id, order_no) WHERE order_no IS NOT NULL;

CREATE VIEW v_deposits AS
SELECT d.deposit_id, d.store_id, d.order_no, d.at_ms, d.at_local AS at, d.by_name AS "by", d.amount_fen,
       d.commission_fen, d.repair_fen, d.tier, d.choice, d.worth_fen,
       (SELECT group_concat(title, '; ') FROM
           (SELECT CASE i.kind WHEN 'renewal_voucher' THEN '续保抵扣券' WHEN 'tow' THEN '事故拖车' ELSE i.title_zh END
            AS title FROM deposit_item i WHERE i.deposit_id = d.deposit_id ORDER BY i.seq)) AS items,
       d.policy_id, u.at_ms AS undone_ms, u.by_name AS undone_by, u.reason AS undone_reason
FROM deposit d LEFT JOIN deposit_undone u ON u.deposit_id = d.deposit_id;

CREATE VIEW v_leads AS
SELECT l.lead_id, l.store_id, l.at_ms, l.at_local AS at, l.kind, l.desk, l.order_no, l.about, l.detail,
       coalesce(o.advisor_name, '') AS advisor_name, coalesce(c.phone, '') AS phone,
       CASE e.kind WHEN 'done' THEN 'done' WHEN 'withdrawn' THEN 'withdrawn' WHEN 'taken' THEN 'taken'
            WHEN 'visit' THEN 'visit' ELSE 'open' END AS state,
       coalesce(e.by_name, '') AS "by", e.at_ms AS state_ms, coalesce(e.outcome, '') AS outcome,
       (SELECT v.day FROM lead_visit v JOIN lead_event w ON w.event_id = v.event_id WHERE v.lead_id = l.lead_id
        ORDER BY w.seq DESC LIMIT 1) AS visit_day
FROM lead l
LEFT JOIN lead_event e ON e.lead_id = l.lead_id
     AND e.seq = (SELECT max(seq) FROM lead_event m WHERE m.lead_id = l.lead_id)
LEFT JOIN work_order o ON o.store_id = l.store_id AND o.order_no = l.order_no
LEFT JOIN person c ON c.person_id = l.person_id;
