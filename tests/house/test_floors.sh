#!/usr/bin/env bash
# The house's order: no include climbs a floor, SDL and SQL stay where they belong; and the check can fail.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
bash "$here/floors.sh" "$root"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/kiosk/ui" "$work/kiosk/rules" "$work/kiosk/screens" "$work/kiosk/store" "$work/kiosk/app"
expect_fault() { # what the fault says, file, line
    rm -f "$work"/kiosk/*/*
    printf '%s\n' "$3" >"$work/kiosk/$2"
    out=$(bash "$here/floors.sh" "$work") && { echo "not caught: $3 in $2"; exit 1; }
    case "$out" in *"$1"*) ;; *) echo "caught for the wrong reason: $out"; exit 1 ;; esac
}
expect_fault "runs up" ui/a.c '#include "screens/kiosk.h"'
expect_fault "runs up" rules/a.c '#include "ui/ui.h"'
expect_fault "runs up" store/a.c '#include "app/writer.h"'
expect_fault "SDL" screens/a.c '#include <SDL.h>'
expect_fault "SQL" screens/a.c 'run("SELECT 1");'
expect_fault "SQL" app/a.c 'sqlite3_open(a, b);'

# The top level is fixed.
cd "$root"
for entry in *; do
    case "$entry" in
    kiosk | assets | fonts | data | tests | CMakeLists.txt | README.md) ;;
    *) echo "$entry does not belong at the top level"; exit 1 ;;
    esac
done
