# lounge settings: list, set, load; a faulty file changes nothing and names each fault.
. "$(dirname "$0")/common.sh"
expect 0 init

expect 0 settings
has "$out" "hours.open" "settings"
expect 0 settings list --json
same "$(json_of "$dir/out" "(SELECT json_extract(value, '$.value') FROM json_each(j)
    WHERE json_extract(value, '$.key') = 'board.stale_minutes')")" 30 "a setting in JSON"
same "$(json_of "$dir/out" "(SELECT group_concat(key) FROM json_each(json_extract(j, '\$[0]')))")" "key,value,shipped" \
    "the JSON's keys"

expect 0 settings set visit.unlock_tries 7
has "$out" "visit.unlock_tries = 7" "set"
same "$(sql "SELECT value FROM setting WHERE key='visit.unlock_tries'")" 7 "set"
expect 1 settings set visit.unlock_tries many
has "$err" "visit.unlock_tries" "a value of the wrong type"
expect 1 settings set visit.unlock_trys 3
has "$err" "visit.unlock_trys" "an unknown key"
expect 2 settings set visit.unlock_tries
expect 4 settings set prepaid.refund tier
has "$err" "lounge import policies" "a policy is not set"
expect 2 settings load
expect 2 settings sing

cat >"$dir/good.cfg" <<'CFG'
visit: { unlock_tries = 8; };
dms: { columns = ( { name = "单号"; field = "order_no"; } ); };
CFG
expect 0 settings load "$dir/good.cfg"
same "$(sql "SELECT value FROM setting WHERE key='visit.unlock_tries'")" 8 "loaded"
same "$(sql "SELECT group_concat(key || '=' || value) FROM (SELECT * FROM setting WHERE key LIKE 'dms.columns.%' ORDER BY key)")" \
    "dms.columns.1.field=order_no,dms.columns.1.name=单号" "a list is replaced"

all=$(sql "SELECT * FROM setting ORDER BY key")
cat >"$dir/bad.cfg" <<'CFG'
visit: { unlock_tries = 9; };
hours: { open = "soon"; shut = "18:00"; };
board: { page_seconds = 1.5; };
songs = ( { id = "la"; } );
CFG
expect 1 settings load "$dir/bad.cfg"
same "$(sql "SELECT * FROM setting ORDER BY key")" "$all" "nothing of a faulty file is kept"
for words in "bad.cfg line 2, hours.open" "bad.cfg line 2, hours.shut" "bad.cfg line 3, board.page_seconds" \
    "bad.cfg line 4, songs" "4 faults"; do
    has "$err" "$words" "the faults"
done
expect 1 --lang zh settings load "$dir/bad.cfg"
has "$err" "第 2 行，hours.open" "the faults in Chinese"

printf 'visit: { unlock_tries = 3\n\nhours: {' >"$dir/broken.cfg"
expect 1 settings load "$dir/broken.cfg"
has "$err" "broken.cfg line" "a fault of the grammar"
expect 1 settings load "$dir/none.cfg"
has "$err" "none.cfg" "a file that is not there"
expect 1 settings load "$dir"
expect 0 settings load "$LOUNGE_SHARE/data/settings/dms.cfg"
[ "$(sql "SELECT count(*) FROM setting WHERE key LIKE 'dms.columns.%.name'")" -gt 20 ] || fail "the columns are not back"
finish
