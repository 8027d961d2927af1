# lounge eta check: the demo store's own history, replayed as it was known then.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:26:00+08:00
expect 2 eta
expect 2 eta check --by colour
expect 1 eta check
expect 0 demo --now $now
expect 2 eta check --from 2026-13-01 --now $now
expect 2 eta check --from 2026-11-20 --to 2026-11-10 --now $now
expect 0 eta check --now $now
has "$out" "maintenance" "a kind of work"
has "$err" "the aim is near 80" "what is off, in words"
expect 0 eta check --now $now --lang zh
has "$out" "定期保养" "in Chinese"
has "$err" "目标约 80%" "in Chinese, in words"

# The sum is the sum of its kinds, and near 80 %.
expect 0 eta check --now $now --json
cp "$dir/out" "$dir/kinds"
rows() { json_of "$1" "(SELECT $2 FROM json_each(j) e)"; }
whole="e.value->>'kind' = '' AND e.value->>'stage' = ''"
kinds="e.value->>'kind' <> '' AND e.value->>'stage' = ''"
cells="e.value->>'kind' <> '' AND e.value->>'stage' <> ''"
for column in intervals longer_than_usual promises silent parts; do
    all=$(rows "$dir/kinds" "sum(CASE WHEN $whole THEN e.value->>'$column' END)")
    same "$(rows "$dir/kinds" "sum(CASE WHEN $kinds THEN e.value->>'$column' END)")" "$all" "$column of all kinds"
    same "$(rows "$dir/kinds" "sum(CASE WHEN $cells THEN e.value->>'$column' END)")" "$all" "$column of all stages"
done
inside=$(rows "$dir/kinds" "sum(CASE WHEN $whole THEN e.value->>'coverage_permille' END)")
[ "$inside" -ge 760 ] && [ "$inside" -le 840 ] || fail "of the demo store's intervals $inside in 1000 hold"
same "$(rows "$dir/kinds" "count(*) FILTER (WHERE e.value->>'kind' = 'pds')")" 0 "no pre-delivery inspection is asked about"

# Nothing is looked up ahead: what arrived after the time asked about might as well not be there.
expect 0 eta check --now $now --to 2026-11-10 --by stage --json
before=$out
sql "PRAGMA foreign_keys = OFF; CREATE TEMP TABLE later AS SELECT order_no FROM work_order
     WHERE arrived_ms >= 1000 * unixepoch('2026-11-10 16:00:00');
     DELETE FROM order_inspection WHERE order_no IN later; DELETE FROM order_stage WHERE order_no IN later;
     DELETE FROM work_order WHERE order_no IN later" 2>"$dir/err" || fail "sql: $(cat "$dir/err")"
expect 0 eta check --now $now --to 2026-11-10 --by stage --json
same "$out" "$before" "without what came later"
finish
