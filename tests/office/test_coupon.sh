# lounge coupon: shown, redeemed once, refused the second time, taken back with a reason.
. "$(dirname "$0")/common.sh"
expect 0 demo
code=$(sql "SELECT code FROM v_coupons WHERE redeemed_ms IS NULL AND undone_ms IS NULL ORDER BY issued_ms DESC LIMIT 1")

expect 0 coupon show "$code"
has "$out" "$code" "show"
has "$out" "open" "show"
has "$err" "demo" "a demo says so"
expect 0 coupon show "$(echo "$code" | tr 'A-Z' 'a-z' | tr -d -)" --json
same "$(json_of "$dir/out" "json_extract(j, '\$[0].code')")" "$code" "as a person types it"
same "$(json_of "$dir/out" "json_type(j, '\$[0].value')")" integer "the value in JSON"
same "$(json_of "$dir/out" "json_type(j, '\$[0].redeemed_ms')")" null "not redeemed in JSON"

expect 2 coupon redeem "$code"
expect 2 coupon redeem --by 何俊
expect 2 coupon steal "$code"
expect 4 coupon redeem "$code" --by 王经理
has "$err" "王经理 is not among" "who is none of the staff redeems nothing"
expect 4 --lang zh coupon redeem "$code" --by 王经理
has "$err" "不是本店在用的员工" "the same in Chinese"
expect 0 staff lock 周洁 --by 陈建华
expect 4 coupon redeem "$code" --by 周洁
expect 4 gifts redeem "$code" --by 周洁
printf '%s\n' "$code" >"$dir/codes"
expect 4 coupon redeem - --by 周洁 <"$dir/codes"
has "$err" "周洁 has been locked" "who was locked redeems nothing, scanned neither"
same "$(sql "SELECT redeemed_ms IS NULL FROM v_coupons WHERE code = '$code'")" 1 "as it was"
expect 0 staff unlock 周洁 --by 陈建华
expect 0 coupon redeem "$code" --by 何俊
has "$out" "redeemed" "redeem"
expect 4 coupon redeem "$code" --by 周洁
has "$err" "何俊" "the second time says who did it"
expect 4 --lang zh coupon redeem "$code" --by 周洁
has "$err" "何俊" "the second time, in Chinese"
same "$(sql "SELECT redeemed_by FROM v_coupons WHERE code = '$code'")" 何俊 "who redeemed"

expect 2 coupon undo "$code" --by 王经理
has "$err" "--reason" "a reason is asked for"
expect 4 coupon undo "$code" --by 何俊 --reason 客户改期
has "$err" "manager" "an advisor takes nothing back"
expect 4 gifts undo "$code" --by 赵小敏 --reason 客户改期
has "$err" "赵小敏 is none" "nor does the bar"
expect 4 --lang zh coupon undo "$code" --by 王经理 --reason 客户改期
has "$err" "王经理 不是本店在用的经理" "nor a manager of elsewhere"
same "$(sql "SELECT count(*) FROM coupon_event WHERE kind = 'undone' AND coupon_id = (SELECT coupon_id FROM coupon WHERE code = '$code')")" 0 "nothing taken back"
expect 0 coupon undo "$code" --by 陈建华 --reason 客户改期
same "$(sql "SELECT redeemed_ms IS NULL, undone_ms IS NOT NULL FROM v_coupons WHERE code = '$code'")" "1|1" "taken back"
expect 4 coupon undo "$code" --by 陈建华 --reason 客户改期
expect 0 coupon redeem "$code" --by 周洁

expect 1 coupon show ABC
wrong=$(echo "$code" | sed 's/.$/0/')
[ "$wrong" = "$code" ] && wrong=$(echo "$code" | sed 's/.$/1/')
expect 1 coupon show "$wrong"
expect 4 --now 2039-01-01T10:00:00+08:00 coupon redeem \
    "$(sql "SELECT code FROM v_coupons WHERE redeemed_ms IS NULL AND undone_ms IS NULL LIMIT 1")" --by 何俊
chmod 644 "$db.key"
expect 4 coupon show "$code"
finish
