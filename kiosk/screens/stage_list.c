/* One row a stage, laid out in equal rows. */
#include "stage_list.h"

#include "rules/stage_stay.h"

#include <stdio.h>

bool is_hand_over(const Order *o) {
    return o->stage >= STAGE_ADVISOR_CHECK;
}

/* --- the history ----------------------------------------------------------------------------------------------------
 */

typedef struct Stays {
    StageStay stay[STAGES_SHOWN];
    Ms ready; /* 0 = not yet */
} Stays;

static Stays stays_of(Kiosk *k, const Order *o) {
    Stays out = {0};
    StageAt *at = arena_alloc(&k->ui.list->arena, (k->car.n_history + 1) * sizeof *at);
    for (size_t i = 0; i < k->car.n_history; i++) at[i] = (StageAt){k->car.history[i].stage, k->car.history[i].seen};
    stage_stays(at, k->car.n_history, o->arrived, clock_now(), out.stay);
    out.ready = stage_ready_at(at, k->car.n_history);
    return out;
}

/* When a stage was first seen in its latest round; 0 = never. */
static Ms seen_at(const Kiosk *k, Stage stage) {
    Ms at = 0;
    for (size_t i = 0; i < k->car.n_history; i++)
        if (k->car.history[i].stage == stage && (i == 0 || k->car.history[i - 1].stage != stage))
            at = k->car.history[i].seen;
    if (!at && stage == STAGE_CHECK_IN) at = k->car.order.arrived;
    return at;
}

/* Its only entry is the export that found the car ready: when it became so is not known. */
static bool began_unseen(const Kiosk *k) {
    return k->car.n_history > 0 && !k->car.history[0].since && k->car.history[0].stage >= STAGE_READY;
}

/* --- words ----------------------------------------------------------------------------------------------------------
 */

static const char *length_words(Kiosk *k, Ms length) {
    int minutes = (int)((length + MS_MINUTE / 2) / MS_MINUTE);
    if (minutes < 60) return wf(k, W_PLAN_MINUTES, minutes);
    int hours = minutes / 60, days = hours / 24;
    if (days == 0) return minutes % 60 ? wf(k, W_PLAN_HOURS, hours, minutes % 60) : wf(k, W_PLAN_FULL_HOURS, hours);
    return hours % 24 ? wf(k, W_PLAN_DAYS, days, hours % 24) : wf(k, W_PLAN_FULL_DAYS, days);
}

const char *plan_line(Kiosk *k, const Order *o, bool *late) {
    Stays stays = stays_of(k, o);
    *late = false;
    if (!o->promised || !stays.ready || began_unseen(k)) return "";
    int off = stage_deviation(o->promised, stays.ready);
    const char *by =
        off == 0 ? w(k, W_PLAN_ON_TIME)
                 : wf(k, off < 0 ? W_PLAN_EARLY : W_PLAN_LATE, length_words(k, (off < 0 ? -off : off) * MS_MINUTE));
    *late = off > 0;
    return wf(k, W_PLAN_LINE, show_time(k, o->promised), show_time(k, stays.ready), by);
}

const char *stage_line(Kiosk *k, const Order *o, Stage stage) {
    char line[256];
    int n = snprintf(line, sizeof line, "%s", w(k, word_of_stage(stage, false)));
    if (stage != o->stage || stage != STAGE_IN_WORK) return w(k, word_of_stage(stage, false));
    if (o->hold != HOLD_NONE)
        n += snprintf(line + n, sizeof line - (size_t)n, " · %s",
                      w(k, o->hold == HOLD_PARTS ? W_HOLD_PARTS : W_HOLD_APPROVAL));
    if (*o->bay) n += snprintf(line + n, sizeof line - (size_t)n, " · %s", show_bay(k, o->bay));
    if (*o->technician && o->hold == HOLD_NONE) /* while it waits nobody works on it */
        snprintf(line + n, sizeof line - (size_t)n, " · %s", wf(k, W_MYCAR_TECHNICIAN, o->technician));
    return arena_strdup(&k->ui.list->arena, line);
}

/* --- the three levels -----------------------------------------------------------------------------------------------
 */

/* Each a mark and, but for want of room, a word, from the left; where the store's system does not tell levels apart
 * that is said. */
static void draw_ticks(Kiosk *k, Rect r, const Order *o, bool words) {
    const Theme *t = k->ui.theme;
    Inspection in = inspection_ticks(k->car.inspection, o->stage);
    TextStyle s = style(27, false, t->ink2, ALIGN_LEFT);
    float side = scaled(k, 28);
    if (!in.known) {
        if (o->stage > STAGE_INSPECTION) ui_text(&k->ui, r, w(k, W_LEVELS_UNKNOWN), s);
        return;
    }
    for (int i = 0; i < INSPECTION_LEVELS; i++) {
        const char *name = w(k, (Word)(W_LEVEL_1 + i));
        Rect mark = cut_left(&r, side, 8);
        mark = centered(mark, side, side);
        if (in.tick[i] == TICK_DONE)
            ui_icon(&k->ui, mark, "check", t->go);
        else
            ui_fill(&k->ui, rect_inset(mark, 5, 5), in.tick[i] == TICK_NOW ? t->ink : t->line, side / 2);
        if (!words) continue;
        s.color = in.tick[i] == TICK_OPEN ? t->ink3 : t->ink2;
        ui_text(&k->ui, cut_left(&r, ui_text_width(&k->ui, name, s) + 2, 24), name, s);
    }
}

/* --- rows -----------------------------------------------------------------------------------------------------------
 */

static TextStyle time_style(const Kiosk *k) {
    return style(28, false, k->ui.theme->ink2, ALIGN_RIGHT);
}

/* The column of times, as wide as its longest: lengths beside it stand one under the other. */
static float times_width(Kiosk *k, const Order *o) {
    float widest = scaled(k, 96);
    for (int stage = STAGE_CHECK_IN; stage <= (int)o->stage && stage <= STAGES_SHOWN; stage++) {
        Ms seen = seen_at(k, (Stage)stage);
        float width = seen ? ui_text_width(&k->ui, show_time(k, seen), time_style(k)) + 2 : 0;
        if (width > widest) widest = width;
    }
    return widest;
}

static void draw_right(Kiosk *k, Rect *line, const StageStay *stay, Ms seen, bool compare, float times) {
    TextStyle s = time_style(k);
    if (seen)
        ui_text(&k->ui, cut_right(line, times, 24), show_time(k, seen), s);
    else if (compare)
        ui_text(&k->ui, cut_right(line, times, 24), w(k, W_PLAN_NOT_SEEN), s);
    if (!compare) return;
    Rect length = cut_right(line, scaled(k, zh(k) ? 210 : 150), 16);
    if (stay->rounds && stay->length >= MS_MINUTE) ui_text(&k->ui, length, length_words(k, stay->length), s);
}

static void draw_row(Kiosk *k, Rect r, const Order *o, Stage stage, const StageStay *stay, float times) {
    const Theme *t = k->ui.theme;
    bool done = stage < o->stage || o->stage >= STAGE_READY, now = stage == o->stage && o->stage < STAGE_READY;
    Color dot = done ? t->go : now ? (o->hold == HOLD_NONE ? t->ink : t->wait) : t->sunken;
    float side = scaled(k, 36);
    Rect at = {r.x, r.y + (r.h - side) / 2, side, side};
    ui_fill(&k->ui, at, dot, side / 2);
    if (done) ui_icon(&k->ui, rect_inset(at, 6, 6), "check", t->surface);
    Rect line = {r.x + side + 28, r.y, r.w - side - 28, r.h};
    bool compare = is_hand_over(o) && stage < STAGE_READY && (done || now);
    bool narrow = k->ui.large || ui_portrait(&k->ui);
    if (narrow && stage == STAGE_INSPECTION && !inspection_ticks(k->car.inspection, o->stage).known)
        compare = false; /* the words for that take the room */
    draw_right(k, &line, stay, done || now ? seen_at(k, stage) : 0, compare, times);
    TextStyle s = style(34, now, done || now ? t->ink : t->ink3, ALIGN_LEFT);
    const char *words = stage_line(k, o, stage);
    if (stage == STAGE_INSPECTION && o->stage >= STAGE_INSPECTION) {
        ui_text(&k->ui, cut_left(&line, ui_text_width(&k->ui, words, s) + 2, 28), words, s);
        draw_ticks(k, line, o, !narrow || !compare);
        return;
    }
    ui_text(&k->ui, line, words, s);
}

void stage_list_draw(Kiosk *k, Rect r, const Order *o) {
    Stays stays = stays_of(k, o);
    float times = times_width(k, o);
    for (int i = 0; i < STAGES_SHOWN; i++)
        draw_row(k, grid_cell(r, 1, STAGES_SHOWN, i, 0), o, (Stage)(i + 1), &stays.stay[i], times);
}
