# lounge changes and lounge report causes: lines written and taken down, counted, and held against what came after.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:30:00+08:00
expect 0 init --store-id cd01 --now $now
expect 0 changes --now $now
has "$out" "no changes" "none yet"
expect 2 changes add --zh 加人 --by 陈建华 --now $now
expect 2 changes add --cause wait --zh 加人 --now $now
expect 1 changes add --cause nonsense --zh 加人 --by 陈建华 --now $now
expect 0 staff add 陈建华 --role manager --generate --now $now
expect 0 staff add 李欣 --role advisor --generate --now $now
expect 4 changes add --cause wait --zh 加人 --by 李欣 --now $now
for i in 1 2 3; do
    sql "INSERT INTO complaint (complaint_id, store_id, case_no, visit_id, at_ms, at_local, lang, reasons)
         VALUES ('c$i', 'cd01', '26110$i-01', 'v', unixepoch('2026-11-0$i 02:00:00') * 1000, '', 'zh', 'wait');
         INSERT INTO complaint_event (event_id, store_id, complaint_id, seq, act, state, at_ms)
         VALUES ('e$i', 'cd01', 'c$i', 1, 'opened', 'new', unixepoch('2026-11-0$i 02:00:00') * 1000)"
done
expect 0 changes add --cause wait --zh 午间加一名顾问 --en "One more advisor" --since 2026-11-10 --by 陈建华 --now $now
id=$(sql "SELECT substr(change_id, -8) FROM change")
has "$out" "$id" "its number"
expect 4 changes add --cause wait --zh 午间加一名顾问 --by 陈建华 --now $now
has "$err" "already" "the same line said twice"
same "$(sql "SELECT count(*) FROM change")" 1 "lines on the board"
expect 0 changes --month 2026-11 --json --now $now
same "$(json_of "$dir/out" "(j ->> '\$[0].said') || (j ->> '\$[0].zh')")" "3午间加一名顾问" "counted from the causes"
expect 0 report causes --month 2026-11 --format json --now $now
same "$(json_of "$dir/out" "(SELECT count(*) FROM json_tree(j) WHERE value = 'still watched')")" 1 "13 days after"
expect 0 --lang zh report causes --month 2026-11 --now $now
has "$out" "等太久" "causes by name"
expect 0 report causes --month 2026-11 --now 2026-12-20T10:00:00+08:00
has "$out" "did not come back" "30 days after"
for format in html csv; do expect 0 report causes --month 2026-11 --format $format --now $now; done
sql "UPDATE staff SET off = 1 WHERE name = '陈建华'"
expect 4 changes remove "$id" --by 陈建华 --now $now
has "$err" "locked" "why a manager may not"
sql "UPDATE staff SET off = 0"
expect 0 changes remove "$id" --by 陈建华 --reason 错字 --now $now
expect 4 changes remove "$id" --by 陈建华 --now $now
expect 0 changes --now $now
has "$out" "no changes" "taken down"
same "$(sql "SELECT count(*) FROM v_changes WHERE removed_ms IS NOT NULL")" 1 "and still in the history"
finish
