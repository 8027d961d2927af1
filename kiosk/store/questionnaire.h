/* The questionnaire in force: the policy `questionnaire`, as rules/questionnaire.h wants it. */
#ifndef LOUNGE_STORE_QUESTIONNAIRE_H
#define LOUNGE_STORE_QUESTIONNAIRE_H

#include "rules/questionnaire.h"
#include "settings.h"

/* Texts live in the arena, so that a visit can finish with it after the settings were read anew. */
void questionnaire_read(const Settings *settings, Arena *arena, Questionnaire *out);

#endif
