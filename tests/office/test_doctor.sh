# lounge doctor: ok on a fresh store, and each broken thing found with what to do.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:26:00+08:00

state_of() { # CHECK, of the JSON in $dir/out
    json_of "$dir/out" "(SELECT json_extract(value, '$.state') FROM json_each(j) WHERE json_extract(value, '$.check') = '$1')"
}
expect 0 init
expect 0 doctor --json --now $now
for check in database schema settings "coupon key" clock disk fonts; do
    same "$(state_of "$check")" ok "$check of a fresh store"
done
same "$(state_of "last import")" warn "no import yet"
expect 0 doctor --lang zh --now $now
has "$out" "正常" "doctor in Chinese"
has "$out" "lounge import orders" "what to do, in Chinese"

expect 0 doctor --json --now $now
same "$(state_of permissions)" ok "permissions of a fresh store"
for file in "$db" "$db.bell"; do
    chmod 664 "$file"
    expect 1 doctor --json --now $now
    same "$(state_of permissions)" bad "$file, which others may read"
    has "$out" "$file" "which file"
    chmod 660 "$file"
done
chmod 755 "$dir/store"
expect 0 doctor --json --now $now
same "$(state_of permissions)" warn "a folder that others may look into"
chmod 2770 "$dir/store"
expect 0 backup --new-key
chmod 640 "$db.backup-key"
expect 1 doctor --json --now $now
same "$(state_of permissions)" bad "a backup key that others may read"
rm "$db.backup-key"

chmod 640 "$db.key"
expect 1 doctor --json --now $now
same "$(state_of "coupon key")" bad "a key that others may read"
chmod 600 "$db.key"
mv "$db.key" "$dir/key"
expect 1 doctor --json --now $now
same "$(state_of "coupon key")" bad "no key"
mv "$dir/key" "$db.key"

# An import at 14:20: fresh at 14:26, stale at 16:00, bad two days later; a night alarms nobody.
imported=1795414800000
sql "INSERT INTO import_file VALUES ('i', (SELECT value FROM setting WHERE key = 'store.id'), 'orders', 'd', 'orders.csv',
     $imported, $imported, 60, 56, 56, 0, 0, 3, 6)"
expect 0 doctor --json --now $now
same "$(state_of "last import")" ok "a fresh import"
expect 0 doctor --json --now 2026-11-23T16:00:00+08:00
same "$(state_of "last import")" warn "an import of an hour and a half ago"
expect 1 doctor --json --now 2026-11-25T14:00:00+08:00
same "$(state_of "last import")" bad "an import of two days ago"
sql "UPDATE import_file SET exported_ms = $imported + 3600000 * 3 + 2400000" # 18:00
expect 0 doctor --json --now 2026-11-24T08:40:00+08:00
same "$(state_of "last import")" ok "in the morning after"
expect 1 doctor --json --now 2026-11-22T10:00:00+08:00
same "$(state_of clock)" bad "a clock before the last import"
expect 1 doctor --json --now 2001-01-01T10:00:00+08:00
same "$(state_of clock)" bad "a clock from 2001"

expect 0 settings set store.tz Europe/Berlin
expect 0 doctor --json --now "2026-11-23 11:30:00" # a time without a zone is the store's
has "$out" "2026-11-23 11:30:0" "the store's own zone"
has "$out" "as of 2026-11-23 11:00:00" "the store's own zone"
sql "UPDATE setting SET value = 'Mars/Olympus' WHERE key = 'store.tz'"
expect 1 doctor --json --now $now
same "$(state_of clock)" bad "a zone that does not load"
sql "UPDATE setting SET value = 'Asia/Shanghai' WHERE key = 'store.tz'"

sql "DELETE FROM policy_value WHERE key LIKE 'questionnaire.factors.%'"
expect 1 doctor --json --now $now
same "$(state_of settings)" bad "no factors"
has "$out" "questionnaire.factors" "no factors"
sed 's/words_max = 300/words_max = 299/' "$LOUNGE_SHARE/data/policies/questionnaire.cfg" >"$dir/questionnaire.cfg"
expect 0 import questionnaire "$dir/questionnaire.cfg"
expect 0 doctor --json --now $now

printf 'garbage in the middle of a page, and more of it' |
    dd of="$db" bs=1 seek=8192 conv=notrunc status=none
expect 1 doctor --json --now $now
same "$(state_of database)" bad "a damaged database"
expect 1 doctor --db "$dir/none.db"
has "$out" "lounge init" "no database"
echo "not a database, by far too short and wrong" >"$dir/text.db"
expect 1 doctor --db "$dir/text.db"
finish
