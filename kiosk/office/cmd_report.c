/* lounge report: the table of reports; each is a file report_NAME.c that builds a document, which is written here. */
#include "report.h"

#include <string.h>

static const Report *const reports[] = {&report_day,
                                        &report_satisfaction,
                                        &report_cases,
                                        &report_causes,
                                        &report_offers,
                                        &report_activity,
                                        &report_deposits,
                                        &report_rework,
                                        &report_retention,
                                        &report_parts,
                                        NULL};

static const Report *find(const char *name) {
    for (const Report *const *r = reports; *r; r++)
        if (strcmp((*r)->name, name) == 0) return *r;
    return NULL;
}

static Exit list(const Office *office) {
    for (const Report *const *r = reports; *r; r++)
        printf("%-13s %s\n              lounge report %s %s\n", (*r)->name, office_words(office, (*r)->about),
               (*r)->name, office_words(office, (*r)->usage));
    return EXIT_DONE;
}

static Exit make(Office *office, const Report *report, int argc, char **argv) {
    ReportAsk ask;
    Doc doc = {0};
    Exit code;
    Err err;
    if (report->run) return report->run(office, argc, argv);
    if (!report_ask(office, report, argc, argv, &ask, &code)) return code;
    bool ok = report->build(office, &ask, &doc, &err);
    if (ok) office_mark_demo(office);
    ok = ok && doc_write(&doc, ask.format, ask.out, ask.table, &err);
    doc_free(&doc);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

/* Options may stand before the report's name, as everywhere: it is the first word that is none. */
static Exit run(Office *office, int argc, char **argv) {
    const Report *report = argc > 1 ? find(argv[1]) : NULL;
    if (report) return make(office, report, argc - 1, argv + 1);
    Exit code;
    if (!office_no_options(office, argc, argv, &code)) return code;
    if (optind == argc) return list(office);
    return office_misuse(office,
                         TXT("there is no report %s: lounge report lists them", "没有报表 %s：lounge report 列出全部"),
                         argv[optind]);
}

const Command cmd_report = {
    .name = "report",
    .about = {TXT("the day on one page, satisfaction, cases, offers, rework …",
                  "报表：今日一页、满意度、投诉、优惠、返修等")},
    .usage = {TXT("report\nreport day [--from DAY] [--format text|html] [-o FILE]\n"
                  "report satisfaction|cases|causes|offers|rework|retention|parts\n"
                  "  [--by WHAT] [--from DAY] [--to DAY]\n"
                  "  [--month 2026-11] [--format text|html|xlsx|csv|json] [--table ID] [-o FILE]\n"
                  "report activity NAME [--from DAY] [--to DAY] …\n"
                  "report deposits [--month 2026-11] …",
                  "report\nreport day [--from 日期] [--format text|html] [-o 文件]\n"
                  "report satisfaction|cases|causes|offers|rework|retention|parts\n"
                  "  [--by 维度] [--from 日期] [--to 日期]\n"
                  "  [--month 2026-11] [--format text|html|xlsx|csv|json] [--table 编号] [-o 文件]\n"
                  "report activity 名称 [--from 日期] [--to 日期] …\n"
                  "report deposits [--month 2026-11] …")},
    .details = {TXT(
        "  Without a name: the reports there are.\n"
        "  --by WHAT        week, advisor, kind, store …: what the report says it can be cut by\n"
        "  --from, --to     local days, both included; by default the last 28 days\n"
        "  --month 2026-11  that month\n"
        "  --format FORMAT  text, html (one page, prints on A4), xlsx, csv, json; -o FILE\n"
        "  --table ID       csv is of one table, the report's first; json names them all\n"
        "  deposits         renewal deposits by advisor: due repairs, offered, never offered, taken, money, "
        "commission\n"
        "  Beside each rate stand its 95 % interval and its base; of groups under five nothing is said.",
        "  不写名称：列出全部报表。\n"
        "  --by 维度        week、advisor、kind、store 等，以各报表说明为准\n"
        "  --from, --to     本地日期，含首尾；默认最近 28 天\n"
        "  --month 2026-11  该月\n"
        "  --format 格式    text、html（单页，可打印 A4）、xlsx、csv、json；-o 文件\n"
        "  --table 编号     csv 只含一张表，默认第一张；json 含全部表及编号\n"
        "  deposits         续保定金按顾问：应推荐、已推荐、未推荐、收取、金额、提成\n"
        "  比例旁为 95% 区间与基数；少于五的分组不予显示。")},
    .example = "lounge report satisfaction --month 2026-11 --format html -o satisfaction.html",
    .run = run,
};
