# lounge init: folder, database, policies, key; never over what is there; nothing left after a failure.
. "$(dirname "$0")/common.sh"

expect 0 init --store-id cd-07 --name-zh 成都测试丰田 --name-en "Test Toyota"
has "$out" "cd-07" "init"
same "$(stat -c %a "$dir/store")" 2770 "the folder's mode"
same "$(stat -c %a "$db")" 660 "the database's mode"
same "$(stat -c %a "$db.key")" 600 "the key's mode"
same "$(sql "SELECT value FROM setting WHERE key='store.id'")" cd-07 "the store's id"
same "$(sql "SELECT value FROM setting WHERE key='store.name_zh'")" 成都测试丰田 "its Chinese name"
same "$(sql "PRAGMA integrity_check")" ok "integrity"
for list in hours.holidays dms.columns dms.stages; do
    [ "$(sql "SELECT count(*) FROM setting WHERE key LIKE '$list.%'")" -gt 0 ] || fail "no $list"
done
for subject in questionnaire prepaid renewal warranty gifts coupons; do
    [ "$(sql "SELECT count(*) FROM policy_version JOIN policy_value USING (policy_id) WHERE subject = '$subject'")" -gt 0 ] ||
        fail "no policy $subject"
done
same "$(sql "SELECT group_concat(value, ' ') FROM (SELECT value FROM policy_value WHERE key LIKE 'questionnaire.factors._.weight' ORDER BY key)")" \
    "17 18 21 21 24" "the factors' weights"

before=$(sha256sum "$db" "$db.key")
expect 1 init
has "$err" "already" "init over a database"
same "$(sha256sum "$db" "$db.key")" "$before" "an existing database is untouched"

rm "$db"
expect 1 init
has "$err" ".key" "init beside another database's key"
[ -e "$db" ] && fail "a database was left behind"

expect 1 init --db "$dir/bad/l.db" --store-id "no blanks please"
has "$err" "store.id" "a bad id"
same "$(ls "$dir/bad")" "" "left behind after a bad id"

LOUNGE_SHARE=$dir/nowhere expect 1 init --db "$dir/bad/l.db"
has "$err" "LOUNGE_SHARE" "no policies"
same "$(ls "$dir/bad")" "" "left behind without policies"

touch "$dir/a-file"
expect 1 init --db "$dir/a-file/below/l.db"
has "$err" "folder" "a folder that cannot be made"
expect 0 init --lang zh --db "$dir/deep/er/l.db"
has "$out" "已建好" "init in Chinese"
finish
