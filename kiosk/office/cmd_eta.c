/* lounge eta check: does "when will it be ready" hold? The store's own history is replayed as it was known then. */
#include "office.h"
#include "rules/eta_check.h"
#include "store/orders.h"
#include "table.h"
#include "trade_words.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS_DEFAULT = 28, STEP_MINUTES = 30, NEAR_LEAST = 76, NEAR_MOST = 84, SPEAK_OF = 100 };

typedef enum By { BY_KIND, BY_STAGE, BY_ALL } By;

typedef struct Check {
    Office *office;
    Ms from, to;
    By by;
    EtaReplay replay;
    EtaTally tallies[KINDS][STAGES_SHOWN];
} Check;

static const Column columns[] = {
    {"kind", {TXT("work", "维修类型")}, false},
    {"stage", {TXT("stage", "阶段")}, false},
    {"intervals", {TXT("intervals", "区间数")}, true},
    {"coverage_permille", {TXT("inside", "落在区间内")}, true},
    {"early_permille", {TXT("ready before", "提前")}, true},
    {"late_permille", {TXT("ready after", "超出")}, true},
    {"width_min", {TXT("mean width, min", "平均宽度（分钟）")}, true},
    {"longer_than_usual", {TXT("\"longer than usual\"", "“比平时久”")}, true},
    {"promises", {TXT("advisor's time", "顾问时间")}, true},
    {"promises_kept", {TXT("kept", "守约")}, true},
    {"silent", {TXT("nothing said", "未显示")}, true},
    {"parts", {TXT("waiting for parts", "待料")}, true},
    {"verdict", {TXT("", "结论")}, false},
};

/* ---- reading ---- */

static bool read_history(Check *c, Arena *arena, Err *err) {
    EtaLife *lives;
    Ms *exports;
    EtaReplay *r = &c->replay;
    const Settings *s = c->office->settings;
    r->past_days = (int)settings_int(s, "eta.past_days");
    if (!orders_lives(c->office->db, arena, day_add(c->from, -r->past_days), &lives, &r->n, err) ||
        !orders_exports(c->office->db, arena, day_add(c->from, -1), c->to, &exports, &r->n_exports, err))
        return false;
    r->lives = lives;
    r->exports = exports;
    r->hours = settings_hours(s);
    r->from = c->from;
    r->to = c->to;
    r->step_minutes = STEP_MINUTES;
    r->stale = settings_int(s, "board.stale_minutes") * MS_MINUTE;
    return true;
}

/* ---- telling ---- */

static int permille(double part, double weight) {
    return weight > 0 ? (int)(part / weight * 1000 + 0.5) : 0;
}

static const char *verdict(const Office *office, const EtaTally *t) {
    int inside = permille(t->inside, t->weight);
    if (t->intervals == 0) return office_words(office, (Words){TXT("under 20 like orders", "同类不足 20 单")});
    if (t->intervals < SPEAK_OF) return office_words(office, (Words){TXT("too few to say", "样本太少")});
    if (inside > NEAR_MOST * 10) return office_words(office, (Words){TXT("wider than it says", "偏宽")});
    if (inside >= NEAR_LEAST * 10) return office_words(office, (Words){TXT("holds", "准确")});
    return t->early > t->after ? office_words(office, (Words){TXT("ready sooner than said", "比所示更早完成")})
                               : office_words(office, (Words){TXT("ready later than said", "比所示更晚完成")});
}

static void cell_share(Table *t, double part, double weight) {
    int share = permille(part, weight);
    if (weight <= 0)
        table_text(t, NULL);
    else if (t->office->json)
        table_int(t, share);
    else
        table_text(t, arena_printf(&t->arena, "%d.%d %%", share / 10, share % 10));
}

static void add_row(Table *t, const char *kind, const char *stage, const EtaTally *tally) {
    table_text(t, kind);
    table_text(t, stage);
    table_int(t, tally->intervals);
    cell_share(t, tally->inside, tally->weight);
    cell_share(t, tally->early, tally->weight);
    cell_share(t, tally->after, tally->weight);
    if (tally->weight > 0)
        table_int(t, (int64_t)(tally->width / tally->weight + 0.5));
    else
        table_text(t, NULL);
    table_int(t, tally->late);
    table_int(t, tally->promises);
    table_int(t, tally->promises_kept);
    table_int(t, tally->silent);
    table_int(t, tally->parts);
    table_text(t, verdict(t->office, tally));
}

static const char *all_words(const Office *office) {
    return office->json ? "" : office_words(office, (Words){TXT("all", "全部")});
}

static EtaTally sum_of(const Check *c, int kind, int stage) { /* −1 = all of them */
    EtaTally sum = {0};
    for (int k = 0; k < KINDS; k++)
        for (int s = 0; s < STAGES_SHOWN; s++)
            if ((kind < 0 || k == kind) && (stage < 0 || s == stage)) eta_tally_add(&sum, &c->tallies[k][s]);
    return sum;
}

static void add_sum(const Check *c, Table *t, int kind, int stage) {
    const Office *office = c->office;
    EtaTally sum = sum_of(c, kind, stage);
    if (sum.asked + sum.parts == 0) return;
    add_row(t, kind < 0 ? all_words(office) : kind_name(office, (Kind)kind),
            stage < 0 ? all_words(office) : stage_name(office, (Stage)(stage + 1)), &sum);
}

/* Kinds, each with its stages below it; stages; or the one sum: all three end with it. */
static void add_rows(const Check *c, Table *t) {
    for (int kind = 0; c->by == BY_KIND && kind < KINDS; kind++) {
        for (int stage = 0; stage < STAGES_SHOWN; stage++) add_sum(c, t, kind, stage);
        add_sum(c, t, kind, -1);
    }
    for (int stage = 0; c->by == BY_STAGE && stage < STAGES_SHOWN; stage++) add_sum(c, t, -1, stage);
    add_sum(c, t, -1, -1);
}

/* What is off, in words, on stderr: it is no part of the listing. */
static void say_what_is_off(const Check *c) {
    const Office *office = c->office;
    EtaTally all = sum_of(c, -1, -1);
    int inside = permille(all.inside, all.weight);
    if (!all.intervals) {
        office_note(office, TXT("no interval was shown in this time: no kind of work had 20 like orders before it",
                                "期间没有显示过区间：没有哪类维修此前有 20 张同类工单"));
        return;
    }
    office_note(office,
                TXT("%d.%d %% of %d intervals held, the aim is near 80; asked at %d moments, a car at many of them",
                    "%d.%d%% 的区间成立（共 %d 个），目标约 80%%；查询 %d 个时刻，同一台车会计入多次"),
                inside / 10, inside % 10, all.intervals, c->replay.moments);
    if (inside > NEAR_MOST * 10) office_note(office, TXT("the intervals are wider than they say", "区间偏宽"));
    if (inside < NEAR_LEAST * 10)
        office_note(office,
                    TXT("cars are ready %s more often than they should: has the work changed in this time?",
                        "车辆比所示%s完成的情况过多：期间的作业是否有变化？"),
                    all.early > all.after ? office_words(office, (Words){TXT("sooner", "更早")})
                                          : office_words(office, (Words){TXT("later", "更晚")}));
    if (c->replay.hidden > c->replay.moments / 4)
        office_note(office,
                    TXT("at %d moments estimates were hidden: the newest export was too old",
                        "有 %d 个时刻因导出过旧而未显示预计时间"),
                    c->replay.hidden);
    if (all.promises + all.silent > all.intervals)
        office_note(office,
                    TXT("most cars have no interval: under 20 like orders in %d days",
                        "多数车辆没有区间：%d 天内同类工单不足 20 张"),
                    c->replay.past_days);
}

/* ---- the command ---- */

static Exit check(Check *c) {
    Err err;
    Arena arena = {0};
    Table t;
    if (!read_history(c, &arena, &err)) {
        arena_free(&arena);
        return office_fail(c->office, &err);
    }
    eta_replay(&c->replay, c->tallies);
    arena_free(&arena);
    office_mark_demo(c->office);
    table_begin(&t, c->office, columns, sizeof columns / sizeof *columns);
    add_rows(c, &t);
    table_end(&t, (Words){TXT("no order that became ready in this time", "期间没有完成的工单")});
    if (!c->office->json) say_what_is_off(c);
    return EXIT_DONE;
}

static bool by_of(const char *word, By *out) {
    static const char *const words[] = {[BY_KIND] = "kind", [BY_STAGE] = "stage", [BY_ALL] = "all"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i]) == 0) return *out = (By)i, true;
    return false;
}

/* Days as said, both included; by default the last 28 with today. False: the day is none, told. */
static bool days_of(Check *c, const char *from, const char *to, Exit *code) {
    const char *bad = NULL;
    c->to = day_start(clock_now());
    if (to && !day_parse(to, &c->to)) bad = to;
    c->from = day_add(c->to, 1 - DAYS_DEFAULT);
    if (from && !day_parse(from, &c->from)) bad = from;
    if (bad) *code = office_misuse(c->office, TXT("no such day: %s", "没有这一天：%s"), bad);
    if (!bad && c->from > c->to)
        *code = office_misuse(c->office, TXT("--from is after --to", "--from 晚于 --to")), bad = from;
    c->to = day_add(c->to, 1);
    if (c->to > clock_now()) c->to = clock_now();
    return !bad;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"from", required_argument, NULL, 'f'},
                                        {"to", required_argument, NULL, 't'},
                                        {"by", required_argument, NULL, 'b'},
                                        {0}};
    const char *from = NULL, *to = NULL;
    Check c = {.office = office, .by = BY_KIND};
    Exit code;
    Err err;
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'f') from = optarg;
        if (o == 't') to = optarg;
        if (o == 'b' && !by_of(optarg, &c.by))
            return office_misuse(
                office, TXT("--by is kind, stage or all, not %s", "--by 为 kind、stage 或 all，不是 %s"), optarg);
    }
    if (optind + 1 != argc || strcmp(argv[optind], "check") != 0)
        return office_misuse(office, TXT("say what: lounge eta check", "请说明：lounge eta check"));
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    return days_of(&c, from, to, &code) ? check(&c) : code;
}

const Command cmd_eta = {
    .name = "eta",
    .about = {TXT("does \"when is it ready\" hold", "预计交车时间准不准")},
    .usage = {TXT("eta check [--from DAY] [--to DAY] [--by WHAT]", "eta check [--from 日期] [--to 日期] [--by 维度]")},
    .details = {TXT(
        "  The history is replayed: at many moments of each day every car in service is asked about, with the past\n"
        "  orders and exports that were known then, and compared with when it really was ready. Near 80 % should "
        "hold.\n"
        "  --from, --to   local days, both included; by default the last 28 days with today\n"
        "  --by WHAT      kind (of work, with its stages), stage, all\n"
        "  An end is known only to lie between two exports: it counts by the part of that working time. What was\n"
        "  imported late, and kinds or promises that changed, are taken as they are known now.",
        "  按当时已知的工单与导出重放历史：在每天的多个时刻查询每台在修车，再与实际完成时间比较，约八成应成立。\n"
        "  --from, --to   本地日期，含首尾；默认含今天在内的 28 天\n"
        "  --by 维度      kind（维修类型及其阶段）、stage、all\n"
        "  完成时间只知在两次导出之间，按落入的营业时间比例计。补导入的内容、改动过的类型和承诺按现状计。")},
    .example = "lounge eta check --by stage",
    .run = run,
};
