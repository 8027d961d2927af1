# lounge forget and privacy show: one person everywhere, nobody else, nothing left in any byte, not back by the same
# export nor by a restored backup.
. "$(dirname "$0")/common.sh"
now=2026-11-24T09:00:00+08:00
head="工单号,车牌号,车架号,车型,车主,联系电话,送修人,送修电话,服务顾问,维修类型,进厂时间,预计交车,交车时间,状态,备注"
{
    echo "导出时间 2026-11-23 14:20,,,,,,,,,,,,,,"
    echo "$head"
    echo "RO1,川A12345,LFMABCDEFGH123456,卡罗拉,欧阳甲子,19900001111,诸葛乙丑,19900002222,李欣,定期保养,2026-11-20 09:00,2026-11-20 12:00,2026-11-20 12:00,已交车,轮胎有一处鼓包须更换"
    echo "RO2,川A12345,LFMABCDEFGH123456,卡罗拉,欧阳甲子,19900001111,欧阳甲子,19900001111,李欣,一般维修,2026-11-21 09:00,2026-11-21 12:00,2026-11-21 12:00,已交车,"
    echo "RO3,川B54321,LFMABCDEFGH654321,雷凌,司徒丙寅,19900003333,诸葛乙丑,19900002222,李欣,定期保养,2026-11-22 09:00,2026-11-22 12:00,2026-11-22 12:00,已交车,右前门划痕"
    echo "RO4,川C11111,LFMABCDEFGH111111,汉兰达,上官丁卯,19900004444,上官丁卯,19900004444,李欣,定期保养,2026-11-23 09:00,2026-11-23 16:00,,维修中,"
} >"$dir/orders.csv"
expect 0 init --store-id cd-07
expect 0 settings load "$LOUNGE_SHARE/data/settings/dms.cfg"
"$lounge" import orders "$dir/orders.csv" >"$dir/out" 2>&1
same "$(sql "SELECT count(*) FROM work_order")" 4 "the export: $(cat "$dir/out")"
sql "INSERT INTO person VALUES ('voice', 'cd-07', '', '19900001111', '', '等了三个小时没人解释', 1, NULL);
     INSERT INTO rating (rating_id, store_id, visit_id, at_ms, at_local, lang, score, voice_id, order_no, questionnaire_version)
     VALUES ('r1', 'cd-07', 'v', 1795414800000, '', 'zh', 2, 'voice', 'RO1', 1)"
mkdir -m 700 "$dir/bk"
expect 0 backup "$dir/bk" --now 2026-11-24T02:00:00+08:00

expect 2 forget --by 王经理
expect 2 forget --phone 19900001111
expect 2 forget --phone 123 --by 王经理
expect 2 forget --phone 19900001111 --plate 川A12345 --by 王经理
expect 1 forget --phone 19900009999 --by 王经理
has "$err" "nothing is held" "nobody"
expect 4 forget --plate 川C11111 --by 王经理 --now $now
has "$err" "RO4" "a car that is still here"

# one of each that hangs on that person's orders, words and car
sql "UPDATE rating SET csi = 613, nps = 4 WHERE rating_id = 'r1';
     INSERT INTO rating_mark (rating_id, factor, store_id, mark) VALUES ('r1', 'pickup', 'cd-07', 4);
     INSERT INTO rating_score (rating_id, seq, store_id, score, at_ms) VALUES ('r1', 1, 'cd-07', 2, 1);
     INSERT INTO rating_suspect (rating_id, seq, store_id, reasons, policy_id, at_ms) VALUES ('r1', 1, 'cd-07', 'fast_face', 'p', 1);
     INSERT INTO praise_told (rating_id, store_id, at_ms, by_name) VALUES ('r1', 'cd-07', 1, '李欣');
     INSERT INTO answer (store_id, visit_id, question, kind, value, rating_id, questionnaire_version, lang, at_ms, at_local)
     VALUES ('cd-07', 'v9', 'where', 'one', 'friend', 'r1', 1, 'zh', 1, '');
     INSERT INTO complaint_begun (complaint_id, store_id, visit_id, at_ms, at_local, lang, reasons, order_no, questionnaire_version)
     VALUES ('c9', 'cd-07', 'v9', 1, '', 'zh', 'fix', 'RO1', 1);
     INSERT INTO complaint (complaint_id, store_id, case_no, visit_id, at_ms, at_local, lang, reasons, order_no)
     VALUES ('c1', 'cd-07', '261123-01', 'v9', 1, '', 'zh', 'wait', 'RO1');
     INSERT INTO complaint_event (event_id, store_id, complaint_id, seq, act, state, at_ms, by_name) VALUES ('e1', 'cd-07', 'c1', 1, 'noted', 'new', 1, '李欣');
     INSERT INTO call (call_id, store_id, visit_id, kind, order_no, at_ms, at_local) VALUES ('k1', 'cd-07', 'v9', 'advisor', 'RO1', 1, '');
     INSERT INTO bar_order (bar_order_id, store_id, visit_id, number, day, lang, total_fen, at_ms, at_local) VALUES ('b1', 'cd-07', 'v9', 1, '2026-11-20', 'zh', 0, 1, '');
     INSERT INTO bar_order_item (bar_order_id, item, store_id, offer_id, title_zh, title_en, count, price_fen) VALUES ('b1', 1, 'cd-07', 'tea', '绿茶', '', 2, 0);
     INSERT INTO finding (finding_id, store_id, order_no, item, created_ms) VALUES ('f1', 'cd-07', 'RO1', 1, 1);
     INSERT INTO finding_version (finding_id, version, store_id, act, level, what, minutes, by_name, at_ms) VALUES ('f1', 1, 'cd-07', 'proposed', 'red', '前刹车片', 30, '李欣', 1);
     INSERT INTO finding_seen (finding_id, version, visit_id, store_id, lang, at_ms) VALUES ('f1', 1, 'v9', 'cd-07', 'zh', 1);
     INSERT INTO finding_answer (answer_id, store_id, finding_id, seq, version, hash, lang, choice, price_fen, minutes, how, at_ms, at_local)
     VALUES ('a1', 'cd-07', 'f1', 1, 1, '', 'zh', 'no', 52000, 30, 'phone', 1, '')" || fail "no rows to show"
expect 0 privacy show --phone 199-0000-1111 --json
for held in '"rating_mark", "at_ms": 1795414800000, "what": "pickup", "value": "4"' '"recommend", "value": "4"' '"index", "value": "613"' \
    '"rating_score", "at_ms": 1, "what": "face", "value": "2"' '"suspect", "value": "fast_face"' '"told", "value": "李欣"' '"where", "value": "friend"' \
    '"complaint_begun", "at_ms": 1, "what": "reasons", "value": "fix"' '"complaint_event", "at_ms": 1, "what": "noted"' '绿茶 × 2' \
    '"finding_seen"' '"finding_answer", "at_ms": 1, "what": "no", "value": "phone 520.00' '"order_stage"'; do
    has "$out" "$held" "what is held"
done
for held in 欧阳甲子 19900001111 川A12345 LFMABCDEFGH123456 轮胎有一处鼓包须更换 等了三个小时没人解释 "RO2 "; do
    has "$out" "$held" "what is held"
done
case $out in *司徒* | *诸葛*) fail "somebody else's data is shown: $out" ;; esac

before=$(sql "SELECT * FROM person ORDER BY 1; SELECT * FROM work_order; SELECT count(*) FROM forgotten; SELECT count(*) FROM erasure" | sha256sum)
expect 0 forget --phone 19900001111 --by 王经理 --dry-run --json
has "$out" '"would erase", "what": "person.phone", "n": 3' "a dry run"
same "$(sql "SELECT * FROM person ORDER BY 1; SELECT * FROM work_order; SELECT count(*) FROM forgotten; SELECT count(*) FROM erasure" | sha256sum)" "$before" "a dry run keeps nothing"

# An old page that still holds a copy, as a rebalanced tree leaves them: it is found and goes too.
sql "PRAGMA secure_delete = OFF; CREATE TABLE scrap (x TEXT); INSERT INTO scrap VALUES ('欧阳甲子19900001111川A12345轮胎有一处鼓包须更换');
     DROP TABLE scrap" >/dev/null
grep -q 19900001111 "$db" "$db-wal" 2>/dev/null || fail "the test itself: no copy to find"
expect 0 forget --phone 19900001111 --by 王经理 --now $now
has "$out" "kept" "what was kept"
has "$out" "kept by law" "and why"
has "$out" "still holds it, until 2027-11-01" "which backup"
has "$err" "written anew" "the scrap was found"
holds() { # NAME PATTERN FILES…
    local name=$1 pattern=$2
    shift 2
    grep -l -a -- "$pattern" "$@" 2>/dev/null && fail "$name: $pattern is left"
}
for gone in 欧阳甲子 19900001111 川A12345 LFMABCDEFGH123456 轮胎有一处鼓包须更换 等了三个小时没人解释; do
    holds "in the store's folder" "$gone" "$dir"/store/*
done
for stays in 诸葛乙丑 19900002222 司徒丙寅 19900003333 川B54321 右前门划痕; do
    grep -q -a "$stays" "$db" "$db-wal" 2>/dev/null || fail "$stays is somebody else's and gone"
done
same "$(sql "SELECT score || coalesce(comment, '') FROM v_ratings")" 2 "the score stays, without words"
same "$(sql "SELECT count(*) FROM work_order")" 4 "orders stay"
same "$(sql "SELECT count(*) FROM audit WHERE what = 'privacy.forget' AND by_name = '王经理'")" 1 "the audit"
same "$(sql "PRAGMA integrity_check")" ok "integrity"
expect 0 privacy show --phone 19900001111
has "$out" "nothing is held" "afterwards"
expect 1 forget --phone 19900001111 --by 王经理

# The same export again, and a later one that still lists those visits: nobody comes back. A new visit is a new one.
"$lounge" import orders "$dir/orders.csv" >/dev/null 2>&1
sed 's/11-23 14:20/11-24 10:20/; s/李欣/何俊/' "$dir/orders.csv" >"$dir/later.csv"
sql "DELETE FROM order_inspection; DELETE FROM order_stage WHERE order_no = 'RO2'; DELETE FROM work_order WHERE order_no = 'RO2'"
"$lounge" import orders "$dir/later.csv" >/dev/null 2>&1
same "$(sql "SELECT count(*) FROM work_order WHERE advisor_name = '何俊'")" 4 "the later export was applied"
for gone in 欧阳甲子 19900001111 川A12345 LFMABCDEFGH123456 轮胎有一处鼓包须更换; do
    holds "after the export came again" "$gone" "$dir"/store/*
done
same "$(sql "SELECT p.phone FROM work_order JOIN person p ON person_id = bringer_id WHERE order_no = 'RO3'")" 19900002222 "somebody else's number"
printf '车主,联系电话,车牌号,车架号\n欧阳甲子,19900001111,川A12345,LFMABCDEFGH123456\n南宫戊辰,19900005555,川D22222,LFMABCDEFGH222222\n' >"$dir/customers.csv"
"$lounge" import customers "$dir/customers.csv" >"$dir/out" 2>&1
same "$(sql "SELECT count(*) FROM person WHERE name = '南宫戊辰'")" 1 "the customers' list was taken: $(cat "$dir/out")"
for gone in 欧阳甲子 19900001111 川A12345 LFMABCDEFGH123456; do
    holds "after the list of customers" "$gone" "$dir"/store/*
done
{
    echo "导出时间 2026-11-25 10:20,,,,,,,,,,,,,,"
    echo "$head"
    echo "RO9,川A12345,LFMABCDEFGH123456,卡罗拉,欧阳甲子,19900001111,欧阳甲子,19900001111,李欣,定期保养,2026-11-25 09:00,2026-11-25 12:00,,维修中,"
} >"$dir/new.csv"
"$lounge" import orders "$dir/new.csv" >/dev/null 2>&1
same "$(sql "SELECT p.phone FROM work_order JOIN person p ON person_id = owner_id WHERE order_no = 'RO9'")" 19900001111 "who comes again gives it anew"

# By a phone that only brought cars: the owners stay.
expect 0 forget --phone 19900002222 --by 王经理
same "$(sql "SELECT count(*) FROM person WHERE name = '司徒丙寅' AND plate = '川B54321'")" 1 "the owner stays"
holds "who brought it" 诸葛乙丑 "$dir"/store/*
# By order: owner and bringer.
expect 0 forget --order RO3 --by 王经理
holds "by order" 司徒丙寅 "$dir"/store/*

# A restore of the backup from before erases again, before the file has its name.
expect 0 restore "$dir"/bk/lounge-*.db.zst --to "$dir/restored.db"
has "$err" "emptied again" "a restore"
for gone in 欧阳甲子 19900001111 川A12345 诸葛乙丑 司徒丙寅 等了三个小时没人解释; do
    holds "restored" "$gone" "$dir"/restored.db*
done
same "$(sql "SELECT count(*) FROM person WHERE name = '上官丁卯'" "$dir/restored.db")" 1 "nobody else"
same "$(stat -c %a "$dir"/bk/*.forgotten)" 600 "the list beside the backups"
holds "the list" "19900001111\|川" "$dir"/bk/*.forgotten

# Where the store keeps staff, a manager does it.
expect 0 staff add 李欣 --role advisor --generate
expect 4 forget --phone 19900001111 --by 李欣
expect 4 privacy show --phone 19900001111 --by 李欣
expect 2 privacy show --phone 19900001111
has "$err" "--by MANAGER is missing" "nobody said who looks"

# What customers wrote is for who works cases: an export has it by a manager, else without.
sql "INSERT INTO person VALUES ('voice2', 'cd-07', '', '', '', '洗车很干净', 1, NULL);
     INSERT INTO rating (rating_id, store_id, visit_id, at_ms, at_local, lang, score, voice_id, questionnaire_version)
     VALUES ('r2', 'cd-07', 'v', 1795414800000, '', 'zh', 5, 'voice2', 1)"
sql "INSERT INTO answer (store_id, visit_id, question, kind, value, voice_id, rating_id, questionnaire_version, lang, at_ms, at_local)
     VALUES ('cd-07', 'v', 'q1', 'text', '', 'voice2', 'r2', 1, 'zh', 1795414800000, ''),
            ('cd-07', 'v', 'q2', 'one', 'soon', NULL, 'r2', 1, 'zh', 1795414800000, '')"
expect 0 staff add 陈建华 --role manager --generate
for format in csv json; do
    expect 0 export ratings --format $format --by 陈建华
    has "$out" 洗车很干净 "a manager's export as $format"
    expect 0 export ratings --format $format
    case $out in *洗车*) fail "anybody's export as $format has own words" ;; esac
    has "$out" comment "the column stays"
    has "$err" "--by MANAGER" "and why it is empty"
    expect 4 export ratings --format $format --by 李欣
    expect 0 export answers --format $format
    case $out in *洗车*) fail "anybody's export of answers as $format has own words" ;; esac
    has "$out" soon "an answer that is no words stays"
    expect 0 export praise --format $format
    case $out in *洗车*) fail "anybody's export of praise as $format has own words" ;; esac
done
finish
