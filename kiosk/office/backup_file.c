/* The format, both ways. Frames 0x184D2A50 and 0x184D2A51 are skippable ones, as Zstandard leaves them to programs. */
#include "backup_file.h"

#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zstd.h>

enum { FRAME_HEAD = 0x184D2A50, FRAME_TAIL = 0x184D2A51, LEVEL = 6, HASH = 32, HEAD_MAX = 1 << 20 };

void backup_info_free(BackupInfo *info) {
    sodium_memzero(&info->key, sizeof info->key);
    arena_free(&info->arena);
    *info = (BackupInfo){0};
}

/* ---- names ---- */

void backup_name(const char *store_id, Ms made, bool sealed, char *out, size_t size) {
    char when[32];
    struct tm tm;
    time_t seconds = (time_t)(made / 1000);
    gmtime_r(&seconds, &tm);
    strftime(when, sizeof when, "%Y%m%dT%H%M%SZ", &tm);
    snprintf(out, size, "lounge-%s-%s.db.zst%s", store_id, when, sealed ? ".sealed" : "");
}

bool backup_name_read(const char *name, const char *store_id, Ms *made) {
    char again[NAME_MAX + 1];
    size_t prefix = strlen("lounge-") + strlen(store_id) + 1;
    struct tm tm = {0};
    if (strlen(name) <= prefix) return false;
    const char *rest = strptime(name + prefix, "%Y%m%dT%H%M%SZ", &tm);
    if (!rest) return false;
    Ms at = (Ms)timegm(&tm) * 1000;
    backup_name(store_id, at, strcmp(rest, ".db.zst.sealed") == 0, again, sizeof again);
    if (strcmp(again, name) != 0) return false;
    *made = at;
    return true;
}

/* ---- what it holds, as text ---- */

static void hex_line(Buf *out, const char *name, const uint8_t *bytes, size_t n) {
    char hex[2 * 64 + 1];
    buf_printf(out, "%s %s\n", name, sodium_bin2hex(hex, sizeof hex, bytes, n));
    sodium_memzero(hex, sizeof hex);
}

static void head_text(const BackupInfo *info, Buf *out) {
    buf_printf(out, "lounge-backup 1\nstore %s\nzone %s\nmade_ms %" PRId64 "\nschema %d\ndatabase_bytes %" PRId64 "\n",
               info->store_id, info->zone, info->made, info->schema, info->database_bytes);
    hex_line(out, "database_blake2b", info->hash, HASH);
    if (info->has_key) hex_line(out, "store_key", info->key.bytes, sizeof info->key.bytes);
    for (size_t i = 0; i < info->n_tables; i++)
        buf_printf(out, "rows %s %" PRId64 "\n", info->tables[i].table, info->tables[i].rows);
}

static bool hex_read(const char *text, uint8_t *out, size_t n) {
    size_t length = 0;
    return sodium_hex2bin(out, n, text, strlen(text), NULL, &length, NULL) == 0 && length == n;
}

static bool row_read(BackupInfo *info, char *text, size_t cap) {
    char *space = strrchr(text, ' ');
    if (!space || info->n_tables == cap) return false;
    *space = '\0';
    TableCount *t = &info->tables[info->n_tables++];
    t->table = arena_strdup(&info->arena, text);
    t->rows = strtoll(space + 1, NULL, 10);
    info->rows += t->rows;
    return true;
}

/* A line this program does not know is from a later one: skipped. */
static bool line_read(BackupInfo *info, char *line, size_t cap) {
    char *value = strchr(line, ' ');
    if (!value) return false;
    *value++ = '\0';
    if (strcmp(line, "store") == 0) snprintf(info->store_id, sizeof info->store_id, "%s", value);
    if (strcmp(line, "zone") == 0) snprintf(info->zone, sizeof info->zone, "%s", value);
    if (strcmp(line, "made_ms") == 0) info->made = strtoll(value, NULL, 10);
    if (strcmp(line, "schema") == 0) info->schema = (int)strtol(value, NULL, 10);
    if (strcmp(line, "database_bytes") == 0) info->database_bytes = strtoll(value, NULL, 10);
    if (strcmp(line, "database_blake2b") == 0) return hex_read(value, info->hash, HASH);
    if (strcmp(line, "store_key") == 0) return info->has_key = hex_read(value, info->key.bytes, sizeof info->key.bytes);
    return strcmp(line, "rows") != 0 || row_read(info, value, cap);
}

static bool head_read(BackupInfo *info, char *text) {
    size_t lines = 0;
    char *rest, *line = strtok_r(text, "\n", &rest);
    if (!line || strcmp(line, "lounge-backup 1") != 0) return false;
    for (const char *p = rest; *p; p++) lines += *p == '\n';
    info->tables = arena_alloc(&info->arena, sizeof *info->tables * (lines + 1));
    while ((line = strtok_r(NULL, "\n", &rest)))
        if (!line_read(info, line, lines + 1)) return false;
    return info->database_bytes > 0 && info->schema > 0;
}

/* ---- writing ---- */

typedef struct Writing {
    Sealed *sealed;
    crypto_generichash_state all; /* of every byte before the tail's hash */
    ZSTD_CCtx *zstd;
} Writing;

static bool out_bytes(Writing *w, const void *bytes, size_t n, Err *err) {
    crypto_generichash_update(&w->all, bytes, n);
    return sealed_write(w->sealed, bytes, n, err);
}

static bool out_frame(Writing *w, uint32_t magic, size_t n, Err *err) {
    uint8_t head[8];
    for (int i = 0; i < 4; i++) {
        head[i] = (uint8_t)(magic >> 8 * i);
        head[4 + i] = (uint8_t)((uint32_t)n >> 8 * i);
    }
    return out_bytes(w, head, sizeof head, err);
}

static bool read_fail(Err *err) {
    return err_set(err, ERR_IO, TXT("the copy of the database cannot be read: %s", "无法读取数据库副本：%s"),
                   strerror(errno));
}

static bool hash_copy(int fd, uint8_t hash[HASH], Err *err) {
    uint8_t part[SEALED_BLOCK];
    crypto_generichash_state state;
    ssize_t n;
    crypto_generichash_init(&state, NULL, 0, HASH);
    if (lseek(fd, 0, SEEK_SET) != 0) return read_fail(err);
    while ((n = read(fd, part, sizeof part)) > 0) crypto_generichash_update(&state, part, (size_t)n);
    crypto_generichash_final(&state, hash, HASH);
    return (n == 0 && lseek(fd, 0, SEEK_SET) == 0) || read_fail(err);
}

static bool out_compressed(Writing *w, const void *bytes, size_t n, ZSTD_EndDirective end, Err *err) {
    uint8_t part[SEALED_BLOCK];
    ZSTD_inBuffer in = {bytes, n, 0};
    for (;;) {
        ZSTD_outBuffer out = {part, sizeof part, 0};
        size_t left = ZSTD_compressStream2(w->zstd, &out, &in, end);
        if (ZSTD_isError(left))
            return err_set(err, ERR_IO, TXT("cannot compress: %s", "压缩失败：%s"), ZSTD_getErrorName(left));
        if (!out_bytes(w, part, out.pos, err)) return false;
        if (end == ZSTD_e_end ? left == 0 : in.pos == in.size) return true;
    }
}

static bool out_database(Writing *w, const StoreSnapshot *snapshot, Err *err) {
    uint8_t part[SEALED_BLOCK];
    ssize_t n;
    ZSTD_CCtx_setParameter(w->zstd, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(w->zstd, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setPledgedSrcSize(w->zstd, (unsigned long long)snapshot->bytes);
    while ((n = read(snapshot->fd, part, sizeof part)) > 0)
        if (!out_compressed(w, part, (size_t)n, ZSTD_e_continue, err)) return false;
    return n == 0 ? out_compressed(w, "", 0, ZSTD_e_end, err) : read_fail(err);
}

static bool out_all(Writing *w, const StoreSnapshot *snapshot, BackupInfo *info, Err *err) {
    uint8_t hash[HASH];
    Buf head = {0};
    head_text(info, &head);
    bool ok = out_frame(w, FRAME_HEAD, head.len, err) && out_bytes(w, head.text, head.len, err);
    sodium_memzero(head.text, head.len); /* the store's key is in it */
    buf_free(&head);
    if (!ok || !out_database(w, snapshot, err) || !out_frame(w, FRAME_TAIL, HASH, err)) return false;
    crypto_generichash_final(&w->all, hash, HASH);
    return sealed_write(w->sealed, hash, HASH, err) && sealed_write_end(w->sealed, err);
}

static bool write_file(FILE *file, const char *path, const StoreSnapshot *snapshot, BackupInfo *info,
                       const SealKey *key, Err *err) {
    Writing w = {.sealed = mem_alloc(sizeof *w.sealed), .zstd = ZSTD_createCCtx()};
    crypto_generichash_init(&w.all, NULL, 0, HASH);
    bool ok = sealed_write_begin(w.sealed, file, path, key, err) && hash_copy(snapshot->fd, info->hash, err) &&
              out_all(&w, snapshot, info, err);
    ok = ok && (fsync(fileno(file)) == 0 ||
                err_set(err, ERR_IO, TXT("%s cannot be written: %s", "无法写入 %s：%s"), path, strerror(errno)));
    ZSTD_freeCCtx(w.zstd);
    sodium_memzero(w.sealed, sizeof *w.sealed);
    free(w.sealed);
    return ok;
}

/* A part that a killed backup left is taken over; one that somebody is writing is not. */
static FILE *open_part(const char *path, bool sealed, Err *err) {
    struct stat st;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        err_set(err, ERR_IO, TXT("%s cannot be made: %s", "无法建立 %s：%s"), path, strerror(errno));
        return NULL;
    }
    bool ok = flock(fd, LOCK_EX | LOCK_NB) == 0 ||
              err_set(err, ERR_BUSY, TXT("another backup is being written here", "此处正在进行另一个备份"));
    if (ok && ftruncate(fd, 0) != 0)
        ok = err_set(err, ERR_IO, TXT("%s cannot be written: %s", "无法写入 %s：%s"), path, strerror(errno));
    ok = ok && (fchmod(fd, 0600) == 0 || errno == EPERM);
    if (ok && !sealed && (fstat(fd, &st) != 0 || (st.st_mode & 077)))
        ok = err_set(err, ERR_RULE,
                     TXT("others could read a backup here: encrypt it (lounge backup --new-key)",
                         "此处的备份可被他人读取：请加密（lounge backup --new-key）"));
    FILE *file = ok ? fdopen(fd, "w+b") : NULL;
    if (!file) close(fd);
    return file;
}

/* What was written is what will be read: every byte is read back from the file before it gets its name. */
static bool proven(const char *path, const SealKey *key, const BackupInfo *info, Err *err) {
    BackupInfo again = {0};
    bool ok = backup_read(path, key, NULL, &again, err);
    if (ok && memcmp(again.hash, info->hash, HASH) != 0)
        ok = err_set(err, ERR_IO,
                     TXT("%s does not hold what was written: check the disk", "%s 与写入内容不符：请检查磁盘"), path);
    backup_info_free(&again);
    return ok;
}

bool backup_write(const char *folder, const StoreSnapshot *snapshot, BackupInfo *info, const SealKey *key, char *path,
                  size_t path_size, int64_t *bytes, Err *err) {
    char name[NAME_MAX + 1], part[PATH_MAX];
    struct stat st;
    info->sealed = key != NULL;
    info->database_bytes = snapshot->bytes;
    backup_name(info->store_id, info->made, info->sealed, name, sizeof name);
    if ((size_t)snprintf(path, path_size, "%s/%s", folder, name) >= path_size ||
        (size_t)snprintf(part, sizeof part, "%s/.lounge-%s.part", folder, info->store_id) >= sizeof part)
        return err_set(err, ERR_USAGE, TXT("the path is too long", "路径太长"));
    FILE *file = open_part(part, info->sealed, err);
    if (!file) return false;
    bool ok =
        write_file(file, part, snapshot, info, key, err) && proven(part, key, info, err) && file_place(part, path, err);
    *bytes = ok && fstat(fileno(file), &st) == 0 ? st.st_size : 0;
    if (!ok) unlink(part);
    fclose(file);
    return ok;
}

/* ---- reading ---- */

typedef struct Reading {
    Sealed *sealed;
    const char *path;
    crypto_generichash_state all, database;
    ZSTD_DCtx *zstd;
    uint8_t held[HASH + 8]; /* the last bytes of the stream: they may be the tail */
    FILE *to;
    int64_t n;
} Reading;

static bool damaged(const Reading *r, Err *err) {
    return err_set(err, ERR_INPUT, TXT("%s is damaged or cut short", "%s 已损坏或不完整"), r->path);
}

static uint32_t number_of(const uint8_t *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static bool in_bytes(Reading *r, void *out, size_t n, Err *err) {
    size_t got;
    if (!sealed_read(r->sealed, out, n, &got, err)) return false;
    if (got != n) return damaged(r, err);
    crypto_generichash_update(&r->all, out, n);
    return true;
}

static bool in_head(Reading *r, BackupInfo *info, Err *err) {
    uint8_t head[8];
    size_t got;
    if (!sealed_read(r->sealed, head, sizeof head, &got, err)) return false;
    uint32_t length = got == sizeof head ? number_of(head + 4) : 0;
    if (got != sizeof head || number_of(head) != FRAME_HEAD || length > HEAD_MAX)
        return err_set(err, ERR_INPUT, TXT("%s is not a Lounge backup", "%s 不是 Lounge 备份"), r->path);
    crypto_generichash_update(&r->all, head, sizeof head);
    char *text = mem_alloc(length + 1);
    bool ok = in_bytes(r, text, length, err);
    text[length] = '\0';
    if (ok && !head_read(info, text)) ok = damaged(r, err);
    sodium_memzero(text, length);
    free(text);
    return ok;
}

/* Decompresses what came; *left is zstd's own word: 0 when the frame has ended. */
static bool in_compressed(Reading *r, const uint8_t *bytes, size_t n, int64_t most, size_t *left, Err *err) {
    uint8_t part[SEALED_BLOCK];
    ZSTD_inBuffer in = {bytes, n, 0};
    for (bool full = false; in.pos < in.size || full;) {
        ZSTD_outBuffer out = {part, sizeof part, 0};
        if (*left == 0 && r->n) return damaged(r, err); /* something stands behind the frame's end */
        *left = ZSTD_decompressStream(r->zstd, &out, &in);
        r->n += (int64_t)out.pos;
        if (ZSTD_isError(*left) || r->n > most) return damaged(r, err);
        crypto_generichash_update(&r->database, part, out.pos);
        if (r->to && fwrite(part, 1, out.pos, r->to) != out.pos)
            return err_set(err, errno == ENOSPC ? ERR_FULL : ERR_IO,
                           TXT("the database cannot be written: %s", "无法写入数据库：%s"), strerror(errno));
        full = out.pos == out.size && *left != 0;
    }
    return true;
}

/* The tail is told apart by being last: as many bytes are always held back. */
static bool in_database(Reading *r, const BackupInfo *info, Err *err) {
    uint8_t part[sizeof r->held + SEALED_BLOCK];
    size_t got, left = 1;
    if (!sealed_read(r->sealed, part, sizeof r->held, &got, err)) return false;
    if (got != sizeof r->held) return damaged(r, err);
    while (got) {
        if (!sealed_read(r->sealed, part + sizeof r->held, SEALED_BLOCK, &got, err)) return false;
        crypto_generichash_update(&r->all, part, got);
        if (!in_compressed(r, part, got, info->database_bytes, &left, err)) return false;
        memmove(part, part + got, sizeof r->held);
    }
    memcpy(r->held, part, sizeof r->held);
    return (left == 0 && r->n == info->database_bytes) || damaged(r, err);
}

static bool in_tail(Reading *r, const BackupInfo *info, Err *err) {
    uint8_t hash[HASH];
    crypto_generichash_update(&r->all, r->held, 8);
    crypto_generichash_final(&r->all, hash, HASH);
    if (number_of(r->held) != FRAME_TAIL || number_of(r->held + 4) != HASH || memcmp(hash, r->held + 8, HASH) != 0)
        return damaged(r, err);
    crypto_generichash_final(&r->database, hash, HASH);
    return memcmp(hash, info->hash, HASH) == 0 || damaged(r, err);
}

bool backup_read(const char *path, const SealKey *key, FILE *to, BackupInfo *out, Err *err) {
    *out = (BackupInfo){0};
    FILE *file = fopen(path, "rbe");
    if (!file)
        return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, TXT("%s cannot be read: %s", "无法读取 %s：%s"),
                       path, strerror(errno));
    Reading r = {.sealed = mem_alloc(sizeof *r.sealed), .path = path, .zstd = ZSTD_createDCtx(), .to = to};
    crypto_generichash_init(&r.all, NULL, 0, HASH);
    crypto_generichash_init(&r.database, NULL, 0, HASH);
    bool ok = sodium_init() >= 0 && sealed_read_begin(r.sealed, file, path, key, err) && in_head(&r, out, err) &&
              in_database(&r, out, err) && in_tail(&r, out, err);
    out->sealed = r.sealed->sealed;
    ZSTD_freeDCtx(r.zstd);
    sodium_memzero(r.sealed, sizeof *r.sealed);
    free(r.sealed);
    fclose(file);
    if (!ok) backup_info_free(out);
    return ok;
}
