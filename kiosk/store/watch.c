/* Seeing commits. The thread sleeps in poll(2) on inotify and on an eventfd for stopping. The bell means that a commit
 * can be seen now; any other touch of the database or its log means that one may be seen soon, so the question is
 * asked again a few times with growing pauses, and then the thread sleeps for good. */
#include "watch.h"

#include "base/log.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

/* From the event: 1 ms finds nearly every commit, the last two are for slow disks. */
static const int pauses_ms[] = {1, 4, 16, 64, 250, 1000, 3000};
enum { PAUSES = sizeof pauses_ms / sizeof *pauses_ms };

struct Watch {
    Db *db; /* NULL while the file is away or cannot be opened */
    char *path;
    const char *base; /* the file's name within path */
    void (*changed)(void *ctx);
    void *ctx;
    int notify, stop;
    int64_t version;
    ino_t inode;
    int pause; /* the next one; PAUSES = none is left */
    pthread_t thread;
};

typedef struct News {
    bool touched;  /* something was written: a commit may follow */
    bool bell;     /* a commit can be seen */
    bool replaced; /* another file has the database's name now */
} News;

/* ---- the folder's events ---- */

/* The log's index (-shm) changes with every reader, and other files are none of our business. */
static void take_event(const Watch *w, const struct inotify_event *e, News *news) {
    if (e->mask & IN_Q_OVERFLOW) news->touched = news->bell = true;
    if (!e->len) return;
    size_t len = strlen(w->base);
    if (strncmp(e->name, w->base, len) != 0) return;
    const char *rest = e->name + len;
    if (strcmp(rest, ".bell") == 0) news->bell = true;
    if (!*rest || strcmp(rest, "-wal") == 0 || strcmp(rest, "-journal") == 0) news->touched = true;
    if (!*rest && e->mask & (IN_CREATE | IN_MOVED_TO)) news->replaced = true;
}

static News read_events(const Watch *w) {
    News news = {0};
    union {
        struct inotify_event first;
        char bytes[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
    } room;
    for (ssize_t n; (n = read(w->notify, room.bytes, sizeof room.bytes)) > 0;)
        for (char *p = room.bytes; p < room.bytes + n;) {
            struct inotify_event e;
            memcpy(&e, p, sizeof e);
            take_event(w, (const struct inotify_event *)(void *)p, &news);
            p += sizeof e + e.len;
        }
    return news;
}

static int folder_watch(const char *path) {
    char folder[4096];
    if ((size_t)snprintf(folder, sizeof folder, "%s", path) >= sizeof folder) return -1;
    char *slash = strrchr(folder, '/');
    if (slash) slash[slash == folder] = '\0';
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0) return -1;
    if (inotify_add_watch(fd, slash ? folder : ".", IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_TO) >= 0) return fd;
    close(fd);
    return -1;
}

/* ---- the question ---- */

static bool open_db(Watch *w, Err *err) {
    struct stat st;
    if (!db_open(&w->db, w->path, DB_READ, err)) return false;
    w->version = db_data_version(w->db);
    w->inode = stat(w->path, &st) == 0 ? st.st_ino : 0;
    return true;
}

/* A restored backup takes the name of the old file: the connection moves on to the new one. */
static void reopen(Watch *w) {
    struct stat st;
    Err err;
    if (w->db && stat(w->path, &st) == 0 && st.st_ino == w->inode) return;
    db_close(w->db);
    w->db = NULL;
    if (!open_db(w, &err)) {
        log_err(LOG_INFO, "watch", &err);
        return;
    }
    w->changed(w->ctx);
}

static void look(Watch *w) {
    int64_t version = w->db ? db_data_version(w->db) : w->version;
    if (version == w->version) return;
    w->version = version;
    w->changed(w->ctx);
}

/* ---- the thread ---- */

static void *run(void *arg) {
    Watch *w = arg;
    struct pollfd fds[] = {{w->notify, POLLIN, 0}, {w->stop, POLLIN, 0}};
    for (;;) {
        int n = poll(fds, 2, w->pause < PAUSES ? pauses_ms[w->pause] : -1);
        if (n < 0 && errno != EINTR) break;
        if (n > 0 && fds[1].revents) break;
        if (n == 0) { /* the pause is over */
            w->pause++;
            if (!w->db) reopen(w);
            look(w);
            continue;
        }
        if (n < 0 || !fds[0].revents) continue;
        News news = read_events(w);
        if (news.touched || news.bell) w->pause = 0;
        if (news.replaced) reopen(w);
        if (news.bell) look(w);
    }
    return NULL;
}

static void release(Watch *w) {
    db_close(w->db);
    if (w->notify >= 0) close(w->notify);
    if (w->stop >= 0) close(w->stop);
    free(w->path);
    free(w);
}

bool watch_start(Watch **out, const char *db_path, void (*changed)(void *ctx), void *ctx, Err *err) {
    Watch *w = mem_alloc(sizeof *w);
    w->path = mem_strdup(db_path);
    const char *slash = strrchr(w->path, '/');
    w->base = slash ? slash + 1 : w->path;
    w->changed = changed;
    w->ctx = ctx;
    w->pause = PAUSES;
    w->notify = folder_watch(db_path); /* before the first look, so that nothing falls between */
    w->stop = eventfd(0, EFD_CLOEXEC);
    bool ok = w->notify >= 0 && w->stop >= 0;
    if (!ok) err_set(err, ERR_IO, TXT("the folder of %s cannot be watched", "无法监视 %s 所在的文件夹"), db_path);
    ok = ok && open_db(w, err);
    if (ok && pthread_create(&w->thread, NULL, run, w) != 0)
        ok = err_set(err, ERR_IO, TXT("no thread to watch %s", "无法建立监视 %s 的线程"), db_path);
    if (!ok) {
        release(w);
        return false;
    }
    *out = w;
    return true;
}

void watch_stop(Watch *watch) {
    if (!watch) return;
    uint64_t one = 1;
    ssize_t n = write(watch->stop, &one, sizeof one);
    (void)n; /* an eventfd at rest takes a 1 */
    pthread_join(watch->thread, NULL);
    release(watch);
}
