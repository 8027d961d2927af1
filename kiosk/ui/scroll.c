/* Scrolling: content follows the finger, glides on after a flick with a speed that dies away exponentially, and comes
 * to rest on a multiple of the snap. It never leaves its ends. */
#include "ui.h"

#include <math.h>
#include <string.h>

#define FRICTION   5.0f /* a second: a glide of v units a second goes v / FRICTION further */
#define STILL      0.5f /* units left to glide that nobody sees */
#define FRAME_MS   16
#define GLIDE_STEP 100 /* ms at most in one step, after a pause */

/* Where there is more, what is cut fades out over a finger's breadth. */
#define FADE_STRIPE 4.0f
#define FADE_LEAST  8.0f /* units out of sight that are worth telling */
enum { FADE_STRIPES = 14 };

static float clampf(float v, float low, float high) {
    return v < low ? low : v > high ? high : v;
}

/* Where the content may rest nearest to `offset`: a multiple of the snap, or the end. */
static float rest_near(const Scroll *scroll, float offset, float most) {
    if (scroll->snap <= 0) return clampf(offset, 0, most);
    float rest = roundf(offset / scroll->snap) * scroll->snap;
    if (rest > most || most - offset < fabsf(rest - offset)) rest = most;
    return clampf(rest, 0, most);
}

/* The finger left: with a snap the speed is made such that the glide ends exactly on a resting place. */
static void let_go(Scroll *scroll, float fling, float most) {
    scroll->velocity = -fling;
    if (scroll->snap <= 0) return;
    float rest = rest_near(scroll, clampf(scroll->offset - fling / FRICTION, 0, most), most);
    scroll->velocity = (rest - scroll->offset) * FRICTION;
}

static void glide(Scroll *scroll, Ms now, float most) {
    Ms dt = now - scroll->last;
    float seconds = (float)(dt < 0 ? 0 : dt > GLIDE_STEP ? GLIDE_STEP : dt) / 1000.0f;
    float kept = expf(-FRICTION * seconds);
    scroll->offset += scroll->velocity * (1 - kept) / FRICTION;
    scroll->velocity *= kept;
    bool at_end = scroll->offset <= 0 || scroll->offset >= most;
    if (!at_end && fabsf(scroll->velocity) / FRICTION > STILL) return;
    if (!at_end) scroll->offset = scroll->snap > 0 ? rest_near(scroll, scroll->offset, most) : scroll->offset;
    scroll->velocity = 0;
    scroll->moving = false;
}

/* A finger put on gliding content stops it, and is no tap on what happened to be there. */
static bool caught(const Scroll *scroll, const Touch *touch, Rect r) {
    return scroll->velocity != 0 && touch->down && !touch->scroll[0] && rect_contains(r, touch->x0, touch->y0);
}

/* It rests at whole rows and holds a whole number of them: nothing is cut. */
static bool holds_whole(Rect r, float row) {
    return row > 0 && fabsf(r.h - roundf(r.h / row) * row) < FADE_LEAST;
}

void ui_scroll_begin(Ui *ui, const char *id, Rect r, float content, Scroll *scroll) {
    Touch *touch = ui->touch;
    float most = content > r.h ? content - r.h : 0;
    bool dragged = strcmp(touch->scroll, id) == 0;
    if (caught(scroll, touch, r)) {
        scroll->velocity = 0;
        touch->press[0] = '\0';
        touch->inside = false;
    }
    if (dragged) {
        scroll->offset -= touch->drag_dy;
        scroll->moving = true;
        scroll->velocity = 0;
        if (!touch->down) let_go(scroll, touch->fling, most);
    } else if (scroll->moving && !touch->down && scroll->velocity == 0) {
        let_go(scroll, 0, most); /* the finger that caught it left, or the drag was cancelled */
    } else if (scroll->velocity != 0) {
        glide(scroll, ui->mono, most);
    }
    scroll->offset = clampf(scroll->offset, 0, most);
    if (scroll->moving && scroll->velocity == 0 && !touch->down) scroll->moving = false;
    if (scroll->velocity != 0) ui_wake_at(ui, ui->mono + FRAME_MS);
    scroll->last = ui->mono;
    ui->scroll_area = r;
    ui->scroll_ground = draw_ground_at(ui->list, ui->list->n_cmds, r.x + r.w / 2, r.y + r.h / 2);
    bool cuts = !scroll->told && !holds_whole(r, scroll->snap);
    ui->more_above = cuts && scroll->offset > FADE_LEAST;
    ui->more_below = cuts && most - scroll->offset > FADE_LEAST;
    draw_add_scroll(ui->list, id, r);
    ui_clip_push(ui, r);
}

/* Stripes from clear to the ground, the last at the area's edge. */
static void fade_out(Ui *ui, bool below) {
    Rect area = ui->scroll_area;
    for (int i = 0; i < FADE_STRIPES; i++) {
        float from_edge = FADE_STRIPE * (float)(FADE_STRIPES - i);
        Rect stripe = {area.x, below ? area.y + area.h - from_edge : area.y + from_edge - FADE_STRIPE, area.w,
                       FADE_STRIPE};
        uint32_t seen = 255u * (uint32_t)(i + 1) / (FADE_STRIPES + 1);
        ui_fill(ui, stripe, (ui->scroll_ground & 0xFFFFFF) | seen << 24, 0);
    }
}

void ui_scroll_end(Ui *ui) {
    if (ui->more_above) fade_out(ui, false);
    if (ui->more_below) fade_out(ui, true);
    ui_clip_pop(ui);
}
