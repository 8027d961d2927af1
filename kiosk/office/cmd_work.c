/* lounge work: additional work that the workshop found: proposed, edited and withdrawn by staff, answered by customers
 * on the panel or to somebody who says how. --watch tells of each as it comes. */
#include "base/picfile.h"
#include "base/share.h"
#include "office.h"
#include "rules/mask.h"
#include "store/cars.h"
#include "store/coupons.h"
#include "store/orders.h"
#include "store/work.h"
#include "table.h"
#include "trade_words.h"
#include "watching.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const Column columns[] = {
    {"order_no", {TXT("order", "工单")}, false},
    {"item", {TXT("item", "项")}, true},
    {"plate", {TXT("plate", "车牌")}, false},
    {"advisor_name", {TXT("advisor", "顾问")}, false},
    {"level", {TXT("level", "轻重")}, false},
    {"what", {TXT("what", "内容")}, false},
    {"parts_fen", {TXT("parts", "配件")}, true},
    {"labour_fen", {TXT("labour", "工时")}, true},
    {"price_fen", {TXT("price", "合计")}, true},
    {"minutes", {TXT("min", "分钟")}, true},
    {"version", {TXT("version", "版本")}, true},
    {"seen_ms", {TXT("seen", "客户已看")}, false},
    {"state", {TXT("answer", "答复")}, false},
    {"pays", {TXT("pays", "付费方")}, false},
    {"answered_ms", {TXT("answered", "答复时间")}, false},
    {"how", {TXT("how", "方式")}, false},
    {"by", {TXT("by", "经手")}, false},
};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

/* What an answer is called: in a table in the office's language, in JSON by its id. */
static const char *state_text(const Office *office, const Finding *f) {
    static const Words open = {TXT("open", "待答复")}, again = {TXT("changed, asked again", "已更新，待重新答复")};
    static const Words said[] = {
        {TXT("", "")}, {TXT("yes", "同意")}, {TXT("not today", "今天不做")}, {TXT("wants to talk", "想面谈")}};
    if (f->withdrawn) return office->json ? "withdrawn" : office_words(office, (Words){TXT("withdrawn", "已撤回")});
    if (f->choice == WORK_OPEN && office->json) return f->voided ? "voided" : "open";
    if (office->json) return work_choice_id(f->choice);
    return office_words(office, f->choice != WORK_OPEN ? said[f->choice] : f->voided ? again : open);
}

static void finding_row(Table *t, const Finding *f, const Order *o) {
    table_text(t, f->order_no);
    table_int(t, f->item);
    table_text(t, o->plate);
    table_text(t, o->advisor);
    table_text(t, trade_word(t->office, WORDS_WORK, work_level_id(f->level)));
    table_text(t, f->what);
    table_fen(t, f->parts);
    table_fen(t, f->labour);
    table_fen(t, f->price);
    table_int(t, f->minutes);
    table_int(t, f->version);
    table_instant(t, f->seen);
    table_text(t, state_text(t->office, f));
    table_text(t, trade_word(t->office, WORDS_WORK, work_pays_id(f->pays)));
    table_instant(t, f->answered);
    table_text(t, trade_word(t->office, WORDS_WORK, f->how));
    table_text(t, f->answered_by);
}

static bool open_store(Office *office, DbMode mode, CouponKey *key, Err *err) {
    return office_open(office, mode, err) && coupon_key_read(office->db_path, key, err);
}

static bool add_rows(Table *t, Db *db, Arena *arena, const Finding *list, size_t n, Err *err) {
    Order o = {.order_no = ""};
    for (size_t i = 0; i < n; i++) {
        if (strcmp(o.order_no, list[i].order_no) != 0 && !orders_find(db, arena, list[i].order_no, &o, err))
            return false;
        finding_row(t, &list[i], &o);
    }
    return true;
}

/* Writes a list as a table; frees the arena it lives in. */
static Exit show_list(Office *office, Arena *arena, const Finding *list, size_t n, bool good, Words empty, Err *err) {
    Table t;
    table_begin(&t, office, columns, N_COLUMNS);
    good = good && add_rows(&t, office->db, arena, list, n, err);
    if (good)
        table_end(&t, empty);
    else
        table_drop(&t);
    arena_free(arena);
    return good ? EXIT_DONE : office_fail(office, err);
}

static Exit list_open(Office *office) {
    Err err;
    CouponKey key;
    Arena arena = {0};
    Finding *list = NULL;
    size_t n = 0;
    if (!open_store(office, DB_READ, &key, &err)) return office_fail(office, &err);
    office_mark_demo(office);
    bool good = work_open(office->db, &key, &arena, &list, &n, &err);
    return show_list(office, &arena, list, n, good, (Words){TXT("no additional work", "没有增项")}, &err);
}

/* ---- --watch ---- */

typedef struct Last {
    Uuid id;
    int version;
    WorkChoice choice;
    bool seen;
} Last;

typedef struct Watching {
    Office *office;
    CouponKey key;
    bool has_key;
    Last *told;
    size_t n;
} Watching;

static bool was_told(const Watching *w, const Last *now) {
    for (size_t i = 0; i < w->n; i++)
        if (strcmp(w->told[i].id.text, now->id.text) == 0)
            return w->told[i].version == now->version && w->told[i].choice == now->choice &&
                   w->told[i].seen == now->seen;
    return false;
}

/* One line: order, item, time, what it came to, what, price; or a JSON object. */
static bool print_line(Watching *w, Arena *arena, const Finding *f, Err *err) {
    Order o;
    if (!orders_find(w->office->db, arena, f->order_no, &o, err)) return false;
    if (w->office->json) {
        Table t;
        table_begin(&t, w->office, columns, N_COLUMNS);
        finding_row(&t, f, &o);
        table_end_line(&t);
        return true;
    }
    char when[32], price[32] = "-";
    Ms at = f->answered ? f->answered : f->seen > f->changed ? f->seen : f->changed;
    if (f->price >= 0) fen_show(f->price, price, sizeof price);
    bool looked = f->choice == WORK_OPEN && f->seen;
    printf("%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\n", f->order_no, f->item, instant_show(at, when, sizeof when), o.plate,
           o.advisor,
           looked ? office_words(w->office, (Words){TXT("looked at", "客户已看")}) : state_text(w->office, f), f->what,
           price);
    return true;
}

static bool tell(Office *office, void *ctx, Err *err) {
    Watching *w = ctx;
    w->office = office;
    Arena arena = {0};
    Finding *list;
    size_t n;
    if (!w->has_key && !(w->has_key = coupon_key_read(w->office->db_path, &w->key, err))) return false;
    bool good = work_open(w->office->db, &w->key, &arena, &list, &n, err);
    Last *told = mem_alloc((n + 1) * sizeof *told);
    for (size_t i = 0; good && i < n; i++) {
        told[i] = (Last){list[i].finding_id, list[i].version, list[i].choice, list[i].seen != 0};
        if (!was_told(w, &told[i])) good = print_line(w, &arena, &list[i], err);
    }
    free(w->told);
    w->told = told;
    w->n = good ? n : 0;
    arena_free(&arena);
    fflush(stdout);
    return good;
}

static Exit watch(Office *office) {
    Watching w = {.office = office};
    Exit exit = office_watch(office, tell, &w);
    free(w.told);
    return exit;
}

/* ---- the verbs ---- */

typedef struct Asked {
    const char *order, *item, *by, *how, *pays, *plate, *parts, *labour, *price, *minutes;
    WorkWrite write;
    bool yes, no, watch;
} Asked;

enum {
    OPT_ORDER = 128,
    OPT_ITEM,
    OPT_WHAT,
    OPT_WHAT_EN,
    OPT_WHY,
    OPT_WHY_EN,
    OPT_LATER,
    OPT_LATER_EN,
    OPT_PARTS,
    OPT_LABOUR,
    OPT_PRICE,
    OPT_MINUTES,
    OPT_LEVEL,
    OPT_PICTURE,
    OPT_BY,
    OPT_HOW,
    OPT_PAYS,
    OPT_YES,
    OPT_NO,
    OPT_PLATE,
    OPT_WATCH
};

static const struct option own[] = {
    {"order", required_argument, NULL, OPT_ORDER},
    {"item", required_argument, NULL, OPT_ITEM},
    {"what", required_argument, NULL, OPT_WHAT},
    {"what-en", required_argument, NULL, OPT_WHAT_EN},
    {"why", required_argument, NULL, OPT_WHY},
    {"why-en", required_argument, NULL, OPT_WHY_EN},
    {"later", required_argument, NULL, OPT_LATER},
    {"later-en", required_argument, NULL, OPT_LATER_EN},
    {"parts", required_argument, NULL, OPT_PARTS},
    {"labour", required_argument, NULL, OPT_LABOUR},
    {"price", required_argument, NULL, OPT_PRICE},
    {"minutes", required_argument, NULL, OPT_MINUTES},
    {"level", required_argument, NULL, OPT_LEVEL},
    {"picture", required_argument, NULL, OPT_PICTURE},
    {"by", required_argument, NULL, OPT_BY},
    {"how", required_argument, NULL, OPT_HOW},
    {"pays", required_argument, NULL, OPT_PAYS},
    {"yes", no_argument, NULL, OPT_YES},
    {"no", no_argument, NULL, OPT_NO},
    {"plate", required_argument, NULL, OPT_PLATE},
    {"watch", no_argument, NULL, OPT_WATCH},
    {0},
};

static void take_option(Asked *a, int o, const char *value) {
    switch (o) {
    case OPT_ORDER: a->order = value; break;
    case OPT_ITEM: a->item = value; break;
    case OPT_WHAT: a->write.what = value; break;
    case OPT_WHAT_EN: a->write.what_en = value; break;
    case OPT_WHY: a->write.why = value; break;
    case OPT_WHY_EN: a->write.why_en = value; break;
    case OPT_LATER: a->write.later = value; break;
    case OPT_LATER_EN: a->write.later_en = value; break;
    case OPT_PARTS: a->parts = value; break;
    case OPT_LABOUR: a->labour = value; break;
    case OPT_PRICE: a->price = value; break;
    case OPT_MINUTES: a->minutes = value; break;
    case OPT_LEVEL: a->write.level = value; break;
    case OPT_PICTURE: a->write.picture = value; break;
    case OPT_BY: a->by = value; break;
    case OPT_HOW: a->how = value; break;
    case OPT_PAYS: a->pays = value; break;
    case OPT_YES: a->yes = true; break;
    case OPT_NO: a->no = true; break;
    case OPT_PLATE: a->plate = value; break;
    case OPT_WATCH: a->watch = true; break;
    default: break;
    }
}

static bool read_sum(const char *name, const char *text, Fen *out, Err *err) {
    if (!text) return true;
    if (fen_parse(text, out) && *out >= 0) return true;
    return err_set(
        err, ERR_INPUT,
        TXT("--%s %s is no sum in yuan, such as 320 or 320.50", "--%s %s 不是金额（元），例如 320 或 320.50"), name,
        text);
}

static bool read_whole(const char *name, const char *text, int most, int *out, Err *err) {
    char *rest;
    if (!text) return true;
    long n = strtol(text, &rest, 10);
    if (*text && *text != '+' && *text != ' ' && !*rest && n >= 0 && n <= most) {
        *out = (int)n;
        return true;
    }
    return err_set(err, ERR_INPUT, TXT("--%s %s is no number from 0 to %d", "--%s %s 不是 0 到 %d 的数"), name, text,
                   most);
}

/* A name in assets/pictures/ or a whole path: one that the panel can draw. */
static bool picture_fits(const char *picture, Err *err) {
    char path[PATH_MAX], inside[PATH_MAX];
    if (!picture || !*picture) return true;
    if (*picture != '/' && snprintf(inside, sizeof inside, "assets/pictures/%s", picture) >= (int)sizeof inside)
        return err_set(err, ERR_INPUT, TXT("the picture's name is too long", "图片名太长"));
    const char *file = *picture == '/' ? picture : share_path(inside, path, sizeof path);
    PicFile found;
    SvgFault fault;
    if (!picfile_read(file, &found, err)) return false;
    if (found.w || svg_file_is_plain(file, &fault)) return true;
    return err_set(err, ERR_INPUT, TXT("%s line %d: the panel cannot draw %s", "%s 第 %d 行：屏幕无法绘制 %s"), picture,
                   fault.line, fault.element);
}

static bool read_level(const Asked *a, Err *err) {
    WorkLevel level;
    if (!a->write.level || work_level_of(a->write.level, &level)) return true;
    return err_set(err, ERR_INPUT,
                   TXT("--level is red, amber or green, not %s", "--level 应为 red、amber 或 green，而不是 %s"),
                   a->write.level);
}

static bool read_numbers(Asked *a, Err *err) {
    if (a->price && (a->parts || a->labour))
        return err_set(err, ERR_INPUT,
                       TXT("either --price, or --parts and --labour", "--price 与 --parts、--labour 只能二选一"));
    return read_level(a, err) && read_sum("parts", a->parts, &a->write.parts, err) &&
           read_sum("labour", a->labour, &a->write.labour, err) && read_sum("price", a->price, &a->write.price, err) &&
           read_whole("minutes", a->minutes, WORK_MINUTES_MAX, &a->write.minutes, err) &&
           picture_fits(a->write.picture, err);
}

static Exit show_item(Office *office, const CouponKey *key, const char *order_no, int item) {
    Err err;
    Arena arena = {0};
    Finding *f = arena_alloc(&arena, sizeof *f);
    bool good = work_find(office->db, key, &arena, order_no, item, f, &err);
    return show_list(office, &arena, f, 1, good, (Words){TXT("", "")}, &err);
}

static Exit propose(Office *office, const CouponKey *key, Asked *a, int item) {
    Err err;
    (void)item;
    int made;
    Uuid id = uuid_new();
    if (a->write.minutes == -2) a->write.minutes = 0;
    if (!work_propose(office->db, &id, a->order, &a->write, a->by, clock_now(), &made, &err))
        return office_fail(office, &err);
    return show_item(office, key, a->order, made);
}

static Exit edit(Office *office, const CouponKey *key, Asked *a, int item) {
    Err err;
    if (!work_edit(office->db, a->order, item, &a->write, a->by, clock_now(), &err)) return office_fail(office, &err);
    return show_item(office, key, a->order, item);
}

static Exit withdraw(Office *office, const CouponKey *key, Asked *a, int item) {
    Err err;
    if (!work_withdraw(office->db, a->order, item, a->by, clock_now(), &err)) return office_fail(office, &err);
    return show_item(office, key, a->order, item);
}

static Exit answer(Office *office, const CouponKey *key, Asked *a, int item) {
    Err err;
    if (a->yes == a->no) return office_misuse(office, TXT("either --yes or --no", "请选 --yes 或 --no"));
    if (!*a->how)
        return office_misuse(
            office, TXT("--how is missing: phone, wechat or in_person", "缺少 --how：phone、wechat 或 in_person"));
    if (strcmp(a->how, "phone") != 0 && strcmp(a->how, "wechat") != 0 && strcmp(a->how, "in_person") != 0)
        return office_misuse(
            office,
            TXT("--how is phone, wechat or in_person, not %s", "--how 应为 phone、wechat 或 in_person，而不是 %s"),
            a->how);
    WorkPays pays = work_pays_of(a->pays);
    if (*a->pays && !pays)
        return office_misuse(office,
                             TXT("--pays is insurer, customer or ask, not %s",
                                 "--pays 应为 insurer（保险）、customer（客户）或 ask（待问），而不是 %s"),
                             a->pays);
    if (!work_spoken(office->db, key, a->order, item, a->yes, pays, a->by, a->how, clock_now(), &err))
        return office_fail(office, &err);
    return show_item(office, key, a->order, item);
}

static const struct Verb {
    const char *name;
    bool item;
    Exit (*run)(Office *office, const CouponKey *key, Asked *a, int item);
} verbs[] = {{"propose", false, propose}, {"edit", true, edit}, {"withdraw", true, withdraw}, {"answer", true, answer}};

static Exit write_verb(Office *office, const struct Verb *verb, Asked *a) {
    Err err;
    CouponKey key;
    int item = 0;
    if (!*a->order) return office_misuse(office, TXT("--order is missing", "缺少 --order 工单号"));
    if (!*a->by) return office_misuse(office, TXT("--by NAME is missing: who does it?", "缺少 --by 姓名：由谁操作？"));
    if (verb->item && !a->item)
        return office_misuse(office, TXT("--item N is missing: which finding?", "缺少 --item：第几个增项？"));
    if (!read_whole("item", a->item, 9999, &item, &err) || !read_numbers(a, &err)) {
        office_fail(office, &err);
        return EXIT_USAGE;
    }
    if (!open_store(office, DB_WRITE, &key, &err)) return office_fail(office, &err);
    return verb->run(office, &key, a, item);
}

/* All findings of one order. */
static Exit show(Office *office, const Asked *a) {
    Err err;
    CouponKey key;
    Order o;
    Arena arena = {0};
    Finding *list = NULL;
    size_t n = 0;
    if (!*a->order) return office_misuse(office, TXT("--order is missing", "缺少 --order 工单号"));
    if (!open_store(office, DB_READ, &key, &err)) return office_fail(office, &err);
    office_mark_demo(office);
    bool good = orders_find(office->db, &arena, a->order, &o, &err) &&
                work_read(office->db, &key, &arena, a->order, &list, &n, &err);
    return show_list(office, &arena, list, n, good, (Words){TXT("no additional work", "没有增项")}, &err);
}

static Exit declined(Office *office, const Asked *a) {
    Err err;
    CouponKey key;
    Uuid car = {0};
    Arena arena = {0};
    Finding *list = NULL;
    size_t n = 0;
    if (!*a->plate) return office_misuse(office, TXT("--plate is missing", "缺少 --plate 车牌"));
    if (!open_store(office, DB_READ, &key, &err)) return office_fail(office, &err);
    office_mark_demo(office);
    bool good = car_by_plate(office->db, a->plate, &car, &err) &&
                work_declined(office->db, &key, &arena, &car, "", &list, &n, &err);
    return show_list(office, &arena, list, n, good, (Words){TXT("nothing declined", "没有暂不处理的增项")}, &err);
}

static Exit run_verb(Office *office, const char *verb, Asked *a) {
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].name, verb) == 0) return write_verb(office, &verbs[i], a);
    if (strcmp(verb, "show") == 0) return show(office, a);
    if (strcmp(verb, "declined") == 0) return declined(office, a);
    return office_misuse(office,
                         TXT("work propose, edit, withdraw, answer, show or declined, not %s",
                             "应为 propose、edit、withdraw、answer、show 或 declined，而不是 %s"),
                         verb);
}

static Exit run(Office *office, int argc, char **argv) {
    Asked a = {.order = "", .by = "", .how = "", .pays = "", .plate = "", .write = WORK_WRITE_NOTHING};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        take_option(&a, o, optarg);
    }
    if (optind + 1 == argc && !a.watch) return run_verb(office, argv[optind], &a);
    if (optind < argc)
        return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[a.watch ? optind : optind + 1]);
    return a.watch ? watch(office) : list_open(office);
}

const Command cmd_work = {
    .name = "work",
    .about = {TXT("additional work: propose it, see what customers answered", "增项：提报、查看客户答复")},
    .usage = {TXT("work [--watch]\n"
                  "work propose --order RO --what WORDS --level red|amber|green --by NAME [options]\n"
                  "work edit --order RO --item N --by NAME [options]\n"
                  "work withdraw --order RO --item N --by NAME\n"
                  "work answer --order RO --item N --yes|--no --by NAME --how phone|wechat|in_person\n"
                  "  [--pays insurer|customer|ask]\n"
                  "work show --order RO\n"
                  "work declined --plate PLATE",
                  "work [--watch]\n"
                  "work propose --order 工单号 --what 内容 --level red|amber|green --by 姓名 [选项]\n"
                  "work edit --order 工单号 --item 项 --by 姓名 [选项]\n"
                  "work withdraw --order 工单号 --item 项 --by 姓名\n"
                  "work answer --order 工单号 --item 项 --yes|--no --by 姓名 --how phone|wechat|in_person\n"
                  "  [--pays insurer|customer|ask]\n"
                  "work show --order 工单号\n"
                  "work declined --plate 车牌")},
    .details = {TXT("  --what, --why, --later   what was found, why, and what happens if it waits\n"
                    "  --what-en, --why-en, --later-en   the same for English readers; without: as they are\n"
                    "  --parts, --labour        yuan, apart; or --price, one sum; without: ask the advisor\n"
                    "  --minutes                that it adds\n"
                    "  --picture                a name in assets/pictures/, or the whole path of a photograph\n"
                    "  --pays                   who pays: with a yes to an insured repair, and only there\n"
                    "  An edit makes a new version: what the customer had answered is void, and it asks again.\n"
                    "  --watch  each finding, look and answer as it comes, a line each, until interrupted:\n"
                    "           order, item, time, plate, advisor, answer, what, price, separated by tabs",
                    "  --what、--why、--later   发现了什么、为什么、暂不处理会怎样\n"
                    "  --what-en、--why-en、--later-en   英文说明；不填则按中文显示\n"
                    "  --parts、--labour        配件与工时，元；或 --price 一个总价；都不填则请客户问顾问\n"
                    "  --minutes                增加的分钟数\n"
                    "  --picture                assets/pictures/ 中的名称，或照片的完整路径\n"
                    "  --pays                   由谁付费：仅在同意事故车维修的增项时注明\n"
                    "  修改即产生新版本：客户原先的答复作废，重新询问。\n"
                    "  --watch  增项、客户查看与答复，每来一条打印一行，直到中断：工单、项、时间、车牌、顾问、答复、\n"
                    "           内容、价格，以制表符分隔")},
    .example = "lounge work propose --order RO2611231011 --what 前刹车片更换 --level red --parts 520 --labour 160 "
               "--minutes 40 --by 唐师傅",
    .run = run,
};
