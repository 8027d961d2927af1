#!/usr/bin/env bash
# lounge-kiosk's command line: flags that are not known are refused, dumps go where they were asked and leave the store
# untouched, a missing store is told in words.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kiosk="$LOUNGE_BUILD/lounge-kiosk"
"$LOUNGE_BUILD/lounge" --db "$work/demo.db" demo >/dev/null

expect() { # exit status, words expected on stderr, arguments…
    want=$1 words=$2
    shift 2
    status=0
    "$kiosk" "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" -eq "$want" ] || { echo "$*: exit $status, not $want"; cat "$work/err"; exit 1; }
    [ -z "$words" ] || grep -q -- "$words" "$work/err" || { echo "$*: does not say: $words"; cat "$work/err"; exit 1; }
}
expect 2 "--colour" --colour
expect 2 "--theme" --theme dusk
expect 2 "--motion" --motion fast
expect 2 "12x12" --size 12x12
expect 2 "--lang" --lang fr
expect 2 "without --dump" --all
expect 2 "no screen nonsense" --lang en --db "$work/demo.db" --screen nonsense --dump "$work/x"
expect 2 "no instant" --lang en --db "$work/demo.db" --now yesterday --dump "$work/x"
expect 1 "nowhere.db" --lang en --db "$work/nowhere.db" --dump "$work/x"
expect 0 "" --help

sum() { sqlite3 "$work/demo.db" .dump | cksum; }
before=$(sum)
expect 0 "" --db "$work/demo.db" --screen coupon --lang en --size 1080x1920 --dump "$work/one"
[ -s "$work/one/coupon.en.port.day.plain.1080x1920.png" ] && [ -s "$work/one/coupon.en.port.day.plain.1080x1920.json" ]
expect 0 "" --db "$work/demo.db" --screen rate --json-only --dump "$work/two"
[ "$(ls "$work/two")" = rate.zh.land.day.plain.1920x1080.json ]
[ "$(sum)" = "$before" ] || { echo "a dump changed the store"; exit 1; }
