# The renewal deposit from an insured repair that is ready to the advisor's 50 yuan: read on My car, a choice made, the
# lead at the insurance desk, the deposit taken, the month's report (policies.md 4). By taps on the real kiosk, read by
# sqlite3.
. "$(dirname "$0")/kiosk.sh"
make_store
# Another export: two body repairs are due now (12,500 ready, 5,632 at the advisor's check), a third of 2,151 is not.
iconv -f GB18030 -t UTF-8 "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv" |
    sed 's/导出时间：2026年11月23日 14:20/导出时间：2026年11月23日 14:25/
        /^RO2611230045,/{s/施工中/可取车/;s/5492.00/12500.00/}
        /^RO2611230028,/{s/待料/待结算/}
        /^RO2611230040,/{s/待料/可取车/}' >"$dir/later.csv"
office 3 import orders "$dir/later.csv"
order=RO2611230045
same "$(sql "SELECT kind || ' ' || stage || ' ' || amount_fen FROM work_order WHERE order_no = '$order'")" \
    "body_paint ready 1250000" "the repair"
front $order
display_start
kiosk_start

# --- read on the panel: that is an offer ---
tap board board.row.1
# shellcheck disable=SC2046 # four digits
keys unlock $(digits_of $order)
tap handover mycar.renewal
says renewal "¥1,300" "¥1,000" "¥3,000" "抛光打蜡 1 次" "精品券 400 元"
until_sql "SELECT order_no, tier, repair_fen, by_name FROM renewal_offered" "$order|2|1250000|"

# --- a choice, a second tap, a lead ---
tap renewal renewal.choice.B
same "$(sql "SELECT count(*) FROM lead")" 0 "leads before one was confirmed"
tap booking lead.yes # all sheets of leads lie alike
until_sql "SELECT kind, desk, order_no, about FROM lead" "renewal|insurance|$order|renewal:2/B"
until_still
office 0 leads --desk insurance --json
same "$(sqlite3 :memory: "SELECT group_concat((value ->> 'order_no') || ' ' || (value ->> 'about'))
    FROM json_each(CAST(readfile('$dir/out') AS TEXT))")" "$order renewal:2/B" "the insurance desk's list"
office 0 leads --desk advisor --json
same "$(tr -d ' \n' <"$dir/out")" "[]" "the other desks"
tap called call.close # they lie alike once sent, too

# --- the advisor takes the deposit while the customer looks ---
for bad in 999.99 3000.01; do
    office 4 deposit take --order $order --amount $bad --choice B --by 李欣
done
same "$(sql "SELECT count(*) FROM deposit")" 0 "deposits out of range"
keep
office 0 deposit take --order $order --amount 2000 --choice B --by 李欣
until_changed "the open page of the renewal"
until_still
forget_dumps
says renewal "¥2,000" "精品券 400 元" "50 公里"
looks_like renewal 1800x700+60+160

# --- the month: who earned what, and who was never asked ---
office 0 report deposits --month 2026-11 --json
same "$(sqlite3 :memory: "SELECT group_concat(x, ' / ') FROM (SELECT (value ->> 'advisor_name') || ' ' || (value ->> 'due') || ' ' ||
    (value ->> 'offered') || ' ' || (value ->> 'never_offered') || ' ' || (value ->> 'taken') || ' ' ||
    (value ->> 'amount_fen') || ' ' || (value ->> 'commission_fen') AS x
    FROM json_each(CAST(readfile('$dir/out') AS TEXT), '\$.tables[0].rows') ORDER BY value ->> 'taken' DESC)")" \
    "李欣 1 1 0 1 200000 5000 / 周洁 1 0 1 0 0 0" "the report"
office 0 report deposits --month 2026-11
grep -q "never offered: 1 of 2" "$dir/out" || fail "the report does not say who was never asked: $(cat "$dir/out")"
same "$(sql "SELECT \"by\", amount_fen, commission_fen, tier, choice, worth_fen, repair_fen FROM v_deposits")" \
    "李欣|200000|5000|2|B|130000|1250000" "the deposit"
same "$(sql "SELECT group_concat(title_zh || coalesce(worth_fen, '') || coalesce(tow_km, ''), ' ') FROM
    (SELECT * FROM deposit_item WHERE kind IN ('voucher', 'tow') ORDER BY seq)")" "精品券 400 元40000 5000050" "what was promised"
same "$(sql "SELECT group_concat(what || ' ' || by_name, ' / ') FROM audit WHERE what LIKE 'deposit.%'")" "deposit.take 李欣" "the audit"
kill -TERM "$kiosk_pid"
kiosk_end 0
same "$(sql "PRAGMA integrity_check")" ok "the database"
