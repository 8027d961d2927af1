# A coupon's whole way on the real kiosk: taken by taps, its QR read from the screen by zbarimg, redeemed as a scanner
# types it, once; taken back, redeemed again; a gift and an apology seen on My car and redeemed by their QR too.
. "$(dirname "$0")/kiosk.sh"
make_store
order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE o.stage = 'in_work'
    AND o.hold = '' AND length(p.phone) = 11 AND p.plate <> '' AND o.kind <> 'pds' ORDER BY o.arrived_ms LIMIT 1")
office 0 gifts grant --programme win_back --order "$order" --by 王经理
display_start
kiosk_start

scan() { # what the screen's QR says
    shot "$dir/scan.png"
    zbarimg --quiet --raw --nodbus "$dir/scan.png" || fail "no QR can be read on the screen"
}
redeem() { # STATUS TEXT: as a scanner types it
    local got=0
    printf '%s\r\n' "$2" | "$lounge" --now "$now" coupon redeem - --by 何俊 >"$dir/out" 2>"$dir/said" || got=$?
    [ "$got" = "$1" ] || fail "redeeming \"$2\" ends with $got, not $1: $(cat "$dir/out" "$dir/said")"
}

# --- an offer's coupon ---
card=$(sql "SELECT n FROM (SELECT row_number() OVER (ORDER BY position) AS n, coupon, redeem_kinds FROM offer
    WHERE withdrawn = 0 AND (from_day = '' OR from_day <= '2026-11-23') AND (to_day = '' OR to_day >= '2026-11-23'))
    WHERE coupon <> 'none' AND redeem_kinds = '' LIMIT 1")
tap board board.offers
tap offers "offer.card.$card"
tap offer coupon.take
until_sql "SELECT count(*) FROM coupon WHERE source = 'offer'" 1
until_still
code=$(sql "SELECT code FROM coupon WHERE source = 'offer'")
qr=$(scan)
case $qr in
*"$code"*) ;;
*) fail "the QR says \"$qr\", without the code $code" ;;
esac
same "$(printf '%s\n' "$qr" | wc -l)" 1 "lines of the QR"
redeem 0 "$qr"
grep -q "$code" "$dir/out" || fail "the answer does not name the code: $(cat "$dir/out")"
redeem 3 "$qr"
grep -q 何俊 "$dir/said" || fail "the second time does not say who was first: $(cat "$dir/said")"
redeem 3 "nothing"
same "$(sql "SELECT redeemed_by FROM v_coupons WHERE code = '$code'")" 何俊 "who redeemed it"
office 0 coupon undo "$code" --by 王经理 --reason 点错
same "$(sql "SELECT redeemed_ms IS NULL, undone_ms > 0 FROM v_coupons WHERE code = '$code'")" "1|1" "taken back"
redeem 0 "$code"
same "$(sql "SELECT group_concat(kind, ' ') FROM (SELECT e.kind FROM coupon_event e JOIN coupon c USING (coupon_id)
    WHERE c.code = '$code' ORDER BY e.seq)")" "redeemed undone redeemed" "all that happened"
tap coupon coupon.done

# --- a gift on My car, by its QR ---
"$lounge" --now "$now" orders --json >"$dir/orders"
row=$(sqlite3 :memory: "SELECT key + 1 FROM json_each(CAST(readfile('$dir/orders') AS TEXT)) WHERE (value ->> '\$.order_no') = '$order'")
tap board "board.row.$row"
# shellcheck disable=SC2046 # four digits
keys unlock $(sql "SELECT substr(p.phone, -4) FROM work_order o JOIN person p ON p.person_id = o.owner_id
    WHERE o.order_no = '$order'" | sed 's/./& /g')
tap mycar mycar.gifts
qr=$(scan)
gift=$(sql "SELECT code FROM coupon WHERE source = 'gift' ORDER BY expires_ms, serial LIMIT 1")
case $qr in
*"$gift"*) ;;
*) fail "the gift's QR says \"$qr\", without the code $gift" ;;
esac
redeem 0 "$qr"
same "$(sql "SELECT redeemed_by FROM v_gifts WHERE code = '$gift'")" 何俊 "who redeemed the gift"
same "$(sql "SELECT sum(what = 'coupon.redeem'), sum(what = 'coupon.undo') FROM audit")" "3|1" "the audit"
same "$(sql "PRAGMA integrity_check")" ok "the database"
