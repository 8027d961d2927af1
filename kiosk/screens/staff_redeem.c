/* Redeeming: the code typed or scanned, the coupon with its conditions, and only then the tap that redeems. A manager
 * may take a redemption back, with a reason. */
#include "staff_parts.h"

#include "rules/coupon_scan.h"

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
    snprintf(job.staff.code, sizeof job.staff.code, "%s", k->staff.coupon.code);
    snprintf(job.staff.reason, sizeof job.staff.reason, "%s", reason);
    staff_post(k, &job);
}

static void another(Kiosk *k) {
    StaffSession *s = &k->staff;
    s->code.text[0] = '\0';
    s->has_coupon = s->undoing = s->redeemed_now = false;
    s->coupon = (Coupon){0};
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

/* --- the coupon ----------------------------------------------------------------------------------------------------
 */

static const char *value_of(Kiosk *k, const Coupon *c) {
    if (strcmp(c->kind, "percent") == 0) return show_percent(k, (int)c->value);
    return wf(k, W_OFFER_COUPON_FEN, show_fen(k, c->value));
}

static void draw_state(Kiosk *k, Rect r, const Coupon *c) {
    const Theme *t = k->ui.theme;
    bool over = !c->redeemed && clock_now() > c->expires;
    Word state = c->redeemed ? W_STAFF_COUPON_USED : over ? W_STAFF_COUPON_OVER : W_STAFF_COUPON_GOOD;
    bool good = state == W_STAFF_COUPON_GOOD || k->staff.redeemed_now;
    ui_pill(&k->ui, r.x, r.y, false, good ? "check" : "warning", w(k, state), good ? t->go : t->wait,
            good ? t->go_soft : t->wait_soft);
}

/* Large on a wide panel what it is stands beside what it asks: there is half the height. */
static void draw_coupon_words(Kiosk *k, Rect in, const Coupon *c) {
    const Theme *t = k->ui.theme;
    bool beside = k->ui.large && !ui_portrait(&k->ui);
    Rect terms = in;
    if (beside) in = cut_left(&terms, terms.w * 0.46f, 48);
    draw_state(k, cut_top(&in, ui_pill_height(&k->ui), 24), c);
    ui_text(&k->ui, cut_top(&in, scaled(k, 72), 4), pick(k, c->title_zh, c->title_en),
            style(56, true, t->ink, ALIGN_LEFT));
    ui_text(&k->ui, cut_top(&in, scaled(k, 72), 16), value_of(k, c), style(56, true, t->accent, ALIGN_LEFT));
    const char *lines[] = {
        c->code,
        wf(k, W_STAFF_COUPON_UNTIL, show_date(k, c->expires)),
        *c->order_no ? wf(k, W_STAFF_COUPON_ORDER, c->order_no) : w(k, W_STAFF_COUPON_ANY),
        c->redeemed ? wf(k, W_STAFF_COUPON_USED_BY, c->redeemed_by, show_time(k, c->redeemed))
                    : wf(k, W_STAFF_COUPON_ISSUED, show_time(k, c->issued)),
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        ui_text(&k->ui, cut_top(beside ? &terms : &in, scaled(k, 44), 4), lines[i], i ? style_body(k) : style_head(k));
    const char *says = staff_says(k);
    if (beside) in = terms;
    if (*says && in.h >= scaled(k, 42))
        ui_paragraph(&k->ui, in, says, style(28, true, staff_busy(k) ? t->ink2 : t->accent, ALIGN_LEFT), scaled(k, 42));
}

static void draw_reasons(Kiosk *k, Rect r, bool upright) {
    static const Word reasons[] = {W_STAFF_UNDO_MISTAKE, W_STAFF_UNDO_LATER, W_STAFF_UNDO_WORK};
    static const char *const ids[] = {"undo.mistake", "undo.later", "undo.work"};
    enum { N = 3 };
    ui_text(&k->ui, cut_top(&r, scaled(k, 48), 16), w(k, W_STAFF_UNDO_WHY), style_head(k));
    r.h = fminf(r.h, upright ? 3 * 120 + 48 : k->ui.touch_min);
    for (int i = 0; i < N; i++) {
        Button b = {.label = w(k, reasons[i]), .look = BUTTON_SUNKEN, .disabled = staff_busy(k)};
        Rect at = grid_cell(r, upright ? 1 : N, upright ? N : 1, i, 24);
        if (ui_button(&k->ui, ids[i], at, b)) post_code(k, STAFF_DO_UNDO, word(LANG_ZH, reasons[i]));
    }
}

/* What can be done with it: redeem, or as a manager take it back; and the next one. */
static void draw_choices(Kiosk *k, Rect r) {
    StaffSession *s = &k->staff;
    const Coupon *c = &s->coupon;
    bool upright = !k->ui.large && !ui_portrait(&k->ui), open = !c->redeemed && clock_now() <= c->expires;
    if (s->undoing) {
        draw_reasons(k, r, upright);
        return;
    }
    bool undo = c->redeemed && staff_may(s->who.role, STAFF_ACT_UNDO);
    int n = 1 + (open || undo);
    r.h = fminf(r.h, upright ? (float)n * 120 + (float)(n - 1) * 24 : k->ui.large ? 140 : 120);
    Rect first = grid_cell(r, upright ? 1 : n, upright ? n : 1, 0, 24),
         last = grid_cell(r, upright ? 1 : n, upright ? n : 1, n - 1, 24);
    Button go = {.label = w(k, open ? W_STAFF_DO_REDEEM : W_STAFF_DO_UNDO),
                 .look = open ? BUTTON_ACCENT : BUTTON_SUNKEN,
                 .px = 36,
                 .disabled = staff_busy(k)};
    if ((open || undo) && ui_button(&k->ui, open ? "staff.redeem_it" : "staff.undo", first, go)) {
        if (open) post_code(k, STAFF_DO_REDEEM, "");
        s->undoing = !open;
        k->again = true;
    }
    if (ui_button(&k->ui, "staff.another", last, (Button){.label = w(k, W_STAFF_ANOTHER), .look = BUTTON_PRIMARY}))
        another(k);
}

static void draw_coupon(Kiosk *k, Rect body) {
    bool portrait = ui_portrait(&k->ui), large = k->ui.large;
    Rect words = large ? screen_see(k) : body, choices = body;
    if (!large && portrait) {
        words = cut_top(&body, 640, 32);
        choices = body;
    } else if (!large) {
        words.h = fminf(words.h, 640);
        choices = cut_right(&words, 560, 48);
    }
    if (!large) ui_card(&k->ui, words);
    draw_coupon_words(k, large ? words : rect_inset(words, 44, 40), &k->staff.coupon);
    draw_choices(k, choices);
}

static void draw(Kiosk *k) {
    Rect actions, body = staff_frame(k, w(k, W_STAFF_REDEEM), NULL, &actions);
    if (k->staff.has_coupon)
        draw_coupon(k, body);
    else
        draw_typing(k, body);
}

const Screen screen_staff_redeem = {.id = "staff_redeem", .draw = draw, .enter = another};
