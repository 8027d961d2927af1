# lounge calls: list, take, done, and --watch that tells of each call once, as it comes.
. "$(dirname "$0")/common.sh"
expect 0 init --store-id s1
now=1763879160000
call() { # ID KIND
    sql "INSERT INTO call (call_id, store_id, visit_id, kind, at_ms, at_local) VALUES ('$1', 's1', 'v', '$2', $now, '')"
}
a=019ab0c1-0000-7000-8000-00000000aaaa
b=019ab0c1-0000-7000-8000-00000000bbbb

expect 0 calls
has "$out" "no open calls" "no calls"
expect 0 calls --json
same "$(json_of "$dir/out" "json_array_length(j)")" 0 "no calls in JSON"

call $a advisor
call $b bar
expect 0 calls
has "$out" "0000aaaa" "the listing's short id"
expect 0 calls --lang zh
has "$out" "吧台" "the bar in Chinese"
expect 0 calls --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].call_id')")" $a "the whole id in JSON"
same "$(json_of "$dir/out" "json_type(j, '\$[0].at_ms')")" integer "a time in JSON"

sql "INSERT INTO call_event (event_id, store_id, call_id, kind, to_who, at_ms) VALUES ('e1', 's1', '$b', 'again', '', $now),
     ('e2', 's1', '$b', 'climbed', '陈建华', $now)"
expect 0 calls --json
same "$(json_of "$dir/out" "json_extract(j, '\$[1].again') || json_extract(j, '\$[1].climbed_to')")" "1陈建华" "asked again, and to whom it climbed"

expect 2 calls take 0000aaaa
has "$err" "--by" "who takes it"
expect 2 calls take --by 李欣
expect 2 calls sing 0000aaaa --by 李欣
expect 0 calls take 0000aaaa --by 李欣
has "$out" "李欣" "taken"
expect 0 calls take 0000aaaa --by 李欣
expect 0 calls done $a
same "$(sql "SELECT done_ms IS NOT NULL, by_name FROM call WHERE call_id = '$a'")" "1|李欣" "done keeps who took it"
expect 4 calls take $a --by 何俊
expect 1 calls take ffffffff --by 何俊
expect 0 calls done 0000bbbb --by 小吴 --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].by')")" 小吴 "done in JSON"
expect 0 calls
has "$out" "no open calls" "all are done"

# --watch: what is open now, then what comes; ended by a signal with 0.
waits_for() { # PATTERN FILE
    for _ in $(seq 100); do
        grep -q "$1" "$2" && return
        sleep 0.05
    done
    fail "--watch does not tell of $1"
}
call 019ab0c1-0000-7000-8000-00000000cccc manager
"$lounge" calls --watch --json >"$dir/watch" 2>"$dir/watch.err" &
watcher=$!
waits_for 0000cccc "$dir/watch"
call 019ab0c1-0000-7000-8000-00000000dddd help
waits_for 0000dddd "$dir/watch"
"$lounge" calls done 0000cccc >/dev/null
call 019ab0c1-0000-7000-8000-00000000eeee advisor
waits_for 0000eeee "$dir/watch"
kill -TERM $watcher
wait $watcher
same "$?" 0 "--watch after a signal"
same "$(wc -l <"$dir/watch")" 3 "each call told once"
same "$(head -1 "$dir/watch" >"$dir/line"; json_of "$dir/line" "json_extract(j, '\$.kind')")" manager "a line is an object"
finish
