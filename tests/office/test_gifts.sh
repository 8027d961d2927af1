# lounge gifts: every number of the programmes as the shop's paper has it; given by rule once a period, by hand once a
# case; redeemed and taken back.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:26:00+08:00
expect 0 init --store-id cd01 --now $now
export_of() { # FILE: orders as a DMS writes them
    { echo "工单号,车牌号,VIN码,车型,客户姓名,联系电话,服务顾问,维修类型,进厂时间,实际交车,状态,应收金额,购车日期"; cat; } >"$dir/$1"
}
export_of orders.csv <<CSV
RO1,川A10001,LFMTEST0000000001,卡罗拉 1.2T,甲,19900000001,何俊,定期保养,2026-01-05 09:00,2026-01-05 12:00,已交车,900,2024-01-01
RO2,川A10001,LFMTEST0000000001,卡罗拉 1.2T,甲,19900000001,何俊,定期保养,2026-03-05 09:00,2026-03-05 12:00,已交车,900,2024-01-01
RO3,川A10001,LFMTEST0000000001,卡罗拉 1.2T,甲,19900000001,何俊,一般维修,2026-06-30 09:00,2026-06-30 12:00,已交车,900,2024-01-01
RO4,川A10002,LFMTEST0000000002,卡罗拉 1.2T,乙,19900000002,何俊,定期保养,2026-01-05 09:00,2026-01-05 12:00,已交车,900,2024-01-01
RO5,川A10002,LFMTEST0000000002,卡罗拉 1.2T,乙,19900000002,何俊,一般维修,2026-01-05 10:00,2026-01-05 12:00,已交车,900,2024-01-01
RO6,川A10002,LFMTEST0000000002,卡罗拉 1.2T,乙,19900000002,何俊,一般维修,2026-03-05 10:00,2026-03-05 12:00,已交车,900,2024-01-01
RO7,川A10003,LFMTEST0000000003,卡罗拉 1.2T,丙,19900000003,何俊,定期保养,2025-11-22 09:00,2025-11-22 12:00,已交车,900,2020-01-01
RO8,川A10004,LFMTEST0000000004,卡罗拉 1.2T,丁,19900000004,何俊,定期保养,2025-11-24 09:00,2025-11-24 12:00,已交车,900,2020-01-01
RO9,,LFMTEST0000000005,卡罗拉 1.2T,戊,19900000005,何俊,PDS,2026-11-10 09:00,2026-11-11 12:00,已交车,0,2026-11-12
R10,川A10006,LFMTEST0000000006,卡罗拉 1.2T,己,19900000006,何俊,定期保养,2026-11-23 09:00,,施工中,900,2022-01-01
R11,川A10007,LFMTEST0000000007,卡罗拉 1.2T,庚,19900000007,何俊,一般维修,2026-11-23 09:30,,施工中,900,2022-01-01
R12,川A10007,LFMTEST0000000007,卡罗拉 1.2T,庚,19900000007,何俊,定期保养,2026-02-23 09:00,2026-02-23 12:00,已交车,900,2022-01-01
R13,,LFMTEST0000000008,卡罗拉 1.2T,辛,19900000008,何俊,PDS,2026-11-20 09:00,,施工中,0,2026-11-21
CSV
"$lounge" import orders "$dir/orders.csv" --now $now >"$dir/out" 2>&1
same "$(sql "SELECT count(*) FROM work_order")" 13 "orders: $(cat "$dir/out")"

# Who, and why: RO1–3 three days with a visit in the half-year; RO4–6 two; RO7 a day too long away, RO8 not yet; R13 bought but not handed over yet.
expect 0 gifts due --now $now --json
who=$(json_of "$dir/out" "(SELECT group_concat(w, ' ') FROM (SELECT (i.value ->> '\$.programme') || ':' || (i.value ->>
    '\$.order_no') || ':' || (i.value ->> '\$.period') AS w FROM json_each(j) i ORDER BY w))")
same "$who" "first_visit:R10:once loyal:RO3:2026H1 new_customer:RO9:once win_back:RO7:RO7" "due"
expect 0 gifts due --now $now
has "$out" "3 visits from 2026-01-01 to 2026-06-30" "why"
has "$out" "川A10001" "plates in full for staff"
expect 0 gifts due --at 2026-06-29 --now $now --json
same "$(json_of "$dir/out" "(SELECT count(*) FROM json_each(j) i WHERE (i.value ->> '\$.programme') = 'loyal')")" 0 "a day before"
expect 0 bulletin --now $now
has "$out" "<b>4</b>gifts due" "the bulletin tells how many"
same "$(sql "SELECT count(*) FROM coupon")" 0 "looking gives nothing"
expect 2 gifts due --at yesterday --now $now

expect 2 gifts grant --due --now $now
expect 4 gifts grant --due --at 2026-12-31 --by 王经理 --now $now
has "$err" "yet to come" "gifts of a day that is not yet here"
expect 0 gifts grant --due --by 王经理 --now $now
has "$out" "6 gifts" "given"
expect 0 gifts grant --due --by 王经理 --now $now
has "$out" "0 gifts" "given once"
expect 0 gifts due --now $now --json
same "$(cat "$dir/out" | tr -d '\n ')" "[]" "nothing is due any more"
expect 0 --lang zh bulletin --now $now
has "$out" "<b>0</b>份礼品应发放" "the bulletin neither"
expect 0 gifts grant --programme too_early --order R10 --by 何俊 --now $now
expect 4 gifts grant --programme too_early --order R10 --by 何俊 --now $now
expect 1 gifts grant --programme birthday --order R10 --by 何俊 --now $now
expect 1 gifts grant --programme loyal --order R99 --by 何俊 --now $now
expect 1 gifts grant --case 261123-01 --by 何俊 --now $now

# Today's gift kept with a booking on the panel: due the same day, with the reason, once; not of one that was called off.
sql "INSERT INTO lead (lead_id, store_id, kind, desk, order_no, about, detail, at_ms, at_local)
     VALUES ('l1', 'cd01', 'booking', 'advisor', 'R11', 'service', 'day=2026-12-03 slot=18:30 keep_gift=1', 1795415160000, ''),
            ('l2', 'cd01', 'booking', 'advisor', 'R11', 'service', 'day=2026-12-04 slot=day keep_gift=1', 1795415161000, ''),
            ('l3', 'cd01', 'booking', 'advisor', 'R10', 'service', 'day=2026-12-03 slot=18:30', 1795415160000, '')"
expect 0 gifts due --now $now
has "$out" "booked on 2026-11-23: keep it for then" "why it is due"
expect 0 gifts due --now $now --json
same "$(json_of "$dir/out" "(SELECT group_concat((i.value ->> '\$.programme') || (i.value ->> '\$.period')) FROM json_each(j) i)")" "too_earlyR11" "due"
expect 0 gifts grant --due --by 王经理 --now $now
has "$out" "1 gifts" "the kept gift"
expect 0 gifts grant --due --by 王经理 --now $now
has "$out" "0 gifts" "kept once a visit"

# A complaint, consoled by hand on its case.
sql "INSERT INTO complaint (complaint_id, store_id, case_no, visit_id, at_ms, at_local, lang, order_no)
     VALUES ('c1', 'cd01', '261123-01', 'v', 1795415160000, '', 'zh', 'R11'), ('c2', 'cd01', '261123-02', 'v', 1795415160000, '', 'zh', NULL);
     INSERT INTO complaint_event (event_id, store_id, complaint_id, seq, act, state, at_ms)
     VALUES ('e1', 'cd01', 'c1', 1, 'opened', 'new', 1795415160000), ('e2', 'cd01', 'c2', 1, 'opened', 'new', 1795415160000)"
expect 0 gifts grant --case 261123-01 --by 王经理 --now $now
has "$out" "3 gifts" "consolation"
expect 4 gifts grant --case 261123-01 --by 王经理 --now $now
expect 4 gifts grant --case 261123-01 --order R10 --by 王经理 --now $now
has "$err" "given already" "one complaint on another car's order"
expect 4 gifts grant --programme consolation --order RO8 --by 王经理 --now $now
has "$err" "--case" "a consolation without a complaint"
expect 4 gifts grant --case 261123-02 --order R10 --programme loyal --by 王经理 --now $now
expect 4 gifts grant --case 261123-02 --by 王经理 --now $now
has "$err" "--order" "a case that names no car"
expect 0 gifts grant --case 261123-02 --order R10 --by 王经理 --now $now

# Every number of the shop's table of gifts (policies 3): programme, gift, kind, fen, percent from – to.
while IFS='|' read -r programme item kind worth percent to; do
    same "$(sql "SELECT kind || '|' || coalesce(worth_fen, '') || '|' || coalesce(percent, '') || '|' || coalesce(percent_to, '')
        FROM v_gifts WHERE programme = '$programme' AND item = '$item' LIMIT 1")" "$kind|$worth|$percent|$to" "$programme $item"
done <<TABLE
new_customer|referral|fund|100000||
consolation|alignment|service|40000||
consolation|renewal|fen|10000||
consolation|referral|fund|50000||
loyal|maintenance|service|||
win_back|renewal|fen|20000||
win_back|throttle|fen|11800||
first_visit|labour|percent||70|
first_visit|premium|goods||10|15
too_early|activity|goods|||
TABLE
same "$(sql "SELECT count(DISTINCT programme || item) FROM v_gifts")" 10 "no gift more than the table has"
same "$(sql "SELECT count(*) FROM v_gifts WHERE car_id IS NULL OR policy_id = '' OR given_by = ''")" 0 "each with car, policy and giver"
same "$(sql "SELECT count(*) FROM v_gifts WHERE strftime('%H:%M:%f', expires_ms / 1000.0, 'unixepoch', '+8 hours') <> '23:59:59.999'")" \
    0 "each until the last moment of a day"

# Redeemed on an order that fits, once, and taken back.
code=$(sql "SELECT code FROM v_gifts WHERE programme = 'first_visit' AND item = 'labour'")
expect 4 gifts redeem "$code" --by 何俊 --now $now
expect 4 gifts redeem "$code" --by 何俊 --order R11 --now $now
has "$err" "another car" "another car's order"
expect 0 gifts redeem "$code" --by 何俊 --order R10 --now $now
expect 4 coupon redeem "$code" --by 周洁 --order R10 --now $now
expect 2 gifts undo "$code" --by 王经理 --now $now
expect 0 gifts undo "$code" --by 王经理 --reason 点错 --now $now
expect 0 coupon redeem "$code" --by 何俊 --order R10 --now $now
same "$(sql "SELECT redeemed_by || redeemed_order FROM v_gifts WHERE code = '$code'")" 何俊R10 "redeemed"
code=$(sql "SELECT code FROM v_gifts WHERE programme = 'loyal'")
sql "UPDATE work_order SET stage = 'in_work', delivered_ms = NULL WHERE order_no = 'RO3'"
expect 4 gifts redeem "$code" --by 何俊 --order RO3 --now $now
has "$err" "with maintenance only" "the kind of work it is good with"
expect 0 gifts list --plate 川a·10006 --now $now
has "$out" "Maintenance labour" "list by plate"
same "$(sql "SELECT group_concat(n || what, ' ') FROM (SELECT count(*) AS n, what FROM audit WHERE what <> 'policy.import' GROUP BY what ORDER BY what)")" \
    "2case.granted 2coupon.redeem 1coupon.undo 14gift.grant" "the audit"
expect 0 gifts --now $now --lang zh
has "$out" "转介绍新车购车基金" "list in Chinese"

# Once the store keeps staff, whoever gives is one of them.
expect 0 staff add 王经理 --role manager --now $now <<<246810
expect 4 gifts grant --programme loyal --order R11 --by 何俊 --now $now
has "$err" "何俊 is not among" "who is none of the staff"
expect 0 gifts grant --programme loyal --order R11 --by 王经理 --now $now
expect 4 gifts grant --programme loyal --order R11 --by 王经理 --now $now

# By hand: what is due by rule anybody of the staff gives, for the rule's period; the rest a manager.
expect 0 staff add 何俊 --role advisor --now $now <<<135792
expect 4 gifts grant --programme win_back --order RO4 --by 何俊 --now $now
has "$err" "only a manager" "who is not lost"
sql "UPDATE work_order SET arrived_ms = arrived_ms - 864000000000 / 2, delivered_ms = delivered_ms - 864000000000 / 2
     WHERE order_no IN ('RO4', 'RO5', 'RO6')"
"$lounge" gifts due --now $now >"$dir/out"
has "$(cat "$dir/out")" "last paid visit" "why: $(cat "$dir/out")"
expect 0 gifts grant --programme win_back --order RO4 --by 何俊 --now $now
same "$(sql "SELECT DISTINCT period FROM v_gifts WHERE order_no = 'RO4'")" RO6 "the rule's period"
expect 0 gifts grant --due --by 何俊 --now $now
has "$out" "0 gifts" "given by hand"
finish
