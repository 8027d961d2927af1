/* Dumps: each screen as PNG and as JSON, reached by its own taps on an in-memory copy of the store, so that a picture
 * shows what a customer would see and the store stays untouched. */
#ifndef LOUNGE_APP_DUMP_H
#define LOUNGE_APP_DUMP_H

#include "options.h"
#include "panel.h"

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

bool robot_open(Robot *robot, const char *db_path, int width_px, int height_px, Lang lang, Err *err);
void robot_close(Robot *robot);
/* Waits (on the robot's clock) and taps the middle of a target. False when the screen has no such target. */
bool robot_tap(Robot *robot, const char *target);
/* Walks to a screen by taps; ERR_NOT_FOUND names the target that was missing. */
bool robot_go(Robot *robot, const char *screen, Err *err);
bool robot_knows(const char *screen); /* is it one of dump_screens */
/* Whether it is for want of Wi-Fi, of a car or of a coupon in this store that a screen cannot be reached. */
bool robot_lacks(const Robot *robot, const char *screen);

/* What a panel shows as FOLDER/NAME.json and, unless json_only, FOLDER/NAME.png; makes the folder. */
bool dump_panel(Panel *panel, const char *folder, const char *name, bool json_only, Err *err);

/* A hash of all pixels that the panel shows. */
bool dump_pixels(Panel *panel, uint64_t *hash, Err *err);

/* --dump: writes the files that the options ask for. */
bool dump_run(const Options *options, Err *err);

#endif
