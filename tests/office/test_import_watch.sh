# lounge import --watch: files are taken once they are whole, once, and put away with a report; killed it goes on.
. "$(dirname "$0")/common.sh"
expect 0 init --store-id s1
expect 0 settings load "$LOUNGE_SHARE/data/settings/dms.cfg"
expect 0 settings set import.settle_seconds 0
drop=$dir/drop
mkdir "$drop"
orders=$LOUNGE_SHARE/data/orders.csv

# What lies there is taken, each by its header or its folder; what is no table is refused with its reason.
mkdir "$drop/parts"
cp "$orders" "$drop/today.csv"
printf '单号,零件,预计到货,Part No\nRO1,x,2026-11-25,P1\n' >"$drop/parts/list.csv"
printf '客户姓名,联系电话,车牌号\n王伟,19900001111,川A12345\n' >"$drop/people.csv"
printf '姓名,岗位\n周洁,服务顾问\n' >"$drop/team.csv"
printf 'a,b\n1,2\n' >"$drop/what.csv"
for name in .hidden.csv half.csv.part half.tmp '~$open.xlsx' copy.csv~ x.csv.part-Ab12Cd; do echo 'x' >"$drop/$name"; done
expect 3 import --watch "$drop" --once
for name in today.csv list.csv people.csv team.csv; do
    [ -f "$drop/done/$name" ] || fail "$name is not in done/"
    [ -f "$drop/done/$name.report.txt" ] || fail "$name has no report"
done
has "$(cat "$drop/done/today.csv.report.txt")" "as orders" "what the report says"
has "$(cat "$drop/done/today.csv.report.txt")" "50 new" "what the report counts"
[ -f "$drop/refused/what.csv" ] || fail "what.csv is not in refused/"
has "$(cat "$drop/refused/what.csv.report.txt")" "its header is none of" "why it was refused"
same "$(cd "$drop" && find . -maxdepth 1 -type f | sort | tr '\n' ' ')" \
    "./.hidden.csv ./.lounge-import.lock ./copy.csv~ ./half.csv.part ./half.tmp ./x.csv.part-Ab12Cd ./~\$open.xlsx " "what is left alone"
same "$(sql "SELECT (SELECT count(*) FROM v_orders), (SELECT count(*) FROM v_parts), (SELECT count(*) FROM car), (SELECT count(*) FROM staff)")" \
    "50|1|1|1" "what was taken in"

# The same name and the same bytes again: nothing changes, nothing is overwritten.
dump() { sqlite3 "$db" .dump; }
before=$(dump)
cp "$orders" "$drop/today.csv"
expect 0 import --watch "$drop" --once
same "$(dump)" "$before" "the store after the same file"
same "$(ls "$drop/done" | grep -c '^today.*csv$')" 2 "both files are kept"
has "$(cat "$drop"/done/today-*.report.txt)" "taken in before" "the second report"

# What was put away goes with its report when its time is over, and not before; 0 keeps it.
days() { date -d "$1 days" +%Y-%m-%dT12:00:00+08:00; }
expect 0 --now "$(days 28)" import --watch "$drop" --once
[ -f "$drop/done/list.csv" ] && [ -f "$drop/refused/what.csv" ] || fail "it went before its time"
expect 0 settings set import.keep_days 0
expect 0 --now "$(days 400)" import --watch "$drop" --once
[ -f "$drop/done/list.csv" ] || fail "it is to stay for good"
expect 0 settings set import.keep_days 30
expect 0 --now "$(days 32)" import --watch "$drop" --once
same "$(find "$drop/done" "$drop/refused" -type f | wc -l)" 0 "files after 32 days"
[ -f "$drop/half.csv.part" ] || fail "what was never taken is not ours to remove"

# A second watcher is refused; SIGTERM ends the first one cleanly.
"$lounge" import --watch "$drop" >"$dir/watched" 2>&1 &
watcher=$!
wait_for() { # COMMAND…: up to 20 s
    for _ in $(seq 200); do
        "$@" && return 0
        sleep 0.1
    done
    return 1
}
wait_for sh -c "! flock -n '$drop/.lounge-import.lock' true" || fail "the folder is not locked"
expect 1 import --watch "$drop" --once
has "$err" "watched already" "a second watcher"

# A slow writer, who pauses longer than a file has to stand still: not taken while it is open, then taken whole.
(
    exec 3>"$drop/slow.csv"
    head -c 3000 "$LOUNGE_SHARE/data/orders-later.csv" >&3
    sleep 2
    tail -c +3001 "$LOUNGE_SHARE/data/orders-later.csv" >&3
    sleep 0.5
    exec 3>&-
) &
writer=$!
sleep 1.5
[ -f "$drop/slow.csv" ] || fail "a file that is being written was taken"
wait "$writer"
wait_for test -f "$drop/done/slow.csv" || fail "a slow file was never taken: $(cat "$dir/watched")"
has "$(cat "$drop/done/slow.csv.report.txt")" "0 refused" "a slow file is whole"

# A file moved in under its final name, also into a folder that is made now.
mkdir "$drop/customers"
printf 'name,phone,vin\n李娜,19900002222,LFMTESTG0NE000009\n' >"$dir/new.csv"
mv "$dir/new.csv" "$drop/customers/new.csv"
wait_for test -f "$drop/done/new.csv" || fail "a file moved into a new folder was not taken"
kill -TERM "$watcher"
wait "$watcher"
same "$?" 0 "the exit after SIGTERM"

# kill -9 at random points, 20 times, over many files: in the end each was taken once.
fresh() { # FILE: a store beside
    LOUNGE_DB=$1 "$lounge" init --store-id s1 >/dev/null &&
        LOUNGE_DB=$1 "$lounge" settings load "$LOUNGE_SHARE/data/settings/dms.cfg" >/dev/null &&
        LOUNGE_DB=$1 "$lounge" settings set import.settle_seconds 0 >/dev/null
}
fresh "$dir/killed.db" && fresh "$dir/quiet.db" || fail "no stores for the kills"
mkdir "$dir/a" "$dir/b"
feed() { # N: the N-th export, an hour apart; stages go to and fro from one to the next
    local day=$((23 + $1 / 24)) hour=$(printf %02d $(($1 % 24))) word=施工中
    [ $(($1 % 2)) = 0 ] || word=待料
    sed "2s/11月23日 14:20/11月${day}日 $hour:20/; s/,施工中,/,$word,/" "$orders" >"$dir/next.csv"
    touch -d "2026-11-$day $hour:20" "$dir/next.csv"
    cp -p "$dir/next.csv" "$dir/a/o$(printf %02d "$1").csv"
    cp -p "$dir/next.csv" "$dir/b/.next" && mv "$dir/b/.next" "$dir/b/o$(printf %02d "$1").csv"
}
kills=0 files=0
while [ "$kills" -lt 20 ] && [ "$files" -lt 90 ]; do
    feed "$files"
    files=$((files + 1))
    LOUNGE_DB=$dir/killed.db "$lounge" import --watch "$dir/b" --once >/dev/null 2>&1 &
    pid=$!
    sleep "0.$(printf %03d $((RANDOM % 250)))"
    kill -9 "$pid" 2>/dev/null && kills=$((kills + 1))
    wait "$pid" 2>/dev/null
done
[ "$kills" = 20 ] || fail "only $kills kills hit"
LOUNGE_DB=$dir/killed.db "$lounge" import --watch "$dir/b" --once >/dev/null || fail "the last run fails"
LOUNGE_DB=$dir/quiet.db "$lounge" import --watch "$dir/a" --once >/dev/null || fail "the quiet run fails"
same "$(ls "$dir/b/done" | grep -c 'csv$')" "$files" "files put away after the kills"
same "$(ls "$dir/b/done" | grep -c 'report.txt$')" "$files" "their reports"
for name in "$dir"/a/done/*.csv; do cmp -s "$name" "$dir/b/done/${name##*/}" || fail "${name##*/} is not what it was"; done
history() { sqlite3 "$1" "SELECT order_no, seq, stage, hold, step, seen_ms, since_ms FROM order_stage ORDER BY 1, 2; SELECT order_no, stage, hold, arrived_ms, promised_ms FROM work_order ORDER BY 1; SELECT subject, file, digest, exported_ms, records FROM import_file ORDER BY exported_ms"; }
history "$dir/quiet.db" >"$dir/quiet"
history "$dir/killed.db" >"$dir/killed"
cmp -s "$dir/quiet" "$dir/killed" || fail "the store after kills differs: $(diff "$dir/quiet" "$dir/killed" | head -5)"
[ "$(wc -l <"$dir/quiet")" -gt 112 ] || fail "the files moved nothing"
same "$(sqlite3 "$dir/killed.db" "PRAGMA integrity_check")" ok "the database after kills"

expect 1 import --watch "$dir/nowhere"
expect 2 import --watch "$drop" orders
finish
