// A program under measurement and all that it starts. The bench makes itself the reaper of orphans,
// so every descendant stays in the tree, also one that a browser detached on purpose.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct tree_use {
    unsigned long long switches; // context switches, voluntary and not, of all threads
    unsigned long long ticks;    // user and system time, in clock ticks, dead threads too
    int processes;
    int threads;
};

// The counts of one thread or process, so that two snapshots can be subtracted.
struct tree_snapshot {
    struct tree_row {
        pid_t process;
        pid_t thread;
        unsigned long long switches;
        unsigned long long ticks; // of the whole process, on its main thread's row only
    } * rows;                     // owned; free with tree_snapshot_clear
    size_t count;
    size_t room;
};

// Starts argv[0], found on PATH, in a session of its own with its output in `log` (NULL: thrown away).
// Returns its pid, or -1 with errno set when it could not be forked. A program that cannot be executed exits with 127.
pid_t tree_launch(char *const argv[], const char *log);

// Whether the program itself still runs; collects what has ended.
bool tree_alive(pid_t program);

// Asks the program to end, waits up to 5 s for it and all its descendants, then ends them by force.
void tree_stop(pid_t program);

// Reads the counts of every thread in the tree.
void tree_snapshot(struct tree_snapshot *snapshot);
void tree_snapshot_clear(struct tree_snapshot *snapshot);

// What the tree used between two snapshots. Threads that began and ended between them are not seen.
struct tree_use tree_used(const struct tree_snapshot *before, const struct tree_snapshot *after);

// Proportional memory (PSS) of the tree in KiB, or -1 when the kernel does not tell.
long tree_pss_kib(void);
