/* One record of an orders export as an order: every cell checked and normalised, every fault told. */
#ifndef LOUNGE_OFFICE_IMPORT_RECORD_H
#define LOUNGE_OFFICE_IMPORT_RECORD_H

#include "import_cells.h"
#include "import_faults.h"
#include "import_header.h"

/* Where faults go. `personal`: the value says who somebody is. */
typedef struct FaultSink {
    void *ctx;
    void (*tell)(void *ctx, int line, FaultCode code, const char *field, const char *value, bool refused,
                 bool personal);
} FaultSink;

typedef struct RecordReader {
    const OrdersHeader *header;
    const DmsWords *words;
    FaultSink sink;
    Ms exported;
    int close_minute; /* of a day: what a promise without a time of day means */
    CellDays days;
    size_t usual_cells; /* of a line: what header or first record have, with a delimiter at the end or without */
    /* of the record being read */
    int line;
    char *cell[FIELDS];
    char empty[1], plate[32], phones[2][16], purchased[16], flags[400];
} RecordReader; /* zero-initialised but for the first five */

typedef enum RecordVerdict {
    RECORD_ORDER,
    RECORD_REFUSED, /* told why; reader->cell[FIELD_ORDER_NO] may name the order */
    RECORD_SKIPPED, /* no order: an empty line, a total, the header again */
} RecordVerdict;

/* *out points into the record and the reader: good until the next call. Cells are cleaned in place. */
RecordVerdict record_read(RecordReader *reader, const CsvRecord *record, ImportOrder *out);

#endif
