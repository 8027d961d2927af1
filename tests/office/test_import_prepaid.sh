# lounge import prepaid: packages sold before Lounge are taken over once and work like sold ones; faults by line and field.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:26:00+08:00
on() { # CODE ARGUMENTS…
    local code=$1
    shift
    expect "$code" --now "$now" "$@"
}
on 0 init --store-id s1
on 0 settings load "$LOUNGE_SHARE/data/settings/dms.cfg"
cat >"$dir/p.csv" <<'END'
预存明细
预存单号,车牌号,VIN码,套餐,机油标号,每次毫升,总次数,剩余次数,预存金额,余额,办理日期,有效期至
OLD1,川a·12345,,五次套餐,0W-20,4200,,3,"¥1,470.00",,2026-05-11,
OLD2,,lfmtestg0ne000001,老套餐,5W-30,5000,4,4,1000,,,2027-06-30
OLD3,,,五次套餐,0W-20,4200,,3,1470,,2026-05-11,
OLD4,川A44444,,老套餐,5W-30,5000,,2,1000,,,2027-06-30
OLD5,川A55555,,五次套餐,0W-99,4200,,3,1470,,2026-05-11,
OLD6,川A66666,,五次套餐,0W-20,4200,,0,1470,,2026-05-11,
OLD1,川A77777,,五次套餐,0W-20,4200,,3,1470,,2026-05-11,
OLD8,川A88888,,五次套餐,0W-20,4200,,3,千四,,2026-05-11,
OLD9,川A99999,,五次套餐,0W-20,4200,,3,1470,,去年,
2.61E+11,川A00000,,五次套餐,0W-20,4200,,3,1470,,2026-05-11,
合计,,,,,,,,9999,,,
END

on 0 import policies "$LOUNGE_SHARE/data/policies/prepaid.cfg"
kept() { sqlite3 "$db" .dump | cksum; }
before=$(kept)
on 3 import prepaid "$dir/p.csv" --dry-run
has "$out" "10 read; 2 prepaid: 2 new, 0 changed, 0 the same; 8 refused, 0 flagged" "what would be taken over"
same "$(kept)" "$before" "the store after a dry run"
on 3 import prepaid "$dir/p.csv"
has "$out" 'p.csv:5: refused: plate "": neither a plate nor a VIN' "a package without a car"
has "$out" 'p.csv:6: refused: services "": no package of this name' "a package the policy does not know"
has "$out" 'p.csv:7: refused: grade "0W-99": the price list has no oil of this grade' "an oil without a price"
has "$out" 'p.csv:8: refused: left "0": nothing is left of it' "a package used up"
has "$out" 'p.csv:9: refused: order_no "OLD1": stands in the file already' "a number twice"
has "$out" 'p.csv:10: refused: paid "千四": no amount of money' "money that is none"
has "$out" 'p.csv:11: refused: sold "去年": no such date' "a day that is none"
has "$out" 'p.csv:12: refused: order_no "2.61E+11"' "a number that a spreadsheet spoilt"
same "$(sql "SELECT group_concat(order_no || '|' || plate || '|' || used || '|' || remaining || '|' || deposit_fen || '|' || opened, ' ')
    FROM (SELECT * FROM v_prepaid ORDER BY order_no)")" "OLD1|川A12345|2|3|75600|1 OLD2||0|4|100000|1" "what was taken over"
same "$(sql "SELECT group_concat(posting || '|' || cash_fen || '|' || opening_fen || '|' || book_ml || '|' || reason, ' ') FROM v_prepaid_postings")" \
    "opening_in|0|75600|12600|p.csv:3 opening_in|0|100000|20000|p.csv:4" "their postings"

# The same file again, and the same lines in another file, change nothing; another figure is refused.
before=$(kept)
on 3 import prepaid "$dir/p.csv"
has "$out" "0 new, 0 changed, 2 the same" "the same file"
same "$(kept)" "$before" "the store after the same file"
printf 'order_no,plate,package,left,paid\nOLD1,川A12345,five,3,1470\n' >"$dir/q.csv"
on 0 import prepaid "$dir/q.csv"
has "$out" "1 prepaid: 0 new, 0 changed, 1 the same" "the same package by other names"
printf 'order_no,plate,package,left,paid\nOLD1,川A12345,five,2,1470\nOLD10,川A12345,five,3,1470\n' >"$dir/q.csv"
on 1 import prepaid "$dir/q.csv"
has "$out$err" 'q.csv:2: refused: order_no "OLD1": the ledger has this number with other figures' "another figure"
has "$out$err" 'q.csv:3: refused: grade "": the oil of this car is not known' "a car nobody knows the oil of"
same "$(sql "SELECT count(*) FROM prepaid_entry")" 2 "entries"

# They work like sold ones: five at 1,470 with two used at list 420 give 630.00 back.
on 0 import models "$LOUNGE_SHARE/data/models.csv"
printf '工单号,车牌号,车型,客户姓名,联系电话,状态,进厂时间\nRO1,川A12345,卡罗拉 1.2T,王伟,19900001111,施工中,2026-11-23 09:00\n' >"$dir/o.csv"
on 0 import orders "$dir/o.csv"
on 0 prepaid balance --plate 川A12345
has "$out" "¥756" "the balance"
has "$out" "¥630" "the refund"
on 0 prepaid use --order RO1 --by 何俊 --slip NX1
has "$out" "¥294" "the third service"
on 0 prepaid stock --at 2026-11-23
has "$out" "¥462" "the stock after it"
on 0 prepaid return OLD1 --back 210 --by 李欣
on 0 prepaid postings
has "$out" "opening, in" "the postings"
same "$(sql "SELECT sum(cash_fen + opening_fen - deposit_fen - revenue_fen) FROM v_prepaid_postings")" 0 "the sums"
same "$(sql "SELECT count(*) FROM v_prepaid_unbalanced")" 0 "unbalanced entries"
same "$(sql "SELECT used || '|' || remaining || '|' || deposit_fen || '|' || refunded_fen FROM v_prepaid WHERE order_no = 'OLD1'")" \
    "3|0|0|21000" "the package at the end"

# Now the car's oil is known: its grade need not be said.
printf 'order_no,plate,package,left,paid,sold\nOLD11,川A12345,full,1,336,2026-11-01\n' >"$dir/r.csv"
on 0 import prepaid "$dir/r.csv"
same "$(sql "SELECT grade || '|' || service_ml || '|' || filter_free || '|' || sold_at || '|' || date(valid_until_ms / 1000, 'unixepoch', '+8 hours') FROM v_prepaid
    WHERE order_no = 'OLD11'")" "0W-20|4200|1|2026-11-01 00:00:00|2028-11-01" "a package of a car that is known"
same "$(sql "SELECT count(*) FROM import_note WHERE field IN ('plate', 'vin') AND value <> ''")" 0 "notes that say whose car it is"

# An Excel file's dates and numbers are read too: another store's own export, whose columns are taught.
on 0 export prepaid -o "$dir/other.xlsx"
cat >"$dir/names.cfg" <<'END'
dms = { tables = (
    { table = "prepaid"; name = "remaining"; field = "left"; },
    { table = "prepaid"; name = "paid_fen"; field = "paid"; },
    { table = "prepaid"; name = "deposit_fen"; field = "owed"; },
    { table = "prepaid"; name = "sold_at"; field = "sold"; },
    { table = "prepaid"; name = "valid_until_ms"; field = "valid_until"; } ); };
END
LOUNGE_DB=$dir/other.db
db=$LOUNGE_DB
on 0 init --store-id s2
on 0 import policies "$LOUNGE_SHARE/data/policies/prepaid.cfg"
on 0 settings load "$dir/names.cfg"
on 3 import prepaid "$dir/other.xlsx"
has "$out" "3 read; 1 prepaid: 1 new" "the export's lines: one is used up, one has no plate"
same "$(sql "SELECT order_no || '|' || plate || '|' || grade || '|' || sold_at || '|' || date(valid_until_ms / 1000, 'unixepoch', '+8 hours') || '|' || deposit_fen
    FROM v_prepaid")" "OLD11|川A12345|0W-20|2026-11-01 00:00:00|2028-11-01|3360000" "a package out of Excel"
finish
