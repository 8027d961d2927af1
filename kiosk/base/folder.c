/* Durable names: fsync of the folder, rename without replacing. */
#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool folder_of(const char *path, char *out, size_t size) {
    if ((size_t)snprintf(out, size, "%s", path) >= size || size < 2) return false;
    char *slash = strrchr(out, '/');
    if (!slash) {
        snprintf(out, size, ".");
    } else {
        slash[slash == out] = '\0';
    }
    return true;
}

bool folder_sync(const char *path_in_it) {
    char folder[4096];
    if (!folder_of(path_in_it, folder, sizeof folder)) return false;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return false;
    bool ok = fsync(fd) == 0 || errno == EINVAL; /* some file systems have nothing to sync there */
    close(fd);
    return ok;
}

bool file_place(const char *from, const char *to, Err *err) {
    bool ok = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0;
    if (!ok && (errno == EINVAL || errno == ENOSYS)) { /* FAT and the like cannot promise it */
        ok = access(to, F_OK) != 0 && rename(from, to) == 0;
        if (!ok && access(to, F_OK) == 0) errno = EEXIST;
    }
    if (!ok && errno == EEXIST) return err_set(err, ERR_EXISTS, TXT("%s is there already", "%s 已经存在"), to);
    if (ok && folder_sync(to)) return true;
    return err_set(err, ERR_IO, TXT("%s cannot be put in place: %s", "无法放置 %s：%s"), to, strerror(errno));
}
