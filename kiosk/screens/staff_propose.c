/* Proposing additional work: how urgent and what, chosen from policy work.common or typed. What it costs and why it is
 * needed come after it (staff_sums.c, staff_texts.c). */
#include "staff_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMMON "work.common"

/* --- opening it ----------------------------------------------------------------------------------------------------
 */

static void set_texts(StaffForm *form, int which, const char *zh, const char *en) {
    bool what = which == STAFF_TEXT_WHAT;
    staff_text_set(form->texts[which].zh, zh, what ? WORK_WHAT_MAX : WORK_TEXT_MAX);
    staff_text_set(form->texts[which].en, en, what ? WORK_WHAT_EN_MAX : WORK_TEXT_EN_MAX);
}

static void set_number(Field *f, int64_t n) {
    f->text[0] = '\0';
    f->cursor = 0;
    if (n >= 0) snprintf(f->text, sizeof f->text, "%lld", (long long)n);
    f->cursor = strlen(f->text);
}

static bool is_whole_yuan(Fen fen) {
    return fen >= 0 && fen % 100 == 0;
}

/* Sums that are not both whole yuan stay as they are unless they are typed anew. */
static void set_sums(StaffForm *form, Fen parts, Fen labour) {
    bool whole = is_whole_yuan(parts) && is_whole_yuan(labour);
    set_number(&form->sums[STAFF_SUM_PARTS], whole ? parts / 100 : -1);
    set_number(&form->sums[STAFF_SUM_LABOUR], whole ? labour / 100 : -1);
}

void staff_propose_open(Kiosk *k, const Finding *f) {
    static const size_t digits[STAFF_SUMS] = {6, 6, 4};
    StaffForm *form = &k->staff.work.form;
    *form = (StaffForm){.finding_id = uuid_new()};
    for (int i = 0; i < STAFF_SUMS; i++) form->sums[i].max_chars = digits[i];
    if (f) {
        form->item = f->item;
        form->level = f->level;
        form->level_said = f->level != WORK_UNSAID;
        form->own = true;
        set_texts(form, STAFF_TEXT_WHAT, f->what, f->what_en);
        set_texts(form, STAFF_TEXT_WHY, f->why, f->why_en);
        set_texts(form, STAFF_TEXT_LATER, f->later, f->later_en);
        staff_text_set(form->picture, f->picture, WORK_PATH_MAX);
        set_sums(form, f->parts, f->labour);
        set_number(&form->sums[STAFF_SUM_MINUTES], f->minutes);
    }
    nav_go(k, SCREEN_STAFF_PROPOSE);
}

void staff_propose_saved(Kiosk *k) {
    if (k->screen != SCREEN_STAFF_SUMS) return;
    while (k->screen != SCREEN_STAFF_FINDINGS && k->visit.depth > 0) nav_back(k);
    k->staff.work.sent = true;
}

static Word title_of(const Kiosk *k) {
    return k->staff.work.form.item ? W_STAFF_PROPOSE_EDIT : W_STAFF_WORK_ADD;
}

static const char *car_of(Kiosk *k, const Order *o) {
    return arena_printf(&k->ui.list->arena, "%s · %s", staff_car_name(k, o), show_model(k, o));
}

/* --- how urgent, and what ------------------------------------------------------------------------------------------
 */

static const char *common(const Kiosk *k, int i, const char *key) {
    return settings_item(k->snap.settings, COMMON, i, key);
}

static int64_t common_number(const Kiosk *k, int i, const char *key) {
    const char *text = common(k, i, key);
    return *text ? strtoll(text, NULL, 10) : -1;
}

static bool is_chosen(const Kiosk *k, int i) {
    const StaffForm *form = &k->staff.work.form;
    return !form->own && strcmp(form->texts[STAFF_TEXT_WHAT].zh, common(k, i, "zh")) == 0;
}

/* A common item brings what is usual for it; all of it can still be changed. Why this car wants it nobody knows yet. */
static void choose_common(Kiosk *k, int i) {
    StaffForm *form = &k->staff.work.form;
    if (is_chosen(k, i)) return;
    set_texts(form, STAFF_TEXT_WHAT, common(k, i, "zh"), common(k, i, "en"));
    set_texts(form, STAFF_TEXT_WHY, "", "");
    set_texts(form, STAFF_TEXT_LATER, common(k, i, "later_zh"), common(k, i, "later_en"));
    staff_text_set(form->picture, common(k, i, "picture"), WORK_PATH_MAX);
    form->own = false;
    if (!form->level_said) work_level_of(common(k, i, "level"), &form->level);
    set_sums(form, common_number(k, i, "parts_fen"), common_number(k, i, "labour_fen"));
    set_number(&form->sums[STAFF_SUM_MINUTES], common_number(k, i, "minutes"));
    k->again = true;
}

static void draw_levels(Kiosk *k, Rect r) {
    static const struct {
        WorkLevel level;
        Word word;
    } levels[] = {{WORK_RED, W_WORK_RED}, {WORK_AMBER, W_WORK_AMBER}, {WORK_GREEN, W_WORK_GREEN}};
    StaffForm *form = &k->staff.work.form;
    for (int i = 0; i < 3; i++) {
        bool chosen = form->level == levels[i].level;
        Button b = {.label = w(k, levels[i].word), .px = 32, .look = chosen ? BUTTON_PRIMARY : BUTTON_PLAIN};
        if (!ui_button(&k->ui, ui_id(&k->ui, "level.%s", work_level_id(levels[i].level)), grid_cell(r, 3, 1, i, 20), b))
            continue;
        form->level = levels[i].level;
        form->level_said = true;
        k->again = true;
    }
}

/* The store's common items, and the first place for one's own words. */
static void draw_items(Kiosk *k, Rect r) {
    StaffForm *form = &k->staff.work.form;
    const float gap = 20, cell_h = k->ui.large ? 120 : 112;
    int n = settings_count(k->snap.settings, COMMON), across = ui_portrait(&k->ui) ? 2 : k->ui.large ? 3 : 4;
    int down = (n + across) / across, tapped = -1;
    float content = (float)down * (cell_h + gap) - gap;
    ui_scroll_begin(&k->ui, "staff.items", r, content, &k->staff.scroll);
    Rect all = {r.x, r.y - k->staff.scroll.offset, r.w, content};
    for (int i = 0; i <= n; i++) {
        Rect at = grid_cell(all, across, down, i, gap);
        if (at.y + at.h <= r.y || at.y >= r.y + r.h) continue;
        bool chosen = i == 0 ? form->own && *form->texts[STAFF_TEXT_WHAT].zh : is_chosen(k, i);
        Button b = {.label = i == 0 ? w(k, W_STAFF_PROPOSE_OWN) : pick(k, common(k, i, "zh"), common(k, i, "en")),
                    .icon = i == 0 ? "edit" : NULL,
                    .px = 30,
                    .look = chosen ? BUTTON_PRIMARY : BUTTON_PLAIN};
        if (ui_button(&k->ui, i == 0 ? "propose.own" : ui_id(&k->ui, "common.%d", i), at, b)) tapped = i;
    }
    ui_scroll_end(&k->ui);
    if (tapped > 0) choose_common(k, tapped);
    if (tapped == 0) staff_text_type(k, STAFF_TEXT_WHAT, !form->own);
}

/* What was chosen so far; large it is read above. */
static void draw_chosen(Kiosk *k, Rect r) {
    const StaffForm *form = &k->staff.work.form;
    const char *what = staff_text(k, STAFF_TEXT_WHAT);
    if (form->level) cut_left(&r, finding_light(k, r.x, r.y + (r.h - ui_pill_height(&k->ui)) / 2, form->level), 24);
    ui_text(&k->ui, r, *what ? what : w(k, W_STAFF_PROPOSE_HINT), *what ? style_title(k) : style_body(k));
}

static void draw(Kiosk *k) {
    const Order *o = staff_work_order(k);
    if (!o) {
        nav_back(k);
        return;
    }
    const StaffForm *form = &k->staff.work.form;
    bool large = k->ui.large, ready = form->level && *form->texts[STAFF_TEXT_WHAT].zh;
    Rect actions, body = staff_frame(k, w(k, title_of(k)), car_of(k, o), &actions);
    bool next = staff_action(k, &actions, "propose.next", w(k, W_STAFF_PROPOSE_NEXT), BUTTON_ACCENT, !ready);
    if (large)
        draw_chosen(k, centered(screen_see(k), body.w, 120));
    else
        draw_chosen(k, cut_top(&body, 72, 20));
    draw_levels(k, cut_top(&body, large ? 120 : 112, 28));
    draw_items(k, body);
    if (next) nav_go(k, SCREEN_STAFF_SUMS);
}

static void enter(Kiosk *k) {
    k->staff.scroll = (Scroll){0};
    k->staff.progress = PROGRESS_NONE;
}

const Screen screen_staff_propose = {.id = "staff_propose", .draw = draw, .enter = enter};
