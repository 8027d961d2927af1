-- Packages sold before Lounge: an opening entry takes over what is left of one. What is owed stands against an account
-- `opening`, its oil against `oil_opening`: no cash came that day, and no oil left stock.

-- A CHECK cannot be altered: the lines' table is made anew, with what reads it.
DROP VIEW v_prepaid_unbalanced;
DROP VIEW v_prepaid_postings;
DROP VIEW v_prepaid;
DROP TRIGGER prepaid_entry_balances;
CREATE TABLE prepaid_line_new (
    entry_id TEXT NOT NULL REFERENCES prepaid_entry DEFERRABLE INITIALLY DEFERRED,
    line INTEGER NOT NULL CHECK (line >= 1),
    store_id TEXT NOT NULL,
    account TEXT NOT NULL CHECK (account IN
        ('cash', 'deposit', 'revenue', 'opening', 'oil_stock', 'oil_out', 'oil_held', 'oil_used', 'oil_opening')),
    grade TEXT NOT NULL DEFAULT '',
    debit INTEGER NOT NULL CHECK (debit >= 0),
    credit INTEGER NOT NULL CHECK (credit >= 0),
    PRIMARY KEY (entry_id, line),
    CHECK ((debit = 0) <> (credit = 0)),
    CHECK ((grade <> '') = (account LIKE 'oil%'))
) STRICT, WITHOUT ROWID;
INSERT INTO prepaid_line_new SELECT entry_id, line, store_id, account, grade, debit, credit FROM prepaid_line;
DROP TABLE prepaid_line;
ALTER TABLE prepaid_line_new RENAME TO prepaid_line;

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

-- As before; services used before an opening count as used, and `opened` says that it was taken over.
CREATE VIEW v_prepaid AS
SELECT s.sale_id, s.store_id, s.order_no, s.car_id, coalesce(p.plate, '') AS plate, s.package_id,
       s.title_zh AS package, s.services,
       (SELECT count(*) FROM prepaid_entry e WHERE e.sale_id = s.sale_id AND e.kind = 'used'
        AND NOT EXISTS (SELECT 1 FROM prepaid_entry u WHERE u.undoes = e.entry_id))
       + s.services - (SELECT e.services FROM prepaid_entry e WHERE e.sale_id = s.sale_id AND e.kind = 'sold') AS used,
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
       s.refund, s.policy_id,
       EXISTS (SELECT 1 FROM prepaid_entry e JOIN prepaid_line l ON l.entry_id = e.entry_id
               WHERE e.sale_id = s.sale_id AND e.kind = 'sold' AND l.account = 'oil_opening') AS opened
FROM prepaid_sale s
JOIN car c ON c.car_id = s.car_id
LEFT JOIN person p ON p.person_id = c.person_id;

-- A row for each posting, as before; cash_fen + opening_fen = deposit_fen + revenue_fen.
CREATE VIEW v_prepaid_postings AS
SELECT e.no AS entry_no, e.store_id, e.at_ms, e.at_local AS at, substr(e.at_local, 1, 7) AS month,
       CASE e.kind WHEN 'sold' THEN CASE WHEN EXISTS (SELECT 1 FROM prepaid_line l WHERE l.entry_id = e.entry_id
                                                      AND l.account = 'oil_opening') THEN 'opening_in'
                                         ELSE 'sale_out' END
            WHEN 'month_end' THEN 'month_end_in' WHEN 'used' THEN 'use_out'
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
       (SELECT o.no FROM prepaid_entry o WHERE o.entry_id = e.undoes) AS undoes_no, e.by_name AS "by", e.reason,
       (SELECT coalesce(sum(l.debit - l.credit), 0) FROM prepaid_line l WHERE l.entry_id = e.entry_id
        AND l.account = 'opening') AS opening_fen
FROM prepaid_entry e
JOIN prepaid_sale s ON s.sale_id = e.sale_id
LEFT JOIN prepaid_slip p ON p.entry_id = e.entry_id
LEFT JOIN prepaid_close c ON c.entry_id = e.entry_id;

-- Always empty.
CREATE VIEW v_prepaid_unbalanced AS
SELECT e.no AS entry_no, e.store_id, l.grade, sum(l.debit) AS debit, sum(l.credit) AS credit
FROM prepaid_entry e LEFT JOIN prepaid_line l ON l.entry_id = e.entry_id
GROUP BY e.entry_id, l.grade HAVING l.grade IS NULL OR sum(l.debit) <> sum(l.credit);
