/* Errors as values: formatting of both languages' sentences. */
#include "err.h"

#include <stdarg.h>
#include <stdio.h>

static void format_into(char *out, size_t size, const char *fmt, va_list ap) {
    if (vsnprintf(out, size, fmt, ap) < 0) out[0] = '\0';
}

bool err_set(Err *err, ErrCode code, const char *en, const char *zh, ...) {
    if (!err) return false;
    va_list ap;
    err->code = code;
    va_start(ap, zh);
    format_into(err->en, sizeof err->en, en, ap);
    va_end(ap);
    va_start(ap, zh);
    format_into(err->zh, sizeof err->zh, zh, ap);
    va_end(ap);
    return false;
}

static void put_in_front(char *text, size_t size, const char *front) {
    char rest[sizeof((Err *)0)->en];
    snprintf(rest, sizeof rest, "%s", text);
    int used = snprintf(text, size, "%s", front);
    if (used >= 0 && (size_t)used < size) snprintf(text + used, size - (size_t)used, "%s", rest);
}

bool err_prefix(Err *err, const char *en, const char *zh, ...) {
    if (!err) return false;
    char front[sizeof err->en];
    va_list ap;
    va_start(ap, zh);
    format_into(front, sizeof front, en, ap);
    va_end(ap);
    put_in_front(err->en, sizeof err->en, front);
    va_start(ap, zh);
    format_into(front, sizeof front, zh, ap);
    va_end(ap);
    put_in_front(err->zh, sizeof err->zh, front);
    return false;
}

const char *err_text(const Err *err, bool zh) {
    return zh ? err->zh : err->en;
}
