/* What is wrong with a questionnaire beyond keys and types: how many faces, reasons and factors there are. */
#ifndef LOUNGE_OFFICE_QUESTIONNAIRE_CHECK_H
#define LOUNGE_OFFICE_QUESTIONNAIRE_CHECK_H

#include "policy_check.h"

/* Tells each fault; true at once for another subject's policy. False when told to stop. */
bool questionnaire_check(const PolicyCheck *check);

#endif
