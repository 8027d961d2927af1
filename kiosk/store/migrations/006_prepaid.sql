-- Prepaid packages: what was sold, frozen; and a journal of double entry in fen and in millilitres, by grade. A journal
-- entry's lines are written first and the entry last: its triggers refuse it unless the lines balance and nothing of
-- the package would fall below zero. After that nothing of it changes.

CREATE TABLE prepaid_sale (          -- as it was sold: a later price list changes nothing of it
    sale_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    order_no TEXT NOT NULL,          -- of its own, never a visit's
    car_id TEXT NOT NULL REFERENCES car,
    policy_id TEXT NOT NULL,         -- the version it was priced by
    package_id TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    services INTEGER NOT NULL CHECK (services BETWEEN 1 AND 12),
    grade TEXT NOT NULL CHECK (grade <> ''),
    service_ml INTEGER NOT NULL CHECK (service_ml > 0),
    oil_fen INTEGER NOT NULL CHECK (oil_fen >= 0),       -- list price of one service's oil
    filter_fen INTEGER NOT NULL CHECK (filter_fen >= 0), -- list price of its filter
    filter_free INTEGER NOT NULL CHECK (filter_free IN (0, 1)),
    sum_fen INTEGER NOT NULL CHECK (sum_fen >= 0),
    refund TEXT NOT NULL CHECK (refund IN ('list', 'tier')),
    terms_zh TEXT NOT NULL,
    terms_en TEXT NOT NULL,
    valid_until_ms INTEGER NOT NULL, -- last moment of a local day
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    by_name TEXT NOT NULL CHECK (by_name <> ''),
    manager_name TEXT NOT NULL DEFAULT '', -- who agreed to more than the limit for one person
    UNIQUE (store_id, order_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX prepaid_sale_car ON prepaid_sale (car_id, at_ms);

CREATE TABLE prepaid_turn (          -- what each service of a sale costs, in the order they are used
    sale_id TEXT NOT NULL REFERENCES prepaid_sale,
    turn INTEGER NOT NULL CHECK (turn >= 1),
    store_id TEXT NOT NULL,
    percent INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100),
    price_fen INTEGER NOT NULL CHECK (price_fen >= 0),
    PRIMARY KEY (sale_id, turn)
) STRICT, WITHOUT ROWID;

CREATE TABLE prepaid_entry (         -- the journal; a package's balance is the sum of its services
    entry_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    no INTEGER NOT NULL CHECK (no >= 1), -- counted by the store, without gaps; a use's is its pair's number
    sale_id TEXT NOT NULL REFERENCES prepaid_sale,
    kind TEXT NOT NULL CHECK (kind IN ('sold', 'used', 'returned', 'corrected', 'month_end')),
    services INTEGER NOT NULL,
    turn INTEGER,                    -- of a use, and of one that is taken back
    order_no TEXT NOT NULL,          -- the visit's for a use, else the sale's own
    month TEXT NOT NULL DEFAULT '',  -- of a month end: '2026-11'
    undoes TEXT REFERENCES prepaid_entry, -- what a correction takes back
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    by_name TEXT NOT NULL CHECK (by_name <> ''),
    manager_name TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (store_id, no),
    CHECK (CASE kind WHEN 'sold' THEN services > 0 WHEN 'used' THEN services = -1 AND turn IS NOT NULL
           WHEN 'returned' THEN services < 0
           WHEN 'corrected' THEN services <> 0 AND undoes IS NOT NULL AND reason <> ''
           ELSE services = 0 AND month <> '' END)
) STRICT, WITHOUT ROWID;
CREATE INDEX prepaid_entry_sale ON prepaid_entry (sale_id, no);
CREATE INDEX prepaid_entry_at ON prepaid_entry (store_id, at_ms);
CREATE INDEX prepaid_entry_order ON prepaid_entry (store_id, order_no);
CREATE UNIQUE INDEX prepaid_entry_undoes ON prepaid_entry (undoes) WHERE undoes IS NOT NULL;
CREATE UNIQUE INDEX prepaid_entry_month ON prepaid_entry (sale_id, month) WHERE month <> '';

-- cash, deposit (owed to customers), revenue in fen; oil in millilitres of a grade: stock (the store's own), out (left
-- stock on a sale's order), held (counted and booked back in at a month end, the customers'), used.
CREATE TABLE prepaid_line (
    entry_id TEXT NOT NULL REFERENCES prepaid_entry DEFERRABLE INITIALLY DEFERRED,
    line INTEGER NOT NULL CHECK (line >= 1),
    store_id TEXT NOT NULL,
    account TEXT NOT NULL CHECK (account IN
        ('cash', 'deposit', 'revenue', 'oil_stock', 'oil_out', 'oil_held', 'oil_used')),
    grade TEXT NOT NULL DEFAULT '',
    debit INTEGER NOT NULL CHECK (debit >= 0),
    credit INTEGER NOT NULL CHECK (credit >= 0),
    PRIMARY KEY (entry_id, line),
    CHECK ((debit = 0) <> (credit = 0)),
    CHECK ((grade <> '') = (account LIKE 'oil%'))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER prepaid_entry_balances BEFORE INSERT ON prepaid_entry
BEGIN
    SELECT raise(ABORT, 'the lines of an entry do not balance')
    WHERE (SELECT count(*) FROM prepaid_line WHERE entry_id = NEW.entry_id) < 2
       OR EXISTS (SELECT 1 FROM prepaid_line WHERE entry_id = NEW.entry_id
                  GROUP BY grade HAVING sum(debit) <> sum(credit));
    SELECT raise(ABORT, 'a balance would fall below zero')
    WHERE NEW.services + coalesce((SELECT sum(services) FROM prepaid_entry WHERE sale_id = NEW.sale_id), 0) < 0
       OR EXISTS (SELECT 1 FROM (SELECT entry_id FROM prepaid_entry WHERE sale_id = NEW.sale_id
                                 UNION ALL SELECT NEW.entry_id) e
                  JOIN prepaid_line l ON l.entry_id = e.entry_id
                  WHERE l.account IN ('deposit', 'oil_out', 'oil_held') GROUP BY l.account
                  HAVING sum(CASE l.account WHEN 'deposit' THEN credit - debit ELSE debit - credit END) < 0);
END;
CREATE TRIGGER prepaid_line_is_not_added BEFORE INSERT ON prepaid_line
WHEN EXISTS (SELECT 1 FROM prepaid_entry WHERE entry_id = NEW.entry_id)
BEGIN SELECT raise(ABORT, 'this entry is posted'); END;
CREATE TRIGGER prepaid_line_is_not_changed BEFORE UPDATE ON prepaid_line
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER prepaid_line_is_not_shortened BEFORE DELETE ON prepaid_line
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER prepaid_entry_is_not_changed BEFORE UPDATE ON prepaid_entry
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER prepaid_entry_is_not_shortened BEFORE DELETE ON prepaid_entry
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER prepaid_sale_is_not_changed BEFORE UPDATE ON prepaid_sale
BEGIN SELECT raise(ABORT, 'what was sold does not change'); END;
CREATE TRIGGER prepaid_sale_is_not_shortened BEFORE DELETE ON prepaid_sale
BEGIN SELECT raise(ABORT, 'what was sold does not change'); END;
CREATE TRIGGER prepaid_turn_is_not_changed BEFORE UPDATE ON prepaid_turn
BEGIN SELECT raise(ABORT, 'what was sold does not change'); END;
CREATE TRIGGER prepaid_turn_is_not_shortened BEFORE DELETE ON prepaid_turn
BEGIN SELECT raise(ABORT, 'what was sold does not change'); END;

CREATE TABLE prepaid_month (         -- append-only: month ends that were booked; the month is closed for entries
    store_id TEXT NOT NULL,
    month TEXT NOT NULL,             -- '2026-11'
    at_ms INTEGER NOT NULL,          -- when it was done; its entries are dated at the month's last moment
    at_local TEXT NOT NULL,
    by_name TEXT NOT NULL CHECK (by_name <> ''),
    PRIMARY KEY (store_id, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE prepaid_count (         -- append-only: what was counted at a month end
    store_id TEXT NOT NULL,
    month TEXT NOT NULL,
    grade TEXT NOT NULL,
    services INTEGER NOT NULL,       -- unused, all of it …
    ml INTEGER NOT NULL,
    booked_ml INTEGER NOT NULL,      -- … and what of it was booked in now, the rest being in since an earlier month
    PRIMARY KEY (store_id, month, grade),
    FOREIGN KEY (store_id, month) REFERENCES prepaid_month
) STRICT, WITHOUT ROWID;

-- The two slips of a use: the visit's order, known from the use itself, and the internal sale's, whose number comes from
-- the DMS. With both the pair can be closed by finance.
CREATE TABLE prepaid_slip (          -- append-only
    entry_id TEXT PRIMARY KEY REFERENCES prepaid_entry,
    store_id TEXT NOT NULL,
    slip_no TEXT NOT NULL CHECK (slip_no <> ''),
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    by_name TEXT NOT NULL CHECK (by_name <> ''),
    UNIQUE (store_id, slip_no)
) STRICT, WITHOUT ROWID;
CREATE TABLE prepaid_close (         -- append-only
    entry_id TEXT PRIMARY KEY REFERENCES prepaid_entry,
    store_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    by_name TEXT NOT NULL CHECK (by_name <> '')
) STRICT, WITHOUT ROWID;

-- Whose deposits count together: cars of one phone.
CREATE INDEX prepaid_person_phone ON person (phone) WHERE phone <> '';

CREATE VIEW v_prepaid AS
SELECT s.sale_id, s.store_id, s.order_no, s.car_id, coalesce(p.plate, '') AS plate, s.package_id,
       s.title_zh AS package, s.services,
       (SELECT count(*) FROM prepaid_entry e WHERE e.sale_id = s.sale_id AND e.kind = 'used'
        AND NOT EXISTS (SELECT 1 FROM prepaid_entry u WHERE u.undoes = e.entry_id)) AS used,
       (SELECT coalesce(sum(e.services), 0) FROM prepaid_entry e WHERE e.sale_id = s.sale_id) AS remaining,
       s.grade, s.service_ml,
       (SELECT coalesce(sum(e.services), 0) FROM prepaid_entry e WHERE e.sale_id = s.sale_id) * s.service_ml
       AS remaining_ml, s.filter_free,
       s.sum_fen AS paid_fen,
       (SELECT coalesce(sum(l.credit - l.debit), 0) FROM prepaid_entry e JOIN prepaid_line l ON l.entry_id = e.entry_id
        WHERE e.sale_id = s.sale_id AND l.account = 'deposit') AS deposit_fen,
       (SELECT coalesce(sum(l.credit), 0) FROM prepaid_entry e JOIN prepaid_line l ON l.entry_id = e.entry_id
        WHERE e.sale_id = s.sale_id AND e.kind = 'returned' AND l.account = 'cash'
        AND NOT EXISTS (SELECT 1 FROM prepaid_entry u WHERE u.undoes = e.entry_id)) AS refunded_fen,
       s.at_ms AS sold_ms, s.at_local AS sold_at, s.by_name AS sold_by, s.manager_name AS manager, s.valid_until_ms,
       s.refund, s.policy_id
FROM prepaid_sale s
JOIN car c ON c.car_id = s.car_id
LEFT JOIN person p ON p.person_id = c.person_id;

-- A row for each posting. `ml`: the oil on its slip; `book_ml`: what it does to the oil in the store's books.
CREATE VIEW v_prepaid_postings AS
SELECT e.no AS entry_no, e.store_id, e.at_ms, e.at_local AS at, substr(e.at_local, 1, 7) AS month,
       CASE e.kind WHEN 'sold' THEN 'sale_out' WHEN 'month_end' THEN 'month_end_in' WHEN 'used' THEN 'use_out'
            WHEN 'returned' THEN 'return_in' ELSE 'corrected' END AS posting,
       s.order_no AS sale_order_no, e.order_no, e.turn, e.services, s.grade,
       (SELECT sum(l.debit) FROM prepaid_line l WHERE l.entry_id = e.entry_id AND l.grade <> '') AS ml,
       (SELECT coalesce(sum(l.debit - l.credit), 0) FROM prepaid_line l WHERE l.entry_id = e.entry_id
        AND l.account IN ('oil_stock', 'oil_held')) AS book_ml,
       (SELECT coalesce(sum(l.debit - l.credit), 0) FROM prepaid_line l WHERE l.entry_id = e.entry_id
        AND l.account = 'cash') AS cash_fen,
       (SELECT coalesce(sum(l.credit - l.debit), 0) FROM prepaid_line l WHERE l.entry_id = e.entry_id
        AND l.account = 'deposit') AS deposit_fen,
       (SELECT coalesce(sum(l.credit - l.debit), 0) FROM prepaid_line l WHERE l.entry_id = e.entry_id
        AND l.account = 'revenue') AS revenue_fen,
       CASE e.kind WHEN 'used' THEN e.no END AS pair, p.slip_no, c.at_ms AS closed_ms, c.by_name AS closed_by,
       CASE WHEN e.kind <> 'used' THEN '' WHEN c.entry_id IS NOT NULL THEN 'closed'
            WHEN EXISTS (SELECT 1 FROM prepaid_entry u WHERE u.undoes = e.entry_id) THEN 'undone'
            WHEN p.entry_id IS NULL THEN 'unpaired' ELSE 'paired' END AS pair_state,
       (SELECT o.no FROM prepaid_entry o WHERE o.entry_id = e.undoes) AS undoes_no, e.by_name AS "by", e.reason
FROM prepaid_entry e
JOIN prepaid_sale s ON s.sale_id = e.sale_id
LEFT JOIN prepaid_slip p ON p.entry_id = e.entry_id
LEFT JOIN prepaid_close c ON c.entry_id = e.entry_id;

-- Always empty.
CREATE VIEW v_prepaid_unbalanced AS
SELECT e.no AS entry_no, e.store_id, l.grade, sum(l.debit) AS debit, sum(l.credit) AS credit
FROM prepaid_entry e LEFT JOIN prepaid_line l ON l.entry_id = e.entry_id
GROUP BY e.entry_id, l.grade HAVING l.grade IS NULL OR sum(l.debit) <> sum(l.credit);
