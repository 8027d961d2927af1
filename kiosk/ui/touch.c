/* Touch: a small state machine fed one event at a time. All that leads to a tap or a drag is in struct Touch, so a
 * recording of events replays to the same taps. */
#include "touch.h"

#include <math.h>
#include <string.h>

enum {
    PALM_FINGERS = 3,
    STALE_MS = 10000, /* a finger not heard of for this long was lifted unseen; it may not block the panel */
    REST_MS = 80,     /* a finger that rested this long before it left throws nothing */
};

static void put_id(char *to, const char *id) {
    size_t len = strlen(id);
    if (len >= TOUCH_ID_MAX) len = TOUCH_ID_MAX - 1;
    memcpy(to, id, len);
    to[len] = '\0';
}

/* --- which fingers are down -------------------------------------------------------------------------------- */

static size_t finger_index(const Touch *touch, int64_t finger) {
    size_t i = 0;
    while (i < touch->n_fingers && touch->fingers[i] != finger) i++;
    return i;
}

static void finger_remove(Touch *touch, size_t i) {
    if (i >= touch->n_fingers) return;
    touch->n_fingers--;
    touch->fingers[i] = touch->fingers[touch->n_fingers];
    touch->finger_at[i] = touch->finger_at[touch->n_fingers];
}

static void finger_seen(Touch *touch, int64_t finger, Ms at) {
    size_t i = finger_index(touch, finger);
    if (i == touch->n_fingers) {
        if (i == TOUCH_FINGERS_MAX) return; /* a palm long since */
        touch->fingers[touch->n_fingers++] = finger;
    }
    touch->finger_at[i] = at;
}

static void forget_stale(Touch *touch, Ms at) {
    for (size_t i = touch->n_fingers; i-- > 0;) {
        if (at - touch->finger_at[i] <= STALE_MS) continue;
        if (touch->down && touch->fingers[i] == touch->finger) touch_cancel(touch);
        finger_remove(touch, i);
    }
}

/* --- a way that is wanted whole ---------------------------------------------------------------------------- */

static void trace(Touch *touch, TraceMark mark, float x, float y) {
    if (!touch->tracing) return;
    bool full = touch->n_trace == TRACE_MAX;
    if (full && mark == TRACE_MOVE && touch->trace[TRACE_MAX - 1].mark != TRACE_MOVE) return;
    size_t at = full ? TRACE_MAX - 1 : touch->n_trace++;
    touch->trace[at] = (TracePoint){mark, x, y};
}

/* --- the counting finger ----------------------------------------------------------------------------------- */

static void press(Touch *touch, const DrawList *list, FingerEvent e) {
    const Target *target = draw_target_at(list, e.x, e.y);
    touch->down = true;
    touch->finger = e.finger;
    touch->x0 = touch->x = e.x;
    touch->y0 = touch->y = e.y;
    touch->drag_dx = touch->drag_dy = touch->fling = touch->velocity = 0;
    touch->scroll[0] = '\0';
    touch->down_at = touch->last_move_at = e.at;
    touch->repeat_at = 0;
    touch->inside = target != NULL;
    put_id(touch->press, target ? target->id : "");
    touch->tracing = target && target->traced;
    trace(touch, TRACE_DOWN, e.x, e.y);
}

static const ScrollArea *scroll_at(const DrawList *list, float x, float y) {
    for (size_t i = list->n_scrolls; i-- > 0;) {
        if (rect_contains(list->scrolls[i].rect, x, y)) return &list->scrolls[i];
    }
    return NULL;
}

/* Begins a drag once the finger has left the place where it came down. Where nothing scrolls there is no drag. */
static bool drag_begins(Touch *touch, const DrawList *list, FingerEvent e) {
    if (hypotf(e.x - touch->x0, e.y - touch->y0) <= DRAG_START) return false;
    const ScrollArea *area = scroll_at(list, touch->x0, touch->y0);
    if (!area) return false;
    put_id(touch->scroll, area->id);
    touch->press[0] = '\0';
    touch->inside = false;
    touch->drag_dx = touch->drag_dy = 0; /* from here on, so that nothing jumps */
    return true;
}

/* Speed as a running mean: one event's distance over time jitters by half. A finger lifted where it last was says
 * nothing new about its speed. */
static void measure(Touch *touch, FingerEvent e) {
    if (e.kind == FINGER_UP && e.x == touch->x && e.y == touch->y) return;
    Ms dt = e.at - touch->last_move_at;
    if (dt > REST_MS) touch->velocity = 0;
    if (dt > 0) {
        float now = (e.y - touch->y) * 1000.0f / (float)dt;
        touch->velocity += 0.6f * (now - touch->velocity);
        touch->last_move_at = e.at;
    }
}

static bool target_has(const DrawList *list, const char *id, float x, float y) {
    const Target *target = draw_target_at(list, x, y);
    return target && strncmp(target->id, id, TOUCH_ID_MAX - 1) == 0;
}

static bool move(Touch *touch, const DrawList *list, FingerEvent e) {
    measure(touch, e);
    float dx = e.x - touch->x, dy = e.y - touch->y;
    touch->x = e.x;
    touch->y = e.y;
    if (touch->scroll[0]) {
        touch->drag_dx += dx;
        touch->drag_dy += dy;
        return true;
    }
    trace(touch, TRACE_MOVE, e.x, e.y);
    if (!touch->tracing && drag_begins(touch, list, e)) return true;
    bool was_inside = touch->inside;
    touch->inside = touch->press[0] && target_has(list, touch->press, e.x, e.y);
    return touch->inside != was_inside || touch->tracing;
}

/* Whether the tap that just ended on the pressed target counts: not the second of a double tap, except on keys. */
static bool tap_counts(const Touch *touch, const DrawList *list, Ms at) {
    const Target *target = draw_target_at(list, touch->x, touch->y);
    if (target && target->quick) return true;
    return strcmp(touch->press, touch->last_tap) != 0 || at - touch->last_tap_at >= REPEAT_MS;
}

static void release(Touch *touch, const DrawList *list, FingerEvent e) {
    move(touch, list, e);
    if (touch->scroll[0]) {
        touch->fling = e.at - touch->last_move_at > REST_MS ? 0 : touch->velocity;
    } else if (touch->inside && touch->repeat_at == 0 && tap_counts(touch, list, e.at)) {
        put_id(touch->tapped, touch->press);
        touch->tap_x = e.x;
        touch->tap_y = e.y;
        put_id(touch->last_tap, touch->press);
        touch->last_tap_at = e.at;
    }
    trace(touch, TRACE_UP, e.x, e.y);
    touch->down = touch->inside = touch->tracing = false;
    touch->press[0] = '\0';
}

/* --- a child's play ---------------------------------------------------------------------------------------- */

/* Whether this is one more than `most` within CHILD_MS. */
static bool too_many(Taps *taps, size_t most, Ms at) {
    bool many = taps->n >= most && at - taps->at[(taps->n - most) % CHILD_KEYS] <= CHILD_MS;
    taps->at[taps->n++ % CHILD_KEYS] = at;
    return many;
}

static bool pause(Touch *touch, Ms at) {
    bool begins = !touch_paused(touch, at);
    if (begins) touch->paused_until = at + PAUSE_MS;
    touch_cancel(touch);
    return begins;
}

/* True when this finger coming down makes it a child's play. */
static bool is_play(Touch *touch, const DrawList *list, FingerEvent e) {
    const Target *target = draw_target_at(list, e.x, e.y);
    bool key = target && (target->quick || target->traced); /* a stroke of a character is as quick as a key */
    return key ? too_many(&touch->keys, CHILD_KEYS, e.at) : too_many(&touch->taps, CHILD_TAPS, e.at);
}

bool touch_paused(const Touch *touch, Ms at) {
    return at < touch->paused_until;
}

bool touch_refused(Touch *touch, const DrawList *list, FingerEvent event) {
    return is_play(touch, list, event) && pause(touch, event.at);
}

/* --- the interface ----------------------------------------------------------------------------------------- */

static bool finger_down(Touch *touch, const DrawList *list, FingerEvent e) {
    forget_stale(touch, e.at);
    finger_seen(touch, e.finger, e.at);
    bool play = is_play(touch, list, e);
    if (play || touch->n_fingers >= PALM_FINGERS) return pause(touch, e.at);
    if (touch->n_fingers > 1 || touch_paused(touch, e.at)) return false;
    press(touch, list, e);
    return true;
}

static bool finger_gone(Touch *touch, const DrawList *list, FingerEvent e) {
    finger_remove(touch, finger_index(touch, e.finger));
    if (!touch->down || touch->finger != e.finger) return false;
    if (e.kind == FINGER_UP) {
        release(touch, list, e);
    } else {
        touch_cancel(touch);
    }
    return true;
}

bool touch_event(Touch *touch, const DrawList *list, FingerEvent event) {
    switch (event.kind) {
    case FINGER_DOWN: return finger_down(touch, list, event);
    case FINGER_UP:
    case FINGER_CANCEL: return finger_gone(touch, list, event);
    case FINGER_MOVE: break;
    }
    size_t i = finger_index(touch, event.finger);
    if (i == touch->n_fingers) return false; /* a mouse moving with no button down */
    touch->finger_at[i] = event.at;
    return touch->down && touch->finger == event.finger && move(touch, list, event);
}

void touch_frame_done(Touch *touch) {
    touch->tapped[0] = '\0';
    touch->drag_dx = touch->drag_dy = touch->fling = 0;
    touch->n_trace = 0;
    if (!touch->down) touch->scroll[0] = '\0';
}

void touch_cancel(Touch *touch) {
    touch->down = touch->inside = touch->tracing = false;
    touch->n_trace = 0;
    touch->press[0] = touch->tapped[0] = touch->scroll[0] = '\0';
    touch->drag_dx = touch->drag_dy = touch->fling = touch->velocity = 0;
}
