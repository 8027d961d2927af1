/* What customers answered and looked at. An answer is taken only for what was really shown: its hash is made anew, here
 * and inside the transaction, from what is stored. */
#include "audit.h"
#include "calls.h"
#include "cars.h"
#include "orders.h"
#include "settings.h"
#include "sql.h"
#include "work_sql.h"

#include <stdio.h>
#include <string.h>

/* All that stands around one answer. */
typedef struct Taking {
    Db *db;
    const CouponKey *key;
    Arena arena;
    Settings *settings;
    Order order;
    Uuid car_id;
} Taking;

/* A car without VIN and plate is no car to remember anything of. */
static bool begin(Taking *t, const char *order_no, Err *err) {
    if (!settings_read(t->db, &t->settings, err) || !orders_find(t->db, &t->arena, order_no, &t->order, err))
        return false;
    if (car_ensure(t->db, order_no, &t->car_id, err)) return true;
    t->car_id = (Uuid){0};
    return err->code == ERR_RULE;
}

static void end(Taking *t) {
    settings_free(t->settings);
    arena_free(&t->arena);
}

/* One row of finding_answer. */
typedef struct Row {
    Uuid answer_id, visit_id;
    const char *lang, *how, *by;
    WorkChoice choice;
    WorkPays pays;
    Fen total;
    Ms finish, at;
} Row;

static bool add_answer(Taking *t, const Finding *f, const Row *r, Err *err) {
    char local[32];
    return sql_run(
        t->db,
        "INSERT INTO finding_answer (answer_id, store_id, finding_id, seq, version, hash, lang, choice, pays,"
        " price_fen, minutes, total_fen, finish_ms, how, by_name, visit_id, car_id, policy_id, at_ms,"
        " at_local) SELECT ?1, ?2, ?3, 1 + coalesce((SELECT max(seq) FROM finding_answer WHERE finding_id ="
        " ?3), 0), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19",
        SQL_ARGS(txt(r->answer_id.text), txt(db_store_id(t->db)), txt(f->finding_id.text), num(f->version),
                 txt(f->hash[strcmp(r->lang, "en") == 0]), txt(r->lang), txt(work_choice_id(r->choice)),
                 txt(work_pays_id(r->pays)), num_unless(-1, f->price), num(f->minutes), num_unless(-1, r->total),
                 num_unless(0, r->finish), txt(r->how), txt(r->by), txt(r->visit_id.text), txt_or_null(t->car_id.text),
                 txt(settings_policy(t->settings, "work")), num(r->at), txt(instant_show(r->at, local, sizeof local))),
        err);
}

/* ---- on the panel ---- */

static bool is_known(Db *db, const Uuid *answer_id, bool *known, Err *err) {
    int64_t n = 0;
    if (!sql_number(db, &n, "SELECT count(*) FROM finding_answer WHERE answer_id = ?1", SQL_ARGS(txt(answer_id->text)),
                    err))
        return false;
    *known = n > 0;
    return true;
}

/* The order's kind among those of policy work.insured_kinds. */
static bool is_insured(const Taking *t) {
    return work_insured(settings_text(t->settings, "work.insured_kinds"), kind_id(t->order.kind));
}

static bool as_shown(const Finding *f, const WorkDecision *d, const char *lang, Err *err) {
    if (!f->withdrawn && f->version == d->version && work_hash_same(f->hash[strcmp(lang, "en") == 0], d->hash))
        return true;
    return err_set(err, ERR_RULE,
                   TXT("It was changed just now. Please look at it again.", "内容刚刚有更新，请再看一遍。"));
}

static bool payer_said(const Taking *t, bool yes, WorkPays pays, Err *err) {
    if ((yes && is_insured(t)) == (pays != WORK_PAYS_UNSAID)) return true;
    return err_set(err, ERR_INPUT,
                   TXT("who pays is asked for a yes to an insured repair, and only there",
                       "仅在同意事故车维修的增项时注明由谁付费"));
}

static bool may_answer(const Taking *t, const Finding *f, const WorkDecision *d, Err *err) {
    if (f->choice == WORK_YES || f->choice == WORK_NO)
        return err_set(err, ERR_RULE,
                       TXT("It has been answered already. Please ask your advisor.",
                           "这一项已经答复过，如需更改请联系服务顾问。"));
    if (d->choice == WORK_OPEN)
        return err_set(err, ERR_INPUT, TXT("an answer is yes, no or talk", "答复应为同意、暂不或面谈"));
    return payer_said(t, d->choice == WORK_YES, d->pays, err);
}

/* All that is accepted, with this answer's yeses, stays below the sum from which the advisor comes. */
static bool within_sum(Taking *t, const WorkAnswer *answer, Err *err) {
    Finding *all;
    size_t n;
    Fen sum = 0, over = settings_int(t->settings, "work.advisor_over_fen");
    bool any = false, unpriced = false;
    if (!work_read(t->db, t->key, &t->arena, answer->order_no, &all, &n, err)) return false;
    for (size_t i = 0; i < n; i++) {
        bool yes = all[i].choice == WORK_YES;
        for (size_t j = 0; j < answer->n; j++) {
            if (strcmp(answer->items[j].finding_id.text, all[i].finding_id.text) != 0) continue;
            if (answer->items[j].choice != WORK_YES) continue;
            any = yes = true;
            unpriced = unpriced || all[i].price < 0;
        }
        if (yes && all[i].price > 0) sum += all[i].price;
    }
    if (!any || !work_needs_advisor(unpriced ? -1 : sum, over)) return true;
    return err_set(err, ERR_RULE,
                   TXT("For this sum your advisor comes to you.", "金额较大，服务顾问会来当面为您说明。"));
}

static bool take_item(Taking *t, const WorkAnswer *answer, const WorkDecision *d, Err *err) {
    Finding f;
    if (!work_by_id(t->db, t->key, &t->arena, &d->finding_id, &f, err)) return false;
    if (strcmp(f.order_no, answer->order_no) != 0)
        return err_set(err, ERR_INPUT, TXT("that finding is of another order", "该增项属于其他工单"));
    Row row = {.answer_id = d->answer_id,
               .visit_id = answer->visit_id,
               .lang = answer->lang,
               .how = "panel",
               .by = "",
               .choice = d->choice,
               .pays = d->pays,
               .total = answer->total,
               .finish = answer->finish,
               .at = answer->at};
    return as_shown(&f, d, answer->lang, err) && may_answer(t, &f, d, err) && add_answer(t, &f, &row, err);
}

static bool call_advisor(Taking *t, const WorkAnswer *answer, Err *err) {
    bool talk = false;
    for (size_t i = 0; i < answer->n; i++) talk = talk || answer->items[i].choice == WORK_TALK;
    if (!talk) return true;
    Call call = {.call_id = answer->call_key,
                 .visit_id = answer->visit_id,
                 .kind = "advisor",
                 .order_no = answer->order_no,
                 .about = "approval",
                 .at = answer->at,
                 .by = ""};
    return call_make(t->db, &call, err);
}

static bool take(Taking *t, const WorkAnswer *answer, Err *err) {
    if (answer->n == 0) return err_set(err, ERR_INPUT, TXT("nothing was answered", "没有任何答复"));
    if (t->order.stage == STAGE_DELIVERED)
        return err_set(err, ERR_RULE, TXT("The car has been handed over.", "车辆已交付。"));
    if (!within_sum(t, answer, err)) return false;
    for (size_t i = 0; i < answer->n; i++) {
        bool known;
        if (!is_known(t->db, &answer->items[i].answer_id, &known, err)) return false;
        if (!known && !take_item(t, answer, &answer->items[i], err)) return false;
    }
    return call_advisor(t, answer, err);
}

bool work_answer(Db *db, const CouponKey *key, const WorkAnswer *answer, Err *err) {
    Taking t = {.db = db, .key = key};
    if (!db_begin(db, err)) return false;
    bool ok = db_end(db, begin(&t, answer->order_no, err) && take(&t, answer, err), err);
    end(&t);
    return ok;
}

/* ---- said to staff ---- */

static bool speak(Taking *t, int item, bool yes, WorkPays pays, const char *by, const char *how, Ms at, Err *err) {
    static const char *const hows[] = {"phone", "wechat", "in_person"};
    Finding f;
    bool fits = false;
    for (size_t i = 0; i < sizeof hows / sizeof *hows; i++) fits = fits || strcmp(hows[i], how) == 0;
    if (!fits)
        return err_set(
            err, ERR_INPUT,
            TXT("--how is phone, wechat or in_person, not %s", "--how 应为 phone、wechat 或 in_person，而不是 %s"),
            how);
    if (!work_find(t->db, t->key, &t->arena, t->order.order_no, item, &f, err)) return false;
    if (f.withdrawn) return err_set(err, ERR_RULE, TXT("that finding was withdrawn", "该增项已撤回"));
    if (yes && f.price < 0)
        return err_set(err, ERR_RULE, TXT("a yes needs a price: edit the finding first", "同意须有价格：请先补充金额"));
    if (!payer_said(t, yes, pays, err)) return false;
    Row row = {.answer_id = uuid_new(),
               .lang = "zh",
               .how = how,
               .by = by,
               .choice = yes ? WORK_YES : WORK_NO,
               .pays = pays,
               .total = -1,
               .at = at};
    return add_answer(t, &f, &row, err) &&
           audit_write(t->db, by, "work.answer", arena_printf(&t->arena, "%s/%d", t->order.order_no, item),
                       arena_printf(&t->arena, "%s %s", yes ? "yes" : "no", how), at, err);
}

bool work_spoken(Db *db, const CouponKey *key, const char *order_no, int item, bool yes, WorkPays pays, const char *by,
                 const char *how, Ms at, Err *err) {
    Taking t = {.db = db, .key = key};
    if (!db_begin(db, err)) return false;
    bool ok = db_end(db, begin(&t, order_no, err) && speak(&t, item, yes, pays, by, how, at, err), err);
    end(&t);
    return ok;
}

/* ---- looked at ---- */

bool work_saw(Db *db, const Uuid *finding_id, int version, const Uuid *visit_id, const char *lang, Ms at, Err *err) {
    if (!db_begin(db, err)) return false;
    return db_end(db,
                  sql_run(db,
                          "INSERT INTO finding_seen (finding_id, version, visit_id, store_id, lang, at_ms)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                          SQL_ARGS(txt(finding_id->text), num(version), txt(visit_id->text), txt(db_store_id(db)),
                                   txt(lang), num(at)),
                          err),
                  err);
}
