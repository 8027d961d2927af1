/* The rules that time alone makes due, in the order they are looked at. */
#include "tick.h"

#include "apology.h"
#include "calls.h"
#include "cases.h"
#include "late.h"
#include "personal.h"
#include "sql.h"
#include "suspect.h"

static const struct {
    const char *what;
    TickRule rule;
} rules[] = {
    {"apology", apology_tick}, {"retention", privacy_tick}, {"suspect", suspect_tick},
    {"case", cases_tick},      {"call", calls_tick},        {"late", late_tick},
};

bool tick_act(Db *db, const char *what, const char *about, Ms at, bool *fresh, Err *err) {
    char local[32];
    Uuid id = uuid_new();
    if (!sql_run(db,
                 "INSERT INTO tick_act (act_id, store_id, what, about, at_ms, at_local) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                 " ON CONFLICT (store_id, what, about) DO NOTHING",
                 SQL_ARGS(txt(id.text), txt(db_store_id(db)), txt(what), txt(about), num(at),
                          txt(instant_show(at, local, sizeof local))),
                 err))
        return false;
    *fresh = sql_changes(db) > 0;
    return true;
}

bool tick_run(Db *db, const CouponKey *key, Ms now, TickDone out[TICK_RULES_MAX], size_t *n, Err *err) {
    Settings *settings;
    bool ok = settings_read_at(db, now, &settings, err);
    *n = 0;
    if (!ok) return false;
    for (size_t i = 0; ok && i < sizeof rules / sizeof *rules; i++) {
        out[*n] = (TickDone){.what = rules[i].what};
        ok = rules[i].rule(db, key, settings, now, &out[*n], err);
        *n += ok;
    }
    settings_free(settings);
    return ok;
}
