// From a commit to what `lounge watch` makes of it: a call is committed by plain SQLite, as by another program, and
// timed until its line can be read, and until a program of --exec (cat) has handed it on. Prints "FIGURE lounge VALUE"
// in milliseconds for run.sh: watch LOUNGE STORE COUNT.
#include "figures.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void die(const char *what) {
    fprintf(stderr, "watch: %s\n", what);
    exit(1);
}

struct watcher {
    pid_t pid;
    FILE *lines;
};

// The program itself writes lines to standard output; what cat writes comes to its standard error.
static struct watcher watch(const char *lounge, const char *store, int hook) {
    int fds[2];
    if (pipe(fds) != 0) die("no pipe");
    fflush(stdout);
    struct watcher w = {.pid = fork()};
    if (w.pid < 0) die("no process");
    if (w.pid == 0) {
        dup2(fds[1], hook ? STDERR_FILENO : STDOUT_FILENO);
        if (hook && !freopen("/dev/null", "w", stdout)) _exit(1);
        close(fds[0]);
        if (hook)
            execl(lounge, lounge, "--db", store, "watch", "--exec", "cat", (char *)NULL);
        else
            execl(lounge, lounge, "--db", store, "watch", (char *)NULL);
        _exit(127);
    }
    close(fds[1]);
    w.lines = fdopen(fds[0], "r");
    if (!w.lines) die("no stream");
    return w;
}

static void commit_call(sqlite3 *db, const char *id) {
    struct timespec now;
    char sql[400];
    clock_gettime(CLOCK_REALTIME, &now);
    snprintf(sql, sizeof sql,
             "INSERT INTO call (call_id, store_id, visit_id, kind, at_ms, at_local) SELECT '%s', value, 'bench', 'bar',"
             " %lld, '' FROM setting WHERE key = 'store.id'",
             id, (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) die(sqlite3_errmsg(db));
}

static void await(struct watcher *w, const char *id) {
    char line[4096];
    while (fgets(line, sizeof line, w->lines))
        if (strstr(line, id)) return;
    die("lounge watch has ended");
}

static void measure(sqlite3 *db, const char *lounge, const char *store, int hook, int count, struct samples *set) {
    char id[80];
    struct watcher w = watch(lounge, store, hook);
    sleep_ms(1500); // it listens by now; the first call below is not counted
    for (int i = 0; i <= count; i++) {
        snprintf(id, sizeof id, "bench-%d-%d-%d", (int)getpid(), hook, i);
        double began = now_ms();
        commit_call(db, id);
        await(&w, id);
        if (i) samples_add(set, now_ms() - began);
        sleep_ms(20);
    }
    kill(w.pid, SIGTERM);
    waitpid(w.pid, NULL, 0);
    fclose(w.lines);
}

int main(int argc, char **argv) {
    static const char *const names[] = {"watch_line", "watch_exec"};
    sqlite3 *db;
    if (argc != 4) die("watch LOUNGE STORE COUNT");
    if (sqlite3_open(argv[2], &db) != SQLITE_OK) die(sqlite3_errmsg(db));
    sqlite3_busy_timeout(db, 5000);
    sqlite3_exec(db, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
    for (int hook = 0; hook < 2; hook++) {
        struct samples set = {0};
        measure(db, argv[1], argv[2], hook, atoi(argv[3]), &set);
        printf("%s_p50 lounge %.3f\n%s_p99 lounge %.3f\n", names[hook], samples_quantile(&set, 0.5), names[hook],
               samples_quantile(&set, 0.99));
        samples_clear(&set);
    }
    sqlite3_close(db);
    return 0;
}
