/* Writing consent down. A sentence gets its number when it is first shown. */
#include "consents.h"

#include "rules/months.h"
#include "settings.h"
#include "sql.h"

static bool words_version(Db *db, const char *words, Ms at, int64_t *version, Err *err) {
    const char *store = db_store_id(db);
    *version = -1;
    if (!words || !*words) return true;
    return sql_run(db,
                   "INSERT INTO consent_words (words_version, store_id, words, first_ms) SELECT coalesce(max("
                   "words_version), 0) + 1, ?1, ?2, ?3 FROM consent_words WHERE store_id = ?1"
                   " ON CONFLICT (store_id, words) DO NOTHING",
                   SQL_ARGS(txt(store), txt(words), num(at)), err) &&
           sql_number(db, version, "SELECT words_version FROM consent_words WHERE store_id = ?1 AND words = ?2",
                      SQL_ARGS(txt(store), txt(words)), err);
}

static bool until(Db *db, Ms at, Ms *out, Err *err) {
    Settings *settings;
    if (!settings_read_at(db, at, &settings, err)) return false;
    *out = day_add(months_add(day_start(at), (int)settings_int(settings, "retention.contact_months")), 1);
    settings_free(settings);
    return true;
}

bool consent_keep(Db *db, const Consent *c, Err *err) {
    char local[32];
    int64_t version;
    Ms end;
    Uuid id = uuid_new();
    return until(db, c->at, &end, err) && words_version(db, c->words, c->at, &version, err) &&
           sql_run(db,
                   "INSERT INTO consent (consent_id, store_id, person_id, purpose, about, order_no, visit_id, lang,"
                   " words_version, at_ms, at_local, until_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
                   " ?12) ON CONFLICT (person_id, purpose, about) DO NOTHING",
                   SQL_ARGS(txt(id.text), txt(db_store_id(db)), txt(c->person_id), txt(c->purpose), txt(c->about),
                            txt_or_null(c->order_no), txt(c->visit_id), txt(c->lang), num_unless(-1, version),
                            num(c->at), txt(instant_show(c->at, local, sizeof local)), num(end)),
                   err);
}
