/* The table of models: which car a DMS means by a beginning of words, and what is known of it. A refused row leaves
 * the model that the store has under its prefix as it was. */
#include "import_cells.h"
#include "import_staff.h"
#include "import_subjects.h"
#include "store/offers.h"

#include <stdlib.h>
#include <string.h>

enum { PREFIX, ZH, EN, BODY, OIL_LITRES, OIL_GRADE, WARRANTY_MONTHS, WARRANTY_KM, COLUMNS };

static const StaffColumn columns[COLUMNS] = {
    [PREFIX] = {"prefix", true},
    [ZH] = {"zh", true},
    [EN] = {"en", true},
    [BODY] = {"body", true},
    [OIL_LITRES] = {"oil_litres", false},
    [OIL_GRADE] = {"oil_grade", false},
    [WARRANTY_MONTHS] = {"warranty_months", false},
    [WARRANTY_KM] = {"warranty_km", false},
};

enum { OIL_ML_MOST = 30000, MONTHS_MOST = 600, KM_MOST = 2000000 };

const StaffShape import_models_shape = {columns, COLUMNS, NULL, 1};

typedef struct Models {
    StaffTable table;
    Arena arena;
    Model *list, *stored;
    size_t n, cap, n_stored;
} Models;

static void check_body(StaffTable *t) {
    static const char *const bodies[] = {"sedan", "suv", "mpv", "hatchback", "coupe"};
    if (!*t->cell[BODY]) return;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (strcmp(t->cell[BODY], bodies[i]) == 0) return;
    staff_refuse(t, FAULT_UNKNOWN_BODY, BODY);
}

/* "4.2" litres are 4,200 ml; at most three decimals. */
static int read_oil(StaffTable *t) {
    const char *p = t->cell[OIL_LITRES];
    int ml = 0, scale = 1000;
    bool digits = false, point = false, sound = true;
    if (!*p) return 0;
    for (; *p && sound; p++) {
        if (*p == '.' && !point) {
            point = true;
            continue;
        }
        sound = *p >= '0' && *p <= '9' && ml <= OIL_ML_MOST && (!point || scale > 1);
        if (point) scale /= 10;
        if (sound) ml = point ? ml + (*p - '0') * scale : ml * 10 + (*p - '0') * 1000;
        digits = true;
    }
    if (sound && digits && ml <= OIL_ML_MOST) return ml;
    staff_refuse(t, FAULT_BAD_NUMBER, OIL_LITRES);
    return 0;
}

static const Model *stored_model(const Models *models, const char *prefix) {
    for (size_t i = 0; i < models->n_stored; i++)
        if (strcmp(models->stored[i].prefix, prefix) == 0) return &models->stored[i];
    return NULL;
}

static void add(Models *models, Model model) {
    if (models->n == models->cap)
        models->list = mem_grow(models->list, (models->cap = models->cap ? models->cap * 2 : 32) * sizeof model);
    models->list[models->n++] = model;
    staff_take(&models->table, model.prefix);
}

static void take_row(Models *models) {
    StaffTable *t = &models->table;
    const char *prefix = t->cell[PREFIX];
    bool twice = staff_taken(t, prefix);
    if (twice) staff_refuse(t, FAULT_DOUBLE_ID, PREFIX);
    check_body(t);
    Model m = {.oil_ml = read_oil(t),
               .warranty_months = (int)staff_int(t, WARRANTY_MONTHS, 0, MONTHS_MOST, 0),
               .warranty_km = (int)staff_int(t, WARRANTY_KM, 0, KM_MOST, 0)};
    if (t->refused) {
        const Model *stored = stored_model(models, prefix);
        if (stored && !twice) add(models, *stored);
        return;
    }
    m.prefix = arena_strdup(&models->arena, prefix);
    m.zh = arena_strdup(&models->arena, t->cell[ZH]);
    m.en = arena_strdup(&models->arena, t->cell[EN]);
    m.body = arena_strdup(&models->arena, t->cell[BODY]);
    m.oil_grade = arena_strdup(&models->arena, t->cell[OIL_GRADE]);
    add(models, m);
}

static bool read_rows(Models *models, Db *db, Err *err) {
    CsvStep step;
    if (!models_read(db, &models->arena, &models->stored, &models->n_stored, err)) return false;
    while ((step = staff_next(&models->table, err)) == CSV_RECORD) take_row(models);
    if (step == CSV_FAILED) return false;
    const ImportReport *report = models->table.report;
    if (models->n) return true;
    return err_set(err, ERR_INPUT,
                   TXT("%s: no model could be read (%d lines): nothing was changed",
                       "%s：没有读到任何车型（%d 行）：未做任何改动"),
                   report->file, report->read);
}

bool import_models_file(Db *db, const char *path, const ImportOptions *options, ImportReport *report, Err *err) {
    Models *models = mem_alloc(sizeof *models);
    bool ok = staff_open(&models->table, path, options, columns, COLUMNS, report, err) && read_rows(models, db, err);
    if (ok) {
        ImportMeta meta = staff_meta(&models->table, "models");
        ImportNote *notes = staff_notes(report, options && options->zh);
        ok = models_replace(db, models->list, models->n, &meta, notes, report->n_faults, &report->counts, err);
    }
    staff_close(&models->table);
    arena_free(&models->arena);
    free(models->list);
    free(models);
    return ok;
}
