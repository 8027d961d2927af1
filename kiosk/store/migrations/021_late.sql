-- Orders past their span or promise: a row the first time, from which staff are told; never twice for one order.

CREATE TABLE order_late (            -- append-only; written by tick, with a row of tick_act
    store_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('span', 'promise', 'parts')), -- what it is past
    due_ms INTEGER NOT NULL,         -- the end that passed
    at_ms INTEGER NOT NULL,          -- when that was seen: staff are told from here
    PRIMARY KEY (store_id, order_no),
    FOREIGN KEY (store_id, order_no) REFERENCES work_order
) STRICT, WITHOUT ROWID;
CREATE INDEX order_late_at ON order_late (store_id, at_ms);
CREATE TRIGGER order_late_is_not_changed BEFORE UPDATE ON order_late
BEGIN SELECT raise(ABORT, 'late orders are append-only'); END;
CREATE TRIGGER order_late_is_not_shortened BEFORE DELETE ON order_late
BEGIN SELECT raise(ABORT, 'late orders are append-only'); END;
