/* lounge report offers: which offers work, from shown to money, by offer, activity, kind, place, day, week, hour, or by
 * what the opened cars were. */
#include "report.h"
#include "report_page.h"

#include <string.h>

static bool read_by(const char *said, FunnelBy *out) {
    for (int i = 0; said && i < BYS; i++) {
        if (strcmp(funnel_bys[i], said) != 0) continue;
        *out = (FunnelBy)i;
        return true;
    }
    *out = BY_OFFER;
    return !said;
}

static bool write_page(const Office *office, const ReportAsk *ask, FunnelBy by, const FunnelTable *table, Err *err) {
    Buf page = {0};
    char sub[80], note[400];
    snprintf(sub, sizeof sub, "%s – %s", ask->from, ask->to);
    html_begin(&page, office->zh, false, office->zh ? "哪些优惠有效" : "Which offers work", sub);
    funnel_html(&page, office, by, table);
    if (table->hidden) {
        snprintf(note, sizeof note,
                 office->zh ? "另有 %d 组少于 %d 次，不予列出。" : "%d groups of fewer than %d are left out.",
                 table->hidden, GROUP_LEAST);
        html_classed(&page, "p", "note", note);
    }
    html_end(&page, office->zh
                        ? "展示：在屏幕上至少 1 秒，每位访客每处只计一次；看板上每轮计一次，未必有人在看。"
                          "核销按核销日计；领券核销率为这段时间领取的券至今的核销比例。不含任何客户信息。"
                        : "Shown: on screen for a second or more, once a visit and place; on the board each turn, "
                          "whether or not anybody was there. Redeemed: by its own day; of taken: of the coupons taken "
                          "in this time, those redeemed by now. Nothing here says who.");
    bool ok = report_write(&page, ask->out, err);
    buf_free(&page);
    return ok;
}

static bool answer(Office *office, const ReportAsk *ask, FunnelBy by, Err *err) {
    FunnelTable table;
    FunnelAsk what = {.from = ask->from, .to = ask->to, .by = by, .offers = ask->offer};
    if (!funnel_read(office, &what, &table, err)) return false;
    bool ok = true;
    office_mark_demo(office);
    if (ask->format == FORMAT_HTML)
        ok = write_page(office, ask, by, &table, err);
    else if (ask->format == FORMAT_CSV)
        ok = funnel_csv(ask, &table, err);
    else
        funnel_print(office, ask, by, &table);
    funnel_free(&table);
    return ok;
}

static Exit run(Office *office, int argc, char **argv) {
    ReportAsk ask;
    FunnelBy by;
    Exit code;
    Err err;
    if (!report_ask(office, argc, argv, &ask, &code)) return code;
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    if (!read_by(ask.by, &by))
        return office_misuse(office,
                             TXT("--by is offer, activity, kind, place, day, week, hour or axis, not %s",
                                 "--by 应为 offer、activity、kind、place、day、week、hour 或 axis，而不是 %s"),
                             ask.by);
    return answer(office, &ask, by, &err) ? EXIT_DONE : office_fail(office, &err);
}

const Report report_offers = {
    .name = "offers",
    .about = {TXT("which offers work, from shown to money", "哪些优惠有效：从展示到金额")},
    .usage = {TXT("[--from DAY] [--to DAY] [--by offer|activity|kind|place|day|week|hour|axis] [--offer ID]\n"
                  "  [--format text|json|html|csv] [-o FILE]",
                  "[--from 日期] [--to 日期] [--by offer|activity|kind|place|day|week|hour|axis] [--offer 编号]\n"
                  "  [--format text|json|html|csv] [-o 文件]")},
    .run = run,
};
