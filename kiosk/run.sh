#!/usr/bin/env bash
# One command: installs what is missing, builds, makes the demo store when there is none of today, starts the kiosk on
# it. Arguments go to lounge-kiosk, for example: kiosk/run.sh --lang en --windowed
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/kiosk/packages.sh"

build="$top/.build"
# shellcheck disable=SC2086
need_packages $LOUNGE_PACKAGES

# The build is asked only when a source is newer than what was built.
if [ ! -x "$build/lounge-kiosk" ] || [ ! -x "$build/lounge" ] ||
    [ -n "$(find "$top/kiosk" "$top/assets/words.def" "$top/CMakeLists.txt" -newer "$build/lounge-kiosk" -print -quit)" ]; then
    echo "building"
    cmake -S "$top" -B "$build" -DCMAKE_BUILD_TYPE=Release -DLOUNGE_TESTS=OFF >/dev/null
    cmake --build "$build" -j"$(nproc)" | grep -v '^\[' || true
    cmake --build "$build" >/dev/null
    touch "$build/lounge-kiosk" "$build/lounge"
fi

has_own_db=no needs_display=yes
for argument in "$@"; do
    case "$argument" in
    --db | --db=*) has_own_db=yes ;;
    --headless | --dump | --dump=* | --replay | --replay=* | --help) needs_display=no ;;
    esac
done

if [ "$has_own_db" = no ]; then
    demo="$build/demo/lounge.db"
    mkdir -p "$build/demo"
    "$build/lounge" --db "$demo" demo
    set -- --db "$demo" "$@"
fi

if [ "$needs_display" = yes ] && [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
    echo "There is no display: start this from a desktop or an X server, add --headless to run without one," \
        "add --dump DIR to get pictures of the screens, or use: xvfb-run $0" >&2
    exit 1
fi
exec "$build/lounge-kiosk" "$@"
