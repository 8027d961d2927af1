# A customer at the real kiosk, under Xvfb: their number has changed, an evening slot is asked for; read by sqlite3.
. "$(dirname "$0")/kiosk.sh"
make_store
display_start
kiosk_start

# The car that the dump opens, so that what it shows is where the tap goes.
order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id
             WHERE o.stage = 'in_work' AND o.hold = '' AND o.gone = 0 AND o.kind <> 'pds' AND p.plate <> ''
             AND length(p.phone) = 11 ORDER BY o.arrived_ms, o.order_no LIMIT 1")
"$lounge" --now "$now" orders --json >"$dir/orders"
row=$(sqlite3 :memory: "SELECT key + 1 FROM json_each(CAST(readfile('$dir/orders') AS TEXT)) WHERE value ->> 'order_no' = '$order'")
phone=$(sql "SELECT p.phone FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE o.order_no = '$order'")
[ -n "$row" ] || fail "the board does not have $order"
if [ "$row" -gt 7 ]; then # not on the first page: it becomes the first car
    sql "UPDATE work_order SET arrived_ms = 1 + (SELECT min(arrived_ms) FROM work_order) - 60000 WHERE order_no = '$order'"
    sleep 1
    until_still
    row=1
fi
tap board "board.row.$row"
# shellcheck disable=SC2046 # four digits
keys unlock $(echo "$phone" | tail -c 5 | sed 's/./& /g')

# --- the number has changed ---
tap mycar mycar.number
tap number number.changed
keys number-new 1 9 9 0 0 0 1 2 8 8 0
same "$(sql "SELECT count(*) FROM correction")" 0 "corrections before one was sent"
tap number-new number.send
until_sql "SELECT order_no, answer, old_phone, new_phone FROM v_corrections" "$order|changed|$phone|19900012880"
office 0 corrections
grep -q 19900012880 "$dir/out" || fail "lounge corrections does not list it: $(cat "$dir/out")"
office 0 corrections "done" "$(sql "SELECT correction_id FROM correction")" --by 李欣
same "$(sql "SELECT \"by\" FROM v_corrections")" 李欣 "who put it right"
until_still
tap number nav.back

# --- an evening slot ---
tap mycar mycar.all
tap forcar mycar.service
tap service service.day.2
tap service service.slot.2
same "$(sql "SELECT count(*) FROM lead")" 0 "leads before one was asked for"
tap service service.ask
until_still
tap booking lead.yes
until_sql "SELECT kind, desk, order_no, substr(detail, 1, 25) FROM lead" "booking|advisor|$order|day=2026-11-25 slot=18:30"

for secret in "$phone" 19900012880; do
    if grep -qF -- "$secret" "$dir/kiosk.err" "$dir/kiosk.out"; then fail "the kiosk's log tells \"$secret\""; fi
done
kill -TERM "$kiosk_pid"
kiosk_end 0
