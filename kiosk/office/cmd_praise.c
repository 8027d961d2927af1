/* lounge praise: what customers said with 4 or 5, to be told to the advisor; and that it was told. */
#include "store/praise.h"
#include "table.h"

#include <string.h>

static const Column columns[] = {
    {"id", {TXT("id", "编号")}, false},          {"at_ms", {TXT("when", "时间")}, false},
    {"score", {TXT("score", "分")}, true},       {"advisor", {TXT("advisor", "顾问")}, false},
    {"order_no", {TXT("order", "工单")}, false}, {"text", {TXT("words", "原话")}, false},
    {"told_ms", {TXT("told", "已转达")}, false}, {"by", {TXT("by", "由")}, false},
    {"suspect", {TXT("suspect", "可疑")}, true}};

static Exit list(Office *office, const char *advisor, bool all) {
    Err err;
    Arena arena = {0};
    Praise *list;
    size_t n;
    Table t;
    if (!office_open(office, DB_READ, &err) || !praise_read(office->db, &arena, advisor, all, &list, &n, &err))
        return office_fail(office, &err);
    office_mark_demo(office);
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        const Praise *p = &list[i];
        const char *id = p->rating_id.text;
        table_text(&t, office->json ? id : id + strlen(id) - 8);
        table_instant(&t, p->at);
        table_int(&t, p->score);
        table_text(&t, p->advisor);
        table_text(&t, p->order_no);
        table_text(&t, p->text);
        table_instant(&t, p->told);
        table_text(&t, p->told_by);
        table_int(&t, p->suspect);
    }
    table_end(&t, (Words){TXT("no praise is waiting", "没有待转达的表扬")});
    arena_free(&arena);
    return EXIT_DONE;
}

static Exit tell(Office *office, const char *id, const char *by) {
    Err err;
    if (!*by) return office_misuse(office, TXT("say who told it: --by NAME", "请写出由谁转达：--by 姓名"));
    if (!office_open(office, DB_WRITE, &err) || !praise_tell(office->db, id, by, clock_now(), &err))
        return office_fail(office, &err);
    say(office, TXT("told", "已转达"));
    return EXIT_DONE;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"advisor", required_argument, NULL, 'a'},
                                        {"all", no_argument, NULL, 'A'},
                                        {"by", required_argument, NULL, 'b'},
                                        {0}};
    const char *advisor = "", *by = "";
    bool all = false;
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'a') advisor = optarg;
        if (o == 'b') by = optarg;
        all = all || o == 'A';
    }
    if (optind == argc) return list(office, advisor, all);
    if (strcmp(argv[optind], "told") != 0 || argc - optind != 2)
        return office_misuse(office, TXT("praise, or praise told ID", "应为 praise 或 praise told 编号"));
    return tell(office, argv[optind + 1], by);
}

const Command cmd_praise = {
    .name = "praise",
    .about = {TXT("what customers praised in their own words, to be told to the advisor",
                  "客户的表扬，转达给服务顾问")},
    .usage = {TXT("praise [--advisor NAME] [--all]\npraise told ID --by NAME",
                  "praise [--advisor 姓名] [--all]\npraise told 编号 --by 姓名")},
    .details = {TXT("  Words that came with 4 or 5. Only a rating tied to an order names its advisor; the others are\n"
                    "  everybody's.\n"
                    "  --all   also what was told already\n"
                    "  ID      its end, as listed, will do",
                    "  4 分或 5 分评价中的原话。只有关联工单的评价才有顾问，其余属于全体。\n"
                    "  --all   包括已转达的\n"
                    "  编号    写出列表中的末几位即可")},
    .example = "lounge praise --advisor 何俊 --all",
    .run = run,
};
