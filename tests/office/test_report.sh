# lounge report and lounge bulletin: figures as plain SQL finds them, every format, pages that are well-formed and
# stand alone, and a bulletin that stays one sheet.
. "$(dirname "$0")/common.sh"
expect 0 demo
from=$(sql "SELECT date(max(day), '-20 days') FROM offer_count")
to=$(sql "SELECT max(day) FROM offer_count")

# ---- by offer, as SQL of its own says; joined by names so that none is missing on either side
expect 0 report offers --from "$from" --to "$to" --format json
wanted="
WITH item(id) AS (SELECT item_id FROM offer_count WHERE subject = 'offer' AND axis = '' AND day BETWEEN '$from' AND '$to'
    UNION SELECT offer_id FROM coupon WHERE offer_id IS NOT NULL AND substr(issued_local, 1, 10) BETWEEN '$from' AND '$to'
    UNION SELECT c.offer_id FROM coupon_event e JOIN coupon c USING (coupon_id)
        WHERE c.offer_id IS NOT NULL AND e.kind = 'redeemed' AND substr(e.at_local, 1, 10) BETWEEN '$from' AND '$to' AND NOT EXISTS
        (SELECT 1 FROM coupon_event u WHERE u.coupon_id = e.coupon_id AND u.seq > e.seq)),
taken AS (SELECT offer_id, coupon_id FROM coupon WHERE substr(issued_local, 1, 10) BETWEEN '$from' AND '$to'),
used AS (SELECT coupon_id, max(seq), kind AS act, at_local FROM coupon_event GROUP BY coupon_id)
SELECT id || ' ' ||
    (SELECT coalesce(sum(n), 0) FROM offer_count WHERE item_id = id AND axis = '' AND kind = 'shown' AND day BETWEEN '$from' AND '$to') || ' ' ||
    (SELECT coalesce(sum(n), 0) FROM offer_count WHERE item_id = id AND axis = '' AND kind = 'shown' AND place = 'board' AND day BETWEEN '$from' AND '$to') || ' ' ||
    (SELECT coalesce(sum(n), 0) FROM offer_count WHERE item_id = id AND axis = '' AND kind = 'opened' AND day BETWEEN '$from' AND '$to') || ' ' ||
    (SELECT count(*) FROM taken WHERE offer_id = id) || ' ' ||
    (SELECT count(*) FROM used JOIN coupon USING (coupon_id) WHERE offer_id = id AND act = 'redeemed' AND substr(at_local, 1, 10) BETWEEN '$from' AND '$to') || ' ' ||
    (SELECT count(*) FROM used JOIN taken USING (coupon_id) WHERE offer_id = id AND act = 'redeemed')
FROM item ORDER BY id"
sql "$wanted" >"$dir/want"
sqlite3 :memory: "SELECT json_extract(value, '\$.key') || ' ' || json_extract(value, '\$.shown') || ' ' ||
    json_extract(value, '\$.shown_on_board') || ' ' || json_extract(value, '\$.opened') || ' ' ||
    json_extract(value, '\$.taken') || ' ' || json_extract(value, '\$.redeemed') || ' ' ||
    json_extract(value, '\$.taken_redeemed') FROM json_each(readfile('$dir/out'), '\$.tables[0].rows') ORDER BY json_extract(value, '\$.key')" >"$dir/got"
[ -s "$dir/want" ] || fail "there is nothing to compare"
cmp -s "$dir/got" "$dir/want" || fail "figures by offer: $(diff "$dir/got" "$dir/want" | head -6)"

# ---- however it is cut, the sums are the same
for by in offer kind place day week hour; do
    expect 0 report offers --from "$from" --to "$to" --by $by --format json
    sums=$(sqlite3 :memory: "SELECT sum(json_extract(value, '\$.shown')) || ' ' || sum(json_extract(value, '\$.opened')) ||
        ' ' || sum(json_extract(value, '\$.taken')) || ' ' || sum(json_extract(value, '\$.redeemed')) || ' ' ||
        sum(json_extract(value, '\$.money_fen')) FROM json_each(readfile('$dir/out'), '\$.tables[0].rows')")
    [ "$by" = offer ] && first=$sums
    same "$sums" "$first" "sums by $by"
done

# ---- an order's amount is money once, with two coupons of it as with one
order=$(sql "SELECT o.order_no FROM work_order o WHERE o.amount_fen > 0 AND NOT EXISTS (SELECT 1 FROM coupon c WHERE c.order_no = o.order_no) LIMIT 1")
amount=$(sql "SELECT amount_fen FROM work_order WHERE order_no = '$order'")
codes=$(sql "SELECT code FROM v_coupons WHERE redeemed_ms IS NULL AND undone_ms IS NULL AND order_no IS NULL AND expires_ms > (SELECT max(issued_ms) FROM coupon) LIMIT 2")
before=$("$lounge" report offers --format json 2>/dev/null >"$dir/b"; sqlite3 :memory: "SELECT sum(json_extract(value, '\$.money_fen')) FROM json_each(readfile('$dir/b'), '\$.tables[0].rows')")
for code in $codes; do
    sql "UPDATE coupon SET order_no = '$order' WHERE code = '$code'"
    expect 0 coupon redeem "$code" --by 何俊
done
after=$("$lounge" report offers --format json 2>/dev/null >"$dir/b"; sqlite3 :memory: "SELECT sum(json_extract(value, '\$.money_fen')) FROM json_each(readfile('$dir/b'), '\$.tables[0].rows')")
same "$(echo "$codes" | wc -l)" 2 "two coupons to redeem"
same "$((after - before))" "$amount" "the money of one order"

# ---- of cars: groups of fewer than five are not there
sql "INSERT INTO offer_count SELECT store_id, date('$to', '-6 days', 'weekday 1'), -1, 'offer', 'paint-wax', 'shown', '', 'model', 'rare', 4 FROM offer_count LIMIT 1;
     INSERT INTO offer_count SELECT store_id, date('$to', '-6 days', 'weekday 1'), -1, 'offer', 'paint-wax', 'shown', '', 'model', 'common', 5 FROM offer_count LIMIT 1"
expect 0 report offers --by axis
has "$out" "common" "a group of five"
case $out in *rare*) fail "a group of four is told" ;; esac
has "$out" "left out" "what is left out is said"
expect 0 report offers --by axis --format json
same "$(sqlite3 :memory: "SELECT count(*) FROM json_each(readfile('$dir/out'), '\$.tables[0].rows') WHERE json_extract(value, '\$.shown') < 5
    OR json_extract(value, '\$.taken') < 5 OR json_extract(value, '\$.redeemed') < 5
    OR (json_extract(value, '\$.redeemed') IS NULL AND json_extract(value, '\$.money_fen') IS NOT NULL)")" 0 "few coupons are told of no group"

# ---- pages
well_formed() { # FILE: what an XML reader would ask: every element closed, in order; and nothing from a network
    awk 'BEGIN { RS = "<"; bad = 0 } NR == 1 { next }
        { tag = $0; sub(/>.*/, "", tag); closed = tag ~ /\/$/; name = tag; sub(/[ \/\n].*/, "", name)
          if (tag ~ /^!/) next
          if (tag ~ /^\//) { name = substr(tag, 2); if (stack[depth] != name) { bad = 1; exit } depth-- }
          else if (!closed) stack[++depth] = name }
        END { exit bad || depth != 0 }' "$1" || fail "$1 is not well-formed"
    grep -Eq 'src=|href=|url\(|@import|<script' "$1" && fail "$1 needs something from outside"
    grep -q '@page{size:A4' "$1" || fail "$1 is not set for A4"
    grep -q 'prefers-color-scheme:dark' "$1" || fail "$1 has no dark"
}
for by in offer week hour axis; do
    expect 0 report offers --by $by --format html -o "$dir/$by.html"
    well_formed "$dir/$by.html"
done
expect 0 --lang zh report activity winter-check --format html -o "$dir/activity.html"
well_formed "$dir/activity.html"
for part in 一、 二、 三、 四、 五、; do has "$(cat "$dir/activity.html")" "$part" "the five parts"; done
expect 0 report activity "Free winter check"
has "$out" "5. Evaluation" "an activity by its title"
expect 0 report offers --format csv -o "$dir/offers.csv"
has "$(head -1 "$dir/offers.csv")" "key,label,shown" "CSV's head"
expect 1 report activity nothing
expect 2 report offers --by moon
expect 2 report offers --from 2026-02-30
expect 2 report dance
expect 0 report
has "$out" "activity" "the list of reports"

# ---- the bulletin stays one sheet: a most of lines in every part, whatever the store does
expect 0 --lang zh bulletin -o "$dir/one.html"
well_formed "$dir/one.html"
has "$(cat "$dir/one.html")" "冬季免费检测周" "this week's activity"
has "$(cat "$dir/one.html")" "四轮定位" "the deposit's choices"
has "$(cat "$dir/one.html")" "养护礼 ¥800 + 50 公里内事故拖车 ¥500 = ¥1,300" "the deposit's whole gift"
lines() { grep -Ec '<tr>|<li>|<span class="v"|<h2>|<h3>' "$1"; }
{ head -1 "$LOUNGE_SHARE/data/activities.csv"; sed -n 2p "$LOUNGE_SHARE/data/activities.csv" >"$dir/row"
  for i in $(seq 40); do sed "s/^kids-wash,[^,]*,[^,]*/busy-$i,很长的活动名称很长的活动名称很长的活动名称很长的活动名称 $i,A very long name of an activity that goes on and on $i/" "$dir/row"; done; } >"$dir/many.csv"
expect 0 import activities "$dir/many.csv"
sql "UPDATE offer SET from_day = (SELECT date('now', '+8 hours', '-6 days', 'weekday 1')), title_zh = title_zh || title_zh || title_zh || title_zh || title_zh"
expect 0 --lang zh bulletin -o "$dir/full.html"
well_formed "$dir/full.html"
[ "$(lines "$dir/full.html")" -le 44 ] || fail "a full week has $(lines "$dir/full.html") lines"
has "$(cat "$dir/full.html")" "另有 35 项" "what is left out is counted"
[ -n "${LOUNGE_KEEP:-}" ] && cp "$dir/full.html" "$LOUNGE_KEEP"

finish
