# A policy that is changed while the panel runs: the open page shows the new prices at once; what was sold, and a coupon
# that was taken, keep the terms they were made under (policies.md 5). By taps on the real kiosk, read by sqlite3.
. "$(dirname "$0")/kiosk.sh"
make_store
"$lounge" --now "$now" orders --json >"$dir/orders"
order=$(sqlite3 :memory: "SELECT json_extract(CAST(readfile('$dir/orders') AS TEXT), '\$[0].order_no')") # 4.2 litres of 0W-20
office 0 prepaid sell five --order "$order" --paid 1470 --by 李欣
display_start
kiosk_start

# --- a coupon taken under the old terms ---
card=$(sql "SELECT n FROM (SELECT row_number() OVER (ORDER BY position) AS n, coupon, to_day FROM offer WHERE withdrawn = 0
            AND (from_day = '' OR from_day <= '2026-11-23') AND (to_day = '' OR to_day >= '2026-11-23'))
            WHERE coupon = 'fen' AND to_day = '' LIMIT 1")
tap board board.offers
tap offers "offer.card.$card"
tap offer coupon.take
until_sql "SELECT count(*) FROM coupon" 1
until_still
code=$(sql "SELECT code FROM coupon")
tap coupon coupon.done

# --- the page of packages, while the list changes ---
tap board board.prepaid
says prepaid "¥1,470"
balance=$(words balance)
sold() { sql "SELECT package_id, services, remaining, deposit_fen, remaining_ml FROM v_prepaid"; }
before=$(sold)
coupon() { office 0 coupon show "$code" --json && sqlite3 :memory: "SELECT json_remove(j, '\$.plate') FROM (SELECT CAST(readfile('$dir/out') AS TEXT) AS j)"; }
terms=$(coupon)
sed 's/litre_fen = 10000/litre_fen = 11000/' "$LOUNGE_SHARE/data/policies/prepaid.cfg" >"$dir/prepaid.cfg"
keep
office 0 import policies "$dir/prepaid.cfg" --by 王经理
until_changed "the page of packages after the list was changed"
until_still
forget_dumps
says prepaid "¥1,617" # 462 × (90 + 80 + 70 + 60 + 50) %
looks_like prepaid 1100x700+60+160
same "$(sold)" "$before" "what was sold"
same "$(words balance)" "$balance" "the page of what was sold"
office 0 prepaid use --order "$order" --by 何俊 --slip NX1
same "$(sql "SELECT revenue_fen FROM v_prepaid_postings WHERE turn = 1 AND pair IS NOT NULL")" 37800 "a use, at the price it was sold at"

# --- the coupon's terms, after policy and offer have changed ---
sed 's/days = 30/days = 7/' "$LOUNGE_SHARE/data/policies/coupons.cfg" >"$dir/coupons.cfg"
office 0 import policies "$dir/coupons.cfg" --by 王经理
offer=$(sql "SELECT offer_id FROM coupon")
sed "/^$offer,/s/,fen,[0-9]*,1,/,fen,100,5,/" "$LOUNGE_SHARE/data/offers.csv" >"$dir/offers.csv"
office 0 import offers "$dir/offers.csv"
same "$(sql "SELECT coupon_value FROM offer WHERE offer_id = '$offer'")" 100 "the offer as it is now"
same "$(coupon)" "$terms" "the coupon's terms"
same "$(sql "SELECT date(expires_ms / 1000, 'unixepoch', '+8 hours') FROM coupon")" 2026-12-23 "the coupon's last day"
office 0 coupon redeem "$code" --by 何俊

# --- and the one taken now has the new ones ---
tap prepaid nav.back
tap board board.offers
tap offers "offer.card.$card"
tap offer coupon.take
until_sql "SELECT value, date(expires_ms / 1000, 'unixepoch', '+8 hours') FROM coupon WHERE code <> '$code'" "100|2026-11-30"
kill -TERM "$kiosk_pid"
kiosk_end 0
