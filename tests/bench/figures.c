// Samples in a growing array, sorted when a quantile is asked for.

#include "figures.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void sleep_ms(double ms) {
    if (ms <= 0) return;
    struct timespec left = {.tv_sec = (time_t)(ms / 1e3), .tv_nsec = (long)(fmod(ms, 1e3) * 1e6)};
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
    }
}

void samples_add(struct samples *set, double value) {
    if (set->count == set->room) {
        size_t room = set->room ? 2 * set->room : 256;
        double *values = realloc(set->values, room * sizeof *values);
        if (!values) {
            fputs("xbench: no memory left for the samples\n", stderr);
            exit(EXIT_FAILURE);
        }
        set->values = values;
        set->room = room;
    }
    set->values[set->count++] = value;
}

void samples_clear(struct samples *set) {
    free(set->values);
    *set = (struct samples){0};
}

static int by_value(const void *left, const void *right) {
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

double samples_quantile(struct samples *set, double share) {
    if (set->count == 0) return 0;
    qsort(set->values, set->count, sizeof *set->values, by_value);
    size_t rank = (size_t)ceil(share * (double)set->count);
    return set->values[rank > 0 ? rank - 1 : 0];
}

bool samples_read(struct samples *set, const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) return false;
    double value;
    while (fscanf(file, "%lf", &value) == 1) samples_add(set, value);
    bool whole = feof(file) != 0;
    fclose(file);
    return whole;
}

bool samples_append(const struct samples *set, const char *path) {
    FILE *file = fopen(path, "a");
    if (!file) return false;
    for (size_t i = 0; i < set->count; i++) fprintf(file, "%.3f\n", set->values[i]);
    return fclose(file) == 0;
}
