/* Judging ratings: read with what surrounds them, judged by rules/suspect, written only where the verdict is new. */
#include "suspect.h"

#include "rules/suspect.h"
#include "sql.h"

#include <stdlib.h>
#include <string.h>

static SuspectRules rules_of(const Settings *s) {
    return (SuspectRules){.face_ms = (int)settings_int(s, "suspect.face_ms"),
                          .mark_ms = (int)settings_int(s, "suspect.mark_ms"),
                          .faces = (int)settings_int(s, "suspect.faces"),
                          .visit_ratings = (int)settings_int(s, "suspect.visit_ratings"),
                          .run_score = (int)settings_int(s, "suspect.run_score"),
                          .run_count = (int)settings_int(s, "suspect.run_count"),
                          .run_minutes = (int)settings_int(s, "suspect.run_minutes"),
                          .night_from = (int)settings_int(s, "suspect.night_from"),
                          .night_to = (int)settings_int(s, "suspect.night_to")};
}

typedef struct Judged {
    Arena arena;
    SuspectRating *ratings;
    const char **ids, **before; /* the verdicts until now */
    size_t n, room;
} Judged;

static void add(Judged *j, sqlite3_stmt *q) {
    if (j->n == j->room) {
        j->room = j->room ? 2 * j->room : 64;
        j->ratings = mem_grow(j->ratings, j->room * sizeof *j->ratings);
        j->ids = mem_grow(j->ids, j->room * sizeof *j->ids);
        j->before = mem_grow(j->before, j->room * sizeof *j->before);
    }
    j->ids[j->n] = sql_keep(&j->arena, q, 0);
    j->before[j->n] = sql_keep(&j->arena, q, 8);
    j->ratings[j->n++] = (SuspectRating){.at = sql_int(q, 1, 0),
                                         .score = (int)sql_int(q, 2, 0),
                                         .face_ms = (int)sql_int(q, 3, -1),
                                         .marks_ms = (int)sql_int(q, 4, -1),
                                         .marks = (int)sql_int(q, 5, 0),
                                         .faces = (int)sql_int(q, 6, 0),
                                         .visit_ratings = (int)sql_int(q, 7, 0)};
}

static bool read_ratings(Db *db, Judged *j, Ms from, Ms to, Err *err) {
    bool ok, row;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT rating_id, at_ms, score, face_ms, marks_ms,"
                  " (SELECT count(*) FROM rating_mark m WHERE m.rating_id = r.rating_id),"
                  " (SELECT count(*) FROM rating_score s WHERE s.rating_id = r.rating_id AND s.score > 0),"
                  " (SELECT count(*) FROM rating o WHERE o.store_id = r.store_id AND o.visit_id = r.visit_id"
                  "  AND o.undone_ms IS NULL),"
                  " coalesce((SELECT reasons FROM rating_suspect x WHERE x.rating_id = r.rating_id ORDER BY seq DESC "
                  "LIMIT 1), '')"
                  " FROM rating r WHERE store_id = ?1 AND at_ms >= ?2 AND at_ms < ?3 AND undone_ms IS NULL"
                  " ORDER BY at_ms, rating_id",
                  SQL_ARGS(txt(db_store_id(db)), num(from), num(to)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) add(j, q);
    return ok;
}

static bool write_verdict(Db *db, const char *rating_id, const char *reasons, const char *policy, Ms now, Err *err) {
    return sql_run(db,
                   "INSERT INTO rating_suspect (rating_id, seq, store_id, reasons, policy_id, at_ms)"
                   " SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5 FROM rating_suspect WHERE rating_id = ?1",
                   SQL_ARGS(txt(rating_id), txt(db_store_id(db)), txt(reasons), txt(policy), num(now)), err) &&
           sql_run(db, "UPDATE rating SET suspect = ?2 WHERE rating_id = ?1",
                   SQL_ARGS(txt(rating_id), num(*reasons != '\0')), err);
}

static bool write_all(Db *db, const Judged *j, const char *policy, Ms from, Ms to, Ms now, int *changed, Err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < j->n; i++) {
        char reasons[SUSPECT_WORDS_SIZE];
        if (j->ratings[i].at < from || j->ratings[i].at >= to) continue; /* only there for its neighbours */
        suspect_words(j->ratings[i].why, reasons);
        if (strcmp(reasons, j->before[i]) == 0) continue;
        ok = write_verdict(db, j->ids[i], reasons, policy, now, err);
        *changed += ok;
    }
    return ok;
}

/* Nothing new is no transaction. */
static bool any_new(const Judged *j, Ms from, Ms to) {
    for (size_t i = 0; i < j->n; i++) {
        char reasons[SUSPECT_WORDS_SIZE];
        suspect_words(j->ratings[i].why, reasons);
        if (j->ratings[i].at >= from && j->ratings[i].at < to && strcmp(reasons, j->before[i]) != 0) return true;
    }
    return false;
}

bool suspect_run(Db *db, const Settings *settings, Ms from, Ms to, Ms now, int *changed, Err *err) {
    const char *policy = settings_policy(settings, "suspect");
    SuspectRules rules = rules_of(settings);
    Ms reach = rules.run_minutes * MS_MINUTE;
    Judged j = {0};
    *changed = 0;
    if (!*policy) return true;
    bool ok = read_ratings(db, &j, from > INT64_MIN + reach ? from - reach : from,
                           to < INT64_MAX - reach ? to + reach : to, err);
    if (ok) suspect_judge(&rules, j.ratings, j.n);
    if (ok && any_new(&j, from, to)) {
        ok = db_begin(db, err) && db_end(db, write_all(db, &j, policy, from, to, now, changed, err), err);
    }
    free(j.ratings);
    free(j.ids);
    free(j.before);
    arena_free(&j.arena);
    return ok;
}

bool suspect_tick(Db *db, const CouponKey *key, const Settings *settings, Ms now, TickDone *out, Err *err) {
    (void)key;
    int days = (int)settings_int(settings, "suspect.look_days");
    return suspect_run(db, settings, day_add(day_start(now), -days), INT64_MAX, now, &out->done, err);
}

bool suspect_read(Db *db, Arena *arena, Ms from, Ms to, SuspectRow **out, size_t *n, Err *err) {
    int64_t most = 0;
    bool ok, row;
    SqlArg args[] = {txt(db_store_id(db)), num(from), num(to)};
    if (!sql_number(db, &most,
                    "SELECT count(*) FROM v_ratings WHERE store_id = ?1 AND at_ms >= ?2 AND at_ms < ?3 AND suspect = 1",
                    args, 3, err))
        return false;
    SuspectRow *list = arena_alloc(arena, ((size_t)most + 1) * sizeof *list);
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT rating_id, at_ms, score, suspect_reasons, coalesce(order_no, ''), advisor_name"
                                " FROM v_ratings WHERE store_id = ?1 AND at_ms >= ?2 AND at_ms < ?3 AND suspect = 1"
                                " ORDER BY at_ms LIMIT ?4",
                                SQL_ARGS(args[0], args[1], args[2], num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        SuspectRow *x = &list[count++];
        *x = (SuspectRow){.at = sql_int(q, 1, 0),
                          .score = (int)sql_int(q, 2, 0),
                          .reasons = sql_keep(arena, q, 3),
                          .order_no = sql_keep(arena, q, 4),
                          .advisor = sql_keep(arena, q, 5)};
        sql_copy(q, 0, x->rating_id.text, sizeof x->rating_id.text);
    }
    *out = list;
    *n = count;
    return ok;
}
