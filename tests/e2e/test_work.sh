# Additional work (domain.md 9) by taps on the real kiosk: decided item by item, who pays asked, sent by a second tap, kept
# exactly as it was seen; an edit under the hand voids it and the panel asks again; what was declined is known when the
# car comes again. Read by sqlite3.
. "$(dirname "$0")/kiosk.sh"
make_store
order=RO2611230045 # body and paint, in work
same "$(sql "SELECT kind || ' ' || stage FROM work_order WHERE order_no = '$order'")" "body_paint in_work" "the repair"
office 0 work propose --order $order --what 左前大灯支架 --why 支架断裂 --level red --parts 260 --labour 120 --minutes 30 --by 唐师傅
office 0 work propose --order $order --what 空调滤芯 --level amber --price 168 --minutes 10 --by 唐师傅
front $order
display_start
kiosk_start
states() { # as the view says it now
    sql "SELECT group_concat(x, ' / ') FROM (SELECT item || ' v' || version || ' ' || state || ' ' || coalesce(pays, '-') || ' ' ||
        coalesce(answered_price_fen, '-') || ' ' || voided AS x FROM v_findings WHERE order_no = '$order' ORDER BY item)"
}
until_states() { # WANT
    local i
    for ((i = 0; i < limit; i++)); do
        [ "$(states)" != "$1" ] || return 0
        sleep 0.1
    done
    fail "answers: \"$(states)\", not \"$1\""
}
held() { # as the board has it
    "$lounge" --now "$now" orders --json >"$dir/orders"
    sqlite3 :memory: "SELECT value ->> 'hold' FROM json_each(CAST(readfile('$dir/orders') AS TEXT)) WHERE value ->> 'order_no' = '$order'"
}
same "$(held)" approval "the board's hold while it is asked"

# --- looked at, item by item, nothing preselected, who pays, a second tap ---
tap board board.row.1
# shellcheck disable=SC2046 # four digits
keys unlock $(digits_of $order)
tap mycar_found mycar.findings
until_sql "SELECT count(*) FROM v_findings WHERE order_no = '$order' AND seen_ms > 0" 2
says findings 左前大灯支架 支架断裂 ¥380 "¥260" "¥120" 空调滤芯 ¥168
tap findings finding.1.yes
keep
# shellcheck disable=SC2046 # two numbers
xdotool mousemove $(point findings_decided findings.review) click 1
sleep 0.5
! changed || fail "a yes can go on before it was said who pays"
tap findings_pays finding.1.pays.insurer
tap findings_pays finding.2.talk
tap findings_decided findings.review
same "$(sql "SELECT count(*) FROM finding_answer")" 0 "answers before the second tap"
tap findings_review review.send
until_states "1 v1 yes insurer 38000 0 / 2 v1 talk  16800 0"
same "$(sql "SELECT group_concat(kind || about) FROM call")" "advisorapproval" "who wants to talk is called on"
until_still
same "$(sql "SELECT count(*) FROM work_order WHERE order_no = '$order' AND amount_fen = 549200")" 1 "the order's own amount"

# --- an edit voids the answer; another one under the hand, on the review page, asks again ---
office 0 work edit --order $order --item 1 --parts 300 --by 唐师傅
same "$(states)" "1 v2 open - - 1 / 2 v1 talk  16800 0" "after the edit"
until_still
tap findings_sent review.car
forget_dumps
tap mycar_found mycar.findings
says findings ¥420 "¥300"
tap findings finding.1.yes
tap findings_pays finding.1.pays.customer
tap findings_pays finding.2.talk # the same once more takes it back
tap findings_decided findings.review
keep
office 0 work edit --order $order --item 1 --parts 310 --by 唐师傅
until_changed "the review of what was edited"
until_still
forget_dumps
looks_like findings 1300x600+60+160
same "$(states)" "1 v3 open - - 1 / 2 v1 talk  16800 0" "nothing was sent"
tap findings finding.1.yes
tap findings_pays finding.1.pays.customer
tap findings_pays finding.2.no
tap findings_decided findings.review
tap findings_review review.send
until_states "1 v3 yes customer 43000 0 / 2 v1 no  16800 0"
same "$(sql "SELECT count(DISTINCT hash), count(DISTINCT finding_id || version), min(length(hash)) FROM finding_answer")" \
    "3|3|64" "a hash for each card that was answered"
until_still
tap findings_sent review.car
same "$(held)" "" "the board's hold once all is answered"

# --- declined: known when the car comes again ---
office 0 work declined --plate 川AANH3C --json
same "$(sqlite3 :memory: "SELECT group_concat((value ->> 'what') || ' ' || (value ->> 'price_fen'))
    FROM json_each(CAST(readfile('$dir/out') AS TEXT))")" "空调滤芯 16800" "what was declined"
for secret in 川AANH3C 张军 大灯; do
    if grep -qF -- "$secret" "$dir/kiosk.err" "$dir/kiosk.out"; then fail "the kiosk's log tells \"$secret\""; fi
done
kill -TERM "$kiosk_pid"
kiosk_end 0
