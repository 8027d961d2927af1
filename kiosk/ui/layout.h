/* Layout: cutting rectangles. Each cut takes a piece off *r, and `gap` beyond it. */
#ifndef LOUNGE_UI_LAYOUT_H
#define LOUNGE_UI_LAYOUT_H

#include "draw.h"

Rect cut_top(Rect *r, float h, float gap);
Rect cut_bottom(Rect *r, float h, float gap);
Rect cut_left(Rect *r, float w, float gap);
Rect cut_right(Rect *r, float w, float gap);
/* Cell i (row by row) of a grid of cols × rows in r. */
Rect grid_cell(Rect r, int cols, int rows, int i, float gap);
/* A rectangle of w × h in the middle of r. */
Rect centered(Rect r, float w, float h);

#endif
