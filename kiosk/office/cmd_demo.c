/* lounge demo: a store to try everything on, whose day is always today.
 *
 * The export of data/orders.csv is moved so that it was written at the last round ten minutes: at any hour its board
 * is fresh, each car as far along as in the file, and promised times stay round. Moving by whole days alone would put
 * the export in the future before 14:20 and make it stale after 14:50; a clock of its own would make every other
 * program ask for it. The price is small: in the evening cars seem to have arrived after closing, while estimates and
 * deadlines still count the store's real hours. Since nobody exports anew, the demo's board counts as fresh for a day.
 */
#include "base/share.h"
#include "demo_export.h"
#include "import.h"
#include "new_store.h"
#include "office.h"
#include "simulate.h"
#include "simulate_work.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- is there one already? ---- */

typedef enum Found { FOUND_NONE, FOUND_TODAY, FOUND_OLD, FOUND_FAULT } Found;

/* Whether somebody has it open: after the last one closed a database its log is gone. */
static bool in_use(const char *path) {
    char wal[PATH_MAX + 8];
    snprintf(wal, sizeof wal, "%s-wal", path);
    return access(wal, F_OK) == 0;
}

static Found look(Office *office, LastImport *last, Err *err) {
    struct stat st;
    if (stat(office->db_path, &st) == 0 ? st.st_size == 0 : errno == ENOENT) return FOUND_NONE; /* empty: cut short */
    if (!office_open(office, DB_WRITE, err)) return FOUND_FAULT;
    if (settings_int(office->settings, "demo") != 1) {
        err_set(err, ERR_RULE,
                TXT("%s is a real store: name another file with --db", "%s 是真实门店：请用 --db 指定其他文件"),
                office->db_path);
        return FOUND_FAULT;
    }
    if (!import_last(office->db, "orders", last, err)) return FOUND_FAULT;
    return days_between(last->exported, clock_now()) == 0 ? FOUND_TODAY : FOUND_OLD;
}

/* ---- making it ---- */

static bool import_table(Office *office, const char *name,
                         bool (*import)(Db *, const char *, const ImportOptions *, ImportReport *, Err *), Err *err) {
    char path[PATH_MAX];
    ImportReport report = {0};
    ImportOptions options = {.zh = office->zh};
    bool good = import(office->db, share_path(name, path, sizeof path), &options, &report, err);
    import_report_free(&report);
    return good;
}

/* The moved export goes through a file of the same name, so that the import tells of orders.csv. */
static bool import_today(Office *office, Ms exported, int *orders, Err *err) {
    char source[PATH_MAX], folder[] = "/tmp/lounge-demo-XXXXXX", path[sizeof folder + 16];
    ImportReport report = {0};
    ImportOptions options = {.zh = office->zh};
    if (!mkdtemp(folder)) return err_set(err, ERR_IO, TXT("cannot write to /tmp", "无法写入 /tmp"));
    snprintf(path, sizeof path, "%s/orders.csv", folder);
    bool good =
        demo_export(share_path("data/orders.csv", source, sizeof source), path, office->settings, exported, err) &&
        import_orders_file(office->db, office->settings, path, &options, &report, err);
    *orders = report.counts.orders;
    import_report_free(&report);
    unlink(path);
    rmdir(folder);
    return good;
}

static bool fill(Office *office, int *orders, Err *err) {
    Ms exported = clock_now() / EXPORT_MS * EXPORT_MS;
    return settings_set(office->db, "demo", "1", err) && settings_set(office->db, "board.stale_minutes", "1440", err) &&
           settings_set(office->db, "wifi.ssid", "Lounge-Guest", err) &&
           settings_set(office->db, "wifi.password", "welcome;2026", err) && office_settings(office, err) &&
           import_table(office, "data/models.csv", import_models_file, err) &&
           import_table(office, "data/offers.csv", import_offers_file, err) &&
           import_table(office, "data/activities.csv", import_activities_file, err) &&
           simulate_past(office, exported, err) && import_today(office, exported, orders, err) &&
           simulate_staff(office->db, clock_now(), err) && simulate_mycar(office, exported, err) &&
           simulate_renewal(office, exported, err) && simulate_prepaid(office, exported, err) &&
           simulate_recall(office, exported, err) && simulate_gifts(office, exported, err) &&
           simulate_work(office, exported, err) && simulate_changes(office, exported, err);
}

static bool put(const char *from, const char *to, const char *ending, Err *err) {
    char old[PATH_MAX + 8], name[PATH_MAX + 8];
    snprintf(old, sizeof old, "%s%s", from, ending);
    snprintf(name, sizeof name, "%s%s", to, ending);
    if (rename(old, name) == 0) return true;
    return err_set(err, ERR_IO, TXT("cannot put %s in place: %s", "无法替换 %s：%s"), name, strerror(errno));
}

/* The key first: if that is all that gets done, the old database is still there and is made anew the next time. */
static bool replace(const char *from, const char *to, Err *err) {
    if (in_use(to))
        return err_set(
            err, ERR_BUSY,
            TXT("%s is open in another program: close the kiosk first", "%s 正被其他程序使用：请先关闭自助屏"), to);
    return put(from, to, ".key", err) && put(from, to, "", err);
}

static bool make(Office *office, int *orders, Err *err) {
    const char *path = office->db_path;
    char fresh[PATH_MAX];
    if (snprintf(fresh, sizeof fresh, "%s.new", path) >= (int)sizeof fresh)
        return err_set(err, ERR_USAGE, TXT("the path is too long", "路径太长"));
    NewStore store = {.path = fresh};
    remove_store(fresh); /* what an interrupted run left */
    bool good = new_store(office, &store, err) && fill(office, orders, err);
    office_close(office);
    if (good && replace(fresh, path, err)) {
        remove_store(fresh); /* its bell */
        return true;
    }
    remove_store(fresh);
    return false;
}

static Exit demo(Office *office, bool anew) {
    Err err;
    char when[32];
    int orders = 0;
    LastImport last = {0};
    Found found = look(office, &last, &err);
    if (found == FOUND_FAULT) return office_fail(office, &err);
    if (found == FOUND_TODAY && !anew) {
        say(office,
            TXT("%s is today's demo store, as of %s; --anew makes it again",
                "%s 已是今天的演示门店，截至 %s；--anew 可重建"),
            office->db_path, instant_show(last.exported, when, sizeof when));
        return EXIT_DONE;
    }
    office_close(office);
    if (!make(office, &orders, &err)) return office_fail(office, &err);
    say(office,
        TXT("%s is a demo store of today: %d orders in the export, and the %d days before are simulated",
            "%s 是今天的演示门店：清单中 %d 张工单，此前 %d 天为模拟数据"),
        office->db_path, orders, SIM_DAYS);
    return EXIT_DONE;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"anew", no_argument, NULL, 'a'}, {0}};
    bool anew = false;
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'a') anew = true;
    }
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    return demo(office, anew);
}

const Command cmd_demo = {
    .name = "demo",
    .about = {TXT("a store to try everything on, whose day is today", "建立可随意试用的演示门店，日期总是今天")},
    .usage = {TXT("demo [--anew]", "demo [--anew]")},
    .details = {TXT(
        "  Nothing is done when it was made today; an older one is made again, what was left in it is gone.\n"
        "  --anew   make it again now, also on the same day",
        "  当天已建好则不作改动；较早的会重建，其中留下的内容随之消失。\n"
        "  --anew   当天也立即重建")},
    .example = "lounge demo --db /tmp/demo.db",
    .run = run,
};
