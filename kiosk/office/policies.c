/* Policy files into settings. The whole tree is walked even after a fault, so that one run names them all. */
#include "policies.h"

#include <errno.h>
#include <glob.h>
#include <libconfig.h>
#include <stdlib.h>
#include <string.h>

typedef struct Load {
    Office *office;
    const char *path;
    size_t n_set, n_faults;
    Err *err;
    bool broken; /* the machine refused: stop */
} Load;

enum { KEY_MAX = 200, POLICY_MAX = 1024 * 1024 };

static void fault(Load *load, const config_setting_t *setting, const char *key, const Err *why) {
    load->n_faults++;
    office_note(load->office, TXT("%s line %d, %s: %s", "%s 第 %d 行，%s：%s"), load->path,
                (int)config_setting_source_line(setting), key, err_text(why, load->office->zh));
}

/* What the store refuses is a fault of the file; all else is the machine's. */
static void refused(Load *load, const config_setting_t *setting, const char *key, const Err *why) {
    if (why->code == ERR_INPUT || why->code == ERR_RULE) {
        fault(load, setting, key, why);
    } else {
        *load->err = *why;
        load->broken = true;
    }
}

/* A scalar as the text a setting holds; false for a type that has none. */
static bool scalar_text(const config_setting_t *setting, char number[32], const char **out) {
    *out = number;
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_STRING: *out = config_setting_get_string(setting); return true;
    case CONFIG_TYPE_BOOL: snprintf(number, 32, "%d", config_setting_get_bool(setting) ? 1 : 0); return true;
    case CONFIG_TYPE_INT: snprintf(number, 32, "%d", config_setting_get_int(setting)); return true;
    case CONFIG_TYPE_INT64: snprintf(number, 32, "%lld", config_setting_get_int64(setting)); return true;
    default: return false;
    }
}

static void load_scalar(Load *load, const config_setting_t *setting, const char *key) {
    char number[32];
    const char *value;
    Err why;
    if (!scalar_text(setting, number, &value)) {
        err_set(&why, ERR_INPUT,
                TXT("a number with a decimal point is not a setting: write whole fen, percent, minutes",
                    "设置不能是小数：请用整数（分、百分比、分钟）"));
        fault(load, setting, key, &why);
    } else if (settings_set(load->office->db, key, value, &why)) {
        load->n_set++;
    } else {
        refused(load, setting, key, &why);
    }
}

static void load_setting(Load *load, const config_setting_t *setting, const char *key);

/* The members of a group by name, the entries of a list by number. */
static void load_members(Load *load, const config_setting_t *setting, const char *key) {
    int n = config_setting_length(setting);
    for (int i = 0; i < n && !load->broken; i++) {
        const config_setting_t *member = config_setting_get_elem(setting, (unsigned)i);
        const char *name = config_setting_name(member);
        char full[KEY_MAX], number[16];
        if (!name) {
            snprintf(number, sizeof number, "%d", i + 1);
            name = number;
        }
        snprintf(full, sizeof full, "%s%s%s", key, *key ? "." : "", name);
        load_setting(load, member, full);
    }
}

static void load_setting(Load *load, const config_setting_t *setting, const char *key) {
    if (config_setting_is_group(setting)) {
        load_members(load, setting, key);
    } else if (config_setting_is_aggregate(setting)) {
        Err why;
        if (settings_clear_list(load->office->db, key, &why)) {
            load_members(load, setting, key);
        } else {
            refused(load, setting, key, &why);
        }
    } else {
        load_scalar(load, setting, key);
    }
}

/* libconfig tells line and reason of a fault in the file's own grammar. */
static void read_fault(Load *load, const config_t *config) {
    load->n_faults++;
    office_note(load->office, TXT("%s line %d: %s", "%s 第 %d 行：%s"), load->path, config_error_line(config),
                config_error_text(config));
}

/* The whole file: libconfig's own reading ends the process when a read fails. */
static bool read_file(const char *path, Buf *text, Err *err) {
    char piece[4096];
    FILE *file = fopen(path, "r");
    for (size_t n; file && text->len < POLICY_MAX && (n = fread(piece, 1, sizeof piece, file)) > 0;)
        buf_add(text, piece, n);
    int error = errno;
    bool good = file && !ferror(file);
    if (file) fclose(file);
    if (!good)
        return err_set(err, error == ENOENT ? ERR_NOT_FOUND : ERR_IO, TXT("cannot read %s: %s", "无法读取 %s：%s"),
                       path, strerror(error));
    if (text->len < POLICY_MAX && !memchr(buf_text(text), '\0', text->len)) return true;
    return err_set(err, ERR_INPUT,
                   TXT("%s is no policy file: too large, or not text", "%s 不是策略文件：过大或不是文本"), path);
}

static bool load_file(Load *load) {
    config_t config;
    Buf text = {0};
    if (!read_file(load->path, &text, load->err)) {
        buf_free(&text);
        return false;
    }
    config_init(&config);
    if (config_read_string(&config, buf_text(&text))) {
        load_setting(load, config_root_setting(&config), "");
    } else {
        read_fault(load, &config);
    }
    config_destroy(&config);
    buf_free(&text);
    return !load->broken;
}

bool policies_load(Office *office, const char *const *paths, size_t n_paths, size_t *n_set, size_t *n_faults,
                   Err *err) {
    Load load = {.office = office, .err = err};
    if (!db_begin(office->db, err)) return false;
    bool good = true;
    for (size_t i = 0; good && i < n_paths; i++) {
        load.path = paths[i];
        good = load_file(&load);
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

bool policies_load_folder(Office *office, const char *folder, size_t *n_set, size_t *n_faults, Err *err) {
    char pattern[4096];
    glob_t found;
    snprintf(pattern, sizeof pattern, "%s/*.cfg", folder);
    if (glob(pattern, 0, NULL, &found) != 0)
        return err_set(err, ERR_NOT_FOUND,
                       TXT("no policy files (*.cfg) in %s: set LOUNGE_SHARE to where Lounge's data/ is",
                           "%s 中没有策略文件（*.cfg）：请将 LOUNGE_SHARE 设为 data/ 所在的文件夹"),
                       folder);
    bool good = policies_load(office, (const char *const *)found.gl_pathv, found.gl_pathc, n_set, n_faults, err);
    globfree(&found);
    return good;
}
