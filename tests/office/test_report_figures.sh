# lounge report satisfaction, cases, rework, retention: every figure against one computed here, by SQL over the tables and
# awk for the statistics (Student's t by integrating its density, Wilson by its formula); groups under five, suspect
# ratings, an empty store, both languages.
. "$(dirname "$0")/common.sh"
expect 0 demo
to=$(sql "SELECT max(substr(at_local, 1, 10)) FROM rating")
from=$(sql "SELECT date('$to', '-34 days')")
span=(--from "$from" --to "$to")
begin=$(sql "SELECT (strftime('%s', '$from') - 8 * 3600) * 1000")
end=$(sql "SELECT (strftime('%s', '$to') + 16 * 3600) * 1000")

# edges: four ratings of one advisor, five equal ones of another with six suspect ones, one that was taken back
copy_order() { # NUMBER ADVISOR: an order of that advisor, like another
    sql "CREATE TEMP TABLE one AS SELECT * FROM work_order ORDER BY order_no LIMIT 1;
        UPDATE one SET order_no = '$1', advisor_name = '$2', stage = 'check_in', gone = 1, vin = '', delivered_ms = NULL;
        INSERT INTO work_order SELECT * FROM one"
}
rate() { # ID ORDER SCORE SUSPECT UNDONE
    sql "INSERT INTO rating (rating_id, store_id, visit_id, at_ms, at_local, lang, score, order_no, questionnaire_version, suspect, undone_ms)
        VALUES ('$1', (SELECT value FROM setting WHERE key = 'store.id'), 'v', $begin + 1000, datetime($begin / 1000 + 1, 'unixepoch', '+8 hours'),
            'zh', $3, nullif('$2', ''), 1, $4, $5)"
}
copy_order FEW 少评顾问
copy_order SAME 同分顾问
for i in 1 2 3 4; do rate "few-$i" FEW 1 0 NULL; done
for i in 1 2 3 4 5; do rate "same-$i" SAME 4 0 NULL; done
for i in 1 2 3 4 5 6; do rate "odd-$i" SAME 1 1 NULL; done
rate undone SAME 1 0 "$end"

# ---- the statistics, from the raw rows: key|score|csi|nps
stats() { awk -F'|' '
    function within(t, v,    n, i, a, h, x, s, part) { # of the distribution within t, by x = sqrt(v) tan u
        n = 2000
        for (part = 0; part < 2; part++) {
            a = part ? atan2(1, 0) : atan2(t / sqrt(v), 1); h = a / n; s = 0
            for (i = 0; i <= n; i++) { x = cos(i * h); if (x < 0) x = 0; s += (v > 1 ? x ^ (v - 1) : 1) * (i == 0 || i == n ? 1 : i % 2 ? 4 : 2) }
            area[part] = s * h / 3
        }
        return area[0] / area[1]
    }
    function quantile(v,    lo, hi, i) {
        if (v in known) return known[v]
        lo = 1.9; hi = 13
        for (i = 0; i < 45; i++) { if (within((lo + hi) / 2, v) < 0.95) lo = (lo + hi) / 2; else hi = (lo + hi) / 2 }
        return known[v] = (lo + hi) / 2
    }
    function floor(x) { return x >= 0 ? int(x) : (int(x) == x ? x : int(x) - 1) }
    function mean(n, s, q, least, most, digits,    m, h, f, lo, hi) {
        if (n < 5) return "- - - -"
        m = s / n; f = "%." digits "f"
        if (q * n == s * s) return sprintf(f " %d - -", m, n)
        h = quantile(n - 1) * sqrt((q - n * m * m) / (n - 1) / n)
        lo = m - h < least ? least : m - h; hi = m + h > most ? most : m + h
        return sprintf(f " %d " f " " f, m, n, lo, hi)
    }
    function wilson(k, n,    p, z, c, h, lo, hi) {
        if (n < 5) return "- - - - -"
        z = 1.959963984540054; p = k / n; c = (p + z * z / 2 / n) / (1 + z * z / n)
        h = z * sqrt(p * (1 - p) / n + z * z / 4 / n / n) / (1 + z * z / n)
        lo = floor((c - h) * 1000 + 1e-9); hi = -floor(-(c + h) * 1000 + 1e-9)
        return k " " n " " int(p * 1000 + 0.5) " " (lo < 0 ? 0 : lo) " " (hi > 1000 ? 1000 : hi)
    }
    { n[$1]++; s[$1] += $2; q[$1] += $2 * $2; top[$1] += $2 >= 4
      if ($3 != "") { cn[$1]++; cs[$1] += $3; cq[$1] += $3 * $3 }
      if ($4 != "") { x = $4 >= 9 ? 100 : $4 <= 6 ? -100 : 0; pn[$1]++; ps[$1] += x; pq[$1] += x * x } }
    END { for (k in n) print k "|" (n[k] < 5 ? "-" : n[k]) " " mean(n[k], s[k], q[k], 1, 5, 4) " " wilson(top[k], n[k]) " " \
              mean(n[k] < 5 ? 0 : cn[k] + 0, cs[k], cq[k], 0, 1000, 2) " " mean(n[k] < 5 ? 0 : pn[k] + 0, ps[k], pq[k], -100, 100, 2) }' | sort
}
told() { # TABLE
    sqlite3 :memory: "WITH r(v) AS (SELECT r.value FROM json_each(CAST(readfile('$dir/out') AS TEXT), '\$.tables') t,
        json_each(t.value, '\$.rows') r WHERE t.value ->> 'id' = '$1'), f(i, name) AS (VALUES (1, 'ratings'),
        (2, 'mean'), (3, 'mean_n'), (4, 'mean_low'), (5, 'mean_high'), (6, 'top2_n'), (7, 'top2_base'), (8, 'top2_permille'), (9, 'top2_low'), (10, 'top2_high'),
        (11, 'index'), (12, 'index_n'), (13, 'index_low'), (14, 'index_high'), (15, 'nps'), (16, 'nps_n'), (17, 'nps_low'), (18, 'nps_high'))
        SELECT (v ->> 'key') || '|' || (SELECT group_concat(coalesce(CASE WHEN v ->> name IS NULL THEN NULL
            WHEN name IN ('mean', 'mean_low', 'mean_high') THEN printf('%.4f', v ->> name)
            WHEN name IN ('index', 'index_low', 'index_high', 'nps', 'nps_low', 'nps_high') THEN printf('%.2f', v ->> name)
            ELSE v ->> name END, '-'), ' ') FROM (SELECT * FROM f ORDER BY i)) FROM r" | sort
}
rows() { # KEY: of each rating that counts
    sql "SELECT $1, r.score, r.csi, r.nps FROM rating r LEFT JOIN work_order o ON o.store_id = r.store_id AND o.order_no = r.order_no
        WHERE r.at_ms >= $begin AND r.at_ms < $end AND r.undone_ms IS NULL AND r.suspect = 0"
}

compare() { # TABLE KEY
    rows "$2" | stats >"$dir/want"
    told "$1" >"$dir/got"
    [ -s "$dir/want" ] || fail "by $1: there is nothing to compare"
    cmp -s "$dir/got" "$dir/want" || fail "by $1: $(diff "$dir/got" "$dir/want")"
}
expect 0 report satisfaction "${span[@]}" --json
compare advisor "coalesce(o.advisor_name, '')"
compare kind "coalesce(o.kind, '')"
compare week "date(r.at_local, '-6 days', 'weekday 1')"
has "$(cat "$dir/want")" "|" "weeks"
expect 0 report satisfaction "${span[@]}" --by store --json
compare store r.store_id
figure() { # ID FIELD
    json_of "$dir/out" "(SELECT f.value ->> '$2' FROM json_each(j, '\$.figures') f WHERE f.value ->> 'id' = '$1')"
}
same "$(figure suspect value)" 6 "suspect ratings are counted"
same "$(figure ratings value)" "$(rows 1 | wc -l)" "and in nothing else"

# ---- each factor
expect 0 report satisfaction "${span[@]}" --json
same "$(json_of "$dir/out" "(SELECT group_concat((r.value ->> 'factor') || ' ' || printf('%.4f', r.value ->> 'mean') || ' ' || (r.value ->> 'mean_n') || ' ' ||
    (r.value ->> 'top2_n'), ' / ') FROM (SELECT * FROM json_each(j, '\$.tables[0].rows') ORDER BY value ->> 'factor') r WHERE r.value ->> 'factor' <> 'face')")" \
    "$(sql "SELECT group_concat(x, ' / ') FROM (SELECT factor || ' ' || printf('%.4f', avg(mark)) || ' ' || count(*) || ' ' || sum(mark >= 4) AS x
        FROM rating_mark JOIN rating r USING (rating_id) WHERE r.at_ms >= $begin AND r.at_ms < $end AND undone_ms IS NULL AND suspect = 0
        GROUP BY factor ORDER BY factor)")" "factors"

# ---- few: nothing of them in any format
few=$(json_of "$dir/out" "(SELECT r.value FROM json_each(j, '\$.tables') t, json_each(t.value, '\$.rows') r WHERE r.value ->> 'key' = '少评顾问')")
same "$(sqlite3 :memory: "SELECT group_concat(key, ' ') FROM json_each('$few') WHERE value IS NOT NULL")" "key label fewer_than_5" "few in JSON"
expect 0 report satisfaction "${span[@]}" --by advisor
has "$(grep 少评顾问 "$dir/out")" "fewer than 5" "few in the terminal"
case $(grep 少评顾问 "$dir/out") in *[0-9].[0-9]*) fail "something is told of four ratings" ;; esac
has "$(grep 同分顾问 "$dir/out")" "n = 5" "five are told"
expect 0 --lang zh report satisfaction "${span[@]}" --by advisor
has "$(grep 少评顾问 "$dir/out")" "少于 5" "few in Chinese"
case $out in *"by advisor"*) fail "English in a Chinese report" ;; esac
expect 0 report satisfaction "${span[@]}" --by advisor --format csv
same "$(grep 少评顾问 "$dir/out" | tr -d '\r')" "少评顾问,少评顾问,<5,,,,,,,,,,,,,,,,," "few in CSV"
same "$(grep -c . "$dir/out")" "$(($(rows "coalesce(o.advisor_name, '')" | cut -d'|' -f1 | sort -u | wc -l) + 1))" "a line a group, and the heads"

# ---- cases: the same by SQL over the steps: changes of state, each with the deadline it had at its end
now=$(sql "SELECT strftime('%s', 'now') * 1000")
expect 0 report cases "${span[@]}" --json
step="WITH c AS (SELECT * FROM complaint WHERE at_ms >= $begin AND at_ms < $end), t AS (SELECT e.complaint_id, e.seq, e.state, e.at_ms,
        (SELECT d.due_ms FROM complaint_event d WHERE d.complaint_id = e.complaint_id AND d.seq < coalesce((SELECT min(n.seq) FROM
        complaint_event n WHERE n.complaint_id = e.complaint_id AND n.seq > e.seq AND n.state <> e.state), 99999) ORDER BY d.seq DESC LIMIT 1) AS due_ms,
        (SELECT d.outcome FROM complaint_event d WHERE d.complaint_id = e.complaint_id AND d.seq >= e.seq AND d.state = e.state ORDER BY d.seq DESC LIMIT 1) AS outcome,
        (SELECT d.responsible FROM complaint_event d WHERE d.complaint_id = e.complaint_id AND d.seq >= e.seq AND d.state = e.state ORDER BY d.seq DESC LIMIT 1) AS responsible
        FROM complaint_event e JOIN c USING (complaint_id)
        WHERE NOT EXISTS (SELECT 1 FROM complaint_event p WHERE p.complaint_id = e.complaint_id AND p.seq = e.seq - 1 AND p.state = e.state)),
    s AS (SELECT e.*, lead(e.at_ms) OVER w AS next,
        e.seq = max(e.seq) OVER (PARTITION BY e.complaint_id) AS last FROM t e
        WINDOW w AS (PARTITION BY e.complaint_id ORDER BY e.seq)),
    l AS (SELECT *, (SELECT o.outcome FROM s o WHERE o.complaint_id = s.complaint_id AND o.outcome <> '' AND NOT EXISTS
        (SELECT 1 FROM s r WHERE r.complaint_id = s.complaint_id AND r.state = 'reopened' AND r.seq > o.seq) ORDER BY o.seq DESC LIMIT 1) AS came FROM s WHERE last)"
same "$(figure made value) $(figure open value) $(figure overdue value) $(figure deadlines value_n) $(figure deadlines value_base) $(figure lost value_n) $(figure lost value_base)" \
    "$(sql "$step SELECT (SELECT count(*) FROM c) || ' ' || (SELECT sum(state <> 'closed') FROM l) || ' ' || (SELECT sum(state <> 'closed' AND due_ms < $now) FROM l)
        || ' ' || (SELECT sum(next <= due_ms) FROM s) || ' ' || (SELECT sum(next IS NOT NULL OR state <> 'closed' AND due_ms < $now) FROM s WHERE due_ms IS NOT NULL)
        || ' ' || (SELECT sum(came = 'lost') FROM l) || ' ' || (SELECT count(came) FROM l)")" "cases in all"
same "$(json_of "$dir/out" "(SELECT group_concat(x, ' / ') FROM (SELECT (r.value ->> 'key') || ' ' || (r.value ->> 'made') || ' ' || (r.value ->> 'open') || ' ' ||
    (r.value ->> 'overdue') || ' ' || coalesce((r.value ->> 'kept') || ' ' || (r.value ->> 'lost'), 'few') AS x FROM json_each(j, '\$.tables') t, json_each(t.value, '\$.rows') r
    WHERE t.value ->> 'id' = 'responsible' ORDER BY 1))")" \
    "$(sql "$step SELECT group_concat(x, ' / ') FROM (SELECT responsible || ' ' || count(*) || ' ' || sum(state <> 'closed') || ' ' ||
        sum(state <> 'closed' AND coalesce(due_ms, $now) < $now) || ' ' || CASE WHEN count(nullif(came, '')) BETWEEN 1 AND 4 THEN 'few'
        ELSE sum(coalesce(came, '') = 'kept') || ' ' || sum(coalesce(came, '') = 'lost') END AS x
        FROM l GROUP BY responsible ORDER BY 1)")" "cases by person"
same "$(json_of "$dir/out" "(SELECT group_concat(x, ' / ') FROM (SELECT (r.value ->> 'reason') || ' ' || (r.value ->> 'cases') AS x
    FROM json_each(j, '\$.tables') t, json_each(t.value, '\$.rows') r WHERE t.value ->> 'id' = 'reasons' ORDER BY 1))")" \
    "$(sql "$step, w(id, one, rest) AS (SELECT complaint_id, '', reasons || ' ' FROM c UNION ALL
        SELECT id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM w WHERE rest <> '')
        SELECT group_concat(x, ' / ') FROM (SELECT one || ' ' || count(*) AS x FROM w WHERE one <> '' OR (rest = '' AND id IN (SELECT complaint_id FROM c WHERE reasons = ''))
        GROUP BY one ORDER BY 1)")" "cases by reason"


expect 0 report cases --from "$(date -d "$to - 13 days" +%F)" --to "$to" --json
of_people() { json_of "$dir/out" "(SELECT $1 FROM json_each(j, '\$.tables') t, json_each(t.value, '\$.rows') r WHERE t.value ->> 'id' = 'responsible')"; }
[ "$(of_people "sum(r.value ->> 'made' > 0 AND r.value ->> 'kept' IS NULL AND r.value ->> 'lost' IS NULL)")" -gt 0 ] || fail "nobody has fewer than five cases"
same "$(of_people "sum((r.value ->> 'kept') + (r.value ->> 'lost') BETWEEN 1 AND 4)")" 0 "what came of fewer than five cases is told"

# ---- rework: three numbers, with histories that hold each
came_back() { # STEP SEQ LAST: orders whose number ends so
    sql "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, step, seen_ms)
        SELECT store_id, order_no, $2, 'in_work', '', '$1', delivered_ms FROM work_order
        WHERE stage = 'delivered' AND delivered_ms >= $begin AND delivered_ms < $end AND order_no GLOB '*$3'"
}
came_back internal_rework 901 3
came_back external_rework 902 17
came_back failed_inspection 903 [57]
expect 0 report rework "${span[@]}" --json
for cut in "week date(delivered_ms / 1000, 'unixepoch', '+8 hours', '-6 days', 'weekday 1')" "kind kind" "technician technician"; do
    same "$(json_of "$dir/out" "(SELECT group_concat(x, ' / ') FROM (SELECT (r.value ->> 'key') || ' ' || (r.value ->> 'orders') || ' ' ||
        coalesce((r.value ->> 'failed_n') || ' ' || (r.value ->> 'internal_n') || ' ' || (r.value ->> 'external_n'), 'few') AS x
        FROM json_each(j, '\$.tables') t, json_each(t.value, '\$.rows') r WHERE t.value ->> 'id' = '${cut%% *}' ORDER BY 1))")" \
        "$(sql "SELECT group_concat(x, ' / ') FROM (SELECT ${cut#* } || ' ' || count(*) || ' ' || CASE WHEN count(*) < 5 THEN 'few' ELSE
            sum(order_no IN (SELECT order_no FROM order_stage WHERE step = 'failed_inspection')) || ' ' ||
            sum(order_no IN (SELECT order_no FROM order_stage WHERE step = 'internal_rework')) || ' ' ||
            sum(order_no IN (SELECT order_no FROM order_stage WHERE step = 'external_rework')) END AS x
            FROM work_order WHERE stage = 'delivered' AND delivered_ms >= $begin AND delivered_ms < $end GROUP BY ${cut#* } ORDER BY 1)")" "rework by ${cut%% *}"
done
[ "$(figure internal value_n)" -gt 0 ] && [ "$(figure external value_n)" -gt 0 ] || fail "no rework to speak of"

# ---- retention: cars by VIN, else plate; a year without a paid visit is lost
sql "UPDATE work_order SET arrived_ms = arrived_ms - 400 * 86400000, delivered_ms = delivered_ms - 400 * 86400000
    WHERE stage = 'delivered' AND vin IN (SELECT vin FROM work_order WHERE vin GLOB '*[AB7]')"
expect 0 report retention "${span[@]}" --json
cars="WITH v AS (SELECT CASE o.vin WHEN '' THEN p.plate ELSE o.vin END AS car, o.*, o.stage = 'delivered' AND amount_fen > 0 AND kind <> 'pds' AS pays,
        (SELECT max(e.at_ms) FROM complaint c JOIN complaint_event e USING (complaint_id) WHERE c.order_no = o.order_no AND e.outcome = 'lost') AS lost_case
        FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE o.arrived_ms < $end AND p.erased_ms IS NULL AND (o.vin <> '' OR p.plate <> '')),
    k AS (SELECT car, max(CASE WHEN pays THEN arrived_ms END) AS paid, max(arrived_ms) AS seen, max(lost_case) AS lost_case FROM v GROUP BY car),
    j AS (SELECT *, CASE WHEN lost_case > coalesce(paid, 0) THEN 'case' WHEN paid IS NOT NULL AND date(paid / 1000, 'unixepoch', '+8 hours', '+12 months') <= '$to' THEN 'lost'
        WHEN paid IS NOT NULL THEN 'pays' WHEN date(seen / 1000, 'unixepoch', '+8 hours', '+12 months') <= '$to' THEN 'never' ELSE 'fresh' END AS is_now FROM k)"
wanted=$(sql "$cars SELECT (SELECT sum(pays AND delivered_ms >= $begin AND delivered_ms < $end) FROM v) || ' ' ||
    (SELECT count(DISTINCT car) FROM v WHERE pays AND delivered_ms >= $begin AND delivered_ms < $end) || ' ' ||
    (SELECT sum(amount_fen) FROM v WHERE pays AND delivered_ms >= $begin AND delivered_ms < $end) || ' ' ||
    sum(is_now = 'pays') || ' ' || sum(is_now <> 'fresh') || ' ' || sum(is_now = 'lost') || ' ' || sum(is_now = 'never') || ' ' || sum(is_now = 'case') FROM j")
of_ages() { json_of "$dir/out" "(SELECT sum(r.value ->> '$1') FROM json_each(j, '\$.tables') t, json_each(t.value, '\$.rows') r WHERE t.value ->> 'id' = 'age')"; }
same "$(figure visits value) $(figure cars value) $(figure money value) $(figure retained value_n) $(figure retained value_base) $(of_ages lost) $(of_ages never) $(of_ages by_case)" \
    "$wanted" "retention"
[ "$(of_ages lost)" -gt 50 ] || fail "nobody was lost"
same "$(of_ages visits) $(of_ages known)" "$(figure visits value) $(figure retained value_base)" "the bands are all of it"

few="(SELECT sum(r.value ->> 'money_fen' IS NULL) || ' ' || sum((r.value ->> 'cars') BETWEEN 1 AND 4) || ' ' || sum(r.value ->> 'lost' IS NULL) || ' ' ||
    sum((r.value ->> 'known') BETWEEN 1 AND 4) FROM json_each(j, '\$.tables') t, json_each(t.value, '\$.rows') r WHERE t.value ->> 'id' = 'age')"
sql "UPDATE work_order SET purchased_day = '1990-01-01' WHERE vin = (SELECT max(vin) FROM work_order WHERE stage = 'delivered' AND amount_fen > 0
    AND delivered_ms >= $begin AND delivered_ms < $end AND kind <> 'pds' AND vin <> '')"
sql "UPDATE setting SET value = value || ' 240' WHERE key = 'counts.age_months'; UPDATE policy_value SET value = value || ' 240' WHERE key = 'counts.age_months'"
expect 0 report retention "${span[@]}" --json
has "$(json_of "$dir/out" "$few")" "1 1 1 1" "of a band of one car neither its money nor whether it was lost"

# ---- each format, both languages; nothing shown is no fault
for report in satisfaction cases rework retention offers deposits; do
    for lang in zh en; do
        for format in text json html csv xlsx; do
            expect 0 --lang $lang report $report "${span[@]}" --format $format -o "$dir/file"
            [ -s "$dir/file" ] || fail "$report as $format is empty"
        done
    done
    expect 0 report $report --from 2020-01-01 --to 2020-01-31
    expect 0 report $report --from 2020-01-01 --to 2020-01-31 --format xlsx -o "$dir/file"
    expect 0 report $report --from 2020-01-01 --to 2020-01-31 --format html
done
expect 2 report satisfaction --by moon
expect 2 report satisfaction --format pdf
expect 2 report cases --table nothing --format csv
has "$err" "responsible" "the tables there are"
expect 0 report cases "${span[@]}" --table responsible --format csv
has "$out" "key,label,made,open,overdue" "the table that was asked for"
expect 0 report deposits --from "$from" --to "$to" --json
expect 2 report satisfaction --offer x
same "$("$lounge" report satisfaction "${span[@]}" --by week --json 2>/dev/null >"$dir/out"; json_of "$dir/out" "(SELECT (r.value ->> 'ratings') || ' ' ||
    (r.value ->> 'mean') FROM json_each(j, '\$.tables') t, json_each(t.value, '\$.rows') r WHERE t.value ->> 'id' = 'suspect')")" "6 1.0" "suspect ratings apart"
terminal() { TERM=xterm script -qec "$*" /dev/null; } # as at a terminal
case $(terminal "'$lounge' report cases") in *$'\033[1m'*) ;; *) fail "no colours at a terminal" ;; esac
case $(NO_COLOR=1 terminal "'$lounge' report cases") in *$'\033['*) fail "colours though NO_COLOR is set" ;; esac
has "$(terminal "'$lounge' report cases --format xlsx")" "-o" "a workbook is not thrown at a terminal"
case $("$lounge" report cases "${span[@]}" 2>/dev/null) in *$'\033'*) fail "colours in a file" ;; esac

# ---- an empty store
rm -rf "$dir/store"
expect 0 init --store-id cd-02 --name-zh 空店 --name-en Empty
expect 0 import policies "$LOUNGE_SHARE/data/policies/leads.cfg"
for report in satisfaction cases rework retention offers deposits; do
    expect 0 report $report
    expect 0 report $report --format html
    expect 0 report $report --format xlsx -o "$dir/file"
done
finish
