/* Errors as values: a code a program can act on, and a sentence in English and Chinese a person can act on.
 * A function that can fail returns bool (true = done) and takes `Err *err` as its last parameter; on failure its
 * outputs are untouched unless its header says otherwise. Lower floors fill an Err in, floors 3 and 4 show it. */
#ifndef LOUNGE_BASE_ERR_H
#define LOUNGE_BASE_ERR_H

#include <stdbool.h>

typedef enum ErrCode {
    ERR_NONE = 0,
    ERR_USAGE,     /* the call's words are off */
    ERR_INPUT,     /* a file or a value from outside cannot be read as what it should be */
    ERR_NOT_FOUND, /* what was named does not exist */
    ERR_RULE,      /* a rule of the store refuses it */
    ERR_IO,        /* the machine refused: file, device, permission */
    ERR_FULL,      /* no space left */
    ERR_BUSY,      /* somebody else holds the database; worth another try */
    ERR_CORRUPT,   /* the database is damaged */
    ERR_NEWER,     /* the database was made by a newer program */
    ERR_EXISTS,    /* it is there already */
} ErrCode;

typedef struct Err {
    ErrCode code;
    char en[480]; /* a finished sentence; never holds a customer's data */
    char zh[480];
} Err;

/* The same words in both languages, for err_set and say: TXT("disk full: %s", "磁盘已满：%s"). */
#define TXT(en, zh) en, zh

/* Fills *err (NULL is allowed: the caller only asks whether) and returns false, so that a caller can
 * `return err_set(...)`. Both formats take the same arguments. A text too long for its field is cut. */
bool err_set(Err *err, ErrCode code, const char *en, const char *zh, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* Puts words in front of those already there ("orders.csv line 12: …") and returns false. */
bool err_prefix(Err *err, const char *en, const char *zh, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

/* The text in one language; never NULL. */
const char *err_text(const Err *err, bool zh);

#endif
