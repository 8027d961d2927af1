/* Checks of the policy `questionnaire`: how many of each there are, and that an own question can be asked and come up.
 */
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

/* ---- own questions ---- */

static const char questions[] = "questionnaire.questions", options[] = "questionnaire.options",
                  reasons[] = "questionnaire.reasons";

static const char *said(const PolicyCheck *c, const char *list, int i, const char *name) {
    return policy_text(policy_field(c->policy, list, i, name));
}

static bool is_scale(const char *kind) {
    return strncmp(kind, "scale", 5) == 0;
}

static bool is_choice(const char *kind) {
    return strcmp(kind, "one") == 0 || strcmp(kind, "many") == 0;
}

static int count_options(const PolicyCheck *c, const char *question, int *first) {
    int n = policy_entries(c->policy, options), count = 0;
    for (int i = 1; i <= n; i++)
        if (strcmp(said(c, options, i, "question"), question) == 0 && count++ == 0) *first = i;
    return count;
}

/* A question to choose from has 2–8 options, any other has none; only a scale has ends. */
static bool check_kind(const PolicyCheck *c, int i) {
    static const char *const ends[] = {"low_zh", "low_en", "high_zh", "high_en"};
    const char *kind = said(c, questions, i, "kind");
    int first = 0, n = count_options(c, said(c, questions, i, "id"), &first);
    Err why;
    if (is_choice(kind) && (n < 2 || n > OPTIONS_MAX)) {
        err_set(&why, ERR_INPUT, TXT("2 to %d options wanted, %d are there", "须有 2 到 %d 个选项，现有 %d 个"),
                OPTIONS_MAX, n);
        if (!policy_tell(c, questions, i, "kind", &why)) return false;
    }
    if (!is_choice(kind) && n > 0) {
        err_set(&why, ERR_INPUT, TXT("a question of kind %s has no options", "%s 类问题没有选项"), kind);
        if (!policy_tell(c, options, first, "question", &why)) return false;
    }
    for (size_t e = 0; e < sizeof ends / sizeof *ends && !is_scale(kind); e++) {
        if (!*said(c, questions, i, ends[e])) continue;
        err_set(&why, ERR_INPUT, TXT("only a scale has ends", "只有量表才有两端文字"));
        if (!policy_tell(c, questions, i, ends[e], &why)) return false;
    }
    return true;
}

/* Copies the next word and moves on; false at the end. A longer one is no id and is cut. */
static bool next_word(const char **p, char out[QUESTIONNAIRE_ID_SIZE + 8]) {
    *p += strspn(*p, " ");
    size_t n = strcspn(*p, " ");
    snprintf(out, QUESTIONNAIRE_ID_SIZE + 8, "%.*s", (int)n, *p);
    *p += n;
    return n > 0;
}

static bool has_entry(const PolicyCheck *c, const char *list, const char *within, const char *of, const char *id) {
    int n = policy_entries(c->policy, list);
    for (int i = 1; i <= n; i++)
        if (strcmp(said(c, list, i, "id"), id) == 0 && (!within || strcmp(said(c, list, i, within), of) == 0))
            return true;
    return false;
}

static bool check_reasons(const PolicyCheck *c, int i) {
    char word[QUESTIONNAIRE_ID_SIZE + 8];
    Err why;
    for (const char *p = said(c, questions, i, "if_reason"); next_word(&p, word);) {
        if (has_entry(c, reasons, NULL, NULL, word)) continue;
        err_set(&why, ERR_INPUT, TXT("there is no reason %s", "没有原因 %s"), word);
        return policy_tell(c, questions, i, "if_reason", &why);
    }
    return true;
}

/* Can the question with this kind be answered so? */
static bool is_answer(const PolicyCheck *c, const char *question, const char *kind, const char *word) {
    if (is_choice(kind)) return has_entry(c, options, "question", question, word);
    int low = strcmp(kind, "scale5") == 0 ? 1 : 0, high = low ? 5 : 10;
    char number[16];
    for (int n = low; n <= high; n++) {
        snprintf(number, sizeof number, "%d", n);
        if (strcmp(number, word) == 0) return true;
    }
    return false;
}

/* "drinks: coffee tea" names an earlier question, not a text, and answers that it has. */
static bool check_answer(const PolicyCheck *c, int i) {
    const char *text = said(c, questions, i, "if_answer"), *colon = strchr(text, ':');
    char id[QUESTIONNAIRE_ID_SIZE + 8] = "", word[QUESTIONNAIRE_ID_SIZE + 8];
    Err why;
    int of = 0, words = 0;
    if (!*text) return true;
    if (colon) snprintf(id, sizeof id, "%.*s", (int)(colon - text), text);
    for (int k = 1; k < i && !of; k++)
        if (strcmp(said(c, questions, k, "id"), id) == 0) of = k;
    const char *kind = of ? said(c, questions, of, "kind") : "";
    if (!of || strcmp(kind, "text") == 0) {
        err_set(&why, ERR_INPUT,
                TXT("\"ID: ANSWER ANSWER\" of an earlier question to choose from or a scale is wanted",
                    "须为“编号: 答案 答案”，且编号是前面的选择题或量表"));
        return policy_tell(c, questions, i, "if_answer", &why);
    }
    for (const char *p = colon + 1; next_word(&p, word); words++) {
        if (is_answer(c, id, kind, word)) continue;
        err_set(&why, ERR_INPUT, TXT("%s cannot be answered with %s", "%s 没有答案 %s"), id, word);
        return policy_tell(c, questions, i, "if_answer", &why);
    }
    if (words) return true;
    err_set(&why, ERR_INPUT, TXT("no answer is named", "没有写出答案"));
    return policy_tell(c, questions, i, "if_answer", &why);
}

/* Reasons are asked at faces 1–3 only: with 4 and 5 alone the question would never come. */
static bool check_reachable(const PolicyCheck *c, int i) {
    const char *score = said(c, questions, i, "if_score");
    Err why;
    if (!*said(c, questions, i, "if_reason") || !*score || strpbrk(score, "123")) return true;
    err_set(
        &why, ERR_INPUT,
        TXT("reasons are asked at 1 to 3 only: it would never be shown", "只有 1 至 3 分才问原因：此题永远不会出现"));
    return policy_tell(c, questions, i, "if_score", &why);
}

static bool check_questions(const PolicyCheck *c) {
    int n = policy_entries(c->policy, questions);
    for (int i = 1; i <= n; i++)
        if (!check_kind(c, i) || !check_reasons(c, i) || !check_answer(c, i) || !check_reachable(c, i)) return false;
    return true;
}

bool questionnaire_check(const PolicyCheck *check) {
    if (strcmp(check->policy->subject, "questionnaire") != 0) return true;
    return check_count(check, "questionnaire.faces", FACES, FACES) &&
           check_count(check, "questionnaire.reasons", 1, REASONS_MAX) &&
           check_count(check, "questionnaire.factors", 1, SURVEY_FACTORS_MAX) &&
           check_count(check, questions, 0, QUESTIONS_MAX) && check_questions(check);
}
