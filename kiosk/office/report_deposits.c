/* lounge report deposits: renewal deposits of a month by advisor (policies.md 4). Due, offered and never offered speak
 * of the repairs that became due in the month; deposits, money and commission of what was taken in it, less what was
 * taken back in it, so that a month that has passed never changes. */
#include "month.h"
#include "report.h"
#include "store/renewal.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

typedef struct Line {
    const char *advisor; /* "" = the order names none */
    int due, offered, taken, undone;
    Fen money, commission;
} Line;

typedef struct Lines {
    Line *list;
    size_t n, cap;
} Lines;

static Line *line_of(Lines *lines, const char *advisor) {
    for (size_t i = 0; i < lines->n; i++)
        if (strcmp(lines->list[i].advisor, advisor) == 0) return &lines->list[i];
    if (lines->n == lines->cap)
        lines->list = mem_grow(lines->list, (lines->cap = lines->cap * 2 + 16) * sizeof *lines->list);
    lines->list[lines->n] = (Line){.advisor = advisor};
    return &lines->list[lines->n++];
}

static void add_deposit(Lines *lines, const Deposit *d, Ms from, Ms to) {
    Line *line = line_of(lines, d->by);
    int sign = (d->at >= from && d->at < to) - (d->undone >= from && d->undone < to);
    line->taken += d->at >= from && d->at < to;
    line->undone += d->undone >= from && d->undone < to;
    line->money += sign * d->amount;
    line->commission += sign * d->commission;
}

static int by_due(const void *a, const void *b) {
    const Line *x = a, *y = b;
    if (x->due != y->due) return x->due < y->due ? 1 : -1;
    return strcmp(x->advisor, y->advisor);
}

static bool gather(Db *db, Arena *arena, Ms from, Ms to, Lines *lines, Err *err) {
    RenewalDue *due;
    Deposit *deposits;
    size_t n_due, n;
    if (!renewal_due_read(db, arena, from, to, &due, &n_due, err)) return false;
    if (!deposits_read(db, arena, from, to, &deposits, &n, err)) return false;
    for (size_t i = 0; i < n_due; i++) {
        Line *line = line_of(lines, due[i].advisor);
        line->due++;
        line->offered += due[i].offered != 0;
    }
    for (size_t i = 0; i < n; i++) add_deposit(lines, &deposits[i], from, to);
    if (lines->n) qsort(lines->list, lines->n, sizeof *lines->list, by_due);
    return true;
}

static const Column columns[] = {
    {"advisor_name", {TXT("advisor", "顾问")}, false}, {"due", {TXT("repairs due", "应推荐")}, true},
    {"offered", {TXT("offered", "已推荐")}, true},     {"never_offered", {TXT("never offered", "未推荐")}, true},
    {"taken", {TXT("deposits", "收取笔数")}, true},    {"undone", {TXT("taken back", "撤销笔数")}, true},
    {"amount_fen", {TXT("money", "金额")}, true},      {"commission_fen", {TXT("commission", "提成")}, true},
};

static void row(Table *t, const Line *line, const char *name) {
    table_text(t, name);
    table_int(t, line->due);
    table_int(t, line->offered);
    table_int(t, line->due - line->offered);
    table_int(t, line->taken);
    table_int(t, line->undone);
    table_fen(t, line->money);
    table_fen(t, line->commission);
}

static void show(const Office *office, const Lines *lines) {
    Table t;
    Line sum = {0};
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < lines->n; i++) {
        const Line *line = &lines->list[i];
        row(&t, line, *line->advisor || office->json ? line->advisor : office->zh ? "（未写明）" : "(none named)");
        sum.due += line->due, sum.offered += line->offered, sum.taken += line->taken, sum.undone += line->undone;
        sum.money += line->money, sum.commission += line->commission;
    }
    if (lines->n > 1 && !office->json) row(&t, &sum, office->zh ? "合计" : "all");
    table_end(&t, (Words){TXT("no repairs were due and no deposits taken", "没有应推荐的维修，也没有定金")});
    if (!office->json && sum.due > sum.offered)
        say(office,
            TXT("never offered: %d of %d due repairs (lounge deposit due)",
                "从未推荐：%d 台，应推荐共 %d 台（lounge deposit due）"),
            sum.due - sum.offered, sum.due);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"month", required_argument, NULL, 'm'}, {0}};
    Err err;
    Ms from, to;
    const char *month = "";
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        month = optarg;
    }
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    if (!month_option(office, month, &from, &to)) return EXIT_USAGE;
    Arena arena = {0};
    Lines lines = {0};
    bool good = gather(office->db, &arena, from, to, &lines, &err);
    if (good) {
        office_mark_demo(office);
        show(office, &lines);
    }
    free(lines.list);
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

const Report report_deposits = {
    .name = "deposits",
    .about = {TXT("renewal deposits of a month by advisor", "某月续保定金，按顾问")},
    .usage = {TXT("[--month 2026-11]", "[--month 2026-11]")},
    .run = run,
};
