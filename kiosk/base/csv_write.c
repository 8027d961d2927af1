/* Writing exports. One pass over a cell finds its end and whether it needs quotes; most cells are one memcpy. */
#include "csv_write.h"

#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the file ---- */

static bool cannot_write(const char *path, int error, Err *err) {
    const char *name = path ? path : "-";
    if (error == ENOSPC || error == EDQUOT)
        return err_set(err, ERR_FULL, TXT("no space left to write %s", "没有空间写入 %s"), name);
    return err_set(err, ERR_IO, TXT("cannot write %s: %s", "无法写入 %s：%s"), name, strerror(error));
}

/* A file of its own beside `path`, readable as the umask says (mkstemp alone would hide it from the drop folder). */
static int make_temporary(Out *out) {
    if (snprintf(out->temporary, sizeof out->temporary, "%s.part-XXXXXX", out->path) >= (int)sizeof out->temporary) {
        errno = ENAMETOOLONG;
        return -1;
    }
    int fd = mkostemp(out->temporary, O_CLOEXEC);
    if (fd < 0) return -1;
    mode_t mask = umask(0);
    umask(mask);
    fchmod(fd, 0666 & ~mask);
    return fd;
}

bool out_begin(Out *out, const char *path, Err *err) {
    struct stat st;
    *out = (Out){.path = path && strcmp(path, "-") != 0 ? path : NULL};
    if (!out->path) {
        fflush(stdout);
        out->fd = STDOUT_FILENO;
    } else if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
        out->fd = open(path, O_WRONLY | O_CLOEXEC);
    } else {
        out->fd = make_temporary(out);
    }
    if (out->fd < 0) {
        int error = errno;
        out->temporary[0] = '\0';
        return cannot_write(path, error, err);
    }
    out->buffer = mem_alloc(OUT_BUFFER);
    return true;
}

static void out_write(Out *out, const char *bytes, size_t len) {
    while (len && !out->error) {
        ssize_t n = write(out->fd, bytes, len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            out->error = errno;
            return;
        }
        bytes += n;
        len -= (size_t)n;
    }
}

static void out_flush(Out *out) {
    out_write(out, out->buffer, out->used);
    out->used = 0;
}

void out_bytes(Out *out, const char *bytes, size_t len) {
    if (len > OUT_BUFFER - out->used) out_flush(out);
    if (len > OUT_BUFFER) {
        out_write(out, bytes, len);
        return;
    }
    memcpy(out->buffer + out->used, bytes, len);
    out->used += len;
}

static inline void out_char(Out *out, char c) {
    if (out->used == OUT_BUFFER) out_flush(out);
    out->buffer[out->used++] = c;
}

void out_abandon(Out *out) {
    if (out->path && out->fd >= 0) close(out->fd);
    if (out->temporary[0]) unlink(out->temporary);
    free(out->buffer);
    *out = (Out){.fd = -1};
}

/* The rename itself must reach the disk too. */
static void sync_folder(const char *path) {
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

bool out_finish(Out *out, Err *err) {
    out_flush(out);
    if (!out->error && out->temporary[0] && fsync(out->fd) != 0) out->error = errno;
    if (!out->error && out->temporary[0]) {
        if (rename(out->temporary, out->path) != 0) {
            out->error = errno;
        } else {
            out->temporary[0] = '\0';
            sync_folder(out->path);
        }
    }
    bool good = out->error == 0;
    if (!good) cannot_write(out->path, out->error, err);
    out_abandon(out);
    return good;
}

/* ---- cells ---- */

/* What each byte means to a CSV cell. */
enum { PLAIN = 0, END = 1, QUOTE = 2 };
static const unsigned char csv_class[256] = {
    ['\0'] = END, [','] = QUOTE, ['"'] = QUOTE, ['\r'] = QUOTE, ['\n'] = QUOTE};

static bool is_negative_number(const char *text) {
    const char *p = text + 1;
    size_t digits = strspn(p, "0123456789");
    if (*text != '-' || !digits) return false;
    p += digits;
    if (*p == '.') {
        digits = strspn(++p, "0123456789");
        if (!digits) return false;
        p += digits;
    }
    return !*p;
}

/* Would a spreadsheet run it? Also the full-width forms, which Chinese and Japanese ones fold. */
static bool is_formula(const char *text) {
    switch ((unsigned char)*text) {
    case '-': return !is_negative_number(text);
    case '=':
    case '+':
    case '@':
    case '\t':
    case '\r':
    case '\n': return true;
    case 0xEF:
        return strncmp(text, "\uFF1D", 3) == 0 || strncmp(text, "\uFF0B", 3) == 0 || strncmp(text, "\uFF0D", 3) == 0 ||
               strncmp(text, "\uFF20", 3) == 0;
    default: return false;
    }
}

/* Text that needs an apostrophe: a formula, also behind apostrophes that are its own, or behind blanks, which some
 * readers take away. */
static bool needs_guard(const char *text) {
    const char *p = text + strspn(text, "'");
    if (*p == ' ') {
        p += strspn(p, " ");
        return *p == '=' || *p == '+' || *p == '@';
    }
    return is_formula(p);
}

void csv_unguard(char *cell) {
    if (*cell == '\'' && needs_guard(cell)) memmove(cell, cell + 1, strlen(cell));
}

static void csv_quoted(Out *out, const char *text, bool formula) {
    out_char(out, '"');
    if (formula) out_char(out, '\'');
    for (const char *quote; (quote = strchr(text, '"')); text = quote + 1) {
        out_bytes(out, text, (size_t)(quote - text) + 1);
        out_char(out, '"');
    }
    out_bytes(out, text, strlen(text));
    out_char(out, '"');
}

static void cell(Out *out, const char *text, bool formula) {
    const unsigned char *p = (const unsigned char *)text;
    while (csv_class[*p] == PLAIN) p++;
    if (*p) {
        csv_quoted(out, text, formula);
        return;
    }
    if (formula) out_char(out, '\'');
    out_bytes(out, text, (size_t)(p - (const unsigned char *)text));
}

void csv_cell(Out *out, const char *text) {
    if (text && *text) cell(out, text, needs_guard(text));
}

void csv_cell_as_it_is(Out *out, const char *text) {
    cell(out, text, false);
}

/* How a control character, quote or backslash stands in JSON; size 8 is enough. */
static size_t json_escape(char *out, unsigned char c) {
    static const char letters[] = "btn\0fr"; /* 8–13 */
    if (c == '"' || c == '\\') return (size_t)sprintf(out, "\\%c", c);
    if (c >= 8 && c <= 13 && letters[c - 8]) return (size_t)sprintf(out, "\\%c", letters[c - 8]);
    return (size_t)sprintf(out, "\\u%04x", c);
}

static bool json_plain(unsigned char c) {
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/* The next piece of `*p` as JSON: plain bytes as they are, one escape, or one valid code point. */
static size_t json_piece(const char **p, const char *end, const char **piece, char scratch[8]) {
    const char *from = *p;
    while (*p < end && json_plain((unsigned char)**p)) (*p)++;
    *piece = from;
    if (*p > from) return (size_t)(*p - from);
    *piece = scratch;
    unsigned char c = (unsigned char)**p;
    if (c < 0x80) {
        (*p)++;
        return json_escape(scratch, c);
    }
    return utf8_put(scratch, utf8_next(p, end));
}

void out_json_text(Out *out, const char *text) {
    out_json_bytes(out, text, strlen(text));
}

void out_json_bytes(Out *out, const char *text, size_t len_of_text) {
    const char *p = text, *end = text + len_of_text, *piece;
    char scratch[8];
    out_char(out, '"');
    while (p < end) {
        size_t len = json_piece(&p, end, &piece, scratch);
        out_bytes(out, piece, len);
    }
    out_char(out, '"');
}

void json_quote(Buf *buf, const char *text) {
    const char *p = text, *end = text + strlen(text), *piece;
    char scratch[8];
    buf_putc(buf, '"');
    while (p < end) {
        size_t len = json_piece(&p, end, &piece, scratch);
        buf_add(buf, piece, len);
    }
    buf_putc(buf, '"');
}
