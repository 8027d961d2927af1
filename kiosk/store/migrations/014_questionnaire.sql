-- The questionnaire becomes a policy: dated versions, of which answers keep theirs. What a store had in its settings is
-- its first version there, under the number that its answers already carry.

INSERT INTO policy_version
SELECT lower(hex(randomblob(16))), s.value, 'questionnaire',
       coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'survey.version'), 1),
       '', '', '', 'settings', '', q.at
FROM setting s, (SELECT max(updated_ms) AS at, count(*) AS n FROM setting WHERE key LIKE 'survey.%') q
WHERE s.key = 'store.id' AND s.value <> '' AND q.n > 0;
INSERT INTO policy_value
SELECT v.policy_id, 'questionnaire.' || substr(s.key, 8), s.value
FROM policy_version v JOIN setting s ON s.key LIKE 'survey.%' AND s.key <> 'survey.version'
WHERE v.subject = 'questionnaire';
-- What was in the program until now.
INSERT INTO policy_value
SELECT v.policy_id, 'questionnaire.' || w.key, w.value FROM policy_version v, (
    SELECT 'words_max' AS key, '300' AS value
    UNION ALL SELECT 'nps', '1' UNION ALL SELECT 'contact', '1'
    UNION ALL SELECT 'consent_zh', '同意回电' UNION ALL SELECT 'consent_en', 'Yes, call me'
    UNION ALL SELECT 'purpose_zh', '号码只用于回复这次评价，保存 {months} 个月后删除，可随时要求删除'
    UNION ALL SELECT 'purpose_en', 'Used only to answer this feedback, erased after {months} months or when you ask'
    UNION ALL SELECT 'faces.1.zh', '很不满意' UNION ALL SELECT 'faces.1.en', 'Very poor'
    UNION ALL SELECT 'faces.2.zh', '不满意' UNION ALL SELECT 'faces.2.en', 'Poor'
    UNION ALL SELECT 'faces.3.zh', '一般' UNION ALL SELECT 'faces.3.en', 'Fair'
    UNION ALL SELECT 'faces.4.zh', '满意' UNION ALL SELECT 'faces.4.en', 'Good'
    UNION ALL SELECT 'faces.5.zh', '非常满意' UNION ALL SELECT 'faces.5.en', 'Very good') w
WHERE v.subject = 'questionnaire'
ON CONFLICT (policy_id, key) DO NOTHING;
DELETE FROM setting WHERE key LIKE 'survey.%';

-- Of a complaint without a rating too: under which questionnaire it was told.
ALTER TABLE complaint ADD COLUMN questionnaire_version INTEGER NOT NULL DEFAULT 1;
