/* The case's state machine is one table: for each act the states that allow it, and the state it leads to. */
#include "case.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const state_ids[CASE_STATES] = {"new", "assigned", "contacted", "resolved", "closed", "reopened"};
static const char *const act_ids[CASE_ACTS] = {"opened",  "assigned", "noted",   "contacted", "visit",
                                               "visited", "granted",  "waiting", "resumed",   "resolved",
                                               "closed",  "reopened", "climbed", "rated"};

const char *case_state_id(CaseState state) {
    return state_ids[state];
}

const char *case_act_id(CaseAct act) {
    return act_ids[act];
}

static bool find(const char *const *ids, int n, const char *id, int *out) {
    for (int i = 0; i < n; i++) {
        if (strcmp(ids[i], id) != 0) continue;
        *out = i;
        return true;
    }
    return false;
}

bool case_state_of(const char *id, CaseState *out) {
    int i;
    if (!find(state_ids, CASE_STATES, id, &i)) return false;
    *out = (CaseState)i;
    return true;
}

bool case_act_of(const char *id, CaseAct *out) {
    int i;
    if (!find(act_ids, CASE_ACTS, id, &i)) return false;
    *out = (CaseAct)i;
    return true;
}

/* ---- which act where ---- */

enum { SAME = CASE_STATES, NO = CASE_STATES + 1 };

/* Row: the act; column: the state it is done in. What stands there is the state it leads to. */
static const int leads_to[CASE_ACTS][CASE_STATES] = {
    /*                new            assigned        contacted      resolved       closed         reopened */
    [CASE_OPEN] = {NO, NO, NO, NO, NO, NO},
    [CASE_ASSIGN] = {CASE_ASSIGNED, SAME, SAME, NO, NO, CASE_ASSIGNED},
    [CASE_NOTE] = {SAME, SAME, SAME, SAME, SAME, SAME},
    [CASE_CONTACT] = {NO, CASE_CONTACTED, SAME, NO, NO, NO},
    [CASE_VISIT] = {NO, SAME, SAME, SAME, NO, NO},
    [CASE_VISITED] = {NO, CASE_CONTACTED, SAME, SAME, NO, NO},
    [CASE_GRANT] = {SAME, SAME, SAME, SAME, SAME, SAME},
    [CASE_WAIT] = {NO, SAME, SAME, NO, NO, NO},
    [CASE_RESUME] = {NO, SAME, SAME, NO, NO, NO},
    [CASE_RESOLVE] = {NO, NO, CASE_RESOLVED, NO, NO, NO},
    [CASE_CLOSE] = {NO, NO, NO, CASE_CLOSED, NO, NO},
    [CASE_REOPEN] = {NO, NO, NO, CASE_REOPENED, CASE_REOPENED, NO},
    [CASE_CLIMB] = {SAME, SAME, SAME, SAME, NO, SAME}, /* resolved: the visit that was promised */
    [CASE_RATE] = {NO, NO, NO, NO, SAME, NO},
};

static bool refuse(CaseNow now, CaseAct act, Err *err) {
    switch (now.state) {
    case CASE_REOPENED:
        return err_set(err, ERR_RULE,
                       TXT("the case was opened again: it is assigned anew first, to the same person or another",
                           "投诉已重开：请先重新分派（可以还是原责任人）"));
    case CASE_NEW:
        return err_set(err, ERR_RULE,
                       TXT("nobody is responsible for the case yet: assign it first", "投诉尚无责任人：请先分派"));
    case CASE_CLOSED:
        if (act == CASE_CLOSE) return err_set(err, ERR_RULE, TXT("the case is closed already", "投诉已结案"));
        return err_set(err, ERR_RULE, TXT("the case is closed: reopen it first", "投诉已结案：请先重开"));
    case CASE_RESOLVED:
        if (act == CASE_RATE)
            return err_set(err, ERR_RULE, TXT("the case is rated once it is closed", "结案后才能评价"));
        return err_set(err, ERR_RULE,
                       TXT("the case is resolved: close it, or reopen it", "投诉已解决：请结案，或先重开"));
    case CASE_ASSIGNED:
        if (act == CASE_RESOLVE)
            return err_set(err, ERR_RULE,
                           TXT("the customer has not been contacted yet: contact, or a visit, comes first",
                               "尚未联系客户：请先联系或上门"));
        break;
    case CASE_CONTACTED: break;
    }
    if (act == CASE_CLOSE) return err_set(err, ERR_RULE, TXT("the case is not resolved yet", "投诉尚未解决"));
    if (act == CASE_REOPEN) return err_set(err, ERR_RULE, TXT("the case is open already", "投诉尚未结案，无需重开"));
    return err_set(err, ERR_RULE, TXT("the case is rated once it is closed", "结案后才能评价"));
}

bool case_after(CaseNow now, CaseAct act, CaseNow *next, Err *err) {
    int to = leads_to[act][now.state];
    if (to == NO) return refuse(now, act, err);
    if (act == CASE_WAIT && now.waiting)
        return err_set(err, ERR_RULE, TXT("the case waits for the customer already", "已在等待客户"));
    if (act == CASE_RESUME && !now.waiting)
        return err_set(err, ERR_RULE, TXT("the case does not wait for the customer", "并未在等待客户"));
    if (act == CASE_VISITED && !now.visit)
        return err_set(err, ERR_RULE, TXT("no visit at home is planned", "没有计划上门"));
    if (to != SAME) now.state = (CaseState)to;
    if (act == CASE_WAIT) now.waiting = true;
    if (act == CASE_RESUME || act == CASE_RESOLVE) now.waiting = false;
    if (act == CASE_VISIT) now.visit = true;
    if (act == CASE_VISITED) now.visit = false;
    *next = now;
    return true;
}

bool case_may(StaffRole role, bool own, CaseAct act) {
    if (role == STAFF_MANAGER) return true;
    if (role != STAFF_ADVISOR || !own) return false;
    return act == CASE_NOTE || act == CASE_CONTACT || act == CASE_VISIT || act == CASE_VISITED || act == CASE_WAIT ||
           act == CASE_RESUME || act == CASE_RESOLVE;
}

bool case_may_read(StaffRole role, bool own) {
    return case_may(role, own, CASE_NOTE);
}

/* ---- deadlines ---- */

/* Without the pauses. */
static Ms due_since(const CaseTerms *t, const WorkHours *hours, Ms opened, CaseState state) {
    switch (state) {
    case CASE_NEW:
    case CASE_REOPENED: return t->assigned_minutes ? work_add(hours, opened, t->assigned_minutes) : 0;
    case CASE_ASSIGNED: return t->contacted_minutes ? work_add(hours, opened, t->contacted_minutes) : 0;
    case CASE_CONTACTED: return t->resolved_days ? work_add_days(hours, opened, t->resolved_days) : 0;
    case CASE_RESOLVED:
    case CASE_CLOSED: break;
    }
    return 0;
}

Ms case_due(const CaseTerms *terms, const WorkHours *hours, Ms opened, const CasePause *pauses, size_t n,
            CaseState state) {
    Ms due = due_since(terms, hours, opened, state);
    for (size_t i = 0; due && i < n; i++)
        if (pauses[i].from >= opened && due > pauses[i].from)
            due = work_add_length(hours, pauses[i].to, work_length(hours, pauses[i].from, due));
    return due;
}

Ms case_visit_due(const WorkHours *hours, const char *day) {
    Ms start, open, close;
    if (!*day || !day_parse(day, &start)) return 0;
    return work_day(hours, start, &open, &close) ? close : day_add(start, 1);
}

bool case_overdue(Ms due, Ms now) {
    return due != 0 && due < now;
}

size_t case_climbs_to(int level, size_t n) {
    size_t at = level > 0 ? (size_t)level : 0;
    return at < n ? at : n - 1;
}

/* ---- the number ---- */

/* Digits in any width; true also when `c` is what people put between the two parts. */
static bool take_sign(uint32_t c, char *digits, size_t *n, size_t *cut) {
    if (c >= 0xFF10 && c <= 0xFF19) c = c - 0xFF10 + '0';
    if (c >= '0' && c <= '9') {
        if (*n >= 12) return false;
        digits[(*n)++] = (char)c;
        return true;
    }
    if (c == ' ' || c == 0x3000 || c == '#' || c == 0xFF03) return true;
    if (c != '-' && c != 0xFF0D && c != 0x2013 && c != 0x2014 && c != 0x2212 && c != '/' && c != '.') return false;
    if (*cut || *n == 0) return false;
    *cut = *n;
    return true;
}

bool case_no_normal(const char *typed, Ms today, char out[CASE_NO_SIZE]) {
    char digits[16] = "";
    size_t n = 0, cut = 0;
    for (const char *p = typed, *end = typed + strlen(typed); p < end;)
        if (!take_sign(utf8_next(&p, end), digits, &n, &cut)) return false;
    if (n == 0 || cut == n) return false;
    LocalTime t = local_of(today);
    char day[32];
    snprintf(day, sizeof day, "%02d%02d%02d", t.year % 100, t.month, t.day);
    const char *number = digits;
    if (cut == 8 || cut == 6 || (!cut && n >= 7)) {
        size_t date = cut ? cut : 6;
        snprintf(day, sizeof day, "%.6s", digits + date - 6);
        number = digits + date;
    } else if (cut || n > 3) {
        return false;
    }
    int count = atoi(number);
    if (count < 1 || count > 9999 || strlen(number) > 4) return false;
    snprintf(out, CASE_NO_SIZE, "%.6s-%02d", day, count);
    return true;
}
