# lounge prepaid: quoted, sold to the fen, used, returned, corrected; month end, stock, postings and their pairs; 200 bad
# amounts, each refused in words with nothing changed.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:26:00+08:00
on() { # DAY CODE ARGUMENTS…: at 10:00 of that day
    local day=$1 code=$2
    shift 2
    expect "$code" --now "${day}T10:00:00+08:00" prepaid "$@"
}
expect 0 --now "$now" init
expect 0 --now "$now" import policies "$LOUNGE_SHARE/data/policies/prepaid.cfg"
expect 3 --now "$now" import orders "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv"
order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE p.plate <> ''
             AND o.vin <> '' AND o.model LIKE '卡罗拉%' ORDER BY o.order_no LIMIT 1")
on 2026-11-23 4 sell five --order "$order"
has "$err" "lounge import models" "an oil that is not known"
expect 0 --now "$now" import models "$LOUNGE_SHARE/data/models.csv"
# a car whose oil is 4.2 litres of 0W-20: 420.00 by the price list
plate=$(sql "SELECT p.plate FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE o.order_no = '$order'")
[ -n "$plate" ] || fail "the sample has no such car"
kept() { sqlite3 "$db" .dump | cksum; }

# --- a quote writes nothing ---
before=$(kept)
on 2026-11-23 0 sell five --order "$order"
has "$out" "1470.00" "the quote"
has "$out" "¥378" "the first service"
on 2026-11-23 0 --lang zh sell five --plate "$plate" --services 3
has "$out" "1008.00" "the first three, by plate"
same "$(kept)" "$before" "a quote"

# --- 200 bad amounts: what is no amount, and what is another amount than the sum ---
n=0
refuse() { # CODE AMOUNT
    n=$((n + 1))
    on 2026-11-23 "$1" sell five --order "$order" --by 李欣 --paid="$2"
    [ -n "$err" ] || fail "\"$2\" is refused without a word"
}
for amount in '' ' ' abc 1470x x1470 1.470,00 1470.001 14,70.5.0 1e3 0x5BE 1470.. ..1470 '1 470' 1470, ,1470 '¥' '元' -1470 \
    '−1470' +1470 NaN inf '1470;' '1470%' "1470'" '14７0．000１' 99999999999999999999 1000000000.01 '1470 yuan' '$1470' \
    '€1470' '１４７０．００１' '一千四百七十' 1470.00.00 '1470元元' '¥¥1470' '¥-1470' '--1470' '1470-' '(1470)'; do
    refuse 2 "$amount"
done
for fen in $(seq 1 80); do
    refuse 4 "$(printf '1469.%02d' "$fen")"
    refuse 4 "$(printf '1470.%02d' "$fen")"
done
[ "$n" = 200 ] || fail "$n bad amounts, not 200"
same "$(kept)" "$before" "bad amounts"

# --- sold, used ---
on 2026-11-23 2 sell five --order "$order" --paid 1470
has "$err" "--by" "who sells"
on 2026-11-23 4 sell five --order "$order" --paid 1470 --by 李欣 --no "$order"
on 2026-11-23 0 sell five --order "$order" --paid '￥1，470.00' --by 李欣 --no YC9 --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].order_no', '\$[0].left', '\$[0].deposit_fen')")" '["YC9",5,147000]' sold
on 2026-11-23 4 sell five --order "$order" --paid 1470 --by 李欣 --no YC9
on 2026-11-23 2 use --by 何俊
on 2026-11-23 0 use --order "$order" --by 何俊 --slip NX1
has "$out" "¥378" "the first use"
on 2026-11-23 4 use --order "$order" --by 何俊
has "$err" "already" "the same order twice"
on 2026-11-24 0 balance --plate "$plate"
has "$out" "¥1,092" "the balance"
same "$(sql "SELECT package_id, used, remaining, deposit_fen, remaining_ml, sold_by FROM v_prepaid")" \
    "five|1|4|109200|16800|李欣" "v_prepaid"

# --- more than 5,000 yuan for one person asks a manager ---
on 2026-11-24 0 sell five --order "$order" --paid 1470 --by 李欣
on 2026-11-24 0 sell five --order "$order" --paid 1470 --by 李欣
on 2026-11-24 4 sell five --order "$order" --paid 1470 --by 李欣
has "$err" "manager" "the limit"
on 2026-11-24 0 sell five --order "$order" --paid 1470 --by 李欣 --manager 王经理

# --- returned, corrected ---
on 2026-11-25 0 return YC261124-01
has "$out" "--back 1470.00 --by" "what would go back"
on 2026-11-25 0 return YC261124-01 --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].order_no', '\$[0].left', '\$[0].refund_fen')")" \
    '["YC261124-01",5,147000]' "what would go back, in JSON"
on 2026-11-25 4 return YC261124-01 --back 1469.99 --by 李欣
on 2026-11-25 0 return YC261124-01 --back 1470 --by 李欣
on 2026-11-25 0 return YC9
has "$out" "1050.00" "at list price: 1,470 less 420"
on 2026-11-25 2 correct 2 --by 王经理
has "$err" "--reason" "why"
on 2026-11-25 0 correct 2 --by 王经理 --reason 录错工单
on 2026-11-25 4 correct 2 --by 王经理 --reason 录错工单
on 2026-11-25 0 use --order "$order" --by 何俊
same "$(sql "SELECT used, remaining FROM v_prepaid WHERE order_no = 'YC9'")" "1|4" "after a correction"

# --- a lead's package is sold once ---
kept >"$dir/books"
sqlite3 "$db" ".backup '$dir/before.db'"
lead=019ab0c1-0000-7000-8000-00000000d001
sql "INSERT INTO lead (lead_id, store_id, kind, desk, order_no, about, at_ms, at_local)
     VALUES ('$lead', (SELECT value FROM setting WHERE key = 'store.id'), 'prepaid', 'advisor', '$order', 'prepaid:oil', 1, '')"
on 2026-11-25 0 sell --lead "$lead" --paid 336 --by 李欣 --manager 王经理
sales=$(sql "SELECT count(*) FROM prepaid_sale")
on 2026-11-25 4 sell --lead "$lead" --paid 336 --by 李欣 --manager 王经理
has "$err" "YC261125-01" "the sale of the lead"
on 2026-11-25 4 sell --lead "$lead"
same "$(sql "SELECT count(*) FROM prepaid_sale")" "$sales" "sales of one lead"
sqlite3 "$db" ".restore '$dir/before.db'"
same "$(kept)" "$(cat "$dir/books")" "the books as before"

# --- month end, stock, postings, pairs ---
on 2026-11-30 4 month-end --month 2026-11 --by 仓管
on 2026-12-01 0 month-end --month 2026-11 --by 仓管
before=$(kept)
on 2026-12-01 0 month-end --month 2026-11 --by 仓管
same "$(kept)" "$before" "the month end again"
on 2026-12-02 0 stock --at 2026-11-30 --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].grade', '\$[0].services', '\$[0].ml', '\$[0].held_ml', '\$[0].deposit_fen')")" \
    '["0W-20",14,58800,58800,403200]' "stock at the month's end"
on 2026-12-02 0 stock --at 2026-11-23
has "$out" "16.800 L" "stock before"
on 2026-12-02 2 stock --at 2026-11-31
on 2026-12-02 0 postings --month 2026-12 --json
pair=$(json_of "$dir/out" "json_extract(j, '\$[0].pair')")
same "$(json_of "$dir/out" "json_extract(j, '\$[0].carried', '\$[0].pair_state')")" '[1,"unpaired"]' "carried into December"
on 2026-12-02 4 postings close "$pair" --by 出纳
on 2026-12-02 4 postings slip "$pair" NX1 --by 库管
on 2026-12-02 0 postings slip "$pair" NX2 --by 库管
on 2026-12-02 0 postings close "$pair" --by 出纳
on 2026-12-02 4 postings close "$pair" --by 出纳
on 2026-12-02 2 postings close none --by 出纳
on 2027-01-02 0 postings --month 2027-01
has "$out" "no postings" "all closed"
on 2027-01-02 2 postings --month 2027-1
same "$(sql "SELECT count(*) FROM v_prepaid_unbalanced")" 0 "unbalanced entries"
same "$(sql "SELECT count(DISTINCT what) FROM audit WHERE what LIKE 'prepaid.%'")" 7 "kinds of acts in the audit"
same "$(sql "SELECT sum(debit - credit) FROM prepaid_line")" 0 "all lines"
finish
