/* The third step: would you recommend us (0–10), and may we call you: a number and consent, both optional. What the
 * number is for and how long it is kept stands beside it. */
#include "answers.h"
#include "phone_field.h"
#include "purpose.h"

#include "rules/mask.h"

#include <stdio.h>
#include <string.h>

/* 0 to 10 in one row with what its ends mean below; on a narrow panel in two, with each meaning next to its own end. */
static void draw_numbers(Kiosk *k, Rect in) {
    bool two = ui_portrait(&k->ui);
    int cols = two ? 6 : 11, rows = two ? 2 : 1;
    Rect low = two ? cut_top(&in, scaled(k, 38), 8) : (Rect){0}, high = cut_bottom(&in, scaled(k, 38), two ? 8 : 12);
    if (two)
        high.w -= grid_cell(in, cols, rows, 11, 16).w + 16; /* 10 is the last but one place */
    else
        low = high;
    ui_text(&k->ui, low, w(k, W_RECOMMEND_LOW), style_label(k));
    ui_text(&k->ui, high, w(k, W_RECOMMEND_HIGH), right(style_label(k)));
    for (int i = 0; i <= 10; i++) {
        char label[4];
        snprintf(label, sizeof label, "%d", i);
        Button b = {.label = label, .look = i == k->visit.nps ? BUTTON_PRIMARY : BUTTON_SUNKEN, .px = 34};
        if (k->ui.large && b.look == BUTTON_SUNKEN) b.look = BUTTON_PLAIN; /* there on paper, not on a card */
        Rect at = grid_cell(in, cols, rows, i, 16);
        if (!ui_button(&k->ui, ui_id(&k->ui, "recommend.%d", i), at, b)) continue;
        k->visit.nps = k->visit.nps == i ? -1 : i;
        answers_keep_now(k);
    }
}

static void draw_scale(Kiosk *k, Rect r) {
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 40, 28);
    ui_text(&k->ui, cut_top(&in, 48, 20), w(k, W_RECOMMEND_TITLE), style_head(k));
    draw_numbers(k, in);
}

static void consent_button(Kiosk *k, Rect at) {
    Visit *v = &k->visit;
    Button consent = {.label = pick(k, k->survey.consent_zh, k->survey.consent_en),
                      .icon = v->consent ? "check" : "phone",
                      .look = v->consent    ? BUTTON_PRIMARY
                              : k->ui.large ? BUTTON_PLAIN
                                            : BUTTON_SUNKEN,
                      .px = 30};
    at.w = ui_button_width(&k->ui, consent, 36);
    if (!ui_button(&k->ui, "contact.consent", at, consent)) return;
    v->consent = !v->consent;
    v->phone_bad = false;
    k->again = true;
}

static void draw_pad(Kiosk *k, Rect r, bool wide) {
    Visit *v = &k->visit;
    if (!(wide ? ui_keypad_wide(&k->ui, "key", r, &v->phone) : ui_keypad(&k->ui, "key", r, &v->phone))) return;
    v->consent = true;
    v->phone_bad = false;
    k->again = true;
}

static void draw_bad(Kiosk *k, Rect r) {
    if (k->visit.phone_bad) ui_text(&k->ui, r, w(k, W_CONTACT_BAD), style(27, true, k->ui.theme->accent, ALIGN_LEFT));
}

static void draw_contact(Kiosk *k, Rect r) {
    bool portrait = ui_portrait(&k->ui);
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 40, 32);
    Rect pad = portrait ? cut_bottom(&in, in.h - 424, 32) : cut_right(&in, 760, 56);
    if (!portrait) pad = (Rect){pad.x, r.y + 20, pad.w + 20, r.h - 40};
    ui_fill(&k->ui, pad, k->ui.theme->sunken, RADIUS);
    ui_text(&k->ui, cut_top(&in, 48, 8), w(k, W_CONTACT_TITLE), style_head(k));
    ui_paragraph(&k->ui, cut_top(&in, 120, 12), purpose_of_answers(k), style_label(k), 40);
    phone_field_draw(k, cut_top(&in, 88, 20), &k->visit.phone);
    Rect at = cut_top(&in, 96, 12);
    consent_button(k, at);
    draw_bad(k, (Rect){at.x + 300, at.y, at.w - 300, 96});
    draw_pad(k, rect_inset(pad, 12, 12), false);
}

static void submit(Kiosk *k) {
    Visit *v = &k->visit;
    char normal[16];
    bool number = phone_normal(v->phone.text, normal, sizeof normal);
    v->phone_bad = v->consent && !number;
    if (v->phone_bad) return;
    answers_send(k);
}

static void draw_contact_page(Kiosk *k);

/* Large and low: the number comes on a page of its own. */
static void draw_large(Kiosk *k) {
    if (!k->survey.nps) {
        draw_contact_page(k);
        return;
    }
    Rect body = screen_header(k, NULL, NULL, ANSWERS_HEAD_W);
    Rect buttons = screen_actions(k, &body, NULL);
    answers_head(k, "3 / 3", &buttons);
    Rect see = screen_see(k);
    ui_text(&k->ui, centered(see, see.w, scaled(k, 90)), w(k, W_RECOMMEND_TITLE),
            style(60, true, k->ui.theme->ink, ALIGN_CENTER));
    if (!ui_portrait(&k->ui)) body = centered(body, body.w, 264);
    draw_numbers(k, body);
    if (!k->survey.contact) {
        if (answers_submit(k, &buttons, "recommend.submit")) submit(k), k->again = true;
    } else if (foot_button(k, &buttons, "recommend.next", W_CONTACT_NEXT, BUTTON_PRIMARY)) {
        nav_go(k, SCREEN_CONTACT);
    }
    if (foot_button(k, &buttons, "recommend.skip", W_SKIP, BUTTON_PLAIN)) answers_finish(k);
}

/* "Two last questions", or the only one there is. */
static Word last_head(const Kiosk *k) {
    return k->survey.nps && k->survey.contact ? W_RECOMMEND_HEAD : W_RECOMMEND_HEAD_ONE;
}

static void draw(Kiosk *k) {
    if (k->ui.large) {
        draw_large(k);
        return;
    }
    Rect body = screen_header(k, w(k, last_head(k)), NULL, ANSWERS_HEAD_W);
    Rect foot = screen_foot(k, NULL);
    answers_head(k, "3 / 3", &foot);
    float scale_h = ui_portrait(&k->ui) ? 450 : 288;
    if (!k->survey.contact) body = centered(body, body.w, scale_h);
    if (k->survey.nps) draw_scale(k, cut_top(&body, scale_h, 24));
    if (k->survey.contact) draw_contact(k, body);
    if (answers_submit(k, &foot, "recommend.submit")) submit(k), k->again = true;
    if (foot_button(k, &foot, "recommend.skip", W_SKIP, BUTTON_PLAIN)) answers_finish(k);
}

static void enter(Kiosk *k) {
    k->visit.answers_progress = PROGRESS_NONE;
}

static void draw_contact_page(Kiosk *k) {
    bool portrait = ui_portrait(&k->ui);
    Rect body = screen_header(k, w(k, W_CONTACT_TITLE), NULL, ANSWERS_HEAD_W);
    Rect buttons = screen_actions(k, &body, NULL);
    answers_head(k, "3 / 3", &buttons);
    Rect see = screen_see(k);
    ui_paragraph(&k->ui, cut_top(&see, 156, 16), purpose_of_answers(k), style_label(k), 52);
    Rect field = cut_top(&see, 112, 12);
    phone_field_draw(k, field, &k->visit.phone);
    draw_bad(k, cut_top(&see, scaled(k, 40), 0));
    consent_button(k, portrait ? cut_top(&body, TOUCH_MIN_LARGE, 16) : cut_left(&buttons, 420, 24));
    draw_pad(k, body, !portrait || body.h < 4 * TOUCH_MIN);
    if (answers_submit(k, &buttons, "contact.submit")) submit(k), k->again = true;
    if (foot_button(k, &buttons, "contact.skip", W_SKIP, BUTTON_PLAIN)) answers_finish(k);
}

static void contact_draw(Kiosk *k) {
    if (k->ui.large)
        draw_contact_page(k);
    else
        nav_back(k); /* the size was changed here: both questions are on one page again */
}

const Screen screen_contact = {.id = "contact", .draw = contact_draw, .enter = enter};

const Screen screen_recommend = {.id = "recommend", .draw = draw, .enter = enter};
