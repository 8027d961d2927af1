# One of the store's own questions on the real kiosk, by taps: it comes up where its condition holds, an answer is in the
# file as it is tapped, and a kill takes nothing of it.
. "$(dirname "$0")/kiosk.sh"
make_store
display_start
kiosk_start

tap board board.rate
tap rate rate.face.2
tap why why.reason.lounge
until_sql "SELECT score, reasons FROM v_ratings" "2|lounge" # kept, though not sent
same "$(sql "SELECT count(*) FROM complaint")" 0 "complaints before anything was sent"
tap why why.submit
until_sql "SELECT count(*) FROM complaint" 1
until_still
tap own own.drinks
until_sql "SELECT answer, version FROM v_answers WHERE question = 'lounge_what'" "drinks|1"
tap own own.wifi
until_sql "SELECT answer FROM v_answers WHERE question = 'lounge_what'" "drinks wifi"
kill -KILL "$kiosk_pid"
kiosk_end 137
same "$(sql "SELECT answer FROM v_answers WHERE question = 'lounge_what'")" "drinks wifi" "the answer after a kill"
office 0 export answers --format json
same "$(sqlite3 :memory: "SELECT j ->> '\$[0].question', j ->> '\$[0].kind', j ->> '\$[0].answer' FROM
        (SELECT CAST(readfile('$dir/out') AS TEXT) AS j)")" "lounge_what|many|drinks wifi" "the export"
