/* The file of the stop list. */
#include "stop_list.h"

#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool stop_list_write(const char *folder, const char *store_id, const char *lines, Err *err) {
    char path[PATH_MAX], part[PATH_MAX + 8];
    snprintf(path, sizeof path, "%s/lounge-%s.forgotten", folder, store_id);
    snprintf(part, sizeof part, "%s.part", path);
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool ok = fd >= 0 && (fchmod(fd, 0600) == 0 || errno == EPERM) &&
              write(fd, lines, strlen(lines)) == (ssize_t)strlen(lines) && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    if (ok && rename(part, path) == 0 && folder_sync(path)) return true;
    return err_set(err, ERR_IO, TXT("%s cannot be written: %s", "无法写入 %s：%s"), path, strerror(errno));
}

bool stop_list_read(const char *beside, const char *store_id, Buf *lines, Err *err) {
    char folder[PATH_MAX], path[PATH_MAX + 80], part[4096];
    size_t n;
    if (!folder_of(beside, folder, sizeof folder))
        return err_set(err, ERR_USAGE, TXT("the path is too long", "路径太长"));
    snprintf(path, sizeof path, "%s/lounge-%s.forgotten", folder, store_id);
    FILE *file = fopen(path, "re");
    if (!file && errno == ENOENT) return true;
    while (file && (n = fread(part, 1, sizeof part, file)) > 0) buf_add(lines, part, n);
    bool ok = file && !ferror(file);
    if (file) fclose(file);
    return ok || err_set(err, ERR_IO, TXT("%s cannot be read: %s", "无法读取 %s：%s"), path, strerror(errno));
}
