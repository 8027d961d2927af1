# A customer at the real kiosk, under Xvfb: asks to be shown an offer and says where they sit, asks to be called about it
# at a number they type, and with their car open at the number on record; read by sqlite3 and `lounge leads`.
. "$(dirname "$0")/kiosk.sh"
make_store
display_start
kiosk_start

# --- show me: nobody has opened a car ---
tap board board.offers
tap offers offer.card.1
tap offer offer.show
tap show show.seat.3
same "$(sql "SELECT count(*) FROM lead")" 0 "leads before the second tap"
tap show show.send
offer=$(sql "SELECT offer_id FROM offer WHERE withdrawn = 0 ORDER BY position, offer_id LIMIT 1")
until_sql "SELECT kind, desk, about, detail, order_no IS NULL, phone, state FROM v_leads" "show|bar|offer:$offer|seat=B1|1||open"
until_still
office 0 leads --desk bar --lang zh
grep -q "$(sql "SELECT title_zh FROM offer WHERE offer_id = '$offer'")" "$dir/out" || fail "lounge leads does not name the offer: $(cat "$dir/out")"
keep
office 0 leads take "$(sql "SELECT lead_id FROM lead WHERE kind = 'show'")" --by 周洁
until_changed "the page says who is coming"
until_still

# --- call me: a number is typed ---
tap offer offer.call
keys callme 1 9 9 0 0 0 1 2 8 8 0
same "$(sql "SELECT count(*) FROM lead WHERE kind = 'callback'")" 0 "callbacks before one was sent"
tap callme callme.send
until_sql "SELECT desk, about, order_no IS NULL, phone FROM v_leads WHERE kind = 'callback'" "advisor|offer:$offer|1|19900012880"
office 0 leads --desk advisor --json
same "$(sqlite3 :memory: "SELECT group_concat(value ->> 'phone') FROM json_each(CAST(readfile('$dir/out') AS TEXT))")" 19900012880 "whom the desk calls"
office 0 leads --desk bar --json
same "$(sqlite3 :memory: "SELECT group_concat(value ->> 'phone') FROM json_each(CAST(readfile('$dir/out') AS TEXT))")" "" "what the bar is told of numbers"
tap offer nav.back
tap offers nav.back

# --- with the car open: the number on record, shown masked ---
order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id
             WHERE o.stage = 'in_work' AND o.hold = '' AND o.gone = 0 AND o.kind <> 'pds' AND p.plate <> ''
             AND length(p.phone) = 11 ORDER BY o.arrived_ms, o.order_no LIMIT 1")
sql "UPDATE work_order SET arrived_ms = 1 + (SELECT min(arrived_ms) FROM work_order) - 60000 WHERE order_no = '$order'"
sleep 1
until_still
tap board board.row.1
# shellcheck disable=SC2046 # four digits
keys unlock $(sql "SELECT substr(p.phone, -4) FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE o.order_no = '$order'" | sed 's/./& /g')
tap mycar nav.back
office 0 offers explain --order "$order" --json
card=$(sqlite3 :memory: "SELECT n FROM (SELECT row_number() OVER (ORDER BY first) AS n, id FROM (SELECT value ->> 'offer_id' AS id,
        min(key) AS first FROM json_each(CAST(readfile('$dir/out') AS TEXT)) WHERE value ->> 'result' <> 'hidden' GROUP BY 1))
        WHERE id NOT LIKE 'mt-%' AND id NOT LIKE 'renewal%' AND id NOT LIKE 'warranty%' AND id NOT LIKE 'bar%'
        AND id NOT IN ('trade-in', 'recycling-parts') AND id <> '$offer' ORDER BY n LIMIT 1")
tap board board.offers
tap fitting "offer.card.$card"
tap offer offer.call
same "$(sql "SELECT count(*) FROM lead WHERE order_no = '$order'")" 0 "leads of the car before the second tap"
tap callback lead.yes
until_sql "SELECT kind, order_no, phone, about <> 'offer:$offer' FROM v_leads WHERE order_no IS NOT NULL" "callback|$order||1"
phone=$(sql "SELECT coalesce(nullif(b.phone, ''), w.phone) FROM work_order o JOIN person w ON w.person_id = o.owner_id
             LEFT JOIN person b ON b.person_id = o.bringer_id WHERE o.order_no = '$order'")
office 0 leads --json
same "$(sqlite3 :memory: "SELECT group_concat(value ->> 'phone') FROM json_each(CAST(readfile('$dir/out') AS TEXT))
        WHERE value ->> 'order_no' = '$order'")" "$phone" "whom the desk calls about the car's offer"

for secret in "$phone" 19900012880; do
    if grep -qF -- "$secret" "$dir/kiosk.err" "$dir/kiosk.out"; then fail "the kiosk's log tells \"$secret\""; fi
done
kill -TERM "$kiosk_pid"
kiosk_end 0
