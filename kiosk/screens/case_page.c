/* The way to a case by its number and the plate's end, its steps, and five faces once it is closed. */
#include "case_page.h"

#include "base/log.h"
#include "car_links.h"
#include "common.h"
#include "locks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NO_DIGITS = 11, TAIL_SIGNS = 4, STEPS = 5 };

/* --- opening ------------------------------------------------------------------------------------------------------ */

void case_page_read(Kiosk *k) {
    CaseDetail *d = &k->kase;
    Err err = {0};
    arena_reset(&d->arena);
    d->found = false;
    if (!uuid_is_set(&k->visit.kase.id)) return;
    d->found = case_find(k->db, &d->arena, k->visit.kase.id.text, clock_now(), &d->c, &err) &&
               case_events(k->db, &d->arena, &k->visit.kase.id, &d->events, &d->n, &err);
    if (!d->found) log_err(LOG_ERROR, "case", &err);
}

static void begin(Kiosk *k, Uuid id) {
    nav_go(k, SCREEN_CASE);
    k->visit.kase = (CaseVisit){.id = id, .no = {.max_chars = NO_DIGITS}, .tail = {.max_chars = TAIL_SIGNS}};
    case_page_read(k);
}

void case_page_ask(Kiosk *k) {
    begin(k, (Uuid){{0}});
}

void case_page_open(Kiosk *k, const Uuid *id) {
    begin(k, *id);
}

static void open_of_car(Kiosk *k) {
    Uuid id = k->car.case_id;
    case_page_open(k, &id);
}

bool case_link(Kiosk *k, CarLink *out) {
    if (!uuid_is_set(&k->car.case_id)) return false;
    *out = (CarLink){
        .id = "mycar.case", .head = w(k, W_CASE_LINK), .sub = w(k, W_CASE_TITLE), .priority = 40, .open = open_of_car};
    return true;
}

static void look(Kiosk *k, Lock *l) {
    CaseVisit *v = &k->visit.kase;
    Arena arena = {0};
    Case c;
    Err err = {0};
    if (case_look(k->db, &arena, v->no.text, v->tail.text, clock_now(), &c, &err)) {
        *l = (Lock){0};
        v->id = c.case_id;
        case_page_read(k);
    } else if (err.code == ERR_NOT_FOUND) {
        lock_wrong(k, l);
        v->failed = true;
        v->tail.text[0] = '\0';
        v->by_tail = false;
    } else {
        v->err = err;
        if (err.code != ERR_RULE) log_err(LOG_ERROR, "case", &err);
    }
    arena_free(&arena);
    k->again = true;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

/* "26112301" as "261123-01", while it is typed. */
static const char *number_typed(Kiosk *k) {
    const char *no = k->visit.kase.no.text;
    if (strlen(no) <= 6) return no;
    return arena_printf(&k->ui.list->arena, "%.6s-%s", no, no + 6);
}

static void draw_typed(Kiosk *k, Rect r, const char *text) {
    Rect box = {r.x, r.y, fminf(r.w, 640), r.h};
    ui_fill(&k->ui, box, k->ui.theme->surface, RADIUS);
    TextStyle s = style(52, true, k->ui.theme->ink, ALIGN_LEFT);
    Rect in = rect_inset(box, 36, 0);
    float typed_w = *text ? fminf(ui_text_width(&k->ui, text, s), in.w) : 0;
    if (typed_w > 0) ui_text(&k->ui, in, text, s);
    ui_fill(&k->ui, (Rect){in.x + typed_w + 4, in.y + in.h / 2 - 28, 4, 56}, k->ui.theme->accent, 2);
}

static void draw_verdict(Kiosk *k, Rect r, Lock *l, bool locked) {
    TextStyle s = style(28, true, k->ui.theme->accent, ALIGN_LEFT);
    const CaseVisit *v = &k->visit.kase;
    if (v->err.code) {
        ui_paragraph(&k->ui, r, v->err.code == ERR_RULE ? err_text(&v->err, zh(k)) : says_error(k, &v->err), s,
                     scaled(k, 42));
    } else if (locked) {
        int minutes = (int)((l->until - k->mono + MS_MINUTE - 1) / MS_MINUTE);
        ui_paragraph(&k->ui, r, wf(k, W_CASE_LOCKED, minutes), s, scaled(k, 42));
        ui_wake_at(&k->ui, k->mono + (l->until - k->mono - 1) % MS_MINUTE + 1);
    } else if (v->failed) {
        ui_paragraph(&k->ui, r, wf(k, W_CASE_WRONG, setting(k, "visit.unlock_tries") - l->wrong), s, scaled(k, 42));
    }
}

/* True when what was typed is whole, and the way on was tapped. */
static bool draw_next(Kiosk *k, Rect *actions, const char *id, Word label, bool enough) {
    Button b = {.label = w(k, label), .look = BUTTON_ACCENT, .px = 28, .radius = 24, .disabled = !enough};
    float width = fmaxf(ui_button_width(&k->ui, b, 44), k->ui.touch_min);
    return ui_button(&k->ui, id, cut_right(actions, width, 24), b);
}

/* Signs of a plate on a tray, as where a whole plate is typed; a number's digits as where a car is opened. */
static bool draw_keys(Kiosk *k, Rect pad) {
    CaseVisit *v = &k->visit.kase;
    bool portrait = ui_portrait(&k->ui), large = k->ui.large;
    if (!v->by_tail && large && !portrait) return ui_keypad_wide(&k->ui, "key", pad, &v->no);
    if (!v->by_tail) return ui_keypad(&k->ui, "key", pad, &v->no);
    ui_fill(&k->ui, pad, k->ui.theme->sunken, RADIUS);
    return ui_plate_tail_keyboard(&k->ui, "key", rect_inset(pad, portrait ? 12 : 20, large ? 12 : 16), &v->tail);
}

static void draw_asking(Kiosk *k) {
    CaseVisit *v = &k->visit.kase;
    char no[CASE_NO_SIZE] = "";
    bool number = case_no_normal(v->no.text, clock_now(), no), portrait = ui_portrait(&k->ui), large = k->ui.large;
    Lock *l = lock_of(k, no);
    bool locked = lock_is_on(k, l);
    Rect body = screen_header(k, w(k, v->by_tail ? W_CASE_ASK_TAIL : W_CASE_ASK_NO),
                              w(k, v->by_tail ? W_CASE_ASK_TAIL_SUB : W_CASE_ASK_NO_SUB), 0);
    Rect actions, pad, see;
    if (v->by_tail) {
        actions = screen_foot(k, NULL);
        pad = words_panel(k, &body);
        see = body;
    } else {
        actions = screen_actions(k, &body, NULL);
        pad = body;
        see = large ? screen_see(k) : body;
        if (!large) pad = portrait ? cut_bottom(&see, 660, 20) : cut_right(&see, 720, 80);
    }
    draw_typed(k, cut_top(&see, fminf(128, see.h - 8 - scaled(k, 42)), 8), v->by_tail ? v->tail.text : number_typed(k));
    draw_verdict(k, see, l, locked);
    if (draw_keys(k, pad)) {
        v->failed = false;
        v->err = (Err){0};
        k->again = true;
    }
    if (v->by_tail) {
        bool enough = field_count(&v->tail) == TAIL_SIGNS && !locked && !v->err.code;
        if (draw_next(k, &actions, "case.show", W_CASE_SHOW, enough)) look(k, l);
    } else if (draw_next(k, &actions, "case.next", W_WHY_NEXT, number && !locked)) {
        v->by_tail = true;
        v->failed = false;
        k->again = true;
    }
}

/* --- how far it is ------------------------------------------------------------------------------------------------ */

typedef struct Step {
    const char *words, *when;
    bool done, now;
} Step;

/* When it came to that state last, since it was opened or opened again; 0 = not yet. */
static Ms reached(const CaseDetail *d, CaseState state) {
    Ms at = 0;
    for (size_t i = 0; i < d->n; i++) {
        const CaseEvent *e = &d->events[i];
        if (e->act == CASE_REOPEN && state != CASE_NEW) at = 0;
        if (e->state == state && !at) at = e->at;
    }
    return at;
}

/* The state that counts as how many of the five steps. */
static int steps_done(CaseState state) {
    switch (state) {
    case CASE_NEW:
    case CASE_REOPENED: return 1;
    case CASE_ASSIGNED: return 2;
    case CASE_CONTACTED: return 3;
    case CASE_RESOLVED: return 4;
    case CASE_CLOSED: break;
    }
    return STEPS;
}

static const char *next_words(Kiosk *k, const Case *c) {
    Ms day;
    if (case_overdue(c->due, clock_now())) return w(k, W_CASE_LATE);
    if (c->due) ui_wake_at(&k->ui, k->mono + (c->due - clock_now()) + 1);
    if (c->waiting) return w(k, W_CASE_WAITS);
    if (*c->visit_day && day_parse(c->visit_day, &day)) return wf(k, W_CASE_VISIT, show_month_day(k, day));
    if (!c->due) return "";
    return close_up(k, wf(k, W_CASE_BY, show_time(k, c->due)));
}

static void steps_of(Kiosk *k, Step out[STEPS]) {
    static const Word done[STEPS] = {W_CASE_RECEIVED, W_CASE_ASSIGNED, W_CASE_CONTACTED, W_CASE_RESOLVED,
                                     W_CASE_CLOSED},
                      next[STEPS] = {W_CASE_RECEIVED, W_CASE_ASSIGNED_NEXT, W_CASE_CONTACTED_NEXT, W_CASE_RESOLVED_NEXT,
                                     W_CASE_CLOSED_NEXT};
    static const CaseState states[STEPS] = {CASE_NEW, CASE_ASSIGNED, CASE_CONTACTED, CASE_RESOLVED, CASE_CLOSED};
    const CaseDetail *d = &k->kase;
    int n = steps_done(d->c.state);
    for (int i = 0; i < STEPS; i++) {
        Step *s = &out[i];
        *s = (Step){.done = i < n, .now = i == n, .words = w(k, i < n ? done[i] : next[i]), .when = ""};
        if (i == 1 && s->done) s->words = wf(k, W_CASE_ASSIGNED, d->c.responsible);
        Ms at = s->done ? reached(d, states[i]) : 0;
        if (at) s->when = show_time(k, at);
        if (s->now) s->when = next_words(k, &d->c);
    }
}

static void draw_step(Kiosk *k, Rect r, const Step *s) {
    const Theme *t = k->ui.theme;
    float side = fminf(56, r.h - 8);
    Rect dot = centered(cut_left(&r, 56, 28), side, side);
    ui_fill(&k->ui, dot, s->done ? t->go_soft : t->sunken, side / 2);
    if (s->done)
        ui_icon(&k->ui, rect_inset(dot, side / 5, side / 5), "check", t->go);
    else if (s->now)
        ui_fill(&k->ui, rect_inset(dot, side / 3, side / 3), t->accent, side / 6);
    TextStyle words = style(32, s->done || s->now, s->done || s->now ? t->ink : t->ink2, ALIGN_LEFT);
    TextStyle when = style(28, s->now, s->now ? t->accent : t->ink2, ALIGN_RIGHT);
    float width = fminf(*s->when ? ui_text_width(&k->ui, s->when, when) + 2 : 0, r.w / 2);
    if (width > 0) ui_text(&k->ui, cut_right(&r, width, 24), s->when, when);
    ui_text(&k->ui, r, s->words, words);
}

/* --- rating ------------------------------------------------------------------------------------------------------- */

void case_page_rated(Kiosk *k, const JobResult *r) {
    CaseVisit *v = &k->visit.kase;
    if (!k->visit.active || strcmp(v->rate_key.text, r->key.text) != 0) return;
    v->rate = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED;
    v->err = r->err;
    case_page_read(k);
}

static void rate(Kiosk *k, int score) {
    CaseVisit *v = &k->visit.kase;
    v->rate_key = uuid_new();
    v->score = score;
    v->rate = PROGRESS_SAVING;
    Job job = job_new(k, JOB_CASE_RATE, v->rate_key);
    job.case_id = v->id;
    job.score = score;
    k->post(k->post_ctx, &job);
    k->again = true;
}

/* Was it rated since it was closed last? */
static bool is_rated(const CaseDetail *d) {
    bool rated = false;
    for (size_t i = 0; i < d->n; i++) {
        if (d->events[i].act == CASE_CLOSE) rated = false;
        if (d->events[i].act == CASE_RATE) rated = true;
    }
    return rated;
}

static void draw_face(Kiosk *k, Rect r, int score) {
    const char *id = ui_id(&k->ui, "case.face.%d", score);
    Color ground, features;
    face_colors(k->ui.theme, score, &ground, &features);
    bool tapped = ui_target(&k->ui, id, r);
    float side = fminf(r.w, r.h);
    Rect face = ui_sink(&k->ui, id, centered(r, side, side));
    ui_fill(&k->ui, face, ui_sink_color(&k->ui, id, ground, features), face.w / 2);
    ui_mask(&k->ui, face, ui_id(&k->ui, "assets/faces/%d.svg", score), features);
    if (tapped && k->visit.kase.rate != PROGRESS_SAVING) rate(k, score);
}

static void draw_rating(Kiosk *k, Rect r) {
    const CaseVisit *v = &k->visit.kase;
    bool rated = is_rated(&k->kase);
    const char *says = rated ? w(k, W_CASE_RATED) : w(k, W_CASE_RATE);
    if (v->rate == PROGRESS_FAILED) says = v->err.code == ERR_RULE ? err_text(&v->err, zh(k)) : says_error(k, &v->err);
    ui_text(&k->ui, cut_top(&r, scaled(k, 56), 16), says, center(style_head(k)));
    if (rated) return;
    r.h = fminf(r.h, k->ui.large ? 180 : 150);
    for (int i = 0; i < 5; i++) draw_face(k, grid_cell(centered(r, fminf(r.w, 1000), r.h), 5, 1, i, 16), i + 1);
}

/* Large and low the steps stand where is read, and the faces where is touched; without faces there is room for all. */
static void draw_state(Kiosk *k) {
    const Case *c = &k->kase.c;
    Step steps[STEPS];
    Rect body = screen_header(k, w(k, W_CASE_TITLE), c->case_no, 0), see = body;
    screen_foot(k, c->gifts ? w(k, W_CASE_GIFT) : NULL);
    bool closed = c->state == CASE_CLOSED;
    if (k->ui.large) see = closed ? screen_see(k) : screen_whole(k);
    Rect faces = k->ui.large ? body : closed ? cut_bottom(&see, 260, 32) : (Rect){0};
    steps_of(k, steps);
    see.w = faces.w = fminf(see.w, 1200);
    see.h = fminf(see.h, STEPS * 104.0f + 72);
    if (!k->ui.large) {
        ui_card(&k->ui, see);
        see = rect_inset(see, 44, 36);
    }
    for (int i = 0; i < STEPS; i++) draw_step(k, grid_cell(see, 1, STEPS, i, 0), &steps[i]);
    if (closed) draw_rating(k, faces);
}

static void draw(Kiosk *k) {
    if (k->kase.found)
        draw_state(k);
    else
        draw_asking(k);
}

const Screen screen_case = {.id = "case", .draw = draw};
