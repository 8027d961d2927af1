/* lounge: parses the options before the subcommand, finds it in the table, runs it. The only place that exits. */
#include "office.h"

#include "base/nocore.h"

#include <stdlib.h>
#include <string.h>

static bool locale_is_chinese(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return strncmp(value, "zh", 2) == 0;
    }
    return false;
}

static Exit dispatch(Office *office, int argc, char **argv) {
    if (office_option(office, argc, argv, "+", NULL) != -1) return EXIT_USAGE;
    if (optind == argc) {
        office_help_all(office, office->help ? stdout : stderr);
        return office->help ? EXIT_DONE : EXIT_USAGE;
    }
    argc -= optind;
    argv += optind;
    const Command *command = office_command(argv[0]);
    if (!command) return office_misuse(office, TXT("no such subcommand: %s", "没有这个子命令：%s"), argv[0]);
    office->command = command;
    optind = 0; /* glibc: start over on the subcommand's words */
    return command->run(office, argc, argv);
}

int main(int argc, char **argv) {
    core_off();
    const char *told = getenv("LOUNGE_DB");
    Office office = {.db_path = told && *told ? told : OFFICE_DB_DEFAULT, .zh = locale_is_chinese()};
    zone_use("Asia/Shanghai", NULL); /* until the store's own is read */
    Exit code = dispatch(&office, argc, argv);
    office_close(&office);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs(office.zh ? "lounge: 无法写到标准输出\n" : "lounge: cannot write to standard output\n", stderr);
        if (code == EXIT_DONE) code = EXIT_FAILED;
    }
    return (int)code;
}
