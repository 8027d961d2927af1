/* The words of an import's result. */
#include "import_say.h"

#include "import_subjects.h"
#include "import_words.h"

#include <jansson.h>
#include <string.h>
#include <unistd.h>

/* ---- for people ---- */

static void say_counts(const Office *office, const char *subject, const ImportReport *r) {
    const ImportCounts *c = &r->counts;
    const char *things = office->zh ? import_subject(subject)->things_zh : subject;
    say(office,
        TXT("%s (%s): %d read; %d %s: %d new, %d changed, %d the same; %d refused, %d flagged",
            "%s（%s）：读取 %d 行；%d %s：新增 %d，变化 %d，相同 %d；拒收 %d 处，提示 %d 处"),
        r->file, r->encoding, r->read, c->orders, things, c->created, c->changed, c->same, r->refused, r->flagged);
}

static void say_about_orders(const Office *office, const ImportReport *r) {
    char when[32];
    instant_show(r->exported, when, sizeof when);
    if (r->exported_said)
        say(office, TXT("  exported %s", "  导出时间 %s"), when);
    else
        say(office,
            TXT("  exported %s by the file's own time: its title says none", "  导出时间按文件时间 %s：标题中没有写"),
            when);
    if (r->counts.older)
        say(office,
            TXT("  older than the newest export: only history was filled in", "  早于最近一次导出：只补充了历史"));
    if (r->counts.gone)
        say(office,
            TXT("  %d orders are no longer in the list and left the board", "  %d 张工单已不在清单中，从看板移除"),
            r->counts.gone);
    if (r->counts.by_hand)
        say(office,
            TXT("  %d orders were moved by hand to another stage (stage_by_hand): look at them",
                "  %d 张工单曾手动改到别的阶段（stage_by_hand）：请核对"),
            r->counts.by_hand);
    if (!r->whole)
        say(office, TXT("  a damaged line may hide an order, so none was taken off the board",
                        "  有损坏的行，可能缺工单，因此没有从看板移除任何工单"));
}

static void say_fault(const Office *office, const char *subject, const ImportReport *r, const ImportFault *f) {
    const char *reason = office->zh ? f->zh : f->en, *fate = f->refused ? "refused" : "flagged", *field = f->field;
    if (office->zh) fate = f->refused ? "拒收" : "提示";
    if (office->zh && strcmp(subject, "orders") == 0) field = field_zh(field);
    const char *space = *field ? " " : "";
    if (*field || *f->value)
        say(office, TXT("%s:%d: %s: %s%s\"%s\": %s (%s)", "%s:%d: %s：%s%s“%s”：%s (%s)"), r->file, f->line, fate,
            field, space, f->value, reason, f->code);
    else
        say(office, TXT("%s:%d: %s: %s (%s)", "%s:%d: %s：%s (%s)"), r->file, f->line, fate, reason, f->code);
}

void import_say(const Office *office, const char *subject, const ImportReport *report) {
    say_counts(office, subject, report);
    if (strcmp(subject, "orders") == 0) say_about_orders(office, report);
    if (report->counts.known) say(office, TXT("  this very file was taken in before", "  这个文件以前导入过"));
    for (size_t i = 0; i < report->n_faults; i++) say_fault(office, subject, report, &report->faults[i]);
    int untold = report->refused + report->flagged - (int)report->n_faults;
    if (untold > 0) say(office, TXT("… and %d more", "……另有 %d 处"), untold);
}

/* ---- for programs ---- */

static json_t *fault_json(const Office *office, const ImportReport *r, const ImportFault *f) {
    return json_pack("{s:s, s:i, s:s, s:s, s:s, s:s}", "file", r->file, "line", f->line, "field", f->field, "value",
                     f->value, "code", f->code, "reason", office->zh ? f->zh : f->en);
}

static json_t *file_json(const ImportReport *r) {
    char when[32];
    return json_pack("{s:s, s:s, s:I, s:s, s:s, s:b, s:b, s:b}", "file", r->file, "encoding", r->encoding,
                     "exported_ms", (json_int_t)r->exported, "exported_at",
                     instant_show(r->exported, when, sizeof when), "exported_by", r->exported_said ? "title" : "file",
                     "known", r->counts.known, "older", r->counts.older, "whole", r->whole);
}

typedef struct Sums {
    int read, orders, created, changed, same, gone, untold;
    json_t *files, *refused, *flagged;
} Sums;

static void add_report(const Office *office, Sums *sums, const ImportReport *r) {
    sums->read += r->read;
    sums->orders += r->counts.orders;
    sums->created += r->counts.created;
    sums->changed += r->counts.changed;
    sums->same += r->counts.same;
    sums->gone += r->counts.gone;
    sums->untold += r->refused + r->flagged - (int)r->n_faults;
    json_array_append_new(sums->files, file_json(r));
    for (size_t i = 0; i < r->n_faults; i++)
        json_array_append_new(r->faults[i].refused ? sums->refused : sums->flagged,
                              fault_json(office, r, &r->faults[i]));
}

void import_say_json(const Office *office, const char *subject, const ImportReport *reports, size_t n) {
    Sums sums = {.files = json_array(), .refused = json_array(), .flagged = json_array()};
    for (size_t i = 0; i < n; i++) add_report(office, &sums, &reports[i]);
    json_t *all = json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:o, s:o}", "read", sums.read, subject, sums.orders,
                            "new", sums.created, "changed", sums.changed, "same", sums.same, "gone", sums.gone,
                            "refused", sums.refused, "flagged", sums.flagged, "files", sums.files);
    if (sums.untold > 0) json_object_set_new(all, "untold", json_integer(sums.untold));
    json_dumpf(all, stdout, JSON_COMPACT | JSON_PRESERVE_ORDER);
    fputc('\n', stdout);
    json_decref(all);
}

/* ---- while it goes on ---- */

enum { BAR_WIDTH = 30, BAR_EVERY_MS = 100 };

void import_bar(void *ctx, int64_t done, int64_t size) {
    static Ms last;
    char bar[BAR_WIDTH + 1];
    Ms now = clock_mono();
    (void)ctx;
    if (now - last < BAR_EVERY_MS || size <= 0 || !isatty(STDERR_FILENO)) return;
    last = now;
    int full = (int)(done * BAR_WIDTH / size);
    if (full > BAR_WIDTH) full = BAR_WIDTH;
    memset(bar, '#', (size_t)full);
    memset(bar + full, '.', (size_t)(BAR_WIDTH - full));
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %3d %%", bar, (int)(done * 100 / size));
    fflush(stderr);
}

void import_bar_end(void) {
    if (isatty(STDERR_FILENO)) fprintf(stderr, "\r%*s\r", BAR_WIDTH + 8, "");
}
