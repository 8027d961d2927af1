/* lounge suspect: ratings that look wrong, apart from the others, each with why; and judging them anew. */
#include "store/suspect.h"
#include "table.h"

#include <string.h>

static const Column columns[] = {
    {"rating_id", {TXT("id", "编号")}, false},   {"at_ms", {TXT("when", "时间")}, false},
    {"score", {TXT("score", "分")}, true},       {"reasons", {TXT("why", "原因")}, false},
    {"order_no", {TXT("order", "工单")}, false}, {"advisor", {TXT("advisor", "顾问")}, false}};

static Exit list(Office *office, Ms from, Ms to) {
    Err err;
    Arena arena = {0};
    SuspectRow *rows;
    size_t n;
    Table t;
    if (!suspect_read(office->db, &arena, from, to, &rows, &n, &err)) return office_fail(office, &err);
    office_mark_demo(office);
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        const char *id = rows[i].rating_id.text;
        table_text(&t, office->json ? id : id + strlen(id) - 8);
        table_instant(&t, rows[i].at);
        table_int(&t, rows[i].score);
        table_text(&t, rows[i].reasons);
        table_text(&t, rows[i].order_no);
        table_text(&t, rows[i].advisor);
    }
    table_end(&t, (Words){TXT("nothing looks wrong", "没有可疑评价")});
    arena_free(&arena);
    return EXIT_DONE;
}

static Exit judge(Office *office, Ms from, Ms to) {
    Err err;
    int changed;
    if (!*settings_policy(office->settings, "suspect")) {
        err_set(&err, ERR_RULE,
                TXT("no policy suspect is in force: lounge import policies FILE",
                    "没有生效的 suspect 策略：请用 lounge import policies 文件 导入"));
        return office_fail(office, &err);
    }
    if (!suspect_run(office->db, office->settings, from, to, clock_now(), &changed, &err))
        return office_fail(office, &err);
    say(office, TXT("%d ratings came to another verdict", "%d 条评价的判定有变化"), changed);
    return EXIT_DONE;
}

static bool read_day(const char *text, Ms *out, Err *err) {
    return day_parse(text, out) ||
           err_set(err, ERR_USAGE, TXT("%s is not a day like 2026-11-23", "%s 不是 2026-11-23 这样的日期"), text);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {
        {"from", required_argument, NULL, 'f'}, {"to", required_argument, NULL, 't'}, {0}};
    const char *from_day = NULL, *to_day = NULL;
    Ms from = INT64_MIN, to = INT64_MAX;
    Err err;
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        *(o == 'f' ? &from_day : &to_day) = optarg;
    }
    bool judges = optind < argc && strcmp(argv[optind], "judge") == 0;
    if (argc - optind > judges)
        return office_misuse(office, TXT("suspect, or suspect judge", "应为 suspect 或 suspect judge"));
    if (!office_open(office, judges ? DB_WRITE : DB_READ, &err) || (from_day && !read_day(from_day, &from, &err)) ||
        (to_day && !read_day(to_day, &to, &err)))
        return office_fail(office, &err);
    if (to_day) to = day_add(to, 1);
    return judges ? judge(office, from, to) : list(office, from, to);
}

const Command cmd_suspect = {
    .name = "suspect",
    .about = {TXT("ratings that look wrong, with why; judge them anew", "可疑评价及原因；重新判定")},
    .usage = {TXT("suspect [--from DAY] [--to DAY]\nsuspect judge [--from DAY] [--to DAY]",
                  "suspect [--from 日期] [--to 日期]\nsuspect judge [--from 日期] [--to 日期]")},
    .details = {TXT(
        "  fast_face, fast_marks   tapped sooner than a person reads\n"
        "  many_faces              many faces within one rating; many_ratings: many ratings in one visit\n"
        "  night_run               one of a run of good ones at night\n"
        "  The thresholds are the policy suspect. After changing it, judge applies it to what is there, as often as\n"
        "  you like; each new verdict is a row of its own. Suspect ratings are never deleted.",
        "  fast_face、fast_marks   点得比人读得还快\n"
        "  many_faces              一次评价内换了很多次；many_ratings：一次到访评价多次\n"
        "  night_run               夜间连续高分\n"
        "  阈值在策略 suspect 中。修改后用 judge 重新判定，可反复运行；每次新判定单独记录。\n"
        "  可疑评价从不删除。")},
    .example = "lounge suspect judge --from 2026-11-01",
    .run = run,
};
