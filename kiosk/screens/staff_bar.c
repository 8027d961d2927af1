/* The bar's orders for staff, as tickets: number and seat, what is to be made, what it comes to; taken, ready, and with
 * a second tap cancelled. Oldest first. */
#include "staff_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define TICKET_PAD 28.0f
#define TICKET_GAP 20.0f /* between tickets */

/* --- one ticket ----------------------------------------------------------------------------------------------------
 */

static bool is_armed(const Kiosk *k, const BarOrder *o) {
    return strcmp(k->staff.armed, o->bar_order_id.text) == 0;
}

static bool below(const Kiosk *k) { /* narrow: the buttons stand under the words */
    return ui_portrait(&k->ui);
}

static float ticket_height(const Kiosk *k, const BarOrder *o) {
    float words = scaled(k, 52) + (float)o->n * scaled(k, 44) + 8 + scaled(k, 42);
    if (below(k)) return 2 * TICKET_PAD + words + 20 + k->ui.touch_min + TICKET_GAP;
    return fmaxf(2 * TICKET_PAD + words, 2 * TICKET_PAD + k->ui.touch_min) + TICKET_GAP;
}

static void draw_items(Kiosk *k, Rect in, const BarOrder *o) {
    const Theme *t = k->ui.theme;
    const char *seat = *o->seat ? pick(k, o->seat_zh, o->seat_en) : w(k, W_STAFF_BAR_FETCH);
    ui_text(&k->ui, cut_top(&in, scaled(k, 52), 0), seat, style(34, true, t->ink, ALIGN_LEFT));
    for (size_t i = 0; i < o->n; i++) {
        const BarItem *item = &o->items[i];
        ui_text(&k->ui, cut_top(&in, scaled(k, 44), 0),
                arena_printf(&k->ui.list->arena, "%d × %s", item->count, pick(k, item->title_zh, item->title_en)),
                style(30, false, t->ink, ALIGN_LEFT));
    }
    cut_top(&in, 8, 0);
    const char *sub = arena_printf(&k->ui.list->arena, "%s · %s", show_fen(k, o->total), staff_ago(k, o->at));
    if (o->state == BAR_TAKEN) sub = arena_printf(&k->ui.list->arena, "%s · %s", sub, wf(k, W_STAFF_TAKEN_BY, o->by));
    ui_text(&k->ui, cut_top(&in, scaled(k, 42), 0), sub, style_label(k));
}

static void post_act(Kiosk *k, const BarOrder *o, StaffDo what) {
    Job job = staff_job(k, what);
    job.staff.row_id = o->bar_order_id;
    staff_post(k, &job);
}

static void arm(Kiosk *k, const char *id) {
    snprintf(k->staff.armed, sizeof k->staff.armed, "%s", id);
    k->again = true;
}

/* The way on, and beside it the way out, which is asked once more. */
static void draw_buttons(Kiosk *k, Rect r, const BarOrder *o) {
    bool armed = is_armed(k, o), busy = staff_busy(k);
    Rect first = grid_cell(r, 2, 1, 1, 20), other = grid_cell(r, 2, 1, 0, 20);
    const char *id = o->bar_order_id.text;
    if (armed) {
        Button yes = {.label = w(k, W_BAR_CANCEL_YES), .look = BUTTON_ACCENT, .px = 30, .disabled = busy};
        Button no = {.label = w(k, W_STAFF_BAR_KEEP), .look = BUTTON_SUNKEN, .px = 30};
        if (ui_button(&k->ui, ui_id(&k->ui, "cancel.yes.%s", id), first, yes)) post_act(k, o, STAFF_DO_BAR_CANCEL);
        if (ui_button(&k->ui, ui_id(&k->ui, "cancel.no.%s", id), other, no)) arm(k, "");
        return;
    }
    bool taken = o->state == BAR_TAKEN;
    Button go = {.label = w(k, taken ? W_STAFF_BAR_READY : W_STAFF_BAR_TAKE),
                 .look = taken ? BUTTON_ACCENT : BUTTON_PRIMARY,
                 .px = 30,
                 .disabled = busy};
    Button cancel = {.label = w(k, W_BAR_CANCEL), .look = BUTTON_SUNKEN, .px = 30, .disabled = busy};
    if (ui_button(&k->ui, ui_id(&k->ui, "act.%s", id), first, go))
        post_act(k, o, taken ? STAFF_DO_BAR_DONE : STAFF_DO_BAR_TAKE);
    if (ui_button(&k->ui, ui_id(&k->ui, "cancel.%s", id), other, cancel)) arm(k, id);
}

static void draw_ticket(Kiosk *k, Rect body, Rect at, const BarOrder *o) {
    at.h -= TICKET_GAP;
    ui_card(&k->ui, at);
    Rect in = rect_inset(at, TICKET_PAD, TICKET_PAD);
    float high = k->ui.touch_min;
    Rect buttons = below(k) ? cut_bottom(&in, high, 20)
                            : centered(cut_right(&in, k->ui.large ? 620 : 540, 40), k->ui.large ? 620 : 540, high);
    Rect number = cut_left(&in, scaled(k, 130), 24);
    ui_text(&k->ui, (Rect){number.x, number.y, number.w, scaled(k, 84)},
            arena_printf(&k->ui.list->arena, "%d", o->number),
            style(72, true, o->state == BAR_TAKEN ? k->ui.theme->ink2 : k->ui.theme->accent, ALIGN_LEFT));
    draw_items(k, in, o);
    if (buttons.y < body.y + body.h && buttons.y + buttons.h > body.y) draw_buttons(k, buttons, o);
}

/* --- the list ------------------------------------------------------------------------------------------------------
 */

static void draw_none(Kiosk *k, Rect body) {
    Rect in = centered(body, body.w - 80, 150 * k->ui.zoom);
    ui_icon(&k->ui, centered(cut_top(&in, 80, 18), 80, 80), "cup", k->ui.theme->ink3);
    ui_text(&k->ui, in, w(k, W_STAFF_BAR_EMPTY), center(style_head(k)));
}

static void draw(Kiosk *k) {
    StaffSession *s = &k->staff;
    Rect actions, body = staff_frame(k, w(k, W_STAFF_BAR), NULL, &actions);
    const char *says = s->progress == PROGRESS_FAILED ? staff_says(k) : "";
    if (*says) {
        Rect line = k->ui.large ? screen_see(k) : cut_top(&body, 42, 12);
        ui_paragraph(&k->ui, line, says, style(28, true, k->ui.theme->accent, ALIGN_LEFT), scaled(k, 42));
    }
    if (s->n_bar == 0) {
        draw_none(k, body);
        return;
    }
    float content = 0;
    for (size_t i = 0; i < s->n_bar; i++) content += ticket_height(k, &s->bar[i]);
    ui_scroll_begin(&k->ui, "staff.bar.list", body, content, &s->scroll);
    Rect at = {body.x, body.y - s->scroll.offset, body.w, 0};
    for (size_t i = 0; i < s->n_bar; i++, at.y += at.h) {
        at.h = ticket_height(k, &s->bar[i]);
        if (at.y + at.h > body.y && at.y < body.y + body.h) draw_ticket(k, body, at, &s->bar[i]);
    }
    ui_scroll_end(&k->ui);
}

static void enter(Kiosk *k) {
    k->staff.scroll = (Scroll){0};
    k->staff.progress = PROGRESS_NONE;
    k->staff.armed[0] = '\0';
}

const Screen screen_staff_bar = {.id = "staff_bar", .draw = draw, .enter = enter};
