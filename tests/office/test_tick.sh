# lounge tick: an apology for a late car, once, in the manager's words; what it gives is taken like a coupon.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:26:00+08:00
expect 0 init --store-id cd01 --now $now
expect 3 import orders "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv" --now $now
sql "UPDATE work_order SET promised_ms = NULL"
expect 0 tick --now $now
same "$(sql "SELECT count(*) FROM tick_act WHERE what = 'apology'")" 0 "no promise, no apology"
sql "UPDATE work_order SET promised_ms = (SELECT max(exported_ms) FROM import_file) - 45 * 60000 - (order_no LIKE '%1')
     WHERE order_no IN (SELECT order_no FROM work_order WHERE stage = 'in_work' AND vin <> '' AND kind <> 'pds')"
late=$(sql "SELECT count(*) FROM work_order WHERE stage = 'in_work' AND vin <> '' AND kind <> 'pds' AND order_no LIKE '%1'")
[ "$late" -gt 0 ] || fail "no late car to test with"
expect 0 tick --now $now --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].what') || json_extract(j, '\$[0].done')")" "apology$late" "apologies"
expect 0 tick --now 2026-11-23T14:27:00+08:00 --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].done')")" 0 "once"
same "$(sql "SELECT count(*) FROM tick_act WHERE what = 'apology'")" "$late" "a row for each act"
told=$(sql "SELECT count(*) FROM order_late WHERE why = 'promise'")
[ "$told" -ge "$late" ] || fail "of $late cars past their promise $told are told of"
expect 0 orders --late --json --now 2026-11-23T14:27:00+08:00
same "$(json_of "$dir/out" "json_array_length(j)")" "$(sql "SELECT count(*) FROM order_late")" "late orders listed"
same "$(sql "SELECT count(*) FROM tick_act WHERE what = 'late'")" "$(sql "SELECT count(*) FROM order_late")" "a row of tick for each"
expect 2 orders --late --all
code=$(sql "SELECT code FROM v_gifts WHERE source = 'apology' LIMIT 1")
expect 0 coupon redeem "$code" --by 何俊 --now $now
expect 4 coupon redeem "$code" --by 何俊 --now $now
expect 2 tick now
finish
