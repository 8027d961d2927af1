# kill -9 of the real kiosk on a real display, at ten moments around "submit". Once its screen has moved on to the last
# step the rating is there, with its reason and its complaint, once; before, it is there once or not at all. Each
# next start needs no repair.
. "$(dirname "$0")/kiosk.sh"
make_store
office 0 settings set rate.undo_seconds 0
display_start

head_of() { # the screen's title, as a number: lines 40 to 136
    tail -c +$((40 * 7680)) "$fb" | head -c $((96 * 7680)) | cksum
}
to_submit() {
    kiosk_start --lang zh
    tap board board.rate
    tap rate rate.face.2
    press why why.reason.price
    until_still
    ways=$(head_of)
}
counts() { # complaints with their rating's reason, complaints, of which doubled; a reason alone is kept as it is tapped
    sql "SELECT (SELECT count(*) FROM v_complaints JOIN v_ratings r USING (rating_id) WHERE r.reasons = 'price'), count(*),
         count(*) - count(DISTINCT visit_id)
         FROM complaint WHERE reasons = 'price' AND rating_id IS NOT NULL"
}

# Once undisturbed: what the last step looks like.
to_submit
tap why why.submit
last_step=$(head_of)
[ "$last_step" != "$ways" ] || fail "submit does not lead to the last step"
same "$(counts)" "1|1|0" "after one"
kill -9 "$kiosk_pid"
kiosk_end 137

shown=0 have=1
for ((n = 0; n < 10; n++)); do
    to_submit
    # shellcheck disable=SC2046 # two numbers
    xdotool mousemove $(point why why.submit) mousedown 1 mouseup 1
    seen=0
    if ((n % 3 == 0)); then # as soon as it shows
        for ((i = 0; i < limit; i++)); do
            if [ "$(head_of)" = "$last_step" ]; then
                seen=1
                break
            fi
            sleep 0.01
        done
    else # whatever it shows by then
        sleep "0.0$((RANDOM % 5))"
        [ "$(head_of)" != "$last_step" ] || seen=1
    fi
    kill -9 "$kiosk_pid"
    kiosk_end 137
    got=$(counts)
    case $seen.$got in
    "1.$((have + 1))|$((have + 1))|0") shown=$((shown + 1)) ;;
    "0.$((have + 1))|$((have + 1))|0" | "0.$have|$have|0") ;;
    *) fail "kill $n: shown $seen, stored $got where $have were before" ;;
    esac
    have=${got%%|*}
    same "$(sql "PRAGMA integrity_check")$(sql "PRAGMA foreign_key_check")" ok "kill $n: the database"
    same "$(sql "SELECT count(*) FROM rating r WHERE NOT EXISTS (SELECT 1 FROM rating_score s WHERE s.rating_id = r.rating_id)")" \
        0 "kill $n: ratings without history"
done
((shown > 0)) || fail "none was shown as saved"
echo "10 kills: $shown shown as saved, $((have - 1)) stored"
office 0 export ratings -o "$dir/ratings.csv"
