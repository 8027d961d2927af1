/* Sealing: "LOUNGE-SEALED-1\n", the stream's header, then blocks of 64 KiB, each 17 bytes longer than its content. */
#include "sealed.h"

#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[] = "LOUNGE-SEALED-1\n";
enum {
    MAGIC_BYTES = sizeof magic - 1,
    HEADER_BYTES = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    MORE_BYTES = crypto_secretstream_xchacha20poly1305_ABYTES,
    KEY_TEXT = 2 * SEALED_KEY_BYTES + 1, /* with its newline */
};

/* ---- key files ---- */

bool seal_key_make(const char *path, Err *err) {
    SealKey key;
    char text[KEY_TEXT + 1];
    if (sodium_init() < 0) return err_set(err, ERR_IO, TXT("no random numbers to be had", "无法取得随机数"));
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == EEXIST)
        return err_set(err, ERR_EXISTS,
                       TXT("%s is there already: older backups need it; move it away, and keep it, to make another",
                           "%s 已存在，旧备份需要它：如要新建，请先移走并妥善保存"),
                       path);
    if (fd < 0)
        return err_set(err, ERR_IO, TXT("%s cannot be made: check its folder", "无法建立 %s：请检查文件夹"), path);
    randombytes_buf(key.bytes, sizeof key.bytes);
    sodium_bin2hex(text, sizeof text, key.bytes, sizeof key.bytes);
    text[KEY_TEXT - 1] = '\n';
    bool ok = fchmod(fd, 0600) == 0 && write(fd, text, KEY_TEXT) == KEY_TEXT && fsync(fd) == 0;
    close(fd);
    sodium_memzero(&key, sizeof key);
    sodium_memzero(text, sizeof text);
    if (ok && folder_sync(path)) return true;
    unlink(path);
    return err_set(err, ERR_IO, TXT("%s cannot be written: check the disk", "无法写入 %s：请检查磁盘"), path);
}

static bool not_a_key(const char *path, Err *err) {
    return err_set(err, ERR_INPUT,
                   TXT("%s is not a backup key: 64 hexadecimal digits", "%s 不是备份密钥：应为 64 位十六进制"), path);
}

bool seal_key_read(const char *path, SealKey *out, Err *err) {
    struct stat st;
    char text[KEY_TEXT + 2];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO,
                       TXT("the backup key %s cannot be read: %s", "无法读取备份密钥 %s：%s"), path, strerror(errno));
    ssize_t n = read(fd, text, sizeof text);
    bool known = fstat(fd, &st) == 0;
    close(fd);
    if (!known || (st.st_mode & 077))
        return err_set(
            err, ERR_RULE,
            TXT("others may read the backup key %s: chmod 600 it", "其他用户可读取备份密钥 %s：请执行 chmod 600"),
            path);
    size_t length = 0, digits = n > 0 && text[n - 1] == '\n' ? (size_t)n - 1 : n > 0 ? (size_t)n : 0;
    bool ok = digits == KEY_TEXT - 1 &&
              sodium_hex2bin(out->bytes, sizeof out->bytes, text, digits, NULL, &length, NULL) == 0 &&
              length == sizeof out->bytes;
    sodium_memzero(text, sizeof text);
    return ok || not_a_key(path, err);
}

/* ---- writing ---- */

static bool write_fail(const Sealed *s, Err *err) {
    bool full = errno == ENOSPC || errno == EDQUOT;
    return err_set(err, full ? ERR_FULL : ERR_IO, TXT("%s cannot be written: %s", "无法写入 %s：%s"), s->path,
                   strerror(errno));
}

static bool put(Sealed *s, const void *bytes, size_t n, Err *err) {
    return fwrite(bytes, 1, n, s->file) == n || write_fail(s, err);
}

bool sealed_write_begin(Sealed *s, FILE *file, const char *path, const SealKey *key, Err *err) {
    uint8_t header[HEADER_BYTES];
    s->file = file;
    s->path = path;
    s->sealed = key != NULL;
    s->n = 0;
    if (sodium_init() < 0) return err_set(err, ERR_IO, TXT("no random numbers to be had", "无法取得随机数"));
    if (!key) return true;
    crypto_secretstream_xchacha20poly1305_init_push(&s->state, header, key->bytes);
    return put(s, magic, MAGIC_BYTES, err) && put(s, header, sizeof header, err);
}

static bool flush_block(Sealed *s, unsigned char tag, Err *err) {
    uint8_t out[SEALED_BLOCK + MORE_BYTES];
    if (!s->sealed) {
        bool ok = put(s, s->block, s->n, err);
        s->n = 0;
        return ok;
    }
    crypto_secretstream_xchacha20poly1305_push(&s->state, out, NULL, s->block, s->n, (const uint8_t *)magic,
                                               MAGIC_BYTES, tag);
    size_t n = s->n + MORE_BYTES;
    s->n = 0;
    return put(s, out, n, err);
}

bool sealed_write(Sealed *s, const void *bytes, size_t n, Err *err) {
    const uint8_t *p = bytes;
    while (n) {
        if (s->n == SEALED_BLOCK && !flush_block(s, 0, err)) return false;
        size_t part = SEALED_BLOCK - s->n < n ? SEALED_BLOCK - s->n : n;
        memcpy(s->block + s->n, p, part);
        s->n += part;
        p += part;
        n -= part;
    }
    return true;
}

bool sealed_write_end(Sealed *s, Err *err) {
    bool ok = flush_block(s, crypto_secretstream_xchacha20poly1305_TAG_FINAL, err) &&
              (fflush(s->file) == 0 || write_fail(s, err));
    sodium_memzero(&s->state, sizeof s->state);
    return ok;
}

/* ---- reading ---- */

bool sealed_read_begin(Sealed *s, FILE *file, const char *path, const SealKey *key, Err *err) {
    uint8_t header[HEADER_BYTES];
    char start[MAGIC_BYTES];
    *s = (Sealed){.file = file, .path = path};
    s->sealed = fread(start, 1, sizeof start, file) == sizeof start && memcmp(start, magic, sizeof start) == 0;
    if (!s->sealed) {
        rewind(file);
        return true;
    }
    if (!key)
        return err_set(err, ERR_RULE,
                       TXT("%s is encrypted: name its key with --key FILE", "%s 已加密：请用 --key 文件 指明密钥"),
                       path);
    if (fread(header, 1, sizeof header, file) == sizeof header &&
        crypto_secretstream_xchacha20poly1305_init_pull(&s->state, header, key->bytes) == 0)
        return true;
    return err_set(err, ERR_INPUT, TXT("%s is cut short", "%s 不完整"), path);
}

/* The next block into s->block; a plain file ends where it ends. */
static bool next_block(Sealed *s, bool first, Err *err) {
    uint8_t in[SEALED_BLOCK + MORE_BYTES];
    unsigned long long length = 0;
    unsigned char tag = 0;
    s->at = s->n = 0;
    if (!s->sealed) {
        s->n = fread(s->block, 1, SEALED_BLOCK, s->file);
        s->ended = s->n < SEALED_BLOCK;
        return !ferror(s->file) ||
               err_set(err, ERR_IO, TXT("%s cannot be read: %s", "无法读取 %s：%s"), s->path, strerror(errno));
    }
    size_t got = fread(in, 1, sizeof in, s->file);
    if (got < MORE_BYTES || crypto_secretstream_xchacha20poly1305_pull(&s->state, s->block, &length, &tag, in, got,
                                                                       (const uint8_t *)magic, MAGIC_BYTES) != 0)
        return first ? err_set(err, ERR_INPUT,
                               TXT("%s cannot be opened: it is damaged, or the key is another one",
                                   "无法打开 %s：文件已损坏，或密钥不对"),
                               s->path)
                     : err_set(err, ERR_INPUT, TXT("%s is damaged or cut short", "%s 已损坏或不完整"), s->path);
    s->n = (size_t)length;
    s->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (!s->ended || fgetc(s->file) == EOF) return true;
    return err_set(err, ERR_INPUT, TXT("%s goes on behind its end: it is damaged", "%s 结尾之后还有内容：文件已损坏"),
                   s->path);
}

bool sealed_read(Sealed *s, void *out, size_t n, size_t *got, Err *err) {
    uint8_t *p = out;
    bool first = !s->n && !s->ended;
    *got = 0;
    while (n) {
        if (s->at == s->n) {
            if (s->ended) return true;
            if (!next_block(s, first, err)) return false;
            first = false;
            continue;
        }
        size_t part = s->n - s->at < n ? s->n - s->at : n;
        memcpy(p, s->block + s->at, part);
        s->at += part;
        p += part;
        n -= part;
        *got += part;
    }
    return true;
}
