/* The faults an import can find: their codes, which are part of the product's interface, and the reason of each in
 * words. The importers of orders, offers, models and activities tell them here. */
#ifndef LOUNGE_OFFICE_IMPORT_FAULTS_H
#define LOUNGE_OFFICE_IMPORT_FAULTS_H

#include "base/csv.h"
#include "import.h"

typedef enum FaultCode {
    FAULT_OPEN_QUOTE,
    FAULT_BAD_QUOTES,
    FAULT_LONG_CELL,
    FAULT_LONG_RECORD,
    FAULT_MANY_CELLS,
    FAULT_FEW_CELLS,
    FAULT_BAD_ENCODING,
    FAULT_TEXT_CUT,
    FAULT_MISSING_ORDER_NO,
    FAULT_ORDER_NO_DAMAGED,
    FAULT_MISSING_STATE,
    FAULT_UNKNOWN_STATE,
    FAULT_MISSING_ARRIVAL,
    FAULT_BAD_DATE,
    FAULT_DATE_ONLY,
    FAULT_ARRIVED_IN_FUTURE,
    FAULT_PROMISED_BEFORE_ARRIVAL,
    FAULT_DELIVERED_BEFORE_ARRIVAL,
    FAULT_DELIVERED_IN_FUTURE,
    FAULT_NO_PLATE,
    FAULT_PLATE_UNREADABLE,
    FAULT_VIN_LENGTH,
    FAULT_PHONE_DAMAGED,
    FAULT_MILEAGE_DROPPED,
    FAULT_UNKNOWN_KIND,
    FAULT_BAD_AMOUNT,
    FAULT_BAD_FEN,
    FAULT_PROPOSALS_UNMATCHED,
    FAULT_MISSING_VALUE,
    FAULT_BAD_ID,
    FAULT_DOUBLE_ID,
    FAULT_BAD_NUMBER,
    FAULT_UNKNOWN_COUPON,
    FAULT_BAD_COUPON_VALUE,
    FAULT_WAS_WITHOUT_BASIS,
    FAULT_WAS_NOT_HIGHER,
    FAULT_TO_BEFORE_FROM,
    FAULT_BAD_RANGE,
    FAULT_BAD_RULE,
    FAULT_UNKNOWN_ANSWER,
    FAULT_UNKNOWN_REDEEM_KIND,
    FAULT_PICTURE_MISSING,
    FAULT_PICTURE_UNREADABLE,
    FAULT_PICTURE_NOT_PLAIN,
    FAULT_BAD_WEEKDAYS,
    FAULT_BAD_HOURS,
    FAULT_UNKNOWN_COLUMN,
    FAULT_UNKNOWN_OFFER_KIND,
    FAULT_UNKNOWN_OFFER,
    FAULT_UNKNOWN_BODY,
    FAULT_MORE_SHEETS,
    FAULT_NO_CAR,
    FAULT_UNKNOWN_ROLE,
    FAULT_BAD_NAME,
    FAULT_BAD_YES,
    FAULT_NOTHING_LEFT,
    FAULT_BAD_BALANCE,
    FAULT_CODES
} FaultCode;

const char *fault_id(FaultCode code); /* "unknown_state" */
FaultCode fault_of_csv(CsvFault fault);

/* A fault as the store keeps it: `shown` receives the value, cut for showing. */
enum { FAULT_VALUE_SIZE = 256 };
ImportNote fault_note(int line, FaultCode code, const char *field, const char *value, bool refused, bool zh,
                      char shown[FAULT_VALUE_SIZE]);
/* Adds a fault to the report (copied) and counts it. `field` is a literal. */
void report_fault(ImportReport *report, int line, FaultCode code, const char *field, const char *value, bool refused);
/* The same with a reason of its own instead of the code's. */
void report_fault_said(ImportReport *report, int line, FaultCode code, const char *field, const char *value,
                       bool refused, const Err *why);

#endif
