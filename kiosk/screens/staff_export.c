/* The day on a USB stick: what is written, the tap, and when it may be pulled out. */
#include "staff_parts.h"

#include <math.h>
#include <string.h>

static void draw_done(Kiosk *k, Rect in) {
    const StaffSession *s = &k->staff;
    const Theme *t = k->ui.theme;
    const size_t *n = s->exported.rows;
    Rect head = cut_top(&in, 112, 24), circle = cut_left(&head, 96, 32);
    circle = centered(circle, 96, 96);
    ui_fill(&k->ui, circle, t->go_soft, 48);
    ui_icon(&k->ui, rect_inset(circle, 24, 24), "check", t->go);
    ui_paragraph(&k->ui, centered(head, head.w, scaled(k, 100)), w(k, W_STAFF_EXPORTED), style_head(k), scaled(k, 50));
    ui_paragraph(&k->ui, cut_top(&in, scaled(k, 88), 8),
                 wf(k, W_STAFF_EXPORT_COUNTS, (int)n[0], (int)n[1], (int)n[2], (int)n[3], (int)n[4]), style_body(k),
                 scaled(k, 44));
    ui_paragraph(&k->ui, in, s->exported.folder, style_label(k), scaled(k, 40));
}

static void draw_ask(Kiosk *k, Rect in) {
    const Theme *t = k->ui.theme;
    bool busy = staff_busy(k), failed = k->staff.progress == PROGRESS_FAILED;
    ui_paragraph(&k->ui, cut_top(&in, scaled(k, 104), 16), w(k, W_STAFF_EXPORT_WHAT), style_head(k), scaled(k, 52));
    ui_paragraph(&k->ui, cut_top(&in, scaled(k, 44), 24), w(k, W_STAFF_EXPORT_CARE), style_label(k), scaled(k, 44));
    const char *says = busy ? w(k, W_STAFF_EXPORTING) : failed ? staff_says(k) : "";
    if (*says) ui_paragraph(&k->ui, in, says, style(30, true, busy ? t->ink2 : t->accent, ALIGN_LEFT), scaled(k, 46));
}

static void draw(Kiosk *k) {
    StaffSession *s = &k->staff;
    Rect actions, body = staff_frame(k, w(k, W_STAFF_EXPORT), NULL, &actions);
    bool large = k->ui.large, written = s->progress == PROGRESS_SAVED;
    Rect card = large ? screen_see(k) : body;
    if (!large) card.h = fminf(card.h, 480);
    ui_card(&k->ui, card);
    Rect in = rect_inset(card, 48, large ? 28 : 48);
    if (written)
        draw_done(k, in);
    else
        draw_ask(k, in);
    Rect below = large ? body : (Rect){body.x, card.y + card.h + 32, body.w, 128};
    Rect at = {below.x, below.y, fminf(below.w, 640), large ? 140 : 128};
    Button go = {
        .label = w(k, W_STAFF_EXPORT_GO), .icon = "export", .look = BUTTON_ACCENT, .px = 36, .disabled = staff_busy(k)};
    if (written || !ui_button(&k->ui, "export.go", at, go)) return;
    Job job = staff_job(k, STAFF_DO_EXPORT);
    staff_post(k, &job);
}

static void enter(Kiosk *k) {
    k->staff.progress = PROGRESS_NONE;
}

const Screen screen_staff_export = {.id = "staff_export", .draw = draw, .enter = enter};
