/* Policy files (data/policies/): a root group is a subject with its days, `prepaid: { from = "2026-01-01"; to = ""; …
 * }`; a list of such groups is several versions. Read whole before anything is written, so that a fault changes
 * nothing. */
#ifndef LOUNGE_OFFICE_POLICY_FILE_H
#define LOUNGE_OFFICE_POLICY_FILE_H

#include "office.h"
#include "store/policies.h"

typedef struct PolicyFault {
    int line;
    const char *key; /* "" = the file's own grammar */
    Err why;
} PolicyFault;

typedef struct PolicyFile { /* all in the arena it was read into */
    const char *path;
    Policy *policies; /* in the order of the file; values sorted by key, with their lines */
    size_t n;
    PolicyFault *faults; /* in the order they were found */
    size_t n_faults;
} PolicyFile;

/* Reads and checks one file: keys, types, what is missing, days. False only when it cannot be read at all. */
bool policy_file_read(const char *path, Arena *arena, PolicyFile *out, Err *err);

typedef struct PolicyCounts {
    size_t added, known, faults; /* versions; faults of the files, each told on stderr */
} PolicyCounts;

/* Reads one file and tells its faults on stderr (out->n_faults says how many). `only` is the one subject it may hold:
 * any other is a fault; "" = all of them. */
bool policy_file_tell(Office *office, const char *path, const char *only, Arena *arena, PolicyFile *out, Err *err);

/* Imports files in one transaction: all or nothing. With faults nothing was changed and the call returns true. */
bool policies_import(Office *office, const char *const *paths, size_t n_paths, const char *only, const char *by,
                     PolicyCounts *out, Err *err);

#endif
