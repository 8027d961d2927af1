// Measures any full-screen X program from outside: how long it takes to show itself, to answer a tap,
// what memory it holds and how often it wakes with nothing to do. Knows nothing of Lounge; run.sh does.

#include "figures.h"
#include "screen.h"
#include "tree.h"

#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char usage[] =
    "usage: xbench start [options] -- PROGRAM ARGS    time to the first frame that then stays still\n"
    "       xbench tap   [options] -- PROGRAM ARGS    time from a finger's release to the first changed pixel\n"
    "       xbench pss   [options] -- PROGRAM ARGS    memory of the process tree, after the steps if any are given\n"
    "       xbench idle  [options] -- PROGRAM ARGS    context switches and ticks of the process tree\n"
    "       xbench cost PROGRAM ARGS                  seconds and peak memory of a command\n"
    "       xbench point DUMP TARGET                  the middle of a target in a screen's dump, as X,Y\n"
    "       xbench stat FILE...                       count, p50, p99 and greatest of saved samples\n"
    "options: --step NAME:X,Y[:X,Y,W,H]  a tap, and the rectangle to watch for a change; give it once for each step\n"
    "         --cycles N   how often the steps are gone through (200), after once that is told apart\n"
    "         --gap MS     least time between two taps (500)        --hold MS    how long a finger stays down (50)\n"
    "         --still MS   a frame is still after this long (700)   --settle MS  rest before pss and idle (3000)\n"
    "         --seconds S  how long idle is watched (60)            --limit S    give up on a start after this (40)\n"
    "         --wait MS    a change that takes longer is lost and counts as that long (2000)\n"
    "         --lost N     give up when more than N taps in one step are lost (5)\n"
    "         --watch damage|poll   how changes are seen (damage)   --save DIR   append every sample to DIR/NAME\n"
    "         --shots DIR  write the screen to DIR/NAME.ppm at the start and after each step of the first cycle\n"
    "         --log FILE   append the program's output to FILE\n";

enum { MAX_STEPS = 16 };

struct step {
    char name[32];
    int x, y;
    bool watched;
    struct rect area;
    struct view view;
    struct samples first; // of the first cycle, when nothing is warm yet
    struct samples times; // of all others
    long lost;            // taps that changed nothing in time
};

struct options {
    struct step steps[MAX_STEPS];
    size_t step_count;
    long cycles, gap, hold, still, settle, seconds, limit, wait, lost;
    bool poll;
    const char *save, *shots, *log;
    char **command;
};

// The program under measurement, the screen it is on, and a view of all of it.
struct stage {
    struct screen screen;
    struct view whole;
    pid_t program;
    double first; // ms from the launch to the first frame with something in it
    double last;  // ms from the launch to the last change before it stayed still
};

static int fail(const char *format, const char *detail) {
    fputs("xbench: ", stderr);
    fprintf(stderr, format, detail); // NOLINT: every format is a literal of this file
    fputc('\n', stderr);
    return EXIT_FAILURE;
}

static void shoot(const struct options *options, struct stage *stage, const char *name) {
    char path[512];
    if (!options->shots) return;
    snprintf(path, sizeof path, "%s/%s.ppm", options->shots, name);
    FILE *file = fopen(path, "wb");
    if (!file) {
        fail("cannot write a picture to %s", path);
        return;
    }
    view_grab(&stage->whole);
    const uint32_t *pixel = (const uint32_t *)(const void *)stage->whole.image->data;
    size_t count = (size_t)stage->whole.at.w * (size_t)stage->whole.at.h;
    fprintf(file, "P6\n%d %d\n255\n", stage->whole.at.w, stage->whole.at.h);
    for (size_t i = 0; i < count; i++) {
        unsigned char rgb[3] = {(unsigned char)(pixel[i] >> 16), (unsigned char)(pixel[i] >> 8),
                                (unsigned char)pixel[i]};
        fwrite(rgb, 1, sizeof rgb, file);
    }
    fclose(file);
}

// The screen must be empty before a start, or the last program's picture would be taken for this one's.
static bool wait_for_empty(struct stage *stage) {
    double until = now_ms() + 3000;
    do {
        view_grab(&stage->whole);
        if (view_empty(&stage->whole)) {
            view_keep(&stage->whole);
            return true;
        }
        sleep_ms(20);
    } while (now_ms() < until);
    fail("%s", "the screen is not empty: something else is running on this display");
    return false;
}

// Takes note of a frame if its pixels are new. An empty frame is not yet the program's picture.
static void note_frame(struct stage *stage, double at) {
    view_grab(&stage->whole);
    if (!view_changed(&stage->whole)) return;
    view_keep(&stage->whole);
    if (view_empty(&stage->whole)) {
        stage->first = stage->last = 0;
        return;
    }
    if (stage->first == 0) stage->first = at;
    stage->last = at;
}

// Follows the drawing until a picture has been still for long enough.
static bool wait_for_still(struct stage *stage, const struct options *options, double began) {
    double until = began + (double)options->limit * 1e3;
    while (now_ms() < until) {
        double quiet_until = began + stage->last + (double)options->still;
        double left = stage->first > 0 ? quiet_until - now_ms() : 100;
        if (stage->first > 0 && left <= 0) return true;
        if (screen_wait(&stage->screen, left, NULL)) {
            double at = now_ms() - began;
            screen_drain(&stage->screen);
            note_frame(stage, at);
        }
        if (!tree_alive(stage->program)) {
            fail("%s ended before it showed anything; see its output with --log", options->command[0]);
            return false;
        }
    }
    fail("%s did not come to a still picture in time; raise --limit or see its output with --log", options->command[0]);
    return false;
}

static bool stage_open(struct stage *stage) {
    *stage = (struct stage){.program = -1};
    return screen_open(&stage->screen) && view_open(&stage->whole, &stage->screen, stage->screen.bounds);
}

static bool stage_start(struct stage *stage, const struct options *options) {
    stage->first = stage->last = 0;
    screen_point(&stage->screen, stage->screen.bounds.w - 1, stage->screen.bounds.h - 1);
    if (!wait_for_empty(stage)) return false;
    screen_drain(&stage->screen);
    double began = now_ms();
    stage->program = tree_launch(options->command, options->log);
    if (stage->program < 0) {
        fail("cannot start a process: %s", strerror(errno));
        return false;
    }
    if (!wait_for_still(stage, options, began)) return false;
    shoot(options, stage, "start");
    return true;
}

static void stage_close(struct stage *stage) {
    if (stage->program > 0) tree_stop(stage->program);
    view_close(&stage->whole);
    screen_close(&stage->screen);
}

// Milliseconds from now to the first changed pixel in the step's rectangle, told of by the Damage extension.
static double first_change_by_damage(struct step *step, double limit) {
    struct screen *screen = step->view.screen;
    double began = now_ms();
    screen_release(screen);
    for (double left = limit; left > 0; left = limit - (now_ms() - began)) {
        struct rect drawn;
        if (!screen_wait(screen, left, &drawn)) break;
        double at = now_ms();
        if (!rects_meet(drawn, step->area)) continue;
        view_grab(&step->view);
        if (view_changed(&step->view)) return at - began;
    }
    return -1;
}

// The same, seen by looking at the rectangle again and again. Keeps a core and the server busy.
static double first_change_by_poll(struct step *step, double limit) {
    double began = now_ms();
    screen_release(step->view.screen);
    for (double at = began; at - began < limit; at = now_ms()) {
        view_grab(&step->view);
        if (view_changed(&step->view)) return now_ms() - began;
    }
    return -1;
}

// One tap: the finger comes, stays down for a moment and goes. What the press alone changed is not counted.
static void tap(struct stage *stage, struct step *step, const struct options *options, struct samples *times) {
    screen_point(&stage->screen, step->x, step->y);
    sleep_ms(80);
    screen_press(&stage->screen);
    sleep_ms((double)options->hold);
    screen_drain(&stage->screen);
    if (!step->watched) {
        screen_release(&stage->screen);
        return;
    }
    view_grab(&step->view);
    view_keep(&step->view);
    double wait = (double)options->wait;
    double took = options->poll ? first_change_by_poll(step, wait) : first_change_by_damage(step, wait);
    if (took < 0) step->lost++;
    samples_add(times, took < 0 ? wait : took);
}

// Rests until the picture is still and the gap is over, plus up to a sixtieth of a second, so that taps do not
// keep falling on the same moment of a program's frame.
static void rest(struct stage *stage, const struct options *options, double began) {
    screen_settle(&stage->screen, 150, 3000);
    double over = (double)(rand() % 1000) / 60.0; // NOLINT: the same on each run, on purpose
    sleep_ms(began + (double)options->gap + over - now_ms());
}

static bool go_through_steps(struct stage *stage, struct options *options, long cycles) {
    for (long cycle = 0; cycle < cycles; cycle++) {
        for (size_t i = 0; i < options->step_count; i++) {
            struct step *step = &options->steps[i];
            double began = now_ms();
            tap(stage, step, options, cycle == 0 ? &step->first : &step->times);
            rest(stage, options, began);
            if (cycle == 0) shoot(options, stage, step->name);
            if (step->lost > options->lost || !tree_alive(stage->program)) {
                fail("step %s: taps changed nothing, or the program ended; look at --shots", step->name);
                return false;
            }
        }
    }
    return true;
}

static bool open_steps(struct stage *stage, struct options *options) {
    for (size_t i = 0; i < options->step_count; i++) {
        struct step *step = &options->steps[i];
        if (step->watched && !view_open(&step->view, &stage->screen, step->area)) return false;
    }
    return true;
}

static void close_steps(struct options *options) {
    for (size_t i = 0; i < options->step_count; i++) {
        struct step *step = &options->steps[i];
        if (step->view.image) view_close(&step->view);
        samples_clear(&step->first);
        samples_clear(&step->times);
    }
}

static void save(const struct options *options, const char *name, const struct samples *set) {
    char path[512];
    if (!options->save) return;
    snprintf(path, sizeof path, "%s/%s", options->save, name);
    if (!samples_append(set, path)) fail("cannot write samples to %s", path);
}

static void save_step(const struct options *options, const struct step *step) {
    char first[40];
    if (!step->watched) return;
    snprintf(first, sizeof first, "%s.first", step->name);
    save(options, first, &step->first);
    save(options, step->name, &step->times);
}

static void tell_step(struct step *step) {
    struct samples *set = &step->times;
    if (!step->watched) return;
    printf("tap %s first %.2f count %zu p50 %.2f p99 %.2f max %.2f lost %ld\n", step->name,
           samples_quantile(&step->first, 1), set->count, samples_quantile(set, 0.5), samples_quantile(set, 0.99),
           samples_quantile(set, 1), step->lost);
}

static bool measure_start(struct stage *stage, struct options *options) {
    struct samples one = {0};
    samples_add(&one, stage->last);
    save(options, "start", &one);
    samples_clear(&one);
    printf("start first %.1f still %.1f\n", stage->first, stage->last);
    return true;
}

static bool measure_tap(struct stage *stage, struct options *options) {
    bool good = go_through_steps(stage, options, options->cycles + 1);
    for (size_t i = 0; i < options->step_count; i++) {
        tell_step(&options->steps[i]);
        if (good) save_step(options, &options->steps[i]); // half a run is no measurement
    }
    return good;
}

static bool measure_pss(struct stage *stage, struct options *options) {
    if (!go_through_steps(stage, options, options->step_count ? options->cycles : 0)) return false;
    sleep_ms((double)options->settle);
    long pss = tree_pss_kib();
    if (pss < 0)
        fail("%s", "the kernel tells no PSS: /proc/PID/smaps_rollup cannot be read");
    else
        printf("pss %ld KiB\n", pss);
    return pss >= 0;
}

static bool measure_idle(struct stage *stage, struct options *options) {
    struct tree_snapshot before = {0};
    struct tree_snapshot after = {0};
    sleep_ms((double)options->settle);
    tree_snapshot(&before);
    sleep_ms((double)options->seconds * 1e3);
    tree_snapshot(&after);
    struct tree_use use = tree_used(&before, &after);
    printf("idle seconds %ld switches %llu ticks %llu processes %d threads %d\n", options->seconds, use.switches,
           use.ticks, use.processes, use.threads);
    tree_snapshot_clear(&before);
    tree_snapshot_clear(&after);
    bool alive = tree_alive(stage->program);
    if (!alive) fail("%s ended while it was watched", options->command[0]);
    return alive;
}

static int on_stage(struct options *options, bool (*measure)(struct stage *, struct options *)) {
    struct stage stage;
    if (!stage_open(&stage)) return EXIT_FAILURE;
    bool good = open_steps(&stage, options) && stage_start(&stage, options) && measure(&stage, options);
    close_steps(options);
    stage_close(&stage);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

static bool parse_step(struct options *options, const char *text) {
    if (options->step_count == MAX_STEPS) return false;
    struct step *step = &options->steps[options->step_count++];
    *step = (struct step){0};
    int found = sscanf(text, "%31[^:]:%d,%d:%d,%d,%d,%d", step->name, &step->x, &step->y, &step->area.x, &step->area.y,
                       &step->area.w, &step->area.h);
    step->watched = found == 7;
    return found == 3 || found == 7;
}

static bool parse_number(long *value, const char *text) {
    char *end;
    *value = strtol(text, &end, 10);
    return *text != '\0' && *end == '\0' && *value >= 0;
}

static bool parse_option(struct options *options, int option, const char *value) {
    switch (option) {
    case 'p': return parse_step(options, value);
    case 'c': return parse_number(&options->cycles, value);
    case 'g': return parse_number(&options->gap, value);
    case 'h': return parse_number(&options->hold, value);
    case 's': return parse_number(&options->still, value);
    case 't': return parse_number(&options->settle, value);
    case 'n': return parse_number(&options->seconds, value);
    case 'l': return parse_number(&options->limit, value);
    case 'a': return parse_number(&options->wait, value);
    case 'm': return parse_number(&options->lost, value);
    case 'w': options->poll = strcmp(value, "poll") == 0; return options->poll || strcmp(value, "damage") == 0;
    case 'v': options->save = value; return true;
    case 'i': options->shots = value; return true;
    case 'o': options->log = value; return true;
    default: return false;
    }
}

static bool parse(struct options *options, int argc, char **argv) {
    static const struct option known[] = {{"step", required_argument, NULL, 'p'},
                                          {"cycles", required_argument, NULL, 'c'},
                                          {"gap", required_argument, NULL, 'g'},
                                          {"hold", required_argument, NULL, 'h'},
                                          {"still", required_argument, NULL, 's'},
                                          {"settle", required_argument, NULL, 't'},
                                          {"seconds", required_argument, NULL, 'n'},
                                          {"limit", required_argument, NULL, 'l'},
                                          {"wait", required_argument, NULL, 'a'},
                                          {"lost", required_argument, NULL, 'm'},
                                          {"watch", required_argument, NULL, 'w'},
                                          {"save", required_argument, NULL, 'v'},
                                          {"shots", required_argument, NULL, 'i'},
                                          {"log", required_argument, NULL, 'o'},
                                          {NULL, 0, NULL, 0}};
    *options = (struct options){.cycles = 200,
                                .gap = 500,
                                .hold = 50,
                                .still = 700,
                                .settle = 3000,
                                .seconds = 60,
                                .limit = 40,
                                .wait = 2000,
                                .lost = 5};
    for (int option; (option = getopt_long(argc, argv, "+", known, NULL)) != -1;) {
        if (!parse_option(options, option, optarg)) return false;
    }
    options->command = argv + optind;
    return optind < argc;
}

// Runs a command to its end with our own standard files; its peak memory is that of its largest process.
static int cost(char **command) {
    struct rusage use;
    int status;
    double began = now_ms();
    pid_t pid = fork();
    if (pid < 0) return fail("cannot start a process: %s", strerror(errno));
    if (pid == 0) {
        execvp(command[0], command);
        _exit(127);
    }
    if (waitpid(pid, &status, 0) != pid) return fail("lost sight of the command: %s", strerror(errno));
    double took = now_ms() - began;
    getrusage(RUSAGE_CHILDREN, &use);
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    fprintf(stderr, "cost seconds %.4f peak %ld KiB status %d\n", took / 1e3, use.ru_maxrss, code);
    return code;
}

static json_t *find_target(json_t *dump, const char *target) {
    size_t index;
    json_t *item;
    json_array_foreach(json_object_get(dump, "items"), index, item) {
        const char *name = json_string_value(json_object_get(item, "target"));
        if (name && strcmp(name, target) == 0) return item;
    }
    return NULL;
}

static int point(const char *path, const char *target) {
    double x, y, w, h;
    json_error_t error;
    json_t *dump = json_load_file(path, 0, &error);
    if (!dump) return fail("cannot read the screen's dump: %s", error.text);
    json_t *item = find_target(dump, target);
    json_t *box = json_object_get(item, "hit");
    if (!box) box = json_object_get(item, "rect");
    if (!box || json_unpack(box, "[FFFF]", &x, &y, &w, &h) != 0) {
        json_decref(dump);
        return fail("the dump has no place for the target %s", target);
    }
    printf("%d,%d\n", (int)(x + w / 2), (int)(y + h / 2));
    json_decref(dump);
    return EXIT_SUCCESS;
}

static int stat_files(char **paths) {
    struct samples set = {0};
    for (; *paths; paths++) {
        if (!samples_read(&set, *paths)) return fail("cannot read samples from %s", *paths);
    }
    printf("count %zu p50 %.3f p99 %.3f max %.3f\n", set.count, samples_quantile(&set, 0.5),
           samples_quantile(&set, 0.99), samples_quantile(&set, 1));
    samples_clear(&set);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv) {
    static const struct mode {
        const char *name;
        bool (*measure)(struct stage *, struct options *);
    } modes[] = {{"start", measure_start}, {"tap", measure_tap}, {"pss", measure_pss}, {"idle", measure_idle}};
    static struct options options;
    const char *mode = argc > 1 ? argv[1] : "";
    if (strcmp(mode, "cost") == 0 && argc > 2) return cost(argv + 2);
    if (strcmp(mode, "point") == 0 && argc == 4) return point(argv[2], argv[3]);
    if (strcmp(mode, "stat") == 0 && argc > 2) return stat_files(argv + 2);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(mode, modes[i].name) != 0) continue;
        if (parse(&options, argc - 1, argv + 1)) return on_stage(&options, modes[i].measure);
    }
    fputs(usage, stderr);
    return 2;
}
