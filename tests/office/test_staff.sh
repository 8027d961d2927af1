# lounge staff and lounge audit: people with a PIN, refused where it will not do, locked and opened; what was done is kept.
. "$(dirname "$0")/common.sh"
expect 0 init
expect 0 staff
has "$out" "no staff yet" "an empty list"

given() { # PIN CODE ARGUMENTS…
    local pin=$1
    shift
    printf '%s\n' "$pin" >"$dir/pin"
    expect "$@" <"$dir/pin"
}
given 271829 0 staff add 周洁 --role advisor --by 陈建华
has "$out" "周洁" "added"
case $out$err in *271829*) fail "the PIN is told" ;; esac
for pin in 123456 000000 12345 1234567 abcdef ２７１８２９ ''; do
    if [ -n "$pin" ]; then given "$pin" 1 staff add 何俊 --role advisor; else given "" 1 staff add 何俊 --role advisor; fi
done
expect 2 staff add 何俊 --role advisor </dev/null
has "$err" "PIN" "no PIN at all"
given 271829 2 staff add 何俊
has "$err" "--role" "no role"
given 271829 2 staff add 何俊 --role boss
given 271829 1 staff add 周洁 --role bar
has "$err" "周洁" "the same name twice"
same "$(sql "SELECT count(*) FROM staff")" 1 "nobody was added by a wrong call"

expect 0 staff add 赵小敏 --role bar --generate
pin=$(echo "$err" | grep -o '[0-9]\{6\}' | head -1)
same "${#pin}" 6 "a PIN is made and told"
case $out in *$pin*) fail "the PIN is on stdout, where listings go" ;; esac
expect 0 staff pin 赵小敏 --generate
expect 1 staff pin 无名 --generate
expect 0 staff lock 赵小敏 --by 陈建华
has "$out" "locked" "locked"
expect 0 staff list --json
same "$(json_of "$dir/out" "json_extract(j, '\$[1].state') || json_extract(j, '\$[1].role')")" lockedbar "in JSON"
expect 0 staff unlock 赵小敏 --by 陈建华
expect 0 --lang zh staff
has "$out" "正常" "in Chinese"
expect 2 staff dance 周洁
expect 2 staff lock
if grep -rq "271829\|$pin" "$dir/store"; then fail "a PIN is in the database's files"; fi

expect 0 audit --json
same "$(json_of "$dir/out" "(SELECT group_concat(value ->> '\$.what', ' ') FROM json_each(j))")" \
    "staff.add staff.add staff.pin staff.lock staff.unlock" "the audit"
expect 0 audit --by 陈建华 --what staff.lock --json
same "$(json_of "$dir/out" "json_array_length(j)")" 1 "by and what"
expect 0 audit --to 2020-01-01
has "$out" "nothing" "an empty audit"
expect 2 audit --from yesterday
if sql "DELETE FROM audit" 2>/dev/null; then fail "the audit can be deleted"; fi
if sql "UPDATE audit SET by_name = 'x'" 2>/dev/null; then fail "the audit can be changed"; fi

finish
