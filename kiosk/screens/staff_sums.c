/* What additional work costs and how long it takes: three numbers on a keypad, what they come to, and the tap that puts
 * it before the customer. */
#include "staff_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t number_of(const StaffForm *form, int i) {
    return *form->sums[i].text ? strtoll(form->sums[i].text, NULL, 10) : -1;
}

/* Parts and labour together; −1 = neither was said. */
static Fen total_of(const StaffForm *form) {
    int64_t parts = number_of(form, STAFF_SUM_PARTS), labour = number_of(form, STAFF_SUM_LABOUR);
    if (parts < 0 && labour < 0) return -1;
    return ((parts > 0 ? parts : 0) + (labour > 0 ? labour : 0)) * 100;
}

/* --- the three numbers ---------------------------------------------------------------------------------------------
 */

static const char *sum_words(Kiosk *k, int i) {
    int64_t n = number_of(&k->staff.work.form, i);
    if (n < 0) return "";
    return i == STAFF_SUM_MINUTES ? wf(k, W_PLAN_MINUTES, (int)n) : show_fen(k, n * 100);
}

/* Its name at the left and the number at the right; where it is narrow, one above the other. */
static void draw_sum(Kiosk *k, Rect r, int i) {
    static const Word names[STAFF_SUMS] = {W_STAFF_SUM_PARTS, W_STAFF_SUM_LABOUR, W_STAFF_SUM_MINUTES};
    static const char *const ids[STAFF_SUMS] = {"sum.parts", "sum.labour", "sum.minutes"};
    const Theme *t = k->ui.theme;
    StaffForm *form = &k->staff.work.form;
    bool here = form->at == i, narrow = r.w < 420;
    if (ui_target(&k->ui, ids[i], r)) {
        form->at = i;
        k->again = true;
    }
    ui_fill(&k->ui, r, t->surface, 24);
    Rect in = rect_inset(r, narrow ? 20 : 32, narrow ? 8 : 0), name = in, value = in;
    if (narrow) {
        name = cut_top(&in, in.h * 0.4f, 0);
        value = in;
    }
    TextStyle label = style_label(k), number = style(narrow ? 34 : 44, true, t->ink, narrow ? ALIGN_LEFT : ALIGN_RIGHT);
    ui_text(&k->ui, name, w(k, names[i]), label);
    const char *words = sum_words(k, i);
    if (*words) ui_text(&k->ui, value, words, number);
    if (here) ui_fill(&k->ui, (Rect){r.x + 24, r.y + r.h - 10, r.w - 48, 6}, t->accent, 3);
}

static void draw_sums(Kiosk *k, Rect r, bool across) {
    for (int i = 0; i < STAFF_SUMS; i++)
        draw_sum(k, grid_cell(r, across ? STAFF_SUMS : 1, across ? 1 : STAFF_SUMS, i, 20), i);
}

/* --- what it comes to ----------------------------------------------------------------------------------------------
 */

/* The light and the sum in one row, what it is, and what the last act came to. */
static void draw_words(Kiosk *k, Rect in) {
    const StaffForm *form = &k->staff.work.form;
    const Theme *t = k->ui.theme;
    Rect head = cut_top(&in, ui_pill_height(&k->ui), 16);
    cut_left(&head, finding_light(k, head.x, head.y, form->level), 24);
    Fen total = total_of(form);
    ui_text(&k->ui, head, total < 0 ? w(k, W_STAFF_SUM_NONE) : wf(k, W_STAFF_SUM_TOTAL, show_fen(k, total)),
            style(30, true, total < 0 ? t->ink2 : t->ink, ALIGN_LEFT));
    float used =
        ui_paragraph(&k->ui, in, staff_text(k, STAFF_TEXT_WHAT), style(44, true, t->ink, ALIGN_LEFT), scaled(k, 56));
    cut_top(&in, used, 12);
    const char *says = staff_says(k);
    Color color = staff_busy(k) ? t->ink2 : t->accent;
    if (*says) ui_paragraph(&k->ui, in, says, style(30, true, color, ALIGN_LEFT), scaled(k, 42));
}

/* --- what is said of it --------------------------------------------------------------------------------------------
 */

static const char *texts_of(Kiosk *k) {
    const char *why = staff_text(k, STAFF_TEXT_WHY), *later = staff_text(k, STAFF_TEXT_LATER);
    if (*later) later = wf(k, W_WORK_LATER, later);
    if (*why && *later) return arena_printf(&k->ui.list->arena, "%s\n%s", why, later);
    return *why ? why : *later ? later : w(k, W_STAFF_WHY_PLACEHOLDER);
}

/* What the customer will read below the sum; tapped it is written. True: tapped. */
static bool draw_texts(Kiosk *k, Rect r) {
    const Theme *t = k->ui.theme;
    const char *id = "propose.texts";
    bool tapped = ui_target(&k->ui, id, r), said = *staff_text(k, STAFF_TEXT_WHY) || *staff_text(k, STAFF_TEXT_LATER);
    r = ui_sink(&k->ui, id, r);
    ui_fill(&k->ui, r, ui_sink_color(&k->ui, id, t->surface, t->ink), 24);
    Rect in = rect_inset(r, 32, 20), icon = cut_right(&in, 40, 24);
    ui_icon(&k->ui, centered(icon, 40, 40), "edit", t->ink2);
    ui_text(&k->ui, cut_top(&in, 36, 4), w(k, W_STAFF_PROPOSE_TEXTS), style_label(k));
    ui_paragraph(&k->ui, in, texts_of(k), style(28, false, said ? t->ink : t->ink3, ALIGN_LEFT), 38);
    return tapped;
}

/* --- sending it ----------------------------------------------------------------------------------------------------
 */

/* Of the two sums one that is empty is none; both empty leave it as it was. */
static void send(Kiosk *k) {
    const StaffForm *form = &k->staff.work.form;
    Job job = staff_job(k, form->item ? STAFF_DO_WORK_EDIT : STAFF_DO_WORK_PROPOSE);
    int64_t parts = number_of(form, STAFF_SUM_PARTS), labour = number_of(form, STAFF_SUM_LABOUR),
            minutes = number_of(form, STAFF_SUM_MINUTES);
    bool said = parts >= 0 || labour >= 0;
    snprintf(job.order_no, sizeof job.order_no, "%s", k->staff.work.order_no);
    job.staff.row_id = form->finding_id;
    job.staff.item = form->item;
    snprintf(job.staff.level, sizeof job.staff.level, "%s", work_level_id(form->level));
    snprintf(job.staff.picture, sizeof job.staff.picture, "%s", form->picture);
    memcpy(job.staff.texts, form->texts, sizeof form->texts);
    job.staff.parts = !said ? -2 : parts > 0 ? parts * 100 : 0;
    job.staff.labour = !said ? -2 : labour > 0 ? labour * 100 : 0;
    job.staff.minutes = minutes > 0 ? (int)minutes : 0;
    staff_post(k, &job);
}

static void type(Kiosk *k, Rect pad) {
    StaffForm *form = &k->staff.work.form;
    Field *f = &form->sums[form->at];
    bool wide = pad.h < 4 * TOUCH_MIN + 16;
    if (!(wide ? ui_keypad_wide(&k->ui, "key", pad, f) : ui_keypad(&k->ui, "key", pad, f))) return;
    while (f->text[0] == '0' && f->text[1]) field_place(f, 1), field_delete(f), field_place(f, strlen(f->text));
    if (!staff_busy(k)) k->staff.progress = PROGRESS_NONE;
    k->again = true;
}

static void draw(Kiosk *k) {
    const Order *o = staff_work_order(k);
    if (!o) {
        nav_back(k);
        return;
    }
    const StaffForm *form = &k->staff.work.form;
    bool large = k->ui.large, portrait = ui_portrait(&k->ui);
    const char *car = arena_printf(&k->ui.list->arena, "%s · %s", staff_car_name(k, o), show_model(k, o));
    Rect actions, body = staff_frame(k, w(k, form->item ? W_STAFF_PROPOSE_EDIT : W_STAFF_WORK_ADD), car, &actions);
    Word go = form->item ? W_STAFF_PROPOSE_SAVE : W_STAFF_PROPOSE_SEND;
    bool sent = staff_action(k, &actions, "propose.send", w(k, go), BUTTON_ACCENT, staff_busy(k));
    bool texts = large && staff_action(k, &actions, "propose.texts", w(k, W_STAFF_PROPOSE_TEXTS), BUTTON_PLAIN, false);
    Rect words = large ? screen_see(k) : body, pad = body;
    if (!large) pad = portrait ? cut_bottom(&words, 660, 24) : cut_right(&words, 720, 80);
    if (large) {
        draw_sums(k, cut_top(&pad, 120, 20), true);
    } else {
        draw_sums(k, cut_bottom(&words, 3 * 112 + 2 * 20, 20), false);
        if (!*staff_says(k)) texts = draw_texts(k, cut_bottom(&words, 160, 20)); /* else its room is wanted for that */
    }
    draw_words(k, words);
    type(k, pad);
    if (sent) send(k);
    if (texts) nav_go(k, SCREEN_STAFF_TEXTS);
}

static void enter(Kiosk *k) {
    k->staff.progress = PROGRESS_NONE;
}

const Screen screen_staff_sums = {.id = "staff_sums", .draw = draw, .enter = enter};
