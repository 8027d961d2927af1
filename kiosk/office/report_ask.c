/* The options of reports. */
#include "month.h"
#include "report.h"
#include "report_groups.h"

#include <string.h>

enum { DAYS_SHOWN = 28 };

static bool take_day(Office *office, const char *option, const char *text, char out[32], Exit *code) {
    Ms day;
    if (day_parse(text, &day)) {
        day_show(day, out, 32);
        return true;
    }
    *code = office_misuse(office, TXT("%s %s is not a day like 2026-11-23", "%s %s 不是 2026-11-23 这样的日期"), option,
                          text);
    return false;
}

static bool take_format(Office *office, const char *text, ReportFormat *out, Exit *code) {
    static const char *const formats[] = {"text", "json", "html", "csv", "xlsx"};
    for (int i = 0; i < 5; i++) {
        if (strcmp(formats[i], text) != 0) continue;
        *out = (ReportFormat)i;
        return true;
    }
    *code = office_misuse(office,
                          TXT("--format is text, json, html, csv or xlsx, not %s",
                              "--format 应为 text、json、html、csv 或 xlsx，而不是 %s"),
                          text);
    return false;
}

static bool take_option(Office *office, int option, ReportAsk *ask, Exit *code) {
    switch (option) {
    case 'f': return take_day(office, "--from", optarg, ask->from, code);
    case 't': return take_day(office, "--to", optarg, ask->to, code);
    case 'F': return take_format(office, optarg, &ask->format, code);
    case 'o': ask->out = optarg; return true;
    case 'b': ask->by = optarg; return true;
    case 'O': ask->offer = optarg; return true;
    case 'm': ask->month = optarg; return true;
    case 'T': ask->table = optarg; return true;
    case OFFICE_HELPED: *code = EXIT_DONE; return false;
    default: *code = EXIT_USAGE; return false;
    }
}

/* One word of a list with blanks between. */
static bool is_one_of(const char *list, const char *word) {
    size_t len = strlen(word);
    for (const char *p = list; *p; p += strcspn(p, " "), p += *p == ' ')
        if (strcspn(p, " ") == len && strncmp(p, word, len) == 0) return true;
    return false;
}

static bool check_words(Office *office, const Report *report, int argc, char **argv, ReportAsk *ask, Exit *code) {
    const char *report_by = report->bys;
    if (report->named && optind + 1 == argc) {
        ask->name = argv[optind];
    } else if (report->named) {
        *code = office_misuse(office, TXT("one %s, by its id or title", "需要一个 %s：编号或名称"), report->named);
        return false;
    } else if (optind < argc) {
        *code = office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
        return false;
    }
    if (ask->by && !report_by && !report->words) {
        *code = office_misuse(office, TXT("report %s takes no --by", "报表 %s 没有 --by"), report->name);
        return false;
    }
    if (ask->by && report_by && !is_one_of(report_by, ask->by)) {
        *code =
            office_misuse(office, TXT("--by is one of %s, not %s", "--by 应为 %s 之一，而不是 %s"), report_by, ask->by);
        return false;
    }
    if (!ask->offer || report->offers) return true;
    *code = office_misuse(office, TXT("report %s takes no --offer", "报表 %s 没有 --offer"), report->name);
    return false;
}

/* --month, else --from and --to, else what the report is of by itself. */
static bool settle_span(Office *office, const Report *report, ReportAsk *ask, Exit *code) {
    Ms today = day_start(clock_now()), to = today;
    if (ask->month && report->span == SPAN_TODAY) {
        *code = office_misuse(office, TXT("report %s is of one day", "报表 %s 只含一天"), report->name);
        return false;
    }
    if (ask->month || (report->span == SPAN_MONTH && !*ask->from && !*ask->to)) {
        *code = EXIT_USAGE;
        if (!month_option(office, ask->month ? ask->month : "", &ask->begin, &ask->end)) return false;
        day_show(ask->begin, ask->from, sizeof ask->from);
        day_show(day_add(ask->end, -1), ask->to, sizeof ask->to);
        return true;
    }
    if (report->span == SPAN_TODAY && *ask->from && !*ask->to) snprintf(ask->to, sizeof ask->to, "%s", ask->from);
    if (*ask->to) day_parse(ask->to, &to);
    day_show(to, ask->to, sizeof ask->to);
    if (!*ask->from)
        day_show(report->span == SPAN_TODAY ? to : day_add(to, 1 - DAYS_SHOWN), ask->from, sizeof ask->from);
    day_parse(ask->from, &ask->begin);
    ask->end = day_add(to, 1);
    if (report->span == SPAN_TODAY && strcmp(ask->from, ask->to) != 0) {
        *code = office_misuse(office, TXT("report %s is of one day", "报表 %s 只含一天"), report->name);
        return false;
    }
    if (ask->begin < ask->end) return true;
    *code = office_misuse(office, TXT("--from %s is after --to %s", "--from %s 晚于 --to %s"), ask->from, ask->to);
    return false;
}

bool report_ask(Office *office, const Report *report, int argc, char **argv, ReportAsk *ask, Exit *code) {
    static const struct option own[] = {{"from", required_argument, NULL, 'f'},
                                        {"to", required_argument, NULL, 't'},
                                        {"month", required_argument, NULL, 'm'},
                                        {"format", required_argument, NULL, 'F'},
                                        {"table", required_argument, NULL, 'T'},
                                        {"output", required_argument, NULL, 'o'},
                                        {"by", required_argument, NULL, 'b'},
                                        {"offer", required_argument, NULL, 'O'},
                                        {0}};
    *ask = (ReportAsk){0};
    for (int o; (o = office_option(office, argc, argv, "o:", own)) != -1;)
        if (!take_option(office, o, ask, code)) return false;
    if (office->json) ask->format = FORMAT_JSON;
    office->json = ask->format == FORMAT_JSON;
    if (!check_words(office, report, argc, argv, ask, code)) return false;
    Err err;
    if (!office_open(office, DB_READ, &err)) {
        *code = office_fail(office, &err);
        return false;
    }
    return settle_span(office, report, ask, code);
}
