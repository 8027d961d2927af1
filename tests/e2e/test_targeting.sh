# The six axes by taps on the real kiosk: a car is opened, the two questions are answered, the list's order changes, the
# offer says why it fits, and "show everything" brings the catalogue back. Read by sqlite3 and by what is tapped then.
. "$(dirname "$0")/kiosk.sh"
make_store
cat >"$dir/offers.csv" <<'END'
offer_id,kind,title_zh,title_en,price,minutes,coupon,coupon_value,habit,environment,rule
all,wash,洗车,Wash,48,30,fen,500,,,
asked,maintenance,换电瓶,Battery,580,20,fen,10000,,,any(habit short & environment dust)
dusty,wash,发动机舱,Engine bay,120,40,fen,1000,,!dust,
END
office 0 import offers "$dir/offers.csv"
display_start
kiosk_start

# The car that the dumps of My car show too: the first in work that waits for nothing and can be opened by a phone.
"$lounge" --now "$now" orders --json >"$dir/orders"
row=0
while read -r n order; do
    digits=$(sql "SELECT substr(p.phone, -4) FROM work_order o JOIN person p ON p.person_id = o.owner_id
                  WHERE o.order_no = '$order' AND length(p.phone) = 11 AND p.plate <> ''" | sed 's/./& /g')
    [ -z "$digits" ] || { row=$n && break; }
done < <(sqlite3 -separator ' ' :memory: "SELECT key + 1, value ->> 'order_no' FROM json_each(CAST(readfile('$dir/orders') AS TEXT))
         WHERE value ->> 'stage' = 'in_work' AND value ->> 'hold' = '' ORDER BY key")
[ "$row" != 0 ] || fail "no car can be opened"

results() { # in the order shown
    office 0 offers explain --order "$order" --json
    sqlite3 :memory: "SELECT group_concat(x, ' ') FROM (SELECT value ->> 'offer_id' || ':' || (value ->> 'result') AS x
        FROM json_each(CAST(readfile('$dir/out') AS TEXT)) GROUP BY value ->> 'offer_id' ORDER BY min(key))"
}
coupon_of_first_card() { # from the list of offers; ends on the board
    local before
    before=$(sql "SELECT count(*) FROM coupon")
    tap fitting offer.card.1
    tap offer coupon.take
    until_sql "SELECT count(*) FROM coupon" $((before + 1))
    until_still
    sql "SELECT offer_id FROM coupon ORDER BY serial DESC LIMIT 1" >"$dir/first"
    tap coupon coupon.done
}

same "$(results)" "all:everybody asked:not_known dusty:not_known" "before anything was said"
tap board "board.row.$row"
# shellcheck disable=SC2086 # four digits
keys unlock $digits
tap mycar mycar.all
tap forcar mycar.habits
tap habits habits.habit.short
tap habits habits.place.dust
same "$(sql "SELECT count(*) FROM car_use")" 0 "answers before they were saved"
tap habits habits.save
until_sql "SELECT habit || '|' || environment FROM v_car_use" "short|dust"
until_still
same "$(results)" "asked:fits all:everybody dusty:does_not_fit" "after both answers"

tap forcar nav.back # to My car
tap mycar nav.back  # to the board, the visit goes on
tap board board.offers
coupon_of_first_card
same "$(cat "$dir/first")" asked "the first card of a car it fits"
same "$(sql "SELECT count(*) FROM coupon WHERE order_no = '$order'")" 1 "coupons of the car"

tap board board.offers
tap fitting offers.fits
coupon_of_first_card
same "$(cat "$dir/first")" all "the first card with everything shown"

# Nothing of what was said is in the log.
for secret in short dust "$(sql "SELECT plate FROM v_orders WHERE order_no = '$order'")"; do
    if grep -qF -- "$secret" "$dir/kiosk.err" "$dir/kiosk.out"; then fail "the kiosk's log tells \"$secret\""; fi
done
kill -TERM "$kiosk_pid"
kiosk_end 0
same "$(sql "PRAGMA integrity_check")" ok "the database"
