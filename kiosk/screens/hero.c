/* The cards of the board's large place. Each has its kind's dark ground, by day and by night, a pill, a title, one
 * thing at its foot, and a picture that fades into the ground, or a code. */
#include "hero.h"

#include "activity.h"
#include "changes.h"
#include "fits.h"
#include "rules/attract.h"
#include "store/cases.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const Color gold = 0xFFF6D98B, light = 0xFFF4F1EA;
#define WIFI_GROUND    0xFF22304A
#define BAR_GROUND     0xFF4A2A22
#define CHANGES_GROUND 0xFF1F3B36

/* --- what there is
 * ------------------------------------------------------------------------------------------------------ */

/* Worth the large place: fits the car that was opened, or is done while waiting and cheaper than it was. */
static bool is_catch(const Kiosk *k, const Offer *o) {
    return (o->minutes > 0 && o->was > 0) || offer_fits(k, o);
}

static bool is_bar(const Offer *o) {
    return strcmp(o->kind, "bar") == 0;
}

/* The n-th offer that is worth it; without any, the n-th of all. */
static const Offer *offer_at(const Kiosk *k, size_t n, bool any) {
    for (size_t i = 0; i < offers_shown(k); i++)
        if ((any || is_catch(k, offer_shown(k, i))) && n-- == 0) return offer_shown(k, i);
    return NULL;
}

static HeroStock stock_of(const Kiosk *k) {
    HeroStock stock = {.activities = k->snap.n_activities,
                       .wifi = *setting_text(k, "wifi.ssid") != '\0',
                       .changes = k->snap.n_changes > 0};
    for (size_t i = 0; i < offers_shown(k); i++) stock.offers += is_catch(k, offer_shown(k, i));
    for (size_t i = 0; i < k->snap.n_offers; i++) stock.bar = stock.bar || is_bar(&k->snap.offers[i]);
    if (stock.offers == 0) stock.offers = offers_shown(k);
    return stock;
}

bool hero_has_any(const Kiosk *k) {
    return attract_card(stock_of(k), 0).kind != HERO_NONE;
}

/* --- parts of a card
 * ----------------------------------------------------------------------------------------------------- */

typedef struct Card {
    Rect r, in;
    Color ground;
    bool wide;
    float more_h; /* of a line under the title, so that the picture begins below it */
    float foot_w; /* of what stands at the foot, so that the picture leaves it free */
} Card;

static Card card_begin(Kiosk *k, Rect r, Color ground, const char *id) {
    r = ui_sink(&k->ui, id, r);
    ground = ui_sink_color(&k->ui, id, ground, light);
    Card card = {.r = r, .in = rect_inset(r, 40, r.w > 800 ? 36 : 40), .ground = ground, .wide = r.w > 800};
    ui_fill(&k->ui, r, card.ground, RADIUS);
    return card;
}

/* The ground over an edge of the picture, thinner from strip to strip: strips are whole pixels apart. */
static void fade(Kiosk *k, Rect r, Color ground, bool from_left) {
    int strips = (int)((from_left ? r.w : r.h) / 2); /* so narrow that none is seen */
    for (int i = 0; i < strips; i++) {
        float a = (float)i / (float)strips, b = (float)(i + 1) / (float)strips, left = 1 - (a + b) / 2;
        Rect strip =
            from_left ? (Rect){r.x + r.w * a, r.y, r.w * (b - a), r.h} : (Rect){r.x, r.y + r.h * a, r.w, r.h * (b - a)};
        ui_fill(&k->ui, strip, color_alpha(ground, (uint8_t)lroundf(255 * left * left * (3 - 2 * left))), 0);
    }
}

/* A title touches nothing that is in the picture beside it. */
static void keep_clear(Kiosk *k, Card *card, const char *title) {
    float width = fminf(ui_text_width(&k->ui, title, style(52, true, light, ALIGN_LEFT)), card->in.w * 0.62f);
    card->foot_w = fmaxf(card->foot_w, width + 16);
}

/* Lower right; it fades at the left and at the top, under pill and title. */
static void card_picture(Kiosk *k, const Card *card, const char *path, Focus focus) {
    float left = card->wide ? fmaxf(card->r.w * 0.40f, card->foot_w + 40) : card->r.w * 0.29f;
    float top = card->wide ? 0 : 132 + card->more_h;
    Rect r = {card->r.x + left, card->r.y + top, card->r.w - left, card->r.h - top};
    ui_picture_focus(&k->ui, r, path, focus, RADIUS, CORNERS_RIGHT);
    fade(k, (Rect){r.x, r.y, r.w * (card->wide ? 0.34f : 0.42f), r.h}, card->ground, true);
    if (card->wide) return;
    ui_fill(&k->ui, (Rect){r.x, r.y, r.w, RADIUS}, card->ground, 0); /* over the picture's own round corner */
    fade(k, (Rect){r.x, r.y + RADIUS, r.w, 56}, card->ground, false);
}

static void card_head(Kiosk *k, Card *card, const char *pill, const char *title) {
    float most = card->wide ? card->in.w * 0.62f : card->in.w;
    Rect at = cut_top(&card->in, 52, 18);
    if (*pill) ui_pill(&k->ui, at.x, at.y, false, NULL, pill, gold, color_mix(light, card->ground, 13));
    Rect line = cut_top(&card->in, 62, 2);
    ui_text(&k->ui, (Rect){line.x, line.y, most, line.h}, title, style(52, true, light, ALIGN_LEFT));
}

/* --- the cards
 * ------------------------------------------------------------------------------------------------------------- */

static void draw_price(Kiosk *k, const Card *card, const Offer *o) {
    TextStyle big = style(72, true, gold, ALIGN_LEFT),
              was = style(27, false, color_mix(light, card->ground, 75), ALIGN_LEFT);
    const char *now = offer_price(k, o), *before = o->was > 0 ? show_fen(k, o->was) : "";
    if (o->price <= 0) big.px = 52;
    float now_w = ui_text_width(&k->ui, now, big) + 2;
    Rect in = card->in, price = cut_bottom(&in, 72, 0);
    was.strike = true;
    if (*before && !card->wide) price.y -= 38;
    ui_text(&k->ui, (Rect){price.x, price.y, now_w, 72}, now, big);
    if (!*before) return;
    Rect at = card->wide ? (Rect){price.x + now_w + 16, price.y + 28, 200, 38} : (Rect){price.x, price.y + 74, 200, 38};
    ui_text(&k->ui, at, before, was);
}

static const char *offer_pill(Kiosk *k, const Offer *o) {
    if (offer_fits(k, o)) return w(k, W_FITS_CAR);
    return o->minutes > 0 ? wf(k, W_HERO_WHILE_WAITING, o->minutes) : w(k, W_HERO_THIS_WEEK);
}

static void draw_offer(Kiosk *k, const char *id, Rect r, const Offer *o) {
    Card card = card_begin(k, r, offer_ground(o->kind), id);
    seen_shown(k, COUNT_OFFER, PLACE_BOARD, o->offer_id);
    card.foot_w = ui_text_width(&k->ui, offer_price(k, o), style(72, true, gold, ALIGN_LEFT)) + 140;
    const char *why = offer_why(k, o);
    card.more_h = *why ? 40 : 0;
    keep_clear(k, &card, pick(k, o->title_zh, o->title_en));
    card_picture(k, &card, offer_picture_path(k, o), (Focus){o->focus_x, o->focus_y});
    card_head(k, &card, offer_pill(k, o), pick(k, o->title_zh, o->title_en));
    Rect line = cut_top(&card.in, card.more_h, 0);
    if (card.wide) line.w *= 0.5f;
    if (*why) ui_text(&k->ui, line, why, style(28, false, color_mix(light, card.ground, 85), ALIGN_LEFT));
    draw_price(k, &card, o);
    if (!ui_target(&k->ui, id, r)) return;
    nav_go(k, SCREEN_OFFER);
    snprintf(k->visit.offer_id, sizeof k->visit.offer_id, "%s", o->offer_id);
}

static void draw_activity(Kiosk *k, const char *id, Rect r, const Activity *a) {
    Card card = card_begin(k, r, ACTIVITY_GROUND, id);
    seen_shown(k, COUNT_ACTIVITY, PLACE_BOARD, a->activity_id);
    keep_clear(k, &card, pick(k, a->title_zh, a->title_en));
    card_picture(k, &card, picture_path(k, a->picture), (Focus){a->focus_x, a->focus_y});
    card_head(k, &card, activity_when(k, a), pick(k, a->title_zh, a->title_en));
    const char *place = pick(k, a->place_zh, a->place_en);
    Rect line = cut_bottom(&card.in, 44, 0);
    if (*place) {
        ui_icon(&k->ui, (Rect){line.x - 4, line.y + 2, 40, 40}, "pin", gold);
        ui_text(&k->ui, (Rect){line.x + 46, line.y, line.w * (card.wide ? 0.5f : 0.62f) - 46, 44}, place,
                style(30, true, light, ALIGN_LEFT));
    }
    if (!ui_target(&k->ui, id, r)) return;
    nav_go(k, SCREEN_ACTIVITY);
    snprintf(k->visit.activity_id, sizeof k->visit.activity_id, "%s", a->activity_id);
}

static void draw_wifi(Kiosk *k, const char *id, Rect r) {
    Card card = card_begin(k, r, WIFI_GROUND, id);
    float side = fminf(r.h - 72, card.wide ? 304 : 270);
    Rect qr = {r.x + r.w - 36 - side, r.y + r.h - 36 - side, side, side}, in = card.in;
    ui_fill(&k->ui, qr, 0xFFFFFFFF, 20);
    ui_qr(&k->ui, rect_inset(qr, 6, 6), wifi_text(k));
    Rect pill = cut_top(&in, 52, 18);
    ui_pill(&k->ui, pill.x, pill.y, false, NULL, w(k, W_HERO_WIFI_PILL), gold, color_mix(light, card.ground, 13));
    in.w = qr.x - in.x - 24; /* beside the code: the title on two lines where it needs them */
    ui_paragraph(&k->ui, cut_top(&in, 124, 0), w(k, W_HERO_WIFI), style(48, true, light, ALIGN_LEFT), 60);
    ui_text(&k->ui, cut_bottom(&in, 42, 0), setting_text(k, "wifi.ssid"), style(30, true, light, ALIGN_LEFT));
    Rect icon = cut_bottom(&in, 44, 0);
    ui_icon(&k->ui, (Rect){icon.x - 4, icon.y, 44, 44}, "wifi", gold);
    if (!ui_target(&k->ui, id, r)) return;
    nav_go(k, SCREEN_WIFI);
}

/* The first three of what the bar has, each with its price. */
static void draw_menu(Kiosk *k, const Card *card) {
    const Offer *drinks[3];
    size_t n = 0;
    for (size_t i = 0; i < k->snap.n_offers && n < 3; i++)
        if (is_bar(&k->snap.offers[i])) drinks[n++] = &k->snap.offers[i];
    Rect in = card->in;
    for (size_t i = n; i-- > 0;) {
        Rect line = cut_bottom(&in, 42, 4);
        const char *price = offer_price(k, drinks[i]);
        ui_text(&k->ui, (Rect){line.x, line.y, 84, 42}, price, style(30, true, gold, ALIGN_LEFT));
        ui_text(&k->ui, (Rect){line.x + 84, line.y, 250, 42}, pick(k, drinks[i]->title_zh, drinks[i]->title_en),
                style(28, false, light, ALIGN_LEFT));
    }
}

static void draw_bar(Kiosk *k, const char *id, Rect r) {
    const Offer *first = NULL;
    for (size_t i = k->snap.n_offers; i-- > 0;)
        if (is_bar(&k->snap.offers[i])) first = &k->snap.offers[i];
    Card card = card_begin(k, r, BAR_GROUND, id);
    keep_clear(k, &card, w(k, W_HERO_BAR));
    if (first) card_picture(k, &card, offer_picture_path(k, first), (Focus){first->focus_x, first->focus_y});
    card_head(k, &card, w(k, W_HERO_BAR_PILL), w(k, W_HERO_BAR));
    draw_menu(k, &card);
    if (!ui_target(&k->ui, id, r)) return;
    nav_go(k, SCREEN_BAR);
}

/* The line that most customers spoke for. */
static void draw_changes(Kiosk *k, const char *id, Rect r) {
    Card card = card_begin(k, r, CHANGES_GROUND, id);
    const Change *c = &k->snap.changes[0];
    card_head(k, &card, cause_name(k->snap.settings, c->cause, zh(k)), w(k, W_CHANGES_TITLE));
    Rect foot = cut_bottom(&card.in, 44, 12);
    ui_text(&k->ui, foot, changes_said(k, c), style(28, true, gold, ALIGN_LEFT));
    cut_top(&card.in, 12, 0);
    ui_paragraph(&k->ui, card.in, pick(k, c->zh, c->en), style(32, false, light, ALIGN_LEFT), 46);
    if (!ui_target(&k->ui, id, r)) return;
    nav_go(k, SCREEN_CHANGES);
}

void hero_draw(Kiosk *k, const char *id, Rect r, unsigned ahead) {
    HeroStock stock = stock_of(k);
    HeroCard card = attract_card(stock, k->hero + ahead);
    bool any = !offer_at(k, 0, false);
    switch (card.kind) {
    case HERO_OFFER: draw_offer(k, id, r, offer_at(k, card.index, any)); break;
    case HERO_ACTIVITY: draw_activity(k, id, r, &k->snap.activities[card.index]); break;
    case HERO_WIFI: draw_wifi(k, id, r); break;
    case HERO_BAR: draw_bar(k, id, r); break;
    case HERO_CHANGES: draw_changes(k, id, r); break;
    case HERO_NONE: break;
    }
}
