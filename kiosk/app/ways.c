/* The ways to each screen, as a customer or a member of staff goes: targets to tap, and steps that look for the right
 * car, offer or case first. */
#include "robot.h"

#include <string.h>

enum { STEPS_MOST = 9 };

static const struct Way {
    const char *screen, *steps[STEPS_MOST]; /* targets; "?…": only where there is one; "@…": more than one tap */
} ways[] = {
    {"board", {NULL}},
    {"pick", {"board.mycar"}},
    {"unlock", {"@car"}},
    {"mycar", {"@car", "@digits"}},
    {"habits", {"@car", "@digits", "@habits", "habits.habit.short", "habits.habit.city"}},
    {"fitting", {"@car", "@digits", "nav.back", "board.offers"}},
    {"fits", {"@car", "@digits", "nav.back", "board.offers", "offer.card.1"}},
    {"offers", {"board.offers"}},
    {"offer", {"board.offers", "@coupon-offer"}},
    {"coupon", {"board.offers", "@coupon-offer", "coupon.take"}},
    {"prepaid", {"board.prepaid"}},
    {"model", {"board.prepaid", "prepaid.car"}},
    {"rate", {"board.rate"}},
    {"why", {"board.rate", "rate.face.2", "why.reason.wait", "@words"}},
    {"factors", {"board.rate", "rate.face.5", "factor.initiation.5", "factor.advisor.4"}},
    {"words", {"board.rate", "rate.face.5", "factors.words", "@words"}},
    {"own", {"board.rate", "rate.face.2", "why.reason.lounge", "?why.next", "why.submit", "@own"}},
    {"recommend", {"board.rate", "rate.face.5", "factors.skip", "recommend.9"}},
    {"contact", {"board.rate", "rate.face.5", "factors.skip", "recommend.9", "recommend.next"}},
    {"thanks", {"board.rate", "rate.face.2", "why.reason.wait", "?why.next", "why.submit", "recommend.skip"}},
    {"wifi", {"board.wifi"}},
    {"activity", {"@activity"}},
    {"plate", {"board.mycar", "pick.plate", "@plate"}},
    {"balance", {"@balance"}},
    {"forcar", {"@car", "@digits", "mycar.all"}},
    {"gifts", {"@car", "@digits", "@gifts"}},
    {"staff_who", {"@who"}},
    {"staff_pin", {"@who", "staff.who.1"}},
    {"staff", {"@staff"}},
    {"staff_redeem", {"@staff", "staff.redeem", "key.7", "key.K"}},
    {"staff_coupon", {"@staff", "staff.redeem", "@scan"}},
    {"staff_calls", {"@staff", "staff.calls"}},
    {"staff_leads", {"@staff", "staff.leads"}},
    {"staff_stage", {"@staff", "staff.stage"}},
    {"staff_car", {"@staff", "staff.stage", "@stage"}},
    {"staff_order", {"@staff", "staff.redeem", "@scan", "staff.order"}},
    {"staff_bar", {"@staff", "staff.bar"}},
    {"staff_work", {"@staff", "staff.work"}},
    {"staff_findings", {"@staff", "staff.work", "@work-car"}},
    {"staff_finding", {"@staff", "staff.work", "@work-car", "finding.1"}},
    {"staff_spoken", {"@staff", "staff.work", "@work-car", "finding.1", "finding.no"}},
    {"staff_propose", {"@staff", "staff.work", "@work-car", "work.add", "@common"}},
    {"staff_what", {"@staff", "staff.work", "@work-car", "work.add", "level.red", "propose.own", "@words"}},
    {"staff_sums", {"@staff", "staff.work", "@work-car", "work.add", "@common", "propose.next", "key.0"}},
    {"staff_texts", {"@staff", "staff.work", "@work-car", "work.add", "@common", "propose.next", "propose.texts"}},
    {"staff_export", {"@staff", "staff.export"}},
    {"handover", {"@ready-car", "@digits"}},
    {"number", {"@car", "@digits", "@number"}},
    {"number-new", {"@car", "@digits", "@number", "number.changed", "key.1", "key.9", "key.9"}},
    {"service", {"@ready-car", "@digits", "@service", "service.day.2", "service.slot.1"}},
    {"booking", {"@ready-car", "@digits", "@service", "service.day.2", "service.slot.1", "service.ask"}},
    {"prices", {"@prices"}},
    {"renewal", {"@renewal"}},
    {"warranty", {"@warranty"}},
    {"call", {"@car", "@digits", "nav.call"}},
    {"called", {"@car", "@digits", "nav.call", "call.yes"}},
    {"idle", {"board.offers", "@idle"}},
    {"mycar_found", {"@found-car", "@digits"}},
    {"findings", {"@found-car", "@digits", "mycar.findings"}},
    {"findings_pays", {"@insured-car", "@digits", "mycar.findings", "finding.1.yes"}},
    {"findings_decided", {"@found-car", "@digits", "mycar.findings", "@decide"}},
    {"findings_review", {"@found-car", "@digits", "mycar.findings", "@decide", "findings.review"}},
    {"findings_sent", {"@found-car", "@digits", "mycar.findings", "@decide", "findings.review", "review.send"}},
    {"bar", {"board.bar", "bar.more.1", "bar.more.2"}},
    {"bar_order", {"board.bar", "bar.more.1", "bar.next", "bar.seat.1"}},
    {"ordered", {"board.bar", "bar.more.1", "bar.next", "bar.seat.1", "bar.send", "@board"}},
    {"booked",
     {"@ready-car", "@digits", "@service", "service.day.2", "service.slot.1", "?service.gift", "service.ask",
      "lead.yes", "lead.close"}},
    {"show", {"board.offers", "@show-offer", "offer.show", "show.seat.2"}},
    {"shown", {"board.offers", "@show-offer", "offer.show", "show.seat.2", "show.send"}},
    {"callme", {"board.offers", "@show-offer", "offer.call", "key.1", "key.9", "key.9"}},
    {"callback", {"@car", "@digits", "nav.back", "board.offers", "@show-offer", "offer.call"}},
    {"case", {"board.rate", "rate.case", "@case-no", "case.next", "@case-tail"}},
    {"case_tail", {"board.rate", "rate.case", "@case-no", "case.next", "key.B", "key.2", "key.K"}}, /* its keys */
    {"case_no", {"board.rate", "rate.case", "@case-no"}},
    {"case_state", {"@case"}},
    {"case_closed", {"@case-closed"}},
    {"changes", {"@changes"}},
    {"staff_cases", {"@staff", "staff.cases"}},
    {"staff_case", {"@staff", "staff.cases", "@staff-case"}},
    {"bar_sent", {"board.bar", "bar.more.1", "bar.next", "bar.seat.1", "bar.send"}},
};
enum { WAYS = sizeof ways / sizeof *ways };

const char *const dump_screens[] = {"board",
                                    "pick",
                                    "unlock",
                                    "mycar",
                                    "offers",
                                    "offer",
                                    "coupon",
                                    "prepaid",
                                    "model",
                                    "rate",
                                    "why",
                                    "factors",
                                    "words",
                                    "own",
                                    "recommend",
                                    "contact",
                                    "thanks",
                                    "wifi",
                                    "activity",
                                    "plate",
                                    "forcar",
                                    "balance",
                                    "gifts",
                                    "renewal",
                                    "warranty",
                                    "staff_who",
                                    "staff_pin",
                                    "staff",
                                    "staff_redeem",
                                    "staff_coupon",
                                    "staff_calls",
                                    "staff_leads",
                                    "staff_stage",
                                    "staff_car",
                                    "staff_export",
                                    "staff_order",
                                    "staff_bar",
                                    "staff_work",
                                    "staff_findings",
                                    "staff_finding",
                                    "staff_spoken",
                                    "staff_propose",
                                    "staff_what",
                                    "staff_sums",
                                    "staff_texts",
                                    "fitting",
                                    "fits",
                                    "habits",
                                    "handover",
                                    "number",
                                    "number-new",
                                    "service",
                                    "booking",
                                    "prices",
                                    "mycar_found",
                                    "findings",
                                    "findings_decided",
                                    "findings_pays",
                                    "findings_review",
                                    "findings_sent",
                                    "bar",
                                    "bar_order",
                                    "bar_sent",
                                    "ordered",
                                    "booked",
                                    "show",
                                    "shown",
                                    "callme",
                                    "callback",
                                    "call",
                                    "called",
                                    "case",
                                    "case_tail",
                                    "case_no",
                                    "case_state",
                                    "case_closed",
                                    "changes",
                                    "staff_cases",
                                    "staff_case",
                                    "idle",
                                    NULL};

static const struct Way *way_to(const char *screen) {
    for (int i = 0; i < WAYS; i++)
        if (strcmp(ways[i].screen, screen) == 0) return &ways[i];
    return NULL;
}

bool robot_go(Robot *r, const char *screen, Err *err) {
    const struct Way *way = way_to(screen);
    if (!way) return err_set(err, ERR_USAGE, TXT("there is no screen %s", "没有名为 %s 的页面"), screen);
    for (int i = 0; i < STEPS_MOST && way->steps[i]; i++)
        if (!robot_step(r, way->steps[i]))
            return err_set(err, ERR_NOT_FOUND,
                           TXT("screen %s cannot be reached: %s is missing", "无法到达页面 %s：缺少 %s"), screen,
                           way->steps[i]);
    return true;
}

bool robot_knows(const char *screen) {
    return way_to(screen) != NULL;
}

bool robot_lacks(const Robot *r, const char *screen) {
    const struct Way *way = way_to(screen);
    for (int i = 0; way && i < STEPS_MOST && way->steps[i]; i++)
        if (!robot_has(r, way->steps[i])) return true;
    return false;
}
