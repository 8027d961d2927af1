/* Staff: rows of people with a hashed PIN; the hash is worked out before the write lock is taken. */
#include "staff.h"

#include "audit.h"
#include "base/utf8.h"
#include "imported.h"
#include "settings.h"
#include "sql.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { HASH_OPERATIONS = 3, HASH_BYTES = 8 * 1024 * 1024, NAME_CHARS = 20 };

/* --- reading ------------------------------------------------------------------------------------------------------ */

#define STAFF_COLUMNS                                                                                                  \
    "SELECT staff_id, name, role, off, wrong, locks, locked_until_ms, pin_ms, created_ms, pin_hash FROM staff "

static Staff staff_of(sqlite3_stmt *q) {
    Staff s = {.off = sql_int(q, 3, 0) != 0,
               .count = {(int)sql_int(q, 4, 0), (int)sql_int(q, 5, 0), sql_int(q, 6, 0)},
               .pin_set = sql_int(q, 7, 0),
               .created = sql_int(q, 8, 0)};
    sql_copy(q, 0, s.staff_id.text, sizeof s.staff_id.text);
    sql_copy(q, 1, s.name, sizeof s.name);
    staff_role_of(sql_text(q, 2), &s.role); /* the schema knows no other */
    return s;
}

bool staff_list(Db *db, Arena *arena, Staff **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    const char *store = db_store_id(db);
    if (!sql_number(db, &most, "SELECT count(*) FROM staff WHERE store_id = ?1", SQL_ARGS(txt(store)), err))
        return false;
    Staff *list = arena_alloc(arena, ((size_t)most + 1) * sizeof *list);
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db, STAFF_COLUMNS "WHERE store_id = ?1 ORDER BY role, name LIMIT ?2",
                                SQL_ARGS(txt(store), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) list[count++] = staff_of(q);
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

static bool read_one(Db *db, sqlite3_stmt *q, const char *name, Staff *out, char hash[crypto_pwhash_STRBYTES],
                     Err *err) {
    bool row;
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no staff member %s", "没有员工 %s"), name);
    *out = staff_of(q);
    if (hash) sql_copy(q, 9, hash, crypto_pwhash_STRBYTES);
    sql_end(q);
    return true;
}

bool staff_find(Db *db, const char *name, Staff *out, Err *err) {
    sqlite3_stmt *q = sql_query(db, STAFF_COLUMNS "WHERE store_id = ?1 AND name = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(name)), err);
    return read_one(db, q, name, out, NULL, err);
}

static bool find_by_id(Db *db, const Uuid *id, Staff *out, char hash[crypto_pwhash_STRBYTES], Err *err) {
    sqlite3_stmt *q = sql_query(db, STAFF_COLUMNS "WHERE store_id = ?1 AND staff_id = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(id->text)), err);
    return read_one(db, q, "", out, hash, err);
}

bool staff_is(Db *db, const char *name, StaffRole role, bool *known, Err *err) {
    int64_t n = 0, fits = 0;
    const char *store = db_store_id(db);
    *known = true;
    if (!sql_number(db, &n, "SELECT count(*) FROM staff WHERE store_id = ?1", SQL_ARGS(txt(store)), err) ||
        !sql_number(db, &fits, "SELECT count(*) FROM staff WHERE store_id = ?1 AND name = ?2 AND role = ?3 AND off = 0",
                    SQL_ARGS(txt(store), txt(name), txt(staff_role_id(role))), err))
        return false;
    *known = n > 0;
    return fits > 0;
}

bool staff_is_manager(Db *db, const char *name, Err *err) {
    bool known;
    Err why = {0};
    if (staff_is(db, name, STAFF_MANAGER, &known, &why) || !known) return true;
    if (!why.code) return err_set(err, ERR_RULE, TXT("%s is not a manager of this store", "%s 不是本店经理"), name);
    if (err) *err = why;
    return false;
}

static bool off_refused(const char *name, Err *err) {
    return err_set(err, ERR_RULE, TXT("%s has been locked by the manager", "%s 已被经理停用"), name);
}

bool staff_is_active(Db *db, const char *name, Err *err) {
    int64_t n = 0, fits = 0, off = 0;
    const char *store = db_store_id(db);
    if (!sql_number(db, &n, "SELECT count(*) FROM staff WHERE store_id = ?1", SQL_ARGS(txt(store)), err) ||
        !sql_number(db, &fits, "SELECT count(*) FROM staff WHERE store_id = ?1 AND name = ?2 AND off = 0",
                    SQL_ARGS(txt(store), txt(name)), err) ||
        !sql_number(db, &off, "SELECT count(*) FROM staff WHERE store_id = ?1 AND name = ?2 AND off <> 0",
                    SQL_ARGS(txt(store), txt(name)), err))
        return false;
    if (n == 0 || fits > 0) return true;
    if (off) return off_refused(name, err);
    return err_set(err, ERR_RULE,
                   TXT("%s is not among this store's active staff: see lounge staff list",
                       "%s 不是本店在用的员工：见 lounge staff list"),
                   name);
}

bool staff_allow(Db *db, const Uuid *staff_id, StaffAct act, Staff *out, Err *err) {
    if (!find_by_id(db, staff_id, out, NULL, err)) return false;
    if (out->off) return off_refused(out->name, err);
    if (staff_may(out->role, act)) return true;
    return err_set(err, ERR_RULE, TXT("%s may not do this: ask the manager", "%s 没有权限，请找经理"), out->name);
}

/* --- PINs --------------------------------------------------------------------------------------------------------- */

static bool pin_will_do(const char *pin, Err *err) {
    switch (staff_pin_check(pin)) {
    case PIN_FORM:
        return err_set(err, ERR_INPUT, TXT("a PIN is %d digits, 0 to 9", "PIN 须为 %d 位数字（0–9）"),
                       STAFF_PIN_DIGITS);
    case PIN_WEAK:
        return err_set(err, ERR_INPUT,
                       TXT("this PIN is one of those that everybody tries first: choose another",
                           "这个 PIN 太容易被猜到，请换一个"));
    case PIN_OK: break;
    }
    return true;
}

static bool hash_pin(const char *pin, char hash[crypto_pwhash_STRBYTES], Err *err) {
    if (sodium_init() >= 0 && crypto_pwhash_str(hash, pin, strlen(pin), HASH_OPERATIONS, HASH_BYTES) == 0) return true;
    return err_set(err, ERR_IO, TXT("no memory to hash the PIN", "内存不足，无法处理 PIN"));
}

void staff_pin_make(char out[STAFF_PIN_SIZE]) {
    if (sodium_init() < 0) abort(); /* no randomness: nothing of this program can be trusted */
    do {
        for (int i = 0; i < STAFF_PIN_DIGITS; i++) out[i] = (char)('0' + randombytes_uniform(10));
        out[STAFF_PIN_DIGITS] = '\0';
    } while (staff_pin_check(out) != PIN_OK);
}

/* --- people ------------------------------------------------------------------------------------------------------- */

bool staff_name_will_do(const char *name, Err *err) {
    size_t chars = utf8_count(name), len = strlen(name);
    bool fits = utf8_valid(name, len) && chars >= 1 && chars <= NAME_CHARS && len < STAFF_NAME_SIZE;
    for (const char *p = name; fits && *p; p++) fits = (unsigned char)*p >= ' ' && *p != 127;
    if (fits && *name != ' ' && name[len - 1] != ' ') return true;
    return err_set(err, ERR_INPUT, TXT("a name is 1 to %d characters in one line", "姓名须为 1 至 %d 个字，不换行"),
                   NAME_CHARS);
}

static bool end(Db *db, bool ok, Err *err) {
    return db_end(db, ok, err);
}

static bool insert_staff(Db *db, const char *name, StaffRole role, const char *hash, const char *by, Ms at, Err *err) {
    Uuid id = uuid_new();
    if (!sql_run(db,
                 "INSERT INTO staff (staff_id, store_id, name, role, pin_hash, pin_ms, created_ms)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, iif(?5 = '', 0, ?6), ?6) ON CONFLICT (store_id, name) DO NOTHING",
                 SQL_ARGS(txt(id.text), txt(db_store_id(db)), txt(name), txt(staff_role_id(role)), txt(hash), num(at)),
                 err))
        return false;
    if (sql_changes(db) == 0) return err_set(err, ERR_EXISTS, TXT("there is a %s already", "已有员工 %s"), name);
    return audit_write(db, by, "staff.add", id.text, staff_role_id(role), at, err);
}

bool staff_add(Db *db, const char *name, StaffRole role, const char *pin, const char *by, Ms at, Err *err) {
    char hash[crypto_pwhash_STRBYTES];
    if (!staff_name_will_do(name, err) || !pin_will_do(pin, err) || !hash_pin(pin, hash, err)) return false;
    return db_begin(db, err) && end(db, insert_staff(db, name, role, hash, by, at, err), err);
}

static bool take_line(Db *db, const StaffLine *line, Ms at, ImportCounts *counts, Err *err) {
    Staff s;
    Err none = {0};
    if (!staff_find(db, line->name, &s, &none)) {
        if (none.code == ERR_NOT_FOUND) {
            counts->created++;
            return insert_staff(db, line->name, line->role, "", "", at, err); /* no PIN: nobody comes in yet */
        }
        if (err) *err = none;
        return false;
    }
    *(s.role == line->role ? &counts->same : &counts->changed) += 1;
    if (s.role == line->role) return true;
    return sql_run(db, "UPDATE staff SET role = ?2 WHERE staff_id = ?1",
                   SQL_ARGS(txt(s.staff_id.text), txt(staff_role_id(line->role))), err) &&
           audit_write(db, "", "staff.role", s.staff_id.text, staff_role_id(line->role), at, err);
}

bool staff_import(Db *db, const StaffLine *lines, size_t n, const ImportMeta *meta, const ImportNote *notes,
                  size_t n_notes, ImportCounts *out, Err *err) {
    ImportCounts counts = {0};
    if (!db_begin(db, err)) return false;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) ok = take_line(db, &lines[i], clock_now(), &counts, err);
    ok = ok && imported_finish(db, meta, notes, n_notes, &counts, false, err);
    if (!end(db, ok, err)) return false;
    *out = counts;
    return true;
}

/* A new PIN opens what wrong ones had locked. */
static bool update_pin(Db *db, const char *name, const char *hash, const char *by, Ms at, Err *err) {
    Staff s;
    return staff_find(db, name, &s, err) &&
           sql_run(db,
                   "UPDATE staff SET pin_hash = ?2, pin_ms = ?3, wrong = 0, locks = 0, locked_until_ms = 0"
                   " WHERE staff_id = ?1",
                   SQL_ARGS(txt(s.staff_id.text), txt(hash), num(at)), err) &&
           audit_write(db, by, "staff.pin", s.staff_id.text, "", at, err);
}

bool staff_set_pin(Db *db, const char *name, const char *pin, const char *by, Ms at, Err *err) {
    Staff s;
    char hash[crypto_pwhash_STRBYTES];
    if (!staff_find(db, name, &s, err) || !pin_will_do(pin, err) || !hash_pin(pin, hash, err)) return false;
    return db_begin(db, err) && end(db, update_pin(db, name, hash, by, at, err), err);
}

static bool update_off(Db *db, const char *name, bool off, const char *by, Ms at, Err *err) {
    Staff s;
    if (!staff_find(db, name, &s, err)) return false;
    bool as_it_is = off ? s.off : !s.off && s.count.wrong == 0 && s.count.locks == 0;
    if (as_it_is) return true;
    return sql_run(db,
                   off ? "UPDATE staff SET off = 1 WHERE staff_id = ?1"
                       : "UPDATE staff SET off = 0, wrong = 0, locks = 0, locked_until_ms = 0 WHERE staff_id = ?1",
                   SQL_ARGS(txt(s.staff_id.text)), err) &&
           audit_write(db, by, off ? "staff.lock" : "staff.unlock", s.staff_id.text, "", at, err);
}

bool staff_set_off(Db *db, const char *name, bool off, const char *by, Ms at, Err *err) {
    return db_begin(db, err) && end(db, update_off(db, name, off, by, at, err), err);
}

/* --- coming in ---------------------------------------------------------------------------------------------------- */

static bool locked_refused(const Staff *s, Ms at, Err *err) {
    int minutes = (int)((s->count.until - at + MS_MINUTE - 1) / MS_MINUTE);
    return err_set(err, ERR_RULE, TXT("locked after wrong PINs: try again in %d min", "PIN 多次输错，请 %d 分钟后再试"),
                   minutes);
}

static bool save_count(Db *db, const Staff *s, Err *err) {
    return sql_run(db, "UPDATE staff SET wrong = ?2, locks = ?3, locked_until_ms = ?4 WHERE staff_id = ?1",
                   SQL_ARGS(txt(s->staff_id.text), num(s->count.wrong), num(s->count.locks), num(s->count.until)), err);
}

static bool read_lock(Db *db, PinLock *out, Err *err) {
    Settings *s;
    if (!settings_read(db, &s, err)) return false;
    *out = (PinLock){.tries = (int)settings_int(s, "staff.pin_tries"),
                     .minutes = (int)settings_int(s, "staff.lock_minutes"),
                     .factor = (int)settings_int(s, "staff.lock_factor")};
    settings_free(s);
    return true;
}

/* A wrong one is written down: *told says what that came to. */
static bool count_wrong(Db *db, Staff *s, Ms at, Err *told, Err *err) {
    PinLock lock;
    if (!read_lock(db, &lock, err)) return false;
    s->count = staff_wrong_try(s->count, &lock, at);
    bool locks = staff_is_locked(&s->count, at);
    int left = lock.tries - s->count.wrong;
    if (locks)
        locked_refused(s, at, told);
    else
        err_set(told, ERR_RULE, TXT("that is not the PIN: %d tries left", "PIN 不对，还可以试 %d 次"), left);
    return save_count(db, s, err) &&
           audit_write(db, s->name, locks ? "staff.locked" : "staff.wrong_pin", s->staff_id.text, "", at, err);
}

static bool let_in(Db *db, Staff *s, Ms at, Err *err) {
    s->count = (PinCount){0};
    return save_count(db, s, err) && audit_write(db, s->name, "staff.login", s->staff_id.text, "", at, err);
}

/* Under the lock: what was read before may have changed. Returns whether to commit; *told is not empty when the person
 * does not come in. */
static bool settle(Db *db, const char *checked, bool right, Ms at, Staff *s, Err *told, Err *err) {
    char hash[crypto_pwhash_STRBYTES];
    if (!find_by_id(db, &s->staff_id, s, hash, err)) return false;
    if (s->off) return off_refused(s->name, err);
    if (staff_is_locked(&s->count, at)) return locked_refused(s, at, err);
    if (strcmp(hash, checked) != 0)
        return err_set(err, ERR_RULE, TXT("the PIN has just been changed: try again", "PIN 刚刚被修改，请再试一次"));
    return right ? let_in(db, s, at, err) : count_wrong(db, s, at, told, err);
}

bool staff_login(Db *db, const Uuid *staff_id, const char *pin, Ms at, Staff *out, Err *err) {
    Staff s;
    Err told = {0};
    char hash[crypto_pwhash_STRBYTES];
    if (!find_by_id(db, staff_id, &s, hash, err)) return false;
    if (s.off) return off_refused(s.name, err);
    if (!*hash)
        return err_set(err, ERR_RULE,
                       TXT("no PIN has been set for %s yet: ask the manager", "%s 尚未设置 PIN，请找经理"), s.name);
    if (staff_is_locked(&s.count, at)) return locked_refused(&s, at, err);
    if (staff_pin_check(pin) == PIN_FORM)
        return err_set(err, ERR_INPUT, TXT("a PIN is %d digits", "PIN 须为 %d 位数字"), STAFF_PIN_DIGITS);
    if (sodium_init() < 0) return err_set(err, ERR_IO, TXT("libsodium does not start", "libsodium 无法启动"));
    bool right = crypto_pwhash_str_verify(hash, pin, strlen(pin)) == 0;
    if (!db_begin(db, err) || !end(db, settle(db, hash, right, at, &s, &told, err), err)) return false;
    if (told.code) {
        if (err) *err = told;
        return false;
    }
    *out = s;
    return true;
}
