/* lounge bar: what customers ordered at the panel, for the bar's staff: taken, made and handed over. */
#include "office.h"
#include "store/bar.h"
#include "table.h"
#include "watching.h"

#include <stdlib.h>
#include <string.h>

static const Column columns[] = {
    {"bar_order_id", {TXT("order", "订单")}, false}, {"number", {TXT("no.", "号")}, true},
    {"at_ms", {TXT("at", "时间")}, false},           {"items", {TXT("what", "内容")}, false},
    {"total_fen", {TXT("total", "合计")}, true},     {"seat", {TXT("to", "送到")}, false},
    {"state", {TXT("state", "状态")}, false},        {"by", {TXT("by", "经手")}, false},
};
enum { N_COLUMNS = sizeof columns / sizeof *columns, SHORT_ID = 8 };

static const char *state_text(const Office *office, BarState state) {
    static const Words words[] = {
        {TXT("new", "新订单")}, {TXT("being made", "制作中")}, {TXT("ready", "已做好")}, {TXT("cancelled", "已取消")}};
    return office->json ? bar_state_id(state) : office_words(office, words[state]);
}

static const char *items_text(Arena *arena, const Office *office, const BarOrder *o) {
    Buf all = {0};
    for (size_t i = 0; i < o->n; i++) {
        const BarItem *item = &o->items[i];
        buf_printf(&all, "%s%d × %s", i ? "; " : "", item->count,
                   office->zh || !*item->title_en ? item->title_zh : item->title_en);
    }
    const char *text = arena_strdup(arena, buf_text(&all));
    buf_free(&all);
    return text;
}

static const char *seat_text(const Office *office, const BarOrder *o) {
    if (office->json) return o->seat;
    if (!*o->seat) return office_words(office, (Words){TXT("is fetched", "自取")});
    return office->zh || !*o->seat_en ? o->seat_zh : o->seat_en;
}

static const char *id_text(const Office *office, const BarOrder *o) {
    return office->json ? o->bar_order_id.text : o->bar_order_id.text + UUID_LEN - SHORT_ID;
}

static void order_row(Table *t, const BarOrder *o) {
    table_text(t, id_text(t->office, o));
    table_int(t, o->number);
    table_instant(t, o->at);
    table_text(t, items_text(&t->arena, t->office, o));
    table_fen(t, o->total);
    table_text(t, seat_text(t->office, o));
    table_text(t, state_text(t->office, o->state));
    table_text(t, o->by);
}

static Exit list(Office *office) {
    Err err;
    Arena arena = {0};
    BarOrder *orders;
    size_t n;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    office_mark_demo(office);
    bool good = bar_open(office->db, &arena, clock_now(), &orders, &n, &err);
    if (good) {
        Table t;
        table_begin(&t, office, columns, N_COLUMNS);
        for (size_t i = 0; i < n; i++) order_row(&t, &orders[i]);
        table_end(&t, (Words){TXT("no open bar orders", "没有待处理的吧台订单")});
    }
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

/* ---- --watch ---- */

typedef struct Last {
    Uuid id;
    BarState state;
} Last;

typedef struct Watching {
    Office *office;
    Last *told; /* those printed and still open */
    size_t n;
} Watching;

static bool was_told(const Watching *w, const BarOrder *o) {
    for (size_t i = 0; i < w->n; i++)
        if (strcmp(w->told[i].id.text, o->bar_order_id.text) == 0) return w->told[i].state == o->state;
    return false;
}

static void print_order(const Office *office, Arena *arena, const BarOrder *o) {
    char when[32], total[32];
    if (office->json) {
        Table t;
        table_begin(&t, office, columns, N_COLUMNS);
        order_row(&t, o);
        table_end_line(&t);
        return;
    }
    printf("%s\t%d\t%s\t%s\t%s\t%s\t%s\n", id_text(office, o), o->number, instant_show(o->at, when, sizeof when),
           state_text(office, o->state), items_text(arena, office, o), fen_show(o->total, total, sizeof total),
           seat_text(office, o));
}

/* A cancelled one is told too, as long as it was told before: the bar need not make it. */
static bool tell_gone(Watching *w, Arena *arena, const BarOrder *open, size_t n, Err *err) {
    for (size_t i = 0; i < w->n; i++) {
        BarOrder o;
        bool still = false;
        for (size_t j = 0; j < n; j++) still = still || strcmp(w->told[i].id.text, open[j].bar_order_id.text) == 0;
        if (still) continue;
        if (!bar_find(w->office->db, arena, w->told[i].id.text, clock_now(), &o, err)) return false;
        if (o.state == BAR_CANCELLED) print_order(w->office, arena, &o);
    }
    return true;
}

static bool tell(Office *office, void *ctx, Err *err) {
    Watching *w = ctx;
    w->office = office;
    Arena arena = {0};
    BarOrder *orders;
    size_t n;
    bool good = bar_open(w->office->db, &arena, clock_now(), &orders, &n, err) && tell_gone(w, &arena, orders, n, err);
    if (good) {
        Last *told = mem_alloc((n + 1) * sizeof *told);
        for (size_t i = 0; i < n; i++) {
            if (!was_told(w, &orders[i])) print_order(w->office, &arena, &orders[i]);
            told[i] = (Last){orders[i].bar_order_id, orders[i].state};
        }
        free(w->told);
        w->told = told;
        w->n = n;
    }
    fflush(stdout);
    arena_free(&arena);
    return good;
}

static Exit watch(Office *office) {
    Watching w = {.office = office};
    Exit exit = office_watch(office, tell, &w);
    free(w.told);
    return exit;
}

/* ---- take, done, cancel ---- */

static bool change(Office *office, const char *verb, const char *id, const char *by, Arena *arena, BarOrder *out,
                   Err *err) {
    if (!bar_find(office->db, arena, id, clock_now(), out, err)) return false;
    Uuid key = out->bar_order_id;
    bool good = strcmp(verb, "take") == 0   ? bar_take(office->db, key.text, by, clock_now(), err)
                : strcmp(verb, "done") == 0 ? bar_done(office->db, key.text, by, clock_now(), err)
                                            : bar_cancel(office->db, &key, NULL, by, clock_now(), err);
    return good && bar_find(office->db, arena, key.text, clock_now(), out, err);
}

static Exit run_verb(Office *office, const char *verb, const char *id, const char *by) {
    Err err;
    BarOrder o;
    Arena arena = {0};
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    bool good = change(office, verb, id, by, &arena, &o, &err);
    if (good) {
        Table t;
        table_begin(&t, office, columns, N_COLUMNS);
        order_row(&t, &o);
        table_end(&t, (Words){TXT("", "")});
    }
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

static Exit run_words(Office *office, int n, char **words, const char *by) {
    const char *verb = words[0];
    if (strcmp(verb, "take") != 0 && strcmp(verb, "done") != 0 && strcmp(verb, "cancel") != 0)
        return office_misuse(office, TXT("bar take, done or cancel, not %s", "应为 take、done 或 cancel，而不是 %s"),
                             verb);
    if (n != 2) return office_misuse(office, TXT("one order's number or ID", "需要一个订单号或编号"));
    if (!*by) return office_misuse(office, TXT("--by NAME is missing: who does it?", "缺少 --by 姓名：由谁操作？"));
    return run_verb(office, verb, words[1], by);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"watch", no_argument, NULL, 'w'}, {"by", required_argument, NULL, 'b'}, {0}};
    bool watching = false;
    const char *by = "";
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'w') watching = true;
        if (o == 'b') by = optarg;
    }
    if (optind < argc && !watching) return run_words(office, argc - optind, argv + optind, by);
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    return watching ? watch(office) : list(office);
}

const Command cmd_bar = {
    .name = "bar",
    .about = {TXT("the bar's orders from the panel; take and finish them", "吧台订单：查看、接单、完成")},
    .usage = {TXT("bar [--watch]\nbar take ID --by NAME\nbar done ID --by NAME\nbar cancel ID --by NAME",
                  "bar [--watch]\nbar take 编号 --by 姓名\nbar done 编号 --by 姓名\nbar cancel 编号 --by 姓名")},
    .details = {TXT("  ID       the number of today that the customer was told, or the listing's ID\n"
                    "  take     the customer's panel says that it is being made; they can no longer cancel it\n"
                    "  done     it is ready: to be brought to the seat, or fetched\n"
                    "  --watch  each order as it comes or changes, a line each, until interrupted:\n"
                    "           ID, number, time, state, what, total, seat, separated by tabs",
                    "  编号     告诉客户的今日号码，或列表中的编号\n"
                    "  take     客户屏上显示制作中，之后客户不能再取消\n"
                    "  done     已做好：送到座位，或等客户来取\n"
                    "  --watch  每来一单或有变化打印一行，直到中断：编号、号码、时间、状态、内容、合计、座位，\n"
                    "           以制表符分隔")},
    .example = "lounge bar --watch | while read -r line; do paplay bell.wav; echo \"$line\"; done",
    .run = run,
};
