/* Settings: one table of what is known, with types and shipped values; a snapshot is the stored rows, sorted by key.
 * Scalars are looked up by name, list entries by LIST.N.FIELD. */
#include "settings.h"

#include "base/utf8.h"
#include "rules/prepaid.h"
#include "rules/stage.h"
#include "sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum Type {
    TEXT,     /* most: bytes */
    ID,       /* letters, digits, - and _; most: bytes */
    INTEGER,  /* least–most */
    TIME,     /* "08:30" */
    DAY,      /* "2026-11-23" */
    OPEN_DAY, /* … or "" */
    CHOICE,   /* one of words, separated by | ; may hold an empty word */
    PERCENTS, /* "90 80 70": 1–100 each */
    ZONE,     /* an installed time zone */
} Type;

typedef struct Known {
    const char *key; /* or FIELD of a list */
    Type type;
    const char *shipped;
    int64_t least, most;
    const char *words;
} Known;

enum { LIST_MAX = 999, KEY_MAX = 96, PRICE_FEN_MAX = 100000000 };

static const Known scalars[] = {
    {"store.id", ID, "", 1, STORE_ID_MAX, NULL},
    {"store.name_zh", TEXT, "", 0, 120, NULL},
    {"store.name_en", TEXT, "", 0, 120, NULL},
    {"store.tz", ZONE, "Asia/Shanghai", 1, 64, NULL},
    {"store.phone", TEXT, "", 0, 40, NULL},
    {"demo", INTEGER, "0", 0, 1, NULL},
    {"hours.open", TIME, "08:30", 0, 0, NULL},
    {"hours.close", TIME, "18:00", 0, 0, NULL},
    {"board.stale_minutes", INTEGER, "30", 1, 1440, NULL},
    {"board.page_seconds", INTEGER, "12", 3, 600, NULL},
    {"board.dim_percent", INTEGER, "60", 0, 90, NULL},
    {"display.theme", CHOICE, "auto", 0, 0, "auto|day|night"},
    {"display.night_from", TIME, "19:00", 0, 0, NULL},
    {"display.night_to", TIME, "07:00", 0, 0, NULL},
    {"display.motion", INTEGER, "1", 0, 1, NULL},
    {"display.sound", INTEGER, "0", 0, 1, NULL},
    {"panel.bottom_mm", INTEGER, "800", 0, 1110, NULL},
    {"panel.diagonal_mm", INTEGER, "546", 200, 3000, NULL},
    {"visit.idle_seconds", INTEGER, "60", 10, 3600, NULL},
    {"visit.countdown_seconds", INTEGER, "20", 5, 300, NULL},
    {"visit.unlock_tries", INTEGER, "5", 1, 20, NULL},
    {"visit.unlock_lock_minutes", INTEGER, "5", 1, 1440, NULL},
    {"eta.past_days", INTEGER, "90", 1, 3650, NULL},
    {"rate.guard_ms", INTEGER, "400", 0, 5000, NULL},
    {"rate.undo_seconds", INTEGER, "3", 0, 60, NULL},
    {"survey.version", INTEGER, "1", 1, 1000000, NULL},
    {"survey.words_max", INTEGER, "300", 1, 2000, NULL},
    {"case.manager_minutes", INTEGER, "5", 1, 1440, NULL},
    {"case.assigned_minutes", INTEGER, "15", 1, 10080, NULL},
    {"coupon.days", INTEGER, "30", 0, 3650, NULL},
    {"coupon.link", TEXT, "", 0, 300, NULL},
    {"import.missing", CHOICE, "gone", 0, 0, "gone|keep"},
    {"retention.contact_months", INTEGER, "24", 1, 120, NULL},
    {"wifi.ssid", TEXT, "", 0, 32, NULL},
    {"wifi.password", TEXT, "", 0, 63, NULL},
    {"prepaid.terms_zh", TEXT, "", 0, 4000, NULL},
    {"prepaid.terms_en", TEXT, "", 0, 4000, NULL},
};
enum { SCALARS = sizeof scalars / sizeof *scalars, FIELDS_MAX = 5 };

static const struct List {
    const char *name;
    Known fields[FIELDS_MAX];
} lists[] = {
    {"hours.holidays", {{"day", DAY, "", 0, 0, NULL}}},
    {"survey.factors",
     {{"id", ID, "", 1, 23, NULL},
      {"zh", TEXT, "", 1, 47, NULL},
      {"en", TEXT, "", 1, 47, NULL},
      {"weight", INTEGER, "", 1, 1000, NULL}}},
    {"survey.reasons", {{"id", ID, "", 1, 23, NULL}, {"zh", TEXT, "", 1, 60, NULL}, {"en", TEXT, "", 1, 60, NULL}}},
    {"prepaid.packages",
     {{"id", ID, "", 1, 31, NULL},
      {"title_zh", TEXT, "", 1, 63, NULL},
      {"title_en", TEXT, "", 1, 63, NULL},
      {"percents", PERCENTS, "", 1, PREPAID_SERVICES_MAX, NULL},
      {"filter_free", INTEGER, "", 0, 1, NULL}}},
    {"prepaid.prices",
     {{"grade", TEXT, "", 1, 40, NULL},
      {"litre_fen", INTEGER, "", 0, PRICE_FEN_MAX, NULL},
      {"filter_fen", INTEGER, "", 0, PRICE_FEN_MAX, NULL},
      {"from", OPEN_DAY, "", 0, 0, NULL},
      {"to", OPEN_DAY, "", 0, 0, NULL}}},
    {"dms.columns", {{"name", TEXT, "", 1, 80, NULL}, {"field", ID, "", 1, 40, NULL}}},
    {"dms.stages",
     {{"word", TEXT, "", 1, 80, NULL},
      {"stage", CHOICE, "", 0, 0, "check_in|queued|in_work|inspection|wash|advisor_check|ready|delivered"},
      {"hold", CHOICE, "", 0, 0, "|parts|approval"},
      {"rework", INTEGER, "", 0, 1, NULL}}},
    {"dms.kinds",
     {{"word", TEXT, "", 1, 80, NULL},
      {"kind", CHOICE, "", 0, 0, "|maintenance|service_5k|service_10k|repair|body_paint|warranty|pds"}}},
};
enum { LISTS = sizeof lists / sizeof *lists };

/* ---- what is known ---- */

static const Known *known_scalar(const char *key) {
    for (size_t i = 0; i < SCALARS; i++)
        if (strcmp(scalars[i].key, key) == 0) return &scalars[i];
    return NULL;
}

static const struct List *known_list(const char *name, size_t len) {
    for (size_t i = 0; i < LISTS; i++)
        if (strlen(lists[i].name) == len && memcmp(lists[i].name, name, len) == 0) return &lists[i];
    return NULL;
}

/* The number of "3.zh", written plainly; 0 when it is not 1–LIST_MAX. *field is what follows the dot. */
static int entry_number(const char *text, const char **field) {
    char *end;
    if (*text < '1' || *text > '9') return 0;
    long n = strtol(text, &end, 10);
    if (*end != '.' || n > LIST_MAX) return 0;
    *field = end + 1;
    return (int)n;
}

/* LIST.N.FIELD: the list's name ends at the second dot. */
static const Known *known_item(const char *key) {
    const char *dot = strchr(key, '.'), *field;
    if (dot) dot = strchr(dot + 1, '.');
    const struct List *list = dot ? known_list(key, (size_t)(dot - key)) : NULL;
    if (!list || !entry_number(dot + 1, &field)) return NULL;
    for (size_t i = 0; i < FIELDS_MAX && list->fields[i].key; i++)
        if (strcmp(list->fields[i].key, field) == 0) return &list->fields[i];
    return NULL;
}

static const Known *known_key(const char *key) {
    const Known *known = known_scalar(key);
    return known ? known : known_item(key);
}

/* ---- types ---- */

static bool integer_of(const char *text, int64_t *out) {
    char *end;
    if (!*text || strlen(text) > 18 || strspn(text, "0123456789") != strlen(text)) return false;
    *out = strtoll(text, &end, 10);
    return true;
}

static bool minute_of_day(const char *text, int64_t *out) {
    int h, m, used = 0;
    if (strlen(text) != 5 || sscanf(text, "%2d:%2d%n", &h, &m, &used) != 2 || used != 5) return false;
    if (h < 0 || h > 24 || m < 0 || m > 59 || h * 60 + m > 24 * 60) return false;
    *out = h * 60 + m;
    return true;
}

static bool is_day(const char *text) {
    Ms start;
    return strlen(text) == 10 && day_parse(text, &start);
}

static bool is_text(const Known *k, const char *text) {
    size_t len = strlen(text);
    if ((int64_t)len < k->least || (int64_t)len > k->most || !utf8_valid(text, len)) return false;
    for (const char *p = text; *p; p++)
        if (((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7F) return false;
    return true;
}

static bool is_id(const Known *k, const char *text) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return is_text(k, text) && strspn(text, allowed) == strlen(text);
}

static bool is_choice(const char *words, const char *text) {
    size_t len = strlen(text);
    for (const char *word = words;; word++) {
        size_t n = strcspn(word, "|");
        if (n == len && memcmp(word, text, n) == 0) return true;
        word += n;
        if (!*word) return false;
    }
}

/* How many percents, at most max, into out (may be NULL); −1 when it is no such list. */
static int percents_of(const char *text, int *out, int max) {
    int n = 0;
    for (const char *p = text; *p; n++) {
        char *end;
        if (*p < '0' || *p > '9' || n == max) return -1;
        long percent = strtol(p, &end, 10);
        if (percent < 1 || percent > 100) return -1;
        if (out) out[n] = (int)percent;
        if (*end && *end != ' ') return -1;
        p = end + strspn(end, " ");
    }
    return n > 0 ? n : -1;
}

static bool is_zone(const char *text) {
    char path[128];
    if (!*text || strlen(text) > 64 || strstr(text, "..") || *text == '/') return false;
    snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", text);
    return access(path, R_OK) == 0;
}

static bool fits(const Known *k, const char *text) {
    int64_t number;
    switch (k->type) {
    case TEXT: return is_text(k, text);
    case ID: return is_id(k, text);
    case INTEGER: return integer_of(text, &number) && number >= k->least && number <= k->most;
    case TIME: return minute_of_day(text, &number);
    case DAY: return is_day(text);
    case OPEN_DAY: return !*text || is_day(text);
    case CHOICE: return is_choice(k->words, text);
    case PERCENTS: return percents_of(text, NULL, (int)k->most) > 0;
    case ZONE: return is_zone(text);
    }
    return false;
}

/* What is wanted, in words; the value itself may be a password and is not repeated. */
static bool refuse(const Known *k, const char *key, Err *err) {
    long long least = k->least, most = k->most;
    switch (k->type) {
    case INTEGER:
        return err_set(err, ERR_INPUT,
                       TXT("%s wants a whole number from %lld to %lld", "%s 须为 %lld 到 %lld 之间的整数"), key, least,
                       most);
    case TIME: return err_set(err, ERR_INPUT, TXT("%s wants a time like 08:30", "%s 须为 08:30 这样的时间"), key);
    case DAY:
    case OPEN_DAY:
        return err_set(err, ERR_INPUT, TXT("%s wants a day like 2026-11-23", "%s 须为 2026-11-23 这样的日期"), key);
    case CHOICE:
        return err_set(err, ERR_INPUT, TXT("%s wants one of: %s", "%s 须为其中之一：%s"), key,
                       k->words[0] == '|' ? k->words + 1 : k->words);
    case PERCENTS:
        return err_set(err, ERR_INPUT,
                       TXT("%s wants percents from 1 to 100 with spaces between, at most %lld: 90 80 70",
                           "%s 须为以空格分隔的 1 到 100 的百分数，最多 %lld 个：90 80 70"),
                       key, most);
    case ZONE:
        return err_set(err, ERR_INPUT,
                       TXT("%s wants an installed time zone like Asia/Shanghai (package tzdata)",
                           "%s 须为已安装的时区，如 Asia/Shanghai（软件包 tzdata）"),
                       key);
    case ID:
        return err_set(err, ERR_INPUT,
                       TXT("%s wants letters, digits, - or _, from %lld to %lld of them",
                           "%s 只能用字母、数字、- 和 _，%lld 到 %lld 个"),
                       key, least, most);
    case TEXT: break;
    }
    return err_set(err, ERR_INPUT, TXT("%s wants plain text of %lld to %lld bytes", "%s 须为 %lld 到 %lld 字节的文字"),
                   key, least, most);
}

/* ---- the snapshot ---- */

typedef struct Pair {
    const char *key, *value;
} Pair;

struct Settings {
    Arena arena;
    Pair *pairs; /* stored ones, sorted by key */
    size_t n;
    WorkHours hours;
};

static int by_key(const void *a, const void *b) {
    return strcmp(((const Pair *)a)->key, ((const Pair *)b)->key);
}

static const char *stored(const Settings *s, const char *key) {
    Pair want = {key, NULL}, *found = s->n ? bsearch(&want, s->pairs, s->n, sizeof want, by_key) : NULL;
    return found ? found->value : NULL;
}

static int by_instant(const void *a, const void *b) {
    Ms x = *(const Ms *)a, y = *(const Ms *)b;
    return (x > y) - (x < y);
}

static void read_hours(Settings *s) {
    int n = settings_count(s, "hours.holidays");
    Ms *days = arena_alloc(&s->arena, sizeof *days * (size_t)(n + 1));
    size_t good = 0;
    for (int i = 1; i <= n; i++)
        if (day_parse(settings_item(s, "hours.holidays", i, "day"), &days[good])) good++;
    qsort(days, good, sizeof *days, by_instant);
    s->hours = (WorkHours){(int)settings_int(s, "hours.open"), (int)settings_int(s, "hours.close"), days, good};
}

bool settings_read(Db *db, Settings **out, Err *err) {
    bool ok, row;
    size_t room = 0;
    Settings *s = mem_alloc(sizeof *s);
    sqlite3_stmt *q = sql_query(db, "SELECT key, value FROM setting ORDER BY key", SQL_NO_ARGS, err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (s->n == room) s->pairs = mem_grow(s->pairs, sizeof *s->pairs * (room = room ? room * 2 : 64));
        s->pairs[s->n].key = sql_keep(&s->arena, q, 0);
        s->pairs[s->n++].value = sql_keep(&s->arena, q, 1);
    }
    if (!ok) {
        settings_free(s);
        return false;
    }
    read_hours(s);
    *out = s;
    return true;
}

void settings_free(Settings *s) {
    if (!s) return;
    arena_free(&s->arena);
    free(s->pairs);
    free(s);
}

const char *settings_text(const Settings *s, const char *key) {
    const char *value = stored(s, key);
    if (value) return value;
    const Known *known = known_key(key);
    return known ? known->shipped : "";
}

int64_t settings_int(const Settings *s, const char *key) {
    const char *text = settings_text(s, key);
    int64_t number;
    return integer_of(text, &number) || minute_of_day(text, &number) ? number : 0;
}

const WorkHours *settings_hours(const Settings *s) {
    return &s->hours;
}

/* The highest number that has any field: a gap is an entry of empty texts. */
int settings_count(const Settings *s, const char *list) {
    size_t len = strlen(list);
    int most = 0;
    for (size_t i = 0; i < s->n; i++) {
        const char *field, *key = s->pairs[i].key;
        if (strncmp(key, list, len) != 0 || key[len] != '.') continue;
        int number = entry_number(key + len + 1, &field);
        if (number > most) most = number;
    }
    return most;
}

const char *settings_item(const Settings *s, const char *list, int i, const char *field) {
    char key[KEY_MAX];
    if ((size_t)snprintf(key, sizeof key, "%s.%d.%s", list, i, field) >= sizeof key) return "";
    return settings_text(s, key);
}

/* ---- writing ---- */

/* Rows of every kind carry the store's id; once there are some, a new id would leave them behind. */
static bool id_may_change(Db *db, const char *value, Err *err) {
    int64_t used = 0;
    if (strcmp(db_store_id(db), value) == 0 || !*db_store_id(db)) return true;
    if (!sql_number(
            db, &used,
            "SELECT EXISTS (SELECT 1 FROM work_order) OR EXISTS (SELECT 1 FROM offer) OR EXISTS (SELECT 1 FROM "
            "rating) OR EXISTS (SELECT 1 FROM complaint) OR EXISTS (SELECT 1 FROM call) OR EXISTS (SELECT 1 FROM "
            "activity)",
            SQL_NO_ARGS, err))
        return false;
    return !used || err_set(err, ERR_RULE,
                            TXT("store.id is %s and cannot change any more: the database holds its records",
                                "store.id 为 %s，数据库中已有该店记录，不能再改"),
                            db_store_id(db));
}

static bool write_value(Db *db, const char *key, const char *value, Err *err) {
    return sql_run(db,
                   "INSERT INTO setting (key, value, updated_ms) VALUES (?1, ?2, ?3)"
                   " ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_ms = excluded.updated_ms"
                   " WHERE value <> excluded.value",
                   SQL_ARGS(txt(key), txt(value), num(clock_now())), err);
}

bool settings_set(Db *db, const char *key, const char *value, Err *err) {
    const Known *known = known_key(key);
    if (!known || strlen(key) >= KEY_MAX)
        return err_set(err, ERR_INPUT, TXT("there is no setting %s", "没有设置项 %s"), key);
    if (!fits(known, value)) return refuse(known, key, err);
    bool id = strcmp(key, "store.id") == 0;
    if (!db_begin(db, err)) return false;
    if ((id && !id_may_change(db, value, err)) || !write_value(db, key, value, err)) {
        db_rollback(db);
        return false;
    }
    if (id) db_store_id_changed(db);
    return db_commit(db, err);
}

bool settings_clear_list(Db *db, const char *list, Err *err) {
    char from[KEY_MAX], to[KEY_MAX];
    if (!known_list(list, strlen(list)))
        return err_set(err, ERR_INPUT, TXT("there is no list of settings %s", "没有设置列表 %s"), list);
    snprintf(from, sizeof from, "%s.", list);
    snprintf(to, sizeof to, "%s/", list); /* the character after the dot */
    if (!db_begin(db, err)) return false;
    if (!sql_run(db, "DELETE FROM setting WHERE key >= ?1 AND key < ?2", SQL_ARGS(txt(from), txt(to)), err)) {
        db_rollback(db);
        return false;
    }
    return db_commit(db, err);
}

typedef bool (*RowFn)(void *ctx, const char *key, const char *value, const char *shipped);

static bool each_item(const Settings *s, const struct List *list, RowFn row, void *ctx) {
    int n = settings_count(s, list->name);
    for (int i = 1; i <= n; i++)
        for (size_t f = 0; f < FIELDS_MAX && list->fields[f].key; f++) {
            char key[KEY_MAX];
            snprintf(key, sizeof key, "%s.%d.%s", list->name, i, list->fields[f].key);
            if (!row(ctx, key, settings_text(s, key), list->fields[f].shipped)) return false;
        }
    return true;
}

bool settings_each(Db *db, RowFn row, void *ctx, Err *err) {
    Settings *s;
    if (!settings_read(db, &s, err)) return false;
    bool more = true;
    for (size_t i = 0; more && i < SCALARS; i++)
        more = row(ctx, scalars[i].key, settings_text(s, scalars[i].key), scalars[i].shipped);
    for (size_t i = 0; more && i < LISTS; i++) more = each_item(s, &lists[i], row, ctx);
    settings_free(s);
    return true;
}
