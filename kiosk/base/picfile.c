/* Picture files by their headers: PNG, JPEG, WebP, SVG. Nothing is decoded, so a hostile file costs nothing. */
#include "picfile.h"

#include "mem.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { HEAD = 64 }; /* bytes that tell a file's kind, and a WebP's and PNG's size */

typedef struct Source {
    FILE *f;
    const char *path;
    long size;
    unsigned char head[HEAD];
    size_t n_head;
} Source;

static unsigned be16(const unsigned char *p) {
    return (unsigned)p[0] << 8 | p[1];
}

static unsigned be32(const unsigned char *p) {
    return be16(p) << 16 | be16(p + 2);
}

static unsigned le16(const unsigned char *p) {
    return (unsigned)p[1] << 8 | p[0];
}

static unsigned le24(const unsigned char *p) {
    return (unsigned)p[2] << 16 | le16(p);
}

static bool read_at(Source *s, long at, unsigned char *out, size_t n) {
    return at >= 0 && fseek(s->f, at, SEEK_SET) == 0 && fread(out, 1, n, s->f) == n;
}

static bool cut_off(const Source *s, Err *err) {
    return err_set(err, ERR_INPUT, TXT("%s is cut off or damaged", "%s 不完整或已损坏"), s->path);
}

/* --- the kinds ------------------------------------------------------------------------------------------------------
 */

static bool read_png(Source *s, PicFile *out, Err *err) {
    static const unsigned char end[] = {'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82};
    unsigned char tail[sizeof end];
    if (s->n_head < 33 || memcmp(s->head + 12, "IHDR", 4) != 0 || !read_at(s, s->size - 8, tail, sizeof tail) ||
        memcmp(tail, end, sizeof end) != 0)
        return cut_off(s, err);
    unsigned w = be32(s->head + 16), h = be32(s->head + 20);
    *out = (PicFile){PIC_PNG, w > INT_MAX ? INT_MAX : (int)w, h > INT_MAX ? INT_MAX : (int)h};
    return true;
}

/* Segments up to the frame's own, which has the size. */
static bool jpeg_size(Source *s, PicFile *out) {
    unsigned char b[9];
    for (long at = 2; read_at(s, at, b, 4);) {
        if (b[0] != 0xFF) return false;
        if (b[1] == 0xFF) { /* filling */
            at++;
            continue;
        }
        bool frame = b[1] >= 0xC0 && b[1] <= 0xCF && b[1] != 0xC4 && b[1] != 0xC8 && b[1] != 0xCC;
        if (frame) {
            if (!read_at(s, at, b, 9)) return false;
            *out = (PicFile){PIC_JPEG, (int)be16(b + 7), (int)be16(b + 5)};
            return true;
        }
        if (b[1] == 0xD9 || b[1] == 0xDA || be16(b + 2) < 2) return false;
        at += 2 + (long)be16(b + 2);
    }
    return false;
}

/* Cameras add blanks behind the end of a picture: the last kilobyte is searched for it. */
static bool jpeg_ends(Source *s) {
    unsigned char tail[1024];
    long from = s->size > (long)sizeof tail ? s->size - (long)sizeof tail : 0;
    size_t n = (size_t)(s->size - from);
    if (!read_at(s, from, tail, n)) return false;
    for (size_t i = n; i-- > 1;)
        if (tail[i - 1] == 0xFF && tail[i] == 0xD9) return true;
    return false;
}

static bool read_jpeg(Source *s, PicFile *out, Err *err) {
    return (jpeg_size(s, out) && jpeg_ends(s)) || cut_off(s, err);
}

static bool read_webp(Source *s, PicFile *out, Err *err) {
    const unsigned char *h = s->head;
    long riff = 8 + (long)((unsigned)h[7] << 24 | (unsigned)h[6] << 16 | le16(h + 4));
    if (s->n_head < 30 || riff > s->size) return cut_off(s, err);
    out->kind = PIC_WEBP;
    if (memcmp(h + 12, "VP8X", 4) == 0) {
        out->w = (int)le24(h + 24) + 1;
        out->h = (int)le24(h + 27) + 1;
    } else if (memcmp(h + 12, "VP8L", 4) == 0 && h[20] == 0x2F) {
        unsigned bits = (unsigned)h[24] << 24 | le24(h + 21);
        out->w = (int)(bits & 0x3FFF) + 1;
        out->h = (int)(bits >> 14 & 0x3FFF) + 1;
    } else if (memcmp(h + 12, "VP8 ", 4) == 0 && h[23] == 0x9D && h[24] == 0x01 && h[25] == 0x2A) {
        out->w = (int)(le16(h + 26) & 0x3FFF);
        out->h = (int)(le16(h + 28) & 0x3FFF);
    } else {
        return cut_off(s, err);
    }
    return true;
}

static char *read_text(Source *s) {
    char *text = mem_alloc((size_t)s->size + 1);
    if (read_at(s, 0, (unsigned char *)text, (size_t)s->size)) return text;
    free(text);
    return NULL;
}

/* Covering a card with a picture as long as 30 times its width would take more memory than a photograph. */
static bool is_strip(const char *svg) {
    double x, y, w, h;
    const char *box = strstr(svg, "viewBox=");
    if (!box || sscanf(box + 9, "%lf%*[ ,]%lf%*[ ,]%lf%*[ ,]%lf", &x, &y, &w, &h) != 4 || w <= 0 || h <= 0)
        return false;
    return w > 30 * h || h > 30 * w;
}

static bool read_svg(Source *s, PicFile *out, Err *err) {
    if (s->size > PIC_SVG_BYTES_MAX)
        return err_set(err, ERR_INPUT, TXT("%s is an SVG of more than 4 MB", "%s 是超过 4 MB 的 SVG"), s->path);
    char *text = read_text(s);
    bool whole = text && strstr(text, "<svg") && strstr(text, "</svg>");
    bool strip = whole && is_strip(text);
    free(text);
    if (!whole) return cut_off(s, err);
    if (strip) return err_set(err, ERR_INPUT, TXT("%s is far too long for its width", "%s 过于细长"), s->path);
    *out = (PicFile){.kind = PIC_SVG};
    return true;
}

/* --- any file --------------------------------------------------------------------------------------------------------
 */

static bool fits(const Source *s, const PicFile *pic, Err *err) {
    if (pic->kind == PIC_SVG) return true;
    if (pic->w < 1 || pic->h < 1) return cut_off(s, err);
    if (pic->w <= PIC_SIDE_MAX && pic->h <= PIC_SIDE_MAX && (long long)pic->w * pic->h <= PIC_PIXELS_MAX) return true;
    return err_set(err, ERR_INPUT,
                   TXT("%s has %d × %d pixels: save it smaller, 4000 × 2500 is plenty",
                       "%s 有 %d × %d 像素，太大：请缩小保存，4000 × 2500 足够"),
                   s->path, pic->w, pic->h);
}

static bool read_open(Source *s, PicFile *out, Err *err) {
    const unsigned char *h = s->head;
    s->n_head = fread(s->head, 1, HEAD, s->f);
    if (s->n_head >= 8 && memcmp(h, "\x89PNG\r\n\x1A\n", 8) == 0) return read_png(s, out, err);
    if (s->n_head >= 3 && memcmp(h, "\xFF\xD8\xFF", 3) == 0) return read_jpeg(s, out, err);
    if (s->n_head >= 12 && memcmp(h, "RIFF", 4) == 0 && memcmp(h + 8, "WEBP", 4) == 0) return read_webp(s, out, err);
    const char *dot = strrchr(s->path, '.');
    if (dot && (strcmp(dot, ".svg") == 0 || strcmp(dot, ".SVG") == 0)) return read_svg(s, out, err);
    return err_set(err, ERR_INPUT, TXT("%s is no SVG, PNG, JPEG or WebP", "%s 不是 SVG、PNG、JPEG 或 WebP 图片"),
                   s->path);
}

bool picfile_read(const char *path, PicFile *out, Err *err) {
    struct stat st;
    *out = (PicFile){0};
    if (stat(path, &st) != 0)
        return err_set(err, errno == ENOENT || errno == ENOTDIR ? ERR_NOT_FOUND : ERR_IO,
                       TXT("there is no picture %s", "没有图片 %s"), path);
    if (!S_ISREG(st.st_mode)) return err_set(err, ERR_INPUT, TXT("%s is not a file", "%s 不是文件"), path);
    Source s = {.path = path, .size = (long)st.st_size, .f = fopen(path, "rb")};
    if (!s.f) return err_set(err, ERR_IO, TXT("%s may not be read", "%s 无法读取"), path);
    bool ok = read_open(&s, out, err) && fits(&s, out, err);
    fclose(s.f);
    return ok;
}
