/* The sentences of purpose, with the months of the setting in them. */
#include "purpose.h"

#include "common.h"

#include <stdio.h>
#include <string.h>

static int months(Kiosk *k) {
    return setting(k, "retention.contact_months");
}

const char *purpose_of_answers(Kiosk *k) {
    static const char slot[] = "{months}";
    const char *text = pick(k, k->survey.purpose_zh, k->survey.purpose_en), *at = strstr(text, slot);
    if (!at) return text;
    return arena_printf(&k->ui.list->arena, "%.*s%d%s", (int)(at - text), text, months(k), at + strlen(slot));
}

const char *purpose_of_lead(Kiosk *k) {
    return wf(k, W_ASK_NUMBER_WHY, months(k));
}

const char *purpose_of_correction(Kiosk *k) {
    return wf(k, W_NUMBER_WHY, months(k));
}

void purpose_put(Job *job, const char *purpose) {
    if (*job->phone) snprintf(job->purpose, sizeof job->purpose, "%s", purpose);
}
