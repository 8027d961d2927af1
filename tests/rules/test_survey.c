/* The after-sales index and NPS (domain.md 4). */
#include "rules/survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define EACH(i, table) (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)

/* domain.md 4: the weights published in 2014; they sum to 101 and are normalised. */
static const SurveyFactor csi[] = {
    {.id = "initiation", .weight = 17}, {.id = "advisor", .weight = 18}, {.id = "facility", .weight = 21},
    {.id = "pickup", .weight = 21},     {.id = "quality", .weight = 24},
};

static void the_index_is_the_weighted_mean_of_what_was_answered(void **state) {
    (void)state;
    static const struct {
        int marks[5], index;
    } cases[] = {
        {{5, 5, 5, 5, 5}, 1000}, {{1, 1, 1, 1, 1}, 0},  {{3, 3, 3, 3, 3}, 500}, {{0, 0, 0, 0, 0}, -1}, /* all skipped */
        {{5, 1, 1, 1, 1}, 168},                         /* 17/101 = 168.3 */
        {{1, 1, 1, 1, 5}, 238},                         /* 24/101 = 237.6 */
        {{5, 4, 4, 4, 5}, 851},                         /* 344/404 = 851.49 */
        {{0, 0, 0, 0, 4}, 750},                         /* one alone */
        {{5, 0, 1, 0, 0}, 447},                         /* 17/38 = 447.4 */
        {{0, 4, 0, 5, 0}, 885},                         /* (13.5+21)/39 = 884.6 */
        {{6, 0, 0, 0, 5}, 1000}, {{-1, 0, 0, 0, 1}, 0}, /* no such mark: as if skipped */
    };
    for
        EACH(i, cases) assert_int_equal(survey_index(csi, cases[i].marks, 5), cases[i].index);
}

static void halves_round_up_and_useless_weights_do_not_count(void **state) {
    (void)state;
    const SurveyFactor eighths[] = {{.weight = 1}, {.weight = 3}};
    assert_int_equal(survey_index(eighths, (int[]){2, 1}, 2), 63); /* 1000/16 = 62.5 */
    const SurveyFactor odd[] = {{.weight = 0}, {.weight = -5}, {.weight = 2147483647}};
    assert_int_equal(survey_index(odd, (int[]){5, 5, 2}, 3), 250);
    assert_int_equal(survey_index(odd, (int[]){5, 5, 0}, 3), -1);
    assert_int_equal(survey_index(odd, (int[]){5}, 0), -1);
}

/* domain.md 4: 9–10 promoters, 0–6 detractors. */
static void nps_classes_have_their_edges(void **state) {
    (void)state;
    for (int score = 0; score <= 10; score++)
        assert_int_equal(nps_class(score), score <= 6 ? NPS_DETRACTOR : score <= 8 ? NPS_PASSIVE : NPS_PROMOTER);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index_is_the_weighted_mean_of_what_was_answered),
        cmocka_unit_test(halves_round_up_and_useless_weights_do_not_count),
        cmocka_unit_test(nps_classes_have_their_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
