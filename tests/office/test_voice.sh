# lounge praise, lounge suspect and lounge export answers, over the demo store's customers.
. "$(dirname "$0")/common.sh"
expect 0 demo

expect 0 praise --json
waiting=$(json_of "$dir/out" "json_array_length(j)")
[ "$waiting" -gt 20 ] || fail "only $waiting praises are waiting"
same "$waiting" "$(sql "SELECT count(*) FROM v_praise")" "the listing and the view"
id=$(json_of "$dir/out" "json_extract(j, '\$[0].id')")
advisor=$(sql "SELECT advisor_name FROM v_praise WHERE advisor_name <> '' LIMIT 1")
expect 0 praise --advisor "$advisor" --json
same "$(json_of "$dir/out" "json_array_length(j)")" "$(sql "SELECT count(*) FROM v_praise WHERE advisor_name = '$advisor'")" "an advisor's"
expect 2 praise told "$id"
expect 0 praise told "$id" --by 王经理
expect 0 praise told "$id" --by 王经理
expect 0 praise --json
same "$(json_of "$dir/out" "json_array_length(j)")" "$((waiting - 1))" "one was told"
expect 0 praise --all --json
same "$(json_of "$dir/out" "json_array_length(j)")" "$waiting" "all of them"
expect 1 praise told zzzz --by 王经理
expect 2 praise sing

expect 0 suspect judge
expect 0 suspect judge
has "$out" "0 ratings" "judged again"
# Five fives on one night, a minute apart, by an employee at the panel.
sql "WITH n(i) AS (VALUES (0),(1),(2),(3),(4)) INSERT INTO rating (rating_id, store_id, visit_id, at_ms, at_local, lang,
    score, questionnaire_version) SELECT '0000000' || i, (SELECT value FROM setting WHERE key = 'store.id'), 'v' || i,
    1795179600000 + i * 60000, '', 'zh', 5, 1 FROM n" # 2026-11-20 21:00 in Shanghai
expect 0 suspect judge --from 2026-11-21
has "$out" "0 ratings" "not their day"
expect 0 suspect judge --from 2026-11-20 --to 2026-11-20
has "$out" "5 ratings" "a run at night"
expect 0 suspect --from 2026-11-20 --to 2026-11-20
has "$out" "night_run" "why"
same "$(sql "SELECT count(*) FROM v_ratings WHERE suspect = 1 AND suspect_reasons = 'night_run'")" 5 "marked, not deleted"
sed 's/run_count = 4/run_count = 6/' "$LOUNGE_SHARE/data/policies/suspect.cfg" >"$dir/suspect.cfg"
expect 0 import policies "$dir/suspect.cfg" --by 王经理
expect 0 suspect judge --from 2026-11-20
has "$out" "5 ratings" "milder thresholds clear them"
same "$(sql "SELECT count(*) FROM rating_suspect")" 10 "both verdicts are known"
expect 0 tick --json
has "$out" '"suspect"' "the tick judges too"
expect 2 suspect sing

expect 0 export answers
has "$(head -1 "$dir/out")" "store_id,rating_id,complaint_id,version,question,kind,answer,at_ms,at,lang,suspect" "the columns"
expect 0 export answers --format json
has "$out" '"version": 1' "a version is a number"
finish
