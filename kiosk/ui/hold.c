/* Holding a finger down: a target for those who know of it, and the ring that shows how far they are. */
#include "ui.h"

#include <math.h>

enum { TAP_MOST_MS = 400, RING_POINTS = 160 };

bool ui_hold(Ui *ui, const char *id, Rect r, Rect hit, Ms length, float *share) {
    Touch *touch = ui->touch;
    draw_add_target(ui->list, id, r, hit)->held = true;
    *share = 0;
    if (!ui_is_pressed(ui, id) || touch->repeat_at) return false;
    Ms held = ui->mono - touch->down_at;
    if (held >= length) {
        touch->repeat_at = ui->mono;
        ui_wake_at(ui, ui->mono);
        *share = 1;
        return true;
    }
    ui_wake_at(ui, held < TAP_MOST_MS ? touch->down_at + TAP_MOST_MS : ui->mono + MOTION_FRAME_MS);
    if (held > TAP_MOST_MS) *share = (float)(held - TAP_MOST_MS) / (float)(length - TAP_MOST_MS);
    return false;
}

/* The point `at` units along the line; the line is 2 (w + h) − 8 r + 2 π r long. */
static Point ring_point(Rect r, float radius, float at) {
    float flat_x = r.w - 2 * radius, flat_y = r.h - 2 * radius, arc = (float)M_PI_2 * radius;
    struct {
        float length, x, y, dx, dy, from; /* a straight piece, or from = the angle where an arc begins */
    } pieces[] = {
        {flat_x / 2, r.x + r.w / 2, r.y, 1, 0, 0},
        {arc, r.x + r.w - radius, r.y + radius, 0, 0, (float)-M_PI_2},
        {flat_y, r.x + r.w, r.y + radius, 0, 1, 0},
        {arc, r.x + r.w - radius, r.y + r.h - radius, 0, 0, 0},
        {flat_x, r.x + r.w - radius, r.y + r.h, -1, 0, 0},
        {arc, r.x + radius, r.y + r.h - radius, 0, 0, (float)M_PI_2},
        {flat_y, r.x, r.y + r.h - radius, 0, -1, 0},
        {arc, r.x + radius, r.y + radius, 0, 0, (float)M_PI},
        {flat_x / 2, r.x + radius, r.y, 1, 0, 0},
    };
    size_t i = 0, last = sizeof pieces / sizeof *pieces - 1;
    while (i < last && at > pieces[i].length) at -= pieces[i++].length;
    bool straight = pieces[i].dx != 0 || pieces[i].dy != 0;
    if (straight) return (Point){pieces[i].x + at * pieces[i].dx, pieces[i].y + at * pieces[i].dy};
    float angle = pieces[i].from + at / radius;
    return (Point){pieces[i].x + radius * cosf(angle), pieces[i].y + radius * sinf(angle)};
}

void ui_ring(Ui *ui, Rect r, float share, float width, Color color) {
    Point points[RING_POINTS];
    float radius = fminf(r.w, r.h) / 2 * 0.98f;
    float length = 2 * (r.w + r.h) - 8 * radius + 2 * (float)M_PI * radius;
    size_t n = (size_t)(share * (RING_POINTS - 1)) + 1;
    if (share <= 0) return;
    for (size_t i = 0; i < n; i++)
        points[i] = ring_point(r, radius, length * fminf(share, (float)i / (RING_POINTS - 1)));
    ui_ink(ui, points, n, width, color);
}
