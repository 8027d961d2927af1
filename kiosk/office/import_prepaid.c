/* The list of packages that were sold before Lounge and have services left, out of the old books: each is taken over
 * by an opening entry. What it comes to is worked out line by line before anything is written. */
#include "import_cells.h"
#include "import_subjects.h"
#include "rules/mask.h"
#include "store/prepaid_open.h"

#include <stdlib.h>
#include <string.h>

enum { ML_MAX = 30000, NAME_POINTS = 60, LAST_MINUTE = 24 * 60 - 1, WHO = 1 << OPENING_PLATE | 1 << OPENING_VIN };

static const StaffColumn columns[OPENING_FIELDS] = {
    [OPENING_ORDER_NO] = {"order_no", true},
    [OPENING_PLATE] = {"plate", false},
    [OPENING_VIN] = {"vin", false},
    [OPENING_PACKAGE] = {"package", true},
    [OPENING_GRADE] = {"grade", false},
    [OPENING_ML] = {"service_ml", false},
    [OPENING_SERVICES] = {"services", false},
    [OPENING_LEFT] = {"left", true},
    [OPENING_PAID] = {"paid", true},
    [OPENING_OWED] = {"owed", false},
    [OPENING_FILTER] = {"filter_free", false},
    [OPENING_SOLD] = {"sold", false},
    [OPENING_VALID] = {"valid_until", false},
};
const StaffShape import_prepaid_shape = {columns, OPENING_FIELDS, "prepaid", 4};

typedef struct Openings {
    StaffTable table;
    Arena arena;
    Db *db;
    const Settings *settings;
    Ms at;
    PrepaidOpening *list;
    size_t n, cap;
} Openings;

static Fen read_fen(StaffTable *t, OpeningField column) {
    Fen fen = -1;
    if (!*t->cell[column]) return -1;
    if (!fen_parse(t->cell[column], &fen) || fen < 0) staff_refuse(t, FAULT_BAD_AMOUNT, column);
    return fen;
}

/* −1 when nothing is said. */
static int read_yes(StaffTable *t, OpeningField column) {
    static const char *const words[] = {"0", "否", "无", "no", "1", "是", "有", "yes"};
    char *word = cell_word(t->cell[column]);
    for (int i = 0; i < 8; i++)
        if (strcmp(word, words[i]) == 0) return i >= 4;
    if (*word) staff_refuse(t, FAULT_BAD_YES, column);
    return -1;
}

static void read_car(Openings *o, PrepaidOpening *line) {
    StaffTable *t = &o->table;
    char plate[24] = "";
    const char *vin = staff_vin(t, OPENING_VIN);
    if (!cell_says_nothing(t->cell[OPENING_PLATE]) && !plate_normal(t->cell[OPENING_PLATE], plate, sizeof plate))
        staff_flag(t, FAULT_PLATE_UNREADABLE, OPENING_PLATE);
    if (!*plate && !*vin) staff_refuse(t, FAULT_NO_CAR, OPENING_PLATE);
    line->plate = arena_strdup(&o->arena, plate);
    line->vin = arena_strdup(&o->arena, vin);
}

static void read_cells(Openings *o, PrepaidOpening *line) {
    StaffTable *t = &o->table;
    if (cell_is_scientific(t->cell[OPENING_ORDER_NO])) staff_refuse(t, FAULT_ORDER_NO_DAMAGED, OPENING_ORDER_NO);
    if (cell_cut(t->cell[OPENING_PACKAGE], NAME_POINTS)) staff_flag(t, FAULT_TEXT_CUT, OPENING_PACKAGE);
    *line = (PrepaidOpening){.line = t->line,
                             .order_no = arena_strdup(&o->arena, t->cell[OPENING_ORDER_NO]),
                             .package = arena_strdup(&o->arena, t->cell[OPENING_PACKAGE]),
                             .grade = arena_strdup(&o->arena, t->cell[OPENING_GRADE]),
                             .service_ml = (int)staff_int(t, OPENING_ML, 1, ML_MAX, 0),
                             .services = (int)staff_int(t, OPENING_SERVICES, 1, PREPAID_SERVICES_MAX, 0),
                             .left = (int)staff_int(t, OPENING_LEFT, 0, PREPAID_SERVICES_MAX, 0),
                             .paid = read_fen(t, OPENING_PAID),
                             .owed = read_fen(t, OPENING_OWED),
                             .filter_free = read_yes(t, OPENING_FILTER),
                             .sold = staff_instant(t, OPENING_SOLD, 0),
                             .valid_until = staff_instant(t, OPENING_VALID, LAST_MINUTE)};
    read_car(o, line);
}

static void take_row(Openings *o) {
    StaffTable *t = &o->table;
    PrepaidOpening line;
    PrepaidSale sale;
    OpeningField field;
    bool there;
    Err why = {0};
    if (t->refused) return;
    read_cells(o, &line);
    if (!t->refused && line.left == 0) staff_refuse(t, FAULT_NOTHING_LEFT, OPENING_LEFT);
    if (staff_taken(t, line.order_no)) staff_refuse(t, FAULT_DOUBLE_ID, OPENING_ORDER_NO);
    if (!t->refused && !prepaid_opening(o->db, &o->arena, o->settings, &line, o->at, &sale, &there, &field, &why))
        staff_refuse_said(t, FAULT_BAD_BALANCE, field, &why);
    if (t->refused) return;
    if (o->n == o->cap) o->list = mem_grow(o->list, (o->cap = o->cap ? o->cap * 2 : 256) * sizeof *o->list);
    o->list[o->n++] = line;
    staff_take(t, line.order_no);
}

static bool read_rows(Openings *o, Err *err) {
    CsvStep step;
    while ((step = staff_next(&o->table, err)) == CSV_RECORD) take_row(o);
    if (step == CSV_FAILED) return false;
    const ImportReport *report = o->table.report;
    return o->n || err_set(err, ERR_INPUT,
                           TXT("%s: no prepaid balance could be read (%d lines): nothing was changed",
                               "%s：没有读到任何预存余额（%d 行）：未做任何改动"),
                           report->file, report->read);
}

bool import_prepaid_file(Db *db, const Settings *s, const char *path, const ImportOptions *options,
                         ImportReport *report, Err *err) {
    Openings *o = mem_alloc(sizeof *o);
    o->db = db;
    o->settings = s;
    o->at = clock_now();
    bool ok = staff_open_named(&o->table, path, options, s, &import_prepaid_shape, report, err) && read_rows(o, err);
    if (ok) {
        ImportMeta meta = staff_meta(&o->table, "prepaid");
        ImportNote *notes = staff_notes_masked(&o->table, WHO, options && options->zh);
        ok = prepaid_open_import(db, s, o->list, o->n, o->at, &meta, notes, report->n_faults, &report->counts, err);
    }
    staff_close(&o->table);
    arena_free(&o->arena);
    free(o->list);
    free(o);
    return ok;
}
