/* A panel that is driven by the ids of its targets, to each screen by its own taps, on an in-memory copy of the store:
 * the store stays untouched. For dumps, replays and tests. */
#ifndef LOUNGE_APP_ROBOT_H
#define LOUNGE_APP_ROBOT_H

#include "panel.h"
#include "store/coupons.h"

/* Names of the screens that can be dumped, NULL at the end: every ScreenId, and the sheets over them. */
extern const char *const dump_screens[];

/* A panel that is driven by the ids of its targets; jobs are done at once on its own scratch copy. */
typedef struct Robot {
    Panel panel;
    Db *db;
    CouponKey key;
    bool has_key;
    Ms mono;
} Robot;

/* A copy of the store in memory and a panel on it; errors as db_open and panel_open. End it with robot_close. */
bool robot_open(Robot *robot, const char *db_path, int width_px, int height_px, Lang lang, Err *err);
void robot_close(Robot *robot);
/* Waits (on the robot's clock) and taps the middle of a target. False when the screen has no such target. */
bool robot_tap(Robot *robot, const char *target);
/* One step of a way: taps a target; "?id" only where it is there; "@…" does what its name says, see robot.c. */
bool robot_step(Robot *robot, const char *name);
/* Whether the store has what that step needs: a car, a case, Wi-Fi … */
bool robot_has(const Robot *robot, const char *name);

/* Walks to a screen by taps; ERR_NOT_FOUND names the target that was missing. */
bool robot_go(Robot *robot, const char *screen, Err *err);
bool robot_knows(const char *screen); /* is it one of dump_screens */
/* Whether it is for want of what a step of its way needs in this store that a screen cannot be reached. */
bool robot_lacks(const Robot *robot, const char *screen);

#endif
