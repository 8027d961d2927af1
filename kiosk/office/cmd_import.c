/* lounge import: orders and parts out of a DMS, the store's own tables of offers, models and activities, its policies.
 */
#include "import_say.h"
#include "import_subjects.h"
#include "import_watch.h"
#include "policy_file.h"

#include <stdlib.h>
#include <string.h>

typedef struct Call {
    const ImportSubject *subject; /* NULL: policies */
    const char *by;
    ImportOptions options;
    bool dry_run;
    char **paths;
    size_t n;
} Call;

/* Each file by itself: one that cannot be read does not keep the others out. */
static Exit import_files(Office *office, const Call *call, ImportReport *reports) {
    size_t done = 0;
    bool refused = false;
    Exit failed = EXIT_DONE;
    for (size_t i = 0; i < call->n; i++) {
        Err err = {0};
        bool ok = call->subject->file(office->db, office->settings, call->paths[i], &call->options, &reports[i], &err);
        import_bar_end();
        if (!office->json && (ok || reports[i].refused)) import_say(office, call->subject->name, &reports[i]);
        if (!ok) failed = office_fail(office, &err);
        done += ok;
        refused = refused || reports[i].refused;
    }
    if (office->json) import_say_json(office, call->subject->name, reports, call->n);
    if (done == 0) return failed;
    if (call->dry_run) office_note(office, TXT("dry run: nothing was changed", "试运行：未做任何改动"));
    return refused || failed != EXIT_DONE ? EXIT_PART : EXIT_DONE;
}

static bool files_will_do(Office *office, const Call *call) {
    if (call->n == 0) {
        office_misuse(office, TXT("name the file to import", "请写出要导入的文件"));
        return false;
    }
    if (call->n == 1 || !call->subject || call->subject->list) return true;
    office_misuse(office, TXT("a table is one file: it replaces the one before", "表只有一个文件：它会替换原来的表"));
    return false;
}

static Exit open_and_import(Office *office, const Call *call) {
    Err err;
    if (!files_will_do(office, call)) return EXIT_USAGE;
    if (!office_open(office, call->dry_run ? DB_SCRATCH : DB_WRITE, &err)) return office_fail(office, &err);
    ImportReport *reports = mem_alloc(call->n * sizeof *reports);
    Exit code = import_files(office, call, reports);
    for (size_t i = 0; i < call->n; i++) import_report_free(&reports[i]);
    free(reports);
    return code;
}

static Exit watch_folder(Office *office, const char *folder, bool once) {
    Err err;
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    return import_watch(office, folder, once);
}

static Exit import_policies(Office *office, const Call *call, bool survey) {
    Err err;
    PolicyCounts counts;
    if (!files_will_do(office, call)) return EXIT_USAGE;
    if (!office_open(office, call->dry_run ? DB_SCRATCH : DB_WRITE, &err) ||
        !policies_import(office, (const char *const *)call->paths, call->n, survey ? "questionnaire" : "", call->by,
                         &counts, &err))
        return office_fail(office, &err);
    if (counts.faults) {
        office_note(office,
                    TXT("%zu faults, so nothing was changed: mend them and import again",
                        "有 %zu 处错误，未作任何改动：请改正后重新导入"),
                    counts.faults);
        return EXIT_FAILED;
    }
    if (survey)
        say(office,
            TXT("questionnaire: %zu new versions, %zu in force already", "问卷：新增 %zu 个版本，%zu 个已在生效"),
            counts.added, counts.known);
    else
        say(office, TXT("policies: %zu new versions, %zu in force already", "策略：新增 %zu 个版本，%zu 个已在生效"),
            counts.added, counts.known);
    if (call->dry_run) office_note(office, TXT("dry run: nothing was changed", "试运行：未做任何改动"));
    return EXIT_DONE;
}

static Exit run(Office *office, int argc, char **argv) {
    enum { OPTION_ENCODING = 'e', OPTION_DRY_RUN = 'n', OPTION_BY = 'b', OPTION_WATCH = 'w', OPTION_ONCE = 'o' };
    static const struct option own[] = {{"encoding", required_argument, NULL, OPTION_ENCODING},
                                        {"dry-run", no_argument, NULL, OPTION_DRY_RUN},
                                        {"by", required_argument, NULL, OPTION_BY},
                                        {"watch", required_argument, NULL, OPTION_WATCH},
                                        {"once", no_argument, NULL, OPTION_ONCE},
                                        {NULL, 0, NULL, 0}};
    const char *watch = NULL;
    bool once = false;
    Call call = {.by = "", .options = {.progress = import_bar, .zh = office->zh}};
    for (int option; (option = office_option(office, argc, argv, "", own)) != -1;) {
        switch (option) {
        case OFFICE_HELPED: return EXIT_DONE;
        case OPTION_ENCODING: call.options.encoding = optarg; break;
        case OPTION_DRY_RUN: call.dry_run = true; break;
        case OPTION_BY: call.by = optarg; break;
        case OPTION_WATCH: watch = optarg; break;
        case OPTION_ONCE: once = true; break;
        default: return EXIT_USAGE;
        }
    }
    call.options.zh = office->zh;
    if (watch && (argc > optind || call.dry_run))
        return office_misuse(office, TXT("--watch takes a folder and nothing else", "--watch 后只写一个文件夹"));
    if (watch) return watch_folder(office, watch, once);
    const char *subject = argc > optind ? argv[optind] : "";
    bool survey = strcmp(subject, "questionnaire") == 0, policies = survey || strcmp(subject, "policies") == 0;
    call.subject = import_subject(subject);
    if (!call.subject && !policies)
        return office_misuse(office,
                             TXT("say what to import: orders, parts, customers, staff, prepaid, offers, models, "
                                 "activities, policies or questionnaire",
                                 "请说明导入什么：orders、parts、customers、staff、prepaid、offers、models、"
                                 "activities、policies 或 questionnaire"));
    call.paths = argv + optind + 1;
    call.n = (size_t)(argc - optind - 1);
    return policies ? import_policies(office, &call, survey) : open_and_import(office, &call);
}

const Command cmd_import = {
    .name = "import",
    .about = {TXT("take in tables: orders, parts and customers out of a DMS, staff, old balances, offers, policies …",
                  "导入 DMS 的工单、配件、客户，员工，预存期初余额，本店的优惠、车型、活动表和策略")},
    .usage = {TXT("import orders|parts|customers|staff|prepaid FILE... [--encoding NAME] [--dry-run]\n"
                  "import offers|models|activities FILE [--dry-run]\n"
                  "import policies FILE... [--by NAME] [--dry-run]\n"
                  "import questionnaire FILE [--by NAME] [--dry-run]\n"
                  "import --watch DIR [--once]",
                  "import orders|parts|customers|staff|prepaid 文件... [--encoding 编码] [--dry-run]\n"
                  "import offers|models|activities 文件 [--dry-run]\n"
                  "import policies 文件... [--by 姓名] [--dry-run]\n"
                  "import questionnaire 文件 [--by 姓名] [--dry-run]\n"
                  "import --watch 文件夹 [--once]")},
    .details = {TXT(
        "A file is an Excel workbook (.xlsx), CSV or TSV. Good lines land; every line that is refused or flagged\n"
        "is named with its reason, and the exit code is 3 when some were refused.\n"
        "Importing the same file again changes nothing. The words of the DMS are settings: dms.columns,\n"
        "dms.stages, dms.kinds, dms.tables.\n"
        "Policies are all taken or none; a changed one is a new version with its days, and in force at once.\n"
        "  --encoding NAME  gb18030, utf-8, utf-16 …; found out when not said\n"
        "  --dry-run        tell what would happen, change nothing\n"
        "  --watch DIR      takes what is dropped into the folder once it is whole, and moves it to done/ or\n"
        "                   refused/ with NAME.report.txt beside it; what it is says its header, or a subfolder\n"
        "                   (orders/, parts/ …); until SIGTERM. They go after import.keep_days (30)\n"
        "  --once           … takes what lies there, then ends\n",
        "文件可以是 Excel 工作簿（.xlsx）、CSV 或 "
        "TSV。有效的行照常导入；被拒或有提示的行逐条说明原因，有拒收时退出码为 3。\n"
        "同一文件重复导入不会有任何变化。DMS 的用词在设置 dms.columns、dms.stages、dms.kinds、dms.tables 中。\n"
        "策略要么全部导入，要么完全不改；改过的策略成为有起止日期的新版本，立即生效。\n"
        "  --encoding 编码  gb18030、utf-8、utf-16 等；不写则自动识别\n"
        "  --dry-run        只说明会怎样，不做改动\n"
        "  --watch 文件夹   文件写完后自动导入，再移到 done/ 或 refused/，旁边附 NAME.report.txt；\n"
        "                   类别由表头或子文件夹（orders/、parts/ 等）决定；收到 SIGTERM 时结束；\n"
        "                   移走的文件在 import.keep_days（30）天后删除\n"
        "  --once           只处理现有文件，然后结束\n")},
    .example = "lounge import orders orders.csv",
    .run = run,
};
