/* lounge policies: what is wrong with a file, what holds on a day, what differs, which versions there are. Importing is
 * lounge import policies. */
#include "policy_check.h"
#include "settings_file.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- check ---- */

static bool is_same(const Policy *a, const Policy *b) {
    if (a->n != b->n || strcmp(a->from_day, b->from_day) != 0 || strcmp(a->to_day, b->to_day) != 0) return false;
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->values[i].key, b->values[i].key) != 0 || strcmp(a->values[i].value, b->values[i].value) != 0)
            return false;
    return true;
}

/* Versions in store that hold on some of its days: the new one would win there. Said, no fault; nothing is said of a
 * version that is the newest already. */
static bool tell_stored(Office *office, Arena *arena, const PolicyFile *file, Err *err) {
    Policy *stored;
    size_t n;
    if (!policies_read(office->db, arena, true, &stored, &n, err)) return false;
    for (size_t i = 0; i < file->n; i++) {
        const Policy *p = &file->policies[i], *newest = policy_on(stored, n, p->subject, p->from_day);
        if (newest && is_same(p, newest)) continue;
        for (size_t j = 0; j < n; j++) {
            const Policy *s = &stored[j];
            if (strcmp(p->subject, s->subject) != 0 || !policy_days_meet(p, s)) continue;
            say(office,
                TXT("%s line %d: %s shares days with version %d in the store (%s to %s); imported, it wins on them",
                    "%s 第 %d 行：%s 与库中第 %d 版（%s 至 %s）日期重叠；导入后以新版为准"),
                file->path, p->line, p->subject, s->version, *s->from_day ? s->from_day : "…",
                *s->to_day ? s->to_day : "…");
        }
    }
    return true;
}

/* Two files that name the same days of one subject: which of them is meant? */
static void tell_other_file(Office *office, const PolicyFile *other, PolicyFile *file) {
    for (size_t i = 0; i < file->n; i++)
        for (size_t j = 0; j < other->n; j++) {
            const Policy *p = &file->policies[i], *o = &other->policies[j];
            char key[80];
            Err why;
            if (strcmp(p->subject, o->subject) != 0 || !policy_days_meet(p, o)) continue;
            snprintf(key, sizeof key, "%s.from", p->subject);
            err_set(&why, ERR_INPUT, TXT("its days overlap those of %s, line %d", "日期与 %s 第 %d 行的一组重叠"),
                    other->path, o->line);
            file_fault(office, file->path, p->line, key, &why);
            file->n_faults++;
        }
}

static bool check_files(Office *office, char **paths, size_t n, Arena *arena, size_t *faults, Err *err) {
    PolicyFile *files = arena_alloc(arena, n * sizeof *files);
    for (size_t i = 0; i < n; i++) {
        if (!policy_file_tell(office, paths[i], "", arena, &files[i], err)) return false;
        for (size_t j = 0; j < i; j++) tell_other_file(office, &files[j], &files[i]);
        *faults += files[i].n_faults;
        if (!files[i].n_faults && office->db && !tell_stored(office, arena, &files[i], err)) return false;
    }
    return true;
}

static Exit check(Office *office, char **paths, int n) {
    Err err;
    Arena arena = {0};
    size_t faults = 0;
    if (n == 0) return office_misuse(office, TXT("name the file to check", "请写出要检查的文件"));
    if (access(office->db_path, F_OK) == 0 && !office_open(office, DB_READ, &err)) return office_fail(office, &err);
    bool ok = check_files(office, paths, (size_t)n, &arena, &faults, &err);
    arena_free(&arena);
    if (!ok) return office_fail(office, &err);
    if (faults) {
        office_note(office, TXT("%zu faults", "共 %zu 处错误"), faults);
        return EXIT_FAILED;
    }
    say(office, TXT("nothing wrong", "没有错误"));
    return EXIT_DONE;
}

/* ---- what holds ---- */

static bool is_first_of(const Policy *all, size_t i) {
    return i == 0 || strcmp(all[i - 1].subject, all[i].subject) != 0;
}

static Exit show(Office *office, const char *subject, const char *day) {
    static const Column columns[] = {{"key", {TXT("key", "项")}, false},
                                     {"value", {TXT("value", "值")}, false},
                                     {"version", {TXT("version", "版本")}, true},
                                     {"from", {TXT("from", "起")}, false},
                                     {"to", {TXT("to", "止")}, false}};
    Err err;
    Arena arena = {0};
    Policy *all;
    size_t n;
    Table t;
    if (*subject && !policy_subject_known(subject))
        return office_misuse(office, TXT("there is no policy %s", "没有策略 %s"), subject);
    if (!policies_read(office->db, &arena, true, &all, &n, &err)) return office_fail(office, &err);
    table_begin(&t, office, columns, 5);
    for (size_t i = 0; i < n; i++) {
        const Policy *p = is_first_of(all, i) ? policy_on(all, n, all[i].subject, day) : NULL;
        if (!p || (*subject && strcmp(subject, p->subject) != 0)) continue;
        for (size_t v = 0; v < p->n; v++) {
            table_text(&t, p->values[v].key);
            table_text(&t, p->values[v].value);
            table_int(&t, p->version);
            table_text(&t, p->from_day);
            table_text(&t, p->to_day);
        }
    }
    table_end(&t, (Words){TXT("no policy holds on that day", "当日没有生效的策略")});
    arena_free(&arena);
    return EXIT_DONE;
}

static Exit list(Office *office) {
    static const Column columns[] = {{"id", {TXT("id", "编号")}, false},
                                     {"subject", {TXT("subject", "策略")}, false},
                                     {"version", {TXT("version", "版本")}, true},
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
    table_begin(&t, office, columns, 8);
    for (size_t i = 0; i < n; i++) {
        table_text(&t, arena_printf(&arena, "%s:%d", all[i].subject, all[i].version));
        table_text(&t, all[i].subject);
        table_int(&t, all[i].version);
        table_text(&t, all[i].from_day);
        table_text(&t, all[i].to_day);
        table_text(&t, all[i].file);
        table_text(&t, all[i].by);
        table_instant(&t, all[i].imported);
    }
    table_end(&t, (Words){TXT("no policies yet", "还没有策略")});
    arena_free(&arena);
    return EXIT_DONE;
}

/* ---- diff ---- */

typedef struct Side { /* all values of a file, a day or a version */
    PolicyValue *values;
    size_t n;
} Side;

static void add_values(Side *side, Arena *arena, const Policy *p) {
    PolicyValue *all = arena_alloc(arena, (side->n + p->n + 1) * sizeof *all);
    if (side->n) memcpy(all, side->values, side->n * sizeof *all);
    if (p->n) memcpy(all + side->n, p->values, p->n * sizeof *all);
    side->values = all;
    side->n += p->n;
}

static bool side_of_file(Office *office, Arena *arena, const char *path, Side *side, Err *err) {
    PolicyFile file;
    if (!policy_file_read(path, arena, &file, err)) return false;
    for (size_t i = 0; i < file.n_faults; i++)
        file_fault(office, path, file.faults[i].line, file.faults[i].key, &file.faults[i].why);
    if (file.n_faults)
        return err_set(err, ERR_INPUT, TXT("%s has faults: mend them first", "%s 有错误：请先改正"), path);
    for (size_t i = 0; i < file.n; i++) add_values(side, arena, &file.policies[i]);
    return true;
}

/* "2026-11-23", "renewal:2", else a file. */
static bool side_of(Office *office, Arena *arena, const char *word, Side *side, Err *err) {
    Policy *all;
    size_t n;
    Ms day;
    bool is_day = day_parse(word, &day);
    if (!is_day && access(word, F_OK) == 0) return side_of_file(office, arena, word, side, err);
    if (!policies_read(office->db, arena, true, &all, &n, err)) return false;
    for (size_t i = 0; i < n; i++) {
        const Policy *p = is_day && is_first_of(all, i) ? policy_on(all, n, all[i].subject, word) : NULL;
        if (!is_day && strcmp(arena_printf(arena, "%s:%d", all[i].subject, all[i].version), word) == 0) p = &all[i];
        if (p) add_values(side, arena, p);
        if (p && !is_day) return true;
    }
    return is_day || err_set(err, ERR_NOT_FOUND,
                             TXT("%s is no file, no day and no version (lounge policies list)",
                                 "%s 不是文件、日期或版本（见 lounge policies list）"),
                             word);
}

static int by_key(const void *a, const void *b) {
    return strcmp(((const PolicyValue *)a)->key, ((const PolicyValue *)b)->key);
}

static void diff_row(Table *t, const char *what, const char *key, const char *before, const char *after) {
    table_text(t, what);
    table_text(t, key);
    table_text(t, before);
    table_text(t, after);
}

static void print_diff(const Office *office, const Side *a, const Side *b) {
    static const Column columns[] = {{"change", {TXT("change", "变化")}, false},
                                     {"key", {TXT("key", "项")}, false},
                                     {"before", {TXT("before", "原值")}, false},
                                     {"after", {TXT("after", "新值")}, false}};
    bool zh = office->zh && !office->json;
    Table t;
    table_begin(&t, office, columns, 4);
    for (size_t i = 0, j = 0; i < a->n || j < b->n;) {
        const PolicyValue *x = i < a->n ? &a->values[i] : NULL, *y = j < b->n ? &b->values[j] : NULL;
        int order = !x ? 1 : !y ? -1 : strcmp(x->key, y->key);
        if (order < 0)
            diff_row(&t, zh ? "删除" : "removed", x->key, x->value, NULL);
        else if (order > 0)
            diff_row(&t, zh ? "新增" : "added", y->key, NULL, y->value);
        else if (strcmp(x->value, y->value) != 0)
            diff_row(&t, zh ? "修改" : "changed", x->key, x->value, y->value);
        i += order <= 0;
        j += order >= 0;
    }
    table_end(&t, (Words){TXT("no difference", "没有差别")});
}

static Exit diff(Office *office, char **words, int n) {
    Err err;
    Arena arena = {0};
    Side sides[2] = {{NULL, 0}, {NULL, 0}};
    if (n != 2) return office_misuse(office, TXT("two of: a file, a day, a version", "需要两个：文件、日期或版本"));
    bool ok = side_of(office, &arena, words[0], &sides[0], &err) && side_of(office, &arena, words[1], &sides[1], &err);
    for (int i = 0; i < 2 && ok; i++)
        if (sides[i].n) qsort(sides[i].values, sides[i].n, sizeof *sides[i].values, by_key);
    if (ok) print_diff(office, &sides[0], &sides[1]);
    arena_free(&arena);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

/* ---- the command ---- */

static Exit run_verb(Office *office, const char *verb, char **words, int n, const char *at) {
    char day[32];
    Err err;
    Ms when;
    if (strcmp(verb, "check") == 0) return check(office, words, n);
    bool is_show = strcmp(verb, "show") == 0, is_diff = strcmp(verb, "diff") == 0;
    if (!is_show && !is_diff && strcmp(verb, "list") != 0)
        return office_misuse(
            office, TXT("policies check, show, diff or list, not %s", "应为 check、show、diff 或 list，而不是 %s"),
            verb);
    if ((is_show && n > 1) || (!is_show && !is_diff && n > 0))
        return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), words[n - 1]);
    if (*at && !day_parse(at, &when))
        return office_misuse(office, TXT("--at %s is not a day like 2026-11-23", "--at %s 不是 2026-11-23 这样的日期"),
                             at);
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    if (is_diff) return diff(office, words, n);
    if (!is_show) return list(office);
    return show(office, n ? words[0] : "", *at ? at : day_show(clock_now(), day, sizeof day));
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"at", required_argument, NULL, 'a'}, {0}};
    const char *at = "";
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        at = optarg;
    }
    if (optind == argc)
        return office_misuse(office,
                             TXT("what to do: check, show, diff or list", "请写出动作：check、show、diff 或 list"));
    return run_verb(office, argv[optind], argv + optind + 1, argc - optind - 1, at);
}

const Command cmd_policies = {
    .name = "policies",
    .about = {TXT("check policy files; show, compare and list what holds", "检查策略文件；查看、比较、列出生效的策略")},
    .usage = {TXT("policies check FILE...\npolicies show [SUBJECT] [--at DAY]\npolicies diff A B\npolicies list",
                  "policies check 文件...\npolicies show [策略] [--at 日期]\npolicies diff 甲 乙\npolicies list")},
    .details = {TXT(
        "  check  names each fault with file, line and key: wrong keys and types, what is missing, holes and\n"
        "         overlaps of tiers, days that overlap; exit 1 when there is one. Nothing is imported\n"
        "  show   what holds on a day (today when not said)\n"
        "  diff   A and B: files, days, or versions as list names them (renewal:2)\n"
        "  A changed policy is a new version: lounge import policies FILE",
        "  check  逐条指出文件、行号、项：未知项、类型、缺项、档位空档或重叠、日期重叠；有错时退出码为 1，\n"
        "         不做导入\n"
        "  show   某日生效的内容（默认今天）\n"
        "  diff   甲、乙可为文件、日期，或 list 中的版本（renewal:2）\n"
        "  修改策略即新增版本：lounge import policies 文件")},
    .example = "lounge policies diff 2026-11-01 2026-12-01",
    .run = run,
};
