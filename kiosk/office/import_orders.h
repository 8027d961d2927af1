/* Reading an orders export without a database: for import_orders_file, and for tests of the reading alone. */
#ifndef LOUNGE_OFFICE_IMPORT_ORDERS_H
#define LOUNGE_OFFICE_IMPORT_ORDERS_H

#include "import.h"

/* What the reading yields, in the file's order. Return false with *err to stop; NULL members are not called. */
typedef struct OrdersSink {
    void *ctx;
    bool (*order)(void *ctx, const ImportOrder *order, Err *err);
    bool (*note)(void *ctx, const ImportNote *note, Err *err);
    bool (*mention)(void *ctx, const char *order_no, Err *err); /* its line was refused, or cut short */
} OrdersSink;

/* *meta points into the report and to digest. */
bool orders_read(const Settings *s, const char *path, const ImportOptions *options, const OrdersSink *sink,
                 ImportReport *report, ImportMeta *meta, char digest[65], Err *err);

#endif
