# lounge sql: what it prints is what sqlite3 prints; it cannot write, attach, set or read a PIN; a runaway query, ^C and a
# reader that goes away end it.
. "$(dirname "$0")/common.sh"
expect 0 demo
before=$(sql "SELECT (SELECT count(*) FROM rating) || ' ' || (SELECT count(*) FROM audit)")

query="SELECT order_no, model, amount_fen, delivered_ms FROM v_orders ORDER BY order_no LIMIT 300"
expect 0 sql --csv "$query"
tail -n +2 "$dir/out" | tr -d '\r' >"$dir/got"
sqlite3 -csv -readonly "$db" "$query" | tr -d '\r' | tr -d '"' >"$dir/want"
tr -d '"' <"$dir/got" | cmp -s - "$dir/want" || fail "CSV: $(tr -d '"' <"$dir/got" | diff - "$dir/want" | head -4)"
same "$(head -c 3 "$dir/out" | od -An -tx1 | tr -d ' ')" efbbbf "the mark that a spreadsheet looks for"
expect 0 sql --json "$query"
same "$(json_of "$dir/out" "(SELECT sum(value ->> 'amount_fen') || ' ' || count(*) FROM json_each(j))")" \
    "$(sql "SELECT sum(amount_fen) || ' ' || count(*) FROM ($query)")" "JSON"
expect 0 sql --json "SELECT 1 AS \"a\"\"b\", '=1+1' AS c, NULL AS d, x'00ff' AS e, 1.5 AS f, 9e999 AS g"
same "$(json_of "$dir/out" "j ->> '\$[0].c' || (j ->> '\$[0].e') || (j ->> '\$[0].f') || coalesce(j ->> '\$[0].g', 'null')")" "=1+100ff1.5null" "kinds of values"
expect 0 sql --csv "SELECT '=1+1' AS a"
has "$out" "'=1+1" "a formula is text in a spreadsheet"
expect 0 sql "SELECT score, count(*) AS n FROM v_ratings GROUP BY 1 ORDER BY 1"
has "$out" "score" "heads"
same "$(echo "$out" | awk 'NR > 1 { n += $2 } END { print n }')" "$(sql "SELECT count(*) FROM v_ratings")" "a table"
expect 0 sql "SELECT 1 WHERE 0"
has "$out" "no rows" "nothing found"
echo "SELECT count(*) AS n FROM v_orders" | "$lounge" sql - >"$dir/out" 2>/dev/null || fail "from standard input"
has "$(cat "$dir/out")" "$(sql "SELECT count(*) FROM v_orders")" "from standard input"
expect 0 sql "WITH RECURSIVE a(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM a WHERE i < 20005) SELECT i FROM a"
same "$(echo "$out" | wc -l)" 20001 "as many rows as a table holds"
has "$err" "--csv" "what to do for more"

# ---- customers' own words are a manager's to read; a view shows them to nobody else, in whatever way it is asked
manager=$(sql "SELECT name FROM staff WHERE role = 'manager' AND off = 0 LIMIT 1")
advisor=$(sql "SELECT name FROM staff WHERE role = 'advisor' AND off = 0 LIMIT 1")
query="SELECT count(*) AS n FROM v_ratings WHERE comment <> ''"
there=$(sql "$query")
[ "$there" -gt 0 ] || fail "the demo store has no own words"
expect 0 sql --csv "$query"
same "$(tail -1 "$dir/out" | tr -d '\r')" 0 "without a name"
has "$err" "left out" "and it is said"
expect 0 sql --csv --by "$manager" "$query"
same "$(tail -1 "$dir/out" | tr -d '\r')" "$there" "by a manager"
same "$(echo "$err" | grep -c "left out")" 0 "nothing is left out for a manager"
expect 4 sql --csv --by "$advisor" "$query"
expect 0 sql --csv "SELECT group_concat(words, '') AS w FROM person"
same "$(tail -1 "$dir/out" | tr -d '\r"')" "" "the table beneath the views"
expect 0 sql --csv "SELECT count(*) FROM v_orders"
same "$(echo "$err" | grep -c "left out")" 0 "nothing is said where nothing is left out"

# ---- refused in words, and nothing happened
for bad in "DELETE FROM rating" "UPDATE setting SET value = 'x'" "INSERT INTO audit SELECT * FROM audit" "DROP TABLE rating" "CREATE TABLE x (y)" \
    "CREATE TEMP TABLE x (y)" "ATTACH '$dir/other.db' AS other" "VACUUM INTO '$dir/copy.db'" "PRAGMA journal_mode = DELETE" "PRAGMA query_only = OFF" \
    "PRAGMA user_version = 1" "BEGIN" "REINDEX" "SELECT load_extension('x')" "SELECT 1; DELETE FROM rating" \
    "WITH x AS (SELECT 1) DELETE FROM rating" "EXPLAIN DELETE FROM rating"; do
    expect 4 sql "$bad"
    [ -n "$err" ] || fail "$bad is refused without a word"
    case $out in *"no rows"*) fail "$bad prints $out" ;; esac
done
[ -e "$dir/other.db" ] || [ -e "$dir/copy.db" ] && fail "a file was made"
expect 0 sql "PRAGMA table_info(rating)"
has "$out" "score" "columns may be looked up"
same "$(sql "SELECT (SELECT count(*) FROM rating) || ' ' || (SELECT count(*) FROM audit)")" "$before" "nothing was changed"
expect 0 sql --json "SELECT name, pin_hash, length(pin_hash) AS n FROM staff"
same "$(json_of "$dir/out" "(SELECT count(value ->> 'pin_hash') || ' ' || count(value ->> 'n') || ' ' || (count(*) > 0) FROM json_each(j))")" "0 0 1" "no PIN's hash"
expect 1 sql "SELECT no_such FROM v_orders"
has "$err" "no such column: no_such" "a fault of the words"
expect 0 --lang zh sql "SELECT 1 WHERE 0"
has "$out" "没有结果" "in Chinese"
expect 4 --lang zh sql "DELETE FROM rating"
has "$err" "只能读取" "refused in Chinese"
expect 2 sql
expect 2 sql "SELECT 1" "SELECT 2"
expect 2 sql --seconds 0 "SELECT 1"
expect 1 sql ""

# ---- what does not end by itself is ended
forever="WITH RECURSIVE a(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM a) SELECT"
expect 1 sql --seconds 1 "$forever count(*) FROM a"
has "$err" "stopped after 1 seconds" "a runaway query"
expect 1 sql "SELECT length(replace(hex(zeroblob(8000000)), '0', hex(zeroblob(1000))))"
"$lounge" sql --seconds 60 --csv "$forever i FROM a" >"$dir/rows" 2>"$dir/err" &
running=$!
until [ -s "$dir/rows" ]; do sleep 0.1; kill -0 $running 2>/dev/null || break; done
kill -INT $running
wait $running
same "$?" 1 "^C ends it"
has "$(cat "$dir/err")" "stopped" "^C in words"
"$lounge" sql --seconds 60 --csv "$forever i FROM a" 2>/dev/null | head -2 >/dev/null # a pipe that closes ends it too
finish
