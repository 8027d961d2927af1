/* lounge audit: what staff did, on the panel and by command, oldest first. */
#include "office.h"
#include "store/audit_read.h"
#include "table.h"

static const Column columns[] = {
    {"at_ms", {TXT("at", "时间")}, false},      {"by", {TXT("by", "谁")}, false},
    {"what", {TXT("what", "做了什么")}, false}, {"about", {TXT("about", "对象")}, false},
    {"note", {TXT("note", "备注")}, false},     {"named", {TXT("named", "名称")}, false}, /* JSON only */
};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

static bool add_row(void *ctx, const AuditRow *row) {
    Table *t = ctx;
    table_instant(t, row->at);
    table_text(t, row->by);
    table_text(t, row->what);
    table_text(t, *row->named && !t->office->json ? row->named : row->about);
    table_text(t, row->note);
    if (t->office->json) table_text(t, row->named);
    return true;
}

static bool read_day(const char *option, const char *text, Ms *out, Err *err) {
    return day_parse(text, out) ||
           err_set(err, ERR_USAGE, TXT("%s %s is not a day like 2026-11-23", "%s %s 不是 2026-11-23 这样的日期"),
                   option, text);
}

static Exit list(Office *office, AuditAsk *ask, const char *from, const char *to) {
    Err err;
    Table t;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    ask->from = INT64_MIN;
    ask->to = INT64_MAX;
    if ((from && !read_day("--from", from, &ask->from, &err)) || (to && !read_day("--to", to, &ask->to, &err)))
        return office_fail(office, &err);
    if (to) ask->to = day_add(ask->to, 1);
    office_mark_demo(office);
    table_begin(&t, office, columns, office->json ? N_COLUMNS : N_COLUMNS - 1);
    if (!audit_each(office->db, ask, add_row, &t, &err)) {
        table_drop(&t);
        return office_fail(office, &err);
    }
    table_end(&t, (Words){TXT("nothing", "没有记录")});
    return EXIT_DONE;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"from", required_argument, NULL, 'f'},
                                        {"to", required_argument, NULL, 't'},
                                        {"by", required_argument, NULL, 'b'},
                                        {"what", required_argument, NULL, 'w'},
                                        {0}};
    AuditAsk ask = {.by = "", .what = ""};
    const char *from = NULL, *to = NULL;
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'f') from = optarg;
        if (o == 't') to = optarg;
        if (o == 'b') ask.by = optarg;
        if (o == 'w') ask.what = optarg;
    }
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    return list(office, &ask, from, to);
}

const Command cmd_audit = {
    .name = "audit",
    .about = {TXT("what staff did: who, when, what", "员工操作记录：谁、何时、做了什么")},
    .usage = {TXT("audit [--from DAY] [--to DAY] [--by NAME] [--what ACT]",
                  "audit [--from 日期] [--to 日期] [--by 姓名] [--what 操作]")},
    .details = {TXT("  --from, --to  local days, both included\n"
                    "  --what        an act (coupon.redeem), or all of a kind (coupon)\n"
                    "  Rows are only ever added: the database refuses to change or delete one.",
                    "  --from、--to  本地日期，首尾都包含\n"
                    "  --what        某个操作（coupon.redeem），或一类操作（coupon）\n"
                    "  记录只增不改：数据库拒绝修改和删除。")},
    .example = "lounge audit --from 2026-11-23 --what coupon",
    .run = run,
};
