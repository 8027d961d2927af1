/* The table of offers: prices in yuan (columns price, was) or whole fen (price_fen, was_fen). A refused row leaves the
 * offer that the store has under its id as it was: a slip of the pen takes nothing off the screens. */
#include "base/utf8.h"
#include "import_show.h"
#include "import_subjects.h"
#include "rules/stage.h"
#include "store/offers.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OFFER_ID,
    KIND,
    TITLE_ZH,
    TITLE_EN,
    TEXT_ZH,
    TEXT_EN,
    PRICE,
    PRICE_FEN,
    WAS,
    WAS_FEN,
    WAS_BASIS,
    MINUTES,
    PICTURE,
    FROM,
    TO,
    COUPON,
    COUPON_VALUE,
    LIMIT_CAR,
    LIMIT_DAY,
    LIMIT_ALL,
    MODEL,
    AGE_MONTHS,
    MILEAGE_KM,
    VISITS_12M,
    HABIT,
    ENVIRONMENT,
    FOCUS_X,
    FOCUS_Y,
    WEEKDAYS,
    HOURS,
    RULE,
    WHY_ZH,
    WHY_EN,
    REDEEM_KINDS,
    MIN_SUM,
    MIN_SUM_FEN,
    COLUMNS
};

static const StaffColumn columns[COLUMNS] = {
    [OFFER_ID] = {"offer_id", true},
    [KIND] = {"kind", true},
    [TITLE_ZH] = {"title_zh", true},
    [TITLE_EN] = {"title_en", true},
    [TEXT_ZH] = {"text_zh", false},
    [TEXT_EN] = {"text_en", false},
    [PRICE] = {"price", false},
    [PRICE_FEN] = {"price_fen", false},
    [WAS] = {"was", false},
    [WAS_FEN] = {"was_fen", false},
    [WAS_BASIS] = {"was_basis", false},
    [MINUTES] = {"minutes", false},
    [PICTURE] = {"picture", false},
    [FROM] = {"from", false},
    [TO] = {"to", false},
    [COUPON] = {"coupon", false},
    [COUPON_VALUE] = {"coupon_value", false},
    [LIMIT_CAR] = {"limit_car", false},
    [LIMIT_DAY] = {"limit_day", false},
    [LIMIT_ALL] = {"limit_all", false},
    [MODEL] = {"model", false},
    [AGE_MONTHS] = {"age_months", false},
    [MILEAGE_KM] = {"mileage_km", false},
    [VISITS_12M] = {"visits_12m", false},
    [HABIT] = {"habit", false},
    [ENVIRONMENT] = {"environment", false},
    [FOCUS_X] = {"focus_x", false},
    [FOCUS_Y] = {"focus_y", false},
    [WEEKDAYS] = {"weekdays", false},
    [HOURS] = {"hours", false},
    [RULE] = {"rule", false},
    [WHY_ZH] = {"why_zh", false},
    [WHY_EN] = {"why_en", false},
    [REDEEM_KINDS] = {"redeem_kinds", false},
    [MIN_SUM] = {"min_sum", false},
    [MIN_SUM_FEN] = {"min_sum_fen", false},
};

enum { LIMIT_MOST = 1000000, MINUTES_MOST = 1440 };

const StaffShape import_offers_shape = {columns, COLUMNS, NULL, 1};

typedef struct Offers {
    StaffTable table;
    Settings *settings;
    Arena arena;
    Offer *list;
    size_t n, cap;
} Offers;

static bool one_of(const char *word, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, words[i]) == 0) return true;
    return false;
}

static void check_kind(StaffTable *t) {
    static const char *const kinds[] = {"wash",        "paint",   "interior", "exterior", "accessory", "tyre",
                                        "maintenance", "renewal", "warranty", "bar",      "recycling", "trade_in"};
    if (*t->cell[KIND] && !one_of(t->cell[KIND], kinds, sizeof kinds / sizeof *kinds))
        staff_refuse(t, FAULT_UNKNOWN_OFFER_KIND, KIND);
}

/* Yuan, or else whole fen; −1 = neither is said. */
static Fen read_price(StaffTable *t, size_t yuan, size_t fen) {
    Fen sum;
    if (!*t->cell[yuan]) {
        if (!*t->cell[fen]) return -1;
        size_t digits = strspn(t->cell[fen], "0123456789");
        if (digits > 0 && digits < 13 && !t->cell[fen][digits]) return strtoll(t->cell[fen], NULL, 10);
        staff_refuse(t, FAULT_BAD_FEN, fen);
        return -1;
    }
    if (fen_parse(t->cell[yuan], &sum) && sum >= 0) return sum;
    staff_refuse(t, FAULT_BAD_AMOUNT, yuan);
    return -1;
}

/* "list", "last_month", or the basis in words of the store's own: two characters at least, one of them a letter. */
static bool is_basis(const char *text) {
    bool letter = false;
    size_t n = utf8_count(text);
    for (const char *p = text; *p; p++) letter = letter || (*p & 0x80) || isalpha((unsigned char)*p);
    return letter && n >= 2;
}

static void read_prices(StaffTable *t, Offer *o) {
    o->price = read_price(t, PRICE, PRICE_FEN);
    o->was = read_price(t, WAS, WAS_FEN);
    size_t was = *t->cell[WAS] ? WAS : WAS_FEN;
    if (o->was >= 0 && !is_basis(t->cell[WAS_BASIS])) staff_refuse(t, FAULT_WAS_WITHOUT_BASIS, was);
    if (o->was >= 0 && o->price >= 0 && o->was <= o->price) staff_refuse(t, FAULT_WAS_NOT_HIGHER, was);
}

static void read_coupon(StaffTable *t, Offer *o) {
    static const char *const kinds[] = {"none", "fen", "percent"};
    const char *coupon = *t->cell[COUPON] ? t->cell[COUPON] : "none";
    if (!one_of(coupon, kinds, sizeof kinds / sizeof *kinds)) {
        staff_refuse(t, FAULT_UNKNOWN_COUPON, COUPON);
        return;
    }
    if (strcmp(coupon, "none") == 0) {
        o->coupon = "none";
        return;
    }
    o->coupon = strcmp(coupon, "fen") == 0 ? "fen" : "percent";
    int64_t most = o->coupon[0] == 'p' ? 100 : o->price >= 0 ? o->price : FEN_MAX;
    bool before = t->refused;
    t->refused = false;
    o->coupon_value = staff_int(t, COUPON_VALUE, 0, FEN_MAX, 0);
    bool number = !t->refused;
    t->refused = t->refused || before;
    if (number && (o->coupon_value < 1 || o->coupon_value > most))
        staff_refuse(t, FAULT_BAD_COUPON_VALUE, COUPON_VALUE);
}

/* What its coupon asks of the order: "maintenance;service_10k", and a least sum in yuan or fen. */
static void read_conditions(StaffTable *t, Offer *o) {
    char *cell = t->cell[REDEEM_KINDS], id[32];
    for (char *p = cell; *p; p++)
        if (*p == ';' || *p == ',') *p = ' ';
    for (const char *p = cell + strspn(cell, " "); *p; p += strspn(p, " ")) {
        size_t len = strcspn(p, " ");
        snprintf(id, sizeof id, "%.*s", (int)len, p);
        Kind kind = len < sizeof id ? kind_of(id) : KIND_NONE;
        if (kind == KIND_NONE || kind == KIND_PDS) {
            staff_refuse(t, FAULT_UNKNOWN_REDEEM_KIND, REDEEM_KINDS);
            break;
        }
        p += len;
    }
    o->redeem_kinds = cell;
    Fen least = read_price(t, MIN_SUM, MIN_SUM_FEN);
    o->min_sum = least > 0 ? least : 0;
}

/* Is this an answer of LIST? Without the policy nobody knows. */
static bool is_answer(const Settings *s, const char *list, const char *id) {
    int n = settings_count(s, list);
    for (int i = 1; i <= n; i++)
        if (strcmp(settings_item(s, list, i, "id"), id) == 0) return true;
    return n == 0;
}

/* Answers that the two questions do not offer: the offer lands, but somebody should know. */
static void check_answers(Offers *offers, const TargetRule *target) {
    for (size_t i = 0; i < target->n_nodes; i++) {
        const TargetNode *node = &target->nodes[i];
        if (node->kind != TARGET_CONDITION || (node->axis != AXIS_HABIT && node->axis != AXIS_ENVIRONMENT)) continue;
        const char *list = node->axis == AXIS_HABIT ? "axes.habits" : "axes.environments";
        for (size_t v = 0; v < node->n; v++) {
            const char *id = target->values[node->first + v].word;
            if (is_answer(offers->settings, list, id)) continue;
            StaffTable *t = &offers->table;
            report_fault(t->report, t->line, FAULT_UNKNOWN_ANSWER, axis_id(node->axis), id, false);
        }
    }
}

/* Whom it is for: the six columns and the rule, read together. */
static void read_target(Offers *offers, Offer *o) {
    static const size_t columns_of[AXES + 1] = {MODEL, AGE_MONTHS, MILEAGE_KM, VISITS_12M, HABIT, ENVIRONMENT, RULE};
    StaffTable *t = &offers->table;
    Err why = {0};
    int field;
    o->axis_model = t->cell[MODEL];
    o->axis_age = t->cell[AGE_MONTHS];
    o->axis_mileage = t->cell[MILEAGE_KM];
    o->axis_visits = t->cell[VISITS_12M];
    o->axis_habit = t->cell[HABIT];
    o->axis_environment = t->cell[ENVIRONMENT];
    o->rule = t->cell[RULE];
    o->why_zh = t->cell[WHY_ZH];
    o->why_en = t->cell[WHY_EN];
    TargetText text = offer_rule(o);
    if (target_parse(&text, &offers->arena, &o->target, &field, &why))
        check_answers(offers, &o->target);
    else
        staff_refuse_said(t, field < AXES && axis_is_number((Axis)field) ? FAULT_BAD_RANGE : FAULT_BAD_RULE,
                          columns_of[field], &why);
}

static void read_row(Offers *offers, Offer *o) {
    StaffTable *t = &offers->table;
    if (*t->cell[OFFER_ID] && !staff_is_id(t->cell[OFFER_ID])) staff_refuse(t, FAULT_BAD_ID, OFFER_ID);
    if (staff_taken(t, t->cell[OFFER_ID])) staff_refuse(t, FAULT_DOUBLE_ID, OFFER_ID);
    check_kind(t);
    read_prices(t, o);
    o->minutes = (int)staff_int(t, MINUTES, 0, MINUTES_MOST, 0);
    o->picture = show_picture(t, PICTURE);
    o->focus_x = show_focus(t, FOCUS_X);
    o->focus_y = show_focus(t, FOCUS_Y);
    o->from_day = show_day(t, &offers->arena, FROM);
    o->to_day = show_day(t, &offers->arena, TO);
    o->part = show_part(t, o->from_day, o->to_day, TO, WEEKDAYS, HOURS);
    read_coupon(t, o);
    read_conditions(t, o);
    o->limit_car = (int)staff_int(t, LIMIT_CAR, 0, LIMIT_MOST, 0);
    o->limit_day = (int)staff_int(t, LIMIT_DAY, 0, LIMIT_MOST, 0);
    o->limit_all = (int)staff_int(t, LIMIT_ALL, 0, LIMIT_MOST, 0);
    read_target(offers, o);
}

/* Copies the texts that still lie in the reader. */
static void keep_texts(Offers *offers, Offer *o) {
    StaffTable *t = &offers->table;
    Arena *a = &offers->arena;
    o->offer_id = arena_strdup(a, t->cell[OFFER_ID]);
    o->kind = arena_strdup(a, t->cell[KIND]);
    o->title_zh = arena_strdup(a, t->cell[TITLE_ZH]);
    o->title_en = arena_strdup(a, t->cell[TITLE_EN]);
    o->text_zh = arena_strdup(a, t->cell[TEXT_ZH]);
    o->text_en = arena_strdup(a, t->cell[TEXT_EN]);
    o->was_basis = arena_strdup(a, t->cell[WAS_BASIS]);
    const char **lying[] = {&o->picture,     &o->axis_model, &o->axis_age,         &o->axis_mileage,
                            &o->axis_visits, &o->axis_habit, &o->axis_environment, &o->rule,
                            &o->why_zh,      &o->why_en,     &o->redeem_kinds};
    for (size_t i = 0; i < sizeof lying / sizeof *lying; i++) *lying[i] = arena_strdup(a, *lying[i]);
}

static void add(Offers *offers, Offer offer) {
    if (offers->n == offers->cap)
        offers->list = mem_grow(offers->list, (offers->cap = offers->cap ? offers->cap * 2 : 64) * sizeof offer);
    offers->list[offers->n++] = offer;
    staff_take(&offers->table, offer.offer_id);
}

/* False only when the database fails. */
static bool take_row(Offers *offers, Db *db, Err *err) {
    Offer o = {.price = -1, .was = -1, .coupon = "none"};
    Err none = {0};
    read_row(offers, &o);
    if (!offers->table.refused) {
        keep_texts(offers, &o);
        add(offers, o);
        return true;
    }
    const char *id = offers->table.cell[OFFER_ID];
    if (!staff_is_id(id) || staff_taken(&offers->table, id)) return true;
    if (offers_find(db, &offers->arena, id, &o, &none)) {
        add(offers, o);
        return true;
    }
    staff_take(&offers->table, arena_strdup(&offers->arena, id)); /* it is named, whatever the store holds */
    if (none.code == ERR_NOT_FOUND) return true;
    *err = none;
    return false;
}

static bool read_rows(Offers *offers, Db *db, Err *err) {
    CsvStep step;
    while ((step = staff_next(&offers->table, err)) == CSV_RECORD)
        if (!take_row(offers, db, err)) return false;
    if (step == CSV_FAILED) return false;
    const ImportReport *report = offers->table.report;
    if (offers->n) return true;
    return err_set(err, ERR_INPUT,
                   TXT("%s: no offer could be read (%d lines): nothing was changed",
                       "%s：没有读到任何优惠（%d 行）：未做任何改动"),
                   report->file, report->read);
}

bool import_offers_file(Db *db, const char *path, const ImportOptions *options, ImportReport *report, Err *err) {
    Err here = {0};
    Offers *offers = mem_alloc(sizeof *offers);
    bool ok = settings_read(db, &offers->settings, &here) &&
              staff_open(&offers->table, path, options, columns, COLUMNS, report, &here) &&
              read_rows(offers, db, &here);
    if (ok) {
        ImportMeta meta = staff_meta(&offers->table, "offers");
        ImportNote *notes = staff_notes(report, options && options->zh);
        ok = offers_replace(db, offers->list, offers->n, &meta, notes, report->n_faults, &report->counts, &here);
    }
    if (!ok && err) *err = here;
    staff_close(&offers->table);
    settings_free(offers->settings);
    arena_free(&offers->arena);
    free(offers->list);
    free(offers);
    return ok;
}
