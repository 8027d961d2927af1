/* lounge coupon: show a coupon, redeem it once (also line by line, as a scanner types), take a redemption back, and
 * find a car's coupons for a customer whose phone is lost. */
#include "coupon_lines.h"
#include "coupon_table.h"
#include "rules/mask.h"

#include <string.h>

typedef struct Asked {
    const char *verb, *code, *by, *reason, *order_no, *plate;
} Asked;

/* The one act that was asked for; false with *err when it is not done. */
static bool act(Office *office, const CouponKey *key, const Asked *asked, Coupon *coupon, Err *err) {
    Ms now = clock_now();
    CouponUse use = {.typed = asked->code, .by = asked->by, .order_no = asked->order_no, .at = now};
    if (strcmp(asked->verb, "redeem") == 0) return coupon_redeem_by_staff(office->db, key, &use, coupon, err);
    if (strcmp(asked->verb, "undo") == 0)
        return coupon_undo_by_manager(office->db, key, asked->code, asked->by, asked->reason, now, coupon, err);
    return coupon_find(office->db, key, asked->code, coupon, err);
}

static Exit do_it(Office *office, const Asked *asked) {
    Err err;
    CouponKey key;
    Coupon coupon;
    bool reading = strcmp(asked->verb, "show") == 0;
    if (!office_open(office, reading ? DB_READ : DB_WRITE, &err) || !coupon_key_read(office->db_path, &key, &err))
        return office_fail(office, &err);
    if (strcmp(asked->verb, "redeem") == 0 && strcmp(asked->code, "-") == 0)
        return coupon_redeem_lines(office, &key, stdin, asked->by, asked->order_no);
    if (!act(office, &key, asked, &coupon, &err)) return office_fail(office, &err);
    office_mark_demo(office);
    coupon_table(office, &coupon, 1, (Words){TXT("", "")});
    return EXIT_DONE;
}

static Exit find(Office *office, const char *typed) {
    Err err;
    Arena arena = {0};
    Coupon *list;
    size_t n;
    char plate[32];
    if (!plate_normal(typed, plate, sizeof plate))
        return office_misuse(office, TXT("%s is no plate: --plate 川A1B2K7", "%s 不是车牌：--plate 川A1B2K7"), typed);
    if (!office_open(office, DB_READ, &err) || !coupons_of_plate(office->db, &arena, plate, &list, &n, &err)) {
        arena_free(&arena);
        return office_fail(office, &err);
    }
    office_mark_demo(office);
    coupon_table(office, list, n, (Words){TXT("this car has no coupons", "该车没有券")});
    arena_free(&arena);
    return EXIT_DONE;
}

/* Says what is missing on the command line, or returns EXIT_DONE. */
static Exit check(const Office *office, const Asked *asked) {
    bool redeem = strcmp(asked->verb, "redeem") == 0, undo = strcmp(asked->verb, "undo") == 0;
    if (!redeem && !undo && strcmp(asked->verb, "show") != 0)
        return office_misuse(
            office, TXT("coupon show, redeem, undo or find, not %s", "应为 show、redeem、undo 或 find，而不是 %s"),
            asked->verb);
    if ((redeem || undo) && !*asked->by)
        return office_misuse(office, TXT("--by NAME is missing: who does it?", "缺少 --by 姓名：由谁办理？"));
    if (undo && !*asked->reason)
        return office_misuse(office,
                             TXT("--reason TEXT is missing: why is it taken back?", "缺少 --reason：为何撤销？"));
    if (*asked->order_no && !redeem)
        return office_misuse(office, TXT("--order goes with redeem", "--order 只用于 redeem"));
    return EXIT_DONE;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"by", required_argument, NULL, 'b'},
                                        {"reason", required_argument, NULL, 'r'},
                                        {"order", required_argument, NULL, 'o'},
                                        {"plate", required_argument, NULL, 'p'},
                                        {0}};
    Asked asked = {.by = "", .reason = "", .order_no = "", .plate = ""};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'b') asked.by = optarg;
        if (o == 'r') asked.reason = optarg;
        if (o == 'o') asked.order_no = optarg;
        if (o == 'p') asked.plate = optarg;
    }
    if (argc - optind == 1 && strcmp(argv[optind], "find") == 0 && *asked.plate) return find(office, asked.plate);
    if (argc - optind != 2 || *asked.plate)
        return office_misuse(office, TXT("what to do, and one code; or find --plate PLATE",
                                         "需要一个动作和一个券码；或 find --plate 车牌"));
    asked.verb = argv[optind];
    asked.code = argv[optind + 1];
    Exit code = check(office, &asked);
    return code == EXIT_DONE ? do_it(office, &asked) : code;
}

const Command cmd_coupon = {
    .name = "coupon",
    .about = {TXT("show, redeem, take back or find a coupon", "查看、核销、撤销核销、按车牌查找券")},
    .usage = {TXT("coupon show CODE\ncoupon redeem CODE|- --by NAME [--order ORDER]\n"
                  "coupon undo CODE --by MANAGER --reason TEXT\ncoupon find --plate PLATE",
                  "coupon show 券码\ncoupon redeem 券码|- --by 姓名 [--order 工单号]\n"
                  "coupon undo 券码 --by 经理 --reason 原因\ncoupon find --plate 车牌")},
    .details = {TXT(
        "  CODE is read in any case, with or without hyphens; O counts as 0, I and L as 1. What a phone or a\n"
        "  scanner makes of the QR (a link, or words with the code in them) is read too.\n"
        "  redeem - reads standard input, a code a line, each answered at once; exit 3 when some are refused.\n"
        "  --order: the work order it is used on; a coupon with conditions asks for it.\n"
        "  A coupon is redeemed once, ever; exit 4 when it was redeemed before, is over, or a condition\n"
        "  is not met. Only a manager takes a redemption back. Once the store keeps staff (lounge staff),\n"
        "  NAME has to be one of them, not locked.",
        "  券码不分大小写，可省略连字符；O 视为 0，I 和 L 视为 1。手机或扫码枪读出的二维码内容\n"
        "  （链接，或含券码的文字）也能识别。\n"
        "  redeem - 从标准输入读取，每行一个券码，逐行即时答复；有拒绝的行时退出码为 3。\n"
        "  --order：用券的工单；有使用条件的券须指明。\n"
        "  每张券只能核销一次；已核销、已过期或不符合条件时退出码为 4。撤销核销须由经理办理。\n"
        "  登记了员工（lounge staff）之后，姓名须是其中在用的一位。")},
    .example = "lounge coupon redeem K7PM-4XQ2-9RT8 --by 何俊",
    .run = run,
};
