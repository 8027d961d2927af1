# lounge export: bytes of CSV and JSON, safe cells, files that are whole or not there, days of the store's zone.
. "$(dirname "$0")/common.sh"
expect 0 init --store-id s1

bom=$(printf '\xef\xbb\xbf')
cr=$(printf '\r')

# An empty store exports its header.
for subject in ratings complaints coupons calls orders; do
    expect 0 export "$subject"
    want=$bom$(sql "SELECT group_concat(name) FROM pragma_table_info('v_$subject')")$cr
    same "$out" "$want" "the header of $subject"
    expect 0 export "$subject" --format json
    same "$(json_of "$dir/out" "json_array_length(j)")" 0 "no $subject in JSON"
done

# One rating a nasty comment.
at=1763879160000 # 2025-11-23 14:26 in Shanghai
i=0
add() { # COMMENT as SQL
    i=$((i + 1))
    sql "INSERT INTO person (person_id, store_id, words, phone, created_ms) VALUES ('p$i', 's1', $1, '19900001234', 0);
         INSERT INTO rating (rating_id, store_id, visit_id, at_ms, at_local, lang, score, voice_id, questionnaire_version,
            nps, contact_consent)
         VALUES ('r$i', 's1', 'v', $at + $i, '2025-11-23 14:26:00', 'zh', 5, 'p$i', 1, 9, $i % 2)"
}
add "'plain'"
add "'a,b'"
add "'say \"hi\"'"
add "'two' || char(13, 10) || 'lines'"
add "'=1+1'"
add "'+1'"
add "'-1+1'"
add "'-12.50'"
add "'@SUM(A1)'"
add "char(9) || 'tab'"
add "char(13) || 'cr'"
add "'=HYPERLINK(\"x\",\"y\")'"
add "'等太久，请改进'"
add "'𠮷'"
add "'-'"
add "'＝1+1'"
expect 0 export ratings
comments=$(sed 's/.*14:26:00,zh,5,,//' "$dir/out" | tr -d '\r' | sed 's/,,,,,,,9,.*//' | tail -n +2)
want="plain
\"a,b\"
\"say \"\"hi\"\"\"
\"two
lines\"
'=1+1
'+1
'-1+1
-12.50
'@SUM(A1)
'	tab
\"'cr\"
\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"
等太久，请改进
𠮷
'-
'＝1+1"
same "$comments" "$want" "the comments"
same "$(head -c 3 "$dir/out" | od -An -tx1 | tr -d ' ')" efbbbf "the byte order mark"
same "$(tr -cd '\n' <"$dir/out" | wc -c)" 18 "line feeds" # header, 16 rows, one within a cell
same "$(tr -cd '\r' <"$dir/out" | wc -c)" 19 "carriage returns"
same "$(grep -c 19900001234 "$dir/out")" 8 "phones only with consent"

# The same cells in JSON, with their types.
expect 0 export ratings --format json -o "$dir/r.json"
same "$(json_of "$dir/r.json" "json_array_length(j)")" 16 "ratings in JSON"
same "$(json_of "$dir/r.json" "(SELECT group_concat(key) FROM json_each(json_extract(j, '\$[0]')))")" \
    "$(sql "SELECT group_concat(name) FROM pragma_table_info('v_ratings')")" "the JSON's keys"
types=$(json_of "$dir/r.json" "(SELECT group_concat(key || ':' || type) FROM json_each(json_extract(j, '\$[0]')))")
for type in at_ms:integer at:text score:integer nps:integer csi:null phone:text contact_consent:integer comment:text; do
    has ",$types," ",$type," "a type in JSON"
done
for n in 3 4 10 11 12 14; do
    same "$(json_of "$dir/r.json" "hex(json_extract(j, '\$[$((n - 1))].comment'))")" \
        "$(sql "SELECT hex(words) FROM person WHERE person_id = 'p$n'")" "comment $n in JSON"
done

# JSON types are those of SQLite, for every column of every view that has a value.
expect 0 demo --db "$dir/demo.db"
for subject in ratings complaints coupons calls orders; do
    "$lounge" --db "$dir/demo.db" export "$subject" --format json -o "$dir/$subject.json" 2>"$dir/err" ||
        fail "export of $subject"
    has "$(cat "$dir/err")" "demo" "a demo says so"
    for column in $(sql "SELECT name FROM pragma_table_info('v_$subject')" "$dir/demo.db"); do
        want=$(sql "SELECT group_concat(DISTINCT typeof(\"$column\")) FROM v_$subject WHERE \"$column\" IS NOT NULL" "$dir/demo.db")
        got=$(json_of "$dir/$subject.json" "(SELECT group_concat(DISTINCT json_type(value, '\$.$column'))
            FROM json_each(j) WHERE json_type(value, '\$.$column') <> 'null')")
        same "$got" "$want" "the type of $subject.$column"
    done
    same "$(json_of "$dir/$subject.json" "json_array_length(j)")" \
        "$(sql "SELECT count(*) FROM v_$subject" "$dir/demo.db")" "how many $subject"
done
rows=$(sql "SELECT count(*) FROM v_orders" "$dir/demo.db")
"$lounge" --db "$dir/demo.db" export orders -o "$dir/orders.csv" 2>/dev/null
sqlite3 -csv "$dir/demo.db" "SELECT order_no FROM v_orders ORDER BY arrived_ms" | sort >"$dir/want"
sqlite3 -cmd ".mode csv" -cmd ".import $dir/orders.csv o" :memory: "SELECT order_no FROM o" | sort >"$dir/got"
cmp -s "$dir/got" "$dir/want" || fail "the orders that sqlite3 reads back from the CSV are not those of the store"
[ "$rows" -gt 1000 ] || fail "only $rows orders in the demo"

# Excel files: text as it is, dates and numbers as such, a heading that stays, a filter.
part() { sqlite3 :memory: "SELECT CAST(data AS TEXT) FROM zipfile('$1') WHERE name = '$2'"; }
expect 0 export ratings -o "$dir/r.xlsx"
has "$err" "16 rows" "how many rows in the workbook"
sheet=$(part "$dir/r.xlsx" xl/worksheets/sheet1.xml)
has "$sheet" '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' "the heading stays"
has "$sheet" '<autoFilter ref="A1:W17"/>' "a filter over all of it"
has "$sheet" '<c r="H6" t="inlineStr"><is><t>=1+1</t></is></c>' "a formula is text"
has "$sheet" '<c r="F2" s="3"><v>5</v></c>' "a number is a number"
has "$sheet" '<c r="C2" s="2"><v>45984.60138888889</v></c>' "an instant is a local date, to the second"
has "$sheet" '<c r="T2" t="inlineStr"><is><t>19900001234</t></is></c>' "a phone is text"
has "$(part "$dir/r.xlsx" xl/styles.xml)" 'formatCode="yyyy-mm-dd hh:mm:ss"' "how a date is shown"
has "$(part "$dir/r.xlsx" xl/workbook.xml)" '<sheet name="ratings"' "the sheet's name"
expect 2 export ratings --format xlsx
has "$err" "needs a file" "a workbook on standard output"
expect 2 export ratings --format xlsx -o /dev/null
expect 1 export ratings --format xlsx -o "$dir/no/such/folder.xlsx"
sql "UPDATE person SET words = printf('%.*c', 40000, 'x') WHERE person_id = 'p1'"
cp "$dir/r.xlsx" "$dir/kept.xlsx"
expect 1 export ratings -o "$dir/kept.xlsx"
has "$err" "row 1, comment: the text is longer than the 32,767 characters" "a text beyond Excel's cells"
cmp -s "$dir/kept.xlsx" "$dir/r.xlsx" || fail "the old workbook is gone after a failed export"
same "$(cd "$dir" && ls -a | grep -c part)" 0 "temporary files of workbooks"
sql "UPDATE person SET words = 'plain' WHERE person_id = 'p1'"
(ulimit -f 4; trap '' XFSZ; "$lounge" export ratings -o "$dir/kept.xlsx" >/dev/null 2>&1) && fail "a workbook that cannot grow is not told"
cmp -s "$dir/kept.xlsx" "$dir/r.xlsx" || fail "the old workbook is gone after a full disk"

# Every view of the schema can be exported by its name, in each format.
sql "DELETE FROM offer_count WHERE day > (SELECT min(day) FROM offer_count)" "$dir/demo.db" # a day of them is enough
views=$(sql "SELECT group_concat(substr(name, 3), ' ') FROM sqlite_schema WHERE type = 'view' AND name GLOB 'v_*'" "$dir/demo.db")
for view in $views; do
    rows=$(sql "SELECT count(*) FROM v_$view WHERE store_id = (SELECT value FROM setting WHERE key = 'store.id')" "$dir/demo.db")
    for format in csv json xlsx; do
        "$lounge" --db "$dir/demo.db" export "$(echo "$view" | tr _ -)" -o "$dir/all.$format" 2>"$dir/err" || fail "export of $view as $format"
        has "$(cat "$dir/err")" "$dir/all.$format: $rows rows" "the rows of $view as $format"
    done
    grep -q "| \`v_$view\` |" "$LOUNGE_SHARE/README.md" || fail "v_$view is not in the README"
done

# Days: both included, of the store's zone.
sql "DELETE FROM rating; DELETE FROM person"
for when in "1763827200000 first" "1763913599999 last" "1763827199999 before" "1763913600000 after"; do
    set -- $when
    sql "INSERT INTO rating (rating_id, store_id, visit_id, at_ms, at_local, lang, score, questionnaire_version)
         VALUES ('$2', 's1', 'v', $1, '', 'en', 4, 1)"
done
expect 0 export ratings --from 2025-11-23 --to 2025-11-23
same "$(tail -n +2 "$dir/out" | cut -d, -f1 | tr '\n' ' ')" "first last " "one day"
expect 0 export ratings --from 2025-11-24
same "$(tail -n +2 "$dir/out" | cut -d, -f1 | tr '\n' ' ')" "after " "an open end"
expect 2 export ratings --from 2025-11-24 --to 2025-11-23
expect 2 export ratings --from 2025-02-30
expect 2 export ratings --format xml
expect 2 export songs
expect 2 export

# Twice the same bytes; nothing beside the file; the old file stays when the new one cannot be written.
expect 0 export ratings -o "$dir/a.csv"
expect 0 export ratings -o "$dir/b.csv"
cmp -s "$dir/a.csv" "$dir/b.csv" || fail "two exports differ"
expect 0 export ratings -o -
cmp -s "$dir/out" "$dir/a.csv" || fail "standard output and the file differ"
same "$(cd "$dir" && ls | grep -c part)" 0 "temporary files"
same "$(umask 022; "$lounge" export ratings -o "$dir/c.csv" 2>/dev/null; stat -c %a "$dir/c.csv")" 644 "the file's mode"
expect 1 export ratings -o "$dir/no/such/folder.csv"
has "$err" "folder.csv" "a folder that is not there"
expect 1 export ratings -o "$dir"
expect 1 export ratings -o /dev/full
has "$err" "no space" "a full disk"
expect 0 export ratings -o /dev/null
echo kept >"$dir/kept.csv"
(ulimit -f 0; trap '' XFSZ; "$lounge" export ratings -o "$dir/kept.csv" >/dev/null 2>&1) && fail "a file that cannot grow is not told"
same "$(cat "$dir/kept.csv")" kept "the old file after a failed export"
same "$(cd "$dir" && ls | grep -c part)" 0 "temporary files after a failed export"
finish
