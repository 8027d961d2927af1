# Additional work that nobody answered, and that comes to more than the panel may ask (domain.md 9): silence approves
# nothing, however long; above the sum of the policy, changed while the panel runs, the advisor comes instead.
. "$(dirname "$0")/kiosk.sh"
make_store
order=RO2611230031 # two findings of the export: 118 and 400
front $order
display_start
kiosk_start

# --- silence approves nothing ---
states() { sql "SELECT group_concat(item || ' ' || state || ' ' || price_fen, ' / ') FROM v_findings WHERE order_no = '$order'"; }
same "$(states)" "1 open 11800 / 2 open 40000" "what the export names"
now=2026-11-26T18:00:00+08:00 office 0 tick
same "$(states)" "1 open 11800 / 2 open 40000" "what nobody answered, three days later"

# --- above the policy's sum, changed while the panel runs, the advisor comes ---
sed 's/advisor_over_fen = 500000/advisor_over_fen = 45000/' "$LOUNGE_SHARE/data/policies/work.cfg" >"$dir/work.cfg"
office 0 import policies "$dir/work.cfg" --by 王经理
until_still
tap board board.row.1
# shellcheck disable=SC2046 # four digits
keys unlock $(digits_of $order)
tap mycar_found mycar.findings
tap findings finding.1.yes
tap findings finding.2.yes
tap findings_decided findings.review # there stands "let the advisor come"
tap call call.yes
until_sql "SELECT kind, order_no, about FROM call" "advisor|$order|approval"
same "$(sql "SELECT count(*) FROM v_findings WHERE order_no = '$order' AND state <> 'open'")" 0 "answers above the sum"
kill -TERM "$kiosk_pid"
kiosk_end 0
