/* Where the files that come with the program are. */
#include "share.h"

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char dir[PATH_MAX];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* "/home/x/lounge/.build/lounge" -> "/home/x/lounge", if assets/ is in it. */
static int above_program(void) {
    char exe[PATH_MAX], probe[PATH_MAX + 8];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n <= 0) return 0;
    exe[n] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(exe, '/');
        if (!slash) return 0;
        *slash = '\0';
    }
    snprintf(probe, sizeof probe, "%s/assets", exe);
    if (access(probe, R_OK) != 0) return 0;
    snprintf(dir, sizeof dir, "%s", exe);
    return 1;
}

static void find(void) {
    const char *told = getenv("LOUNGE_SHARE");
    if (told && *told)
        snprintf(dir, sizeof dir, "%s", told);
    else if (!above_program())
        snprintf(dir, sizeof dir, "/usr/share/lounge");
}

const char *share_dir(void) {
    pthread_once(&once, find);
    return dir;
}

char *share_path(const char *below, char *out, size_t size) {
    snprintf(out, size, "%s/%s", share_dir(), below);
    return out;
}
