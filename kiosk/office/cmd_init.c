/* lounge init: a new store, ready for its first import. */
#include "new_store.h"
#include "office.h"

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {{"store-id", required_argument, NULL, 'i'},
                                        {"name-zh", required_argument, NULL, 'z'},
                                        {"name-en", required_argument, NULL, 'e'},
                                        {0}};
    NewStore store = {0};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        if (o == OFFICE_HELPED) return EXIT_DONE;
        if (o == '?') return EXIT_USAGE;
        if (o == 'i') store.id = optarg;
        if (o == 'z') store.name_zh = optarg;
        if (o == 'e') store.name_en = optarg;
    }
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    Err err;
    store.path = office->db_path;
    if (!new_store(office, &store, &err)) return office_fail(office, &err);
    say(office,
        TXT("%s is ready: store %s, %s\nnext: lounge import orders FILE, then lounge doctor",
            "%s 已建好：门店 %s，%s\n下一步：lounge import orders 文件，然后 lounge doctor"),
        office->db_path, settings_text(office->settings, "store.id"),
        settings_text(office->settings, office->zh ? "store.name_zh" : "store.name_en"));
    return EXIT_DONE;
}

const Command cmd_init = {
    .name = "init",
    .about = {TXT("make the database of a new store", "为新门店建立数据库")},
    .usage = {TXT("init [--store-id ID] [--name-zh NAME] [--name-en NAME]",
                  "init [--store-id 编号] [--name-zh 中文名] [--name-en 英文名]")},
    .details = {TXT("  Makes the folder (for its group), the database and the coupon key, and loads data/policies.\n"
                    "  The ID stands in every record and cannot change later; what is left out is as in store.cfg.",
                    "  建立文件夹（归其用户组）、数据库和券密钥，并载入 data/policies 中的策略。\n"
                    "  门店编号写入每条记录，以后不能更改；省略的项以 store.cfg 为准。")},
    .example = "lounge init --store-id cd-01 --name-zh 成都某某丰田 --name-en \"Chengdu Toyota\"",
    .run = run,
};
