/* lounge bulletin: one sheet for this week's staff meeting. */
#include "bulletin.h"
#include "report_page.h"

static bool write_bulletin(Office *office, const char *path, Err *err) {
    Bulletin bulletin;
    Buf page = {0};
    if (!bulletin_read(office, clock_now(), &bulletin, err)) return false;
    bulletin_page(office, &bulletin, &page);
    bulletin_free(&bulletin);
    bool ok = report_write(&page, path, err);
    buf_free(&page);
    return ok;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"output", required_argument, NULL, 'o'}, {0}};
    const char *path = NULL;
    Err err;
    for (int o; (o = office_option(office, argc, argv, "o:", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        path = optarg;
    }
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    office_mark_demo(office);
    return write_bulletin(office, path, &err) ? EXIT_DONE : office_fail(office, &err);
}

const Command cmd_bulletin = {
    .name = "bulletin",
    .about = {TXT("what everybody should know this week, on one sheet of A4", "本周要知道的事：一页 A4，供晨会使用")},
    .usage = {TXT("bulletin [-o FILE]", "bulletin [-o 文件]")},
    .details = {TXT("  -o FILE  where to write the page (HTML; needs no network); else standard output\n"
                    "  Activities and offers of this week, what works and what does not, open cases, leads\n"
                    "  and gifts due, the renewal deposit's choices.",
                    "  -o 文件  写入的网页（HTML，不需要网络）；默认标准输出\n"
                    "  内容：本周活动与优惠、效果好坏、未结投诉、线索、应发礼品，以及续保前移的可选礼包。")},
    .example = "lounge bulletin --lang zh -o bulletin.html",
    .run = run,
};
