/* What all subcommands share: opening the store, saying things in the chosen language, showing an error once. */
#include "office.h"

#include <stdarg.h>
#include <string.h>

bool office_settings(Office *office, Err *err) {
    Settings *fresh = NULL;
    if (!settings_read(office->db, &fresh, err)) return false;
    settings_free(office->settings);
    office->settings = fresh;
    return true;
}

bool office_zone(Office *office, Err *err) {
    Ms now;
    if (!zone_use(settings_text(office->settings, "store.tz"), err)) return false;
    if (office->now && instant_parse(office->now, &now)) clock_set(now);
    return true;
}

bool office_open(Office *office, DbMode mode, Err *err) {
    return db_open(&office->db, office->db_path, mode, err) && office_settings(office, err) &&
           office_zone(office, err) && office_settings(office, err); /* once more: policies are of a local day */
}

void office_close(Office *office) {
    settings_free(office->settings);
    db_close(office->db);
    office->settings = NULL;
    office->db = NULL;
}

void office_mark_demo(const Office *office) {
    if (settings_int(office->settings, "demo") == 1)
        office_note(office, TXT("demo store: the numbers are simulated, not a real store's",
                                "演示门店：数据为模拟，并非真实门店"));
}

static void line_in(const Office *office, FILE *out, const char *en, const char *zh, va_list ap)
    __attribute__((format(printf, 3, 0), format(printf, 4, 0)));
static void line_in(const Office *office, FILE *out, const char *en, const char *zh, va_list ap) {
    if (office->zh) {
        vfprintf(out, zh, ap);
    } else {
        vfprintf(out, en, ap);
    }
    fputc('\n', out);
}

void say(const Office *office, const char *en, const char *zh, ...) {
    va_list ap;
    va_start(ap, zh);
    line_in(office, office->out ? office->out : stdout, en, zh, ap);
    va_end(ap);
}

void office_note(const Office *office, const char *en, const char *zh, ...) {
    va_list ap;
    va_start(ap, zh);
    fflush(stdout);
    line_in(office, stderr, en, zh, ap);
    va_end(ap);
}

Exit office_misuse(const Office *office, const char *en, const char *zh, ...) {
    va_list ap;
    va_start(ap, zh);
    line_in(office, stderr, en, zh, ap);
    va_end(ap);
    office_usage(office, stderr);
    return EXIT_USAGE;
}

const char *office_words(const Office *office, Words words) {
    return office->zh ? words.zh : words.en;
}

Exit office_fail(const Office *office, const Err *err) {
    fflush(stdout);
    fprintf(stderr, "lounge: %s\n", err_text(err, office->zh));
    switch (err->code) {
    case ERR_RULE: return EXIT_REFUSED;
    case ERR_USAGE: return EXIT_USAGE;
    default: return EXIT_FAILED;
    }
}
