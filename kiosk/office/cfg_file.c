/* Files in libconfig's format. The whole tree is walked even after a fault, so that one run names them all. */
#include "cfg_file.h"

#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { KEY_MAX = 200, FILE_MAX = 1024 * 1024 };

const char *cfg_text(const config_setting_t *setting, char buffer[32]) {
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_STRING: return config_setting_get_string(setting);
    case CONFIG_TYPE_BOOL: snprintf(buffer, 32, "%d", config_setting_get_bool(setting) ? 1 : 0); return buffer;
    case CONFIG_TYPE_INT: snprintf(buffer, 32, "%d", config_setting_get_int(setting)); return buffer;
    case CONFIG_TYPE_INT64: snprintf(buffer, 32, "%lld", config_setting_get_int64(setting)); return buffer;
    default: return NULL;
    }
}

static bool walk_scalar(const CfgWalk *walk, const config_setting_t *setting, const char *key) {
    char number[32];
    Err why;
    int line = (int)config_setting_source_line(setting);
    const char *value = cfg_text(setting, number);
    if (value) return walk->value(walk->ctx, key, value, line);
    err_set(&why, ERR_INPUT,
            TXT("a number with a decimal point is not a setting: write whole fen, percent, minutes",
                "设置不能是小数：请用整数（分、百分比、分钟）"));
    return walk->fault(walk->ctx, key, line, &why);
}

/* The members of a group by name, the entries of a list by number. */
static bool walk_members(const CfgWalk *walk, const config_setting_t *setting, const char *key) {
    int n = config_setting_length(setting);
    for (int i = 0; i < n; i++) {
        const config_setting_t *member = config_setting_get_elem(setting, (unsigned)i);
        const char *name = config_setting_name(member);
        char full[KEY_MAX], number[16];
        if (!name) {
            snprintf(number, sizeof number, "%d", i + 1);
            name = number;
        }
        snprintf(full, sizeof full, "%s%s%s", key, *key ? "." : "", name);
        if (!cfg_walk(walk, member, full)) return false;
    }
    return true;
}

bool cfg_walk(const CfgWalk *walk, const config_setting_t *setting, const char *key) {
    if (config_setting_is_group(setting)) return walk_members(walk, setting, key);
    if (!config_setting_is_aggregate(setting)) return walk_scalar(walk, setting, key);
    CfgStep step = walk->list ? walk->list(walk->ctx, key, (int)config_setting_source_line(setting)) : CFG_GO;
    return step == CFG_GO ? walk_members(walk, setting, key) : step == CFG_SKIP;
}

/* The whole file: libconfig's own reading ends the process when a read fails. */
static bool read_file(const char *path, Buf *text, Err *err) {
    char piece[4096];
    FILE *file = fopen(path, "r");
    for (size_t n; file && text->len < FILE_MAX && (n = fread(piece, 1, sizeof piece, file)) > 0;)
        buf_add(text, piece, n);
    int error = errno;
    bool good = file && !ferror(file);
    if (file) fclose(file);
    if (!good)
        return err_set(err, error == ENOENT ? ERR_NOT_FOUND : ERR_IO, TXT("cannot read %s: %s", "无法读取 %s：%s"),
                       path, strerror(error));
    if (text->len < FILE_MAX && !memchr(buf_text(text), '\0', text->len)) return true;
    return err_set(err, ERR_INPUT,
                   TXT("%s is no policy file: too large, or not text", "%s 不是策略文件：过大或不是文本"), path);
}

bool cfg_read(const char *path, const CfgWalk *walk, bool (*root)(void *ctx, const config_setting_t *root), Err *err) {
    config_t config;
    Buf text = {0};
    bool ok;
    if (!read_file(path, &text, err)) {
        buf_free(&text);
        return false;
    }
    config_init(&config);
    if (config_read_string(&config, buf_text(&text))) {
        ok = root(walk->ctx, config_root_setting(&config));
    } else {
        Err why;
        err_set(&why, ERR_INPUT, TXT("%s", "%s"), config_error_text(&config));
        ok = walk->fault(walk->ctx, "", config_error_line(&config), &why);
    }
    config_destroy(&config);
    buf_free(&text);
    return ok;
}
