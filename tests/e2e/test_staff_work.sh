# Staff's other work on the real kiosk: additional work proposed by taps, for which the board waits for the customer, a
# spoken yes, a withdrawal; and an order at the bar taken and made ready. Tapped by xdotool, read by plain sqlite3.
. "$(dirname "$0")/kiosk.sh"
make_store
office 0 settings set staff.idle_seconds 600
printf '271829\n' | office 0 staff add 陈建华 --role manager

# Where the dumps walk to is the first car of the staff's list that waits for an answer; here the DMS has named some.
order=$(sql "SELECT f.order_no FROM v_findings f JOIN work_order o USING (order_no) WHERE f.state = 'open'
             ORDER BY o.arrived_ms, o.order_no LIMIT 1")
before=$(sql "SELECT count(*) FROM v_findings WHERE order_no = '$order'")
last=$((before + 1))
display_start
kiosk_start

come_in() {
    keep
    # shellcheck disable=SC2046 # two numbers
    xdotool mousemove $(point board board.clock) mousedown 1
    sleep 3.5
    xdotool mouseup 1
    until_changed "the clock held"
    until_still
    tap staff_who staff.who.1
    keys staff_pin 2 7 1 8 2
    press staff_pin key.9
    until_sql "SELECT count(*) FROM audit WHERE what = 'staff.login'" "$1"
    until_still
}

# --- proposed: how urgent, a common item, its sums typed over, and the tap that sends it ---
come_in 1
tap staff staff.work
tap staff_work "car.$order"
tap staff_findings work.add
tap staff_propose level.amber
tap staff_propose common.2
tap staff_propose propose.next
tap staff_sums sum.labour
keys staff_sums delete 5
same "$(sql "SELECT count(*) FROM v_findings WHERE source = 'staff'")" 0 "findings before it was sent"
press staff_sums propose.send
until_sql "SELECT order_no, item, level, what, parts_fen, labour_fen, minutes, state, \"by\" FROM v_findings WHERE source = 'staff'" \
    "$order|$last|amber|后刹车片更换|46000|16500|40|open|陈建华"
same "$(sql "SELECT why, later, picture FROM v_findings WHERE source = 'staff'")" \
    "|刹车距离变长；磨到刹车盘时，费用更高|work-brake-pad.svg" "what the customer reads below it"
until_still
office 0 orders --json
same "$(sqlite3 :memory: "SELECT value ->> '\$.hold' FROM json_each(CAST(readfile('$dir/out') AS TEXT))
    WHERE (value ->> '\$.order_no') = '$order'")" approval "the board waits for the customer"

# --- a spoken yes to the first one, with how ---
rm -rf "$dir/dump" # this car's pages have changed
tap staff_findings finding.1
tap staff_finding finding.yes
same "$(sql "SELECT count(*) FROM finding_answer")" 0 "answers before it was said how"
press staff_spoken how.wechat
until_sql "SELECT choice, how, by_name, version FROM finding_answer" "yes|wechat|陈建华|1"
until_still

# --- withdrawn with a second tap ---
tap staff_finding nav.back
rm -rf "$dir/dump"
tap staff_findings "finding.$last"
tap staff_finding finding.withdraw
same "$(sql "SELECT count(*) FROM v_findings WHERE state = 'withdrawn'")" 0 "withdrawn by the first tap"
press staff_finding finding.yes # where "yes, withdraw it" stands now: the first button
until_sql "SELECT item FROM v_findings WHERE state = 'withdrawn'" "$last"
until_still
tap staff_findings staff.end

same "$(sql "SELECT group_concat(what, ' ') FROM (SELECT what FROM audit WHERE by_name = '陈建华' AND what LIKE 'work.%'
    ORDER BY at_ms, audit_id)")" "work.propose work.answer work.withdraw" "the audit"

# --- the bar: a customer orders two and one, staff take it and make it ready ---
rm -rf "$dir/dump"
tap board board.bar
tap bar bar.more.1
tap bar bar.next
tap bar_order bar.seat.1
press bar_order bar.send
until_sql "SELECT number, state, seat FROM v_bar_orders" "1|ordered|A1"
until_still
tap bar_sent nav.back
tap bar nav.back
id=$(sql "SELECT bar_order_id FROM v_bar_orders")
come_in 2
tap staff staff.bar
tap staff_bar "act.$id"
until_sql "SELECT state, taken_by FROM v_bar_orders" "taken|陈建华"
until_still
press staff_bar "act.$id"
until_sql "SELECT state FROM v_bar_orders" "done"
until_still
same "$(sql "SELECT group_concat(what || note, ' ') FROM (SELECT * FROM audit WHERE what LIKE 'bar.%' ORDER BY at_ms, audit_id)")" \
    "bar.take1 bar.done1" "the bar's audit"
kill -TERM "$kiosk_pid"
kiosk_end 0
