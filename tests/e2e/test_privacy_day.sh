# A day of the real panel under Xvfb and the office beside it, then a crash and an erasure. Names, phones, plates and own
# words that were used stand in the database and nowhere else: no log, recording, core, temporary file, bell, stop list or
# encrypted backup; and after `lounge forget` not in the database either, its log and its free pages included.
. "$(dirname "$0")/kiosk.sh"
mkdir -p "$dir/cwd" "$dir/tmp" "$dir/home" "$dir/store" "$dir/written" "$dir/bk"
chmod 700 "$dir/bk"
db=$dir/store/lounge.db
export LOUNGE_DB=$db TMPDIR=$dir/tmp HOME=$dir/home XDG_CACHE_HOME=$dir/home XDG_RUNTIME_DIR=$dir/home
cd "$dir/cwd"
ulimit -c unlimited
make_store
office 0 backup --new-key
display_start
kiosk_start --record "$dir/written/day.rec"

order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id
             WHERE o.stage = 'in_work' AND o.hold = '' AND o.gone = 0 AND o.kind <> 'pds' AND p.plate <> ''
             AND length(p.phone) = 11 AND length(p.name) > 2 ORDER BY o.arrived_ms, o.order_no LIMIT 1")
sql "SELECT v FROM (SELECT name AS v FROM work_order JOIN person ON person_id IN (owner_id, bringer_id) WHERE order_no = '$order'
     UNION SELECT phone FROM work_order JOIN person ON person_id IN (owner_id, bringer_id) WHERE order_no = '$order'
     UNION SELECT plate FROM work_order JOIN person ON person_id = owner_id WHERE order_no = '$order'
     UNION SELECT vin FROM work_order WHERE order_no = '$order') WHERE length(v) > 2" >"$dir/secrets"
mine=$(cat "$dir/secrets")
front "$order"
sleep 1
until_still

# --- the customer: their car, a number to be called at, a rating in their own words ---
tap board board.row.1
# shellcheck disable=SC2046 # four digits
keys unlock $(digits_of "$order")
tap mycar nav.back
tap board board.rate
tap rate rate.face.2
until_sql "SELECT score, order_no FROM v_ratings" "2|$order"
tap why why.reason.wait
keys why f a d o n g j i y o u y i x i a n g space
tap why why.submit
until_sql "SELECT comment FROM v_ratings" "发动机有异响"
until_still
keys recommend 1 9 9 0 0 0 7 6 5 4 3
tap recommend recommend.submit
until_sql "SELECT phone FROM v_ratings" 19900076543
until_sql "SELECT count(*) FROM v_complaints" 1
printf '19900076543\n发动机有异响\n' >>"$dir/secrets"
same "$(sql "SELECT purpose, phone, state, words LIKE '%24%' FROM v_contacts")" "feedback|199****6543|kept|1" "the consent, with its sentence"

# --- the office beside it: a coupon, an import, reports, calls, the purge, a backup ---
office 0 gifts grant --case "$(sql "SELECT case_no FROM v_complaints")" --by 王经理
code=$(sql "SELECT code FROM v_coupons LIMIT 1")
"$lounge" --now "$now" coupon redeem "$code" --by 何俊 >"$dir/written/redeem" 2>&1 || true
"$lounge" --now "$now" import orders "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv" >"$dir/written/import" 2>&1 || true
"$lounge" --now "$now" import orders "$dir/none.csv" >"$dir/written/none" 2>&1 || true
office 0 tick
cp "$dir/out" "$dir/written/tick"
"$lounge" --now "$now" doctor >"$dir/written/doctor" 2>&1 || true
office 0 backup "$dir/bk"
"$lounge" --now "$now" privacy show --phone 1990007654 >"$dir/written/wrong" 2>&1 || true # refused: nothing to repeat

# --- the panel crashes ---
kill -SEGV "$kiosk_pid"
wait "$kiosk_pid" || true
kiosk_pid=

# --- where it stands, and where not ---
absent() { # WHEN FILES…
    local when=$1 secret found
    shift
    while read -r secret; do
        [ -n "$secret" ] || continue
        found=$(grep -rlaF -- "$secret" "$@" 2>/dev/null) || continue
        fail "$when: \"$secret\" stands in $found"
    done <"$dir/secrets"
}
while read -r secret; do
    cat "$db" "$db-wal" 2>/dev/null | grep -qaF -- "$secret" || fail "the test itself: \"$secret\" is not in the database"
done <"$dir/secrets"
[ -s "$dir/written/day.rec" ] || fail "there is no recording"
same "$(find "$dir/cwd" "$dir/tmp" -type f | wc -l)" 0 "files left by a crash and by temporary tables: $(find "$dir/cwd" "$dir/tmp" -type f)"
absent "after a day" "$dir/written" "$dir/kiosk.out" "$dir/kiosk.err" "$dir/home" "$dir/tmp" "$dir/cwd" "$dir/bk" \
    "$db.bell" "$db.key" "$db.backup-key"
same "$(sql "SELECT count(*) FROM audit WHERE note LIKE '%1990%' OR about LIKE '%1990%'")" 0 "numbers in the audit"

# --- the car is handed over, and its owner asks to be forgotten ---
sql "UPDATE work_order SET stage = 'delivered', delivered_ms = arrived_ms WHERE order_no = '$order'"
office 0 forget --order "$order" --by 王经理
cp "$dir/out" "$dir/written/forget"
grep -q kept "$dir/out" || fail "what was kept is not said: $(cat "$dir/out")"
office 1 forget --phone 19900076543 --by 王经理 # went with the order's rating
# A name, a number or a plate that somebody else's row holds too is theirs.
sql "SELECT name FROM person UNION SELECT phone FROM person UNION SELECT plate FROM person" >"$dir/theirs"
grep -vxFf "$dir/theirs" "$dir/secrets" >"$dir/gone"
[ "$(wc -l <"$dir/gone")" -ge 4 ] || fail "the test itself: nearly all is somebody else's too: $mine"
mv "$dir/gone" "$dir/secrets"
absent "after it was forgotten" "$dir/store" "$dir/written" "$dir/bk" "$dir/tmp"
same "$(sql "PRAGMA integrity_check")" ok "integrity"
same "$(sql "SELECT score FROM v_ratings")" 2 "the score stays"
