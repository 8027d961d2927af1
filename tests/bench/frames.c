// Frame times of each motion, in the kiosk's own window and through its own loop's steps: a frame is what happens from
// waking up to the picture being on the display. Plays on a copy of the store in memory. One line a motion:
//   frames WIDTH MOTION count N p50 MS p99 MS max MS work MS cold MS
// where work is p99 of the time that the kiosk itself was at work within a frame (the rest others took), and cold the
// longest frame of the first time, when nothing of these screens has been drawn before.

#include "figures.h"

#include "app/window.h"
#include "base/clock.h"
#include "store/sql.h"

#include <SDL.h>
#include <SDL_image.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef enum MotionOf { SLIDE, SHEET, SCROLL, FILL, PULSE, KEY, MOTIONS } MotionOf;

static const char *const names[MOTIONS] = {
    [SLIDE] = "slide", [SHEET] = "sheet", [SCROLL] = "scroll", [FILL] = "fill", [PULSE] = "pulse", [KEY] = "key"};

typedef struct Bench {
    Window *window;
    Panel panel;
    Db *db;
    CouponKey key;
    struct samples warm[MOTIONS], work[MOTIONS], cold[MOTIONS];
    bool is_cold;
    MotionOf kind;
    const char *shots; // a folder, or NULL
    int shot;
    double slow; // frames longer than this are told one by one; 0 = none
} Bench;

static void stop(const char *words) {
    fprintf(stderr, "frames: %s\n", words);
    exit(EXIT_FAILURE);
}

static void must(bool ok, const Err *err) {
    if (!ok) stop(err->en);
}

// Answers are not what is measured here: done at once, between two frames.
static void post(void *ctx, const Job *job) {
    Bench *b = ctx;
    JobResult result = {.kind = job->kind, .key = job->key};
    job_run(b->db, &b->key, job, &result);
    panel_result(&b->panel, &result);
}

// --- frames ---------------------------------------------------------------------------------------------------

static void shoot(Bench *b) {
    if (!b->shots || b->is_cold) return;
    Panel *p = &b->panel;
    SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, p->width_px, p->height_px, 32, SDL_PIXELFORMAT_XRGB8888);
    Pixels pixels = {s->pixels, s->w, s->h, s->pitch / 4};
    char path[512];
    raster_draw(pixels, p->seen, (PixRect){0, 0, s->w, s->h}, p->scale, p->text, p->pics);
    snprintf(path, sizeof path, "%s/%s-%03d.png", b->shots, names[b->kind], b->shot++);
    IMG_SavePNG(s, path);
    SDL_FreeSurface(s);
}

static double thread_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void frame(Bench *b) {
    Err err = {0};
    double began = now_ms(), cpu = thread_ms();
    SDL_PumpEvents();
    must(window_frame(b->window, &b->panel, clock_mono(), &err), &err);
    double took = now_ms() - began;
    samples_add(b->is_cold ? &b->cold[b->kind] : &b->warm[b->kind], took);
    if (!b->is_cold) samples_add(&b->work[b->kind], thread_ms() - cpu);
    if (b->slow > 0 && took > b->slow)
        fprintf(stderr, "%s%s on %s: %.1f ms, %.1f of them at work; %s\n", b->is_cold ? "first " : "", names[b->kind],
                screen_of(b->panel.kiosk.screen)->id, took, thread_ms() - cpu, b->panel.motion.on ? "moving" : "still");
    shoot(b);
}

// Frames by the panel's own deadlines for as long as it has any soon, and for `ms` at least; and for what comes late.
static void run(Bench *b, MotionOf kind, Ms ms) {
    b->kind = kind;
    Ms until = clock_mono() + ms;
    for (;;) {
        Ms now = clock_mono(), next = panel_deadline(&b->panel);
        bool moves = next <= now + 100;
        if (!moves && now >= until) return;
        if (!moves) next = until;
        SDL_Event event; // a picture has come, or nothing
        bool told = SDL_WaitEventTimeout(&event, next > now ? (int)(next - now) : 0);
        if (told || moves) frame(b);
    }
}

// --- fingers --------------------------------------------------------------------------------------------------

static void rest(Bench *b) {
    run(b, b->kind, 420); // longer than every guard against touches that were meant for what was there before
}

static void middle(Bench *b, const char *target, float *x, float *y) {
    const Target *t = draw_target(&b->panel.list, target);
    if (!t) fprintf(stderr, "frames: no target %s on %s\n", target, screen_of(b->panel.kiosk.screen)->id);
    if (!t) exit(EXIT_FAILURE);
    *x = (t->hit.x + t->hit.w / 2) * b->panel.scale;
    *y = (t->hit.y + t->hit.h / 2) * b->panel.scale;
}

static void tap(Bench *b, MotionOf kind, const char *target) {
    float x, y;
    rest(b);
    middle(b, target, &x, &y);
    b->kind = kind;
    panel_finger(&b->panel, FINGER_DOWN, 1, x, y, clock_mono());
    frame(b);
    panel_finger(&b->panel, FINGER_UP, 1, x, y, clock_mono());
    frame(b);
    run(b, kind, 0);
}

static bool has(Bench *b, const char *target) {
    return draw_target(&b->panel.list, target) != NULL;
}

// A drag over most of an area, thrown at its end.
static void fling(Bench *b, const char *area, float from, float to) {
    Rect r = {0};
    for (size_t i = 0; i < b->panel.list.n_scrolls; i++)
        if (strcmp(b->panel.list.scrolls[i].id, area) == 0) r = b->panel.list.scrolls[i].rect;
    if (r.w <= 0) stop("the area to scroll is not there");
    rest(b);
    b->kind = SCROLL;
    float x = (r.x + r.w / 2) * b->panel.scale;
    for (int i = 0; i <= 12; i++) {
        float y = (r.y + r.h * (from + (to - from) * (float)i / 12)) * b->panel.scale;
        panel_finger(&b->panel, i ? FINGER_MOVE : FINGER_DOWN, 1, x, y, clock_mono());
        frame(b);
        sleep_ms(12);
    }
    panel_finger(&b->panel, FINGER_UP, 1, x, (r.y + r.h * to) * b->panel.scale, clock_mono());
    frame(b);
    run(b, SCROLL, 0);
}

// --- the motions ----------------------------------------------------------------------------------------------

static void slides(Bench *b) {
    static const char *const there[] = {"board.offers", "board.prepaid", "board.rate", "board.mycar"};
    for (size_t i = 0; i < sizeof there / sizeof *there; i++) {
        tap(b, SLIDE, there[i]);
        if (has(b, "offer.card.1")) {
            tap(b, SLIDE, "offer.card.1");
            tap(b, SLIDE, "nav.back");
        }
        tap(b, SLIDE, "nav.back");
    }
}

static void sheets(Bench *b) {
    tap(b, SLIDE, "board.offers");
    tap(b, SLIDE, "offer.card.1");
    tap(b, SHEET, "nav.bell");
    tap(b, SHEET, "call.cancel");
    tap(b, SLIDE, "nav.back");
    tap(b, SLIDE, "nav.back");
}

static void scrolls(Bench *b) {
    fling(b, "board.list", 0.9f, 0.1f);
    fling(b, "board.list", 0.1f, 0.9f);
}

static void change(Bench *b, MotionOf kind, const char *sql) {
    Err err = {0};
    rest(b);
    must(sql_script(b->db, sql, &err), &err);
    b->kind = kind;
    panel_changed(&b->panel);
    frame(b);
    run(b, kind, 0);
}

static void values(Bench *b) {
    change(b, FILL, "UPDATE work_order SET stage = 'wash', hold = '' WHERE stage = 'in_work'");
    change(b, FILL, "UPDATE work_order SET stage = 'in_work' WHERE stage = 'wash'");
    change(b, PULSE, "UPDATE work_order SET stage = 'ready' WHERE stage = 'in_work'");
    change(b, FILL, "UPDATE work_order SET stage = 'in_work' WHERE stage = 'ready'");
}

static void keys(Bench *b) {
    static const char *const letters[] = {"key.w", "key.a", "key.i", "key.t", "key.delete", "key.delete"};
    tap(b, SLIDE, "board.rate");
    tap(b, SLIDE, "rate.face.5");
    tap(b, SLIDE, "factors.words");
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        float x, y;
        if (!has(b, letters[i])) continue;
        middle(b, letters[i], &x, &y);
        if (i == 0) rest(b);
        b->kind = KEY;
        panel_finger(&b->panel, FINGER_DOWN, 1, x, y, clock_mono());
        frame(b);
        sleep_ms(40);
        panel_finger(&b->panel, FINGER_UP, 1, x, y, clock_mono());
        frame(b);
        run(b, KEY, 60);
    }
    while (b->panel.kiosk.screen != SCREEN_BOARD) tap(b, SLIDE, "nav.back");
}

// --- telling --------------------------------------------------------------------------------------------------

static void tell(Bench *b) {
    for (int i = 0; i < MOTIONS; i++) {
        struct samples *s = &b->warm[i];
        printf("frames %d %s count %zu p50 %.2f p99 %.2f max %.2f work %.2f cold %.2f\n", b->panel.width_px, names[i],
               s->count, samples_quantile(s, 0.5), samples_quantile(s, 0.99), samples_quantile(s, 1),
               samples_quantile(&b->work[i], 0.99), samples_quantile(&b->cold[i], 1));
        samples_clear(s);
        samples_clear(&b->work[i]);
        samples_clear(&b->cold[i]);
    }
}

// What presenting the whole window costs with nothing drawn: shared memory to the display and its answer.
static void tell_present(int width, int height) {
    enum { TIMES = 100 };
    struct samples times = {0};
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) stop(SDL_GetError());
    SDL_Window *window = SDL_CreateWindow("bare", 0, 0, width, height, SDL_WINDOW_BORDERLESS);
    SDL_Surface *surface = window ? SDL_GetWindowSurface(window) : NULL;
    if (!surface) stop(SDL_GetError());
    for (int i = 0; i <= TIMES; i++) {
        double began = now_ms();
        SDL_UpdateWindowSurface(window);
        if (i) samples_add(&times, now_ms() - began);
    }
    printf("frames %d present count %zu p50 %.2f p99 %.2f max %.2f work 0 cold 0\n", width, times.count,
           samples_quantile(&times, 0.5), samples_quantile(&times, 0.99), samples_quantile(&times, 1));
    samples_clear(&times);
    SDL_Quit();
}

static bool parse(int argc, char **argv, Options *o, int *rounds, Bench *b) {
    static const struct option known[] = {
        {"db", required_argument, NULL, 'd'},     {"size", required_argument, NULL, 's'},
        {"rounds", required_argument, NULL, 'r'}, {"shots", required_argument, NULL, 'i'},
        {"slow", required_argument, NULL, 'w'},   {0}};
    for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        switch (option) {
        case 'd': o->db = optarg; break;
        case 's':
            if (sscanf(optarg, "%5dx%5d", &o->width, &o->height) != 2) return false;
            break;
        case 'r': *rounds = atoi(optarg); break;
        case 'i': b->shots = optarg; break;
        case 'w': b->slow = atof(optarg); break;
        default: return false;
        }
    }
    return o->db && o->width > 0 && o->height > 0 && *rounds > 0 && optind == argc;
}

static void open_bench(Bench *b, const Options *o) {
    Err err = {0};
    must(zone_use("Asia/Shanghai", &err), &err);
    must(window_open(&b->window, o, &err), &err);
    must(db_open(&b->db, o->db, DB_SCRATCH, &err), &err);
    must(settings_set(b->db, "board.page_seconds", "600", &err), &err); // no page turns by itself meanwhile
    must(panel_open(&b->panel, b->db, o->width, o->height, LANG_ZH, &err), &err);
    panel_pictures_later(&b->panel, window_wake_result, b->window);
    b->panel.kiosk.post = post;
    b->panel.kiosk.post_ctx = b;
    b->panel.kiosk.touched_mono = clock_mono();
}

int main(int argc, char **argv) {
    static Bench b;
    Options o = {0};
    int rounds = 10;
    if (!parse(argc, argv, &o, &rounds, &b)) {
        fputs("usage: frames --db FILE --size WxH [--rounds N] [--shots FOLDER] [--slow MS]\n", stderr);
        return 2;
    }
    open_bench(&b, &o);
    b.is_cold = true;
    frame(&b);
    samples_clear(&b.cold[b.kind]); // the start is no motion
    for (int i = 0; i <= rounds; i++) {
        b.is_cold = i == 0;
        slides(&b);
        sheets(&b);
        scrolls(&b);
        values(&b);
        keys(&b);
    }
    tell(&b);
    panel_close(&b.panel);
    db_close(b.db);
    window_close(b.window);
    tell_present(o.width, o.height);
    return 0;
}
