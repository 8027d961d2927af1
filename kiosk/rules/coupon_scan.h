/* Finding the code in what a scanner typed: the code alone, a link that ends with it, or the QR's words around it. */
#ifndef LOUNGE_RULES_COUPON_SCAN_H
#define LOUNGE_RULES_COUPON_SCAN_H

#include "coupon_code.h"

/* The last stretch of letters and digits, with hyphens or blanks between, that ends in twelve symbols whose check
 * symbol is right. Full-width letters and digits, as an input method makes them, count as plain ones. False when there
 * is none. */
bool coupon_scan(const char *text, char canonical[COUPON_CODE_SIZE]);

#endif
