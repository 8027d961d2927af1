/* What the demo store's customers left: ratings, complaints and their cases, coupons, calls.
 *
 * - A fifth rate, between "ready" and the hand-over; two in five had their car open, the others stay anonymous.
 *   Marks 5 4 3 2 1: 52 28 11 5 4 %; ready over 20 minutes late: 22 28 25 15 10 %. 1 in 20 taps another face first.
 * - Seven in ten go on. At 1–3: one or two reasons (when late mostly the wait), own words from three in five, NPS 0–6,
 *   a number with consent from a third. At 4–5: the five factors around the mark, one in seven skipped, NPS 7–10, a
 *   word of praise from one in eight. One in twelve uses English.
 * - One visit in 130 complains without rating.
 * - A case moves on with its age: over a week old nearly all are closed (one in seven lost, one in fifteen had been
 *   opened again), younger ones are somewhere on the way, and half of the last day's are still new. One in eight waited
 * for the customer, one in seven had another cause than the customer said; two in five of the closed were rated.
 * - One visit in 13 takes a coupon, a car once; two in five are redeemed within nine days, one in thirty of those is
 *   taken back.
 * - One visit in 11 calls somebody: taken within a minute to a quarter of an hour, done within twenty more. */
#include "simulate.h"

#include "store/calls.h"
#include "store/cases.h"
#include "store/coupons.h"
#include "store/feedback.h"

#include <string.h>

#define MANAGER      "陈建华"
#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

typedef struct Voice { /* one customer at the kiosk */
    Sim *sim;
    const SimVisit *visit;
    Uuid visit_id;
    Ms at;
    const char *lang, *order_no;
    bool late;
    Uuid complaint_id;
} Voice;

static const struct Reason {
    const char *id;
    int weight;
    const char *zh[4], *en;
} reasons[] = {
    {"wait",
     30,
     {"说好两点取车，等到快四点，中间没人来说一声。", "保养排队太久，休息区坐了一上午。",
      "洗车等了四十分钟，前面只有两台车。", "进度一直显示施工中，问了三次才有人回答。"},
     "I was told two hours and waited nearly four. Nobody came to explain."},
    {"explain",
     16,
     {"换了哪些件没讲清楚，单子看不懂。", "增项是先做了才告诉我的。", "异响的原因没有说明白。",
      "下次什么时候来、做什么，没人讲。"},
     "Nobody explained what was replaced or why."},
    {"fix",
     14,
     {"刹车异响还在，跑了两天又来一次。", "空调还是不凉。", "右前门的漆色差很明显。", "怠速抖动没有解决。"},
     "The noise from the front left is still there."},
    {"price",
     12,
     {"比报价多了两百多。", "同样的保养外面便宜一半。", "工时费太高了。", "结算时多出一项材料费。"},
     "The bill was higher than the quote."},
    {"attitude",
     8,
     {"顾问一直在打电话，不理人。", "问一句回一句，很不耐烦。", "前台让我自己去车间找人。", "催了几次，脸色不好看。"},
     "The advisor seemed annoyed by my questions."},
    {"wash",
     8,
     {"后备箱边上全是水渍。", "轮毂没洗，脚垫也没吸。", "玻璃里面有油印。", "车身还有泥点。"},
     "The wheels were still dirty."},
    {"lounge",
     6,
     {"空调太冷，充电口坏了两个。", "茶水间没有热水。", "Wi-Fi 连不上。", "孩子没有地方玩。"},
     "The Wi-Fi did not work."},
    {"other",
     4,
     {"停车场出不去，堵了二十分钟。", "发票抬头开错了。", "座椅位置被动过。", "雨天取车没有伞。"},
     "My seat position was changed."},
};

static const char *const praise_zh[] = {
    "李顾问讲得很清楚，谢谢。",     "比预计早半小时，车也洗得干净。", "休息区的咖啡不错。",
    "师傅把旧件拿给我看了，放心。", "每一步都能在屏幕上看到，很好。", "全程不用催，省心。",
};
static const char *const praise_en[] = {"Fast and friendly, thank you.", "I could follow every step on the screen."};

/* ---- small chances ---- */

/* Which of n weights a throw falls on. */
static int pick(Rng *rng, const int *weights, int n) {
    int total = 0, i = 0;
    for (int k = 0; k < n; k++) total += weights[k];
    int u = rng_between(rng, 0, total - 1);
    while (u >= weights[i]) u -= weights[i++];
    return i;
}

static Uuid id_at(const Voice *v) {
    return uuid_new_at(v->at);
}

static void later(Voice *v, int least_seconds, int most_seconds) {
    v->at += rng_between(&v->sim->rng, least_seconds, most_seconds) * MS_SECOND;
}

static const struct Reason *pick_reason(Voice *v) {
    int weights[COUNT(reasons)];
    for (int i = 0; i < COUNT(reasons); i++) weights[i] = reasons[i].weight;
    if (v->late) weights[0] *= 4;
    return &reasons[pick(&v->sim->rng, weights, COUNT(reasons))];
}

static const char *sentence(Voice *v, const struct Reason *reason) {
    return strcmp(v->lang, "en") == 0 ? reason->en : reason->zh[rng_between(&v->sim->rng, 0, 3)];
}

/* ---- the case of a complaint ---- */

typedef struct SimCase {
    Voice *v;
    const char *responsible;
    Ms at;
    Err *err;
    bool good;
} SimCase;

/* One act at a plausible working time later; nothing once it would lie after today began. */
static bool step(SimCase *c, CaseDo act, int minutes) {
    const WorkHours *hours = &c->v->sim->hours;
    Ms at = work_add(hours, c->at, rng_spread(&c->v->sim->rng, minutes));
    if (!c->good || at >= c->v->sim->today) return false;
    c->at = act.at = at;
    act.by = act.act == CASE_ASSIGN || act.act == CASE_CLOSE || act.act == CASE_REOPEN ? MANAGER : c->responsible;
    act.to = c->responsible;
    return c->good = case_do(c->v->sim->db, &c->v->complaint_id, &act, c->err);
}

#define STEP(c, minutes, ...) step(c, (CaseDo){__VA_ARGS__}, minutes)

/* From nobody's to resolved. */
static bool solve(SimCase *c, int assign, int contact, int resolve, const char *outcome) {
    Rng *rng = &c->v->sim->rng;
    const struct Reason *cause = rng_permille(rng, 150) ? &reasons[rng_between(rng, 0, COUNT(reasons) - 1)] : NULL;
    bool waits = rng_permille(rng, 120);
    if (!STEP(c, assign, .act = CASE_ASSIGN)) return false;
    if (!STEP(c, contact, .act = CASE_CONTACT, .note = "已致电客户，约定处理办法。")) return false;
    if (waits &&
        !(STEP(c, 60, .act = CASE_WAIT, .note = "客户出差，回来再约。") && STEP(c, resolve, .act = CASE_RESUME)))
        return false;
    return STEP(c, resolve, .act = CASE_RESOLVE, .outcome = outcome, .causes = cause ? cause->id : NULL);
}

/* Assigned in minutes, contacted in hours, resolved in days: what lies past today has not happened yet. */
static bool work_case(Voice *v, Err *err) {
    static const char *const people[] = {MANAGER, "李欣", "何俊", "周洁"};
    Rng *rng = &v->sim->rng;
    SimCase c = {v, people[rng_between(rng, 0, COUNT(people) - 1)], v->at, err, true};
    const int day = v->sim->hours.close_minute - v->sim->hours.open_minute;
    bool fresh = work_minutes(&v->sim->hours, v->at, v->sim->today) < day;
    bool lost = rng_permille(rng, 140), reopened = rng_permille(rng, 70), stuck = rng_permille(rng, 60);
    const char *outcome = lost ? "lost" : "kept";
    if (fresh && rng_permille(rng, 500)) return true;
    if (stuck) {
        STEP(&c, 12, .act = CASE_ASSIGN);
        return c.good;
    }
    if (!solve(&c, 12, 80, 2 * day, outcome)) return c.good;
    if (reopened &&
        (!STEP(&c, day, .act = CASE_REOPEN, .note = "客户反映问题又出现。") || !solve(&c, 10, 60, day, outcome)))
        return c.good;
    if (!STEP(&c, day, .act = CASE_CLOSE) || !rng_permille(rng, 400)) return c.good;
    Uuid rated = uuid_new_at(c.at);
    Ms at = c.at + rng_between(rng, 1, 5) * MS_DAY;
    if (at >= v->sim->today) return true;
    return case_rate(v->sim->db, &rated, &v->complaint_id, lost ? rng_between(rng, 1, 3) : rng_between(rng, 3, 5), at,
                     err);
}

/* ---- ratings ---- */

static Answers blank_answers(Voice *v) {
    v->complaint_id = id_at(v);
    return (Answers){
        .complaint_id = v->complaint_id,
        .voice_id = id_at(v),
        .visit_id = v->visit_id,
        .at = v->at,
        .lang = v->lang,
        .order_no = v->order_no,
        .questionnaire_version = settings_policy_version(v->sim->settings, "questionnaire"),
        .reasons = "",
        .words = "",
        .nps = -1,
        .phone = "",
    };
}

static bool send_answers(Voice *v, const Answers *answers, Err *err) {
    char case_no[24];
    if (!answers_save(v->sim->db, answers, case_no, err)) return false;
    return !*case_no || work_case(v, err);
}

static void maybe_phone(Voice *v, Answers *answers, int chance) {
    if (!rng_permille(&v->sim->rng, chance)) return;
    const SimCar *car = v->visit->car;
    answers->phone = *car->bringer_phone ? car->bringer_phone : car->owner_phone;
    answers->consent = true;
}

/* Reasons, perhaps words, perhaps a number: what a dissatisfied customer leaves. */
static bool dissatisfied(Voice *v, const Uuid *rating_id, int score, Err *err) {
    Rng *rng = &v->sim->rng;
    Answers answers = blank_answers(v);
    const struct Reason *first = pick_reason(v), *second = rng_permille(rng, 250) ? pick_reason(v) : first;
    char ids[64];
    snprintf(ids, sizeof ids, "%s%s%s", first->id, second == first ? "" : " ", second == first ? "" : second->id);
    answers.reasons = ids;
    if (!rating_id || rng_permille(rng, 600)) answers.words = sentence(v, first);
    if (rating_id) answers.rating_id = *rating_id;
    answers.score = score;
    if (rating_id && rng_permille(rng, 700)) answers.nps = rng_between(rng, 0, 2 + score);
    maybe_phone(v, &answers, 330);
    return send_answers(v, &answers, err);
}

static const char *praise(Voice *v) {
    Rng *rng = &v->sim->rng;
    if (strcmp(v->lang, "en") == 0) return praise_en[rng_between(rng, 0, COUNT(praise_en) - 1)];
    return praise_zh[rng_between(rng, 0, COUNT(praise_zh) - 1)];
}

static bool satisfied(Voice *v, const Uuid *rating_id, int score, Err *err) {
    static const char *const ids[] = {"initiation", "advisor", "facility", "pickup", "quality"};
    static const int weights[] = {17, 18, 21, 21, 24};
    Rng *rng = &v->sim->rng;
    SurveyFactor factors[COUNT(ids)];
    int marks[COUNT(ids)];
    Answers answers = blank_answers(v);
    for (int i = 0; i < COUNT(ids); i++) {
        factors[i] = (SurveyFactor){.weight = weights[i]};
        snprintf(factors[i].id, sizeof factors[i].id, "%s", ids[i]);
        int mark = score + rng_between(rng, 0, 2) - 1 - (i == 2 && rng_permille(rng, 300)); /* the lounge is weaker */
        marks[i] = rng_permille(rng, 143) ? 0 : mark > 5 ? 5 : mark;
    }
    answers.rating_id = *rating_id;
    answers.score = score;
    answers.factors = factors;
    answers.marks = marks;
    answers.n_factors = COUNT(ids);
    if (rng_permille(rng, 800)) answers.nps = score == 5 ? rng_between(rng, 8, 10) : rng_between(rng, 7, 9);
    if (rng_permille(rng, 125)) answers.words = praise(v);
    maybe_phone(v, &answers, 50);
    return send_answers(v, &answers, err);
}

static int pick_score(Voice *v) {
    static const int usual[] = {4, 5, 11, 28, 52}, late[] = {10, 15, 25, 28, 22};
    return 1 + pick(&v->sim->rng, v->late ? late : usual, 5);
}

static bool tap(Voice *v, Uuid rating_id, int score, Err *err) {
    RatingTap face = {.rating_id = rating_id,
                      .visit_id = v->visit_id,
                      .at = v->at,
                      .lang = v->lang,
                      .score = score,
                      .order_no = v->order_no,
                      .questionnaire_version = settings_policy_version(v->sim->settings, "questionnaire")};
    later(v, 1, 6);
    return rating_save(v->sim->db, &face, err);
}

static bool rate(Voice *v, Err *err) {
    Rng *rng = &v->sim->rng;
    Uuid rating_id = id_at(v);
    int score = pick_score(v);
    if (rng_permille(rng, 50) && !tap(v, rating_id, score == 5 ? 4 : score + 1, err)) return false;
    if (!tap(v, rating_id, score, err)) return false;
    if (rng_permille(rng, 300)) return true;
    later(v, 20, 120);
    return score <= 3 ? dissatisfied(v, &rating_id, score, err) : satisfied(v, &rating_id, score, err);
}

/* ---- coupons and calls ---- */

static bool redeem(Voice *v, const Coupon *taken, Err *err) {
    Rng *rng = &v->sim->rng;
    Coupon coupon;
    Ms at = day_add(v->at, rng_between(rng, 0, 9)) + rng_between(rng, 5, 50) * MS_MINUTE;
    if (at >= v->sim->today || at > taken->expires) return true;
    if (!coupon_redeem(v->sim->db, &v->sim->key, taken->code, v->visit->advisor, at, &coupon, err)) return false;
    if (!rng_permille(rng, 33)) return true;
    return coupon_undo(v->sim->db, &v->sim->key, taken->code, "王经理", "客户改期，券保留", at + 5 * MS_MINUTE, &coupon,
                       err);
}

static bool take_coupon(Voice *v, Err *err) {
    Sim *sim = v->sim;
    Coupon coupon;
    if (!sim->n_offers || v->visit->car->has_coupon) return true;
    const Offer *offer = &sim->offers[rng_between(&sim->rng, 0, (int)sim->n_offers - 1)];
    CouponAsk ask = {id_at(v), v->visit_id, offer->offer_id, v->order_no, v->at};
    v->visit->car->has_coupon = true;
    if (!coupon_issue(sim->db, &sim->key, &ask, &coupon, err)) return false;
    return !rng_permille(&sim->rng, 420) || redeem(v, &coupon, err);
}

static bool call_somebody(Voice *v, Err *err) {
    static const char *const kinds[] = {"advisor", "bar", "help", "manager"};
    static const int weights[] = {50, 30, 12, 8};
    int kind = pick(&v->sim->rng, weights, COUNT(kinds));
    const char *by = kind == 1 ? "吧台" : kind == 3 ? "王经理" : v->visit->advisor;
    Call call = {.call_id = id_at(v),
                 .visit_id = v->visit_id,
                 .kind = kinds[kind],
                 .order_no = v->order_no,
                 .about = "",
                 .at = v->at,
                 .by = ""};
    if (!call_make(v->sim->db, &call, err)) return false;
    later(v, 40, 900);
    if (!call_take(v->sim->db, call.call_id.text, by, v->at, err)) return false;
    later(v, 60, 1200);
    return call_done(v->sim->db, call.call_id.text, by, v->at, err);
}

/* ---- a visit ---- */

/* A customer at the kiosk at some moment between two instants of the visit. */
static Voice at_kiosk(Sim *sim, const SimVisit *visit, Ms from, Ms to) {
    Rng *rng = &sim->rng;
    int span = to > from ? (int)((to - from) / MS_SECOND) : 0;
    Ms at = from + rng_between(rng, 0, span) * MS_SECOND;
    Voice v = {.sim = sim, .visit = visit, .visit_id = uuid_new_at(at), .at = at};
    v.lang = rng_permille(rng, 83) ? "en" : "zh";
    v.order_no = rng_permille(rng, 400) ? visit->order_no : "";
    v.late = visit->ready > visit->promised + 20 * MS_MINUTE;
    return v;
}

/* Waiting customers use the kiosk on the first day only: who leaves a car overnight is not in the lounge. */
static Ms end_of_wait(const SimVisit *visit) {
    return days_between(visit->arrived, visit->ready) == 0 ? visit->ready : visit->arrived + 20 * MS_MINUTE;
}

/* A car that stood ready overnight is fetched by somebody who came just before. */
static Ms came_for_it(const SimVisit *visit) {
    bool same_day = days_between(visit->ready, visit->delivered) == 0;
    return same_day ? visit->ready : visit->delivered - MS_MINUTE;
}

bool simulate_voice(Sim *sim, const SimVisit *visit, Err *err) {
    Rng *rng = &sim->rng;
    if (rng_permille(rng, 90)) {
        Voice v = at_kiosk(sim, visit, visit->arrived + 10 * MS_MINUTE, end_of_wait(visit));
        if (!call_somebody(&v, err)) return false;
    }
    if (rng_permille(rng, 77)) {
        Voice v = at_kiosk(sim, visit, visit->arrived + 5 * MS_MINUTE, end_of_wait(visit));
        if (!take_coupon(&v, err)) return false;
    }
    bool rates = rng_permille(rng, 200), complains = !rates && rng_permille(rng, 8);
    if (!rates && !complains) return true;
    Voice v = at_kiosk(sim, visit, came_for_it(visit), visit->delivered);
    return rates ? rate(&v, err) : dissatisfied(&v, NULL, 0, err);
}
