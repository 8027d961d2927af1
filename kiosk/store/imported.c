/* Replacing a table by staff's file: what it names, the row the file leaves, and day parts as they are kept. */
#include "imported.h"

#include "sql.h"

bool imported_finish(Db *db, const ImportMeta *meta, const ImportNote *notes, size_t n_notes, ImportCounts *counts,
                     bool moved, Err *err) {
    ImportCounts before = {0};
    Uuid id;
    if (!imported_before(db, meta, &before, err)) return false;
    for (size_t i = 0; i < n_notes; i++) *(notes[i].refused ? &counts->refused : &counts->flagged) += 1;
    counts->orders = counts->created + counts->changed + counts->same;
    counts->known = before.known;
    if (before.known && !moved && counts->same == counts->orders && counts->gone == 0 &&
        before.refused == counts->refused && before.flagged == counts->flagged)
        return true;
    if (!imported_save(db, meta, counts, &id, err)) return false;
    for (size_t i = 0; i < n_notes; i++)
        if (!imported_note(db, &id, (int)i + 1, &notes[i], err)) return false;
    return true;
}

/* ---- a whole table ---- */

/* What the file names is gathered here, to find what it no longer names. */
static bool forget_names(Db *db, Err *err) {
    return sql_script(db,
                      "CREATE TEMP TABLE IF NOT EXISTS named (name TEXT PRIMARY KEY) WITHOUT ROWID;"
                      "DELETE FROM temp.named;",
                      err);
}

static bool name_it(Db *db, const char *name, Err *err) {
    if (!sql_run(db, "INSERT OR IGNORE INTO temp.named VALUES (?1)", SQL_ARGS(txt(name)), err)) return false;
    return sql_changes(db) == 1 ||
           err_set(err, ERR_INPUT, TXT("%s stands in the file twice", "文件中 %s 出现了两次"), name);
}

static bool replace_row(Db *db, const ImportedTable *t, const void *rows, size_t i, ImportCounts *counts, bool *moved,
                        Err *err) {
    int64_t exists = 0;
    bool changed = false;
    const char *name = t->name(rows, i);
    if (!name_it(db, name, err) ||
        !sql_number(db, &exists, t->exists, SQL_ARGS(txt(db_store_id(db)), txt(name)), err) ||
        !t->write(db, rows, i, &changed, moved, err))
        return false;
    *(!exists ? &counts->created : changed ? &counts->changed : &counts->same) += 1;
    return true;
}

bool imported_replace(Db *db, const ImportedTable *t, const void *rows, size_t n, const ImportMeta *meta,
                      const ImportNote *notes, size_t n_notes, ImportCounts *out, Err *err) {
    ImportCounts counts = {0};
    bool moved = false;
    if (!db_begin(db, err)) return false;
    bool ok = forget_names(db, err);
    for (size_t i = 0; ok && i < n; i++) ok = replace_row(db, t, rows, i, &counts, &moved, err);
    ok = ok && t->take_away(db, err);
    if (ok) counts.gone = sql_changes(db);
    ok = ok && imported_finish(db, meta, notes, n_notes, &counts, moved, err);
    if (!db_end(db, ok, err)) return false;
    *out = counts;
    return true;
}

void imported_part(DayPart *part, const char *from_day, const char *to_day, const char *weekdays, const char *hours) {
    *part = (DayPart){0};
    daypart_days(from_day, to_day, part); /* the importer wrote only what reads */
    daypart_weekdays(weekdays, part);
    daypart_hours(hours, part);
}
