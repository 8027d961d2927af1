/* lounge export: one of the documented views as CSV, Excel workbook or JSON, streamed row by row. */
#include "base/csv_write.h"
#include "office.h"
#include "own_words.h"
#include "store/view.h"
#include "xlsx_out.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef enum Format { FORMAT_CSV, FORMAT_JSON, FORMAT_XLSX } Format;

typedef struct Asked {
    char view[48]; /* "prepaid_postings" */
    Ms from, to;   /* to: exclusive */
    const char *from_day, *to_day;
    Format format;
    const char *path, *by;
} Asked;

enum { COLUMNS_MAX = 96 };

typedef struct OwnWords OwnWords;

typedef struct Export {
    Out out;
    size_t n_rows;
    int n_columns, sheets;
    char **keys;   /* JSON: `{"name": ` or `, "name": ` by column */
    XlsxOut *book; /* XLSX */
    bool stopped;  /* by the book; err says why */
    Err *err;
    const OwnWords *unsaid; /* a column of customers' own words that is left empty; NULL = none */
    const char *values[COLUMNS_MAX];
    size_t lens[COLUMNS_MAX];
} Export;

/* ---- own words: who may not read them gets the listing without ---- */

static const struct OwnWords {
    const char *view, *column;
    const char *of, *kind; /* only where the column `of` is `kind`; NULL = always */
} own_words[] = {
    {"ratings", "comment", NULL, NULL},  {"complaints", "text", NULL, NULL},    {"praise", "text", NULL, NULL},
    {"case_events", "note", NULL, NULL}, {"answers", "answer", "kind", "text"},
};

static const OwnWords *words_column(const char *view) {
    for (size_t i = 0; i < sizeof own_words / sizeof *own_words; i++)
        if (strcmp(own_words[i].view, view) == 0) return &own_words[i];
    return NULL;
}

static bool is_of_kind(const OwnWords *words, const ViewRow *row) {
    if (!words->of) return true;
    for (int i = 0; i < row->n; i++)
        if (strcmp(row->names[i], words->of) == 0) return row->values[i] && strcmp(row->values[i], words->kind) == 0;
    return true;
}

/* The row as it may be seen. */
static ViewRow seen(Export *e, const ViewRow *row) {
    ViewRow out = *row;
    if (!e->unsaid || row->n > COLUMNS_MAX || !is_of_kind(e->unsaid, row)) return out;
    for (int i = 0; i < row->n; i++) {
        bool hidden = strcmp(row->names[i], e->unsaid->column) == 0;
        e->values[i] = hidden && row->values[i] ? "" : row->values[i];
        if (row->lens) e->lens[i] = hidden ? 0 : row->lens[i];
    }
    out.values = e->values;
    if (row->lens) out.lens = e->lens;
    return out;
}

static bool find_unsaid(Office *office, const Asked *asked, Export *e, Err *err) {
    bool may;
    e->unsaid = words_column(asked->view);
    if (!e->unsaid) return true;
    if (!own_words_for(office, asked->by, &may, err)) return false;
    if (may)
        e->unsaid = NULL;
    else
        office_note(office, TXT("customers' own words are left out: --by MANAGER", "未导出客户留言：请加 --by 经理"));
    return true;
}

static void put(Out *out, const char *text) {
    out_bytes(out, text, strlen(text));
}

static bool csv_row(void *ctx, const ViewRow *all) {
    Export *e = ctx;
    ViewRow shown = seen(e, all), *row = &shown;
    for (int i = 0; i < row->n; i++) {
        if (i) out_bytes(&e->out, ",", 1);
        csv_cell(&e->out, row->values[i]);
    }
    out_bytes(&e->out, "\r\n", 2);
    e->n_rows++;
    return e->out.error == 0;
}

static bool json_row(void *ctx, const ViewRow *all) {
    Export *e = ctx;
    ViewRow shown = seen(e, all), *row = &shown;
    put(&e->out, e->n_rows ? ",\n" : "\n");
    for (int i = 0; i < row->n && i < e->n_columns; i++) {
        put(&e->out, e->keys[i]);
        switch (row->types[i]) {
        case VIEW_NULL: put(&e->out, "null"); break;
        case VIEW_INTEGER:
        case VIEW_REAL: put(&e->out, row->values[i]); break;
        case VIEW_TEXT: out_json_bytes(&e->out, row->values[i], row->lens[i]); break;
        }
    }
    put(&e->out, "}");
    e->n_rows++;
    return e->out.error == 0;
}

static bool book_row(void *ctx, const ViewRow *all) {
    Export *e = ctx;
    ViewRow shown = seen(e, all);
    e->stopped = !xlsx_out_row(e->book, &shown, e->err);
    e->n_rows++;
    return !e->stopped;
}

/* What stands before the rows: the byte order mark and the header line, or the opening bracket. */
static void begin_text(Export *e, Format format, const char *const *names, int n, Arena *arena) {
    if (format == FORMAT_CSV) {
        put(&e->out, "\xEF\xBB\xBF");
        const OwnWords *unsaid = e->unsaid;
        e->unsaid = NULL; /* the heading is no row */
        csv_row(e, &(ViewRow){.n = n, .values = names});
        e->unsaid = unsaid;
        e->n_rows = 0;
        return;
    }
    put(&e->out, "[");
    e->n_columns = n;
    e->keys = arena_alloc(arena, (size_t)n * sizeof *e->keys);
    for (int i = 0; i < n; i++) e->keys[i] = arena_printf(arena, "%s\"%s\": ", i ? ", " : "{", names[i]);
}

static bool write_text(Office *office, const Asked *asked, Export *e, Arena *arena, Err *err) {
    const char *const *names;
    int n;
    bool json = asked->format == FORMAT_JSON;
    if (!view_columns(office->db, asked->view, arena, &names, &n, err)) return false;
    begin_text(e, asked->format, names, n, arena);
    if (json ? !view_each(office->db, asked->view, asked->from, asked->to, json_row, e, err)
             : !view_each_text(office->db, asked->view, asked->from, asked->to, csv_row, e, err))
        return false;
    if (json) put(&e->out, e->n_rows ? "\n]\n" : "]\n");
    return true;
}

/* The workbook's library writes a file by its name: the temporary one that out_finish puts in place. */
static bool write_book(Office *office, const Asked *asked, Export *e, Arena *arena, Err *err) {
    const char *const *names;
    int n;
    e->err = err;
    if (!*e->out.temporary) /* a device or a pipe */
        return err_set(err, ERR_USAGE, TXT("%s: a workbook needs a plain file", "%s：工作簿须写到普通文件"),
                       asked->path);
    if (!view_columns(office->db, asked->view, arena, &names, &n, err) ||
        !xlsx_out_begin(&e->book, e->out.temporary, asked->view, names, n, err))
        return false;
    if (!view_each(office->db, asked->view, asked->from, asked->to, book_row, e, err) || e->stopped) {
        xlsx_out_abandon(e->book);
        return false;
    }
    e->sheets = xlsx_out_sheets(e->book);
    return xlsx_out_end(e->book, err);
}

static Exit export_it(Office *office, const Asked *asked) {
    Err err = {0};
    Export e = {0};
    Arena arena = {0};
    if (!find_unsaid(office, asked, &e, &err) || !out_begin(&e.out, asked->path, &err))
        return office_fail(office, &err);
    bool to_file = e.out.path != NULL;
    bool good = asked->format == FORMAT_XLSX ? write_book(office, asked, &e, &arena, &err)
                                             : write_text(office, asked, &e, &arena, &err);
    if (good) {
        good = out_finish(&e.out, &err);
    } else {
        out_abandon(&e.out);
    }
    arena_free(&arena);
    if (!good) return office_fail(office, &err);
    if (to_file) office_note(office, TXT("%s: %zu rows", "%s：%zu 行"), asked->path, e.n_rows);
    if (e.sheets > 1)
        office_note(office,
                    TXT("a sheet of Excel holds 1,048,576 lines: there are %d sheets, each with the heading",
                        "Excel 一张工作表最多 1048576 行：共 %d 张表，每张都有表头"),
                    e.sheets);
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

/* --format, else what the file's name ends in, else csv; false when it is none of the three. */
static bool read_format(const Office *office, const char *said, const char *path, Format *out) {
    static const char *const names[] = {"csv", "json", "xlsx"};
    const char *dot = path ? strrchr(path, '.') : NULL;
    *out = office->json ? FORMAT_JSON : FORMAT_CSV;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (said ? strcmp(said, names[i]) != 0 : office->json || !dot || strcasecmp(dot + 1, names[i]) != 0) continue;
        *out = (Format)i;
        return true;
    }
    return !said;
}

/* "prepaid-postings" and "prepaid_postings" are the view v_prepaid_postings. */
static bool read_view(Office *office, const char *word, Asked *asked, Err *err) {
    Arena arena = {0};
    const char *const *names;
    size_t n;
    Buf all = {0};
    bool found = false;
    snprintf(asked->view, sizeof asked->view, "%s", word);
    for (char *p = asked->view; *p; p++)
        if (*p == '-') *p = '_';
    bool ok = view_list(office->db, &arena, &names, &n, err);
    for (size_t i = 0; ok && i < n; i++) {
        found = found || strcmp(names[i], asked->view) == 0;
        buf_printf(&all, "%s%s", i ? ", " : "", names[i]);
    }
    if (ok && !found)
        ok = err_set(err, ERR_USAGE, TXT("cannot export %.40s; there are: %s", "不能导出 %.40s；可导出：%s"), word,
                     buf_text(&all));
    buf_free(&all);
    arena_free(&arena);
    return ok;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {
        {"from", required_argument, NULL, 'f'},   {"to", required_argument, NULL, 't'},
        {"format", required_argument, NULL, 'F'}, {"output", required_argument, NULL, 'o'},
        {"by", required_argument, NULL, 'b'},     {0}};
    Asked asked = {0};
    const char *format = NULL;
    for (int o; (o = office_option(office, argc, argv, "o:", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'f') asked.from_day = optarg;
        if (o == 't') asked.to_day = optarg;
        if (o == 'F') format = optarg;
        if (o == 'o') asked.path = optarg;
        if (o == 'b') asked.by = optarg;
    }
    if (argc - optind != 1) return office_misuse(office, TXT("say what to export", "请指明导出哪一种"));
    if (!read_format(office, format, asked.path, &asked.format))
        return office_misuse(
            office, TXT("--format is csv, xlsx or json, not %s", "--format 应为 csv、xlsx 或 json，而不是 %s"), format);
    if (asked.format == FORMAT_XLSX && (!asked.path || strcmp(asked.path, "-") == 0))
        return office_misuse(office, TXT("a workbook needs a file: -o FILE.xlsx", "工作簿须写到文件：-o 文件.xlsx"));
    Err err;
    if (!office_open(office, DB_READ, &err) || !read_view(office, argv[optind], &asked, &err) ||
        !read_days(&asked, &err))
        return office_fail(office, &err);
    office_mark_demo(office);
    return export_it(office, &asked);
}

const Command cmd_export = {
    .name = "export",
    .about = {TXT("ratings, orders, parts or any other listing as CSV, Excel or JSON",
                  "导出评价、工单、配件等任一列表（CSV、Excel 或 JSON）")},
    .usage = {TXT("export LISTING [--from DAY] [--to DAY] [--format csv|xlsx|json] [-o FILE] [--by MANAGER]",
                  "export 列表 [--from 日期] [--to 日期] [--format csv|xlsx|json] [-o 文件] [--by 经理]")},
    .details = {TXT(
        "  LISTING       bar-orders, calls, car-use, complaints, corrections, coupons, deposits, findings,\n"
        "                gifts, leads, offer-counts, orders, parts, prepaid, prepaid-postings, ratings …:\n"
        "                each view of the README by its name without v_\n"
        "  --from, --to  local days, both included; all when left out\n"
        "  --format      csv (UTF-8 with BOM, opens right in Excel), xlsx or json; when left out by the\n"
        "                file's name, else csv\n"
        "  -o FILE       replaced only once everything is written; standard output when left out\n"
        "  --by MANAGER  also what customers wrote in their own words (where the store keeps staff)\n"
        "  In CSV a text that a spreadsheet would run as a formula gets an apostrophe in front, which\n"
        "  import takes off again; in Excel files it is text as it is.",
        "  列表          bar-orders、calls、car-use、complaints、corrections、coupons、deposits、findings、\n"
        "                gifts、leads、offer-counts、orders、parts、prepaid、prepaid-postings、ratings 等：\n"
        "                即 README 中各视图去掉 v_ 的名称\n"
        "  --from、--to  本地日期，首尾都包含；省略即全部\n"
        "  --format      csv（UTF-8 带 BOM，Excel 可直接打开）、xlsx 或 json；省略则按文件名，否则为 csv\n"
        "  -o 文件       全部写完后才替换；省略即标准输出\n"
        "  --by 经理     连同客户留言（门店登记了员工时）\n"
        "  CSV 中会被表格软件当作公式的文字，前面加一个撇号，导入时会去掉；Excel 文件中原样保存为文字。")},
    .example = "lounge export ratings --from 2026-11-01 --to 2026-11-30 --format csv -o ratings.csv",
    .run = run,
};
