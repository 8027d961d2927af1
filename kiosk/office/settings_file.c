/* Files of plain settings into the store's. */
#include "settings_file.h"

#include "base/share.h"
#include "cfg_file.h"

#include <glob.h>

typedef struct Load {
    Office *office;
    const char *path;
    size_t n_set, n_faults;
    Err *err;
} Load;

void file_fault(const Office *office, const char *path, int line, const char *key, const Err *why) {
    if (*key)
        office_note(office, TXT("%s line %d, %s: %s", "%s 第 %d 行，%s：%s"), path, line, key,
                    err_text(why, office->zh));
    else
        office_note(office, TXT("%s line %d: %s", "%s 第 %d 行：%s"), path, line, err_text(why, office->zh));
}

static bool on_fault(void *ctx, const char *key, int line, const Err *why) {
    Load *load = ctx;
    load->n_faults++;
    file_fault(load->office, load->path, line, key, why);
    return true;
}

/* What the store refuses is a fault of the file; all else is the machine's. */
static bool refused(Load *load, const char *key, int line, const Err *why) {
    if (why->code == ERR_INPUT || why->code == ERR_RULE) return on_fault(load, key, line, why);
    *load->err = *why;
    return false;
}

static CfgStep on_list(void *ctx, const char *key, int line) {
    Load *load = ctx;
    Err why;
    if (settings_clear_list(load->office->db, key, &why)) return CFG_GO;
    return refused(load, key, line, &why) ? CFG_SKIP : CFG_STOP;
}

static bool on_value(void *ctx, const char *key, const char *value, int line) {
    Load *load = ctx;
    Err why;
    if (!settings_set(load->office->db, key, value, &why)) return refused(load, key, line, &why);
    load->n_set++;
    return true;
}

static CfgWalk walk_of(Load *load) {
    return (CfgWalk){.ctx = load, .list = on_list, .value = on_value, .fault = on_fault};
}

static bool on_root(void *ctx, const config_setting_t *root) {
    CfgWalk walk = walk_of(ctx);
    return cfg_walk(&walk, root, "");
}

bool settings_load(Office *office, const char *const *paths, size_t n_paths, size_t *n_set, size_t *n_faults,
                   Err *err) {
    Load load = {.office = office, .err = err};
    CfgWalk walk = walk_of(&load);
    if (!db_begin(office->db, err)) return false;
    bool good = true;
    for (size_t i = 0; good && i < n_paths; i++) {
        load.path = paths[i];
        good = cfg_read(paths[i], &walk, on_root, err);
    }
    if (good && !load.n_faults) {
        good = db_commit(office->db, err);
    } else {
        db_rollback(office->db);
    }
    *n_faults = load.n_faults;
    *n_set = good && !load.n_faults ? load.n_set : 0;
    return good && (load.n_faults || office_settings(office, err));
}

bool shared_files(const char *folder, Arena *arena, const char *const **paths, size_t *n, Err *err) {
    char path[4000], pattern[4096];
    glob_t found;
    share_path(folder, path, sizeof path);
    snprintf(pattern, sizeof pattern, "%s/*.cfg", path);
    if (glob(pattern, 0, NULL, &found) != 0)
        return err_set(err, ERR_NOT_FOUND,
                       TXT("no files (*.cfg) in %s: set LOUNGE_SHARE to where Lounge's data/ is",
                           "%s 中没有文件（*.cfg）：请将 LOUNGE_SHARE 设为 data/ 所在的文件夹"),
                       path);
    const char **list = arena_alloc(arena, (found.gl_pathc + 1) * sizeof *list);
    for (size_t i = 0; i < found.gl_pathc; i++) list[i] = arena_strdup(arena, found.gl_pathv[i]);
    *paths = list;
    *n = found.gl_pathc;
    globfree(&found);
    return true;
}
