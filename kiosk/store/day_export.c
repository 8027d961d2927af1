/* The day on a USB stick: written into a folder beside its place, synced, then put there by a rename. */
#include "day_export.h"

#include "base/csv_write.h"
#include "view.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* --- finding the stick -------------------------------------------------------------------------------------------- */

/* "\040" -> " ", in place: how the kernel writes blanks in paths. */
static void unescape(char *text) {
    char *to = text;
    for (const char *p = text; *p; p++) {
        bool octal =
            p[0] == '\\' && p[1] >= '0' && p[1] <= '3' && p[2] >= '0' && p[2] <= '7' && p[3] >= '0' && p[3] <= '7';
        *to++ = octal ? (char)((p[1] - '0') * 64 + (p[2] - '0') * 8 + (p[3] - '0')) : *p;
        if (octal) p += 3;
    }
    *to = '\0';
}

static bool is_where_sticks_are(const char *mount) {
    static const char *const below[] = {"/media/", "/run/media/", "/mnt/"};
    for (size_t i = 0; i < sizeof below / sizeof *below; i++)
        if (strncmp(mount, below[i], strlen(below[i])) == 0) return true;
    return strcmp(mount, "/mnt") == 0;
}

/* One line of mountinfo: "36 35 98:0 /root /mnt/stick rw,… - vfat /dev/sdb1 rw". */
static bool is_stick(char *line, dev_t own, char out[STICK_PATH_MAX]) {
    unsigned major_no, minor_no;
    char mount[STICK_PATH_MAX], source[STICK_PATH_MAX];
    const char *apart = strstr(line, " - ");
    if (sscanf(line, "%*s %*s %u:%u %*s %511s", &major_no, &minor_no, mount) != 3) return false;
    if (!apart || sscanf(apart, " - %*s %511s", source) != 1) return false;
    unescape(mount);
    if (!is_where_sticks_are(mount) || strncmp(source, "/dev/", 5) != 0) return false;
    if (makedev(major_no, minor_no) == own) return false;
    snprintf(out, STICK_PATH_MAX, "%s", mount);
    return true;
}

static bool no_stick(Err *err) {
    return err_set(
        err, ERR_NOT_FOUND,
        TXT("no USB stick is there: plug one in, wait a moment and try again", "没有找到 U 盘：请插入后稍等片刻再试"));
}

bool stick_find(const Db *db, const char *mountinfo, const char *set, char out[STICK_PATH_MAX], Err *err) {
    struct stat st;
    if (*set) {
        if (stat(set, &st) != 0 || !S_ISDIR(st.st_mode)) return no_stick(err);
        snprintf(out, STICK_PATH_MAX, "%s", set);
        return true;
    }
    dev_t own = stat(db_path(db), &st) == 0 ? st.st_dev : 0;
    FILE *file = fopen(mountinfo, "re");
    if (!file) return err_set(err, ERR_IO, TXT("cannot read %s: %s", "无法读取 %s：%s"), mountinfo, strerror(errno));
    char *line = NULL;
    size_t cap = 0;
    bool found = false;
    while (getline(&line, &cap, file) > 0) found = is_stick(line, own, out) || found;
    free(line);
    fclose(file);
    return found || no_stick(err);
}

/* --- writing -------------------------------------------------------------------------------------------------------
 */

static const struct {
    const char *name;
    DbView view;
} files[DAY_FILES] = {{"ratings", VIEW_RATINGS},
                      {"complaints", VIEW_COMPLAINTS},
                      {"coupons", VIEW_COUPONS},
                      {"calls", VIEW_CALLS},
                      {"orders", VIEW_ORDERS}};

typedef struct Rows {
    Out out;
    size_t n;
} Rows;

static bool put_row(void *ctx, int n, const char *const *names, const char *const *values) {
    Rows *r = ctx;
    (void)names;
    for (int i = 0; i < n; i++) {
        if (i) out_bytes(&r->out, ",", 1);
        csv_cell(&r->out, values[i]);
    }
    out_bytes(&r->out, "\r\n", 2);
    r->n++;
    return r->out.error == 0;
}

static bool put_rows(Db *db, DbView view, Ms day, Rows *r, Err *err) {
    Arena arena = {0};
    const char *const *names;
    int n;
    bool ok = view_columns(db, db_view_name(view), &arena, &names, &n, err);
    if (ok) {
        out_bytes(&r->out, "\xEF\xBB\xBF", 3);
        put_row(r, n, NULL, names);
        r->n = 0;
        ok =
            db_view_each(db, view, day, day_add(day, 1), put_row, r, err) || r->out.error != 0; /* told by out_finish */
    }
    arena_free(&arena);
    return ok;
}

static bool write_file(Db *db, const char *folder, int i, Ms day, size_t *rows, Err *err) {
    char path[PATH_MAX];
    Rows r = {0};
    snprintf(path, sizeof path, "%s/%s.csv", folder, files[i].name);
    if (!out_begin(&r.out, path, err)) return false;
    if (!put_rows(db, files[i].view, day, &r, err)) {
        out_abandon(&r.out);
        return false;
    }
    *rows = r.n;
    return out_finish(&r.out, err);
}

static bool stick_refuses(Err *err) {
    int error = errno;
    if (error == EROFS || error == EACCES || error == EPERM)
        return err_set(err, ERR_IO, TXT("the USB stick is write-protected", "U 盘写保护，无法写入"));
    if (error == ENOSPC || error == EDQUOT) return err_set(err, ERR_FULL, TXT("the USB stick is full", "U 盘空间不足"));
    return err_set(err, ERR_IO, TXT("the USB stick refuses: %s", "U 盘写入失败：%s"), strerror(error));
}

/* A folder of ours: plain files, none below. */
static void remove_folder(const char *folder) {
    DIR *dir = opendir(folder);
    if (!dir) return;
    for (const struct dirent *e; (e = readdir(dir)) != NULL;)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) unlinkat(dirfd(dir), e->d_name, 0);
    closedir(dir);
    rmdir(folder);
}

/* All of that file system is on the medium when this returns. */
static bool sync_stick(const char *stick, Err *err) {
    int fd = open(stick, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return stick_refuses(err);
    bool ok = syncfs(fd) == 0 || stick_refuses(err);
    close(fd);
    return ok;
}

static bool put_in_place(const char *part, const char *old, const char *folder, Err *err) {
    bool had = rename(folder, old) == 0;
    if (rename(part, folder) != 0) {
        stick_refuses(err);
        if (had && rename(old, folder) != 0) return err_prefix(err, "%s: ", "%s：", old); /* says where it is now */
        return false;
    }
    remove_folder(old);
    return true;
}

static bool write_all(Db *db, const char *part, Ms day, DayExport *out, Err *err) {
    for (int i = 0; i < DAY_FILES; i++) {
        if (write_file(db, part, i, day, &out->rows[i], err)) continue;
        if (err && err->code == ERR_FULL) err_set(err, ERR_FULL, TXT("the USB stick is full", "U 盘空间不足"));
        return false;
    }
    return true;
}

bool day_export(Db *db, const char *stick, Ms day, DayExport *out, Err *err) {
    char date[16], part[STICK_PATH_MAX], old[STICK_PATH_MAX];
    DayExport done = {0};
    day_show(day, date, sizeof date);
    int n = snprintf(done.folder, sizeof done.folder, "%s/lounge-%s-%s", stick, db_store_id(db), date);
    int m = snprintf(part, sizeof part, "%s/.lounge-%s.part", stick, date);
    int o = snprintf(old, sizeof old, "%s/.lounge-%s.old", stick, date);
    if (n >= STICK_PATH_MAX || m >= STICK_PATH_MAX || o >= STICK_PATH_MAX)
        return err_set(err, ERR_IO, TXT("the stick's name is too long", "U 盘路径过长"));
    remove_folder(part); /* of an export that was cut short */
    remove_folder(old);
    if (mkdir(part, 0777) != 0) return stick_refuses(err);
    if (write_all(db, part, day, &done, err) && sync_stick(stick, err) && put_in_place(part, old, done.folder, err) &&
        sync_stick(stick, err)) {
        *out = done;
        return true;
    }
    remove_folder(part);
    return false;
}
