/* Whom a privacy command is about, as typed: one of --phone, --plate, --order, brought into the stored form. */
#ifndef LOUNGE_OFFICE_FORGET_ASK_H
#define LOUNGE_OFFICE_FORGET_ASK_H

#include "store/forget.h"

typedef struct TypedAsk {
    const char *phone, *plate, *order; /* as typed; NULL = not said */
    char phone_normal[16], plate_normal[32];
} TypedAsk;

/* ERR_USAGE unless exactly one is said and can be read. */
bool forget_ask_read(TypedAsk *typed, ForgetAsk *out, Err *err);

#endif
