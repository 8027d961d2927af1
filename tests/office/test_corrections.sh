# lounge corrections: what customers said about their number, done once with a name, in the audit without the number;
# and the levels of inspection that an export tells of.
. "$(dirname "$0")/common.sh"
expect 0 init --store-id s1
expect 3 --now 2026-11-23T14:26:00+08:00 import orders "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv"
order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE p.phone <> '' LIMIT 1")
a=019ab0c1-0000-7000-8000-00000000aaaa
b=019ab0c1-0000-7000-8000-00000000bbbb
answer() { # ID ANSWER NEW
    sql "INSERT INTO person (person_id, store_id, phone, created_ms) VALUES ('o$1', 's1', '19900000001', 1);
         INSERT INTO person (person_id, store_id, phone, created_ms) SELECT 'n$1', 's1', '$3', 1 WHERE '$3' <> '';
         INSERT INTO correction (correction_id, store_id, visit_id, order_no, answer, old_id, new_id, bringer_is_owner,
             at_ms, at_local) VALUES ('$1', 's1', 'v', '$order', '$2', 'o$1', CASE '$3' WHEN '' THEN NULL ELSE 'n$1' END,
             1, 1763879160000, '')"
}

expect 0 corrections
has "$out" "no open corrections" "none yet"
answer $a changed 19900012880
answer $b yes ""
expect 0 corrections
has "$out" 19900000001 "the number on record"
has "$out" 19900012880 "the new one"
has "$out" "$order" "its order"
case $out in *0000bbbb*) fail "a confirmed number asks for nothing" ;; esac
expect 0 corrections --all
has "$out" 0000bbbb "all of them"
expect 0 corrections --lang zh
has "$out" 已更换 "in Chinese"
expect 0 corrections --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].correction_id')")" $a "the whole id"
same "$(json_of "$dir/out" "json_extract(j, '\$[0].bringer_is_owner')")" 1 "a number in JSON"

expect 2 corrections done 0000aaaa
has "$err" "--by" "who did it"
expect 2 corrections sing 0000aaaa --by 李欣
expect 1 corrections done ffffffff --by 李欣
expect 4 corrections done 0000bbbb --by 李欣
expect 0 corrections done 0000aaaa --by 李欣 --note DMS
same "$(sql "SELECT \"by\", done_ms > 0 FROM v_corrections WHERE correction_id = '$a'")" "李欣|1" "the view tells who"
same "$(sql "SELECT by_name, what, about FROM audit")" "李欣|correction.done|$a" "the audit"
same "$(sql "SELECT count(*) FROM audit WHERE note LIKE '%199%' OR about LIKE '%199%'")" 0 "no number in the audit"
expect 4 corrections done 0000aaaa --by 何俊
has "$err" 李欣 "who did it already"
expect 0 corrections
has "$out" "no open corrections" "all are done"

# --- levels of inspection ---
same "$(sql "SELECT group_concat(DISTINCT level) FROM (SELECT level FROM order_inspection ORDER BY level)")" 1,2,3 "levels"
rows=$(sql "SELECT count(*) FROM order_inspection")
one=$(sql "SELECT order_no FROM order_inspection WHERE level = 1 LIMIT 1")
iconv -f GB18030 -t UTF-8 "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv" |
    sed 's/导出时间：2026年11月23日 14:20/导出时间：2026年11月23日 14:30/; s/质检一级/质检二级/' >"$dir/later.csv"
expect 3 --now 2026-11-23T14:36:00+08:00 import orders "$dir/later.csv"
same "$(sql "SELECT group_concat(level) FROM (SELECT level FROM order_inspection WHERE order_no = '$one' ORDER BY level)")" 1,2 \
    "one level after the other, in one stay"
same "$(sql "SELECT count(*) FROM order_stage WHERE order_no = '$one'")" 1 "the stage itself has not changed"
[ "$(sql "SELECT count(*) FROM order_inspection")" -gt "$rows" ] || fail "no level was added"
finish
