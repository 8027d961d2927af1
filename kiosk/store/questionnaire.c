/* The questionnaire out of a snapshot of the settings. What a file may hold is checked where it is imported; what does
 * not fit here is left out. */
#include "questionnaire.h"

#include <stdio.h>
#include <string.h>

typedef struct Reading {
    const Settings *settings;
    Arena *arena;
} Reading;

static const char *text_of(const Reading *r, const char *key) {
    return arena_strdup(r->arena, settings_text(r->settings, key));
}

static const char *item_of(const Reading *r, const char *list, int i, const char *field) {
    return arena_strdup(r->arena, settings_item(r->settings, list, i + 1, field));
}

static int count_of(const Reading *r, const char *list, int most) {
    int n = settings_count(r->settings, list);
    return n < most ? n : most;
}

static int read_choices(const Reading *r, const char *list, SurveyChoice *out, int most) {
    int n = count_of(r, list, most);
    for (int i = 0; i < n; i++)
        out[i] = (SurveyChoice){item_of(r, list, i, "id"), item_of(r, list, i, "zh"), item_of(r, list, i, "en")};
    return n;
}

static void read_faces(const Reading *r, Questionnaire *q) {
    for (int i = 0; i < FACES; i++)
        q->faces[i] =
            (SurveyChoice){"", item_of(r, "questionnaire.faces", i, "zh"), item_of(r, "questionnaire.faces", i, "en")};
}

static void read_factors(const Reading *r, Questionnaire *q) {
    static const char list[] = "questionnaire.factors";
    q->n_factors = count_of(r, list, SURVEY_FACTORS_MAX);
    for (int i = 0; i < q->n_factors; i++) {
        SurveyFactor *f = &q->factors[i];
        snprintf(f->id, sizeof f->id, "%s", item_of(r, list, i, "id"));
        snprintf(f->zh, sizeof f->zh, "%s", item_of(r, list, i, "zh"));
        snprintf(f->en, sizeof f->en, "%s", item_of(r, list, i, "en"));
        char key[64];
        snprintf(key, sizeof key, "%s.%d.weight", list, i + 1);
        f->weight = (int)settings_int(r->settings, key);
    }
}

/* The options that name this question, in their order. */
static void read_options(const Reading *r, OwnQuestion *x) {
    static const char list[] = "questionnaire.options";
    int n = settings_count(r->settings, list);
    for (int i = 0; i < n && x->n_options < OPTIONS_MAX; i++) {
        if (strcmp(settings_item(r->settings, list, i + 1, "question"), x->id) != 0) continue;
        x->options[x->n_options++] =
            (SurveyChoice){item_of(r, list, i, "id"), item_of(r, list, i, "zh"), item_of(r, list, i, "en")};
    }
}

static void read_questions(const Reading *r, Questionnaire *q) {
    static const char list[] = "questionnaire.questions";
    q->n_questions = count_of(r, list, QUESTIONS_MAX);
    for (int i = 0; i < q->n_questions; i++) {
        OwnQuestion *x = &q->questions[i];
        *x = (OwnQuestion){.id = item_of(r, list, i, "id"),
                           .zh = item_of(r, list, i, "zh"),
                           .en = item_of(r, list, i, "en"),
                           .kind = question_kind_of(item_of(r, list, i, "kind")),
                           .low_zh = item_of(r, list, i, "low_zh"),
                           .low_en = item_of(r, list, i, "low_en"),
                           .high_zh = item_of(r, list, i, "high_zh"),
                           .high_en = item_of(r, list, i, "high_en"),
                           .if_score = item_of(r, list, i, "if_score"),
                           .if_kind = item_of(r, list, i, "if_kind"),
                           .if_visit = item_of(r, list, i, "if_visit"),
                           .if_reason = item_of(r, list, i, "if_reason"),
                           .if_answer = item_of(r, list, i, "if_answer")};
        read_options(r, x);
    }
}

void questionnaire_read(const Settings *settings, Arena *arena, Questionnaire *out) {
    Reading r = {settings, arena};
    *out = (Questionnaire){.version = settings_policy_version(settings, "questionnaire"),
                           .words_max = (int)settings_int(settings, "questionnaire.words_max"),
                           .nps = settings_int(settings, "questionnaire.nps") != 0,
                           .contact = settings_int(settings, "questionnaire.contact") != 0,
                           .consent_zh = text_of(&r, "questionnaire.consent_zh"),
                           .consent_en = text_of(&r, "questionnaire.consent_en"),
                           .purpose_zh = text_of(&r, "questionnaire.purpose_zh"),
                           .purpose_en = text_of(&r, "questionnaire.purpose_en")};
    read_faces(&r, out);
    out->n_reasons = read_choices(&r, "questionnaire.reasons", out->reasons, REASONS_MAX);
    read_factors(&r, out);
    read_questions(&r, out);
}
