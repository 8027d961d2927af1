# For the tests of `lounge`: a folder of their own, and a call that checks exit code and keeps what was said.
set -u
export LC_ALL=C.UTF-8 TZ=UTC
lounge=$LOUNGE_BUILD/lounge
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
db=$dir/store/lounge.db
export LOUNGE_DB=$db
failures=0

fail() { # WORDS: the test goes on, its end tells
    echo "FAILED: $*" >&2
    failures=$((failures + 1))
}

# expect CODE ARGUMENTS…: runs lounge, leaves stdout in $out and stderr in $err
expect() {
    local want=$1 got=0
    shift
    "$lounge" "$@" >"$dir/out" 2>"$dir/err" || got=$?
    out=$(cat "$dir/out")
    err=$(cat "$dir/err")
    [ "$got" = "$want" ] || fail "lounge $* exits $got, not $want; it said: $out $err"
}

# has TEXT PATTERN NAME: a fixed string is in it
has() {
    case $1 in
    *"$2"*) ;;
    *) fail "$3: no \"$2\" in: $1" ;;
    esac
}

same() { # GOT WANT NAME
    [ "$1" = "$2" ] || fail "$3: got \"$1\", want \"$2\""
}

# sql QUERY [FILE]: of the store's database, or of the file
sql() {
    sqlite3 -cmd ".timeout 10000" "${2:-$db}" "$1"
}

# json_of FILE EXPRESSION: SQL over the JSON in a file, as j
json_of() {
    sqlite3 :memory: "WITH t(j) AS (SELECT CAST(readfile('$1') AS TEXT)) SELECT $2 FROM t"
}

finish() {
    [ "$failures" = 0 ] || { echo "$failures failed" >&2; exit 1; }
}
