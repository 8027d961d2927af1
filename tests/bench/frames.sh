#!/usr/bin/env bash
# Frame times of the kiosk's motions at 1080p and 4K, each on a display of its own, beside what presenting the whole
# window alone costs there. Called by run.sh: frames.sh KIOSKS-BUILD RESULTS STORE ROUNDS; adds lines "FIGURE SIZE VALUE".
set -euo pipefail

build=$1 results=$2 store=$3 rounds=$4
work=$(mktemp -d "$build/frames.XXXXXX")
xvfb=
clean_up() {
    if [ -n "$xvfb" ]; then kill "$xvfb" 2>/dev/null || true; fi
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT

skip() {
    printf 'skip frames lounge %s\n' "$*" >>"$results"
    exit 0
}

display() { # WIDTHxHEIGHT
    : >"$work/display"
    Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp -noreset -s 0 -nocursor 3>"$work/display" 2>"$work/xvfb.log" &
    xvfb=$!
    for _ in $(seq 100); do
        if [ -s "$work/display" ]; then
            DISPLAY=:$(cat "$work/display")
            export DISPLAY
            return
        fi
        sleep 0.1
    done
    skip "Xvfb did not start at $1: $(tail -n 1 "$work/xvfb.log")"
}

{ cmake "$build" && cmake --build "$build" --target frames -j 2; } >"$work/built" 2>&1 ||
    skip "frames does not build in $build: $(grep -m 1 -i error "$work/built" || tail -n 1 "$work/built")"
for size in 1920x1080 3840x2160; do
    display "$size"
    "$build/frames" --db "$store" --size "$size" --rounds "$rounds" >"$work/told" 2>"$work/why" ||
        skip "at $size: $(tail -n 1 "$work/why")"
    # frames WIDTH MOTION count N p50 MS p99 MS max MS work MS cold MS
    awk '{ print "frames_" $3 "_count", $2, $5; print "frames_" $3 "_p50", $2, $7; print "frames_" $3 "_p99", $2, $9
        print "frames_" $3 "_max", $2, $11; print "frames_" $3 "_work", $2, $13; print "frames_" $3 "_cold", $2, $15 }' \
        "$work/told" >>"$results"
    kill "$xvfb"
    wait "$xvfb" 2>/dev/null || true
    xvfb=
done
