/* What customers asked for: calls (taken, then done) and leads (done, with a second tap). Oldest first. */
#include "seats.h"
#include "staff_parts.h"

#include "rules/mask.h"

#include <stdio.h>
#include <string.h>

/* --- words -------------------------------------------------------------------------------------------------------- */

static const char *plate_for(Kiosk *k, const char *plate) {
    char masked[48];
    if (staff_sees_plates(k->staff.who.role)) return plate;
    mask_plate(plate, masked, sizeof masked);
    return arena_strdup(&k->ui.list->arena, masked);
}

static Word word_of_call(const char *kind) {
    if (strcmp(kind, "manager") == 0) return W_STAFF_CALL_MANAGER;
    if (strcmp(kind, "bar") == 0) return W_STAFF_CALL_BAR;
    return strcmp(kind, "advisor") == 0 ? W_STAFF_CALL_ADVISOR : W_STAFF_CALL_HELP;
}

/* "offer:ID" by the offer's title; what is not known stays unsaid. */
static const char *about_of(Kiosk *k, const char *about) {
    const char *id = strchr(about, ':');
    const Offer *o = id ? offer_by_id(k, id + 1) : NULL;
    if (strncmp(about, "offer", 5) == 0) return o ? pick(k, o->title_zh, o->title_en) : w(k, W_STAFF_ABOUT_OFFER);
    if (strncmp(about, "prepaid", 7) == 0) return w(k, W_STAFF_ABOUT_PREPAID);
    if (strcmp(about, "complaint") == 0) return w(k, W_STAFF_ABOUT_COMPLAINT);
    return strcmp(about, "unlock") == 0 || strcmp(about, "plate") == 0 ? w(k, W_STAFF_ABOUT_UNLOCK) : "";
}

/* --- a list of rows ----------------------------------------------------------------------------------------------- */

typedef struct List {
    Kiosk *k;
    Rect r;
    float row_h;
    size_t n;
} List;

static List list_begin(Kiosk *k, Rect body, size_t n, const char *empty) {
    List list = {.k = k, .r = body, .row_h = staff_row_height(k), .n = n};
    const char *says = k->staff.progress == PROGRESS_FAILED ? staff_says(k) : "";
    if (*says) {
        Rect line = k->ui.large ? screen_see(k) : cut_top(&list.r, 42, 12);
        ui_paragraph(&k->ui, line, says, style(28, true, k->ui.theme->accent, ALIGN_LEFT), scaled(k, 42));
    }
    if (n == 0) {
        Rect in = centered(list.r, list.r.w - 80, 150 * k->ui.zoom);
        ui_icon(&k->ui, centered(cut_top(&in, 80, 18), 80, 80), "check", k->ui.theme->ink3);
        ui_text(&k->ui, in, empty, center(style_head(k)));
        return list;
    }
    ui_scroll_begin(&k->ui, "staff.list", list.r, (float)n * list.row_h, &k->staff.scroll);
    return list;
}

/* False: out of sight. */
static bool list_row(const List *list, size_t i, Rect *at) {
    *at = (Rect){list->r.x, list->r.y + (float)i * list->row_h - list->k->staff.scroll.offset, list->r.w, list->row_h};
    return at->y + at->h > list->r.y && at->y < list->r.y + list->r.h;
}

static void list_end(const List *list) {
    if (list->n) ui_scroll_end(&list->k->ui);
}

static void enter(Kiosk *k) {
    k->staff.scroll = (Scroll){0};
    k->staff.progress = PROGRESS_NONE;
    k->staff.armed[0] = '\0';
}

/* --- calls -------------------------------------------------------------------------------------------------------- */

static bool draw_call(Kiosk *k, Rect at, const Call *c) {
    const char *plate = plate_for(k, c->plate), *by = c->taken ? wf(k, W_STAFF_TAKEN_BY, c->by) : "";
    const char *kind = w(k, word_of_call(c->kind)), *about = about_of(k, c->about);
    const Order *o = board_order(k, c->order_no);
    bool mine = !c->taken || strcmp(c->by, k->staff.who.name) == 0;
    StaffRow row = {
        .id = ui_id(&k->ui, "act.%s", c->call_id.text),
        .icon = strcmp(c->kind, "bar") == 0 ? "cup" : "bell",
        .head = *plate ? plate : kind,
        .parts = {*plate ? kind : "", staff_ago(k, c->at), by, about, o ? show_model(k, o) : "", show_bay(k, c->bay)},
        .button = mine ? w(k, c->taken ? W_STAFF_DO_DONE : W_STAFF_TAKE) : NULL,
        .armed = c->taken != 0};
    return staff_row(k, at, row);
}

static void draw_calls(Kiosk *k) {
    StaffSession *s = &k->staff;
    Rect actions, body = staff_frame(k, w(k, W_STAFF_CALLS), NULL, &actions), at;
    List list = list_begin(k, body, s->n_calls, w(k, W_STAFF_CALLS_EMPTY));
    const Call *tapped = NULL;
    for (size_t i = 0; i < s->n_calls; i++)
        if (list_row(&list, i, &at) && draw_call(k, at, &s->calls[i])) tapped = &s->calls[i];
    list_end(&list);
    if (!tapped) return;
    Job job = staff_job(k, tapped->taken ? STAFF_DO_CALL_DONE : STAFF_DO_CALL_TAKE);
    job.staff.row_id = tapped->call_id;
    staff_post(k, &job);
}

const Screen screen_staff_calls = {.id = "staff_calls", .draw = draw_calls, .enter = enter};

/* --- leads -------------------------------------------------------------------------------------------------------- */

/* What it is about, and where somebody sits who wants to be shown it. */
static const char *lead_about(Kiosk *k, const Lead *l) {
    const char *about = about_of(k, l->about);
    if (strncmp(l->detail, "seat=", 5) != 0) return about;
    const char *seat = seats_name(k, l->detail + 5);
    return *about ? arena_printf(&k->ui.list->arena, "%s · %s", about, seat) : seat;
}

static Word word_of_lead(const char *kind) {
    static const struct {
        const char *kind;
        Word word;
    } words[] = {{"show", W_STAFF_LEAD_SHOW},         {"callback", W_STAFF_LEAD_CALLBACK},
                 {"prepaid", W_STAFF_ABOUT_PREPAID},  {"renewal", W_STAFF_LEAD_RENEWAL},
                 {"warranty", W_STAFF_LEAD_WARRANTY}, {"booking", W_STAFF_LEAD_BOOKING},
                 {"trade_in", W_STAFF_LEAD_TRADE_IN}, {"recall", W_STAFF_LEAD_RECALL}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].kind, kind) == 0) return words[i].word;
    return W_STAFF_LEADS;
}

static void post_lead(Kiosk *k, const Lead *l, StaffDo what, const char *outcome) {
    Job job = staff_job(k, what);
    job.staff.row_id = l->lead_id;
    snprintf(job.staff.reason, sizeof job.staff.reason, "%s", outcome);
    staff_post(k, &job);
}

/* How it ended: the second tap, and what the report counts. */
static void draw_outcomes(Kiosk *k, Rect at, const Lead *l) {
    static const struct {
        const char *outcome;
        Word word;
    } outcomes[] = {{"won", W_STAFF_LEAD_WON}, {"lost", W_STAFF_LEAD_LOST}, {"later", W_STAFF_LEAD_LATER}};
    enum { N = 3 };
    at.h -= 16;
    ui_card(&k->ui, at);
    Rect in = centered(rect_inset(at, 16, 0), at.w - 32, k->ui.touch_min);
    for (int i = 0; i < N; i++) {
        Button b = {.label = w(k, outcomes[i].word), .look = BUTTON_SUNKEN, .px = 30};
        if (ui_button(&k->ui, ui_id(&k->ui, "lead.%s", outcomes[i].outcome), grid_cell(in, N, 1, i, 20), b))
            post_lead(k, l, STAFF_DO_LEAD_DONE, outcomes[i].outcome);
    }
}

/* To be worked it needs the number in the clear, and whose car it is. */
static bool draw_lead(Kiosk *k, Rect at, const Lead *l) {
    const char *plate = plate_for(k, l->plate), *kind = w(k, word_of_lead(l->kind)), *about = lead_about(k, l);
    const Order *o = board_order(k, l->order_no);
    bool mine = !l->taken || strcmp(l->by, k->staff.who.name) == 0, full = staff_sees_plates(k->staff.who.role);
    StaffRow row = {.id = ui_id(&k->ui, "act.%s", l->lead_id.text),
                    .icon = "phone",
                    .head = *plate ? arena_printf(&k->ui.list->arena, "%s · %s", plate, kind) : kind,
                    .parts = {full ? l->phone : "", staff_ago(k, l->at), l->taken ? wf(k, W_STAFF_TAKEN_BY, l->by) : "",
                              about, full ? l->name : "", o ? show_model(k, o) : ""},
                    .button = mine ? w(k, l->taken ? W_STAFF_DO_DONE : W_STAFF_LEAD_TAKE) : NULL,
                    .armed = l->taken != 0};
    return staff_row(k, at, row);
}

static void draw_leads(Kiosk *k) {
    StaffSession *s = &k->staff;
    Rect actions, body = staff_frame(k, w(k, W_STAFF_LEADS), NULL, &actions), at;
    List list = list_begin(k, body, s->n_leads, w(k, W_STAFF_LEADS_EMPTY));
    const Lead *tapped = NULL;
    for (size_t i = 0; i < s->n_leads; i++) {
        const Lead *l = &s->leads[i];
        if (!list_row(&list, i, &at)) continue;
        if (strcmp(s->armed, l->lead_id.text) == 0)
            draw_outcomes(k, at, l);
        else if (draw_lead(k, at, l))
            tapped = l;
    }
    list_end(&list);
    if (!tapped) return;
    if (!tapped->taken) {
        post_lead(k, tapped, STAFF_DO_LEAD_TAKE, "");
        return;
    }
    snprintf(s->armed, sizeof s->armed, "%s", tapped->lead_id.text);
    k->again = true;
}

const Screen screen_staff_leads = {.id = "staff_leads", .draw = draw_leads, .enter = enter};
