# From shown to money: an offer seen, opened and its coupon taken by taps on the real kiosk, redeemed on an order; what
# `lounge report offers` then says is what plain SQL counts. A gift granted by staff is on My car, redeemed there too.
. "$(dirname "$0")/kiosk.sh"
make_store
cat >"$dir/offers.csv" <<'END'
offer_id,kind,title_zh,title_en,price,minutes,coupon,coupon_value
wash,wash,精致洗车,Fine wash,48,30,fen,500
wax,paint,漆面打蜡,Paint wax,150,60,none,
END
office 0 import offers "$dir/offers.csv"
order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE o.stage = 'in_work'
    AND o.hold = '' AND length(p.phone) = 11 AND p.plate <> '' AND o.kind <> 'pds' ORDER BY o.arrived_ms LIMIT 1")
amount=$(sql "SELECT amount_fen FROM work_order WHERE order_no = '$order'")
front "$order"
office 0 gifts grant --programme loyal --order "$order" --by 王经理
display_start
kiosk_start

# --- a visit without a car: one coupon; nothing is taken before the tap that takes it ---
tap board board.offers
sleep 1 # what is on screen for a second counts
tap offers offer.card.1
same "$(sql "SELECT count(*) FROM coupon WHERE source = 'offer'")" 0 "coupons of an offer that was only opened"
tap offer coupon.take
until_sql "SELECT count(*) FROM coupon WHERE source = 'offer'" 1
until_still
tap coupon coupon.done

# --- with the car: its gift, and another coupon that belongs to the order ---
tap board board.row.1
# shellcheck disable=SC2046 # four digits
keys unlock $(digits_of "$order")
says mycar 常规保养
tap mycar mycar.gifts
gift=$(sql "SELECT code FROM coupon WHERE source = 'gift'")
says gifts "$gift" "常规保养 1 次"
tap gifts nav.back
tap mycar nav.back
tap board board.offers
sleep 1
tap fitting offer.card.1
tap fits coupon.take
until_sql "SELECT count(*), max(order_no) FROM coupon WHERE source = 'offer'" "2|$order"
until_still
kill -TERM "$kiosk_pid"
kiosk_end 0

# --- redeemed: without an order the offer's price is the money, on an order that order's amount ---
first=$(sql "SELECT code FROM coupon WHERE source = 'offer' AND order_no IS NULL")
second=$(sql "SELECT code FROM coupon WHERE source = 'offer' AND order_no IS NOT NULL")
office 0 coupon redeem "$first" --by 何俊
office 0 coupon redeem "$second" --by 何俊 --order "$order"
office 4 coupon redeem "$second" --by 何俊 --order "$order"
office 0 report offers --from 2026-11-23 --to 2026-11-23 --json
cp "$dir/out" "$dir/report"
said() { # OFFER
    sqlite3 :memory: "SELECT (value ->> 'shown') || ' ' || (value ->> 'opened') || ' ' || (value ->> 'taken') || ' ' ||
        (value ->> 'redeemed') || ' ' || (value ->> 'money_fen') FROM json_each(CAST(readfile('$dir/report') AS TEXT), '\$.tables[0].rows')
        WHERE value ->> 'key' = '$1'"
}
counted() { # OFFER: by SQL of this test's own
    sql "SELECT (SELECT coalesce(sum(n), 0) FROM offer_count WHERE item_id = '$1' AND kind = 'shown' AND axis = '') || ' ' ||
        (SELECT coalesce(sum(n), 0) FROM offer_count WHERE item_id = '$1' AND kind = 'opened' AND axis = '') || ' ' ||
        (SELECT count(*) FROM coupon WHERE offer_id = '$1') || ' ' ||
        (SELECT count(*) FROM coupon_event e JOIN coupon USING (coupon_id) WHERE offer_id = '$1' AND e.kind = 'redeemed') || ' ' ||
        (SELECT coalesce(sum(coalesce(o.amount_fen, f.price_fen)), 0) FROM coupon_event e JOIN coupon c USING (coupon_id)
         JOIN offer f USING (offer_id) LEFT JOIN work_order o ON o.order_no = c.order_no
         WHERE c.offer_id = '$1' AND e.kind = 'redeemed')"
}
same "$(said wash)" "$(counted wash)" "the wash, from shown to money"
case $(said wash) in
*" 2 2 $((4800 + amount))") ;;
*) fail "the wash: $(said wash), not two taken, two redeemed and $((4800 + amount)) fen" ;;
esac
same "$(said wax | cut -d' ' -f2-)" "$(counted wax | cut -d' ' -f2-)" "the wax"
[ "$(said wash | cut -d' ' -f2)" -ge 1 ] || fail "the wash was opened: $(said wash)"
same "$(sql "SELECT count(*) FROM offer_count WHERE item_id = 'wax' AND kind = 'opened'")" 0 "the wax was never opened"

# --- the gift: on an order of the right kind ---
kind=$(sql "SELECT kind FROM work_order WHERE order_no = '$order'")
case $kind in
maintenance | service_5k | service_10k) office 0 gifts redeem "$gift" --by 何俊 --order "$order" ;;
*) office 4 gifts redeem "$gift" --by 何俊 --order "$order" ;;
esac
same "$(sql "SELECT programme, coalesce(redeemed_by, '') FROM v_gifts")" \
    "loyal|$([ "$(sql "SELECT count(*) FROM v_gifts WHERE redeemed_by IS NOT NULL")" = 0 ] || echo 何俊)" "the gift"
same "$(sql "PRAGMA integrity_check")" ok "the database"
