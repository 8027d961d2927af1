/* The renewal deposit, for an insured repair that is about to be handed over (policies.md 4): the tier's choices, what
 * the gift is worth, which deposits are taken. A choice becomes a lead for the insurance desk; nothing is paid here.
 * That it was offered is noted once it has been on the panel for a moment. */
#include "renewal.h"
#include "car_links.h"
#include "card_picture.h"
#include "common.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SEEN_MS = 1000 }; /* shorter was no offer: somebody passed by */

typedef struct Page {
    RenewalPolicy policy;
    const RenewalTier *tier; /* NULL = nothing is due */
    const RenewalChoice *choices[RENEWAL_CHOICES_MAX];
    int n;
    const char *asked; /* choice that a lead was made of, "" = none */
} Page;

static void read_page(const Kiosk *k, const Order *o, Page *page) {
    *page = (Page){.policy = renewal_policy(k->snap.settings), .asked = k->car.renewal.asked};
    page->tier = renewal_due(&page->policy, o->kind, o->stage, o->amount);
    for (size_t i = 0; page->tier && i < page->policy.n_choices; i++)
        if (page->policy.choices[i].tier == page->tier->id) page->choices[page->n++] = &page->policy.choices[i];
}

bool renewal_is_for(const Kiosk *k, const Order *o) {
    Page page;
    read_page(k, o, &page);
    return page.n > 0;
}

/* --- words ----------------------------------------------------------------------------------------------------------
 */

static const char *voucher_words(Kiosk *k, Fen worth) {
    return worth >= 0 ? wf(k, W_RENEWAL_VOUCHER_FEN, show_fen(k, worth)) : w(k, W_RENEWAL_VOUCHER);
}

static const char *range_words(Kiosk *k, const RenewalPolicy *p) {
    return p->least == p->most ? show_fen(k, p->least)
                               : wf(k, W_RENEWAL_RANGE, show_fen(k, p->least), show_fen(k, p->most));
}

static const char *item_words(Kiosk *k, const DepositItem *item) {
    if (strcmp(item->kind, "tow") == 0) return wf(k, W_RENEWAL_TOW, item->tow_km);
    if (strcmp(item->kind, "renewal_voucher") == 0) return voucher_words(k, item->worth);
    return pick(k, item->title_zh, item->title_en);
}

/* --- a choice -------------------------------------------------------------------------------------------------------
 */

static void check_line(Kiosk *k, Rect *in, const char *words) {
    Rect line = cut_top(in, scaled(k, 46), k->ui.large ? 4 : 10);
    float side = scaled(k, 30);
    Rect mark = cut_left(&line, side, 16);
    ui_icon(&k->ui, centered(mark, side, side), "check", k->ui.theme->go);
    ui_text(&k->ui, line, words, style_body(k));
}

/* The n-th thing of a choice, from 0; NULL behind the last. */
static const RenewalItem *item_of(const Page *page, const RenewalChoice *c, int n) {
    for (size_t i = 0; i < page->policy.n_items; i++)
        if (renewal_item_is_of(&page->policy.items[i], c) && n-- == 0) return &page->policy.items[i];
    return NULL;
}

/* What heads a choice: its first thing, else the voucher. */
static const char *head_words(Kiosk *k, const Page *page, const RenewalChoice *c) {
    const RenewalItem *first = item_of(page, c, 0);
    return first ? pick(k, first->title_zh, first->title_en) : voucher_words(k, c->voucher);
}

/* What comes besides: the other things and the voucher. */
static void draw_rest(Kiosk *k, Rect in, const Page *page, const RenewalChoice *c) {
    const RenewalItem *item;
    for (int n = 1; (item = item_of(page, c, n)) != NULL; n++)
        check_line(k, &in, pick(k, item->title_zh, item->title_en));
    if (item_of(page, c, 0)) check_line(k, &in, voucher_words(k, c->voucher));
}

/* Of the longest of all these lines. */
static float words_width(Kiosk *k, const Page *page, const RenewalChoice *c) {
    const RenewalItem *item;
    float mark = scaled(k, 30) + 16, most = ui_text_width(&k->ui, head_words(k, page, c), style_head(k));
    for (int n = 1; (item = item_of(page, c, n)) != NULL; n++)
        most = fmaxf(most, mark + ui_text_width(&k->ui, pick(k, item->title_zh, item->title_en), style_body(k)));
    return fmaxf(most, mark + ui_text_width(&k->ui, voucher_words(k, c->voucher), style_body(k)));
}

static int rest_of(const Page *page, const RenewalChoice *c) {
    int n = 0;
    while (item_of(page, c, n)) n++;
    return n;
}

static void badge(Kiosk *k, Rect r, const char *letter, bool on) {
    const Theme *t = k->ui.theme;
    ui_fill(&k->ui, r, on ? t->surface : t->sunken, r.w / 2);
    ui_text(&k->ui, r, letter, style(r.w * 0.5f, true, on ? t->go : t->ink, ALIGN_CENTER));
}

static void ask(Kiosk *k, const Page *page, const RenewalChoice *c) {
    char about[80];
    snprintf(about, sizeof about, "renewal:%d/%s", page->tier->id, c->id);
    lead_sheet(k, "renewal", "insurance", about, "");
}

static const char *choose_words(Kiosk *k, const Page *page, const RenewalChoice *c) {
    return wf(k, *page->asked ? W_RENEWAL_CHOOSE_OTHER : W_RENEWAL_CHOOSE, c->id);
}

static void asked_words(Kiosk *k, Rect r) {
    ui_fill(&k->ui, r, k->ui.theme->go_soft, RADIUS);
    ui_text(&k->ui, rect_inset(r, 16, 0), w(k, W_RENEWAL_ASKED), style(30, true, k->ui.theme->go, ALIGN_CENTER));
}

static Button act_button(Kiosk *k, const Page *page, const RenewalChoice *c) {
    return (Button){.label = choose_words(k, page, c), .look = *page->asked ? BUTTON_SUNKEN : BUTTON_PRIMARY, .px = 30};
}

static float act_width(Kiosk *k, const Page *page, const RenewalChoice *c) {
    if (strcmp(page->asked, c->id) == 0)
        return ui_text_width(&k->ui, w(k, W_RENEWAL_ASKED), style(30, true, k->ui.theme->go, ALIGN_CENTER)) + 64;
    return ui_button_width(&k->ui, act_button(k, page, c), 56);
}

static void draw_act(Kiosk *k, Rect r, const Page *page, const RenewalChoice *c) {
    if (strcmp(page->asked, c->id) == 0) {
        asked_words(k, r);
        return;
    }
    Button b = act_button(k, page, c);
    if (ui_button(&k->ui, ui_id(&k->ui, "renewal.choice.%s", c->id), r, b)) ask(k, page, c);
}

static void draw_head(Kiosk *k, Rect head, const Page *page, const RenewalChoice *c) {
    badge(k, centered(cut_left(&head, 80, 24), 80, 80), c->id, false);
    ui_text(&k->ui, head, head_words(k, page, c), style(40, true, k->ui.theme->ink, ALIGN_LEFT));
}

static float rest_height(const Page *page, const RenewalChoice *c) {
    return (float)rest_of(page, c) * 56 - 10;
}

static const char *picture_of(const Page *page, const RenewalChoice *c) {
    const RenewalItem *first = item_of(page, c, 0);
    return first ? first->picture : "";
}

/* A card with a button of its own, beside others: its picture on top, its button at the foot. */
static void draw_column(Kiosk *k, Rect r, const Page *page, const RenewalChoice *c) {
    ui_card(&k->ui, r);
    if (*picture_of(page, c)) card_picture(k, cut_top(&r, r.h - 420, 0), picture_of(page, c), "renewal", CORNERS_TOP);
    Rect in = rect_inset(r, 40, 36);
    draw_act(k, cut_bottom(&in, 96, 20), page, c);
    draw_head(k, cut_top(&in, 80, 24), page, c);
    draw_rest(k, in, page, c);
}

/* A card over others: its picture on top and its button beside the head, or where it is low its picture at the left. */
static void draw_row(Kiosk *k, Rect r, const Page *page, const RenewalChoice *c) {
    float words_h = 28 + 96 + 16 + rest_height(page, c) + 28;
    bool low = r.h - words_h < 240;
    const char *picture = picture_of(page, c);
    ui_card(&k->ui, r);
    if (*picture && low)
        card_picture(k, cut_left(&r, r.w * 0.4f, 0), picture, "renewal", CORNERS_LEFT);
    else if (*picture)
        card_picture(k, cut_top(&r, r.h - words_h, 0), picture, "renewal", CORNERS_TOP);
    Rect in = rect_inset(r, 40, 28);
    if (low) {
        draw_act(k, cut_bottom(&in, 96, 20), page, c);
        in = centered(in, in.w, fminf(80 + 24 + rest_height(page, c), in.h));
        draw_head(k, cut_top(&in, 80, 24), page, c);
    } else {
        Rect head = cut_top(&in, 96, 16);
        draw_act(k, cut_right(&head, act_width(k, page, c), 24), page, c);
        draw_head(k, head, page, c);
    }
    draw_rest(k, in, page, c);
}

/* Large and low: the whole card is what is touched. */
static void draw_choice_large(Kiosk *k, Rect r, const Page *page, const RenewalChoice *c) {
    bool on = strcmp(page->asked, c->id) == 0;
    const char *id = ui_id(&k->ui, "renewal.choice.%s", c->id);
    bool tapped = !on && ui_target(&k->ui, id, r);
    if (!on) r = ui_sink(&k->ui, id, r);
    Color ground = on ? k->ui.theme->go_soft : k->ui.theme->surface;
    ui_fill(&k->ui, r, on ? ground : ui_sink_color(&k->ui, id, ground, k->ui.theme->ink), RADIUS);
    const char *picture = picture_of(page, c);
    float room = fminf(r.w - 152 - words_width(k, page, c), r.h * 1.5f); /* what the words leave */
    if (*picture && room >= 200)
        card_picture(k, cut_right(&r, fminf(room, r.w * 0.42f), 0), picture, "renewal", CORNERS_RIGHT);
    Rect in = rect_inset(r, 24, 12), mark = cut_left(&in, 80, 20);
    badge(k, centered(mark, 80, 80), c->id, on);
    int rest = rest_of(page, c) + 1;
    in = centered(in, in.w, fminf(scaled(k, 48) + 4 + (float)rest * (scaled(k, 46) + 4), in.h));
    ui_text(&k->ui, cut_top(&in, scaled(k, 48), 4), head_words(k, page, c), style_head(k));
    ui_text(&k->ui, cut_bottom(&in, scaled(k, 46), 4), on ? w(k, W_RENEWAL_ASKED) : choose_words(k, page, c),
            style(28, true, on ? k->ui.theme->go : k->ui.theme->accent, ALIGN_LEFT));
    draw_rest(k, in, page, c);
    if (tapped) ask(k, page, c);
}

/* --- what it is worth and what it costs -----------------------------------------------------------------------------
 */

static void worth_row(Kiosk *k, Rect *in, const char *words, Fen worth) {
    Rect line = cut_top(in, scaled(k, 44), 6);
    const char *sum = show_fen(k, worth);
    ui_text(&k->ui, cut_right(&line, ui_text_width(&k->ui, sum, style_body(k)) + 2, 16), sum, style_body(k));
    ui_text(&k->ui, line, words, style_body(k));
}

static void draw_worth(Kiosk *k, Rect *in, const Page *page) {
    const RenewalTier *t = page->tier;
    ui_text(&k->ui, cut_top(in, scaled(k, 38), 0), w(k, W_RENEWAL_WORTH), style_label(k));
    ui_text(&k->ui, cut_top(in, k->ui.large ? 108 : 116, k->ui.large ? 4 : 12), show_fen(k, renewal_worth(t)),
            style(k->ui.large ? 76 : 96, true, k->ui.theme->ink, ALIGN_LEFT));
    if (t->tow_km <= 0) return;
    worth_row(k, in, pick(k, t->gift_zh, t->gift_en), t->worth);
    worth_row(k, in, wf(k, W_RENEWAL_TOW, t->tow_km), t->tow_fen);
}

static void paragraph(Kiosk *k, Rect *in, const char *words, TextStyle s, float line) {
    Rect room = *in;
    float used = ui_paragraph(&k->ui, room, words, s, line);
    cut_top(in, used, 12);
}

static void draw_terms(Kiosk *k, Rect *in, const Page *page) {
    ui_text(&k->ui, cut_top(in, scaled(k, 38), 0), w(k, W_RENEWAL_DEPOSIT), style_label(k));
    ui_text(&k->ui, cut_top(in, scaled(k, 60), 8), range_words(k, &page->policy),
            style(44, true, k->ui.theme->ink, ALIGN_LEFT));
    paragraph(k, in, w(k, W_RENEWAL_TOWARDS), style_label(k), scaled(k, 40));
    paragraph(k, in, w(k, W_RENEWAL_STILL), style_label(k), scaled(k, 40));
}

static void draw_side(Kiosk *k, Rect r, const Page *page) {
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 44, 40);
    if (ui_portrait(&k->ui)) {
        Rect left = cut_left(&in, (in.w - 48) * 0.54f, 48);
        draw_worth(k, &left, page);
        draw_terms(k, &in, page);
        return;
    }
    draw_worth(k, &in, page);
    cut_top(&in, 16, 0);
    ui_line(&k->ui, in.x, in.y, in.w);
    cut_top(&in, 2, 28);
    draw_terms(k, &in, page);
}

/* --- the deposit that was taken -------------------------------------------------------------------------------------
 */

static void draw_taken(Kiosk *k, Rect r, const Deposit *d) {
    const Theme *t = k->ui.theme;
    bool large = k->ui.large;
    bool portrait = ui_portrait(&k->ui);
    if (!large) {
        ui_card(&k->ui, r);
        Rect picture = portrait ? cut_top(&r, r.w / 2, 0) : cut_left(&r, r.w * 0.52f, 0);
        card_picture(k, picture, "renewal-deposit.svg", "renewal", portrait ? CORNERS_TOP : CORNERS_LEFT);
    }
    Rect in = large ? r : rect_inset(r, 64, 56);
    float height = ui_pill_height(&k->ui) + 24 + scaled(k, 110) + scaled(k, 42) + 36 + scaled(k, 48) + 12 +
                   (float)d->n_items * (scaled(k, 46) + 10);
    if (!portrait) in = centered(in, in.w, fminf(height, in.h));
    Rect pill = cut_top(&in, ui_pill_height(&k->ui), 24);
    ui_pill(&k->ui, pill.x, pill.y, false, "check", wf(k, W_RENEWAL_TAKEN_ON, show_month_day(k, d->at)), t->go,
            t->go_soft);
    ui_text(&k->ui, cut_top(&in, scaled(k, 110), 0), show_fen(k, d->amount), style(88, true, t->ink, ALIGN_LEFT));
    ui_text(&k->ui, cut_top(&in, scaled(k, 42), 36), w(k, W_RENEWAL_TOWARDS), style_label(k));
    ui_text(&k->ui, cut_top(&in, scaled(k, 48), 12), w(k, W_RENEWAL_YOURS), style_head(k));
    for (size_t i = 0; i < d->n_items && in.h >= scaled(k, 46); i++) check_line(k, &in, item_words(k, &d->items[i]));
}

/* --- the screen -----------------------------------------------------------------------------------------------------
 */

static void draw_plain(Kiosk *k, Rect body, const Page *page) {
    bool portrait = ui_portrait(&k->ui), row = portrait || page->n > 3;
    Rect side = portrait ? cut_bottom(&body, 420, 28) : cut_right(&body, 560, 40);
    draw_side(k, side, page);
    for (int i = 0; i < page->n; i++) {
        Rect cell = row ? grid_cell(body, 1, page->n, i, 24) : grid_cell(body, page->n, 1, i, 28);
        (row ? draw_row : draw_column)(k, cell, page, page->choices[i]);
    }
}

static void draw_large(Kiosk *k, Rect body, const Page *page) {
    Rect see = screen_see(k);
    bool portrait = ui_portrait(&k->ui);
    cut_top(&see, 0, 12);
    Rect left = portrait ? cut_top(&see, see.h * 0.42f, 16) : cut_left(&see, (see.w - 64) * 0.46f, 64);
    draw_worth(k, &left, page);
    draw_terms(k, &see, page);
    for (int i = 0; i < page->n; i++) {
        Rect cell = portrait || page->n > 3 ? grid_cell(body, 1, page->n, i, 16) : grid_cell(body, page->n, 1, i, 24);
        draw_choice_large(k, cell, page, page->choices[i]);
    }
}

/* That it was shown is noted once a visit, when it has been there for a second. */
static void note_shown(Kiosk *k) {
    Visit *v = &k->visit;
    if (v->renewal_noted) return;
    if (k->mono < v->renewal_shown_mono + SEEN_MS) {
        ui_wake_at(&k->ui, v->renewal_shown_mono + SEEN_MS);
        return;
    }
    v->renewal_noted = true;
    Job job = job_new(k, JOB_RENEWAL_SHOWN, uuid_new());
    k->post(k->post_ctx, &job);
}

static void draw(Kiosk *k) {
    const Order *o = my_order(k);
    if (!o) {
        nav_home(k);
        return;
    }
    Page page;
    read_page(k, o, &page);
    const Deposit *taken = &k->car.renewal.taken;
    bool stands = uuid_is_set(&taken->deposit_id);
    if (!stands && !page.n) { /* gone back to work, or the policy ended */
        nav_back(k);
        return;
    }
    const char *sub =
        stands ? wf(k, W_RENEWAL_SUB_TAKEN, show_plate(k, o)) : wf(k, W_RENEWAL_SUB, show_fen(k, o->amount));
    Rect body = screen_header(k, w(k, W_RENEWAL_TITLE), sub, 0);
    screen_foot(k, w(k, W_RENEWAL_FOOT));
    if (stands) {
        draw_taken(k, screen_whole(k), taken);
        return;
    }
    note_shown(k);
    if (k->ui.large)
        draw_large(k, body, &page);
    else
        draw_plain(k, body, &page);
}

static void enter(Kiosk *k) {
    k->visit.renewal_shown_mono = k->mono;
}

const Screen screen_renewal = {.id = "renewal", .draw = draw, .enter = enter};

/* --- its way in, on My car ------------------------------------------------------------------------------------------
 */

static void open_it(Kiosk *k) {
    nav_go(k, SCREEN_RENEWAL);
}

bool renewal_link(Kiosk *k, CarLink *out) {
    const Order *o = my_order(k);
    const RenewalState *state = &k->car.renewal;
    Page page;
    if (!o) return false;
    read_page(k, o, &page);
    bool stands = uuid_is_set(&state->taken.deposit_id);
    if (!stands && !page.n) return false;
    *out = (CarLink){.id = "mycar.renewal", .open = open_it, .priority = 90};
    if (stands) {
        out->head = wf(k, W_RENEWAL_LINK_TAKEN, show_fen(k, state->taken.amount));
        out->sub = w(k, W_RENEWAL_LINK_TAKEN_SUB);
        out->priority = 40;
    } else if (*state->asked) {
        out->head = w(k, W_RENEWAL_LINK_ASKED);
        out->sub = wf(k, W_RENEWAL_LINK_ASKED_SUB, state->asked);
    } else {
        out->head = wf(k, W_RENEWAL_LINK, show_fen(k, renewal_worth(page.tier)));
        out->sub = wf(k, W_RENEWAL_LINK_SUB, show_fen(k, page.policy.least));
        out->pill = w(k, W_RENEWAL_LINK_PILL);
    }
    return true;
}
