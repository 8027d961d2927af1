/* Moving a stage by hand: a car, where it goes, and the tap that does it. */
#include "staff_parts.h"

#include <stdio.h>
#include <string.h>

/* --- the cars ------------------------------------------------------------------------------------------------------
 */

static void choose(Kiosk *k, const Order *o) {
    StaffSession *s = &k->staff;
    snprintf(s->order_no, sizeof s->order_no, "%s", o->order_no);
    s->seen = o->stage;
    s->to = STAGE_NONE;
    s->moved = false;
    s->progress = PROGRESS_NONE;
    k->again = true;
}

/* Those that take longer than was said come first: the advisor is to hear of it before the customer asks. */
static const char *late_note(Kiosk *k, const Order *o) {
    const char *stage = w(k, word_of_stage(o->stage, true));
    return order_is_late(k, o) ? wf(k, W_STAFF_LATE, stage) : stage;
}

static void draw_cars(Kiosk *k, Rect body) {
    if (k->ui.large) {
        Rect see = centered(screen_see(k), body.w, 120);
        ui_text(&k->ui, see, w(k, W_STAFF_STAGE_PICK), style_title(k));
    }
    const Order *tapped = staff_cars(k, body, (StaffCars){late_note, order_is_late});
    if (tapped) choose(k, tapped);
}

/* --- where it goes --------------------------------------------------------------------------------------------------
 */

static const char *stage_word(Kiosk *k, Stage stage) {
    return stage == STAGE_DELIVERED ? w(k, W_STAFF_DELIVERED) : w(k, word_of_stage(stage, true));
}

enum { STAGES = 8 };

static int stages_across(const Kiosk *k) {
    return k->ui.large || !ui_portrait(&k->ui) ? 4 : 2;
}

static void draw_stages(Kiosk *k, Rect r, const Order *o) {
    StaffSession *s = &k->staff;
    const Theme *t = k->ui.theme;
    int across = stages_across(k), down = STAGES / across;
    for (int i = 0; i < STAGES; i++) {
        Stage stage = (Stage)(i + 1);
        Rect at = grid_cell(r, across, down, i, 20);
        bool here = stage == o->stage, chosen = stage == s->to;
        Button b = {.label = stage_word(k, stage), .px = 30, .look = chosen ? BUTTON_PRIMARY : BUTTON_PLAIN};
        b.disabled = staff_busy(k);
        if (here) { /* it stands there: nothing to tap */
            ui_fill(&k->ui, at, t->go_soft, RADIUS);
            ui_text(&k->ui, rect_inset(at, 16, 0), b.label, style(30, true, t->go, ALIGN_CENTER));
        } else if (ui_button(&k->ui, ui_id(&k->ui, "to.%s", stage_id(stage)), at, b)) {
            s->to = stage;
            s->progress = PROGRESS_NONE;
            s->moved = false;
            k->again = true;
        }
    }
}

static void post_move(Kiosk *k) {
    StaffSession *s = &k->staff;
    Job job = staff_job(k, STAFF_DO_STAGE);
    snprintf(job.order_no, sizeof job.order_no, "%s", s->order_no);
    job.staff.seen = s->seen;
    job.staff.to = s->to;
    staff_post(k, &job);
}

static void draw_head(Kiosk *k, Rect r, const Order *o) {
    const Theme *t = k->ui.theme;
    StaffSession *s = &k->staff;
    ui_text(&k->ui, cut_top(&r, scaled(k, 66), 4), staff_car_name(k, o), style(52, true, t->ink, ALIGN_LEFT));
    ui_text(&k->ui, cut_top(&r, scaled(k, 40), 16),
            arena_printf(&k->ui.list->arena, "%s · %s", show_model(k, o), o->order_no), style_label(k));
    Rect bar = cut_top(&r, 12, 24);
    if (bar.w > 900) bar.w = 900;
    stage_segments(k, bar, o);
    const char *says = s->moved ? wf(k, W_STAFF_STAGE_MOVED, stage_word(k, s->to)) : staff_says(k);
    Color color = s->moved ? t->go : staff_busy(k) ? t->ink2 : t->accent;
    if (!*says) says = w(k, W_STAFF_STAGE_NOTE), color = t->ink2;
    if (r.h >= scaled(k, 42))
        ui_paragraph(&k->ui, r, says, style(28, s->moved || staff_busy(k), color, ALIGN_LEFT), scaled(k, 42));
}

/* Where the eight stages are, and the two buttons: below them, or large on a wide panel beside them. */
static void place(Kiosk *k, Rect body, Rect *stages, Rect *go, Rect *other) {
    bool large = k->ui.large;
    if (large && !ui_portrait(&k->ui)) {
        Rect side = cut_right(&body, body.w * 0.28f, 24);
        *go = grid_cell(side, 1, 2, 0, 20);
        *other = grid_cell(side, 1, 2, 1, 20);
        *stages = body;
        return;
    }
    const float go_h = large ? 120 : 112;
    int down = STAGES / stages_across(k);
    *stages = cut_top(&body, (float)down * (large ? 132 : 150) + (float)(down - 1) * 20, 24);
    *go = cut_top(&body, go_h, 0);
    *other = cut_right(go, ui_portrait(&k->ui) ? go->w * 0.4f : 420, 24);
}

static void draw_car_page(Kiosk *k, Rect body, const Order *o) {
    StaffSession *s = &k->staff;
    bool ready = s->to != STAGE_NONE && !s->moved;
    Rect head = k->ui.large ? screen_see(k) : cut_top(&body, 250, 24), stages, go, other;
    draw_head(k, head, o);
    place(k, body, &stages, &go, &other);
    draw_stages(k, stages, o);
    Button move = {.label = ready ? wf(k, W_STAFF_STAGE_TO, stage_word(k, s->to)) : w(k, W_STAFF_STAGE_WHERE),
                   .look = BUTTON_ACCENT,
                   .disabled = !ready || staff_busy(k)};
    Button leave = {.label = w(k, W_STAFF_STAGE_NEXT_CAR), .look = BUTTON_PLAIN, .px = 30};
    if (ui_button(&k->ui, "stage.go", go, move)) post_move(k);
    if (!ui_button(&k->ui, "stage.other", other, leave)) return;
    s->order_no[0] = '\0';
    k->again = true;
}

static void draw(Kiosk *k) {
    StaffSession *s = &k->staff;
    const Order *o = *s->order_no ? board_order(k, s->order_no) : NULL;
    Rect actions,
        body = staff_frame(k, w(k, W_STAFF_STAGE), o || k->ui.large ? NULL : w(k, W_STAFF_STAGE_PICK), &actions);
    if (o)
        draw_car_page(k, body, o);
    else
        draw_cars(k, body);
}

static void enter(Kiosk *k) {
    StaffSession *s = &k->staff;
    s->order_no[0] = '\0';
    s->to = STAGE_NONE;
    s->moved = false;
    s->scroll = (Scroll){0};
    s->progress = PROGRESS_NONE;
}

const Screen screen_staff_stage = {.id = "staff_stage", .draw = draw, .enter = enter};
