# lounge import parts: names of columns, titles and totals, the history of promised dates and the slip, twice the same.
. "$(dirname "$0")/common.sh"
expect 0 init --store-id s1
expect 0 settings load "$LOUNGE_SHARE/data/settings/dms.cfg"
now="--now 2026-11-23T18:00:00+08:00"

cat >"$dir/one.csv" <<'END'
在途配件清单（导出时间：2026年11月20日 09:00）
工单号,配件编号,配件名称,供应商,订货日期,预计到货,实际到货
RO1,04465-0K340,前刹车片,广汽丰田配件,2026-11-18,2026-11-21,
RO1,,车门密封条,成都速达,2026-11-18,未定,
RO2,52119-06,前保险杠,广汽丰田配件,,2026-11-22 15:00,
RO3,1,2,3,4,2026-02-30,
,9,灯,,,,
RO2,52119-06,前保险杠,,,2026-11-25,
合计,,4,,,,
END
expect 3 import parts "$dir/one.csv" $now
has "$out" "6 read; 3 parts: 3 new, 0 changed, 0 the same; 4 refused" "the summary"
has "$out" 'one.csv:6: refused: ordered "4": no such date' "a line's fault"
has "$out" 'one.csv:6: refused: expected "2026-02-30"' "all of a line's faults"
has "$out" 'one.csv:7: refused: order_no "": this must not be empty (missing_value)' "a lacking order"
has "$out" 'one.csv:8: refused: part_no "52119-06": stands in the file already (double_id)' "a part twice"

# Twice the same, and under another name, changes no row.
before=$(sqlite3 "$db" .dump)
expect 3 import parts "$dir/one.csv" $now
has "$out" "0 new, 0 changed, 3 the same" "the same file"
same "$(sqlite3 "$db" .dump)" "$before" "the store after the same file"

# The dates move, one comes.
printf '导出时间：2026-11-21 09:00\n工单号,配件编号,配件名称,供应商,预计到货,实际到货\nRO1,04465-0K340,,,2026-11-24,\nRO1,,车门密封条,,2026-11-25,\nRO2,52119-06,,,2026-11-22 15:00,2026-11-21 08:30\n' >"$dir/two.csv"
before=$(sqlite3 "$db" .dump)
expect 0 import parts "$dir/two.csv" $now --dry-run
has "$out" "0 new, 3 changed, 0 the same" "what would change"
same "$(sqlite3 "$db" .dump)" "$before" "the store after a dry run"
expect 0 import parts "$dir/two.csv" $now
printf '导出时间：2026-11-23 17:00\n工单号,配件编号,配件名称,预计到货,实际到货\nRO1,04465-0K340,,,2026-11-23 16:00\n' >"$dir/three.csv"
expect 0 import parts "$dir/three.csv" $now
row() { sql "SELECT supplier, datetime(first_expected_ms / 1000 + 28800, 'unixepoch'), datetime(expected_ms / 1000 + 28800, 'unixepoch'), moved, slip_ms / 3600000.0, last_slip_ms / 3600000.0 FROM v_parts WHERE part_no = '$1'"; }
same "$(row 04465-0K340)" "广汽丰田配件|2026-11-21 18:00:00|2026-11-24 18:00:00|1|46.0|-26.0" "a part that moved and came"
same "$(row 车门密封条)" "成都速达|2026-11-25 18:00:00|2026-11-25 18:00:00|0||" "a part whose date was not known"
same "$(row 52119-06)" "广汽丰田配件|2026-11-22 15:00:00|2026-11-22 15:00:00|0|-30.5|-30.5" "a part that came early"

# An older list that comes late fills in history and takes nothing back.
printf '导出时间：2026-11-20 18:00\n工单号,配件编号,供应商,预计到货\nRO1,04465-0K340,别家,2026-11-22\n' >"$dir/late.csv"
expect 0 import parts "$dir/late.csv" $now
same "$(row 04465-0K340)" "广汽丰田配件|2026-11-21 18:00:00|2026-11-24 18:00:00|2|46.0|-26.0" "after an older list"
expect 3 import parts "$dir/one.csv" "$dir/late.csv" "$dir/two.csv" $now
same "$(sql "SELECT count(*) FROM part_promise")" 5 "promises after all of them again"
sqlite3 "$db" "UPDATE part_promise SET expected_ms = 0" 2>"$dir/err" && fail "a promise was changed"
has "$(cat "$dir/err")" "append-only" "why not"

# No header, no part: words, and nothing changes.
printf 'a,b\n1,2\n' >"$dir/none.csv"
expect 1 import parts "$dir/none.csv"
has "$err" "the header lacks the columns order_no, part_no, part" "no header"
finish
