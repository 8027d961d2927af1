#!/usr/bin/env bash
# Makes the twelve recordings in tests/app/recordings anew, after layouts, words or the sample's data have changed:
#   tests/app/make_recordings.sh BUILD
# walks each path on the sample store and notes which screens came and which rows are in the store at its end.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 1 ] || { echo "usage: tests/app/make_recordings.sh BUILD" >&2; exit 2; }
LOUNGE_BUILD=$(cd "$1" && pwd)
LOUNGE_SHARE=$(cd "$here/../.." && pwd)
export LOUNGE_BUILD LOUNGE_SHARE LOUNGE_TEST_DATA="$LOUNGE_SHARE/tests/data" SDL_VIDEODRIVER=dummy
mkdir -p "$here/recordings"
LOUNGE_MAKE_RECORDINGS="$here/recordings" "$LOUNGE_BUILD/test_recordings"
