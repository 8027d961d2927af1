/* UUIDv7 (RFC 9562): keys that sort by the time they were made and never meet, also across panels. */
#ifndef LOUNGE_BASE_UUID_H
#define LOUNGE_BASE_UUID_H

#include "clock.h"

#include <stdbool.h>

enum { UUID_LEN = 36 };

typedef struct Uuid {
    char text[UUID_LEN + 1]; /* lower case, with hyphens; all zero = none */
} Uuid;

Uuid uuid_new(void);     /* for the instant clock_now() gives; in order within a ms up to 3,000 keys */
Uuid uuid_new_at(Ms at); /* for another instant (simulated history) */
bool uuid_is_set(const Uuid *id);

#endif
