/* What the workshop found, item by item: how urgent, what, why, what happens if it waits, its price, and three ways to
 * answer; beside it what all of it comes to. Large and low: one item a page. Sending is the next screen's. */
#include "common.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PAD 28.0f

enum { SEEN_MS = 1000 };

/* --- looked at ------------------------------------------------------------------------------------------------------
 */

/* A finding that has been in sight for a second is told to staff, once a visit and version. */
static void in_sight(Kiosk *k, const Finding *f, bool sight) {
    Deciding *d = finding_deciding(k, f);
    if (!d || d->saw) return;
    if (!sight) {
        d->shown_mono = 0;
        return;
    }
    if (!d->shown_mono) d->shown_mono = k->mono;
    if (k->mono < d->shown_mono + SEEN_MS) {
        ui_wake_at(&k->ui, d->shown_mono + SEEN_MS);
        return;
    }
    d->saw = true;
    Job job = job_new(k, JOB_WORK_SEEN, f->finding_id);
    job.work[0].finding_id = f->finding_id;
    job.work[0].version = f->version;
    job.n_work = 1;
    k->post(k->post_ctx, &job);
}

/* --- one card -------------------------------------------------------------------------------------------------------
 */

static size_t lines_of(Kiosk *k, const char *text, TextStyle s, float width) {
    enum { MOST = 16 };
    const char *lines[MOST];
    s.px *= k->ui.zoom;
    return *text ? text_wrap(k->ui.text, &k->ui.list->arena, text, s, width, lines, MOST) : 0;
}

static const char *why_words(const Kiosk *k, const Finding *f) {
    return pick(k, f->why, f->why_en);
}

static const char *later_words(Kiosk *k, const Finding *f) {
    const char *later = pick(k, f->later, f->later_en);
    return *later ? wf(k, W_WORK_LATER, later) : "";
}

static const char *split_words(Kiosk *k, const Finding *f) {
    if (f->price < 0) return w(k, W_WORK_BY_ADVISOR);
    if (f->parts < 0) return w(k, W_WORK_ONE_PRICE);
    return wf(k, W_WORK_PARTS_LABOUR, show_fen(k, f->parts), show_fen(k, f->labour));
}

static const char *minutes_words(Kiosk *k, const Finding *f) {
    return f->minutes > 0 ? wf(k, W_WORK_MORE_MINUTES, f->minutes) : w(k, W_WORK_NO_MINUTES);
}

static float picture_width(const Kiosk *k, const Finding *f) {
    return !*f->picture ? 0 : ui_portrait(&k->ui) ? 260 : 300;
}

/* Height of a card's words in this width. */
static float words_height(Kiosk *k, const Finding *f, float width) {
    float h = 52 + 16 + 48 + 20;
    h += 40 * (float)lines_of(k, why_words(k, f), style_label(k), width);
    h += 40 * (float)lines_of(k, later_words(k, f), style_label(k), width);
    return h;
}

static float card_height(Kiosk *k, const Finding *f, float width) {
    float picture = picture_width(k, f), text_w = width - 2 * PAD - (picture > 0 ? picture + PAD : 0);
    float text = fmaxf(words_height(k, f, text_w), picture > 0 ? 210 : 0);
    const Deciding *d = finding_deciding(k, f);
    bool pays = d && d->choice == WORK_YES && findings_ask_payer(k);
    return PAD + text + 16 + 96 + (pays ? 16 + 96 : 0) + PAD;
}

static void decide(Kiosk *k, const Finding *f, WorkChoice choice, WorkPays pays) {
    Deciding *d = finding_deciding(k, f);
    if (!d) return;
    d->choice = d->choice == choice && !pays ? WORK_OPEN : choice; /* the same once more takes it back */
    d->pays = pays;
    d->answer_id = (Uuid){0};
    k->visit.work.progress = PROGRESS_NONE;
    k->again = true;
}

/* Nothing is chosen before a tap; a yes that only the advisor can take is not offered. */
static void draw_choices(Kiosk *k, Rect r, const Finding *f) {
    static const struct {
        WorkChoice choice;
        Word word;
        const char *id, *icon;
    } choices[] = {{WORK_YES, W_WORK_YES, "yes", "check"},
                   {WORK_NO, W_WORK_NO, "no", "close"},
                   {WORK_TALK, W_WORK_TALK, "talk", "chat"}};
    const Deciding *d = finding_deciding(k, f);
    int from = finding_needs_advisor(k, f) ? 1 : 0, n = 3 - from;
    for (int i = from; i < 3; i++) {
        bool on = d && d->choice == choices[i].choice;
        Button b = {.label = w(k, choices[i].word),
                    .icon = on ? choices[i].icon : NULL,
                    .look = on            ? BUTTON_PRIMARY
                            : k->ui.large ? BUTTON_PLAIN
                                          : BUTTON_SUNKEN,
                    .px = 30};
        const char *id = ui_id(&k->ui, "finding.%d.%s", f->item, choices[i].id);
        Rect at = grid_cell(r, n, 1, i - from, 16);
        if (ui_button_width(&k->ui, b, 12) > at.w)
            b.icon = NULL; /* the words before the mark: it is inverted as well */
        if (ui_button(&k->ui, id, at, b)) decide(k, f, choices[i].choice, 0);
    }
}

static void draw_payers(Kiosk *k, Rect r, const Finding *f) {
    static const struct {
        WorkPays pays;
        Word word;
        const char *id;
    } payers[] = {{WORK_PAYS_INSURER, W_WORK_PAYS_INSURER, "insurer"},
                  {WORK_PAYS_CUSTOMER, W_WORK_PAYS_CUSTOMER, "customer"},
                  {WORK_PAYS_ASK, W_WORK_PAYS_ASK, "ask"}};
    const Deciding *d = finding_deciding(k, f);
    for (int i = 0; i < 3; i++) {
        bool on = d && d->pays == payers[i].pays;
        Button b = {.label = w(k, payers[i].word),
                    .look = on            ? BUTTON_PRIMARY
                            : k->ui.large ? BUTTON_PLAIN
                                          : BUTTON_SUNKEN,
                    .px = 30};
        const char *id = ui_id(&k->ui, "finding.%d.pays.%s", f->item, payers[i].id);
        if (ui_button(&k->ui, id, grid_cell(r, 3, 1, i, 16), b)) decide(k, f, WORK_YES, payers[i].pays);
    }
}

/* Large and low: the question above its answers, and apart from them the way back to yes, no and talk. */
static void draw_payers_large(Kiosk *k, Rect r, const Finding *f) {
    Button back = {.label = w(k, W_WORK_CHANGE), .look = BUTTON_SUNKEN, .px = 28, .regular = true};
    float width = fmaxf(ui_button_width(&k->ui, back, 28), TOUCH_MIN_LARGE), line = scaled(k, 44);
    bool tall = r.h >= 2 * TOUCH_MIN_LARGE + 24;
    Rect ask = cut_top(&r, tall ? TOUCH_MIN_LARGE : line, tall ? 24 : 8);
    Rect at = tall ? cut_right(&ask, width, 24) : cut_right(&r, width, 72);
    ui_text(&k->ui, ask, w(k, W_WORK_WHO_PAYS), style_head(k));
    draw_payers(k, r, f);
    if (ui_button(&k->ui, ui_id(&k->ui, "finding.%d.change", f->item), at, back)) decide(k, f, WORK_OPEN, 0);
}

/* The right end of the head: what it costs, apart, and how long. */
static float draw_cost(Kiosk *k, Rect r, const Finding *f) {
    TextStyle big = style(f->price < 0 ? 34 : 44, true, k->ui.theme->ink, ALIGN_RIGHT), small = right(style_label(k));
    const char *price = finding_price(k, f), *split = split_words(k, f), *minutes = minutes_words(k, f);
    float width = fmaxf(ui_text_width(&k->ui, price, big),
                        fmaxf(ui_text_width(&k->ui, split, small), ui_text_width(&k->ui, minutes, small))) +
                  2;
    Rect at = {r.x + r.w - width, r.y, width, r.h};
    ui_text(&k->ui, cut_top(&at, 60, 0), price, big);
    ui_text(&k->ui, cut_top(&at, 38, 0), split, small);
    ui_text(&k->ui, cut_top(&at, 38, 0), minutes, small);
    return width;
}

static void draw_words(Kiosk *k, Rect in, const Finding *f) {
    float cost = draw_cost(k, in, f);
    Rect head = cut_top(&in, 52, 16), title = cut_top(&in, 48, 0);
    finding_light(k, head.x, head.y, f->level);
    title.w -= cost + 24;
    ui_text(&k->ui, title, finding_what(k, f), style_head(k));
    const char *texts[] = {why_words(k, f), later_words(k, f)};
    cut_top(&in, 20, 0); /* below the cost, too */
    for (int i = 0; i < 2; i++) {
        float h = 40 * (float)lines_of(k, texts[i], style_label(k), in.w);
        TextStyle s = style_label(k);
        if (i == 0) s.color = k->ui.theme->ink;
        if (h > 0) ui_paragraph(&k->ui, cut_top(&in, h, 0), texts[i], s, 40);
    }
}

static void draw_answered(Kiosk *k, Rect r, const Finding *f) {
    const Theme *t = k->ui.theme;
    bool yes = f->choice == WORK_YES;
    ui_pill(&k->ui, r.x, r.y + (r.h - ui_pill_height(&k->ui)) / 2, false, yes ? "check" : NULL,
            wf(k, W_WORK_ANSWERED, choice_words(k, f->choice)), yes ? t->go : t->ink2, yes ? t->go_soft : t->sunken);
}

static void draw_card(Kiosk *k, Rect r, const Finding *f) {
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, PAD, PAD);
    const Deciding *d = finding_deciding(k, f);
    bool open = finding_is_open(f), pays = open && d && d->choice == WORK_YES && findings_ask_payer(k);
    Rect payers = pays ? cut_bottom(&in, 96, 16) : (Rect){0};
    Rect buttons = cut_bottom(&in, 96, 16);
    float picture = picture_width(k, f);
    if (picture > 0) {
        Rect at = cut_left(&in, picture, PAD);
        ui_fill(&k->ui, at, offer_ground("maintenance"), 20);
        ui_picture(&k->ui, at, picture_path(k, f->picture), 20, CORNERS_ALL);
    }
    draw_words(k, in, f);
    if (open)
        draw_choices(k, buttons, f);
    else
        draw_answered(k, buttons, f);
    if (!pays) return;
    const char *ask = w(k, W_WORK_WHO_PAYS);
    float ask_w = fminf(ui_text_width(&k->ui, ask, style_body(k)) + 2, payers.w * 0.4f);
    ui_text(&k->ui, cut_left(&payers, ask_w, 24), ask, style_body(k));
    draw_payers(k, payers, f);
}

/* --- what it comes to ----------------------------------------------------------------------------------------------
 */

static const char *total_words(Kiosk *k, const Decided *d) {
    return d->sum.total < 0 ? w(k, W_WORK_TOTAL_UNKNOWN) : show_fen(k, d->sum.total);
}

static const char *finish_words(Kiosk *k, const Decided *d) {
    return d->finish ? show_time(k, d->finish) : w(k, W_WORK_FINISH_UNKNOWN);
}

static const char *waiting_words(Kiosk *k) {
    int step = setting(k, "work.wait_step_minutes");
    return step > 0 && findings_open(k) ? wf(k, W_WORK_WAITING, step, step) : "";
}

/* Head and figure under it. */
static void draw_figure(Kiosk *k, Rect *in, Word label, const char *figure, float px) {
    ui_text(&k->ui, cut_top(in, scaled(k, 38), 0), w(k, label), style_label(k));
    ui_text(&k->ui, cut_top(in, px * 1.25f * k->ui.zoom, 20), figure, style(px, true, k->ui.theme->ink, ALIGN_LEFT));
}

static void go_on_button(Kiosk *k, Rect r, const Decided *d) {
    if (d->advisor) {
        Button b = {.label = w(k, W_WORK_CALL), .icon = "bell", .look = BUTTON_ACCENT, .px = 30};
        if (ui_button(&k->ui, "findings.call", r, b)) call_sheet(k, "advisor", "approval");
        return;
    }
    Button b = {.label = w(k, W_WORK_REVIEW), .look = BUTTON_ACCENT, .px = 30, .disabled = !d->ready};
    if (ui_button(&k->ui, "findings.review", r, b)) nav_go(k, SCREEN_FINDINGS_REVIEW);
}

static void draw_note(Kiosk *k, Rect r, const Decided *d) {
    TextStyle s = style_label(k);
    const char *words = d->advisor ? w(k, W_WORK_OVER) : waiting_words(k);
    if (d->advisor) s.color = k->ui.theme->accent, s.bold = true;
    if (*words) ui_paragraph(&k->ui, r, words, s, scaled(k, 40));
}

static const char *progress_words(Kiosk *k, const Decided *d) {
    return wf(k, W_WORK_DECIDED, d->now, (int)findings_open(k));
}

static void draw_side(Kiosk *k, Rect r, const Decided *d) {
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 40, 36);
    ui_text(&k->ui, cut_top(&in, 48, 20), progress_words(k, d), style_head(k));
    draw_figure(k, &in, W_WORK_ADDED, show_fen(k, d->sum.added), 52);
    draw_figure(k, &in, W_WORK_TOTAL, total_words(k, d), 44);
    draw_figure(k, &in, W_WORK_FINISH, as_heading(k, finish_words(k, d)), 44);
    go_on_button(k, cut_bottom(&in, 96, 20), d);
    draw_note(k, in, d);
}

/* Portrait: under the list, in two columns. */
static void draw_below(Kiosk *k, Rect r, const Decided *d) {
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 36, 28);
    Rect buttons = cut_bottom(&in, 96, 16), note = cut_bottom(&in, 40, 8);
    Rect first = grid_cell(in, 3, 1, 0, 24), second = grid_cell(in, 3, 1, 1, 24), third = grid_cell(in, 3, 1, 2, 24);
    const char *figures[] = {show_fen(k, d->sum.added), total_words(k, d), as_heading(k, finish_words(k, d))};
    float px = findings_figures_px(k, figures, first.w, 44);
    draw_figure(k, &first, W_WORK_ADDED, figures[0], px);
    draw_figure(k, &second, W_WORK_TOTAL, figures[1], px);
    draw_figure(k, &third, W_WORK_FINISH, figures[2], px);
    draw_note(k, note, d);
    Rect go = cut_right(&buttons, buttons.w / 2, 24);
    ui_text(&k->ui, buttons, progress_words(k, d), style_body(k));
    go_on_button(k, go, d);
}

/* --- large and low: one item a page ---------------------------------------------------------------------------------
 */

static void draw_large_words(Kiosk *k, Rect see, const Finding *f, size_t n) {
    bool portrait = ui_portrait(&k->ui);
    const char *why = why_words(k, f), *later = later_words(k, f);
    const char *text = *why && *later ? arena_printf(&k->ui.list->arena, "%s\n%s", why, later) : *why ? why : later;
    float line = 48, head = 68 + 12 + 62 + 52 + 8;
    float picture_w = portrait ? 0 : see.h * 1.35f;
    bool picture =
        *f->picture &&
        (portrait || head + line * (float)lines_of(k, text, style_label(k), see.w - picture_w - 36) <= see.h);
    if (picture) {
        Rect at = portrait
                      ? cut_top(&see,
                                fminf(see.w * 0.56f,
                                      see.h - head - 24 - line * (1 + (float)lines_of(k, text, style_label(k), see.w))),
                                24)
                      : cut_left(&see, picture_w, 36);
        ui_fill(&k->ui, at, offer_ground("maintenance"), RADIUS);
        ui_picture(&k->ui, at, picture_path(k, f->picture), RADIUS, CORNERS_ALL);
    }
    Rect row = cut_top(&see, 68, 12);
    finding_light(k, row.x, row.y, f->level);
    if (n > 1)
        ui_text(&k->ui, row, arena_printf(&k->ui.list->arena, "%d / %zu", k->visit.work.at + 1, n),
                right(style_label(k)));
    Rect title = cut_top(&see, 62, 0);
    const char *price = finding_price(k, f);
    TextStyle big = style(34, true, k->ui.theme->ink, ALIGN_RIGHT);
    ui_text(&k->ui, cut_right(&title, ui_text_width(&k->ui, price, big) + 2, 24), price, big);
    ui_text(&k->ui, title, finding_what(k, f), style_head(k));
    Rect split = cut_top(&see, 52, 8);
    ui_text(&k->ui, split, arena_printf(&k->ui.list->arena, "%s · %s", split_words(k, f), minutes_words(k, f)),
            style_label(k));
    TextStyle s = style_label(k);
    s.color = k->ui.theme->ink;
    if (*text) ui_paragraph(&k->ui, see, text, s, line);
}

static void turn(Kiosk *k, int by) {
    k->visit.work.at += by;
    k->again = true;
}

static void draw_large(Kiosk *k, const Decided *d) {
    WorkVisit *v = &k->visit.work;
    int n = (int)k->car.n_findings;
    if (v->at >= n) v->at = n - 1;
    const Finding *f = &k->car.findings[v->at];
    const Deciding *mine = finding_deciding(k, f);
    bool pays = mine && mine->choice == WORK_YES && findings_ask_payer(k);
    Rect body = screen_body(k);
    draw_large_words(k, screen_see(k), f, (size_t)n);
    Rect foot = screen_foot(k, NULL);
    Rect second = cut_bottom(&body, TOUCH_MIN_LARGE, 16);
    bool tall = body.h >= TOUCH_MIN_LARGE + 48;
    Rect note = tall ? cut_bottom(&body, 48, 8) : (Rect){0};
    Rect first = (Rect){body.x, body.y, body.w, fminf(body.h, pays ? 344 : 200)};
    if (tall) first.y = body.y + body.h - first.h;
    if (!finding_is_open(f))
        draw_answered(k, first, f);
    else if (pays)
        draw_payers_large(k, first, f);
    else
        draw_choices(k, first, f);
    if (tall && d->advisor) draw_note(k, note, d);
    const char *line = arena_printf(&k->ui.list->arena, "%s %s · %s %s", w(k, W_WORK_TOTAL), total_words(k, d),
                                    w(k, W_WORK_FINISH), finish_words(k, d));
    if (tall && !d->advisor) ui_text(&k->ui, note, line, style_label(k));
    Button prev = {.label = w(k, W_WORK_PREV_ITEM), .px = 30}, next = {.label = w(k, W_WORK_NEXT_ITEM), .px = 30};
    if (v->at > 0 && ui_button(&k->ui, "findings.prev", grid_cell(second, 3, 1, 0, 16), prev)) turn(k, -1);
    if (v->at + 1 < n && ui_button(&k->ui, "findings.next", grid_cell(second, 3, 1, 1, 16), next)) turn(k, 1);
    go_on_button(k, grid_cell(second, 3, 1, 2, 16), d);
    foot_note(k, foot, progress_words(k, d));
    in_sight(k, f, true);
}

/* --- the screen -----------------------------------------------------------------------------------------------------
 */

/* Returns how many cards lie below what is in sight. */
static int draw_list(Kiosk *k, Rect r) {
    WorkVisit *v = &k->visit.work;
    int below = 0;
    float gap = 24, content = -gap;
    for (size_t i = 0; i < k->car.n_findings; i++) content += card_height(k, &k->car.findings[i], r.w) + gap;
    v->list_end = fmaxf(0, content - r.h);
    v->scroll.told = true;
    ui_scroll_begin(&k->ui, "findings.list", r, content, &v->scroll);
    float y = r.y - v->scroll.offset;
    for (size_t i = 0; i < k->car.n_findings; i++) {
        const Finding *f = &k->car.findings[i];
        Rect card = {r.x, y, r.w, card_height(k, f, r.w)};
        y += card.h + gap;
        float shown = fminf(card.y + card.h, r.y + r.h) - fmaxf(card.y, r.y);
        if (finding_is_open(f)) in_sight(k, f, shown >= card.h * 0.6f);
        if (shown > 0) draw_card(k, card, f);
        below += shown < card.h * 0.5f && card.y > r.y;
    }
    ui_scroll_end(&k->ui);
    return below;
}

/* In the foot: how many more there are, and a way to them for whoever does not swipe. */
static void draw_more(Kiosk *k, Rect foot, float page, int below) {
    Scroll *scroll = &k->visit.work.scroll;
    if (!below) return;
    Button b = {.label = wf(k, W_WORK_MORE_BELOW, below), .icon = "down", .look = BUTTON_BARE, .px = 28, .radius = 24};
    float width = ui_button_width(&k->ui, b, 24);
    foot.x -= 22; /* an icon, not its touch area, stands on the margin */
    if (!ui_button(&k->ui, "findings.more", cut_left(&foot, width, 0), b)) return;
    scroll->velocity = 0;
    scroll->offset = fminf(scroll->offset + page, k->visit.work.list_end);
    k->again = true;
}

static void draw(Kiosk *k) {
    if (!my_order(k)) { /* handed over or withdrawn meanwhile */
        nav_home(k);
        return;
    }
    Rect body = screen_header(k, w(k, W_WORK_TITLE), w(k, W_WORK_SUB), 0);
    if (k->car.n_findings == 0) {
        ui_text(&k->ui, screen_whole(k), w(k, W_WORK_NONE), center(style_head(k)));
        screen_foot(k, NULL);
        return;
    }
    Decided d = findings_decided(k);
    if (k->ui.large) {
        draw_large(k, &d);
        return;
    }
    bool portrait = ui_portrait(&k->ui);
    Rect side = portrait ? cut_bottom(&body, 320, 28) : cut_right(&body, 500, 32);
    int below = draw_list(k, body);
    if (portrait)
        draw_below(k, side, &d);
    else
        draw_side(k, side, &d);
    draw_more(k, screen_foot(k, NULL), body.h, below);
}

static void enter(Kiosk *k) {
    WorkVisit *v = &k->visit.work;
    v->progress = PROGRESS_NONE;
    for (int i = 0; i < WORK_ITEMS_MAX; i++) v->items[i].shown_mono = 0;
}

const Screen screen_findings = {.id = "findings", .draw = draw, .enter = enter};
