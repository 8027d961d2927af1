/* Stores of extremes: the sample's store, stretched to what staff may write and a day may bring: 60 cars with the
 * longest names, models, plates and prices, every hold, 12 proposals each; offers without a picture and with the
 * longest texts. And one with no car, no offer and no model at all. */
#ifndef LOUNGE_TESTS_APP_EXTREMES_H
#define LOUNGE_TESTS_APP_EXTREMES_H

#include "fixture.h"

#define ZH_40  "一汽丰田皇冠陆放双擎智能电混四驱尊贵版七座加长轴距运动套装特别纪念限量版国六"
#define EN_60  "Crown Kluger Dual Engine Hybrid AWD Premium Seven-Seat Limited"
#define ZH_120 ZH_40 ZH_40 ZH_40
#define EN_240                                                                                                         \
    "Decontamination wash, clay bar, two-stage machine polish and a ceramic coating that keeps water, road film and "  \
    "insects off for eighteen months; includes the wheels, the glass and a check-up after three months, all while "    \
    "you wait"

static const char extremes_sql[] =
    "UPDATE model SET zh = '" ZH_40 "', en = '" EN_60 "';"
    "UPDATE person SET name = '欧阳司徒阿卜杜勒买买提江', plate = CASE WHEN plate <> '' THEN '川AD' || "
    " printf('%05d', abs(random()) % 100000) ELSE '' END;"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60),"
    " one AS (SELECT * FROM work_order WHERE stage <> 'delivered' AND gone = 0 ORDER BY arrived_ms LIMIT 1)"
    " INSERT INTO work_order SELECT store_id, 'RO-EXTREME-2611-' || printf('%06d', i), owner_id, bringer_id, vin, "
    "model,"
    "  kind, kind_words, purchased_day, 1999999, '欧阳司徒阿卜杜勒买买提江', arrived_ms + i * 60000, promised_ms,"
    "  NULL, CASE i % 7 WHEN 0 THEN 'check_in' WHEN 1 THEN 'queued' WHEN 2 THEN 'in_work' WHEN 3 THEN 'inspection'"
    "   WHEN 4 THEN 'wash' WHEN 5 THEN 'advisor_check' ELSE 'ready' END,"
    "  CASE WHEN i % 7 = 6 THEN '' WHEN i % 3 = 0 THEN 'parts' WHEN i % 3 = 1 THEN 'approval' ELSE '' END,"
    "  '钣喷中心三号烤漆房第十二工位', '欧阳司徒阿卜杜勒买买提江', arrived_ms + 3 * 86400000, 99999999, 0, '',"
    "  updated_ms FROM n, one;"
    "UPDATE work_order SET gone = 1 WHERE order_no NOT LIKE 'RO-EXTREME-%' AND stage <> 'delivered';"
    "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, step, seen_ms, since_ms) SELECT store_id, "
    "order_no, 1, stage, hold, '', arrived_ms, NULL FROM work_order"
    " WHERE order_no LIKE 'RO-EXTREME-%';"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)"
    " INSERT INTO proposal SELECT store_id, order_no, i, '前后刹车片及刹车盘更换含四轮动平衡与刹车油排空加注第' || i"
    "  || '项', 99999999, updated_ms FROM n, work_order WHERE order_no LIKE 'RO-EXTREME-%';"
    "INSERT INTO finding SELECT 'f-' || order_no || '-' || item, store_id, order_no, item, item, seen_ms FROM proposal"
    " WHERE order_no LIKE 'RO-EXTREME-%';"
    "INSERT INTO finding_version (finding_id, version, store_id, act, level, what, what_en, why, why_en, later, "
    "later_en,"
    " picture, parts_fen, labour_fen, price_fen, minutes, at_ms) SELECT 'f-' || order_no || '-' || item, 1, store_id,"
    " 'edited', CASE item % 4 WHEN 0 THEN 'red' WHEN 1 THEN 'amber' WHEN 2 THEN 'green' ELSE '' END, what, '" EN_60
    "', '" ZH_40 ZH_40 "', substr('" EN_240 "', 1, 200), '" ZH_40 ZH_40 "', substr('" EN_240 "', 1, 200),"
    "  CASE item % 2 WHEN 0 THEN 'mt-battery.svg' ELSE '' END, CASE item % 3 WHEN 0 THEN 99999990 END,"
    "  CASE item % 3 WHEN 0 THEN 9 END, CASE item % 3 WHEN 0 THEN 99999999 WHEN 1 THEN 34000 END, 14400, seen_ms"
    " FROM proposal WHERE order_no LIKE 'RO-EXTREME-%';";

static const char extremes_offers_sql[] =
    "UPDATE offer SET title_zh = '" ZH_40 "', title_en = '" EN_60 "', text_zh = '" ZH_120 "', text_en = '" EN_240 "',"
    "  price_fen = 99999999, was_fen = 99999999, was_basis = 'list', minutes = 1440, picture = ''"
    "  WHERE position % 3 <> 0;"
    "UPDATE offer SET picture = '/nowhere/at/all.png' WHERE position % 3 = 1;"
    "UPDATE offer SET coupon = 'fen', coupon_value = 99999900 WHERE position % 2 = 0;"
    "INSERT INTO setting VALUES ('wifi.ssid', 'Chengdu-Toyota-Guests-5GHz-2026!', 0) ON CONFLICT DO UPDATE SET value ="
    " excluded.value;"
    "INSERT INTO setting VALUES ('wifi.password', 'correct horse battery staple; \"quoted\" : and \\ more 63 bytes', 0)"
    " ON CONFLICT DO UPDATE SET value = excluded.value;";

static const char nothing_sql[] = "UPDATE work_order SET gone = 1; UPDATE offer SET withdrawn = 1;"
                                  "DELETE FROM model;";

/* A copy of the sample's store, with its coupon key, changed by this SQL. */
static inline void extremes_make(const char *path, const char *sql, const char *more) {
    const char *sample = fixture_sample();
    char file[160];
    snprintf(file, sizeof file, "%s.sql", path);
    FILE *f = fopen(file, "w");
    assert_non_null(f);
    fprintf(f, ".bail on\nBEGIN;\n%s\n%s\nCOMMIT;\n", sql, more);
    fclose(f);
    assert_int_equal(
        fixture_run("cp '%s' '%s' && for k in '%s'.*key* ; do [ ! -f \"$k\" ] || cp \"$k\" '%s'\"${k#%s}\";"
                    " done; sqlite3 '%s' <'%s'",
                    sample, path, sample, path, sample, path, file),
        0);
}

static inline const char *fixture_extremes(void) {
    static char path[96];
    if (!*path) {
        snprintf(path, sizeof path, "%s/extremes.db", fixture_folder());
        extremes_make(path, extremes_sql, extremes_offers_sql);
    }
    return path;
}

static inline const char *fixture_nothing(void) {
    static char path[96];
    if (!*path) {
        snprintf(path, sizeof path, "%s/nothing.db", fixture_folder());
        extremes_make(path, nothing_sql, "");
    }
    return path;
}

#endif
