/* Parts that orders wait for (待料), as the warehouse or the DMS lists them: supplier, when it came, and every date
 * that was promised for it, so that the store's own slip can be measured. Read by v_parts; written by imports only. */
#ifndef LOUNGE_STORE_PARTS_H
#define LOUNGE_STORE_PARTS_H

#include "import.h"
#include "rules/part_slip.h"

typedef struct PartLine { /* a line of a list, read and normalised; texts are the caller's, "" = none */
    int line;
    const char *order_no, *part_no; /* part_no: the number, or the name where the list has none; never "" */
    const char *part, *supplier;
    Ms ordered, expected, arrived; /* 0 = none said; a day without a time is its close of business */
} PartLine;

/* Takes a list in, one transaction. A part is known by order and number: what the list says of it replaces what was
 * there, what it leaves empty stays; another expected date is one more row of its history, at the list's own time. A
 * part that the list no longer has stays as it is. The same file again writes nothing. */
bool parts_import(Db *db, const PartLine *lines, size_t n, const ImportMeta *meta, const ImportNote *notes,
                  size_t n_notes, ImportCounts *out, Err *err);

/* How late parts that came since `since` were after each date promised for them before they came. Free with
 * part_slips_free. */
bool parts_slips(Db *db, Ms since, PartSlips **out, Err *err);
/* The part that an order waits for longest by the newest list: *expected 0 where one's date is not known; *listed is
 * false where no list has one that has not come. The supplier lives in the arena. */
bool parts_awaited(Db *db, Arena *arena, const char *order_no, bool *listed, Ms *expected, const char **supplier,
                   Err *err);

#endif
