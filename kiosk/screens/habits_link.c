/* The two questions about the car as a link of My car: asked once, afterwards what was said, to be changed. */
#include "car_links.h"
#include "common.h"
#include "habits.h"

static void open_habits(Kiosk *k) {
    nav_go(k, SCREEN_HABITS);
}

/* An answer hangs on the car, which is known by plate or VIN; without the policy's words nobody is asked. */
bool habits_link(Kiosk *k, CarLink *out) {
    const Order *o = my_order(k);
    const Settings *s = k->snap.settings;
    bool words = settings_count(s, "axes.habits") || settings_count(s, "axes.environments");
    if (!words || (!*o->plate && !*o->vin4)) return false;
    const char *said = habits_said(k);
    bool asked = *said || k->visit.habits_skipped;
    *out = (CarLink){.id = "mycar.habits",
                     .head = w(k, *said ? W_HABITS_LINK_KNOWN : W_HABITS_LINK),
                     .sub = *said ? said : w(k, W_HABITS_LINK_SUB),
                     .pill = w(k, *said ? W_HABITS_LINK_KNOWN_PILL : W_HABITS_LINK_PILL),
                     .priority = asked ? 6 : 30,
                     .open = open_habits};
    return true;
}
