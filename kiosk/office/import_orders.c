/* Orders: file to records to orders to the store. The reading knows no database; import_orders_file joins both. */
#include "import_orders.h"

#include "import_record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRESS_EVERY = 512 };

typedef struct Run {
    Sheet *sheet;
    DmsWords *words;
    OrdersHeader header;
    RecordReader reader;
    const ImportOptions *options;
    const OrdersSink *sink;
    ImportReport *report;
    int orders;
    bool failed; /* a note could not be stored; err says why */
    Err err;
} Run;

static void take_fault(void *ctx, int line, FaultCode code, const char *field, const char *value, bool refused,
                       bool personal) {
    Run *run = ctx;
    char shown[FAULT_VALUE_SIZE];
    report_fault(run->report, line, code, field, value, refused);
    if (!run->sink->note || run->failed) return;
    ImportNote note = fault_note(line, code, field, personal ? "" : value, refused, run->options->zh, shown);
    run->failed = !run->sink->note(run->sink->ctx, &note, &run->err);
}

/* A refused line still says which order it is about, unless it was damaged before that. */
static bool mention_refused(Run *run, const CsvRecord *record, Err *err) {
    const char *number = run->reader.cell[FIELD_ORDER_NO];
    if (record->fault || (record->n < run->header.n && !record->sparse))
        run->report->whole = run->report->whole && *number;
    return !*number || !run->sink->mention || run->sink->mention(run->sink->ctx, number, err);
}

static bool take_record(Run *run, const CsvRecord *record, Err *err) {
    ImportOrder order;
    RecordVerdict verdict = record_read(&run->reader, record, &order);
    if (run->failed) {
        if (err) *err = run->err;
        return false;
    }
    if (verdict == RECORD_SKIPPED) return true;
    run->report->read++;
    if (verdict == RECORD_REFUSED) return mention_refused(run, record, err);
    run->orders++;
    return !run->sink->order || run->sink->order(run->sink->ctx, &order, err);
}

static void show_progress(const Run *run) {
    if (run->options->progress)
        run->options->progress(run->options->ctx, sheet_done(run->sheet), sheet_about(run->sheet)->size);
}

static bool read_records(Run *run, Err *err) {
    CsvRecord record;
    CsvStep step;
    while ((step = sheet_next(run->sheet, &record, err)) == CSV_RECORD) {
        if (!take_record(run, &record, err)) return false;
        /* The last line of a file that was cut: there may have been more. */
        if (record.cut && record.n < run->header.n && record.n > 1) run->report->whole = false;
        if (run->report->read % PROGRESS_EVERY == 0) show_progress(run);
    }
    if (step == CSV_FAILED) return false;
    if (*sheet_left_out(run->sheet))
        take_fault(run, 1, FAULT_MORE_SHEETS, "", sheet_left_out(run->sheet), false, false);
    if (run->failed && err) *err = run->err;
    if (run->failed) return false;
    show_progress(run);
    if (run->orders) return true;
    return err_set(err, ERR_INPUT,
                   TXT("%s: no order could be read (%d lines, %d refused): nothing was changed",
                       "%s：没有读到任何工单（%d 行，%d 行被拒）：未做任何改动"),
                   run->report->file, run->report->read, run->report->refused);
}

static void begin_report(Run *run) {
    const SheetAbout *about = sheet_about(run->sheet);
    ImportReport *report = run->report;
    snprintf(report->file, sizeof report->file, "%s", about->name);
    snprintf(report->encoding, sizeof report->encoding, "%s", about->encoding);
    report->exported_said = run->header.exported != 0;
    report->exported = report->exported_said ? run->header.exported : about->modified;
}

static bool run_all(Run *run, const Settings *s, const char *path, Err *err) {
    if (!dms_words_read(s, &run->words, err) || !sheet_open(&run->sheet, path, run->options->encoding, err))
        return false;
    if (!header_find(run->sheet, run->words, &run->header, err)) return false;
    begin_report(run);
    run->reader.header = &run->header;
    run->reader.words = run->words;
    run->reader.sink = (FaultSink){run, take_fault};
    run->reader.exported = run->report->exported;
    run->reader.close_minute = settings_hours(s)->close_minute;
    return read_records(run, err);
}

bool orders_read(const Settings *s, const char *path, const ImportOptions *options, const OrdersSink *sink,
                 ImportReport *report, ImportMeta *meta, char digest[65], Err *err) {
    static const ImportOptions usual;
    Run *run = mem_alloc(sizeof *run);
    run->options = options ? options : &usual;
    run->sink = sink;
    run->report = report;
    run->report->whole = true;
    bool ok = run_all(run, s, path, err);
    if (ok) {
        snprintf(digest, 65, "%s", sheet_about(run->sheet)->digest);
        *meta = (ImportMeta){.subject = "orders",
                             .file = report->file,
                             .digest = digest,
                             .exported = report->exported,
                             .records = report->read};
    }
    sheet_close(run->sheet);
    dms_words_free(run->words);
    free(run);
    return ok;
}

/* ---- into the store ---- */

static bool store_order(void *ctx, const ImportOrder *order, Err *err) {
    return import_add(ctx, order, err);
}

static bool store_note(void *ctx, const ImportNote *note, Err *err) {
    return import_note(ctx, note, err);
}

static bool store_mention(void *ctx, const char *order_no, Err *err) {
    return import_mention(ctx, order_no, err);
}

bool import_orders_file(Db *db, const Settings *s, const char *path, const ImportOptions *options, ImportReport *report,
                        Err *err) {
    Import *import;
    if (!import_begin(db, &import, err)) return false;
    OrdersSink sink = {import, store_order, store_note, store_mention};
    ImportMeta meta;
    char digest[65];
    bool keep = strcmp(settings_text(s, "import.missing"), "keep") == 0;
    bool ok = orders_read(s, path, options, &sink, report, &meta, digest, err) &&
              import_apply(import, &meta, keep || !report->whole, &report->counts, err);
    import_end(import);
    return ok;
}
