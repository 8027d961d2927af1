-- What a customer was told when a number was asked for, and said yes to: word for word, for what, until when.

CREATE TABLE consent_words (         -- append-only: each sentence that was shown, once
    words_version INTEGER NOT NULL,  -- counted by the store
    store_id TEXT NOT NULL,
    words TEXT NOT NULL CHECK (words <> ''),
    first_ms INTEGER NOT NULL,
    PRIMARY KEY (store_id, words_version),
    UNIQUE (store_id, words)
) STRICT, WITHOUT ROWID;

CREATE TABLE consent (               -- append-only
    consent_id TEXT PRIMARY KEY,
    store_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person, -- the row that holds the number
    purpose TEXT NOT NULL CHECK (purpose IN ('feedback', 'lead', 'correction')),
    about TEXT NOT NULL,             -- key of the rating or complaint, of the lead, of the correction
    order_no TEXT,
    visit_id TEXT NOT NULL,          -- given by the customer in this visit at the panel
    lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
    words_version INTEGER,           -- NULL: the words are not known
    at_ms INTEGER NOT NULL,
    at_local TEXT NOT NULL,
    until_ms INTEGER NOT NULL,       -- as it was told
    UNIQUE (person_id, purpose, about)
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_at ON consent (store_id, at_ms);
CREATE TRIGGER consent_words_is_not_changed BEFORE UPDATE ON consent_words
BEGIN SELECT raise(ABORT, 'what was shown does not change'); END;
CREATE TRIGGER consent_words_is_not_shortened BEFORE DELETE ON consent_words
BEGIN SELECT raise(ABORT, 'what was shown does not change'); END;
CREATE TRIGGER consent_is_not_changed BEFORE UPDATE ON consent
BEGIN SELECT raise(ABORT, 'consent is append-only'); END;
CREATE TRIGGER consent_is_not_shortened BEFORE DELETE ON consent
BEGIN SELECT raise(ABORT, 'consent is append-only'); END;

-- Proof, not a phone book: the number is masked here; whoever calls reads v_leads, v_complaints or v_corrections.
CREATE VIEW v_contacts AS
SELECT c.consent_id AS contact_id, c.store_id, c.at_ms, c.at_local AS at, c.purpose, c.about, c.order_no, c.visit_id,
       c.lang, c.words_version, w.words, c.until_ms,
       CASE p.phone WHEN '' THEN '' ELSE substr(p.phone, 1, 3) || '****' || substr(p.phone, -4) END AS phone,
       CASE WHEN p.phone <> '' THEN 'kept' WHEN p.erased_ms IS NOT NULL THEN 'forgotten'
            WHEN EXISTS (SELECT 1 FROM erasure e WHERE e.why = 'retention' AND e.at_ms >= c.until_ms) THEN 'expired'
            ELSE 'withdrawn' END AS state, p.erased_ms
FROM consent c
JOIN person p ON p.person_id = c.person_id
LEFT JOIN consent_words w ON w.store_id = c.store_id AND w.words_version = c.words_version;
