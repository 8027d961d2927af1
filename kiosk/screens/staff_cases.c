/* Complaints for staff: the open ones, what is due first comes first; one with what the customer wrote, and the acts
 * that its state allows: taken or given to somebody, spoken to, solved or lost, closed. */
#include "staff_parts.h"
#include "store/cases.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CHOICES_MOST = 9 };

/* --- words -------------------------------------------------------------------------------------------------------- */

static Word word_of_case(CaseState state) {
    switch (state) {
    case CASE_NEW: return W_CASE_RECEIVED;
    case CASE_CONTACTED: return W_CASE_CONTACTED;
    case CASE_RESOLVED: return W_CASE_RESOLVED;
    case CASE_CLOSED: return W_CASE_CLOSED;
    case CASE_REOPENED: return W_CASE_AGAIN;
    case CASE_ASSIGNED: break;
    }
    return W_CASE_ASSIGNED;
}

static const char *state_of(Kiosk *k, const Case *c) {
    Word word = word_of_case(c->state);
    return word == W_CASE_ASSIGNED ? wf(k, word, c->responsible) : w(k, word);
}

static const char *due_of(Kiosk *k, const Case *c) {
    bool late = case_overdue(c->due, clock_now());
    if (c->waiting && !late) return w(k, W_CASE_WAITS);
    if (!c->due) return "";
    Word due = late ? W_STAFF_CASE_OVERDUE : W_STAFF_CASE_DUE;
    return close_up(k, wf(k, due, show_time(k, c->due)));
}

static const char *about_of(Kiosk *k, const Case *c) {
    char copy[200], *rest = copy;
    const char *all = "";
    snprintf(copy, sizeof copy, "%s", c->causes);
    for (char *id; (id = strtok_r(rest, " ", &rest));)
        all = arena_printf(&k->ui.list->arena, "%s%s%s", all, *all ? (zh(k) ? "、" : ", ") : "",
                           cause_name(k->snap.settings, id, zh(k)));
    return all;
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static bool draw_row(Kiosk *k, Rect at, const Case *c) {
    const char *head = *c->plate ? arena_printf(&k->ui.list->arena, "%s · %s", c->case_no, c->plate) : c->case_no;
    StaffRow row = {.id = ui_id(&k->ui, "case.%s", c->case_no),
                    .icon = "heart",
                    .head = head,
                    .parts = {state_of(k, c), due_of(k, c), about_of(k, c), show_model_named(k, c->model),
                              staff_ago(k, c->opened), ""},
                    .button = w(k, W_STAFF_CASE_OPEN),
                    .armed = case_overdue(c->due, clock_now())};
    return staff_row(k, at, row);
}

static void draw_list(Kiosk *k) {
    StaffSession *s = &k->staff;
    Rect actions, body = staff_frame(k, w(k, W_STAFF_CASES), NULL, &actions);
    if (s->n_cases == 0) {
        Rect in = centered(body, body.w - 80, 150 * k->ui.zoom);
        ui_icon(&k->ui, centered(cut_top(&in, 80, 18), 80, 80), "check", k->ui.theme->ink3);
        ui_text(&k->ui, in, w(k, W_STAFF_CASES_EMPTY), center(style_head(k)));
        return;
    }
    float row_h = staff_row_height(k);
    const Case *tapped = NULL;
    ui_scroll_begin(&k->ui, "staff.list", body, (float)s->n_cases * row_h, &s->scroll);
    for (size_t i = 0; i < s->n_cases; i++) {
        Rect at = {body.x, body.y + (float)i * row_h - s->scroll.offset, body.w, row_h};
        if (at.y + at.h > body.y && at.y < body.y + body.h && draw_row(k, at, &s->cases[i])) tapped = &s->cases[i];
    }
    ui_scroll_end(&k->ui);
    if (!tapped) return;
    snprintf(s->case_id, sizeof s->case_id, "%s", tapped->case_id.text);
    nav_go(k, SCREEN_STAFF_CASE);
}

static void enter_list(Kiosk *k) {
    k->staff.scroll = (Scroll){0};
    k->staff.progress = PROGRESS_NONE;
}

const Screen screen_staff_cases = {.id = "staff_cases", .draw = draw_list, .enter = enter_list};

/* --- one ---------------------------------------------------------------------------------------------------------- */

static const Case *open_case(const Kiosk *k) {
    for (size_t i = 0; i < k->staff.n_cases; i++)
        if (strcmp(k->staff.cases[i].case_id.text, k->staff.case_id) == 0) return &k->staff.cases[i];
    return NULL;
}

typedef struct Choice {
    const char *id;
    Word word;
    CaseAct act;
    const char *outcome; /* resolve */
    bool gives;          /* asks to whom first */
} Choice;

/* What the state allows, of what this person may. */
static int choices_of(const Kiosk *k, const Case *c, Choice out[CHOICES_MOST]) {
    static const Choice all[] = {
        {"case.take", W_STAFF_CASE_TAKE, CASE_ASSIGN, NULL, false},
        {"case.give", W_STAFF_CASE_GIVE, CASE_ASSIGN, NULL, true},
        {"case.spoken", W_STAFF_CASE_SPOKEN, CASE_CONTACT, NULL, false},
        {"case.kept", W_STAFF_CASE_KEPT, CASE_RESOLVE, "kept", false},
        {"case.lost", W_STAFF_CASE_LOST, CASE_RESOLVE, "lost", false},
        {"case.close", W_STAFF_CASE_CLOSE, CASE_CLOSE, NULL, false},
        {"case.reopen", W_STAFF_CASE_REOPEN, CASE_REOPEN, NULL, false},
    };
    const Staff *who = &k->staff.who;
    bool own = strcmp(c->responsible, who->name) == 0;
    int n = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        CaseNow next, now = {c->state, c->waiting, *c->visit_day != '\0'};
        if (!case_may(who->role, own, all[i].act) || !case_after(now, all[i].act, &next, NULL)) continue;
        if (own && all[i].act == CASE_ASSIGN && !all[i].gives) continue;
        if (all[i].act == CASE_CONTACT && c->state == CASE_CONTACTED) continue;
        out[n++] = all[i];
    }
    return n;
}

static void post(Kiosk *k, const Case *c, CaseAct act, const char *to, const char *outcome) {
    Job job = staff_job(k, STAFF_DO_CASE);
    job.staff.row_id = c->case_id;
    job.staff.case_act = act;
    snprintf(job.staff.give_to, sizeof job.staff.give_to, "%s", to);
    snprintf(job.staff.reason, sizeof job.staff.reason, "%s", outcome ? outcome : "");
    staff_post(k, &job);
}

static void draw_words(Kiosk *k, Rect in, const Case *c) {
    const Theme *t = k->ui.theme;
    const char *says = staff_says(k);
    bool late = case_overdue(c->due, clock_now());
    const char *due = due_of(k, c);
    ui_text(&k->ui, cut_top(&in, scaled(k, 52), 4), *c->plate ? c->plate : about_of(k, c),
            style(40, true, t->ink, ALIGN_LEFT));
    const char *line = *c->responsible ? state_of(k, c) : w(k, W_STAFF_CASE_NOBODY);
    if (*due) line = arena_printf(&k->ui.list->arena, "%s · %s", line, due);
    ui_text(&k->ui, cut_top(&in, scaled(k, 44), 4), line, style(28, true, late ? t->accent : t->ink, ALIGN_LEFT));
    line = *c->plate ? about_of(k, c) : ""; /* else it heads the page */
    const char *more[] = {show_model_named(k, c->model), c->phone};
    for (size_t i = 0; i < 2; i++)
        if (*more[i]) line = arena_printf(&k->ui.list->arena, "%s%s%s", line, *line ? " · " : "", more[i]);
    ui_text(&k->ui, cut_top(&in, scaled(k, 42), 20), line, style_label(k));
    if (*says) ui_text(&k->ui, cut_bottom(&in, scaled(k, 42), 8), says, style(28, true, t->accent, ALIGN_LEFT));
    const char *words = *c->text ? c->text : w(k, W_STAFF_CASE_NO_WORDS);
    if (in.h >= scaled(k, 46))
        ui_paragraph(&k->ui, in, words, style(30, false, *c->text ? t->ink : t->ink2, ALIGN_LEFT), scaled(k, 46));
}

static void draw_people(Kiosk *k, Rect r, const Case *c) {
    const StaffSession *s = &k->staff;
    int n = 0, i = 0;
    for (size_t p = 0; p < s->n_people; p++) n += s->people[p].role != STAFF_BAR && !s->people[p].off;
    if (n > CHOICES_MOST) n = CHOICES_MOST;
    for (size_t p = 0; p < s->n_people && i < n; p++) {
        const Staff *who = &s->people[p];
        if (who->role == STAFF_BAR || who->off) continue;
        Button b = {.label = who->name, .look = BUTTON_PLAIN, .disabled = staff_busy(k)};
        if (ui_button(&k->ui, ui_id(&k->ui, "give.%s", who->name), staff_choice(k, r, i++, n), b))
            post(k, c, CASE_ASSIGN, who->name, NULL);
    }
}

static void draw_choices(Kiosk *k, Rect r, const Case *c) {
    Choice list[CHOICES_MOST];
    int n = choices_of(k, c, list);
    for (int i = 0; i < n; i++) {
        Button b = {.label = w(k, list[i].word), .look = i ? BUTTON_PLAIN : BUTTON_PRIMARY, .disabled = staff_busy(k)};
        if (!ui_button(&k->ui, list[i].id, staff_choice(k, r, i, n), b)) continue;
        if (list[i].gives)
            k->staff.giving = true, k->again = true;
        else
            post(k, c, list[i].act, k->staff.who.name, list[i].outcome);
    }
}

static void draw_one(Kiosk *k) {
    const Case *c = open_case(k);
    if (!c) { /* closed, or another's meanwhile */
        nav_back(k);
        return;
    }
    bool giving = k->staff.giving;
    Rect actions, words, choices;
    Rect body = staff_frame(k, c->case_no, giving ? w(k, W_STAFF_CASE_GIVE_TO) : w(k, W_STAFF_CASES), &actions);
    staff_halves(k, body, &words, &choices);
    draw_words(k, words, c);
    if (giving)
        draw_people(k, choices, c);
    else
        draw_choices(k, choices, c);
}

static void enter_one(Kiosk *k) {
    k->staff.giving = false;
    k->staff.progress = PROGRESS_NONE;
}

const Screen screen_staff_case = {.id = "staff_case", .draw = draw_one, .enter = enter_one};
