#!/usr/bin/env bash
# Rows a second of `lounge import orders` and `lounge export ratings` (CSV and Excel), beside sqlite3 doing the least that could be
# called the same. Programs take turns. Called by run.sh; alone: import_export.sh BUILD-FOLDER RESULTS-FILE ROUNDS ROWS
# Results are lines "FIGURE PROGRAM VALUE"; what cannot be measured is a line "skip FIGURE PROGRAM WHY".
set -euo pipefail

if [ $# -ne 4 ]; then
    echo "usage: $0 BUILD-FOLDER RESULTS-FILE ROUNDS ROWS" >&2
    exit 2
fi
build=$1 results=$2 rounds=$3 rows=$4
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
lounge=${LOUNGE:-$top/.build/lounge}
from=2026-03-01 to=2026-11-30 # all days that ratings.sql fills
# Just after the demo store's own export, in the store's local time: an older list would only fill in history.
exported=$(TZ=Asia/Shanghai date -d '+2 minutes' +%Y-%m-%dT%H:%M)
work=$(mktemp -d "$build/rows.XXXXXX") # on a disk, as a store would be
trap 'rm -rf "$work"' EXIT

say() { printf '%s\n' "$*" >&2; }
result() { printf '%s\n' "$*" >>"$results"; }

# cost FIGURE PROGRAM COMMAND...: runs the command; its seconds and peak memory are added to the samples of both names.
cost() {
    local figure=$1 program=$2 told
    shift 2
    if ! "$build/xbench" cost "$@" >"$work/out" 2>"$work/told"; then
        say "bench: $program failed at $figure:"
        cat "$work/out" "$work/told" >&2
        return 1
    fi
    told=$(tail -n 1 "$work/told") # cost seconds S peak K KiB status N
    awk '{ print $3 }' <<<"$told" >>"$work/$figure.$program.seconds"
    awk '{ print $5 }' <<<"$told" >>"$work/$figure.$program.peak"
}

# The middle of all samples of one kind.
middle() { "$build/xbench" stat "$work/$1" | awk '{ print $4 }'; }

# tell FIGURE PROGRAM ROWS: rows a second of the middle round, and the highest peak in MiB.
tell() {
    local figure=$1 program=$2 count=$3
    [ -s "$work/$figure.$program.seconds" ] || return 0
    result "${figure}_rows $program $(awk -v n="$count" -v s="$(middle "$figure.$program.seconds")" 'BEGIN { printf "%.0f", n / s }')"
    result "${figure}_peak $program $(sort -n "$work/$figure.$program.peak" | tail -n 1 | awk '{ printf "%.1f", $1 / 1024 }')"
}

# A store of the current schema: the demo store, or without the product an empty one made of the migrations alone.
make_store() {
    if [ -x "$lounge" ]; then
        "$lounge" demo --db "$work/base.db" >"$work/out" 2>&1 || { cat "$work/out" >&2; return 1; }
        sqlite3 "$work/base.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    elif ls "$top"/kiosk/store/migrations/*.sql >/dev/null 2>&1; then
        cat "$top"/kiosk/store/migrations/*.sql | sqlite3 -bail "$work/base.db"
        sqlite3 "$work/base.db" "INSERT INTO setting VALUES ('store.id', 'bench', 0)"
    else
        return 1
    fi
}

# copy_store NAME: a store of its own with everything that lies beside the made one, such as its key.
copy_store() {
    local file
    rm -f "$work/$1".db*
    for file in "$work"/base.db*; do cp "$file" "$work/$1.db${file#"$work/base.db"}"; done
}

import_lounge() {
    copy_store import
    cost import lounge "$lounge" import orders "$work/orders.csv" --db "$work/import.db"
}

# Raw text into one table: nothing checked, nothing normalised, no history.
import_raw() {
    rm -f "$work"/raw.db*
    cost import sqlite3 sh -c "iconv -f GB18030 -t UTF-8 '$work/orders.csv' |
        sqlite3 '$work/raw.db' '.mode csv' '.import --skip 2 /dev/stdin orders'"
}

measure_import() {
    "$build/make_orders" "$rows" 0 "$exported" >"$work/orders.csv"
    [ -x "$lounge" ] || result "skip import_rows lounge $lounge is missing"
    for _ in $(seq "$rounds"); do
        if [ -x "$lounge" ]; then import_lounge || result "skip import_rows lounge the import failed"; fi
        import_raw
    done
    [ "$(sqlite3 "$work/raw.db" 'SELECT count(*) FROM orders')" -eq $((rows + 1)) ] || say "bench: sqlite3 lost rows"
    tell import lounge "$rows"
    tell import sqlite3 "$rows"
}

fill_ratings() { sqlite3 -bail -cmd ".parameter set @count $2" "$1" <"$here/ratings.sql" >/dev/null; }

export_lounge() {
    cost "$1" lounge "$lounge" export ratings --from "$from" --to "$to" --format csv -o "$work/lounge.csv" --db "$2"
    local lines
    lines=$(wc -l <"$work/lounge.csv")
    if [ "$lines" -ne $(($3 + 1)) ]; then
        say "bench: lounge exported $lines lines, $(($3 + 1)) were due"
        return 1
    fi
    rm -f "$work/lounge.csv"
}

export_sqlite() { cost "$1" sqlite3 sh -c "sqlite3 -header -csv '$2' 'SELECT * FROM v_ratings' >'$work/sqlite.csv'"; }

# The same rows as an Excel workbook; no peer writes one without holding it in memory.
export_book() {
    cost "$1_xlsx" lounge "$lounge" export ratings --from "$from" --to "$to" -o "$work/lounge.xlsx" --db "$2"
    rm -f "$work/lounge.xlsx"
}

# measure_export FIGURE ROWS ROUNDS
measure_export() {
    local store=$work/$1.db
    copy_store "$1"
    sqlite3 "$store" 'DROP TRIGGER complaint_event_is_not_shortened; DELETE FROM rating_mark; DELETE FROM rating_score; DELETE FROM complaint_event;
        DELETE FROM complaint; DELETE FROM rating'
    fill_ratings "$store" "$2"
    [ -x "$lounge" ] || result "skip $1_rows lounge $lounge is missing"
    for _ in $(seq "$3"); do
        if [ -x "$lounge" ]; then
            export_lounge "$1" "$store" "$2" || { result "skip $1_rows lounge the export failed"; rm -f "$work/$1.lounge".*; }
        fi
        export_sqlite "$1" "$store"
    done
    if [ -x "$lounge" ]; then export_book "$1" "$store" || result "skip $1_xlsx_rows lounge the export failed"; fi
    tell "$1" lounge "$2"
    tell "$1" sqlite3 "$2"
    tell "$1_xlsx" lounge "$2"
    rm -f "$store"*
}

if ! make_store; then
    result "skip import_rows lounge no store could be made: neither $lounge nor kiosk/store/migrations is there"
    result "skip export_rows sqlite3 no store could be made: neither $lounge nor kiosk/store/migrations is there"
    : >"$work/base.db"
    measure_import
    exit 0
fi
measure_import
measure_export export "$rows" "$rounds"
[ "$rounds" -lt 5 ] || measure_export export_large $((10 * rows)) 1
