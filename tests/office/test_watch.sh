# lounge watch: each call, complaint, overdue case and low rating once as a line of JSON; a store's own program gets each
# until it has succeeded, also over kill -9; nothing personal is in a line.
. "$(dirname "$0")/common.sh"
watcher=
trap '[ -z "$watcher" ] || kill -9 "$watcher" 2>/dev/null; rm -rf "$dir"' EXIT
expect 0 init --store-id s1
clock() { date +%s%3N; } # ms
now=$(clock)
sql "INSERT INTO person (person_id, store_id, name, phone, plate, words, created_ms) VALUES
     ('owner', 's1', '张三', '19900001234', '川A1B2K7', '', 0), ('words', 's1', '', '19900001234', '', '师傅太慢', 0)"
sql "INSERT INTO work_order (order_no, store_id, owner_id, bringer_id, model, advisor_name, stage, arrived_ms, updated_ms)
     VALUES ('RO1', 's1', 'owner', 'owner', '卡罗拉', '李欣', 'in_work', $now, $now)"

call() { # ID
    sql "INSERT INTO call (call_id, store_id, visit_id, kind, order_no, at_ms, at_local)
         VALUES ('$1', 's1', 'v', 'advisor', 'RO1', $(clock), '')"
}
rating() { # ID SCORE
    sql "INSERT INTO rating (rating_id, store_id, visit_id, at_ms, at_local, lang, score, order_no, voice_id,
         questionnaire_version) VALUES ('$1', 's1', 'v', $(clock), '', 'zh', $2, 'RO1', 'words', 1)"
}
complaint() { # ID CASE DUE_MS
    sql "BEGIN IMMEDIATE;
         INSERT INTO complaint (complaint_id, store_id, case_no, visit_id, at_ms, at_local, lang, reasons, voice_id,
         order_no) VALUES ('$1', 's1', '$2', 'v', $(clock), '', 'zh', 'wait', 'words', 'RO1');
         INSERT INTO complaint_event (event_id, store_id, complaint_id, seq, state, at_ms, due_ms)
         VALUES ('e$1', 's1', '$1', 1, 'new', $now, $3); COMMIT"
}
waits_for() { # PATTERN FILE [TIMES]
    local i
    for ((i = 0; i < 800; i++)); do
        [ "$(grep -c -- "$1" "$2" 2>/dev/null)" -ge "${3:-1}" ] && return
        sleep 0.05
    done
    echo "FAILED: no \"$1\" in $2: $(cat "$2" "$dir"/*.err)" >&2; exit 1
}
ends() { # PID: by SIGTERM, with 0
    kill -TERM "$1"
    wait "$1"
    same "$?" 0 "the end by a signal"
}

# --- printed ---
"$lounge" watch >"$dir/lines" 2>"$dir/lines.err" &
watcher=$!
for _ in $(seq 100); do # once it listens a call is told; those before it began are not
    call "c$_"
    grep -q call "$dir/lines" && break
    sleep 0.1
done
rating high 5
rating low 2
waits_for '"rating:low"' "$dir/lines"
sql "UPDATE rating SET score = 4 WHERE rating_id = 'low'"
waits_for '"rating_changed:low:4"' "$dir/lines"
complaint k1 261130-01 $(($(clock) + 3600000))
waits_for '"complaint:k1"' "$dir/lines"
complaint k2 261130-02 $(($(clock) + 1500)) # its deadline passes while nothing else happens
waits_for '"overdue:k2:' "$dir/lines"
ends $watcher
sort "$dir/lines" | uniq -d >"$dir/twice"
same "$(cat "$dir/twice")" "" "lines told twice"
if grep -q '"rating:high"' "$dir/lines"; then fail "a high rating is told"; fi
if grep -qE '张三|19900001234|师傅太慢|川A1B2K7' "$dir/lines"; then fail "a line names a customer: $(cat "$dir/lines")"; fi
grep complaint:k1 "$dir/lines" >"$dir/line"
same "$(json_of "$dir/line" "j ->> 'event', j ->> 'case_no', j ->> 'reasons', j ->> 'order_no', j ->> 'plate',
      j ->> 'advisor_name', json_type(j, '\$.at_ms')")" "complaint|261130-01|wait|RO1|川A·1**K7|李欣|integer" "a line"

# --- a program: not by a shell, until it succeeds, one that fails does not hold up the others ---
mkdir "$dir/a b"
cat >"$dir/a b/hook" <<H
#!/bin/bash
read -r line
printf '%s %s\n' "\$1" "\$line" >>"$dir/tried"
case \$line in *'"call:poison"'*) [ -e "$dir/healed" ] || exit 3 ;; *'"call:slow"'*) sleep 0.5 ;; esac
printf '%s\n' "\$line" >>"$dir/got"
H
chmod +x "$dir/a b/hook"
touch "$dir/tried" "$dir/got"
sql "INSERT INTO setting VALUES ('watch.retry_seconds', '1', 0)" || fail "no setting"
hooked() { "$lounge" watch --name desk --exec "$dir/a b/hook" '$(touch /tmp/x); y' >"$dir/hooked" 2>"$dir/hooked.err" & }
hooked
watcher=$!
for _ in $(seq 100); do
    call "d$_"
    grep -q '"call:d' "$dir/got" && break
    sleep 0.1
done
call poison
call after
waits_for '"call:after"' "$dir/got"
waits_for '"call:poison"' "$dir/tried" 2
has "$(cat "$dir/hooked.err")" "ended with 3" "why it is tried again"
same "$(sed 's/ {.*//' "$dir/tried" | sort -u)" '$(touch /tmp/x); y' "its word, as it was said"
touch "$dir/healed"
waits_for '"call:poison"' "$dir/got"

# --- killed while the program runs, and with nobody watching: told by the next that has its name ---
call slow
waits_for '"call:slow"' "$dir/tried"
kill -9 $watcher
wait $watcher 2>/dev/null
call absent
rating ghost 1
hooked
watcher=$!
waits_for '"call:slow"' "$dir/got"
waits_for '"call:absent"' "$dir/got"
waits_for '"rating:ghost"' "$dir/got"
ends $watcher
before=$(wc -l <"$dir/got")
hooked
watcher=$!
call last
waits_for '"call:last"' "$dir/got"
ends $watcher
same "$(wc -l <"$dir/got")" $((before + 1)) "what was told is not told again"
same "$(sql "SELECT count(*) FROM event_told WHERE follower = 'desk' AND event_id = 'call:slow'")" 1 "told, in the store"

# --- twenty kills in a row ---
for i in $(seq 20); do
    hooked
    watcher=$!
    call "r$i"
    sleep 0.0$((RANDOM % 90 + 10))
    kill -9 $watcher
    wait $watcher 2>/dev/null
done
hooked
watcher=$!
for i in $(seq 20); do waits_for "\"call:r$i\"" "$dir/got"; done
ends $watcher

# --- what cannot be ---
expect 2 watch --since yesterday
expect 2 watch word
expect 1 --db "$dir/none.db" watch
expect 2 watch --exec "$dir/none"
has "$err" "$dir/none cannot be run" "a program that is not there"
expect 2 watch --exec no-such-program-anywhere
expect 2 watch --exec "$dir"
cp "$dir/a b/hook" "$dir/none"
"$lounge" watch --name broken --exec "$dir/none" >"$dir/broken" 2>"$dir/broken.err" &
watcher=$!
for _ in $(seq 100); do # once it listens its program goes
    call "n$_"
    grep -q '"call:n' "$dir/broken" && break
    sleep 0.1
done
rm "$dir/none"
call gone
waits_for 'cannot be run' "$dir/broken.err"
has "$(cat "$dir/broken.err")" "$dir/none cannot be run" "a program that is no longer there"
ends $watcher
finish
