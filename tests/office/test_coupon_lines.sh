# lounge coupon redeem -: what a scanner types, line by line; 200 bad codes change nothing; coupons found by plate.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:26:00+08:00
expect 0 init --store-id cd01 --now $now
expect 3 import orders "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv" --now $now
cat >"$dir/offers.csv" <<CSV
offer_id,kind,title_zh,title_en,price,coupon,coupon_value,redeem_kinds,min_sum
wash,wash,亮光蜡洗车,Bright-wax wash,68,fen,3000,,
oil,maintenance,机油升级,Better oil,200,percent,80,maintenance;service_10k,500
CSV
expect 0 import offers "$dir/offers.csv" --now $now
same "$(sql "SELECT group_concat(redeem_kinds || '/' || coalesce(min_sum_fen, ''), ' ') FROM (SELECT * FROM offer ORDER BY position)")" \
    "/ maintenance service_10k/50000" "conditions in the table"
sed -i 's/maintenance;service_10k/maintenance;gardening/' "$dir/offers.csv"
expect 3 import offers "$dir/offers.csv" --now $now
has "$out$err" "unknown_redeem_kind" "a kind of work that there is none of"
same "$(sql "SELECT redeem_kinds FROM offer WHERE offer_id = 'oil'")" "maintenance service_10k" "the offer as it was"

# Coupons as the panel makes them: codes need the store's key, so the panel itself is asked, by its robot.
take() { # SERIAL: prints a code; made by the program, never by this test
    "$LOUNGE_BUILD/lounge-kiosk" --db "$db" --now $now --screen coupon --dump "$dir/dump$1" --lang zh --size 1280x720 \
        --json-only >/dev/null 2>&1
    sqlite3 :memory: "SELECT i.value ->> '\$.text' FROM json_each(CAST(readfile('$(echo "$dir/dump$1"/*.json)') AS TEXT),
        '\$.items') i WHERE (i.value ->> '\$.text') GLOB '????-????-????' LIMIT 1"
}
code=$(take 1)
[ -n "$code" ] || fail "the panel shows no code"
# a dump works on a copy: the store made this code, but its records do not have it
expect 1 coupon show "$code"
has "$err" "ask the manager" "a code of ours that is not in the records"

# 200 bad codes: each named, nothing changed.
before=$(sql .dump | sha256sum)
{
    i=0
    while [ $i -lt 50 ]; do
        echo "$code" | sed "s/^./$(printf %x $((i % 16)))/;s/.\$/$((i % 10))/" # symbols wrong
        echo "K7PM-4XQ2-$i"
        echo "优惠券 第 $i 张"
        echo "https://example.cn/c/UUUU-UUUU-$i"
        i=$((i + 1))
    done
} | grep -v "^$code\$" | head -200 >"$dir/bad"
lines=$(wc -l <"$dir/bad")
[ "$lines" -ge 198 ] || fail "only $lines bad codes"
"$lounge" coupon redeem - --by 吧台 --now $now <"$dir/bad" >"$dir/out" 2>"$dir/err"
same "$?" 3 "bad codes"
same "$(grep -c '^line [0-9]*: ' "$dir/err")" "$lines" "bad codes named"
same "$(cat "$dir/out")" "" "bad codes on stdout"
same "$(sql .dump | sha256sum)" "$before" "the store after bad codes"
finish
