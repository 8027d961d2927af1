/* Reading a recording: its first line, then a line for each thing that reached the panel. Whatever is wrong is told
 * with file, line and field; only a last line that was cut off is forgiven. */
#include "record.h"

#include "base/mem.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE_MOST = 4096,      /* the longest that is written holds two sentences */
    TRACES_MOST = 4000000, /* a day of touching without a pause */
    SIZE_LEAST = 480,
    SIZE_MOST = 8192,
    COUNT_MOST = 1000000,
};
#define AT_MOST (400 * MS_DAY)
#define PX_MOST 100000.0 /* a finger may leave the panel, not the town */

typedef struct Reader {
    Recording *rec;
    json_t *o; /* the line being read */
    Err *err;
} Reader;

/* --- fields --------------------------------------------------------------------------------------------------------
 */

static bool missing(const Reader *r, const char *field) {
    return err_set(r->err, ERR_INPUT, TXT("the field \"%s\" is missing or of another kind", "字段“%s”缺失或类型不符"),
                   field);
}

static bool outside(const Reader *r, const char *field) {
    return err_set(r->err, ERR_INPUT, TXT("the field \"%s\" has a value that cannot be", "字段“%s”的值超出范围"),
                   field);
}

static bool read_whole(const Reader *r, const char *field, int64_t least, int64_t most, int64_t *out) {
    const json_t *v = json_object_get(r->o, field);
    if (!json_is_integer(v)) return missing(r, field);
    *out = json_integer_value(v);
    return (*out >= least && *out <= most) || outside(r, field);
}

static bool read_int(const Reader *r, const char *field, int least, int most, int *out) {
    int64_t v = 0;
    if (!read_whole(r, field, least, most, &v)) return false;
    *out = (int)v;
    return true;
}

static bool read_px(const Reader *r, const char *field, float *out) {
    const json_t *v = json_object_get(r->o, field);
    if (!json_is_number(v)) return missing(r, field);
    double d = json_number_value(v);
    *out = (float)d;
    return fabs(d) <= PX_MOST || outside(r, field);
}

static bool read_bool(const Reader *r, const char *field, bool *out) {
    const json_t *v = json_object_get(r->o, field);
    if (!json_is_boolean(v)) return missing(r, field);
    *out = json_boolean_value(v);
    return true;
}

static bool read_text(const Reader *r, const char *field, char *out, size_t size) {
    const char *v = json_string_value(json_object_get(r->o, field));
    if (!v) return missing(r, field);
    if (strlen(v) >= size) return outside(r, field);
    strcpy(out, v);
    return true;
}

/* One of a list of names; the list ends with NULL. */
static bool read_name(const Reader *r, const char *field, const char *const *names, int *out) {
    const char *v = json_string_value(json_object_get(r->o, field));
    if (!v) return missing(r, field);
    for (*out = 0; names[*out]; (*out)++)
        if (strcmp(v, names[*out]) == 0) return true;
    return outside(r, field);
}

/* --- lines ---------------------------------------------------------------------------------------------------------
 */

static bool read_head(Reader *r) {
    static const char *const langs[] = {[LANG_ZH] = "zh", [LANG_EN] = "en", NULL};
    static const char *const themes[] = {[THEME_AUTO] = "auto", [THEME_DAY] = "day", [THEME_NIGHT] = "night", NULL};
    RecordHead *h = &r->rec->head;
    int lang = 0, theme = 0;
    bool motion = true;
    bool ok = read_text(r, "lounge", h->version, sizeof h->version) &&
              read_int(r, "width", SIZE_LEAST, SIZE_MOST, &h->width_px) &&
              read_int(r, "height", SIZE_LEAST, SIZE_MOST, &h->height_px) && read_name(r, "lang", langs, &lang) &&
              read_name(r, "theme", themes, &theme) && read_bool(r, "large", &h->large) &&
              read_bool(r, "motion", &motion) && read_bool(r, "text", &h->text) &&
              read_text(r, "screen", h->screen, sizeof h->screen) && read_text(r, "store", h->store, sizeof h->store) &&
              read_whole(r, "start_ms", 0, 4102444800000, &h->start); /* until 2100 */
    if (!ok) return false;
    h->lang = (Lang)lang;
    h->theme = (ThemeChoice)theme;
    h->still = !motion;
    for (int i = 0; i < SCREENS; i++)
        if (strcmp(h->screen, screen_of((ScreenId)i)->id) == 0) return true;
    return outside(r, "screen");
}

static bool read_finger(Reader *r, Trace *t, FingerKind touch) {
    t->kind = TRACE_FINGER;
    t->touch = touch;
    return read_whole(r, "finger", INT64_MIN, INT64_MAX, &t->finger) && read_px(r, "x", &t->x_px) &&
           read_px(r, "y", &t->y_px);
}

static bool read_result(Reader *r, Trace *t) {
    int code = 0;
    if (!read_int(r, "job", 1, COUNT_MOST, &t->number) || !read_bool(r, "ok", &t->ok)) return false;
    if (t->ok) return true;
    if (!read_int(r, "code", ERR_USAGE, ERR_EXISTS, &code)) return false;
    t->err.code = (ErrCode)code;
    bool words = json_object_get(r->o, "en") != NULL;
    return !words ||
           (read_text(r, "en", t->err.en, sizeof t->err.en) && read_text(r, "zh", t->err.zh, sizeof t->err.zh));
}

static bool read_what(Reader *r, Trace *t) {
    static const char *const names[] = {"down",    "move",   "up",    "cancel", "frame", "let go",
                                        "changed", "result", "opens", "size",   NULL};
    static const TraceKind kinds[] = {TRACE_FINGER, TRACE_FINGER,  TRACE_FINGER, TRACE_FINGER, TRACE_FRAME,
                                      TRACE_LET_GO, TRACE_CHANGED, TRACE_RESULT, TRACE_OPENS,  TRACE_SIZE};
    int what;
    if (!read_name(r, "do", names, &what)) return false;
    t->kind = kinds[what];
    switch (t->kind) {
    case TRACE_FINGER: return read_finger(r, t, (FingerKind)what);
    case TRACE_RESULT: return read_result(r, t);
    case TRACE_OPENS: return read_int(r, "row", 1, COUNT_MOST, &t->number);
    case TRACE_SIZE:
        return read_int(r, "width", SIZE_LEAST, SIZE_MOST, &t->width_px) &&
               read_int(r, "height", SIZE_LEAST, SIZE_MOST, &t->height_px);
    default: return true;
    }
}

static bool read_trace(Reader *r, int line) {
    Recording *rec = r->rec;
    Trace t = {.line = line};
    const Trace *last = rec->n ? &rec->traces[rec->n - 1] : &(Trace){0};
    if (!read_whole(r, "at", last->at, AT_MOST, &t.at)) return false;
    t.drift = last->drift;
    if (json_object_get(r->o, "drift") && !read_whole(r, "drift", -AT_MOST, AT_MOST, &t.drift)) return false;
    if (!read_what(r, &t)) return false;
    if (rec->n == TRACES_MOST)
        return err_set(r->err, ERR_INPUT, TXT("a recording has at most %d lines", "录制文件最多 %d 行"), TRACES_MOST);
    if ((rec->n & (rec->n - 1)) == 0) rec->traces = mem_grow(rec->traces, (rec->n ? rec->n * 2 : 1) * sizeof t);
    rec->traces[rec->n++] = t;
    return true;
}

/* Not JSON at all: forgiven in a line without its end, which is where the program died. */
static bool read_line(Reader *r, const char *line, size_t len, int number) {
    json_error_t e;
    r->o = json_loadb(line, len, JSON_REJECT_DUPLICATES, &e);
    if (!json_is_object(r->o)) {
        json_decref(r->o);
        r->rec->cut = number > 1 && line[len - 1] != '\n';
        return r->rec->cut || err_set(r->err, ERR_INPUT, TXT("no JSON object: %s", "不是 JSON 对象：%s"), e.text);
    }
    bool ok = number == 1 ? read_head(r) : read_trace(r, number);
    json_decref(r->o);
    return ok;
}

static bool read_lines(Reader *r, FILE *f, const char *path, char **line) {
    size_t room = 0;
    int number = 0;
    for (ssize_t len; !r->rec->cut && (len = getline(line, &room, f)) > 0;) {
        number++;
        bool ok = len <= LINE_MOST && !memchr(*line, 0, (size_t)len);
        if (!ok)
            err_set(r->err, ERR_INPUT, TXT("longer than %d bytes, or a byte that is zero", "超过 %d 字节，或含零字节"),
                    LINE_MOST);
        if (!ok || !read_line(r, *line, (size_t)len, number))
            return err_prefix(r->err, TXT("%s line %d: ", "%s 第 %d 行："), path, number);
    }
    if (ferror(f)) return err_set(r->err, ERR_IO, TXT("cannot read %s: %s", "无法读取 %s：%s"), path, strerror(errno));
    return number > 0 || err_set(r->err, ERR_INPUT, TXT("%s is empty: no recording", "%s 为空：不是录制文件"), path);
}

bool recording_read(Recording *out, const char *path, Err *err) {
    Recording rec = {0};
    Reader r = {.rec = &rec, .err = err};
    FILE *f = fopen(path, "re");
    if (!f) return err_set(err, ERR_NOT_FOUND, TXT("cannot open %s: %s", "无法打开 %s：%s"), path, strerror(errno));
    char *line = NULL;
    bool ok = read_lines(&r, f, path, &line);
    free(line);
    fclose(f);
    if (!ok) {
        recording_free(&rec);
        return false;
    }
    *out = rec;
    return true;
}

void recording_free(Recording *rec) {
    free(rec->traces);
    *rec = (Recording){0};
}
