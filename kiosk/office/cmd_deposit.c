/* lounge deposit: renewal deposits (policies.md 4): offered, taken with the advisor's commission, listed, taken back.
 */
#include "base/fen.h"
#include "month.h"
#include "office.h"
#include "store/renewal.h"
#include "store/staff.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_ID = 8 };

typedef struct Asked {
    const char *verb, *word; /* word: what stands behind the verb */
    const char *order, *amount, *choice, *by, *reason, *month, *at;
} Asked;

/* ---- listings ---- */

static const Column columns[] = {
    {"deposit_id", {TXT("deposit", "定金")}, false},
    {"at_ms", {TXT("taken", "收取")}, false},
    {"order_no", {TXT("order", "工单")}, false},
    {"plate", {TXT("plate", "车牌")}, false},
    {"model", {TXT("model", "车型")}, false},
    {"repair_fen", {TXT("repair", "维修金额")}, true},
    {"tier", {TXT("tier", "档位")}, true},
    {"choice", {TXT("choice", "方案")}, false},
    {"amount_fen", {TXT("deposit", "定金")}, true},
    {"by", {TXT("by", "经办顾问")}, false},
    {"commission_fen", {TXT("commission", "提成")}, true},
    {"worth_fen", {TXT("gift worth", "礼遇价值")}, true},
    {"items", {TXT("promised", "承诺内容")}, false},
    {"undone_ms", {TXT("taken back", "撤销")}, false},
    {"undone_by", {TXT("by", "撤销人")}, false},
    {"undone_reason", {TXT("why", "原因")}, false},
};

static void item_words(const Office *office, const DepositItem *item, Buf *out) {
    char sum[32];
    const char *zh = item->title_zh, *en = *item->title_en ? item->title_en : item->title_zh;
    if (out->len) buf_puts(out, office->zh ? "；" : "; ");
    if (strcmp(item->kind, "tow") == 0)
        buf_printf(out, office->zh ? "%d 公里内事故拖车 1 次" : "1 accident tow within %d km", item->tow_km);
    else if (strcmp(item->kind, "renewal_voucher") == 0)
        buf_puts(out, office->zh ? "续保抵扣券" : "renewal voucher");
    else
        buf_puts(out, office->zh ? zh : en);
    if (item->worth >= 0) buf_printf(out, " %s", fen_show(item->worth, sum, sizeof sum));
}

static void deposit_row(Table *t, const Deposit *d) {
    Buf items = {0};
    for (size_t i = 0; i < d->n_items; i++) item_words(t->office, &d->items[i], &items);
    table_text(t, t->office->json ? d->deposit_id.text : d->deposit_id.text + UUID_LEN - SHORT_ID);
    table_instant(t, d->at);
    table_text(t, d->order_no);
    table_text(t, d->plate);
    table_text(t, d->model);
    table_fen(t, d->repair);
    table_int(t, d->tier);
    table_text(t, d->choice);
    table_fen(t, d->amount);
    table_text(t, d->by);
    table_fen(t, d->commission);
    table_fen(t, d->worth);
    table_text(t, buf_text(&items));
    table_instant(t, d->undone);
    table_text(t, d->undone_by);
    table_text(t, d->undone_reason);
    buf_free(&items);
}

static void show_deposits(const Office *office, const Deposit *list, size_t n) {
    Table t;
    office_mark_demo(office);
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++) deposit_row(&t, &list[i]);
    table_end(&t, (Words){TXT("no deposits", "没有定金")});
}

static const Column due_columns[] = {
    {"order_no", {TXT("order", "工单")}, false},       {"due_ms", {TXT("due since", "应推荐起")}, false},
    {"plate", {TXT("plate", "车牌")}, false},          {"advisor_name", {TXT("advisor", "顾问")}, false},
    {"repair_fen", {TXT("repair", "维修金额")}, true}, {"tier", {TXT("tier", "档位")}, true},
    {"offered_ms", {TXT("offered", "已推荐")}, false}, {"offered_by", {TXT("by", "推荐人")}, false},
    {"deposit", {TXT("deposit", "已收定金")}, false},
};

static void due_row(Table *t, const RenewalDue *d) {
    const Office *o = t->office;
    const char *panel = o->zh && !o->json ? "自助屏" : "panel";
    table_text(t, d->order_no);
    table_instant(t, d->due);
    table_text(t, d->plate);
    table_text(t, d->advisor);
    table_fen(t, d->repair);
    table_int(t, d->tier);
    table_instant(t, d->offered);
    table_text(t, d->offered && !*d->offered_by ? panel : d->offered_by);
    if (o->json)
        table_int(t, d->deposit);
    else
        table_text(t, !d->deposit ? "" : o->zh ? "是" : "yes");
}

static Exit list(Office *office, const Asked *a) {
    Err err;
    Ms from, to;
    Deposit *deposits;
    size_t n;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    if (!month_option(office, a->month, &from, &to)) return EXIT_USAGE;
    Arena arena = {0};
    bool good = deposits_read(office->db, &arena, from, to, &deposits, &n, &err);
    if (good) show_deposits(office, deposits, n);
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

static Exit due(Office *office, const Asked *a) {
    Err err;
    Ms from, to;
    RenewalDue *repairs;
    size_t n;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    if (!month_option(office, a->month, &from, &to)) return EXIT_USAGE;
    Arena arena = {0};
    bool good = renewal_due_read(office->db, &arena, from, to, &repairs, &n, &err);
    if (good) {
        Table t;
        office_mark_demo(office);
        table_begin(&t, office, due_columns, sizeof due_columns / sizeof *due_columns);
        for (size_t i = 0; i < n; i++) due_row(&t, &repairs[i]);
        table_end(&t, (Words){TXT("no repairs were due an offer", "没有需要推荐的维修")});
    }
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

/* ---- what the policy says ---- */

static const Column choice_columns[] = {
    {"tier", {TXT("tier", "档位")}, true},
    {"from_fen", {TXT("from", "起")}, true},
    {"to_fen", {TXT("to", "至")}, true},
    {"worth_fen", {TXT("gift worth", "礼遇价值")}, true},
    {"choice", {TXT("choice", "方案")}, false},
    {"items", {TXT("with the voucher", "抵扣券以外")}, false},
    {"voucher_fen", {TXT("voucher", "抵扣券")}, true},
    {"implied_fen", {TXT("implied: confirm", "推算值，待确认")}, true},
};

static void choice_row(Table *t, const RenewalPolicy *p, const RenewalTier *tier, const RenewalChoice *c) {
    Buf items = {0};
    for (size_t i = 0; i < p->n_items; i++) {
        const RenewalItem *it = &p->items[i];
        DepositItem item = {it->kind, it->title_zh, it->title_en, it->worth, 0};
        if (renewal_item_is_of(it, c)) item_words(t->office, &item, &items);
    }
    if (tier->tow_km > 0) {
        DepositItem tow = {"tow", "", "", tier->tow_fen, tier->tow_km};
        item_words(t->office, &tow, &items);
    }
    table_int(t, tier->id);
    table_fen(t, tier->from);
    table_fen(t, tier->to);
    table_fen(t, renewal_worth(tier));
    table_text(t, c->id);
    table_text(t, buf_text(&items));
    table_fen(t, c->voucher);
    table_fen(t, c->voucher < 0 ? renewal_implied(p, c) : -1);
    buf_free(&items);
}

static Exit choices(Office *office, const Asked *a) {
    Err err;
    Settings *s;
    Ms at = clock_now();
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    if (*a->at && !day_parse(a->at, &at))
        return office_misuse(
            office, TXT("--at is a day as 2026-11-24, not %s", "--at 应为 2026-11-24 这样的日期，而不是 %s"), a->at);
    if (!settings_read_at(office->db, at, &s, &err)) return office_fail(office, &err);
    RenewalPolicy p = renewal_policy(s);
    Table t;
    table_begin(&t, office, choice_columns, sizeof choice_columns / sizeof *choice_columns);
    for (size_t i = 0; i < p.n_tiers; i++)
        for (size_t c = 0; c < p.n_choices; c++)
            if (p.choices[c].tier == p.tiers[i].id) choice_row(&t, &p, &p.tiers[i], &p.choices[c]);
    table_end(&t, (Words){TXT("no policy is in force for renewal deposits", "目前没有生效的续保前移政策")});
    settings_free(s);
    return EXIT_DONE;
}

/* ---- acts ---- */

static Exit offer(Office *office, const Asked *a) {
    Err err;
    bool first;
    if (!office_open(office, DB_WRITE, &err) || !staff_is_active(office->db, a->by, &err))
        return office_fail(office, &err);
    RenewalOffer o = {.order_no = a->order, .by = a->by, .at = clock_now()};
    if (!renewal_offer(office->db, &o, &first, &err)) return office_fail(office, &err);
    if (first)
        say(office, TXT("noted: offered to %s by %s", "已记录：%s 由 %s 推荐"), a->order, a->by);
    else
        say(office, TXT("%s was offered it before; nothing changed", "%s 此前已推荐过，未作改动"), a->order);
    return EXIT_DONE;
}

static Exit take(Office *office, const Asked *a) {
    Err err;
    Deposit d;
    bool known;
    Fen amount;
    if (!fen_parse(a->amount, &amount)) {
        err_set(&err, ERR_INPUT, TXT("not an amount in yuan: %s", "不是金额（元）：%s"), a->amount);
        return office_misuse(office, "%s", "%s", err_text(&err, office->zh));
    }
    if (!office_open(office, DB_WRITE, &err) || !staff_is_active(office->db, a->by, &err))
        return office_fail(office, &err);
    Arena arena = {0};
    DepositAsk ask = {.deposit_id = uuid_new(),
                      .order_no = a->order,
                      .choice = a->choice,
                      .by = a->by,
                      .amount = amount,
                      .at = clock_now()};
    bool good = deposit_take(office->db, &arena, &ask, &d, &known, &err);
    if (good && known) office_note(office, TXT("it was taken already; nothing changed", "此前已收，未作改动"));
    if (good) show_deposits(office, &d, 1);
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

static Exit undo(Office *office, const Asked *a) {
    Err err;
    Deposit d;
    if (!office_open(office, DB_WRITE, &err) || !staff_is_active(office->db, a->by, &err))
        return office_fail(office, &err);
    Arena arena = {0};
    bool good = deposit_undo(office->db, &arena, a->word, a->by, a->reason, clock_now(), &d, &err);
    if (good) show_deposits(office, &d, 1);
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

/* ---- the command line ---- */

typedef struct Verb {
    const char *name;
    Exit (*run)(Office *office, const Asked *a);
    const char *needs; /* letters of what has to be said: o order, a amount, c choice, b by, r reason, w the word */
} Verb;
static const Verb verbs[] = {
    {"offer", offer, "ob"}, {"take", take, "oacb"},   {"list", list, ""},
    {"undo", undo, "wbr"},  {"choices", choices, ""}, {"due", due, ""},
};

static const char *said(const Asked *a, char letter) {
    switch (letter) {
    case 'o': return a->order;
    case 'a': return a->amount;
    case 'c': return a->choice;
    case 'b': return a->by;
    case 'r': return a->reason;
    default: return a->word;
    }
}

static Exit missing(const Office *office, char letter) {
    switch (letter) {
    case 'o':
        return office_misuse(office, TXT("--order NUMBER is missing: for which repair?", "缺少 --order：哪张工单？"));
    case 'a': return office_misuse(office, TXT("--amount YUAN is missing", "缺少 --amount 金额（元）"));
    case 'c': return office_misuse(office, TXT("--choice is missing: A, B, …", "缺少 --choice：A、B……"));
    case 'b': return office_misuse(office, TXT("--by NAME is missing: which advisor?", "缺少 --by 姓名：哪位顾问？"));
    case 'r':
        return office_misuse(office,
                             TXT("--reason TEXT is missing: why is it taken back?", "缺少 --reason：为何撤销？"));
    default: return office_misuse(office, TXT("one deposit's ID", "需要一笔定金的编号"));
    }
}

static Exit run_verb(Office *office, const Asked *a) {
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].name, a->verb) != 0) continue;
        for (const char *need = verbs[i].needs; *need; need++)
            if (!*said(a, *need)) return missing(office, *need);
        if (*a->word && !strchr(verbs[i].needs, 'w'))
            return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), a->word);
        return verbs[i].run(office, a);
    }
    return office_misuse(office,
                         TXT("deposit offer, take, list, undo, choices or due, not %s",
                             "应为 offer、take、list、undo、choices 或 due，而不是 %s"),
                         a->verb);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {
        {"order", required_argument, NULL, 'o'},  {"amount", required_argument, NULL, 'a'},
        {"choice", required_argument, NULL, 'c'}, {"by", required_argument, NULL, 'b'},
        {"reason", required_argument, NULL, 'r'}, {"month", required_argument, NULL, 'm'},
        {"at", required_argument, NULL, 't'},     {0}};
    Asked a = {.verb = "list",
               .word = "",
               .order = "",
               .amount = "",
               .choice = "",
               .by = "",
               .reason = "",
               .month = "",
               .at = ""};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        switch (o) {
        case OFFICE_HELPED: return EXIT_DONE;
        case 'o': a.order = optarg; break;
        case 'a': a.amount = optarg; break;
        case 'c': a.choice = optarg; break;
        case 'b': a.by = optarg; break;
        case 'r': a.reason = optarg; break;
        case 'm': a.month = optarg; break;
        case 't': a.at = optarg; break;
        default: return EXIT_USAGE;
        }
    }
    if (optind < argc) a.verb = argv[optind++];
    if (optind < argc) a.word = argv[optind++];
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    return run_verb(office, &a);
}

const Command cmd_deposit = {
    .name = "deposit",
    .about = {TXT("renewal deposits: offered, taken, taken back", "续保定金：推荐、收取、撤销")},
    .usage = {TXT("deposit [list] [--month 2026-11]\n"
                  "deposit due [--month 2026-11]\n"
                  "deposit offer --order NUMBER --by ADVISOR\n"
                  "deposit take --order NUMBER --amount YUAN --choice A --by ADVISOR\n"
                  "deposit undo ID --by NAME --reason TEXT\n"
                  "deposit choices [--at DAY]",
                  "deposit [list] [--month 2026-11]\n"
                  "deposit due [--month 2026-11]\n"
                  "deposit offer --order 工单号 --by 顾问\n"
                  "deposit take --order 工单号 --amount 元 --choice A --by 顾问\n"
                  "deposit undo 编号 --by 姓名 --reason 原因\n"
                  "deposit choices [--at 日期]")},
    .details = {TXT(
        "  due      insured repairs in a tier that came to the advisor's check, ready or hand-over in that\n"
        "           month, and whether it was offered to them\n"
        "  offer    that an advisor told the customer; the panel notes it by itself when it was read there\n"
        "  take     a deposit, with the gift and the commission as the policy of today has them; the same\n"
        "           again changes nothing, another one for the same order is refused (exit 4), and so is one\n"
        "           after the day of the hand-over\n"
        "  choices  the policy's tiers and choices. A voucher whose amount is not set is shown to customers\n"
        "           without one; what the gift's worth implies for it is listed for you to confirm\n"
        "  --by     who is paid for it: one of the staff where the store keeps them\n"
        "  ID       the listing's, or the order's number",
        "  due      该月进入顾问终检、可取车或交车、且落在档位内的保险维修，以及是否已推荐\n"
        "  offer    顾问已向客户推荐；客户在自助屏上看过的会自动记录\n"
        "  take     收取定金，礼遇与提成按当天政策固定；重复录入不会改变，同一工单的另一笔会被拒绝（退出码 4），\n"
        "           交车当天之后也不再收取\n"
        "  choices  政策的档位与方案。未设金额的抵扣券不向客户显示金额；按礼遇价值推算的金额列出待确认\n"
        "  --by     提成归谁：门店登记了员工时，须为在用员工\n"
        "  编号     列表中的编号，或工单号")},
    .example = "lounge deposit take --order RO2611231013 --amount 2000 --choice B --by 李欣",
    .run = run,
};
