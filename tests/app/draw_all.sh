#!/usr/bin/env bash
# Draws every screen in every setting as PNG, and contact sheets to look through (not a test):
#   tests/app/draw_all.sh BUILD STORE.db OUT [lounge-kiosk's own flags that fix a setting: --size, --theme, --large, --lang, --screen]
# OUT/all holds the pictures, OUT/sheets one sheet for each screen's landscape and portrait at 1080p, and for each screen
# all sizes of its plain Chinese day. A 4K picture takes half a second: all 1,300 some five minutes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 3 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
build=$(cd "$1" && pwd) store=$2 out=$3
shift 3
LOUNGE_SHARE=${LOUNGE_SHARE:-$(cd "$here/../.." && pwd)}
export LOUNGE_SHARE SDL_VIDEODRIVER=dummy
mkdir -p "$out/all" "$out/sheets"
"$build/lounge-kiosk" --db "$store" --dump "$out/all" --all "$@" || echo "see above: the sheets lack that screen" >&2

sheet() { # NAME WIDTH COLUMNS FILE…
    name=$1 width=$2 columns=$3
    shift 3
    [ -e "$1" ] || return 0
    montage -font /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc -pointsize 18 -label '%t' -background '#808080' -geometry "${width}x+8+8" -tile "${columns}x" "$@" "$out/sheets/$name.jpg"
}
screens=$(find "$out/all" -name '*.png' -printf '%f\n' | cut -d. -f1 | sort -u)
for screen in $screens; do
    sheet "$screen.land" 900 2 "$out/all/$screen".*.land.*.1920x1080.png
    sheet "$screen.port" 500 4 "$out/all/$screen".*.port.*.1080x1920.png
    sheet "$screen.sizes" 900 2 "$out/all/$screen".zh.land.day.plain.*.png
done
find "$out/sheets" -name '*.jpg' | sort
