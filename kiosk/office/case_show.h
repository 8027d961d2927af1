/* Cases in words: the listing, and one with its history. */
#ifndef LOUNGE_OFFICE_CASE_SHOW_H
#define LOUNGE_OFFICE_CASE_SHOW_H

#include "office.h"
#include "store/cases.h"

const char *case_state_words(const Office *office, CaseState state);
/* "manager" -> "whoever is manager"; a name stays. */
const char *case_person_words(const Office *office, const char *who);
/* The names of causes or reasons, a comma between. */
const char *case_cause_words(const Office *office, Arena *arena, const char *ids);

void case_list(const Office *office, const Case *cases, size_t n, Ms now);
/* With what the customer wrote and the number only where `readable`. */
void case_show(const Office *office, const Case *c, const CaseEvent *events, size_t n, Ms now, bool readable);

#endif
