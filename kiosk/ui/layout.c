/* Layout: cutting rectangles. */
#include "layout.h"

Rect cut_top(Rect *r, float h, float gap) {
    Rect piece = {r->x, r->y, r->w, h};
    r->y += h + gap;
    r->h -= h + gap;
    return piece;
}

Rect cut_bottom(Rect *r, float h, float gap) {
    Rect piece = {r->x, r->y + r->h - h, r->w, h};
    r->h -= h + gap;
    return piece;
}

Rect cut_left(Rect *r, float w, float gap) {
    Rect piece = {r->x, r->y, w, r->h};
    r->x += w + gap;
    r->w -= w + gap;
    return piece;
}

Rect cut_right(Rect *r, float w, float gap) {
    Rect piece = {r->x + r->w - w, r->y, w, r->h};
    r->w -= w + gap;
    return piece;
}

Rect grid_cell(Rect r, int cols, int rows, int i, float gap) {
    float w = (r.w - gap * (float)(cols - 1)) / (float)cols, h = (r.h - gap * (float)(rows - 1)) / (float)rows;
    return (Rect){r.x + (w + gap) * (float)(i % cols), r.y + (h + gap) * (float)(i / cols), w, h};
}

Rect centered(Rect r, float w, float h) {
    return (Rect){r.x + (r.w - w) / 2, r.y + (r.h - h) / 2, w, h};
}
