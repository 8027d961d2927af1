/* Policies: versions that are only ever added. */
#include "policies.h"

#include "known.h"
#include "sql.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool policy_value_check(const char *key, const char *value, Err *err) {
    const Known *known = known_key(key);
    if (!known || !known_is_policy(key) || strlen(key) >= KNOWN_KEY_MAX)
        return err_set(err, ERR_INPUT, TXT("no policy has a %s", "没有策略项 %s"), key);
    return known_fits(known, value) || known_refuse(known, key, err);
}

bool policy_subject_known(const char *subject) {
    return *subject && !strchr(subject, '.') && known_is_policy(subject);
}

/* ---- what is missing ---- */

static int by_key(const void *a, const void *b) {
    return strcmp(((const PolicyValue *)a)->key, ((const PolicyValue *)b)->key);
}

void policy_sort(Policy *policy) {
    if (policy->n) qsort(policy->values, policy->n, sizeof *policy->values, by_key);
}

static bool has(const Policy *p, const char *key) {
    PolicyValue want = {.key = key};
    return p->n && bsearch(&want, p->values, p->n, sizeof want, by_key);
}

static bool of_subject(const char *name, const char *subject) {
    size_t len = strlen(subject);
    return strncmp(name, subject, len) == 0 && name[len] == '.';
}

/* How many entries a list has: the highest number that any of its keys has. */
static int entries(const Policy *p, const char *list) {
    size_t len = strlen(list);
    int most = 0;
    for (size_t i = 0; i < p->n; i++) {
        const char *field, *key = p->values[i].key;
        if (strncmp(key, list, len) != 0 || key[len] != '.') continue;
        int number = known_entry(key + len + 1, &field);
        if (number > most) most = number;
    }
    return most;
}

static bool list_lacks(const Policy *p, const KnownList *list, char *key, size_t size) {
    int n = entries(p, list->name);
    for (int i = 1; i <= n; i++)
        for (size_t f = 0; f < KNOWN_FIELDS_MAX && list->fields[f].key; f++) {
            snprintf(key, size, "%s.%d.%s", list->name, i, list->fields[f].key);
            if (known_is_wanted(&list->fields[f]) && !has(p, key)) return true;
        }
    return false;
}

void policy_missing(const Policy *policy, char *key, size_t size) {
    for (const Known *k = known_policies; k->key; k++) {
        snprintf(key, size, "%s", k->key);
        if (of_subject(k->key, policy->subject) && known_is_wanted(k) && !has(policy, k->key)) return;
    }
    for (const KnownList *l = known_policy_lists; l->name; l++)
        if (of_subject(l->name, policy->subject) && list_lacks(policy, l, key, size)) return;
    *key = '\0';
}

/* ---- writing ---- */

static void digest_of(const Policy *p, char out[65]) {
    crypto_generichash_state state;
    unsigned char hash[32];
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    for (size_t i = 0; i < p->n; i++) {
        crypto_generichash_update(&state, (const unsigned char *)p->values[i].key, strlen(p->values[i].key) + 1);
        crypto_generichash_update(&state, (const unsigned char *)p->values[i].value, strlen(p->values[i].value) + 1);
    }
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(out, 65, hash, sizeof hash);
}

/* The latest version that shares a day with these, when it is the same in days and values. */
static bool is_in_force(Db *db, const Policy *p, const char *digest, bool *known, Err *err) {
    int64_t same = 0;
    bool ok =
        sql_number(db, &same,
                   "SELECT from_day = ?3 AND to_day = ?4 AND digest = ?5 FROM policy_version"
                   " WHERE store_id = ?1 AND subject = ?2 AND (to_day = '' OR to_day >= ?3)"
                   " AND (?4 = '' OR from_day <= ?4) ORDER BY version DESC LIMIT 1",
                   SQL_ARGS(txt(db_store_id(db)), txt(p->subject), txt(p->from_day), txt(p->to_day), txt(digest)), err);
    *known = same == 1;
    return ok;
}

static bool add(Db *db, const Policy *p, const char *digest, Err *err) {
    int64_t version = 0;
    Uuid id = uuid_new();
    if (!sql_number(db, &version, "SELECT max(version) FROM policy_version WHERE store_id = ?1 AND subject = ?2",
                    SQL_ARGS(txt(db_store_id(db)), txt(p->subject)), err) ||
        !sql_run(db,
                 "INSERT INTO policy_version (policy_id, store_id, subject, version, from_day, to_day, digest, file,"
                 " by_name, imported_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                 SQL_ARGS(txt(id.text), txt(db_store_id(db)), txt(p->subject), num(version + 1), txt(p->from_day),
                          txt(p->to_day), txt(digest), txt(p->file), txt(p->by), num(clock_now())),
                 err))
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < p->n; i++)
        ok = sql_run(db, "INSERT INTO policy_value (policy_id, key, value) VALUES (?1, ?2, ?3)",
                     SQL_ARGS(txt(id.text), txt(p->values[i].key), txt(p->values[i].value)), err);
    return ok;
}

bool policy_save(Db *db, const Policy *policy, bool *known, Err *err) {
    char digest[65];
    digest_of(policy, digest);
    if (!db_begin(db, err)) return false;
    return db_end(db, is_in_force(db, policy, digest, known, err) && (*known || add(db, policy, digest, err)), err);
}

/* ---- reading ---- */

static bool read_values(Db *db, Arena *arena, Policy *p, Err *err) {
    bool ok, row;
    int64_t n = 0;
    if (!sql_number(db, &n, "SELECT count(*) FROM policy_value WHERE policy_id = ?1", SQL_ARGS(txt(p->policy_id)), err))
        return false;
    p->values = arena_alloc(arena, sizeof *p->values * ((size_t)n + 1));
    sqlite3_stmt *q = sql_query(db, "SELECT key, value FROM policy_value WHERE policy_id = ?1 ORDER BY key LIMIT ?2",
                                SQL_ARGS(txt(p->policy_id), num(n)), err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        p->values[p->n++] = (PolicyValue){sql_keep(arena, q, 0), sql_keep(arena, q, 1), 0};
    return ok;
}

bool policies_read(Db *db, Arena *arena, bool with_values, Policy **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    const char *store = db_store_id(db);
    if (!sql_number(db, &most, "SELECT count(*) FROM policy_version WHERE store_id = ?1", SQL_ARGS(txt(store)), err))
        return false;
    Policy *list = arena_alloc(arena, sizeof *list * ((size_t)most + 1));
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT policy_id, subject, from_day, to_day, version, file, by_name, imported_ms"
                                " FROM policy_version WHERE store_id = ?1 ORDER BY subject, version LIMIT ?2",
                                SQL_ARGS(txt(store), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        list[count++] = (Policy){.policy_id = sql_keep(arena, q, 0),
                                 .subject = sql_keep(arena, q, 1),
                                 .from_day = sql_keep(arena, q, 2),
                                 .to_day = sql_keep(arena, q, 3),
                                 .version = (int)sql_int(q, 4, 0),
                                 .file = sql_keep(arena, q, 5),
                                 .by = sql_keep(arena, q, 6),
                                 .imported = sql_int(q, 7, 0)};
    for (size_t i = 0; ok && with_values && i < count; i++) ok = read_values(db, arena, &list[i], err);
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

const Policy *policy_on(const Policy *all, size_t n, const char *subject, const char *day) {
    const Policy *best = NULL;
    for (size_t i = 0; i < n; i++) {
        const Policy *p = &all[i];
        if (strcmp(p->subject, subject) != 0 || strcmp(p->from_day, day) > 0) continue;
        if (*p->to_day && strcmp(p->to_day, day) < 0) continue;
        if (!best || p->version > best->version) best = p;
    }
    return best;
}
