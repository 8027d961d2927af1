# lounge leads: by desk, taken, visited, closed; --watch tells of each once; recall finds the same customers once.
. "$(dirname "$0")/common.sh"
at=(--now 2026-11-23T14:26:00+08:00)
expect 0 "${at[@]}" init
expect 0 "${at[@]}" import models "$LOUNGE_SHARE/data/models.csv"
expect 3 "${at[@]}" import orders "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv"
store=$(sql "SELECT value FROM setting WHERE key = 'store.id'")
order=$(sql "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE length(p.phone) = 11
             AND p.plate <> '' AND o.stage <> 'delivered' LIMIT 1")
plate=$(sql "SELECT p.plate FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE o.order_no = '$order'")
lead() { # ID KIND DESK ABOUT
    sql "INSERT INTO lead (lead_id, store_id, kind, desk, order_no, about, at_ms, at_local)
         VALUES ('$1', '$store', '$2', '$3', '$order', '$4', 1795412000000, '')"
}
a=019ab0c1-0000-7000-8000-00000000aaaa
lead $a renewal insurance renewal:2/B
lead 019ab0c1-0000-7000-8000-00000000bbbb show bar offer:acc-dashcam

expect 0 "${at[@]}" leads
has "$out" 0000aaaa "all desks"
has "$out" 0000bbbb "all desks"
expect 0 "${at[@]}" leads --desk insurance
has "$out" "tier 2, choice B" "what"
has "$out" "$plate" "the plate, unmasked"
lead 019ab0c1-0000-7000-8000-00000000d001 prepaid advisor prepaid:five/3
lead 019ab0c1-0000-7000-8000-00000000d002 warranty advisor warranty:two
lead 019ab0c1-0000-7000-8000-00000000d003 booking advisor service
lead 019ab0c1-0000-7000-8000-00000000d004 callback advisor offer:gone
for subject in prepaid warranty bar; do expect 0 "${at[@]}" import policies "$LOUNGE_SHARE/data/policies/$subject.cfg"; done
expect 0 "${at[@]}" import offers "$LOUNGE_SHARE/data/offers.csv"
sql "UPDATE lead SET detail = 'day=2026-12-03 slot=18:30 pickup=1 keep_gift=1' WHERE kind = 'booking'"
sql "UPDATE lead SET detail = 'seat=B1' WHERE kind = 'show'"
expect 0 "${at[@]}" leads --desk advisor
has "$out" "Five services, the first 3" "a package"
has "$out" "2 years or 60,000 km more" "a warranty's term"
has "$out" "2026-12-03, 18:30, pick-up and return, today's gift is kept" "a booking"
has "$out" "offer:gone" "an offer that nothing is known of"
expect 0 "${at[@]}" --lang zh leads --desk advisor
has "$out" "五次套餐，前 3 次" "a package, in Chinese"
has "$out" "2026-12-03，18:30，上门取送车，保留本期礼品" "a booking, in Chinese"
expect 0 "${at[@]}" leads --desk bar
has "$out" "Dash camera" "an offer"
has "$out" "Table B1" "the seat"
expect 0 "${at[@]}" --lang zh leads --desk bar --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].about', '\$[0].detail', '\$[0].title')")" \
    '["offer:acc-dashcam","seat=B1","行车记录仪"]' "ids and the title in JSON"
same "$(sql "SELECT offer FROM v_leads WHERE kind = 'show'")" "行车记录仪" "the view has the offer's title"
expect 0 "${at[@]}" leads --desk insurance
case $out in *0000bbbb*) fail "the bar's lead at the insurance desk" ;; esac
expect 2 "${at[@]}" leads --desk cellar
expect 0 "${at[@]}" leads --desk insurance --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].about')")" renewal:2/B "raw in JSON"

expect 2 "${at[@]}" leads take 0000aaaa
expect 0 "${at[@]}" leads take 0000aa --by 小李 # the beginning of what is listed
expect 4 "${at[@]}" leads take 0000aaaa --by 小陈
expect 2 "${at[@]}" leads visit 0000aaaa --by 小李
expect 0 "${at[@]}" leads visit 0000aaaa --day 2026-11-28 --by 小李
has "$out" 2026-11-28 "the visit's day"
expect 1 "${at[@]}" leads visit 0000aaaa --day 2026-11-22 --by 小李
expect 2 "${at[@]}" leads "done" 0000aaaa --by 小李
expect 1 "${at[@]}" leads "done" 0000aaaa --by 小李 --outcome perhaps
expect 0 "${at[@]}" leads "done" 0000aaaa --by 小李 --outcome won --note 已收定金
expect 4 "${at[@]}" leads take $a --by 小陈
expect 1 "${at[@]}" leads take ffff --by 小陈
same "$(sql "SELECT state, outcome, \"by\", visit_day FROM v_leads WHERE lead_id = '$a'")" "done|won|小李|2026-11-28" view
same "$(sql "SELECT group_concat(what, ' ') FROM (SELECT what FROM audit WHERE what LIKE 'lead.%' ORDER BY what)")" \
    "lead.done lead.taken lead.visit" "the audit"
expect 0 "${at[@]}" audit --what lead
has "$out" "renewal $order" "the lead by its kind and order"
expect 0 "${at[@]}" audit --what lead --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].about', '\$[0].named')")" "[\"$a\",\"renewal $order\"]" "key and name"

# --- recall: a day two years on everybody who was here is lost; the same day again makes nobody ---
expect 0 --now 2028-11-23T10:00:00+08:00 leads recall --by 店长
n=$(sql "SELECT count(*) FROM lead WHERE kind = 'recall'")
[ "$n" -gt 0 ] || fail "nobody is called in"
same "$(sql "SELECT count(DISTINCT car_id) FROM lead WHERE kind = 'recall'")" "$n" "one a car"
expect 0 --now 2028-11-23T11:00:00+08:00 leads recall
same "$(sql "SELECT count(*) FROM lead WHERE kind = 'recall'")" "$n" "the same day again"
expect 0 "${at[@]}" leads --desk recall --json
same "$(json_of "$dir/out" "json_array_length(j)")" "$n" "listed at their desk"

# --- --watch: those open now, then what comes; ended by a signal with 0 ---
waits_for() { # PATTERN
    for _ in $(seq 200); do
        grep -q "$1" "$dir/watch" && return
        sleep 0.05
    done
    fail "--watch does not tell of $1"
}
"$lounge" leads --watch --desk bar >"$dir/watch" 2>"$dir/watch.err" &
watcher=$!
waits_for 0000bbbb
lead 019ab0c1-0000-7000-8000-00000000cccc show bar offer:acc-mats
waits_for 0000cccc
kill -TERM $watcher
wait $watcher
same "$?" 0 "--watch ends with"
same "$(grep -c 0000bbbb "$dir/watch")" 1 "told once"
finish
