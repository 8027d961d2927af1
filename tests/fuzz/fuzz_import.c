/* Coverage-guided fuzzing of the reading of orders exports, on request only:
 *   cmake -S . -B /tmp/fuzz -DCMAKE_C_COMPILER=clang -DLOUNGE_FUZZ=ON && cmake --build /tmp/fuzz --target fuzz_import
 *   LOUNGE_SHARE=. /tmp/fuzz/fuzz_import -max_len=20000 -timeout=1 CORPUS-FOLDER tests/data */
#include "office/import_orders.h"
#include "office/settings_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Office office;

static _Noreturn void give_up(const Err *err) {
    fprintf(stderr, "fuzz_import: %s\n", err->en);
    exit(1);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    char folder[] = "/tmp/lounge-fuzz-XXXXXX", db_path[64], words[512];
    const char *share = getenv("LOUNGE_SHARE"), *path = words;
    Err err = {0};
    size_t n_set, n_faults;
    snprintf(words, sizeof words, "%s/data/settings/dms.cfg", share ? share : ".");
    if (!mkdtemp(folder)) give_up(&err);
    snprintf(db_path, sizeof db_path, "%s/l.db", folder);
    if (!zone_use("Asia/Shanghai", &err) || !db_open(&office.db, db_path, DB_CREATE, &err) ||
        !settings_load(&office, &path, 1, &n_set, &n_faults, &err) || !office_settings(&office, &err))
        give_up(&err);
    return 0;
}

static bool take_order(void *ctx, const ImportOrder *order, Err *err) {
    (void)ctx, (void)err;
    return *order->order_no && order->arrived;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[64], digest[65];
    int fd = memfd_create("fuzz", 0);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    ImportReport report = {0};
    ImportMeta meta;
    OrdersSink sink = {NULL, take_order, NULL, NULL};
    Err err = {0};
    if (!orders_read(office.settings, path, NULL, &sink, &report, &meta, digest, &err) && !*err.en) abort();
    import_report_free(&report);
    close(fd);
    return 0;
}
