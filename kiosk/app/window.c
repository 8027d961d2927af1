/* The window and its loop. The surface keeps its pixels between frames: only what changed is drawn and presented. */
#include "window.h"

#include "base/log.h"
#include "base/mem.h"

#include <SDL.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { AT_REST_MS = 500 };

struct Window {
    SDL_Window *sdl;
    SDL_Surface *surface;
    Damage *damage;
    bool windowed, quit;
    Uint32 wake; /* our SDL event type */
    _Atomic bool changed, stopped;
    pthread_t signals;
    bool has_signals;
    bool fills; /* the whole screen is to be asked for */
    Ms tick_minute;
};

/* --- opening ---------------------------------------------------------------------------------------------------------
 */

static void set_hints(void) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"); /* X11 shared memory: 35 MB and 0.05 ms a rectangle */
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1"); /* else X11 swallows the tap that follows a change of focus */
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "1");
}

/* Left to itself SDL takes a driver that shows nothing where there is no display. */
static bool is_seen(void) {
    const char *driver = SDL_GetCurrentVideoDriver();
    if (SDL_GetHint(SDL_HINT_VIDEODRIVER)) return true; /* somebody wanted it so */
    return driver && strcmp(driver, "offscreen") != 0 && strcmp(driver, "dummy") != 0;
}

static bool start_video(const Options *o, Err *err) {
    if (o->headless) SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    set_hints();
    if (SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS) == 0) {
        if (is_seen()) return true;
        SDL_SetError("%s", SDL_getenv("DISPLAY") ? "nothing answers at DISPLAY" : "DISPLAY is not set");
        SDL_QuitSubSystem(SDL_INIT_VIDEO | SDL_INIT_EVENTS);
    }
    return err_set(err, ERR_NOT_FOUND,
                   TXT("there is no display (%s): start an X server, or use --headless, or --dump DIR, or run under "
                       "xvfb-run",
                       "没有显示设备（%s）：请启动 X 服务器，或使用 --headless、--dump DIR，或在 xvfb-run 下运行"),
                   SDL_GetError());
}

static SDL_Window *make_window(const Options *o, bool has_size) {
    Uint32 flags = SDL_WINDOW_SHOWN;
    int width = has_size ? o->width : 1920, height = has_size ? o->height : 1080, x = 0, y = 0;
    SDL_DisplayMode mode;
    if (o->windowed) {
        x = y = SDL_WINDOWPOS_CENTERED;
        flags |= SDL_WINDOW_RESIZABLE;
        if (!has_size) width = 1440, height = 810;
    } else if (!has_size && !o->headless && SDL_GetDesktopDisplayMode(0, &mode) == 0) {
        width = mode.w;
        height = mode.h;
        flags |= SDL_WINDOW_BORDERLESS; /* and full screen after the first picture, see fill_screen */
    } else {
        flags |= SDL_WINDOW_BORDERLESS;
    }
    return SDL_CreateWindow("Lounge", x, y, width, height, flags);
}

/* SDL 2.26 has no software surface on Wayland and says so with an empty error: then X11 (Xwayland) is asked, and at
 * last the accelerated path, which costs some 80 MB more. */
static bool take_surface(Window *w, const Options *o, Err *err) {
    w->surface = SDL_GetWindowSurface(w->sdl);
    if (w->surface) return true;
    const char *driver = SDL_GetCurrentVideoDriver();
    log_line(LOG_WARN, "window", "no software surface on %s: trying X11", driver ? driver : "this display");
    SDL_DestroyWindow(w->sdl);
    w->sdl = NULL;
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "x11");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) == 0 && (w->sdl = make_window(o, o->width > 0)))
        w->surface = SDL_GetWindowSurface(w->sdl);
    if (w->surface) return true;
    log_line(LOG_WARN, "window", "no X11 either: using SDL's accelerated surface");
    if (w->sdl) SDL_DestroyWindow(w->sdl);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    SDL_ResetHint(SDL_HINT_VIDEODRIVER);
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "1");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) == 0 && (w->sdl = make_window(o, o->width > 0)))
        w->surface = SDL_GetWindowSurface(w->sdl);
    if (w->surface) return true;
    return err_set(err, ERR_IO, TXT("this display gives no surface to draw on: %s", "此显示设备无法绘图：%s"),
                   SDL_GetError());
}

static bool right_format(const Window *w, Err *err) {
    const SDL_PixelFormat *f = w->surface->format;
    if (f->BytesPerPixel == 4 && f->Rmask == 0xFF0000 && f->Gmask == 0xFF00 && f->Bmask == 0xFF) return true;
    return err_set(
        err, ERR_IO,
        TXT("this display has %d bits a pixel: 24 or 32 are needed", "此显示设备为每像素 %d 位：需要 24 或 32 位"),
        f->BitsPerPixel);
}

bool window_open(Window **out, const Options *o, Err *err) {
    if (!start_video(o, err)) return false;
    Window *w = mem_alloc(sizeof *w);
    w->windowed = o->windowed;
    w->fills = !o->windowed && !o->headless && o->width == 0;
    w->sdl = make_window(o, o->width > 0);
    if (!w->sdl) {
        err_set(err, ERR_IO, TXT("cannot open a window: %s", "无法打开窗口：%s"), SDL_GetError());
        window_close(w);
        return false;
    }
    if (!take_surface(w, o, err) || !right_format(w, err)) {
        window_close(w);
        return false;
    }
    w->wake = SDL_RegisterEvents(1);
    SDL_DisableScreenSaver();
    if (!o->windowed) SDL_ShowCursor(SDL_DISABLE);
    *out = w;
    return true;
}

void window_size(const Window *w, int *width_px, int *height_px) {
    *width_px = w->surface->w;
    *height_px = w->surface->h;
}

/* --- waking from other threads
 * ------------------------------------------------------------------------------------------ */

static void push(Window *w) {
    SDL_Event e = {.type = w->wake};
    SDL_PushEvent(&e);
}

void window_wake_changed(void *ctx) {
    Window *w = ctx;
    w->changed = true;
    push(w);
}

void window_wake_result(void *ctx) {
    push(ctx);
}

/* Waits for the signals that end a program and wakes the loop; no handler runs in the middle of anything. */
static void *wait_for_signals(void *arg) {
    Window *w = arg;
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    int which;
    if (sigwait(&set, &which) == 0) {
        w->stopped = true;
        push(w);
    }
    return NULL;
}

static void stop_waiting_for_signals(Window *w) {
    if (!w->has_signals) return;
    pthread_cancel(w->signals); /* sigwait is a cancellation point */
    pthread_join(w->signals, NULL);
    w->has_signals = false;
}

void window_close(Window *w) {
    if (!w) return;
    stop_waiting_for_signals(w);
    if (w->damage) damage_free(w->damage);
    if (w->sdl) SDL_DestroyWindow(w->sdl);
    SDL_Quit();
    free(w);
}

/* --- frames
 * ------------------------------------------------------------------------------------------------------------- */

static bool refit(Window *w, Panel *p, Err *err) {
    w->surface = SDL_GetWindowSurface(w->sdl); /* the old one is freed after a change of size */
    if (!w->surface)
        return err_set(err, ERR_IO, TXT("the window lost its surface: %s", "窗口失去绘图面：%s"), SDL_GetError());
    if (w->damage) damage_free(w->damage);
    w->damage = NULL;
    if (!panel_resize(p, w->surface->w, w->surface->h, err)) return false;
    w->damage = damage_new(w->surface->w, w->surface->h, p->scale);
    damage_all(w->damage);
    return true;
}

static void show(Window *w, Panel *p) {
    size_t n;
    const PixRect *rects = damage_next(w->damage, p->seen, &n);
    if (n == 0) return;
    enum { MOST = 256 };
    SDL_Rect present[MOST];
    Pixels pixels = {w->surface->pixels, w->surface->w, w->surface->h, w->surface->pitch / 4};
    raster_draw_all(pixels, p->seen, rects, n, p->scale, p->text, p->pics);
    for (size_t i = 0; i < n && i < MOST; i++) {
        present[i] = (SDL_Rect){rects[i].x, rects[i].y, rects[i].w, rects[i].h};
    }
    if (n <= MOST)
        SDL_UpdateWindowSurfaceRects(w->sdl, present, (int)n);
    else
        SDL_UpdateWindowSurface(w->sdl);
}

bool window_frame(Window *w, Panel *p, Ms mono, Err *err) {
    if (!w->damage && !refit(w, p, err)) return false;
    panel_frame(p, mono);
    show(w, p);
    return true;
}

/* --- events
 * ------------------------------------------------------------------------------------------------------------- */

static void on_mouse(Panel *p, const SDL_Event *e) {
    if (e->type == SDL_MOUSEMOTION) {
        if (e->motion.state & SDL_BUTTON_LMASK)
            panel_finger(p, FINGER_MOVE, 0, (float)e->motion.x, (float)e->motion.y, clock_mono());
    } else if (e->button.button == SDL_BUTTON_LEFT) {
        FingerKind kind = e->type == SDL_MOUSEBUTTONDOWN ? FINGER_DOWN : FINGER_UP;
        panel_finger(p, kind, 0, (float)e->button.x, (float)e->button.y, clock_mono());
    }
}

static void on_finger(Window *w, Panel *p, const SDL_TouchFingerEvent *f) {
    FingerKind kind = f->type == SDL_FINGERDOWN ? FINGER_DOWN : f->type == SDL_FINGERUP ? FINGER_UP : FINGER_MOVE;
    panel_finger(p, kind, f->fingerId + 1, f->x * (float)w->surface->w, f->y * (float)w->surface->h, clock_mono());
}

static bool on_window(Window *w, Panel *p, const SDL_WindowEvent *e, Err *err) {
    if (e->event == SDL_WINDOWEVENT_SIZE_CHANGED) return refit(w, p, err);
    if (e->event == SDL_WINDOWEVENT_EXPOSED || e->event == SDL_WINDOWEVENT_SHOWN) damage_all(w->damage);
    if (e->event == SDL_WINDOWEVENT_LEAVE || e->event == SDL_WINDOWEVENT_FOCUS_LOST) panel_let_go(p);
    return true;
}

static bool on_event(Window *w, Panel *p, const SDL_Event *e, Err *err) {
    switch (e->type) {
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION: on_mouse(p, e); break;
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION: on_finger(w, p, &e->tfinger); break;
    case SDL_WINDOWEVENT: return on_window(w, p, &e->window, err);
    case SDL_QUIT: w->quit = w->quit || w->windowed; break; /* on the panel there is nothing to close */
    case SDL_TEXTINPUT: panel_typed(p, e->text.text, clock_mono()); break;
    case SDL_KEYDOWN:
        if (e->key.keysym.sym == SDLK_RETURN || e->key.keysym.sym == SDLK_KP_ENTER) panel_typed(p, "\n", clock_mono());
        w->quit = w->quit || (w->windowed && e->key.keysym.sym == SDLK_ESCAPE);
        break;
    default: break;
    }
    return true;
}

static void take_news(Window *w, Panel *p, Writer *writer) {
    JobResult result;
    while (writer_take(writer, &result)) panel_result(p, &result);
    bool yes = true;
    if (atomic_compare_exchange_strong(&w->changed, &yes, false)) panel_changed(p);
}

static bool is_move(const SDL_Event *e) {
    return e->type == SDL_MOUSEMOTION || e->type == SDL_FINGERMOTION;
}

/* What has come; waits for it until an instant that may be past. */
static bool next_event(SDL_Event *e, Ms until) {
    Ms wait = until - clock_mono();
    return wait > 0 ? SDL_WaitEventTimeout(e, (int)wait) : SDL_PollEvent(e);
}

/* SDL waits 100 ms for a window manager to answer; where there is none nobody does. So the panel shows
 * itself first, and asks once it has come to rest. */
static void fill_screen(Window *w) {
    if (w->fills) SDL_SetWindowFullscreen(w->sdl, SDL_WINDOW_FULLSCREEN_DESKTOP);
    w->fills = false;
}

/* Sleeps until something happens or the panel's deadline, then takes all that has come. Each release of a finger gets
 * its own frame, so that two quick taps are two; moves are drawn once a frame, however often they are told. */
static bool wait_and_handle(Window *w, Panel *p, Err *err) {
    Ms wait = panel_deadline(p) - clock_mono();
    Ms most = w->fills ? AT_REST_MS : MS_HOUR;
    SDL_Event e;
    if (!SDL_WaitEventTimeout(&e, wait < 0 ? 0 : (int)(wait > most ? most : wait))) {
        if (wait > most) fill_screen(w);
        return true;
    }
    Ms next_frame = p->kiosk.mono + MOTION_FRAME_MS;
    do {
        if (!on_event(w, p, &e, err)) return false;
        if (e.type == SDL_FINGERUP || e.type == SDL_MOUSEBUTTONUP) break;
        if (!is_move(&e)) next_frame = 0;
    } while (next_event(&e, next_frame));
    return true;
}

/* What time alone makes due is looked after when the minute changes, in a frame that is drawn anyway. */
static void tick_each_minute(Window *w, Writer *writer) {
    Ms minute = clock_now() / MS_MINUTE;
    if (minute == w->tick_minute) return;
    w->tick_minute = minute;
    writer_tick(writer);
}

bool window_run(Window *w, Panel *p, Writer *writer, Err *err) {
    panel_pictures_later(p, window_wake_result, w);
    w->has_signals = pthread_create(&w->signals, NULL, wait_for_signals, w) == 0;
    w->tick_minute = clock_now() / MS_MINUTE;
    while (!w->quit && !w->stopped) {
        take_news(w, p, writer);
        if (!window_frame(w, p, clock_mono(), err)) return false;
        tick_each_minute(w, writer);
        if (!wait_and_handle(w, p, err)) return false;
    }
    return true;
}
