// Xlib with MIT-SHM, DAMAGE and XTEST. Damage is asked for as raw rectangles: one event for each drawing operation,
// sent after it was done, and none is held back until an earlier one has been answered.

#include "screen.h"

#include "figures.h"

#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

enum { COLOUR = 0xFFFFFF }; // the fourth byte of a pixel means nothing at depth 24

static bool complain(const char *what) {
    fprintf(stderr, "xbench: %s\n", what);
    return false;
}

static bool has_extensions(struct screen *screen) {
    int error, major, minor, event;
    if (!XShmQueryExtension(screen->display)) return complain("the display has no MIT-SHM extension");
    if (!XTestQueryExtension(screen->display, &event, &error, &major, &minor)) {
        return complain("the display has no XTEST extension");
    }
    if (!XDamageQueryExtension(screen->display, &screen->damage_event, &error)) {
        return complain("the display has no DAMAGE extension");
    }
    return true;
}

bool screen_open(struct screen *screen) {
    *screen = (struct screen){.display = XOpenDisplay(NULL)};
    if (!screen->display) return complain("cannot open the display; is DISPLAY set and Xvfb running?");
    int number = DefaultScreen(screen->display);
    screen->root = RootWindow(screen->display, number);
    screen->bounds = (struct rect){0, 0, DisplayWidth(screen->display, number), DisplayHeight(screen->display, number)};
    if (!has_extensions(screen)) return false;
    if (DefaultDepth(screen->display, number) != 24) return complain("the display must have depth 24");
    screen->damage = XDamageCreate(screen->display, screen->root, XDamageReportRawRectangles);
    XSync(screen->display, False);
    return true;
}

void screen_close(struct screen *screen) {
    XDamageDestroy(screen->display, screen->damage);
    XCloseDisplay(screen->display);
}

static bool next_event(struct screen *screen, double until, XEvent *event) {
    while (!XPending(screen->display)) {
        double left = until - now_ms();
        struct pollfd fd = {.fd = ConnectionNumber(screen->display), .events = POLLIN};
        if (left <= 0 || poll(&fd, 1, (int)left + 1) == 0) return false;
    }
    XNextEvent(screen->display, event);
    return true;
}

bool screen_wait(struct screen *screen, double ms, struct rect *area) {
    double until = now_ms() + ms;
    for (XEvent event; next_event(screen, until, &event);) {
        if (event.type != screen->damage_event + XDamageNotify) continue;
        XRectangle drawn = ((XDamageNotifyEvent *)&event)->area;
        if (area) *area = (struct rect){drawn.x, drawn.y, drawn.width, drawn.height};
        return true;
    }
    return false;
}

void screen_drain(struct screen *screen) {
    XSync(screen->display, False);
    for (XEvent event; XPending(screen->display);) XNextEvent(screen->display, &event);
}

bool screen_settle(struct screen *screen, double quiet, double limit) {
    double until = now_ms() + limit;
    while (screen_wait(screen, quiet, NULL)) {
        if (now_ms() > until) return false;
    }
    return true;
}

void screen_point(struct screen *screen, int x, int y) {
    XTestFakeMotionEvent(screen->display, -1, x, y, CurrentTime);
    XFlush(screen->display);
}

void screen_press(struct screen *screen) {
    XTestFakeButtonEvent(screen->display, 1, True, CurrentTime);
    XFlush(screen->display);
}

void screen_release(struct screen *screen) {
    XTestFakeButtonEvent(screen->display, 1, False, CurrentTime);
    XFlush(screen->display);
}

static bool inside(struct rect inner, struct rect outer) {
    return inner.w > 0 && inner.h > 0 && inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.w <= outer.x + outer.w && inner.y + inner.h <= outer.y + outer.h;
}

static size_t pixels(const struct view *view) {
    return (size_t)view->at.w * (size_t)view->at.h;
}

static bool share_memory(struct view *view) {
    Display *display = view->screen->display;
    view->memory.shmid = shmget(IPC_PRIVATE, pixels(view) * sizeof(uint32_t), IPC_CREAT | 0600);
    if (view->memory.shmid < 0) return complain("no shared memory for the picture of the screen");
    view->memory.shmaddr = view->image->data = shmat(view->memory.shmid, NULL, 0);
    view->memory.readOnly = False;
    bool attached = XShmAttach(display, &view->memory) != 0;
    XSync(display, False);
    shmctl(view->memory.shmid, IPC_RMID, NULL); // lives on until both sides let go
    return attached || complain("the display cannot reach our shared memory; is it on this machine?");
}

bool view_open(struct view *view, struct screen *screen, struct rect at) {
    *view = (struct view){.screen = screen, .at = at};
    if (!inside(at, screen->bounds)) return complain("the rectangle to watch does not lie on the screen");
    int number = DefaultScreen(screen->display);
    view->image = XShmCreateImage(screen->display, DefaultVisual(screen->display, number), 24, ZPixmap, NULL,
                                  &view->memory, (unsigned)at.w, (unsigned)at.h);
    if (!view->image || view->image->bits_per_pixel != 32) return complain("the display must have 32 bits a pixel");
    view->kept = calloc(pixels(view), sizeof *view->kept);
    if (!view->kept) return complain("no memory for the picture of the screen");
    return share_memory(view);
}

void view_close(struct view *view) {
    XShmDetach(view->screen->display, &view->memory);
    XSync(view->screen->display, False);
    shmdt(view->memory.shmaddr);
    view->image->data = NULL;
    XDestroyImage(view->image);
    free(view->kept);
}

void view_grab(struct view *view) {
    XShmGetImage(view->screen->display, view->screen->root, view->image, view->at.x, view->at.y, AllPlanes);
}

void view_keep(struct view *view) {
    memcpy(view->kept, view->image->data, pixels(view) * sizeof *view->kept);
}

bool view_changed(const struct view *view) {
    const uint32_t *now = (const uint32_t *)(const void *)view->image->data;
    uint32_t differs = 0;
    for (size_t i = 0; i < pixels(view); i++) differs |= (now[i] ^ view->kept[i]) & COLOUR;
    return differs != 0;
}

bool view_empty(const struct view *view) {
    const uint32_t *now = (const uint32_t *)(const void *)view->image->data;
    uint32_t middle = now[pixels(view) / 2 + (size_t)view->at.w / 2];
    size_t others = 0;
    for (size_t i = 0; i < pixels(view); i++) others += ((now[i] ^ middle) & COLOUR) != 0;
    return others * 200 < pixels(view);
}

bool rects_meet(struct rect a, struct rect b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
