/* What the counter does with coupons beyond one code: redeeming what a scanner types, and taking back, which a manager
 * does. */
#ifndef LOUNGE_OFFICE_COUPON_LINES_H
#define LOUNGE_OFFICE_COUPON_LINES_H

#include "office.h"
#include "store/coupons.h"

/* Answers go to stdout, what is refused with its line to stderr; exit 3 when there was any. Who redeems is looked up
 * once: exit 4 before the first line when it is none of the staff. */
Exit coupon_redeem_lines(Office *office, const CouponKey *key, FILE *in, const char *by, const char *order_no);

/* coupon_redeem_on, where `by` has to be one of the staff once the store keeps any: ERR_RULE otherwise. */
bool coupon_redeem_by_staff(Db *db, const CouponKey *key, const CouponUse *use, Coupon *out, Err *err);

/* coupon_undo, where `by` has to be a manager once the store keeps staff: ERR_RULE otherwise. */
bool coupon_undo_by_manager(Db *db, const CouponKey *key, const char *typed, const char *by, const char *reason, Ms at,
                            Coupon *out, Err *err);

#endif
