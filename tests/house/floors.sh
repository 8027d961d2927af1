#!/usr/bin/env bash
# Reads the includes of every source below ROOT/kiosk and names each arrow that runs up a floor, each use of SDL outside
# ui/ and app/, and each statement of SQL outside store/. Exit status 1 when there is any.
# usage: floors.sh ROOT
set -eu
root=$1
faults=0

floor_of() {
    case "$1" in
    base) echo 0 ;;
    rules | ui) echo 1 ;;
    store) echo 2 ;;
    screens | fleet) echo 3 ;;
    app | office) echo 4 ;;
    *) echo 9 ;;
    esac
}

fault() {
    echo "$1"
    faults=$((faults + 1))
}

for file in "$root"/kiosk/*/*.[ch]; do
    name=${file#"$root"/kiosk/}
    here=${name%%/*}
    while read -r included; do
        there=${included%%/*}
        [ "$there" = "$included" ] && continue # the same folder
        [ -d "$root/kiosk/$there" ] || continue
        if [ "$there" != "$here" ] && [ "$(floor_of "$there")" -ge "$(floor_of "$here")" ]; then
            fault "$name includes $included: that arrow runs up"
        fi
    done < <(sed -n 's/^ *# *include *"\([^"]*\)".*/\1/p' "$file")
    if grep -q '^ *# *include *<SDL' "$file" && [ "$here" != ui ] && [ "$here" != app ]; then
        fault "$name includes SDL: only ui/ and app/ may"
    fi
    if [ "$here" != store ] && grep -qE 'sqlite3_|"(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|BEGIN) ' "$file"; then
        fault "$name speaks SQL: only store/ may"
    fi
done
[ "$faults" -eq 0 ]
