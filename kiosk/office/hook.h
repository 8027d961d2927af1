/* A store's own program, run with one line on its standard input: never by a shell, with a time limit. */
#ifndef LOUNGE_OFFICE_HOOK_H
#define LOUNGE_OFFICE_HOOK_H

#include "base/clock.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct Hook {
    char *const *argv; /* ends with NULL; argv[0] is looked for in PATH when it has no slash */
    Ms limit;          /* how long it may run */
    pid_t pid;         /* 0: none runs */
    int fd;            /* readable when it has ended; −1 when none runs */
    Ms until;          /* monotonic */
    bool killed;       /* by its limit */
} Hook;

Hook hook_new(char *const *argv, Ms limit);
/* Starts it; what it prints goes to our standard error. `line` of `len` bytes (below 64 KiB) is all it reads. */
bool hook_start(Hook *hook, const char *line, size_t len, Err *err);
/* ERR_USAGE in words unless the program is there now and may be run; it may be gone later. */
bool hook_check(const Hook *hook, Err *err);
bool hook_runs(const Hook *hook);
/* Has it ended? *good: with exit status 0. Otherwise *err says how. Kills it past its limit. */
bool hook_ended(Hook *hook, bool *good, Err *err);
/* Waits up to `patience` ms for a running one, then kills it. True when it ended well. */
bool hook_stop(Hook *hook, Ms patience);

#endif
