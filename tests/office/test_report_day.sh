# lounge report day: each figure against SQL of this test's own, what stands first, plates masked, cut lists that say what
# they left out, a past day as it stood, a store without anything, both languages.
. "$(dirname "$0")/common.sh"
expect 0 demo
day=$(sql "SELECT date(max(delivered_ms) / 1000 - 86400 * 2, 'unixepoch', '+8 hours') FROM work_order")
begin=$(sql "SELECT (strftime('%s', '$day') - 8 * 3600) * 1000")
end=$((begin + 86400000))

# words, calls and a case of that day: more than there is room for
store=$(sql "SELECT value FROM setting WHERE key = 'store.id'")
for i in 1 2 3 4 5 6; do
    for mark in 2 5; do
        sql "INSERT INTO person (person_id, store_id, words, created_ms) VALUES ('w$i-$mark', '$store', '留言 $mark-$i <b>', $begin);
            INSERT INTO rating (rating_id, store_id, visit_id, at_ms, at_local, lang, score, voice_id, questionnaire_version, suspect)
            VALUES ('r$i-$mark', '$store', 'v', $begin + $i * 60000, datetime($begin / 1000 + $i * 60, 'unixepoch', '+8 hours'), 'zh', $mark, 'w$i-$mark', 1, $i = 6)"
    done
    sql "INSERT INTO call (call_id, store_id, visit_id, kind, at_ms, at_local) VALUES ('c$i', '$store', 'v', 'manager', $begin + $i * 3600000,
        datetime($begin / 1000 + $i * 3600, 'unixepoch', '+8 hours'))"
done
sql "UPDATE call SET taken_ms = $begin + 7300000 WHERE call_id = 'c2'; UPDATE call SET taken_ms = $end + 1 WHERE call_id = 'c3'"

figure() { # ID [FIELD]
    json_of "$dir/out" "(SELECT f.value ->> '${2:-value}' FROM json_each(j, '\$.figures') f WHERE f.value ->> 'id' = '$1')"
}
rows() { # TABLE COLUMN: its values in order
    json_of "$dir/out" "(SELECT group_concat(r.value ->> '$2', '|') FROM json_each(j, '\$.tables') t, json_each(t.value, '\$.rows') r WHERE t.value ->> 'id' = '$1')"
}
manager=$(sql "SELECT name FROM staff WHERE role = 'manager' LIMIT 1")
expect 0 report day --from "$day" --json
case $out in *留言*) fail "customers' words are told to whoever asks" ;; esac
expect 0 report day --from "$day"
has "$out" "read with --by MANAGER" "where words are left out"
expect 4 report day --from "$day" --by "$(sql "SELECT name FROM staff WHERE role = 'advisor' LIMIT 1")"
expect 0 report day --from "$day" --by "$manager" --json
here="FROM work_order o WHERE gone = 0 AND kind <> 'pds' AND arrived_ms < $end AND (stage <> 'delivered' OR delivered_ms >= $begin)"
ready="(SELECT min(seen_ms) FROM order_stage s WHERE s.order_no = o.order_no AND s.stage IN ('ready', 'delivered'))"
same "$(figure in) $(figure out) $(figure inside)" \
    "$(sql "SELECT sum(arrived_ms >= $begin) || ' ' || sum(stage = 'delivered' AND delivered_ms < $end) || ' ' || sum(stage <> 'delivered' OR delivered_ms >= $end) $here")" "cars"
[ "$(figure in)" -gt 10 ] || fail "nothing went on that day"
same "$(figure late)" "$(sql "SELECT count(*) FROM (SELECT o.*, $ready AS ready $here) WHERE promised_ms < $end - 1 AND (stage <> 'delivered' OR delivered_ms >= $end)
    AND (ready IS NULL OR ready >= $end)")" "late cars"
same "$(figure late_out value_n) $(figure late_out value_base)" "$(sql "SELECT sum(ready > promised_ms) || ' ' || count(*) FROM (SELECT o.*, $ready AS ready $here) WHERE stage = 'delivered' AND delivered_ms < $end")" "out late"
same "$(figure ratings) $(figure mean)" "$(sql "SELECT count(*) || ' ' || avg(score) FROM rating WHERE suspect = 0 AND undone_ms IS NULL AND at_ms >= $begin AND at_ms < $end" |
    awk '{ printf "%d %s", $1, $1 < 5 ? "" : sprintf("%.4f", $2) + 0 }')" "ratings"
same "$(figure unanswered)" "$(sql "SELECT sum(coalesce(taken_ms, $end) >= $end AND coalesce(done_ms, $end) >= $end) FROM call WHERE at_ms >= $begin AND at_ms < $end")" "calls"
same "$(rows calls kind | tr '|' '\n' | wc -l)" 4 "calls that have room"
same "$(rows praise words | grep -c 5-6)" 0 "a suspect rating is no praise"
has "$(rows praise words)|$(rows complaints words)" "留言 5-1" "praise"
has "$(rows complaints words)" "留言 2-1" "complaints"
last="(SELECT e.state FROM complaint_event e WHERE e.complaint_id = c.complaint_id AND e.at_ms < $end ORDER BY e.seq DESC LIMIT 1)"
due="(SELECT e.due_ms FROM complaint_event e WHERE e.complaint_id = c.complaint_id AND e.at_ms < $end ORDER BY e.seq DESC LIMIT 1)"
same "$(figure open) $(figure overdue)" "$(sql "SELECT count(*) || ' ' || sum(coalesce($due, $end) < $end - 1) FROM complaint c WHERE at_ms < $end AND $last <> 'closed'")" "cases as they stood"
has "$(rows first what)" "261" "the first task is the oldest overdue case"
case $(rows late car) in *[川]A·[0-9A-Z]\*\**) ;; "") ;; *) fail "a plate is not masked: $(rows late car)" ;; esac
same "$(rows late stage | grep -c 'handed over')" 0 "a past day's car is where it was"

# an older export filled in history: its row is the newest, what it tells is not
stages=$(rows late stage)
tasks=$(rows first what)
[ -n "$stages" ] || fail "no car was late that day"
sql "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, seen_ms)
     SELECT s.store_id, s.order_no, max(s.seq) + 1, 'check_in', '', o.arrived_ms - 1 FROM order_stage s JOIN work_order o USING (store_id, order_no)
     GROUP BY 1, 2" || fail "no history"
expect 0 report day --from "$day" --by "$manager" --json
same "$(rows late stage) $(rows first what)" "$stages $tasks" "stages, with an older export's history"

# the day that goes on: late as the other listing has it, at the newest export, however late it is
newest=$(sql "SELECT max(exported_ms) FROM import_file WHERE subject = 'orders'")
for hours in 0 2; do
    now=$(date -u -d "@$((newest / 1000 + hours * 3600))" +%Y-%m-%dT%H:%M:%SZ)
    expect 0 orders --late --json --now "$now"
    listed="$(json_of "$dir/out" "json_array_length(j)") $(json_of "$dir/out" "(SELECT group_concat(r.value ->> 'late_min') FROM json_each(j) r)")"
    expect 0 report day --json --now "$now"
    same "$(figure late)" "${listed% *}" "late cars, $hours hours after the export"
    [ $hours = 0 ] && first=$listed
    same "$listed" "$first" "minutes late, $hours hours after the export"
done
[ "${listed% *}" -gt 0 ] || fail "no order is late"
expect 0 --lang zh report cases
has "$out" "已分派" "a state's word, as in cases"

for lang in zh en; do
    expect 0 --lang $lang report day --from "$day" --by "$manager" --format html -o "$dir/day.html"
    has "$(cat "$dir/day.html")" "&lt;b&gt;" "a customer's words are escaped"
    expect 0 --lang $lang report day --from "$day" --by "$manager"
    [ $lang = zh ] && has "$out" "另有" "what is left out"
    [ $lang = en ] && has "$out" "more" "what is left out"
done
expect 2 report day --from "$day" --to 2026-01-01
expect 2 report day --from 2026-01-01 --to 2026-01-02
expect 2 report day --month 2026-11
has "$err" "one day" "a month is no day"
expect 0 report day --to "$day"
has "$out" "$day" "the day that was asked for"

rm -rf "$dir/store"
expect 0 init --store-id cd-02 --name-zh 空店 --name-en Empty
expect 0 report day
has "$out" "Nothing was left over." "an empty day"
has "$out" "Every call was answered." "an empty day's calls"
finish
