/* Files in libconfig's format, flattened to keys: groups are joined by dots, lists numbered from 1:
 * hours: { holidays = ( { day = "2026-10-01"; } ); }; is hours.holidays.1.day = 2026-10-01. */
#ifndef LOUNGE_OFFICE_CFG_FILE_H
#define LOUNGE_OFFICE_CFG_FILE_H

#include "base/err.h"

#include <libconfig.h>

typedef enum CfgStep { CFG_STOP, CFG_GO, CFG_SKIP } CfgStep;

/* What is found, in the order of the file; each with its line. Return false to stop. */
typedef struct CfgWalk {
    void *ctx;
    CfgStep (*list)(void *ctx, const char *key, int line); /* a list begins: its entries may be skipped; may be NULL */
    bool (*value)(void *ctx, const char *key, const char *value, int line);
    bool (*fault)(void *ctx, const char *key, int line, const Err *why); /* key "" = the file's own grammar */
} CfgWalk;

/* Reads the file and calls with its root, or tells the fault of its grammar. False: the file cannot be read (*err), or
 * it was stopped. */
bool cfg_read(const char *path, const CfgWalk *walk, bool (*root)(void *ctx, const config_setting_t *root), Err *err);
/* Everything below a setting, each key with `key` in front ("" at the root). */
bool cfg_walk(const CfgWalk *walk, const config_setting_t *setting, const char *key);
/* A scalar as text into buffer or the file's own; NULL for a type that has none. */
const char *cfg_text(const config_setting_t *setting, char buffer[32]);

#endif
