/* Settings: a snapshot is the stored rows and the policies in force on its day, sorted by key. Scalars are looked up by
 * name, list entries by LIST.N.FIELD. */
#include "settings.h"

#include "known.h"
#include "sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the snapshot ---- */

typedef struct Pair {
    const char *key, *value;
} Pair;

struct Settings {
    Arena arena;
    Pair *pairs; /* stored ones, sorted by key */
    size_t n;
    struct InForce {
        const char *subject, *policy_id;
        int version;
    } * policies; /* the version of each subject that is in force */
    size_t n_policies;
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

static void add_pair(Settings *s, const char *key, const char *value) {
    if (s->n % 64 == 0) s->pairs = mem_grow(s->pairs, sizeof *s->pairs * (s->n + 64));
    s->pairs[s->n++] = (Pair){key, value};
}

/* Of the versions that name the day, each subject's latest. */
static bool read_versions(Db *db, Settings *s, Ms at, Err *err) {
    char day[32];
    bool ok, row;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT subject, policy_id, max(version) FROM policy_version WHERE store_id = ?1 AND from_day <= ?2"
                  " AND (to_day = '' OR to_day >= ?2) GROUP BY subject",
                  SQL_ARGS(txt(db_store_id(db)), txt(day_show(at, day, sizeof day))), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (s->n_policies % 16 == 0) s->policies = mem_grow(s->policies, sizeof *s->policies * (s->n_policies + 16));
        s->policies[s->n_policies++] =
            (struct InForce){sql_keep(&s->arena, q, 0), sql_keep(&s->arena, q, 1), (int)sql_int(q, 2, 0)};
    }
    return ok;
}

static bool read_pairs(Db *db, Settings *s, const char *sql, const SqlArg *args, size_t n, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(db, sql, args, n, err);
    while ((ok = sql_step(db, q, &row, err)) && row) add_pair(s, sql_keep(&s->arena, q, 0), sql_keep(&s->arena, q, 1));
    return ok;
}

static bool read_all(Db *db, Settings *s, Ms at, Err *err) {
    bool ok = read_pairs(db, s, "SELECT key, value FROM setting", SQL_NO_ARGS, err) && read_versions(db, s, at, err);
    for (size_t i = 0; ok && i < s->n_policies; i++)
        ok = read_pairs(db, s, "SELECT key, value FROM policy_value WHERE policy_id = ?1",
                        SQL_ARGS(txt(s->policies[i].policy_id)), err);
    return ok;
}

bool settings_read_at(Db *db, Ms at, Settings **out, Err *err) {
    Settings *s = mem_alloc(sizeof *s);
    if (!read_all(db, s, at, err)) {
        settings_free(s);
        return false;
    }
    if (s->n) qsort(s->pairs, s->n, sizeof *s->pairs, by_key);
    read_hours(s);
    *out = s;
    return true;
}

bool settings_read(Db *db, Settings **out, Err *err) {
    return settings_read_at(db, clock_now(), out, err);
}

static const struct InForce *in_force(const Settings *s, const char *subject) {
    for (size_t i = 0; i < s->n_policies; i++)
        if (strcmp(s->policies[i].subject, subject) == 0) return &s->policies[i];
    return NULL;
}

const char *settings_policy(const Settings *s, const char *subject) {
    const struct InForce *found = in_force(s, subject);
    return found ? found->policy_id : "";
}

int settings_policy_version(const Settings *s, const char *subject) {
    const struct InForce *found = in_force(s, subject);
    return found ? found->version : 0;
}

void settings_free(Settings *s) {
    if (!s) return;
    arena_free(&s->arena);
    free(s->pairs);
    free(s->policies);
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
    return known_integer(text, &number) || known_minute(text, &number) ? number : 0;
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
        int number = known_entry(key + len + 1, &field);
        if (number > most) most = number;
    }
    return most;
}

const char *settings_item(const Settings *s, const char *list, int i, const char *field) {
    char key[KNOWN_KEY_MAX];
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

static bool refuse_policy(const char *key, Err *err) {
    return err_set(err, ERR_RULE,
                   TXT("%s is a policy with dates: write it in a file and use lounge import policies FILE",
                       "%s 是有生效日期的策略：请写入文件后用 lounge import policies 文件 导入"),
                   key);
}

bool settings_set(Db *db, const char *key, const char *value, Err *err) {
    const Known *known = known_key(key);
    if (!known || strlen(key) >= KNOWN_KEY_MAX)
        return err_set(err, ERR_INPUT, TXT("there is no setting %s", "没有设置项 %s"), key);
    if (known_is_policy(key)) return refuse_policy(key, err);
    if (!known_fits(known, value)) return known_refuse(known, key, err);
    bool id = strcmp(key, "store.id") == 0;
    if (!db_begin(db, err)) return false;
    bool ok = (!id || id_may_change(db, value, err)) && write_value(db, key, value, err);
    if (ok && id) db_store_id_changed(db);
    return db_end(db, ok, err);
}

bool settings_clear_list(Db *db, const char *list, Err *err) {
    char from[KNOWN_KEY_MAX], to[KNOWN_KEY_MAX];
    if (!known_list(list))
        return err_set(err, ERR_INPUT, TXT("there is no list of settings %s", "没有设置列表 %s"), list);
    if (known_is_policy(list)) return refuse_policy(list, err);
    snprintf(from, sizeof from, "%s.", list);
    snprintf(to, sizeof to, "%s/", list); /* the character after the dot */
    if (!db_begin(db, err)) return false;
    return db_end(
        db, sql_run(db, "DELETE FROM setting WHERE key >= ?1 AND key < ?2", SQL_ARGS(txt(from), txt(to)), err), err);
}

typedef bool (*RowFn)(void *ctx, const char *key, const char *value, const char *shipped);

static bool each_item(const Settings *s, const KnownList *list, RowFn row, void *ctx) {
    int n = settings_count(s, list->name);
    for (int i = 1; i <= n; i++)
        for (size_t f = 0; f < KNOWN_FIELDS_MAX && list->fields[f].key; f++) {
            char key[KNOWN_KEY_MAX];
            snprintf(key, sizeof key, "%s.%d.%s", list->name, i, list->fields[f].key);
            if (!row(ctx, key, settings_text(s, key), list->fields[f].shipped)) return false;
        }
    return true;
}

bool settings_each(Db *db, RowFn row, void *ctx, Err *err) {
    Settings *s;
    if (!settings_read(db, &s, err)) return false;
    bool more = true;
    for (const Known *k = known_settings; more && k->key; k++)
        more = row(ctx, k->key, settings_text(s, k->key), k->shipped);
    for (const KnownList *l = known_setting_lists; more && l->name; l++) more = each_item(s, l, row, ctx);
    settings_free(s);
    return true;
}
