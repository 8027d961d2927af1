/* lounge staff: who may use the staff's pages of the panel, and their PINs. A PIN is read from the terminal twice
 * without being shown, from standard input as one line, or made here and told once; it is wiped as soon as it is
 * hashed. */
#include "office.h"
#include "store/staff.h"
#include "table.h"

#include <sodium.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const Column columns[] = {
    {"name", {TXT("name", "姓名")}, false},
    {"role", {TXT("role", "角色")}, false},
    {"state", {TXT("state", "状态")}, false},
    {"locked_until_ms", {TXT("locked until", "锁定至")}, false},
    {"wrong", {TXT("wrong tries", "输错次数")}, true},
    {"pin_set_ms", {TXT("PIN set", "PIN 设置时间")}, false},
};

static const char *role_text(const Office *office, StaffRole role) {
    static const Words words[STAFF_ROLES] = {[STAFF_ADVISOR] = {TXT("advisor", "服务顾问")},
                                             [STAFF_BAR] = {TXT("bar", "吧台")},
                                             [STAFF_MANAGER] = {TXT("manager", "经理")}};
    return office->json ? staff_role_id(role) : office_words(office, words[role]);
}

static const char *state_text(const Office *office, const Staff *s) {
    bool pin = staff_is_locked(&s->count, clock_now());
    Words state = s->off            ? (Words){TXT("locked", "已停用")}
                  : pin             ? (Words){TXT("wrong PINs", "PIN 输错锁定")}
                  : s->pin_set == 0 ? (Words){TXT("no PIN yet", "尚无 PIN")}
                                    : (Words){TXT("open", "正常")};
    return office->json ? state.en : office_words(office, state);
}

static void add_row(Table *t, const Staff *s) {
    table_text(t, s->name);
    table_text(t, role_text(t->office, s->role));
    table_text(t, state_text(t->office, s));
    table_instant(t, staff_is_locked(&s->count, clock_now()) ? s->count.until : 0);
    table_int(t, s->count.wrong);
    table_instant(t, s->pin_set);
}

static Exit list(Office *office) {
    Err err;
    Staff *people;
    size_t n;
    Arena arena = {0};
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    bool good = staff_list(office->db, &arena, &people, &n, &err);
    if (good) {
        Table t;
        office_mark_demo(office);
        table_begin(&t, office, columns, sizeof columns / sizeof *columns);
        for (size_t i = 0; i < n; i++) add_row(&t, &people[i]);
        table_end(&t, (Words){TXT("no staff yet", "还没有员工")});
    }
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

/* --- reading a PIN -------------------------------------------------------------------------------------------------
 */

enum { LINE_MAX_BYTES = 64 };

/* One line without its end; false at the end of the input or when it is too long. Byte by byte: nothing of it stays in
 * a buffer of the library. */
static bool read_line(char out[LINE_MAX_BYTES]) {
    size_t n = 0;
    char c;
    ssize_t got;
    while ((got = read(STDIN_FILENO, &c, 1)) == 1 && c != '\n')
        if (n + 1 < LINE_MAX_BYTES) out[n++] = c;
    if (n && out[n - 1] == '\r') n--;
    out[n] = '\0';
    return n > 0 || got == 1;
}

static bool ask_hidden(const Office *office, const char *question_en, const char *question_zh,
                       char out[LINE_MAX_BYTES]) {
    struct termios shown, hidden;
    if (tcgetattr(STDIN_FILENO, &shown) != 0) return false;
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    fprintf(stderr, "%s", office->zh ? question_zh : question_en);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    bool ok = read_line(out);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    fputc('\n', stderr);
    return ok;
}

static bool no_pin(Err *err) {
    return err_set(err, ERR_USAGE,
                   TXT("no PIN was given: type it, or let one be made with --generate",
                       "没有输入 PIN：请输入，或用 --generate 自动生成"));
}

static bool read_pin(const Office *office, bool generate, char out[LINE_MAX_BYTES], Err *err) {
    char again[LINE_MAX_BYTES];
    if (generate) {
        staff_pin_make(out);
        return true;
    }
    if (!isatty(STDIN_FILENO)) return read_line(out) || no_pin(err);
    bool ok = ask_hidden(office, TXT("PIN, 6 digits: ", "PIN（6 位数字）："), out) &&
              ask_hidden(office, TXT("once more: ", "再输一次："), again);
    if (!ok) return no_pin(err);
    bool same = strcmp(out, again) == 0;
    sodium_memzero(again, sizeof again);
    return same || err_set(err, ERR_INPUT, TXT("the two are not the same", "两次输入不一致"));
}

/* --- changing ------------------------------------------------------------------------------------------------------
 */

typedef struct Asked {
    const char *verb, *name, *role, *by;
    bool generate;
} Asked;

static bool add_or_pin(Office *office, const Asked *asked, StaffRole role, Err *err) {
    char pin[LINE_MAX_BYTES];
    Ms now = clock_now();
    bool add = strcmp(asked->verb, "add") == 0;
    bool ok = read_pin(office, asked->generate, pin, err) &&
              (add ? staff_add(office->db, asked->name, role, pin, asked->by, now, err)
                   : staff_set_pin(office->db, asked->name, pin, asked->by, now, err));
    if (ok && asked->generate)
        office_note(office, TXT("PIN of %s: %s (told this once)", "%s 的 PIN：%s（只显示这一次）"), asked->name, pin);
    sodium_memzero(pin, sizeof pin);
    return ok;
}

static Exit change(Office *office, const Asked *asked) {
    Err err;
    StaffRole role = STAFF_ADVISOR;
    bool add = strcmp(asked->verb, "add") == 0, pin = strcmp(asked->verb, "pin") == 0;
    if (add && (!*asked->role || !staff_role_of(asked->role, &role)))
        return office_misuse(office, TXT("--role is advisor, bar or manager", "--role 应为 advisor、bar 或 manager"));
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    bool ok = add || pin ? add_or_pin(office, asked, role, &err)
                         : staff_set_off(office->db, asked->name, strcmp(asked->verb, "lock") == 0, asked->by,
                                         clock_now(), &err);
    if (!ok) return office_fail(office, &err);
    Table t;
    Staff s;
    if (!staff_find(office->db, asked->name, &s, &err)) return office_fail(office, &err);
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    add_row(&t, &s);
    table_end(&t, (Words){TXT("", "")});
    return EXIT_DONE;
}

static bool is_verb(const char *verb) {
    static const char *const verbs[] = {"add", "pin", "lock", "unlock"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i], verb) == 0) return true;
    return false;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"role", required_argument, NULL, 'r'},
                                        {"by", required_argument, NULL, 'b'},
                                        {"generate", no_argument, NULL, 'g'},
                                        {0}};
    Asked asked = {.role = "", .by = ""};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'r') asked.role = optarg;
        if (o == 'b') asked.by = optarg;
        if (o == 'g') asked.generate = true;
    }
    int words = argc - optind;
    if (words == 0 || (words == 1 && strcmp(argv[optind], "list") == 0)) return list(office);
    asked.verb = argv[optind];
    if (!is_verb(asked.verb))
        return office_misuse(
            office,
            TXT("staff list, add, pin, lock or unlock, not %s", "应为 list、add、pin、lock 或 unlock，而不是 %s"),
            asked.verb);
    if (words != 2) return office_misuse(office, TXT("one name", "需要一个姓名"));
    asked.name = argv[optind + 1];
    return change(office, &asked);
}

const Command cmd_staff = {
    .name = "staff",
    .about = {TXT("who may use the staff's pages of the panel", "可在自助屏上登录的员工")},
    .usage = {TXT("staff [list]\nstaff add NAME --role advisor|bar|manager [--generate]\nstaff pin NAME [--generate]\n"
                  "staff lock NAME\nstaff unlock NAME",
                  "staff [list]\nstaff add 姓名 --role advisor|bar|manager [--generate]\nstaff pin 姓名 [--generate]\n"
                  "staff lock 姓名\nstaff unlock 姓名")},
    .details = {TXT("  The PIN has 6 digits: it is asked for twice, read as one line from standard input, or\n"
                    "  made with --generate and told once. PINs that everybody tries first are refused.\n"
                    "  On the panel: hold the clock for 3 seconds, choose the name, type the PIN.\n"
                    "  lock     keeps somebody out until unlock; unlock also ends a lock by wrong PINs\n"
                    "  --by     who does it, for the audit",
                    "  PIN 为 6 位数字：在终端输入两次，或从标准输入读一行，或用 --generate 自动生成并只显示一次。\n"
                    "  太容易被猜到的 PIN 会被拒绝。\n"
                    "  在自助屏上：按住时钟 3 秒，选择姓名，输入 PIN。\n"
                    "  lock     停用，直到 unlock；unlock 也解除 PIN 输错的锁定\n"
                    "  --by     由谁操作，记入操作记录")},
    .example = "lounge staff add 钱芳 --role advisor",
    .run = run,
};
