# A complaint from the first tap to the last, on the real kiosk under Xvfb: typed in pinyin, told by the watch to a program
# of the store's, the manager called and announced, the case taken, its consolation given and redeemed, solved, closed; at
# a later visit read by its number and the plate's end, and rated; in the end in the reports.
. "$(dirname "$0")/kiosk.sh"
make_store
office 0 settings set visit.idle_seconds 300

# --- a program of the store's hears of each event ---
cat >"$dir/hook" <<H
#!/bin/sh
cat >>"$dir/heard"
H
chmod +x "$dir/hook"
touch "$dir/heard"
"$lounge" --now "$now" watch --exec "$dir/hook" >"$dir/lines" 2>"$dir/watch.err" &
watch_pid=$!
trap 'kill -9 $watch_pid 2>/dev/null || true; end' EXIT
until_sql "SELECT count(*) FROM follower" 1
heard() { # PATTERN: a line that the program was handed
    local i
    for ((i = 0; i < limit; i++)); do
        grep -q -- "$1" "$dir/heard" && return
        sleep 0.1
    done
    fail "the store's program was not told of $1: $(cat "$dir/heard" "$dir/watch.err")"
}
display_start
kiosk_start

order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id
             WHERE o.stage = 'in_work' AND o.hold = '' AND o.gone = 0 AND o.kind <> 'pds' AND p.plate <> ''
             AND length(p.phone) = 11 ORDER BY o.arrived_ms, o.order_no LIMIT 1")
sql "UPDATE work_order SET arrived_ms = (SELECT min(arrived_ms) FROM work_order) - 60000 WHERE order_no = '$order'"
sleep 1
until_still
tap board board.row.1
# shellcheck disable=SC2046 # four digits
keys unlock $(sql "SELECT p.phone FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE o.order_no = '$order'" | tail -c 5 | sed 's/./& /g')

# --- the complaint, and the manager called from it: who accepts is announced on the panel ---
tap mycar mycar.rate
tap rate rate.face.2
until_sql "SELECT score, order_no FROM v_ratings" "2|$order"
heard '"event":"rating".*"score":2,"order_no":"'"$order"'"'
tap why why.reason.wait
keys why d e n g t a i j i u space
tap why why.manager
tap call call.yes
until_sql "SELECT kind FROM call" manager
heard '"event":"call".*"for":"manager"'
until_still
tap called call.close
keep
office 0 calls take "$(sql "SELECT call_id FROM call")" --by 陈建华
until_changed "the manager on the way"
until_still
tap called call.close
tap why why.submit
until_sql "SELECT case_no, state, order_no FROM v_cases" "261123-01|new|$order"
same "$(sql "SELECT text FROM v_complaints")" 等太久 "what was typed in pinyin"
heard '"event":"complaint".*"reasons":"wait","case_no":"261123-01"'
until_still
tap recommend recommend.skip
tap thanks thanks.home
until_still

# --- worked in the back office ---
office 4 cases contact 261123-01 --by 陈建华
office 0 cases assign 261123-01 --to 李欣 --by 陈建华
office 0 cases contact 261123-01 --by 李欣 --note 已当面道歉
office 0 cases grant 261123-01 --by 陈建华
code=$(sql "SELECT code FROM v_gifts WHERE period = '261123-01' AND item = 'alignment' OR period = '261123-01' AND kind = 'service' LIMIT 1")
office 0 coupon redeem "$code" --by 李欣
office 0 cases resolve 261123-01 --outcome kept --cause wait --by 李欣
office 0 cases close 261123-01 --by 陈建华
same "$(sql "SELECT group_concat(act, ' ') FROM (SELECT act FROM v_case_events ORDER BY feed)")" \
    "opened assigned contacted granted resolved closed" "the history"

# --- a later visit ---
tap board board.rate
tap rate rate.case
keys case_no 2 6 1 1 2 3 0 1
tap case_no case.next
# shellcheck disable=SC2046 # four signs
keys case_tail $(sql "SELECT plate FROM v_cases" | tail -c 5 | sed 's/./& /g')
tap case case.show
same "$(sql "SELECT score IS NULL FROM v_cases")" 1 "rated before a tap"
tap case_closed case.face.5
until_sql "SELECT score, state FROM v_cases" "5|closed"
until_sql "SELECT act, \"by\" FROM v_case_events ORDER BY feed DESC LIMIT 1" "rated|"
office 0 report causes --month 2026-11
grep -q "等太久\|Waited too long" "$dir/out" || fail "the report has no cause: $(cat "$dir/out")"

# --- the reports: the page in a browser, the workbook in a spreadsheet ---
office 0 --lang zh report cases --from 2026-11-23 --to 2026-11-23 --format html -o "$dir/cases.html"
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$dir/chromium" --dump-dom "file://$dir/cases.html" >"$dir/dom" 2>"$dir/chromium.log" ||
    fail "Chromium: $(tail -3 "$dir/chromium.log")"
grep -q '<svg' "$dir/dom" || fail "the page has no chart"
grep -q 等太久 "$dir/dom" || fail "the page does not say what the complaint was about"
office 0 --lang en report cases --from 2026-11-23 --to 2026-11-23 --format xlsx -o "$dir/cases.xlsx"
(cd "$dir" && HOME=$dir soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' cases.xlsx >"$dir/soffice" 2>&1) ||
    fail "LibreOffice: $(cat "$dir/soffice")"
grep -q '^"*Complaints made"*,"*1"*' "$dir/cases-Summary.csv" || fail "the workbook's figures: $(cat "$dir/cases-Summary.csv")"
grep -q '^"*李欣"*,' "$dir"/cases-By*.csv || fail "the workbook does not say who was responsible: $(cat "$dir"/cases-By*.csv)"
if grep -q 已当面道歉 "$dir/kiosk.err" "$dir/kiosk.out"; then fail "the kiosk's log has a note"; fi
if grep -q 等太久 "$dir/heard" "$dir/lines"; then fail "the watch repeats a customer's words"; fi
kill -TERM "$watch_pid"
wait "$watch_pid" || fail "the watch ends with $?"
sort "$dir/lines" | cmp -s - <(sort "$dir/heard") || fail "printed and handed over differ"
kill -TERM "$kiosk_pid"
kiosk_end 0
