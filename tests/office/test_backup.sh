# lounge backup and restore: what is made, kept, thinned out and refused; permissions whatever the umask; killed at any
# moment nothing half looks whole.
. "$(dirname "$0")/common.sh"
umask 000
expect 0 init --store-id cd-07
expect 0 import orders "$LOUNGE_SHARE/data/orders.csv"
bk=$dir/backups
expect 1 backup "$bk"
has "$err" "mkdir -m 700" "a folder that is not there"
mkdir -m 777 "$bk"

state_of() { # CHECK
    "$lounge" doctor --json --now "$1" >"$dir/doctor.json" 2>&1
    json_of "$dir/doctor.json" "(SELECT json_extract(value, '\$.state') FROM json_each(j) WHERE json_extract(value, '\$.check') = 'last backup')"
}
same "$(state_of 2026-11-23T14:26:00+08:00)" warn "no backup yet"
expect 0 backup "$bk" --json --now 2026-11-23T02:00:00+08:00
file=$(json_of "$dir/out" "json_extract(j, '\$[0].file')")
same "$(basename "$file")" "lounge-cd-07-20261122T180000Z.db.zst" "its name"
same "$(stat -c %a "$file")" 600 "its mode under umask 000"
same "$(ls -A "$bk" | wc -l)" 1 "nothing else lies there"
same "$(ls -A "$dir/store" | grep -c copy)" 0 "nor beside the database"
[ "$(json_of "$dir/out" "json_extract(j, '\$[0].bytes')")" = "$(stat -c %s "$file")" ] || fail "its size"
same "$(state_of 2026-11-24T01:59:00+08:00)" ok "a backup of less than 24 h ago"
same "$(state_of 2026-11-24T02:01:00+08:00)" warn "a backup of more than 24 h ago"
expect 0 settings set backup.warn_hours 48
same "$(state_of 2026-11-24T02:01:00+08:00)" ok "the store's own limit"
same "$(sql "SELECT count(*) FROM v_backups WHERE file LIKE 'lounge-cd-07-%'")" 1 "noted"

# The database is in it, with no Lounge needed to take it out.
if command -v zstd >/dev/null; then
    zstd -dq "$file" -o "$dir/plain.db"
    same "$(sql "PRAGMA integrity_check" "$dir/plain.db")" ok "by zstd alone"
fi

expect 1 restore "$file" --to "$dir/new/lounge.db"
has "$err" "$dir/new" "a folder that is not there"
mkdir "$dir/new"
expect 0 restore "$file" --to "$dir/new/lounge.db"
has "$out" "store cd-07 as it was at 2026-11-23 02:00:00" "what was restored"
has "$out" "next: lounge doctor" "what to do next"
same "$(stat -c %a "$dir/new/lounge.db")" 660 "the restored one's mode"
same "$(stat -c %a "$dir/new/lounge.db.key")" 600 "its key's mode"
cmp -s "$db.key" "$dir/new/lounge.db.key" || fail "the store's key came back"
# All but the row that notes the backup is the same.
for table in $(sql "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('backup', 'setting')"); do
    same "$(sql "SELECT * FROM $table" "$dir/new/lounge.db" | sha256sum)" "$(sql "SELECT * FROM $table" | sha256sum)" "$table"
done
expect 1 restore "$file" --to "$dir/new/lounge.db"
has "$err" "already" "never over one that is there"
expect 1 restore "$file" --to "$db"
has "$err" "already" "never over the live one"
rm "$dir/new/lounge.db"
expect 1 restore "$file" --to "$dir/new/lounge.db"
has "$err" ".key is there already" "nor beside another one's key"
rm "$dir/new/lounge.db.key"

# Encrypted.
expect 0 backup --new-key
same "$(stat -c %a "$db.backup-key")" 600 "the key's mode under umask 000"
expect 1 backup --new-key
has "$err" "older backups need it" "a key is never written over"
expect 0 backup "$bk" --now 2026-11-24T02:00:00+08:00
sealed=$bk/lounge-cd-07-20261123T180000Z.db.zst.sealed
[ -e "$sealed" ] || fail "no encrypted backup"
same "$(grep -c 'lounge-backup\|川A' "$sealed")" 0 "nothing can be read in it"
chmod 644 "$db.backup-key"
expect 4 backup "$bk"
has "$err" "chmod 600" "a key that others may read"
chmod 600 "$db.backup-key"
mv "$db.backup-key" "$dir/away.key"
expect 4 restore "$sealed" --to "$dir/new/lounge.db"
has "$err" "--key" "no key"
expect 0 backup --new-key --key "$dir/other.key"
expect 1 restore "$sealed" --to "$dir/new/lounge.db" --key "$dir/other.key"
has "$err" "the key is another one" "another key"
echo hello >"$dir/text.key"; chmod 600 "$dir/text.key"
expect 1 restore "$sealed" --to "$dir/new/lounge.db" --key "$dir/text.key"
has "$err" "not a backup key" "no key at all"
expect 0 restore "$sealed" --to "$dir/new/lounge.db" --key "$dir/away.key"
rm "$dir"/new/*

# Damaged ones leave nothing behind.
head -c 5000 "$file" >"$dir/short.db.zst"
expect 1 restore "$dir/short.db.zst" --to "$dir/new/lounge.db"
has "$err" "damaged or cut short" "a cut-off one"
expect 1 restore "$LOUNGE_SHARE/README.md" --to "$dir/new/lounge.db" --lang zh
has "$err" "不是 Lounge 备份" "not a backup, in Chinese"
same "$(ls -A "$dir/new" | wc -l)" 0 "nothing left of what was refused"

# Thinned out: a backup a night for five weeks, seven days and four weeks and the months stay; what is not ours stays.
touch "$bk/notes.txt" "$bk/lounge-other-20200101T000000Z.db.zst"
for night in $(seq 0 34); do
    cp -n "$file" "$bk/lounge-cd-07-$(date -u -d "2026-10-19 18:00 $night days" +%Y%m%dT%H%M%SZ).db.zst"
done
expect 0 backup "$bk" --now 2026-11-24T02:00:01+08:00
has "$out" "removed" "thinned out"
same "$(ls "$bk" | grep -c '^lounge-cd-07')" 10 "7 days, 2 more weeks' ends, 1 more month's end"
[ -e "$bk/notes.txt" ] && [ -e "$bk/lounge-other-20200101T000000Z.db.zst" ] || fail "what is not this store's was touched"

# Killed at any moment: what has a backup's name is whole.
for i in $(seq 1 20); do
    "$lounge" backup "$bk" --now "2026-12-$(printf %02d $((i % 28 + 1)))T02:00:00+08:00" >/dev/null 2>&1 &
    sleep "0.$(printf %03d $((i * 17 % 700)))"
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
done
for each in "$bk"/lounge-cd-07-*; do
    rm -rf "$dir/new"; mkdir "$dir/new"
    "$lounge" restore "$each" --to "$dir/new/lounge.db" --key "$dir/away.key" >/dev/null 2>"$dir/err" ||
        fail "$each: $(cat "$dir/err")"
done
[ -s "$db.copy" ] && fail "a copy with something in it lies beside the database"
expect 0 backup "$bk"
[ -e "$db.copy" ] && fail "an empty copy was not taken over"
same "$(ls -A "$bk" | grep -c part)" 0 "a killed one's part is taken over"

# Files of the store, made under umask 000.
printf 'BEGIN IMMEDIATE;\nUPDATE setting SET value = value;\n.shell stat -c "%%a %%n" %s*\nROLLBACK;\n' "$db" | sqlite3 "$db" >"$dir/modes"
[ "$(grep -c -- '-wal$\|-shm$' "$dir/modes")" = 2 ] || fail "no log to look at: $(cat "$dir/modes")"
while read -r mode name; do
    case $name in
    *key) want=600 ;;
    *) want=660 ;;
    esac
    same "$mode" "$want" "the mode of $(basename "$name")"
done <"$dir/modes"
finish
