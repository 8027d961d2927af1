/* lounge coupon: show a coupon, redeem it once, take a redemption back. */
#include "office.h"
#include "store/coupons.h"
#include "table.h"

#include <string.h>

static const Column columns[] = {
    {"code", {TXT("code", "券码")}, false},
    {"state", {TXT("state", "状态")}, false},
    {"offer_id", {TXT("offer id", "项目编号")}, false},
    {"offer", {TXT("offer", "项目")}, false},
    {"kind", {TXT("kind", "类型")}, false},
    {"value", {TXT("value", "面值")}, true},
    {"order_no", {TXT("order", "工单")}, false},
    {"issued_ms", {TXT("issued", "领取")}, false},
    {"expires_ms", {TXT("valid until", "有效至")}, false},
    {"redeemed_ms", {TXT("redeemed", "核销")}, false},
    {"redeemed_by", {TXT("by", "核销人")}, false},
};

static Words state_of(const Coupon *coupon, Ms now) {
    if (coupon->redeemed) return (Words){TXT("redeemed", "已核销")};
    if (now > coupon->expires) return (Words){TXT("expired", "已过期")};
    return (Words){TXT("open", "可用")};
}

/* What the coupon gives, for people: "¥30" off, or the percent that is paid. */
static void value_cell(Table *t, const Coupon *coupon) {
    if (t->office->json) {
        table_int(t, coupon->value);
    } else if (strcmp(coupon->kind, "fen") == 0) {
        table_fen(t, coupon->value);
    } else {
        char text[64];
        snprintf(text, sizeof text, t->office->zh ? "按 %lld%% 付" : "pay %lld %%", (long long)coupon->value);
        table_text(t, text);
    }
}

static void show(const Office *office, const Coupon *coupon) {
    Table t;
    Words state = state_of(coupon, clock_now());
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    table_text(&t, coupon->code);
    table_text(&t, office->json ? state.en : office_words(office, state));
    table_text(&t, coupon->offer_id);
    table_text(&t, office->zh ? coupon->title_zh : coupon->title_en);
    table_text(&t, coupon->kind);
    value_cell(&t, coupon);
    table_text(&t, coupon->order_no);
    table_instant(&t, coupon->issued);
    table_instant(&t, coupon->expires);
    table_instant(&t, coupon->redeemed);
    table_text(&t, coupon->redeemed_by);
    table_end(&t, (Words){TXT("", "")});
}

typedef struct Asked {
    const char *verb, *code, *by, *reason;
} Asked;

/* The one act that was asked for; false with *err when it is not done. */
static bool act(Office *office, const CouponKey *key, const Asked *asked, Coupon *coupon, Err *err) {
    Ms now = clock_now();
    if (strcmp(asked->verb, "redeem") == 0)
        return coupon_redeem(office->db, key, asked->code, asked->by, now, coupon, err);
    if (strcmp(asked->verb, "undo") == 0)
        return coupon_undo(office->db, key, asked->code, asked->by, asked->reason, now, coupon, err);
    return coupon_find(office->db, key, asked->code, coupon, err);
}

static Exit do_it(Office *office, const Asked *asked) {
    Err err;
    CouponKey key;
    Coupon coupon;
    bool reading = strcmp(asked->verb, "show") == 0;
    if (!office_open(office, reading ? DB_READ : DB_WRITE, &err) || !coupon_key_read(office->db_path, &key, &err))
        return office_fail(office, &err);
    if (!act(office, &key, asked, &coupon, &err)) return office_fail(office, &err);
    office_mark_demo(office);
    show(office, &coupon);
    return EXIT_DONE;
}

/* Says what is missing on the command line, or returns EXIT_DONE. */
static Exit check(const Office *office, const Asked *asked) {
    bool redeem = strcmp(asked->verb, "redeem") == 0, undo = strcmp(asked->verb, "undo") == 0;
    if (!redeem && !undo && strcmp(asked->verb, "show") != 0)
        return office_misuse(office, TXT("coupon show, redeem or undo, not %s", "应为 show、redeem 或 undo，而不是 %s"),
                             asked->verb);
    if ((redeem || undo) && !*asked->by)
        return office_misuse(office, TXT("--by NAME is missing: who does it?", "缺少 --by 姓名：由谁办理？"));
    if (undo && !*asked->reason)
        return office_misuse(office,
                             TXT("--reason TEXT is missing: why is it taken back?", "缺少 --reason：为何撤销？"));
    return EXIT_DONE;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {
        {"by", required_argument, NULL, 'b'}, {"reason", required_argument, NULL, 'r'}, {0}};
    Asked asked = {.by = "", .reason = ""};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'b') asked.by = optarg;
        if (o == 'r') asked.reason = optarg;
    }
    if (argc - optind != 2) return office_misuse(office, TXT("what to do, and one code", "需要一个动作和一个券码"));
    asked.verb = argv[optind];
    asked.code = argv[optind + 1];
    Exit code = check(office, &asked);
    return code == EXIT_DONE ? do_it(office, &asked) : code;
}

const Command cmd_coupon = {
    .name = "coupon",
    .about = {TXT("show, redeem or take back a coupon", "查看、核销、撤销核销一张券")},
    .usage = {TXT("coupon show CODE\ncoupon redeem CODE --by NAME\ncoupon undo CODE --by NAME --reason TEXT",
                  "coupon show 券码\ncoupon redeem 券码 --by 姓名\ncoupon undo 券码 --by 姓名 --reason 原因")},
    .details = {TXT("  CODE is read in any case, with or without hyphens; O counts as 0, I and L as 1.\n"
                    "  A coupon is redeemed once, ever; exit 4 when it was redeemed before or is over.",
                    "  券码不分大小写，可省略连字符；O 视为 0，I 和 L 视为 1。\n"
                    "  每张券只能核销一次；已核销或已过期时退出码为 4。")},
    .example = "lounge coupon redeem K7PM-4XQ2-9RT8 --by 何俊",
    .run = run,
};
