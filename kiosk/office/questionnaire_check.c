/* Checks of the policy `questionnaire`. */
#include "questionnaire_check.h"

#include "rules/questionnaire.h"

#include <string.h>

/* From least to most entries. */
static bool check_count(const PolicyCheck *c, const char *list, int least, int most) {
    int n = policy_entries(c->policy, list);
    Err why;
    if (n > most) {
        err_set(&why, ERR_INPUT, TXT("at most %d are asked", "最多 %d 项"), most);
        return policy_tell(c, list, most + 1, "zh", &why);
    }
    if (n >= least) return true;
    err_set(&why, ERR_INPUT, TXT("%d wanted, %d are there", "须有 %d 项，现有 %d 项"), least, n);
    return c->fault(c->ctx, c->policy->line, list, &why);
}

bool questionnaire_check(const PolicyCheck *check) {
    if (strcmp(check->policy->subject, "questionnaire") != 0) return true;
    return check_count(check, "questionnaire.faces", FACES, FACES) &&
           check_count(check, "questionnaire.reasons", 1, REASONS_MAX) &&
           check_count(check, "questionnaire.factors", 1, SURVEY_FACTORS_MAX);
}
