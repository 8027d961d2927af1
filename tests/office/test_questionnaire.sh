# lounge questionnaire and lounge import questionnaire: versions, all or nothing, each fault with file, line and key.
. "$(dirname "$0")/common.sh"
shipped=$LOUNGE_SHARE/data/policies/questionnaire.cfg
expect 0 init

expect 0 questionnaire show --json
same "$(json_of "$dir/out" "(SELECT group_concat(json_extract(value, '$.id')) FROM json_each(j)
    WHERE json_extract(value, '$.part') = 'reason')")" "wait,explain,fix,price,attitude,wash,lounge,other" "the reasons"
same "$(json_of "$dir/out" "(SELECT json_extract(value, '$.about') FROM json_each(j)
    WHERE json_extract(value, '$.id') = 'pickup')")" "weight 21" "a factor's weight"
expect 0 --lang zh questionnaire show
has "$out" "第 1 版，2026-01-01 至 …" "the version"
has "$out" "没说清楚" "a reason in Chinese"

expect 0 import questionnaire "$shipped" --by 王经理
has "$out" "0 new versions, 1 in force already" "the same again"
sed 's/words_max = 300/words_max = 200/; s/nps = 1/nps = 0/; s/满意"; en = "Good"/还不错"; en = "Fine"/' "$shipped" >"$dir/own.cfg"
expect 0 questionnaire check "$dir/own.cfg"
has "$out" "nothing wrong" "a good file"
expect 0 import questionnaire "$dir/own.cfg" --by 王经理 --dry-run
expect 1 questionnaire show --version 2
has "$err" "no version 2" "nothing came of the dry run"
expect 0 import questionnaire "$dir/own.cfg" --by 王经理
has "$out" "1 new versions" "a changed one"
expect 0 import questionnaire "$dir/own.cfg" --by 王经理
has "$out" "0 new versions" "the changed one again"
expect 0 questionnaire show
has "$out" "version 2" "it is in force at once"
has "$out" "Fine" "its words"
has "$out" "not asked" "NPS is off"
expect 0 questionnaire show --version 1
has "$out" "Good" "the version that older answers name"
expect 0 questionnaire list --json
same "$(json_of "$dir/out" "(SELECT group_concat(json_extract(value, '$.version') || json_extract(value, '$.by'))
    FROM json_each(j))")" "1,2王经理" "the versions"

# Dated: from tomorrow on, until then the one before.
sed 's/from = "2026-01-01"/from = "2099-01-01"/; s/words_max = 300/words_max = 100/' "$shipped" >"$dir/later.cfg"
expect 0 import questionnaire "$dir/later.cfg"
expect 0 questionnaire show
has "$out" "version 2" "not yet"
expect 0 questionnaire show --at 2099-01-01
has "$out" "at most 100 characters" "on its day"
expect 1 questionnaire show --at 2020-01-01
has "$err" "no questionnaire is in force" "before any"

before=$(sql "SELECT * FROM policy_version; SELECT * FROM policy_value ORDER BY policy_id, key")
sed 's/weight = 17/weight = 0/; s/id = "wash"/id = "wait"/; s/words_max = 300/words_max = "many"/' "$shipped" >"$dir/bad.cfg"
expect 1 import questionnaire "$dir/bad.cfg" --by 王经理
for words in "bad.cfg line $(grep -n words_max "$dir/bad.cfg" | tail -1 | cut -d: -f1), questionnaire.words_max" \
    "bad.cfg line $(grep -n initiation "$dir/bad.cfg" | cut -d: -f1), questionnaire.factors.1.weight" "nothing was changed"; do
    has "$err" "$words" "the faults"
done
sed '/很不满意/d' "$shipped" >"$dir/four.cfg"
expect 1 questionnaire check "$dir/four.cfg"
has "$err" "questionnaire.faces: 5 wanted, 4 are there" "four faces"
expect 1 --lang zh questionnaire check "$dir/four.cfg"
has "$err" "须有 5 项，现有 4 项" "four faces in Chinese"
sed 's/id = "wash"/id = "wait"/' "$shipped" >"$dir/twice.cfg"
expect 1 import questionnaire "$dir/twice.cfg"
has "$err" "wait is there already" "a reason twice"
expect 1 import questionnaire "$LOUNGE_SHARE/data/policies/bar.cfg"
has "$err" "no part of a questionnaire" "another subject's file"
echo "# nothing" >"$dir/empty.cfg"
expect 1 import questionnaire "$dir/empty.cfg"
has "$err" "there is no questionnaire in it" "an empty file"
expect 1 import questionnaire "$dir/none.cfg"
# Own questions: what cannot be asked, or never comes up, is a fault of its line.
wrong() { # SED KEY WORDS
    sed "$1" "$shipped" >"$dir/wrong.cfg"
    expect 1 import questionnaire "$dir/wrong.cfg"
    has "$err" "$2" "the key of $1"
    has "$err" "$3" "the words of $1"
}
q=questionnaire.questions.1
wrong 's/kind = "many"/kind = "song"/' $q.kind "wants one of: one|many"
wrong 's/kind = "many"/kind = "text"/' questionnaire.options.1.question "has no options"
wrong 's/if_reason = "lounge"/if_reason = "lounge music"/' $q.if_reason "there is no reason music"
wrong 's/if_score = "1 2 3"/if_score = "4 5"/' $q.if_score "never be shown"
wrong 's/if_score = "1 2 3"/if_answer = "lounge_what: seats"/' $q.if_answer "of an earlier question"
wrong 's/if_score = "1 2 3"/low_zh = "差"/' $q.low_zh "only a scale has ends"
wrong 's/question = "lounge_what"; id = "seats"/question = "what"; id = "seats"/' questionnaire.options.1.question "no entry of"
wrong 's/id = "drinks"/id = "seats"/' questionnaire.options.2.id "seats is there already"
expect 2 import questionnaire
expect 2 questionnaire
expect 2 questionnaire sing
expect 2 questionnaire show --version x
same "$(sql "SELECT * FROM policy_version; SELECT * FROM policy_value ORDER BY policy_id, key")" "$before" "nothing was changed"
finish
