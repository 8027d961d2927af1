/* Writing a recording: each thing that reaches the panel as a JSON line, written at once. What says what was typed is
 * replaced before it is written. */
#include "record.h"

#include "base/log.h"
#include "base/utf8.h"
#include "panel.h"
#include "screens/common.h"
#include "ui/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A finger that came down on a secret target: where the recording says it is, and on what it really is. */
typedef struct Hidden {
    bool down;
    int64_t finger;
    float x_px, y_px;
    char target[TOUCH_ID_MAX];
} Hidden;

struct Record {
    int file; /* −1: the disk refused */
    bool text;
    Ms base, start;  /* monotonic and clock at the beginning */
    Ms at, drift;    /* of the last line */
    int results;     /* answers so far */
    bool opened;     /* a car is open */
    ScreenId screen; /* of the last frame … */
    int secret_taps; /* … and how many secret keys were touched on it */
    Hidden hidden[TOUCH_FINGERS_MAX];
};

/* --- lines -------------------------------------------------------------------------------------------------------- */

static void put(Record *r, const char *line, size_t len) {
    if (r->file < 0) return;
    while (len > 0) {
        ssize_t n = write(r->file, line, len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            log_line(LOG_ERROR, "record", "the recording ends here: %s", strerror(errno));
            close(r->file);
            r->file = -1;
            return;
        }
        line += n;
        len -= (size_t)n;
    }
}

/* Takes the time of a line; the clock is noted when it went another way than the monotonic one. */
static void put_line(Record *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void put_line(Record *r, const char *fmt, ...) {
    char line[512];
    int n = snprintf(line, sizeof line, "{\"at\":%lld,", (long long)r->at);
    Ms drift = clock_now() - r->start - r->at;
    if (drift != r->drift) n += snprintf(line + n, sizeof line - (size_t)n, "\"drift\":%lld,", (long long)drift);
    r->drift = drift;
    va_list ap;
    va_start(ap, fmt);
    n += vsnprintf(line + n, sizeof line - (size_t)n, fmt, ap);
    va_end(ap);
    if (n < 0 || (size_t)n + 3 > sizeof line) return; /* no format below comes near it */
    strcpy(line + n, "}\n");
    put(r, line, (size_t)n + 2);
}

static void put_json(Record *r, json_t *o) {
    char *text = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(9));
    if (text) {
        put(r, text, strlen(text));
        put(r, "\n", 1);
    }
    free(text);
    json_decref(o);
}

/* --- what the store says -------------------------------------------------------------------------------------------
 */

static uint64_t mix_order(uint64_t h, Kiosk *k, const Order *o) {
    const char *texts[] = {o->order_no, o->plate, o->vin4, o->model_zh, o->model_en, o->body, o->advisor, o->bay};
    Eta eta = order_eta(k, o);
    Ms numbers[] = {(Ms)o->kind,  o->arrived, o->promised, o->parts_at,    (Ms)o->stage, (Ms)o->hold,
                    (Ms)eta.kind, eta.from,   eta.to,      eta.parts_from, eta.parts_to};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) h = hash_text(h, texts[i]);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) h = hash_mix(h, (uint64_t)numbers[i]);
    return h;
}

static uint64_t mix_offer(uint64_t h, const Offer *o) {
    const char *texts[] = {o->offer_id, o->kind,    o->title_zh, o->title_en, o->text_zh,
                           o->text_en,  o->picture, o->to_day,   o->coupon};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) h = hash_text(h, texts[i]);
    return hash_mix(hash_mix(h, (uint64_t)o->price), (uint64_t)o->coupon_value);
}

static uint64_t mix_settings(uint64_t h, const Kiosk *k) {
    static const char *const keys[] = {"store.name_zh", "store.name_en",      "store.tz",        "board.page_seconds",
                                       "display.theme", "visit.idle_seconds", "panel.bottom_mm", "panel.diagonal_mm"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) h = hash_text(h, setting_text(k, keys[i]));
    return hash_mix(h, (uint64_t)k->survey.version);
}

void record_fingerprint(Kiosk *k, char out[20]) {
    const Snapshot *s = &k->snap;
    uint64_t h = HASH_START;
    if (s->settings) {
        h = mix_settings(h, k);
        h = hash_mix(h, (uint64_t)s->as_of);
        for (size_t i = 0; i < s->n_board; i++) h = mix_order(h, k, &s->board[i]);
        for (size_t i = 0; i < s->n_offers; i++) h = mix_offer(h, &s->offers[i]);
        for (size_t i = 0; i < s->n_models; i++) h = hash_text(hash_text(h, s->models[i].prefix), s->models[i].zh);
        for (size_t i = 0; i < s->n_packages; i++) h = hash_mix(h, (uint64_t)s->packages[i].services);
    }
    snprintf(out, 20, "%016llx", (unsigned long long)h);
}

/* --- beginning and end ---------------------------------------------------------------------------------------------
 */

static int open_new(const char *path, Err *err) {
    enum { TRIES = 999 };
    char numbered[1024];
    for (int i = 1; i <= TRIES; i++) {
        int n = i == 1 ? snprintf(numbered, sizeof numbered, "%s", path)
                       : snprintf(numbered, sizeof numbered, "%s.%d", path, i);
        if (n < 0 || (size_t)n >= sizeof numbered) break;
        int file = open(numbered, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
        if (file >= 0 && i > 1) log_line(LOG_WARN, "record", "%s is kept; recording into %s", path, numbered);
        if (file >= 0) return file;
        if (errno != EEXIST) break;
    }
    err_set(err, ERR_IO, TXT("cannot record into %s: %s", "无法录制到 %s：%s"), path, strerror(errno));
    return -1;
}

static json_t *head_json(Panel *p, bool still, const Record *r) {
    static const char *const themes[] = {[THEME_AUTO] = "auto", [THEME_DAY] = "day", [THEME_NIGHT] = "night"};
    Kiosk *k = &p->kiosk;
    char store[20], start[32];
    record_fingerprint(k, store);
    return json_pack("{s:s, s:i, s:i, s:s, s:s, s:b, s:b, s:s, s:s, s:I, s:s, s:b}", "lounge", LOUNGE_VERSION, "width",
                     p->width_px, "height", p->height_px, "lang", k->home_lang == LANG_EN ? "en" : "zh", "theme",
                     themes[k->theme], "large", k->home_large, "motion", !still, "screen", screen_of(k->screen)->id,
                     "start", instant_show(r->start, start, sizeof start), "start_ms", (json_int_t)r->start, "store",
                     store, "text", r->text);
}

bool record_start(Panel *p, const char *path, bool still, bool text, Err *err) {
    int file = open_new(path, err);
    if (file < 0) return false;
    Record *r = mem_alloc(sizeof *r);
    *r = (Record){.file = file, .text = text, .base = p->kiosk.mono, .start = clock_now(), .screen = p->kiosk.screen};
    put_json(r, head_json(p, still, r));
    p->record = r;
    return true;
}

void record_stop(Panel *p) {
    if (!p->record) return;
    if (p->record->file >= 0) close(p->record->file);
    free(p->record);
    p->record = NULL;
}

/* --- hiding what is typed ------------------------------------------------------------------------------------------
 */

/* "key.w" -> "w"; an id without a point whole. */
static const char *last_part(const char *id) {
    const char *point = strrchr(id, '.');
    return point ? point + 1 : id;
}

/* One of many alike: one character or a number. What has a name of its own (delete, shift, a pad) is its own filler. */
static bool is_one_of_many(const char *id) {
    const char *part = last_part(id);
    if (strcmp(part, "comma") == 0 || strcmp(part, "period") == 0) return true;
    return utf8_count(part) == 1 || part[strspn(part, "0123456789")] == '\0';
}

static bool is_sibling(const Target *t, const char *id) {
    size_t prefix = (size_t)(last_part(id) - id);
    return t->secret && is_one_of_many(t->id) && strncmp(t->id, id, prefix) == 0 && last_part(t->id) == t->id + prefix;
}

/* The first such key on a screen stands for the first that is touched there, the third for all others: on a keypad that
 * makes 133…, which is a phone's number to a form that checks it. */
static const Target *filler_of(Record *r, const DrawList *list, const Target *real) {
    if (!is_one_of_many(real->id)) return real;
    int want = r->secret_taps++ ? 2 : 0;
    const Target *found = real;
    for (size_t i = 0; i < list->n_targets && want >= 0; i++) {
        if (!is_sibling(&list->targets[i], real->id)) continue;
        found = &list->targets[i];
        want--;
    }
    return found;
}

static Hidden *hidden_of(Record *r, int64_t finger) {
    for (int i = 0; i < TOUCH_FINGERS_MAX; i++)
        if (r->hidden[i].down && r->hidden[i].finger == finger) return &r->hidden[i];
    return NULL;
}

static void hide(Record *r, const Panel *p, const Target *real, int64_t finger) {
    Hidden *h = hidden_of(r, finger);
    for (int i = 0; !h && i < TOUCH_FINGERS_MAX; i++)
        if (!r->hidden[i].down) h = &r->hidden[i];
    if (!h) h = &r->hidden[0]; /* more fingers than a panel counts */
    const Target *filler = filler_of(r, &p->list, real);
    Rect hit = filler->hit;
    *h = (Hidden){true, finger, (hit.x + hit.w / 2) * p->scale, (hit.y + hit.h / 2) * p->scale, ""};
    snprintf(h->target, sizeof h->target, "%s", real->id);
}

static void put_finger(Record *r, const char *what, int64_t finger, float x_px, float y_px, bool secret) {
    put_line(r, "\"do\":\"%s\",\"finger\":%lld,\"x\":%.9g,\"y\":%.9g%s", what, (long long)finger, (double)x_px,
             (double)y_px, secret ? ",\"secret\":true" : "");
}

static const char *const finger_names[] = {
    [FINGER_DOWN] = "down", [FINGER_MOVE] = "move", [FINGER_UP] = "up", [FINGER_CANCEL] = "cancel"};

/* A touch that left its key again typed nothing: it is kept as one that was cancelled. */
static void put_hidden(Record *r, const Panel *p, Hidden *h, FingerEvent e) {
    if (e.kind == FINGER_MOVE) return;
    const Target *now = draw_target_at(&p->list, e.x, e.y);
    bool left = e.kind == FINGER_UP && (!now || strcmp(now->id, h->target) != 0);
    put_finger(r, finger_names[left ? FINGER_CANCEL : e.kind], e.finger, h->x_px, h->y_px, true);
    if (e.kind != FINGER_DOWN) h->down = false;
}

void record_finger(Panel *p, FingerEvent e, float x_px, float y_px) {
    Record *r = p->record;
    if (!r) return;
    r->at = e.at - r->base;
    /* A PIN is in no recording, whoever asked for one. */
    bool hides = !r->text || p->kiosk.screen == SCREEN_STAFF_PIN;
    const Target *under = e.kind == FINGER_DOWN && hides ? draw_target_at(&p->list, e.x, e.y) : NULL;
    if (under && under->secret) hide(r, p, under, e.finger);
    Hidden *h = hidden_of(r, e.finger);
    if (h && e.kind == FINGER_DOWN && !(under && under->secret)) h->down = false, h = NULL; /* it was lost on its way */
    if (h)
        put_hidden(r, p, h, e);
    else
        put_finger(r, finger_names[e.kind], e.finger, x_px, y_px, false);
}

/* --- all else ------------------------------------------------------------------------------------------------------
 */

void record_frame(Panel *p, Ms mono) {
    Record *r = p->record;
    if (!r) return;
    r->at = mono - r->base;
    put_line(r, "\"do\":\"frame\"");
}

/* Which car was opened says nothing of the digits that opened it; without it a recording would end at the keypad. */
void record_framed(Panel *p) {
    Record *r = p->record;
    if (!r) return;
    const Kiosk *k = &p->kiosk;
    bool open = *k->visit.order_no != '\0';
    for (size_t i = 0; open && !r->opened && i < k->snap.n_board; i++)
        if (strcmp(k->snap.board[i].order_no, k->visit.order_no) == 0)
            put_line(r, "\"do\":\"opens\",\"row\":%zu", i + 1);
    r->opened = open;
    if (r->screen != k->screen) r->secret_taps = 0;
    r->screen = k->screen;
}

void record_let_go(Panel *p) {
    if (p->record) put_line(p->record, "\"do\":\"let go\"");
}

void record_changed(Panel *p) {
    if (p->record) put_line(p->record, "\"do\":\"changed\"");
}

void record_size(Panel *p, int width_px, int height_px) {
    if (p->record) put_line(p->record, "\"do\":\"size\",\"width\":%d,\"height\":%d", width_px, height_px);
}

void record_result(Panel *p, const JobResult *result) {
    Record *r = p->record;
    if (!r) return;
    int job = ++r->results;
    if (result->ok) {
        put_line(r, "\"do\":\"result\",\"job\":%d,\"ok\":true", job);
        return;
    }
    json_t *o = json_pack("{s:I, s:s, s:i, s:b, s:i, s:s, s:s}", "at", (json_int_t)r->at, "do", "result", "job", job,
                          "ok", 0, "code", (int)result->err.code, "en", result->err.en, "zh", result->err.zh);
    if (o)
        put_json(r, o);
    else /* words cut within a character */
        put_line(r, "\"do\":\"result\",\"job\":%d,\"ok\":false,\"code\":%d", job, (int)result->err.code);
}
