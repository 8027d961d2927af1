/* lounge tick: does what time alone has made due, once; for a timer, where no kiosk is running. */
#include "office.h"
#include "store/tick.h"
#include "table.h"

static const Column columns[] = {
    {"what", {TXT("what", "事项")}, false},
    {"done", {TXT("done", "已办")}, true},
    {"refused", {TXT("over a limit", "超出限额")}, true},
};

static Exit run(Office *office, int argc, char **argv) {
    Exit code;
    Err err;
    CouponKey key;
    TickDone done[TICK_RULES_MAX];
    size_t n;
    Table t;
    if (!office_no_options(office, argc, argv, &code)) return code;
    if (optind < argc) return office_misuse(office, TXT("tick takes no words", "tick 不需要参数"));
    if (!office_open(office, DB_WRITE, &err) || !coupon_key_read(office->db_path, &key, &err) ||
        !tick_run(office->db, &key, clock_now(), done, &n, &err))
        return office_fail(office, &err);
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        table_text(&t, done[i].what);
        table_int(&t, done[i].done);
        table_int(&t, done[i].refused);
    }
    table_end(&t, (Words){TXT("nothing is ever due", "没有到期事项")});
    return EXIT_DONE;
}

const Command cmd_tick = {
    .name = "tick",
    .about = {TXT("do what time alone has made due", "办理到时应办的事项")},
    .usage = {TXT("tick", "tick")},
    .details = {TXT(
        "  Each act is done once, however often this runs; the kiosk runs it too. apology: a coupon for a car that\n"
        "  is late, within the month's budget (policy apology).\n"
        "  late: an order past its usual time, its promise or its parts' arrival is told of (orders --late, watch).\n"
        "  case, call: what passed its deadline climbs to the next of policy case.\n"
        "  retention: empties names, numbers, plates and words that are old enough (settings retention.*), once a day.",
        "  每件事只办一次，可反复运行；自助屏运行时也会自动办理。\n"
        "  apology：为超时车辆发放致歉券，不超出当月预算（政策 apology）。\n"
        "  late：工单超出通常时长、承诺或到货时间时提醒（orders --late、watch）。\n"
        "  case、call：超过期限的投诉与呼叫，按政策 case 升级到下一位。\n"
        "  retention：清空超过保存期的姓名、电话、车牌和留言（设置 retention.*），每天一次。")},
    .example = "lounge tick --json",
    .run = run,
};
