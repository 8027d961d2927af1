/* Policy files: libconfig, flattened to settings. Groups are joined by dots, lists numbered from 1:
 * survey: { reasons = ( { id = "wait"; } ); }; is survey.reasons.1.id = wait. */
#ifndef LOUNGE_OFFICE_POLICIES_H
#define LOUNGE_OFFICE_POLICIES_H

#include "office.h"

/* Loads the files into the settings of office->db, in one transaction: all or nothing. A list in a file replaces the
 * stored one. Each fault is told on stderr with file, line and setting; then *n_faults > 0, nothing was changed and
 * the call returns true: it is the file, not the machine. *n_set: settings written. */
bool policies_load(Office *office, const char *const *paths, size_t n_paths, size_t *n_set, size_t *n_faults, Err *err);
/* All *.cfg of a folder, in the order of their names. ERR_NOT_FOUND when there is none. */
bool policies_load_folder(Office *office, const char *folder, size_t *n_set, size_t *n_faults, Err *err);

#endif
