/* store/day_export: the day on a stick, whole or not at all; a stick that is full, write-protected or absent says so.
 */
#include "store_test.h"

#include "store/day_export.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <sys/mount.h>

static void folder_of(Store *s, char out[160], const char *name) {
    snprintf(out, 160, "%s/%s", s->folder, name);
    mkdir(out, 0777);
}

static void remove_all(const char *folder) {
    char line[256];
    snprintf(line, sizeof line, "rm -rf '%s'", folder);
    assert_int_equal(system(line), 0);
}

static size_t entries(const char *folder) {
    size_t n = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (const struct dirent *e; (e = readdir(dir)) != NULL;)
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(dir);
    return n;
}

static char *slurp(const char *folder, const char *name) {
    char path[PATH_MAX];
    Buf b = {0};
    char part[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "r");
    if (!f) fail_msg("%s is missing", path);
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;) buf_add(&b, part, n);
    fclose(f);
    return b.text;
}

static Store *store_with_a_day(int calls) {
    Store *s = store_new();
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK);
    o.owner = "=1+1"; /* must not run in a spreadsheet */
    import_one(s, "2026-11-23T09:30", &o);
    for (int i = 0; i < calls; i++) {
        Call call = {.call_id = uuid_new(),
                     .visit_id = uuid_new(),
                     .kind = "bar",
                     .order_no = "",
                     .about = "a, \"b\"",
                     .at = at("2026-11-23T10:00") + i,
                     .by = ""};
        must(s, call_make(s->db, &call, &s->err));
    }
    Call other = {.call_id = uuid_new(),
                  .visit_id = uuid_new(),
                  .kind = "help",
                  .order_no = "",
                  .about = "",
                  .at = at("2026-11-22T23:59"),
                  .by = ""}; /* another day's */
    must(s, call_make(s->db, &other, &s->err));
    return s;
}

static void the_day_is_written_whole_and_again(void **state) {
    (void)state;
    static const char *const files[] = {"ratings.csv", "complaints.csv", "coupons.csv", "calls.csv", "orders.csv"};
    Store *s = store_with_a_day(3);
    char stick[160];
    folder_of(s, stick, "stick");
    DayExport done;
    for (int again = 0; again < 2; again++) {
        must(s, day_export(s->db, stick, at("2026-11-23T00:00"), &done, &s->err));
        assert_int_equal(done.rows[3], 3);
        assert_int_equal(done.rows[4], 1);
        assert_non_null(strstr(done.folder, "lounge-cd01-2026-11-23"));
        assert_int_equal(entries(stick), 1); /* nothing of the writing is left beside it */
        assert_int_equal(entries(done.folder), 5);
    }
    for (size_t i = 0; i < 5; i++) {
        char *text = slurp(done.folder, files[i]);
        assert_int_equal(strncmp(text, "\xEF\xBB\xBF", 3), 0);
        size_t lines = 0;
        for (const char *p = text; (p = strstr(p, "\r\n")) != NULL; p += 2) lines++;
        assert_int_equal(lines, 1 + done.rows[i]);
        if (i == 3) assert_null(strstr(text, "help"));
        if (i == 4) assert_non_null(strstr(text, ",'=1+1,"));
        free(text);
    }
    remove_all(stick);
    store_free(s);
}

static void a_stick_that_is_not_there_is_told(void **state) {
    (void)state;
    Store *s = store_new();
    DayExport done;
    char found[STICK_PATH_MAX];
    must_not(s, day_export(s->db, "/tmp/lounge-no-such-stick", at("2026-11-23T00:00"), &done, &s->err), ERR_IO);
    must_not(s, stick_find(s->db, "/proc/self/mountinfo", "/tmp/lounge-no-such-stick", found, &s->err), ERR_NOT_FOUND);
    must(s, stick_find(s->db, "/no/such", s->folder, found, &s->err)); /* a folder that was set is taken as it is */
    assert_string_equal(found, s->folder);
    store_free(s);
}

static void the_stick_is_found_among_the_mounts(void **state) {
    (void)state;
    static const struct {
        const char *mounts, *want; /* NULL = none */
    } rows[] = {
        {"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n", NULL},
        {"36 22 8:17 / /media/lounge/STICK rw,nosuid shared:1 - vfat /dev/sdb1 rw\n", "/media/lounge/STICK"},
        {"36 22 8:17 / /run/media/lounge/A\\040B rw - exfat /dev/sdb1 rw\n", "/run/media/lounge/A B"},
        {"36 22 8:17 / /mnt rw - vfat /dev/sdb1 rw\n", "/mnt"},
        {"36 22 0:40 / /mnt/share rw - cifs //server/share rw\n", NULL}, /* a network's */
        {"36 22 0:41 / /media/t rw - tmpfs tmpfs rw\n", NULL},
        {"36 22 8:17 / /mediabox rw - vfat /dev/sdb1 rw\n", NULL},
        {"36 22 8:17 / /media/one rw - vfat /dev/sdb1 rw\n37 22 8:33 / /media/two rw - vfat /dev/sdc1 rw\n",
         "/media/two"},
        {"garbage\n\n36 22\n36 22 8:17 / /media/x rw\n", NULL},
        {"", NULL},
    };
    Store *s = store_new();
    char path[160], found[STICK_PATH_MAX];
    snprintf(path, sizeof path, "%s/mountinfo", s->folder);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        fputs(rows[i].mounts, f);
        fclose(f);
        if (!rows[i].want) {
            must_not(s, stick_find(s->db, path, "", found, &s->err), ERR_NOT_FOUND);
            continue;
        }
        must(s, stick_find(s->db, path, "", found, &s->err));
        assert_string_equal(found, rows[i].want);
    }
    unlink(path);
    store_free(s);
}

/* A small tmpfs is the stick. Where nothing may be mounted (no root) the test says so and is skipped. */
static bool mount_stick(const char *at_path, const char *options) {
    if (mount("tmpfs", at_path, "tmpfs", 0, options) == 0) return true;
    print_message("SKIPPED: nothing can be mounted here (%s)\n", strerror(errno));
    return false;
}

static void a_full_stick_keeps_what_it_had(void **state) {
    (void)state;
    Store *s = store_with_a_day(2);
    char stick[160];
    folder_of(s, stick, "stick");
    if (mount_stick(stick, "size=128k")) {
        DayExport done;
        must(s, day_export(s->db, stick, at("2026-11-23T00:00"), &done, &s->err));
        for (int i = 0; i < 2000; i++) {
            Call call = {.call_id = uuid_new(),
                         .visit_id = uuid_new(),
                         .kind = "bar",
                         .order_no = "",
                         .about = "",
                         .at = at("2026-11-23T11:00") + i,
                         .by = ""};
            must(s, call_make(s->db, &call, &s->err));
        }
        char *before = slurp(done.folder, "calls.csv");
        must_not(s, day_export(s->db, stick, at("2026-11-23T00:00"), &done, &s->err), ERR_FULL);
        char *after = slurp(done.folder, "calls.csv");
        assert_string_equal(before, after);
        assert_int_equal(entries(stick), 1);
        free(before);
        free(after);
        umount(stick);
    }
    remove_all(stick);
    store_free(s);
}

static void a_write_protected_stick_is_told(void **state) {
    (void)state;
    Store *s = store_with_a_day(1);
    char stick[160];
    folder_of(s, stick, "stick");
    if (mount_stick(stick, "size=128k")) {
        DayExport done;
        assert_int_equal(mount("tmpfs", stick, "tmpfs", MS_REMOUNT | MS_RDONLY, "size=128k"), 0);
        must_not(s, day_export(s->db, stick, at("2026-11-23T00:00"), &done, &s->err), ERR_IO);
        assert_non_null(strstr(s->err.en, "write-protected"));
        assert_int_equal(entries(stick), 0);
        umount(stick);
    }
    remove_all(stick);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_day_is_written_whole_and_again),  cmocka_unit_test(a_stick_that_is_not_there_is_told),
        cmocka_unit_test(the_stick_is_found_among_the_mounts), cmocka_unit_test(a_full_stick_keeps_what_it_had),
        cmocka_unit_test(a_write_protected_stick_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
