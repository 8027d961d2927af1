/* What customers wrote in their own words is for those who work cases: a manager, by name (domain.md 10). */
#ifndef LOUNGE_OFFICE_OWN_WORDS_H
#define LOUNGE_OFFICE_OWN_WORDS_H

#include "office.h"

/* *may: does `by` (NULL = nobody said who) read them? Where the store keeps no staff, whoever is at the command line
 * does. ERR_RULE when `by` is no manager of this store. */
bool own_words_for(Office *office, const char *by, bool *may, Err *err);

#endif
