/* lounge report: the table of reports; each is a file report_NAME.c. */
#include "report.h"

#include <string.h>

static const Report *const reports[] = {&report_offers, &report_activity, &report_deposits, NULL};

static const Report *find(const char *name) {
    for (const Report *const *r = reports; *r; r++)
        if (strcmp((*r)->name, name) == 0) return *r;
    return NULL;
}

static Exit list(const Office *office) {
    for (const Report *const *r = reports; *r; r++)
        printf("%-10s %s\n           lounge report %s %s\n", (*r)->name, office_words(office, (*r)->about), (*r)->name,
               office_words(office, (*r)->usage));
    return EXIT_DONE;
}

/* Options may stand before the report's name, as everywhere: it is the first word that is none. */
static Exit run(Office *office, int argc, char **argv) {
    const Report *report = argc > 1 ? find(argv[1]) : NULL;
    if (report) return report->run(office, argc - 1, argv + 1);
    Exit code;
    if (!office_no_options(office, argc, argv, &code)) return code;
    if (optind == argc) return list(office);
    return office_misuse(office,
                         TXT("there is no report %s: lounge report lists them", "没有报表 %s：lounge report 列出全部"),
                         argv[optind]);
}

const Command cmd_report = {
    .name = "report",
    .about = {TXT("which offers work, and other reports", "报表：哪些优惠有效等")},
    .usage = {TXT(
        "report\nreport offers [--by WHAT] [--from DAY] [--to DAY] [--offer ID] [--format FORMAT] [-o FILE]\n"
        "report activity NAME [--from DAY] [--to DAY] [--format FORMAT] [-o FILE]\n"
        "report deposits [--month 2026-11]",
        "report\nreport offers [--by 维度] [--from 日期] [--to 日期] [--offer 编号] [--format 格式] [-o 文件]\n"
        "report activity 名称 [--from 日期] [--to 日期] [--format 格式] [-o 文件]\n"
        "report deposits [--month 2026-11]")},
    .details = {TXT(
        "  Without a name: the reports there are.\n"
        "  --by WHAT        offer, activity, kind, place, day, week, hour, axis (what the opened cars were)\n"
        "  --from, --to     local days, both included; by default the last 28 days\n"
        "  --format FORMAT  text, json, html, csv; -o FILE for html and csv\n"
        "  deposits         renewal deposits by advisor: due repairs, offered, never offered, taken, money, "
        "commission\n"
        "  Shown is on screen for a second or more. Beside each rate stand its 95 % interval and its base.\n"
        "  Counts are sums: nothing says who; of cars, groups under five are left out.",
        "  不写名称：列出全部报表。\n"
        "  --by 维度      offer、activity、kind、place、day、week、hour、axis（打开的车辆情况）\n"
        "  --from, --to   本地日期，含首尾；默认最近 28 天\n"
        "  --format 格式  text、json、html、csv；html 和 csv 可用 -o 文件\n"
        "  deposits       续保定金按顾问：应推荐、已推荐、未推荐、收取、金额、提成\n"
        "  “展示”指在屏幕上至少 1 秒。比例旁为 95% 区间与基数。\n"
        "  只统计总数，不含客户信息；车辆分组少于 5 次的不予列出。")},
    .example = "lounge report offers --by week --format html -o offers.html",
    .run = run,
};
