/* lounge doctor: is this store in order? A line a check, and what to do about what is not. */
#include "office.h"
#include "rules/worktime.h"
#include "store/backups.h"
#include "store/coupons.h"
#include "store/import.h"
#include "table.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

typedef enum State { OK, WARN, BAD } State;

typedef struct Doctor {
    Office *office;
    Table table;
    State worst;
} Doctor;

static const Column columns[] = {
    {"state", {TXT("state", "状态")}, false},
    {"check", {TXT("check", "检查项")}, false},
    {"found", {TXT("found", "结果")}, false},
    {"do", {TXT("what to do", "怎么办")}, false},
};

#define NOTHING_TO_DO TXT("", "")

/* One line of the report. `found` is in the office's language already. */
static void line(Doctor *doctor, State state, Words check, const char *found, const char *en, const char *zh) {
    static const char *const names[] = {"ok", "warn", "bad"};
    static const char *const names_zh[] = {"正常", "注意", "异常"};
    Table *t = &doctor->table;
    bool zh_words = doctor->office->zh && !doctor->office->json;
    table_text(t, zh_words ? names_zh[state] : names[state]);
    table_text(t, office_words(doctor->office, check));
    table_text(t, found);
    table_text(t, doctor->office->zh ? zh : en);
    if (state > doctor->worst) doctor->worst = state;
}

/* An error from below says itself what to do. */
static void line_err(Doctor *doctor, State state, Words check, const Err *err) {
    line(doctor, state, check, err_text(err, doctor->office->zh), NOTHING_TO_DO);
}

static char *words_into(const Doctor *doctor, char *out, size_t size, const char *en, const char *zh, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));
static char *words_into(const Doctor *doctor, char *out, size_t size, const char *en, const char *zh, ...) {
    va_list ap;
    va_start(ap, zh);
    if (doctor->office->zh) {
        vsnprintf(out, size, zh, ap);
    } else {
        vsnprintf(out, size, en, ap);
    }
    va_end(ap);
    return out;
}

/* ---- the database ---- */

static void check_integrity(Doctor *doctor) {
    static const Words name = {TXT("database", "数据库")};
    Buf faults = {0};
    size_t n;
    Err err;
    char found[256];
    if (!db_check(doctor->office->db, &faults, &n, &err)) {
        line_err(doctor, BAD, name, &err);
    } else if (n) {
        words_into(doctor, found, sizeof found, TXT("%zu faults, the first: %.120s", "%zu 处损坏，第一处：%.120s"), n,
                   buf_text(&faults));
        line(doctor, BAD, name, found,
             TXT("stop writing and put back the last backup", "请停止写入，并恢复最近的备份"));
    } else {
        line(doctor, OK, name, db_path(doctor->office->db), NOTHING_TO_DO);
    }
    buf_free(&faults);
}

static void check_schema(Doctor *doctor) {
    char found[64];
    words_into(doctor, found, sizeof found, TXT("version %d", "版本 %d"), db_schema_version(doctor->office->db));
    line(doctor, OK, (Words){TXT("schema", "数据结构")}, found, NOTHING_TO_DO);
}

static bool has_value(const Settings *s, const char *key) {
    return *settings_text(s, key) != '\0';
}

/* The first setting that a store cannot do without and that is missing; NULL when there is none. */
static const char *missing_setting(const Settings *s) {
    static const char *const texts[] = {"store.id", "store.name_zh", "store.name_en", "store.tz"};
    static const char *const lists[] = {"questionnaire.factors",
                                        "questionnaire.reasons",
                                        "prepaid.packages",
                                        "prepaid.prices",
                                        "dms.columns",
                                        "dms.stages",
                                        "dms.kinds"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!has_value(s, texts[i])) return texts[i];
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (settings_count(s, lists[i]) == 0) return lists[i];
    return NULL;
}

static void check_settings(Doctor *doctor) {
    static const Words name = {TXT("settings", "设置")};
    const Settings *s = doctor->office->settings;
    const char *missing = missing_setting(s);
    char found[200];
    if (missing) {
        words_into(doctor, found, sizeof found, TXT("%s is not set", "未设置 %s"), missing);
        line(doctor, BAD, name, found,
             TXT("lounge settings load the policy file that has it, or lounge settings set",
                 "请用 lounge settings load 载入相应的策略文件，或用 lounge settings set"));
    } else {
        words_into(doctor, found, sizeof found, TXT("store %s%s", "门店 %s%s"), settings_text(s, "store.id"),
                   settings_int(s, "demo") ? " (demo)" : "");
        line(doctor, OK, name, found, NOTHING_TO_DO);
    }
}

/* ---- the last import ---- */

/* Stale by the board's own limit is a warning, by more than a whole day of business a fault: both in working time, so
 * that a night or a holiday alarms nobody. */
static State import_state(const Settings *s, Ms exported) {
    const WorkHours *hours = settings_hours(s);
    int age = work_minutes(hours, exported, clock_now()), day = hours->close_minute - hours->open_minute;
    if (age > day && age > settings_int(s, "board.stale_minutes")) return BAD;
    return age > settings_int(s, "board.stale_minutes") ? WARN : OK;
}

static void check_import(Doctor *doctor) {
    static const Words name = {TXT("last import", "最近导入")};
    Err err;
    LastImport last;
    char found[320], when[32];
    if (!import_last(doctor->office->db, "orders", &last, &err)) {
        line_err(doctor, BAD, name, &err);
        return;
    }
    if (!last.exported) {
        words_into(doctor, found, sizeof found, TXT("none yet", "尚未导入"));
        line(doctor, WARN, name, found, TXT("lounge import orders FILE", "请运行 lounge import orders 文件"));
        return;
    }
    long long hours = (clock_now() - last.exported) / MS_HOUR;
    words_into(doctor, found, sizeof found,
               TXT("%s, as of %s, %lld h ago: %d orders, %d refused", "%s，截至 %s，%lld 小时前：%d 张工单，%d 行被拒"),
               last.file, instant_show(last.exported, when, sizeof when), hours, last.orders, last.refused);
    State state = import_state(doctor->office->settings, last.exported);
    if (state == OK) {
        line(doctor, OK, name, found, NOTHING_TO_DO);
    } else {
        line(doctor, state, name, found,
             TXT("the board says that it is not up to date: does the DMS still export into the drop folder?",
                 "看板已提示数据过时：请检查 DMS 是否仍在导出到共享文件夹"));
    }
}

/* ---- who may read ---- */

/* Of the database and what lies beside it: nothing for others, keys for their owner alone (domain.md 10). */
static void check_permissions(Doctor *doctor) {
    static const Words name = {TXT("permissions", "权限")};
    static const struct {
        const char *ending;
        mode_t mode;
    } files[] = {{"", 0660},
                 {"-wal", 0660},
                 {"-shm", 0660},
                 {".bell", 0660},
                 {".backup-key", 0600}}; /* .key is looked at when it is read */
    char path[PATH_MAX], found[PATH_MAX + 80];
    struct stat st;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s%s", doctor->office->db_path, files[i].ending);
        if (stat(path, &st) != 0 || (st.st_mode & 0777 & ~files[i].mode) == 0) continue;
        words_into(doctor, found, sizeof found, TXT("others may use %s (%03o)", "其他用户可使用 %s（%03o）"), path,
                   (unsigned)st.st_mode & 0777);
        line(doctor, BAD, name, found,
             TXT("chmod 660 the database and its log, 600 a key", "请将数据库及其日志设为 660，密钥设为 600"));
        return;
    }
    snprintf(path, sizeof path, "%s", doctor->office->db_path);
    const char *folder = dirname(path);
    if (stat(folder, &st) == 0 && (st.st_mode & 0007) != 0) {
        words_into(doctor, found, sizeof found, TXT("others may look into %s (%04o)", "其他用户可进入 %s（%04o）"),
                   folder, (unsigned)st.st_mode & 07777);
        line(doctor, WARN, name, found,
             TXT("chmod 2770 the folder, and give it to the group lounge", "请将文件夹设为 2770，并归用户组 lounge"));
        return;
    }
    words_into(doctor, found, sizeof found, TXT("nothing for others", "其他用户无权限"));
    line(doctor, OK, name, found, NOTHING_TO_DO);
}

/* ---- the last backup ---- */

static void check_backup(Doctor *doctor) {
    static const Words name = {TXT("last backup", "最近备份")};
    Err err;
    Arena arena = {0};
    BackupRow last;
    char found[PATH_MAX + 64], path[PATH_MAX], when[32];
    if (!backup_last(doctor->office->db, &arena, &last, &err)) {
        line_err(doctor, BAD, name, &err);
    } else if (!last.at) {
        words_into(doctor, found, sizeof found, TXT("none yet", "尚未备份"));
        line(doctor, WARN, name, found,
             TXT("lounge backup DIR, each night by cron", "请运行 lounge backup 文件夹，并每晚定时"));
    } else {
        long long hours = (clock_now() - last.at) / MS_HOUR;
        bool there = (size_t)snprintf(path, sizeof path, "%s/%s", last.folder, last.file) < sizeof path &&
                     access(path, F_OK) == 0;
        words_into(doctor, found, sizeof found, TXT("%s, %lld h ago: %s", "%s，%lld 小时前：%s"),
                   instant_show(last.at, when, sizeof when), hours, path);
        if (!there) {
            line(doctor, WARN, name, found,
                 TXT("the file is not there: is its disk plugged in?", "文件不在：备份盘是否已连接？"));
        } else if (clock_now() - last.at > settings_int(doctor->office->settings, "backup.warn_hours") * MS_HOUR) {
            line(doctor, WARN, name, found,
                 TXT("make one: lounge backup DIR; does the timer still run?",
                     "请备份：lounge backup 文件夹；并检查定时任务"));
        } else {
            line(doctor, OK, name, found, NOTHING_TO_DO);
        }
    }
    arena_free(&arena);
}

/* ---- the machine ---- */

static void check_clock(Doctor *doctor) {
    static const Words name = {TXT("clock", "时钟")};
    Office *office = doctor->office;
    LastImport last = {0};
    Err err;
    char found[128], when[32];
    const char *zone = office->settings ? settings_text(office->settings, "store.tz") : "Asia/Shanghai";
    if (office->settings ? !office_zone(office, &err) : !zone_use(zone, &err)) {
        line_err(doctor, BAD, name, &err);
        return;
    }
    Ms now = clock_now();
    if (office->db && !import_last(office->db, "orders", &last, NULL)) last.applied = 0;
    instant_show(now, when, sizeof when);
    words_into(doctor, found, sizeof found, TXT("%s, %s", "%s，%s"), when, zone);
    int year = local_of(now).year;
    if (year < 2026 || year > 2099 || now + 10 * MS_MINUTE < last.applied) {
        line(doctor, BAD, name, found,
             TXT("set the machine's clock (timedatectl set-ntp true); it is before the last import or out of range",
                 "请校准系统时间（timedatectl set-ntp true）：早于最近一次导入或超出合理范围"));
    } else {
        line(doctor, OK, name, found, NOTHING_TO_DO);
    }
}

static void check_disk(Doctor *doctor) {
    static const Words name = {TXT("disk", "磁盘")};
    enum { BAD_MB = 100, WARN_MB = 1000 }; /* a day's records are under 1 MB, a night's backup is a whole copy */
    char path[PATH_MAX], found[64];
    struct statvfs st;
    snprintf(path, sizeof path, "%s", doctor->office->db_path);
    if (statvfs(dirname(path), &st) != 0) {
        words_into(doctor, found, sizeof found, TXT("cannot be asked: %s", "无法查询：%s"), strerror(errno));
        line(doctor, BAD, name, found, TXT("check that the folder exists", "请确认文件夹存在"));
        return;
    }
    unsigned long long mb = (unsigned long long)st.f_bavail * st.f_frsize / 1000000;
    words_into(doctor, found, sizeof found, TXT("%llu MB free", "剩余 %llu MB"), mb);
    if (mb >= WARN_MB) {
        line(doctor, OK, name, found, NOTHING_TO_DO);
    } else {
        line(doctor, mb < BAD_MB ? BAD : WARN, name, found,
             TXT("make room on the disk of the database", "请在数据库所在磁盘上腾出空间"));
    }
}

static bool is_font_collection(const char *path) {
    char magic[4];
    FILE *file = fopen(path, "rb");
    bool good = file && fread(magic, 1, sizeof magic, file) == sizeof magic && memcmp(magic, "ttcf", 4) == 0;
    if (file) fclose(file);
    return good;
}

static void check_fonts(Doctor *doctor) {
    static const Words name = {TXT("fonts", "字体")};
    static const char *const faces[] = {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"};
    char path[PATH_MAX];
    for (size_t i = 0; i < sizeof faces / sizeof *faces; i++) {
        snprintf(path, sizeof path, "/usr/share/fonts/opentype/noto/%s", faces[i]);
        if (is_font_collection(path)) continue;
        line(doctor, BAD, name, path,
             TXT("missing: apt install fonts-noto-cjk", "缺少字体：请运行 apt install fonts-noto-cjk"));
        return;
    }
    line(doctor, OK, name, "Noto Sans CJK", NOTHING_TO_DO);
}

static void check_key(Doctor *doctor) {
    static const Words name = {TXT("coupon key", "券密钥")};
    Err err;
    CouponKey key;
    if (coupon_key_read(doctor->office->db_path, &key, &err)) {
        explicit_bzero(&key, sizeof key);
        char found[64];
        words_into(doctor, found, sizeof found, TXT("readable by its owner only", "仅所有者可读"));
        line(doctor, OK, name, found, NOTHING_TO_DO);
    } else {
        line_err(doctor, BAD, name, &err);
    }
}

static Exit run(Office *office, int argc, char **argv) {
    Exit code;
    if (!office_no_options(office, argc, argv, &code)) return code;
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    Doctor doctor = {.office = office};
    Err err;
    table_begin(&doctor.table, office, columns, sizeof columns / sizeof *columns);
    bool opened = db_open(&office->db, office->db_path, DB_WRITE, &err) && office_settings(office, &err);
    if (opened) {
        check_integrity(&doctor);
        check_schema(&doctor);
        check_settings(&doctor);
    } else {
        line_err(&doctor, BAD, (Words){TXT("database", "数据库")}, &err);
    }
    check_clock(&doctor); /* makes the store's zone the local one, for what follows */
    if (opened) {
        check_permissions(&doctor);
        check_import(&doctor);
        check_backup(&doctor);
    }
    check_key(&doctor);
    check_disk(&doctor);
    check_fonts(&doctor);
    table_end(&doctor.table, (Words){TXT("", "")});
    return doctor.worst == BAD ? EXIT_FAILED : EXIT_DONE;
}

const Command cmd_doctor = {
    .name = "doctor",
    .about = {TXT("check the store and this machine, and say what to do", "检查门店数据和本机，并说明怎么办")},
    .usage = {TXT("doctor", "doctor")},
    .details = {TXT(
        "  Each line is ok, warn or bad; exit 1 when something is bad. Also brings an older database up to\n"
        "  this program's schema.",
        "  每行为正常、注意或异常；有异常时退出码为 1。旧版数据库会同时升级到本程序的结构。")},
    .example = "lounge doctor",
    .run = run,
};
