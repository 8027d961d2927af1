/* Guessing by header. An orders export is asked first: its state and arrival are in no other table. */
#include "import_guess.h"

#include "import_header.h"
#include "import_staff.h"

#include <stdlib.h>

static bool is_orders(const Settings *s, const char *path, bool *yes, Err *err) {
    Sheet *sheet;
    DmsWords *words;
    Err no = {0};
    OrdersHeader *header = mem_alloc(sizeof *header);
    bool ok = dms_words_read(s, &words, err);
    bool open = ok && sheet_open(&sheet, path, NULL, err);
    *yes = open && header_find(sheet, words, header, &no);
    if (open) sheet_close(sheet);
    if (ok) dms_words_free(words);
    free(header);
    return open;
}

/* Columns of this table that the file has; 0 = it is another. */
static size_t known_columns(const Settings *s, const char *path, const StaffShape *shape) {
    ImportReport report = {0};
    StaffTable *table = mem_alloc(sizeof *table);
    size_t known = 0;
    Err no = {0};
    if (staff_open_named(table, path, NULL, s, shape, &report, &no))
        for (size_t i = 0; i < table->width; i++) known += table->column_of[i] != 0;
    staff_close(table);
    import_report_free(&report);
    free(table);
    return known;
}

bool import_guess(const Settings *s, const char *path, const ImportSubject **out, Err *err) {
    bool orders;
    size_t most = 0;
    if (!is_orders(s, path, &orders, err)) return false;
    *out = orders ? import_subject("orders") : NULL;
    for (const ImportSubject *subject = import_subjects; subject->name && !orders; subject++) {
        size_t known = subject->shape ? known_columns(s, path, subject->shape) : 0;
        if (known > most) *out = subject;
        if (known > most) most = known;
    }
    return *out ||
           err_set(err, ERR_INPUT,
                   TXT("its header is none of orders, parts, customers, staff, prepaid, offers, models or "
                       "activities: put it into a folder with the name of what it is, or teach the names of "
                       "its columns in data/settings/dms.cfg",
                       "表头不属于 orders、parts、customers、staff、prepaid、offers、models、activities 中任何一种："
                       "请放入以类别命名的子文件夹，或在 data/settings/dms.cfg 中补充列名"));
}
