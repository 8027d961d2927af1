/* lounge prepaid: what is shown of sales and balances, and the books: month end, stock, postings and their pairs. */
#include "cmd_prepaid.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *litres(int64_t ml, char out[32]) {
    int64_t abs = ml < 0 ? -ml : ml;
    snprintf(out, 32, "%s%lld.%03d L", ml < 0 ? "-" : "", (long long)(abs / 1000), (int)(abs % 1000));
    return out;
}

/* Millilitres in JSON, litres for people; exact both ways. */
static void oil_cell(Table *t, int64_t ml) {
    char text[32];
    if (t->office->json)
        table_int(t, ml);
    else
        table_text(t, litres(ml, text));
}

/* ---- sales ---- */

static const Column sale_columns[] = {
    {"order_no", {TXT("sale", "预存单")}, false},
    {"package", {TXT("package", "套餐")}, false},
    {"services", {TXT("services", "次数")}, true},
    {"used", {TXT("used", "已用")}, true},
    {"left", {TXT("left", "剩余")}, true},
    {"grade", {TXT("oil", "机油")}, false},
    {"service_ml", {TXT("a service", "每次")}, true},
    {"sum_fen", {TXT("sum", "金额")}, true},
    {"deposit_fen", {TXT("on deposit", "余额")}, true},
    {"next_fen", {TXT("next", "下次")}, true},
    {"refund_fen", {TXT("refund now", "现退")}, true},
    {"sold_ms", {TXT("sold", "办理")}, false},
    {"valid_until_ms", {TXT("valid until", "有效至")}, false},
};

static void sale_row(Table *t, const PrepaidSale *s) {
    int next = book_next_turn(&s->book, &s->state);
    table_text(t, s->order_no);
    table_text(t, t->office->zh ? s->title_zh : s->title_en);
    table_int(t, s->book.services);
    table_int(t, prepaid_used(s));
    table_int(t, s->state.left);
    table_text(t, s->grade);
    oil_cell(t, s->book.service_ml);
    table_fen(t, s->sum);
    table_fen(t, s->state.deposit);
    table_fen(t, next ? s->book.price[next - 1] : -1);
    table_fen(t, s->state.left ? book_refund(&s->book, &s->state) : -1);
    table_instant(t, s->at);
    table_instant(t, s->valid_until);
}

void prepaid_show_balance(const Office *office, const PrepaidSale *sales, size_t n) {
    Table t;
    table_begin(&t, office, sale_columns, COUNT(sale_columns));
    for (size_t i = 0; i < n; i++) sale_row(&t, &sales[i]);
    table_end(&t, (Words){TXT("this car has nothing prepaid", "该车没有预存")});
}

static const Column turn_columns[] = {
    {"turn", {TXT("service", "第几次")}, true},
    {"percent", {TXT("pay %", "折后 %")}, true},
    {"price_fen", {TXT("price", "价格")}, true},
};

static void show_offer(const Office *office, const PrepaidSale *s) {
    Table t;
    char sum[32];
    table_begin(&t, office, turn_columns, COUNT(turn_columns));
    for (int i = 0; i < s->book.services; i++) {
        table_int(&t, i + 1);
        table_int(&t, s->percent[i]);
        table_fen(&t, s->book.price[i]);
    }
    table_end(&t, (Words){TXT("", "")});
    if (office->json) return;
    fen_plain(s->sum, sum, sizeof sum);
    say(office,
        TXT("%s, oil %s: %s. Nothing was recorded: say --paid %s --by NAME once it is paid",
            "%s，机油 %s：合计 %s。尚未入账：收款后加 --paid %s --by 姓名"),
        office->zh ? s->title_zh : s->title_en, s->grade, sum, sum);
    if (s->filter_free) say(office, TXT("the filter comes with it, free", "机油格免费"));
    if (*s->manager)
        say(office, TXT("more than the limit for one person: a manager must agree (--manager NAME)",
                        "超过每人限额：须经理同意（--manager 姓名）"));
}

void prepaid_show_sale(const Office *office, const PrepaidSale *sale, bool only_asked) {
    office_mark_demo(office);
    if (only_asked)
        show_offer(office, sale);
    else
        prepaid_show_balance(office, sale, 1);
}

static const Column entry_columns[] = {
    {"no", {TXT("entry", "分录")}, true},        {"kind", {TXT("what", "事项")}, false},
    {"sale_no", {TXT("sale", "预存单")}, false}, {"order_no", {TXT("order", "单号")}, false},
    {"turn", {TXT("service", "第几次")}, true},  {"services", {TXT("services", "次数")}, true},
    {"fen", {TXT("money", "金额")}, true},       {"ml", {TXT("oil", "机油")}, true},
    {"left", {TXT("left", "剩余")}, true},       {"deposit_fen", {TXT("on deposit", "余额")}, true},
    {"at_ms", {TXT("at", "时间")}, false},       {"by", {TXT("by", "经办")}, false},
};

static const char *kind_words(const Office *office, const char *kind) {
    static const struct {
        const char *id;
        Words words;
    } kinds[] = {
        {"sold", {TXT("sold", "预存")}},
        {"used", {TXT("used", "使用")}},
        {"returned", {TXT("returned", "退款")}},
        {"corrected", {TXT("corrected", "冲销")}},
        {"sale_out", {TXT("sale, out", "销售出库")}},
        {"opening_in", {TXT("opening, in", "期初转入")}},
        {"month_end_in", {TXT("month end, in", "月末入库")}},
        {"use_out", {TXT("use, out", "内销出库")}},
        {"return_in", {TXT("return, in", "退款入库")}},
        {"unpaired", {TXT("slip missing", "缺内销单")}},
        {"paired", {TXT("to close", "待核销")}},
        {"closed", {TXT("closed", "已核销")}},
        {"undone", {TXT("taken back", "已冲销")}},
    };
    for (size_t i = 0; i < COUNT(kinds) && !office->json; i++)
        if (strcmp(kinds[i].id, kind) == 0) return office_words(office, kinds[i].words);
    return kind;
}

void prepaid_show_entry(const Office *office, const PrepaidEntry *e, const PrepaidSale *s) {
    Table t;
    office_mark_demo(office);
    table_begin(&t, office, entry_columns, COUNT(entry_columns));
    table_int(&t, e->no);
    table_text(&t, kind_words(office, e->kind));
    table_text(&t, e->sale_no);
    table_text(&t, e->order_no);
    if (e->turn)
        table_int(&t, e->turn);
    else
        table_text(&t, NULL);
    table_int(&t, e->services);
    table_fen(&t, e->fen);
    oil_cell(&t, e->ml);
    table_int(&t, s->state.left);
    table_fen(&t, s->state.deposit);
    table_instant(&t, e->at);
    table_text(&t, e->by);
    table_end(&t, (Words){TXT("", "")});
    if (strcmp(e->kind, "used") == 0 && s->filter_free && !office->json)
        say(office, TXT("the filter is free", "机油格免费"));
}

/* ---- month end, stock ---- */

static bool is_month(const Office *office, const char *text) {
    Ms end;
    if (prepaid_month_read(text, &end)) return true;
    office_misuse(office, TXT("--month %s is no month like 2026-11", "--month %s 不是 2026-11 这样的月份"), text);
    return false;
}

static Exit run_month_end(Office *office, const PrepaidAsked *a) {
    Err err;
    bool fresh;
    if (!*a->month) return office_misuse(office, TXT("--month 2026-11 is missing", "缺少 --month 2026-11"));
    if (!*a->by) return office_misuse(office, TXT("--by NAME is missing: who does it?", "缺少 --by 姓名：由谁办理？"));
    if (!office_open(office, DB_WRITE, &err) ||
        !prepaid_month_end(office->db, a->month, a->by, clock_now(), &fresh, &err))
        return office_fail(office, &err);
    if (fresh)
        say(office, TXT("%s: the unused oil is counted and booked in", "%s：未用机油已清点入库"), a->month);
    else
        say(office, TXT("%s is booked already, or nothing was on deposit", "%s 已入账，或当时没有预存"), a->month);
    return EXIT_DONE;
}

static const Column stock_columns[] = {
    {"grade", {TXT("oil", "机油")}, false},
    {"services", {TXT("services", "次数")}, true},
    {"ml", {TXT("oil unused", "未用")}, true},
    {"held_ml", {TXT("booked in", "已入库")}, true},
    {"out_ml", {TXT("out on sales", "销售在外")}, true},
    {"deposit_fen", {TXT("on deposit", "余额")}, true},
};

static Exit run_stock(Office *office, const PrepaidAsked *a) {
    Err err;
    Ms before = 0;
    Arena arena = {0};
    PrepaidStock *list;
    size_t n;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    before = clock_now() + 1;
    if (*a->day) {
        if (!day_parse(a->day, &before))
            return office_misuse(office, TXT("--at %s is no day like 2026-11-30", "--at %s 不是 2026-11-30 这样的日期"),
                                 a->day);
        before = day_add(before, 1);
    }
    bool ok = prepaid_stock(office->db, &arena, before, &list, &n, &err);
    if (ok) {
        Table t;
        office_mark_demo(office);
        table_begin(&t, office, stock_columns, COUNT(stock_columns));
        for (size_t i = 0; i < n; i++) {
            table_text(&t, list[i].grade);
            table_int(&t, list[i].services);
            oil_cell(&t, list[i].ml);
            oil_cell(&t, list[i].held_ml);
            oil_cell(&t, list[i].ml - list[i].held_ml);
            table_fen(&t, list[i].deposit);
        }
        table_end(&t, (Words){TXT("no oil on deposit", "没有预存的机油")});
    }
    arena_free(&arena);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

/* ---- postings ---- */

static const Column posting_columns[] = {
    {"no", {TXT("entry", "分录")}, true},
    {"at_ms", {TXT("at", "时间")}, false},
    {"posting", {TXT("posting", "过账")}, false},
    {"sale_no", {TXT("sale", "预存单")}, false},
    {"order_no", {TXT("order", "单号")}, false},
    {"grade", {TXT("oil", "机油")}, false},
    {"ml", {TXT("on the slip", "单据数量")}, true},
    {"book_ml", {TXT("stock book", "库存账")}, true},
    {"cash_fen", {TXT("cash", "现金")}, true},
    {"deposit_fen", {TXT("deposits", "预存款")}, true},
    {"revenue_fen", {TXT("revenue", "收入")}, true},
    {"pair", {TXT("pair", "配对")}, true},
    {"slip_no", {TXT("slip", "内销单")}, false},
    {"pair_state", {TXT("state", "状态")}, false},
    {"closed_ms", {TXT("closed", "核销")}, false},
    {"carried", {TXT("carried", "上月结转")}, false},
};

/* A change of an account has a sign, and −1 fen is one: no "none" here. */
static void change_cell(Table *t, Fen fen) {
    char text[32];
    if (t->office->json)
        table_int(t, fen);
    else
        table_text(t, fen ? fen_plain(fen, text, sizeof text) : "");
}

static void posting_row(Table *t, const PrepaidPosting *p) {
    table_int(t, p->no);
    table_instant(t, p->at);
    table_text(t, kind_words(t->office, p->posting));
    table_text(t, p->sale_no);
    table_text(t, p->order_no);
    table_text(t, p->grade);
    oil_cell(t, p->ml);
    oil_cell(t, p->book_ml);
    change_cell(t, p->cash);
    change_cell(t, p->deposit);
    change_cell(t, p->revenue);
    if (p->pair)
        table_int(t, p->pair);
    else
        table_text(t, NULL);
    table_text(t, p->slip_no);
    table_text(t, kind_words(t->office, p->pair_state));
    table_instant(t, p->closed);
    if (t->office->json)
        table_int(t, p->carried);
    else
        table_text(t, p->carried ? "*" : "");
}

static void sum_up(const Office *office, const PrepaidPosting *list, size_t n) {
    size_t missing = 0, open = 0, carried = 0;
    for (size_t i = 0; i < n; i++) {
        missing += strcmp(list[i].pair_state, "unpaired") == 0;
        open += strcmp(list[i].pair_state, "paired") == 0;
        carried += list[i].carried;
    }
    say(office,
        TXT("%zu carried into the month; now %zu without the internal sale's slip, %zu to close",
            "上月结转 %zu 笔；现有 %zu 笔缺内销单，%zu 笔待核销"),
        carried, missing, open);
}

static Exit run_postings(Office *office, const PrepaidAsked *a) {
    Err err;
    char month[32];
    Arena arena = {0};
    PrepaidPosting *list;
    size_t n;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    snprintf(month, sizeof month, "%.20s", a->month);
    if (!*month) day_show(clock_now(), month, sizeof month)[7] = '\0';
    if (!is_month(office, month)) return EXIT_USAGE;
    bool ok = prepaid_postings(office->db, &arena, month, &list, &n, &err);
    if (ok) {
        Table t;
        office_mark_demo(office);
        table_begin(&t, office, posting_columns, COUNT(posting_columns));
        for (size_t i = 0; i < n; i++) posting_row(&t, &list[i]);
        table_end(&t, (Words){TXT("no postings", "没有过账")});
        if (!office->json && n) sum_up(office, list, n);
    }
    arena_free(&arena);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

static Exit run_pair(Office *office, const PrepaidAsked *a, const char *pair, const char *slip) {
    Err err;
    char *end;
    long long no = strtoll(pair, &end, 10);
    if (*end || no < 1) return office_misuse(office, TXT("\"%.40s\" is no pair's number", "“%.40s”不是配对号"), pair);
    if (!*a->by) return office_misuse(office, TXT("--by NAME is missing: who does it?", "缺少 --by 姓名：由谁办理？"));
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    bool ok = slip ? prepaid_slip(office->db, no, slip, a->by, clock_now(), &err)
                   : prepaid_close(office->db, no, a->by, clock_now(), &err);
    if (!ok) return office_fail(office, &err);
    if (slip)
        say(office, TXT("pair %lld has both slips", "第 %lld 号两单已配齐"), no);
    else
        say(office, TXT("pair %lld is closed", "第 %lld 号已核销"), no);
    return EXIT_DONE;
}

Exit prepaid_books(Office *office, const PrepaidAsked *a, const char *verb, int n_words, char **word) {
    if (strcmp(verb, "month-end") == 0 && n_words == 0) return run_month_end(office, a);
    if (strcmp(verb, "stock") == 0 && n_words == 0) return run_stock(office, a);
    if (strcmp(verb, "postings") == 0 && n_words == 0) return run_postings(office, a);
    if (strcmp(verb, "postings") == 0 && n_words == 2 && strcmp(word[0], "close") == 0)
        return run_pair(office, a, word[1], NULL);
    if (strcmp(verb, "postings") == 0 && n_words == 3 && strcmp(word[0], "slip") == 0)
        return run_pair(office, a, word[1], word[2]);
    return office_misuse(office, TXT("not understood: prepaid %s", "无法理解：prepaid %s"), verb);
}
