/* lounge leads: what customers asked for and who is to be called in, by desk; taken, visited, closed; --watch tells of
 * each as it comes. */
#include "asked.h"
#include "office.h"
#include "store/leads.h"
#include "store/recall.h"
#include "table.h"
#include "watching.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Column columns[] = {
    {"lead_id", {TXT("lead", "线索")}, false},
    {"desk", {TXT("desk", "岗位")}, false},
    {"at_ms", {TXT("since", "时间")}, false},
    {"kind", {TXT("kind", "类型")}, false},
    {"about", {TXT("what", "事由")}, false},
    {"detail", {TXT("detail", "明细")}, false},
    {"plate", {TXT("plate", "车牌")}, false},
    {"model", {TXT("model", "车型")}, false},
    {"name", {TXT("name", "姓名")}, false},
    {"phone", {TXT("phone", "电话")}, false},
    {"order_no", {TXT("order", "工单")}, false},
    {"advisor_name", {TXT("advisor", "顾问")}, false},
    {"state", {TXT("state", "状态")}, false},
    {"by", {TXT("by", "经办")}, false},
    {"visit_day", {TXT("home visit", "上门")}, false},
    {"outcome", {TXT("outcome", "结果")}, false},
    {"title", {TXT("title", "标题")}, false}, /* JSON only: `about` is an id there */
};
enum { N_COLUMNS = sizeof columns / sizeof *columns, SHORT_ID = 8 };

static void leads_table(Table *t, const Office *office) {
    table_begin(t, office, columns, office->json ? N_COLUMNS : N_COLUMNS - 1);
}

typedef struct Named {
    const char *id;
    Words words;
} Named;

static const Named desks[] = {
    {"advisor", {TXT("advisor", "服务顾问")}}, {"insurance", {TXT("insurance", "保险")}}, {"bar", {TXT("bar", "吧台")}},
    {"sales", {TXT("sales", "销售")}},         {"recall", {TXT("recall", "招揽")}},       {NULL, {TXT("", "")}},
};
static const Named kinds[] = {
    {"show", {TXT("show me", "看实物")}},
    {"callback", {TXT("call me", "请来电")}},
    {"prepaid", {TXT("prepaid", "预存")}},
    {"renewal", {TXT("renewal deposit", "续保定金")}},
    {"warranty", {TXT("extended warranty", "延保")}},
    {"booking", {TXT("booking", "预约")}},
    {"trade_in", {TXT("trade-in", "置换")}},
    {"recall", {TXT("recall", "招揽")}},
    {NULL, {TXT("", "")}},
};
static const Named states[] = {
    {"open", {TXT("open", "待接手")}},           {"taken", {TXT("taken", "已接手")}},
    {"visit", {TXT("visit planned", "将上门")}}, {"done", {TXT("done", "已完成")}},
    {"withdrawn", {TXT("withdrawn", "已撤回")}}, {NULL, {TXT("", "")}},
};
static const Named outcomes[] = {
    {"won", {TXT("won", "成交")}},
    {"lost", {TXT("lost", "未成")}},
    {"later", {TXT("later", "以后再说")}},
    {NULL, {TXT("", "")}},
};
static const Named reasons[] = {
    /* of a recall: rules/recall.h */
    {"due", {TXT("service due", "保养到期")}},
    {"lost", {TXT("no paid visit for long", "久未回厂")}},
    {"never", {TXT("never back since first seen", "首次之后未再回厂")}},
    {"case", {TXT("lost with a complaint", "投诉后流失")}},
    {NULL, {TXT("", "")}},
};

/* In JSON ids stay as they are. */
static const char *words_of(const Office *office, const Named *list, const char *id) {
    for (; list->id && !office->json; list++)
        if (strcmp(list->id, id) == 0) return office_words(office, list->words);
    return id;
}

static const char *title_of(const Office *office, const Lead *l) {
    return office->zh || !*l->title_en ? l->title_zh : l->title_en;
}

static const char *about_text(const Office *office, Arena *arena, const Lead *l) {
    if (strcmp(l->kind, "recall") == 0) return words_of(office, reasons, l->about);
    return !office->json && *l->title_zh ? title_of(office, l) : asked_about(office, arena, l->about);
}

static const char *id_text(const Office *office, const Lead *l) {
    return office->json ? l->lead_id.text : l->lead_id.text + UUID_LEN - SHORT_ID;
}

static void lead_row(Table *t, const Lead *l) {
    const Office *o = t->office;
    table_text(t, id_text(o, l));
    table_text(t, words_of(o, desks, l->desk));
    table_instant(t, l->at);
    table_text(t, words_of(o, kinds, l->kind));
    table_text(t, about_text(o, &t->arena, l));
    table_text(t, asked_detail(o, &t->arena, l->detail));
    table_text(t, l->plate);
    table_text(t, l->model);
    table_text(t, l->name);
    table_text(t, l->phone);
    table_text(t, l->order_no);
    table_text(t, l->advisor);
    table_text(t, words_of(o, states, l->state));
    table_text(t, l->by);
    table_text(t, l->visit_day);
    table_text(t, words_of(o, outcomes, l->outcome));
    if (o->json) table_text(t, title_of(o, l));
}

static void show_one(const Office *office, const Lead *l) {
    Table t;
    leads_table(&t, office);
    lead_row(&t, l);
    table_end(&t, (Words){TXT("", "")});
}

typedef struct Asked {
    const char *verb, *id, *desk, *by, *day, *outcome, *note, *at;
    bool watch;
} Asked;

/* ---- listings ---- */

static Exit list(Office *office, const Asked *a) {
    Err err;
    Lead *leads;
    size_t n;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    Arena arena = {0};
    bool good = leads_open(office->db, &arena, a->desk, &leads, &n, &err);
    if (good) {
        Table t;
        office_mark_demo(office);
        leads_table(&t, office);
        for (size_t i = 0; i < n; i++) lead_row(&t, &leads[i]);
        table_end(&t, (Words){TXT("no open leads", "没有待处理的线索")});
    }
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

/* One lead, one line: tab-separated words, or a JSON object. */
static void print_lead(const Office *office, Arena *arena, const Lead *l) {
    char when[32];
    if (office->json) {
        Table t;
        leads_table(&t, office);
        lead_row(&t, l);
        table_end_line(&t);
    } else {
        printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", id_text(office, l), instant_show(l->at, when, sizeof when),
               words_of(office, desks, l->desk), words_of(office, kinds, l->kind), about_text(office, arena, l),
               l->plate, l->name, l->phone, asked_detail(office, arena, l->detail));
    }
    fflush(stdout);
}

typedef struct Watching {
    const char *desk;
    Told told;
} Watching;

static bool tell_new(Office *office, void *ctx, Err *err) {
    Watching *w = ctx;
    Arena arena = {0};
    Lead *leads;
    size_t n;
    bool good = leads_open(office->db, &arena, w->desk, &leads, &n, err);
    if (good) {
        Uuid *ids = arena_alloc(&arena, (n + 1) * sizeof *ids);
        for (size_t i = 0; i < n; i++) {
            if (!told_before(&w->told, &leads[i].lead_id)) print_lead(office, &arena, &leads[i]);
            ids[i] = leads[i].lead_id;
        }
        told_now(&w->told, ids, n);
    }
    arena_free(&arena);
    return good;
}

static Exit watch(Office *office, const Asked *a) {
    Watching w = {.desk = a->desk};
    Exit code = office_watch(office, tell_new, &w);
    free(w.told.ids);
    return code;
}

/* ---- acts ---- */

static bool do_it(Db *db, const Asked *a, const char *id, Err *err) {
    Ms now = clock_now();
    if (strcmp(a->verb, "visit") == 0) return lead_visit(db, id, a->by, a->day, a->note, now, err);
    if (strcmp(a->verb, "done") == 0) return lead_done(db, id, a->by, a->outcome, a->note, now, err);
    return lead_take(db, id, a->by, now, err);
}

static Exit act(Office *office, const Asked *a) {
    Err err;
    Lead lead;
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    Arena arena = {0};
    bool good = lead_find(office->db, &arena, a->id, &lead, &err);
    Uuid id = good ? lead.lead_id : (Uuid){{0}};
    good = good && do_it(office->db, a, id.text, &err) && lead_find(office->db, &arena, id.text, &lead, &err);
    if (good) show_one(office, &lead);
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

static Exit recall(Office *office, const Asked *a) {
    Err err;
    RecallCounts c;
    Ms at = clock_now(), day;
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    if (*a->at && !day_parse(a->at, &day))
        return office_misuse(
            office, TXT("--at is a day as 2026-11-24, not %s", "--at 应为 2026-11-24 这样的日期，而不是 %s"), a->at);
    if (*a->at && days_between(at, day) != 0) at = day;
    if (!recall_make(office->db, *a->by ? a->by : "lounge", at, &c, &err)) return office_fail(office, &err);
    say(office,
        TXT("%d cars looked at. New: %d due for service, %d lost, %d never back, %d lost with a complaint; %d known "
            "already",
            "共查看 %d 台车。新增：保养到期 %d，久未回厂 %d，首次后未回厂 %d，投诉后流失 %d；已在名单 %d"),
        c.cars, c.due, c.lost, c.never, c.lost_case, c.known);
    return EXIT_DONE;
}

/* ---- the command line ---- */

static bool is_desk(const char *id) {
    for (const Named *d = desks; d->id; d++)
        if (strcmp(d->id, id) == 0) return true;
    return false;
}

static Exit run_act(Office *office, const Asked *a) {
    bool visit = strcmp(a->verb, "visit") == 0, done = strcmp(a->verb, "done") == 0;
    if (!visit && !done && strcmp(a->verb, "take") != 0)
        return office_misuse(
            office, TXT("leads take, visit, done or recall, not %s", "应为 take、visit、done 或 recall，而不是 %s"),
            a->verb);
    if (!*a->id) return office_misuse(office, TXT("one lead's ID", "需要一条线索的编号"));
    if (!*a->by) return office_misuse(office, TXT("--by NAME is missing: who does it?", "缺少 --by 姓名：由谁办理？"));
    if (visit && !*a->day)
        return office_misuse(office, TXT("--day is missing: when is the visit?", "缺少 --day：哪天上门？"));
    if (done && !*a->outcome)
        return office_misuse(office,
                             TXT("--outcome is missing: won, lost or later", "缺少 --outcome：won、lost 或 later"));
    return act(office, a);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {
        {"desk", required_argument, NULL, 'd'},    {"watch", no_argument, NULL, 'w'},
        {"by", required_argument, NULL, 'b'},      {"day", required_argument, NULL, 'y'},
        {"outcome", required_argument, NULL, 'o'}, {"note", required_argument, NULL, 'n'},
        {"at", required_argument, NULL, 't'},      {0}};
    Asked a = {.verb = "", .id = "", .desk = "", .by = "", .day = "", .outcome = "", .note = "", .at = ""};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        switch (o) {
        case OFFICE_HELPED: return EXIT_DONE;
        case 'd': a.desk = strcmp(optarg, "all") == 0 ? "" : optarg; break;
        case 'w': a.watch = true; break;
        case 'b': a.by = optarg; break;
        case 'y': a.day = optarg; break;
        case 'o': a.outcome = optarg; break;
        case 'n': a.note = optarg; break;
        case 't': a.at = optarg; break;
        default: return EXIT_USAGE;
        }
    }
    if (optind < argc) a.verb = argv[optind++];
    if (optind < argc) a.id = argv[optind++];
    if (optind < argc || (a.watch && *a.verb))
        return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), optind < argc ? argv[optind] : a.verb);
    if (*a.desk && !is_desk(a.desk))
        return office_misuse(office,
                             TXT("no such desk: %s (advisor, insurance, bar, sales, recall)",
                                 "没有这个岗位：%s（advisor、insurance、bar、sales、recall）"),
                             a.desk);
    if (!*a.verb) return a.watch ? watch(office, &a) : list(office, &a);
    return strcmp(a.verb, "recall") == 0 && !*a.id ? recall(office, &a) : run_act(office, &a);
}

const Command cmd_leads = {
    .name = "leads",
    .about = {TXT("who would like to hear more, and who is to be called in", "客户线索与招揽：查看、接手、上门、完成")},
    .usage = {TXT("leads [--desk DESK] [--watch]\n"
                  "leads take ID --by NAME\n"
                  "leads visit ID --day DAY --by NAME [--note TEXT]\n"
                  "leads done ID --by NAME --outcome won|lost|later [--note TEXT]\n"
                  "leads recall [--at DAY] [--by NAME]",
                  "leads [--desk 岗位] [--watch]\n"
                  "leads take 编号 --by 姓名\n"
                  "leads visit 编号 --day 日期 --by 姓名 [--note 备注]\n"
                  "leads done 编号 --by 姓名 --outcome won|lost|later [--note 备注]\n"
                  "leads recall [--at 日期] [--by 姓名]")},
    .details = {TXT(
        "  --desk   advisor, insurance, bar, sales or recall; all when left out\n"
        "  --watch  print those open now and then each new one as it comes, a line each, until\n"
        "           interrupted: lead, time, desk, kind, what, plate, name, phone, detail, separated\n"
        "           by tabs\n"
        "  recall   makes leads of the desk recall: cars whose service is due, customers who are lost, by\n"
        "           the policies leads and service. The same day again makes none\n"
        "  ID       the listing's, or any beginning or end of it that only one lead has",
        "  --desk   advisor、insurance、bar、sales 或 recall；省略则为全部\n"
        "  --watch  先列出现有的，之后每来一条打印一行，直到中断：编号、时间、岗位、类型、事由、车牌、姓名、\n"
        "           电话、明细，以制表符分隔\n"
        "  recall   按 leads 与 service 政策生成招揽线索：保养到期的车、流失的客户；同一天再次运行不会重复\n"
        "  编号     列表中的编号，或唯一对应的开头或结尾")},
    .example = "lounge leads --desk insurance --watch",
    .run = run,
};
