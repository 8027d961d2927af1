# lounge demo: today's store at any hour; nothing on the same day; made anew on a later one; never over a real store.
. "$(dirname "$0")/common.sh"
orders=$(grep -o '^RO[0-9]*' "$LOUNGE_SHARE/data/orders.csv" | sort -u | wc -l)
noon=2026-12-08T12:07:30+08:00
night=2026-12-08T23:41:00+08:00
morning=2026-12-09T06:02:00+08:00

expect 0 demo --now $noon
has "$out" "demo store" "demo"
board() { # TIME
    expect 0 orders --json --now "$1"
    cp "$dir/out" "$dir/board.json"
    json_of "$dir/board.json" "json_array_length(j)"
}
cars=$(sql "SELECT count(*) FROM v_orders WHERE order_no LIKE 'RO261208%' AND stage <> 'delivered' AND kind <> 'pds'")
same "$(board $noon)" "$cars" "cars on the board"
[ "$cars" -ge 20 ] || fail "only $cars cars on the board"
same "$(sql "SELECT datetime(max(exported_ms) / 1000, 'unixepoch', '+8 hours') FROM import_file WHERE subject = 'orders'")" \
    "2026-12-08 12:00:00" "the export was written just now"
same "$(sql "SELECT orders, refused FROM import_file WHERE subject = 'orders'")" "$orders|0" "orders and refused lines"
same "$(sql "SELECT count(*) FROM work_order WHERE order_no LIKE 'RO261208%'")" "$orders" "order numbers of the day"
same "$(sql "SELECT value FROM setting WHERE key = 'demo'")" 1 "marked as a demo"
same "$(sql "PRAGMA integrity_check")" ok integrity
same "$(sql "SELECT count(*) FROM pragma_foreign_key_check")" 0 "foreign keys"
same "$(sql "SELECT count(*) FROM work_order WHERE arrived_ms > (SELECT max(exported_ms) FROM import_file)")" 0 "orders of the future"
expect 0 orders --now $noon
has "$err" "demo store" "a listing of a demo says so"

# The simulation is about what its rules say.
between() { # NAME SQL LEAST MOST
    local got
    got=$(sql "$2")
    [ "$got" -ge "$3" ] && [ "$got" -le "$4" ] || fail "$1: $got, not within $3–$4"
}
between "past orders" "SELECT count(*) FROM work_order WHERE order_no NOT LIKE 'RO261208%'" 2500 3200
between "maintenance, %" "SELECT 100 * sum(kind = 'maintenance') / count(*) FROM work_order" 38 48
between "ratings, % of visits" "SELECT 100 * (SELECT count(*) FROM rating) / count(*) FROM work_order WHERE kind <> 'pds'" 16 24
between "ratings of 4 and 5, %" "SELECT 100 * sum(score >= 4) / count(*) FROM rating" 65 85
between "complaints" "SELECT count(*) FROM complaint" 40 200
between "states of cases" "SELECT count(DISTINCT state) FROM v_complaints" 3 6
between "coupons" "SELECT count(*) FROM coupon WHERE source = 'offer'" 80 260
between "redeemed, %" "SELECT 100 * sum(redeemed_ms IS NOT NULL) / count(*) FROM v_coupons WHERE source = 'offer'" 25 50
between "exact stages, %" "SELECT 100 * sum(seen_ms - since_ms <= 900000) / count(*) FROM order_stage
    WHERE order_no NOT LIKE 'RO261208%'" 100 100
same "$(sql "SELECT group_concat(what) FROM audit WHERE what = 'apology.grant'")" apology.grant "one car is late enough for an apology"
same "$(sql "SELECT count(*), sum(state = 'visit'), sum(outcome = 'won') FROM v_leads WHERE desk = 'recall' AND
    lead_id IN (SELECT lead_id FROM lead WHERE about IN ('lost', 'never'))")" "7|2|1" "customers who are lost, visits at home, one won back"
between "leads of cars that were due" "SELECT count(*) FROM lead WHERE desk = 'recall' AND about = 'due'" 5 80
between "words in English" "SELECT count(*) FROM rating WHERE lang = 'en'" 10 100
same "$(sql "SELECT count(*) FROM work_order WHERE order_no NOT LIKE 'RO261208%' AND stage <> 'delivered'")" 0 "past and open"
same "$(sql "SELECT count(*) FROM rating WHERE at_ms > (SELECT max(exported_ms) FROM import_file)")" 0 "ratings of the future"
same "$(sql "SELECT count(*) FROM v_ratings WHERE strftime('%H%M', at_ms / 1000, 'unixepoch', '+8 hours') NOT BETWEEN '0830' AND '1815'")" \
    0 "ratings outside business hours"

# The same day: nothing, whatever the hour. What was left in it stays.
sum=$(sha256sum "$db")
expect 0 demo --now $night
has "$out" "--anew" "again on the same day"
same "$(sha256sum "$db")" "$sum" "again on the same day"
[ -e "$db-wal" ] && fail "a log is left"

# A later day: made anew; nothing of the making is left.
expect 0 demo --now $morning
same "$(sql "SELECT datetime(max(exported_ms) / 1000, 'unixepoch', '+8 hours') FROM import_file WHERE subject = 'orders'")" \
    "2026-12-09 06:00:00" "the next morning"
same "$(board $morning)" "$cars" "cars on the board, the next morning"
expect 0 coupon show "$(sql "SELECT code FROM coupon LIMIT 1")"
same "$(ls "$dir/store")" "lounge.db
lounge.db.key" "the folder"
expect 0 doctor --now $morning
expect 0 demo --anew --now $morning
same "$(board $morning)" "$cars" "cars on the board, made anew"

# The same seed and day give the same past.
"$lounge" --db "$dir/twin.db" --now $morning demo >/dev/null
past="SELECT order_no, arrived_ms, delivered_ms, stage FROM v_orders ORDER BY order_no"
same "$(sql "$past" "$dir/twin.db" | sha256sum)" "$(sql "$past" | sha256sum)" "the past of a twin"

# Somebody has it open: told, and left as it is.
mkfifo "$dir/fifo"
sqlite3 "$db" <"$dir/fifo" >/dev/null &
exec 3>"$dir/fifo"
echo "SELECT count(*) FROM rating;" >&3
for _ in $(seq 100); do [ -e "$db-wal" ] && break; sleep 0.05; done
expect 1 demo --now 2026-12-11T10:00:00+08:00
has "$err" "open in another program" "a demo in use"
exec 3>&-
wait
expect 0 demo --now 2026-12-11T10:00:00+08:00
same "$(ls "$dir/store")" "lounge.db
lounge.db.key" "the folder after all"

# A real DMS's export, odd spellings and all: the same lines are refused, and a day without a time stays one.
mkdir "$dir/share"
cp -r "$LOUNGE_SHARE/data" "$dir/share/"
cp "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv" "$dir/share/data/orders.csv"
LOUNGE_SHARE=$dir/share expect 0 demo --db "$dir/odd.db" --now 2026-12-08T17:31:00+08:00
sql_odd() { sql "$1" "$dir/odd.db"; }
same "$(sql_odd "SELECT orders, refused FROM import_file WHERE subject = 'orders'")" "56|3" "orders and refused lines of the sample"
for order in "0028 parts_at_ms 2026-12-10 00:00:00" "0005 arrived_ms 2026-12-08 11:50:00" "0006 arrived_ms 2026-12-08 12:10:00" \
    "0027 parts_at_ms 2026-12-08 19:50:00"; do
    set -- $order
    same "$(sql_odd "SELECT datetime($2 / 1000, 'unixepoch', '+8 hours') FROM work_order WHERE order_no = 'RO261208$1'")" "$3 $4" \
        "$2 of order $1"
done
same "$(sql_odd "SELECT vin FROM work_order WHERE order_no = 'RO2612080012'")" LFM9JJE3566WU8689 "a VIN wrapped by a spreadsheet"

# Never over a real store.
expect 0 init --db "$dir/real/l.db"
sum=$(sha256sum "$dir/real/l.db")
expect 4 demo --db "$dir/real/l.db"
has "$err" "real store" "a real store"
same "$(sha256sum "$dir/real/l.db")" "$sum" "a real store is untouched"
LOUNGE_SHARE=$dir/nowhere expect 1 demo --db "$dir/x/l.db"
same "$(ls "$dir/x")" "" "left behind by a demo that failed"
mkdir "$dir/zh"
: >"$dir/zh/l.db" # what an interrupted creation leaves
expect 0 --lang zh demo --db "$dir/zh/l.db"
has "$out" "演示门店" "demo in Chinese"
finish
