# The bar by taps on the real kiosk: ordered to a seat, shown to the bar at once, taken back while nobody has begun; the
# next one is begun, the panel says so and cannot take it back any more. Read by sqlite3.
. "$(dirname "$0")/kiosk.sh"
make_store
display_start
kiosk_start
listed() { # what the bar sees
    office 0 bar --json
    sqlite3 :memory: "SELECT coalesce(group_concat((value ->> 'number') || ' ' || (value ->> 'seat') || ' ' || (value ->> 'state'), ' / '), '')
        FROM json_each(CAST(readfile('$dir/out') AS TEXT))"
}
sum=$(sql "SELECT sum(price_fen * n) FROM (SELECT price_fen, 3 - row_number() OVER (ORDER BY position) AS n FROM offer
    WHERE kind = 'bar' AND withdrawn = 0 LIMIT 2)")

# --- two of the first, one of the second, to seat A1; the second tap orders ---
tap board board.bar
tap bar bar.more.1
tap bar bar.more.1
tap bar bar.more.2
tap bar bar.next
tap bar_order bar.seat.1
same "$(sql "SELECT count(*) FROM bar_order")" 0 "orders before the second tap"
same "$(listed)" "" "the bar's list before"
tap bar_order bar.send
until_sql "SELECT number, seat, state, total_fen FROM v_bar_orders" "1|A1|ordered|$sum"
same "$(listed)" "1 A1 ordered" "the bar's list"
same "$(sql "SELECT group_concat(count || ' ' || price_fen, ' / ') FROM (SELECT * FROM bar_order_item ORDER BY item)")" \
    "$(sql "SELECT group_concat(n || ' ' || price_fen, ' / ') FROM (SELECT price_fen, 3 - row_number() OVER (ORDER BY position) AS n
        FROM offer WHERE kind = 'bar' AND withdrawn = 0 LIMIT 2)")" "what was ordered, at which price"
until_still

# --- taken back: asked once more ---
tap bar_sent bar.cancel
same "$(sql "SELECT state FROM v_bar_orders")" ordered "after one tap"
tap bar_sent bar.cancel
until_sql "SELECT state, cancelled_ms > 0 FROM v_bar_orders" "cancelled|1"
same "$(listed)" "" "the bar's list after it was taken back"
office 4 bar take "$(sql "SELECT bar_order_id FROM bar_order")" --by 小吴
until_still

# --- another, fetched by oneself; the bar begins it while the customer looks ---
tap bar_sent bar.again
tap bar bar.more.2
tap bar bar.next
tap bar_order bar.seat.0
tap bar_order bar.send
until_sql "SELECT number, seat, state FROM v_bar_orders WHERE state <> 'cancelled'" "2||ordered"
until_still
cancel=$(point bar_sent bar.cancel)
keep
office 0 bar take "$(sql "SELECT bar_order_id FROM v_bar_orders WHERE number = 2")" --by 小吴
until_changed "the panel says that it is being made"
until_still
same "$(listed)" "2  taken" "the bar's list after it was begun"
for _ in 1 2; do # where "take it back" was: twice would have done it
    # shellcheck disable=SC2086 # two numbers
    xdotool mousemove $cancel click 1
    sleep 1
done
same "$(sql "SELECT group_concat(number || state || coalesce(taken_by, ''), ' ') FROM (SELECT * FROM v_bar_orders ORDER BY number)")" \
    "1cancelled 2taken小吴" "after taps where it could be taken back"
office 0 bar "done" "$(sql "SELECT bar_order_id FROM v_bar_orders WHERE number = 2")" --by 小吴
same "$(listed)" "" "the bar's list at the end"
same "$(sql "SELECT group_concat(what || ' ' || by_name, ' / ') FROM (SELECT * FROM audit WHERE what LIKE 'bar.%' ORDER BY what)")" \
    "bar.done 小吴 / bar.take 小吴" "the audit"
kill -TERM "$kiosk_pid"
kiosk_end 0
