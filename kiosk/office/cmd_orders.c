/* lounge orders: the work orders in service as the board has them, or all that were ever imported. */
#include "office.h"
#include "store/late.h"
#include "store/orders.h"
#include "table.h"
#include "trade_words.h"

#include <stdlib.h>
#include <string.h>

static const Column columns[] = {
    {"order_no", {TXT("order", "工单")}, false},
    {"plate", {TXT("plate", "车牌")}, false},
    {"model", {TXT("model", "车型")}, false},
    {"kind", {TXT("work", "维修类型")}, false},
    {"stage", {TXT("stage", "阶段")}, false},
    {"hold", {TXT("on hold", "等待")}, false},
    {"advisor_name", {TXT("advisor", "服务顾问")}, false},
    {"arrived_ms", {TXT("arrived", "进厂")}, false},
    {"promised_ms", {TXT("promised", "预计交车")}, false},
    {"bay", {TXT("bay", "工位")}, false},
    {"technician", {TXT("technician", "技师")}, false},
};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

typedef struct Listing {
    Table table;
    Stage only; /* STAGE_NONE = every stage */
} Listing;

static void add_row(Listing *listing, const Order *o) {
    Table *t = &listing->table;
    const Office *office = t->office;
    if (listing->only && o->stage != listing->only) return;
    table_text(t, o->order_no);
    table_text(t, o->plate);
    table_text(t, o->model);
    table_text(t, kind_name(office, o->kind));
    table_text(t, stage_name(office, o->stage));
    table_text(t, hold_name(office, o->hold));
    table_text(t, o->advisor);
    table_instant(t, o->arrived);
    table_instant(t, o->promised);
    table_text(t, o->bay);
    table_text(t, o->technician);
}

static bool list_board(Office *office, Listing *listing, Ms *as_of, Err *err) {
    Arena arena = {0};
    Order *orders;
    size_t n;
    bool good = orders_board(office->db, &arena, &orders, &n, as_of, err);
    for (size_t i = 0; good && i < n; i++) add_row(listing, &orders[i]);
    arena_free(&arena);
    return good;
}

static const char *field(int n, const char *const *names, const char *const *values, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0) return values[i] ? values[i] : "";
    return "";
}

static bool view_row(void *ctx, int n, const char *const *names, const char *const *values) {
    Order o = {
        .order_no = field(n, names, values, "order_no"),
        .plate = field(n, names, values, "plate"),
        .model = field(n, names, values, "model"),
        .kind = kind_of(field(n, names, values, "kind")),
        .stage = stage_of(field(n, names, values, "stage")),
        .hold = hold_of(field(n, names, values, "hold")),
        .advisor = field(n, names, values, "advisor_name"),
        .arrived = strtoll(field(n, names, values, "arrived_ms"), NULL, 10),
        .promised = strtoll(field(n, names, values, "promised_ms"), NULL, 10),
        .bay = field(n, names, values, "bay"),
        .technician = field(n, names, values, "technician"),
    };
    add_row(ctx, &o);
    return true;
}

static void say_as_of(const Office *office, Ms as_of, size_t rows) {
    char when[32];
    if (office->json || !as_of) return;
    instant_show(as_of, when, sizeof when);
    office_note(office, TXT("%zu orders as of %s", "%zu 张工单，截至 %s"), rows, when);
}

static Exit list(Office *office, bool all, Stage only) {
    Err err;
    Ms as_of = 0;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    Listing listing = {.only = only};
    table_begin(&listing.table, office, columns, N_COLUMNS);
    bool good = all ? db_view_each(office->db, VIEW_ORDERS, 0, INT64_MAX, view_row, &listing, &err)
                    : list_board(office, &listing, &as_of, &err);
    if (!good) {
        table_drop(&listing.table);
        return office_fail(office, &err);
    }
    office_mark_demo(office);
    size_t rows = listing.table.n_rows;
    table_end(&listing.table, (Words){TXT("no orders", "没有工单")});
    say_as_of(office, as_of, rows);
    return EXIT_DONE;
}

/* ---- those that are late, by advisor ---- */

static const Column late_columns[] = {
    {"advisor_name", {TXT("advisor", "服务顾问")}, false},
    {"order_no", {TXT("order", "工单")}, false},
    {"plate", {TXT("plate", "车牌")}, false},
    {"model", {TXT("model", "车型")}, false},
    {"kind", {TXT("work", "维修类型")}, false},
    {"stage", {TXT("stage", "阶段")}, false},
    {"why", {TXT("past", "超出")}, false},
    {"due_ms", {TXT("which ended", "截止")}, false},
    {"late_min", {TXT("minutes late", "超时（分钟）")}, true},
    {"told_ms", {TXT("told", "已提醒")}, false},
};

static void add_late(Table *t, const LateOrder *late) {
    const Office *office = t->office;
    const Order *o = &late->order;
    table_text(t, o->advisor);
    table_text(t, o->order_no);
    table_text(t, o->plate);
    table_text(t, o->model);
    table_text(t, kind_name(office, o->kind));
    table_text(t, stage_name(office, o->stage));
    table_text(t, trade_word(office, WORDS_LATE, late_id(late->why)));
    table_instant(t, late->due);
    table_int(t, work_minutes(settings_hours(office->settings), late->due, late->at));
    table_instant(t, late->told);
}

static Exit list_late(Office *office) {
    Err err;
    Arena arena = {0};
    Table t;
    LateOrder *late;
    size_t n;
    if (!office_open(office, DB_READ, &err) ||
        !late_orders(office->db, &arena, office->settings, clock_now(), &late, &n, &err)) {
        arena_free(&arena);
        return office_fail(office, &err);
    }
    table_begin(&t, office, late_columns, sizeof late_columns / sizeof *late_columns);
    for (size_t i = 0; i < n; i++) add_late(&t, &late[i]);
    arena_free(&arena);
    office_mark_demo(office);
    table_end(&t, (Words){TXT("no order is late", "没有超时的工单")});
    return EXIT_DONE;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"all", no_argument, NULL, 'a'},
                                        {"late", no_argument, NULL, 'l'},
                                        {"stage", required_argument, NULL, 's'},
                                        {0}};
    bool all = false, late = false;
    Stage only = STAGE_NONE;
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'a') all = true;
        if (o == 'l') late = true;
        if (o == 's' && !(only = stage_of(optarg)))
            return office_misuse(office, TXT("no such stage: %s", "没有这个阶段：%s"), optarg);
    }
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    if (late && (all || only)) return office_misuse(office, TXT("--late stands alone", "--late 不与其他选项同用"));
    if (late) return list_late(office);
    return list(office, all || only == STAGE_DELIVERED, only);
}

const Command cmd_orders = {
    .name = "orders",
    .about = {TXT("work orders in service", "在修工单")},
    .usage = {TXT("orders [--all] [--stage STAGE]\norders --late", "orders [--all] [--stage 阶段]\norders --late")},
    .details = {TXT("  --late         those past the usual time, their promise or their parts' arrival, by advisor\n"
                    "  --all          also those that are delivered, gone or PDS\n"
                    "  --stage STAGE  check_in, queued, in_work, inspection, wash, advisor_check, ready, delivered",
                    "  --late         超出通常时长、承诺时间或配件到货时间的工单，按顾问\n"
                    "  --all          也列出已交车、已消失和 PDS 的工单\n"
                    "  --stage 阶段   check_in queued in_work inspection wash advisor_check ready delivered")},
    .example = "lounge orders --stage ready",
    .run = run,
};
