/* lounge settings: list what staff can change, set one, or load a policy file. */
#include "office.h"
#include "settings_file.h"
#include "table.h"

#include <string.h>

static const Column columns[] = {
    {"key", {TXT("setting", "设置")}, false},
    {"value", {TXT("value", "值")}, false},
    {"shipped", {TXT("as shipped", "出厂值")}, false},
};

static bool setting_row(void *ctx, const char *key, const char *value, const char *shipped) {
    Table *t = ctx;
    table_text(t, key);
    table_text(t, value);
    table_text(t, shipped);
    return true;
}

static Exit list(Office *office) {
    Err err;
    Table t;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    if (!settings_each(office->db, setting_row, &t, &err)) {
        table_drop(&t);
        return office_fail(office, &err);
    }
    table_end(&t, (Words){TXT("no settings", "没有设置")});
    return EXIT_DONE;
}

static Exit set(Office *office, const char *key, const char *value) {
    Err err;
    if (!office_open(office, DB_WRITE, &err) || !settings_set(office->db, key, value, &err) ||
        !office_settings(office, &err))
        return office_fail(office, &err);
    say(office, TXT("%s = %s", "%s = %s"), key, settings_text(office->settings, key));
    return EXIT_DONE;
}

static Exit load(Office *office, const char *path) {
    Err err;
    size_t n_set, n_faults;
    if (!office_open(office, DB_WRITE, &err) || !settings_load(office, &path, 1, &n_set, &n_faults, &err))
        return office_fail(office, &err);
    if (n_faults) {
        office_note(office,
                    TXT("%zu faults, so nothing was changed: mend them and load again",
                        "有 %zu 处错误，未作任何改动：请改正后重新载入"),
                    n_faults);
        return EXIT_FAILED;
    }
    say(office, TXT("%s: %zu settings loaded", "%s：已载入 %zu 项设置"), path, n_set);
    return EXIT_DONE;
}

static Exit run(Office *office, int argc, char **argv) {
    Exit code;
    if (!office_no_options(office, argc, argv, &code)) return code;
    int n = argc - optind;
    const char *verb = n ? argv[optind] : "list";
    if (strcmp(verb, "list") == 0 && n <= 1) return list(office);
    if (strcmp(verb, "set") == 0 && n == 3) return set(office, argv[optind + 1], argv[optind + 2]);
    if (strcmp(verb, "load") == 0 && n == 2) return load(office, argv[optind + 1]);
    return office_misuse(office,
                         TXT("settings list, set KEY VALUE, or load FILE", "应为 list、set 键 值 或 load 文件"));
}

const Command cmd_settings = {
    .name = "settings",
    .about = {TXT("what the store can change: list, set, load a file", "门店可改的设置：列出、修改、载入文件")},
    .usage = {TXT("settings [list]\nsettings set KEY VALUE\nsettings load FILE.cfg",
                  "settings [list]\nsettings set 键 值\nsettings load 文件.cfg")},
    .details = {TXT("  A file is loaded whole or not at all; a list in it replaces the stored one. Prices, tiers and "
                    "deadlines are\n  policies with dates: lounge import policies FILE.",
                    "  文件要么全部载入，要么完全不改；文件中的列表会替换原有列表。\n  "
                    "价格、分档和时限是有日期的策略：lounge import policies 文件。")},
    .example = "lounge settings load data/settings/dms.cfg",
    .run = run,
};
