/* Policy files: read, checked, imported. */
#include "policy_file.h"

#include "cfg_file.h"
#include "policy_check.h"
#include "settings_file.h"

#include <stdlib.h>
#include <string.h>

typedef struct Reading {
    Arena *arena;
    PolicyFile *file;
    Policy *policy; /* being read */
    size_t policy_room, value_room, fault_room;
} Reading;

static bool on_fault(void *ctx, const char *key, int line, const Err *why) {
    Reading *r = ctx;
    PolicyFile *f = r->file;
    if (f->n_faults == r->fault_room)
        f->faults = mem_grow(f->faults, sizeof *f->faults * (r->fault_room = r->fault_room ? r->fault_room * 2 : 16));
    f->faults[f->n_faults++] = (PolicyFault){line, arena_strdup(r->arena, key), *why};
    return true;
}

static void add_value(Reading *r, const char *key, const char *value, int line) {
    Policy *p = r->policy;
    if (p->n == r->value_room)
        p->values = mem_grow(p->values, sizeof *p->values * (r->value_room = r->value_room ? r->value_room * 2 : 64));
    p->values[p->n++] = (PolicyValue){arena_strdup(r->arena, key), arena_strdup(r->arena, value), line};
}

/* ---- one version ---- */

static bool is_day_of(const char *text) {
    Ms start;
    return !*text || (strlen(text) == 10 && day_parse(text, &start));
}

/* True when the key is one of the version's days, which are not values. */
static bool take_day(Reading *r, const char *key, const char *value, int line) {
    const char *name = key + strlen(r->policy->subject) + 1;
    bool from = strcmp(name, "from") == 0;
    Err why;
    if (!from && strcmp(name, "to") != 0) return false;
    if (!is_day_of(value)) {
        err_set(&why, ERR_INPUT,
                TXT("a day like 2026-11-23 is wanted, or \"\" = open", "须为 2026-11-23 这样的日期，或 \"\" 表示不限"));
        on_fault(r, key, line, &why);
    } else if (from) {
        r->policy->from_day = arena_strdup(r->arena, value);
    } else {
        r->policy->to_day = arena_strdup(r->arena, value);
    }
    return true;
}

static bool on_value(void *ctx, const char *key, const char *value, int line) {
    Reading *r = ctx;
    Err why;
    if (take_day(r, key, value, line)) return true;
    if (!policy_value_check(key, value, &why)) return on_fault(r, key, line, &why);
    add_value(r, key, value, line);
    return true;
}

static bool on_whole(void *ctx, int line, const char *key, const Err *why) {
    return on_fault(ctx, key, line, why);
}

static void check_whole(Reading *r) {
    const Policy *p = r->policy;
    char key[200];
    Err why;
    policy_missing(p, key, sizeof key);
    if (*key) {
        err_set(&why, ERR_INPUT, TXT("it is missing", "缺少此项"));
        on_fault(r, key, p->line, &why);
    }
    policy_check_values(p, on_whole, r);
    if (!*p->from_day || !*p->to_day || strcmp(p->from_day, p->to_day) <= 0) return;
    snprintf(key, sizeof key, "%s.to", p->subject);
    err_set(&why, ERR_INPUT, TXT("it ends before it begins", "截止日期早于开始日期"));
    on_fault(r, key, p->line, &why);
}

static Policy *new_policy(Reading *r, const char *subject, int line) {
    PolicyFile *f = r->file;
    if (f->n == r->policy_room)
        f->policies =
            mem_grow(f->policies, sizeof *f->policies * (r->policy_room = r->policy_room ? r->policy_room * 2 : 16));
    const char *slash = strrchr(f->path, '/');
    Policy *p = &f->policies[f->n++];
    *p = (Policy){.subject = arena_strdup(r->arena, subject),
                  .from_day = "",
                  .to_day = "",
                  .line = line,
                  .policy_id = "",
                  .by = "",
                  .file = arena_strdup(r->arena, slash ? slash + 1 : f->path)};
    return p;
}

static CfgWalk walk_of(Reading *r) {
    return (CfgWalk){.ctx = r, .value = on_value, .fault = on_fault};
}

static void read_version(Reading *r, const config_setting_t *group, const char *subject) {
    CfgWalk walk = walk_of(r);
    size_t faults = r->file->n_faults;
    r->policy = new_policy(r, subject, (int)config_setting_source_line(group));
    r->value_room = 0;
    cfg_walk(&walk, group, subject);
    policy_sort(r->policy);
    PolicyValue *kept = arena_alloc(r->arena, sizeof *kept * (r->policy->n + 1));
    if (r->policy->n) memcpy(kept, r->policy->values, sizeof *kept * r->policy->n);
    free(r->policy->values);
    r->policy->values = kept;
    if (r->file->n_faults == faults) check_whole(r);
}

/* ---- the file ---- */

static void read_subject(Reading *r, const config_setting_t *root) {
    const char *subject = config_setting_name(root);
    int line = (int)config_setting_source_line(root);
    Err why;
    if (!policy_subject_known(subject)) {
        err_set(&why, ERR_INPUT,
                TXT("no policy has this name; plain settings are loaded by lounge settings load",
                    "没有这个名称的策略；普通设置请用 lounge settings load 载入"));
        on_fault(r, subject, line, &why);
    } else if (config_setting_is_group(root)) {
        read_version(r, root, subject);
    } else if (config_setting_is_list(root)) {
        for (int i = 0; i < config_setting_length(root); i++) {
            const config_setting_t *group = config_setting_get_elem(root, (unsigned)i);
            if (config_setting_is_group(group)) read_version(r, group, subject);
        }
    } else {
        err_set(&why, ERR_INPUT, TXT("a policy is a group: %s: { … }", "策略须为一组：%s: { … }"), subject);
        on_fault(r, subject, line, &why);
    }
}

static bool on_root(void *ctx, const config_setting_t *root) {
    Reading *r = ctx;
    for (int i = 0; i < config_setting_length(root); i++) read_subject(r, config_setting_get_elem(root, (unsigned)i));
    return true;
}

/* What grew on the heap moves into the arena, which the caller owns. */
static void keep(Reading *r) {
    PolicyFile *f = r->file;
    Policy *policies = arena_alloc(r->arena, sizeof *policies * (f->n + 1));
    PolicyFault *faults = arena_alloc(r->arena, sizeof *faults * (f->n_faults + 1));
    if (f->n) memcpy(policies, f->policies, sizeof *policies * f->n);
    if (f->n_faults) memcpy(faults, f->faults, sizeof *faults * f->n_faults);
    free(f->policies);
    free(f->faults);
    f->policies = policies;
    f->faults = faults;
}

bool policy_file_read(const char *path, Arena *arena, PolicyFile *out, Err *err) {
    *out = (PolicyFile){.path = arena_strdup(arena, path)};
    Reading r = {.arena = arena, .file = out};
    CfgWalk walk = walk_of(&r);
    bool ok = cfg_read(path, &walk, on_root, err);
    if (ok && !out->n_faults) policy_check_days(out, on_whole, &r);
    keep(&r);
    return ok;
}

/* ---- importing ---- */

/* A file of one subject holds that and nothing else, and holds it. */
static void tell_others(Office *office, const char *only, PolicyFile *file) {
    Err why;
    size_t of_it = 0;
    for (size_t i = 0; i < file->n; i++) {
        const Policy *p = &file->policies[i];
        bool is = strcmp(p->subject, only) == 0;
        of_it += is;
        if (is) continue;
        err_set(&why, ERR_INPUT,
                TXT("no part of a %s; lounge import policies takes it", "不属于 %s；请用 lounge import policies 导入"),
                only);
        file_fault(office, file->path, p->line, p->subject, &why);
        file->n_faults++;
    }
    if (of_it || file->n_faults) return;
    err_set(&why, ERR_INPUT, TXT("there is no %s in it", "其中没有 %s"), only);
    file_fault(office, file->path, 1, only, &why);
    file->n_faults++;
}

bool policy_file_tell(Office *office, const char *path, const char *only, Arena *arena, PolicyFile *out, Err *err) {
    if (!policy_file_read(path, arena, out, err)) return false;
    for (size_t i = 0; i < out->n_faults; i++)
        file_fault(office, path, out->faults[i].line, out->faults[i].key, &out->faults[i].why);
    if (*only) tell_others(office, only, out);
    return true;
}

static bool import_file(Office *office, Arena *arena, const char *path, const char *only, const char *by,
                        PolicyCounts *counts, Err *err) {
    PolicyFile file;
    if (!policy_file_tell(office, path, only, arena, &file, err)) return false;
    counts->faults += file.n_faults;
    for (size_t i = 0; i < file.n; i++) {
        bool known;
        file.policies[i].by = by;
        if (!policy_save(office->db, &file.policies[i], &known, err)) return false;
        *(known ? &counts->known : &counts->added) += 1;
    }
    return true;
}

bool policies_import(Office *office, const char *const *paths, size_t n_paths, const char *only, const char *by,
                     PolicyCounts *out, Err *err) {
    Arena arena = {0};
    *out = (PolicyCounts){0};
    if (!db_begin(office->db, err)) return false;
    bool ok = true;
    for (size_t i = 0; ok && i < n_paths; i++) ok = import_file(office, &arena, paths[i], only, by, out, err);
    arena_free(&arena);
    if (!ok || out->faults) {
        db_rollback(office->db);
        return ok;
    }
    return db_commit(office->db, err) && office_settings(office, err);
}
