/* A report's options, and funnels as table, JSON, CSV and HTML. */
#include "report_page.h"

#include "base/csv_write.h"
#include "table.h"

#include <string.h>

/* ---- options ---- */

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
    static const char *const formats[] = {"text", "json", "html", "csv"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(formats[i], text) != 0) continue;
        *out = (ReportFormat)i;
        return true;
    }
    *code = office_misuse(office,
                          TXT("--format is text, json, html or csv, not %s", "--format 应为 text、json、html 或 csv，"
                                                                             "而不是 %s"),
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
    case OFFICE_HELPED: *code = EXIT_DONE; return false;
    default: *code = EXIT_USAGE; return false;
    }
}

bool report_ask(Office *office, int argc, char **argv, ReportAsk *ask, Exit *code) {
    static const struct option own[] = {{"from", required_argument, NULL, 'f'},
                                        {"to", required_argument, NULL, 't'},
                                        {"format", required_argument, NULL, 'F'},
                                        {"output", required_argument, NULL, 'o'},
                                        {"by", required_argument, NULL, 'b'},
                                        {"offer", required_argument, NULL, 'O'},
                                        {0}};
    *ask = (ReportAsk){0};
    for (int o; (o = office_option(office, argc, argv, "o:", own)) != -1;)
        if (!take_option(office, o, ask, code)) return false;
    if (office->json) ask->format = FORMAT_JSON;
    office->json = ask->format == FORMAT_JSON;
    Err err;
    if (!office_open(office, DB_READ, &err)) {
        *code = office_fail(office, &err);
        return false;
    }
    Ms to = day_start(clock_now()), from;
    if (*ask->to) day_parse(ask->to, &to);
    day_show(to, ask->to, sizeof ask->to);
    if (!*ask->from) day_show(day_add(to, 1 - DAYS_SHOWN), ask->from, sizeof ask->from);
    day_parse(ask->from, &from);
    if (from <= to) return true;
    *code = office_misuse(office, TXT("--from %s is after --to %s", "--from %s 晚于 --to %s"), ask->from, ask->to);
    return false;
}

/* ---- words ---- */

static const char *words_of(Arena *arena, bool zh, bool there, const Share *share) {
    Share s = *share;
    if (!there) return "–";
    return arena_printf(arena, zh ? "%d.%d%%（%d.%d–%d.%d%%，%lld / %lld）" : "%d.%d %% (%d.%d–%d.%d %%, %lld of %lld)",
                        s.rate / 10, s.rate % 10, s.low / 10, s.low % 10, s.high / 10, s.high % 10, (long long)s.n,
                        (long long)s.base);
}

const char *share_words(Arena *arena, bool zh, int64_t n, int64_t base) {
    Share s;
    bool there = share_of(n, base, &s);
    return words_of(arena, zh, there, &s);
}

const char *opened_words(Arena *arena, bool zh, const Funnel *sums) {
    Share s;
    bool there = funnel_opened(sums, &s);
    return words_of(arena, zh, there, &s);
}

const char *day_words(Arena *arena, bool zh, const char *day) {
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Ms at;
    if (!day_parse(day, &at)) return day;
    LocalTime lt = local_of(at);
    if (zh) return arena_printf(arena, "%d月%d日", lt.month, lt.day);
    return arena_printf(arena, "%d %s", lt.day, months[lt.month - 1]);
}

static const Words by_titles[BYS] = {
    [BY_OFFER] = {TXT("offer", "优惠")}, [BY_ACTIVITY] = {TXT("activity", "活动")},  [BY_KIND] = {TXT("kind", "类别")},
    [BY_DAY] = {TXT("day", "日期")},     [BY_WEEK] = {TXT("week of", "周（周一）")}, [BY_HOUR] = {TXT("hour", "时段")},
    [BY_PLACE] = {TXT("where", "位置")}, [BY_AXIS] = {TXT("of cars", "车辆")},
};

static const Words titles[] = {
    {TXT("shown", "展示")}, {TXT("on board", "其中看板")}, {TXT("opened", "打开")},         {TXT("of shown", "打开率")},
    {TXT("taken", "领券")}, {TXT("redeemed", "核销")},     {TXT("of taken", "领券核销率")}, {TXT("money", "金额")},
};

/* ---- table and JSON ---- */

/* −1: too few to be told. */
static void count_cell(Table *t, int64_t n) {
    if (n < 0)
        table_text(t, NULL);
    else
        table_int(t, n);
}

static void json_share(Table *t, bool there, const Share *s) {
    int64_t parts[] = {s->base, s->rate, s->low, s->high};
    for (int i = 0; i < 4; i++) {
        if (there)
            table_int(t, parts[i]);
        else
            table_text(t, NULL);
    }
}

static void print_json(const Office *office, const FunnelTable *table) {
    static const Column columns[] = {
        {"key", {TXT("", "")}, false},
        {"label", {TXT("", "")}, false},
        {"shown", {TXT("", "")}, true},
        {"shown_on_board", {TXT("", "")}, true},
        {"opened", {TXT("", "")}, true},
        {"opened_base", {TXT("", "")}, true},
        {"opened_permille", {TXT("", "")}, true},
        {"opened_low", {TXT("", "")}, true},
        {"opened_high", {TXT("", "")}, true},
        {"taken", {TXT("", "")}, true},
        {"taken_redeemed", {TXT("", "")}, true},
        {"redeemed_base", {TXT("", "")}, true},
        {"redeemed_permille", {TXT("", "")}, true},
        {"redeemed_low", {TXT("", "")}, true},
        {"redeemed_high", {TXT("", "")}, true},
        {"redeemed", {TXT("", "")}, true},
        {"money_fen", {TXT("", "")}, true},
    };
    Table t;
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < table->n; i++) {
        const Funnel *f = &table->rows[i].sums;
        Share s;
        table_text(&t, table->rows[i].key);
        table_text(&t, table->rows[i].label);
        table_int(&t, f->shown);
        table_int(&t, f->board);
        table_int(&t, f->opened);
        json_share(&t, funnel_opened(f, &s), &s);
        count_cell(&t, f->taken);
        count_cell(&t, f->used);
        json_share(&t, share_of(f->used, f->taken, &s), &s);
        count_cell(&t, f->redeemed);
        count_cell(&t, f->money);
    }
    table_end(&t, (Words){TXT("", "")});
}

static void print_row(Table *t, const char *label, const Funnel *f) {
    bool zh = t->office->zh;
    table_text(t, label);
    table_int(t, f->shown);
    table_int(t, f->board);
    table_int(t, f->opened);
    table_text(t, opened_words(&t->arena, zh, f));
    count_cell(t, f->taken);
    count_cell(t, f->redeemed);
    table_text(t, share_words(&t->arena, zh, f->used, f->taken));
    table_fen(t, f->money);
}

static void print_table(const Office *office, FunnelBy by, const FunnelTable *table) {
    Column columns[9] = {{"label", by_titles[by], false}};
    Table t;
    for (int i = 0; i < 8; i++) columns[i + 1] = (Column){"", titles[i], i != 3 && i != 6};
    table_begin(&t, office, columns, 9);
    for (size_t i = 0; i < table->n; i++) print_row(&t, table->rows[i].label, &table->rows[i].sums);
    if (table->n && by != BY_AXIS && by != BY_ACTIVITY) print_row(&t, office->zh ? "合计" : "all", &table->all);
    table_end(&t, (Words){TXT("nothing was shown or taken in that time", "这段时间没有展示，也没有领券")});
}

void funnel_print(const Office *office, const ReportAsk *ask, FunnelBy by, const FunnelTable *table) {
    if (ask->format == FORMAT_JSON) {
        print_json(office, table);
        return;
    }
    printf("%s – %s\n", ask->from, ask->to);
    print_table(office, by, table);
    if (table->hidden)
        say(office, TXT("%d groups of fewer than %d are left out", "另有 %d 组少于 %d 次，不予列出"), table->hidden,
            GROUP_LEAST);
}

/* ---- CSV ---- */

static void csv_number(Out *out, int64_t value, bool there) {
    char text[24] = "";
    if (there) snprintf(text, sizeof text, "%lld", (long long)value);
    out_bytes(out, ",", 1);
    csv_cell(out, text);
}

static void csv_row(Out *out, const FunnelRow *row) {
    const Funnel *f = &row->sums;
    Share open, use;
    bool opened = funnel_opened(f, &open), used = share_of(f->used, f->taken, &use);
    csv_cell(out, row->key);
    out_bytes(out, ",", 1);
    csv_cell(out, row->label);
    csv_number(out, f->shown, true);
    csv_number(out, f->board, true);
    csv_number(out, f->opened, true);
    csv_number(out, open.base, opened);
    csv_number(out, open.rate, opened);
    csv_number(out, open.low, opened);
    csv_number(out, open.high, opened);
    csv_number(out, f->taken, f->taken >= 0);
    csv_number(out, f->used, f->used >= 0);
    csv_number(out, use.base, used);
    csv_number(out, use.rate, used);
    csv_number(out, use.low, used);
    csv_number(out, use.high, used);
    csv_number(out, f->redeemed, f->redeemed >= 0);
    csv_number(out, f->money, f->money >= 0);
    out_bytes(out, "\r\n", 2);
}

bool funnel_csv(const ReportAsk *ask, const FunnelTable *table, Err *err) {
    static const char head[] = "\xEF\xBB\xBFkey,label,shown,shown_on_board,opened,opened_base,opened_permille,opened_"
                               "low,opened_high,taken,taken_redeemed,"
                               "redeemed_base,redeemed_permille,redeemed_low,redeemed_high,redeemed,money_fen\r\n";
    Out out;
    if (!out_begin(&out, ask->out, err)) return false;
    out_bytes(&out, head, sizeof head - 1);
    for (size_t i = 0; i < table->n; i++) csv_row(&out, &table->rows[i]);
    return out_finish(&out, err);
}

/* ---- HTML ---- */

static void number_cell(Buf *page, int64_t value) {
    if (value < 0)
        buf_puts(page, "<td class=\"n\">–</td>");
    else
        buf_printf(page, "<td class=\"n\">%lld</td>", (long long)value);
}

static void html_row(Buf *page, const Office *office, const char *label, const Funnel *f, bool sum, Arena *arena) {
    char money[32];
    buf_printf(page, "<tr%s>", sum ? " class=\"sum\"" : "");
    html_element(page, "td", label);
    number_cell(page, f->shown);
    number_cell(page, f->board);
    number_cell(page, f->opened);
    html_classed(page, "td", "n", opened_words(arena, office->zh, f));
    number_cell(page, f->taken);
    number_cell(page, f->redeemed);
    html_classed(page, "td", "n", share_words(arena, office->zh, f->used, f->taken));
    html_classed(page, "td", "n", f->money < 0 ? "–" : fen_show(f->money, money, sizeof money));
    buf_puts(page, "</tr>\n");
}

static void html_table(Buf *page, const Office *office, FunnelBy by, const FunnelTable *table, Arena *arena) {
    buf_puts(page, "<table>\n<tr>");
    html_element(page, "th", office_words(office, by_titles[by]));
    for (int i = 0; i < 8; i++) html_classed(page, "th", "n", office_words(office, titles[i]));
    buf_puts(page, "</tr>\n");
    for (size_t i = 0; i < table->n; i++)
        html_row(page, office, table->rows[i].label, &table->rows[i].sums, false, arena);
    if (by != BY_AXIS && by != BY_ACTIVITY)
        html_row(page, office, office->zh ? "合计" : "all", &table->all, true, arena);
    buf_puts(page, "</table>\n");
}

/* How many of those who had it before them opened it, with the interval. */
static void html_rates(Buf *page, const Office *office, const FunnelTable *table, Arena *arena) {
    HtmlBar *bars = arena_alloc(arena, (table->n + 1) * sizeof *bars);
    Share *shares = arena_alloc(arena, (table->n + 1) * sizeof *shares);
    size_t n = 0;
    for (size_t i = 0; i < table->n; i++) {
        const Funnel *f = &table->rows[i].sums;
        if (!funnel_opened(f, &shares[n])) continue;
        bars[n] = (HtmlBar){table->rows[i].label, opened_words(arena, office->zh, f), f->opened, &shares[n]};
        n++;
    }
    if (!n) return;
    html_element(page, "h2",
                 office->zh ? "打开率（细线为 95% 区间）" : "Opened of shown (the line is the 95 % interval)");
    html_bars(page, bars, n);
}

static void html_in_time(Buf *page, const Office *office, const FunnelTable *table, Arena *arena) {
    HtmlColumn *columns = arena_alloc(arena, (table->n + 1) * sizeof *columns);
    for (size_t i = 0; i < table->n; i++)
        columns[i] = (HtmlColumn){day_words(arena, office->zh, table->rows[i].label), table->rows[i].sums.shown,
                                  table->rows[i].sums.opened};
    const char *about = office->zh ? "展示（浅色）与打开（深色）" : "Shown (light) and opened (dark)";
    html_element(page, "h3", about);
    html_columns(page, about, columns, table->n);
}

void funnel_html(Buf *page, const Office *office, FunnelBy by, const FunnelTable *table) {
    Arena arena = {0};
    if (by == BY_DAY || by == BY_WEEK || by == BY_HOUR)
        html_in_time(page, office, table, &arena);
    else
        html_rates(page, office, table, &arena);
    html_table(page, office, by, table, &arena);
    arena_free(&arena);
}

bool report_write(const Buf *page, const char *path, Err *err) {
    Out out;
    if (!out_begin(&out, path, err)) return false;
    out_bytes(&out, buf_text(page), page->len);
    return out_finish(&out, err);
}
