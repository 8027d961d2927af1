/* Two sorted lists: all slips, and the same by supplier. */
#include "part_slip.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

typedef struct Supplier {
    char *name;
    size_t first, n;
} Supplier;

struct PartSlips {
    int *all, *by_supplier;
    size_t n;
    Supplier *suppliers; /* by name */
    size_t n_suppliers;
};

static int by_minutes(const void *a, const void *b) {
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

static int by_supplier(const void *a, const void *b) {
    const PartSlip *x = a, *y = b;
    int names = strcmp(x->supplier, y->supplier);
    return names ? names : (x->minutes > y->minutes) - (x->minutes < y->minutes);
}

PartSlips *part_slips_build(const PartSlip *list, size_t n) {
    PartSlips *s = mem_alloc(sizeof *s);
    PartSlip *sorted = mem_alloc((n + 1) * sizeof *sorted);
    *s = (PartSlips){.n = n};
    s->all = mem_alloc((n + 1) * sizeof *s->all);
    s->by_supplier = mem_alloc((n + 1) * sizeof *s->by_supplier);
    s->suppliers = mem_alloc((n + 1) * sizeof *s->suppliers);
    if (n) memcpy(sorted, list, n * sizeof *sorted);
    if (n) qsort(sorted, n, sizeof *sorted, by_supplier);
    for (size_t i = 0; i < n; i++) {
        s->all[i] = s->by_supplier[i] = sorted[i].minutes;
        if (i == 0 || strcmp(sorted[i].supplier, sorted[i - 1].supplier) != 0)
            s->suppliers[s->n_suppliers++] = (Supplier){.name = mem_strdup(sorted[i].supplier), .first = i};
        s->suppliers[s->n_suppliers - 1].n++;
    }
    if (n) qsort(s->all, n, sizeof *s->all, by_minutes);
    free(sorted);
    return s;
}

void part_slips_free(PartSlips *slips) {
    if (!slips) return;
    for (size_t i = 0; i < slips->n_suppliers; i++) free(slips->suppliers[i].name);
    free(slips->suppliers);
    free(slips->by_supplier);
    free(slips->all);
    free(slips);
}

static const Supplier *find(const PartSlips *slips, const char *name) {
    size_t low = 0, high = slips->n_suppliers;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int way = strcmp(slips->suppliers[mid].name, name);
        if (way == 0) return &slips->suppliers[mid];
        if (way < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

const int *part_slips_of(const PartSlips *slips, const char *supplier, size_t *n) {
    *n = 0;
    if (!slips || slips->n < PART_SLIPS_LEAST) return NULL;
    const Supplier *one = *supplier ? find(slips, supplier) : NULL;
    if (!one || one->n < PART_SLIPS_LEAST) {
        *n = slips->n;
        return slips->all;
    }
    *n = one->n;
    return slips->by_supplier + one->first;
}
