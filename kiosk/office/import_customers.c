/* The list of customers out of the DMS: name, phone, plate, VIN. A line needs a plate or a VIN: without either the car
 * cannot be known again. */
#include "import_cells.h"
#include "import_subjects.h"
#include "rules/mask.h"
#include "store/customers.h"

#include <stdlib.h>

enum { NAME, PHONE, PLATE, VIN, COLUMNS, NAME_POINTS = 120, WHO = 1 << NAME | 1 << PHONE | 1 << PLATE | 1 << VIN };

static const StaffColumn columns[COLUMNS] = {
    [NAME] = {"name", false}, [PHONE] = {"phone", false}, [PLATE] = {"plate", false}, [VIN] = {"vin", false}};
const StaffShape import_customers_shape = {columns, COLUMNS, "customers", 2};

typedef struct Customers {
    StaffTable table;
    Arena arena;
    CustomerLine *list;
    size_t n, cap;
} Customers;

static void take_row(Customers *customers) {
    StaffTable *t = &customers->table;
    char phone[16] = "", plate[24] = "";
    if (t->refused) return;
    const char *vin = staff_vin(t, VIN);
    if (!cell_says_nothing(t->cell[PHONE]) && !phone_normal(t->cell[PHONE], phone, sizeof phone))
        staff_flag(t, FAULT_PHONE_DAMAGED, PHONE);
    if (!cell_says_nothing(t->cell[PLATE]) && !plate_normal(t->cell[PLATE], plate, sizeof plate))
        staff_flag(t, FAULT_PLATE_UNREADABLE, PLATE);
    if (cell_cut(t->cell[NAME], NAME_POINTS)) staff_flag(t, FAULT_TEXT_CUT, NAME);
    if (!*plate && !*vin) staff_refuse(t, FAULT_NO_CAR, PLATE);
    const char *key = arena_strdup(&customers->arena, *vin ? vin : plate);
    if (*key && staff_taken(t, key)) staff_refuse(t, FAULT_DOUBLE_ID, *vin ? VIN : PLATE);
    if (t->refused) return;
    if (customers->n == customers->cap)
        customers->list = mem_grow(customers->list, (customers->cap = customers->cap ? customers->cap * 2 : 256) *
                                                        sizeof *customers->list);
    customers->list[customers->n++] = (CustomerLine){.line = t->line,
                                                     .name = arena_strdup(&customers->arena, t->cell[NAME]),
                                                     .phone = arena_strdup(&customers->arena, phone),
                                                     .plate = arena_strdup(&customers->arena, plate),
                                                     .vin = arena_strdup(&customers->arena, vin)};
    staff_take(t, key);
}

static bool read_rows(Customers *customers, Err *err) {
    CsvStep step;
    while ((step = staff_next(&customers->table, err)) == CSV_RECORD) take_row(customers);
    if (step == CSV_FAILED) return false;
    const ImportReport *report = customers->table.report;
    return customers->n || err_set(err, ERR_INPUT,
                                   TXT("%s: no customer could be read (%d lines): nothing was changed",
                                       "%s：没有读到任何客户（%d 行）：未做任何改动"),
                                   report->file, report->read);
}

bool import_customers_file(Db *db, const Settings *s, const char *path, const ImportOptions *options,
                           ImportReport *report, Err *err) {
    Customers *customers = mem_alloc(sizeof *customers);
    bool ok = staff_open_named(&customers->table, path, options, s, &import_customers_shape, report, err) &&
              read_rows(customers, err);
    if (ok) {
        ImportMeta meta = staff_meta(&customers->table, "customers");
        ImportNote *notes = staff_notes_masked(&customers->table, WHO, options && options->zh);
        ok = customers_import(db, customers->list, customers->n, &meta, notes, report->n_faults, &report->counts, err);
    }
    staff_close(&customers->table);
    arena_free(&customers->arena);
    free(customers->list);
    free(customers);
    return ok;
}
