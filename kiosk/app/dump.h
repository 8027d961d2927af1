/* Dumps: each screen as PNG and as JSON, so that a picture shows what a customer would see. */
#ifndef LOUNGE_APP_DUMP_H
#define LOUNGE_APP_DUMP_H

#include "options.h"
#include "robot.h"

/* What a panel shows as FOLDER/NAME.json and, unless json_only, FOLDER/NAME.png; makes the folder. */
bool dump_panel(Panel *panel, const char *folder, const char *name, bool json_only, Err *err);

/* A hash of all pixels that the panel shows. */
bool dump_pixels(Panel *panel, uint64_t *hash, Err *err);

/* --dump: writes the files that the options ask for. */
bool dump_run(const Options *options, Err *err);

#endif
