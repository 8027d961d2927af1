/* All checks over the whole matrix: each fault is printed once, with the first variant that shows it. */
#ifndef LOUNGE_TESTS_APP_MATRIX_CHECK_H
#define LOUNGE_TESTS_APP_MATRIX_CHECK_H

#include "fixture.h"

#include "app/matrix.h"
#include "base/clock.h"
#include "screens/check_words.h"
#include "ui/check.h"

typedef struct MatrixCheck {
    void (*change)(Panel *panel, const Variant *variant); /* before a look, may be NULL */
    bool whole;                                           /* nothing at all may be cut with "…" */
    Buf seen; /* faults of this screen, language, way up and size of text so far */
    char group[64];
    size_t looks, faults;
} MatrixCheck;

/* The program's own words and the demo store's data fit whole: nothing ends in "…" that a customer should read on. */
static inline void find_cut(const DrawList *list, Buf *faults) {
    for (size_t i = 0; i < list->n_cmds; i++) {
        const char *text = list->cmds[i].kind == DRAW_TEXT ? list->cmds[i].text : "";
        size_t len = strlen(text), dots = strlen("…");
        if (len < dots || strcmp(text + len - dots, "…") != 0) continue;
        if (strcmp(text, word(LANG_ZH, W_SAVING)) == 0 || strcmp(text, word(LANG_EN, W_SAVING)) == 0) continue;
        buf_printf(faults, "cut: %s\n", text);
    }
}

/* Two faults that differ in figures only are one. */
static inline void without_figures(const char *line, char *out) {
    for (; *line; line++)
        if ((*line < '0' || *line > '9') && *line != '.') *out++ = *line;
    *out++ = '\n';
    *out = '\0';
}

static inline void note_faults(MatrixCheck *c, const Variant *v, char *lines) {
    char *save = NULL;
    for (char *line = strtok_r(lines, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        char key[1024];
        if (strlen(line) + 2 > sizeof key) line[sizeof key - 3] = '\0';
        without_figures(line, key);
        if (strstr(buf_text(&c->seen), key)) continue;
        buf_puts(&c->seen, key);
        printf("%s: %s\n", v->name, line);
        c->faults++;
    }
}

/* Words are the same at every size and in both themes: they are looked at once a group. */
static inline bool matrix_look(void *ctx, Panel *panel, const Variant *v, Err *err) {
    (void)err;
    MatrixCheck *c = ctx;
    char group[64];
    snprintf(group, sizeof group, "%s %d %d %d", v->screen, (int)v->lang, v->large, v->width > v->height);
    bool first = strcmp(group, c->group) != 0;
    if (first) {
        strcpy(c->group, group);
        buf_clear(&c->seen);
    }
    if (c->change) c->change(panel, v);
    Buf faults = {0};
    check_list(&panel->list, panel->text, &faults);
    if (first) check_words(&panel->list, v->lang, &faults);
    if (first && c->whole) find_cut(&panel->list, &faults);
    if (faults.len) note_faults(c, v, faults.text);
    buf_free(&faults);
    c->looks++;
    return true;
}

static inline void matrix_check(MatrixCheck *c, const char *db_path, const MatrixAsk *ask) {
    Err err = {0};
    bool reached = matrix_each(db_path, ask, matrix_look, c, &err);
    buf_free(&c->seen);
    printf("%zu looks, %zu faults\n", c->looks, c->faults);
    fflush(stdout); /* before the runner says what failed */
    if (!reached) fail_msg("%s", err.en);
    assert_int_equal(c->faults, 0);
}

#endif
