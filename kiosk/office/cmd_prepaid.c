/* lounge prepaid: sell a package, use a service of it, return, correct; what is left of it; month end, stock, postings.
 */
#include "cmd_prepaid.h"

#include "rules/mask.h"
#include "store/cars.h"
#include "store/leads.h"
#include "store/orders.h"

#include <stdlib.h>
#include <string.h>

/* ---- which car ---- */

/* The car with this plate that is in service now: it may have no row of its own yet. */
static bool car_of_visit(Db *db, const char *typed, Uuid *out, Err *err) {
    char plate[24];
    Order o;
    Arena arena = {0};
    bool ok = plate_normal(typed, plate, sizeof plate) && orders_find_plate(db, &arena, plate, &o, NULL) &&
              car_ensure(db, o.order_no, out, err);
    arena_free(&arena);
    return ok;
}

/* By its key, its plate, or an open visit's order; `make`: a car that nothing belonged to yet gets its row (inside a
 * transaction). */
static bool find_car(Db *db, const PrepaidAsked *a, bool make, Uuid *out, Err *err) {
    if (*a->order) {
        if (make) return car_ensure(db, a->order, out, err);
        if (!car_find(db, a->order, out, err)) return false;
        return uuid_is_set(out) || err_set(err, ERR_NOT_FOUND, TXT("this car has nothing prepaid", "该车没有预存"));
    }
    if (*a->plate) return car_by_plate(db, a->plate, out, err) || (make && car_of_visit(db, a->plate, out, err));
    snprintf(out->text, sizeof out->text, "%s", a->car);
    return true;
}

static Exit need_by(const Office *office, const PrepaidAsked *a) {
    if (*a->by) return EXIT_DONE;
    return office_misuse(office, TXT("--by NAME is missing: who does it?", "缺少 --by 姓名：由谁办理？"));
}

static Exit need_car(const Office *office, const PrepaidAsked *a) {
    if (!!*a->order + !!*a->plate + !!*a->car == 1) return EXIT_DONE;
    return office_misuse(office, TXT("which car: one of --order RO, --plate PLATE, --car KEY",
                                     "哪台车：--order 工单号、--plate 车牌、--car 编号 三者之一"));
}

/* ---- sell ---- */

/* "prepaid:five/3" of a lead. */
static bool from_lead(Db *db, Arena *arena, PrepaidAsked *a, Err *err) {
    Lead lead;
    if (!lead_find(db, arena, a->lead, &lead, err)) return false;
    if (strcmp(lead.kind, "prepaid") != 0 || strncmp(lead.about, "prepaid:", 8) != 0 || !*lead.order_no)
        return err_set(err, ERR_RULE, TXT("lead %.40s is not about a package for a car", "线索 %.40s 不是某台车的套餐"),
                       a->lead);
    char *package = arena_strdup(arena, lead.about + 8), *slash = strchr(package, '/');
    if (slash) {
        *slash = '\0';
        if (!a->services) a->services = atoi(slash + 1);
    }
    a->lead = arena_strdup(arena, lead.lead_id.text);
    if (!*a->package) a->package = package;
    if (!*a->order && !*a->plate && !*a->car) a->order = arena_strdup(arena, lead.order_no);
    return true;
}

/* What a lead asks for is sold once. */
static bool lead_is_open(Db *db, Arena *arena, const char *id, Err *err) {
    Lead lead;
    if (!*id) return true;
    if (!lead_find(db, arena, id, &lead, err)) return false;
    if (!lead.done) return true;
    if (strcmp(lead.outcome, "won") == 0)
        return err_set(err, ERR_RULE, TXT("this lead is done already: sold as %.60s by %s", "此线索已成交：%.60s，%s"),
                       *lead.note ? lead.note : "-", lead.by);
    return err_set(err, ERR_RULE,
                   TXT("this lead is done already: sell without --lead, by --order or --plate",
                       "此线索已处理：请不用 --lead，改用 --order 或 --plate 办理"));
}

static bool sale_asked(Db *db, Arena *arena, PrepaidAsked *a, PrepaidSell *ask, PrepaidOil *oil, Err *err) {
    Uuid car;
    if (!lead_is_open(db, arena, a->lead, err)) return false;
    if (!find_car(db, a, true, &car, err) || !prepaid_oil_of_car(db, car.text, oil, err)) return false;
    *ask = (PrepaidSell){.sale_id = uuid_new(),
                         .car_id = car,
                         .order_no = a->no,
                         .visit_no = a->order,
                         .package_id = a->package,
                         .services = a->services,
                         .grade = oil->grade,
                         .service_ml = oil->ml,
                         .paid = a->paid,
                         .by = a->by,
                         .manager = a->manager,
                         .at = clock_now()};
    return true;
}

/* Sold, and its lead won, as one. */
static bool sell(Db *db, Arena *arena, PrepaidAsked *a, PrepaidSale *sale, Err *err) {
    PrepaidSell ask;
    PrepaidOil oil;
    if (!db_begin(db, err)) return false;
    return db_end(db,
                  sale_asked(db, arena, a, &ask, &oil, err) && prepaid_sell(db, arena, &ask, sale, err) &&
                      (!*a->lead || lead_done(db, a->lead, a->by, "won", sale->order_no, ask.at, err)),
                  err);
}

/* What it would cost; nothing is written, also not the car's row. */
static bool quote(Db *db, Arena *arena, PrepaidAsked *a, PrepaidSale *sale, Err *err) {
    PrepaidSell ask;
    PrepaidOil oil;
    bool asks = false;
    if (!db_begin(db, err)) return false;
    bool ok = sale_asked(db, arena, a, &ask, &oil, err);
    ok = ok && prepaid_offer(db, arena, &ask, sale, &asks, err);
    db_rollback(db);
    if (ok) sale->manager = asks ? "?" : "";
    return ok;
}

static Exit run_sell(Office *office, PrepaidAsked *a) {
    Err err;
    Arena arena = {0};
    PrepaidSale sale;
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    bool ok = (!*a->lead || from_lead(office->db, &arena, a, &err));
    if (ok && !*a->package) {
        arena_free(&arena);
        return office_misuse(office, TXT("which package?", "哪个套餐？"));
    }
    Exit code = ok ? need_car(office, a) : EXIT_DONE;
    if (code != EXIT_DONE) {
        arena_free(&arena);
        return code;
    }
    ok = ok && (a->paid_said ? sell(office->db, &arena, a, &sale, &err) : quote(office->db, &arena, a, &sale, &err));
    if (ok) prepaid_show_sale(office, &sale, !a->paid_said);
    arena_free(&arena);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

/* ---- use, return, correct ---- */

static PrepaidAct act_of(const PrepaidAsked *a) {
    return (PrepaidAct){.entry_id = uuid_new(),
                        .sale_no = a->no,
                        .order_no = a->order,
                        .slip_no = a->slip,
                        .back = a->back,
                        .no = a->entry,
                        .by = a->by,
                        .manager = a->manager,
                        .reason = a->reason,
                        .at = clock_now()};
}

static bool do_use(Db *db, Arena *arena, const PrepaidAsked *a, PrepaidEntry *e, Err *err) {
    PrepaidAct act = act_of(a);
    return find_car(db, a, false, &act.car_id, err) && prepaid_use(db, arena, &act, e, err);
}

static bool do_return(Db *db, Arena *arena, const PrepaidAsked *a, PrepaidEntry *e, Err *err) {
    PrepaidAct act = act_of(a);
    return prepaid_return(db, arena, &act, e, err);
}

static bool do_correct(Db *db, Arena *arena, const PrepaidAsked *a, PrepaidEntry *e, Err *err) {
    PrepaidAct act = act_of(a);
    return prepaid_correct(db, arena, &act, e, err);
}

static Exit run_act(Office *office, const PrepaidAsked *a,
                    bool (*act)(Db *, Arena *, const PrepaidAsked *, PrepaidEntry *, Err *)) {
    Err err;
    Arena arena = {0};
    PrepaidEntry e;
    PrepaidSale sale;
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    bool ok = act(office->db, &arena, a, &e, &err) && prepaid_sale_find(office->db, &arena, e.sale_no, &sale, &err);
    if (ok) prepaid_show_entry(office, &e, &sale);
    arena_free(&arena);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

/* Without --back: what would go back. */
static Exit run_return_quote(Office *office, const PrepaidAsked *a) {
    Err err;
    Arena arena = {0};
    PrepaidSale s;
    char back[32];
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    bool ok = prepaid_sale_find(office->db, &arena, a->no, &s, &err);
    if (ok && office->json)
        prepaid_show_sale(office, &s, false);
    else if (ok)
        say(office,
            TXT("%s: %d of %d services left; %s goes back. Nothing was recorded: say --back %s --by NAME once it is "
                "paid out",
                "%s：%d/%d 次未用；应退 %s。尚未入账：付款后加 --back %s --by 姓名"),
            s.order_no, s.state.left, s.book.services, fen_plain(book_refund(&s.book, &s.state), back, sizeof back),
            back);
    arena_free(&arena);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

/* ---- balance ---- */

static Exit run_balance(Office *office, const PrepaidAsked *a) {
    Err err;
    Uuid car;
    Arena arena = {0};
    PrepaidSale *sales;
    size_t n;
    Exit code = need_car(office, a);
    if (code != EXIT_DONE) return code;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    bool ok =
        find_car(office->db, a, false, &car, &err) && prepaid_sales(office->db, &arena, car.text, &sales, &n, &err);
    if (ok) {
        office_mark_demo(office);
        prepaid_show_balance(office, sales, n);
    }
    arena_free(&arena);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

/* ---- the command line ---- */

static bool read_fen(const Office *office, const char *option, const char *typed, Fen *out) {
    if (fen_parse(typed, out) && *out >= 0) return true;
    office_misuse(
        office, TXT("%s: \"%.60s\" is no amount like 1470 or 1,470.00", "%s：“%.60s”不是 1470 或 1,470.00 这样的金额"),
        option, typed);
    return false;
}

static bool read_count(const Office *office, const char *option, const char *typed, int64_t *out) {
    char *end;
    long long n = strtoll(typed, &end, 10);
    if (*typed >= '1' && *typed <= '9' && !*end && n < 1000000000) {
        *out = n;
        return true;
    }
    office_misuse(office, TXT("%s: \"%.60s\" is no number from 1", "%s：“%.60s”不是从 1 起的整数"), option, typed);
    return false;
}

static bool take_option(const Office *office, int option, PrepaidAsked *a) {
    int64_t n;
    switch (option) {
    case 'o': a->order = optarg; break;
    case 'p': a->plate = optarg; break;
    case 'c': a->car = optarg; break;
    case 'n': a->no = optarg; break;
    case 'b': a->by = optarg; break;
    case 'm': a->manager = optarg; break;
    case 'r': a->reason = optarg; break;
    case 'l': a->lead = optarg; break;
    case 's': a->slip = optarg; break;
    case 'M': a->month = optarg; break;
    case 'A': a->day = optarg; break;
    case 'P': a->paid_said = true; return read_fen(office, "--paid", optarg, &a->paid);
    case 'B': a->back_said = true; return read_fen(office, "--back", optarg, &a->back);
    case 'S':
        if (!read_count(office, "--services", optarg, &n)) return false;
        a->services = n > 1000 ? 1000 : (int)n;
    }
    return true;
}

static Exit run_verb(Office *office, PrepaidAsked *a, const char *verb, int n_words, char **word) {
    Exit by = EXIT_DONE;
    if (strcmp(verb, "sell") == 0 && n_words <= 1) {
        if (n_words == 1) a->package = word[0];
        by = a->paid_said ? need_by(office, a) : EXIT_DONE;
        return by == EXIT_DONE ? run_sell(office, a) : by;
    }
    if (strcmp(verb, "use") == 0 && n_words == 0) {
        if (!*a->order)
            return office_misuse(office,
                                 TXT("--order RO is missing: at which visit?", "缺少 --order：在哪张工单上使用？"));
        by = need_by(office, a);
        return by == EXIT_DONE ? run_act(office, a, do_use) : by;
    }
    if (strcmp(verb, "return") == 0 && n_words == 1) {
        a->no = word[0];
        if (!a->back_said) return run_return_quote(office, a);
        by = need_by(office, a);
        return by == EXIT_DONE ? run_act(office, a, do_return) : by;
    }
    if (strcmp(verb, "correct") == 0 && n_words == 1) {
        if (!read_count(office, "ENTRY", word[0], &a->entry)) return EXIT_USAGE;
        if (!*a->reason)
            return office_misuse(office, TXT("--reason TEXT is missing: why?", "缺少 --reason：为何冲销？"));
        by = need_by(office, a);
        return by == EXIT_DONE ? run_act(office, a, do_correct) : by;
    }
    if (strcmp(verb, "balance") == 0 && n_words == 0) return run_balance(office, a);
    return prepaid_books(office, a, verb, n_words, word);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"order", required_argument, NULL, 'o'},
                                        {"plate", required_argument, NULL, 'p'},
                                        {"car", required_argument, NULL, 'c'},
                                        {"no", required_argument, NULL, 'n'},
                                        {"by", required_argument, NULL, 'b'},
                                        {"manager", required_argument, NULL, 'm'},
                                        {"reason", required_argument, NULL, 'r'},
                                        {"lead", required_argument, NULL, 'l'},
                                        {"slip", required_argument, NULL, 's'},
                                        {"month", required_argument, NULL, 'M'},
                                        {"at", required_argument, NULL, 'A'},
                                        {"paid", required_argument, NULL, 'P'},
                                        {"back", required_argument, NULL, 'B'},
                                        {"services", required_argument, NULL, 'S'},
                                        {0}};
    PrepaidAsked a = {.order = "",
                      .plate = "",
                      .car = "",
                      .no = "",
                      .by = "",
                      .manager = "",
                      .reason = "",
                      .lead = "",
                      .slip = "",
                      .month = "",
                      .day = "",
                      .package = ""};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?' || !take_option(office, o, &a)) return EXIT_USAGE;
    }
    if (optind == argc)
        return office_misuse(office, TXT("sell, use, return, correct, balance, month-end, stock or postings",
                                         "sell、use、return、correct、balance、month-end、stock 或 postings"));
    return run_verb(office, &a, argv[optind], argc - optind - 1, argv + optind + 1);
}

const Command cmd_prepaid = {
    .name = "prepaid",
    .about = {TXT("prepaid packages: sell, use, return, month end", "预存套餐：办理、使用、退款、月末入账")},
    .usage = {TXT("prepaid sell PACKAGE --order RO|--plate PLATE [--services N] [--paid SUM --by NAME]\n"
                  "  [--no NUMBER] [--manager NAME]\n"
                  "prepaid sell --lead ID [--paid SUM --by NAME]\n"
                  "prepaid use --order RO --by NAME [--slip NUMBER] [--no SALE] [--manager NAME]\n"
                  "prepaid return SALE [--back SUM --by NAME]\n"
                  "prepaid correct ENTRY --reason TEXT --by NAME\n"
                  "prepaid balance --order RO|--plate PLATE|--car KEY\n"
                  "prepaid month-end --month 2026-11 --by NAME\n"
                  "prepaid stock [--at DAY]\n"
                  "prepaid postings [--month 2026-11]\n"
                  "prepaid postings slip PAIR NUMBER --by NAME\n"
                  "prepaid postings close PAIR --by NAME",
                  "prepaid sell 套餐 --order 工单|--plate 车牌 [--services 次数] [--paid 金额 --by 姓名]\n"
                  "  [--no 单号] [--manager 姓名]\n"
                  "prepaid sell --lead 线索 [--paid 金额 --by 姓名]\n"
                  "prepaid use --order 工单 --by 姓名 [--slip 内销单号] [--no 预存单号] [--manager 姓名]\n"
                  "prepaid return 预存单号 [--back 金额 --by 姓名]\n"
                  "prepaid correct 分录号 --reason 原因 --by 姓名\n"
                  "prepaid balance --order 工单|--plate 车牌|--car 编号\n"
                  "prepaid month-end --month 2026-11 --by 姓名\n"
                  "prepaid stock [--at 日期]\n"
                  "prepaid postings [--month 2026-11]\n"
                  "prepaid postings slip 配对号 内销单号 --by 姓名\n"
                  "prepaid postings close 配对号 --by 姓名")},
    .details = {TXT("  sell and return without --paid or --back only say what it comes to. The amount must be that to\n"
                    "  the fen. A sale has an order number of its own: --no, else one is counted (YC261124-01).\n"
                    "  use takes the next service of the car's oldest package; --slip is the internal sale's number,\n"
                    "  which may come later (postings slip). A pair with both slips can be closed by finance.\n"
                    "  correct takes a sale, a use or a return back, as an entry of its own.\n"
                    "  month-end counts the unused oil and books it in, once; forgotten, the next act does it.\n"
                    "  Where the store keeps staff, NAME of sell, use, return and correct is one of them, and that of\n"
                    "  --manager a manager.",
                    "  sell、return 不带 --paid、--back 时只算出金额；所给金额须一分不差。\n"
                    "  预存单独开单：用 --no 指定，否则自动编号（YC261124-01）。\n"
                    "  use 使用该车最早套餐的下一次；--slip 为内销单号，可稍后用 postings slip 补上。\n"
                    "  两单配齐后由财务核销。correct 以新分录冲销一笔预存、使用或退款。\n"
                    "  month-end 月末清点未用机油并入库，只入一次；忘记时由下一笔业务自动补上。\n"
                    "  门店登记了员工时，办理、使用、退款、冲销的姓名须为在用员工，--manager 须为经理。")},
    .example = "lounge prepaid sell five --plate 川A1B2K7 --paid 1470 --by 李欣",
    .run = run,
};
