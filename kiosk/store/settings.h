/* Settings: everything staff can change, as key = value rows. Keys are known by name with a type; lists are numbered
 * from 1 ("hours.holidays.1.day"). Plain settings ship with a value; what policies say (policies.h) is of one local day
 * and has none: "" or 0 when no policy in force names it. */
#ifndef LOUNGE_STORE_SETTINGS_H
#define LOUNGE_STORE_SETTINGS_H

#include "db.h"
#include "rules/worktime.h"

typedef struct Settings Settings; /* a snapshot, immutable */

/* As they are now, with the policies of today. */
bool settings_read(Db *db, Settings **out, Err *err);
/* … with the policies of the local day of `at`. */
bool settings_read_at(Db *db, Ms at, Settings **out, Err *err);
void settings_free(Settings *s);
/* The stored value, else the shipped one, else "" / 0. Texts are owned by s. A time of day ("08:30") is minutes as an
 * integer (510). */
const char *settings_text(const Settings *s, const char *key);
int64_t settings_int(const Settings *s, const char *key);
/* hours.open, hours.close and hours.holidays, as worktime.h wants them; lives as long as s. */
const WorkHours *settings_hours(const Settings *s);
/* "hours.holidays" -> how many numbered entries there are. */
int settings_count(const Settings *s, const char *list);
/* The id of the subject's version in force ("prepaid"), to be kept with what is sold or given under it; "" = none. */
const char *settings_policy(const Settings *s, const char *subject);
int settings_policy_version(const Settings *s, const char *subject); /* its number, counted by subject; 0 = none */
/* The stored or shipped value of LIST.i.FIELD. */
const char *settings_item(const Settings *s, const char *list, int i, const char *field);

/* ERR_INPUT when the key is not known or the value is not of its type. ERR_RULE: policies are imported, not set; and
 * store.id is part of every key and cannot change once there are orders, offers, ratings, complaints or calls. The
 * value that is stored already is no write. */
bool settings_set(Db *db, const char *key, const char *value, Err *err);
/* Removes LIST.* (before a list is loaded anew). */
bool settings_clear_list(Db *db, const char *list, Err *err);
/* Every known key with its value, in order. */
bool settings_each(Db *db, bool (*row)(void *ctx, const char *key, const char *value, const char *shipped), void *ctx,
                   Err *err);

#endif
