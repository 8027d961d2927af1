/* Replacing a table by staff's file: what it names, the row the file leaves, and day parts as they are kept. */
#include "imported.h"

#include "sql.h"

/* What the file names is gathered here, to find what it no longer names. */
bool imported_forget_names(Db *db, Err *err) {
    return sql_script(db,
                      "CREATE TEMP TABLE IF NOT EXISTS named (name TEXT PRIMARY KEY) WITHOUT ROWID;"
                      "DELETE FROM temp.named;",
                      err);
}

/* False with ERR_INPUT when the file names it twice. */
bool imported_name_it(Db *db, const char *name, Err *err) {
    if (!sql_run(db, "INSERT OR IGNORE INTO temp.named VALUES (?1)", SQL_ARGS(txt(name)), err)) return false;
    return sql_changes(db) == 1 ||
           err_set(err, ERR_INPUT, TXT("%s stands in the file twice", "文件中 %s 出现了两次"), name);
}

/* The end of a replacement: the file's row, its notes, the commit. A file that is known and changed nothing writes
 * nothing. */
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

void imported_part(DayPart *part, const char *from_day, const char *to_day, const char *weekdays, const char *hours) {
    *part = (DayPart){0};
    daypart_days(from_day, to_day, part); /* the importer wrote only what reads */
    daypart_weekdays(weekdays, part);
    daypart_hours(hours, part);
}
