// The process tree, read from /proc: who descends from us, what each thread has used, what memory each process shares.

#include "tree.h"

#include "figures.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_PROCESSES = 4096 }; // a whole machine's worth; a browser has about ten

struct kin {
    pid_t pid;
    pid_t parent;
    bool ours;
};

static void redirect_output(const char *log) {
    int to = open(log ? log : "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0644);
    int from = open("/dev/null", O_RDONLY);
    if (to < 0 || from < 0) return;
    dup2(from, STDIN_FILENO);
    dup2(to, STDOUT_FILENO);
    dup2(to, STDERR_FILENO);
    close(from);
    close(to);
}

pid_t tree_launch(char *const argv[], const char *log) {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    pid_t pid = fork();
    if (pid == 0) {
        setsid();
        redirect_output(log);
        execvp(argv[0], argv);
        _exit(127);
    }
    return pid;
}

bool tree_alive(pid_t program) {
    bool alive = true;
    pid_t ended;
    while ((ended = waitpid(-1, NULL, WNOHANG)) > 0) {
        if (ended == program) alive = false;
    }
    return alive && kill(program, 0) == 0;
}

// Reads a small /proc file; false when its owner is gone.
static bool read_proc(const char *path, char *text, size_t size) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    ssize_t length = read(file, text, size - 1);
    close(file);
    if (length <= 0) return false;
    text[length] = '\0';
    return true;
}

// The fields of /proc/PID/stat after the command's name, which may itself hold spaces and brackets.
static bool read_stat(pid_t pid, pid_t *parent, unsigned long long *ticks) {
    char path[64];
    char text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    if (!read_proc(path, text, sizeof text)) return false;
    const char *rest = strrchr(text, ')');
    int above;
    unsigned long long user, system;
    if (!rest) return false;
    if (sscanf(rest + 1, " %*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu", &above, &user, &system) != 3) {
        return false;
    }
    *parent = above;
    *ticks = user + system;
    return true;
}

static size_t list_processes(struct kin *kin) {
    DIR *proc = opendir("/proc");
    size_t count = 0;
    if (!proc) return 0;
    for (struct dirent *entry; count < MAX_PROCESSES && (entry = readdir(proc));) {
        unsigned long long ticks;
        if (!isdigit((unsigned char)entry->d_name[0])) continue;
        struct kin one = {.pid = (pid_t)atoi(entry->d_name)};
        if (read_stat(one.pid, &one.parent, &ticks)) kin[count++] = one;
    }
    closedir(proc);
    return count;
}

// Marks every descendant of this process; a child may be listed before its parent, so until nothing changes.
static void mark_ours(struct kin *kin, size_t count) {
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < count; i++) {
            if (kin[i].ours) continue;
            bool found = kin[i].parent == getpid();
            for (size_t j = 0; !found && j < count; j++) found = kin[j].ours && kin[j].pid == kin[i].parent;
            if (found) changed = kin[i].ours = true;
        }
    }
}

// Calls `visit` for each process of the tree; returns how many there are.
static size_t for_each(void (*visit)(pid_t pid, void *context), void *context) {
    static struct kin kin[MAX_PROCESSES];
    size_t count = list_processes(kin);
    size_t ours = 0;
    mark_ours(kin, count);
    for (size_t i = 0; i < count; i++) {
        if (!kin[i].ours) continue;
        ours++;
        visit(kin[i].pid, context);
    }
    return ours;
}

static void send_signal(pid_t pid, void *signal_number) {
    kill(pid, *(int *)signal_number);
}

// Waits until all that we started has ended; false when some of it is still there after `ms`.
static bool wait_for_all(double ms) {
    double until = now_ms() + ms;
    do {
        while (waitpid(-1, NULL, WNOHANG) > 0) {
        }
        if (waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD) return true;
        sleep_ms(5);
    } while (now_ms() < until);
    return false;
}

void tree_stop(pid_t program) {
    int force = SIGKILL;
    if (tree_alive(program)) kill(program, SIGTERM);
    for (int round = 0; !wait_for_all(5000) && round < 3; round++) for_each(send_signal, &force);
}

static unsigned long long number_after(const char *text, const char *key) {
    const char *at = strstr(text, key);
    return at ? strtoull(at + strlen(key), NULL, 10) : 0;
}

static void add_row(struct tree_snapshot *snapshot, struct tree_row row) {
    if (snapshot->count == snapshot->room) {
        size_t room = snapshot->room ? 2 * snapshot->room : 256;
        struct tree_row *rows = realloc(snapshot->rows, room * sizeof *rows);
        if (!rows) {
            fputs("xbench: no memory left to list the threads\n", stderr);
            exit(EXIT_FAILURE);
        }
        snapshot->rows = rows;
        snapshot->room = room;
    }
    snapshot->rows[snapshot->count++] = row;
}

static void add_thread(struct tree_snapshot *snapshot, pid_t process, pid_t thread) {
    char path[96];
    char text[4096];
    pid_t parent;
    struct tree_row row = {.process = process, .thread = thread};
    snprintf(path, sizeof path, "/proc/%d/task/%d/status", (int)process, (int)thread);
    if (!read_proc(path, text, sizeof text)) return;
    row.switches = number_after(text, "\nvoluntary_ctxt_switches:") + number_after(text, "nonvoluntary_ctxt_switches:");
    if (thread == process) read_stat(process, &parent, &row.ticks);
    add_row(snapshot, row);
}

static void add_process(pid_t process, void *snapshot) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", (int)process);
    DIR *tasks = opendir(path);
    if (!tasks) return;
    for (struct dirent *entry; (entry = readdir(tasks));) {
        if (isdigit((unsigned char)entry->d_name[0])) add_thread(snapshot, process, (pid_t)atoi(entry->d_name));
    }
    closedir(tasks);
}

void tree_snapshot(struct tree_snapshot *snapshot) {
    snapshot->count = 0;
    for_each(add_process, snapshot);
}

void tree_snapshot_clear(struct tree_snapshot *snapshot) {
    free(snapshot->rows);
    *snapshot = (struct tree_snapshot){0};
}

static const struct tree_row *find_row(const struct tree_snapshot *snapshot, pid_t thread) {
    for (size_t i = 0; i < snapshot->count; i++) {
        if (snapshot->rows[i].thread == thread) return &snapshot->rows[i];
    }
    return NULL;
}

struct tree_use tree_used(const struct tree_snapshot *before, const struct tree_snapshot *after) {
    struct tree_use use = {0};
    for (size_t i = 0; i < after->count; i++) {
        const struct tree_row *now = &after->rows[i];
        const struct tree_row *then = find_row(before, now->thread);
        use.threads++;
        use.processes += now->thread == now->process;
        use.switches += now->switches - (then ? then->switches : 0);
        use.ticks += now->ticks - (then ? then->ticks : 0);
    }
    return use;
}

static void add_pss(pid_t pid, void *total) {
    char path[64];
    char text[4096];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
    if (read_proc(path, text, sizeof text)) *(long *)total += (long)number_after(text, "\nPss:");
}

long tree_pss_kib(void) {
    long total = 0;
    for_each(add_pss, &total);
    return total > 0 ? total : -1;
}
