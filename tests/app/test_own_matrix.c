/* The page of an own question in every setting, with each kind of question and texts as long as a store may write them:
 * nothing is cut, all that is touched is large enough and nothing overlaps; the program's words 40 % longer too. */
#include "matrix_check.h"

#define ZH_13 "看了旧件也说明了原因价格"
#define ZH_40 "今天换下来的旧零件有没有拿给您看并且说明为什么一定要换以及下次什么时候再换呢"
#define EN_40 "Shown, explained, with reason and price"
#define EN_120                                                                                                         \
    "Did anybody show you the old parts that we replaced today, and tell you why each one of them had to be replaced?"

static const char head[] =
    "questionnaire: { words_max = 300; nps = 1; contact = 1; consent_zh = \"同意\"; consent_en = \"Yes\";"
    " purpose_zh = \"只用于回复\"; purpose_en = \"Only to answer\"; faces = ( { zh = \"一\"; en = \"1\"; },"
    " { zh = \"二\"; en = \"2\"; }, { zh = \"三\"; en = \"3\"; }, { zh = \"四\"; en = \"4\"; },"
    " { zh = \"五\"; en = \"5\"; } ); reasons = ( { id = \"lounge\"; zh = \"休息区\"; en = \"Lounge\"; } );"
    " factors = ( { id = \"quality\"; zh = \"质量\"; en = \"Quality\"; weight = 1; } );";

static void make_store(const char *path, const char *kind) {
    char cfg[160];
    bool choice = strcmp(kind, "one") == 0 || strcmp(kind, "many") == 0, scale = strncmp(kind, "scale", 5) == 0;
    snprintf(cfg, sizeof cfg, "%s.cfg", path);
    FILE *f = fopen(cfg, "w");
    assert_non_null(f);
    fprintf(f, "%s questions = ( { id = \"q\"; kind = \"%s\"; zh = \"" ZH_40 "\"; en = \"" EN_120 "\";", head, kind);
    if (scale)
        fprintf(f, " low_zh = \"完全不是这样的\"; low_en = \"Not at all, by no means\"; high_zh = \"完完全全就是的\";"
                   " high_en = \"Yes, in every respect\";");
    fprintf(f, " } );");
    for (int i = 0; choice && i < 8; i++)
        fprintf(f, "%s { question = \"q\"; id = \"o%d\"; zh = \"" ZH_13 "\"; en = \"" EN_40 "\"; }%s",
                i ? "," : " options = (", i, i < 7 ? "" : " );");
    fprintf(f, " };\n");
    fclose(f);
    assert_int_equal(fixture_run("cp '%s' '%s' && '%s/lounge' --db '%s' --now 2026-11-23T14:26:00+08:00 import"
                                 " questionnaire '%s' >/dev/null",
                                 fixture_sample(), path, getenv("LOUNGE_BUILD"), path, cfg),
                     0);
}

static void each_kind_of_question_has_room_everywhere(void **state) {
    (void)state;
    static const char *const kinds[] = {"one", "many", "scale5", "scale10", "text"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char path[120];
        MatrixCheck c = {.whole = true};
        snprintf(path, sizeof path, "%s/own-%s.db", fixture_folder(), kinds[i]);
        make_store(path, kinds[i]);
        matrix_check(&c, path, &(MatrixAsk){.screen = "own"});
        assert_int_equal(c.looks, 64); /* 4 sizes each way up, both languages, day and night, plain and large */
    }
}

static void longer_words_of_the_program_have_room_too(void **state) {
    (void)state;
    char path[120];
    MatrixCheck c = {0};
    words_lengthen();
    snprintf(path, sizeof path, "%s/own-many.db", fixture_folder());
    matrix_check(&c, path, &(MatrixAsk){.screen = "own", .langs = LANG_ONLY_EN});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_question_has_room_everywhere),
        cmocka_unit_test(longer_words_of_the_program_have_room_too),
    };
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse("2026-11-23T14:26:00+08:00", &now)) return 1;
    clock_freeze(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
