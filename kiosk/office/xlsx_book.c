/* Relations, workbook, styles, shared texts. */
#include "xlsx_book.h"

#include "xlsx_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A real table shrinks 10 to 40 times in a zip. Texts are held in memory, cells are not. */
enum { SHRINKS_MOST = 100, FORMATS_MAX = 65536, RELATIONS_MAX = 1024 };
#define UNPACKED_ALWAYS ((int64_t)64 * 1024 * 1024)
#define TEXTS_MAX       ((size_t)96 * 1024 * 1024)

/* ---- relations: from an id to a part ---- */

typedef struct Relation {
    const char *id, *type, *target;
} Relation;

typedef struct Relations {
    Arena *arena;
    const char *folder; /* targets are relative to it */
    Relation list[RELATIONS_MAX];
    size_t n;
} Relations;

/* "../styles.xml" beside "xl/worksheets" is "xl/styles.xml"; "/xl/x" is from the top. */
static const char *resolve(Relations *r, const char *target) {
    const char *folder = r->folder;
    size_t len = strlen(folder);
    if (*target == '/') return arena_strdup(r->arena, target + 1);
    while (strncmp(target, "../", 3) == 0) {
        target += 3;
        while (len && folder[len - 1] != '/') len--;
        if (len) len--;
    }
    return arena_printf(r->arena, "%.*s%s%s", (int)len, folder, len ? "/" : "", target);
}

static void relation(void *ctx, const char *name, const char *const *attributes) {
    Relations *r = ctx;
    const char *id = xlsx_attribute(attributes, "Id"), *type = xlsx_attribute(attributes, "Type");
    const char *target = xlsx_attribute(attributes, "Target");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target || r->n == RELATIONS_MAX) return;
    const char *slash = strrchr(type, '/');
    r->list[r->n++] =
        (Relation){arena_strdup(r->arena, id), arena_strdup(r->arena, slash ? slash + 1 : type), resolve(r, target)};
}

static bool read_relations(XlsxBook *book, const char *part, const char *folder, Relations *out, Err *err) {
    bool there;
    out->arena = &book->arena;
    out->folder = folder;
    out->n = 0;
    return xlsx_part_read(&book->zip, part, &(XlsxHandlers){.start = relation}, out, &there, err);
}

static const char *by_type(const Relations *r, const char *type) {
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->list[i].type, type) == 0) return r->list[i].target;
    return NULL;
}

static const char *by_id(const Relations *r, const char *id) {
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->list[i].id, id) == 0) return r->list[i].target;
    return NULL;
}

/* ---- workbook ---- */

typedef struct Sheets {
    XlsxBook *book;
    const Relations *relations;
} Sheets;

static bool is_true(const char *value) {
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void workbook_element(void *ctx, const char *name, const char *const *attributes) {
    Sheets *s = ctx;
    XlsxBook *book = s->book;
    if (strcmp(name, "workbookPr") == 0) book->since_1904 = is_true(xlsx_attribute(attributes, "date1904"));
    if (strcmp(name, "sheet") != 0 || book->n_sheets == XLSX_SHEETS_MAX) return;
    const char *id = xlsx_attribute(attributes, "id"), *state = xlsx_attribute(attributes, "state");
    const char *title = xlsx_attribute(attributes, "name"), *part = id ? by_id(s->relations, id) : NULL;
    if (!part || strstr(part, "chartsheets/") || (state && strcmp(state, "visible") != 0)) return;
    book->sheets[book->n_sheets++] = (XlsxSheet){arena_strdup(&book->arena, title ? title : ""), part};
}

static bool no_workbook(const char *part, Err *err) {
    if (part && strstr(part, ".bin"))
        return err_set(err, ERR_INPUT,
                       TXT("this is a binary workbook (.xlsb): save it as .xlsx or CSV",
                           "这是二进制工作簿（.xlsb）：请另存为 .xlsx 或 CSV"));
    return err_set(err, ERR_INPUT,
                   TXT("this is a zip file without an Excel workbook in it: save the table as .xlsx or "
                       "CSV",
                       "这个压缩文件里没有 Excel 工作簿：请把表格另存为 .xlsx 或 CSV"));
}

static bool read_workbook(XlsxBook *book, Relations *top, Relations *own, Err *err) {
    bool there = false;
    if (!read_relations(book, "_rels/.rels", "", top, err)) return false;
    const char *part = by_type(top, "officeDocument");
    if (!part || strstr(part, ".bin") || !strstr(part, ".xml")) return no_workbook(part, err);
    const char *slash = strrchr(part, '/');
    const char *folder = arena_printf(&book->arena, "%.*s", slash ? (int)(slash - part) : 0, part);
    const char *rels =
        arena_printf(&book->arena, "%s%s_rels/%s.rels", folder, *folder ? "/" : "", slash ? slash + 1 : part);
    if (!read_relations(book, rels, folder, own, err)) return false;
    Sheets sheets = {book, own};
    if (!xlsx_part_read(&book->zip, part, &(XlsxHandlers){.start = workbook_element}, &sheets, &there, err))
        return false;
    if (!there) return no_workbook(NULL, err);
    return book->n_sheets > 0 ||
           err_set(err, ERR_INPUT, TXT("the workbook has no visible sheet", "工作簿没有可见的工作表"));
}

/* ---- styles: does a cell format show a date? ---- */

typedef struct Styles {
    XlsxBook *book;
    struct {
        int id;
        unsigned char show;
    } * codes;
    size_t n, cap;
    bool in_cells; /* cellXfs, not cellStyleXfs */
} Styles;

static void add_code(Styles *s, int id, const char *code) {
    if (s->n == FORMATS_MAX) return;
    if (s->n == s->cap) s->codes = mem_grow(s->codes, (s->cap = s->cap ? s->cap * 2 : 64) * sizeof *s->codes);
    s->codes[s->n].id = id;
    s->codes[s->n++].show = (unsigned char)xlsx_show_of(id, code);
}

static void add_format(Styles *s, int id) {
    XlsxBook *book = s->book;
    if (book->n_shows == FORMATS_MAX) return;
    if (book->n_shows % 64 == 0) book->shows = mem_grow(book->shows, book->n_shows + 64);
    XlsxShow show = xlsx_show_of(id, NULL);
    for (size_t i = 0; i < s->n; i++)
        if (s->codes[i].id == id) show = (XlsxShow)s->codes[i].show;
    book->shows[book->n_shows++] = (unsigned char)show;
}

static void style_start(void *ctx, const char *name, const char *const *attributes) {
    Styles *s = ctx;
    const char *id = xlsx_attribute(attributes, "numFmtId"), *code = xlsx_attribute(attributes, "formatCode");
    if (strcmp(name, "numFmt") == 0 && id && code) add_code(s, atoi(id), code);
    if (strcmp(name, "cellXfs") == 0) s->in_cells = true;
    if (strcmp(name, "xf") == 0 && s->in_cells) add_format(s, id ? atoi(id) : 0);
}

static void style_end(void *ctx, const char *name) {
    Styles *s = ctx;
    if (strcmp(name, "cellXfs") == 0) s->in_cells = false;
}

static bool read_styles(XlsxBook *book, const char *part, Err *err) {
    bool there;
    Styles styles = {.book = book};
    if (!part) return true;
    bool ok =
        xlsx_part_read(&book->zip, part, &(XlsxHandlers){.start = style_start, .end = style_end}, &styles, &there, err);
    free(styles.codes);
    return ok;
}

/* ---- shared texts ---- */

typedef struct Texts {
    XlsxBook *book;
    Buf all;
    size_t cap;
    bool in_text, in_phonetic;
    bool too_much;
} Texts;

static void text_start(void *ctx, const char *name, const char *const *attributes) {
    Texts *t = ctx;
    XlsxBook *book = t->book;
    (void)attributes;
    if (strcmp(name, "rPh") == 0) t->in_phonetic = true; /* how a word is read aloud */
    if (strcmp(name, "t") == 0) t->in_text = !t->in_phonetic;
    if (strcmp(name, "si") != 0 || t->too_much) return;
    if (book->n_shared == t->cap)
        book->shared_at = mem_grow(book->shared_at, (t->cap = t->cap ? t->cap * 2 : 1024) * sizeof *book->shared_at);
    book->shared_at[book->n_shared++] = t->all.len;
}

static void text_end(void *ctx, const char *name) {
    Texts *t = ctx;
    if (strcmp(name, "rPh") == 0) t->in_phonetic = false;
    if (strcmp(name, "t") == 0) t->in_text = false;
    if (strcmp(name, "si") == 0 && !t->too_much) buf_add(&t->all, "", 1);
}

static void text_bytes(void *ctx, const char *bytes, int len) {
    Texts *t = ctx;
    t->too_much = t->too_much || t->all.len + t->book->n_shared * sizeof(size_t) > TEXTS_MAX;
    if (t->in_text && !t->too_much) buf_add(&t->all, bytes, (size_t)len);
}

static bool read_texts(XlsxBook *book, const char *part, Err *err) {
    bool there;
    Texts texts = {.book = book};
    if (!part) return true;
    bool ok =
        xlsx_part_read(&book->zip, part, &(XlsxHandlers){.start = text_start, .end = text_end, .text = text_bytes},
                       &texts, &there, err);
    book->shared = texts.all.text;
    if (ok && texts.too_much)
        ok = err_set(err, ERR_INPUT,
                     TXT("the workbook has more than 96 MB of texts: split it, or save it as CSV",
                         "工作簿文字超过 96 MB：请拆分，或另存为 CSV"));
    for (size_t i = 0; ok && i < book->n_shared; i++) xlsx_unescape(book->shared + book->shared_at[i]);
    return ok;
}

/* ---- opening ---- */

static bool open_zip(XlsxBook *book, int fd, Err *err) {
    int error = 0, own = dup(fd);
    if (own >= 0) {
        lseek(own, 0, SEEK_SET);
        book->zip.zip = zip_fdopen(own, 0, &error);
    }
    if (book->zip.zip) return true;
    if (own >= 0) close(own);
    return err_set(err, ERR_INPUT,
                   TXT("this Excel workbook is damaged or not complete: save it again",
                       "这个 Excel 工作簿已损坏或不完整：请重新保存"));
}

bool xlsx_book_open(XlsxBook *book, int fd, int64_t size, Err *err) {
    *book = (XlsxBook){.zip.left = UNPACKED_ALWAYS + size * SHRINKS_MOST};
    Relations *top = mem_alloc(sizeof *top), *own = mem_alloc(sizeof *own);
    bool ok = open_zip(book, fd, err) && read_workbook(book, top, own, err) &&
              read_styles(book, by_type(own, "styles"), err) && read_texts(book, by_type(own, "sharedStrings"), err);
    free(top);
    free(own);
    if (!ok) xlsx_book_close(book);
    return ok;
}

void xlsx_book_close(XlsxBook *book) {
    if (book->zip.zip) zip_discard(book->zip.zip);
    arena_free(&book->arena);
    free(book->shared);
    free(book->shared_at);
    free(book->shows);
    *book = (XlsxBook){0};
}
