/* Opening entries: a line of the old books becomes a frozen sale of which some services were used before. */
#include "prepaid_open.h"

#include "audit.h"
#include "cars.h"
#include "imported.h"
#include "prepaid_journal.h"
#include "sql.h"

#include <stdio.h>
#include <string.h>

static const char by_import[] = "import";

typedef struct Opening { /* one line being read */
    Db *db;
    Arena *arena;
    const Settings *s;
    const PrepaidOpening *line;
    Ms at;
    OpeningField field; /* being looked at */
    PrepaidPackage package;
    bool known; /* the policy in force has the package, with so many services */
} Opening;

/* ---- what it is ---- */

static void find_package(Opening *o) {
    PrepaidPackage all[PREPAID_PACKAGES_MAX];
    const char *said = o->line->package;
    size_t n = prepaid_packages(o->s, all, PREPAID_PACKAGES_MAX);
    for (size_t i = 0; i < n && !o->known; i++) {
        o->known =
            strcmp(all[i].id, said) == 0 || strcmp(all[i].title_zh, said) == 0 || strcmp(all[i].title_en, said) == 0;
        if (o->known) o->package = all[i];
    }
}

/* All of the package, the first so many that may be taken alone, or a number of its own. */
static bool count_services(Opening *o, PrepaidSale *out, Err *err) {
    int services = o->line->services ? o->line->services : o->package.services;
    o->field = OPENING_SERVICES;
    if (services < 1)
        return err_set(err, ERR_INPUT,
                       TXT("no package of this name is in the policy in force: how many services had it in all?",
                           "现行政策中没有这个套餐：请写明总次数"));
    o->known = o->known && (services == o->package.services || services == o->package.partial);
    o->field = OPENING_LEFT;
    if (o->line->left > services)
        return err_set(err, ERR_INPUT, TXT("more are left than the package has (%d)", "剩余次数多于套餐的 %d 次"),
                       services);
    out->book.services = services;
    out->book.before = services - o->line->left;
    out->book.opened = true;
    return true;
}

static bool know_package(Opening *o, PrepaidSale *out, Err *err) {
    const PrepaidOpening *line = o->line;
    const char *refund = settings_text(o->s, "prepaid.refund");
    o->field = OPENING_PACKAGE;
    if (!*refund)
        return err_set(err, ERR_RULE,
                       TXT("no prepaid policy in force says how refunds go: import policies first",
                           "现行预存政策未写明退款方式：请先导入策略"));
    find_package(o);
    out->book.by_tier = strcmp(refund, "tier") == 0;
    out->policy_id = arena_strdup(o->arena, settings_policy(o->s, "prepaid"));
    out->package_id = arena_strdup(o->arena, o->known ? o->package.id : line->package);
    out->title_zh = arena_strdup(o->arena, o->known ? o->package.title_zh : line->package);
    out->title_en = arena_strdup(o->arena, o->known ? o->package.title_en : line->package);
    out->terms_zh = arena_strdup(o->arena, settings_text(o->s, "prepaid.terms_zh"));
    out->terms_en = arena_strdup(o->arena, settings_text(o->s, "prepaid.terms_en"));
    out->filter_free = line->filter_free >= 0 ? line->filter_free != 0 : o->known && o->package.filter_free;
    return count_services(o, out, err);
}

/* As said, else as the car's model takes it. */
static bool know_oil(Opening *o, PrepaidSale *out, Err *err) {
    PrepaidOil oil = {0};
    int ml = o->line->service_ml;
    if (uuid_is_set(&out->car_id) && !prepaid_oil_of_car(o->db, out->car_id.text, &oil, err)) return false;
    out->grade = arena_strdup(o->arena, *o->line->grade ? o->line->grade : oil.grade);
    if (!ml && strcmp(out->grade, oil.grade) == 0) ml = oil.ml;
    o->field = OPENING_GRADE;
    if (!*out->grade)
        return err_set(err, ERR_INPUT,
                       TXT("the oil of this car is not known: its grade is needed", "不知道该车的机油：请写明标号"));
    if (!prepaid_price(o->s, out->grade, ml, &out->oil, &out->filter))
        return err_set(err, ERR_RULE, TXT("the price list has no oil of this grade", "价目表没有这种机油"));
    o->field = OPENING_ML;
    if (ml < 1)
        return err_set(err, ERR_INPUT,
                       TXT("how much oil a service of this car takes is not known: millilitres are needed",
                           "不知道该车每次的用量：请写明毫升数"));
    out->book.service_ml = ml;
    out->book.list = out->oil + (out->filter_free ? out->filter : 0);
    return true;
}

/* ---- what its services cost ---- */

/* Even parts; the fen that are left over go to the first ones. */
static void split(Fen *price, int n, Fen sum) {
    for (int i = 0; i < n; i++) price[i] = sum / n + (i < sum % n);
}

static Fen owed_of(const BookSale *sale) {
    Fen owed = 0;
    for (int i = sale->before; i < sale->services; i++) owed += sale->price[i];
    return owed;
}

static bool by_package(const Opening *o, PrepaidSale *out) {
    if (!o->known) return false;
    PrepaidPackage p = o->package;
    p.services = out->book.services;
    PrepaidQuote quote = prepaid_quote(&p, out->oil, out->filter);
    memcpy(out->book.price, quote.each, sizeof out->book.price);
    memcpy(out->percent, p.percent, sizeof out->percent);
    return quote.sum == o->line->paid && (o->line->owed < 0 || o->line->owed == owed_of(&out->book));
}

/* What a service costs of the list price, for showing; the column holds 1 to 100. */
static int percent_of(Fen price, Fen oil) {
    Fen percent = oil > 0 ? (price * 100 + oil / 2) / oil : 100;
    return (int)(percent < 1 ? 1 : percent > 100 ? 100 : percent);
}

static bool price_services(Opening *o, PrepaidSale *out, Err *err) {
    const PrepaidOpening *line = o->line;
    BookSale *book = &out->book;
    out->sum = line->paid;
    if (by_package(o, out)) return true;
    o->field = OPENING_OWED;
    if (line->owed > line->paid || (book->before == 0 && line->owed >= 0 && line->owed != line->paid))
        return err_set(err, ERR_INPUT,
                       TXT("more is owed than was paid, or less though nothing was used",
                           "余额多于已付金额，或尚未使用而余额少于已付金额"));
    split(book->price, book->services, line->paid);
    if (line->owed >= 0) {
        split(book->price, book->before, line->paid - line->owed);
        split(book->price + book->before, line->left, line->owed);
    }
    for (int i = 0; i < book->services; i++) out->percent[i] = percent_of(book->price[i], out->oil);
    return true;
}

/* ---- when ---- */

static bool know_times(Opening *o, PrepaidSale *out, Err *err) {
    const PrepaidOpening *line = o->line;
    int months = (int)settings_int(o->s, "prepaid.validity_months");
    o->field = OPENING_SOLD;
    if (line->sold > o->at) return err_set(err, ERR_INPUT, TXT("sold after today", "办理日期晚于今天"));
    out->at = line->sold ? line->sold : o->at;
    o->field = OPENING_VALID;
    if (!line->valid_until && (!line->sold || months < 1))
        return err_set(err, ERR_INPUT,
                       TXT("until when it is valid is not known: this day or the day it was sold is needed",
                           "不知道有效期：请写明有效期或办理日期"));
    out->valid_until =
        line->valid_until ? day_add(day_start(line->valid_until), 1) - 1 : journal_last_moment(line->sold, months);
    return true;
}

/* ---- a line ---- */

/* Does the line still say what was taken over? What it leaves open says nothing against it. */
static bool reads_the_same(const PrepaidOpening *line, const PrepaidSale *sale, const Uuid *car) {
    const BookSale *b = &sale->book;
    return b->opened && strcmp(sale->car_id.text, car->text) == 0 && b->services - b->before == line->left &&
           sale->sum == line->paid && (!line->services || line->services == b->services) &&
           (line->owed < 0 || line->owed == owed_of(b)) && (!*line->grade || strcmp(line->grade, sale->grade) == 0) &&
           (!line->service_ml || line->service_ml == b->service_ml) && (!line->sold || line->sold == sale->at) &&
           (!line->valid_until || day_start(line->valid_until) == day_start(sale->valid_until));
}

static bool is_there(Opening *o, const Uuid *car, PrepaidSale *out, bool *there, Err *err) {
    Err none = {0};
    o->field = OPENING_ORDER_NO;
    *there = prepaid_sale_find(o->db, o->arena, o->line->order_no, out, &none);
    if (!*there) {
        if (none.code == ERR_NOT_FOUND) return true;
        if (err) *err = none;
        return false;
    }
    if (reads_the_same(o->line, out, car)) return true;
    return err_set(err, ERR_RULE,
                   TXT("the ledger has this number with other figures: it stays as it is; take it back with lounge "
                       "prepaid correct and give the right one another number",
                       "账上已有该单号且内容不同：保持原样；请用 lounge prepaid correct 冲销后以新单号导入"));
}

static bool describe(Opening *o, PrepaidSale *out, bool *there, Err *err) {
    const PrepaidOpening *line = o->line;
    Uuid car;
    o->field = OPENING_PLATE;
    if (!car_by_papers(o->db, line->vin, line->plate, &car, err) || !is_there(o, &car, out, there, err)) return false;
    if (*there) return true;
    *out = (PrepaidSale){.sale_id = uuid_new(),
                         .car_id = car,
                         .order_no = arena_strdup(o->arena, line->order_no),
                         .by = by_import,
                         .manager = ""};
    return know_package(o, out, err) && know_oil(o, out, err) && price_services(o, out, err) && know_times(o, out, err);
}

bool prepaid_opening(Db *db, Arena *arena, const Settings *s, const PrepaidOpening *line, Ms at, PrepaidSale *out,
                     bool *there, OpeningField *field, Err *err) {
    Opening o = {.db = db, .arena = arena, .s = s, .line = line, .at = at};
    bool ok = describe(&o, out, there, err);
    *field = o.field;
    return ok;
}

/* ---- taking a list in ---- */

static bool post(Db *db, PrepaidSale *sale, const char *reason, Ms at, Err *err) {
    int64_t no;
    BookEntry entry = book_opened(&sale->book);
    Posting posting = {.entry_id = uuid_new(),
                       .sale_id = sale->sale_id.text,
                       .kind = "sold",
                       .grade = sale->grade,
                       .order_no = sale->order_no,
                       .month = "",
                       .undoes = "",
                       .by = by_import,
                       .manager = "",
                       .reason = reason,
                       .at = at};
    return journal_put_sale(db, sale, err) && journal_post(db, &posting, &entry, &sale->state, &no, err) &&
           audit_write(db, by_import, "prepaid.open", sale->order_no, reason, at, err);
}

static bool take(Db *db, Arena *arena, const Settings *s, const PrepaidOpening *line, Ms at, const char *file,
                 ImportCounts *counts, Err *err) {
    PrepaidSale sale;
    OpeningField field;
    bool there;
    if (!prepaid_opening(db, arena, s, line, at, &sale, &there, &field, err))
        return err_prefix(err, TXT("%s line %d", "%s 第 %d 行"), file, line->line);
    *(there ? &counts->same : &counts->created) += 1;
    if (there) return true;
    if (!uuid_is_set(&sale.car_id) && !car_make(db, line->vin, line->plate, &sale.car_id, err)) return false;
    return post(db, &sale, arena_printf(arena, "%s:%d", file, line->line), at, err);
}

bool prepaid_open_import(Db *db, const Settings *s, const PrepaidOpening *lines, size_t n, Ms at,
                         const ImportMeta *meta, const ImportNote *notes, size_t n_notes, ImportCounts *out, Err *err) {
    ImportCounts counts = {0};
    Arena arena = {0};
    if (!db_begin(db, err)) return false;
    bool ok = journal_open_month(db, at, err);
    for (size_t i = 0; ok && i < n; i++, arena_reset(&arena))
        ok = take(db, &arena, s, &lines[i], at, meta->file, &counts, err);
    ok = ok && imported_finish(db, meta, notes, n_notes, &counts, false, err);
    arena_free(&arena);
    if (!db_end(db, ok, err)) return false;
    *out = counts;
    return true;
}
