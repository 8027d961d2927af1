/* The prepaid price list, from the policy in force; and which oil a car takes, by its newest order and the models
 * table. */
#include "orders.h"
#include "prepaid.h"
#include "sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void copy_text(char *out, size_t size, const char *text) {
    snprintf(out, size, "%s", text);
}

static void read_percents(PrepaidPackage *p, const char *percents) {
    for (char *end; *percents && p->services < PREPAID_SERVICES_MAX; percents = end + strspn(end, " ")) {
        p->percent[p->services] = (int)strtol(percents, &end, 10);
        if (end == percents) return;
        p->services++;
    }
}

size_t prepaid_packages(const Settings *s, PrepaidPackage *out, size_t max) {
    static const char list[] = "prepaid.packages";
    size_t n = 0;
    int count = settings_count(s, list);
    for (int i = 1; i <= count && n < max; i++) {
        PrepaidPackage *p = &out[n];
        *p = (PrepaidPackage){0};
        copy_text(p->id, sizeof p->id, settings_item(s, list, i, "id"));
        copy_text(p->title_zh, sizeof p->title_zh, settings_item(s, list, i, "title_zh"));
        copy_text(p->title_en, sizeof p->title_en, settings_item(s, list, i, "title_en"));
        read_percents(p, settings_item(s, list, i, "percents"));
        p->filter_free = strcmp(settings_item(s, list, i, "filter_free"), "1") == 0;
        p->partial = atoi(settings_item(s, list, i, "partial"));
        if (p->partial >= p->services) p->partial = 0;
        if (*p->id && p->services) n++;
    }
    return n;
}

static Fen fen_item(const Settings *s, int i, const char *field) {
    return strtoll(settings_item(s, "prepaid.prices", i, field), NULL, 10);
}

bool prepaid_price(const Settings *s, const char *oil_grade, int oil_ml, Fen *oil, Fen *filter) {
    static const char list[] = "prepaid.prices";
    int count = settings_count(s, list);
    for (int i = 1; i <= count; i++) {
        if (!*oil_grade || strcmp(settings_item(s, list, i, "grade"), oil_grade) != 0) continue;
        *oil = (fen_item(s, i, "litre_fen") * oil_ml + 500) / 1000;
        *filter = fen_item(s, i, "filter_fen");
        return true;
    }
    return false;
}

bool prepaid_oil_of_car(Db *db, const char *car_id, PrepaidOil *out, Err *err) {
    bool row;
    char order_no[sizeof out->order_no] = "";
    *out = (PrepaidOil){0};
    sqlite3_stmt *q = sql_query(db,
                                "SELECT o.order_no FROM (SELECT v.order_no, v.arrived_ms FROM car c JOIN work_order v"
                                "  ON v.vin = c.vin AND v.vin <> '' AND v.store_id = c.store_id WHERE c.car_id = ?1"
                                " UNION ALL SELECT w.order_no, w.arrived_ms FROM car c JOIN person m"
                                "  ON m.person_id = c.person_id JOIN person p ON p.plate = m.plate AND p.plate <> ''"
                                "  JOIN work_order w ON w.owner_id = p.person_id AND w.store_id = c.store_id"
                                "  WHERE c.car_id = ?1) o ORDER BY o.arrived_ms DESC, o.order_no DESC LIMIT 1",
                                SQL_ARGS(txt(car_id)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return true;
    sql_copy(q, 0, order_no, sizeof order_no);
    sql_end(q);
    Arena arena = {0};
    Order o;
    bool ok = orders_find(db, &arena, order_no, &o, err);
    if (ok) {
        copy_text(out->order_no, sizeof out->order_no, o.order_no);
        copy_text(out->model_zh, sizeof out->model_zh, o.model_zh);
        copy_text(out->model_en, sizeof out->model_en, o.model_en);
        copy_text(out->grade, sizeof out->grade, o.oil_grade);
        out->ml = o.oil_ml;
    }
    arena_free(&arena);
    return ok;
}
