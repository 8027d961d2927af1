/* lounge forget: erases one person's data, and says what was erased, what was kept and why, and which backups still
 * hold it. */
#include "forget_ask.h"
#include "office.h"
#include "rules/backup_keep.h"
#include "stop_list.h"
#include "store/backups.h"
#include "table.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

static const Column columns[] = {
    {"act", {TXT("", "")}, false},
    {"what", {TXT("what", "内容")}, false},
    {"n", {TXT("rows", "行数")}, true},
    {"words", {TXT("in words", "说明")}, false},
};

static void add(Table *t, const char *act, const char *what, int n, const char *words) {
    table_text(t, act);
    table_text(t, what);
    table_int(t, n);
    table_text(t, words);
}

static void add_counts(const Office *office, Table *t, const char *act, const ForgetCount *counts, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (counts[i].n) add(t, act, counts[i].what, counts[i].n, office->zh ? counts[i].zh : counts[i].en);
}

/* A backup from before holds them until it is thinned out; one whose disk is not plugged in may too. */
static bool add_backups(Office *office, Table *t, Arena *arena, Ms first, Err *err) {
    BackupRow *rows;
    size_t n;
    const Settings *s = office->settings;
    BackupKeep rule = {(int)settings_int(s, "backup.daily"), (int)settings_int(s, "backup.weekly"),
                       (int)settings_int(s, "backup.monthly")};
    if (!backup_list(office->db, arena, &rows, &n, err)) return false;
    for (size_t i = 0; i < n; i++) {
        char day[32];
        const char *path = arena_printf(arena, "%s/%s", rows[i].folder, rows[i].file);
        if (rows[i].at < first || (access(path, F_OK) != 0 && access(rows[i].folder, F_OK) == 0)) continue;
        day_show(backup_kept_until(rows[i].at, rule), day, sizeof day);
        add(t, office->zh && !office->json ? "备份" : "backup", path, 1,
            arena_printf(arena,
                         office->zh ? "仍含此人，最迟至 %s；可先做新备份再删除此文件；恢复它时会自动再次删除此人"
                                    : "still holds it, until %s at the latest; or make a new one and remove this file;"
                                      " a restore of it erases again",
                         day));
    }
    return true;
}

static Exit answer(Office *office, const ForgetAsk *ask, const ForgetDone *done, Arena *arena) {
    Err err;
    Table t;
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    bool zh = office->zh && !office->json;
    const char *erased = ask->dry_run ? (zh ? "将删除" : "would erase") : zh ? "已删除" : "erased";
    add_counts(office, &t, erased, done->erased, done->n_erased);
    add_counts(office, &t, zh ? "保留" : "kept", done->kept, done->n_kept);
    if (!add_backups(office, &t, arena, done->first, &err)) {
        table_drop(&t);
        return office_fail(office, &err);
    }
    table_end(&t, (Words){TXT("", "")});
    long long days = (long long)settings_int(office->settings, "import.keep_days");
    if (days)
        office_note(office,
                    TXT("files of the DMS that import --watch put away go after %lld days; others are yours to remove",
                        "import --watch 移走的 DMS 文件在 %lld 天后删除；其他导出文件请自行删除"),
                    days);
    else
        office_note(office, TXT("files of the DMS stay until you remove them (import.keep_days is 0)",
                                "DMS 文件不会自动删除（import.keep_days 为 0），请自行删除"));
    return EXIT_DONE;
}

/* Beside each folder of backups that can be reached, so that a restore knows of it. */
static bool tell_backups(Office *office, Arena *arena, Err *err) {
    BackupRow *rows;
    size_t n;
    Buf lines = {0};
    bool ok = backup_list(office->db, arena, &rows, &n, err) && forgotten_lines(office->db, &lines, err);
    for (size_t i = 0; ok && i < n; i++) {
        bool again = false;
        for (size_t k = 0; k < i; k++) again = again || strcmp(rows[k].folder, rows[i].folder) == 0;
        if (!again && access(rows[i].folder, F_OK) == 0)
            ok = stop_list_write(rows[i].folder, db_store_id(office->db), buf_text(&lines), err);
    }
    buf_free(&lines);
    return ok;
}

static Exit settle(Office *office, const ForgetDone *done, Arena *arena) {
    Err err;
    bool clean, busy, rewritten;
    if (!forget_settle(office->db, done, &clean, &busy, &rewritten, &err) || !tell_backups(office, arena, &err)) {
        err_prefix(&err, TXT("erased, but: ", "已删除，但："));
        office_fail(office, &err);
        return EXIT_PART;
    }
    if (!clean) {
        office_note(office,
                    busy ? "erased, but a reader keeps the log: stop the panels once, it goes with the last one"
                         : "erased, but the file still holds bytes of it: is its disk failing?",
                    busy ? "已删除，但日志仍被占用：请停止一次自助屏，最后一个关闭时日志即清空"
                         : "已删除，但文件中仍有残留：请检查磁盘");
        return EXIT_PART;
    }
    office_note(office, TXT("no byte of it is left in the database and its log%s", "数据库及其日志中已无残留%s"),
                rewritten ? office->zh ? "（文件已重写）" : " (the file was written anew)" : "");
    return EXIT_DONE;
}

static Exit act(Office *office, ForgetAsk *ask) {
    Err err;
    CouponKey key;
    Arena arena = {0};
    ForgetDone done;
    ask->at = 0;
    if (!office_open(office, DB_WRITE, &err) || !coupon_key_read(office->db_path, &key, &err))
        return office_fail(office, &err);
    ask->at = clock_now();
    bool ok = forget(office->db, &key, ask, &arena, &done, &err);
    explicit_bzero(&key, sizeof key);
    Exit code = ok ? answer(office, ask, &done, &arena) : office_fail(office, &err);
    if (ok && !ask->dry_run && code == EXIT_DONE) code = settle(office, &done, &arena);
    arena_free(&arena);
    return code;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {
        {"phone", required_argument, NULL, 'p'}, {"plate", required_argument, NULL, 'l'},
        {"order", required_argument, NULL, 'o'}, {"by", required_argument, NULL, 'b'},
        {"dry-run", no_argument, NULL, 'd'},     {0}};
    TypedAsk typed = {0};
    ForgetAsk ask = {.by = ""};
    Err err;
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'p') typed.phone = optarg;
        if (o == 'l') typed.plate = optarg;
        if (o == 'o') typed.order = optarg;
        if (o == 'b') ask.by = optarg;
        if (o == 'd') ask.dry_run = true;
    }
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    if (!*ask.by) return office_misuse(office, TXT("--by is missing: who does it", "缺少 --by：由谁操作"));
    if (!forget_ask_read(&typed, &ask, &err)) return office_misuse(office, TXT("%s", "%s"), err_text(&err, office->zh));
    return act(office, &ask);
}

const Command cmd_forget = {
    .name = "forget",
    .about = {TXT("erase one person's data, and say what was kept and why",
                  "删除一个人的数据，并说明保留了什么、为何保留")},
    .usage = {TXT("forget --phone N|--plate P|--order RO --by MANAGER [--dry-run]",
                  "forget --phone 电话|--plate 车牌|--order 工单号 --by 经理 [--dry-run]")},
    .details = {TXT(
        "  By phone: that person. By plate or order: the car's owner and who brought it. Names, phones, plates, VINs,\n"
        "  own words and notes are emptied; histories and books keep their keys. An export of visits before today\n"
        "  does not bring them back (a keyed hash is kept for that); a later visit is a new one.\n"
        "  --dry-run  tries all of it and keeps nothing",
        "  按电话：仅此人。按车牌或工单：车主和送修人。清空姓名、电话、车牌、车架号、留言和备注；\n"
        "  历史和账目只保留编号。以后导入今日之前的工单不会恢复这些信息（为此保留带密钥的摘要）；再次来店视为新客户。\n"
        "  --dry-run  全部试行一遍，不作改动")},
    .example = "lounge forget --phone 19900021103 --by 陈建华 --dry-run",
    .run = run,
};
