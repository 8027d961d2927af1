/* lounge corrections: what customers said about the number on record, for the office to put into its own system. */
#include "office.h"
#include "store/corrections.h"
#include "table.h"

#include <string.h>

static const Column columns[] = {
    {"correction_id", {TXT("correction", "更正")}, false},
    {"at_ms", {TXT("at", "时间")}, false},
    {"answer", {TXT("answer", "回答")}, false},
    {"order_no", {TXT("order", "工单")}, false},
    {"plate", {TXT("plate", "车牌")}, false},
    {"model", {TXT("model", "车型")}, false},
    {"old_phone", {TXT("on record", "原号码")}, false},
    {"new_phone", {TXT("new", "新号码")}, false},
    {"bringer_is_owner", {TXT("is the owner", "是车主")}, false},
    {"advisor_name", {TXT("advisor", "顾问")}, false},
    {"done_ms", {TXT("done", "完成")}, false},
    {"by", {TXT("by", "处理人")}, false},
};
enum { N_COLUMNS = sizeof columns / sizeof *columns, SHORT_ID = 8 };

static const char *answer_text(const Office *office, const char *answer) {
    static const struct {
        const char *id;
        Words words;
    } answers[] = {
        {"yes", {TXT("still right", "仍是")}},
        {"changed", {TXT("has changed", "已更换")}},
        {"not_owner", {TXT("not the owner", "不是车主")}},
    };
    for (size_t i = 0; i < sizeof answers / sizeof *answers && !office->json; i++)
        if (strcmp(answers[i].id, answer) == 0) return office_words(office, answers[i].words);
    return answer;
}

static const char *owner_text(const Office *office, int said) {
    if (said == CORRECTION_NOT_SAID) return NULL;
    return office_words(office, said ? (Words){TXT("yes", "是")} : (Words){TXT("no", "否")});
}

static void row(Table *t, const Correction *c) {
    const Office *office = t->office;
    table_text(t, office->json ? c->correction_id.text : c->correction_id.text + UUID_LEN - SHORT_ID);
    table_instant(t, c->at);
    table_text(t, answer_text(office, c->answer));
    table_text(t, c->order_no);
    table_text(t, c->plate);
    table_text(t, c->model);
    table_text(t, c->old_phone);
    table_text(t, c->new_phone);
    if (office->json && c->bringer_is_owner != CORRECTION_NOT_SAID)
        table_int(t, c->bringer_is_owner);
    else
        table_text(t, owner_text(office, c->bringer_is_owner));
    table_text(t, c->advisor);
    table_instant(t, c->done);
    table_text(t, c->by);
}

static Exit list(Office *office, bool all) {
    Err err;
    Correction *rows;
    size_t n;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    Arena arena = {0};
    bool good = corrections_list(office->db, &arena, all, &rows, &n, &err);
    if (good) {
        Table t;
        office_mark_demo(office);
        table_begin(&t, office, columns, N_COLUMNS);
        for (size_t i = 0; i < n; i++) row(&t, &rows[i]);
        table_end(&t, (Words){TXT("no open corrections", "没有待处理的更正")});
    }
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

static Exit done(Office *office, const char *id, const char *by, const char *note) {
    Err err;
    Correction c;
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    Arena arena = {0};
    bool good = correction_find(office->db, &arena, id, &c, &err);
    Uuid full = good ? c.correction_id : (Uuid){0};
    good = good && correction_done(office->db, full.text, by, note, clock_now(), &err) &&
           correction_find(office->db, &arena, full.text, &c, &err);
    if (good) {
        Table t;
        table_begin(&t, office, columns, N_COLUMNS);
        row(&t, &c);
        table_end(&t, (Words){TXT("", "")});
    }
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"all", no_argument, NULL, 'a'},
                                        {"by", required_argument, NULL, 'b'},
                                        {"note", required_argument, NULL, 'n'},
                                        {0}};
    bool all = false;
    const char *by = "", *note = "";
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'a') all = true;
        if (o == 'b') by = optarg;
        if (o == 'n') note = optarg;
    }
    if (optind == argc) return list(office, all);
    if (strcmp(argv[optind], "done") != 0)
        return office_misuse(office, TXT("corrections done, not %s", "应为 done，而不是 %s"), argv[optind]);
    if (argc - optind != 2) return office_misuse(office, TXT("one correction's ID", "需要一个更正编号"));
    if (!*by) return office_misuse(office, TXT("--by NAME is missing: who did it?", "缺少 --by 姓名：由谁处理？"));
    return done(office, argv[optind + 1], by, note);
}

const Command cmd_corrections = {
    .name = "corrections",
    .about = {TXT("numbers that customers corrected on the kiosk", "客户在自助屏上更正的联系电话")},
    .usage = {TXT("corrections [--all]\ncorrections done ID --by NAME [--note WORDS]",
                  "corrections [--all]\ncorrections done 编号 --by 姓名 [--note 说明]")},
    .details = {TXT("  --all    also those that are done, and every number that was confirmed\n"
                    "  done     it is in the store's own system now; kept in the audit with who and when\n"
                    "  ID       the listing's, or any beginning or end of it that only one correction has",
                    "  --all    也列出已处理的，以及客户确认无误的\n"
                    "  done     已录入本店系统；操作人和时间记入审计\n"
                    "  编号     列表中的编号，或唯一对应的开头或结尾")},
    .example = "lounge corrections done 1f3a9c20 --by 李欣",
    .run = run,
};
