-- Answers to the store's own questions; what was begun and not sent; ratings that look wrong, with why; praise that was
-- passed on.

CREATE TABLE answer (                -- of a visit, as it was left: another answer takes the place of the first
    store_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    question TEXT NOT NULL,          -- its id in the questionnaire
    kind TEXT NOT NULL CHECK (kind IN ('one', 'many', 'scale5', 'scale10', 'text')),
    value TEXT NOT NULL DEFAULT '',  -- ids of options with spaces between, or a number; '' for text
    voice_id TEXT REFERENCES person, -- text
    rating_id TEXT REFERENCES rating,
    complaint_id TEXT REFERENCES complaint,
    questionnaire_version INTEGER NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    PRIMARY KEY (visit_id, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_at ON answer (store_id, at_ms);
CREATE INDEX answer_rating ON answer (rating_id) WHERE rating_id IS NOT NULL;
CREATE INDEX answer_complaint ON answer (complaint_id) WHERE complaint_id IS NOT NULL;
CREATE INDEX answer_voice ON answer (voice_id) WHERE voice_id IS NOT NULL;

CREATE TABLE complaint_begun (       -- "I want to complain": reasons that were tapped, whether or not it was sent
    complaint_id TEXT PRIMARY KEY,   -- the same as the complaint's, once it is sent
    store_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
    reasons TEXT NOT NULL,
    order_no TEXT,
    questionnaire_version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE rating ADD COLUMN face_ms INTEGER;  -- from the faces' appearing to the tap; NULL = not measured
ALTER TABLE rating ADD COLUMN marks_ms INTEGER; -- from the factors' appearing to the last mark

CREATE TABLE rating_suspect (        -- append-only: each time the rules came to another verdict; the last counts
    rating_id TEXT NOT NULL REFERENCES rating,
    seq INTEGER NOT NULL,
    store_id TEXT NOT NULL,
    reasons TEXT NOT NULL,           -- with spaces between; '' = no longer suspect
    policy_id TEXT NOT NULL DEFAULT '', -- the thresholds it was judged by
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (rating_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER rating_suspect_is_not_changed BEFORE UPDATE ON rating_suspect
BEGIN SELECT raise(ABORT, 'verdicts are append-only'); END;
CREATE TRIGGER rating_suspect_is_not_shortened BEFORE DELETE ON rating_suspect
BEGIN SELECT raise(ABORT, 'verdicts are append-only'); END;

CREATE TABLE praise_told (           -- append-only: somebody told the advisor
    rating_id TEXT PRIMARY KEY REFERENCES rating,
    store_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    by_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER praise_told_is_not_changed BEFORE UPDATE ON praise_told
BEGIN SELECT raise(ABORT, 'what was told is append-only'); END;

DROP VIEW v_ratings;
CREATE VIEW v_ratings AS
SELECT r.rating_id, r.store_id, r.at_ms, r.at_local AS at, r.lang, r.score, r.reasons,
       coalesce(v.words, '') AS comment,
       (SELECT mark FROM rating_mark m WHERE m.rating_id = r.rating_id AND factor = 'initiation') AS initiation,
       (SELECT mark FROM rating_mark m WHERE m.rating_id = r.rating_id AND factor = 'advisor') AS advisor,
       (SELECT mark FROM rating_mark m WHERE m.rating_id = r.rating_id AND factor = 'facility') AS facility,
       (SELECT mark FROM rating_mark m WHERE m.rating_id = r.rating_id AND factor = 'pickup') AS pickup,
       (SELECT mark FROM rating_mark m WHERE m.rating_id = r.rating_id AND factor = 'quality') AS quality,
       r.csi, r.nps, r.order_no, coalesce(o.advisor_name, '') AS advisor_name, coalesce(o.kind, '') AS kind,
       r.contact_consent, CASE r.contact_consent WHEN 1 THEN coalesce(v.phone, '') ELSE '' END AS phone,
       r.suspect, r.questionnaire_version,
       coalesce((SELECT s.reasons FROM rating_suspect s WHERE s.rating_id = r.rating_id ORDER BY s.seq DESC LIMIT 1), '')
           AS suspect_reasons
FROM rating r
LEFT JOIN person v ON v.person_id = r.voice_id
LEFT JOIN work_order o ON o.store_id = r.store_id AND o.order_no = r.order_no
WHERE r.undone_ms IS NULL;

CREATE VIEW v_answers AS             -- the store's own questions, and each mark of a factor (kind 'factor')
SELECT a.store_id, a.rating_id, a.complaint_id, a.questionnaire_version AS version, a.question, a.kind,
       CASE a.kind WHEN 'text' THEN coalesce(v.words, '') ELSE a.value END AS answer, a.at_ms, a.at_local AS at, a.lang,
       coalesce(r.suspect, 0) AS suspect
FROM answer a
LEFT JOIN rating r ON r.rating_id = a.rating_id
LEFT JOIN person v ON v.person_id = a.voice_id
WHERE r.undone_ms IS NULL
UNION ALL
SELECT r.store_id, r.rating_id, NULL, r.questionnaire_version, m.factor, 'factor', CAST(m.mark AS TEXT), r.at_ms,
       r.at_local, r.lang, r.suspect
FROM rating_mark m JOIN rating r ON r.rating_id = m.rating_id
WHERE r.undone_ms IS NULL;

CREATE VIEW v_unsent AS              -- complaints that were begun and never sent
SELECT b.complaint_id, b.store_id, b.at_ms, b.at_local AS at, b.reasons, b.order_no, b.questionnaire_version AS version
FROM complaint_begun b
WHERE NOT EXISTS (SELECT 1 FROM complaint c WHERE c.complaint_id = b.complaint_id);

CREATE VIEW v_praise AS
SELECT r.rating_id, r.store_id, r.at_ms, r.at_local AS at, r.score, v.words AS text, r.order_no,
       coalesce(o.advisor_name, '') AS advisor_name, coalesce(o.kind, '') AS kind, r.suspect, t.at_ms AS told_ms,
       t.by_name AS told_by
FROM rating r
JOIN person v ON v.person_id = r.voice_id AND v.words <> ''
LEFT JOIN work_order o ON o.store_id = r.store_id AND o.order_no = r.order_no
LEFT JOIN praise_told t ON t.rating_id = r.rating_id
WHERE r.score >= 4 AND r.undone_ms IS NULL;
