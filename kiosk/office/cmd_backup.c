/* lounge backup: a whole, proven copy of the store into a folder while everything runs, and the older ones thinned out.
 */
#include "backup_file.h"
#include "office.h"
#include "rules/backup_keep.h"
#include "store/backups.h"
#include "table.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Ask {
    const char *folder, *key;
    bool new_key, list;
} Ask;

/* ---- thinning out ---- */

typedef struct Old {
    Ms made;
    char name[NAME_MAX + 1];
} Old;

static int newest_first(const void *a, const void *b) {
    Ms left = ((const Old *)a)->made, right = ((const Old *)b)->made;
    return left < right ? 1 : left > right ? -1 : 0;
}

static size_t backups_in(const char *folder, const char *store_id, Old **out) {
    DIR *dir = opendir(folder);
    size_t n = 0, cap = 0;
    *out = NULL;
    for (struct dirent *e; dir && (e = readdir(dir));) {
        Ms made;
        if (!backup_name_read(e->d_name, store_id, &made)) continue;
        if (n == cap) *out = mem_grow(*out, sizeof **out * (cap = cap ? cap * 2 : 32));
        (*out)[n].made = made;
        snprintf((*out)[n++].name, sizeof(*out)->name, "%s", e->d_name);
    }
    if (dir) closedir(dir);
    if (n) qsort(*out, n, sizeof **out, newest_first);
    return n;
}

static BackupKeep keep_rule(const Settings *s) {
    return (BackupKeep){(int)settings_int(s, "backup.daily"), (int)settings_int(s, "backup.weekly"),
                        (int)settings_int(s, "backup.monthly")};
}

/* Only files whose name is exactly one of this store's; *n_kept of them stay. */
static int thin_out(const Office *office, const char *folder, size_t *n_kept) {
    Old *old;
    int removed = 0;
    size_t n = backups_in(folder, db_store_id(office->db), &old);
    Ms *made = mem_alloc(sizeof *made * (n + 1));
    bool *keep = mem_alloc(sizeof *keep * (n + 1));
    for (size_t i = 0; i < n; i++) made[i] = old[i].made;
    backup_keep(made, n, keep_rule(office->settings), keep);
    for (size_t i = 0; i < n; i++) {
        char path[PATH_MAX];
        if (keep[i] || (size_t)snprintf(path, sizeof path, "%s/%s", folder, old[i].name) >= sizeof path) continue;
        removed += unlink(path) == 0;
    }
    *n_kept = n - (size_t)removed;
    free(made);
    free(keep);
    free(old);
    return removed;
}

/* ---- making one ---- */

static const Column columns[] = {
    {"file", {TXT("file", "文件")}, false},
    {"bytes", {TXT("bytes", "字节")}, true},
    {"database_bytes", {TXT("of the database", "数据库字节")}, true},
    {"rows", {TXT("rows", "行数")}, true},
    {"took_ms", {TXT("took, ms", "用时，毫秒")}, true},
    {"sealed", {TXT("encrypted", "加密")}, true},
    {"kept", {TXT("kept", "保留份数")}, true},
    {"removed", {TXT("removed", "删除份数")}, true},
};

static void answer(const Office *office, const char *path, const BackupRow *row, size_t kept, int removed) {
    if (!office->json) {
        say(office,
            TXT("%s\n%.1f MB of a database of %.1f MB, %lld rows, in %.1f s, %s; read back and proven\n"
                "backups of this store here: %zu kept, %d removed",
                "%s\n%.1f MB，数据库 %.1f MB，%lld 行，用时 %.1f 秒，%s；已读回核对\n本店备份：保留 %zu 份，删除 %d "
                "份"),
            path, (double)row->bytes / 1e6, (double)row->database_bytes / 1e6, (long long)row->rows,
            (double)row->took / 1000,
            office->zh    ? row->sealed ? "已加密" : "未加密"
            : row->sealed ? "encrypted"
                          : "not encrypted",
            kept, removed);
        return;
    }
    Table t;
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    table_text(&t, path);
    table_int(&t, row->bytes);
    table_int(&t, row->database_bytes);
    table_int(&t, row->rows);
    table_int(&t, row->took);
    table_int(&t, row->sealed);
    table_int(&t, (int64_t)kept);
    table_int(&t, removed);
    table_end(&t, (Words){TXT("", "")});
}

/* The key that was named, else the one beside the database, else none: *out stays NULL. */
static bool find_key(const Office *office, const char *named, SealKey *key, const SealKey **out, Err *err) {
    char path[PATH_MAX];
    *out = NULL;
    snprintf(path, sizeof path, "%s.backup-key", office->db_path);
    if (!named && access(path, F_OK) != 0) return true;
    if (!seal_key_read(named ? named : path, key, err)) return false;
    *out = key;
    return true;
}

static bool make(Office *office, const char *folder, const SealKey *key, char *path, BackupRow *row, Err *err) {
    StoreSnapshot snapshot;
    BackupInfo info = {0};
    Ms start = clock_mono();
    if (!snapshot_take(office->db, &snapshot, err)) return false;
    snprintf(info.store_id, sizeof info.store_id, "%s", snapshot.store_id);
    snprintf(info.zone, sizeof info.zone, "%s", settings_text(office->settings, "store.tz"));
    info.made = clock_now() / MS_SECOND * MS_SECOND;
    info.schema = snapshot.schema;
    info.tables = snapshot.tables;
    info.n_tables = snapshot.n_tables;
    info.has_key = coupon_key_read(office->db_path, &info.key, NULL);
    *row = (BackupRow){.at = info.made,
                       .folder = folder,
                       .sealed = key != NULL,
                       .database_bytes = snapshot.bytes,
                       .rows = snapshot.rows};
    bool ok = backup_write(folder, &snapshot, &info, key, path, PATH_MAX, &row->bytes, err);
    row->took = clock_mono() - start;
    backup_info_free(&info);
    snapshot_drop(&snapshot);
    return ok;
}

/* The backup is good whether or not its row can be written. */
static Exit note_and_answer(Office *office, const char *path, BackupRow *row) {
    Err err;
    size_t kept;
    row->file = strrchr(path, '/') + 1;
    int removed = thin_out(office, row->folder, &kept);
    answer(office, path, row, kept, removed);
    db_close(office->db);
    office->db = NULL;
    if (db_open(&office->db, office->db_path, DB_WRITE, &err) && backup_note(office->db, row, &err)) return EXIT_DONE;
    err_prefix(&err, TXT("the backup is good, but could not be noted: ", "备份已完成，但未能登记："));
    return office_fail(office, &err) == EXIT_DONE ? EXIT_DONE : EXIT_PART;
}

static Exit back_up(Office *office, const Ask *ask) {
    char path[PATH_MAX], folder[PATH_MAX];
    Err err;
    SealKey key;
    const SealKey *sealing;
    BackupRow row;
    struct stat st;
    if (!realpath(ask->folder, folder) || stat(folder, &st) != 0 || !S_ISDIR(st.st_mode)) {
        err_set(&err, ERR_NOT_FOUND,
                TXT("there is no folder %s: make it, for its owner only (mkdir -m 700)",
                    "没有文件夹 %s：请先建立，仅所有者可读（mkdir -m 700）"),
                ask->folder);
        return office_fail(office, &err);
    }
    if (!find_key(office, ask->key, &key, &sealing, &err)) return office_fail(office, &err);
    bool ok = office_open(office, DB_READ, &err) && make(office, folder, sealing, path, &row, &err);
    sodium_memzero(&key, sizeof key);
    return ok ? note_and_answer(office, path, &row) : office_fail(office, &err);
}

/* ---- keys and the list ---- */

static Exit make_key(Office *office, const char *named) {
    char path[PATH_MAX];
    Err err;
    snprintf(path, sizeof path, "%s%s", named ? named : office->db_path, named ? "" : ".backup-key");
    if (!seal_key_make(path, &err)) return office_fail(office, &err);
    say(office,
        TXT("%s is made: backups are encrypted from now on\n"
            "print it or copy it to another machine now: without it no backup can be opened, by anybody",
            "%s 已生成：此后的备份将加密\n请立即打印或另存到其他机器：没有它，任何人都无法打开备份"),
        path);
    return EXIT_DONE;
}

static const Column list_columns[] = {
    {"at_ms", {TXT("at", "时间")}, false},
    {"file", {TXT("file", "文件")}, false},
    {"there", {TXT("there", "仍在")}, true},
    {"sealed", {TXT("encrypted", "加密")}, true},
    {"bytes", {TXT("bytes", "字节")}, true},
    {"rows", {TXT("rows", "行数")}, true},
    {"took_ms", {TXT("took, ms", "用时，毫秒")}, true},
};

static Exit list(Office *office) {
    Err err;
    Table t;
    Arena arena = {0};
    BackupRow *rows;
    size_t n;
    if (!office_open(office, DB_READ, &err) || !backup_list(office->db, &arena, &rows, &n, &err)) {
        arena_free(&arena);
        return office_fail(office, &err);
    }
    table_begin(&t, office, list_columns, sizeof list_columns / sizeof *list_columns);
    for (size_t i = 0; i < n; i++) {
        const char *path = arena_printf(&arena, "%s/%s", rows[i].folder, rows[i].file);
        table_instant(&t, rows[i].at);
        table_text(&t, path);
        table_int(&t, access(path, F_OK) == 0);
        table_int(&t, rows[i].sealed);
        table_int(&t, rows[i].bytes);
        table_int(&t, rows[i].rows);
        table_int(&t, rows[i].took);
    }
    table_end(&t, (Words){TXT("no backup was made yet", "尚未备份")});
    arena_free(&arena);
    return EXIT_DONE;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"new-key", no_argument, NULL, 'n'},
                                        {"key", required_argument, NULL, 'k'},
                                        {"list", no_argument, NULL, 'l'},
                                        {0}};
    Ask ask = {0};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'n') ask.new_key = true;
        if (o == 'l') ask.list = true;
        if (o == 'k') ask.key = optarg;
    }
    int words = argc - optind;
    if (words != (ask.new_key || ask.list ? 0 : 1) || (ask.new_key && ask.list))
        return office_misuse(office, TXT("name the folder: lounge backup DIR", "请指明文件夹：lounge backup 文件夹"));
    if (ask.new_key) return make_key(office, ask.key);
    if (ask.list) return list(office);
    ask.folder = argv[optind];
    return back_up(office, &ask);
}

const Command cmd_backup = {
    .name = "backup",
    .about = {TXT("a whole copy of the store into a folder, while everything runs", "运行中完整备份门店数据到文件夹")},
    .usage = {TXT("backup DIR [--key FILE]\nbackup --new-key [--key FILE]\nbackup --list",
                  "backup 文件夹 [--key 文件]\nbackup --new-key [--key 文件]\nbackup --list")},
    .details = {TXT(
        "  The copy is of one moment, checked, compressed, encrypted when there is a key (--key, else the file\n"
        "  DB.backup-key), read back, and only then given its name. Of this store's backups in DIR the newest of each\n"
        "  of 7 days, 4 weeks and 12 months stay (settings backup.daily, backup.weekly, backup.monthly).\n"
        "  --new-key  makes the key; keep a copy of it away from this machine",
        "  副本取自同一时刻，经校验、压缩，有密钥（--key，否则 数据库.backup-key）时加密，读回核对后才正式命名。\n"
        "  文件夹中本店的备份保留最近 7 天、4 周、12 个月各最新一份（设置 "
        "backup.daily、backup.weekly、backup.monthly）。\n"
        "  --new-key  生成密钥；请另存一份到其他地方")},
    .example = "lounge backup /srv/backup/lounge",
    .run = run,
};
