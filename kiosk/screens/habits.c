/* Two questions about the opened car: how it is driven, and where. Answers are the policy's (axes), kept on the car and
 * shown again at its next visit; nothing has to be answered, and what was said can be taken back. */
#include "habits.h"

#include "common.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { QUESTIONS = 2, ANSWERS_MAX = 8 }; /* of each question the policy's first eight */

typedef struct Question {
    const char *id, *list;
    Word words;
    unsigned *chosen;
} Question;

static Question question(Kiosk *k, int i) {
    return i == 0 ? (Question){"habit", "axes.habits", W_HABITS_HOW, &k->visit.habits}
                  : (Question){"place", "axes.environments", W_HABITS_WHERE, &k->visit.environments};
}

static int answers_of(const Kiosk *k, const char *list) {
    int n = settings_count(k->snap.settings, list);
    return n < ANSWERS_MAX ? n : ANSWERS_MAX;
}

static const char *field_of(const Kiosk *k, const char *list, int i, const char *field) {
    return settings_item(k->snap.settings, list, i + 1, field);
}

/* --- choosing ----------------------------------------------------------------------------------------------------- */

/* Two answers of the same one_of exclude each other, and one that stands alone excludes all others. */
static bool exclude(const Kiosk *k, const char *list, int a, int b) {
    const char *one = field_of(k, list, a, "one_of"), *other = field_of(k, list, b, "one_of");
    return (*one && strcmp(one, other) == 0) || strcmp(field_of(k, list, a, "alone"), "1") == 0 ||
           strcmp(field_of(k, list, b, "alone"), "1") == 0;
}

static void choose(Kiosk *k, const Question *q, int at) {
    unsigned bit = 1u << at;
    *q->chosen ^= bit;
    if (*q->chosen & bit)
        for (int i = 0, n = answers_of(k, q->list); i < n; i++)
            if (i != at && exclude(k, q->list, at, i)) *q->chosen &= ~(1u << i);
    k->visit.use_progress = PROGRESS_NONE;
    k->visit.use_id = uuid_new();
    k->again = true;
}

static unsigned bits_of(const Kiosk *k, const char *list, const char *ids) {
    unsigned bits = 0;
    for (int i = 0, n = answers_of(k, list); i < n; i++) {
        const char *id = field_of(k, list, i, "id");
        size_t len = strlen(id);
        for (const char *p = ids; *p; p += *p == ' ') {
            size_t piece = strcspn(p, " ");
            if (piece == len && memcmp(p, id, len) == 0) bits |= 1u << i;
            p += piece;
        }
    }
    return bits;
}

static void put_ids(const Kiosk *k, const Question *q, char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (int i = 0, n = answers_of(k, q->list); i < n; i++) {
        if (!(*q->chosen >> i & 1)) continue;
        int len = snprintf(out + used, size - used, "%s%s", used ? " " : "", field_of(k, q->list, i, "id"));
        if (len < 0 || used + (size_t)len >= size) return;
        used += (size_t)len;
    }
}

/* Something is chosen, or what was said is taken back. */
static bool has_news(Kiosk *k) {
    for (int i = 0; i < QUESTIONS; i++) {
        Question q = question(k, i);
        const char *said = i == 0 ? k->car.facts.habit : k->car.facts.environment;
        if (*q.chosen != bits_of(k, q.list, said)) return true;
    }
    return false;
}

const char *habits_said(Kiosk *k) {
    const char *line = "";
    for (int i = 0; i < QUESTIONS; i++) {
        Question q = question(k, i);
        unsigned bits = bits_of(k, q.list, i == 0 ? k->car.facts.habit : k->car.facts.environment);
        for (int a = 0, n = answers_of(k, q.list); a < n; a++) {
            if (!(bits >> a & 1)) continue;
            const char *words = pick(k, field_of(k, q.list, a, "zh"), field_of(k, q.list, a, "en"));
            line = *line ? arena_printf(&k->ui.list->arena, "%s · %s", line, words) : words;
        }
    }
    return line;
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

static void save(Kiosk *k) {
    Visit *v = &k->visit;
    Question how = question(k, 0), where = question(k, 1);
    Job job = job_new(k, JOB_CAR_USE, v->use_id);
    put_ids(k, &how, job.habit, sizeof job.habit);
    put_ids(k, &where, job.environment, sizeof job.environment);
    v->use_progress = PROGRESS_SAVING;
    k->post(k->post_ctx, &job);
    k->again = true;
}

void habits_result(Kiosk *k, const JobResult *r) {
    Visit *v = &k->visit;
    v->use_progress = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED;
    v->use_err = r->err;
    if (!r->ok) return;
    kiosk_read_car(k);
    if (k->screen == SCREEN_HABITS) nav_back(k);
}

static void skip(Kiosk *k) {
    k->visit.habits_skipped = true;
    nav_back(k);
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void draw_answers(Kiosk *k, Rect r, const Question *q, int cols, float row_h) {
    int n = answers_of(k, q->list), rows = (n + cols - 1) / cols;
    if (n == 0) return;
    Rect grid = {r.x, r.y, r.w, fminf(r.h, (float)rows * (row_h + 20) - 20)};
    for (int i = 0; i < n; i++) {
        bool on = *q->chosen >> i & 1;
        Button b = {.label = pick(k, field_of(k, q->list, i, "zh"), field_of(k, q->list, i, "en")),
                    .icon = on ? "check" : NULL,
                    .look = on            ? BUTTON_PRIMARY
                            : k->ui.large ? BUTTON_PLAIN
                                          : BUTTON_SUNKEN,
                    .px = 30};
        const char *id = ui_id(&k->ui, "habits.%s.%s", q->id, field_of(k, q->list, i, "id"));
        if (ui_button(&k->ui, id, grid_cell(grid, cols, rows, i, 20), b)) choose(k, q, i);
    }
}

/* Tall enough to be easy, and both cards as high as the longer question needs. */
static int rows_most(Kiosk *k) {
    int most = 0;
    for (int i = 0; i < QUESTIONS; i++) {
        int rows = (answers_of(k, question(k, i).list) + 1) / 2;
        if (rows > most) most = rows;
    }
    return most;
}

static float answer_height(Kiosk *k) {
    int rows = rows_most(k);
    return rows > 3 ? 116 : rows > 2 ? 150 : 200;
}

static float card_height(Kiosk *k) {
    return 40 + 56 + 4 + 38 + 32 + (float)rows_most(k) * (answer_height(k) + 20) - 20 + 44;
}

static void draw_card(Kiosk *k, Rect r, int i) {
    Question q = question(k, i);
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 44, 40);
    ui_text(&k->ui, cut_top(&in, 56, 4), w(k, q.words), style(40, true, k->ui.theme->ink, ALIGN_LEFT));
    ui_text(&k->ui, cut_top(&in, 38, 32), w(k, i == 0 ? W_HABITS_HOW_SUB : W_HABITS_WHERE_SUB), style_label(k));
    draw_answers(k, in, &q, 2, answer_height(k));
}

/* Large and low: one question a page, its words above and its answers within reach. */
static void draw_page(Kiosk *k, Rect body) {
    int i = k->visit.habits_page;
    Question q = question(k, i);
    Rect block = centered(screen_see(k), body.w, scaled(k, 84) + scaled(k, 46) + 16);
    ui_text(&k->ui, cut_top(&block, scaled(k, 84), 16), w(k, q.words), style(56, true, k->ui.theme->ink, ALIGN_CENTER));
    ui_text(&k->ui, block, w(k, i == 0 ? W_HABITS_HOW_SUB : W_HABITS_WHERE_SUB), center(style_label(k)));
    int cols = ui_portrait(&k->ui) ? 2 : 4, n = answers_of(k, q.list), rows = (n + cols - 1) / cols;
    draw_answers(k, centered(body, body.w, fminf(body.h, (float)rows * 180 - 20)), &q, cols, 160);
}

static void draw_failure(Kiosk *k) {
    if (k->visit.use_progress != PROGRESS_FAILED) return;
    Rect bar = {MARGIN, k->ui.height - BAR_H - 84, k->ui.width - 2 * MARGIN, 72};
    ui_fill(&k->ui, bar, k->ui.theme->accent_soft, 24);
    ui_text(&k->ui, rect_inset(bar, 28, 0), says_error(k, &k->visit.use_err),
            style(27, true, k->ui.theme->accent, ALIGN_LEFT));
}

static void draw_foot(Kiosk *k, Rect foot) {
    Visit *v = &k->visit;
    bool saving = v->use_progress == PROGRESS_SAVING, more = k->ui.large && v->habits_page + 1 < QUESTIONS;
    Button b = {.label = w(k, saving ? W_SAVING : W_HABITS_SAVE),
                .look = BUTTON_PRIMARY,
                .px = 28,
                .radius = 24,
                .disabled = saving || !has_news(k)};
    if (more) {
        if (foot_button(k, &foot, "habits.next", W_HABITS_NEXT, BUTTON_PRIMARY)) v->habits_page++, k->again = true;
    } else {
        float width = fmaxf(ui_button_width(&k->ui, b, 32), k->ui.touch_min);
        if (ui_button(&k->ui, "habits.save", cut_right(&foot, width, 24), b)) save(k);
    }
    if (foot_button(k, &foot, "habits.skip", W_SKIP, BUTTON_PLAIN)) {
        skip(k);
        return;
    }
    foot_note(k, foot, w(k, W_HABITS_NOTE));
}

static void draw(Kiosk *k) {
    if (!my_order(k)) { /* handed over or withdrawn meanwhile */
        nav_home(k);
        return;
    }
    Rect body = screen_header(k, w(k, W_HABITS_TITLE), w(k, W_HABITS_SUB), 0);
    Rect foot = screen_actions(k, &body, NULL);
    bool portrait = ui_portrait(&k->ui);
    if (k->ui.large) {
        draw_page(k, body);
    } else {
        float height = card_height(k);
        Rect cards = cut_top(&body, portrait ? 2 * height + 28 : height, 0);
        for (int i = 0; i < QUESTIONS; i++)
            draw_card(k, portrait ? grid_cell(cards, 1, 2, i, 28) : grid_cell(cards, 2, 1, i, 28), i);
    }
    draw_foot(k, foot);
    draw_failure(k);
}

static void enter(Kiosk *k) {
    Visit *v = &k->visit;
    v->habits = bits_of(k, "axes.habits", k->car.facts.habit);
    v->environments = bits_of(k, "axes.environments", k->car.facts.environment);
    v->habits_page = 0;
    v->use_progress = PROGRESS_NONE;
    v->use_id = uuid_new();
}

const Screen screen_habits = {.id = "habits", .draw = draw, .enter = enter};
