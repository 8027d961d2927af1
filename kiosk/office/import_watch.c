/* Watching a folder: inotify wakes, a look at every file decides; a file is whole when its size and time have stood
 * still and nobody has it open for writing. Folders of a network share tell nothing, so it also looks from time to
 * time. */
#include "import_watch.h"

#include "import_guess.h"
#include "import_say.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDERS_MAX = 16, LOOK_EVERY_MS = 30000, SWEEP_EVERY_MS = 3600000, RETRY_MS = 10000, SAME_NAME_MAX = 1000 };

#define REPORT_END ".report.txt"

typedef struct Drop { /* a file that lies there */
    char *name;       /* "orders/today.csv", below the folder */
    int64_t size;
    struct timespec modified;
    Ms since; /* it has looked like this since then, by clock_mono */
    bool seen;
} Drop;

typedef struct Watch {
    Office *office;
    char folder[PATH_MAX];
    bool once;
    int lock, inotify, signals;
    Ms settle, retry_at; /* retry_at: the database refused, not the file */
    Ms keep, swept_at;   /* how long what was put away stays (0 = for good); looked at last, by clock_mono */
    Drop *drops;
    size_t n, cap;
    bool refused;
} Watch;

/* ---- names ---- */

static bool ends_in(const char *name, const char *end) {
    size_t len = strlen(name), n = strlen(end);
    return len >= n && strcasecmp(name + len - n, end) == 0;
}

bool import_watch_ignores(const char *name) {
    static const char *const ends[] = {"~",         ".tmp",        ".temp",      ".part",   ".partial", ".filepart",
                                       ".download", ".crdownload", ".swp",       ".swx",    ".lock",    ".report.txt",
                                       ".bak",      ".writing",    ".uploading", ".inprog", ".!ut"};
    if (*name == '.' || *name == '~' || strstr(name, ".part-") || strcasecmp(name, "Thumbs.db") == 0 ||
        strcasecmp(name, "desktop.ini") == 0)
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_in(name, ends[i])) return true;
    return false;
}

static void path_of(const Watch *w, const char *name, char out[PATH_MAX]) {
    if (snprintf(out, PATH_MAX, "%s/%s", w->folder, name) >= PATH_MAX) out[0] = '\0'; /* opens nothing */
}

/* The subject that a subfolder says; NULL at the top. */
static const ImportSubject *subject_of(const char *name) {
    char folder[32];
    const char *slash = strchr(name, '/');
    if (!slash) return NULL;
    snprintf(folder, sizeof folder, "%.*s", (int)(slash - name), name);
    return import_subject(folder);
}

/* ---- looking ---- */

static bool is_same(const Drop *d, const struct stat *st) {
    return d->size == (int64_t)st->st_size && d->modified.tv_sec == st->st_mtim.tv_sec &&
           d->modified.tv_nsec == st->st_mtim.tv_nsec;
}

static void note_drop(Watch *w, const char *name, const struct stat *st) {
    Drop *d = NULL;
    for (size_t i = 0; i < w->n && !d; i++)
        if (strcmp(w->drops[i].name, name) == 0) d = &w->drops[i];
    if (!d) {
        if (w->n == w->cap) w->drops = mem_grow(w->drops, (w->cap = w->cap ? w->cap * 2 : 16) * sizeof *w->drops);
        d = &w->drops[w->n++];
        *d = (Drop){.name = mem_strdup(name), .size = -1};
    }
    d->seen = true;
    if (is_same(d, st)) return;
    d->size = (int64_t)st->st_size;
    d->modified = st->st_mtim;
    d->since = clock_mono();
}

static bool look_into(Watch *w, const char *below, Err *err) {
    char path[PATH_MAX], name[PATH_MAX];
    path_of(w, below, path);
    DIR *dir = opendir(path);
    if (!dir && *below) return true;
    if (!dir) return err_set(err, ERR_IO, TXT("%s cannot be read: %s", "无法读取 %s：%s"), w->folder, strerror(errno));
    for (const struct dirent *e; (e = readdir(dir)) != NULL;) {
        struct stat st;
        if (import_watch_ignores(e->d_name)) continue;
        snprintf(name, sizeof name, "%s%s%s", below, *below ? "/" : "", e->d_name);
        if (fstatat(dirfd(dir), e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode))
            note_drop(w, name, &st);
    }
    closedir(dir);
    return true;
}

static void forget_unseen(Watch *w) {
    size_t kept = 0;
    for (size_t i = 0; i < w->n; i++) {
        if (w->drops[i].seen)
            w->drops[kept++] = w->drops[i];
        else
            free(w->drops[i].name);
    }
    w->n = kept;
}

static bool look(Watch *w, Err *err) {
    for (size_t i = 0; i < w->n; i++) w->drops[i].seen = false;
    if (!look_into(w, "", err)) return false;
    for (const ImportSubject *s = import_subjects; s->name; s++)
        if (!look_into(w, s->name, err)) return false;
    forget_unseen(w);
    return true;
}

/* A lease on reading is refused while anybody has the file open for writing; where leases are not known (a share), only
 * standing still counts. */
static bool is_being_written(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0) return true;
    bool written = fcntl(fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
    if (!written) fcntl(fd, F_SETLEASE, F_UNLCK);
    close(fd);
    return written;
}

/* ---- taking one ---- */

/* The i-th name a file may get in a folder: its own, then with the time, then with a count. */
static bool nth_name(const char *folder, const char *name, int i, char out[PATH_MAX]) {
    char stamp[32] = "", count[16] = "";
    LocalTime now = local_of(clock_now());
    const char *dot = strrchr(name, '.');
    int stem = dot ? (int)(dot - name) : (int)strlen(name);
    if (i)
        snprintf(stamp, sizeof stamp, "-%04d%02d%02d-%02d%02d%02d", now.year, now.month, now.day, now.hour, now.minute,
                 now.second);
    if (i > 1) snprintf(count, sizeof count, "-%d", i);
    return snprintf(out, PATH_MAX, "%s/%.*s%s%s%s", folder, stem, name, stamp, count, name + stem) <
           PATH_MAX - (int)sizeof REPORT_END;
}

/* Never over another file, also where a share cannot promise it in one step. */
static bool move_to_free(const char *from, const char *to) {
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    if (access(to, F_OK) != 0) return rename(from, to) == 0;
    errno = EEXIST;
    return false;
}

static bool write_report(const char *path, const Buf *report) {
    FILE *out = fopen(path, "we");
    bool ok = out && fwrite(buf_text(report), 1, report->len, out) == report->len;
    return out && fclose(out) == 0 && ok;
}

static bool cannot_move(const Watch *w, const char *name, Err *err) {
    return err_set(err, ERR_IO, TXT("%s/%s cannot be put away: %s", "无法移走 %s/%s：%s"), w->folder, name,
                   strerror(errno));
}

/* The report first, then the file: a file that was put away always has one. */
static bool finish(const Watch *w, const Drop *d, const char *where, const Buf *report, Err *err) {
    char from[PATH_MAX], folder[PATH_MAX], to[PATH_MAX], beside[PATH_MAX + sizeof REPORT_END];
    const char *slash = strrchr(d->name, '/'), *name = slash ? slash + 1 : d->name;
    path_of(w, d->name, from);
    path_of(w, where, folder);
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) return cannot_move(w, d->name, err);
    for (int i = 0; i < SAME_NAME_MAX && nth_name(folder, name, i, to); i++) {
        if (access(to, F_OK) == 0) continue;
        snprintf(beside, sizeof beside, "%s" REPORT_END, to);
        if (!write_report(beside, report)) return cannot_move(w, d->name, err);
        if (move_to_free(from, to)) {
            say(w->office, TXT("%s -> %s", "%s -> %s"), d->name, to + strlen(w->folder) + 1);
            fflush(stdout);
            return true;
        }
        int error = errno;
        unlink(beside);
        errno = error;
        if (error != EEXIST) break;
    }
    return cannot_move(w, d->name, err);
}

/* The words that lounge import would say, in memory. */
static void report_of(const Watch *w, const ImportSubject *subject, const ImportReport *r, const Err *err, bool ok,
                      Buf *out) {
    char *text = NULL, when[32];
    size_t len = 0;
    FILE *memory = open_memstream(&text, &len);
    if (!memory) return;
    Office office = *w->office;
    office.out = memory;
    say(&office, TXT("taken at %s", "读取时间 %s"), instant_show(clock_now(), when, sizeof when));
    if (subject) say(&office, TXT("as %s", "类别 %s"), subject->name);
    if (subject && (ok || r->refused)) import_say(&office, subject->name, r);
    if (!ok) say(&office, TXT("refused: %s", "拒收：%s"), err_text(err, office.zh));
    fclose(memory);
    buf_add(out, text, len);
    free(text);
}

/* Is it the machine, not the file, that stands in the way? Then the file stays for another try. */
static bool is_passing(ErrCode code) {
    return code == ERR_BUSY || code == ERR_FULL || code == ERR_IO || code == ERR_CORRUPT || code == ERR_NEWER;
}

/* A file that was put away holds names and numbers: it goes so long after it was moved there, with its report. */
static void sweep_folder(const Watch *w, const char *where) {
    char path[PATH_MAX];
    path_of(w, where, path);
    DIR *dir = opendir(path);
    if (!dir) return;
    for (const struct dirent *e; (e = readdir(dir)) != NULL;) {
        struct stat st;
        if (fstatat(dirfd(dir), e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(st.st_mode)) continue;
        if ((Ms)st.st_ctim.tv_sec * MS_SECOND > clock_now() - w->keep) continue;
        if (unlinkat(dirfd(dir), e->d_name, 0) != 0)
            office_note(w->office, TXT("%s/%s is old and cannot be removed: %s", "%s/%s 已到期，无法删除：%s"), path,
                        e->d_name, strerror(errno));
    }
    closedir(dir);
}

static void sweep(Watch *w) {
    Ms now = clock_mono();
    if (w->keep <= 0 || (w->swept_at && now - w->swept_at < SWEEP_EVERY_MS)) return;
    w->swept_at = now;
    sweep_folder(w, "done");
    sweep_folder(w, "refused");
}

static bool take(Watch *w, const Drop *d, Err *err) {
    char path[PATH_MAX];
    ImportReport r = {0};
    Err why = {0};
    ImportOptions options = {.zh = w->office->zh};
    const ImportSubject *subject = subject_of(d->name);
    path_of(w, d->name, path);
    if (!office_settings(w->office, err)) return false;
    bool ok = (subject || import_guess(w->office->settings, path, &subject, &why)) &&
              subject->file(w->office->db, w->office->settings, path, &options, &r, &why);
    if (!ok && (is_passing(why.code) || why.code == ERR_NOT_FOUND)) { /* not found: it went away */
        import_report_free(&r);
        if (why.code == ERR_NOT_FOUND) return true;
        if (err) *err = why;
        return false;
    }
    Buf report = {0};
    report_of(w, subject, &r, &why, ok, &report);
    w->refused = w->refused || !ok || r.refused;
    bool moved = finish(w, d, ok ? "done" : "refused", &report, err);
    buf_free(&report);
    import_report_free(&r);
    return moved;
}

/* ---- going on ---- */

static bool stopped(const Watch *w) {
    struct pollfd signal = {w->signals, POLLIN, 0};
    return poll(&signal, 1, 0) > 0;
}

static int compare_drops(const void *a, const void *b) {
    const Drop *x = a, *y = b;
    if (x->modified.tv_sec != y->modified.tv_sec) return x->modified.tv_sec < y->modified.tv_sec ? -1 : 1;
    if (x->modified.tv_nsec != y->modified.tv_nsec) return x->modified.tv_nsec < y->modified.tv_nsec ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* Takes what is whole, oldest first: a later export must not be overtaken by an earlier one. *next: when to look again.
 */
static bool take_all(Watch *w, Ms *next, Err *err) {
    Ms now = clock_mono();
    *next = now + LOOK_EVERY_MS;
    if (w->n) qsort(w->drops, w->n, sizeof *w->drops, compare_drops);
    for (size_t i = 0; i < w->n && !stopped(w); i++) {
        const Drop *d = &w->drops[i];
        char path[PATH_MAX];
        path_of(w, d->name, path);
        Ms ready = d->since + w->settle;
        if (now < ready || is_being_written(path)) {
            Ms again = now < ready ? ready : now + (w->settle > MS_SECOND ? w->settle : MS_SECOND);
            if (again < *next) *next = again;
            continue;
        }
        if (!take(w, d, err)) return false;
    }
    return true;
}

static void drain(int fd) {
    char events[4096];
    while (read(fd, events, sizeof events) > 0) continue;
}

/* Subfolders may come while it runs: each is watched as soon as it is there (adding one twice is no second watch). */
static void watch_folders(const Watch *w) {
    const uint32_t mask = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR;
    char path[PATH_MAX];
    inotify_add_watch(w->inotify, w->folder, mask);
    for (const ImportSubject *s = import_subjects; s->name; s++) {
        path_of(w, s->name, path);
        inotify_add_watch(w->inotify, path, mask);
    }
}

static void wait_until(const Watch *w, Ms next) {
    struct pollfd fds[] = {{w->signals, POLLIN, 0}, {w->inotify, POLLIN, 0}};
    Ms left = next - clock_mono();
    poll(fds, 2, left > 0 ? (int)left : 0);
    drain(w->inotify);
}

static Exit go_on(Watch *w) {
    for (;;) {
        Err err = {0};
        Ms next;
        watch_folders(w);
        sweep(w);
        if (!look(w, &err)) return office_fail(w->office, &err);
        if (!take_all(w, &next, &err)) {
            office_fail(w->office, &err);
            if (w->once) return EXIT_FAILED;
            next = clock_mono() + RETRY_MS;
        } else if (w->once && !stopped(w)) {
            if (!look(w, &err)) return office_fail(w->office, &err);
            if (w->n == 0) return w->refused ? EXIT_PART : EXIT_DONE;
        }
        if (stopped(w)) return EXIT_DONE;
        wait_until(w, next);
    }
}

static bool begin(Watch *w, const char *folder, Err *err) {
    sigset_t set;
    char path[PATH_MAX];
    if (!realpath(folder, w->folder))
        return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, TXT("%s: %s", "%s：%s"), folder, strerror(errno));
    path_of(w, ".lounge-import.lock", path);
    w->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (w->lock < 0)
        return err_set(err, ERR_IO, TXT("%s cannot be written to: %s", "无法写入 %s：%s"), w->folder, strerror(errno));
    if (flock(w->lock, LOCK_EX | LOCK_NB) != 0)
        return err_set(err, ERR_BUSY, TXT("%s is being watched already", "%s 已有程序在监视"), w->folder);
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, NULL);
    w->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    w->inotify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (w->signals >= 0 && w->inotify >= 0) return true;
    return err_set(err, ERR_IO, TXT("the folder cannot be watched: %s", "无法监视文件夹：%s"), strerror(errno));
}

Exit import_watch(Office *office, const char *folder, bool once) {
    Watch w = {.office = office, .once = once, .lock = -1, .inotify = -1, .signals = -1};
    Err err = {0};
    w.settle = settings_int(office->settings, "import.settle_seconds") * MS_SECOND;
    w.keep = settings_int(office->settings, "import.keep_days") * MS_DAY;
    bool ok = begin(&w, folder, &err);
    Exit code = ok ? go_on(&w) : office_fail(office, &err);
    for (size_t i = 0; i < w.n; i++) free(w.drops[i].name);
    free(w.drops);
    const int fds[] = {w.inotify, w.signals, w.lock};
    for (size_t i = 0; i < sizeof fds / sizeof *fds; i++)
        if (fds[i] >= 0) close(fds[i]);
    return code;
}
