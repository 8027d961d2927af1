/* lounge watch: each call, complaint, overdue case and low rating as a line of JSON the moment it happens; with --exec
 * a store's own program gets it, until it has succeeded. Does also what time alone makes due, each minute. */
#include "hook.h"
#include "store/events.h"
#include "store/tick.h"
#include "watching.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { PATIENCE_MS = 5000 }; /* for the program that runs when we are to end */

/* An event that is still to be told, and how often that was tried. */
typedef struct Pending {
    Event event; /* its words are not kept: only id and at */
    char *line;
    int tries;
    Ms next; /* monotonic; 0 = at once */
} Pending;

typedef struct Follow {
    Vigil vigil;
    const char *name;
    int low_score;
    Ms most_wait;
    Hook hook; /* argv NULL: none, printing is telling */
    Pending *pending;
    size_t n;
    char running[EVENT_ID_MAX];
    Ms next_tick, next_due; /* monotonic */
    bool no_key;            /* said that ticks wait for it */
    CouponKey key;
} Follow;

/* --- the line ------------------------------------------------------------------------------------------------------
 */

static void put(json_t *o, const char *key, const char *text) {
    if (*text) json_object_set_new(o, key, json_string(text));
}

/* No name, no phone, no words of a customer: a line goes to logs and to other programs. */
static char *line_of(const Office *office, const Event *e) {
    char at[32];
    json_t *o = json_object();
    put(o, "event", e->kind);
    put(o, "id", e->id);
    json_object_set_new(o, "at_ms", json_integer(e->at));
    put(o, "at", instant_show(e->at, at, sizeof at));
    put(o, "store_id", db_store_id(office->db));
    bool call = strncmp(e->kind, "call", 4) == 0;
    put(o, call ? "for" : "state", e->what);
    put(o, call ? "about" : "reasons", e->about);
    put(o, "case_no", e->case_no);
    put(o, "responsible", e->responsible);
    put(o, "climbed_to", e->climbed_to);
    if (e->due) json_object_set_new(o, "due_ms", json_integer(e->due));
    if (e->score >= 0) json_object_set_new(o, "score", json_integer(e->score));
    put(o, "order_no", e->order_no);
    put(o, "plate", e->plate);
    put(o, "model", e->model);
    put(o, "advisor_name", e->advisor);
    put(o, "bay", e->bay);
    char *text = json_dumps(o, JSON_COMPACT);
    json_decref(o);
    size_t len = text ? strlen(text) : 0;
    char *line = mem_alloc(len + 2);
    if (text) memcpy(line, text, len);
    line[len] = '\n';
    free(text);
    return line;
}

/* --- what is still to be told ---------------------------------------------------------------------------------------
 */

static int by_id(const void *a, const void *b) {
    return strcmp(((const Pending *)a)->event.id, ((const Pending *)b)->event.id);
}

static Pending *pending_of(const Follow *f, const char *id) {
    Pending key;
    snprintf(key.event.id, sizeof key.event.id, "%s", id);
    return f->n ? bsearch(&key, f->pending, f->n, sizeof key, by_id) : NULL;
}

static void drop_all(Pending *list, size_t n) {
    for (size_t i = 0; i < n; i++) free(list[i].line);
    free(list);
}

/* Known ones keep their tries; new ones are printed. The one whose program runs stays, whatever became of it. */
static void take_over(Follow *f, const Event *events, size_t n) {
    Pending *list = mem_alloc((n + 1) * sizeof *list);
    Office *office = f->vigil.office;
    Pending *running = *f->running ? pending_of(f, f->running) : NULL;
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        Pending *old = pending_of(f, events[i].id);
        if (old) {
            list[count++] = *old;
            old->line = NULL;
            continue;
        }
        list[count] = (Pending){.event = events[i], .line = line_of(office, &events[i])};
        fputs(list[count++].line, stdout);
    }
    fflush(stdout);
    if (running && running->line) {
        list[count++] = *running;
        running->line = NULL;
    }
    drop_all(f->pending, f->n);
    qsort(list, count, sizeof *list, by_id);
    f->pending = list;
    f->n = count;
}

/* Without a program, what stands on standard output has been told. */
static bool printed_is_told(Follow *f, const Event *events, size_t n, Err *err) {
    if (f->hook.argv || ferror(stdout)) return true;
    for (size_t i = 0; i < n; i++)
        if (!event_told(f->vigil.office->db, f->name, &events[i], clock_now(), err)) return false;
    drop_all(f->pending, f->n);
    f->pending = NULL;
    f->n = 0;
    return true;
}

static bool look(Follow *f, Err *err) {
    Db *db = f->vigil.office->db;
    Arena arena = {0};
    Event *events;
    size_t n;
    Ms now = clock_now(), due;
    bool good = events_untold(db, &arena, f->name, f->low_score, now, &events, &n, err);
    if (good) take_over(f, events, n);
    good = good && printed_is_told(f, events, n, err) && events_next_due(db, now, &due, err);
    if (good) f->next_due = due ? clock_mono() + (due - now) : 0;
    arena_free(&arena);
    return good;
}

/* --- the program -----------------------------------------------------------------------------------------------------
 */

static void try_later(Follow *f, Pending *p, const Err *err) {
    Ms wait = MS_SECOND << (p->tries < 20 ? p->tries : 20);
    if (wait > f->most_wait) wait = f->most_wait;
    p->tries++;
    p->next = clock_mono() + wait;
    office_note(f->vigil.office, TXT("%s: %s; again in %d s", "%s：%s；%d 秒后重试"), p->event.id,
                err_text(err, f->vigil.office->zh), (int)(wait / MS_SECOND));
}

static bool settle(Follow *f, bool good, const Err *why, Err *err) {
    Pending *p = pending_of(f, f->running);
    *f->running = '\0';
    if (!p) return true;
    if (!good) {
        try_later(f, p, why);
        return true;
    }
    if (!event_told(f->vigil.office->db, f->name, &p->event, clock_now(), err)) return false;
    free(p->line);
    memmove(p, p + 1, (size_t)(f->pending + f->n - (p + 1)) * sizeof *p);
    f->n--;
    return true;
}

/* The oldest whose time has come; one that fails does not hold up the others. */
static Pending *next_to_tell(const Follow *f, Ms mono) {
    Pending *best = NULL;
    for (size_t i = 0; i < f->n; i++) {
        Pending *p = &f->pending[i];
        if (p->next <= mono && (!best || p->event.at < best->event.at)) best = p;
    }
    return best;
}

static bool go_on_telling(Follow *f, Err *err) {
    bool good;
    Err why;
    if (!f->hook.argv) return true;
    if (hook_ended(&f->hook, &good, &why) && !settle(f, good, &why, err)) return false;
    for (Pending *p; !hook_runs(&f->hook) && (p = next_to_tell(f, clock_mono()));) {
        if (hook_start(&f->hook, p->line, strlen(p->line), &why))
            snprintf(f->running, sizeof f->running, "%s", p->event.id);
        else
            try_later(f, p, &why);
    }
    return true;
}

/* --- time ------------------------------------------------------------------------------------------------------------
 */

static void tick(Follow *f) {
    Err err;
    TickDone done[TICK_RULES_MAX];
    size_t n;
    Office *office = f->vigil.office;
    Ms mono = clock_mono();
    if (mono < f->next_tick) return;
    f->next_tick = mono + MS_MINUTE;
    bool key = coupon_key_read(office->db_path, &f->key, &err);
    if (!key ? !f->no_key : !tick_run(office->db, &f->key, clock_now(), done, &n, &err))
        office_note(office, TXT("what time makes due waits: %s", "到时应办的事项暂缓：%s"), err_text(&err, office->zh));
    f->no_key = !key;
}

static Ms sooner(Ms a, Ms b) {
    return a <= 0 ? b : b <= 0 ? a : a < b ? a : b;
}

static Ms until_next(const Follow *f) {
    Ms at = sooner(f->next_tick, f->next_due), mono = clock_mono();
    if (hook_runs(&f->hook)) at = sooner(at, f->hook.until);
    for (size_t i = 0; i < f->n && !hook_runs(&f->hook); i++) at = sooner(at, f->pending[i].next);
    return at > mono ? at - mono + 1 : 0;
}

static bool follow(Follow *f, Err *err) {
    if (!look(f, err)) return false;
    while (!ferror(stdout)) {
        tick(f);
        if (!go_on_telling(f, err)) return false;
        int woken = vigil_sleep(&f->vigil, f->hook.fd, until_next(f));
        if (woken & WOKEN_END) break;
        bool due = f->next_due && clock_mono() >= f->next_due;
        if ((woken & WOKEN_COMMIT || due) && !look(f, err)) return false;
    }
    Err why;
    bool good = hook_stop(&f->hook, PATIENCE_MS);
    if (!good) err_set(&why, ERR_IO, TXT("ended with us", "随本程序一同结束"));
    return !*f->running || settle(f, good, &why, err);
}

static bool begin(Follow *f, Office *office, const char *since, char *const *program, Err *err) {
    Ms from = 0;
    if (!vigil_start(&f->vigil, office, DB_WRITE, err)) return false;
    if (since && !day_parse(since, &from))
        return err_set(err, ERR_USAGE,
                       TXT("--since %s is no day such as 2026-11-01", "--since %s 不是日期（如 2026-11-01）"), since);
    const Settings *s = office->settings;
    f->low_score = (int)settings_int(s, "watch.low_score");
    f->most_wait = settings_int(s, "watch.retry_seconds") * MS_SECOND;
    f->hook = hook_new(program, settings_int(s, "watch.exec_seconds") * MS_SECOND);
    if (program && !hook_check(&f->hook, err)) return false;
    return follower_open(office->db, f->name, f->low_score, from ? from : clock_now(), err);
}

static Exit watch(Office *office, const char *name, const char *since, char *const *program) {
    Err err;
    Follow f = {.name = name};
    bool good = begin(&f, office, since, program, &err) && follow(&f, &err);
    drop_all(f.pending, f.n);
    vigil_stop(&f.vigil);
    return good ? EXIT_DONE : office_fail(office, &err);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"name", required_argument, NULL, 'n'},
                                        {"since", required_argument, NULL, 's'},
                                        {"exec", required_argument, NULL, 'e'},
                                        {0}};
    const char *name = NULL, *since = NULL;
    char *program = NULL;
    for (int o; (o = office_option(office, argc, argv, "+", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'n') name = optarg;
        if (o == 's') since = optarg;
        if (o == 'e') program = optarg;
    }
    if (optind < argc && !program)
        return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    if (name && !*name) return office_misuse(office, TXT("--name is empty", "--name 为空"));
    if (!program) return watch(office, name ? name : "", since, NULL);
    argv[optind - 1] = program; /* its words follow it already */
    return watch(office, name ? name : "exec", since, &argv[optind - 1]);
}

const Command cmd_watch = {
    .name = "watch",
    .about = {TXT("tell each call, complaint, overdue case and low rating as it happens",
                  "呼叫、投诉、超时个案、低分，发生即告知")},
    .usage = {TXT("watch [--name NAME] [--since DAY]\nwatch [--name NAME] [--since DAY] --exec PROGRAM [WORD...]",
                  "watch [--name 名称] [--since 日期]\nwatch [--name 名称] [--since 日期] --exec 程序 [参数...]")},
    .details = {TXT(
        "  A line of JSON each, until interrupted: event, id, at, and what staff need to act; no name, phone or "
        "words.\n"
        "  --exec PROGRAM  runs it with the line on its standard input, one at a time, never through a shell; what "
        "ends\n"
        "                  with another status than 0 is tried again after 1, 2, 4 ... seconds (watch.retry_seconds "
        "at\n"
        "                  most). Words that begin with - stand behind --\n"
        "  --name NAME     goes on where this name stopped: each event is told at least once (exec with --exec)\n"
        "  --since DAY     a new name, or one without, begins there; by default now",
        "  每件一行 JSON，直到中断：event、id、at 及处理所需信息；不含姓名、电话和客户原话。\n"
        "  --exec 程序    以该行为标准输入运行，一次一件，不经过 shell；状态不为 0 则在 1、2、4……秒后重试\n"
        "                 （最长 watch.retry_seconds）。以 - 开头的参数写在 -- 之后\n"
        "  --name 名称    从该名称上次停下处继续：每件至少告知一次（--exec 时默认 exec）\n"
        "  --since 日期   新名称或不写名称时从该日开始；默认从现在开始")},
    .example = "lounge watch --exec /usr/local/bin/ring",
    .run = run,
};
