# lounge orders: the board, everything, one stage, in both languages and as JSON.
. "$(dirname "$0")/common.sh"
expect 0 demo --now 2026-11-23T14:20:00+08:00

expect 0 orders
cars=$(sql "SELECT count(*) FROM v_orders WHERE order_no LIKE 'RO261123%' AND stage <> 'delivered' AND kind <> 'pds'")
has "$out" "$(sql "SELECT plate FROM v_orders WHERE stage = 'ready' LIMIT 1")" "a car"
has "$out" "inspection" "a stage"
has "$err" "$cars orders as of 2026-11-23 14:20" "as of"
same "$(echo "$out" | wc -l)" $((cars + 1)) "a header and the cars"
expect 0 orders --lang zh
has "$out" "三级质检" "a stage in Chinese"
# Columns line up, Chinese counted as two: in GB18030 such a character has two bytes.
starts=$(tail -n +2 "$dir/out" | iconv -f UTF-8 -t GB18030 | LC_ALL=C awk '{ print index($0, "2026-") }' | sort -u | wc -l)
same "$starts" 1 "columns in which the arrival starts"
expect 0 orders --json
same "$(json_of "$dir/out" "json_array_length(j)")" "$cars" "the board in JSON"
same "$(json_of "$dir/out" "json_extract(j, '\$[0].stage') <> '' AND json_type(j, '\$[0].arrived_ms') = 'integer'")" 1 "types"
expect 0 orders --json --stage ready
same "$(json_of "$dir/out" "(SELECT count(*) FROM json_each(j) WHERE json_extract(value, '\$.stage') <> 'ready')")" 0 "one stage"
expect 0 orders --json --all
same "$(json_of "$dir/out" "json_array_length(j)")" "$(sql "SELECT count(*) FROM v_orders")" "all orders"
expect 0 orders --json --stage delivered
same "$(json_of "$dir/out" "json_array_length(j)")" "$(sql "SELECT count(*) FROM v_orders WHERE stage = 'delivered'")" "delivered"
expect 2 orders --stage lunch
finish
