/* Asks the store's staff. */
#include "own_words.h"

#include "store/staff.h"

bool own_words_for(Office *office, const char *by, bool *may, Err *err) {
    bool known;
    *err = (Err){0};
    *may = staff_is(office->db, by ? by : "", STAFF_MANAGER, &known, err) || !known;
    if (err->code != ERR_NONE) return false;
    return *may || !by || err_set(err, ERR_RULE, TXT("%s is not a manager of this store", "%s 不是本店经理"), by);
}
