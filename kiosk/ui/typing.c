/* The engines' lives: asked for, opened a frame later, closed in the first frame without them. */
#include "typing.h"

#include "base/log.h"

#include <malloc.h>

void typing_begin(Typing *typing) {
    typing->pinyin_state.wanted = typing->hand_state.wanted = false;
}

/* What the engine had on the heap goes back to the system at once: half of it would stay for nobody. */
static void close_pinyin(Typing *typing) {
    if (typing->pinyin) {
        pinyin_close(typing->pinyin);
        malloc_trim(0);
    }
    typing->pinyin = NULL;
    typing->pinyin_state.since = 0;
}

static void close_hand(Typing *typing) {
    handwriting_close(typing->hand);
    typing->hand = NULL;
    typing->hand_state.since = 0;
}

void typing_end(Typing *typing) {
    if (!typing->pinyin_state.wanted) close_pinyin(typing);
    if (!typing->hand_state.wanted) close_hand(typing);
}

void typing_close(Typing *typing) {
    close_pinyin(typing);
    close_hand(typing);
}

/* Whether it is time to open it. */
static bool is_due(Engine *engine, Ui *ui, bool open) {
    engine->wanted = true;
    if (open || engine->missing) return false;
    if (!engine->since) engine->since = ui->mono;
    if (ui->mono > engine->since) return true;
    ui_wake_at(ui, ui->mono + 1);
    return false;
}

static void note_missing(Engine *engine, const Err *err) {
    engine->missing = true;
    log_err(LOG_WARN, "keyboard", err);
}

Pinyin *typing_pinyin(Typing *typing, Ui *ui) {
    if (is_due(&typing->pinyin_state, ui, typing->pinyin != NULL)) {
        Err err = {0};
        typing->pinyin = pinyin_open(&err);
        if (!typing->pinyin) note_missing(&typing->pinyin_state, &err);
    }
    return typing->pinyin;
}

Handwriting *typing_hand(Typing *typing, Ui *ui) {
    if (is_due(&typing->hand_state, ui, typing->hand != NULL)) {
        Err err = {0};
        typing->hand = handwriting_open(&err);
        if (!typing->hand) note_missing(&typing->hand_state, &err);
    }
    return typing->hand;
}
