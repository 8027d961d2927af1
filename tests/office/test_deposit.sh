# lounge deposit: due, offer, take, list, undo, choices; bad amounts change nothing (policies.md 4, domain.md 7).
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:26:00+08:00
at=(--now $now)
expect 0 "${at[@]}" init
expect 0 "${at[@]}" import models "$LOUNGE_SHARE/data/models.csv"
expect 3 "${at[@]}" import orders "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv"
order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id
             WHERE p.plate <> '' AND o.stage = 'advisor_check' LIMIT 1")
repair() { # FEN
    sql "UPDATE work_order SET kind = 'body_paint', stage = 'ready', amount_fen = $1 WHERE order_no = '$order'"
}
take() { # CODE AMOUNT CHOICE
    expect "$1" "${at[@]}" deposit take --order "$order" --amount "$2" --choice "$3" --by 李欣
}

expect 0 "${at[@]}" deposit choices --json
same "$(json_of "$dir/out" "json_array_length(j)")" 7 "choices of the policy"
same "$(sqlite3 :memory: "SELECT group_concat((value ->> 'tier') || (value ->> 'choice') || (value ->> 'implied_fen'), ' ')
    FROM json_each(CAST(readfile('$dir/out') AS TEXT)) WHERE value ->> 'implied_fen' IS NOT NULL")" \
    "1A40000 2B40000 3B30000 3C30000" "what the worth implies"

repair 499999
take 4 1000 A
repair 1250000
expect 0 "${at[@]}" deposit due
has "$out" "$order" "the repair is due"
before=$(sqlite3 "$db" .dump | grep -v "INSERT INTO setting" | cksum)
for bad in 999.99 3000.01 0 -1000 1e3 one "" 1000.001 ¥ 99999999999 "1000; drop" 2000元整; do
    got=0
    "$lounge" "${at[@]}" deposit take --order "$order" --amount "$bad" --choice A --by 李欣 >"$dir/out" 2>"$dir/err" || got=$?
    case $got in
    2 | 4) ;;
    *) fail "amount \"$bad\" exits $got" ;;
    esac
    [ -s "$dir/err" ] || fail "amount \"$bad\" is refused without a word"
done
take 4 2000 C
expect 2 "${at[@]}" deposit take --order "$order" --amount 2000 --by 李欣
expect 1 "${at[@]}" deposit take --order RO0 --amount 2000 --choice A --by 李欣
same "$(sqlite3 "$db" .dump | grep -v "INSERT INTO setting" | cksum)" "$before" "the store after refusals"

expect 0 "${at[@]}" deposit offer --order "$order" --by 何俊
expect 0 "${at[@]}" deposit offer --order "$order" --by 李欣
has "$out" "before" "offered once"
take 0 2,000 b
has "$out" "¥1,300" "what the gift is worth"
take 0 2000 B
has "$err" "already" "the same again"
take 4 1000 B
expect 0 "${at[@]}" deposit list --month 2026-11 --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].amount_fen') || ' ' || json_extract(j, '\$[0].commission_fen')")" \
    "200000 5000" "listed"
expect 2 deposit list --month november
expect 2 "${at[@]}" deposit undo "$order" --by 经理
expect 0 "${at[@]}" deposit undo "$order" --by 经理 --reason 改主意
expect 4 "${at[@]}" deposit undo "$order" --by 经理 --reason 改主意
same "$(sql "SELECT \"by\", amount_fen, tier, choice, undone_by FROM v_deposits")" "李欣|200000|2|B|经理" "the view"
same "$(sql "SELECT group_concat(what, ' ') FROM (SELECT what FROM audit WHERE what LIKE 'deposit.%' ORDER BY what)")" \
    "deposit.offer deposit.take deposit.undo" "the audit"

# Once the store keeps staff, whoever is paid for it is one of them.
expect 0 staff add 何俊 --role advisor <<<246810
before=$(sql "SELECT count(*) FROM audit")
expect 4 "${at[@]}" deposit offer --order "$order" --by 李欣
has "$err" "李欣 is not among" "who is none of the staff"
take 4 2000 B
expect 4 "${at[@]}" deposit undo "$order" --by 李欣 --reason 改主意
same "$(sql "SELECT count(*) FROM audit")" "$before" "acts of nobody's"
expect 0 "${at[@]}" deposit offer --order "$order" --by 何俊
finish
