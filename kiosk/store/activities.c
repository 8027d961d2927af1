/* Activities: read while they are on or coming, replaced from staff's table with only the difference written. */
#include "activities.h"

#include "imported.h"
#include "sql.h"

#include <stdlib.h>
#include <string.h>

#define ACTIVITY_COLUMNS                                                                                               \
    "SELECT activity_id, title_zh, title_en, text_zh, text_en, picture, focus_x, focus_y, from_day, to_day, weekdays," \
    " hours, place_zh, place_en, offers, why_zh, why_en, whom_zh, whom_en, target FROM activity "

static Activity activity_of(Arena *arena, sqlite3_stmt *q) {
    Activity a = {
        .activity_id = sql_keep(arena, q, 0),
        .title_zh = sql_keep(arena, q, 1),
        .title_en = sql_keep(arena, q, 2),
        .text_zh = sql_keep(arena, q, 3),
        .text_en = sql_keep(arena, q, 4),
        .picture = sql_keep(arena, q, 5),
        .focus_x = (int)sql_int(q, 6, 50) - 50,
        .focus_y = (int)sql_int(q, 7, 50) - 50,
        .from_day = sql_keep(arena, q, 8),
        .to_day = sql_keep(arena, q, 9),
        .place_zh = sql_keep(arena, q, 12),
        .place_en = sql_keep(arena, q, 13),
        .offers = sql_keep(arena, q, 14),
        .why_zh = sql_keep(arena, q, 15),
        .why_en = sql_keep(arena, q, 16),
        .whom_zh = sql_keep(arena, q, 17),
        .whom_en = sql_keep(arena, q, 18),
        .target = (int)sql_int(q, 19, -1),
    };
    imported_part(&a.part, a.from_day, a.to_day, sql_text(q, 10), sql_text(q, 11));
    return a;
}

static bool is_near(const Activity *a, Ms at, int days) {
    Ms from, to;
    return daypart_coming(&a->part, at, &from, &to) && days_between(at, from) <= days;
}

static bool read_list(Db *db, Arena *arena, Ms at, int days, Activity **out, size_t *n, Err *err) {
    bool ok, row;
    size_t count = 0, room = 0;
    Activity *list = NULL;
    sqlite3_stmt *q = sql_query(db, ACTIVITY_COLUMNS "WHERE store_id = ?1 ORDER BY position, activity_id",
                                SQL_ARGS(txt(db_store_id(db))), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (count == room) list = mem_grow(list, sizeof *list * (room = room ? room * 2 : 16));
        list[count] = activity_of(arena, q);
        count += days < 0 || is_near(&list[count], at, days);
    }
    if (ok) {
        *out = arena_alloc(arena, sizeof *list * (count + 1));
        if (count) memcpy(*out, list, sizeof *list * count);
        *n = count;
    }
    free(list);
    return ok;
}

bool activities_read(Db *db, Arena *arena, Ms at, int days, Activity **out, size_t *n, Err *err) {
    return read_list(db, arena, at, days, out, n, err);
}

bool activities_all(Db *db, Arena *arena, Activity **out, size_t *n, Err *err) {
    return read_list(db, arena, 0, -1, out, n, err);
}

bool activities_find(Db *db, Arena *arena, const char *activity_id, Activity *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db, ACTIVITY_COLUMNS "WHERE store_id = ?1 AND activity_id = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(activity_id)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no activity %s", "没有活动 %s"), activity_id);
    *out = activity_of(arena, q);
    sql_end(q);
    return true;
}

static bool activity_write(Db *db, const Activity *a, int position, Err *err) {
    char weekdays[DAYPART_TEXT], hours[DAYPART_TEXT];
    return sql_run(
        db,
        "INSERT INTO activity (store_id, activity_id, position, title_zh, title_en, text_zh, text_en, picture, focus_x,"
        " focus_y, from_day, to_day, weekdays, hours, place_zh, place_en, updated_ms)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
        " ON CONFLICT (store_id, activity_id) DO UPDATE SET position = excluded.position, title_zh = excluded.title_zh,"
        " title_en = excluded.title_en, text_zh = excluded.text_zh, text_en = excluded.text_en,"
        " picture = excluded.picture, focus_x = excluded.focus_x, focus_y = excluded.focus_y,"
        " from_day = excluded.from_day, to_day = excluded.to_day, weekdays = excluded.weekdays,"
        " hours = excluded.hours, place_zh = excluded.place_zh, place_en = excluded.place_en,"
        " updated_ms = excluded.updated_ms"
        " WHERE (position, title_zh, title_en, text_zh, text_en, picture, focus_x, focus_y, from_day, to_day, weekdays,"
        " hours, place_zh, place_en) <> (excluded.position, excluded.title_zh, excluded.title_en, excluded.text_zh,"
        " excluded.text_en, excluded.picture, excluded.focus_x, excluded.focus_y, excluded.from_day, excluded.to_day,"
        " excluded.weekdays, excluded.hours, excluded.place_zh, excluded.place_en)",
        SQL_ARGS(txt(db_store_id(db)), txt(a->activity_id), num(position), txt(a->title_zh), txt(a->title_en),
                 txt(a->text_zh), txt(a->text_en), txt(a->picture), num(a->focus_x + 50), num(a->focus_y + 50),
                 txt(a->from_day), txt(a->to_day), txt(daypart_weekdays_show(&a->part, weekdays)),
                 txt(daypart_hours_show(&a->part, hours)), txt(a->place_zh), txt(a->place_en), num(clock_now())),
        err);
}

/* What staff write of it for themselves. */
static bool write_words(Db *db, const Activity *a, bool *changed, Err *err) {
    bool ok =
        sql_run(db,
                "UPDATE activity SET offers = ?3, why_zh = ?4, why_en = ?5, whom_zh = ?6, whom_en = ?7, target = ?8"
                " WHERE store_id = ?1 AND activity_id = ?2"
                " AND (offers, why_zh, why_en, whom_zh, whom_en, coalesce(target, -1)) <> (?3, ?4, ?5, ?6, ?7, "
                "coalesce(?8, -1))",
                SQL_ARGS(txt(db_store_id(db)), txt(a->activity_id), txt(a->offers), txt(a->why_zh), txt(a->why_en),
                         txt(a->whom_zh), txt(a->whom_en), num_unless(-1, a->target)),
                err);
    *changed = ok && sql_changes(db);
    return ok;
}

static const char *activity_name(const void *rows, size_t i) {
    return ((const Activity *)rows)[i].activity_id;
}

static bool activity_row(Db *db, const void *rows, size_t i, bool *changed, bool *moved, Err *err) {
    (void)moved; /* its place is part of what it says */
    const Activity *a = &((const Activity *)rows)[i];
    bool words = false;
    if (!activity_write(db, a, (int)i + 1, err)) return false;
    *changed = sql_changes(db) > 0;
    if (!write_words(db, a, &words, err)) return false;
    *changed = *changed || words;
    return true;
}

static bool activities_take_away(Db *db, Err *err) {
    return sql_run(db, "DELETE FROM activity WHERE store_id = ?1 AND activity_id NOT IN (SELECT name FROM temp.named)",
                   SQL_ARGS(txt(db_store_id(db))), err);
}

bool activities_replace(Db *db, const Activity *activities, size_t n, const ImportMeta *meta, const ImportNote *notes,
                        size_t n_notes, ImportCounts *out, Err *err) {
    static const ImportedTable table = {"SELECT 1 FROM activity WHERE store_id = ?1 AND activity_id = ?2",
                                        activity_name, activity_row, activities_take_away};
    return imported_replace(db, &table, activities, n, meta, notes, n_notes, out, err);
}
