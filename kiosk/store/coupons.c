/* Coupons: the serial is counted and every limit is checked inside the transaction that writes the row; redeemed and
 * undone are events in a row of numbers without gaps, so two redeemers of one instant want the same number. */
#include "coupons.h"

#include "audit.h"
#include "settings.h"
#include "sql.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the store's key ---- */

static bool key_name(const char *db_path, char *out, size_t size, Err *err) {
    if ((size_t)snprintf(out, size, "%s.key", db_path) < size) return true;
    return err_set(err, ERR_IO, TXT("the path of the key file is too long", "密钥文件路径过长"));
}

static bool key_written(int fd, const CouponKey *key) {
    return fchmod(fd, 0600) == 0 && write(fd, key->bytes, sizeof key->bytes) == (ssize_t)sizeof key->bytes &&
           fsync(fd) == 0;
}

/* The name of a new file is durable once its folder is. */
static bool sync_folder(const char *path) {
    char folder[4096];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (slash) slash[slash == folder] = '\0';
    int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return false;
    bool ok = fsync(fd) == 0;
    close(fd);
    return ok;
}

bool coupon_key_make(const char *db_path, Err *err) {
    char name[4096];
    CouponKey key;
    if (!key_name(db_path, name, sizeof name, err)) return false;
    if (sodium_init() < 0) return err_set(err, ERR_IO, TXT("no random numbers to be had", "无法取得随机数"));
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == EEXIST) return err_set(err, ERR_EXISTS, TXT("%s is there already", "%s 已经存在"), name);
    if (fd < 0)
        return err_set(err, ERR_IO, TXT("%s cannot be made: check its folder", "无法建立 %s：请检查文件夹"), name);
    randombytes_buf(key.bytes, sizeof key.bytes);
    bool ok = key_written(fd, &key), full = !ok && errno == ENOSPC;
    sodium_memzero(&key, sizeof key);
    close(fd);
    if (ok && sync_folder(name)) return true;
    unlink(name);
    return err_set(err, full ? ERR_FULL : ERR_IO,
                   TXT("%s cannot be written: check the disk", "无法写入 %s：请检查磁盘"), name);
}

bool coupon_key_read(const char *db_path, CouponKey *out, Err *err) {
    char name[4096];
    struct stat st;
    CouponKey key;
    uint8_t more;
    if (!key_name(db_path, name, sizeof name, err)) return false;
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT)
        return err_set(err, ERR_NOT_FOUND,
                       TXT("the store's key %s is missing: restore it from a backup", "缺少门店密钥 %s：请从备份恢复"),
                       name);
    if (fd < 0 || fstat(fd, &st) != 0) {
        if (fd >= 0) close(fd);
        return err_set(err, ERR_IO,
                       TXT("the store's key %s cannot be read: check who owns it", "无法读取门店密钥 %s：请检查其权限"),
                       name);
    }
    ssize_t n = read(fd, key.bytes, sizeof key.bytes), rest = read(fd, &more, 1);
    close(fd);
    if (st.st_mode & 077)
        return err_set(
            err, ERR_RULE,
            TXT("others may read the store's key %s: chmod 600 it", "其他用户可读取门店密钥 %s：请执行 chmod 600"),
            name);
    if (n != (ssize_t)sizeof key.bytes || rest != 0)
        return err_set(err, ERR_INPUT,
                       TXT("%s is not a store's key: restore it from a backup", "%s 不是门店密钥：请从备份恢复"), name);
    *out = key;
    return true;
}

/* ---- reading ---- */

#define COUPON_COLUMNS                                                                                                 \
    "SELECT c.code, c.offer_id, coalesce(c.order_no, ''), c.issued_ms, c.expires_ms,"                                  \
    " CASE e.kind WHEN 'redeemed' THEN e.at_ms END, CASE e.kind WHEN 'redeemed' THEN e.by_name END, f.title_zh,"       \
    " f.title_en, f.coupon, f.coupon_value, f.price_fen, c.coupon_id, coalesce(e.seq, 0)"                              \
    " FROM coupon c JOIN offer f ON f.store_id = c.store_id AND f.offer_id = c.offer_id"                               \
    " LEFT JOIN coupon_event e ON e.coupon_id = c.coupon_id"                                                           \
    " AND e.seq = (SELECT max(seq) FROM coupon_event l WHERE l.coupon_id = c.coupon_id) "

/* A coupon with what its next event needs. */
typedef struct Found {
    Coupon coupon;
    char coupon_id[UUID_LEN + 1];
    int last_event;
} Found;

/* *there: a row was found. */
static bool read_coupon(Db *db, sqlite3_stmt *q, Found *out, bool *there, Err *err) {
    if (!sql_step(db, q, there, err)) return false;
    if (!*there) return true;
    *out = (Found){0};
    Coupon *c = &out->coupon;
    sql_copy(q, 0, c->code, sizeof c->code);
    sql_copy(q, 1, c->offer_id, sizeof c->offer_id);
    sql_copy(q, 2, c->order_no, sizeof c->order_no);
    c->issued = sql_int(q, 3, 0);
    c->expires = sql_int(q, 4, 0);
    c->redeemed = sql_int(q, 5, 0);
    sql_copy(q, 6, c->redeemed_by, sizeof c->redeemed_by);
    sql_copy(q, 7, c->title_zh, sizeof c->title_zh);
    sql_copy(q, 8, c->title_en, sizeof c->title_en);
    sql_copy(q, 9, c->kind, sizeof c->kind);
    c->value = sql_int(q, 10, 0);
    c->price = sql_int(q, 11, -1);
    sql_copy(q, 12, out->coupon_id, sizeof out->coupon_id);
    out->last_event = (int)sql_int(q, 13, 0);
    sql_end(q);
    return true;
}

/* Does the code belong to any offer of this store? Then the store made it, but this database does not know it. */
static bool ours(Db *db, const CouponKey *key, const char *code, bool *is_ours, Err *err) {
    bool ok, row;
    *is_ours = false;
    sqlite3_stmt *q =
        sql_query(db, "SELECT offer_id FROM offer WHERE store_id = ?1", SQL_ARGS(txt(db_store_id(db))), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (!coupon_code_genuine(key, db_store_id(db), sql_text(q, 0), code)) continue;
        *is_ours = true;
        sql_end(q);
        break;
    }
    return ok;
}

static bool read_code(const char *typed, char code[COUPON_CODE_SIZE], Err *err) {
    uint32_t serial;
    switch (coupon_code_read(typed, code, &serial)) {
    case CODE_OK: return true;
    case CODE_LENGTH: return err_set(err, ERR_INPUT, TXT("a coupon's code has 12 symbols", "券码为 12 位"));
    case CODE_SYMBOL:
        return err_set(
            err, ERR_INPUT,
            TXT("a coupon's code has only letters and digits, and no U", "券码只含字母和数字，且没有字母 U"));
    case CODE_CHECK: break;
    }
    return err_set(err, ERR_INPUT, TXT("a symbol of the code is wrong: compare it with the paper", "券码有误：请核对"));
}

static bool find(Db *db, const CouponKey *key, const char *typed, Found *out, Err *err) {
    char code[COUPON_CODE_SIZE];
    bool there, is_ours;
    if (!read_code(typed, code, err)) return false;
    sqlite3_stmt *q = sql_query(db, COUPON_COLUMNS "WHERE c.code = ?1 AND c.store_id = ?2",
                                SQL_ARGS(txt(code), txt(db_store_id(db))), err);
    if (!read_coupon(db, q, out, &there, err)) return false;
    if (there && coupon_code_genuine(key, db_store_id(db), out->coupon.offer_id, code)) return true;
    if (!ours(db, key, code, &is_ours, err)) return false;
    if (there || !is_ours)
        return err_set(err, ERR_RULE, TXT("this coupon is not from this store", "此券不是本店发出的"));
    return err_set(
        err, ERR_NOT_FOUND,
        TXT("this store's records do not have this coupon: ask the manager", "本店记录中没有此券：请联系经理"));
}

bool coupon_find(Db *db, const CouponKey *key, const char *typed, Coupon *out, Err *err) {
    Found found;
    if (!find(db, key, typed, &found, err)) return false;
    *out = found.coupon;
    return true;
}

/* ---- issuing ---- */

typedef struct Terms { /* of the offer */
    bool withdrawn;
    char coupon[16], from_day[16], to_day[16];
    int limit_car, limit_day, limit_all;
} Terms;

static bool read_terms(Db *db, const char *offer_id, Terms *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT withdrawn, coupon, from_day, to_day, limit_car, limit_day, limit_all FROM offer"
                                " WHERE store_id = ?1 AND offer_id = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(offer_id)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no offer %s", "没有优惠 %s"), offer_id);
    out->withdrawn = sql_int(q, 0, 0) != 0;
    sql_copy(q, 1, out->coupon, sizeof out->coupon);
    sql_copy(q, 2, out->from_day, sizeof out->from_day);
    sql_copy(q, 3, out->to_day, sizeof out->to_day);
    out->limit_car = (int)sql_int(q, 4, 0);
    out->limit_day = (int)sql_int(q, 5, 0);
    out->limit_all = (int)sql_int(q, 6, 0);
    sql_end(q);
    return true;
}

static bool on_offer(const Terms *t, const CouponAsk *ask, Err *err) {
    char day[32];
    day_show(ask->at, day, sizeof day);
    if (strcmp(t->coupon, "none") == 0)
        return err_set(err, ERR_RULE, TXT("this offer has no coupon", "此优惠没有优惠券"));
    if (*t->from_day && strcmp(day, t->from_day) < 0)
        return err_set(err, ERR_RULE, TXT("this offer has not begun yet", "此优惠尚未开始"));
    if (t->withdrawn || (*t->to_day && strcmp(day, t->to_day) > 0))
        return err_set(err, ERR_RULE, TXT("this offer is over", "此优惠已结束"));
    return true;
}

/* The car is known by plate or VIN when an order is open, else a visit stands for it. */
static bool count_car(Db *db, const CouponAsk *ask, int64_t *n, Err *err) {
    if (!*ask->order_no)
        return sql_number(db, n, "SELECT count(*) FROM coupon WHERE store_id = ?1 AND offer_id = ?2 AND visit_id = ?3",
                          SQL_ARGS(txt(db_store_id(db)), txt(ask->offer_id), txt(ask->visit_id.text)), err);
    return sql_number(
        db, n,
        "WITH car AS (SELECT o.vin, p.plate FROM work_order o JOIN person p ON p.person_id = o.owner_id"
        "             WHERE o.store_id = ?1 AND o.order_no = ?3)"
        " SELECT count(*) FROM coupon c WHERE c.store_id = ?1 AND c.offer_id = ?2 AND (c.order_no = ?3"
        " OR EXISTS (SELECT 1 FROM car, work_order o JOIN person p ON p.person_id = o.owner_id"
        "            WHERE o.store_id = c.store_id AND o.order_no = c.order_no AND"
        "            ((car.vin <> '' AND car.vin = o.vin) OR (car.plate <> '' AND car.plate = p.plate))))",
        SQL_ARGS(txt(db_store_id(db)), txt(ask->offer_id), txt(ask->order_no)), err);
}

static bool within_limits(Db *db, const Terms *t, const CouponAsk *ask, Err *err) {
    int64_t car = 0, day = 0, all = 0;
    Ms from = day_start(ask->at), to = day_add(from, 1);
    if ((t->limit_car && !count_car(db, ask, &car, err)) ||
        (t->limit_day &&
         !sql_number(db, &day,
                     "SELECT count(*) FROM coupon WHERE store_id = ?1 AND offer_id = ?2 AND issued_ms >= ?3"
                     " AND issued_ms < ?4",
                     SQL_ARGS(txt(db_store_id(db)), txt(ask->offer_id), num(from), num(to)), err)) ||
        (t->limit_all && !sql_number(db, &all, "SELECT count(*) FROM coupon WHERE store_id = ?1 AND offer_id = ?2",
                                     SQL_ARGS(txt(db_store_id(db)), txt(ask->offer_id)), err)))
        return false;
    if (t->limit_all && all >= t->limit_all)
        return err_set(err, ERR_RULE, TXT("all coupons of this offer are taken", "此优惠的券已领完"));
    if (t->limit_day && day >= t->limit_day)
        return err_set(
            err, ERR_RULE,
            TXT("today's coupons of this offer are taken: come back tomorrow", "此优惠今日的券已领完，请明天再来"));
    if (t->limit_car && car >= t->limit_car)
        return err_set(err, ERR_RULE, TXT("this car has its coupon of this offer already", "此车已领过该优惠券"));
    return true;
}

/* The last moment of the offer's last day, else of the day some days from now. */
static bool expiry(Db *db, const Terms *t, Ms at, Ms *out, Err *err) {
    Ms last;
    Settings *settings;
    if (*t->to_day && day_parse(t->to_day, &last)) {
        *out = day_add(last, 1) - 1;
        return true;
    }
    if (!settings_read(db, &settings, err)) return false;
    *out = day_add(day_start(at), (int)settings_int(settings, "coupons.days") + 1) - 1;
    settings_free(settings);
    return true;
}

static bool insert(Db *db, const CouponKey *key, const CouponAsk *ask, Ms expires, Err *err) {
    char code[COUPON_CODE_SIZE], local[32];
    int64_t serial = 0;
    if (!sql_number(db, &serial, "SELECT max(serial) FROM coupon WHERE store_id = ?1", SQL_ARGS(txt(db_store_id(db))),
                    err))
        return false;
    if (++serial > COUPON_SERIAL_MAX || !coupon_code_make(key, db_store_id(db), ask->offer_id, (uint32_t)serial, code))
        return err_set(err, ERR_RULE, TXT("the store has no coupon numbers left", "本店券号已用完"));
    return sql_run(db,
                   "INSERT INTO coupon (coupon_id, store_id, offer_id, serial, code, order_no, visit_id, issued_ms,"
                   " issued_local, expires_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                   SQL_ARGS(txt(ask->coupon_id.text), txt(db_store_id(db)), txt(ask->offer_id), num(serial), txt(code),
                            txt_or_null(ask->order_no), txt(ask->visit_id.text), num(ask->at),
                            txt(instant_show(ask->at, local, sizeof local)), num(expires)),
                   err);
}

static bool find_id(Db *db, const Uuid *id, Found *out, bool *there, Err *err) {
    return read_coupon(db, sql_query(db, COUPON_COLUMNS "WHERE c.coupon_id = ?1", SQL_ARGS(txt(id->text)), err), out,
                       there, err);
}

static bool issue(Db *db, const CouponKey *key, const CouponAsk *ask, Found *out, Err *err) {
    bool there;
    Terms terms;
    Ms expires;
    if (!find_id(db, &ask->coupon_id, out, &there, err)) return false;
    if (there) return true;
    return read_terms(db, ask->offer_id, &terms, err) && on_offer(&terms, ask, err) &&
           within_limits(db, &terms, ask, err) && expiry(db, &terms, ask->at, &expires, err) &&
           insert(db, key, ask, expires, err) && find_id(db, &ask->coupon_id, out, &there, err);
}

bool coupon_issue(Db *db, const CouponKey *key, const CouponAsk *ask, Coupon *out, Err *err) {
    Found found;
    if (!db_begin(db, err)) return false;
    if (!issue(db, key, ask, &found, err)) {
        db_rollback(db);
        return false;
    }
    if (!db_commit(db, err)) return false;
    *out = found.coupon;
    return true;
}

/* ---- redeeming ---- */

static bool add_event(Db *db, const Found *f, const char *kind, const char *by, const char *reason, Ms at, Err *err) {
    char local[32];
    Uuid id = uuid_new();
    return sql_run(
        db,
        "INSERT INTO coupon_event (event_id, store_id, coupon_id, seq, kind, at_ms, at_local, by_name, reason)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        SQL_ARGS(txt(id.text), txt(db_store_id(db)), txt(f->coupon_id), num(f->last_event + 1), txt(kind), num(at),
                 txt(instant_show(at, local, sizeof local)), txt(by), txt(reason)),
        err);
}

static bool redeem(Db *db, const CouponKey *key, const char *typed, const char *by, Ms at, Found *f, Err *err) {
    char when[32];
    if (!find(db, key, typed, f, err)) return false;
    if (f->coupon.redeemed)
        return err_set(err, ERR_RULE, TXT("this coupon is redeemed already, by %s at %s", "此券已由 %s 于 %s 核销"),
                       f->coupon.redeemed_by, instant_show(f->coupon.redeemed, when, sizeof when));
    if (at > f->coupon.expires)
        return err_set(err, ERR_RULE, TXT("this coupon expired on %s", "此券已于 %s 到期"),
                       day_show(f->coupon.expires, when, sizeof when));
    if (!add_event(db, f, "redeemed", by, "", at, err) ||
        !audit_write(db, by, "coupon.redeem", f->coupon_id, "", at, err))
        return false;
    f->coupon.redeemed = at;
    snprintf(f->coupon.redeemed_by, sizeof f->coupon.redeemed_by, "%s", by);
    return true;
}

bool coupon_redeem(Db *db, const CouponKey *key, const char *typed, const char *by, Ms at, Coupon *out, Err *err) {
    Found found;
    if (!db_begin(db, err)) return false;
    if (!redeem(db, key, typed, by, at, &found, err)) {
        db_rollback(db);
        return false;
    }
    if (!db_commit(db, err)) return false;
    *out = found.coupon;
    return true;
}

static bool take_back(Db *db, const CouponKey *key, const char *typed, const char *by, const char *reason, Ms at,
                      Found *f, Err *err) {
    if (!find(db, key, typed, f, err)) return false;
    if (!f->coupon.redeemed) return err_set(err, ERR_RULE, TXT("this coupon is not redeemed", "此券尚未核销"));
    if (!add_event(db, f, "undone", by, reason, at, err) ||
        !audit_write(db, by, "coupon.undo", f->coupon_id, reason, at, err))
        return false;
    f->coupon.redeemed = 0;
    f->coupon.redeemed_by[0] = '\0';
    return true;
}

bool coupon_undo(Db *db, const CouponKey *key, const char *typed, const char *by, const char *reason, Ms at,
                 Coupon *out, Err *err) {
    Found found;
    if (!*reason) return err_set(err, ERR_INPUT, TXT("taking a redemption back wants a reason", "撤销核销须写明原因"));
    if (!db_begin(db, err)) return false;
    if (!take_back(db, key, typed, by, reason, at, &found, err)) {
        db_rollback(db);
        return false;
    }
    if (!db_commit(db, err)) return false;
    *out = found.coupon;
    return true;
}

bool coupon_newest(Db *db, Ms now, char code[COUPON_CODE_SIZE], Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT code FROM coupon c WHERE store_id = ?1 AND expires_ms > ?2 AND NOT EXISTS"
                                " (SELECT 1 FROM coupon_event e WHERE e.coupon_id = c.coupon_id)"
                                " ORDER BY issued_ms DESC LIMIT 1",
                                SQL_ARGS(txt(db_store_id(db)), num(now)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no open coupon", "没有可用的券"));
    sql_copy(q, 0, code, COUPON_CODE_SIZE);
    sql_end(q);
    return true;
}
