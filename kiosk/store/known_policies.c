/* What the trade's policies hold, subject by subject (policies.md 2–7, domain.md 4): keys and types. They ship with no
 * value: what no policy in force says is not offered. The demo store's values are in data/policies/SUBJECT.cfg. */
#include "known.h"

#include "rules/prepaid.h"

#define END                                                                                                            \
    { NULL, KNOWN_TEXT, NULL, 0, 0, NULL }
#define ID(k)                                                                                                          \
    { k, KNOWN_ID, "", 1, 31, NULL }
#define BRIEF_ID(k)                                                                                                    \
    { k, KNOWN_ID, "", 1, 23, NULL }
#define WORDS(k)                                                                                                       \
    { k, KNOWN_TEXT, "", 1, 200, NULL }
#define MAYBE_WORDS(k)                                                                                                 \
    { k, KNOWN_TEXT, "", 0, 1000, NULL }
#define BRIEF(k, most)                                                                                                 \
    { k, KNOWN_TEXT, "", 1, most, NULL }
#define MAYBE_BRIEF(k)                                                                                                 \
    { k, KNOWN_TEXT, "", 0, 24, NULL }
#define PROSE(k)                                                                                                       \
    { k, KNOWN_TEXT, "", 0, 4000, NULL }
#define FEN(k)                                                                                                         \
    { k, KNOWN_INTEGER, "", 0, KNOWN_FEN_MAX, NULL }
#define MAYBE_FEN(k)                                                                                                   \
    { k, KNOWN_MAYBE, "", 0, KNOWN_FEN_MAX, NULL }
#define COUNT(k, a, b)                                                                                                 \
    { k, KNOWN_INTEGER, "", a, b, NULL }
#define MAYBE(k, a, b)                                                                                                 \
    { k, KNOWN_MAYBE, "", a, b, NULL }
#define KINDS(k)                                                                                                       \
    { k, KNOWN_CHOICES, "", 0, 0, "maintenance|service_5k|service_10k|repair|body_paint|warranty" }

const Known known_policies[] = {
    /* prepaid consumption, policies.md 5 */
    {"prepaid.refund", KNOWN_CHOICE, "", 0, 0, "list|tier"},
    COUNT("prepaid.validity_months", 1, 600),
    FEN("prepaid.ask_manager_fen"),
    PROSE("prepaid.terms_zh"),
    PROSE("prepaid.terms_en"),
    /* renewal brought forward, policies.md 4 */
    FEN("renewal.deposit_least_fen"),
    FEN("renewal.deposit_most_fen"),
    FEN("renewal.advisor_fen"),
    KINDS("renewal.kinds"),
    /* extended warranty, policies.md 6 */
    COUNT("warranty.months_before", 0, 120),
    COUNT("warranty.km_before", 0, 1000000),
    MAYBE("warranty.term_months", 1, 240),
    MAYBE("warranty.term_km", 1, 2000000),
    /* coupons, domain.md 8 */
    COUNT("coupons.days", 0, 3650),
    /* additional work, domain.md 9 */
    FEN("work.advisor_over_fen"),
    COUNT("work.wait_step_minutes", 1, 1440),
    KINDS("work.insured_kinds"),
    /* an apology for a car that is late */
    COUNT("apology.late_minutes", 1, 100000),
    FEN("apology.budget_fen"),
    FEN("apology.worth_fen"),
    COUNT("apology.days", 0, 3650),
    WORDS("apology.words_zh"),
    WORDS("apology.words_en"),
    /* the next service, booked as a lead */
    {"service.evening_from", KNOWN_TIME, "", 0, 0, NULL},
    {"service.evening_to", KNOWN_TIME, "", 0, 0, NULL},
    COUNT("service.slot_minutes", 5, 480),
    COUNT("service.days_ahead", 1, 60),
    COUNT("service.due_soon_km", 0, 100000),
    COUNT("service.due_soon_days", 0, 365),
    MAYBE("service.far_km", 1, 10000),
    /* complaints and calls, domain.md 5 */
    COUNT("case.manager_minutes", 1, 1440),
    COUNT("case.assigned_minutes", 1, 10080),
    MAYBE("case.contacted_minutes", 1, 10080),
    MAYBE("case.resolved_days", 1, 365),
    /* who is called in, policies.md 1 and 3 */
    COUNT("leads.lost_months", 1, 240),
    COUNT("leads.recall_again_months", 1, 240),
    COUNT("leads.due_days", 0, 365),
    /* bands in which opened cars are counted, policies.md 9 */
    {"counts.age_months", KNOWN_TEXT, "", 1, 80, NULL},
    {"counts.mileage_km", KNOWN_TEXT, "", 1, 80, NULL},
    {"counts.visits_12m", KNOWN_TEXT, "", 1, 80, NULL},
    /* the questionnaire, domain.md 4 */
    COUNT("questionnaire.words_max", 1, 300),
    COUNT("questionnaire.nps", 0, 1),
    COUNT("questionnaire.contact", 0, 1),
    BRIEF("questionnaire.consent_zh", 24),
    BRIEF("questionnaire.consent_en", 24),
    BRIEF("questionnaire.purpose_zh", 160),
    BRIEF("questionnaire.purpose_en", 160),
    /* ratings that look wrong */
    COUNT("suspect.face_ms", 0, 60000),
    COUNT("suspect.mark_ms", 0, 60000),
    COUNT("suspect.faces", 0, 1000),
    COUNT("suspect.visit_ratings", 0, 1000),
    COUNT("suspect.run_score", 0, 5),
    COUNT("suspect.run_count", 0, 1000),
    COUNT("suspect.run_minutes", 0, 1440),
    {"suspect.night_from", KNOWN_TIME, "", 0, 0, NULL},
    {"suspect.night_to", KNOWN_TIME, "", 0, 0, NULL},
    COUNT("suspect.look_days", 0, 60),
    END,
};

const KnownList known_policy_lists[] = {
    {"prepaid.packages",
     {ID("id"),
      WORDS("title_zh"),
      WORDS("title_en"),
      {"percents", KNOWN_PERCENTS, "", 1, PREPAID_SERVICES_MAX, NULL},
      COUNT("filter_free", 0, 1),
      MAYBE("partial", 1, PREPAID_SERVICES_MAX)}},
    {"prepaid.prices", {{"grade", KNOWN_TEXT, "", 1, 40, NULL}, FEN("litre_fen"), FEN("filter_fen")}},
    {"renewal.tiers",
     {COUNT("id", 1, 99), FEN("from_fen"), MAYBE_FEN("to_fen"), WORDS("gift_zh"), WORDS("gift_en"), FEN("worth_fen"),
      MAYBE("tow_km", 1, 10000), MAYBE_FEN("tow_fen")}},
    {"renewal.choices", {COUNT("tier", 1, 99), ID("id"), MAYBE_FEN("voucher_fen")}},
    {"renewal.items",
     {COUNT("tier", 1, 99),
      ID("choice"),
      {"kind", KNOWN_CHOICE, "", 0, 0, "service|voucher|goods"},
      WORDS("title_zh"),
      WORDS("title_en"),
      MAYBE_FEN("worth_fen"),
      MAYBE_WORDS("picture")}},
    {"gifts.programmes",
     {ID("id"),
      {"rule", KNOWN_CHOICE, "", 0, 0, "delivery|complaint|loyal|win_back|first_visit|too_early"},
      WORDS("title_zh"),
      WORDS("title_en"),
      MAYBE("visits", 1, 100),
      MAYBE("months", 1, 240)}},
    {"gifts.items",
     {ID("programme"),
      ID("id"),
      {"kind", KNOWN_CHOICE, "", 0, 0, "voucher|service|discount|fund|goods"},
      WORDS("title_zh"),
      WORDS("title_en"),
      MAYBE_FEN("worth_fen"),
      MAYBE("percent", 1, 100),
      MAYBE("percent_to", 1, 100),
      MAYBE_FEN("min_sum_fen"),
      KINDS("redeem_kinds"),
      COUNT("days", 1, 3650)}},
    {"warranty.terms",
     {ID("id"), WORDS("title_zh"), WORDS("title_en"), COUNT("months", 1, 240), COUNT("km", 1, 1000000),
      MAYBE_FEN("price_fen"), MAYBE_WORDS("picture")}},
    {"service.schedules", {{"model", KNOWN_TEXT, "", 0, 64, NULL}, COUNT("km", 100, 100000), COUNT("months", 1, 120)}},
    {"prices.labour", {WORDS("zh"), WORDS("en"), FEN("fen"), MAYBE_WORDS("unit_zh"), MAYBE_WORDS("unit_en")}},
    {"prices.items", {WORDS("zh"), WORDS("en"), FEN("fen"), MAYBE_WORDS("unit_zh"), MAYBE_WORDS("unit_en")}},
    {"prices.hotlines", {WORDS("zh"), WORDS("en"), {"number", KNOWN_TEXT, "", 3, 40, NULL}}},
    /* answers with the same one_of exclude each other; one that stands alone excludes all others */
    {"axes.habits", {ID("id"), WORDS("zh"), WORDS("en"), MAYBE_WORDS("one_of"), MAYBE("alone", 0, 1)}},
    {"axes.environments", {ID("id"), WORDS("zh"), WORDS("en"), MAYBE_WORDS("one_of"), MAYBE("alone", 0, 1)}},
    {"bar.seats", {ID("id"), WORDS("zh"), WORDS("en")}},
    /* whom a case or a manager's call climbs to when a deadline passes, in order: by name, else whoever has the role */
    {"case.chain", {MAYBE_WORDS("name"), {"role", KNOWN_CHOICE, "", 0, 0, "|advisor|manager"}}},
    {"case.causes", {ID("id"), WORDS("zh"), WORDS("en")}},
    /* what is proposed most, to be tapped; its usual sums can be typed over */
    {"work.common",
     {{"zh", KNOWN_TEXT, "", 1, 40, NULL},
      {"en", KNOWN_TEXT, "", 1, 60, NULL},
      {"level", KNOWN_CHOICE, "", 0, 0, "red|amber|green"},
      MAYBE_FEN("parts_fen"),
      MAYBE_FEN("labour_fen"),
      MAYBE("minutes", 0, 9999),
      {"later_zh", KNOWN_TEXT, "", 0, 100, NULL},
      {"later_en", KNOWN_TEXT, "", 0, 200, NULL},
      {"picture", KNOWN_TEXT, "", 0, 300, NULL}}},
    /* the five from the worst to the best */
    {"questionnaire.faces", {BRIEF("zh", 24), BRIEF("en", 16)}},
    {"questionnaire.factors", {BRIEF_ID("id"), BRIEF("zh", 47), BRIEF("en", 47), COUNT("weight", 1, 1000)}},
    {"questionnaire.reasons", {BRIEF_ID("id"), BRIEF("zh", 60), BRIEF("en", 60)}},
    /* the store's own questions, and the options of those to choose from */
    {"questionnaire.questions",
     {BRIEF_ID("id"),
      {"kind", KNOWN_CHOICE, "", 0, 0, "one|many|scale5|scale10|text"},
      BRIEF("zh", 120),
      BRIEF("en", 120),
      MAYBE_BRIEF("low_zh"),
      MAYBE_BRIEF("low_en"),
      MAYBE_BRIEF("high_zh"),
      MAYBE_BRIEF("high_en"),
      {"if_score", KNOWN_CHOICES, "", 0, 0, "1|2|3|4|5"},
      KINDS("if_kind"),
      {"if_visit", KNOWN_CHOICE, "", 0, 0, "|first|again"},
      MAYBE_WORDS("if_reason"),
      MAYBE_WORDS("if_answer")}},
    {"questionnaire.options", {BRIEF_ID("question"), BRIEF_ID("id"), BRIEF("zh", 40), BRIEF("en", 40)}},
    {NULL, {END}},
};
