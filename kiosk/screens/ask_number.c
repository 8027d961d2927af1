/* "Call me about it", where no number is on record or another one is to be called: it is typed here, with what it is
 * for and how long it is kept beside it; sending it says yes to that (domain.md 10). */
#include "ask.h"
#include "phone_field.h"
#include "purpose.h"

#include "rules/mask.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void send(Kiosk *k) {
    Visit *v = &k->visit;
    char normal[16] = "";
    v->ask_bad = !phone_normal(v->ask_phone.text, normal, sizeof normal);
    k->again = true;
    if (v->ask_bad) return;
    snprintf(v->lead_phone, sizeof v->lead_phone, "%s", normal);
    lead_post(k);
    memset(v->lead_phone, 0, sizeof v->lead_phone); /* given for this alone */
    memset(normal, 0, sizeof normal);
}

static void draw_says(Kiosk *k, Rect r) {
    const Visit *v = &k->visit;
    TextStyle s = style(27, true, k->ui.theme->accent, ALIGN_LEFT);
    if (v->lead_progress == PROGRESS_FAILED)
        ui_paragraph(&k->ui, r, w(k, W_NOT_SAVED), s, scaled(k, 40));
    else if (v->ask_bad)
        ui_text(&k->ui, (Rect){r.x, r.y, r.w, scaled(k, 40)}, w(k, W_CONTACT_BAD), s);
}

static void draw_keys(Kiosk *k, Rect r, bool wide) {
    Visit *v = &k->visit;
    if (!(wide ? ui_keypad_wide(&k->ui, "key", r, &v->ask_phone) : ui_keypad(&k->ui, "key", r, &v->ask_phone))) return;
    v->ask_bad = false;
    k->again = true;
}

static void draw_send(Kiosk *k, Rect r) {
    bool saving = k->visit.lead_progress == PROGRESS_SAVING;
    Button b = {
        .label = w(k, saving ? W_SAVING : W_ASK_NUMBER_SEND), .look = BUTTON_ACCENT, .px = 30, .disabled = saving};
    if (ui_button(&k->ui, "callme.send", r, b)) send(k);
}

static void draw_plain(Kiosk *k, Rect body) {
    bool portrait = ui_portrait(&k->ui);
    Rect card = portrait ? body : centered(body, body.w, 700), in = rect_inset(card, portrait ? 48 : 56, 48);
    ui_card(&k->ui, card);
    Rect pad = portrait ? cut_bottom(&in, in.h - 480, 28) : cut_right(&in, 760, 64);
    ui_fill(&k->ui, pad, k->ui.theme->sunken, RADIUS);
    draw_keys(k, rect_inset(pad, 16, 16), false);
    ui_text(&k->ui, cut_top(&in, 52, 12), w(k, W_ASK_NUMBER_TITLE), style_head(k));
    float used = ui_paragraph(&k->ui, in, purpose_of_lead(k), style_label(k), 40);
    cut_top(&in, used, 24);
    phone_field_draw(k, cut_top(&in, 96, 20), &k->visit.ask_phone);
    draw_says(k, cut_top(&in, 80, 16));
    draw_send(k, cut_bottom(&in, 104, 0));
    screen_foot(k, NULL);
}

static void draw_large(Kiosk *k, Rect body) {
    Rect foot = screen_actions(k, &body, NULL);
    draw_send(k, ui_portrait(&k->ui) ? foot : cut_right(&foot, fminf(560, foot.w), 0));
    Rect see = screen_see(k);
    float used = ui_paragraph(&k->ui, see, purpose_of_lead(k), style_label(k), scaled(k, 40));
    cut_top(&see, used, 16);
    phone_field_draw(k, cut_top(&see, 112, 12), &k->visit.ask_phone);
    draw_says(k, see);
    draw_keys(k, body, !ui_portrait(&k->ui) || body.h < 4 * TOUCH_MIN);
}

static void draw(Kiosk *k) {
    const Offer *o = offer_by_id(k, k->visit.offer_id);
    if (!o || ask_open_lead(k, "callback", o)) { /* withdrawn meanwhile; or sent: the offer's page says so */
        memset(&k->visit.ask_phone, 0, sizeof k->visit.ask_phone);
        nav_back(k);
        return;
    }
    Rect body = screen_header(k, w(k, W_ASK_CALL), pick(k, o->title_zh, o->title_en), 0);
    if (k->ui.large)
        draw_large(k, body);
    else
        draw_plain(k, body);
}

static void enter(Kiosk *k) {
    Visit *v = &k->visit;
    const Offer *o = offer_by_id(k, v->offer_id);
    v->ask_phone = (Field){.max_chars = 11};
    v->ask_bad = false;
    if (o) ask_begin(k, "callback", o);
}

const Screen screen_callme = {.id = "callme", .draw = draw, .enter = enter};
