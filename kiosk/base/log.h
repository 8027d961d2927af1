/* Log lines on stderr: "lounge 14:26:00.123 warn import: …". Never a customer's name, phone, plate or words. */
#ifndef LOUNGE_BASE_LOG_H
#define LOUNGE_BASE_LOG_H

#include "err.h"

typedef enum LogLevel { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG } LogLevel;

void log_level(LogLevel most); /* what is more detailed than this is not written; LOG_WARN at start */
void log_line(LogLevel level, const char *part, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void log_err(LogLevel level, const char *part, const Err *err);

#endif
