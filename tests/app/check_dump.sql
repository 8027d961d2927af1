-- Checks every dump (*.json) of a folder from the outside, from what the files say alone. By hand:
--   lounge-kiosk --db FILE --dump DIR --all --json-only
--   sqlite3 :memory: -cmd ".parameter init" -cmd ".parameter set :dir 'DIR'" < tests/app/check_dump.sql
-- One line a fault, nothing when all is well. Lengths are design units: 1080 on the panel's short side.
.mode list
CREATE TABLE dump AS
SELECT name AS file, json(CAST(data AS TEXT)) AS doc FROM fsdir(:dir) WHERE name LIKE '%.json';
CREATE TABLE panel AS
SELECT file, json_extract(doc, '$.size[0]') / json_extract(doc, '$.scale') AS w,
       json_extract(doc, '$.size[1]') / json_extract(doc, '$.scale') AS h FROM dump;
CREATE TABLE item AS
SELECT file, CAST(i.key AS INTEGER) AS n, i.value ->> 'kind' AS kind, i.value ->> 'text' AS text, i.value ->> 'px' AS px,
       i.value ->> 'fg' AS fg, i.value ->> 'bg' AS bg, i.value ->> 'target' AS target,
       i.value ->> '$.rect[0]' AS x, i.value ->> '$.rect[1]' AS y, i.value ->> '$.rect[2]' AS w,
       i.value ->> '$.rect[3]' AS h, i.value ->> '$.hit[0]' AS hx, i.value ->> '$.hit[1]' AS hy,
       i.value ->> '$.hit[2]' AS hw, i.value ->> '$.hit[3]' AS hh
FROM dump, json_each(doc, '$.items') i;

-- WCAG 2: the relative luminance of each colour that texts use
CREATE TABLE colour AS
WITH hex AS (SELECT DISTINCT fg AS c FROM item WHERE fg IS NOT NULL UNION SELECT DISTINCT bg FROM item WHERE bg IS NOT NULL),
     channel AS (
         SELECT c, p, (16 * (instr('0123456789ABCDEF', substr(c, p, 1)) - 1)
                       + instr('0123456789ABCDEF', substr(c, p + 1, 1)) - 1) / 255.0 AS v
         FROM hex, (SELECT 2 AS p UNION SELECT 4 UNION SELECT 6)),
     linear AS (SELECT c, p, CASE WHEN v <= 0.04045 THEN v / 12.92 ELSE pow((v + 0.055) / 1.055, 2.4) END AS v FROM channel)
SELECT c, sum(v * CASE p WHEN 2 THEN 0.2126 WHEN 4 THEN 0.7152 ELSE 0.0722 END) AS l FROM linear GROUP BY c;

SELECT 'there is no dump in ' || :dir WHERE NOT EXISTS (SELECT 1 FROM dump);
SELECT file || ': nothing can be touched' FROM dump d WHERE NOT EXISTS
    (SELECT 1 FROM item i WHERE i.file = d.file AND target IS NOT NULL);
SELECT file || ': an empty text' FROM item WHERE kind = 'text' AND trim(coalesce(text, '')) = '';
SELECT file || ': text of ' || px || ' units: ' || text FROM item WHERE kind = 'text' AND px < iif(file LIKE '%.large.%', 34, 27) - 0.01;
SELECT i.file || ': outside the panel: ' || coalesce(text, target) FROM item i JOIN panel p USING (file)
WHERE (kind = 'text' AND (i.x < -0.5 OR i.x + i.w > p.w + 0.5))
   OR (kind = 'target' AND (hx < -0.5 OR hy < -0.5 OR hx + hw > p.w + 0.5 OR hy + hh > p.h + 0.5));
SELECT file || ': contrast of ' || round((max(f.l, b.l) + 0.05) / (min(f.l, b.l) + 0.05), 2) || ': ' || text
FROM item i JOIN colour f ON f.c = i.fg JOIN colour b ON b.c = i.bg
WHERE kind = 'text' AND (max(f.l, b.l) + 0.05) / (min(f.l, b.l) + 0.05) < 4.5;
-- large and low asks for 120 units but of a keyboard's keys; in a list that a finger scrolls, what is half out of sight is cut: its rectangle is larger than what can be hit
SELECT file || ': target of ' || round(hw) || ' x ' || round(hh) || ': ' || target
FROM item WHERE kind = 'target' AND NOT (hh < h - 0.5)
  AND min(hw, hh) < iif(file LIKE '%.large.%' AND target NOT GLOB 'key.*', 119.5, 95.5);
SELECT a.file || ': ' || a.target || ' and ' || b.target || ' overlap'
FROM item a JOIN item b ON a.file = b.file AND a.n < b.n
WHERE a.kind = 'target' AND b.kind = 'target'
  AND min(a.hx + a.hw, b.hx + b.hw) - max(a.hx, b.hx) > 0.5
  AND min(a.hy + a.hh, b.hy + b.hh) - max(a.hy, b.hy) > 0.5;
