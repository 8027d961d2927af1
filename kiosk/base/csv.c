/* CSV reading: a window of raw bytes that always holds the record being read, so that a record which turns out to be
 * an unclosed quote can be read again from its second line. Cells are copied out, unquoted, into one text block. */
#include "csv.h"

#include "mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 64 * 1024, FIRST_WINDOW = 2 * CHUNK, WINDOW = CSV_RECORD_MAX + 2 * CHUNK };

struct Csv {
    CsvRead read;
    void *ctx;
    char delimiter;
    bool ended; /* the input has no more bytes */
    char *raw;  /* the window: [start, len) is not yet consumed, `at` is where we are */
    size_t start, at, len, cap;
    int line;   /* physical line of `at` */
    char *text; /* the cells' bytes */
    size_t text_len;
    uint32_t *offsets; /* of the cells in text */
    char **cells;
    size_t n;
    bool stray;
    size_t cell_start,
        line_below; /* offsets in raw: the present cell; the line below its first (0 = one line so far) */
    int cell_line, line_below_no;
    bool special[256]; /* bytes that end a plain run */
};

/* The window grows up to WINDOW bytes; the text may get as long as the record and a NUL a cell. */
static void widen(Csv *c, size_t cap) {
    c->cap = cap < WINDOW ? cap : WINDOW;
    c->raw = mem_grow(c->raw, c->cap);
    c->text = mem_grow(c->text, c->cap + CSV_CELLS_MAX + 1);
}

/* Moves what was consumed out of the window. */
static void slide(Csv *c) {
    memmove(c->raw, c->raw + c->start, c->len - c->start);
    c->len -= c->start;
    c->at -= c->start;
    c->cell_start -= c->cell_start ? c->start : 0;
    c->line_below -= c->line_below ? c->start : 0;
    c->start = 0;
}

/* Makes room and reads on. False at the end of the input, when the record fills the window, or on a failure. */
static bool fill(Csv *c, bool *failed, Err *err) {
    if (c->ended) return false;
    if (c->start && c->cap - c->len < CHUNK) slide(c);
    if (c->cap < WINDOW && c->cap - c->len < CHUNK) widen(c, c->cap * 2);
    size_t room = c->cap - c->len, got = 0;
    if (room == 0) return false;
    if (!c->read(c->ctx, c->raw + c->len, room < CHUNK ? room : CHUNK, &got, err)) {
        *failed = true;
        return false;
    }
    c->ended = got == 0;
    c->len += got;
    return got > 0;
}

/* How often the delimiter stands in most lines, times how many lines these are. Quoted text does not count. */
static int weigh(const char *p, const char *end, char delimiter) {
    enum { LINES = 64, MOST = 256 };
    int lines_with[MOST] = {0}, best = 0, count = 0, lines = 0;
    bool quoted = false;
    for (; p < end && lines < LINES; p++) {
        if (*p == '"') quoted = !quoted;
        if (*p == delimiter && !quoted && count < MOST - 1) count++;
        if (*p != '\n' && *p != '\r' && p + 1 < end) continue;
        int weight = count * ++lines_with[count];
        if (weight > best) best = weight;
        count = 0;
        quoted = false;
        lines++;
    }
    return best;
}

static void find_delimiter(Csv *c) {
    static const char candidates[] = ",\t;";
    if (c->len >= 5 && strncmp(c->raw, "sep=", 4) == 0 && strchr(candidates, c->raw[4])) {
        c->delimiter = c->raw[4];
    } else {
        int best = -1;
        for (const char *d = candidates; *d; d++) {
            int weight = weigh(c->raw, c->raw + c->len, *d);
            if (weight > best) {
                best = weight;
                c->delimiter = *d;
            }
        }
    }
    c->special[(unsigned char)c->delimiter] = c->special['\n'] = c->special['\r'] = c->special['"'] = true;
}

bool csv_open(Csv **out, CsvRead read, void *ctx, Err *err) {
    Csv *c = mem_alloc(sizeof *c);
    c->read = read;
    c->ctx = ctx;
    c->line = 1;
    widen(c, FIRST_WINDOW);
    c->offsets = mem_alloc(CSV_CELLS_MAX * sizeof *c->offsets);
    c->cells = mem_alloc(CSV_CELLS_MAX * sizeof *c->cells);
    bool failed = false;
    while (c->len < CHUNK && fill(c, &failed, err)) continue;
    if (failed) {
        csv_close(c);
        return false;
    }
    find_delimiter(c);
    *out = c;
    return true;
}

void csv_close(Csv *csv) {
    if (!csv) return;
    free(csv->raw);
    free(csv->text);
    free(csv->offsets);
    free(csv->cells);
    free(csv);
}

/* The byte at `at` + ahead, or −1 at the end of what can be had. */
static int peek(Csv *c, size_t ahead, bool *failed, Err *err) {
    while (c->at + ahead >= c->len)
        if (!fill(c, failed, err)) return -1;
    return (unsigned char)c->raw[c->at + ahead];
}

/* Moves past one line break (CRLF counts once). */
static void break_line(Csv *c, bool *failed, Err *err) {
    bool pair = c->raw[c->at] == '\r' && peek(c, 1, failed, err) == '\n';
    c->at += pair ? 2 : 1;
    c->line++;
}

static void keep(Csv *c, size_t from, size_t to) {
    memcpy(c->text + c->text_len, c->raw + from, to - from);
    c->text_len += to - from;
}

static CsvFault too_long(const Csv *c) {
    if (c->at - c->cell_start > CSV_CELL_MAX) return CSV_LONG_CELL;
    return c->at - c->start > CSV_RECORD_MAX ? CSV_LONG_RECORD : CSV_SOUND;
}

static bool ends_cell(const Csv *c, int byte) {
    return byte < 0 || byte == c->delimiter || byte == '\n' || byte == '\r';
}

/* A quote inside a quoted cell that already runs over several lines, where a cell would begin: the earlier quote was
 * never closed, and this one opens the cell of a later line. */
static bool opens_another(Csv *c, bool *failed, Err *err) {
    if (!c->line_below) return false;
    char before = c->raw[c->at - 1];
    if (before != c->delimiter && before != '\n' && before != '\r') return false;
    int next = peek(c, 1, failed, err);
    return next != '"' && !ends_cell(c, next); /* a doubled one is a quote of the text, also before a comma */
}

/* At a quote inside a quoted cell. Sets *closed when it ends the cell. */
static CsvFault quote_inside(Csv *c, bool *closed, bool *failed, Err *err) {
    if (opens_another(c, failed, err)) return CSV_OPEN_QUOTE;
    int next = peek(c, 1, failed, err);
    size_t quote = c->at++;
    if (next == '"') {
        keep(c, quote, quote + 1);
        c->at++;
    } else if (ends_cell(c, next)) {
        *closed = true;
    } else {
        c->stray = true;
        keep(c, quote, quote + 1);
    }
    return CSV_SOUND;
}

static void inner_break(Csv *c, bool *failed, Err *err) {
    peek(c, 1, failed, err); /* may move the window: before its offsets are used */
    size_t from = c->at;
    break_line(c, failed, err);
    keep(c, from, c->at);
    if (!c->line_below) {
        c->line_below = c->at;
        c->line_below_no = c->line;
    }
}

static CsvFault read_quoted(Csv *c, bool *failed, Err *err) {
    bool closed = false;
    c->at++;
    while (!closed) {
        int byte = peek(c, 0, failed, err);
        if (byte < 0) return c->ended ? CSV_OPEN_QUOTE : CSV_LONG_RECORD;
        CsvFault fault = CSV_SOUND;
        if (byte == '"') {
            fault = quote_inside(c, &closed, failed, err);
        } else if (byte == '\n' || byte == '\r') {
            inner_break(c, failed, err);
        } else {
            size_t from = c->at;
            while (c->at < c->len && (!c->special[(unsigned char)c->raw[c->at]] || c->raw[c->at] == c->delimiter))
                c->at++;
            keep(c, from, c->at);
        }
        if (!fault) fault = too_long(c);
        if (fault) return fault == CSV_LONG_CELL && c->line_below ? CSV_OPEN_QUOTE : fault;
    }
    return CSV_SOUND;
}

static CsvFault read_plain(Csv *c, bool *failed, Err *err) {
    for (;;) {
        int byte = peek(c, 0, failed, err);
        if (ends_cell(c, byte)) return byte < 0 && !c->ended && !*failed ? CSV_LONG_RECORD : CSV_SOUND;
        size_t from = c->at;
        do c->at++;
        while (c->at < c->len && !c->special[(unsigned char)c->raw[c->at]]);
        c->stray = c->stray || byte == '"';
        keep(c, from, c->at);
        CsvFault fault = too_long(c);
        if (fault) return fault;
    }
}

static CsvFault read_cell(Csv *c, bool *failed, Err *err) {
    if (c->n == CSV_CELLS_MAX) return CSV_MANY_CELLS;
    c->offsets[c->n++] = (uint32_t)c->text_len;
    c->line_below = 0;
    c->cell_line = c->line;
    int first = peek(c, 0, failed, err);
    c->cell_start = c->at;
    CsvFault fault = first == '"' ? read_quoted(c, failed, err) : read_plain(c, failed, err);
    c->text[c->text_len++] = '\0';
    return fault;
}

/* After a fault: to the line below the one where the faulty cell starts; lines read since are read again. */
static void recover(Csv *c, bool *failed, Err *err) {
    if (c->line_below) {
        c->at = c->line_below;
        c->line = c->line_below_no;
        return;
    }
    for (int byte; (byte = peek(c, 0, failed, err)) >= 0;) {
        if (byte == '\n' || byte == '\r') {
            break_line(c, failed, err);
            return;
        }
        c->start = ++c->at; /* skipped for good: the window may move on */
        c->cell_start = 0;
    }
}

static void give_cells(Csv *c, CsvRecord *out) {
    out->n = c->n;
    out->stray = c->stray;
    for (size_t i = 0; i < c->n; i++) c->cells[i] = c->text + c->offsets[i];
}

CsvStep csv_next(Csv *csv, CsvRecord *out, Err *err) {
    bool failed = false;
    csv->start = csv->at;
    csv->n = csv->text_len = csv->line_below = csv->cell_start = 0;
    csv->stray = false;
    if (peek(csv, 0, &failed, err) < 0) return failed ? CSV_FAILED : CSV_END;
    *out = (CsvRecord){.line = csv->line, .cells = csv->cells};
    for (;;) {
        out->fault = read_cell(csv, &failed, err);
        if (failed) return CSV_FAILED;
        if (out->fault) {
            csv->n -= csv->n && out->fault != CSV_MANY_CELLS;
            out->fault_line = csv->cell_line;
            recover(csv, &failed, err);
            give_cells(csv, out); /* last: reading on may move the text */
            return failed ? CSV_FAILED : CSV_RECORD;
        }
        int byte = peek(csv, 0, &failed, err);
        out->cut = byte < 0;
        if (byte != csv->delimiter) break;
        csv->at++;
    }
    if (!out->cut) break_line(csv, &failed, err);
    if (failed) return CSV_FAILED;
    give_cells(csv, out);
    return CSV_RECORD;
}
