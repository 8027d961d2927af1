/* When one of the store's own questions is shown. */
#include "questionnaire.h"

#include <stdio.h>
#include <string.h>

static const char *const kinds[] = {"one", "many", "scale5", "scale10", "text"};

const char *question_kind_id(QuestionKind kind) {
    return kinds[kind];
}

QuestionKind question_kind_of(const char *id) {
    for (int i = 0; i <= QUESTION_TEXT; i++)
        if (strcmp(kinds[i], id) == 0) return (QuestionKind)i;
    return QUESTION_ONE;
}

static bool has_bytes(const char *list, const char *word, size_t len) {
    for (const char *p = list; *p;) {
        size_t n = strcspn(p, " ");
        if (n == len && memcmp(p, word, n) == 0) return true;
        p += n + strspn(p + n, " ");
    }
    return false;
}

bool survey_has_word(const char *list, const char *word) {
    return has_bytes(list, word, strlen(word));
}

/* One word at least is in both lists. */
static bool meet(const char *a, const char *b) {
    for (const char *p = a; *p;) {
        size_t n = strcspn(p, " ");
        if (n && has_bytes(b, p, n)) return true;
        p += n + strspn(p + n, " ");
    }
    return false;
}

static bool score_fits(const OwnQuestion *x, const QuestionFacts *f) {
    char score[16];
    snprintf(score, sizeof score, "%d", f->score);
    return !*x->if_score || (f->score && survey_has_word(x->if_score, score));
}

static bool visit_fits(const OwnQuestion *x, const QuestionFacts *f) {
    if (!*x->if_visit) return true;
    return f->visits > 0 && (f->visits == 1) == (strcmp(x->if_visit, "first") == 0);
}

/* "drinks: coffee tea" */
static bool answer_fits(const Questionnaire *q, int question, const QuestionFacts *f) {
    const char *wanted = q->questions[question].if_answer, *colon = strchr(wanted, ':');
    if (!*wanted) return true;
    size_t len = colon ? (size_t)(colon - wanted) : 0;
    for (int i = 0; i < question && len; i++) {
        const char *id = q->questions[i].id, *given = f->answers[i];
        if (strlen(id) == len && memcmp(id, wanted, len) == 0) return given && meet(given, colon + 1);
    }
    return false;
}

bool question_is_shown(const Questionnaire *q, int question, const QuestionFacts *facts) {
    const OwnQuestion *x = &q->questions[question];
    return score_fits(x, facts) && visit_fits(x, facts) && (!*x->if_kind || survey_has_word(x->if_kind, facts->kind)) &&
           (!*x->if_reason || meet(x->if_reason, facts->reasons)) && answer_fits(q, question, facts);
}
