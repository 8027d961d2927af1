/* lounge privacy show: all that is held on one person, by table, as the law lets them ask. */
#include "forget_ask.h"
#include "office.h"
#include "store/audit.h"
#include "store/staff.h"
#include "table.h"

#include <string.h>

static const Column columns[] = {
    {"table", {TXT("table", "数据表")}, false},
    {"at_ms", {TXT("since", "时间")}, false},
    {"what", {TXT("what", "项目")}, false},
    {"value", {TXT("value", "内容")}, false},
};

static const struct {
    const char *table;
    Words words;
} tables[] = {
    {"person", {TXT("person", "个人信息")}},
    {"work_order", {TXT("work order", "工单")}},
    {"order_stage", {TXT("stage of an order", "工单进度")}},
    {"part_arrival", {TXT("part for an order", "工单配件")}},
    {"rating", {TXT("rating", "评价")}},
    {"rating_score", {TXT("face tapped", "点选的表情")}},
    {"rating_mark", {TXT("mark of a factor", "分项评分")}},
    {"rating_suspect", {TXT("rating judged", "评价判定")}},
    {"praise_told", {TXT("praise passed on", "表扬转达")}},
    {"answer", {TXT("answer", "问卷回答")}},
    {"complaint_begun", {TXT("complaint begun", "未提交的投诉")}},
    {"complaint_event", {TXT("history of a case", "投诉处理记录")}},
    {"complaint", {TXT("complaint", "投诉")}},
    {"lead", {TXT("lead", "线索")}},
    {"lead_event", {TXT("history of a lead", "线索记录")}},
    {"lead_visit", {TXT("visit of a lead", "线索上门")}},
    {"correction", {TXT("correction", "号码更正")}},
    {"correction_event", {TXT("note on a correction", "更正备注")}},
    {"call", {TXT("call", "呼叫")}},
    {"bar_order", {TXT("order at the bar", "吧台点单")}},
    {"coupon", {TXT("coupon", "券")}},
    {"coupon_event", {TXT("use of a coupon", "券使用记录")}},
    {"prepaid_sale", {TXT("prepaid package", "预存套餐")}},
    {"prepaid_entry", {TXT("prepaid ledger", "预存流水")}},
    {"deposit", {TXT("renewal deposit", "续保定金")}},
    {"deposit_item", {TXT("gift of a deposit", "定金礼品")}},
    {"deposit_undone", {TXT("deposit taken back", "定金撤销")}},
    {"renewal_offered", {TXT("renewal offered", "续保推荐")}},
    {"finding", {TXT("additional work", "增项")}},
    {"finding_seen", {TXT("additional work seen", "增项查看")}},
    {"finding_answer", {TXT("answer to additional work", "增项答复")}},
    {"consent", {TXT("consent", "同意")}},
    {"car_use", {TXT("driving habits", "用车习惯")}},
};

static const char *table_words(const Office *office, const char *table) {
    for (size_t i = 0; !office->json && i < sizeof tables / sizeof *tables; i++)
        if (strcmp(tables[i].table, table) == 0) return office_words(office, tables[i].words);
    return table;
}

/* Whoever looks is noted; free text is for those who work cases. */
static bool may_look(Office *office, const char *by, Err *err) {
    bool known;
    if (staff_is(office->db, by, STAFF_MANAGER, &known, err) || !known) return true;
    if (!*by) return err_set(err, ERR_USAGE, TXT("--by MANAGER is missing", "缺少 --by 经理"));
    return err_set(err, ERR_RULE, TXT("%s is not a manager of this store (--by)", "%s 不是本店经理（--by）"), by);
}

static bool noted(Office *office, const char *by, Err *err) {
    if (!db_begin(office->db, err)) return false;
    return db_end(office->db, audit_write(office->db, by, "privacy.show", "", "", clock_now(), err), err);
}

static Exit show(Office *office, ForgetAsk *ask) {
    Err err;
    Arena arena = {0};
    HeldRow *rows;
    size_t n;
    Table t;
    if (!office_open(office, DB_WRITE, &err) || !may_look(office, ask->by, &err) || !noted(office, ask->by, &err) ||
        !privacy_held(office->db, ask, &arena, &rows, &n, &err)) {
        arena_free(&arena);
        return office_fail(office, &err);
    }
    office_mark_demo(office);
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        table_text(&t, table_words(office, rows[i].table));
        table_instant(&t, rows[i].at);
        table_text(&t, rows[i].what);
        table_text(&t, rows[i].value);
    }
    table_end(&t, (Words){TXT("nothing is held on this person", "没有此人的任何信息")});
    arena_free(&arena);
    return EXIT_DONE;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"phone", required_argument, NULL, 'p'},
                                        {"plate", required_argument, NULL, 'l'},
                                        {"order", required_argument, NULL, 'o'},
                                        {"by", required_argument, NULL, 'b'},
                                        {0}};
    TypedAsk typed = {0};
    ForgetAsk ask = {.by = ""};
    Err err;
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'p') typed.phone = optarg;
        if (o == 'l') typed.plate = optarg;
        if (o == 'o') typed.order = optarg;
        if (o == 'b') ask.by = optarg;
    }
    if (argc - optind != 1 || strcmp(argv[optind], "show") != 0)
        return office_misuse(office, TXT("privacy show, and whom it is about", "privacy show，并指明是谁"));
    if (!forget_ask_read(&typed, &ask, &err)) return office_misuse(office, TXT("%s", "%s"), err_text(&err, office->zh));
    return show(office, &ask);
}

const Command cmd_privacy = {
    .name = "privacy",
    .about = {TXT("all that is held on one person", "列出所存的某个人的全部信息")},
    .usage = {TXT("privacy show --phone N|--plate P|--order RO [--by MANAGER]",
                  "privacy show --phone 电话|--plate 车牌|--order 工单号 [--by 经理]")},
    .details = {TXT("  By table, unmasked, for the person who asks for it; where the store keeps staff, by a manager.\n"
                    "  That it was looked at is in the audit, not at whom.",
                    "  按数据表列出，不打码，供本人查询；门店登记了员工时须由经理操作。\n"
                    "  查询动作记入操作记录，不记查询对象。")},
    .example = "lounge privacy show --phone 19900021103 --by 陈建华 --json",
    .run = run,
};
