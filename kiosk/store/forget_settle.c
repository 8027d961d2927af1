/* After an erasure: SQLite overwrites what it deletes, but a page that was rebalanced earlier may keep an old copy of a
 * cell between the new ones. So every byte of the file is looked at, and the file written anew when one is found. */
#include "forget.h"
#include "sql.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool file_holds(const char *path, const ForgetDone *done, bool *holds, Err *err) {
    enum { PART = 1 << 20, OVERLAP = 128 }; /* longer than a trace */
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    *holds = false;
    if (fd < 0 && errno == ENOENT) return true;
    char *part = mem_alloc(PART + OVERLAP);
    size_t kept = 0;
    ssize_t n = fd < 0 ? -1 : 0;
    while (fd >= 0 && !*holds && (n = read(fd, part + kept, PART)) > 0) {
        size_t len = kept + (size_t)n;
        for (size_t i = 0; i < done->n_traces && !*holds; i++)
            *holds = memmem(part, len, done->traces[i], strlen(done->traces[i])) != NULL;
        kept = len < OVERLAP ? len : OVERLAP;
        memmove(part, part + len - kept, kept);
    }
    memset(part, 0, PART + OVERLAP);
    free(part);
    if (fd >= 0) close(fd);
    return n >= 0 || err_set(err, ERR_IO, TXT("%s cannot be read: %s", "无法读取 %s：%s"), path, strerror(errno));
}

static bool held_anywhere(Db *db, const ForgetDone *done, bool *holds, Err *err) {
    char log[4096];
    if (!file_holds(db_path(db), done, holds, err)) return false;
    if (*holds) return true;
    return (size_t)snprintf(log, sizeof log, "%s-wal", db_path(db)) < sizeof log && file_holds(log, done, holds, err);
}

static bool empty_log(Db *db, bool *busy, Err *err) {
    int64_t blocked = 1;
    if (!sql_number(db, &blocked, "PRAGMA wal_checkpoint(TRUNCATE)", SQL_NO_ARGS, err)) return false;
    *busy = blocked != 0;
    return true;
}

bool forget_settle(Db *db, const ForgetDone *done, bool *clean, bool *busy, bool *rewritten, Err *err) {
    bool holds;
    *rewritten = *clean = false;
    if (!empty_log(db, busy, err) || !held_anywhere(db, done, &holds, err)) return false;
    if (holds && !*busy) {
        *rewritten = true;
        if (!sql_script(db, "VACUUM", err) || !empty_log(db, busy, err) || !held_anywhere(db, done, &holds, err))
            return false;
    }
    *clean = !holds;
    return true;
}

bool forgotten_vacuum(Db *db, Err *err) {
    bool busy;
    return sql_script(db, "VACUUM", err) && empty_log(db, &busy, err);
}
