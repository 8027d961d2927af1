/* Praise out of the ratings, and that it was told. */
#include "praise.h"

#include "audit.h"
#include "sql.h"

#include <string.h>

bool praise_read(Db *db, Arena *arena, const char *advisor, bool with_told, Praise **out, size_t *n, Err *err) {
    int64_t most = 0;
    bool ok, row;
    SqlArg store = txt(db_store_id(db)), who = txt(advisor), told = num(with_told);
    if (!sql_number(db, &most,
                    "SELECT count(*) FROM v_praise WHERE store_id = ?1 AND (?2 = '' OR advisor_name = ?2)"
                    " AND (?3 OR told_ms IS NULL)",
                    SQL_ARGS(store, who, told), err))
        return false;
    Praise *list = arena_alloc(arena, ((size_t)most + 1) * sizeof *list);
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT rating_id, at_ms, told_ms, score, suspect, text, coalesce(order_no, ''),"
                                " advisor_name, coalesce(told_by, '') FROM v_praise WHERE store_id = ?1"
                                " AND (?2 = '' OR advisor_name = ?2) AND (?3 OR told_ms IS NULL)"
                                " ORDER BY at_ms LIMIT ?4",
                                SQL_ARGS(store, who, told, num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        Praise *p = &list[count++];
        *p = (Praise){.at = sql_int(q, 1, 0),
                      .told = sql_int(q, 2, 0),
                      .score = (int)sql_int(q, 3, 0),
                      .suspect = sql_int(q, 4, 0) != 0,
                      .text = sql_keep(arena, q, 5),
                      .order_no = sql_keep(arena, q, 6),
                      .advisor = sql_keep(arena, q, 7),
                      .told_by = sql_keep(arena, q, 8)};
        sql_copy(q, 0, p->rating_id.text, sizeof p->rating_id.text);
    }
    *out = list;
    *n = count;
    return ok;
}

/* The whole key, its beginning or its end. Two that fit are one too many. */
static bool find(Db *db, const char *id, char found[UUID_LEN + 1], Err *err) {
    bool ok, row;
    int n = 0;
    sqlite3_stmt *q =
        sql_query(db, "SELECT rating_id FROM v_praise WHERE store_id = ?1 AND " SQL_KEY_FITS("rating_id") " LIMIT 2",
                  SQL_ARGS(txt(db_store_id(db)), txt(id)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        sql_copy(q, 0, found, UUID_LEN + 1);
        n++;
    }
    if (!ok) return false;
    if (n == 0) return err_set(err, ERR_NOT_FOUND, TXT("there is no praise %s", "没有表扬 %s"), id);
    return n == 1 ||
           err_set(err, ERR_INPUT, TXT("more than one fits %s: give more of it", "有多条符合 %s：请多写几位"), id);
}

static bool tell(Db *db, const char *id, const char *by, Ms at, Err *err) {
    char found[UUID_LEN + 1] = "";
    if (!find(db, id, found, err) ||
        !sql_run(db,
                 "INSERT INTO praise_told (rating_id, store_id, at_ms, by_name) VALUES (?1, ?2, ?3, ?4)"
                 " ON CONFLICT (rating_id) DO NOTHING",
                 SQL_ARGS(txt(found), txt(db_store_id(db)), num(at), txt(by)), err))
        return false;
    return sql_changes(db) == 0 || audit_write(db, by, "praise.told", found, "", at, err);
}

bool praise_tell(Db *db, const char *rating_id, const char *by, Ms at, Err *err) {
    if (!*by) return err_set(err, ERR_INPUT, TXT("say who told it: --by NAME", "请写出由谁转达：--by 姓名"));
    if (!db_begin(db, err)) return false;
    return db_end(db, tell(db, rating_id, by, at, err), err);
}
