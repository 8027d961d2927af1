/* What is said of additional work in words: why it is needed and what happens if it waits, as the customer will read
 * it; and the page where one of the texts is typed. */
#include "staff_parts.h"

#include "answers.h"
#include "base/utf8.h"

#include <string.h>

const char *staff_text(const Kiosk *k, int which) {
    const StaffText *text = &k->staff.work.form.texts[which];
    return pick(k, text->zh, text->en);
}

void staff_text_set(char *out, const char *text, size_t chars) {
    size_t len = utf8_len_of(text, chars);
    memcpy(out, text, len);
    out[len] = '\0';
}

/* --- why, and if it waits ------------------------------------------------------------------------------------------
 */

static void draw_text(Kiosk *k, Rect r, int which) {
    bool why = which == STAFF_TEXT_WHY;
    const char *id = why ? "text.why" : "text.later", *text = staff_text(k, which);
    const Theme *t = k->ui.theme;
    bool tapped = ui_target(&k->ui, id, r);
    r = ui_sink(&k->ui, id, r);
    ui_fill(&k->ui, r, ui_sink_color(&k->ui, id, t->surface, t->ink), RADIUS);
    Rect in = rect_inset(r, 36, 28), head = cut_top(&in, scaled(k, 42), 12);
    ui_icon(&k->ui, centered(cut_right(&head, 40, 24), 40, 40), "edit", t->ink2);
    ui_text(&k->ui, head, w(k, why ? W_STAFF_TEXT_WHY : W_STAFF_TEXT_LATER), style_label(k));
    TextStyle st = *text ? style(32, false, t->ink, ALIGN_LEFT) : style(30, false, t->ink3, ALIGN_LEFT);
    if (!*text) text = w(k, why ? W_STAFF_WHY_PLACEHOLDER : W_STAFF_LATER_PLACEHOLDER);
    ui_paragraph(&k->ui, in, text, st, scaled(k, 46));
    if (tapped) staff_text_type(k, which, false);
}

static void draw(Kiosk *k) {
    const Order *o = staff_work_order(k);
    if (!o) { /* handed over meanwhile */
        nav_back(k);
        return;
    }
    bool large = k->ui.large;
    const char *what = staff_text(k, STAFF_TEXT_WHAT);
    Rect actions, body = staff_frame(k, w(k, W_STAFF_PROPOSE_TEXTS), large ? NULL : what, &actions);
    bool done = staff_action(k, &actions, "texts.done", w(k, W_DONE), BUTTON_PRIMARY, false);
    if (large)
        ui_paragraph(&k->ui, screen_see(k), what, style(44, true, k->ui.theme->ink, ALIGN_LEFT), scaled(k, 56));
    else
        body = cut_top(&body, 2 * 300 + 24, 0);
    for (int i = 0; i < 2; i++) draw_text(k, grid_cell(body, 1, 2, i, 24), i ? STAFF_TEXT_LATER : STAFF_TEXT_WHY);
    if (done) nav_back(k);
}

const Screen screen_staff_texts = {.id = "staff_texts", .draw = draw};

/* --- one's own words ------------------------------------------------------------------------------------------------
 */

static size_t most(int which) {
    return which == STAFF_TEXT_WHAT ? WORK_WHAT_MAX : WORK_TEXT_MAX;
}

void staff_text_type(Kiosk *k, int which, bool fresh) {
    StaffForm *form = &k->staff.work.form;
    form->writing = which;
    k->visit.words = (Field){.max_chars = most(which)};
    if (!fresh) field_insert(&k->visit.words, form->texts[which].zh);
    nav_go(k, SCREEN_STAFF_WHAT);
}

/* Words that were typed anew stand in both languages. What it is, typed, is no common item any more: neither its
 * picture nor what is usual for it goes with it. */
static void take_words(Kiosk *k) {
    StaffForm *form = &k->staff.work.form;
    StaffText *text = &form->texts[form->writing];
    words_finish(k);
    bool same = strcmp(text->zh, k->visit.words.text) == 0;
    if (!same) {
        staff_text_set(text->zh, k->visit.words.text, most(form->writing));
        text->en[0] = '\0';
    }
    if (!same && form->writing == STAFF_TEXT_WHAT) {
        if (!form->own) form->texts[STAFF_TEXT_LATER] = (StaffText){0}, form->picture[0] = '\0';
        form->own = *text->zh != '\0';
    }
    nav_back(k);
}

static void draw_words(Kiosk *k) {
    static const Word titles[STAFF_TEXTS] = {W_STAFF_WORK_ADD, W_STAFF_TEXT_WHY, W_STAFF_TEXT_LATER};
    static const Word placeholders[STAFF_TEXTS] = {W_STAFF_PROPOSE_PLACEHOLDER, W_STAFF_WHY_PLACEHOLDER,
                                                   W_STAFF_LATER_PLACEHOLDER};
    const StaffForm *form = &k->staff.work.form;
    bool edits = form->writing == STAFF_TEXT_WHAT && form->item;
    Rect body = screen_header(k, w(k, edits ? W_STAFF_PROPOSE_EDIT : titles[form->writing]), NULL, 0),
         foot = screen_foot(k, NULL), panel = words_panel(k, &body);
    answers_field(k, body, &k->visit.words, placeholders[form->writing]);
    words_keyboard(k, panel);
    if (foot_button(k, &foot, "what.done", W_DONE, BUTTON_PRIMARY)) take_words(k);
}

const Screen screen_staff_what = {.id = "staff_what", .draw = draw_words};
