/* lounge changes: "you said, we changed": the lines of the panel's monthly board. */
#include "office.h"
#include "store/cases.h"
#include "store/changes.h"
#include "table.h"

#include <stdio.h>
#include <string.h>

static const Column columns[] = {
    {"change_id", {TXT("change", "编号")}, false}, {"month", {TXT("month", "月份")}, false},
    {"cause", {TXT("about", "原因")}, false},      {"said", {TXT("said by", "提到人次")}, true},
    {"from_day", {TXT("since", "起始日")}, false}, {"zh", {TXT("Chinese", "中文")}, false},
    {"en", {TXT("English", "英文")}, false},       {"by", {TXT("by", "经办")}, false},
};
enum { SHORT_ID = 8 };

typedef struct Asked {
    const char *month, *cause, *zh, *en, *day, *by, *reason;
} Asked;

static void show(const Office *office, const Change *list, size_t n) {
    Table t;
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        const Change *c = &list[i];
        table_text(&t, office->json ? c->change_id.text : c->change_id.text + UUID_LEN - SHORT_ID);
        table_text(&t, c->month);
        table_text(&t, office->json ? c->cause : cause_name(office->settings, c->cause, office->zh));
        table_int(&t, c->said);
        table_text(&t, c->from_day);
        table_text(&t, c->zh);
        table_text(&t, c->en);
        table_text(&t, c->by);
    }
    table_end(&t, (Words){TXT("no changes", "没有改进记录")});
}

static Exit list(Office *office, const Asked *a) {
    Err err;
    Change *changes;
    size_t n;
    Arena arena = {0};
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    bool ok = changes_read(office->db, &arena, a->month, &changes, &n, &err);
    if (ok) {
        office_mark_demo(office);
        show(office, changes, n);
    }
    arena_free(&arena);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

static Exit add(Office *office, const Asked *a) {
    Err err;
    char month[16], day[32];
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    day_show(clock_now(), day, sizeof day);
    snprintf(month, sizeof month, "%s", *a->month ? a->month : "");
    if (!*month) snprintf(month, sizeof month, "%.7s", day);
    Change c = {.month = month,
                .cause = a->cause,
                .zh = a->zh,
                .en = a->en,
                .from_day = *a->day ? a->day : day,
                .by = a->by,
                .at = clock_now()};
    if (!change_add(office->db, &c, &err)) return office_fail(office, &err);
    say(office, TXT("on the board of %s: %s", "已登上 %s 的公示：%s"), c.month, c.change_id.text + UUID_LEN - SHORT_ID);
    return EXIT_DONE;
}

static Exit take_down(Office *office, const Asked *a, const char *id) {
    Err err;
    if (!office_open(office, DB_WRITE, &err) || !change_remove(office->db, id, a->by, a->reason, clock_now(), &err))
        return office_fail(office, &err);
    say(office, TXT("taken down: %s", "已撤下：%s"), id);
    return EXIT_DONE;
}

static Exit act(Office *office, const Asked *a, const char *verb, const char *id) {
    bool adds = strcmp(verb, "add") == 0;
    if (!adds && strcmp(verb, "remove") != 0)
        return office_misuse(office, TXT("changes add or remove, not %s", "应为 add 或 remove，而不是 %s"), verb);
    if (!*a->by) return office_misuse(office, TXT("--by NAME is missing: who does it?", "缺少 --by 姓名：由谁办理？"));
    if (adds && (!*a->cause || !*a->zh))
        return office_misuse(office, TXT("--cause ID and --zh TEXT are missing", "缺少 --cause 原因 和 --zh 内容"));
    if (adds != !*id)
        return office_misuse(office, TXT("remove takes one ID, add none", "remove 需要一个编号，add 不需要"));
    return adds ? add(office, a) : take_down(office, a, id);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {
        {"month", required_argument, NULL, 'm'},  {"cause", required_argument, NULL, 'c'},
        {"zh", required_argument, NULL, 'z'},     {"en", required_argument, NULL, 'e'},
        {"since", required_argument, NULL, 's'},  {"by", required_argument, NULL, 'b'},
        {"reason", required_argument, NULL, 'r'}, {0}};
    Asked a = {"", "", "", "", "", "", ""};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        switch (o) {
        case OFFICE_HELPED: return EXIT_DONE;
        case 'm': a.month = optarg; break;
        case 'c': a.cause = optarg; break;
        case 'z': a.zh = optarg; break;
        case 'e': a.en = optarg; break;
        case 's': a.day = optarg; break;
        case 'b': a.by = optarg; break;
        case 'r': a.reason = optarg; break;
        default: return EXIT_USAGE;
        }
    }
    const char *verb = optind < argc ? argv[optind++] : "", *id = optind < argc ? argv[optind++] : "";
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    return *verb ? act(office, &a, verb, id) : list(office, &a);
}

const Command cmd_changes = {
    .name = "changes",
    .about = {TXT("\"you said, we changed\": the panel's monthly board", "“您说，我们改”：每月公示的改进")},
    .usage = {TXT("changes [--month 2026-11]\n"
                  "changes add --cause ID --zh TEXT [--en TEXT] [--month 2026-11] [--since DAY] --by NAME\n"
                  "changes remove ID --by NAME [--reason TEXT]",
                  "changes [--month 2026-11]\n"
                  "changes add --cause 原因 --zh 内容 [--en 英文] [--month 2026-11] [--since 日期] --by 姓名\n"
                  "changes remove 编号 --by 姓名 [--reason 原因]")},
    .details = {TXT(
        "  The line is the staff's, how many said it is counted from the causes of that month's cases.\n"
        "  --cause  id of a reason of the questionnaire, or of policy case; --since: first day that it is so\n"
        "  What is taken down stays in the history. lounge report causes tells whether it helped.",
        "  内容由员工填写，提到的人次由当月投诉的原因统计。\n"
        "  --cause  问卷原因或政策 case 中的编号；--since：从哪天起已改进\n"
        "  撤下的内容仍保留在历史中。lounge report causes 查看改进后是否再次发生。")},
    .example = "lounge changes add --cause wait --zh 增加一名接车顾问 --by 陈建华",
    .run = run,
};
