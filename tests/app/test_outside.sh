#!/usr/bin/env bash
# Anybody can check the screens from their dumps alone: check_dump.sql finds nothing wrong on the demo store, and finds
# each fault that is put into a dump on purpose.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

check() { sqlite3 :memory: -cmd ".parameter init" -cmd ".parameter set :dir '$1'" <"$here/check_dump.sql"; }

"$LOUNGE_BUILD/lounge" --db "$work/demo.db" demo >/dev/null
for size in 1920x1080 1080x1920; do
    "$LOUNGE_BUILD/lounge-kiosk" --db "$work/demo.db" --dump "$work/all" --all --json-only --size $size
done
count=$(find "$work/all" -name '*.json' | wc -l)
[ "$count" -ge 280 ] || { echo "only $count dumps"; exit 1; }
for name in board.zh.land.day.plain.1920x1080 coupon.en.port.night.large.1080x1920; do
    [ -f "$work/all/$name.json" ] || { echo "$name.json is missing"; exit 1; }
done
faults=$(check "$work/all")
[ -z "$faults" ] || { echo "$faults"; exit 1; }

one="$work/all/rate.zh.land.day.plain.1920x1080.json"
mkdir "$work/bad"
expect_fault() { # words of the fault, SQL that spoils the document in column d
    sqlite3 :memory: "SELECT $2 FROM (SELECT json(CAST(readfile('$one') AS TEXT)) AS d)" >"$work/bad/one.json"
    found=$(check "$work/bad")
    case "$found" in *"$1"*) ;; *) echo "not found: $1 (said: $found)"; exit 1 ;; esac
}
text="(SELECT '\$.items[' || key || ']' FROM json_each(d, '\$.items') WHERE value ->> 'kind' = 'text' LIMIT 1)"
target="(SELECT '\$.items[' || key || ']' FROM json_each(d, '\$.items') WHERE value ->> 'target' = 'rate.face.1')"
expect_fault "an empty text" "json_set(d, $text || '.text', ' ')"
expect_fault "text of 26" "json_set(d, $text || '.px', 26)"
expect_fault "contrast of" "json_set(d, $text || '.fg', '#CCCCCC', $text || '.bg', '#FFFFFF')"
expect_fault "outside the panel" "json_set(d, $target || '.hit[0]', 1800)"
expect_fault "target of 80" "json_set(d, $target || '.hit[2]', 80)"
expect_fault "overlap" "json_set(d, $target || '.hit[2]', 900)"
expect_fault "nothing can be touched" "json_set(d, '\$.items', json('[]'))"
