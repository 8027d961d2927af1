/* lounge export: one of the documented views as CSV or JSON, streamed row by row. */
#include "base/csv_write.h"
#include "office.h"
#include "store/view.h"

#include <stdlib.h>
#include <string.h>

typedef struct Subject {
    const char *name;
    DbView view;
} Subject;
static const Subject subjects[] = {
    {"ratings", VIEW_RATINGS}, {"complaints", VIEW_COMPLAINTS}, {"coupons", VIEW_COUPONS},
    {"calls", VIEW_CALLS},     {"orders", VIEW_ORDERS},
};

/* Columns that are numbers in JSON, besides those ending in _ms, _km and _fen. The rest is text even where it looks
 * like a number: a phone, an order number. */
static const char *const numbers[] = {
    "value",   "score", "initiation", "advisor",         "facility", "pickup",
    "quality", "csi",   "nps",        "contact_consent", "suspect",  "questionnaire_version",
    "rework",
};

static bool is_number(const char *column) {
    size_t len = strlen(column);
    static const char *const ends[] = {"_ms", "_km", "_fen"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        if (len > n && strcmp(column + len - n, ends[i]) == 0) return true;
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strcmp(column, numbers[i]) == 0) return true;
    return false;
}

typedef struct Export {
    Out out;
    size_t n_rows;
    int n_columns;
    char **keys; /* JSON: `{"name": ` or `, "name": ` by column */
    bool *number;
} Export;

static void put(Out *out, const char *text) {
    out_bytes(out, text, strlen(text));
}

static bool csv_row(void *ctx, int n, const char *const *names, const char *const *values) {
    Export *e = ctx;
    (void)names;
    for (int i = 0; i < n; i++) {
        if (i) out_bytes(&e->out, ",", 1);
        csv_cell(&e->out, values[i]);
    }
    out_bytes(&e->out, "\r\n", 2);
    e->n_rows++;
    return e->out.error == 0;
}

static bool json_row(void *ctx, int n, const char *const *names, const char *const *values) {
    Export *e = ctx;
    (void)names;
    put(&e->out, e->n_rows ? ",\n" : "\n");
    for (int i = 0; i < n && i < e->n_columns; i++) {
        put(&e->out, e->keys[i]);
        if (!values[i]) {
            put(&e->out, "null");
        } else if (e->number[i]) {
            put(&e->out, values[i]);
        } else {
            out_json_text(&e->out, values[i]);
        }
    }
    put(&e->out, "}");
    e->n_rows++;
    return e->out.error == 0;
}

/* What stands before the rows: the byte order mark and the header line, or the opening bracket. */
static void begin(Export *e, bool json, const char *const *names, int n, Arena *arena) {
    if (!json) {
        put(&e->out, "\xEF\xBB\xBF");
        csv_row(e, n, NULL, names);
        e->n_rows = 0;
        return;
    }
    put(&e->out, "[");
    e->n_columns = n;
    e->keys = arena_alloc(arena, (size_t)n * sizeof *e->keys);
    e->number = arena_alloc(arena, (size_t)n * sizeof *e->number);
    for (int i = 0; i < n; i++) {
        e->keys[i] = arena_printf(arena, "%s\"%s\": ", i ? ", " : "{", names[i]);
        e->number[i] = is_number(names[i]);
    }
}

typedef struct Asked {
    const Subject *subject;
    Ms from, to; /* to: exclusive */
    const char *from_day, *to_day;
    bool json;
    const char *path;
} Asked;

static bool write_rows(Office *office, const Asked *asked, Export *e, Arena *arena, Err *err) {
    const char *const *names;
    int n;
    if (!view_columns(office->db, asked->subject->view, arena, &names, &n, err)) return false;
    begin(e, asked->json, names, n, arena);
    if (!db_view_each(office->db, asked->subject->view, asked->from, asked->to, asked->json ? json_row : csv_row, e,
                      err))
        return false;
    if (asked->json) put(&e->out, e->n_rows ? "\n]\n" : "]\n");
    return true;
}

static Exit export_it(Office *office, const Asked *asked) {
    Err err;
    Export e = {0};
    if (!out_begin(&e.out, asked->path, &err)) return office_fail(office, &err);
    Arena arena = {0};
    bool good = write_rows(office, asked, &e, &arena, &err);
    bool to_file = e.out.path != NULL;
    if (good) {
        good = out_finish(&e.out, &err);
    } else {
        out_abandon(&e.out);
    }
    arena_free(&arena);
    if (!good) return office_fail(office, &err);
    if (to_file) office_note(office, TXT("%s: %zu rows", "%s：%zu 行"), asked->path, e.n_rows);
    return EXIT_DONE;
}

/* The days are the store's: they can be read only once its zone is known. */
static bool read_days(Asked *asked, Err *err) {
    asked->from = INT64_MIN;
    asked->to = INT64_MAX;
    if (asked->from_day && !day_parse(asked->from_day, &asked->from))
        return err_set(err, ERR_USAGE,
                       TXT("--from %s is not a day like 2026-11-23", "--from %s 不是 2026-11-23 这样的日期"),
                       asked->from_day);
    if (asked->to_day && !day_parse(asked->to_day, &asked->to))
        return err_set(err, ERR_USAGE,
                       TXT("--to %s is not a day like 2026-11-23", "--to %s 不是 2026-11-23 这样的日期"),
                       asked->to_day);
    if (asked->to_day) asked->to = day_add(asked->to, 1);
    if (asked->from >= asked->to)
        return err_set(err, ERR_USAGE, TXT("--from %s is after --to %s", "--from %s 晚于 --to %s"), asked->from_day,
                       asked->to_day);
    return true;
}

static const Subject *subject_of(const char *name) {
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        if (strcmp(subjects[i].name, name) == 0) return &subjects[i];
    return NULL;
}

/* --format csv|json, or EXIT_USAGE told. */
static Exit read_format(Office *office, Asked *asked, const char *format) {
    asked->json = strcmp(format, "json") == 0;
    if (asked->json || strcmp(format, "csv") == 0) return EXIT_DONE;
    return office_misuse(office, TXT("--format is csv or json, not %s", "--format 应为 csv 或 json，而不是 %s"),
                         format);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"from", required_argument, NULL, 'f'},
                                        {"to", required_argument, NULL, 't'},
                                        {"format", required_argument, NULL, 'F'},
                                        {"output", required_argument, NULL, 'o'},
                                        {0}};
    Asked asked = {0};
    const char *format = NULL;
    for (int o; (o = office_option(office, argc, argv, "o:", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'f') asked.from_day = optarg;
        if (o == 't') asked.to_day = optarg;
        if (o == 'F') format = optarg;
        if (o == 'o') asked.path = optarg;
    }
    if (argc - optind != 1) return office_misuse(office, TXT("which of the five?", "请指明导出哪一种"));
    asked.subject = subject_of(argv[optind]);
    if (!asked.subject) return office_misuse(office, TXT("cannot export %s", "不能导出 %s"), argv[optind]);
    if (read_format(office, &asked, format ? format : office->json ? "json" : "csv") != EXIT_DONE) return EXIT_USAGE;
    Err err;
    if (!office_open(office, DB_READ, &err) || !read_days(&asked, &err)) return office_fail(office, &err);
    office_mark_demo(office);
    return export_it(office, &asked);
}

const Command cmd_export = {
    .name = "export",
    .about = {TXT("ratings, complaints, coupons, calls or orders as CSV or JSON",
                  "导出评价、投诉、券、呼叫或工单（CSV 或 JSON）")},
    .usage = {TXT("export ratings|complaints|coupons|calls|orders [--from DAY] [--to DAY]\n"
                  "       [--format csv|json] [-o FILE]",
                  "export ratings|complaints|coupons|calls|orders [--from 日期] [--to 日期]\n"
                  "       [--format csv|json] [-o 文件]")},
    .details = {TXT("  --from, --to  local days, both included; all when left out\n"
                    "  --format      csv (UTF-8 with BOM, opens right in Excel) or json; csv when left out\n"
                    "  -o FILE       replaced only once everything is written; standard output when left out\n"
                    "  In CSV a text that a spreadsheet would run as a formula gets an apostrophe in front.",
                    "  --from、--to  本地日期，首尾都包含；省略即全部\n"
                    "  --format      csv（UTF-8 带 BOM，Excel 可直接打开）或 json；省略即 csv\n"
                    "  -o 文件       全部写完后才替换；省略即标准输出\n"
                    "  CSV 中会被表格软件当作公式的文字，前面加一个撇号。")},
    .example = "lounge export ratings --from 2026-11-01 --to 2026-11-30 --format csv -o ratings.csv",
    .run = run,
};
