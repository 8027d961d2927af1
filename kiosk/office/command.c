/* The table of subcommands, their help, and the options that every one of them understands. */
#include "office.h"

#include <stdlib.h>
#include <string.h>

static Exit run_help(Office *office, int argc, char **argv) {
    int option = office_option(office, argc, argv, "", NULL);
    if (option == OFFICE_HELPED) return EXIT_DONE;
    if (option != -1) return EXIT_USAGE;
    if (optind == argc) {
        office_help_all(office, stdout);
        return EXIT_DONE;
    }
    const Command *about = office_command(argv[optind]);
    if (!about || optind + 1 < argc)
        return office_misuse(office, TXT("no such subcommand: %s", "没有这个子命令：%s"), argv[optind]);
    office_help(office, about, stdout);
    return EXIT_DONE;
}

static const Command cmd_help = {
    .name = "help",
    .about = {TXT("this list, or one subcommand's help", "显示本列表，或某个子命令的帮助")},
    .usage = {TXT("help [COMMAND]", "help [子命令]")},
    .details = {TXT("", "")},
    .example = "lounge help export",
    .run = run_help,
};

/* clang-format off */
const Command *const office_commands[] = {
    &cmd_init,
    &cmd_demo,
    &cmd_doctor,
    &cmd_import,
    &cmd_orders,
    &cmd_calls,
    &cmd_coupon,
    &cmd_gifts,
    &cmd_tick,
    &cmd_eta,
    &cmd_prepaid,
    &cmd_work,
    &cmd_bar,
    &cmd_watch,
    &cmd_deposit,
    &cmd_leads,
    &cmd_cases,
    &cmd_changes,
    &cmd_export,
    &cmd_bulletin,
    &cmd_offers,
    &cmd_report,
    &cmd_policies,
    &cmd_questionnaire, &cmd_praise, &cmd_suspect,
    &cmd_settings,
    &cmd_corrections,
    &cmd_staff,
    &cmd_audit,
    &cmd_sql,
    &cmd_forget,
    &cmd_privacy,
    &cmd_backup,
    &cmd_restore,
    &cmd_help,
    NULL,
};
/* clang-format on */

const Command *office_command(const char *name) {
    for (const Command *const *c = office_commands; *c; c++)
        if (strcmp((*c)->name, name) == 0) return *c;
    return NULL;
}

static const Words global_options = {
    "Options of every subcommand:\n"
    "  --db FILE     the store's database (else LOUNGE_DB, else " OFFICE_DB_DEFAULT ")\n"
    "  --json        listings as JSON\n"
    "  --lang zh|en  the language of what is said (else the locale's)\n"
    "  --now TIME    as if it were then: 2026-11-23T14:26:00+08:00\n"
    "  --help        this text\n"
    "Exit: 0 done; 1 failed, nothing changed; 2 wrong usage; 3 done in part, what was refused is named;\n"
    "      4 refused by a rule of the store\n",
    "所有子命令通用的选项：\n"
    "  --db 文件     门店数据库（否则用 LOUNGE_DB，再否则 " OFFICE_DB_DEFAULT "）\n"
    "  --json        以 JSON 输出列表\n"
    "  --lang zh|en  提示所用的语言（默认随系统）\n"
    "  --now 时刻    当作此刻：2026-11-23T14:26:00+08:00\n"
    "  --help        显示本说明\n"
    "退出码：0 完成；1 失败，未作任何改动；2 用法有误；3 部分完成，被拒的逐条列出；4 被门店规则拒绝\n",
};

static void usage_lines(const Office *office, const Command *command, FILE *out) {
    const char *line = office_words(office, command->usage);
    while (*line) {
        size_t len = strcspn(line, "\n");
        fprintf(out, "  %s%.*s\n", *line == ' ' ? "" : "lounge ", (int)len, line); /* a blank: goes on */
        line += len + (line[len] == '\n');
    }
}

void office_usage(const Office *office, FILE *out) {
    if (!office->command) {
        fputs(office->zh ? "用法：lounge 子命令 …（lounge help 查看全部）\n"
                         : "Usage: lounge COMMAND … (all: lounge help)\n",
              out);
        return;
    }
    fputs(office->zh ? "用法：\n" : "Usage:\n", out);
    usage_lines(office, office->command, out);
}

void office_help(const Office *office, const Command *command, FILE *out) {
    fprintf(out, office->zh ? "lounge %s：%s\n\n用法：\n" : "lounge %s: %s\n\nUsage:\n", command->name,
            office_words(office, command->about));
    usage_lines(office, command, out);
    const char *details = office_words(office, command->details);
    if (*details) fprintf(out, "\n%s\n", details);
    fprintf(out, office->zh ? "\n示例：\n  %s\n\n" : "\nExample:\n  %s\n\n", command->example);
    fputs(office_words(office, global_options), out);
}

void office_help_all(const Office *office, FILE *out) {
    fputs(office->zh ? "lounge：客休区自助屏的后台程序\n\n用法：lounge 子命令 …\n\n"
                     : "lounge: the back office of the customer lounge's kiosk\n\nUsage: lounge COMMAND …\n\n",
          out);
    for (const Command *const *c = office_commands; *c; c++)
        fprintf(out, "  %-11s %s\n", (*c)->name, office_words(office, (*c)->about));
    fputs(office->zh ? "\n每个子命令的说明和示例：lounge help 子命令\n\n示例：\n  lounge demo --db /tmp/demo.db\n\n"
                     : "\nHelp with an example for each: lounge help COMMAND\n\nExample:\n"
                       "  lounge demo --db /tmp/demo.db\n\n",
          out);
    fputs(office_words(office, global_options), out);
}

/* ---- options ---- */

enum { GLOBAL_DB = 1000, GLOBAL_JSON, GLOBAL_LANG, GLOBAL_NOW, GLOBAL_HELP, OPTIONS_MAX = 32 };

static const struct option globals[] = {
    {"db", required_argument, NULL, GLOBAL_DB},     {"json", no_argument, NULL, GLOBAL_JSON},
    {"lang", required_argument, NULL, GLOBAL_LANG}, {"now", required_argument, NULL, GLOBAL_NOW},
    {"help", no_argument, NULL, GLOBAL_HELP},
};
enum { N_GLOBALS = sizeof globals / sizeof *globals };

/* The globals, then the command's own, then the end. */
static void all_options(struct option all[OPTIONS_MAX], const struct option *own) {
    size_t n = N_GLOBALS;
    memcpy(all, globals, sizeof globals);
    for (; own && own->name && n < OPTIONS_MAX - 1; own++) all[n++] = *own;
    all[n] = (struct option){0};
}

static int misused(const Office *office, int option, char **argv) {
    const char *word = argv[optind > 0 ? optind - 1 : 0];
    if (option == ':') {
        office_misuse(office, TXT("%s needs a value", "%s 需要一个值"), word);
    } else if (optopt > 0 && optopt < 256) {
        office_misuse(office, TXT("unknown option: -%c", "未知选项：-%c"), optopt);
    } else if (optopt) {
        office_misuse(office, TXT("%s takes no value", "%s 不带值"), word);
    } else {
        office_misuse(office, TXT("unknown option: %s", "未知选项：%s"), word);
    }
    return '?';
}

/* Takes a global option in; '?' when its value is not understood. */
static int global_option(Office *office, int option) {
    Ms now;
    switch (option) {
    case GLOBAL_DB: office->db_path = optarg; break;
    case GLOBAL_JSON: office->json = true; break;
    case GLOBAL_LANG:
        if (strcmp(optarg, "zh") != 0 && strcmp(optarg, "en") != 0) {
            office_misuse(office, TXT("--lang is zh or en, not %s", "--lang 应为 zh 或 en，而不是 %s"), optarg);
            return '?';
        }
        office->zh = strcmp(optarg, "zh") == 0;
        break;
    case GLOBAL_NOW:
        if (!instant_parse(optarg, &now)) {
            office_misuse(office,
                          TXT("--now %s is not a time like 2026-11-23T14:26:00+08:00",
                              "--now %s 不是 2026-11-23T14:26:00+08:00 这样的时刻"),
                          optarg);
            return '?';
        }
        office->now = optarg;
        clock_set(now);
        break;
    default: office->help = true;
    }
    return 0;
}

int office_option(Office *office, int argc, char **argv, const char *letters, const struct option *own) {
    struct option all[OPTIONS_MAX];
    char short_options[32];
    bool stop_at_word = *letters == '+'; /* main: what comes after the first word is the subcommand's */
    snprintf(short_options, sizeof short_options, "%s:h%s", stop_at_word ? "+" : "", letters + stop_at_word);
    all_options(all, own);
    opterr = 0;
    for (;;) {
        int option = getopt_long(argc, argv, short_options, all, NULL);
        if (option == 'h') option = GLOBAL_HELP;
        if (option == '?' || option == ':') return misused(office, option, argv);
        if (option >= GLOBAL_DB && option <= GLOBAL_HELP) {
            if (global_option(office, option) != 0) return '?';
            continue;
        }
        if (option != -1 || !office->help) return option;
        if (!office->command) return -1; /* main: lounge --help COMMAND is that command's */
        office_help(office, office->command, stdout);
        return OFFICE_HELPED;
    }
}

bool office_no_options(Office *office, int argc, char **argv, Exit *code) {
    int option = office_option(office, argc, argv, "", NULL);
    if (option == -1) return true;
    *code = option == OFFICE_HELPED ? EXIT_DONE : EXIT_USAGE;
    return false;
}
