/* The day on a USB stick: the documented views' rows of one local day, a CSV each, in a folder that is there whole or
 * not at all, and on the medium before anybody is told that it may be pulled out. */
#ifndef LOUNGE_STORE_DAY_EXPORT_H
#define LOUNGE_STORE_DAY_EXPORT_H

#include "db.h"

enum { STICK_PATH_MAX = 512, DAY_FILES = 5 };

/* Where a stick is mounted: the newest block device under /media, /run/media or /mnt that does not hold the database,
 * as `mountinfo` (/proc/self/mountinfo) lists them; or `set` alone (setting staff.export_dir) unless it is "".
 * ERR_NOT_FOUND: there is none, in words. */
bool stick_find(const Db *db, const char *mountinfo, const char *set, char out[STICK_PATH_MAX], Err *err);

typedef struct DayExport {
    char folder[STICK_PATH_MAX]; /* STICK/lounge-STORE-2026-11-23 */
    size_t rows[DAY_FILES];      /* ratings, complaints, coupons, calls, orders */
} DayExport;

/* Writes the day that begins at `day`; a folder of an earlier export of that day is replaced. ERR_FULL, ERR_IO (also:
 * write-protected): nothing of it is left on the stick, and an earlier export of that day is still there. */
bool day_export(Db *db, const char *stick, Ms day, DayExport *out, Err *err);

#endif
