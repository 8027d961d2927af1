// Writes an order list as a dealer's system exports it: two title lines, a header, COUNT clean rows, a total; GB18030.
// The same COUNT and ROUND give the same bytes. Order numbers, plates and chassis numbers are unique; all but the
// last 60 orders are handed over, in the years before. A later ROUND is an export of so many minutes after EXPORTED,
// with another amount in every order and another stage in the open ones: importing it finds every row changed.

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OPEN_ORDERS = 60, A_DAY = 60, LINE = 1024 };

#define PICK(list, number) ((list)[(number) % (sizeof(list) / sizeof *(list))])

static const char *const models[] = {"普拉多 3.5L", "凌放 2.0L",   "凯美瑞 2.0E", "RAV4 荣放 2.0L", "雷凌 1.2T",
                                     "汉兰达 2.5L", "卡罗拉 1.2T", "锐志 2.5V",   "皇冠 2.5L",      "威驰 1.5L"};
static const char *const names[] = {"王伟", "张强", "李伟",   "刘芳",   "陈秀英",
                                    "王芳", "赵艳", "司马洋", "欧阳芳", "黄敏"};
static const char *const advisors[] = {"李欣", "何俊", "周洁"};
static const char *const kinds[] = {"定期保养", "一般维修", "5K首保", "10K保养", "钣金喷漆", "保修"};
static const char *const open_words[] = {"已接车", "待派工", "施工中", "质检一级", "洗车", "终检", "可取车"};
static const char *const technicians[] = {"唐师傅", "陈师傅", "罗师傅"};

static const char header[] = "工单号,车牌号,VIN码,车型,购车日期,行驶里程,客户姓名,联系电话,送修人,送修人电话,服务顾问,"
                             "维修类型,进厂时间,预计交车,实际交车,状态,工位,主修技师,配件预计到货,应收金额,增项,"
                             "增项金额,备注\r\n";

static iconv_t to_gb18030;

static void stop(const char *what) {
    fprintf(stderr, "make_orders: %s\n", what);
    exit(EXIT_FAILURE);
}

static void put(char *utf8) {
    char out[2 * LINE];
    char *from = utf8;
    char *to = out;
    size_t from_left = strlen(utf8);
    size_t to_left = sizeof out;
    if (iconv(to_gb18030, &from, &from_left, &to, &to_left) == (size_t)-1) stop(strerror(errno));
    if (fwrite(out, 1, sizeof out - to_left, stdout) != sizeof out - to_left) stop("cannot write; is the disk full?");
}

// A well mixed number for each order (splitmix64), so that neighbours do not look alike.
static uint64_t mixed(uint64_t number) {
    number = (number + 1) * 0x9E3779B97F4A7C15U;
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9U;
    number = (number ^ (number >> 27)) * 0x94D049BB133111EBU;
    return number ^ (number >> 31);
}

static void format_time(char *text, size_t size, const char *form, time_t when) {
    struct tm day;
    gmtime_r(&when, &day);
    strftime(text, size, form, &day);
}

// 576,000 different plates: letter, digit, letter, two digits, in an order that looks random.
static void format_plate(char *text, size_t size, uint64_t order) {
    static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    uint64_t n = order * 346561 % 576000; // prime to 576,000, so each number comes once
    snprintf(text, size, "川A%c%d%c%02d", letters[n / 24000], (int)(n / 2400 % 10), letters[n / 100 % 24],
             (int)(n % 100));
}

static void format_chassis(char *text, size_t size, uint64_t order, uint64_t random) {
    static const char symbols[] = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    char middle[9] = "";
    for (int i = 0; i < 8; i++, random /= 33) middle[i] = symbols[random % 33];
    snprintf(text, size, "LFM%s%06d", middle, (int)order);
}

struct order {
    uint64_t number, random;
    int open, round;
    time_t arrived;
};

static void put_order(const struct order *order) {
    char line[LINE], plate[16], chassis[24], day[16], bought[16], arrived[24], promised[24], delivered[24] = "";
    uint64_t r = order->random;
    format_plate(plate, sizeof plate, order->number);
    format_chassis(chassis, sizeof chassis, order->number, r);
    format_time(day, sizeof day, "%y%m%d", order->arrived);
    format_time(bought, sizeof bought, "%Y-%m-%d", order->arrived - (time_t)(100 + r % 3000) * 86400);
    format_time(arrived, sizeof arrived, "%Y-%m-%d %H:%M", order->arrived);
    time_t promise = order->arrived + (time_t)(60 + r / 7 % 300) * 60;
    format_time(promised, sizeof promised, "%Y-%m-%d %H:%M", promise);
    if (!order->open) format_time(delivered, sizeof delivered, "%Y-%m-%d %H:%M", promise + (time_t)(r / 11 % 40) * 60);
    const char *status = order->open ? PICK(open_words, r / 13 + (uint64_t)order->round) : "已交车";
    const char *name = PICK(names, r / 17);
    snprintf(line, sizeof line, "RO%s%06d,%s,%s,%s,%s,%d,%s,199%08d,%s,,%s,%s,%s,%s,%s,%s,%d号工位,%s,,%d.%02d,,,\r\n",
             day, (int)order->number, plate, chassis, PICK(models, r / 19), bought, (int)(1000 + r / 23 % 180000), name,
             (int)order->number, name, PICK(advisors, r / 29), PICK(kinds, r / 31), arrived, promised, delivered,
             status, (int)(1 + r / 37 % 12), PICK(technicians, r / 41),
             (int)(200 + r / 43 % 9000 + (uint64_t)order->round), (int)(r / 47 % 100));
    put(line);
}

// The arrival of the n-th order from the end: 60 a day, between 8:00 and 13:54, the last of them on `last_day`.
static time_t arrival(long from_end, time_t last_day) {
    long day = from_end / A_DAY;
    long place = A_DAY - 1 - from_end % A_DAY;
    return last_day - (time_t)day * 86400 + 8 * 3600 + (time_t)place * 360;
}

static void put_orders(long count, int round, time_t last_day) {
    for (long i = 0; i < count; i++) {
        long from_end = count - 1 - i;
        put_order(&(struct order){.number = (uint64_t)i,
                                  .random = mixed((uint64_t)i),
                                  .open = from_end < OPEN_ORDERS,
                                  .round = round,
                                  .arrived = arrival(from_end, last_day)});
    }
}

static void put_titles(time_t exported) {
    char line[LINE], when[64];
    char title[] = "成都某某丰田汽车销售服务有限公司,,,,,,,,,,,,,,,,,,,,,,\r\n";
    format_time(when, sizeof when, "%Y年%m月%d日 %H:%M", exported);
    snprintf(line, sizeof line, "在修车辆清单（导出时间：%s）,,,,,,,,,,,,,,,,,,,,,,\r\n", when);
    put(title);
    put(line);
    memcpy(line, header, sizeof header);
    put(line);
}

int main(int argc, char **argv) {
    long count = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    int round = argc > 2 ? atoi(argv[2]) : 0;
    struct tm first = {0};
    char total[LINE];
    if (count < 1 || count > 576000 || !strptime(argc > 3 ? argv[3] : "2026-11-23T14:00", "%Y-%m-%dT%H:%M", &first)) {
        stop("usage: make_orders COUNT [ROUND [EXPORTED]] > FILE   (COUNT at most 576000, EXPORTED as "
             "2026-11-23T14:00)");
    }
    to_gb18030 = iconv_open("GB18030", "UTF-8");
    if (to_gb18030 == (iconv_t)-1) stop("this system cannot write GB18030; install the C library's gconv modules");
    time_t began = timegm(&first); // local time of a store without summer time, counted as if it were UTC
    put_titles(began + (time_t)round * 60);
    put_orders(count, round, (began - 14 * 3600) / 86400 * 86400); // the last day whose cars had all come by then
    snprintf(total, sizeof total, "合计,,,,,,,,,,,,,,,,,,,,,%ld,\r\n", count);
    put(total);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
