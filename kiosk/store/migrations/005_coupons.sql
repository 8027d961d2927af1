-- A coupon keeps its own terms, so that a changed offer or policy never changes what was given. Gifts and apologies are
-- coupons of a car. What time alone made due is an act, once.

ALTER TABLE offer ADD COLUMN redeem_kinds TEXT NOT NULL DEFAULT ''; -- kinds of work its coupon is taken on; '' = any
ALTER TABLE offer ADD COLUMN min_sum_fen INTEGER;                   -- least amount of that order; NULL = any

CREATE TABLE coupon_new (
    coupon_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('offer', 'gift', 'apology')),
    offer_id TEXT,                   -- of an offer's coupon
    programme TEXT NOT NULL DEFAULT '', -- of a gift: "loyal" …
    item TEXT NOT NULL DEFAULT '',   -- … and which of the programme's gifts
    period TEXT NOT NULL DEFAULT '', -- what it is given once for: "2026H2", a case, an order
    car_id TEXT REFERENCES car,      -- NULL: taken without a car
    serial INTEGER NOT NULL,
    code TEXT NOT NULL UNIQUE,
    order_no TEXT,                   -- open when it was taken, or what it is given for
    visit_id TEXT NOT NULL DEFAULT '',
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    words_zh TEXT NOT NULL DEFAULT '', -- what the manager says with it
    words_en TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL CHECK (kind IN ('fen', 'percent', 'service', 'fund', 'goods')),
    value INTEGER,                   -- fen, or percent that is paid; of goods without fen: percent back from …
    value_to INTEGER,                -- … to
    price_fen INTEGER,               -- of the offer
    min_sum_fen INTEGER,
    redeem_kinds TEXT NOT NULL DEFAULT '',
    policy_id TEXT NOT NULL DEFAULT '',
    given_by TEXT NOT NULL DEFAULT '', -- '' = taken by the customer
    issued_ms INTEGER NOT NULL,
    issued_local TEXT NOT NULL,
    expires_ms INTEGER NOT NULL,     -- last moment of a local day
    UNIQUE (store_id, serial),
    FOREIGN KEY (store_id, offer_id) REFERENCES offer,
    CHECK ((source = 'offer') = (offer_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE coupon_event_new (      -- append-only; a coupon is redeemed when its last event says so
    event_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    coupon_id TEXT NOT NULL REFERENCES coupon_new,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('redeemed', 'undone')),
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    by_name TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    order_no TEXT,                   -- that it was redeemed on
    UNIQUE (coupon_id, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO coupon_new (coupon_id, store_id, source, offer_id, serial, code, order_no, visit_id, title_zh, title_en, kind,
    value, price_fen, issued_ms, issued_local, expires_ms)
SELECT c.coupon_id, c.store_id, 'offer', c.offer_id, c.serial, c.code, c.order_no, c.visit_id, f.title_zh, f.title_en,
       CASE f.coupon WHEN 'percent' THEN 'percent' ELSE 'fen' END, f.coupon_value, f.price_fen, c.issued_ms,
       c.issued_local, c.expires_ms
FROM coupon c
JOIN offer f ON f.store_id = c.store_id AND f.offer_id = c.offer_id;
INSERT INTO coupon_event_new
SELECT event_id, store_id, coupon_id, seq, kind, at_ms, at_local, by_name, reason, NULL FROM coupon_event;

DROP VIEW v_coupons;
DROP TABLE coupon_event;
DROP TABLE coupon;
ALTER TABLE coupon_new RENAME TO coupon;
ALTER TABLE coupon_event_new RENAME TO coupon_event;
CREATE INDEX coupon_offer ON coupon (store_id, offer_id, issued_ms);
CREATE INDEX coupon_issued ON coupon (store_id, issued_ms);
CREATE INDEX coupon_car ON coupon (car_id) WHERE car_id IS NOT NULL;
CREATE INDEX coupon_order ON coupon (store_id, order_no) WHERE order_no IS NOT NULL;
CREATE UNIQUE INDEX coupon_given ON coupon (store_id, source, programme, item, car_id, period) WHERE source <> 'offer';

CREATE TABLE tick_act (              -- append-only: what time alone made due, each act once
    act_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    what TEXT NOT NULL,              -- "apology"
    about TEXT NOT NULL,             -- an order, a case
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    UNIQUE (store_id, what, about)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_coupons AS
SELECT c.code, c.store_id, c.offer_id, c.title_zh AS offer, c.order_no, c.issued_ms, c.expires_ms,
       CASE e.kind WHEN 'redeemed' THEN e.at_ms END AS redeemed_ms,
       CASE e.kind WHEN 'redeemed' THEN e.by_name END AS redeemed_by,
       CASE e.kind WHEN 'undone' THEN e.at_ms END AS undone_ms,
       c.source, c.kind, c.value, c.price_fen, c.min_sum_fen, c.redeem_kinds, c.car_id,
       CASE e.kind WHEN 'redeemed' THEN e.order_no END AS redeemed_order
FROM coupon c
LEFT JOIN coupon_event e ON e.coupon_id = c.coupon_id
     AND e.seq = (SELECT max(seq) FROM coupon_event l WHERE l.coupon_id = c.coupon_id);

CREATE VIEW v_gifts AS
SELECT c.code, c.store_id, c.source, c.programme, c.item, c.period, c.title_zh AS gift, c.kind,
       CASE WHEN c.kind IN ('fen', 'service', 'fund') OR (c.kind = 'goods' AND c.value_to IS NULL) THEN c.value END
           AS worth_fen,
       CASE WHEN c.kind = 'percent' OR (c.kind = 'goods' AND c.value_to IS NOT NULL) THEN c.value END AS percent,
       c.value_to AS percent_to, c.car_id, r.vin, p.plate, c.order_no, c.given_by, c.policy_id, c.issued_ms,
       c.expires_ms, CASE e.kind WHEN 'redeemed' THEN e.at_ms END AS redeemed_ms,
       CASE e.kind WHEN 'redeemed' THEN e.by_name END AS redeemed_by,
       CASE e.kind WHEN 'redeemed' THEN e.order_no END AS redeemed_order,
       CASE e.kind WHEN 'undone' THEN e.at_ms END AS undone_ms
FROM coupon c
LEFT JOIN car r ON r.car_id = c.car_id
LEFT JOIN person p ON p.person_id = r.person_id
LEFT JOIN coupon_event e ON e.coupon_id = c.coupon_id
     AND e.seq = (SELECT max(seq) FROM coupon_event l WHERE l.coupon_id = c.coupon_id)
WHERE c.source <> 'offer';
