#!/usr/bin/env bash
# Real fingers on the real kiosk: Xorg with its dummy screen and its inputtest device, ten touches at once. A second
# finger, a palm and a lost finger do no harm, a drag scrolls, two quick taps submit once. The kiosk records what it
# was touched with; the recording, replayed, tells which screens came.
skip() { echo "skipped: $*"; exit 77; }
[ "$(id -u)" = 0 ] || skip "Xorg with a device of its own wants root"
[ -c /dev/tty0 ] || skip "there is no /dev/tty0, which Xorg needs; tests/app/test_touch.c makes the same gestures by pushed events"
[ -x "$LOUNGE_BUILD/xtouch" ] || skip "built without xserver-xorg-dev"
for file in /usr/bin/Xorg /usr/lib/xorg/modules/drivers/dummy_drv.so /usr/lib/xorg/modules/input/inputtest_drv.so; do
    [ -e "$file" ] || skip "$file is not installed (xserver-xorg-core, xserver-xorg-video-dummy)"
done
. "$(dirname "$0")/kiosk.sh"
make_store

# --- the display ---
cat >"$dir/xorg.conf" <<CONF
Section "ServerFlags"
    Option "AutoAddDevices" "false"
    Option "DontVTSwitch" "true"
EndSection
Section "Device"
    Identifier "picture"
    Driver "dummy"
    VideoRam 65536
EndSection
Section "Monitor"
    Identifier "panel"
    HorizSync 5.0-1000.0
    VertRefresh 5.0-200.0
    Modeline "1920x1080" 148.50 1920 2008 2052 2200 1080 1084 1089 1125
EndSection
Section "Screen"
    Identifier "screen"
    Device "picture"
    Monitor "panel"
    DefaultDepth 24
    SubSection "Display"
        Depth 24
        Modes "1920x1080"
        Virtual 1920 1080
    EndSubSection
EndSection
Section "InputDevice"
    Identifier "fingers"
    Driver "inputtest"
    Option "SocketPath" "$dir/fingers"
    Option "DeviceType" "Touch"
    Option "TouchCount" "10"
EndSection
Section "ServerLayout"
    Identifier "all"
    Screen "screen"
    InputDevice "fingers"
EndSection
CONF
Xorg -displayfd 3 -config "$dir/xorg.conf" -logfile "$dir/xorg.log" -noreset -nolisten tcp -sharevts -novtswitch vt7 \
    3>"$dir/display" 2>"$dir/xorg.err" &
xvfb_pid=$! # ended with the test
for ((i = 0; i < limit; i++)); do
    [ ! -s "$dir/display" ] || [ ! -S "$dir/fingers" ] || break
    kill -0 "$xvfb_pid" 2>/dev/null || skip "Xorg does not start here: $(tail -3 "$dir/xorg.err" | tr '\n' ' ')"
    sleep 0.1
done
[ -s "$dir/display" ] || skip "Xorg gives no display: $(tail -3 "$dir/xorg.err" | tr '\n' ' ')"
DISPLAY=:$(cat "$dir/display")
export DISPLAY SDL_VIDEODRIVER=x11

# kiosk.sh looks at Xvfb's memory; here the picture is asked for.
fb=$dir/screen.xwd
look() { xwd -silent -root -out "$fb"; }
keep() { look && cp "$fb" "$dir/kept"; }
changed() { look && ! cmp -s "$fb" "$dir/kept"; }
until_still() {
    local i calm=0
    for ((i = 0; i < limit && calm < 5; i++)); do
        look && cp "$fb" "$dir/still"
        sleep 0.1
        look
        if cmp -s "$fb" "$dir/still"; then calm=$((calm + 1)); else calm=0; fi
    done
    [ "$calm" = 5 ] || fail "the screen does not come to rest"
}

mkfifo "$dir/commands"
"$LOUNGE_BUILD/xtouch" "$dir/fingers" 1920 1080 <"$dir/commands" >"$dir/marks" 2>"$dir/xtouch.err" &
exec 9>"$dir/commands" # open until the test ends
trap 'exec 9>&-; end' EXIT
marks=0
fingers() { # COMMANDS on stdin: returns when the screen has come to rest after them
    local i
    marks=$((marks + 1))
    { cat; echo "mark $marks"; } >&9
    for ((i = 0; i < limit; i++)); do
        [ "$(tail -1 "$dir/marks")" != "$marks" ] || break
        sleep 0.1
    done
    [ "$(tail -1 "$dir/marks")" = "$marks" ] || fail "the fingers do not arrive: $(cat "$dir/xtouch.err")"
    until_still
}
touch_tap() { # SCREEN TARGET: one calm tap
    local at
    at=$(point "$1" "$2")
    fingers <<<"$(printf '%s\n' "wait 500" "down 1 $at" "wait 60" "up 1 $at")"
}

cp "$db" "$dir/before.db"
cp "$db.key" "$dir/before.db.key" 2>/dev/null || true
kiosk_start --motion off --record "$dir/touched.rec"

# --- a drag scrolls, and is no tap ---
keep
fingers <<DRAG
down 1 600 850
wait 30
move 1 600 800
wait 30
move 1 600 700
wait 30
move 1 600 500
wait 30
move 1 600 400
wait 200
up 1 600 400
DRAG
changed || fail "a drag does not scroll the board"

# --- a second finger beside the first ---
touch_tap board board.rate
four=$(point rate rate.face.4) one=$(point rate rate.face.1)
fingers <<<"$(printf '%s\n' "wait 500" "down 1 $four" "wait 40" "down 2 $one" "wait 40" "up 2 $one" "wait 40")"
same "$(sql "SELECT count(*) FROM rating")" 0 "ratings by a second finger"
fingers <<<"up 1 $four"
until_sql "SELECT group_concat(score) FROM rating" 4

# --- a palm ---
touch_tap factors nav.back
for n in 1 2 3 4 5; do echo "down $n $(point rate rate.face.$n)"; done >"$dir/palm"
for n in 1 2 3 4 5; do echo "up $n $(point rate rate.face.$n)"; done >>"$dir/palm"
fingers <<<"$(echo "wait 500"; cat "$dir/palm")"
sleep 4 # touch pauses for three seconds
until_still
same "$(sql "SELECT group_concat(score) FROM rating_score")" 4 "faces after a palm"

# --- a finger that is never seen to leave blocks the panel for ten seconds, no longer ---
fingers <<<"$(printf '%s\n' "wait 500" "down 7 $one" "wait 10500")"
touch_tap rate rate.face.2
until_sql "SELECT group_concat(score) FROM (SELECT score FROM rating_score ORDER BY seq)" 4,2

# --- two quick taps on submit send once ---
touch_tap why why.reason.wait
submit=$(point why why.submit)
fingers <<<"$(printf '%s\n' "wait 500" "down 1 $submit" "wait 30" "up 1 $submit" "wait 60" "down 1 $submit" "wait 30" \
    "up 1 $submit")"
until_sql "SELECT count(*) FROM v_complaints" 1
same "$(sql "SELECT count(*) FROM rating")" 1 "ratings"
sleep 0.5

# --- what the kiosk felt ---
kill -TERM "$kiosk_pid"
kiosk_end 0
same "$(grep -o '"finger":[0-9]*' "$dir/touched.rec" | sort -u | wc -l | awk '{print ($1 >= 5)}')" 1 "five fingers, each its own"
env SDL_VIDEODRIVER=dummy "$kiosk" --db "$dir/before.db" --replay "$dir/touched.rec" >"$dir/replayed"
screens=$(cut -f2 "$dir/replayed" | paste -sd' ')
same "$screens" "board rate factors rate why recommend recommend" "the screens that came"
