/* "Is this still your number?": the number on record, masked, with three answers. A new number is typed here; what it
 * is for and how long it is kept stands beside. In full it is shown only while a finger holds it. */
#include "car_links.h"
#include "phone_field.h"
#include "purpose.h"

#include "base/utf8.h"
#include "rules/mask.h"

#include <stdio.h>
#include <string.h>

/* --- the number on record -------------------------------------------------------------------------------------------
 */

static const char *plain_plate(Kiosk *k, const char *plate) {
    size_t head = utf8_len_of(plate, 2);
    return arena_printf(&k->ui.list->arena, "%.*s·%s", (int)head, plate, plate + head);
}

/* In full while the finger is down and on the button: read then, for this frame alone. */
static bool held_words(Kiosk *k, const Order *o, const char **phone, const char **plate) {
    OrderPeople people;
    if (!ui_is_pressed(&k->ui, "number.hold")) return false;
    if (!orders_people(k->db, &k->ui.list->arena, o->order_no, &people, NULL)) return false;
    *phone = *people.owner_phone ? people.owner_phone : people.bringer_phone;
    *plate = *o->plate ? plain_plate(k, o->plate) : show_plate(k, o);
    return true;
}

static void draw_recorded(Kiosk *k, Rect r, const Order *o) {
    const char *phone = k->car.number, *plate = show_plate(k, o);
    held_words(k, o, &phone, &plate);
    ui_text(&k->ui, cut_top(&r, scaled(k, 40), 4), w(k, W_NUMBER_RECORDED), style_label(k));
    ui_text(&k->ui, cut_top(&r, scaled(k, 80), 4), *phone ? phone : w(k, W_NUMBER_NONE),
            style(64, true, k->ui.theme->ink, ALIGN_LEFT));
    ui_text(&k->ui, cut_top(&r, scaled(k, 44), 0), plate, style_body(k));
}

/* --- the three answers ----------------------------------------------------------------------------------------------
 */

static void post(Kiosk *k, const char *answer, const char *phone) {
    Visit *v = &k->visit;
    Job job = job_new(k, JOB_CORRECTION, v->number_key);
    snprintf(job.answer, sizeof job.answer, "%s", answer);
    snprintf(job.phone, sizeof job.phone, "%s", phone);
    purpose_put(&job, purpose_of_correction(k));
    job.bringer_is_owner = v->number_owner;
    v->number_progress = PROGRESS_SAVING;
    k->again = true;
    k->post(k->post_ctx, &job);
}

static void choose(Kiosk *k, NumberAnswer answer) {
    Visit *v = &k->visit;
    v->number_answer = answer;
    v->number_owner = answer == NUMBER_NOT_OWNER ? 0 : -1;
    v->number.text[0] = '\0';
    v->number_bad = false;
    k->again = true;
}

static void draw_answers(Kiosk *k, const Rect at[3]) {
    bool saving = k->visit.number_progress == PROGRESS_SAVING;
    Button yes = {.label = w(k, saving ? W_SAVING : W_NUMBER_YES), .icon = "check", .look = BUTTON_PRIMARY, .px = 29};
    Button changed = {.label = w(k, W_NUMBER_CHANGED), .icon = "edit", .look = BUTTON_SUNKEN, .px = 29};
    Button other = {.label = w(k, W_NUMBER_NOT_OWNER), .icon = "user", .look = BUTTON_SUNKEN, .px = 29};
    if (k->ui.large) changed.look = other.look = BUTTON_PLAIN; /* there on paper, not on a card */
    yes.disabled = changed.disabled = other.disabled = saving;
    if (!*k->car.number) yes.disabled = true;
    if (ui_button(&k->ui, "number.yes", at[0], yes)) post(k, "yes", "");
    if (ui_button(&k->ui, "number.changed", at[1], changed)) choose(k, NUMBER_CHANGED);
    if (ui_button(&k->ui, "number.other", at[2], other)) choose(k, NUMBER_NOT_OWNER);
}

static void draw_hold(Kiosk *k, Rect r) {
    Button hold = {.label = w(k, W_NUMBER_HOLD), .icon = "key", .look = BUTTON_SUNKEN, .px = 28, .regular = true};
    if (k->ui.large) hold.look = BUTTON_PLAIN;
    ui_button(&k->ui, "number.hold", r, hold);
}

static void draw_failed(Kiosk *k, Rect r) {
    if (k->visit.number_progress != PROGRESS_FAILED) return;
    ui_paragraph(&k->ui, r, says_error(k, &k->visit.number_err), style(27, true, k->ui.theme->accent, ALIGN_LEFT),
                 scaled(k, 40));
}

static void draw_ask(Kiosk *k, Rect body, const Order *o) {
    bool portrait = ui_portrait(&k->ui);
    Rect at[3], card = centered(body, portrait ? body.w : 1440, portrait ? 1010 : 620), in = rect_inset(card, 64, 56);
    ui_card(&k->ui, card);
    Rect buttons = cut_bottom(&in, portrait ? 3 * 112 + 2 * 24 : 112, 28);
    for (int i = 0; i < 3; i++) at[i] = portrait ? grid_cell(buttons, 1, 3, i, 24) : grid_cell(buttons, 3, 1, i, 24);
    draw_answers(k, at);
    Rect recorded = cut_top(&in, 172, 28), hold = recorded;
    if (portrait)
        hold = cut_top(&in, 96, 28);
    else
        hold = centered(cut_right(&recorded, 480, 32), 480, 96);
    draw_hold(k, hold);
    draw_recorded(k, recorded, o);
    float used = ui_paragraph(&k->ui, in, purpose_of_correction(k), style_label(k), 40);
    cut_top(&in, used, 12);
    draw_failed(k, in);
}

static void draw_ask_large(Kiosk *k, Rect body, const Order *o) {
    bool portrait = ui_portrait(&k->ui);
    Rect see = screen_see(k), cell[4];
    for (int i = 0; i < 4; i++) cell[i] = portrait ? grid_cell(body, 1, 4, i, 20) : grid_cell(body, 2, 2, i, 24);
    draw_hold(k, cell[0]);
    draw_answers(k, cell + 1);
    Rect recorded = cut_top(&see, 4 + 4 + scaled(k, 40 + 80 + 44), 20);
    draw_recorded(k, recorded, o);
    if (k->visit.number_progress == PROGRESS_FAILED)
        draw_failed(k, see);
    else
        ui_paragraph(&k->ui, see, purpose_of_correction(k), style_label(k), scaled(k, 40));
}

/* --- a new number ---------------------------------------------------------------------------------------------------
 */

static void draw_says(Kiosk *k, Rect r) {
    const Visit *v = &k->visit;
    if (v->number_progress == PROGRESS_FAILED)
        draw_failed(k, r);
    else if (v->number_bad)
        ui_text(&k->ui, r, w(k, W_CONTACT_BAD), style(27, true, k->ui.theme->accent, ALIGN_LEFT));
}

/* Said or not; whoever said "I am not the owner" has said it. */
static void owner_button(Kiosk *k, Rect at) {
    Visit *v = &k->visit;
    if (v->number_answer != NUMBER_CHANGED) return;
    bool is = v->number_owner == 1;
    Button b = {.label = w(k, W_NUMBER_IS_OWNER),
                .icon = is ? "check" : "user",
                .look = is            ? BUTTON_PRIMARY
                        : k->ui.large ? BUTTON_PLAIN
                                      : BUTTON_SUNKEN,
                .px = 30};
    at.w = ui_button_width(&k->ui, b, 36);
    if (!ui_button(&k->ui, "number.owner", at, b)) return;
    v->number_owner = is ? -1 : 1;
    k->again = true;
}

static void draw_keys(Kiosk *k, Rect r, bool wide) {
    Visit *v = &k->visit;
    if (!(wide ? ui_keypad_wide(&k->ui, "key", r, &v->number) : ui_keypad(&k->ui, "key", r, &v->number))) return;
    v->number_bad = false;
    k->again = true;
}

static void send(Kiosk *k) {
    Visit *v = &k->visit;
    char normal[16] = "";
    bool number = phone_normal(v->number.text, normal, sizeof normal), none = !*v->number.text;
    v->number_bad = !number && !(none && v->number_answer == NUMBER_NOT_OWNER);
    k->again = true;
    if (!v->number_bad) post(k, v->number_answer == NUMBER_CHANGED ? "changed" : "not_owner", number ? normal : "");
}

static void draw_send(Kiosk *k, Rect *foot) {
    bool saving = k->visit.number_progress == PROGRESS_SAVING;
    Button b = {.label = w(k, saving ? W_SAVING : W_SUBMIT), .look = BUTTON_PRIMARY, .px = 28, .radius = 24};
    b.disabled = saving;
    float width = ui_button_width(&k->ui, b, 40);
    if (width < k->ui.touch_min) width = k->ui.touch_min;
    if (ui_button(&k->ui, "number.send", cut_right(foot, width, 24), b)) send(k);
    if (foot_button(k, foot, "number.cancel", W_CANCEL, BUTTON_PLAIN)) choose(k, NUMBER_NOT_SAID);
}

static Word entry_title(const Kiosk *k) {
    return k->visit.number_answer == NUMBER_CHANGED ? W_NUMBER_NEW : W_NUMBER_YOURS;
}

static void draw_entry(Kiosk *k, Rect body) {
    bool portrait = ui_portrait(&k->ui);
    Rect card = portrait ? body : centered(body, body.w, 700), in = rect_inset(card, portrait ? 48 : 56, 48);
    ui_card(&k->ui, card);
    Rect pad = portrait ? cut_bottom(&in, in.h - 480, 28) : cut_right(&in, 760, 64);
    ui_fill(&k->ui, pad, k->ui.theme->sunken, RADIUS);
    draw_keys(k, rect_inset(pad, 16, 16), false);
    ui_text(&k->ui, cut_top(&in, 52, 12), w(k, entry_title(k)), style_head(k));
    float used = ui_paragraph(&k->ui, in, purpose_of_correction(k), style_label(k), 40);
    cut_top(&in, used, 24);
    phone_field_draw(k, cut_top(&in, 96, 20), &k->visit.number);
    draw_says(k, cut_top(&in, 40, 16));
    if (in.h >= 96) owner_button(k, cut_top(&in, 96, 0));
}

static void draw_entry_large(Kiosk *k, Rect body, Rect *buttons) {
    bool portrait = ui_portrait(&k->ui);
    Rect see = screen_see(k);
    float used = ui_paragraph(&k->ui, see, purpose_of_correction(k), style_label(k), scaled(k, 40));
    cut_top(&see, used, 16);
    phone_field_draw(k, cut_top(&see, 112, 12), &k->visit.number);
    draw_says(k, cut_top(&see, scaled(k, 40), 0));
    if (k->visit.number_answer == NUMBER_CHANGED)
        owner_button(k, portrait ? cut_top(&body, TOUCH_MIN_LARGE, 16) : cut_left(buttons, 420, 24));
    draw_keys(k, body, !portrait || body.h < 4 * TOUCH_MIN);
}

/* --- the screen -----------------------------------------------------------------------------------------------------
 */

static void draw_thanks(Kiosk *k, Rect body) {
    const Theme *t = k->ui.theme;
    Rect card = centered(k->ui.large ? screen_see(k) : body, body.w < 1100 ? body.w : 1100, scaled(k, 320));
    ui_card(&k->ui, card);
    Rect in = rect_inset(card, 56, 40), row = centered(in, in.w, scaled(k, 130)), circle = cut_left(&row, 96, 36);
    circle = centered(circle, 96, 96);
    ui_fill(&k->ui, circle, t->go_soft, 48);
    ui_icon(&k->ui, rect_inset(circle, 24, 24), "check", t->go);
    ui_text(&k->ui, cut_top(&row, scaled(k, 60), 4), w(k, W_NUMBER_SAVED), style_title(k));
    bool yes = k->visit.number_answer == NUMBER_NOT_SAID;
    ui_paragraph(&k->ui, row, w(k, yes ? W_NUMBER_SAVED_YES : W_NUMBER_SAVED_SUB), style_label(k), scaled(k, 40));
}

static void draw(Kiosk *k) {
    const Order *o = my_order(k);
    if (!o) { /* handed over or withdrawn meanwhile */
        nav_home(k);
        return;
    }
    Visit *v = &k->visit;
    Rect body = screen_header(k, w(k, W_NUMBER_TITLE), show_model(k, o), 0);
    if (v->number_progress == PROGRESS_SAVED) {
        draw_thanks(k, body);
        Rect foot = screen_foot(k, NULL);
        if (foot_button(k, &foot, "number.done", W_DONE, BUTTON_PRIMARY)) nav_back(k);
        return;
    }
    bool entry = v->number_answer != NUMBER_NOT_SAID;
    Rect buttons = entry ? screen_actions(k, &body, NULL) : screen_foot(k, NULL);
    if (entry) draw_send(k, &buttons);
    if (entry && v->number_answer == NUMBER_NOT_SAID) return; /* taken back in this frame */
    if (entry && k->ui.large)
        draw_entry_large(k, body, &buttons);
    else if (entry)
        draw_entry(k, body);
    else if (k->ui.large)
        draw_ask_large(k, body, o);
    else
        draw_ask(k, body, o);
}

static void enter(Kiosk *k) {
    Visit *v = &k->visit;
    v->number_key = uuid_new();
    v->number_answer = NUMBER_NOT_SAID;
    v->number_owner = -1;
    v->number = (Field){.max_chars = 11};
    v->number_bad = false;
    v->number_progress = PROGRESS_NONE;
}

const Screen screen_number = {.id = "number", .draw = draw, .enter = enter};

static void open_it(Kiosk *k) {
    nav_go(k, SCREEN_NUMBER);
}

bool number_link(Kiosk *k, CarLink *out) {
    if (!my_order(k) || k->car.number_answered) return false;
    *out = (CarLink){.id = "mycar.number",
                     .head = w(k, W_NUMBER_LINK),
                     .sub = *k->car.number ? k->car.number : w(k, W_NUMBER_NONE),
                     .pill = w(k, W_NUMBER_PILL),
                     .priority = 70,
                     .open = open_it};
    return true;
}
