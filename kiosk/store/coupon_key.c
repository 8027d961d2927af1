/* The store's key, which makes its coupon codes its own: a file beside the database that only its owner reads. */
#include "coupons.h"

#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool key_name(const char *db_path, char *out, size_t size, Err *err) {
    if ((size_t)snprintf(out, size, "%s.key", db_path) < size) return true;
    return err_set(err, ERR_IO, TXT("the path of the key file is too long", "密钥文件路径过长"));
}

static bool key_written(int fd, const CouponKey *key) {
    return fchmod(fd, 0600) == 0 && write(fd, key->bytes, sizeof key->bytes) == (ssize_t)sizeof key->bytes &&
           fsync(fd) == 0;
}

bool coupon_key_make(const char *db_path, Err *err) {
    char name[4096];
    CouponKey key;
    if (!key_name(db_path, name, sizeof name, err)) return false;
    if (sodium_init() < 0) return err_set(err, ERR_IO, TXT("no random numbers to be had", "无法取得随机数"));
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == EEXIST) return err_set(err, ERR_EXISTS, TXT("%s is there already", "%s 已经存在"), name);
    if (fd < 0)
        return err_set(err, ERR_IO, TXT("%s cannot be made: check its folder", "无法建立 %s：请检查文件夹"), name);
    randombytes_buf(key.bytes, sizeof key.bytes);
    bool ok = key_written(fd, &key), full = !ok && errno == ENOSPC;
    sodium_memzero(&key, sizeof key);
    close(fd);
    if (ok && folder_sync(name)) return true;
    unlink(name);
    return err_set(err, full ? ERR_FULL : ERR_IO,
                   TXT("%s cannot be written: check the disk", "无法写入 %s：请检查磁盘"), name);
}

bool coupon_key_read(const char *db_path, CouponKey *out, Err *err) {
    char name[4096];
    struct stat st;
    CouponKey key;
    uint8_t more;
    if (!key_name(db_path, name, sizeof name, err)) return false;
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT)
        return err_set(err, ERR_NOT_FOUND,
                       TXT("the store's key %s is missing: restore it from a backup", "缺少门店密钥 %s：请从备份恢复"),
                       name);
    if (fd < 0 || fstat(fd, &st) != 0) {
        if (fd >= 0) close(fd);
        return err_set(err, ERR_IO,
                       TXT("the store's key %s cannot be read: check who owns it", "无法读取门店密钥 %s：请检查其权限"),
                       name);
    }
    ssize_t n = read(fd, key.bytes, sizeof key.bytes), rest = read(fd, &more, 1);
    close(fd);
    if (st.st_mode & 077)
        return err_set(
            err, ERR_RULE,
            TXT("others may read the store's key %s: chmod 600 it", "其他用户可读取门店密钥 %s：请执行 chmod 600"),
            name);
    if (n != (ssize_t)sizeof key.bytes || rest != 0)
        return err_set(err, ERR_INPUT,
                       TXT("%s is not a store's key: restore it from a backup", "%s 不是门店密钥：请从备份恢复"), name);
    *out = key;
    return true;
}
