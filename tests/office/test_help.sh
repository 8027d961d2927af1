# Every subcommand explains itself with an example, in both languages; wrong words are exit 2 with the usage.
. "$(dirname "$0")/common.sh"

expect 0 --help
commands=$(echo "$out" | sed -n 's/^  \([a-z]\{1,\}\) .*/\1/p' | grep -v '^lounge$')
same "$(echo "$commands" | tr '\n' ' ')" "init demo doctor import orders calls coupon gifts tick eta prepaid work bar watch deposit leads cases changes export bulletin offers report policies questionnaire praise suspect settings corrections staff audit sql forget privacy backup restore help " "the list"

for command in $commands; do
    expect 0 "$command" --help
    has "$out" "Usage:" "$command --help"
    has "$out" "Example:" "$command --help"
    has "$out" "--now TIME" "$command --help"
    same "$err" "" "$command --help on stderr"
    english=$out
    expect 0 help "$command"
    same "$out" "$english" "help $command"
    expect 0 --lang zh "$command" --help
    has "$out" "用法：" "$command in Chinese"
    has "$out" "示例：" "$command in Chinese"
    has "$out" "lounge $command" "$command's example"
    expect 2 "$command" --no-such-option
    has "$err" "--no-such-option" "$command with a wrong option"
    has "$err" "Usage:" "$command with a wrong option"
    same "$out" "" "$command with a wrong option on stdout"
done

expect 2
has "$err" "Usage" "no subcommand"
expect 2 dance
has "$err" "dance" "an unknown subcommand"
expect 2 --lang fr orders
expect 2 --now yesterday orders
expect 2 orders --json=yes
expect 2 orders --db
has "$err" "needs a value" "a missing value"
expect 2 orders too many
expect 2 --lang zh coupon redeem ABCD
has "$err" "--by" "who redeems, in Chinese"

# A wish for Chinese comes from the locale too; --lang wins.
out=$(LC_ALL=zh_CN.UTF-8 "$lounge" --help)
has "$out" "用法：" "a Chinese locale"
out=$(LC_ALL=zh_CN.UTF-8 "$lounge" --lang en --help)
has "$out" "Usage:" "--lang over the locale"

# No database: words that say what to do, in the chosen language.
expect 1 orders
has "$err" "lounge init" "no database"
expect 1 orders --lang zh
has "$err" "没有数据库" "no database, in Chinese"
if "$lounge" --help >/dev/full 2>/dev/null; then fail "a full stdout is not told"; fi
finish
