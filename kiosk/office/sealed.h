/* A file of bytes, sealed with a key (libsodium's secretstream: each block is authentic, in its place, and the last one
 * says that it is the last) or plain. Written in order, read in order. */
#ifndef LOUNGE_OFFICE_SEALED_H
#define LOUNGE_OFFICE_SEALED_H

#include "base/err.h"

#include <sodium.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { SEALED_BLOCK = 65536, SEALED_KEY_BYTES = crypto_secretstream_xchacha20poly1305_KEYBYTES };

typedef struct SealKey {
    uint8_t bytes[SEALED_KEY_BYTES];
} SealKey;

/* The key file: a line of text with 64 hexadecimal digits, so that it can be printed and typed; 0600. ERR_EXISTS: there
 * is one. */
bool seal_key_make(const char *path, Err *err);
/* ERR_NOT_FOUND; ERR_RULE: others may read it; ERR_INPUT: not a key. */
bool seal_key_read(const char *path, SealKey *out, Err *err);

typedef struct Sealed {
    FILE *file; /* owned by the caller */
    const char *path;
    bool sealed, ended;
    uint8_t block[SEALED_BLOCK];
    size_t n, at; /* bytes in block; read so far */
    crypto_secretstream_xchacha20poly1305_state state;
} Sealed;

/* key NULL = plain. */
bool sealed_write_begin(Sealed *s, FILE *file, const char *path, const SealKey *key, Err *err);
bool sealed_write(Sealed *s, const void *bytes, size_t n, Err *err);
bool sealed_write_end(Sealed *s, Err *err); /* flushed, not synced */

/* Whether it is sealed is read from the file. ERR_RULE: it is, and key is NULL. */
bool sealed_read_begin(Sealed *s, FILE *file, const char *path, const SealKey *key, Err *err);
/* *got < n only at the end. ERR_INPUT: the key is another one, or the file is damaged or cut short. */
bool sealed_read(Sealed *s, void *out, size_t n, size_t *got, Err *err);

#endif
