// Times and their quantiles. A set of samples grows as needed; quantiles are by nearest rank,
// so that p99 of 200 is a value that was really seen.
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct samples {
    double *values; // owned; free with samples_clear
    size_t count;
    size_t room;
};

// Milliseconds of the monotonic clock.
double now_ms(void);

// Sleeps for `ms` milliseconds, also when a signal comes in between.
void sleep_ms(double ms);

// Adds one value. Ends the program in words when there is no memory left: a bench has nothing to save.
void samples_add(struct samples *set, double value);

void samples_clear(struct samples *set);

// The smallest value that at least `share` (0..1) of all values do not exceed; 0 for an empty set. Sorts the set.
double samples_quantile(struct samples *set, double share);

// Adds every number in a file, one a line. Returns false when the file cannot be read.
bool samples_read(struct samples *set, const char *path);

// Appends every value to a file, one a line. Returns false when the file cannot be written.
bool samples_append(const struct samples *set, const char *path);
