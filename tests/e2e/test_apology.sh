# A car that is late: the running kiosk's own minute gives the apology, once and within the month's budget; `lounge tick`
# gives the next one when the budget holds it; My car shows it in the manager's words, and it is redeemed once.
. "$(dirname "$0")/kiosk.sh"
make_store
policy() { # BUDGET: in fen; an apology is worth 50 yuan
    sed "s/budget_fen = 300000/budget_fen = $1/; s/words_zh = .*/words_zh = \"这杯咖啡我们请\";/" \
        "$LOUNGE_SHARE/data/policies/apology.cfg" >"$dir/apology.cfg"
    office 0 import policies "$dir/apology.cfg" --by 王经理
}
given() { sql "SELECT coalesce(group_concat(order_no || ' ' || value, ' / '), '') FROM (SELECT * FROM coupon WHERE source = 'apology' ORDER BY serial)"; }
# Late by 50 minutes when the export was written at 14:20, and by 44: the policy says more than 45.
order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE o.stage = 'in_work'
    AND o.hold = '' AND length(p.phone) = 11 AND p.plate <> '' AND o.kind <> 'pds' ORDER BY o.arrived_ms LIMIT 1")
export_ms=$(sql "SELECT max(exported_ms) FROM import_file WHERE subject = 'orders'")
sql "UPDATE work_order SET promised_ms = $export_ms + 86400000"
sql "UPDATE work_order SET promised_ms = $export_ms - 50 * 60000 WHERE order_no = '$order'"
second=$(sql "SELECT order_no FROM work_order WHERE stage = 'wash' AND gone = 0 AND vin <> '' ORDER BY order_no LIMIT 1")
third=$(sql "SELECT order_no FROM work_order WHERE stage = 'wash' AND gone = 0 AND vin <> '' ORDER BY order_no DESC LIMIT 1")
sql "UPDATE work_order SET promised_ms = $export_ms - 46 * 60000 WHERE order_no = '$second';
     UPDATE work_order SET promised_ms = $export_ms - 44 * 60000 WHERE order_no = '$third'"
policy 9999 # holds one of 50 yuan, not two
front "$order"
display_start

# --- the kiosk's own minute ---
same "$(given)" "" "apologies before anything ran"
now=2026-11-23T14:26:50+08:00 kiosk_start
until_sql "SELECT group_concat(order_no || ' ' || value) FROM coupon WHERE source = 'apology'" "$order 5000"
office 0 tick --json
same "$(sqlite3 :memory: "SELECT (value ->> 'what') || ' ' || (value ->> 'done') || ' ' || (value ->> 'refused')
    FROM json_each(CAST(readfile('$dir/out') AS TEXT)) WHERE (value ->> 'what') = 'apology'")" "apology 0 1" "a second one is beyond the budget"
same "$(given)" "$order 5000" "within the month's budget"
policy 10000
office 0 tick
office 0 tick
same "$(given)" "$order 5000 / $second 5000" "once an order, and none for 44 minutes"
same "$(sql "SELECT group_concat(by_name || ' ' || what, ' / ') FROM audit WHERE what LIKE 'apology%'")" \
    "lounge tick apology.grant / lounge tick apology.grant" "the audit"

# --- seen on My car, in the manager's words; redeemed by its QR, once ---
until_still
tap board board.row.1
# shellcheck disable=SC2046 # four digits
keys unlock $(digits_of "$order")
says mycar 这杯咖啡我们请
tap mycar mycar.gifts
says gifts 这杯咖啡我们请 ¥50
code=$(sql "SELECT code FROM coupon WHERE source = 'apology' AND order_no = '$order'")
shot "$dir/scan.png"
qr=$(zbarimg --quiet --raw --nodbus "$dir/scan.png") || fail "no QR can be read on the page of gifts"
case $qr in
*"$code"*) ;;
*) fail "the QR says \"$qr\", without the code $code" ;;
esac
office 0 coupon redeem "$code" --by 何俊
office 4 coupon redeem "$code" --by 何俊
same "$(sql "SELECT redeemed_by FROM v_coupons WHERE code = '$code'")" 何俊 "who redeemed it"
kill -TERM "$kiosk_pid"
kiosk_end 0
