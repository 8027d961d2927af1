/* The list of parts that orders wait for: the warehouse's or the DMS's, with the dates that suppliers promise. */
#include "import_subjects.h"
#include "store/parts.h"

#include <stdlib.h>
#include <string.h>

enum { ORDER_NO, PART_NO, PART, SUPPLIER, ORDERED, EXPECTED, ARRIVED, COLUMNS };

static const StaffColumn columns[COLUMNS] = {
    [ORDER_NO] = {"order_no", true},  [PART_NO] = {"part_no", false}, [PART] = {"part", false},
    [SUPPLIER] = {"supplier", false}, [ORDERED] = {"ordered", false}, [EXPECTED] = {"expected", false},
    [ARRIVED] = {"arrived", false},
};

const StaffShape import_parts_shape = {columns, COLUMNS, "parts", 3};

typedef struct Parts {
    StaffTable table;
    Arena arena;
    PartLine *list;
    size_t n, cap;
    int close_minute;
} Parts;

static void add(Parts *parts, PartLine line, const char *key) {
    if (parts->n == parts->cap)
        parts->list = mem_grow(parts->list, (parts->cap = parts->cap ? parts->cap * 2 : 256) * sizeof line);
    parts->list[parts->n++] = line;
    staff_take(&parts->table, key);
}

static void read_times(Parts *parts, PartLine *line) {
    StaffTable *t = &parts->table;
    line->ordered = staff_instant(t, ORDERED, parts->close_minute);
    line->expected = staff_instant(t, EXPECTED, parts->close_minute);
    line->arrived = staff_instant(t, ARRIVED, parts->close_minute);
    if (line->arrived > t->report->exported && day_start(line->arrived) > day_start(t->report->exported))
        staff_refuse(t, FAULT_ARRIVED_IN_FUTURE, ARRIVED);
}

static void take_row(Parts *parts) {
    StaffTable *t = &parts->table;
    size_t number = *t->cell[PART_NO] ? PART_NO : PART;
    if (!*t->cell[number]) staff_refuse(t, FAULT_MISSING_VALUE, PART_NO);
    const char *key = arena_printf(&parts->arena, "%s\n%s", t->cell[ORDER_NO], t->cell[number]);
    if (staff_taken(t, key)) staff_refuse(t, FAULT_DOUBLE_ID, number);
    PartLine line = {.line = t->line};
    read_times(parts, &line);
    if (t->refused) return;
    line.order_no = arena_strdup(&parts->arena, t->cell[ORDER_NO]);
    line.part_no = arena_strdup(&parts->arena, t->cell[number]);
    line.part = arena_strdup(&parts->arena, t->cell[PART]);
    line.supplier = arena_strdup(&parts->arena, t->cell[SUPPLIER]);
    add(parts, line, key);
}

static bool read_rows(Parts *parts, Err *err) {
    CsvStep step;
    while ((step = staff_next(&parts->table, err)) == CSV_RECORD) take_row(parts);
    if (step == CSV_FAILED) return false;
    const ImportReport *report = parts->table.report;
    if (parts->n) return true;
    return err_set(
        err, ERR_INPUT,
        TXT("%s: no part could be read (%d lines): nothing was changed", "%s：没有读到任何配件（%d 行）：未做任何改动"),
        report->file, report->read);
}

bool import_parts_file(Db *db, const Settings *s, const char *path, const ImportOptions *options, ImportReport *report,
                       Err *err) {
    Parts *parts = mem_alloc(sizeof *parts);
    parts->close_minute = settings_hours(s)->close_minute;
    bool ok =
        staff_open_named(&parts->table, path, options, s, &import_parts_shape, report, err) && read_rows(parts, err);
    if (ok) {
        ImportMeta meta = staff_meta(&parts->table, "parts");
        ImportNote *notes = staff_notes(report, options && options->zh);
        ok = parts_import(db, parts->list, parts->n, &meta, notes, report->n_faults, &report->counts, err);
    }
    staff_close(&parts->table);
    arena_free(&parts->arena);
    free(parts->list);
    free(parts);
    return ok;
}
