/* Own words on a page of their own: praise after a good face, and the second half of "what went wrong" where reasons
 * and keyboard do not fit one screen. */
#include "answers.h"
#include "common.h"

/* Came from the reasons: here is where they are sent. */
static bool is_why(const Kiosk *k) {
    const Visit *v = &k->visit;
    return v->depth > 0 && v->back[v->depth - 1] == SCREEN_WHY;
}

static void draw_foot(Kiosk *k, Rect foot) {
    if (!is_why(k)) {
        if (!foot_button(k, &foot, "words.done", W_DONE, BUTTON_PRIMARY)) return;
        words_finish(k);
        nav_back(k);
        return;
    }
    if (answers_submit(k, &foot, "why.submit")) {
        words_finish(k);
        k->visit.nothing_said = !answers_said_something(k);
        if (!k->visit.nothing_said) answers_send(k);
        k->again = true;
    }
    if (foot_button(k, &foot, "why.skip", W_SKIP, BUTTON_PLAIN)) why_skip(k);
}

static void draw(Kiosk *k) {
    bool why = is_why(k);
    Rect body = screen_header(k, w(k, W_WORDS_TITLE), why ? NULL : w(k, W_WORDS_NOTE), why ? ANSWERS_HEAD_W : 0);
    Rect foot = screen_foot(k, NULL);
    if (why) answers_head(k, "2 / 3", &foot);
    Rect panel = words_panel(k, &body);
    answers_field(k, body, &k->visit.words, k->visit.nothing_said ? W_WHY_NEEDED : W_WHY_PLACEHOLDER);
    if (words_keyboard(k, panel)) k->visit.nothing_said = false;
    draw_foot(k, foot);
}

static void enter(Kiosk *k) {
    k->visit.answers_progress = PROGRESS_NONE;
    k->visit.nothing_said = false;
}

const Screen screen_words = {.id = "words", .draw = draw, .enter = enter};
