# What My car asks for: the extended warranty of a car about to leave its maker's, and a trade-in, each a tap, a second
# tap and a lead at its desk (policies.md 6 and 7). By taps on the real kiosk, read by sqlite3.
. "$(dirname "$0")/kiosk.sh"
make_store
order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE o.stage = 'in_work'
    AND o.hold = '' AND length(p.phone) = 11 AND p.plate <> '' AND o.kind <> 'pds' ORDER BY o.arrived_ms LIMIT 1")
# 36 months from the purchase end in three months; kilometres leave room
sql "UPDATE work_order SET purchased_day = '2024-02-20', mileage_km = 30000 WHERE order_no = '$order'"
front "$order"
display_start
kiosk_start
tap board board.row.1
# shellcheck disable=SC2046 # four digits
keys unlock $(digits_of "$order")
tap mycar mycar.all

# --- the extended warranty: both terms with their price ---
tap forcar mycar.warranty
says warranty "延保 1 年或 3 万公里" "¥1,280" "延保 2 年或 6 万公里" "¥2,180" "2027"
tap warranty warranty.term.two
same "$(sql "SELECT count(*) FROM lead")" 0 "leads before one was confirmed"
tap booking lead.yes # all sheets of leads lie alike
until_sql "SELECT kind, desk, order_no, about, state FROM v_leads" "warranty|advisor|$order|warranty:two|open"
until_still
tap called call.close # they lie alike once sent, too
tap warranty warranty.term.one # another choice takes the place of the first
tap booking lead.yes
until_sql "SELECT group_concat(about || ' ' || state, ' / ') FROM (SELECT * FROM v_leads ORDER BY about)" \
    "warranty:one open / warranty:two withdrawn"
until_still
tap called call.close
tap warranty nav.back

# --- the trade-in ---
tap forcar mycar.trade_in
tap booking lead.yes
until_sql "SELECT desk, order_no, state FROM v_leads WHERE kind = 'trade_in'" "sales|$order|open"
office 0 leads --desk sales --json
same "$(sqlite3 :memory: "SELECT group_concat(value ->> 'order_no') FROM json_each(CAST(readfile('$dir/out') AS TEXT))")" "$order" "the desk's list"
lead=$(sql "SELECT lead_id FROM lead WHERE kind = 'trade_in'")
office 0 leads "done" "$lead" --by 周强 --outcome won
same "$(sql "SELECT state, outcome FROM v_leads WHERE kind = 'trade_in'")" "done|won" "how it ended"
kill -TERM "$kiosk_pid"
kiosk_end 0
