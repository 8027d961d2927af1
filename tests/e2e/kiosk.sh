# For the tests of the real kiosk: a folder and a display of their own, a store, a kiosk on it, and fingers. Where to
# tap comes from the dump of each screen; whether the screen has changed, from the display's own memory (Xvfb -fbdir).
set -eu
export LC_ALL=C.UTF-8 TZ=UTC
unset SDL_VIDEODRIVER
lounge=$LOUNGE_BUILD/lounge
kiosk=$LOUNGE_BUILD/lounge-kiosk
dir=$(mktemp -d)
echo leak:libdbus >"$dir/leaks" # SDL asks for a session bus and leaves a string behind
export LSAN_OPTIONS=suppressions=$dir/leaks:print_suppressions=0
db=$dir/lounge.db
export LOUNGE_DB=$db
now=2026-11-23T14:26:00+08:00
lang=zh
kiosk_pid=
xvfb_pid=
limit=600 # times 0.1 s: how long anything is waited for. Only a broken kiosk needs it whole.

end() {
    [ -z "$kiosk_pid" ] || kill -9 "$kiosk_pid" 2>/dev/null || true
    [ -z "$xvfb_pid" ] || kill "$xvfb_pid" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$dir"
}
trap end EXIT

fail() { # WORDS: with what is known by then
    echo "FAILED: $*" >&2
    [ ! -s "$dir/kiosk.err" ] || sed 's/^/kiosk: /' "$dir/kiosk.err" >&2
    if [ -n "${LOUNGE_SHOTS:-}" ] && [ -f "$dir/fb/Xvfb_screen0" ]; then shot "$LOUNGE_SHOTS/failed.png"; fi
    exit 1
}

same() { # GOT WANT NAME
    [ "$1" = "$2" ] || fail "$3: \"$1\", not \"$2\""
}

office() { # STATUS ARGUMENTS…: lounge as of now, ending with that status; what it said is in $dir/out and $dir/said
    local want=$1 got=0
    shift
    "$lounge" --now "$now" "$@" >"$dir/out" 2>"$dir/said" || got=$?
    [ "$got" = "$want" ] || fail "lounge $* exits $got, not $want: $(cat "$dir/out" "$dir/said")"
}

sql() { # of the store
    sqlite3 -cmd '.timeout 20000' "$db" "$1"
}

until_sql() { # QUERY WANT: what the kiosk has stored comes to be
    local i got=
    for ((i = 0; i < limit; i++)); do
        got=$(sql "$1")
        [ "$got" != "$2" ] || return 0
        sleep 0.1
    done
    fail "$1: \"$got\", not \"$2\""
}

# The sample export and the catalogue of data/. Rows of the board stay where they are, nobody is sent away, and the
# seconds of undo are long enough for a slow machine.
make_store() {
    office 0 init
    office 0 import models "$LOUNGE_SHARE/data/models.csv"
    office 0 import offers "$LOUNGE_SHARE/data/offers.csv"
    office 3 import orders "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv"
    office 0 settings set board.page_seconds 600
    office 0 settings set visit.idle_seconds 1800
    office 0 settings set rate.undo_seconds 60
}

# front ORDER: the first row of the board, which is also the car that the dumps of its kind of page open
front() {
    sql "UPDATE work_order SET arrived_ms = (SELECT min(arrived_ms) FROM work_order) - 60000 WHERE order_no = '$1'"
}

digits_of() { # ORDER: the last four of its owner's phone, apart
    sql "SELECT substr(p.phone, -4) FROM work_order o JOIN person p ON p.person_id = o.owner_id
         WHERE o.order_no = '$1'" | sed 's/./& /g'
}

# --- the display ------------------------------------------------------------------------------------------------------

display_start() {
    mkdir -p "$dir/fb"
    Xvfb -displayfd 3 -screen 0 1920x1080x24 -fbdir "$dir/fb" -nolisten tcp 3>"$dir/display" 2>"$dir/xvfb.err" &
    xvfb_pid=$!
    local i
    for ((i = 0; i < limit; i++)); do
        [ ! -s "$dir/display" ] || break
        sleep 0.1
    done
    [ -s "$dir/display" ] || fail "Xvfb does not start: $(cat "$dir/xvfb.err")"
    DISPLAY=:$(cat "$dir/display")
    export DISPLAY
    fb=$dir/fb/Xvfb_screen0
}

keep() { cp "$fb" "$dir/kept"; }          # what the screen shows now
changed() { ! cmp -s "$fb" "$dir/kept"; } # since then

until_changed() { # WHAT
    local i
    for ((i = 0; i < 2 * limit; i++)); do
        ! changed || return 0
        sleep 0.05
    done
    fail "$1: the screen stays as it is"
}

until_still() { # half a second with nothing drawn
    local i calm=0
    for ((i = 0; i < limit && calm < 5; i++)); do
        cp "$fb" "$dir/still"
        sleep 0.1
        if cmp -s "$fb" "$dir/still"; then calm=$((calm + 1)); else calm=0; fi
    done
    [ "$calm" = 5 ] || fail "the screen does not come to rest"
}

area() { # WxH+X+Y: what stands there, as a number
    convert "xwd:$fb" -crop "$1" +repage rgb:- | cksum
}

shot() { # FILE.png of the screen
    convert "xwd:$fb" "$1"
}

# --- the kiosk ----------------------------------------------------------------------------------------------------------

kiosk_start() { # OPTIONS…
    keep
    "$kiosk" --now "$now" "$@" >>"$dir/kiosk.out" 2>>"$dir/kiosk.err" &
    kiosk_pid=$!
    until_changed "the kiosk starts"
    until_still
}

kiosk_end() { # STATUS: waits for its end
    local got=0
    wait "$kiosk_pid" || got=$?
    kiosk_pid=
    [ "$got" = "$1" ] || fail "the kiosk ended with $got, not $1"
}

# --- fingers --------------------------------------------------------------------------------------------------------------

# point SCREEN TARGET: the middle of where it can be touched, "X Y", as the dump of that screen in this language says
point() {
    local file=$dir/dump/$1.$lang.land.day.plain.1920x1080.json at
    [ -f "$file" ] || "$kiosk" --now "$now" --lang "$lang" --screen "$1" --dump "$dir/dump" --json-only
    at=$(sqlite3 :memory: "
        WITH d(j) AS (SELECT CAST(readfile('$file') AS TEXT))
        SELECT printf('%d %d', (h ->> 0 + (h ->> 2) / 2) * scale, (h ->> 1 + (h ->> 3) / 2) * scale) FROM (
            SELECT (i.value -> '\$.hit') AS h, (j ->> '\$.scale') AS scale
            FROM d, json_each(j, '\$.items') i WHERE (i.value ->> '\$.target') = '$2')")
    [ -n "$at" ] || fail "the dump of screen $1 has no target $2"
    echo "$at"
}

# press SCREEN TARGET: a finger; returns once the screen shows that it was felt
press() {
    local at
    at=$(point "$1" "$2")
    keep
    # shellcheck disable=SC2086 # two numbers
    xdotool mousemove $at click 1
    until_changed "tap on $2 of $1"
}

# tap SCREEN TARGET: the same, and what it led to has come to rest
tap() {
    press "$1" "$2"
    until_still
}

keys() { # SCREEN NAME…: keys of its keyboard, one after the other
    local screen=$1 key
    shift
    for key in "$@"; do press "$screen" "key.$key"; done
    until_still
}

forget_dumps() { rm -rf "$dir/dump"; } # what the screens of this store show has changed

# words SCREEN: all that stands on it, as its dump of the store says, apart by |
words() {
    local file=$dir/dump/$1.$lang.land.day.plain.1920x1080.json
    [ -f "$file" ] || "$kiosk" --now "$now" --lang "$lang" --screen "$1" --dump "$dir/dump" --json-only
    sqlite3 :memory: "SELECT '|' || group_concat(value ->> '\$.text', '|') || '|'
        FROM json_each(CAST(readfile('$file') AS TEXT), '\$.items') WHERE (value ->> '\$.text') IS NOT NULL"
}

says() { # SCREEN WORDS…: each of them is on it
    local screen=$1 all word
    shift
    all=$(words "$screen")
    for word in "$@"; do
        case $all in
        *"$word"*) ;;
        *) fail "$screen does not say \"$word\": $all" ;;
        esac
    done
}

# looks_like SCREEN WxH+X+Y: there the panel shows to the pixel what the picture of that screen has
looks_like() {
    local i pic=$dir/pictures/$1.$lang.land.day.plain.1920x1080.png
    rm -rf "$dir/pictures"
    "$kiosk" --now "$now" --lang "$lang" --screen "$1" --dump "$dir/pictures" --size 1920x1080
    [ -f "$pic" ] || fail "no picture of $1: $(ls "$dir/pictures")"
    for ((i = 0; i < 50; i++)); do
        [ "$(area "$2")" != "$(convert "$pic" -crop "$2" +repage rgb:- | cksum)" ] || return 0
        sleep 0.1
    done
    fail "the panel does not look as the picture of $1"
}
