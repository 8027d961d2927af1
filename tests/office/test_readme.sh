# Every line of `lounge` that the README and the commands' help print works as it is printed, on the demo store of the day
# they speak of. What they leave in capitals is filled in from the store; listings that watch are ended by a signal.
. "$(dirname "$0")/common.sh"
now=2026-11-23T14:26:00+08:00
cp -r "$LOUNGE_SHARE/data" "$dir/data"
cd "$dir" || exit 1
expect 0 --now $now demo
PATH=$LOUNGE_BUILD:$PATH

# the next number of something: each line takes another, so that none finds its thing done already
one() { sql "$1 LIMIT 1 OFFSET ${2:-0}"; }
sed 's/advisor_fen = 5000/advisor_fen = 8000/' data/policies/renewal.cfg >policy.cfg
sed 's/from = "2026-01-01"/from = "2026-11-23"/' data/policies/questionnaire.cfg >questionnaire.cfg
open_code() { # OFFSET: a coupon that can be redeemed that day, without conditions
    one "SELECT code FROM v_coupons WHERE redeemed_ms IS NULL AND source = 'offer' AND redeem_kinds = '' AND min_sum_fen IS NULL
        AND car_id IS NULL AND expires_ms > strftime('%s', '2026-11-24') * 1000 ORDER BY code" "$1"
}
printf '工单号,配件编号,配件名称,订货日期,预计到货\nRO2611231004,04465-0K340,前刹车片,2026-11-20,2026-11-24\n' >parts.csv
printf '客户姓名,联系电话,车牌号\n王伟,19900001111,川A12345\n' >customers.csv
printf '预存单号,车牌号,套餐,机油标号,每次毫升,剩余次数,预存金额,办理日期\nOLD1,川A12345,五次套餐,0W-20,4200,3,1470,2026-05-11\n' >prepaid.csv
mkdir drop
code=$(open_code 0)
scan=$(open_code 1)
call=$(one "SELECT call_id FROM v_calls WHERE taken_ms IS NULL AND done_ms IS NULL AND kind = 'advisor'")
case_no=$(one "SELECT case_no FROM v_complaints WHERE order_no <> '' ORDER BY case_no")
open_case=$(one "SELECT case_no FROM v_cases WHERE order_no <> '' AND gifts = 0 AND state IN ('new', 'assigned', 'contacted') ORDER BY case_no DESC")
correction=$(one "SELECT correction_id FROM v_corrections WHERE done_ms IS NULL AND answer <> 'yes'")
[ -n "$code" ] && [ -n "$scan" ] && [ -n "$call" ] && [ -n "$case_no" ] && [ -n "$open_case" ] && [ -n "$correction" ] || fail "the demo store lacks something"

filled() { # LINE: what is in capitals, or stands for one's own file
    case $1 in
    *"import orders"*) set -- "${1/FILE.../data/orders.csv}" ;;
    *"import parts"*) set -- "${1/FILE.../parts.csv}" ;;
    *"import prepaid"*) set -- "${1/FILE.../prepaid.csv}" ;;
    *"import customers"*) set -- "${1/FILE.../customers.csv}" ;;
    *"import --watch"*) set -- "${1/\/srv\/drop/drop}" ;;
    *"import offers"*) set -- "${1/FILE/data/offers.csv}" ;;
    *questionnaire*) set -- "${1/FILE/questionnaire.cfg}" ;;
    *policies*) set -- "${1/FILE/policy.cfg}" ;;
    *"watch --exec"*) set -- "${1/\/usr\/local\/bin\/ring/\/bin\/true}" ;;
    *"restore "*) set -- "lounge restore $(ls -t "$dir"/backups*/lounge-*.zst* | head -1) --to $dir/restored$((RANDOM)).db" ;;
    *"lounge backup /srv"*) set -- "${1/\/srv\/backup\/lounge/$(mktemp -d "$dir/backupsXXXXXX")}" ;;
    *corrections*) set -- "${1/1f3a9c20/$correction}" ;;
    esac
    set -- "${1/K7PM-4XQ2-9RT8/$code}"
    set -- "${1/CODE/$code}"
    case $1 in "lounge cases"*) set -- "${1/CASE/$open_case}" ;; esac
    set -- "${1/CASE/$case_no}"
    echo "${1/ ID/ $call}"
}

run_line() { # LINE: as a shell runs it, at that instant
    local line got=0
    line=$(filled "${1%% | *}")
    line="lounge --now $now${line#lounge}"
    case $line in
    *--watch* | *"watch --exec"*) # what is there is told, and a signal ends it with 0
        eval "timeout -s TERM 0.5 $line" >out 2>err </dev/null || got=$?
        [ $got = 124 ] && got=0
        ;;
    *"redeem - "*) echo "$scan" | eval "$line" >out 2>err || got=$? ;;
    *"staff add"*) printf '314159\n314159\n' | eval "$line" >out 2>err || got=$? ;;
    *" init "*) eval "$line --db $(mktemp -d -p "$dir")/lounge.db" >out 2>err </dev/null || got=$? ;;
    *) eval "$line" >out 2>err </dev/null || got=$? ;;
    esac
    [ $got = 0 ] || fail "\"$line\" exits $got: $(head -c 300 out) $(head -c 300 err)"
}

# ---- the README, from its first line to its last
n=0
while read -r line; do
    n=$((n + 1))
    run_line "$line"
done < <(sed -n 's/^    \(lounge .*\)$/\1/p' "$LOUNGE_SHARE/README.md" | sed 's/ \{1,\}#.*//')
[ "$n" -ge 40 ] || fail "the README prints $n lines of lounge"
same "$(sql "SELECT redeemed_by FROM v_coupons WHERE code = '$scan'")" 何俊 "the scanned coupon"
same "$(sql "SELECT count(*) FROM v_coupons WHERE code = '$code' AND redeemed_ms IS NULL AND undone_ms IS NOT NULL")" 1 "redeemed and taken back"
same "$(sql "SELECT amount_fen, tier FROM v_deposits WHERE order_no = 'RO2611231013'")" "200000|2" "the deposit"
same "$(sql "SELECT deposit_fen FROM v_prepaid WHERE order_no = 'YC261123-01'")" 147000 "the package"
same "$(sql "SELECT count(*) FROM v_gifts WHERE programme = 'consolation' AND period IN ('$case_no', '$open_case')")" 6 "the consolation"
same "$(sql "SELECT state || ' ' || outcome || ' ' || gifts FROM v_cases WHERE case_no = '$open_case'")" "closed kept 3" "the case"

# ---- each command's example
code=$(open_code 0)
cp data/orders.csv .
for command in $(lounge help | sed -n 's/^  \([a-z]\{1,\}\) .*/\1/p' | grep -vx 'lounge\|help\|demo'); do
    line=$(lounge help "$command" | sed -n '/^Example:/{n;s/^ *//;p}')
    run_line "$line"
done
finish
