/* Customers out of the DMS, with or without an order: a person and their car, so that what belongs to a car (prepaid
 * services, gifts) can be kept before its next visit. */
#ifndef LOUNGE_STORE_CUSTOMERS_H
#define LOUNGE_STORE_CUSTOMERS_H

#include "import.h"

typedef struct CustomerLine { /* read and normalised; texts are the caller's, "" = none; plate or vin is there */
    int line;
    const char *name, *phone, *plate, *vin;
} CustomerLine;

/* Takes a list in, one transaction. A car is known by VIN, then by plate. What the list says of its person replaces
 * what is there, what it leaves empty stays; a person that an order names too stays as that order has it, the car gets
 * a row of its own. Who the list no longer has stays; whoever was
 * forgotten and has not been here since is left out. The same again writes nothing. */
bool customers_import(Db *db, const CustomerLine *lines, size_t n, const ImportMeta *meta, const ImportNote *notes,
                      size_t n_notes, ImportCounts *out, Err *err);

#endif
