-- Cases of complaints, worked: what was done, by whom, who is responsible, whom it climbed to. A history is append-only
-- and numbered over all of them in the order of the commits (feed), so that a reader can go on where it stopped. Each
-- row holds the whole state after it. Notes live in person, so that they can be forgotten.

DROP VIEW v_complaints;

CREATE TABLE case_history (
    feed INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    store_id TEXT NOT NULL,
    complaint_id TEXT NOT NULL REFERENCES complaint,
    seq INTEGER NOT NULL,
    act TEXT NOT NULL DEFAULT 'noted' CHECK (act IN ('opened', 'assigned', 'noted', 'contacted', 'visit', 'visited',
        'granted', 'waiting', 'resumed', 'resolved', 'closed', 'reopened', 'climbed', 'rated')),
    at_ms INTEGER NOT NULL,
    by_name TEXT NOT NULL DEFAULT '', -- '' = the customer, or time
    note_id TEXT REFERENCES person,
    state TEXT NOT NULL CHECK (state IN ('new', 'assigned', 'contacted', 'resolved', 'closed', 'reopened')),
    waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting IN (0, 1)), -- for the customer
    responsible TEXT NOT NULL DEFAULT '',
    due_ms INTEGER,                  -- when the next step is due; NULL: nothing is, or it waits for the customer
    level INTEGER NOT NULL DEFAULT 0, -- how often it climbed
    climbed_to TEXT NOT NULL DEFAULT '', -- a name, or a role: manager
    causes TEXT NOT NULL DEFAULT '', -- root causes, ids separated by spaces; '' = the customer's reasons
    visit_day TEXT NOT NULL DEFAULT '', -- local day of the visit at home that is planned, '' = none
    gifts INTEGER NOT NULL DEFAULT 0, -- consolation given with it so far
    outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'kept', 'lost')),
    score INTEGER CHECK (score BETWEEN 1 AND 5), -- act rated
    UNIQUE (complaint_id, seq)
) STRICT;
INSERT INTO case_history (event_id, store_id, complaint_id, seq, act, at_ms, by_name, state, responsible, due_ms,
    outcome)
SELECT event_id, store_id, complaint_id, seq, CASE state WHEN 'new' THEN 'opened' ELSE state END, at_ms, by_name,
       state, responsible, due_ms, outcome FROM complaint_event ORDER BY at_ms, complaint_id, seq;
DROP TABLE complaint_event;
ALTER TABLE case_history RENAME TO complaint_event;
CREATE TRIGGER complaint_event_is_not_changed BEFORE UPDATE ON complaint_event
BEGIN SELECT raise(ABORT, 'a case''s history is append-only'); END;
CREATE TRIGGER complaint_event_is_not_shortened BEFORE DELETE ON complaint_event
BEGIN SELECT raise(ABORT, 'a case''s history is append-only'); END;

CREATE TABLE call_event (            -- append-only: a call that nobody took is asked again, and climbs
    feed INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL UNIQUE,
    store_id TEXT NOT NULL,
    call_id TEXT NOT NULL REFERENCES call,
    kind TEXT NOT NULL CHECK (kind IN ('again', 'climbed')),
    to_who TEXT NOT NULL DEFAULT '', -- climbed: a name, or a role
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX call_event_call ON call_event (call_id);
CREATE TRIGGER call_event_is_not_changed BEFORE UPDATE ON call_event
BEGIN SELECT raise(ABORT, 'events are append-only'); END;
CREATE TRIGGER call_event_is_not_shortened BEFORE DELETE ON call_event
BEGIN SELECT raise(ABORT, 'events are append-only'); END;

CREATE TABLE change (                -- append-only: "you said, we changed", in the staff's words
    change_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    month TEXT NOT NULL,             -- whose board it stands on: 2026-11
    cause TEXT NOT NULL,             -- id of a reason, or of the policy's causes
    zh TEXT NOT NULL,
    en TEXT NOT NULL DEFAULT '',
    from_day TEXT NOT NULL,          -- local day since when it is so
    at_ms INTEGER NOT NULL,
    by_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX change_month ON change (store_id, month);
CREATE TRIGGER change_is_not_changed BEFORE UPDATE ON change
BEGIN SELECT raise(ABORT, 'changes are append-only'); END;
CREATE TRIGGER change_is_not_removed BEFORE DELETE ON change
BEGIN SELECT raise(ABORT, 'changes are append-only'); END;

CREATE TABLE change_removed (        -- append-only
    change_id TEXT PRIMARY KEY REFERENCES change,
    store_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TRIGGER change_removed_is_not_changed BEFORE UPDATE ON change_removed
BEGIN SELECT raise(ABORT, 'changes are append-only'); END;
CREATE TRIGGER change_removed_is_not_removed BEFORE DELETE ON change_removed
BEGIN SELECT raise(ABORT, 'changes are append-only'); END;

CREATE VIEW v_complaints AS
SELECT c.complaint_id, c.store_id, c.case_no, c.rating_id, c.at_ms, c.at_local AS at, c.reasons,
       coalesce(v.words, '') AS text, c.order_no, coalesce(o.advisor_name, '') AS advisor_name,
       coalesce(o.kind, '') AS kind,
       CASE c.contact_consent WHEN 1 THEN coalesce(v.phone, '') ELSE '' END AS phone,
       e.state, e.responsible, e.due_ms, e.outcome, e.waiting, e.level, e.climbed_to,
       CASE e.causes WHEN '' THEN c.reasons ELSE e.causes END AS causes
FROM complaint c
JOIN complaint_event e ON e.complaint_id = c.complaint_id
     AND e.seq = (SELECT max(seq) FROM complaint_event l WHERE l.complaint_id = c.complaint_id)
LEFT JOIN person v ON v.person_id = c.voice_id
LEFT JOIN work_order o ON o.store_id = c.store_id AND o.order_no = c.order_no;

CREATE VIEW v_cases AS
SELECT c.complaint_id AS case_id, c.store_id, c.case_no, c.at_ms, c.at_local AS at, c.order_no,
       coalesce(w.plate, '') AS plate, coalesce(o.model, '') AS model, coalesce(o.advisor_name, '') AS advisor_name,
       coalesce(o.kind, '') AS kind, c.reasons, CASE e.causes WHEN '' THEN c.reasons ELSE e.causes END AS causes,
       e.state, e.waiting, e.responsible, e.due_ms, e.level, e.climbed_to,
       (SELECT min(at_ms) FROM complaint_event x WHERE x.complaint_id = c.complaint_id AND x.act = 'assigned')
           AS assigned_ms,
       (SELECT min(at_ms) FROM complaint_event x WHERE x.complaint_id = c.complaint_id AND x.act IN ('contacted',
        'visited')) AS contacted_ms,
       (SELECT max(at_ms) FROM complaint_event x WHERE x.complaint_id = c.complaint_id AND x.act = 'resolved')
           AS resolved_ms,
       (SELECT max(at_ms) FROM complaint_event x WHERE x.complaint_id = c.complaint_id AND x.act = 'closed')
           AS closed_ms,
       (SELECT count(*) FROM complaint_event x WHERE x.complaint_id = c.complaint_id AND x.act = 'reopened')
           AS reopened,
       nullif(e.visit_day, '') AS visit_day,
       (SELECT max(at_ms) FROM complaint_event x WHERE x.complaint_id = c.complaint_id AND x.act = 'visited')
           AS visited_ms,
       e.gifts, e.outcome,
       (SELECT score FROM complaint_event x WHERE x.complaint_id = c.complaint_id AND x.act = 'rated'
        ORDER BY x.seq DESC LIMIT 1) AS score,
       e.at_ms AS changed_ms
FROM complaint c
JOIN complaint_event e ON e.complaint_id = c.complaint_id
     AND e.seq = (SELECT max(seq) FROM complaint_event l WHERE l.complaint_id = c.complaint_id)
LEFT JOIN work_order o ON o.store_id = c.store_id AND o.order_no = c.order_no
LEFT JOIN person w ON w.person_id = o.owner_id;

CREATE VIEW v_case_events AS
SELECT e.feed, e.event_id, e.store_id, e.complaint_id AS case_id, c.case_no, e.seq, e.act, e.at_ms, e.by_name AS "by",
       coalesce(n.words, '') AS note, e.state, e.waiting, e.responsible, e.due_ms, e.level, e.climbed_to, e.causes,
       nullif(e.visit_day, '') AS visit_day, e.gifts, e.outcome, e.score
FROM complaint_event e
JOIN complaint c ON c.complaint_id = e.complaint_id
LEFT JOIN person n ON n.person_id = e.note_id;

CREATE VIEW v_changes AS
SELECT g.change_id, g.store_id, g.month, g.cause, g.zh, g.en, g.from_day, g.at_ms, g.by_name AS "by",
       r.at_ms AS removed_ms, r.by_name AS removed_by
FROM change g LEFT JOIN change_removed r ON r.change_id = g.change_id;

DROP VIEW v_calls;
CREATE VIEW v_calls AS
SELECT call_id, store_id, kind, order_no, at_ms, taken_ms, done_ms, by_name AS "by",
       (SELECT count(*) FROM call_event a WHERE a.call_id = call.call_id AND a.kind = 'again') AS again,
       coalesce((SELECT to_who FROM call_event a WHERE a.call_id = call.call_id AND a.kind = 'climbed'
                 ORDER BY feed DESC LIMIT 1), '') AS climbed_to
FROM call;
