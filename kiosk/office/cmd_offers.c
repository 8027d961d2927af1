/* lounge offers: the catalogue of today, and why an offer is or is not shown first to one car. */
#include "office.h"
#include "store/car_facts.h"
#include "store/offers.h"
#include "table.h"
#include "trade_words.h"

#include <stdlib.h>
#include <string.h>

/* --- the catalogue ------------------------------------------------------------------------------------------------ */

static const Column offer_columns[] = {
    {"offer_id", {TXT("offer", "优惠")}, false}, {"kind", {TXT("kind", "类别")}, false},
    {"title", {TXT("title", "名称")}, false},    {"price_fen", {TXT("price", "价格")}, true},
    {"coupon", {TXT("coupon", "券")}, false},    {"from_day", {TXT("from", "开始")}, false},
    {"to_day", {TXT("to", "结束")}, false},      {"on_now", {TXT("on now", "此时可见")}, false},
    {"rule", {TXT("for", "给谁")}, false},
};
enum { OFFER_COLUMNS = sizeof offer_columns / sizeof *offer_columns };

/* The whole rule in one form; "" = for everybody. */
static const char *rule_of(const Office *office, const Offer *o, Arena *arena) {
    Buf text = {0};
    const TargetRule *t = &o->target;
    if (o->rule_broken) return office->zh ? "看不懂，给所有人看" : "cannot be read: for everybody";
    for (size_t i = 1; i < t->n_nodes; i += t->nodes[i].size) {
        if (text.len) buf_puts(&text, " & ");
        target_show(t, i, &text);
    }
    if (t->n_nodes && t->nodes[0].unknown != UNKNOWN_STAYS)
        buf_puts(&text, t->nodes[0].unknown == UNKNOWN_IS_YES ? " ?yes" : " ?no");
    if (t->hide) buf_puts(&text, " else hide");
    const char *kept = arena_strdup(arena, buf_text(&text));
    buf_free(&text);
    return kept;
}

static void add_offer(Table *t, const Offer *o, Arena *arena) {
    const Office *office = t->office;
    bool on = daypart_is_on(&o->part, clock_now());
    table_text(t, o->offer_id);
    table_text(t, trade_word(office, WORDS_OFFER, o->kind));
    table_text(t, office->zh ? o->title_zh : o->title_en);
    table_fen(t, o->price);
    table_text(t, trade_word(office, WORDS_COUPON, o->coupon));
    table_text(t, o->from_day);
    table_text(t, o->to_day);
    table_text(t, office->json ? (on ? "yes" : "no")
                               : office_words(office, on ? (Words){TXT("yes", "是")} : (Words){TXT("no", "否")}));
    table_text(t, rule_of(office, o, arena));
}

static Exit list(Office *office) {
    Arena arena = {0};
    Offer *offers;
    size_t n;
    Err err = {0};
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    bool ok = offers_read(office->db, &arena, clock_now(), &offers, &n, &err);
    if (ok) {
        Table table;
        table_begin(&table, office, offer_columns, OFFER_COLUMNS);
        for (size_t i = 0; i < n; i++) add_offer(&table, &offers[i], &arena);
        office_mark_demo(office);
        table_end(&table, (Words){TXT("no offers", "没有优惠")});
    }
    arena_free(&arena);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

/* --- one car ------------------------------------------------------------------------------------------------------ */

static const Column explain_columns[] = {
    {"offer_id", {TXT("offer", "优惠")}, false},      {"result", {TXT("result", "结果")}, false},
    {"condition", {TXT("condition", "条件")}, false}, {"value", {TXT("this car", "这台车")}, false},
    {"verdict", {TXT("verdict", "判断")}, false},
};
enum { EXPLAIN_COLUMNS = sizeof explain_columns / sizeof *explain_columns };

static const Words fit_words[FITS] = {
    [FIT_YES] = {TXT("fits", "适合")},           [FIT_EVERYBODY] = {TXT("for everybody", "适合所有车")},
    [FIT_UNKNOWN] = {TXT("not known", "未知")},  [FIT_NO] = {TXT("does not fit", "不适合")},
    [FIT_HIDDEN] = {TXT("not shown", "不显示")},
};
static const Words verdict_words[] = {
    [VERDICT_NO] = {TXT("no", "否")},
    [VERDICT_UNKNOWN] = {TXT("not known", "未知")},
    [VERDICT_YES] = {TXT("yes", "是")},
};

typedef struct Explained {
    Table table;
    Arena *arena;
    const CarFacts *car;
} Explained;

/* What is known of the car on an axis; NULL = not known. */
static const char *value_of(const CarFacts *car, Axis axis, Arena *arena) {
    const char *words = axis == AXIS_MODEL ? car->model : axis == AXIS_HABIT ? car->habit : car->environment;
    int number = axis == AXIS_AGE ? car->age_months : axis == AXIS_MILEAGE ? car->mileage_km : car->visits_12m;
    if (axis_is_number(axis)) return number < 0 ? NULL : arena_printf(arena, "%d", number);
    return *words ? words : NULL;
}

static void add_result(Explained *e, const Offer *o, Fit fit, bool again) {
    const Office *office = e->table.office;
    if (office->json) {
        table_text(&e->table, o->offer_id);
        table_text(&e->table, fit_id(fit));
    } else { /* once is enough for the eye */
        table_text(&e->table, again ? "" : o->offer_id);
        table_text(&e->table, again ? "" : office_words(office, fit_words[fit]));
    }
}

static void add_condition(Explained *e, const Offer *o, size_t at) {
    const Office *office = e->table.office;
    const TargetNode *node = &o->target.nodes[at];
    Verdict verdict = target_verdict(&o->target, at, e->car);
    const char *value = value_of(e->car, node->axis, e->arena);
    Buf shown = {0};
    target_show(&o->target, at, &shown);
    table_text(&e->table, arena_strdup(e->arena, buf_text(&shown)));
    if (node->kind != TARGET_CONDITION)
        table_text(&e->table, office->json ? NULL : "");
    else
        table_text(&e->table, value || office->json ? value : office_words(office, verdict_words[VERDICT_UNKNOWN]));
    table_text(&e->table, office->json ? verdict_id(verdict) : office_words(office, verdict_words[verdict]));
    buf_free(&shown);
}

/* Each condition of an offer, brackets before what is in them. */
static void add_conditions(Explained *e, const Offer *o, Fit fit) {
    const TargetRule *t = &o->target;
    for (size_t i = 1; i < t->n_nodes; i++) {
        add_result(e, o, fit, i > 1);
        add_condition(e, o, i);
    }
    if (t->n_nodes) return;
    add_result(e, o, fit, false);
    const char *none = e->table.office->json ? NULL : "";
    table_text(&e->table, o->rule_broken ? rule_of(e->table.office, o, e->arena) : none);
    table_text(&e->table, none);
    table_text(&e->table, none);
}

static void add_all(Explained *e, const Offer *offers, size_t n) {
    for (int fit = 0; fit < FITS; fit++) /* as they are shown */
        for (size_t i = 0; i < n; i++)
            if (target_fit(&offers[i].target, e->car) == (Fit)fit) add_conditions(e, &offers[i], (Fit)fit);
}

static bool read_car(Office *office, Arena *arena, const char *order_no, CarFacts *car, Err *err) {
    Order order;
    return orders_find(office->db, arena, order_no, &order, err) &&
           car_facts_read(office->db, arena, &order, clock_now(), car, err);
}

static Exit explain(Office *office, const char *order_no) {
    Arena arena = {0};
    CarFacts car;
    Offer *offers;
    size_t n;
    Err err = {0};
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    bool ok = read_car(office, &arena, order_no, &car, &err) &&
              offers_read(office->db, &arena, clock_now(), &offers, &n, &err);
    if (ok) {
        Explained e = {.arena = &arena, .car = &car};
        table_begin(&e.table, office, explain_columns, EXPLAIN_COLUMNS);
        add_all(&e, offers, n);
        office_mark_demo(office);
        table_end(&e.table, (Words){TXT("no offers", "没有优惠")});
    }
    arena_free(&arena);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"order", required_argument, NULL, 'o'}, {0}};
    const char *order_no = NULL;
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'o') order_no = optarg;
    }
    bool explaining = optind < argc && strcmp(argv[optind], "explain") == 0;
    if (explaining) optind++;
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    if (explaining != (order_no != NULL))
        return office_misuse(office, TXT("explain and --order belong together%s", "explain 与 --order 要一起写%s"), "");
    return explaining ? explain(office, order_no) : list(office);
}

const Command cmd_offers = {
    .name = "offers",
    .about = {TXT("the catalogue, and why an offer fits a car", "优惠目录，以及某台车为什么适合")},
    .usage = {TXT("offers\noffers explain --order NO", "offers\noffers explain --order 工单号")},
    .details = {TXT(
        "  explain        for one car: each condition of each offer, what is known of the car and the verdict,\n"
        "                 in the order in which the offers are shown; what is not known never excludes silently\n"
        "  --order NO     the work order the car is in on",
        "  explain        对一台车：逐条列出每个优惠的条件、这台车的情况和判断，\n"
        "                 按显示顺序排列；不知道的情况不会被悄悄排除\n"
        "  --order 工单号 这台车的工单")},
    .example = "lounge offers explain --order RO2611231001",
    .run = run,
};
