# lounge cases: listed by what is due, worked step by step, refused in words, what customers wrote only for who works it.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:30:00+08:00
expect 0 init --store-id cd01 --now $now
{
    echo "工单号,车牌号,VIN码,车型,客户姓名,联系电话,服务顾问,维修类型,进厂时间,状态"
    echo "RO1,川A1B2K7,LFMTEST0000000001,卡罗拉 1.2T,甲,19900000001,李欣,定期保养,2026-11-23 09:00,施工中"
} >"$dir/orders.csv"
expect 0 import orders "$dir/orders.csv" --now $now
for who in 陈建华:manager 李欣:advisor 赵小敏:bar; do
    expect 0 staff add "${who%:*}" --role "${who#*:}" --generate --now $now
done
expect 0 cases --now $now
has "$out" "no such cases" "none yet"
ms=$(sqlite3 :memory: "SELECT unixepoch('2026-11-23 06:20:00') * 1000") # 14:20 at the store
sql "INSERT INTO person (person_id, store_id, words, phone, created_ms) VALUES ('p', 'cd01', '等了三个小时', '19900009774', 0);
     INSERT INTO complaint (complaint_id, store_id, case_no, visit_id, at_ms, at_local, lang, reasons, voice_id, contact_consent, order_no)
     VALUES ('0193aaaa-0000-7000-8000-000000000001', 'cd01', '261123-01', 'v', $ms, '2026-11-23 14:20:00', 'zh', 'wait', 'p', 1, 'RO1'),
            ('0193aaaa-0000-7000-8000-000000000002', 'cd01', '261123-02', 'v', $ms, '2026-11-23 14:20:00', 'zh', '', NULL, 0, NULL);
     INSERT INTO complaint_event (event_id, store_id, complaint_id, seq, act, state, at_ms, due_ms)
     VALUES ('e1', 'cd01', '0193aaaa-0000-7000-8000-000000000001', 1, 'opened', 'new', $ms, $ms + 900000),
            ('e2', 'cd01', '0193aaaa-0000-7000-8000-000000000002', 1, 'opened', 'new', $ms, $ms + 900000)"

numbers() { json_of "$dir/out" "(SELECT group_concat(i.value ->> '\$.case_no', ' ') FROM json_each(j) i)"; }
expect 0 cases --json --now $now
same "$(numbers | wc -w)" 2 "open cases"
expect 0 cases --overdue --json --now $now
same "$(tr -d '\n ' <"$dir/out")" "[]" "nothing is overdue at 14:30"
expect 0 cases --overdue --json --now 2026-11-23T14:36:00+08:00
same "$(numbers | wc -w)" 2 "by now alone, without a tick"

# What was written is for managers and whoever is responsible.
expect 0 cases show 1 --now $now
has "$out" "川A1B2K7" "the car"
[[ $out == *三个小时* || $out == *19900009774* ]] && fail "shown to nobody in particular: $out"
expect 0 cases show 261123-01 --by 李欣 --now $now
[[ $out == *三个小时* ]] && fail "not hers yet"
expect 0 cases show 26112301 --by 陈建华 --now $now
has "$out" "等了三个小时" "the manager reads it"
expect 1 cases show 261123-09 --now $now
expect 1 cases show abc --now $now
has "$err" "261123-01" "how a number looks"

expect 4 cases contact 1 --by 陈建华 --now $now
has "$err" "assign it first" "in words"
expect 4 --lang zh cases contact 1 --by 陈建华 --now $now
has "$err" "请先分派" "in Chinese"
expect 4 cases assign 1 --to 李欣 --by 李欣 --now $now
expect 4 cases assign 1 --to 赵小敏 --by 陈建华 --now $now
expect 2 cases assign 1 --to 李欣 --now $now
expect 2 cases close --by 陈建华 --now $now
expect 2 cases dance 1 --by 陈建华 --now $now
expect 0 cases assign 1 --to 李欣 --by 陈建华 --now $now
expect 0 cases show 1 --by 李欣 --json --now $now
same "$(json_of "$dir/out" "j ->> '\$.text'")" "等了三个小时" "hers now"
same "$(json_of "$dir/out" "j ->> '\$.history[1].act'")" "assigned" "the history"
expect 0 cases --mine 李欣 --json --now $now
same "$(numbers)" "261123-01" "hers alone"
expect 0 cases contact 1 --by 李欣 --note 已致电 --now 2026-11-23T15:00:00+08:00
has "$out" "已致电" "the note"
expect 0 cases wait 1 --by 李欣 --now 2026-11-23T15:10:00+08:00
has "$out" "waits for the customer" "no deadline meanwhile"
expect 0 cases resume 261123-01 --by 李欣 --now 2026-11-24T09:00:00+08:00
expect 0 cases visit 261123-01 --day 2026-11-25 --by 李欣 --now 2026-11-24T09:00:00+08:00
expect 0 cases visit 261123-01 --done --by 李欣 --now 2026-11-25T10:00:00+08:00
expect 4 cases grant 1 --by 李欣 --now 2026-11-23T18:00:00+08:00
expect 0 cases grant 261123-01 --by 陈建华 --now 2026-11-25T10:10:00+08:00
same "$(sql "SELECT count(*) FROM v_gifts WHERE order_no = 'RO1'")" 3 "the consolation is coupons of the car"
expect 2 cases resolve 261123-01 --outcome won --by 李欣 --now 2026-11-25T11:00:00+08:00
expect 1 cases resolve 261123-01 --outcome kept --cause nonsense --by 李欣 --now 2026-11-25T11:00:00+08:00
has "$err" "parts" "which causes there are"
expect 0 cases resolve 261123-01 --outcome kept --cause wait,parts --by 李欣 --now 2026-11-25T11:00:00+08:00
has "$out" "Parts arrived late" "root causes by name"
expect 4 cases close 261123-01 --by 李欣 --now 2026-11-25T12:00:00+08:00
expect 0 cases close 261123-01 --by 陈建华 --now 2026-11-25T12:00:00+08:00
expect 0 cases reopen 261123-01 --by 陈建华 --note 又来了 --now 2026-11-26T12:00:00+08:00
same "$(sql "SELECT group_concat(act, ' ') FROM (SELECT act FROM v_case_events WHERE case_no = '261123-01' ORDER BY seq)")" \
    "opened assigned contacted waiting resumed visit visited granted resolved closed reopened" "the whole history"
same "$(sql "SELECT count(*) FROM audit WHERE what LIKE 'case.%' AND about = '261123-01'")" 10 "each act in the audit"

# Time: what was missed climbs, once.
expect 0 tick --now 2026-11-26T15:00:00+08:00 --json
same "$(json_of "$dir/out" "(SELECT i.value ->> '\$.done' FROM json_each(j) i WHERE (i.value ->> '\$.what') = 'case')")" 2 "both climb"
expect 0 tick --now 2026-11-26T15:01:00+08:00 --json
same "$(json_of "$dir/out" "(SELECT i.value ->> '\$.done' FROM json_each(j) i WHERE (i.value ->> '\$.what') = 'case')")" 0 "once"
expect 0 cases --mine 陈建华 --json --now 2026-11-26T15:01:00+08:00
same "$(numbers | wc -w)" 2 "they climbed to the managers"
expect 0 cases --all --json --now $now
same "$(numbers | wc -w)" 2 "all"
# what is typed wrong is told with the usage
expect 2 work propose --order RO1 --what 前刹车片 --level purple --by 李欣
expect 2 work propose --order RO1 --what 前刹车片 --level red --price 10 --parts 5 --by 李欣
expect 2 work answer --order RO1 --item 1 --yes --how fax --by 李欣
expect 2 prepaid postings --month 2026-13
finish
