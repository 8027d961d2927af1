/* The demo's export of the DMS: data/orders.csv as if it had been written just now. */
#ifndef LOUNGE_OFFICE_DEMO_EXPORT_H
#define LOUNGE_OFFICE_DEMO_EXPORT_H

#include "store/settings.h"

/* Copies the export at `from` to `to` with all its times moved, so that it was written at `exported`. Cells that hold
 * a day only move by whole days; cells that cannot be read stay as they are: an import must refuse them as before. */
bool demo_export(const char *from, const char *to, const Settings *s, Ms exported, Err *err);

#endif
