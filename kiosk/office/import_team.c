/* The list of staff: names and roles. A PIN is nobody's business in a file: it is set afterwards, and until then nobody
 * comes in under that name. */
#include "import_subjects.h"
#include "store/staff.h"

#include <stdlib.h>
#include <string.h>

enum { NAME, ROLE, COLUMNS };

static const StaffColumn columns[COLUMNS] = {[NAME] = {"name", true}, [ROLE] = {"role", true}};
const StaffShape import_team_shape = {columns, COLUMNS, "staff", 2};

typedef struct Team {
    StaffTable table;
    Arena arena;
    StaffLine *list;
    size_t n, cap;
} Team;

/* By its id, or as `lounge staff` says it in Chinese. */
static bool read_role(const char *word, StaffRole *out) {
    static const char *const zh[STAFF_ROLES] = {
        [STAFF_ADVISOR] = "服务顾问", [STAFF_BAR] = "吧台", [STAFF_MANAGER] = "经理"};
    for (int i = 0; i < STAFF_ROLES; i++) {
        if (strcmp(word, zh[i]) != 0) continue;
        *out = (StaffRole)i;
        return true;
    }
    return staff_role_of(word, out);
}

static void take_row(Team *team) {
    StaffTable *t = &team->table;
    StaffRole role = STAFF_ADVISOR;
    Err why = {0};
    const char *name = arena_strdup(&team->arena, t->cell[NAME]);
    if (*t->cell[ROLE] && !read_role(t->cell[ROLE], &role)) staff_refuse(t, FAULT_UNKNOWN_ROLE, ROLE);
    if (*name && !staff_name_will_do(name, &why)) staff_refuse_said(t, FAULT_BAD_NAME, NAME, &why);
    if (staff_taken(t, name)) staff_refuse(t, FAULT_DOUBLE_ID, NAME);
    if (t->refused) return;
    if (team->n == team->cap)
        team->list = mem_grow(team->list, (team->cap = team->cap ? team->cap * 2 : 32) * sizeof *team->list);
    team->list[team->n++] = (StaffLine){name, role};
    staff_take(t, name);
}

static bool read_rows(Team *team, Err *err) {
    CsvStep step;
    while ((step = staff_next(&team->table, err)) == CSV_RECORD) take_row(team);
    if (step == CSV_FAILED) return false;
    const ImportReport *report = team->table.report;
    return team->n || err_set(err, ERR_INPUT,
                              TXT("%s: no member of staff could be read (%d lines): nothing was changed",
                                  "%s：没有读到任何员工（%d 行）：未做任何改动"),
                              report->file, report->read);
}

bool import_team_file(Db *db, const Settings *s, const char *path, const ImportOptions *options, ImportReport *report,
                      Err *err) {
    Team *team = mem_alloc(sizeof *team);
    bool ok = staff_open_named(&team->table, path, options, s, &import_team_shape, report, err) && read_rows(team, err);
    if (ok) {
        ImportMeta meta = staff_meta(&team->table, "staff");
        ImportNote *notes = staff_notes(report, options && options->zh);
        ok = staff_import(db, team->list, team->n, &meta, notes, report->n_faults, &report->counts, err);
    }
    staff_close(&team->table);
    arena_free(&team->arena);
    free(team->list);
    free(team);
    return ok;
}
