/* Files of plain settings (data/settings/): the store, its panel, the words of its DMS, the questionnaire. */
#ifndef LOUNGE_OFFICE_SETTINGS_FILE_H
#define LOUNGE_OFFICE_SETTINGS_FILE_H

#include "office.h"

/* Loads the files into the settings of office->db, in one transaction: all or nothing. A list in a file replaces the
 * stored one. Each fault is told on stderr with file, line and setting; then *n_faults > 0, nothing was changed and
 * the call returns true: it is the file, not the machine. *n_set: settings written. */
bool settings_load(Office *office, const char *const *paths, size_t n_paths, size_t *n_set, size_t *n_faults, Err *err);
/* A file's fault on stderr: file, line, key (may be "") and why. */
void file_fault(const Office *office, const char *path, int line, const char *key, const Err *why);
/* All *.cfg of a folder that comes with the program, in the order of their names: paths live in the arena.
 * ERR_NOT_FOUND when there is none. */
bool shared_files(const char *folder, Arena *arena, const char *const **paths, size_t *n, Err *err);

#endif
