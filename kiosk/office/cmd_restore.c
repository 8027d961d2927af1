/* lounge restore: a backup into a new place, after every check; never over anything that is there. */
#include "backup_file.h"
#include "base/folder.h"
#include "office.h"
#include "stop_list.h"
#include "store/forget.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool nothing_there(const char *to, Err *err) {
    static const char *const endings[] = {"", "-wal", "-shm", "-journal", ".key"};
    char path[PATH_MAX + 16];
    struct stat st;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s%s", to, endings[i]);
        if (lstat(path, &st) == 0)
            return err_set(
                err, ERR_EXISTS,
                TXT("%s is there already: a backup goes into a new place only", "%s 已经存在：备份只能恢复到新的位置"),
                path);
    }
    return true;
}

/* Taken over from a restore that was killed, unless one is still running. */
static FILE *open_part(const char *part, Err *err) {
    int fd = open(part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        err_set(err, ERR_IO, TXT("%s cannot be made: %s", "无法建立 %s：%s"), part, strerror(errno));
        return NULL;
    }
    bool ok = flock(fd, LOCK_EX | LOCK_NB) == 0 ||
              err_set(err, ERR_BUSY, TXT("another restore to this place is running", "另一个恢复正在进行"));
    ok = ok && ((fchmod(fd, 0600) == 0 && ftruncate(fd, 0) == 0) ||
                err_set(err, ERR_IO, TXT("%s cannot be written: %s", "无法写入 %s：%s"), part, strerror(errno)));
    FILE *file = ok ? fdopen(fd, "w+b") : NULL;
    if (!file) close(fd);
    return file;
}

/* The store's key comes before the database: a database that is there can be used at once. */
static bool place_key(const char *to, const BackupInfo *info, Err *err) {
    char path[PATH_MAX + 16];
    if (!info->has_key) return true;
    snprintf(path, sizeof path, "%s.key", to);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool ok = fd >= 0 && fchmod(fd, 0600) == 0 &&
              write(fd, info->key.bytes, sizeof info->key.bytes) == (ssize_t)sizeof info->key.bytes && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    return ok || err_set(err, ERR_IO, TXT("%s cannot be written: %s", "无法写入 %s：%s"), path, strerror(errno));
}

static bool place(const char *part, FILE *file, const char *to, const BackupInfo *info, Err *err) {
    char key[PATH_MAX + 16];
    snprintf(key, sizeof key, "%s.key", to);
    if (fchmod(fileno(file), 0660) != 0 || fsync(fileno(file)) != 0)
        return err_set(err, ERR_IO, TXT("%s cannot be written: %s", "无法写入 %s：%s"), part, strerror(errno));
    if (!place_key(to, info, err)) return false;
    if (file_place(part, to, err)) return true;
    if (info->has_key) unlink(key);
    return false;
}

/* Whoever was forgotten since the backup was made is forgotten in it too, before it has its name. */
static bool erase_again(const char *from, const char *part, const BackupInfo *info, int *forgotten, Err *err) {
    char beside[PATH_MAX + 32];
    Buf lines = {0};
    Db *db = NULL;
    bool ok = stop_list_read(from, info->store_id, &lines, err);
    if (ok && lines.len && info->has_key) {
        ok = db_open(&db, part, DB_WRITE, err) &&
             forgotten_again(db, &info->key, buf_text(&lines), clock_now(), forgotten, err) &&
             forgotten_vacuum(db, err);
        db_close(db);
        snprintf(beside, sizeof beside, "%s.bell", part);
        unlink(beside);
    }
    buf_free(&lines);
    return ok;
}

static bool unpack(const char *from, const SealKey *key, const char *to, BackupInfo *info, int *forgotten, Err *err) {
    char part[PATH_MAX + 16];
    snprintf(part, sizeof part, "%s.restoring", to);
    FILE *file = open_part(part, err);
    if (!file) return false;
    bool ok = backup_read(from, key, file, info, err) &&
              (fflush(file) == 0 ||
               err_set(err, ERR_IO, TXT("%s cannot be written: %s", "无法写入 %s：%s"), part, strerror(errno)));
    ok = ok && snapshot_check(part, info->schema, info->tables, info->n_tables, err) &&
         erase_again(from, part, info, forgotten, err) && place(part, file, to, info, err);
    if (!ok) unlink(part);
    fclose(file);
    return ok;
}

static void answer(const Office *office, const char *to, const BackupInfo *info) {
    char when[32];
    say(office,
        TXT("%s is restored: store %s as it was at %s, %lld rows in %zu tables, schema %d\n"
            "next: lounge doctor --db %s; then stop the panels, put it in the place of the old one with its key\n"
            "(the old database, its -wal and -shm moved away together) and start them again",
            "%s 已恢复：门店 %s，%s 时的数据，%lld 行、%zu 张表，结构 %d\n"
            "下一步：lounge doctor --db %s；然后停止自助屏，连同密钥换下旧数据库\n"
            "（旧数据库与其 -wal、-shm 一并移走），再重新启动"),
        to, info->store_id, instant_show(info->made, when, sizeof when), (long long)info->rows, info->n_tables,
        info->schema, to);
    if (!info->has_key)
        office_note(
            office,
            TXT("it holds no store key: put the old %s.key beside it, or its coupons are not known; whoever was "
                "forgotten since is in it",
                "备份中没有门店密钥：请放回原来的 %s.key，否则无法识别已发的券；此后要求删除的个人信息仍在其中"),
            to);
}

static Exit restore(Office *office, const char *from, const char *to, const char *key_path) {
    Err err;
    SealKey key;
    char beside[PATH_MAX + 16];
    BackupInfo info = {0};
    int forgotten = 0;
    const char *named = key_path;
    if (strlen(to) >= PATH_MAX - 32) return office_misuse(office, TXT("the path is too long", "路径太长"));
    snprintf(beside, sizeof beside, "%s.backup-key", office->db_path);
    if (!named && access(beside, F_OK) == 0) named = beside;
    if (named && !seal_key_read(named, &key, &err)) return office_fail(office, &err);
    bool ok = nothing_there(to, &err) && unpack(from, named ? &key : NULL, to, &info, &forgotten, &err);
    sodium_memzero(&key, sizeof key);
    if (ok && !zone_use(info.zone, &err)) office_note(office, TXT("%s", "%s"), err_text(&err, office->zh));
    if (ok) answer(office, to, &info);
    if (ok && forgotten)
        office_note(office,
                    TXT("%d rows of people who were forgotten since were emptied again (%s beside the backup)",
                        "此后已要求删除的 %d 条个人信息已再次清空（依据备份旁的 %s）"),
                    forgotten, "lounge-….forgotten");
    backup_info_free(&info);
    return ok ? EXIT_DONE : office_fail(office, &err);
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {
        {"to", required_argument, NULL, 't'}, {"key", required_argument, NULL, 'k'}, {0}};
    const char *to = NULL, *key = NULL;
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 't') to = optarg;
        if (o == 'k') key = optarg;
    }
    if (argc - optind != 1 || !to)
        return office_misuse(office, TXT("name the backup and a new place for it: restore FILE --to PATH",
                                         "请指明备份文件和新的位置：restore 文件 --to 路径"));
    return restore(office, argv[optind], to, key);
}

const Command cmd_restore = {
    .name = "restore",
    .about = {TXT("put a backup into a new place, after every check", "检查无误后把备份恢复到新的位置")},
    .usage = {TXT("restore FILE --to PATH [--key FILE]", "restore 文件 --to 路径 [--key 文件]")},
    .details = {TXT("  Never over a database that is there. Checked before PATH appears: key, every block, hash,\n"
                    "  SQLite's integrity, schema, rows of each table. The key is --key, else DB.backup-key.",
                    "  不会覆盖已有数据库。在新文件出现之前检查：密钥、每个数据块、校验和、SQLite 完整性、结构、\n"
                    "  各表行数。密钥为 --key，否则 数据库.backup-key。")},
    .example = "lounge restore lounge-cd-01-20261123T182600Z.db.zst --to /var/lib/lounge/new.db",
    .run = run,
};
