/* Coverage-guided fuzzing of the reading of workbooks, on request only; the corpus is any .xlsx:
 *   cmake -S . -B /tmp/fuzz -DCMAKE_C_COMPILER=clang -DLOUNGE_FUZZ=ON && cmake --build /tmp/fuzz --target fuzz_xlsx
 *   /tmp/fuzz/fuzz_xlsx -max_len=100000 -timeout=1 CORPUS-FOLDER
 * An input that begins with '<' is put into a workbook as the XML of its sheet: a zip's checksums stop most changes. */
#include "office/import_sheet.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add(zip_t *zip, const char *name, const void *bytes, size_t size) {
    zip_source_t *source = zip_source_buffer(zip, bytes, size, 0);
    zip_int64_t at = source ? zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (at < 0 || zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0) != 0) abort();
}

static void write_book(const char *path, const uint8_t *data, size_t size) {
    static const char rels[] = "<R><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"b.xml\"/></R>";
    static const char book[] = "<w><sheets><sheet name=\"A\" id=\"s\"/></sheets></w>";
    static const char book_rels[] = "<R><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"s.xml\"/></R>";
    int error;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!zip) abort();
    add(zip, "_rels/.rels", rels, sizeof rels - 1);
    add(zip, "b.xml", book, sizeof book - 1);
    add(zip, "_rels/b.xml.rels", book_rels, sizeof book_rels - 1);
    add(zip, "s.xml", data, size);
    if (zip_close(zip) != 0) abort();
}

static void read_all(const char *path) {
    Sheet *sheet;
    CsvRecord record;
    CsvStep step = CSV_FAILED;
    Err err = {0};
    if (sheet_open(&sheet, path, NULL, &err)) {
        while ((step = sheet_next(sheet, &record, &err)) == CSV_RECORD)
            for (size_t i = 0; i < record.n; i++)
                if (!utf8_valid(record.cells[i], strlen(record.cells[i]))) abort();
        sheet_close(sheet);
    }
    if (step == CSV_FAILED && !*err.en) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[64];
    if (size && data[0] == '<') {
        snprintf(path, sizeof path, "/dev/shm/fuzz-xlsx-%d", (int)getpid());
        write_book(path, data, size);
        read_all(path);
        unlink(path);
        return 0;
    }
    int fd = memfd_create("fuzz", 0);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    read_all(path);
    close(fd);
    return 0;
}
