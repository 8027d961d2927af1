/* Redeeming: the code typed or scanned, the coupon with its conditions, and only then the tap that redeems. A manager
 * may take a redemption back, with a reason. */
#include "staff_parts.h"

#include "base/log.h"
#include "coupon_words.h"
#include "rules/coupon_scan.h"
#include "rules/coupon_terms.h"
#include "store/cars.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { GROUP = 4, SYMBOLS = 12 };

/* --- looking for it ------------------------------------------------------------------------------------------------
 */

void staff_find_coupon(Kiosk *k) {
    StaffSession *s = &k->staff;
    Job job = staff_job(k, STAFF_DO_FIND_COUPON);
    if (coupon_scan(s->code.text, job.staff.code)) {
        staff_post(k, &job);
    } else {
        s->progress = PROGRESS_FAILED;
        s->doing = STAFF_DO_FIND_COUPON;
        err_set(&s->err, ERR_INPUT, "%s", "%s", word(LANG_EN, W_STAFF_CODE_BAD));
        snprintf(s->err.zh, sizeof s->err.zh, "%s", word(LANG_ZH, W_STAFF_CODE_BAD));
    }
    s->code.text[0] = '\0'; /* the next scan begins anew */
    k->again = true;
}

static void post_code(Kiosk *k, StaffDo what, const char *reason) {
    Job job = staff_job(k, what);
    snprintf(job.order_no, sizeof job.order_no, "%s", what == STAFF_DO_REDEEM ? k->staff.use_no : "");
    snprintf(job.staff.code, sizeof job.staff.code, "%s", k->staff.coupon.code);
    snprintf(job.staff.reason, sizeof job.staff.reason, "%s", reason);
    staff_post(k, &job);
}

static void another(Kiosk *k) {
    StaffSession *s = &k->staff;
    s->code.text[0] = '\0';
    s->has_coupon = s->undoing = s->redeemed_now = s->choosing_it = false;
    s->coupon = (Coupon){0};
    s->use_no[0] = '\0';
    s->progress = PROGRESS_NONE;
    k->again = true;
}

/* --- typing ------------------------------------------------------------------------------------------------------- */

/* Three groups of four places; what is longer, as a scanned QR's words are, shows its beginning. */
static void draw_code(Kiosk *k, Rect r) {
    const Theme *t = k->ui.theme;
    const char *typed = k->staff.code.text;
    const float apart = 28, gap = 8, w_box = fminf((r.w - 2 * apart - 9 * gap) / SYMBOLS, 84);
    size_t n = strlen(typed);
    float x = r.x;
    for (size_t i = 0; i < SYMBOLS; i++) {
        Rect box = {x, r.y, w_box, r.h};
        ui_fill(&k->ui, box, t->surface, 16);
        if (i == n) ui_fill(&k->ui, (Rect){box.x + 14, box.y + box.h - 16, box.w - 28, 6}, t->accent, 3);
        char one[2] = {i < n ? typed[i] : '\0', '\0'};
        if (*one > ' ' && *one < 127) ui_text(&k->ui, box, one, style(44, true, t->ink, ALIGN_CENTER));
        x += w_box + (i % GROUP == GROUP - 1 ? apart : gap);
    }
}

static void draw_typing(Kiosk *k, Rect body) {
    StaffSession *s = &k->staff;
    bool portrait = ui_portrait(&k->ui), large = k->ui.large;
    Rect pad = body, ask = large ? screen_see(k) : body;
    if (!large) pad = portrait ? cut_bottom(&ask, 720, 24) : cut_right(&ask, 760, 72);
    if (!large) ask = rect_inset(ask, 0, portrait ? 12 : 60);
    ui_paragraph(&k->ui, cut_top(&ask, scaled(k, 92), 20), w(k, W_STAFF_CODE_HINT), style_body(k), scaled(k, 44));
    draw_code(k, cut_top(&ask, 108, 24));
    const char *says = staff_busy(k) ? w(k, W_STAFF_LOOKING) : staff_says(k);
    if (*says)
        ui_paragraph(&k->ui, ask, says,
                     style(28, true, staff_busy(k) ? k->ui.theme->ink2 : k->ui.theme->accent, ALIGN_LEFT),
                     scaled(k, 42));
    s->code.max_chars = SYMBOLS;
    bool typed = ui_code_keyboard(&k->ui, "key", pad, &s->code);
    s->code.max_chars = FIELD_BYTES - 1; /* a scanner's text is longer than a code */
    if (!typed) return;
    k->again = true;
    s->progress = staff_busy(k) ? s->progress : PROGRESS_NONE;
    if (strlen(s->code.text) == SYMBOLS && !staff_busy(k)) staff_find_coupon(k);
}

/* --- the order it is used on ---------------------------------------------------------------------------------------
 */

static bool is_coupons_car(Kiosk *k, const char *order_no) {
    Err err = {0};
    Uuid car = {0};
    if (!*k->staff.coupon.car_id) return true;
    if (!car_find(k->db, order_no, &car, &err)) log_err(LOG_ERROR, "staff", &err);
    return strcmp(car.text, k->staff.coupon.car_id) == 0;
}

static void use_on(Kiosk *k, const Order *o) {
    StaffSession *s = &k->staff;
    snprintf(s->use_no, sizeof s->use_no, "%s", o->order_no);
    s->use_same_car = is_coupons_car(k, o->order_no);
    s->choosing_it = false;
    s->progress = PROGRESS_NONE;
    k->again = true;
}

void staff_use_default(Kiosk *k) {
    StaffSession *s = &k->staff;
    const Order *taken = *s->coupon.order_no ? board_order(k, s->coupon.order_no) : NULL;
    s->use_no[0] = '\0';
    if (taken) use_on(k, taken);
    for (size_t i = 0; *s->coupon.car_id && !*s->use_no && i < k->snap.n_board; i++)
        if (is_coupons_car(k, k->snap.board[i].order_no)) use_on(k, &k->snap.board[i]);
}

static const Order *used_on(const Kiosk *k) {
    return *k->staff.use_no ? board_order(k, k->staff.use_no) : NULL;
}

static bool is_open(const Coupon *c) {
    return !c->redeemed && clock_now() <= c->expires;
}

/* Which of its conditions this order does not meet, in words; "" = none. The store looks again when it is redeemed. */
static const char *fails(Kiosk *k) {
    const StaffSession *s = &k->staff;
    const Coupon *c = &s->coupon;
    const Order *o = used_on(k);
    Err err = {0};
    bool terms = *c->redeem_kinds || c->min_sum > 0;
    if (!o) return terms ? w(k, W_STAFF_COUPON_NEEDS) : "";
    CouponOrder order = {.named = true, .car = s->use_same_car, .kind = o->kind, .amount = o->amount};
    if (coupon_terms_met(c->redeem_kinds, c->min_sum, &order, &err)) return "";
    char *words = arena_strdup(&k->ui.list->arena, err_text(&err, zh(k)));
    if (*words >= 'a' && *words <= 'z') *words = (char)(*words - 'a' + 'A'); /* here it is a sentence of its own */
    return words;
}

/* The orders of today, to choose from. */
static void draw_orders(Kiosk *k, Rect body, Rect *actions) {
    if (staff_action(k, actions, "order.cancel", w(k, W_STAFF_BACK), BUTTON_PLAIN, false)) {
        k->staff.choosing_it = false;
        k->again = true;
    }
    if (k->ui.large) ui_text(&k->ui, centered(screen_see(k), body.w, 120), w(k, W_STAFF_COUPON_PICK), style_title(k));
    const Order *tapped = staff_cars(k, body, (StaffCars){NULL, NULL});
    if (tapped) use_on(k, tapped);
}

/* --- the coupon ----------------------------------------------------------------------------------------------------
 */

static void draw_state(Kiosk *k, Rect r, const Coupon *c) {
    const Theme *t = k->ui.theme;
    bool fits = is_open(c) && !*fails(k);
    Word state = c->redeemed   ? W_STAFF_COUPON_USED
                 : !is_open(c) ? W_STAFF_COUPON_OVER
                 : fits        ? W_STAFF_COUPON_GOOD
                               : W_STAFF_COUPON_NOT_YET;
    bool good = fits || (c->redeemed && k->staff.redeemed_now);
    ui_pill(&k->ui, r.x, r.y, false, good ? "check" : "warning", w(k, state), good ? t->go : t->wait,
            good ? t->go_soft : t->wait_soft);
}

static const char *order_line(Kiosk *k, const Coupon *c) {
    if (c->redeemed) return wf(k, W_STAFF_COUPON_USED_BY, c->redeemed_by, show_time(k, c->redeemed));
    const Order *o = is_open(c) ? used_on(k) : NULL;
    if (!o) return wf(k, W_STAFF_COUPON_ISSUED, show_time(k, c->issued));
    return wf(k, W_STAFF_COUPON_USE_ON,
              arena_printf(&k->ui.list->arena, "%s · %s · %s", staff_car_name(k, o), w(k, word_of_kind(o->kind)),
                           o->amount < 0 ? o->order_no : show_fen(k, o->amount)));
}

/* Large on a wide panel what it is stands beside what it asks: there is half the height. */
static void draw_coupon_words(Kiosk *k, Rect in, const Coupon *c) {
    const Theme *t = k->ui.theme;
    bool beside = k->ui.large && !ui_portrait(&k->ui), own = *c->car_id && *c->order_no;
    Rect terms = in;
    if (beside) in = cut_left(&terms, terms.w * 0.42f, 48);
    draw_state(k, cut_top(&in, ui_pill_height(&k->ui), 24), c);
    ui_text(&k->ui, cut_top(&in, scaled(k, 72), 4), pick(k, c->title_zh, c->title_en),
            style(56, true, t->ink, ALIGN_LEFT));
    ui_text(&k->ui, cut_top(&in, scaled(k, 72), 16), coupon_gives(k, c), style(56, true, t->accent, ALIGN_LEFT));
    const char *says = staff_says(k);
    if (!*says && is_open(c)) says = fails(k);
    const char *lines[] = {c->code, wf(k, W_STAFF_COUPON_UNTIL, show_date(k, c->expires)),
                           own          ? wf(k, W_STAFF_COUPON_ORDER, c->order_no)
                           : *c->car_id ? w(k, W_STAFF_COUPON_CAR)
                                        : w(k, W_STAFF_COUPON_ANY),
                           *says && used_on(k) ? "" : coupon_conditions(k, c->redeem_kinds, c->min_sum),
                           *says && !used_on(k) ? "" : order_line(k, c)};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (*lines[i])
            ui_text(&k->ui, cut_top(beside ? &terms : &in, scaled(k, beside ? 40 : 44), beside ? 0 : 4), lines[i],
                    i ? style_body(k) : style_head(k));
    if (beside) in = terms;
    if (*says && in.h >= scaled(k, 42))
        ui_paragraph(&k->ui, in, says, style(28, true, staff_busy(k) ? t->ink2 : t->accent, ALIGN_LEFT), scaled(k, 42));
}

static void draw_reasons(Kiosk *k, Rect r) {
    static const Word reasons[] = {W_STAFF_UNDO_MISTAKE, W_STAFF_UNDO_LATER, W_STAFF_UNDO_WORK};
    static const char *const ids[] = {"undo.mistake", "undo.later", "undo.work"};
    enum { N = 3 };
    ui_text(&k->ui, cut_top(&r, scaled(k, 48), 16), w(k, W_STAFF_UNDO_WHY), style_head(k));
    for (int i = 0; i < N; i++) {
        Button b = {.label = w(k, reasons[i]), .look = BUTTON_SUNKEN, .disabled = staff_busy(k)};
        if (ui_button(&k->ui, ids[i], staff_choice(k, r, i, N), b))
            post_code(k, STAFF_DO_UNDO, word(LANG_ZH, reasons[i]));
    }
}

/* Redeem it, on the order that is shown. */
static void draw_redeem(Kiosk *k, Rect at) {
    Button go = {.label = w(k, W_STAFF_DO_REDEEM), .look = BUTTON_ACCENT, .px = 36};
    go.disabled = staff_busy(k) || *fails(k);
    if (ui_button(&k->ui, "staff.redeem_it", at, go)) post_code(k, STAFF_DO_REDEEM, "");
}

static void draw_which(Kiosk *k, Rect at) {
    StaffSession *s = &k->staff;
    Button b = {.label = w(k, used_on(k) ? W_STAFF_COUPON_OTHER : W_STAFF_COUPON_WHICH),
                .look = *fails(k) ? BUTTON_PRIMARY : BUTTON_SUNKEN,
                .disabled = staff_busy(k)};
    if (k->ui.large && b.look == BUTTON_SUNKEN) b.look = BUTTON_PLAIN;
    if (!ui_button(&k->ui, "staff.order", at, b)) return;
    s->choosing_it = true;
    s->scroll = (Scroll){0};
    k->again = true;
}

/* What can be done with it: redeem, on this or on another order; as a manager take it back; and the next one. */
static void draw_choices(Kiosk *k, Rect r) {
    StaffSession *s = &k->staff;
    const Coupon *c = &s->coupon;
    bool open = is_open(c), undo = c->redeemed && staff_may(s->who.role, STAFF_ACT_UNDO);
    if (s->undoing) {
        draw_reasons(k, r);
        return;
    }
    int n = 1 + (open ? 2 : undo), at = 0;
    if (open) {
        draw_redeem(k, staff_choice(k, r, at++, n));
        draw_which(k, staff_choice(k, r, at++, n));
    } else if (undo) {
        Button back = {.label = w(k, W_STAFF_DO_UNDO), .look = BUTTON_SUNKEN, .px = 36, .disabled = staff_busy(k)};
        if (ui_button(&k->ui, "staff.undo", staff_choice(k, r, at++, n), back)) s->undoing = k->again = true;
    }
    Button next = {.label = w(k, W_STAFF_ANOTHER), .look = open ? BUTTON_PLAIN : BUTTON_PRIMARY};
    if (ui_button(&k->ui, "staff.another", staff_choice(k, r, at, n), next)) another(k);
}

static void draw_coupon(Kiosk *k, Rect body) {
    Rect words, choices;
    staff_halves(k, body, &words, &choices);
    draw_coupon_words(k, words, &k->staff.coupon);
    draw_choices(k, choices);
}

static void draw(Kiosk *k) {
    StaffSession *s = &k->staff;
    bool asks = s->has_coupon && s->choosing_it;
    Rect actions,
        body = staff_frame(k, w(k, W_STAFF_REDEEM), asks && !k->ui.large ? w(k, W_STAFF_COUPON_PICK) : NULL, &actions);
    if (asks)
        draw_orders(k, body, &actions);
    else if (s->has_coupon)
        draw_coupon(k, body);
    else
        draw_typing(k, body);
}

const Screen screen_staff_redeem = {.id = "staff_redeem", .draw = draw, .enter = another};
