/* The lists, and emptying by them. */
#include "personal.h"

#include "base/uuid.h"
#include "rules/months.h"
#include "sql.h"

#include <stdio.h>

/* A customer whose car is here, or who has something prepaid left, is not forgotten by time. */
#define NOT_NEEDED                                                                                                     \
    "created_ms < ?1 AND person_id NOT IN (SELECT owner_id FROM work_order WHERE stage <> 'delivered' AND gone = 0"    \
    " UNION ALL SELECT bringer_id FROM work_order WHERE stage <> 'delivered' AND gone = 0"                             \
    " UNION ALL SELECT c.person_id FROM car c JOIN v_prepaid p ON p.car_id = c.car_id WHERE p.remaining > 0)"
#define FORGOTTEN "person_id IN (SELECT person_id FROM temp.forget_person)"

const PersonalColumn personal_columns[] = {
    {"person", "name", PERSONAL_CONTACT, NOT_NEEDED, FORGOTTEN, TXT("names", "姓名")},
    {"person", "phone", PERSONAL_CONTACT, NOT_NEEDED, FORGOTTEN, TXT("phone numbers", "电话")},
    {"person", "plate", PERSONAL_CONTACT, NOT_NEEDED, FORGOTTEN, TXT("plates", "车牌")},
    {"person", "words", PERSONAL_WORDS, NOT_NEEDED, FORGOTTEN, TXT("own words and remarks", "留言和备注")},
    {"car", "vin", PERSONAL_CAR, NULL,
     FORGOTTEN " OR vin IN (SELECT w.vin FROM work_order w JOIN temp.forget_order o ON o.order_no = w.order_no"
               " AND o.whole)",
     TXT("VINs of cars", "车辆的车架号")},
    {"work_order", "vin", PERSONAL_CAR, NULL, "order_no IN (SELECT order_no FROM temp.forget_order WHERE whole)",
     TXT("VINs on orders", "工单上的车架号")},
    {"lead_event", "note", PERSONAL_WORDS, "at_ms < ?1",
     "lead_id IN (SELECT lead_id FROM lead WHERE " FORGOTTEN
     " OR order_no IN (SELECT order_no FROM temp.forget_order WHERE whole))",
     TXT("staff's notes on leads", "线索备注")},
    {"correction_event", "note", PERSONAL_WORDS, "at_ms < ?1",
     "correction_id IN (SELECT correction_id FROM correction WHERE order_no IN"
     " (SELECT order_no FROM temp.forget_order WHERE whole))",
     TXT("staff's notes on corrections", "更正备注")},
    {"import_note", "value", PERSONAL_WORDS, "import_id IN (SELECT import_id FROM import_file WHERE applied_ms < ?1)",
     NULL, TXT("values of refused lines", "被拒行的内容")},
    {NULL, NULL, PERSONAL_CAR, NULL, NULL, NULL, NULL},
};

const PersonalLink personal_links[] = {
    {"work_order", "owner_id", NULL, true}, /* these two are where a search begins */
    {"work_order", "bringer_id", NULL, true},
    {"car", "person_id", NULL, true}, /* the owner of an order */
    {"rating", "voice_id", "x.order_no = o.order_no", false},
    {"complaint", "voice_id", "x.order_no = o.order_no", false},
    {"answer", "voice_id",
     "(x.rating_id IN (SELECT rating_id FROM rating r WHERE r.order_no = o.order_no) OR x.complaint_id IN"
     " (SELECT complaint_id FROM complaint c WHERE c.order_no = o.order_no))",
     false},
    {"complaint_event", "note_id",
     "x.complaint_id IN (SELECT c.complaint_id FROM complaint c WHERE c.order_no = o.order_no)", false},
    {"lead", "person_id", "x.order_no = o.order_no", true},
    {"correction", "old_id", "x.order_no = o.order_no", true},
    {"correction", "new_id", "x.order_no = o.order_no", true},
    {"consent", "person_id", NULL, true}, /* of a row found by what it is about */
    {NULL, NULL, NULL, false},
};

/* Keys, codes, instants, what staff decide and the trade's own words: about nobody who can be named. Reasons of money
 * (a coupon undone, a deposit taken back, a correction of the ledger) are kept with the books, as the law wants. */
const NotPersonal not_personal[] = {
    {"activity",
     "store_id activity_id title_zh title_en text_zh text_en picture from_day to_day weekdays hours place_zh"
     " place_en offers why_zh why_en whom_zh whom_en"},
    {"answer", "store_id visit_id question kind value voice_id rating_id complaint_id lang at_local"},
    {"audit", "audit_id store_id at_local by_name what about note"},
    {"backup", "backup_id store_id at_local folder file"},
    {"bar_order", "bar_order_id store_id visit_id day seat seat_zh seat_en lang policy_id at_local"},
    {"bar_order_event", "event_id store_id bar_order_id kind by_name"},
    {"bar_order_item", "bar_order_id store_id offer_id title_zh title_en"},
    {"call", "call_id store_id visit_id kind order_no about at_local by_name"},
    {"call_event", "event_id store_id call_id kind to_who"},
    {"car", "car_id store_id person_id"},
    {"car_use", "use_id store_id car_id visit_id habit environment at_local"},
    {"change", "change_id store_id month cause zh en from_day by_name"}, /* the store's own words */
    {"change_removed", "change_id store_id by_name reason"},
    {"complaint", "complaint_id store_id case_no rating_id visit_id at_local lang reasons voice_id order_no"},
    {"complaint_begun", "complaint_id store_id visit_id at_local lang reasons order_no"},
    {"complaint_event",
     "event_id store_id complaint_id act by_name note_id state responsible climbed_to causes visit_day"
     " outcome"},
    {"consent", "consent_id store_id person_id purpose about order_no visit_id lang at_local"},
    {"consent_words", "store_id words"}, /* the store's own */
    {"correction", "correction_id store_id visit_id order_no car_id answer old_id new_id at_local"},
    {"correction_event", "event_id store_id correction_id by_name"},
    {"coupon",
     "coupon_id store_id source offer_id programme item period car_id code order_no visit_id title_zh title_en"
     " words_zh words_en kind redeem_kinds policy_id given_by issued_local"},
    {"coupon_event", "event_id store_id coupon_id kind at_local by_name reason order_no"},
    {"deposit", "deposit_id store_id order_no car_id at_local by_name choice policy_id"},
    {"deposit_item", "deposit_id store_id kind title_zh title_en"},
    {"deposit_undone", "deposit_id store_id at_local by_name reason"},
    {"erasure", "erasure_id store_id at_local why by_name in_table in_column"},
    {"event_told", "store_id follower event_id"},
    {"finding", "finding_id store_id order_no"},
    {"finding_answer", "answer_id store_id finding_id hash lang choice pays how by_name visit_id car_id policy_id"
                       " at_local"},
    {"finding_seen", "finding_id visit_id store_id lang"},
    {"finding_version",
     "finding_id store_id act level what what_en why why_en later later_en picture dms_what by_name"},
    {"follower", "store_id name"}, /* a program */
    {"forgotten", "kind hash store_id"},
    {"import_file", "import_id store_id subject digest file"},
    {"import_note", "import_id field code reason"}, /* the values of personal fields are never in it */
    {"lead", "lead_id store_id visit_id kind desk order_no car_id person_id about detail at_local"},
    {"lead_event", "event_id store_id lead_id kind outcome by_name"},
    {"lead_visit", "event_id store_id lead_id day"},
    {"model", "store_id prefix zh en body oil_grade"},
    {"offer", "store_id offer_id kind title_zh title_en text_zh text_en was_basis picture from_day to_day coupon model"
              " age_months mileage_km visits_12m habit environment weekdays hours rule why_zh why_en redeem_kinds"},
    {"offer_count", "store_id day subject item_id kind place axis band"},
    {"order_inspection", "store_id order_no"},
    {"order_late", "store_id order_no why"},
    {"order_stage", "store_id order_no stage hold step source by_name"},
    {"part_arrival", "part_id store_id order_no part_no part supplier"},
    {"part_promise", "part_id store_id"},
    {"person", "person_id store_id"},
    {"policy_value", "policy_id key value"},
    {"policy_version", "policy_id store_id subject from_day to_day digest file by_name"},
    {"praise_told", "rating_id store_id by_name"},
    {"prepaid_close", "entry_id store_id at_local by_name"},
    {"prepaid_count", "store_id month grade"},
    {"prepaid_entry", "entry_id store_id sale_id kind order_no month undoes at_local by_name manager_name reason"},
    {"prepaid_line", "entry_id store_id account grade"},
    {"prepaid_month", "store_id month at_local by_name"},
    {"prepaid_sale", "sale_id store_id order_no car_id policy_id package_id title_zh title_en grade refund terms_zh"
                     " terms_en at_local by_name manager_name"},
    {"prepaid_slip", "entry_id store_id slip_no at_local by_name"},
    {"prepaid_turn", "sale_id store_id"},
    {"proposal", "store_id order_no what"},
    {"rating", "rating_id store_id visit_id at_local lang order_no voice_id reasons"},
    {"rating_mark", "rating_id factor store_id"},
    {"rating_score", "rating_id store_id"},
    {"rating_suspect", "rating_id store_id reasons policy_id"},
    {"renewal_offered", "store_id order_no at_local visit_id by_name policy_id"},
    {"setting", "key value"},
    {"staff", "staff_id store_id name role pin_hash"}, /* the store's own people, by their contract */
    {"tick_act", "act_id store_id what about at_local"},
    {"work_order",
     "store_id order_no owner_id bringer_id model kind kind_words purchased_day advisor_name stage hold bay"
     " technician flags"},
    {NULL, NULL},
};

static bool note_erasure(Db *db, const PersonalColumn *c, const char *why, const char *by, int n, Ms at, Err *err) {
    char local[32];
    Uuid id = uuid_new();
    return n == 0 ||
           sql_run(db,
                   "INSERT INTO erasure (erasure_id, store_id, at_ms, at_local, why, by_name, in_table, in_column, n)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                   SQL_ARGS(txt(id.text), txt(db_store_id(db)), num(at), txt(instant_show(at, local, sizeof local)),
                            txt(why), txt(by), txt(c->table), txt(c->column), num(n)),
                   err);
}

bool personal_empty(Db *db, const PersonalColumn *c, const char *where, Ms cut, const char *why, const char *by, Ms at,
                    int *n, Err *err) {
    char sql[1024];
    if (!where) return true;
    snprintf(sql, sizeof sql, "UPDATE %s SET %s = '' WHERE %s <> '' AND coalesce(?1, 0) IS NOT NULL AND (%s)", c->table,
             c->column, c->column, where);
    if (!sql_run_made(db, sql, SQL_ARGS(num(cut)), err)) return false;
    int emptied = sql_changes(db);
    *n += emptied;
    return note_erasure(db, c, why, by, emptied, at, err);
}

/* ---- by time ---- */

static bool purge(Db *db, const Settings *settings, Ms now, int *n, Err *err) {
    Ms contact = months_add(day_start(now), -(int)settings_int(settings, "retention.contact_months"));
    Ms text = months_add(day_start(now), -(int)settings_int(settings, "retention.text_months"));
    for (const PersonalColumn *c = personal_columns; c->table; c++)
        if (c->aged &&
            !personal_empty(db, c, c->aged, c->kind == PERSONAL_CONTACT ? contact : text, "retention", "", now, n, err))
            return false;
    return true;
}

bool privacy_tick(Db *db, const CouponKey *key, const Settings *settings, Ms now, TickDone *out, Err *err) {
    char day[32];
    bool fresh = false;
    int64_t done = 0;
    (void)key;
    day_show(now, day, sizeof day);
    if (!sql_number(db, &done, "SELECT 1 FROM tick_act WHERE store_id = ?1 AND what = 'retention' AND about = ?2",
                    SQL_ARGS(txt(db_store_id(db)), txt(day)), err))
        return false;
    if (done) return true;
    if (!db_begin(db, err)) return false;
    return db_end(
        db, tick_act(db, "retention", day, now, &fresh, err) && (!fresh || purge(db, settings, now, &out->done, err)),
        err);
}
