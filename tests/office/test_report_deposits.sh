# lounge report deposits: due, offered, never offered, taken, taken back, money and commission by advisor (policies.md 4),
# against what this test noted of its own acts in a second database and adds up by SQL of its own. Repairs stand at the
# edges of the tiers to the fen (domain.md 7), acts at both ends of a month to the second.
. "$(dirname "$0")/common.sh"
facts=$dir/facts.db
sqlite3 "$facts" "CREATE TABLE repair (no, advisor, insured, sum_fen, due); -- due: local, NULL = never came so far
    CREATE TABLE offered (no); CREATE TABLE taken (no, by, fen, at, undone)"
expect 0 --now 2026-10-01T08:00:00+08:00 init
expect 0 --now 2026-10-01T08:00:00+08:00 import policies "$LOUNGE_SHARE/data/policies/renewal.cfg"
expect 0 --now 2026-10-01T08:00:00+08:00 settings load "$LOUNGE_SHARE/data/settings/dms.cfg"
expect 0 --now 2026-10-01T08:00:00+08:00 settings set import.missing keep

# ---- five exports; each order with its advisor, its kind, its sum and how far it is
n=0
advisors=(周洁 何俊 吴敏 李欣 "")
export_at() { # LOCAL: a day and a minute
    local file=$dir/orders.csv advisor kind insured sum state due
    echo "导出时间：$1" >"$file"
    echo "工单号,车牌号,客户姓名,联系电话,服务顾问,维修类型,进厂时间,实际交车,状态,应收金额" >>"$file"
    for kind in 钣金喷漆 钣金喷漆 一般维修; do
        for state in 终检 可取车 已交车 洗车; do
            for sum in 4999.99 5000.00 9999.99 10000.00 20000.00 20000.01 ""; do
                n=$((n + 1))
                advisor=${advisors[$((n * 7 / 3 % 5))]}
                insured=0 due="'$1'"
                [ $kind = 钣金喷漆 ] && insured=1
                [ $state = 洗车 ] && due=NULL
                echo "RO$n,川A$((10000 + n)),王先生,1990000$((1000 + n)),$advisor,$kind,${1% *} 08:00,$([ $state = 已交车 ] && echo "${1% *} 08:05"),$state,$sum" >>"$file"
                sqlite3 "$facts" "INSERT INTO repair VALUES ('RO$n', '$advisor', $insured, $([ -n "$sum" ] && echo "${sum/./}" || echo NULL), $due)"
            done
        done
    done
    expect 0 --now "${1/ /T}:00+08:00" import orders "$file"
}
for day in "2026-10-31 23:59" "2026-11-01 00:00" "2026-11-12 15:00" "2026-11-30 23:59" "2026-12-01 00:00"; do export_at "$day"; done
same "$(sql "SELECT count(*) FROM v_orders")" "$n" "orders"

# ---- acts: some are offered, some of those leave a deposit, some of these are taken back, all within days and at edges
offer() { # ORDER AT
    expect 0 --now "$2+08:00" deposit offer --order "$1" --by 何俊
    sqlite3 "$facts" "INSERT INTO offered VALUES ('$1')"
}
take() { # ORDER AT BY YUAN; who takes it has offered it
    expect 0 --now "$2+08:00" deposit take --order "$1" --amount "$4" --choice A --by "$3"
    sqlite3 "$facts" "INSERT INTO taken VALUES ('$1', '$3', CAST($4 * 100 AS INT), '${2/T/ }', NULL);
        INSERT INTO offered SELECT '$1' WHERE '$1' NOT IN (SELECT no FROM offered)"
}
undo() { # ORDER AT
    expect 0 --now "$2+08:00" deposit undo "$1" --by 王经理 --reason 退款
    sqlite3 "$facts" "UPDATE taken SET undone = '${2/T/ }' WHERE no = '$1' AND undone IS NULL"
}
mapfile -t due < <(sqlite3 "$facts" "SELECT no FROM repair WHERE insured AND sum_fen >= 500000 AND due IS NOT NULL
                                      AND due < '2026-12' ORDER BY CAST(substr(no, 3) AS INT)")
[ "${#due[@]}" = 120 ] || fail "${#due[@]} due repairs to act on"
for i in $(seq 0 4 116); do offer "${due[$i]}" 2026-12-01T00:00:01; done
times=(2026-11-30T23:59:59 2026-12-01T00:00:00 2026-12-10T10:00:00 2026-12-31T23:59:59 2027-01-01T00:00:00)
sums=(1000 3000 1999.50 2000 1000.01)
for i in 1 5 6 9 15 17 22 23 31 30 37 36 45 46 53; do # of those that were known by 12 November and are still here
    who=${advisors[$((i % 4))]} at=${times[$((i % 5))]}
    take "${due[$i]}" "$at" "$who" "${sums[$((i / 5 % 5))]}"
done
undo "${due[1]}" 2026-12-01T00:00:00
undo "${due[6]}" 2026-12-31T23:59:59
undo "${due[5]}" 2026-11-30T23:59:59
undo "${due[30]}" 2026-12-02T09:00:00
take "${due[30]}" 2026-12-03T09:00:00 吴敏 1500
# and what may not be: the edge below the first tier, another kind, not ready, no sum
for no in $(sqlite3 "$facts" "SELECT no FROM repair WHERE sum_fen = 499999 AND insured AND due IS NOT NULL LIMIT 2") \
    $(sqlite3 "$facts" "SELECT no FROM repair WHERE sum_fen = 500000 AND NOT insured LIMIT 1") \
    $(sqlite3 "$facts" "SELECT no FROM repair WHERE sum_fen = 500000 AND insured AND due IS NULL LIMIT 1") \
    $(sqlite3 "$facts" "SELECT no FROM repair WHERE sum_fen IS NULL AND insured AND due IS NOT NULL LIMIT 1"); do
    expect 4 --now 2026-12-05T09:00:00+08:00 deposit take --order "$no" --amount 2000 --choice A --by 李欣
    expect 4 --now 2026-12-05T09:00:00+08:00 deposit offer --order "$no" --by 李欣
done

# ---- each month: the report's JSON line by line, its table's sums, and the words about what was never offered
wanted() { # MONTH
    sqlite3 "$facts" "WITH
        d AS (SELECT advisor, count(*) due, sum(no IN (SELECT no FROM offered)) offered FROM repair
              WHERE insured AND sum_fen >= 500000 AND substr(due, 1, 7) = '$1' GROUP BY advisor),
        t AS (SELECT by, count(*) taken, sum(fen) fen FROM taken WHERE substr(at, 1, 7) = '$1' GROUP BY by),
        u AS (SELECT by, count(*) undone, sum(fen) fen FROM taken WHERE substr(undone, 1, 7) = '$1' GROUP BY by),
        who AS (SELECT advisor AS name FROM d UNION SELECT by FROM t UNION SELECT by FROM u)
        SELECT name, coalesce(d.due, 0), coalesce(d.offered, 0), coalesce(d.due, 0) - coalesce(d.offered, 0),
            coalesce(taken, 0), coalesce(undone, 0), coalesce(t.fen, 0) - coalesce(u.fen, 0),
            (coalesce(taken, 0) - coalesce(undone, 0)) * 5000
        FROM who LEFT JOIN d ON d.advisor = name LEFT JOIN t ON t.by = name LEFT JOIN u ON u.by = name ORDER BY name"
}
told() {
    sqlite3 :memory: "SELECT value ->> 'advisor_name', value ->> 'due', value ->> 'offered', value ->> 'never_offered',
        value ->> 'taken', value ->> 'undone', value ->> 'amount_fen', value ->> 'commission_fen'
        FROM json_each(CAST(readfile('$dir/out') AS TEXT), '\$.tables[0].rows') ORDER BY 1"
}
for month in 2026-10 2026-11 2026-12 2027-01; do
    expect 0 report deposits --month $month --json
    wanted $month >"$dir/want"
    told >"$dir/got"
    [ -s "$dir/want" ] || fail "$month: there is nothing to compare"
    cmp -s "$dir/got" "$dir/want" || fail "$month: $(diff "$dir/got" "$dir/want")"
done
expect 0 report deposits --month 2026-12 --json
same "$(sqlite3 :memory: "SELECT group_concat(f.value ->> 'value') FROM json_each(CAST(readfile('$dir/out') AS TEXT), '\$.figures') f
    WHERE f.value ->> 'id' = 'taken'")" \
    "$(sqlite3 "$facts" "SELECT sum(substr(at, 1, 7) = '2026-12') - coalesce(sum(substr(undone, 1, 7) = '2026-12'), 0) FROM taken")" \
    "the figure: taken less taken back"
never=$(sqlite3 "$facts" "SELECT sum(no NOT IN (SELECT no FROM offered)) || ' of ' || count(*) FROM repair
                          WHERE insured AND sum_fen >= 500000 AND substr(due, 1, 7) = '2026-11'")
expect 0 report deposits --month 2026-11
has "$out" "never offered: $never due repairs" "what was never offered"
has "$out" "(none named)" "orders without an advisor"
expect 0 --lang zh report deposits --month 2026-11
has "$out" "合计" "the sum of all"
expect 0 report deposits --month 2026-09
has "$out$err" "no repairs were due" "a month without any"
expect 2 report deposits --month 2026-13

# ---- a listing of each month holds the same deposits
for month in 2026-11 2026-12; do
    expect 0 deposit due --month $month --json
    same "$(sqlite3 :memory: "SELECT count(*) || ' ' || coalesce(sum(value ->> 'offered_ms' > 0), 0) || ' ' || min(value ->> 'repair_fen')
        FROM json_each(CAST(readfile('$dir/out') AS TEXT))")" \
        "$(sqlite3 "$facts" "SELECT count(*) || ' ' || coalesce(sum(no IN (SELECT no FROM offered)), 0) || ' ' || min(sum_fen)
            FROM repair WHERE insured AND sum_fen >= 500000 AND substr(due, 1, 7) = '$month'")" "due in $month"
done
finish
