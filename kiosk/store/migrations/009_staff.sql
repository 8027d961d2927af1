-- Staff at the panel: who they are, what they may, and how far wrong PINs have locked them; stages moved by hand.

CREATE TABLE staff (
    staff_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    name TEXT NOT NULL,              -- as it stands beside each act (by_name)
    role TEXT NOT NULL CHECK (role IN ('advisor', 'bar', 'manager')),
    pin_hash TEXT NOT NULL,          -- Argon2id, salt and cost in it
    pin_ms INTEGER NOT NULL,         -- when it was set
    off INTEGER NOT NULL DEFAULT 0 CHECK (off IN (0, 1)), -- may not come in until somebody opens it
    wrong INTEGER NOT NULL DEFAULT 0, -- wrong PINs in a row since the last lock
    locks INTEGER NOT NULL DEFAULT 0, -- locks in a row
    locked_until_ms INTEGER NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    UNIQUE (store_id, name)
) STRICT, WITHOUT ROWID;

-- Where an entry of an order's history comes from, and who made one by hand.
ALTER TABLE order_stage ADD COLUMN source TEXT NOT NULL DEFAULT 'export' CHECK (source IN ('export', 'hand'));
ALTER TABLE order_stage ADD COLUMN by_name TEXT NOT NULL DEFAULT '';
CREATE INDEX order_stage_hand ON order_stage (store_id, order_no, seq) WHERE source = 'hand';
