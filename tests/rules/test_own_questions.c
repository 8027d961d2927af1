/* When one of the store's own questions is shown (domain.md 4): each condition, alone and together. */
#include "rules/questionnaire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The question under test is the third; before it "drinks" to choose from and "clean", a scale. */
static Questionnaire with(OwnQuestion third) {
    Questionnaire q = {.n_questions = 3};
    q.questions[0] = (OwnQuestion){.id = "drinks", .kind = QUESTION_MANY};
    q.questions[1] = (OwnQuestion){.id = "clean", .kind = QUESTION_SCALE5};
    q.questions[2] = third;
    return q;
}

static void a_question_is_shown_when_all_that_is_said_of_it_holds(void **state) {
    (void)state;
    static const struct {
        const char *score, *kind, *visit, *reason, *answer; /* conditions */
        QuestionFacts facts;
        bool shown;
    } cases[] = {
        {"", "", "", "", "", {0, "", 0, "", {0}}, true},
        {"1 2 3", "", "", "", "", {3, "", 0, "", {0}}, true},
        {"1 2 3", "", "", "", "", {4, "", 0, "", {0}}, false},
        {"1 2 3", "", "", "", "", {0, "", 0, "", {0}}, false}, /* "I want to complain": no face */
        {"", "repair body_paint", "", "", "", {5, "body_paint", 2, "", {0}}, true},
        {"", "repair body_paint", "", "", "", {5, "paint", 2, "", {0}}, false}, /* no part of a word */
        {"", "repair body_paint", "", "", "", {5, "", 0, "", {0}}, false},      /* not known */
        {"", "", "first", "", "", {5, "repair", 1, "", {0}}, true},
        {"", "", "first", "", "", {5, "repair", 2, "", {0}}, false},
        {"", "", "first", "", "", {5, "", 0, "", {0}}, false},
        {"", "", "again", "", "", {5, "repair", 2, "", {0}}, true},
        {"", "", "again", "", "", {5, "", 0, "", {0}}, false},
        {"", "", "", "wait lounge", "", {2, "", 0, "price lounge", {0}}, true},
        {"", "", "", "wait lounge", "", {2, "", 0, "price", {0}}, false},
        {"", "", "", "wait lounge", "", {2, "", 0, "", {0}}, false},
        {"", "", "", "", "drinks: tea coffee", {5, "", 0, "", {"water coffee"}}, true},
        {"", "", "", "", "drinks: tea coffee", {5, "", 0, "", {"water"}}, false},
        {"", "", "", "", "drinks: tea coffee", {5, "", 0, "", {0}}, false}, /* it was skipped */
        {"", "", "", "", "clean: 1 2", {5, "", 0, "", {"", "2"}}, true},
        {"", "", "", "", "clean: 1 2", {5, "", 0, "", {"2", "3"}}, false},
        {"", "", "", "", "later: 1", {5, "", 0, "", {"1", "1"}}, false},
        {"1", "repair", "first", "wait", "clean:1", {1, "repair", 1, "wait", {"", "1"}}, true},
        {"1", "repair", "first", "wait", "clean:1", {1, "repair", 1, "", {"", "1"}}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Questionnaire q = with((OwnQuestion){.id = "later",
                                             .if_score = cases[i].score,
                                             .if_kind = cases[i].kind,
                                             .if_visit = cases[i].visit,
                                             .if_reason = cases[i].reason,
                                             .if_answer = cases[i].answer});
        if (question_is_shown(&q, 2, &cases[i].facts) != cases[i].shown) fail_msg("case %zu", i);
    }
}

static void kinds_have_their_names(void **state) {
    (void)state;
    for (int kind = QUESTION_ONE; kind <= QUESTION_TEXT; kind++)
        assert_int_equal(question_kind_of(question_kind_id((QuestionKind)kind)), kind);
    assert_int_equal(question_kind_of("song"), QUESTION_ONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_is_shown_when_all_that_is_said_of_it_holds),
        cmocka_unit_test(kinds_have_their_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
