#!/usr/bin/env bash
# Measures Lounge beside Chromium, Qt Quick, the least SDL2 program and sqlite3, all in this run and taking turns, on a
# screen of its own (Xvfb 1920x1080x24, no window manager), and prints one table with the goals. Not part of the suite.
#
#   tests/bench/run.sh             200 taps, 60 s idle: about half an hour
#   tests/bench/run.sh --quick     20 taps, 10 s idle: a few minutes, for a first look; tails mean nothing
#   --only PARTS                   of start,tap,pss,idle,submit,rows,frames,targeting,watch,eta; with commas
#   --shots FOLDER                 keep pictures of what each program showed, to see that the right thing was measured
#   --no-install                   leave the packages alone
#
# What the product is measured with can be told from outside:
#   LOUNGE_KIOSK, LOUNGE           the two programs                     (.build/lounge-kiosk, .build/lounge)
#   LOUNGE_FLAGS                   more words for the kiosk             (none)
#   LOUNGE_CHANGE                  what to watch at a switch of screens (60,200,400,300: the board's first cars)
#   LOUNGE_FACES                   two faces tapped in turn: the same one again would commit nothing
#                                  (rate.face.5 rate.face.4)
#   LOUNGE_SAVED                   where "noted" appears after a face, X,Y,W,H (1450,64,120,48: left of "undo")
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$top/.build/bench
kiosk=${LOUNGE_KIOSK:-$top/.build/lounge-kiosk}
lounge=${LOUNGE:-$top/.build/lounge}
read -ra kiosk_flags <<<"${LOUNGE_FLAGS:-}"
lounge_change=${LOUNGE_CHANGE:-60,200,400,300}
read -ra lounge_faces <<<"${LOUNGE_FACES:-rate.face.5 rate.face.4}"
lounge_saved=${LOUNGE_SAVED:-1450,64,120,48}

rounds=5 starts=2 taps=40 submits=20 idle=60 rows=100000
only=start,tap,pss,idle,submit,rows,frames,targeting,watch,eta
shots='' install=yes
programs=(lounge chromium qt least)

# Where a finger goes on the peers' screens, and what changes then.
peer_rate=1726,864 peer_back=96,88 peer_face=1584,611 peer_change=60,200,400,300 peer_saved=800,450,300,300

say() { printf '%s\n' "$*" >&2; }
die() {
    say "bench: $*"
    exit 1
}
usage() {
    sed -n '5,9s/^# \{0,3\}//p' "$0" >&2
    exit 2
}

while [ $# -gt 0 ]; do
    case $1 in
    --quick) rounds=2 starts=2 taps=10 submits=10 idle=10 ;;
    --only) only=${2:?} && shift ;;
    --shots) shots=${2:?} && shift ;;
    --no-install) install=no ;;
    *) usage ;;
    esac
    shift
done

wanted() { case ",$only," in *",$1,"*) ;; *) return 1 ;; esac }

# --- what must be there -------------------------------------------------------------------------------------------

packages=(cmake gcc pkg-config libx11-dev libxext-dev libxtst-dev libxdamage-dev libjansson-dev libsdl2-dev
    libsdl2-ttf-dev libsqlite3-dev sqlite3 xvfb fonts-noto-cjk chromium qmlscene qml-module-qtquick2
    qml-module-qtquick-window2 libqt5svg5)

install_missing() {
    local missing=() package as_root=()
    for package in "${packages[@]}"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then return 0; fi
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    say "bench: installing ${missing[*]}"
    "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=600 update -qq >&2 || true
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=600 install -y -qq \
        --no-install-recommends "${missing[@]}" >&2 || say "bench: not everything could be installed; parts will be skipped"
}

build_rig() {
    cmake -S "$here" -B "$build" >"$work/build.log" 2>&1 && cmake --build "$build" -j 2 >>"$work/build.log" 2>&1 && return
    cat "$work/build.log" >&2
    die "the measuring programs do not build; the reason stands above"
}

find_qml() {
    local found
    for found in /usr/lib/*/qt5/bin/qmlscene; do
        if [ -x "$found" ]; then printf '%s\n' "$found"; fi
        return 0
    done
}

# Why a program cannot be measured; nothing when it can.
lacks() {
    case $1 in
    lounge) if [ ! -x "$kiosk" ]; then echo "$kiosk is missing"; elif [ ! -x "$lounge" ]; then echo "$lounge is missing"; fi ;;
    chromium) command -v chromium >/dev/null || echo "chromium is missing" ;;
    qt) [ -n "$qml" ] || echo "qmlscene is missing" ;;
    esac
}

start_display() {
    command -v Xvfb >/dev/null || die "Xvfb is missing: install the package xvfb"
    Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp -noreset -s 0 -nocursor 3>"$work/display" 2>"$work/xvfb.log" &
    helpers+=($!)
    for _ in $(seq 100); do
        if [ -s "$work/display" ]; then
            DISPLAY=:$(cat "$work/display")
            export DISPLAY
            return
        fi
        sleep 0.1
    done
    die "Xvfb did not start: $(tail -n 1 "$work/xvfb.log")"
}

# --- the programs -------------------------------------------------------------------------------------------------

# Sets `command` to what starts a program, `steps` to the taps from the board to the faces and back.
choose() {
    local change=$peer_change rate=$peer_rate back=$peer_back
    case $1 in
    lounge) # what is measured is the new screen, not the way to it; frames.sh measures that
        command=("$kiosk" --db "$work/store.db" --lang zh --motion off "${kiosk_flags[@]}")
        change=$lounge_change rate=$lounge_rate back=$lounge_back
        ;;
    chromium)
        command=(chromium --kiosk --no-sandbox --disable-gpu --no-first-run --disable-background-networking
            --disable-component-update --disable-sync --disable-quic "--user-data-dir=$work/profile"
            "--window-position=0,0" "--window-size=1920,1080" "file://$here/peers/page.html")
        ;;
    qt) command=(env QT_QUICK_BACKEND=software QT_QPA_PLATFORM=xcb "$qml" "$here/peers/page.qml") ;;
    least) command=("$build/least") ;;
    esac
    steps=(--step "tap:$rate:$change" --step "back:$back:$change")
}

# The same for a submit: the faces are opened, one is tapped, and then the board again. Sets `each`, the submits in one
# cycle of the steps. The kiosk goes on to a page of questions after a face, so from there it is two steps back.
choose_submit() {
    local face
    choose "$1"
    case $1 in
    chromium) command[-1]+="?post=http://127.0.0.1:$post_port/" ;;
    least) command+=(--commit "$work/least.db") ;;
    lounge)
        steps=() each=0
        for face in "${lounge_faces_at[@]}"; do
            steps+=(--step "open:$lounge_rate" --step "submit:$face:$lounge_saved" --step "back:$lounge_back"
                --step "home:$lounge_back:$lounge_change")
            each=$((each + 1))
        done
        return
        ;;
    esac
    each=1
    steps=(--step "open:$peer_rate" --step "submit:$peer_face:$peer_saved" --step "home:$peer_back:$peer_change")
}

# The middle of a target on one of the kiosk's screens, out of its own dump.
lounge_point() {
    local dump=$work/dump/$1.zh.land.day.plain.1920x1080.json
    [ -f "$dump" ] || "$kiosk" --db "$work/store.db" --screen "$1" --dump "$work/dump" --json-only >>"$work/lounge.log" 2>&1 || true
    [ -f "$dump" ] || return 1
    "$build/xbench" point "$dump" "$2" 2>>"$work/lounge.log"
}

# Makes the demo store and finds the kiosk's buttons. False, having said why in `lounge_lack`, when that fails.
prepare_lounge() {
    local face
    lounge_faces_at=()
    lounge_lack=$(lacks lounge)
    [ -z "$lounge_lack" ] || return 1
    mkdir -p "$work/dump"
    lounge_lack="lounge demo failed: see above"
    "$lounge" demo --db "$work/store.db" >>"$work/lounge.log" 2>&1 || { cat "$work/lounge.log" >&2; return 1; }
    # A page turned by itself would be taken for an answer to a tap, and wakes the kiosk: the goals are for a still board.
    "$lounge" settings set board.page_seconds 600 --db "$work/store.db" >>"$work/lounge.log" 2>&1 ||
        say "bench: the board keeps turning its pages: $(tail -n 1 "$work/lounge.log")"
    lounge_lack="the kiosk's dump does not show board.rate, nav.back and ${lounge_faces[*]}"
    lounge_rate=$(lounge_point board board.rate) && lounge_back=$(lounge_point rate nav.back) || return 1
    for face in "${lounge_faces[@]}"; do
        lounge_faces_at+=("$(lounge_point rate "$face")") || return 1
    done
    lounge_lack=
}

start_post_server() {
    "$build/post" "$work/post.db" >"$work/port" &
    helpers+=($!)
    for _ in $(seq 50); do
        if [ -s "$work/port" ]; then break; fi
        sleep 0.1
    done
    post_port=$(cat "$work/port")
}

# --- measuring ----------------------------------------------------------------------------------------------------

result() { printf '%s\n' "$*" >>"$results"; }

# measure PROGRAM FIGURE MODE OPTIONS...: runs xbench on the chosen program; what it printed is in `told`. A failure
# becomes a line of the table, and the other programs go on.
measure() {
    local program=$1 figure=$2 mode=$3 pictures=()
    shift 3
    if [ -n "$shots" ]; then
        mkdir -p "$shots/$program"
        pictures=(--shots "$shots/$program")
    fi
    mkdir -p "$work/samples/$program"
    if told=$("$build/xbench" "$mode" --save "$work/samples/$program" --log "$work/$program.log" "${pictures[@]}" "$@" \
        -- "${command[@]}" 2>"$work/why"); then
        return 0
    fi
    say "bench: $program: $(tail -n 1 "$work/why")"
    result "skip $figure $program $(tail -n 1 "$work/why")"
    return 1
}

# Programs that can be measured, in turn; the others are named in the table, once for each figure of the part.
ready=()
choose_ready() {
    local program why
    for program in "${programs[@]}"; do
        why=$(lacks "$program")
        if [ "$program" = lounge ]; then why=$lounge_lack; fi
        if [ -z "$why" ]; then
            ready+=("$program")
        else
            say "bench: $program is skipped: $why"
            for figure in start tap_p50 pss idle submit_p50; do result "skip $figure $program $why"; done
        fi
    done
}

# In the first round each program is started once for nothing, so that all are measured with warm files.
measure_starts() {
    local program round
    for program in "${ready[@]}"; do
        choose "$program"
        measure "$program" start start || true
    done
    rm -f "$work"/samples/*/start
    for round in $(seq "$rounds"); do
        for program in "${ready[@]}"; do
            choose "$program"
            for _ in $(seq "$starts"); do measure "$program" start start || break; done
        done
        say "bench: starts, round $round of $rounds"
    done
}

measure_taps() {
    local program round
    for round in $(seq "$rounds"); do
        for program in "${ready[@]}"; do
            choose "$program"
            measure "$program" tap_p50 tap --cycles "$taps" "${steps[@]}" || true
        done
        say "bench: taps, round $round of $rounds"
    done
}

measure_pss() {
    local program
    for program in "${ready[@]}"; do
        choose "$program"
        measure "$program" pss pss --cycles 5 "${steps[@]}" || continue
        result "pss $program $(awk '{ printf "%.1f", $2 / 1024 }' <<<"$told")"
    done
}

measure_idle() {
    local program
    for program in "${ready[@]}"; do
        choose "$program"
        measure "$program" idle idle --seconds "$idle" --settle 5000 || continue
        result "idle $program $(awk '{ print $5 }' <<<"$told")"
        result "ticks $program $(awk '{ print $7 }' <<<"$told")"
    done
}

measure_submits() {
    local program round
    start_post_server
    for round in $(seq "$rounds"); do
        for program in "${ready[@]}"; do
            [ "$program" != qt ] || continue # posts nowhere: no peer here
            choose_submit "$program"
            measure "$program" submit_p50 tap --cycles $((submits / each)) "${steps[@]}" || true
        done
        "$build/commit" "$work/commit.db" $((submits * 5)) >>"$work/samples/commit"
        say "bench: submits, round $round of $rounds"
    done
}

# Imports one export after another, each a minute later with every row changed, until it is told to end.
import_on_and_on() {
    local round exported
    exported=$(TZ=Asia/Shanghai date -d '+2 minutes' +%Y-%m-%dT%H:%M) # after the demo store's own export
    for round in $(seq 1 100000); do
        "$build/make_orders" "$rows" "$round" "$exported" >"$work/busy.csv"
        "$lounge" import orders "$work/busy.csv" --db "$work/store.db" >>"$work/busy.log" 2>&1 || return
        echo "$round" >"$work/busy.count"
    done
}

measure_submit_while_importing() {
    local importer count
    case " ${ready[*]} " in *" lounge "*) ;; *) result "skip busy_p50 lounge $lounge_lack" && return ;; esac
    echo 0 >"$work/busy.count"
    import_on_and_on &
    importer=$!
    helpers+=("$importer")
    choose_submit lounge
    steps=("${steps[@]/#submit:/busy:}")
    # "Noted" is shown for the three seconds of undo: what comes later is never seen, and counts as three seconds.
    if measure lounge busy_p50 tap --wait 3000 --lost 100000 --cycles $((rounds * submits / each)) "${steps[@]}"; then
        result "busy_lost lounge $(awk '$2 == "busy" { lost += $NF } END { print lost + 0 }' <<<"$told")"
    fi
    count=$(cat "$work/busy.count")
    kill "$importer" 2>/dev/null || result "skip busy_p50 lounge the import failed meanwhile: $(tail -n 1 "$work/busy.log")"
    result "busy_imports lounge $count"
}

# --- the table ----------------------------------------------------------------------------------------------------

# gather FIGURE SAMPLES: middle and tail of all rounds of each program.
gather() {
    local program file
    for program in "${programs[@]}"; do
        file=$work/samples/$program/$2
        [ -s "$file" ] || continue
        "$build/xbench" stat "$file" | awk -v f="$1" -v p="$program" '{ print f "_p50", p, $4; print f "_p99", p, $6 }' >>"$results"
    done
}

gather_all() {
    gather start start
    sed -i 's/^start_p50 /start /' "$results"
    gather tap tap
    gather first tap.first
    gather back back
    gather submit submit
    gather busy busy
    if [ -s "$work/samples/commit" ]; then
        "$build/xbench" stat "$work/samples/commit" | awk '{ print "commit_p50 all", $4; print "commit_p99 all", $6 }' >>"$results"
    fi
}

helpers=()
work=
clean_up() {
    local helper
    for helper in "${helpers[@]}"; do kill "$helper" 2>/dev/null || true; done
    wait 2>/dev/null || true
    if [ -n "$work" ]; then rm -rf "$work"; fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM

load=$(cut -d ' ' -f 1 /proc/loadavg)

# On the same disk as a store would be: a commit into a memory file system would cost nothing.
mkdir -p "$build"
work=$(mktemp -d "$build/run.XXXXXX")
results=$work/results
mkdir -p "$work/samples" "$work/runtime"
: >"$results"
export XDG_RUNTIME_DIR=$work/runtime
chmod 700 "$XDG_RUNTIME_DIR"

if [ "$install" = yes ]; then install_missing; fi
build_rig
qml=$(find_qml)
start_display
prepare_lounge || true
choose_ready
result "idle_seconds all $idle"

if wanted start; then measure_starts; fi
if wanted tap; then measure_taps; fi
if wanted pss; then measure_pss; fi
if wanted idle; then measure_idle; fi
if wanted submit; then
    measure_submits
    measure_submit_while_importing
fi
if wanted rows; then LOUNGE=$lounge "$here/import_export.sh" "$build" "$results" "$rounds" "$rows"; fi
if wanted frames; then "$here/frames.sh" "$(dirname "$kiosk")" "$results" "$work/store.db" $((rounds * 2)); fi
if wanted targeting; then "$build/targeting" >>"$results"; fi
if wanted watch; then "$build/watch" "$lounge" "$work/store.db" $((rounds * submits)) >>"$results"; fi
if wanted eta; then "$build/eta" >>"$results"; fi
gather_all

printf '%s, %s cores, load %s before, Xvfb 1920x1080x24; %s rounds, %s taps and %s submits a program\n' \
    "$(date '+%Y-%m-%d %H:%M')" "$(nproc)" "$load" "$rounds" $((rounds * taps)) $((rounds * submits))
if awk -v l="$load" 'BEGIN { exit !(l > 0.7) }'; then
    echo 'Something else kept this machine busy: trust the ratios, not the figures, and no tail.'
fi
echo
awk -v parts="$only" -f "$here/report.awk" "$results"
