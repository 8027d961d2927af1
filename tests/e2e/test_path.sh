# One customer's whole way on the real kiosk, full screen under Xvfb, tapped by xdotool: my car, the advisor called,
# an offer, its coupon read by a QR reader, prepaid, a rating with words, a complaint in English. Afterwards sqlite3
# and `lounge export` show exactly what was tapped; an import meanwhile reaches the pixels.
. "$(dirname "$0")/kiosk.sh"
make_store
display_start
kiosk_start

# The n-th car of the board, oldest arrival first.
car() { # N COLUMN
    "$lounge" --now "$now" orders --json >"$dir/orders"
    sqlite3 :memory: "SELECT json_extract(CAST(readfile('$dir/orders') AS TEXT), '\$[$(($1 - 1))].$2')"
}
digits() { # ORDER: the last four of the owner's phone, apart
    sql "SELECT substr(p.phone, -4) FROM work_order o JOIN person p ON p.person_id = o.owner_id
         WHERE o.order_no = '$1' AND length(p.phone) = 11 AND p.plate <> ''" | sed 's/./& /g'
}
row=0 other=0
for n in 1 2 3 4 5 6 7; do
    [ -n "$(digits "$(car $n order_no)")" ] || continue
    if [ $row = 0 ]; then row=$n; elif [ $other = 0 ]; then other=$n; fi
done
order=$(car $row order_no)
plate=$(car $row plate)

# --- five wrong tries lock a car ---
tap board "board.row.$other"
right=$(digits "$(car $other order_no)")
wrong=$(echo "$right" | tr 0-9 1-90)
# shellcheck disable=SC2086 # four digits
for _ in 1 2 3 4 5; do keys unlock $wrong; done
before=$(area 700x700+1100+200)
for digit in $right; do
    # shellcheck disable=SC2046 # two numbers
    xdotool mousemove $(point unlock "key.$digit") click 1
    sleep 0.2
done
until_still
same "$(area 700x700+1100+200)" "$before" "the keypad's place of a locked car"
tap unlock nav.back

# --- my car, the advisor called ---
tap board "board.row.$row"
# shellcheck disable=SC2046 # four digits
keys unlock $(digits "$order")
tap mycar nav.call
same "$(sql "SELECT count(*) FROM call")" 0 "calls before they were confirmed"
tap call call.yes
until_sql "SELECT kind, order_no, about, done_ms IS NULL FROM call" "advisor|$order||1"
office 0 calls
grep -q 顾问 "$dir/out" || grep -q advisor "$dir/out" || fail "lounge calls does not list the call: $(cat "$dir/out")"
keep
office 0 calls "done" "$(sql "SELECT call_id FROM call")" --by 李欣
until_changed "the open sheet says that it is done"
until_still
office 0 calls
if grep -q "$order" "$dir/out"; then fail "a call that is done is still listed"; fi
tap called call.close
tap mycar nav.back

# --- an offer, its coupon ---
office 0 offers explain --order "$order" --json # in the order in which this car's customer sees them
cp "$dir/out" "$dir/explained"
card=$(sql "SELECT n FROM (SELECT row_number() OVER (ORDER BY first) AS n, id FROM (SELECT value ->> 'offer_id' AS id,
            min(key) AS first FROM json_each(CAST(readfile('$dir/explained') AS TEXT))
            WHERE value ->> 'result' <> 'hidden' GROUP BY 1))
            JOIN offer ON offer_id = id WHERE coupon <> 'none' ORDER BY n LIMIT 1")
tap board board.offers
tap offers "offer.card.$card"
taken() { sql "SELECT $1 FROM coupon WHERE order_no = '$order' AND source = 'offer'"; } # COLUMN
same "$(taken 'count(*)')" 0 "coupons before one was taken"
tap offer coupon.take
until_sql "SELECT count(*) FROM coupon WHERE order_no = '$order'" 1
until_still
code=$(sql "SELECT code FROM coupon")
shot "$dir/coupon.png"
qr=$(zbarimg --quiet --raw --nodbus "$dir/coupon.png") || fail "no QR can be read on the coupon's screen"
case $qr in
*"$code"*) ;;
*) fail "the QR says \"$qr\", without the code $code" ;;
esac
office 0 coupon redeem "$code" --by 何俊
office 4 coupon redeem "$code" --by 李欣
same "$(sql "SELECT redeemed_by FROM v_coupons WHERE code = '$code'")" 何俊 "who redeemed it"
tap coupon coupon.done

# --- prepaid ---
tap board board.prepaid
tap prepaid "$(sql "SELECT 'prepaid.package.' || value FROM policy_value WHERE key = 'prepaid.packages.2.id'")"
tap prepaid nav.back

# --- a rating: one tap is saved, can be undone, and grows ---
tap board board.rate
tap rate rate.face.2
until_sql "SELECT score, order_no, reasons FROM v_ratings" "2|$order|"
tap why rate.undo
until_sql "SELECT count(*) FROM v_ratings" 0
tap rate rate.face.2
until_sql "SELECT score, order_no FROM v_ratings" "2|$order"
tap why why.reason.wait
tap why why.reason.wash
keys why d e n g t a i j i u space
same "$(sql "SELECT count(*) FROM complaint")" 0 "complaints before one was sent"
tap why why.submit
until_sql "SELECT reasons, comment FROM v_ratings" "wait wash|等太久"
until_still
tap recommend recommend.8
keys recommend 1 9 9 0 0 0 1 2 3 4 5
same "$(sql "SELECT phone || contact_consent FROM v_ratings")" 0 "the number before it was sent"
tap recommend recommend.submit
until_sql "SELECT nps, contact_consent, phone FROM v_ratings" "8|1|19900012345"
until_sql "SELECT case_no, reasons, text, order_no, phone, state, rating_id IS NOT NULL FROM v_complaints" \
    "261123-01|wait wash|等太久|$order|19900012345|new|1"
until_still
keep
until_changed "thanks lead back to the board by themselves"
until_still

# --- in English: a complaint without a rating, the manager called ---
tap board nav.lang
lang=en
tap board board.rate
tap rate rate.complain
tap why why.manager
same "$(sql "SELECT count(*) FROM call WHERE kind = 'manager'")" 0 "managers called before it was confirmed"
tap call call.yes
until_sql "SELECT about, order_no IS NULL FROM call WHERE kind = 'manager'" "complaint|1"
until_still
tap called call.close
tap why why.reason.attitude
keys why r u d e
tap why why.submit
until_sql "SELECT case_no, reasons, text, rating_id IS NULL, order_no IS NULL FROM v_complaints WHERE case_no > '261123-01'" \
    "261123-02|attitude|rude|1|1"
same "$(sql "SELECT group_concat(lang) FROM (SELECT lang FROM complaint ORDER BY at_ms)")" zh,en "languages"
until_still
tap recommend recommend.skip
tap thanks thanks.home
lang=zh

# --- what the back office exports is what was tapped ---
exported() { # SUBJECT COLUMNS [WHICH]: rows of the CSV, apart by |
    office 0 export "$1" --format csv -o "$dir/$1.csv"
    sed -i '1s/^\xef\xbb\xbf//' "$dir/$1.csv"
    sqlite3 :memory: -cmd '.mode csv' -cmd ".import $dir/$1.csv t" -cmd '.mode list' "SELECT $2 FROM t ${3:-}"
}
same "$(exported ratings score,reasons,comment,nps,order_no,contact_consent,phone,lang)" \
    "2|wait wash|等太久|8|$order|1|19900012345|zh" "exported ratings"
same "$(exported complaints case_no,reasons,text,order_no,phone,state)" \
    "261123-01|wait wash|等太久|$order|19900012345|new
261123-02|attitude|rude|||new" "exported complaints"
same "$(exported calls 'kind,order_no,"by",done_ms <> ""')" "advisor|$order|李欣|1
manager|||0" "exported calls"
same "$(exported coupons 'code,order_no,redeemed_by' "WHERE offer_id <> ''")" "$code|$order|何俊" "exported coupons"

# --- an import meanwhile ---
iconv -f GB18030 -t UTF-8 "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv" |
    sed 's/导出时间：2026年11月23日 14:20/导出时间：2026年11月23日 14:25/; /^RO2611230012,/s/质检[一二三]级/洗车/' >"$dir/later.csv"
keep
list=$((142 * 1920 * 4)) # bytes of the screen before the list of cars: title and clock
(
    for ((i = 0; i < 20000; i++)); do
        if ! cmp -s -i $list "$fb" "$dir/kept"; then
            date +%s%N >"$dir/pixels"
            exit 0
        fi
    done
) &
eye=$!
office 3 import orders "$dir/later.csv"
wait $eye
[ -s "$dir/pixels" ] || fail "the import does not reach the board"
committed=$(stat -c %.9Y "$db.bell" | tr -d .) # our own writers ring this bell after their commit
echo "import: $(((10#$(cat "$dir/pixels") - 10#$committed) / 1000000)) ms from the commit to the board's pixels"
until_still
same "$(sql "SELECT stage FROM work_order WHERE order_no = 'RO2611230012'")" wash "the imported stage"

# --- nothing of a customer in the log; it ends when told, and starts again ---
for secret in "$plate" 19900012345 slow rude 'soup' "$(digits "$order" | tr -d ' ')"; do
    if grep -qF -- "$secret" "$dir/kiosk.err" "$dir/kiosk.out"; then fail "the kiosk's log tells \"$secret\""; fi
done
kill -TERM "$kiosk_pid"
kiosk_end 0
kiosk_start --windowed --size 1280x720
window=$(xdotool search --name '^Lounge$' | head -1)
xdotool windowfocus "$window" key Escape
kiosk_end 0
kiosk_start
tap board board.rate
kill -INT "$kiosk_pid"
kiosk_end 0
same "$(sql "PRAGMA integrity_check")" ok "the database"
