# Staff on the real kiosk: the clock held, a name, a PIN, a coupon that a scanner types (xdotool's keys and Enter), the tap
# that redeems it; a stage moved; the day on a stick. Afterwards sqlite3 shows the acts in the audit, and nothing that the
# kiosk wrote has the PIN in it.
. "$(dirname "$0")/kiosk.sh"
make_store
office 0 settings set staff.idle_seconds 600
office 0 settings set staff.export_dir "$dir/stick"
printf '271829\n' | office 0 staff add 陈建华 --role manager
display_start
kiosk_start --record "$dir/way.rec" --record-text

# --- a coupon, taken by a customer ---
card=$(sql "SELECT n FROM (SELECT row_number() OVER (ORDER BY position) AS n, coupon FROM offer WHERE withdrawn = 0
            AND (from_day = '' OR from_day <= '2026-11-23') AND (to_day = '' OR to_day >= '2026-11-23'))
            WHERE coupon <> 'none' LIMIT 1")
tap board board.offers
tap offers "offer.card.$card"
tap offer coupon.take
until_sql "SELECT count(*) FROM coupon" 1
code=$(sql "SELECT code FROM coupon")
until_still
tap coupon coupon.done

# --- a mere tap on the clock does nothing; keys neither ---
keep
# shellcheck disable=SC2046 # two numbers
xdotool mousemove $(point board board.clock) click 1
xdotool type --delay 20 "$code"
xdotool key Return
sleep 1
! changed || fail "a tap on the clock, or keys on the board, changed the screen"

# --- held for three seconds ---
keep
xdotool mousedown 1
sleep 3.5
xdotool mouseup 1
until_changed "the clock held"
until_still
tap staff_who staff.who.1
keys staff_pin 2 7 1 8 2 0
until_sql "SELECT wrong FROM staff" 1
until_still
keys staff_pin 2 7 1 8 2
press staff_pin key.9
until_sql "SELECT count(*) FROM audit WHERE what = 'staff.login' AND by_name = '陈建华'" 1
until_still

# --- the coupon, as a scanner types it: in a link, fast, Enter at its end ---
tap staff staff.redeem
keep
xdotool type --delay 2 "https://lounge.example/c/$code"
xdotool key Return
until_changed "the scanned coupon"
until_still
same "$(sql "SELECT count(*) FROM coupon_event")" 0 "redeemed before the second tap"
tap staff_coupon staff.redeem_it
until_sql "SELECT redeemed_by FROM v_coupons WHERE code = '$code'" 陈建华
office 4 coupon redeem "$code" --by 陈建华
grep -q "陈建华" "$dir/said" || fail "the second time: $(cat "$dir/said")"
until_still
tap staff_coupon nav.back

# --- a stage ---
tap staff staff.stage
order=$(sql "SELECT order_no FROM work_order WHERE 0")
"$lounge" --now "$now" orders --json >"$dir/orders"
order=$(sqlite3 :memory: "SELECT json_extract(CAST(readfile('$dir/orders') AS TEXT), '\$[0].order_no')")
stage=$(sql "SELECT stage FROM work_order WHERE order_no = '$order'")
to=wash
[ "$stage" != wash ] || to=ready
tap staff_stage "car.$order"
tap staff_car "to.$to"
tap staff_car stage.go
until_sql "SELECT stage FROM work_order WHERE order_no = '$order'" $to
same "$(sql "SELECT source || by_name FROM order_stage WHERE order_no = '$order' ORDER BY seq DESC LIMIT 1")" \
    hand陈建华 "who moved it"
until_still
tap staff_car nav.back

# --- the day on a stick: first without one ---
tap staff staff.export
press staff_export export.go
until_still
same "$(sql "SELECT count(*) FROM audit WHERE what = 'day.export'")" 0 "exports without a stick"
mkdir "$dir/stick"
press staff_export export.go
until_sql "SELECT count(*) FROM audit WHERE what = 'day.export'" 1
folder=$(echo "$dir"/stick/lounge-*)
for file in ratings complaints coupons calls orders; do
    [ -s "$folder/$file.csv" ] || fail "$folder has no $file.csv"
done
grep -q "$code" "$folder/coupons.csv" || fail "the coupon is not in the day's export"
until_still
tap staff_export staff.end
keep
xdotool type --delay 20 "$code"
xdotool key Return
sleep 1
! changed || fail "keys do something after staff have left"

same "$(sql "SELECT group_concat(what, ' ') FROM (SELECT what FROM audit WHERE by_name = '陈建华' ORDER BY at_ms, audit_id)")" \
    "staff.wrong_pin staff.login coupon.redeem stage.move day.export" "the audit"
if sql "DELETE FROM audit" 2>/dev/null; then fail "the audit can be deleted"; fi
office 0 audit --by 陈建华 --what coupon
grep -q coupon.redeem "$dir/out" || fail "lounge audit: $(cat "$dir/out")"
if grep -q 27182 "$dir/kiosk.err" "$dir/kiosk.out"; then fail "the log has the PIN"; fi
kill -TERM "$kiosk_pid"
kiosk_end 0

# --- the recording, though it keeps what is typed: every touch on the PIN's page is the same two keys ---
sqlite3 :memory: "WITH RECURSIVE d(j) AS (SELECT value FROM json_each('[' || replace(trim(CAST(readfile('$dir/way.rec') AS TEXT), char(10)), char(10), ',') || ']'))
    SELECT count(DISTINCT (j ->> '\$.x') || ',' || (j ->> '\$.y')) FROM d WHERE (j ->> '\$.secret') = 1" >"$dir/places"
[ "$(cat "$dir/places")" -le 2 ] || fail "the recording has $(cat "$dir/places") places touched on the keypad"
