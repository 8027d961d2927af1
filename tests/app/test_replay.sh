#!/usr/bin/env bash
# --record and --replay on the command line: a killed kiosk leaves a recording that plays; a replay prints the same
# each time, writes the last picture, leaves the store untouched, and says in words what is wrong.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kiosk="$LOUNGE_BUILD/lounge-kiosk" lounge="$LOUNGE_BUILD/lounge" db="$work/demo.db"
"$lounge" --db "$db" demo >/dev/null

refuse() { # exit status, words expected on stderr, arguments…
    want=$1 words=$2 status=0
    shift 2
    "$kiosk" "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" -eq "$want" ] || { echo "$*: exit $status, not $want"; cat "$work/err"; exit 1; }
    grep -q -- "$words" "$work/err" || { echo "$*: does not say: $words"; cat "$work/err"; exit 1; }
}
refuse 2 "without --record" --record-text
refuse 2 "brings its own" --replay x --now 2026-11-23T14:26:00+08:00
refuse 2 "with --replay or --dump" --record x --dump y
refuse 1 "nowhere.rec" --lang en --db "$db" --replay "$work/nowhere.rec"

"$kiosk" --headless --db "$db" --lang en --size 1080x1920 --record "$work/killed.rec" &
pid=$!
for _ in $(seq 600); do [ "$(wc -l <"$work/killed.rec" 2>/dev/null || echo 0)" -lt 2 ] || break; sleep 0.1; done
kill -9 "$pid"
wait "$pid" 2>/dev/null || true
[ "$(stat -c %a "$work/killed.rec")" = 600 ] || { echo "others can read the recording"; exit 1; }
head -c -3 "$work/killed.rec" >"$work/cut.rec" # it died while it wrote
sum=$(sqlite3 "$db" .dump | cksum)
for n in 1 2; do
    "$kiosk" --db "$db" --replay "$work/cut.rec" --dump "$work/$n" >"$work/$n.out" 2>"$work/$n.err"
done
grep -q "cut off" "$work/1.err" || { echo "a cut line is not told"; exit 1; }
cmp "$work/1.out" "$work/2.out"
cmp "$work/1/replay.png" "$work/2/replay.png"
grep -Eq '^end	board	[0-9a-f]{16}$' "$work/1.out" || { cat "$work/1.out"; exit 1; }
[ "$(sqlite3 :memory: "SELECT json_extract(CAST(readfile('$work/1/replay.json') AS TEXT), '\$.size')")" = "[1080,1920]" ]
[ "$(sqlite3 "$db" .dump | cksum)" = "$sum" ] || { echo "a replay changed the store"; exit 1; }

{ head -1 "$work/killed.rec"; echo '{"at":1,"do":"result","job":1,"ok":true}'; } >"$work/astray.rec"
refuse 1 "from line 2 on it went another way" --db "$db" --lang en --replay "$work/astray.rec"
{ head -1 "$work/killed.rec"; echo '{"at":1,"do":"sleep"}'; echo; } >"$work/bad.rec"
refuse 1 "bad.rec line 2: the field \"do\"" --db "$db" --lang en --replay "$work/bad.rec"
