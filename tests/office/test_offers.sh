# lounge offers and lounge offers explain: the catalogue, and every condition with what is known of one car, against what
# sqlite3 says of it.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:26:00+08:00
l() { expect 0 --now $now "$@"; }

l init --store-id cd-01
l import models "$LOUNGE_SHARE/data/models.csv"
cat >"$dir/offers.csv" <<'END'
offer_id,kind,title_zh,title_en,price,model,age_months,mileage_km,visits_12m,habit,environment,rule
all,wash,洗车,Wash,48,,,,,,,
many-km,maintenance,节气门,Throttle,82,,,40000-,,,,
few-km,warranty,延保,Warranty,980,,,-40000,,,,else hide
asked,maintenance,电瓶,Battery,580,,,,,short,,
either,maintenance,制动液,Fluid,260,,,,,,,"any(mileage_km 40000-, environment dust)"
none,wash,蜡,Wax,68,没有这款车,,,,,,
END
l import offers "$dir/offers.csv"
expect 3 --now $now import orders "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv"

l offers
has "$out" "any(mileage_km 40000-, environment dust)" "the catalogue's rules"
has "$out" "mileage_km -40000 else hide" "a rule that hides"
l offers --json
same "$(json_of "$dir/out" "json_array_length(j)")" 6 "offers of the catalogue"
same "$(json_of "$dir/out" "j ->> '\$[1].price_fen'")" 8200 "a price"

order=$(sql "SELECT order_no FROM v_orders WHERE mileage_km > 40000 AND stage = 'in_work' LIMIT 1")
km=$(sql "SELECT mileage_km FROM v_orders WHERE order_no = '$order'")
model=$(sql "SELECT model FROM v_orders WHERE order_no = '$order'")
l offers explain --order "$order" --json
cp "$dir/out" "$dir/explained"
rows() { # WHERE
    sqlite3 :memory: "SELECT group_concat(x, ' ') FROM (SELECT r.value ->> 'offer_id' || ':' || (r.value ->> 'result') ||
        ':' || coalesce(r.value ->> 'verdict', '-') AS x FROM json_each(CAST(readfile('$dir/explained') AS TEXT)) r)"
}
same "$(rows)" "many-km:fits:yes either:fits:yes either:fits:yes either:fits:not_known all:everybody:- asked:not_known:not_known none:does_not_fit:no few-km:hidden:no" "each verdict, in the order shown"
same "$(json_of "$dir/explained" "j ->> '\$[0].condition'")" "mileage_km 40000-" "the condition"
same "$(json_of "$dir/explained" "j ->> '\$[0].value'")" "$km" "this car's mileage"
same "$(json_of "$dir/explained" "j ->> '\$[6].value'")" "$model" "this car's model"
same "$(json_of "$dir/explained" "j -> '\$[5].value'")" null "what is not known"

l offers explain --order "$order"
has "$out" "does not fit" "the table"
has "$out" "not known" "the table"
l --lang zh offers explain --order "$order"
has "$out" "不适合" "the table in Chinese"
expect 1 --now $now offers explain --order RO404
has "$err" "no such work order" "an order that is not there"
expect 2 --now $now offers explain
expect 2 --now $now offers --order "$order"
expect 2 --now $now offers dance

# What its customer says is known from then on.
car=$(sql "SELECT lower(hex(randomblob(16)))")
sql "INSERT INTO car SELECT '$car', store_id, vin, owner_id, 0 FROM work_order WHERE order_no = '$order'"
sql "INSERT INTO car_use VALUES ('u1', 'cd-01', '$car', 'v', 'short city', '', 1, '')"
l offers explain --order "$order" --json
cp "$dir/out" "$dir/explained"
case $(rows) in *"asked:fits:yes"*) ;; *) fail "an answer does not count: $(rows)" ;; esac
for secret in $(sql "SELECT name || ' ' || phone || ' ' || plate FROM person p JOIN work_order o ON o.owner_id = p.person_id WHERE o.order_no = '$order'"); do
    case $out in *"$secret"*) fail "offers explain tells $secret" ;; esac
done
finish
