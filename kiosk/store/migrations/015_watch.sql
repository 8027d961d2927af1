-- Who follows the store's events (lounge watch --name), since when, and what each was told: an event is told until its
-- row is here, over restarts too. What is older than all that is still to be told is forgotten.

CREATE TABLE follower (
    store_id TEXT NOT NULL,
    name TEXT NOT NULL,
    since_ms INTEGER NOT NULL,       -- events before it are not looked at
    PRIMARY KEY (store_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_told (
    store_id TEXT NOT NULL,
    follower TEXT NOT NULL,
    event_id TEXT NOT NULL,          -- kind:key, as in the line
    event_ms INTEGER NOT NULL,
    told_ms INTEGER NOT NULL,
    PRIMARY KEY (store_id, follower, event_id)
) STRICT, WITHOUT ROWID;
