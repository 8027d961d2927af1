/* lounge sql: one SELECT of a clerk's own over the documented views, printed as a table, JSON or CSV as it comes. */
#include "base/csv_write.h"
#include "own_words.h"
#include "store/sql_read.h"
#include "table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SECONDS = 60, SECONDS_MOST = 86400, TABLE_MOST = 20000, SQL_MOST = 1024 * 1024 };

typedef struct Printing {
    Office *office;
    bool csv, full;
    int n;
    const char **names; /* columns of the table, the arena's */
    Column *columns;
    Table table;
    Out out; /* CSV and JSON */
    int64_t rows;
    Arena arena;
} Printing;

/* ^C ends the query, not the program: what was printed stays whole. */
static volatile sig_atomic_t stopped;

static void stop(int signal_number) {
    (void)signal_number;
    stopped = 1;
}

static void put(Out *out, const char *text) {
    out_bytes(out, text, strlen(text));
}

static bool print_head(void *ctx, int n, const char *const *names) {
    Printing *p = ctx;
    p->n = n;
    p->names = arena_alloc(&p->arena, (size_t)(n + 1) * sizeof *p->names);
    p->columns = arena_alloc(&p->arena, (size_t)(n + 1) * sizeof *p->columns);
    for (int i = 0; i < n; i++) {
        p->names[i] = arena_strdup(&p->arena, names[i] ? names[i] : "");
        p->columns[i] = (Column){p->names[i], {p->names[i], p->names[i]}, false};
    }
    if (p->csv) {
        put(&p->out, "\xEF\xBB\xBF");
        for (int i = 0; i < n; i++) {
            if (i) put(&p->out, ",");
            csv_cell(&p->out, p->names[i]);
        }
        put(&p->out, "\r\n");
    } else if (p->office->json) {
        put(&p->out, "[");
    } else {
        table_begin(&p->table, p->office, p->columns, (size_t)n);
    }
    return true;
}

static void csv_row(Printing *p, int n, const SqlValue *values) {
    for (int i = 0; i < n; i++) {
        if (i) put(&p->out, ",");
        if (values[i].type != VALUE_NULL) csv_cell(&p->out, values[i].text);
    }
    put(&p->out, "\r\n");
}

static void json_row(Printing *p, int n, const SqlValue *values) {
    put(&p->out, p->rows ? ",\n {" : "\n {");
    for (int i = 0; i < n; i++) {
        const SqlValue *v = &values[i];
        if (i) put(&p->out, ", ");
        out_json_text(&p->out, p->names[i]);
        put(&p->out, ": ");
        if (v->type == VALUE_NULL || (v->type == VALUE_REAL && !isfinite(v->real)))
            put(&p->out, "null");
        else if (v->type == VALUE_INTEGER || v->type == VALUE_REAL)
            put(&p->out, v->text);
        else
            out_json_text(&p->out, v->text);
    }
    put(&p->out, "}");
}

static bool print_row(void *ctx, int n, const SqlValue *values) {
    Printing *p = ctx;
    if (p->csv) {
        csv_row(p, n, values);
    } else if (p->office->json) {
        json_row(p, n, values);
    } else if (p->rows == TABLE_MOST) {
        p->full = true;
        return false;
    } else {
        for (int i = 0; i < n; i++) {
            if (!p->rows && (values[i].type == VALUE_INTEGER || values[i].type == VALUE_REAL))
                p->columns[i].right = true;
            table_text(&p->table, values[i].type == VALUE_NULL ? NULL : values[i].text);
        }
    }
    p->rows++;
    return true;
}

/* What came before a fault is written all the same: it is as true as it was. */
static bool print_end(Printing *p, bool ok, Err *err) {
    bool streamed = p->csv || p->office->json;
    if (p->office->json && !p->csv && p->names) put(&p->out, p->rows ? "\n]\n" : "]\n");
    if (!ok && !p->rows)
        table_drop(&p->table);
    else if (!streamed && p->names)
        table_end(&p->table, (Words){TXT("no rows", "没有结果")});
    if (p->full)
        office_note(p->office,
                    TXT("the first %d rows; all of them: --csv or --json", "仅前 %d 行；全部请用 --csv 或 --json"),
                    TABLE_MOST);
    return !streamed || out_finish(&p->out, err);
}

typedef struct Asked {
    const char *sql, *by; /* by: NULL = nobody said who */
    bool csv;
    int seconds;
} Asked;

static Exit answer(Office *office, const Asked *a) {
    Printing p = {.office = office, .csv = a->csv};
    bool left_out = false;
    SqlReader reader = {&p, print_head, print_row, &stopped, a->seconds, false, &left_out};
    struct sigaction act = {.sa_handler = stop};
    Err err, written = {0};
    if (!own_words_for(office, a->by, &reader.own_words, &err)) return office_fail(office, &err);
    if ((a->csv || office->json) && !out_begin(&p.out, NULL, &err)) return office_fail(office, &err);
    office_mark_demo(office);
    sigaction(SIGINT, &act, NULL);
    bool ok = sql_read(office->db_path, a->sql, &reader, &err);
    bool whole = print_end(&p, ok, &written);
    arena_free(&p.arena);
    if (left_out)
        office_note(office, TXT("customers' own words are left out, also where it is asked for them: --by MANAGER",
                                "未显示客户原话和备注（条件中亦视为空）：请加 --by 经理"));
    if (!ok) return office_fail(office, &err);
    return whole ? EXIT_DONE : office_fail(office, &written);
}

/* "-": the statement is read from standard input. */
static const char *statement(const char *word, Buf *typed) {
    char chunk[4096];
    if (strcmp(word, "-") != 0) return word;
    for (size_t n; typed->len < SQL_MOST && (n = fread(chunk, 1, sizeof chunk, stdin)) > 0;) buf_add(typed, chunk, n);
    return buf_text(typed);
}

static bool take_seconds(Office *office, const char *text, int *seconds) {
    char *end;
    long n = strtol(text, &end, 10);
    if (end == text || *end || n < 1 || n > SECONDS_MOST) {
        office_misuse(office, TXT("--seconds is 1 to %d, not %s", "--seconds 应为 1 至 %d，而不是 %s"), SECONDS_MOST,
                      text);
        return false;
    }
    *seconds = (int)n;
    return true;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"csv", no_argument, NULL, 'c'},
                                        {"seconds", required_argument, NULL, 's'},
                                        {"by", required_argument, NULL, 'b'},
                                        {0}};
    Asked a = {.seconds = SECONDS};
    Err err;
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == 'c')
            a.csv = true;
        else if (o == 'b')
            a.by = optarg;
        else if (o != 's' || !take_seconds(office, optarg, &a.seconds))
            return EXIT_USAGE;
    }
    if (optind + 1 != argc)
        return office_misuse(
            office, TXT("one statement, in quotes, or - to read it", "需要一条语句（加引号），或用 - 从标准输入读取"));
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    Buf typed = {0};
    a.sql = statement(argv[optind], &typed);
    Exit code = answer(office, &a);
    buf_free(&typed);
    return code;
}

const Command cmd_sql = {
    .name = "sql",
    .about = {TXT("one SELECT of your own over the store, read only", "自己写一条 SELECT 查询，只读")},
    .usage = {TXT("sql \"select …\" [--json|--csv] [--seconds 60] [--by MANAGER]\nsql - [--json|--csv]",
                  "sql \"select …\" [--json|--csv] [--seconds 60] [--by 经理]\nsql - [--json|--csv]")},
    .details = {TXT("  -            reads the statement from standard input\n"
                    "  --csv        as CSV, all rows as they come; --json likewise\n"
                    "  --seconds N  ends it after so long (60); ^C ends it at once\n"
                    "  --by MANAGER shows what customers wrote in their own words too (where the store keeps staff)\n"
                    "  The views (v_orders, v_ratings …) are in the README: their columns stay. Nothing can be\n"
                    "  changed from here: what is not reading is refused.",
                    "  -            从标准输入读取语句\n"
                    "  --csv        以 CSV 输出全部结果；--json 同理\n"
                    "  --seconds N  最长运行秒数（默认 60）；^C 立即停止\n"
                    "  --by 经理    同时显示客户原话（门店登记了员工时）\n"
                    "  视图（v_orders、v_ratings 等）见 README，列只增不减。此处只能读取，写入一律拒绝。")},
    .example = "lounge sql \"select at, score, nps from v_ratings order by at_ms desc limit 20\"",
    .run = run,
};
