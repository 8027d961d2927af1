/* Staff at the panel: tables of roles and acts, weak PINs by their shape, locks that grow. */
#include "staff.h"

#include <string.h>

/* --- roles ------------------------------------------------------------------------------------------------------- */

static const char *const roles[STAFF_ROLES] = {
    [STAFF_ADVISOR] = "advisor", [STAFF_BAR] = "bar", [STAFF_MANAGER] = "manager"};

const char *staff_role_id(StaffRole role) {
    return roles[role];
}

bool staff_role_of(const char *id, StaffRole *out) {
    for (int i = 0; i < STAFF_ROLES; i++) {
        if (strcmp(roles[i], id) != 0) continue;
        *out = (StaffRole)i;
        return true;
    }
    return false;
}

bool staff_may(StaffRole role, StaffAct act) {
    static const bool may[STAFF_ACTS][STAFF_ROLES] = {
        /*                     advisor, bar,   manager */
        [STAFF_ACT_CALLS] = {true, true, true},   [STAFF_ACT_BAR] = {true, true, true},
        [STAFF_ACT_REDEEM] = {true, false, true}, [STAFF_ACT_UNDO] = {false, false, true},
        [STAFF_ACT_LEADS] = {true, false, true},  [STAFF_ACT_WORK] = {true, false, true},
        [STAFF_ACT_STAGE] = {true, false, true},  [STAFF_ACT_EXPORT] = {false, false, true},
        [STAFF_ACT_CASES] = {true, false, true},
    };
    return may[act][role];
}

bool staff_sees_plates(StaffRole role) {
    return role != STAFF_BAR;
}

/* --- PINs -------------------------------------------------------------------------------------------------------- */

static bool is_run(const char *pin) {
    int step = (pin[1] - pin[0] + 10) % 10;
    if (step > 1 && step < 9) return false;
    for (int i = 1; i < STAFF_PIN_DIGITS; i++)
        if ((pin[i] - pin[i - 1] + 10) % 10 != step) return false;
    return true;
}

static bool repeats(const char *pin, int period) {
    for (int i = period; i < STAFF_PIN_DIGITS; i++)
        if (pin[i] != pin[i - period]) return false;
    return true;
}

static bool is_doubled(const char *pin) {
    return pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5];
}

static bool is_two_halves(const char *pin) { /* 111222 */
    return pin[0] == pin[1] && pin[1] == pin[2] && pin[3] == pin[4] && pin[4] == pin[5];
}

static bool is_mirrored(const char *pin) {
    return pin[0] == pin[5] && pin[1] == pin[4] && pin[2] == pin[3];
}

/* Two columns or rows of the keypad, one after the other, up or down. */
static bool is_on_keypad(const char *pin) {
    static const char *const lines[] = {"123", "456", "789", "147", "258", "369", "159", "357",
                                        "321", "654", "987", "741", "852", "963", "951", "753"};
    int found = 0;
    for (size_t half = 0; half < STAFF_PIN_DIGITS; half += 3)
        for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) found += strncmp(pin + half, lines[i], 3) == 0;
    return found == 2;
}

PinVerdict staff_pin_check(const char *pin) {
    int digits = 0;
    while (pin[digits] >= '0' && pin[digits] <= '9') digits++;
    if (digits != STAFF_PIN_DIGITS || pin[digits]) return PIN_FORM;
    bool weak = is_run(pin) || repeats(pin, 2) || repeats(pin, 3) || is_doubled(pin) || is_two_halves(pin) ||
                is_mirrored(pin) || is_on_keypad(pin);
    return weak ? PIN_WEAK : PIN_OK;
}

/* --- locks ------------------------------------------------------------------------------------------------------- */

bool staff_is_locked(const PinCount *count, Ms now) {
    return count->until > now;
}

static Ms lock_length(const PinLock *lock, int locks) {
    int64_t minutes = lock->minutes < 1 ? 1 : lock->minutes;
    for (int i = 0; i < locks && minutes < PIN_LOCK_MOST_MINUTES; i++) minutes *= lock->factor < 1 ? 1 : lock->factor;
    return (minutes < PIN_LOCK_MOST_MINUTES ? minutes : PIN_LOCK_MOST_MINUTES) * MS_MINUTE;
}

PinCount staff_wrong_try(PinCount count, const PinLock *lock, Ms now) {
    if (staff_is_locked(&count, now)) return count;
    count.until = 0;
    count.wrong++;
    if (count.wrong < lock->tries) return count;
    count.until = now + lock_length(lock, count.locks);
    count.locks++;
    count.wrong = 0;
    return count;
}
