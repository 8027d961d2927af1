# lounge report parts: promised against real as plain SQL finds it, waits, and what is waited for; every format.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:26:00+08:00
expect 0 demo --now $now
# 40 parts of one supplier, 4 of another: i hours after the promise, less ten.
{
    echo "导出时间：2026年11月01日 08:00"
    echo "工单号,配件号,配件名称,供应商,预计到货,到货时间"
    for i in $(seq 1 44); do
        day=$(printf '2026-11-%02d' $((2 + i % 20)))
        s=同城配件
        [ "$i" -gt 40 ] && s=外地配件
        echo "P$i,N$i,滤清器,$s,$day 12:00,"
    done
} >"$dir/promised.csv"
{
    echo "导出时间：2026年11月23日 14:00"
    echo "工单号,配件号,配件名称,供应商,预计到货,到货时间"
    for i in $(seq 1 44); do
        day=$(printf '2026-11-%02d' $((2 + i % 20)))
        s=同城配件
        [ "$i" -gt 40 ] && s=外地配件
        echo "P$i,N$i,滤清器,$s,$day 12:00,$(TZ=UTC date -d "$day 12:00 UTC + $((i - 10)) hours" '+%F %H:%M')"
    done
} >"$dir/came.csv"
expect 0 import parts "$dir/promised.csv" --now $now
expect 0 import parts "$dir/came.csv" --now $now
expect 0 report parts --from 2026-11-01 --to 2026-11-23 --now $now --format json
cp "$dir/out" "$dir/report.json"
row() { # SUPPLIER FIELD
    sqlite3 :memory: "SELECT r.value->>'$2' FROM json_each(readfile('$dir/report.json'), '\$.tables') t,
        json_each(t.value, '\$.rows') r WHERE t.value->>'id' = 'supplier' AND r.value->>'key' = '$1'"
}
same "$(row 同城配件 parts)" "$(sql "SELECT count(*) FROM part_arrival WHERE supplier = '同城配件'")" "parts that came"
same "$(row 同城配件 on_time_n)" "$(sql "SELECT count(*) FROM v_parts WHERE supplier = '同城配件' AND slip_ms <= 0")" "on time"
same "$(row 同城配件 on_time_base)" 40 "of how many"
same "$(row 同城配件 slip_median_h)" 11 "median slip: between 10 and 11 of −9 … 30" # place 20.5: 10.5, rounded up
same "$(row 同城配件 slip_90_h)" 27 "place 36.9: 26.9"
same "$(row 外地配件 slip_median_h)" "" "under five nothing is said"
same "$(row 外地配件 parts)" 4 "but that there are four"

# Waits as the history has them, and what is waited for now.
waits=$(sqlite3 :memory: "SELECT sum(r.value->>'waits') FROM json_each(readfile('$dir/report.json'), '\$.tables') t,
    json_each(t.value, '\$.rows') r WHERE t.value->>'id' = 'waits'")
same "$waits" "$(sql "SELECT count(*) FROM order_stage s WHERE hold = 'parts' AND (SELECT min(seen_ms) FROM order_stage e
    WHERE e.order_no = s.order_no AND e.seen_ms > s.seen_ms) BETWEEN 1000 * unixepoch('2026-10-31 16:00:00') AND
    1000 * unixepoch('2026-11-23 15:59:59')")" "waits that ended"
open=$(sqlite3 :memory: "SELECT count(*) FROM json_each(readfile('$dir/report.json'), '\$.tables') t,
    json_each(t.value, '\$.rows') r WHERE t.value->>'id' = 'open'")
same "$open" "$(sql "SELECT count(*) FROM work_order WHERE hold = 'parts' AND stage <> 'delivered' AND gone = 0")" "waiting now"
[ "$open" -gt 0 ] || fail "no car waits for parts"

expect 0 report parts --now $now --lang zh
has "$out" "同城配件" "text"
expect 0 report parts --by supplier --now $now --format csv -o "$dir/parts.csv"
has "$(cat "$dir/parts.csv")" "同城配件" "csv"
expect 0 report parts --now $now --format html -o "$dir/parts.html"
has "$(cat "$dir/parts.html")" "<svg" "a chart"
expect 0 report parts --now $now --format xlsx -o "$dir/parts.xlsx"
expect 2 report parts --by advisor --now $now
finish
