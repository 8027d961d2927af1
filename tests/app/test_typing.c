/* Chinese typed on the whole panel by touches alone, with the real librime and zinnia: what people of the trade say and
 * what a hand writes is in the database to the last character; nothing of it stays for the next customer. And a typed
 * plate leads to its car. */
#include "driver.h"

#include <dirent.h>

static Driver d;
static char home[64];

/* Letters and what is meant by them, by turns; a sign is a key of its own. */
static const char *const SENTENCES[][14] = {
    {"fadongji", "发动机", "yixiang", "异响", "，", "", "jiuhuanle", "就换了", "shachepian", "刹车片", "。", ""},
    {"dengpeijian", "等配件", "dengleliangge", "等了两个", "xiaoshi", "小时", "，", "", "meirenlaishuoyisheng",
     "没人来说一声"},
    {"huanwanjiyou", "换完机油", "haishi", "还是", "youyixiang", "有异响"},
    {"xichebuganjing", "洗车不干净", "，", "", "lungu", "轮毂", "haishizangde", "还是脏的"},
    {"fuwuguwen", "服务顾问", "taiduhenhao", "态度很好", "，", "", "jiangjieqingchu", "讲解清楚"},
    {"yuyuele", "预约了", "jiudian", "九点", "，", "", "shiyidian", "十一点", "caijiedai", "才接待"},
    {"jiesuandan", "结算单", "hebaojia", "和报价", "buyiyang", "不一样", "。", ""},
    {"meijingguowotongyi", "没经过我同意", "jiuhuanle", "就换了", "huohuasai", "火花塞"},
    {"silundingwei", "四轮定位", "zuowan", "做完", "haishi", "还是", "paopian", "跑偏"},
    {"kongtiaobuzhileng", "空调不制冷", "，", "", "xiulesanci", "修了三次", "haimeixiuhao", "还没修好"},
    {"xiuxiqutaichao", "休息区太吵", "，", "", "wangluotaiman", "网络太慢"},
    {"meirentongzhi", "没人通知", "wode", "我的", "che", "车", "haole", "好了"},
    {"gongshifei", "工时费", "taigui", "太贵", "，", "", "jiagebutouming", "价格不透明"},
    {"jiyoulvxin", "机油滤芯", "meiyouhuan", "没有换", "jiujian", "旧件", "gei", "给", "wokan", "我看"},
    {"qingjingli", "请经理", "lianxiwo", "联系我", "，", "", "xiwanggaijin", "希望改进", "。", ""},
    {"banjin", "钣金", "fengxi", "缝隙", "bujunyun", "不均匀", "，", "", "qimian", "漆面", "yousecha", "有色差"},
    {"zhijian", "质检", "meijianchachulai", "没检查出来", "，", "", "luosimeiningjin", "螺丝没拧紧"},
    {"yizhituixiao", "一直推销", "baoyangtaocan", "保养套餐", "，", "", "hen", "很", "fan", "烦"},
    {"daibuche", "代步车", "henganjing", "很干净", "，", "", "xiexie", "谢谢", "shifu", "师傅"},
    {"jiaoche", "交车", "wanle", "晚了", "yitian", "一天", "，", "", "yemeiyou", "也没有", "dianhua", "电话"},
};
enum { N_SENTENCES = sizeof SENTENCES / sizeof *SENTENCES };

/* --- by touch ------------------------------------------------------------------------------------------------ */

static bool reads(const Target *t, const char *text) {
    const DrawList *list = &d.robot.panel.list;
    for (size_t i = 0; i < list->n_cmds; i++) {
        const DrawCmd *cmd = &list->cmds[i];
        if (cmd->kind != DRAW_TEXT || strcmp(cmd->text, text) != 0) continue;
        if (rect_contains(t->rect, cmd->rect.x + cmd->rect.w / 2, cmd->rect.y + cmd->rect.h / 2)) return true;
    }
    return false;
}

/* Taps the candidate that says `text`, turning pages until it is seen. */
static void choose(const char *text) {
    for (int page = 0; page < KEYBOARD_PAGES; page++) {
        for (int i = 1; i <= 16; i++) {
            char id[24];
            snprintf(id, sizeof id, "key.cand.%d", i);
            const Target *t = draw_target(&d.robot.panel.list, id);
            if (!t || !reads(t, text)) continue;
            tap(&d, id);
            return;
        }
        if (!has(&d, "key.next")) break;
        tap(&d, "key.next");
    }
    fail_msg("%s is not offered", text);
}

static void type_piece(const char *letters, const char *text, char *whole) {
    if (!*text) {
        tap(&d, strcmp(letters, "，") == 0 ? "key.comma" : "key.period");
        strcat(whole, letters);
        return;
    }
    type_keys(&d, letters);
    choose(text);
    strcat(whole, text);
}

static void to_the_words(void) {
    tap(&d, "board.rate");
    tap(&d, "rate.face.2");
    assert_on(&d, SCREEN_WHY);
    wait_ms(&d, 50);
    assert_non_null(kiosk_of(&d)->typing.pinyin);
}

static void leave(void) {
    wait_ms(&d, 200 * MS_SECOND);
    wait_ms(&d, 200 * MS_SECOND);
    assert_false(kiosk_of(&d)->visit.active);
    assert_on(&d, SCREEN_BOARD);
    assert_null(kiosk_of(&d)->typing.pinyin);
    assert_null(kiosk_of(&d)->typing.hand);
}

static void assert_stored(const char *words) {
    char sql[2048];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM v_ratings WHERE comment = '%s'", words);
    if (count(&d, sql) != 1) fail_msg("not stored: %s", words);
}

/* What is offered for these letters, as far as the first page shows it. */
static void offered(const char *letters, char *into, size_t size) {
    type_keys(&d, letters);
    into[0] = '\0';
    const DrawList *list = &d.robot.panel.list;
    for (int i = 1; i <= 16; i++) {
        char id[24];
        snprintf(id, sizeof id, "key.cand.%d", i);
        const Target *t = draw_target(list, id);
        for (size_t k = 0; t && k < list->n_cmds; k++) {
            const DrawCmd *cmd = &list->cmds[k];
            Rect r = cmd->rect;
            if (cmd->kind != DRAW_TEXT || !rect_contains(t->rect, r.x + r.w / 2, r.y + r.h / 2)) continue;
            size_t used = strlen(into);
            snprintf(into + used, size - used, "%s ", cmd->text);
        }
    }
    for (size_t i = strlen(letters); i > 0; i--) tap(&d, "key.delete");
}

static int setup(void **state) {
    (void)state;
    driver_open(&d, fixture_sample(), 1920, 1080, LANG_ZH);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    driver_close(&d);
    return 0;
}

/* --- the tests ----------------------------------------------------------------------------------------------- */

static void twenty_sentences_of_the_trade_are_stored_to_the_last_character(void **state) {
    (void)state;
    assert_true(N_SENTENCES >= 20);
    char first[512] = "", later[512];
    for (size_t i = 0; i < N_SENTENCES; i++) {
        char whole[512] = "";
        to_the_words();
        if (i == 0) offered("meiguohui", first, sizeof first);
        for (size_t k = 0; k + 1 < 14 && SENTENCES[i][k]; k += 2)
            type_piece(SENTENCES[i][k], SENTENCES[i][k + 1], whole);
        assert_string_equal(kiosk_of(&d)->visit.words.text, whole);
        tap(&d, "why.submit");
        assert_on(&d, SCREEN_RECOMMEND);
        assert_stored(whole);
        leave();
        assert_string_equal(kiosk_of(&d)->visit.words.text, "");
        assert_string_equal(kiosk_of(&d)->visit.keyboard.letters, "");
    }
    to_the_words(); /* and the next customer is offered what the first one was */
    offered("meiguohui", later, sizeof later);
    assert_true(*first);
    assert_string_equal(first, later);
    DIR *dir = opendir(home);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));)
        if (e->d_name[0] != '.' || (e->d_name[1] && e->d_name[1] != '.')) fail_msg("wrote %s/%s", home, e->d_name);
    closedir(dir);
}

static void what_still_waits_is_sent_too(void **state) {
    (void)state;
    to_the_words();
    type_keys(&d, "dengtaijiu");
    assert_true(shows(&d, "等太久"));
    assert_string_equal(kiosk_of(&d)->visit.words.text, "");
    tap(&d, "why.submit");
    assert_on(&d, SCREEN_RECOMMEND);
    assert_stored("等太久");
}

static void the_keyboard_begins_in_the_visits_language(void **state) {
    (void)state;
    to_the_words();
    type_keys(&d, "hao");
    tap(&d, "nav.lang");
    assert_null(kiosk_of(&d)->typing.pinyin);
    type_keys(&d, "ok");
    assert_string_equal(kiosk_of(&d)->visit.words.text, "ok");
    tap(&d, "key.mode");
    wait_ms(&d, 50);
    type_keys(&d, "hao");
    choose("好");
    assert_string_equal(kiosk_of(&d)->visit.words.text, "ok好");
}

/* One stroke of the file's "x,y x,y …" in the middle of the pad; p ends behind it. */
static const char *write_stroke(const char *p) {
    const Target *pad = draw_target(&d.robot.panel.list, "key.pad");
    if (!pad) fail_msg("no pad");
    Rect r = pad->hit;
    float side = r.h * 0.8f, x0 = r.x + (r.w - side) / 2, y0 = r.y + (r.h - side) / 2, x, y, last_x = 0, last_y = 0;
    int used;
    bool down = false;
    while (sscanf(p, " %f,%f%n", &x, &y, &used) == 2) {
        p += used;
        x = x0 + x * side / 100, y = y0 + y * side / 100;
        if (!down) finger(&d, FINGER_DOWN, 1, x, y);
        for (int i = 1; down && i <= 6; i++) {
            d.robot.mono += 8;
            finger(&d, FINGER_MOVE, 1, last_x + (x - last_x) * (float)i / 6, last_y + (y - last_y) * (float)i / 6);
        }
        down = true;
        last_x = x, last_y = y;
    }
    d.robot.mono += 8;
    finger(&d, FINGER_UP, 1, last_x, last_y);
    d.robot.mono += 60;
    return *p == ';' ? p + 1 : NULL;
}

static void thirty_characters_written_by_hand_are_stored(void **state) {
    (void)state;
    char path[512], line[1024], whole[512] = "";
    int n = 0;
    snprintf(path, sizeof path, "%s/strokes.txt", getenv("LOUNGE_TEST_DATA"));
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    to_the_words();
    tap(&d, "key.hand");
    wait_ms(&d, 50);
    assert_non_null(kiosk_of(&d)->typing.hand);
    while (fgets(line, sizeof line, file)) {
        char *strokes = strchr(line, ' ');
        if (line[0] == '#' || !strokes) continue;
        *strokes++ = '\0';
        for (const char *p = strokes; p;) p = write_stroke(p);
        assert_false(has(&d, "key.cand.1")); /* the hand may go on */
        wait_ms(&d, 400);
        choose(line);
        strcat(whole, line);
        n++;
    }
    fclose(file);
    assert_true(n >= 30);
    assert_string_equal(kiosk_of(&d)->visit.words.text, whole);
    tap(&d, "why.submit");
    assert_on(&d, SCREEN_RECOMMEND);
    assert_stored(whole);
    leave();
}

static void large_and_low_the_words_are_the_next_page(void **state) {
    (void)state;
    kiosk_of(&d)->home_large = true;
    wait_ms(&d, 700);
    tap(&d, "board.rate");
    tap(&d, "rate.face.1");
    assert_on(&d, SCREEN_WHY);
    assert_false(has(&d, "key.q"));
    tap(&d, "why.reason.wait");
    tap(&d, "why.next");
    assert_on(&d, SCREEN_WORDS);
    wait_ms(&d, 50);
    type_keys(&d, "meirenjiedai");
    choose("没人接待");
    assert_false(has(&d, "words.field")); /* out of reach: arrows move the cursor */
    tap(&d, "why.submit");
    assert_on(&d, SCREEN_RECOMMEND);
    assert_int_equal(count(&d, "SELECT count(*) FROM v_ratings WHERE comment = '没人接待' AND reasons = 'wait'"), 1);
}

/* --- plates --------------------------------------------------------------------------------------------------- */

static void type_plate(const char *plate) {
    for (const char *p = plate, *end = p + strlen(p); p < end;) {
        char id[16];
        size_t len = (size_t)(*p & 0x80 ? 3 : 1);
        snprintf(id, sizeof id, "key.%.*s", (int)len, p);
        tap(&d, id);
        p += len;
    }
}

static void a_typed_plate_leads_to_its_car(void **state) {
    (void)state;
    const Snapshot *s = &kiosk_of(&d)->snap;
    int tried = 0;
    for (size_t i = 0; i < s->n_board && tried < 4; i++) {
        char plate[48], order_no[ORDER_NO_SIZE];
        if (strpbrk(s->board[i].plate, "IO") || strlen(s->board[i].plate) < 9) continue;
        snprintf(plate, sizeof plate, "%s", s->board[i].plate);
        snprintf(order_no, sizeof order_no, "%s", s->board[i].order_no);
        tap(&d, "board.mycar");
        tap(&d, "pick.plate");
        assert_on(&d, SCREEN_PLATE);
        type_plate(plate);
        tap(&d, "plate.find");
        assert_on(&d, SCREEN_UNLOCK);
        assert_string_equal(kiosk_of(&d)->visit.pick_no, order_no);
        leave();
        assert_string_equal(kiosk_of(&d)->visit.plate.text, "");
        tried++;
    }
    assert_int_equal(tried, 4);
}

static void an_unknown_plate_is_said_so_and_staff_can_be_asked(void **state) {
    (void)state;
    tap(&d, "board.mycar");
    tap(&d, "pick.plate");
    type_plate("藏Z9Z9");
    assert_false(has(&d, "plate.find")); /* too short to look for */
    type_plate("Z9");
    if (!has(&d, "plate.find")) type_plate("Z");
    tap(&d, "plate.find");
    assert_on(&d, SCREEN_PLATE);
    assert_true(shows(&d, "在店车辆中没有这个车牌"));
    tap(&d, "plate.help");
    tap(&d, "call.yes");
    assert_int_equal(count(&d, "SELECT count(*) FROM call WHERE kind = 'help' AND about = 'plate'"), 1);
    assert_int_equal(count(&d, "SELECT count(*) FROM call WHERE about LIKE '%藏%'"), 0);
    leave();
    tap(&d, "board.mycar");
    tap(&d, "pick.plate");
    assert_false(shows(&d, "Z"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(twenty_sentences_of_the_trade_are_stored_to_the_last_character),
        TEST(what_still_waits_is_sent_too),
        TEST(the_keyboard_begins_in_the_visits_language),
        TEST(thirty_characters_written_by_hand_are_stored),
        TEST(large_and_low_the_words_are_the_next_page),
        TEST(a_typed_plate_leads_to_its_car),
        TEST(an_unknown_plate_is_said_so_and_staff_can_be_asked),
    };
    Err err;
    Ms now;
    strcpy(home, "/tmp/lounge-home-XXXXXX");
    if (!mkdtemp(home) || setenv("HOME", home, 1) != 0) return 1;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_freeze(now);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(home);
    return failed;
}
