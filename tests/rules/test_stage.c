/* The trade's words as values (domain.md 1, 2). */
#include "rules/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_name_leads_back_to_its_value(void **state) {
    (void)state;
    for (int i = STAGE_CHECK_IN; i <= STAGE_DELIVERED; i++) assert_int_equal(stage_of(stage_id((Stage)i)), i);
    for (int i = HOLD_PARTS; i <= HOLD_APPROVAL; i++) assert_int_equal(hold_of(hold_id((Hold)i)), i);
    for (int i = KIND_MAINTENANCE; i < KINDS; i++) assert_int_equal(kind_of(kind_id((Kind)i)), i);
}

/* domain.md 2 and 1: the identifiers, in order. */
static void names_are_those_of_the_glossary(void **state) {
    (void)state;
    static const char *const stages[] = {"",     "check_in",      "queued", "in_work",  "inspection",
                                         "wash", "advisor_check", "ready",  "delivered"};
    for (int i = 0; i <= STAGE_DELIVERED; i++) assert_string_equal(stage_id((Stage)i), stages[i]);
    assert_int_equal(stage_of("ready"), STAGES_SHOWN);
    static const char *const kinds[] = {"",       "maintenance", "service_5k", "service_10k",
                                        "repair", "body_paint",  "warranty",   "pds"};
    for (int i = 0; i < KINDS; i++) assert_string_equal(kind_id((Kind)i), kinds[i]);
    assert_string_equal(hold_id(HOLD_NONE), "");
    assert_string_equal(hold_id(HOLD_PARTS), "parts");
    assert_string_equal(hold_id(HOLD_APPROVAL), "approval");
}

static void what_is_not_known_is_none(void **state) {
    (void)state;
    static const char *const unknown[] = {"", "READY", "ready ", "暂存", "partss"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        assert_int_equal(stage_of(unknown[i]), STAGE_NONE);
        assert_int_equal(hold_of(unknown[i]), HOLD_NONE);
        assert_int_equal(kind_of(unknown[i]), KIND_NONE);
    }
    assert_int_equal(stage_of(NULL), STAGE_NONE);
    assert_string_equal(stage_id((Stage)99), "");
    assert_string_equal(kind_id((Kind)-1), "");
}

/* domain.md 2: "Back from inspection is a failed inspection; back from wash, advisor_check or ready is internal rework;
 * back after delivered is external rework". */
static void a_step_back_is_one_of_three_things(void **state) {
    (void)state;
    static const StepBack back_from[] = {
        [STAGE_NONE] = STEP_FORWARD,
        [STAGE_CHECK_IN] = STEP_FORWARD,
        [STAGE_QUEUED] = STEP_FORWARD,
        [STAGE_IN_WORK] = STEP_FORWARD,
        [STAGE_INSPECTION] = STEP_FAILED_INSPECTION,
        [STAGE_WASH] = STEP_INTERNAL_REWORK,
        [STAGE_ADVISOR_CHECK] = STEP_INTERNAL_REWORK,
        [STAGE_READY] = STEP_INTERNAL_REWORK,
        [STAGE_DELIVERED] = STEP_EXTERNAL_REWORK,
    };
    for (int from = STAGE_NONE; from <= STAGE_DELIVERED; from++)
        for (int to = STAGE_NONE; to <= STAGE_DELIVERED; to++) {
            StepBack want = to != STAGE_NONE && to < from ? back_from[from] : STEP_FORWARD;
            assert_int_equal(stage_step((Stage)from, (Stage)to), want);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_leads_back_to_its_value),
        cmocka_unit_test(names_are_those_of_the_glossary),
        cmocka_unit_test(what_is_not_known_is_none),
        cmocka_unit_test(a_step_back_is_one_of_three_things),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
