/* The table of activities: what the store does this week, for the board between visits. A refused row leaves the
 * activity that the store has under its id as it was. */
#include "import_show.h"
#include "import_subjects.h"
#include "store/activities.h"
#include "store/offers.h"

#include <stdlib.h>
#include <string.h>

enum {
    ACTIVITY_ID,
    TITLE_ZH,
    TITLE_EN,
    TEXT_ZH,
    TEXT_EN,
    PICTURE,
    FOCUS_X,
    FOCUS_Y,
    FROM,
    TO,
    WEEKDAYS,
    HOURS,
    PLACE_ZH,
    PLACE_EN,
    SORT,
    OFFERS,
    WHY_ZH,
    WHY_EN,
    WHOM_ZH,
    WHOM_EN,
    TARGET,
    COLUMNS
};

static const StaffColumn columns[COLUMNS] = {
    [ACTIVITY_ID] = {"activity_id", true},
    [TITLE_ZH] = {"title_zh", true},
    [TITLE_EN] = {"title_en", true},
    [TEXT_ZH] = {"text_zh", false},
    [TEXT_EN] = {"text_en", false},
    [PICTURE] = {"picture", false},
    [FOCUS_X] = {"focus_x", false},
    [FOCUS_Y] = {"focus_y", false},
    [FROM] = {"from", false},
    [TO] = {"to", false},
    [WEEKDAYS] = {"weekdays", false},
    [HOURS] = {"hours", false},
    [PLACE_ZH] = {"place_zh", false},
    [PLACE_EN] = {"place_en", false},
    [SORT] = {"sort", false},
    [OFFERS] = {"offers", false},
    [WHY_ZH] = {"why_zh", false},
    [WHY_EN] = {"why_en", false},
    [WHOM_ZH] = {"whom_zh", false},
    [WHOM_EN] = {"whom_en", false},
    [TARGET] = {"target", false},
};

enum { SORT_MOST = 1000000, TARGET_MOST = 1000000 };

typedef struct Row {
    Activity activity;
    int sort, line; /* the file's order decides between equals */
} Row;

const StaffShape import_activities_shape = {columns, COLUMNS, NULL, 1};

typedef struct Activities {
    StaffTable table;
    Arena arena;
    Row *rows;
    Activity *list;
    size_t n, cap;
} Activities;

static void add(Activities *all, Row row) {
    if (all->n == all->cap) all->rows = mem_grow(all->rows, (all->cap = all->cap ? all->cap * 2 : 16) * sizeof row);
    all->rows[all->n++] = row;
    staff_take(&all->table, row.activity.activity_id);
}

/* Ids of offers, each once, ; between: "wash-fine; paint-wax" is "wash-fine;paint-wax". One that the store does not
 * have is flagged: it may be imported after. */
static const char *read_offer_ids(Activities *all, Db *db) {
    Buf ids = {0};
    bool unknown = false;
    char *cell = arena_strdup(&all->arena, all->table.cell[OFFERS]), *rest = cell;
    for (char *id; (id = strtok_r(rest, ";,\xEF\xBC\x9B \xE3\x80\x81", &rest)) != NULL;) {
        Offer offer;
        Err none = {0};
        if (!staff_is_id(id)) {
            staff_refuse(&all->table, FAULT_BAD_ID, OFFERS);
            break;
        }
        unknown = unknown || !offers_find(db, &all->arena, id, &offer, &none);
        buf_printf(&ids, "%s%s", ids.len ? ";" : "", id);
    }
    if (unknown) staff_flag(&all->table, FAULT_UNKNOWN_OFFER, OFFERS);
    const char *kept = arena_strdup(&all->arena, buf_text(&ids));
    buf_free(&ids);
    return kept;
}

static Row read_row(Activities *all, Db *db) {
    StaffTable *t = &all->table;
    Arena *arena = &all->arena;
    if (*t->cell[ACTIVITY_ID] && !staff_is_id(t->cell[ACTIVITY_ID])) staff_refuse(t, FAULT_BAD_ID, ACTIVITY_ID);
    if (staff_taken(t, t->cell[ACTIVITY_ID])) staff_refuse(t, FAULT_DOUBLE_ID, ACTIVITY_ID);
    Activity a = {
        .activity_id = arena_strdup(arena, t->cell[ACTIVITY_ID]),
        .title_zh = arena_strdup(arena, t->cell[TITLE_ZH]),
        .title_en = arena_strdup(arena, t->cell[TITLE_EN]),
        .text_zh = arena_strdup(arena, t->cell[TEXT_ZH]),
        .text_en = arena_strdup(arena, t->cell[TEXT_EN]),
        .place_zh = arena_strdup(arena, t->cell[PLACE_ZH]),
        .place_en = arena_strdup(arena, t->cell[PLACE_EN]),
        .picture = arena_strdup(arena, show_picture(t, PICTURE)),
        .focus_x = show_focus(t, FOCUS_X),
        .focus_y = show_focus(t, FOCUS_Y),
        .from_day = show_day(t, arena, FROM),
        .to_day = show_day(t, arena, TO),
        .offers = read_offer_ids(all, db),
        .why_zh = arena_strdup(arena, t->cell[WHY_ZH]),
        .why_en = arena_strdup(arena, t->cell[WHY_EN]),
        .whom_zh = arena_strdup(arena, t->cell[WHOM_ZH]),
        .whom_en = arena_strdup(arena, t->cell[WHOM_EN]),
        .target = (int)staff_int(t, TARGET, 0, TARGET_MOST, -1),
    };
    a.part = show_part(t, a.from_day, a.to_day, TO, WEEKDAYS, HOURS);
    return (Row){a, (int)staff_int(t, SORT, 0, SORT_MOST, SORT_MOST), t->line};
}

/* False only when the database fails. */
static bool take_row(Activities *all, Db *db, Err *err) {
    Row row = read_row(all, db);
    Err none = {0};
    const char *id = row.activity.activity_id;
    if (!all->table.refused) {
        add(all, row);
        return true;
    }
    if (!staff_is_id(id) || staff_taken(&all->table, id)) return true;
    if (activities_find(db, &all->arena, id, &row.activity, &none)) {
        add(all, row);
        return true;
    }
    staff_take(&all->table, arena_strdup(&all->arena, id)); /* it is named, whatever the store holds */
    if (none.code == ERR_NOT_FOUND) return true;
    *err = none;
    return false;
}

static int by_sort(const void *a, const void *b) {
    const Row *x = a, *y = b;
    if (x->sort != y->sort) return x->sort < y->sort ? -1 : 1;
    return x->line - y->line;
}

static bool read_rows(Activities *all, Db *db, Err *err) {
    CsvStep step;
    while ((step = staff_next(&all->table, err)) == CSV_RECORD)
        if (!take_row(all, db, err)) return false;
    if (step == CSV_FAILED) return false;
    const ImportReport *report = all->table.report;
    if (all->n == 0 && report->read > 0)
        return err_set(err, ERR_INPUT,
                       TXT("%s: no activity could be read (%d lines): nothing was changed",
                           "%s：没有读到任何活动（%d 行）：未做任何改动"),
                       report->file, report->read);
    if (all->n) qsort(all->rows, all->n, sizeof *all->rows, by_sort);
    all->list = arena_alloc(&all->arena, (all->n + 1) * sizeof *all->list);
    for (size_t i = 0; i < all->n; i++) all->list[i] = all->rows[i].activity;
    return true;
}

bool import_activities_file(Db *db, const char *path, const ImportOptions *options, ImportReport *report, Err *err) {
    Activities *all = mem_alloc(sizeof *all);
    bool ok = staff_open(&all->table, path, options, columns, COLUMNS, report, err) && read_rows(all, db, err);
    if (ok) {
        ImportMeta meta = staff_meta(&all->table, "activities");
        ImportNote *notes = staff_notes(report, options && options->zh);
        ok = activities_replace(db, all->list, all->n, &meta, notes, report->n_faults, &report->counts, err);
    }
    staff_close(&all->table);
    arena_free(&all->arena);
    free(all->rows);
    free(all);
    return ok;
}
