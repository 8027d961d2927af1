/* What an import tells: a summary and a line a fault for people, or one JSON object for programs. */
#ifndef LOUNGE_OFFICE_IMPORT_SAY_H
#define LOUNGE_OFFICE_IMPORT_SAY_H

#include "import.h"
#include "office.h"

/* One file, in the office's language, on stdout. `subject`: "orders", "offers", "models", "activities". */
void import_say(const Office *office, const char *subject, const ImportReport *report);
/* All files of the call as one object, their counts added up, on stdout. */
void import_say_json(const Office *office, const char *subject, const ImportReport *reports, size_t n);

/* A bar on stderr while it is a terminal; both are callbacks of ImportOptions and do nothing else. */
void import_bar(void *ctx, int64_t done, int64_t size);
void import_bar_end(void);

#endif
