# A package from the customer's tap to the money in the books: chosen on the panel, asked for, sold by the advisor, shown
# on My car, used at the visit. Tapped by xdotool on the real kiosk under Xvfb, read by plain sqlite3.
. "$(dirname "$0")/kiosk.sh"
make_store
display_start
kiosk_start

# The first car of the board, which is also the one the dumps open: its oil is 4.2 litres of 0W-20, 420.00 by the list.
"$lounge" --now "$now" orders --json >"$dir/orders"
order=$(sqlite3 :memory: "SELECT json_extract(CAST(readfile('$dir/orders') AS TEXT), '\$[0].order_no')")
digits=$(sql "SELECT substr(p.phone, -4) FROM work_order o JOIN person p ON p.person_id = o.owner_id
              WHERE o.order_no = '$order'" | sed 's/./& /g')

# --- chosen and asked for; a second tap sends it ---
tap board board.row.1
# shellcheck disable=SC2086 # four digits
keys unlock $digits
tap mycar nav.back
tap board board.prepaid
tap prepaid prepaid.package.five.3
tap prepaid prepaid.lead
same "$(sql "SELECT count(*) FROM lead")" 0 "leads before one was confirmed"
tap call call.yes # both sheets lie alike
until_sql "SELECT kind, desk, order_no, about, instr(detail, 'sum=1008.00') > 0 FROM lead" \
    "prepaid|advisor|$order|prepaid:five/3|1"
until_still
tap called call.close
same "$(sql "SELECT count(*) FROM prepaid_sale")" 0 "sales that nobody sold"

# --- sold by the advisor: the lead is won with it ---
lead=$(sql "SELECT lead_id FROM lead")
office 0 prepaid sell --lead "$lead"
grep -q 1008.00 "$dir/out" || fail "the quote: $(cat "$dir/out")"
office 4 prepaid sell --lead "$lead" --paid 1470 --by 李欣
office 0 prepaid sell --lead "$lead" --paid 1008 --by 李欣
same "$(sql "SELECT package_id, services, remaining, deposit_fen, sold_by FROM v_prepaid")" "five|3|3|100800|李欣" "the sale"
same "$(sql "SELECT kind || outcome FROM lead_event ORDER BY seq DESC LIMIT 1")" donewon "the lead"
until_still

# --- My car shows it; a use at the counter reaches the open page ---
tap prepaid nav.back
rm -rf "$dir/dump" # the screens of this car have changed
tap board board.row.1
# shellcheck disable=SC2086 # four digits
keys unlock $digits
shown=$("$kiosk" --now "$now" --lang zh --screen balance --dump "$dir/dump" --json-only &&
    sqlite3 :memory: "SELECT group_concat(value ->> '\$.text', '/') FROM json_each(CAST(readfile(
        '$dir/dump/balance.zh.land.day.plain.1920x1080.json') AS TEXT), '\$.items')")
case $shown in
*¥1,008*剩\ 3\ 次*) ;;
*) fail "the page of the balance says $shown" ;;
esac
tap mycar mycar.balance
keep
office 0 prepaid use --order "$order" --by 何俊 --slip NX1
until_changed "the open page of the balance after a use"
until_still
same "$(sql "SELECT used, remaining, deposit_fen, remaining_ml FROM v_prepaid")" "1|2|63000|8400" "after the use"
same "$(sql "SELECT posting, order_no, turn, ml, revenue_fen, slip_no, pair_state FROM v_prepaid_postings
             WHERE pair IS NOT NULL")" "use_out|$order|1|4200|37800|NX1|paired" "the use's posting"
same "$(sql "SELECT count(*) FROM v_prepaid_unbalanced")" 0 "unbalanced entries"
same "$(sql "SELECT group_concat(what, ' ') FROM (SELECT what FROM audit WHERE what LIKE 'prepaid.%' ORDER BY what)")" \
    "prepaid.sell prepaid.use" "the audit"
kill -TERM "$kiosk_pid"
kiosk_end 0
