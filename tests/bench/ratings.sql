-- Fills a Lounge store with @count ratings over the 250 days up to 2026-11-23, through plain sqlite3: marks, own words,
-- reasons and orders in the shares a store sees. Must follow the schema in kiosk/store/migrations; touches nothing else.
-- Use: sqlite3 -cmd '.parameter set @count 100000' STORE.db < ratings.sql
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF; -- a store made for measuring; nobody's data
BEGIN IMMEDIATE;

CREATE TEMP TABLE known AS SELECT row_number() OVER (ORDER BY order_no) - 1 AS n, store_id, order_no FROM work_order;
CREATE TEMP TABLE made AS
WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < @count),
    mixed AS (SELECT n, (n * 2654435761) % 4294967296 AS r FROM counted),
    timed AS (SELECT n, r, 1795449600000 - (@count - n) * (250 * 86400000 / @count) AS at_ms FROM mixed)
SELECT n, r, at_ms,
       strftime('%Y-%m-%d %H:%M:%S', at_ms / 1000 + 8 * 3600, 'unixepoch') AS at_local,
       5 - (r >> 8) % 7 % 5 AS score,
       printf('%08x-%04x-7%03x-8%03x-', at_ms >> 16, at_ms & 65535, n & 4095, (n >> 12) & 4095) AS key
FROM timed;

INSERT INTO person(person_id, store_id, phone, words, created_ms)
SELECT key || printf('a%011x', n), (SELECT value FROM setting WHERE key = 'store.id'), '199' || printf('%08d', n % 100000000),
       CASE r % 3 WHEN 0 THEN '等配件等了两个小时，没人来说一声' WHEN 1 THEN '李师傅很耐心，"讲得清楚"' ELSE '洗车有水印，下次请擦干' END,
       at_ms
FROM made WHERE r % 5 = 0;

INSERT INTO rating(rating_id, store_id, visit_id, at_ms, at_local, lang, score, order_no, voice_id, reasons, csi, nps,
    contact_consent, questionnaire_version)
SELECT made.key || printf('b%011x', made.n), setting.value, made.key || printf('c%011x', made.n), at_ms, at_local,
       CASE WHEN r % 17 = 0 THEN 'en' ELSE 'zh' END, score, known.order_no,
       CASE WHEN r % 5 = 0 THEN made.key || printf('a%011x', made.n) END,
       CASE WHEN score <= 3 THEN 'wait price' ELSE '' END, CASE WHEN score >= 4 THEN 500 + r % 500 END,
       CASE WHEN r % 2 THEN r % 11 END, r % 5 = 0 AND r % 2, 1
FROM made JOIN setting ON setting.key = 'store.id'
LEFT JOIN known ON r % 2 = 0 AND known.n = r % (SELECT max(1, count(*)) FROM known);

INSERT INTO rating_score(rating_id, seq, store_id, score, at_ms)
SELECT key || printf('b%011x', n), 1, (SELECT value FROM setting WHERE key = 'store.id'), score, at_ms FROM made;

INSERT INTO rating_mark(rating_id, factor, store_id, mark)
SELECT made.key || printf('b%011x', n), factor.column1, setting.value, 1 + (r >> factor.column2) % 5
FROM made JOIN setting ON setting.key = 'store.id'
CROSS JOIN (VALUES ('initiation', 1), ('advisor', 3), ('facility', 5), ('pickup', 7), ('quality', 9)) AS factor
WHERE score >= 4 AND r % 3 <> 0;

COMMIT;
ANALYZE;
