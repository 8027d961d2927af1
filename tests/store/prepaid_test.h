/* For the tests of prepaid packages: a policy as domain.md 6 has it, and cars with owners. */
#ifndef LOUNGE_TESTS_PREPAID_TEST_H
#define LOUNGE_TESTS_PREPAID_TEST_H

#include "store/policies.h"
#include "store/prepaid.h"
#include "store_test.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

/* Oil of 0W-20 at 100.00 a litre: 4,200 ml are 420.00, the filter 60.00. */
static inline Policy a_policy(const char *from, PolicyValue *values, size_t n) {
    return (Policy){.policy_id = "",
                    .subject = "prepaid",
                    .from_day = from,
                    .to_day = "",
                    .file = "prepaid.cfg",
                    .by = "",
                    .values = values,
                    .n = n};
}

typedef struct Priced {
    const char *from, *refund, *litre_fen, *limit_fen, *months;
} Priced;

static inline void save_policy(Store *s, Priced p) {
    PolicyValue values[] = {
        {"prepaid.packages.1.id", "five", 0},
        {"prepaid.packages.1.title_zh", "五次套餐", 0},
        {"prepaid.packages.1.title_en", "Five services", 0},
        {"prepaid.packages.1.percents", "90 80 70 60 50", 0},
        {"prepaid.packages.1.filter_free", "0", 0},
        {"prepaid.packages.1.partial", "3", 0},
        {"prepaid.packages.2.id", "oil", 0},
        {"prepaid.packages.2.title_zh", "单次机油", 0},
        {"prepaid.packages.2.title_en", "Oil", 0},
        {"prepaid.packages.2.percents", "80", 0},
        {"prepaid.packages.2.filter_free", "0", 0},
        {"prepaid.packages.2.partial", "", 0},
        {"prepaid.packages.3.id", "full", 0},
        {"prepaid.packages.3.title_zh", "保养全套", 0},
        {"prepaid.packages.3.title_en", "Full set", 0},
        {"prepaid.packages.3.percents", "80", 0},
        {"prepaid.packages.3.filter_free", "1", 0},
        {"prepaid.packages.3.partial", "", 0},
        {"prepaid.prices.1.grade", "0W-20", 0},
        {"prepaid.prices.1.litre_fen", p.litre_fen, 0},
        {"prepaid.prices.1.filter_fen", "6000", 0},
        {"prepaid.prices.2.grade", "5W-30", 0},
        {"prepaid.prices.2.litre_fen", "8600", 0},
        {"prepaid.prices.2.filter_fen", "5500", 0},
        {"prepaid.refund", p.refund, 0},
        {"prepaid.validity_months", p.months, 0},
        {"prepaid.ask_manager_fen", p.limit_fen, 0},
        {"prepaid.terms_zh", "条款", 0},
        {"prepaid.terms_en", "Terms", 0},
    };
    bool known;
    Policy policy = a_policy(p.from, values, LENGTH(values));
    policy_sort(&policy);
    must(s, policy_save(s->db, &policy, &known, &s->err));
}

static inline Store *with_policy(const char *refund) {
    Store *s = store_new();
    save_policy(s, (Priced){"2026-01-01", refund, "10000", "500000", "24"});
    return s;
}

/* A car whose owner has this phone. */
static inline Uuid a_car(Store *s, const char *plate, const char *phone) {
    Uuid person = uuid_new(), car = uuid_new();
    char sql[512];
    snprintf(sql, sizeof sql,
             "INSERT INTO person (person_id, store_id, phone, plate, created_ms) VALUES ('%s', 'cd01', '%s', '%s', 1);"
             "INSERT INTO car (car_id, store_id, person_id, created_ms) VALUES ('%s', 'cd01', '%s', 1);",
             person.text, phone, plate, car.text, person.text);
    run(s, sql);
    return car;
}

static inline PrepaidSell a_sale(Uuid car, const char *package, int services, Fen paid, const char *when) {
    return (PrepaidSell){.sale_id = uuid_new(),
                         .car_id = car,
                         .order_no = "",
                         .visit_no = "",
                         .package_id = package,
                         .services = services,
                         .grade = "0W-20",
                         .service_ml = 4200,
                         .paid = paid,
                         .by = "李欣",
                         .manager = "",
                         .at = at(when)};
}

static inline PrepaidSale sold(Store *s, Uuid car, const char *package, int services, Fen paid, const char *when) {
    PrepaidSale sale;
    PrepaidSell ask = a_sale(car, package, services, paid, when);
    must(s, prepaid_sell(s->db, &s->arena, &ask, &sale, &s->err));
    return sale;
}

static inline PrepaidAct an_act(Uuid car, const char *sale_no, const char *order_no, const char *when) {
    return (PrepaidAct){.entry_id = uuid_new(),
                        .sale_no = sale_no,
                        .car_id = car,
                        .order_no = order_no,
                        .slip_no = "",
                        .by = "何俊",
                        .manager = "",
                        .reason = "",
                        .at = at(when)};
}

static inline PrepaidEntry used(Store *s, Uuid car, const char *order_no, const char *when) {
    PrepaidEntry e;
    PrepaidAct ask = an_act(car, "", order_no, when);
    must(s, prepaid_use(s->db, &s->arena, &ask, &e, &s->err));
    return e;
}

static inline PrepaidEntry corrected(Store *s, int64_t no, const char *when) {
    PrepaidEntry e;
    PrepaidAct ask = {.entry_id = uuid_new(),
                      .sale_no = "",
                      .order_no = "",
                      .slip_no = "",
                      .no = no,
                      .by = "经理",
                      .manager = "",
                      .reason = "录错工单",
                      .at = at(when)};
    must(s, prepaid_correct(s->db, &s->arena, &ask, &e, &s->err));
    return e;
}

static inline PrepaidEntry returned(Store *s, const char *sale_no, Fen back, const char *when) {
    PrepaidEntry e;
    PrepaidAct ask = {.entry_id = uuid_new(),
                      .sale_no = sale_no,
                      .order_no = "",
                      .slip_no = "",
                      .back = back,
                      .by = "李欣",
                      .manager = "",
                      .reason = "",
                      .at = at(when)};
    must(s, prepaid_return(s->db, &s->arena, &ask, &e, &s->err));
    return e;
}

static inline PrepaidSale sale_now(Store *s, const char *order_no) {
    PrepaidSale sale;
    must(s, prepaid_sale_find(s->db, &s->arena, order_no, &sale, &s->err));
    return sale;
}

static inline void sound(Store *s) {
    int64_t faults = -1;
    must(s, prepaid_faults(s->db, &faults, &s->err));
    assert_int_equal(faults, 0);
}

#endif
