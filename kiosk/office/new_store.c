/* Making a store's database, all or nothing. */
#include "new_store.h"

#include "policy_file.h"
#include "settings_file.h"
#include "store/coupons.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_MODE = 02770 }; /* files in it belong to the group of the folder: lounge */

/* mkdir -p; the last one is the group's. */
static bool make_folder(const char *folder, Err *err) {
    char path[PATH_MAX];
    if (access(folder, F_OK) == 0) return true;
    snprintf(path, sizeof path, "%s", folder);
    for (char *p = path + 1;; p++) {
        if (*p && *p != '/') continue;
        char kept = *p;
        *p = '\0';
        if (mkdir(path, kept ? 0755 : 0770) != 0 && errno != EEXIST)
            return err_set(err, ERR_IO, TXT("cannot make the folder %s: %s", "无法建立文件夹 %s：%s"), path,
                           strerror(errno));
        if (!kept) break;
        *p = kept;
    }
    if (chmod(path, FOLDER_MODE) == 0) return true;
    return err_set(err, ERR_IO, TXT("cannot give the folder %s to its group", "无法设置文件夹 %s 的权限"), path);
}

void remove_store(const char *path) {
    static const char *const endings[] = {"", "-wal", "-shm", "-journal", ".bell", ".key"};
    char name[PATH_MAX + 16];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

static bool no_faults(const char *folder, size_t n_faults, Err *err) {
    return n_faults == 0 ||
           err_set(err, ERR_INPUT,
                   TXT("the files in %s have %zu faults: mend them first", "%s 中的文件有 %zu 处错误：请先改正"),
                   folder, n_faults);
}

static bool load_settings(Office *office, Arena *arena, Err *err) {
    const char *const *paths;
    size_t n, n_set, n_faults;
    return shared_files("data/settings", arena, &paths, &n, err) &&
           settings_load(office, paths, n, &n_set, &n_faults, err) && no_faults("data/settings", n_faults, err);
}

static bool import_policies(Office *office, Arena *arena, Err *err) {
    const char *const *paths;
    size_t n;
    PolicyCounts counts;
    return shared_files("data/policies", arena, &paths, &n, err) &&
           policies_import(office, paths, n, "", "", &counts, err) && no_faults("data/policies", counts.faults, err);
}

static bool set_if_told(Office *office, const char *key, const char *value, Err *err) {
    return !value || settings_set(office->db, key, value, err);
}

/* Policies belong to the store, so its id comes first. */
static bool furnish(Office *office, const NewStore *store, Err *err) {
    Arena arena = {0};
    bool ok = load_settings(office, &arena, err) && set_if_told(office, "store.id", store->id, err) &&
              set_if_told(office, "store.name_zh", store->name_zh, err) &&
              set_if_told(office, "store.name_en", store->name_en, err) && office_settings(office, err) &&
              zone_use(settings_text(office->settings, "store.tz"), err) && import_policies(office, &arena, err) &&
              coupon_key_make(store->path, err);
    arena_free(&arena);
    return ok;
}

bool new_store(Office *office, const NewStore *store, Err *err) {
    char copy[PATH_MAX], key[PATH_MAX + 8];
    if (snprintf(copy, sizeof copy, "%s", store->path) >= (int)sizeof copy - 16)
        return err_set(err, ERR_USAGE, TXT("the path is too long", "路径太长"));
    snprintf(key, sizeof key, "%s.key", store->path);
    if (access(key, F_OK) == 0)
        return err_set(err, ERR_EXISTS,
                       TXT("%s is there already: the key of another database; move it away first",
                           "%s 已存在，属于另一个数据库：请先移走"),
                       key);
    if (!make_folder(dirname(copy), err) || !db_open(&office->db, store->path, DB_CREATE, err)) return false;
    if (furnish(office, store, err)) return true;
    office_close(office);
    remove_store(store->path);
    return false;
}
