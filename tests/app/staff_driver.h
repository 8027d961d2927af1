/* Staff at a panel driven by hand: three people with one PIN, the clock that is held, and coming in. */
#ifndef LOUNGE_TESTS_APP_STAFF_DRIVER_H
#define LOUNGE_TESTS_APP_STAFF_DRIVER_H

#include "driver.h"

#include "screens/common.h"
#include "store/staff.h"

#define PIN "271829"

static inline Staff staff_of(Driver *d, const char *name) {
    Staff s;
    Err err = {0};
    if (!staff_find(d->robot.db, name, &s, &err)) fail_msg("%s", err.en);
    return s;
}

static inline int staff_setup(void **state) {
    static Driver d;
    Err err = {0};
    static const struct {
        const char *name;
        StaffRole role;
    } people[] = {{"周洁", STAFF_ADVISOR}, {"赵小敏", STAFF_BAR}, {"陈建华", STAFF_MANAGER}};
    driver_open(&d, fixture_sample(), 1920, 1080, LANG_ZH);
    for (size_t i = 0; i < 3; i++)
        if (!staff_add(d.robot.db, people[i].name, people[i].role, PIN, "test", clock_now(), &err))
            fail_msg("%s", err.en);
    *state = &d;
    return 0;
}

static inline void hold_clock(Driver *d, Ms length) {
    float x, y;
    wait_ms(d, 700);
    middle(d, "board.clock", &x, &y);
    finger(d, FINGER_DOWN, 1, x, y);
    for (Ms t = 0; t < length; t += 50) wait_ms(d, 50);
    finger(d, FINGER_UP, 1, x, y);
}

/* Advisors come first, then the bar, then managers. */
static inline void choose(Driver *d, const char *who) {
    hold_clock(d, 3200);
    assert_on(d, SCREEN_STAFF_WHO);
    tap(d, who);
    assert_on(d, SCREEN_STAFF_PIN);
}

static inline void come_in(Driver *d, const char *who) {
    choose(d, who);
    type_keys(d, PIN);
    assert_on(d, SCREEN_STAFF);
}

#endif
