# Reports as files, opened by the programs that people open them with: the workbook in LibreOffice holds the figures of the
# CSV as numbers, days as days and texts as texts; the page in Chromium prints on A4, the day on one sheet however much
# there is to tell.
. "$(dirname "$0")/../office/common.sh"
for program in soffice chromium pdftotext pdfinfo; do
    command -v $program >/dev/null || fail "$program is not installed (kiosk/packages.sh)"
done
expect 0 demo
to=$(sql "SELECT max(substr(at_local, 1, 10)) FROM rating")
span=(--from "$(sql "SELECT date('$to', '-34 days')")" --to "$to")
advisor=$(sql "SELECT advisor_name FROM v_ratings WHERE advisor_name <> '' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
sql "UPDATE work_order SET advisor_name = '=1+2' WHERE advisor_name = '$advisor'"

# ---- the workbook
expect 0 report satisfaction "${span[@]}" --format xlsx -o "$dir/report.xlsx"
(cd "$dir" && HOME=$dir soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' report.xlsx >"$dir/soffice" 2>&1) ||
    fail "LibreOffice: $(cat "$dir/soffice")"
for table in advisor week; do
    sheet="$dir/report-By $table.csv"
    [ -s "$sheet" ] || fail "there is no sheet By $table: $(ls "$dir")"
    expect 0 report satisfaction "${span[@]}" --table $table --format csv
    # label, ratings, then of each figure the value, its base, its interval
    awk -F, 'NR == 1 { next } { sub(/\r$/, "") ; label = $2; sub(/^\x27/, "", label); printf "%s", label
        if ($3 == "<5") { print " few"; next }
        printf " %d", $3
        printf " %.4f %s %s %s", $4, $5, ($6 == "" ? "-" : sprintf("%.4f", $6)), ($7 == "" ? "-" : sprintf("%.4f", $7))
        printf " %.4f %d %.4f %.4f", $8 / $9, $9, $11 / 1000, $12 / 1000; print "" }' "$dir/out" >"$dir/want"
    sed 's/"//g' "$sheet" | awk -F, 'function share(text) { return sub(/%$/, "", text) ? text / 100 : text }
        NR == 1 { next } NF { printf "%s", $1
        if ($2 == "fewer than 5") { print " few"; next }
        printf " %d %.4f %d %s %s", $2, $3, $4, ($5 == "" ? "-" : sprintf("%.4f", $5)), ($6 == "" ? "-" : sprintf("%.4f", $6))
        printf " %.4f %d %.4f %.4f\n", share($7), $8, share($9), share($10) }' >"$dir/got"
    [ "$(wc -l <"$dir/want")" -gt 3 ] || fail "there is little to compare by $table"
    cmp -s "$dir/got" "$dir/want" || fail "the workbook by $table: $(diff "$dir/got" "$dir/want")"
done
has "$(cut -d, -f1 "$dir/report-By advisor.csv")" "=1+2" "a name that is a formula is a text"
has "$(cat "$dir/report-Summary.csv")" "Customer satisfaction" "the sheet of figures"

# ---- pages
print() { # FILE.html: to FILE.pdf and FILE.txt
    chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir="$dir/chromium" --print-to-pdf="${1%.html}.pdf" "file://$1" >"$dir/chromium.log" 2>&1
    [ -s "${1%.html}.pdf" ] || fail "Chromium prints nothing: $(tail -3 "$dir/chromium.log")"
    pdftotext -layout "${1%.html}.pdf" "${1%.html}.txt"
    has "$(pdfinfo "${1%.html}.pdf")" "(A4)" "$1 is A4"
}
expect 0 --lang zh report satisfaction "${span[@]}" --format html -o "$dir/page.html"
print "$dir/page.html"
expect 0 report satisfaction "${span[@]}" --json
mean=$(json_of "$dir/out" "printf('%.2f', (SELECT f.value ->> 'value' FROM json_each(j, '\$.figures') f WHERE f.value ->> 'id' = 'mean'))")
has "$(cat "$dir/page.txt")" "$mean" "the mean on paper"
has "$(cat "$dir/page.txt")" "按服务顾问" "Chinese on paper"
same "$(grep -c '<svg class="chart"' "$dir/page.html")" "$(grep -c 'role="img" aria-labelledby' "$dir/page.html")" "each chart says what it is"
same "$(grep -o '<title id="t[0-9]*"' "$dir/page.html" | sort -u | wc -l)" "$(grep -c '<svg class="chart"' "$dir/page.html")" "each under a name of its own"

# the fullest day there can be: long words, many calls
store=$(sql "SELECT value FROM setting WHERE key = 'store.id'")
begin=$(sql "SELECT (strftime('%s', '$to') - 8 * 3600) * 1000")
long=$(printf '等了很久也没有人来说明情况，%.0s' 1 2 3 4 5 6 7 8 9 10)
for i in 1 2 3 4 5 6 7 8; do
    sql "INSERT INTO person (person_id, store_id, words, created_ms) VALUES ('p$i', '$store', '$long', 1), ('q$i', '$store', 'Thank you all so much, $long', 1);
        INSERT INTO rating (rating_id, store_id, visit_id, at_ms, at_local, lang, score, voice_id, questionnaire_version) VALUES
            ('p$i', '$store', 'v', $begin + $i, '$to 00:00:00', 'zh', 1, 'p$i', 1), ('q$i', '$store', 'v', $begin + $i, '$to 00:00:00', 'zh', 5, 'q$i', 1);
        INSERT INTO call (call_id, store_id, visit_id, kind, at_ms, at_local) VALUES ('k$i', '$store', 'v', 'manager', $begin + $i, '$to 00:00:00')"
done
sql "UPDATE work_order SET promised_ms = arrived_ms + 60000 WHERE arrived_ms >= $begin AND arrived_ms < $begin + 86400000; DELETE FROM order_stage WHERE stage IN ('ready', 'delivered');
     UPDATE work_order SET stage = 'in_work', gone = 0, delivered_ms = NULL WHERE arrived_ms >= $begin AND arrived_ms < $begin + 86400000"
for lang in zh en; do
    expect 0 --lang $lang report day --from "$to" --by "$(sql "SELECT name FROM staff WHERE role = 'manager' LIMIT 1")" --format html -o "$dir/day.html"
    print "$dir/day.html"
    same "$(pdfinfo "$dir/day.pdf" | awk '/^Pages/ { print $2 }')" 1 "the day is one sheet ($lang)"
done
has "$(cat "$dir/day.txt")" "First tomorrow" "the day on paper"
[ "$(grep -c 'and [0-9]* more' "$dir/day.txt")" -ge 4 ] || fail "the day was not full: $(cat "$dir/day.txt")"
[ -n "${LOUNGE_KEEP:-}" ] && cp "$dir"/*.pdf "$dir"/*.html "$dir"/*.xlsx "$LOUNGE_KEEP"
finish
