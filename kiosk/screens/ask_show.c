/* "Show me": where the customer sits, if they like to say, and the tap that tells the bar. */
#include "ask.h"
#include "seats.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void send(Kiosk *k) {
    Visit *v = &k->visit;
    if (*v->ask_seat) snprintf(v->lead_detail, sizeof v->lead_detail, "seat=%s", v->ask_seat);
    lead_post(k);
}

static void send_button(Kiosk *k, Rect r) {
    bool saving = k->visit.lead_progress == PROGRESS_SAVING;
    Button b = {.label = w(k, saving ? W_SAVING : W_ASK_SHOW_YES), .look = BUTTON_ACCENT, .disabled = saving};
    if (ui_button(&k->ui, "show.send", r, b)) send(k);
}

static void draw_note(Kiosk *k, Rect r) {
    bool failed = k->visit.lead_progress == PROGRESS_FAILED;
    TextStyle s = failed ? style(27, true, k->ui.theme->accent, ALIGN_LEFT) : style_label(k);
    ui_paragraph(&k->ui, r, w(k, failed ? W_NOT_SAVED : W_ASK_SHOW_SUB), s, scaled(k, 40));
}

static void draw_seats(Kiosk *k, Rect r) {
    Visit *v = &k->visit;
    const char *tapped = seats_draw(k, r, "show.seat", w(k, W_ASK_HERE), v->ask_seat);
    if (!tapped) return;
    snprintf(v->ask_seat, sizeof v->ask_seat, "%s", tapped);
    k->again = true;
}

static void draw_large(Kiosk *k, Rect body, const Offer *o) {
    bool portrait = ui_portrait(&k->ui);
    Rect see = screen_see(k), foot = screen_actions(k, &body, NULL);
    Rect picture = portrait ? cut_top(&see, see.w * 0.56f, 28) : cut_left(&see, see.h * 1.75f, 48);
    offer_picture(k, picture, o, CORNERS_ALL);
    ui_text(&k->ui, cut_top(&see, scaled(k, 60), 12), w(k, W_LEAD_SHOW), style_head(k));
    draw_note(k, see);
    draw_seats(k, body);
    send_button(k, portrait ? foot : cut_right(&foot, fminf(520, foot.w), 0));
}

static void draw_plain(Kiosk *k, Rect body, const Offer *o) {
    bool portrait = ui_portrait(&k->ui);
    Rect side = portrait ? cut_bottom(&body, 860, 28) : cut_right(&body, 640, 32);
    ui_card(&k->ui, body);
    Rect in = rect_inset(body, 40, 40);
    ui_text(&k->ui, cut_top(&in, 52, 24), w(k, W_ASK_SEAT_TITLE), style_head(k));
    draw_seats(k, in);
    ui_card(&k->ui, side);
    offer_picture(k, cut_top(&side, portrait ? 500 : 360, 0), o, CORNERS_TOP);
    in = rect_inset(side, 44, 36);
    send_button(k, cut_bottom(&in, 104, 20));
    ui_text(&k->ui, cut_top(&in, 56, 8), w(k, W_LEAD_SHOW), style_head(k));
    draw_note(k, in);
    screen_foot(k, NULL);
}

static void draw(Kiosk *k) {
    const Offer *o = offer_by_id(k, k->visit.offer_id);
    if (!o || ask_open_lead(k, "show", o)) { /* withdrawn meanwhile; or sent: the offer's page says so */
        nav_back(k);
        return;
    }
    Rect body = screen_header(k, w(k, W_ASK_SHOW), pick(k, o->title_zh, o->title_en), 0);
    if (k->ui.large)
        draw_large(k, body, o);
    else
        draw_plain(k, body, o);
}

static void enter(Kiosk *k) {
    const Offer *o = offer_by_id(k, k->visit.offer_id);
    k->visit.ask_seat[0] = '\0';
    if (o) ask_begin(k, "show", o);
}

const Screen screen_show = {.id = "show", .draw = draw, .enter = enter};
