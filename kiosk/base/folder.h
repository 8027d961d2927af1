/* Files that must be whole or not there: a folder made durable, a file put in place under its name without ever
 * covering another one. */
#ifndef LOUNGE_BASE_FOLDER_H
#define LOUNGE_BASE_FOLDER_H

#include "err.h"

#include <stddef.h>

/* The folder of a path: "." when it names none. False when it does not fit. */
bool folder_of(const char *path, char *out, size_t size);
/* The name of a new, renamed or removed file is durable once its folder is. */
bool folder_sync(const char *path_in_it);
/* Renames `from` to `to` and makes that durable; ERR_EXISTS when `to` is there, ERR_IO. */
bool file_place(const char *from, const char *to, Err *err);

#endif
