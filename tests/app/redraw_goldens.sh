#!/usr/bin/env bash
# Draws the golden pictures in tests/goldens anew, to be looked at before they are kept:
#   tests/app/redraw_goldens.sh BUILD
# Leaves alone what looks the same within the tolerance, so that a commit shows what has really changed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 1 ] || { echo "usage: tests/app/redraw_goldens.sh BUILD" >&2; exit 2; }
LOUNGE_BUILD=$(cd "$1" && pwd)
LOUNGE_SHARE=$(cd "$here/../.." && pwd)
export LOUNGE_BUILD LOUNGE_SHARE LOUNGE_TEST_DATA="$LOUNGE_SHARE/tests/data" SDL_VIDEODRIVER=dummy
goldens=$LOUNGE_SHARE/tests/goldens
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$here/goldens.sh"
golden_store "$work/sample.db"
golden_draw "$work/sample.db" "$work/new"
mkdir -p "$goldens"
for old in "$goldens"/*.png; do
    if [ -e "$old" ] && [ ! -e "$work/new/${old##*/}" ]; then echo "gone: ${old##*/}"; rm "$old"; fi
done
for new in "$work/new"/*.png; do
    name=${new##*/}
    if [ -e "$goldens/$name" ] && "$LOUNGE_BUILD/compare_png" "$new" "$goldens/$name" >/dev/null; then continue; fi
    convert "$new" +dither -colors 255 -define png:compression-level=9 -define png:exclude-chunks=date,time,tEXt PNG8:"$work/golden.png"
    "$LOUNGE_BUILD/compare_png" "$new" "$work/golden.png" # 255 colours must be enough for it
    mv "$work/golden.png" "$goldens/$name"
    echo "drawn: $name"
done
golden_versions >"$goldens/drawn-with.txt"
du -sh "$goldens"
