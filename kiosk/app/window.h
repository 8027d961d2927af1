/* The window: SDL's software surface (shared memory on X11), fingers and mouse, the loop that sleeps until a touch, a
 * commit, a result or a deadline. */
#ifndef LOUNGE_APP_WINDOW_H
#define LOUNGE_APP_WINDOW_H

#include "options.h"
#include "panel.h"
#include "writer.h"

typedef struct Window Window;

/* Opens the display and the window, before any database: ERR_NOT_FOUND says what to do without a display. */
bool window_open(Window **out, const Options *options, Err *err);
void window_size(const Window *window, int *width_px, int *height_px);
/* One frame: the panel as of this instant, painted and presented where it changed. The first one fits the panel to the
 * window. False when the window has lost its surface. */
bool window_frame(Window *window, Panel *panel, Ms mono, Err *err);
/* Runs until SIGTERM, SIGINT (or, windowed, close and Escape). */
bool window_run(Window *window, Panel *panel, Writer *writer, Err *err);
void window_close(Window *window); /* NULL is fine */

/* For the watcher's and the writer's threads: wake the loop. ctx is the window. */
void window_wake_changed(void *ctx); /* somebody committed */
void window_wake_result(void *ctx);  /* a result waits */

#endif
