/* What a customer asked about on the panel, told to staff in words: calls and leads note it as ids ("prepaid:five/3",
 * "seat=B1"). In JSON the ids stay as they are. */
#ifndef LOUNGE_OFFICE_ASKED_H
#define LOUNGE_OFFICE_ASKED_H

#include "base/mem.h"
#include "office.h"

/* "renewal:2/B" -> "tier 2, choice B"; packages, terms, offers and activities by their titles in the office's language.
 * An id that nothing has any more is given as it was noted. Lives in the arena, or as long as `about` or the settings.
 */
const char *asked_about(const Office *office, Arena *arena, const char *about);
/* "seat=B1" -> "Table B1"; the days and wishes of a booking, the reason of a recall. A word that is not known is given
 * as it was noted. Lives as asked_about's. */
const char *asked_detail(const Office *office, Arena *arena, const char *detail);

#endif
