/* lounge questionnaire: what is asked now or was asked under a version, which versions there are, and what is wrong
 * with a file. Taking one in is lounge import questionnaire. */
#include "policy_check.h"
#include "store/questionnaire.h"
#include "table.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char subject[] = "questionnaire";

/* ---- check ---- */

static Exit check(Office *office, char **paths, int n) {
    Err err;
    Arena arena = {0};
    size_t faults = 0;
    bool ok = true;
    if (n == 0) return office_misuse(office, TXT("name the file to check", "请写出要检查的文件"));
    for (int i = 0; i < n && ok; i++) {
        PolicyFile file;
        ok = policy_file_tell(office, paths[i], subject, &arena, &file, &err);
        if (ok) faults += file.n_faults;
    }
    arena_free(&arena);
    if (!ok) return office_fail(office, &err);
    if (faults) {
        office_note(office, TXT("%zu faults", "共 %zu 处错误"), faults);
        return EXIT_FAILED;
    }
    say(office, TXT("nothing wrong", "没有错误"));
    return EXIT_DONE;
}

/* ---- show ---- */

/* JSON has both languages, a terminal the office's own. */
static const Column json_columns[] = {{"part", {"", ""}, false},
                                      {"id", {"", ""}, false},
                                      {"about", {"", ""}, false},
                                      {"zh", {"", ""}, false},
                                      {"en", {"", ""}, false}};
static const Column text_columns[] = {{"part", {TXT("part", "部分")}, false},
                                      {"id", {TXT("id", "编号")}, false},
                                      {"about", {TXT("about", "说明")}, false},
                                      {"words", {TXT("words", "文字")}, false}};

static const char *part_words(const Office *office, const char *part) {
    static const struct {
        const char *part;
        Words words;
    } parts[] = {{"face", {TXT("face", "表情")}},           {"reason", {TXT("reason", "原因")}},
                 {"factor", {TXT("factor", "因子")}},       {"question", {TXT("question", "问题")}},
                 {"option", {TXT("option", "选项")}},       {"nps", {TXT("nps", "推荐意愿")}},
                 {"contact", {TXT("contact", "联系方式")}}, {"words", {TXT("words", "留言")}}};
    for (size_t i = 0; !office->json && i < sizeof parts / sizeof *parts; i++)
        if (strcmp(parts[i].part, part) == 0) return office_words(office, parts[i].words);
    return part;
}

static void show_row(Table *t, const char *part, const char *id, const char *zh, const char *en, const char *about) {
    table_text(t, part_words(t->office, part));
    table_text(t, id);
    table_text(t, about);
    if (t->office->json) {
        table_text(t, zh);
        table_text(t, en);
    } else {
        table_text(t, t->office->zh ? zh : en);
    }
}

/* One list of the version, in its order. */
static void show_list(Table *t, Arena *arena, const Policy *p, const char *part, const char *list) {
    char key[80];
    snprintf(key, sizeof key, "%s.%s", subject, list);
    int n = policy_entries(p, key);
    for (int i = 1; i <= n; i++) {
        const char *weight = policy_text(policy_field(p, key, i, "weight"));
        const char *id = policy_text(policy_field(p, key, i, "id"));
        show_row(t, part, *id ? id : arena_printf(arena, "%d", i), policy_text(policy_field(p, key, i, "zh")),
                 policy_text(policy_field(p, key, i, "en")), *weight ? arena_printf(arena, "weight %s", weight) : "");
    }
}

static const char *value(const Policy *p, const char *name) {
    char key[80];
    snprintf(key, sizeof key, "%s.%s", subject, name);
    return policy_text(policy_value(p, key));
}

/* What kind it is and when it is shown. */
static const char *about_question(Arena *arena, const Policy *p, int i) {
    static const char *const conditions[] = {"if_score", "if_kind", "if_visit", "if_reason", "if_answer"};
    const char *text = policy_text(policy_field(p, "questionnaire.questions", i, "kind"));
    for (size_t c = 0; c < sizeof conditions / sizeof *conditions; c++) {
        const char *said = policy_text(policy_field(p, "questionnaire.questions", i, conditions[c]));
        if (*said) text = arena_printf(arena, "%s, %s %s", text, conditions[c] + 3, said);
    }
    return text;
}

/* Each own question with its options under it. */
static void show_questions(Table *t, Arena *arena, const Policy *p) {
    static const char list[] = "questionnaire.questions", options[] = "questionnaire.options";
    int n = policy_entries(p, list), n_options = policy_entries(p, options);
    for (int i = 1; i <= n; i++) {
        const char *id = policy_text(policy_field(p, list, i, "id"));
        show_row(t, "question", id, policy_text(policy_field(p, list, i, "zh")),
                 policy_text(policy_field(p, list, i, "en")), about_question(arena, p, i));
        for (int o = 1; o <= n_options; o++)
            if (strcmp(policy_text(policy_field(p, options, o, "question")), id) == 0)
                show_row(t, "option", policy_text(policy_field(p, options, o, "id")),
                         policy_text(policy_field(p, options, o, "zh")), policy_text(policy_field(p, options, o, "en")),
                         arena_printf(arena, "of %s", id));
    }
}

static void show_version(const Office *office, Arena *arena, const Policy *p) {
    Table t;
    if (!office->json)
        say(office, TXT("version %d, from %s to %s", "第 %d 版，%s 至 %s"), p->version,
            *p->from_day ? p->from_day : "…", *p->to_day ? p->to_day : "…");
    if (office->json)
        table_begin(&t, office, json_columns, sizeof json_columns / sizeof *json_columns);
    else
        table_begin(&t, office, text_columns, sizeof text_columns / sizeof *text_columns);
    show_list(&t, arena, p, "face", "faces");
    show_list(&t, arena, p, "reason", "reasons");
    show_list(&t, arena, p, "factor", "factors");
    show_questions(&t, arena, p);
    show_row(&t, "nps", "", "", "", strcmp(value(p, "nps"), "1") == 0 ? "asked" : "not asked");
    show_row(&t, "contact", "consent", value(p, "consent_zh"), value(p, "consent_en"),
             strcmp(value(p, "contact"), "1") == 0 ? "asked" : "not asked");
    show_row(&t, "contact", "purpose", value(p, "purpose_zh"), value(p, "purpose_en"), "");
    show_row(&t, "words", "", "", "", arena_printf(arena, "at most %s characters", value(p, "words_max")));
    table_end(&t, (Words){TXT("nothing is asked", "没有问题")});
}

static const Policy *of_version(const Policy *all, size_t n, int version) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].subject, subject) == 0 && all[i].version == version) return &all[i];
    return NULL;
}

static Exit show(Office *office, int version, const char *day) {
    Err err;
    Arena arena = {0};
    Policy *all;
    size_t n;
    if (!policies_read(office->db, &arena, true, &all, &n, &err)) return office_fail(office, &err);
    const Policy *p = version ? of_version(all, n, version) : policy_on(all, n, subject, day);
    if (p) show_version(office, &arena, p);
    arena_free(&arena);
    if (p) return EXIT_DONE;
    if (version)
        err_set(&err, ERR_NOT_FOUND, TXT("there is no version %d of the questionnaire", "没有第 %d 版问卷"), version);
    else
        err_set(&err, ERR_NOT_FOUND,
                TXT("no questionnaire is in force on %s: lounge import questionnaire FILE",
                    "%s 没有生效的问卷：请用 lounge import questionnaire 文件 导入"),
                day);
    return office_fail(office, &err);
}

/* ---- list ---- */

static Exit list(Office *office) {
    static const Column columns[] = {{"version", {TXT("version", "版本")}, true},
                                     {"from", {TXT("from", "起")}, false},
                                     {"to", {TXT("to", "止")}, false},
                                     {"file", {TXT("file", "文件")}, false},
                                     {"by", {TXT("by", "导入人")}, false},
                                     {"imported_ms", {TXT("imported", "导入时间")}, false}};
    Err err;
    Arena arena = {0};
    Policy *all;
    size_t n;
    Table t;
    if (!policies_read(office->db, &arena, false, &all, &n, &err)) return office_fail(office, &err);
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(all[i].subject, subject) != 0) continue;
        table_int(&t, all[i].version);
        table_text(&t, all[i].from_day);
        table_text(&t, all[i].to_day);
        table_text(&t, all[i].file);
        table_text(&t, all[i].by);
        table_instant(&t, all[i].imported);
    }
    table_end(&t, (Words){TXT("no questionnaire yet", "还没有问卷")});
    arena_free(&arena);
    return EXIT_DONE;
}

/* ---- the command ---- */

static Exit run_verb(Office *office, const char *verb, char **words, int n, const char *version, const char *at) {
    char day[32];
    Err err;
    Ms when;
    char *end = NULL;
    long number = strtol(version, &end, 10);
    if (strcmp(verb, "check") == 0) return check(office, words, n);
    bool is_show = strcmp(verb, "show") == 0;
    if (!is_show && strcmp(verb, "list") != 0)
        return office_misuse(
            office, TXT("questionnaire show, list or check, not %s", "应为 show、list 或 check，而不是 %s"), verb);
    if (n > 0) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), words[0]);
    if (*version && (*end || number < 1 || number > INT_MAX))
        return office_misuse(office, TXT("--version %s is no number", "--version %s 不是数字"), version);
    if (*at && !day_parse(at, &when))
        return office_misuse(office, TXT("--at %s is not a day like 2026-11-23", "--at %s 不是 2026-11-23 这样的日期"),
                             at);
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    return is_show ? show(office, (int)number, *at ? at : day_show(clock_now(), day, sizeof day)) : list(office);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {
        {"at", required_argument, NULL, 'a'}, {"version", required_argument, NULL, 'v'}, {0}};
    const char *at = "", *version = "";
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        *(o == 'a' ? &at : &version) = optarg;
    }
    if (optind == argc)
        return office_misuse(office, TXT("what to do: show, list or check", "请写出动作：show、list 或 check"));
    return run_verb(office, argv[optind], argv + optind + 1, argc - optind - 1, version, at);
}

const Command cmd_questionnaire = {
    .name = "questionnaire",
    .about = {TXT("what customers are asked, its versions, and what is wrong with a file",
                  "问卷内容与版本，检查问卷文件")},
    .usage = {TXT("questionnaire show [--version N | --at DAY]\nquestionnaire list\nquestionnaire check FILE...",
                  "questionnaire show [--version 版本 | --at 日期]\nquestionnaire list\nquestionnaire check 文件...")},
    .details = {TXT("  show   what is asked today, on another day, or was under a version that answers name\n"
                    "  check  names each fault with file, line and key; exit 1 when there is one. Nothing is imported\n"
                    "  A changed questionnaire is a new version: lounge import questionnaire FILE",
                    "  show   今天、某日或某一版本的问卷\n"
                    "  check  逐条指出文件、行号、项；有错时退出码为 1，不做导入\n"
                    "  修改问卷即新增版本：lounge import questionnaire 文件")},
    .example = "lounge questionnaire show --version 1",
    .run = run,
};
