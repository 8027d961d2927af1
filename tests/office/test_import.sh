# lounge import: what it says in both languages and in JSON, its exit codes, dry runs, several files.
. "$(dirname "$0")/common.sh"
sample=$LOUNGE_TEST_DATA/dms-orders-gb18030.csv
data=$LOUNGE_SHARE/data
expect 0 init --store-id cd-07

expect 3 import orders "$sample" --dry-run --lang en
has "$out" "56 orders: 56 new" "a dry run tells what would be"
has "$err" "nothing was changed" "a dry run"
same "$(sql "SELECT count(*) FROM work_order")" 0 "orders after a dry run"

expect 3 import orders "$sample" --json --lang en
same "$(json_of "$dir/out" "j->>'read' || ' ' || (j->>'orders') || ' ' || (j->>'new') || ' ' || (j->>'same')")" "60 56 56 0" "counts"
same "$(json_of "$dir/out" "(SELECT group_concat(value->>'line' || ' ' || (value->>'code')) FROM json_each(j, '\$.refused'))")" \
    "17 unknown_state,18 missing_order_no,27 bad_date" "refused"
same "$(json_of "$dir/out" "(SELECT group_concat(value->>'line' || ' ' || (value->>'code')) FROM json_each(j, '\$.flagged'))")" \
    "10 no_plate,12 phone_damaged,20 promised_before_arrival,22 mileage_dropped,25 vin_length,29 delivered_in_future" "flagged"
same "$(json_of "$dir/out" "j->>'\$.refused[0].file' || ' ' || (j->>'\$.refused[0].field') || ' ' || (j->>'\$.refused[0].value')")" \
    "dms-orders-gb18030.csv state 暂存" "a refused line"
has "$(json_of "$dir/out" "j->>'\$.refused[0].reason'")" "dms.stages" "its reason"
expect 3 import orders "$sample" --json
same "$(json_of "$dir/out" "j->>'read' || ' ' || (j->>'orders') || ' ' || (j->>'new') || ' ' || (j->>'same')")" "60 56 0 56" "the second time"
same "$(sql "SELECT count(*) FROM import_note WHERE field IN ('owner_phone', 'vin', 'plate') AND value <> ''")" 0 \
    "customers' data in the notes that are kept"

expect 3 import orders "$sample" --lang zh
has "$out" "56 张工单" "the summary in Chinese"
has "$out" "拒收：状态 “暂存”" "a refused line in Chinese"
expect 3 import orders "$sample" --lang en
has "$out" 'dms-orders-gb18030.csv:17: refused: state "暂存"' "a refused line in English"

expect 0 import orders "$data/orders.csv" "$data/orders-later.csv" --json
same "$(json_of "$dir/out" "json_array_length(j, '\$.files') || ' ' || (j->>'\$.files[0].exported_at')")" \
    "2 2026-11-23 14:20:00" "two files in one call"
expect 0 import models "$data/models.csv"
expect 0 import offers "$data/offers.csv" --json
same "$(json_of "$dir/out" "j->>'offers'")" 42 "offers"

expect 0 import activities "$data/activities.csv" --json
same "$(json_of "$dir/out" "j->>'activities' || ' ' || (j->>'new')")" "5 5" "activities"
expect 0 import activities "$data/activities.csv" --lang zh
has "$out" "5 项活动" "the summary in Chinese"
{ head -1 "$data/activities.csv"; echo 'tea,试茶,Tea,,,none.png,,,,,周末,9-11,,,'; echo 'ok,讲堂,Class,,,,,,,,6,10:00-11:00,,,'; } > "$dir/week.csv"
expect 3 import activities "$dir/week.csv" --lang en
has "$out" 'week.csv:2: flagged: picture "none.png"' "a picture that is not there"
has "$out" 'week.csv:2: refused: weekdays "周末"' "weekdays that cannot be read"
has "$out" 'week.csv:2: refused: hours "9-11"' "hours that cannot be read"
same "$(sql "SELECT activity_id, weekdays, hours FROM activity")" "ok|6|10:00-11:00" "the good line"

expect 1 import orders "$dir/none.csv"
has "$err" "none.csv" "a file that is not there"
expect 1 import orders "$data/offers.csv" --lang en
has "$err" "工单号" "a file that is no export says what was looked for"
expect 3 import orders "$dir/none.csv" "$data/orders-later.csv"
expect 2 import
expect 2 import orders
expect 2 import cars "$sample"
expect 2 import offers "$data/offers.csv" "$data/models.csv"
expect 2 import activities "$data/activities.csv" "$data/models.csv"
expect 2 import orders "$sample" --encoding klingon
expect 2 import orders --nonsense "$sample"
finish
