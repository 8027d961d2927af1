/* Coupon codes (domain.md 8): 12 symbols of Crockford base 32 in groups of four: 60 bits = 5 check + 30 keyed + 25
 * serial. Any one wrong symbol or two swapped neighbours is caught before the database is asked. */
#ifndef LOUNGE_RULES_COUPON_CODE_H
#define LOUNGE_RULES_COUPON_CODE_H

#include <stdbool.h>
#include <stdint.h>

enum { COUPON_KEY_BYTES = 32, COUPON_CODE_SIZE = 15, COUPON_SERIAL_MAX = (1 << 25) - 1 };

typedef struct CouponKey {
    uint8_t bytes[COUPON_KEY_BYTES]; /* the store's own secret */
} CouponKey;

/* "K7PM-4XQ2-9RT8" for this store, offer and serial; false when the serial is out of range. */
bool coupon_code_make(const CouponKey *key, const char *store_id, const char *offer_id, uint32_t serial,
                      char out[COUPON_CODE_SIZE]);

typedef enum CodeVerdict { CODE_OK, CODE_LENGTH, CODE_SYMBOL, CODE_CHECK } CodeVerdict;
/* Reads what a person typed: any case, O=0, I=L=1, hyphens and spaces anywhere. On CODE_OK `canonical` is the printed
 * form and `serial` its serial. */
CodeVerdict coupon_code_read(const char *typed, char canonical[COUPON_CODE_SIZE], uint32_t *serial);
/* Does the keyed part belong to this store, offer and serial? Constant time. `canonical` as from coupon_code_read. */
bool coupon_code_genuine(const CouponKey *key, const char *store_id, const char *offer_id, const char *canonical);

#endif
