/* Table files: one pass over the bytes finds digest and encoding, a second one streams them through iconv into the CSV
 * reader, or a workbook's into xlsx_in. Both passes must see the same bytes. */
#include "import_sheet.h"

#include "base/csv_write.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "import_cells.h"
#include "xlsx_in.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, HEAD = 4096, DIGEST = 32, HOPELESS = 4096 };
#define REPLACEMENT "\xEF\xBF\xBD"
#define SUBSTITUTE  '\x1A' /* stands for a zero byte, which no text has */

struct Sheet {
    SheetAbout about;
    int fd;
    iconv_t decoder; /* (iconv_t)-1: the bytes are UTF-8 as they are */
    bool wide;       /* units of two bytes */
    bool repair;     /* UTF-8 with wrong bytes in it: iconv lets some of them pass */
    bool begun, ended;
    int64_t done;
    char *in;
    size_t in_at, in_len;
    Csv *csv;
    XlsxIn *book; /* instead of csv */
};

/* ---- the first pass: what is it? ---- */

typedef struct Survey {
    size_t head_len;
    unsigned char head[HEAD];
    int64_t size, characters, wrong; /* beyond ASCII: sound UTF-8 characters, bytes that are none */
    size_t carried;
    char carry[4];
} Survey;

/* Counts UTF-8 in text[0, len); what may go on in the next chunk is carried. */
static void survey_utf8(Survey *s, const char *text, size_t len, bool last) {
    const char *p = text, *end = text + len;
    s->carried = 0;
    if (s->wrong > HOPELESS && s->wrong > s->characters) return;
    while (p < end) {
        if (!(*p & 0x80)) {
            p++;
            continue;
        }
        if (!last && end - p < 4) {
            s->carried = (size_t)(end - p);
            memcpy(s->carry, p, s->carried);
            return;
        }
        const char *before = p;
        utf8_next(&p, end);
        if (p - before == 1)
            s->wrong++;
        else
            s->characters++;
    }
}

/* Reads the whole file once. */
static bool survey(int fd, Survey *s, char digest[65], Err *err) {
    crypto_generichash_state hash;
    unsigned char sum[DIGEST];
    char *buf = mem_alloc(sizeof s->carry + CHUNK);
    ssize_t got;
    crypto_generichash_init(&hash, NULL, 0, DIGEST);
    do {
        memcpy(buf, s->carry, s->carried);
        char *fresh = buf + s->carried;
        got = read(fd, fresh, CHUNK);
        if (got < 0) break;
        crypto_generichash_update(&hash, (unsigned char *)fresh, (size_t)got);
        size_t more = (size_t)got < HEAD - s->head_len ? (size_t)got : HEAD - s->head_len;
        memcpy(s->head + s->head_len, fresh, more);
        s->head_len += more;
        s->size += got;
        survey_utf8(s, buf, s->carried + (size_t)got, got == 0);
    } while (got > 0);
    free(buf);
    if (got < 0) return err_set(err, ERR_IO, TXT("cannot be read: %s", "读取失败：%s"), strerror(errno));
    crypto_generichash_final(&hash, sum, DIGEST);
    sodium_bin2hex(digest, 2 * DIGEST + 1, sum, DIGEST);
    return true;
}

/* ASCII in UTF-16 leaves every other byte zero; "" when it does not look like that. */
static const char *utf16_by_zeros(const Survey *s) {
    size_t zeros[2] = {0, 0}, pairs = s->head_len / 2;
    for (size_t i = 0; i < 2 * pairs; i++) zeros[i % 2] += s->head[i] == 0;
    if (zeros[1] * 8 > pairs && zeros[0] * 16 < zeros[1]) return "UTF-16LE";
    if (zeros[0] * 8 > pairs && zeros[1] * 16 < zeros[0]) return "UTF-16BE";
    return "";
}

static const char *find_encoding(const Survey *s) {
    if (s->head_len >= 3 && memcmp(s->head, "\xEF\xBB\xBF", 3) == 0) return "UTF-8";
    if (s->head_len >= 2 && memcmp(s->head, "\xFF\xFE", 2) == 0) return "UTF-16LE";
    if (s->head_len >= 2 && memcmp(s->head, "\xFE\xFF", 2) == 0) return "UTF-16BE";
    const char *wide = utf16_by_zeros(s);
    if (*wide) return wide;
    /* A few damaged bytes among many sound characters are damage, not another encoding. */
    return s->wrong == 0 || s->wrong * 16 <= s->characters ? "UTF-8" : "GB18030";
}

/* What people call an encoding, as iconv names it. */
static const char *say_encoding(const char *said, const Survey *s) {
    static const char *const names[][2] = {
        {"utf8", "UTF-8"},     {"utf-8", "UTF-8"},      {"gbk", "GB18030"},
        {"gb2312", "GB18030"}, {"gb18030", "GB18030"},  {"gb-18030", "GB18030"},
        {"cp936", "GB18030"},  {"utf16le", "UTF-16LE"}, {"utf16be", "UTF-16BE"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(said, names[i][0]) == 0) return names[i][1];
    if (strcasecmp(said, "utf-16") == 0 || strcasecmp(said, "utf16") == 0)
        return s->head_len >= 2 && memcmp(s->head, "\xFE\xFF", 2) == 0 ? "UTF-16BE" : "UTF-16LE";
    return said;
}

static bool begins(const Survey *s, const char *bytes) {
    return s->head_len >= 4 && memcmp(s->head, bytes, 4) == 0;
}

static bool choose_encoding(Sheet *sheet, const Survey *s, const char *said, Err *err) {
    if (s->size == 0) return err_set(err, ERR_INPUT, TXT("the file is empty", "文件是空的"));
    const char *encoding = said ? say_encoding(said, s) : find_encoding(s);
    snprintf(sheet->about.encoding, sizeof sheet->about.encoding, "%s", encoding);
    sheet->about.encoding_said = said != NULL;
    sheet->wide = strncasecmp(encoding, "UTF-16", 6) == 0;
    sheet->repair = strcmp(encoding, "UTF-8") == 0 && s->wrong > 0;
    if (strcmp(encoding, "UTF-8") == 0) return true;
    sheet->decoder = iconv_open("UTF-8", encoding);
    if (sheet->decoder == (iconv_t)-1)
        return err_set(
            err, ERR_USAGE,
            TXT("%s is no known encoding: try gb18030, utf-8 or utf-16", "不认识编码 %s：可用 gb18030、utf-8、utf-16"),
            encoding);
    return true;
}

/* ---- the second pass: decoded bytes ---- */

static bool read_in(Sheet *s, Err *err) {
    memmove(s->in, s->in + s->in_at, s->in_len - s->in_at);
    s->in_len -= s->in_at;
    s->in_at = 0;
    ssize_t got = read(s->fd, s->in + s->in_len, CHUNK - s->in_len);
    if (got < 0) return err_set(err, ERR_IO, TXT("cannot be read: %s", "读取失败：%s"), strerror(errno));
    s->in_len += (size_t)got;
    s->done += got;
    s->ended = got == 0;
    if (s->done > s->about.size || (s->ended && s->done != s->about.size))
        return err_set(err, ERR_INPUT,
                       TXT("the file changed while it was read: import it again once it is written",
                           "读取时文件在变化：请等它写完再导入"));
    return true;
}

/* UTF-8 as it is, each wrong byte as U+FFFD; a character that may go on in the next chunk waits. */
static size_t repair_utf8(Sheet *s, char *out, size_t size) {
    const char *p = s->in + s->in_at, *end = s->in + s->in_len;
    size_t used = 0;
    while (p < end && size - used > 4 && (s->ended || end - p >= 4 || !(*p & 0x80))) {
        uint32_t cp = utf8_next(&p, end);
        used += utf8_put(out + used, cp);
    }
    s->in_at = (size_t)(p - s->in);
    return used;
}

/* Decodes what it can into out; returns the bytes written. */
static size_t decode(Sheet *s, char *out, size_t size) {
    if (s->repair) return repair_utf8(s, out, size);
    char *from = s->in + s->in_at, *to = out;
    size_t left = s->in_len - s->in_at, room = size;
    for (;;) {
        if (s->decoder == (iconv_t)-1) {
            size_t n = left < room ? left : room;
            memcpy(to, from, n);
            from += n;
            room -= n;
            break;
        }
        if (iconv(s->decoder, &from, &left, &to, &room) != (size_t)-1 || errno == E2BIG) break;
        if (errno == EINVAL && !s->ended) break;
        if (room < strlen(REPLACEMENT)) break;
        memcpy(to, REPLACEMENT, strlen(REPLACEMENT));
        to += strlen(REPLACEMENT);
        room -= strlen(REPLACEMENT);
        size_t skip = s->wide && left > 1 ? 2 : 1;
        from += skip;
        left -= skip;
        if (left == 0) break;
    }
    s->in_at = (size_t)(from - s->in);
    return size - room;
}

static bool read_text(void *ctx, char *out, size_t size, size_t *got, Err *err) {
    Sheet *s = ctx;
    *got = 0;
    while (*got == 0) {
        bool short_of_bytes = s->in_len - s->in_at < 16;
        if (short_of_bytes && !s->ended && !read_in(s, err)) return false;
        if (s->in_at == s->in_len && s->ended) return true;
        *got = decode(s, out, size);
        if (!s->begun && *got >= 3) { /* the byte order mark is no text */
            if (memcmp(out, "\xEF\xBB\xBF", 3) == 0) memmove(out, out + 3, *got -= 3);
            s->begun = true;
        }
    }
    for (char *zero; (zero = memchr(out, 0, *got));) *zero = SUBSTITUTE;
    return true;
}

/* ---- opening ---- */

static bool open_file(Sheet *s, const char *path, Err *err) {
    struct stat st;
    s->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (s->fd < 0)
        return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, TXT("cannot be opened: %s", "无法打开：%s"),
                       strerror(errno));
    if (fstat(s->fd, &st) != 0 || !S_ISREG(st.st_mode))
        return err_set(err, ERR_INPUT, TXT("is no plain file", "不是普通文件"));
    s->about.modified = (Ms)st.st_mtim.tv_sec * 1000 + st.st_mtim.tv_nsec / 1000000;
    return true;
}

static bool open_sheet(Sheet *s, const char *path, const char *encoding, Err *err) {
    Survey found = {0};
    if (sodium_init() < 0) return err_set(err, ERR_IO, TXT("libsodium does not start", "libsodium 无法启动"));
    if (!open_file(s, path, err) || !survey(s->fd, &found, s->about.digest, err)) return false;
    s->about.size = found.size;
    if (begins(&found, "PK\x03\x04")) {
        snprintf(s->about.encoding, sizeof s->about.encoding, "xlsx");
        return xlsx_in_open(&s->book, s->fd, found.size, err);
    }
    if (begins(&found, "\xD0\xCF\x11\xE0")) return xlsx_refuse_ole(s->fd, err);
    if (!choose_encoding(s, &found, encoding, err)) return false;
    if (lseek(s->fd, 0, SEEK_SET) != 0)
        return err_set(err, ERR_IO, TXT("cannot be read: %s", "读取失败：%s"), strerror(errno));
    return csv_open(&s->csv, read_text, s, err);
}

bool sheet_open(Sheet **out, const char *path, const char *encoding, Err *err) {
    Sheet *s = mem_alloc(sizeof *s);
    const char *slash = strrchr(path, '/');
    snprintf(s->about.name, sizeof s->about.name, "%s", slash ? slash + 1 : path);
    s->fd = -1;
    s->decoder = (iconv_t)-1;
    s->in = mem_alloc(CHUNK);
    if (!open_sheet(s, path, encoding, err)) {
        err_prefix(err, TXT("%s: ", "%s："), path);
        sheet_close(s);
        return false;
    }
    *out = s;
    return true;
}

void sheet_close(Sheet *sheet) {
    if (!sheet) return;
    csv_close(sheet->csv);
    xlsx_in_close(sheet->book);
    if (sheet->decoder != (iconv_t)-1) iconv_close(sheet->decoder);
    if (sheet->fd >= 0) close(sheet->fd);
    free(sheet->in);
    free(sheet);
}

const SheetAbout *sheet_about(const Sheet *sheet) {
    return &sheet->about;
}

/* A workbook is small beside its rows: it is asked once more, at the end, whether somebody wrote to it meanwhile. */
static bool is_as_it_was(const Sheet *s, Err *err) {
    struct stat st;
    bool same = fstat(s->fd, &st) == 0 && st.st_size == s->about.size &&
                (Ms)st.st_mtim.tv_sec * 1000 + st.st_mtim.tv_nsec / 1000000 == s->about.modified;
    return same || err_set(err, ERR_INPUT,
                           TXT("the file changed while it was read: import it again once it is written",
                               "读取时文件在变化：请等它写完再导入"));
}

static CsvStep next_of_book(Sheet *s, CsvRecord *out, Err *err) {
    CsvStep step = xlsx_in_next(s->book, out, err);
    return step == CSV_END && !is_as_it_was(s, err) ? CSV_FAILED : step;
}

/* What only CSV does to a cell: ="0123" keeps a spreadsheet from reading a number, an apostrophe keeps it from running
 * a formula. */
static CsvStep next_of_csv(Sheet *s, CsvRecord *out, Err *err) {
    CsvStep step = csv_next(s->csv, out, err);
    for (size_t i = 0; step == CSV_RECORD && i < out->n; i++) {
        char *cell = out->cells[i];
        if (*cell == '\'')
            csv_unguard(cell);
        else if (*cell == '=' || *cell == ' ')
            cell_unwrap(cell);
    }
    return step;
}

CsvStep sheet_next(Sheet *sheet, CsvRecord *out, Err *err) {
    CsvStep step = sheet->book ? next_of_book(sheet, out, err) : next_of_csv(sheet, out, err);
    if (step == CSV_FAILED) err_prefix(err, TXT("%s: ", "%s："), sheet->about.name);
    return step;
}

int64_t sheet_done(const Sheet *sheet) {
    if (sheet->book) return xlsx_in_done(sheet->book);
    return sheet->done - (int64_t)(sheet->in_len - sheet->in_at);
}

const char *sheet_left_out(const Sheet *sheet) {
    return sheet->book ? xlsx_in_left_out(sheet->book) : "";
}
