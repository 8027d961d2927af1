/* lounge calls: what customers asked for on the kiosk, taken and closed by staff; --watch tells of each as it comes. */
#include "asked.h"
#include "office.h"
#include "store/calls.h"
#include "table.h"
#include "watching.h"

#include <stdlib.h>
#include <string.h>

static const Column columns[] = {
    {"call_id", {TXT("call", "呼叫")}, false},
    {"kind", {TXT("for", "找谁")}, false},
    {"about", {TXT("about", "事由")}, false},
    {"at_ms", {TXT("at", "时间")}, false},
    {"taken_ms", {TXT("taken", "接单")}, false},
    {"done_ms", {TXT("done", "完成")}, false},
    {"by", {TXT("by", "接单人")}, false},
    {"order_no", {TXT("order", "工单")}, false},
    {"plate", {TXT("plate", "车牌")}, false},
    {"model", {TXT("model", "车型")}, false},
    {"advisor_name", {TXT("advisor", "顾问")}, false},
    {"bay", {TXT("bay", "工位")}, false},
    {"again", {TXT("asked again", "再次呼叫")}, true},
    {"climbed_to", {TXT("passed on to", "上报")}, false},
};
enum { N_COLUMNS = sizeof columns / sizeof *columns, SHORT_ID = 8 };

static const char *kind_text(const Office *office, const char *kind) {
    static const struct {
        const char *id;
        Words words;
    } kinds[] = {
        {"advisor", {TXT("advisor", "服务顾问")}},
        {"manager", {TXT("manager", "经理")}},
        {"bar", {TXT("bar", "吧台")}},
        {"help", {TXT("help", "求助")}},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !office->json; i++)
        if (strcmp(kinds[i].id, kind) == 0) return office_words(office, kinds[i].words);
    return kind;
}

/* The end of a UUIDv7 is its random part: eight digits name a call among those of a day. */
static const char *id_text(const Office *office, const Call *call) {
    return office->json ? call->call_id.text : call->call_id.text + UUID_LEN - SHORT_ID;
}

static void call_row(Table *t, const Call *c) {
    table_text(t, id_text(t->office, c));
    table_text(t, kind_text(t->office, c->kind));
    table_text(t, asked_about(t->office, &t->arena, c->about));
    table_instant(t, c->at);
    table_instant(t, c->taken);
    table_instant(t, c->done);
    table_text(t, c->by);
    table_text(t, c->order_no);
    table_text(t, c->plate);
    table_text(t, c->model);
    table_text(t, c->advisor);
    table_text(t, c->bay);
    table_int(t, c->again);
    table_text(t, c->climbed_to);
}

static Exit list(Office *office) {
    Err err;
    Call *calls;
    size_t n;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    Arena arena = {0};
    bool good = calls_open(office->db, &arena, &calls, &n, &err);
    if (good) {
        Table t;
        office_mark_demo(office);
        table_begin(&t, office, columns, N_COLUMNS);
        for (size_t i = 0; i < n; i++) call_row(&t, &calls[i]);
        table_end(&t, (Words){TXT("no open calls", "没有待处理的呼叫")});
    }
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

/* ---- --watch ---- */

/* One call, one line: tab-separated words, or a JSON object. */
static void print_call(const Office *office, Arena *arena, const Call *c) {
    char when[32];
    if (office->json) {
        Table t;
        table_begin(&t, office, columns, N_COLUMNS);
        call_row(&t, c);
        table_end_line(&t);
    } else {
        printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", id_text(office, c), instant_show(c->at, when, sizeof when),
               kind_text(office, c->kind), c->plate, c->advisor, c->bay, asked_about(office, arena, c->about));
    }
    fflush(stdout);
}

static bool tell_new(Office *office, void *ctx, Err *err) {
    Told *told = ctx;
    Arena arena = {0};
    Call *calls;
    size_t n;
    bool good = calls_open(office->db, &arena, &calls, &n, err);
    if (good) {
        Uuid *ids = arena_alloc(&arena, (n + 1) * sizeof *ids);
        for (size_t i = 0; i < n; i++) {
            if (!told_before(told, &calls[i].call_id)) print_call(office, &arena, &calls[i]);
            ids[i] = calls[i].call_id;
        }
        told_now(told, ids, n);
    }
    arena_free(&arena);
    return good;
}

static Exit watch_calls(Office *office) {
    Told told = {0};
    Exit code = office_watch(office, tell_new, &told);
    free(told.ids);
    return code;
}

/* ---- take, done ---- */

static bool change(Office *office, bool done, const char *id, const char *by, Arena *arena, Call *call, Err *err) {
    if (!call_find(office->db, arena, id, call, err)) return false;
    Uuid full = call->call_id;
    if (!*by) by = call->by; /* done by who took it */
    bool good = done ? call_done(office->db, full.text, by, clock_now(), err)
                     : call_take(office->db, full.text, by, clock_now(), err);
    return good && call_find(office->db, arena, full.text, call, err);
}

static Exit take_or_done(Office *office, bool done, const char *id, const char *by) {
    Err err;
    Call call;
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    Arena arena = {0};
    bool good = change(office, done, id, by, &arena, &call, &err);
    if (good) {
        Table t;
        table_begin(&t, office, columns, N_COLUMNS);
        call_row(&t, &call);
        table_end(&t, (Words){TXT("", "")});
    }
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

static Exit run_verb(Office *office, int argc, char **argv, const char *by) {
    const char *verb = argv[optind];
    bool take = strcmp(verb, "take") == 0;
    if (!take && strcmp(verb, "done") != 0)
        return office_misuse(office, TXT("calls take or done, not %s", "应为 take 或 done，而不是 %s"), verb);
    if (argc - optind != 2) return office_misuse(office, TXT("one call's ID", "需要一个呼叫编号"));
    if (take && !*by)
        return office_misuse(office, TXT("--by NAME is missing: who takes it?", "缺少 --by 姓名：由谁接单？"));
    return take_or_done(office, !take, argv[optind + 1], by);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"watch", no_argument, NULL, 'w'}, {"by", required_argument, NULL, 'b'}, {0}};
    bool watch = false;
    const char *by = "";
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'w') watch = true;
        if (o == 'b') by = optarg;
    }
    if (optind < argc && !watch) return run_verb(office, argc, argv, by);
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    return watch ? watch_calls(office) : list(office);
}

const Command cmd_calls = {
    .name = "calls",
    .about = {TXT("open calls from the kiosk; take and close them", "自助屏上的呼叫：查看、接单、完成")},
    .usage = {TXT("calls [--watch]\ncalls take ID --by NAME\ncalls done ID [--by NAME]",
                  "calls [--watch]\ncalls take 编号 --by 姓名\ncalls done 编号 [--by 姓名]")},
    .details = {TXT(
        "  --watch  print those open now and then each new one as it comes, a line each, until\n"
        "           interrupted: call, time, for, plate, advisor, bay, about, separated by tabs\n"
        "  ID       the listing's, or any beginning or end of it that only one call has",
        "  --watch  先列出现有的，之后每来一个打印一行，直到中断：编号、时间、找谁、车牌、顾问、工位、事由，\n"
        "           以制表符分隔\n"
        "  编号     列表中的编号，或唯一对应的开头或结尾")},
    .example = "lounge calls --watch | while read -r line; do paplay bell.wav; echo \"$line\"; done",
    .run = run,
};
