# lounge import customers and staff: persons and cars without an order, roles without a PIN; twice the same changes nothing.
. "$(dirname "$0")/common.sh"
expect 0 init --store-id s1
expect 0 settings load "$LOUNGE_SHARE/data/settings/dms.cfg"

cat >"$dir/c.csv" <<'END'
客户档案
客户姓名,联系电话,车牌号,VIN码,备注
王伟,199 0000-1111,川a·12345,LFMTESTG0NE000001,x
李娜,1.99E+10,川A·B2K7Z,,
某公司,,,lfmtestg0ne00000,
无车,19900003333,,,
错牌,19900004444,ABC,,
王伟二,19900001112,川A99999,LFMTESTG0NE000001,
合计,,,,
END
expect 3 import customers "$dir/c.csv"
has "$out" "6 read; 3 customers: 3 new, 0 changed, 0 the same; 3 refused, 3 flagged" "the summary"
has "$out" 'c.csv:4: flagged: phone "1.99E+10": no mobile number: dropped (phone_damaged)' "a phone that a spreadsheet spoilt"
has "$out" "c.csv:5: flagged: vin" "a VIN too short"
has "$out" 'c.csv:6: refused: plate "": neither a plate nor a VIN' "a customer without a car"
has "$out" 'c.csv:7: refused: plate "ABC"' "a plate that is none"
has "$out" 'c.csv:8: refused: vin "LFMTESTG0NE000001": stands in the file already' "a car twice"
same "$(sql "SELECT group_concat(p.name || ' ' || p.phone || ' ' || p.plate || ' ' || c.vin, ';') FROM car c JOIN person p USING (person_id) ORDER BY p.name")" \
    "王伟 19900001111 川A12345 LFMTESTG0NE000001;李娜  川AB2K7Z ;某公司   LFMTESTG0NE00000" "persons and cars"
same "$(sql "SELECT count(*) FROM import_note WHERE field IN ('phone', 'plate', 'vin', 'name') AND value <> ''")" 0 "notes that say who somebody is"

# Twice the same; a dry run; what is empty stays.
before=$(sqlite3 "$db" .dump)
expect 3 import customers "$dir/c.csv"
has "$out" "0 new, 0 changed, 3 the same" "the same file"
printf 'name,phone,plate,vin\n,19900002222,川AB2K7Z,LFMTESTG0NE000002\n' >"$dir/d.csv"
expect 0 import customers "$dir/d.csv" --dry-run
has "$out" "1 customers: 0 new, 1 changed" "what would change"
same "$(sqlite3 "$db" .dump)" "$before" "the store after the same file and a dry run"
expect 0 import customers "$dir/d.csv"
same "$(sql "SELECT p.name || ' ' || p.phone || ' ' || c.vin FROM car c JOIN person p USING (person_id) WHERE p.plate = '川AB2K7Z'")" \
    "李娜 19900002222 LFMTESTG0NE000002" "a customer who is known better"
same "$(sql "SELECT count(*) FROM car")" 3 "cars"

# What an order says of a person is the order's: the list changes the car's own row.
printf '工单号,车牌号,VIN码,客户姓名,联系电话,状态,进厂时间\nRO1,川A12345,LFMTESTG0NE000001,王伟,19900001111,施工中,2026-11-23 09:00\n' >"$dir/o.csv"
expect 0 import orders "$dir/o.csv"
sql "UPDATE car SET person_id = (SELECT owner_id FROM work_order) WHERE vin = 'LFMTESTG0NE000001'"
printf 'name,phone,vin\n王伟,19900009999,LFMTESTG0NE000001\n' >"$dir/e.csv"
expect 0 import customers "$dir/e.csv"
same "$(sql "SELECT p.phone FROM work_order o JOIN person p ON p.person_id = o.owner_id")" 19900001111 "the order's owner"
same "$(sql "SELECT p.phone || p.plate FROM car c JOIN person p USING (person_id) WHERE vin = 'LFMTESTG0NE000001'")" \
    "19900009999川A12345" "the car's person"

# Staff: roles by id or in Chinese; nobody comes in before a PIN is set.
printf '姓名,岗位\n周洁,服务顾问\nTom,bar\n王经理,经理\n李四,店长\n,经理\n周洁,经理\n' >"$dir/s.csv"
expect 3 import staff "$dir/s.csv"
has "$out" "6 read; 3 staff: 3 new, 0 changed, 0 the same; 3 refused" "the staff's summary"
has "$out" 's.csv:5: refused: role "店长": role is one of advisor, bar, manager (unknown_role)' "a role that is none"
has "$out" 's.csv:7: refused: name "周洁": stands in the file already' "a name twice"
expect 0 staff
has "$out" "no PIN yet" "who cannot come in"
same "$(sql "SELECT group_concat(name || ':' || role || ':' || pin_hash || ':' || pin_ms) FROM (SELECT * FROM staff ORDER BY role)")" \
    "周洁:advisor::0,Tom:bar::0,王经理:manager::0" "staff without PINs"
printf '918273\n' | "$lounge" staff pin 周洁 >"$dir/out" 2>&1 || fail "a PIN cannot be set: $(cat "$dir/out")"
before=$(sqlite3 "$db" .dump)
expect 3 import staff "$dir/s.csv"
same "$(sqlite3 "$db" .dump)" "$before" "the store after the same staff"
printf 'name,role\nTom,manager\n' >"$dir/t.csv"
expect 0 import staff "$dir/t.csv"
has "$out" "0 new, 1 changed" "a new role"
same "$(sql "SELECT count(*) FROM audit WHERE what = 'staff.role'")" 1 "the audit of a new role"
finish
