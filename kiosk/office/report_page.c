/* Days in words, and writing a page. */
#include "report_page.h"

#include "base/csv_write.h"

const char *day_words(Arena *arena, bool zh, const char *day) {
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Ms at;
    if (!day_parse(day, &at)) return day;
    LocalTime lt = local_of(at);
    if (zh) return arena_printf(arena, "%d月%d日", lt.month, lt.day);
    return arena_printf(arena, "%d %s", lt.day, months[lt.month - 1]);
}

bool report_write(const Buf *page, const char *path, Err *err) {
    Out out;
    if (!out_begin(&out, path, err)) return false;
    out_bytes(&out, buf_text(page), page->len);
    return out_finish(&out, err);
}
