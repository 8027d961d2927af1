#!/usr/bin/env bash
# Each screen looks as it did when somebody last looked at it: compared with its golden picture in tests/goldens, with a
# small tolerance. After a wanted change: tests/app/redraw_goldens.sh BUILD, look, commit. What differs is kept in
# BUILD/goldens-wrong, in red.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/goldens.sh"
goldens=$LOUNGE_SHARE/tests/goldens
if ! golden_versions 2>/dev/null | cmp -s - "$goldens/drawn-with.txt"; then
    echo "skipped: the golden pictures were drawn with other versions of fonts or FreeType than are installed here:"
    golden_versions 2>&1 | diff "$goldens/drawn-with.txt" - || true
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
golden_store "$work/sample.db"
golden_draw "$work/sample.db" "$work/new"
wrong=0
rm -rf "$LOUNGE_BUILD/goldens-wrong"
mkdir -p "$LOUNGE_BUILD/goldens-wrong"
for new in "$work/new"/*.png; do
    name=${new##*/}
    if [ ! -e "$goldens/$name" ]; then echo "$name has no golden picture"; wrong=$((wrong + 1)); continue; fi
    "$LOUNGE_BUILD/compare_png" "$new" "$goldens/$name" "$LOUNGE_BUILD/goldens-wrong/$name" || wrong=$((wrong + 1))
done
for old in "$goldens"/*.png; do
    [ -e "$work/new/${old##*/}" ] || { echo "${old##*/} is no longer drawn"; wrong=$((wrong + 1)); }
done
[ "$wrong" = 0 ] || { echo "$wrong pictures are not as they were: look, then tests/app/redraw_goldens.sh"; exit 1; }

# and a comparison that sees nothing would prove nothing
one=$(find "$goldens" -name 'rate.zh.*.png')
convert "$one" -fill '#D21F3C' -draw 'rectangle 900,500 960,560' "$work/spoilt.png"
if "$LOUNGE_BUILD/compare_png" "$work/spoilt.png" "$one" >/dev/null; then echo "a spoilt picture is taken for the same"; exit 1; fi
