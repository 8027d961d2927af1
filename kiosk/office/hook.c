/* posix_spawn with a pipe; its end is seen by a pidfd, so that whoever runs it sleeps in one poll. */
#include "hook.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

Hook hook_new(char *const *argv, Ms limit) {
    return (Hook){.argv = argv, .limit = limit, .fd = -1};
}

static bool can_run(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

bool hook_check(const Hook *hook, Err *err) {
    const char *name = hook->argv[0], *dirs = getenv("PATH");
    char path[PATH_MAX];
    bool found = strchr(name, '/') && can_run(name);
    if (!strchr(name, '/'))
        for (const char *d = dirs ? dirs : "/bin:/usr/bin"; *d && !found; d += strcspn(d, ":"), d += *d == ':') {
            int len = (int)strcspn(d, ":");
            found = snprintf(path, sizeof path, "%.*s/%s", len, d, name) < (int)sizeof path && can_run(path);
        }
    return found || err_set(err, ERR_USAGE,
                            TXT("%s cannot be run: no such program, or it may not be run",
                                "无法运行 %s：没有这个程序，或没有执行权限"),
                            name);
}

bool hook_runs(const Hook *hook) {
    return hook->pid != 0;
}

/* Signals as a program expects them, the line as its input, its output where our faults are told. */
static int spawn(Hook *hook, int in) {
    posix_spawnattr_t attr;
    posix_spawn_file_actions_t files;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setsigdefault(&attr, &all);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
    int code = posix_spawnp(&hook->pid, hook->argv[0], &files, &attr, hook->argv, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attr);
    return code;
}

/* A line is smaller than a pipe: one write takes it whole. A program that does not read it is its own affair. */
static void hand_over(int fd, const char *line, size_t len) {
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGPIPE, &ignore, &before);
    while (write(fd, line, len) < 0 && errno == EINTR) {
    }
    sigaction(SIGPIPE, &before, NULL);
}

bool hook_start(Hook *hook, const char *line, size_t len, Err *err) {
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) < 0)
        return err_set(err, ERR_IO, TXT("no pipe for %s: %s", "无法为 %s 建立管道：%s"), hook->argv[0],
                       strerror(errno));
    int code = spawn(hook, fds[0]);
    close(fds[0]);
    if (code == 0) hand_over(fds[1], line, len);
    close(fds[1]);
    if (code != 0) {
        hook->pid = 0;
        return err_set(err, ERR_IO, TXT("%s cannot be run: %s", "无法运行 %s：%s"), hook->argv[0], strerror(code));
    }
    hook->fd = (int)syscall(SYS_pidfd_open, hook->pid, 0);
    hook->until = clock_mono() + hook->limit;
    hook->killed = false;
    if (hook->fd >= 0) return true;
    err_set(err, ERR_IO, TXT("%s cannot be watched: %s", "无法监视 %s：%s"), hook->argv[0], strerror(errno));
    hook_stop(hook, 0);
    return false;
}

static bool reap(Hook *hook, int flags, int *status) {
    pid_t got;
    do got = waitpid(hook->pid, status, flags);
    while (got < 0 && errno == EINTR);
    if (got == 0) return false;
    if (hook->fd >= 0) close(hook->fd);
    hook->pid = 0;
    hook->fd = -1;
    return true;
}

static bool ended_well(const Hook *hook, int status, Err *err) {
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
    if (hook->killed)
        return err_set(err, ERR_IO, TXT("%s was still running after %d s", "%s 运行超过 %d 秒"), hook->argv[0],
                       (int)(hook->limit / MS_SECOND));
    if (WIFEXITED(status))
        return err_set(err, ERR_IO, TXT("%s ended with %d", "%s 以状态 %d 结束"), hook->argv[0], WEXITSTATUS(status));
    return err_set(err, ERR_IO, TXT("%s was ended by signal %d", "%s 被信号 %d 终止"), hook->argv[0], WTERMSIG(status));
}

bool hook_ended(Hook *hook, bool *good, Err *err) {
    int status;
    if (!hook_runs(hook)) return false;
    if (!hook->killed && clock_mono() >= hook->until) hook->killed = kill(hook->pid, SIGKILL) == 0;
    if (!reap(hook, WNOHANG, &status)) return false;
    *good = ended_well(hook, status, err);
    return true;
}

bool hook_stop(Hook *hook, Ms patience) {
    int status;
    if (!hook_runs(hook)) return false;
    struct pollfd end = {.fd = hook->fd, .events = POLLIN};
    poll(&end, 1, (int)patience);
    if (!reap(hook, WNOHANG, &status)) {
        kill(hook->pid, SIGKILL);
        reap(hook, 0, &status);
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
