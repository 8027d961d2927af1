/* Log lines on stderr, one write a line so that threads do not mix. */
#include "log.h"

#include "clock.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

static _Atomic LogLevel most_detailed = LOG_WARN;

void log_level(LogLevel most) {
    most_detailed = most;
}

void log_line(LogLevel level, const char *part, const char *fmt, ...) {
    static const char *const names[] = {"error", "warn", "info", "debug"};
    if (level > most_detailed) return;
    char text[1024];
    va_list ap;
    va_start(ap, fmt);
    if (vsnprintf(text, sizeof text, fmt, ap) < 0) text[0] = '\0';
    va_end(ap);
    Ms now = clock_now();
    LocalTime t = local_of(now);
    fprintf(stderr, "lounge %02d:%02d:%02d.%03d %s %s: %s\n", t.hour, t.minute, t.second, (int)(now % 1000),
            names[level], part, text);
}

void log_err(LogLevel level, const char *part, const Err *err) {
    log_line(level, part, "%s", err->en);
}
