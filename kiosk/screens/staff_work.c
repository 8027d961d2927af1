/* Additional work for staff: the cars in service with what waits there, and the findings of one car with what the
 * customer has seen and said. */
#include "staff_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- what there is -------------------------------------------------------------------------------------------------
 */

const Order *staff_work_order(const Kiosk *k) {
    return *k->staff.work.order_no ? board_order(k, k->staff.work.order_no) : NULL;
}

static bool is_of(const Finding *f, const char *order_no) {
    return strcmp(f->order_no, order_no) == 0;
}

const Finding *staff_finding(const Kiosk *k, int item) {
    const StaffSession *s = &k->staff;
    for (size_t i = 0; i < s->n_findings; i++)
        if (s->findings[i].item == item && is_of(&s->findings[i], s->work.order_no)) return &s->findings[i];
    return NULL;
}

size_t staff_work_waiting(const Kiosk *k) {
    size_t n = 0;
    for (size_t i = 0; i < k->staff.n_findings; i++) n += finding_is_open(&k->staff.findings[i]);
    return n;
}

static void count(const Kiosk *k, const Order *o, int *open, int *all) {
    *open = *all = 0;
    for (size_t i = 0; i < k->staff.n_findings; i++) {
        const Finding *f = &k->staff.findings[i];
        if (!is_of(f, o->order_no)) continue;
        *open += finding_is_open(f);
        ++*all;
    }
}

static const char *how_words(Kiosk *k, const Finding *f) {
    if (strcmp(f->how, "phone") == 0) return w(k, W_STAFF_HOW_PHONE);
    if (strcmp(f->how, "wechat") == 0) return w(k, W_STAFF_HOW_WECHAT);
    return w(k, strcmp(f->how, "panel") == 0 ? W_STAFF_HOW_PANEL : W_STAFF_HOW_IN_PERSON);
}

const char *staff_finding_state(Kiosk *k, const Finding *f) {
    if (f->choice == WORK_OPEN) {
        if (f->voided && !f->seen) return w(k, W_STAFF_FINDING_VOIDED);
        return f->seen ? wf(k, W_STAFF_FINDING_SEEN, show_time(k, f->seen)) : w(k, W_STAFF_FINDING_UNSEEN);
    }
    Word said = f->choice == WORK_YES ? W_STAFF_FINDING_YES : f->choice == WORK_NO ? W_WORK_NO : W_STAFF_FINDING_TALK;
    const char *line =
        arena_printf(&k->ui.list->arena, "%s · %s · %s", w(k, said), show_time(k, f->answered), how_words(k, f));
    return *f->answered_by ? arena_printf(&k->ui.list->arena, "%s · %s", line, f->answered_by) : line;
}

/* --- the cars ------------------------------------------------------------------------------------------------------
 */

static bool waits(const Kiosk *k, const Order *o) {
    int open, all;
    count(k, o, &open, &all);
    return open > 0;
}

static const char *note(Kiosk *k, const Order *o) {
    int open, all;
    count(k, o, &open, &all);
    if (open) return wf(k, W_STAFF_WORK_OPEN_N, open);
    return all ? wf(k, W_STAFF_WORK_ANSWERED_N, all) : w(k, word_of_stage(o->stage, true));
}

static void draw_cars_page(Kiosk *k) {
    bool large = k->ui.large;
    Rect actions, body = staff_frame(k, w(k, W_STAFF_WORK), large ? NULL : w(k, W_STAFF_STAGE_PICK), &actions);
    if (large) ui_text(&k->ui, centered(screen_see(k), body.w, 120), w(k, W_STAFF_STAGE_PICK), style_title(k));
    const Order *tapped = staff_cars(k, body, (StaffCars){note, waits});
    if (!tapped) return;
    k->staff.work = (StaffWork){0};
    snprintf(k->staff.work.order_no, sizeof k->staff.work.order_no, "%s", tapped->order_no);
    nav_go(k, SCREEN_STAFF_FINDINGS);
}

static void enter(Kiosk *k) {
    k->staff.scroll = (Scroll){0};
    k->staff.progress = PROGRESS_NONE;
}

const Screen screen_staff_work = {.id = "staff_work", .draw = draw_cars_page, .enter = enter};

/* --- one car's findings ---------------------------------------------------------------------------------------------
 */

static Color state_color(const Kiosk *k, const Finding *f) {
    const Theme *t = k->ui.theme;
    return f->choice == WORK_YES ? t->go : f->choice == WORK_NO ? t->ink2 : t->accent;
}

static bool draw_finding(Kiosk *k, Rect at, const Finding *f) {
    const char *id = ui_id(&k->ui, "finding.%d", f->item), *price = finding_price(k, f);
    const Theme *t = k->ui.theme;
    float zoom = k->ui.zoom, pill = ui_pill_height(&k->ui);
    at.h -= 16;
    bool tapped = ui_target(&k->ui, id, at);
    at = ui_sink(&k->ui, id, at);
    ui_fill(&k->ui, at, ui_sink_color(&k->ui, id, t->surface, t->ink), RADIUS);
    Rect in = centered(rect_inset(at, 28, 0), at.w - 56, 48 * zoom + 8 + pill), head = cut_top(&in, 48 * zoom, 8);
    TextStyle bold = style(32, true, t->ink, ALIGN_RIGHT);
    ui_text(&k->ui, cut_right(&head, ui_text_width(&k->ui, price, bold) + 2, 24), price, bold);
    ui_text(&k->ui, head, finding_what(k, f), style(32, true, t->ink, ALIGN_LEFT));
    cut_left(&in, finding_light(k, in.x, in.y, f->level), 20);
    ui_text(&k->ui, in, staff_finding_state(k, f), style(27, f->choice == WORK_YES, state_color(k, f), ALIGN_LEFT));
    return tapped;
}

/* What the last act came to, on a line of its own; large it is read above. */
static void draw_note(Kiosk *k, Rect *body, const Order *o) {
    StaffSession *s = &k->staff;
    const char *says = s->work.sent ? w(k, W_STAFF_WORK_SENT) : staff_says(k);
    TextStyle st = style(28, true, s->work.sent ? k->ui.theme->go : k->ui.theme->accent, ALIGN_LEFT);
    if (k->ui.large) {
        Rect see = screen_see(k);
        ui_text(&k->ui, cut_top(&see, scaled(k, 66), 8), show_model(k, o),
                style(44, true, k->ui.theme->ink, ALIGN_LEFT));
        if (*says) ui_paragraph(&k->ui, see, says, st, scaled(k, 42));
    } else if (*says) {
        ui_text(&k->ui, cut_top(body, 48, 16), says, st);
    }
}

static void draw_none(Kiosk *k, Rect body) {
    Rect in = centered(body, body.w - 80, 150 * k->ui.zoom);
    ui_icon(&k->ui, centered(cut_top(&in, 80, 18), 80, 80), "wrench", k->ui.theme->ink3);
    ui_text(&k->ui, in, w(k, W_STAFF_WORK_EMPTY), center(style_head(k)));
}

static const Finding *draw_list(Kiosk *k, Rect body) {
    StaffSession *s = &k->staff;
    const Finding *tapped = NULL;
    float row_h = k->ui.large ? 180 : 152;
    size_t n = 0;
    for (size_t i = 0; i < s->n_findings; i++) n += is_of(&s->findings[i], s->work.order_no);
    if (n == 0) {
        draw_none(k, body);
        return NULL;
    }
    ui_scroll_begin(&k->ui, "staff.findings", body, (float)n * row_h, &s->scroll);
    Rect at = {body.x, body.y - s->scroll.offset, body.w, row_h};
    for (size_t i = 0; i < s->n_findings; i++) {
        if (!is_of(&s->findings[i], s->work.order_no)) continue;
        bool in_sight = at.y + at.h > body.y && at.y < body.y + body.h;
        if (in_sight && draw_finding(k, at, &s->findings[i])) tapped = &s->findings[i];
        at.y += row_h;
    }
    ui_scroll_end(&k->ui);
    return tapped;
}

static void draw_findings(Kiosk *k) {
    const Order *o = staff_work_order(k);
    if (!o) { /* handed over meanwhile */
        nav_back(k);
        return;
    }
    const char *sub = arena_printf(&k->ui.list->arena, "%s · %s", show_model(k, o), o->order_no);
    Rect actions, body = staff_frame(k, staff_car_name(k, o), k->ui.large ? NULL : sub, &actions);
    bool add = staff_action(k, &actions, "work.add", w(k, W_STAFF_WORK_ADD), BUTTON_ACCENT, false);
    draw_note(k, &body, o);
    const Finding *tapped = draw_list(k, body);
    if (add) {
        staff_propose_open(k, NULL);
    } else if (tapped) {
        k->staff.work.item = tapped->item;
        nav_go(k, SCREEN_STAFF_FINDING);
    }
}

static void enter_findings(Kiosk *k) {
    enter(k);
    k->staff.work.sent = false;
}

const Screen screen_staff_findings = {.id = "staff_findings", .draw = draw_findings, .enter = enter_findings};
