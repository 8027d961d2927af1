/* lounge gifts: who is to get a gift and why, giving by rule or by hand, listing, redeeming and taking back. */
#include "coupon_lines.h"
#include "coupon_table.h"
#include "rules/mask.h"
#include "store/gifts.h"
#include "store/staff.h"

#include <string.h>

typedef struct Asked {
    const char *at, *case_no, *order_no, *programme, *by, *reason, *plate;
    bool due;
    Ms day; /* of --at, else now */
} Asked;

/* ---- due ---- */

static const Column due_columns[] = {
    {"programme", {TXT("programme", "方案")}, false}, {"gift", {TXT("gift", "礼品方案")}, false},
    {"plate", {TXT("plate", "车牌")}, false},         {"vin", {TXT("VIN", "VIN 码")}, false},
    {"model", {TXT("model", "车型")}, false},         {"owner", {TXT("owner", "车主")}, false},
    {"order_no", {TXT("order", "工单")}, false},      {"why", {TXT("why", "原因")}, false},
    {"period", {TXT("once for", "周期")}, false},
};

static void why(const Office *office, const GiftDue *due, char *out, size_t size) {
    static const Words lost[] = {[RECALL_LOST] = {TXT("last paid visit %s", "最近一次付费到店 %s")},
                                 [RECALL_NEVER] = {TXT("never paid, last seen %s", "从未付费，最近一次到店 %s")},
                                 [RECALL_CASE] = {TXT("lost with a complaint on %s", "%s 因投诉流失")}};
    char from[32], to[32];
    day_show(due->from, from, sizeof from);
    day_show(due->to - 1, to, sizeof to);
    switch (due->rule) {
    case GIFT_LOYAL:
        if (office->zh)
            snprintf(out, size, "%s 至 %s 到店 %d 次", from, to, due->visits);
        else
            snprintf(out, size, "%d visits from %s to %s", due->visits, from, to);
        return;
    case GIFT_WIN_BACK: snprintf(out, size, office_words(office, lost[due->lost]), from); return;
    case GIFT_FIRST_VISIT:
        day_show(due->known_since, to, sizeof to);
        if (!due->known_since)
            snprintf(out, size, office->zh ? "首次到店 %s" : "first visit %s", from);
        else if (office->zh)
            snprintf(out, size, "首次到店 %s？工单仅自 %s 起：请核实", from, to);
        else
            snprintf(out, size, "first visit %s? Orders are known only since %s: look", from, to);
        return;
    case GIFT_DELIVERY: snprintf(out, size, office->zh ? "新车交付 %s" : "new car handed over %s", from); return;
    case GIFT_TOO_EARLY:
        if (due->kept) {
            snprintf(out, size, office->zh ? "%s 预约时请本店保留" : "booked on %s: keep it for then", from);
            return;
        }
        snprintf(out, size, office->zh ? "%s 表示稍后再来" : "said on %s: later", from);
        return;
    case GIFT_NONE:
    case GIFT_COMPLAINT: break;
    }
    *out = '\0';
}

static void due_row(Table *t, const GiftDue *due) {
    char words[160];
    why(t->office, due, words, sizeof words);
    table_text(t, due->programme);
    table_text(t, t->office->zh ? due->title_zh : due->title_en);
    table_text(t, due->plate);
    table_text(t, due->vin);
    table_text(t, due->model);
    table_text(t, due->owner);
    table_text(t, due->order_no);
    table_text(t, words);
    table_text(t, due->period);
}

static Exit show_due(Office *office, const Asked *asked) {
    Err err;
    Arena arena = {0};
    GiftDue *due;
    size_t n;
    Table t;
    if (!gifts_due(office->db, &arena, asked->day, &due, &n, &err)) {
        arena_free(&arena);
        return office_fail(office, &err);
    }
    office_mark_demo(office);
    table_begin(&t, office, due_columns, sizeof due_columns / sizeof *due_columns);
    for (size_t i = 0; i < n; i++) due_row(&t, &due[i]);
    table_end(&t, (Words){TXT("no gift is due", "没有应发放的礼品")});
    arena_free(&arena);
    return EXIT_DONE;
}

/* ---- granting ---- */

/* First visits that only staff can tell. */
static bool say_unsure(const Office *office, Ms day, Err *err) {
    Arena arena = {0};
    GiftDue *due;
    size_t n, unsure = 0;
    bool ok = gifts_due(office->db, &arena, day, &due, &n, err);
    for (size_t i = 0; ok && i < n; i++) unsure += due[i].known_since != 0;
    if (unsure)
        office_note(
            office,
            TXT("%zu first visits are not given: orders are known for less than a year. Ask whether the car was "
                "here before, then: gifts grant --programme ID --order ORDER",
                "%zu 台首次到店未发放：工单记录不足一年。请核实是否来过，再用 gifts grant --programme 方案 "
                "--order 工单号 发放"),
            unsure);
    arena_free(&arena);
    return ok;
}

static Exit grant(Office *office, const Asked *asked) {
    Err err;
    CouponKey key;
    int given = 0;
    GiftAsk ask = {.programme = *asked->programme ? asked->programme : NULL,
                   .case_no = asked->case_no,
                   .order_no = asked->order_no,
                   .by = asked->by,
                   .at = clock_now()};
    if (!staff_is_active(office->db, asked->by, &err) || !coupon_key_read(office->db_path, &key, &err))
        return office_fail(office, &err);
    bool ok = asked->due ? gifts_grant_due(office->db, &key, asked->day, clock_now(), asked->by, &given, &err)
                         : gift_grant(office->db, &key, &ask, &given, &err);
    if (!ok) return office_fail(office, &err);
    office_mark_demo(office);
    say(office, TXT("%d gifts given", "已发放 %d 份礼品"), given);
    return !asked->due || say_unsure(office, asked->day, &err) ? EXIT_DONE : office_fail(office, &err);
}

/* ---- listing ---- */

static Exit list(Office *office, const Asked *asked) {
    Err err;
    Arena arena = {0};
    Coupon *all;
    size_t n, kept = 0;
    char plate[32];
    if (*asked->plate && !plate_normal(asked->plate, plate, sizeof plate))
        return office_misuse(office, TXT("%s is no plate: --plate 川A1B2K7", "%s 不是车牌：--plate 川A1B2K7"),
                             asked->plate);
    bool ok = *asked->plate ? coupons_of_plate(office->db, &arena, plate, &all, &n, &err)
                            : gifts_all(office->db, &arena, &all, &n, &err);
    if (ok) {
        for (size_t i = 0; i < n; i++)
            if (strcmp(all[i].source, "offer") != 0) all[kept++] = all[i];
        office_mark_demo(office);
        coupon_table(office, all, kept, (Words){TXT("no gifts", "没有礼品")});
    }
    arena_free(&arena);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

/* ---- redeeming ---- */

static Exit use(Office *office, const Asked *asked, const char *code, bool undo) {
    Err err;
    CouponKey key;
    Coupon coupon;
    CouponUse use = {.typed = code, .by = asked->by, .order_no = asked->order_no, .at = clock_now()};
    if (!coupon_key_read(office->db_path, &key, &err)) return office_fail(office, &err);
    bool ok = undo ? coupon_undo_by_manager(office->db, &key, code, asked->by, asked->reason, use.at, &coupon, &err)
                   : coupon_redeem_by_staff(office->db, &key, &use, &coupon, &err);
    if (!ok) return office_fail(office, &err);
    office_mark_demo(office);
    coupon_table(office, &coupon, 1, (Words){TXT("", "")});
    return EXIT_DONE;
}

/* ---- the command line ---- */

/* What is missing for the verb, or EXIT_DONE. */
static Exit check(const Office *office, const Asked *asked, const char *verb) {
    bool grants = strcmp(verb, "grant") == 0, undo = strcmp(verb, "undo") == 0;
    if ((grants || undo || strcmp(verb, "redeem") == 0) && !*asked->by)
        return office_misuse(office, TXT("--by NAME is missing: who does it?", "缺少 --by 姓名：由谁办理？"));
    if (undo && !*asked->reason)
        return office_misuse(office,
                             TXT("--reason TEXT is missing: why is it taken back?", "缺少 --reason：为何撤销？"));
    if (grants && !asked->due && !*asked->case_no && !(*asked->order_no && *asked->programme))
        return office_misuse(office, TXT("to whom? --due, --case NO, or --programme ID --order ORDER",
                                         "发给谁？--due、--case 编号，或 --programme 方案 --order 工单号"));
    return EXIT_DONE;
}

static Exit act(Office *office, Asked *asked, const char *verb, const char *code) {
    Err err;
    bool reads = strcmp(verb, "due") == 0 || strcmp(verb, "list") == 0;
    if (!office_open(office, reads ? DB_READ : DB_WRITE, &err)) return office_fail(office, &err);
    asked->day = clock_now();
    if (*asked->at && !day_parse(asked->at, &asked->day))
        return office_misuse(
            office, TXT("--at wants a day: 2026-06-30, not %s", "--at 须为日期：2026-06-30，而不是 %s"), asked->at);
    if (strcmp(verb, "due") == 0) return show_due(office, asked);
    if (strcmp(verb, "list") == 0) return list(office, asked);
    if (strcmp(verb, "grant") == 0) return grant(office, asked);
    return use(office, asked, code, strcmp(verb, "undo") == 0);
}

static bool known_verb(const char *verb, bool *with_code) {
    *with_code = strcmp(verb, "redeem") == 0 || strcmp(verb, "undo") == 0;
    return *with_code || strcmp(verb, "due") == 0 || strcmp(verb, "list") == 0 || strcmp(verb, "grant") == 0;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"at", required_argument, NULL, 'a'},
                                        {"due", no_argument, NULL, 'd'},
                                        {"case", required_argument, NULL, 'c'},
                                        {"order", required_argument, NULL, 'o'},
                                        {"programme", required_argument, NULL, 'g'},
                                        {"plate", required_argument, NULL, 'p'},
                                        {"by", required_argument, NULL, 'b'},
                                        {"reason", required_argument, NULL, 'r'},
                                        {0}};
    Asked asked = {.at = "", .case_no = "", .order_no = "", .programme = "", .by = "", .reason = "", .plate = ""};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'a') asked.at = optarg;
        if (o == 'd') asked.due = true;
        if (o == 'c') asked.case_no = optarg;
        if (o == 'o') asked.order_no = optarg;
        if (o == 'g') asked.programme = optarg;
        if (o == 'p') asked.plate = optarg;
        if (o == 'b') asked.by = optarg;
        if (o == 'r') asked.reason = optarg;
    }
    bool with_code = false;
    int n = argc - optind;
    const char *verb = n ? argv[optind] : "list";
    if (!known_verb(verb, &with_code))
        return office_misuse(
            office,
            TXT("gifts due, grant, list, redeem or undo, not %s", "应为 due、grant、list、redeem 或 undo，而不是 %s"),
            verb);
    if (n > 1 + with_code || (with_code && n != 2))
        return office_misuse(office, TXT("one code goes with redeem and undo, nothing else",
                                         "redeem 和 undo 需要一个券码，其他动作不需要"));
    Exit code = check(office, &asked, verb);
    return code == EXIT_DONE ? act(office, &asked, verb, with_code ? argv[optind + 1] : "") : code;
}

const Command cmd_gifts = {
    .name = "gifts",
    .about = {TXT("gifts by rule or by hand: due, grant, list, redeem", "礼品：应发名单、发放、列表、核销")},
    .usage = {TXT("gifts due [--at DAY]\ngifts grant --due [--at DAY] --by NAME\n"
                  "gifts grant --case NO [--order ORDER] --by NAME\n"
                  "gifts grant --programme ID --order ORDER --by NAME\ngifts [list] [--plate PLATE]\n"
                  "gifts redeem CODE --by NAME [--order ORDER]\ngifts undo CODE --by MANAGER --reason TEXT",
                  "gifts due [--at 日期]\ngifts grant --due [--at 日期] --by 姓名\n"
                  "gifts grant --case 编号 [--order 工单号] --by 姓名\n"
                  "gifts grant --programme 方案 --order 工单号 --by 姓名\ngifts [list] [--plate 车牌]\n"
                  "gifts redeem 券码 --by 姓名 [--order 工单号]\ngifts undo 券码 --by 经理 --reason 原因")},
    .details = {TXT(
        "  due: who is to get one on that day and why, by the programmes of policy gifts. grant --due gives it\n"
        "  to all of them, once a programme and period, however often it is said. --case: the consolation of\n"
        "  a complaint. First visits are left to staff while orders are known for less than a year.\n"
        "  --programme: to one car, what is due to it or came too early; anything else only by a\n"
        "  manager. What is given shows on My car and is redeemed like a coupon. NAME is one of the staff\n"
        "  where the store keeps them.",
        "  due：按礼品政策列出当日应发放的车辆及原因。grant --due 全部发放；同一方案同一周期只发一次，\n"
        "  可重复执行。工单记录不足一年时，首次到店礼由员工核实后发放。--case：投诉抚慰礼。\n"
        "  --programme：发给一台车，限应发或时间过早的礼品，其余只能由经理发放。\n"
        "  已发放的礼品显示在“我的爱车”，核销方式与优惠券相同。\n"
        "  门店登记了员工时，姓名须为在用员工。")},
    .example = "lounge gifts due --at 2026-12-31",
    .run = run,
};
