// The least SDL2 program that shows the kiosk's content: a board, "my car" and the five faces, each drawn whole
// into the window's own surface and presented whole. It has no damage, no pictures and no second language: what it
// takes is what SDL2, SDL2_ttf and the X server take, and so the floor that Lounge is measured against.
// With `--commit FILE` a tap on a face first commits a row, durably, as the least of all submits.

#include "rating.h"

#include <SDL.h>
#include <SDL_ttf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { WIDTH = 1920, HEIGHT = 1080, FACE_SCREEN = 2 };

enum {
    PAPER = 0xF4F1EA,
    WHITE = 0xFFFFFF,
    SUNKEN = 0xEAE5DA,
    LINE = 0xDED7C9,
    INK = 0x17191E,
    SOFT = 0x4B505B,
    FAINT = 0x60666F,
    RED = 0xC2311D,
    GREEN = 0x0A6E60,
    MINT = 0xDDF1EC,
    BROWN = 0x9A5800,
    SAND = 0xFBEBD2,
    DEEP = 0x1F3A38,
    GOLD = 0xF6D98B,
    OCHRE = 0x7C5C12,
    CREAM = 0xF6ECD0,
};

struct box {
    int x, y, w, h, radius;
    Uint32 colour;
};

// A line or a curve (x0,y0) to (x2,y2), pulled towards (x1,y1), drawn with a round pen.
struct stroke {
    float x0, y0, x1, y1, x2, y2, width;
    Uint32 colour;
};

struct run {
    int x, y;  // y is the middle of the line
    int align; // -1: x is the left end, 0: the middle, 1: the right end
    int size;
    bool bold;
    Uint32 colour;
    const char *text;
    SDL_Surface *drawn; // made at the first showing, kept for good
};

struct page {
    const struct box *boxes;
    size_t box_count;
    const struct stroke *strokes;
    size_t stroke_count;
    struct run *runs;
    size_t run_count;
};

struct target {
    SDL_Rect at;
    int from, to;
};

static const struct box board_boxes[] = {
    {48, 142, 1180, 818, 28, WHITE},    {1268, 142, 604, 390, 28, DEEP},    {1268, 556, 290, 190, 28, WHITE},
    {1582, 556, 290, 190, 28, WHITE},   {1268, 770, 290, 190, 28, WHITE},   {1582, 770, 290, 190, 28, RED},
    {1308, 182, 320, 52, 26, 0x3B5350}, {1036, 290, 156, 52, 26, MINT},     {1036, 503, 156, 52, 26, SAND},
    {1630, 384, 174, 60, 30, 0x33605C}, {1556, 424, 316, 60, 28, 0x33605C}, {1602, 456, 56, 56, 28, 0x0F1714},
    {1617, 471, 26, 26, 13, 0x8A8F99},  {1782, 456, 56, 56, 28, 0x0F1714},  {1797, 471, 26, 26, 13, 0x8A8F99},
};
static const struct stroke board_strokes[] = {
    {48, 257, 500, 257, 1228, 257, 2, LINE},      {48, 374, 500, 374, 1228, 374, 2, LINE},
    {48, 491, 500, 491, 1228, 491, 2, LINE},      {48, 608, 500, 608, 1228, 608, 2, LINE},
    {48, 726, 500, 726, 1228, 726, 2, LINE},      {48, 843, 500, 843, 1228, 843, 2, LINE},
    {1302, 612, 1302, 596, 1316, 594, 3, INK},    {1316, 594, 1328, 580, 1334, 596, 3, INK},
    {1334, 596, 1344, 602, 1334, 612, 3, INK},    {1302, 612, 1318, 612, 1334, 612, 3, INK},
    {1620, 590, 1640, 590, 1652, 606, 3, INK},    {1652, 606, 1640, 622, 1634, 618, 3, INK},
    {1634, 618, 1618, 604, 1620, 590, 3, INK},    {1304, 812, 1320, 800, 1336, 812, 3, INK},
    {1336, 812, 1336, 830, 1320, 834, 3, INK},    {1320, 834, 1304, 830, 1304, 812, 3, INK},
    {1634, 836, 1600, 812, 1634, 808, 3, WHITE},  {1634, 836, 1668, 812, 1634, 808, 3, WHITE},
    {62, 1014, 78, 998, 94, 1014, 3, INK},        {68, 1022, 78, 1012, 88, 1022, 3, INK},
    {352, 1008, 352, 1034, 376, 1030, 3, INK},    {376, 1030, 384, 1008, 352, 1008, 3, INK},
    {1378, 1010, 1392, 1016, 1406, 1010, 3, INK}, {1392, 1016, 1386, 1030, 1382, 1036, 3, INK},
    {1682, 1020, 1698, 1020, 1714, 1020, 3, INK}, {1698, 1004, 1730, 1020, 1698, 1036, 3, INK},
    {1698, 1004, 1666, 1020, 1698, 1036, 3, INK},
};
static struct run board_runs[] = {
    {48, 80, -1, 64, true, INK, "在店车辆 · 服务进度", NULL},
    {1672, 78, 1, 28, false, SOFT, "11月23日 星期一", NULL},
    {1872, 80, 1, 64, true, INK, "14:26", NULL},
    {84, 200, -1, 36, true, INK, "川A·1**K7", NULL},
    {84, 317, -1, 36, true, INK, "川A·7**M2", NULL},
    {84, 434, -1, 36, true, INK, "川A·D**308", NULL},
    {84, 551, -1, 36, true, INK, "川A·9**6X", NULL},
    {84, 668, -1, 36, true, INK, "川G·2**R5", NULL},
    {84, 785, -1, 36, true, INK, "川A·5**C1", NULL},
    {84, 902, -1, 36, true, INK, "川A·0**H9", NULL},
    {362, 188, -1, 30, true, INK, "卡罗拉", NULL},
    {468, 188, -1, 27, false, SOFT, "定期保养 40,000 km", NULL},
    {362, 305, -1, 30, true, INK, "RAV4 荣放", NULL},
    {520, 305, -1, 27, false, SOFT, "5,000 km 首保", NULL},
    {362, 422, -1, 30, true, INK, "凌放", NULL},
    {438, 422, -1, 27, false, SOFT, "钣金喷漆", NULL},
    {362, 539, -1, 30, true, INK, "锐志", NULL},
    {438, 539, -1, 27, false, SOFT, "一般维修", NULL},
    {362, 656, -1, 30, true, INK, "汉兰达", NULL},
    {468, 656, -1, 27, false, SOFT, "定期保养 10,000 km", NULL},
    {362, 773, -1, 30, true, INK, "凯美瑞", NULL},
    {468, 773, -1, 27, false, SOFT, "定期保养 20,000 km", NULL},
    {362, 890, -1, 30, true, INK, "普拉多", NULL},
    {468, 890, -1, 27, false, SOFT, "节气门清洗 · 四轮定位", NULL},
    {1192, 182, 1, 30, true, INK, "施工中", NULL},
    {1192, 221, 1, 27, false, SOFT, "15:10–15:35", NULL},
    {1114, 316, 0, 27, true, GREEN, "可以取车", NULL},
    {1192, 416, 1, 30, true, INK, "施工中", NULL},
    {1192, 455, 1, 27, false, SOFT, "明天 11:00", NULL},
    {1114, 529, 0, 27, true, BROWN, "等待配件", NULL},
    {1192, 580, 1, 27, false, SOFT, "预计 16:40 到货", NULL},
    {1192, 650, 1, 30, true, INK, "三级质检", NULL},
    {1192, 689, 1, 27, false, SOFT, "14:50–15:00", NULL},
    {1192, 767, 1, 30, true, INK, "洗车", NULL},
    {1192, 806, 1, 27, false, SOFT, "14:40", NULL},
    {1192, 884, 1, 30, true, INK, "等待工位", NULL},
    {1192, 923, 1, 27, false, SOFT, "15:40–16:20", NULL},
    {1468, 208, 0, 27, true, GOLD, "等候时做 · 约 40 分钟", NULL},
    {1308, 285, -1, 52, true, PAPER, "镀膜，与保养同时完成", NULL},
    {1308, 422, -1, 72, true, GOLD, "¥680", NULL},
    {1308, 474, -1, 27, false, 0xBFC3BC, "¥980", NULL},
    {1298, 662, -1, 34, true, INK, "我的爱车", NULL},
    {1298, 704, -1, 27, false, SOFT, "进度与明细", NULL},
    {1612, 662, -1, 34, true, INK, "优惠与精品", NULL},
    {1612, 704, -1, 27, false, SOFT, "领券 · 到柜台使用", NULL},
    {1298, 876, -1, 34, true, INK, "保养套餐", NULL},
    {1298, 918, -1, 27, false, SOFT, "预存，低至 5 折", NULL},
    {1612, 876, -1, 34, true, WHITE, "评价与建议", NULL},
    {1612, 918, -1, 27, false, WHITE, "30 秒，经理当天看", NULL},
    {120, 1020, -1, 28, true, INK, "扫码连 Wi-Fi", NULL},
    {408, 1020, -1, 28, true, INK, "吧台点单", NULL},
    {1434, 1020, -1, 28, true, INK, "大字 · 低位", NULL},
    {1738, 1020, -1, 28, true, INK, "English", NULL},
};

static const struct box car_boxes[] = {
    {48, 40, 96, 96, 28, WHITE},      {1552, 40, 320, 96, 28, RED},     {48, 168, 1224, 792, 28, WHITE},
    {1312, 168, 560, 204, 28, WHITE}, {1312, 400, 560, 383, 28, WHITE}, {1312, 811, 560, 149, 28, WHITE},
    {1710, 200, 130, 52, 26, CREAM},  {1704, 667, 136, 84, 28, INK},    {1738, 859, 102, 52, 26, SUNKEN},
    {1752, 980, 120, 80, 24, WHITE},  {100, 460, 36, 36, 18, GREEN},    {100, 529, 36, 36, 18, GREEN},
    {100, 598, 36, 36, 18, INK},      {100, 667, 36, 36, 18, SUNKEN},   {100, 736, 36, 36, 18, SUNKEN},
    {100, 805, 36, 36, 18, SUNKEN},   {100, 874, 36, 36, 18, SUNKEN},   {1344, 276, 94, 10, 5, GREEN},
    {1444, 276, 94, 10, 5, GREEN},    {1544, 276, 94, 10, 5, SUNKEN},   {1644, 276, 94, 10, 5, SUNKEN},
    {1744, 276, 94, 10, 5, SUNKEN},
};
static const struct stroke car_strokes[] = {
    {102, 74, 94, 81, 88, 88, 3, INK},        {88, 88, 94, 95, 102, 102, 3, INK},
    {1610, 98, 1612, 72, 1622, 72, 3, WHITE}, {1622, 72, 1632, 72, 1634, 98, 3, WHITE},
    {1606, 98, 1622, 98, 1638, 98, 3, WHITE},
};
static struct run car_runs[] = {
    {172, 72, -1, 44, true, INK, "王先生的 卡罗拉", NULL},
    {172, 116, -1, 27, false, SOFT, "川A·1**K7 · 定期保养 40,000 km · 服务顾问 李欣", NULL},
    {1664, 88, -1, 32, true, WHITE, "请顾问过来", NULL},
    {100, 231, -1, 27, false, SOFT, "预计交车", NULL},
    {100, 316, -1, 104, true, INK, "15:10–15:35", NULL},
    {100, 395, -1, 27, false, SOFT, "按本店过去 90 天 412 次同类保养推算，十次有八次落在这个区间", NULL},
    {164, 478, -1, 34, false, INK, "接车与报价", NULL},
    {1220, 478, 1, 28, false, SOFT, "13:05", NULL},
    {164, 547, -1, 34, false, INK, "等待工位", NULL},
    {1220, 547, 1, 28, false, SOFT, "13:22", NULL},
    {164, 616, -1, 34, true, INK, "保养施工 · 2 号工位 · 技师 陈师傅", NULL},
    {1220, 616, 1, 28, false, SOFT, "13:31", NULL},
    {164, 685, -1, 34, false, FAINT, "三级质检", NULL},
    {164, 754, -1, 34, false, FAINT, "洗车", NULL},
    {164, 823, -1, 34, false, FAINT, "顾问终检与结算", NULL},
    {164, 892, -1, 34, false, FAINT, "可以取车", NULL},
    {1344, 226, -1, 34, true, INK, "保养套餐余额", NULL},
    {1775, 226, 0, 27, true, OCHRE, "剩 3 次", NULL},
    {1344, 321, -1, 27, false, SOFT, "下次机油 7 折，可省 ¥126", NULL},
    {1344, 451, -1, 27, false, SOFT, "适合这台车", NULL},
    {1344, 503, -1, 34, true, INK, "节气门清洗", NULL},
    {1344, 553, -1, 27, false, SOFT, "4 万公里，起步发闷、怠速抖时见效", NULL},
    {1344, 709, -1, 52, true, INK, "¥82", NULL},
    {1452, 710, -1, 27, false, SOFT, "¥118", NULL},
    {1772, 709, 0, 32, true, PAPER, "领券", NULL},
    {1344, 867, -1, 34, true, INK, "质保 2027年3月到期", NULL},
    {1344, 910, -1, 27, false, SOFT, "可延 1 年或 3 万公里", NULL},
    {1789, 885, 0, 27, true, SOFT, "了解", NULL},
    {48, 1020, -1, 27, false, SOFT, "60 秒无操作会先询问，离开后不留下您的信息", NULL},
    {1812, 1020, 0, 28, true, INK, "退出", NULL},
};

static const struct box face_boxes[] = {
    {48, 40, 96, 96, 28, WHITE},       {207, 482, 258, 258, 129, 0xFBE9E4},  {519, 482, 258, 258, 129, SAND},
    {831, 482, 258, 258, 129, CREAM},  {1143, 482, 258, 258, 129, 0xE3F1E3}, {1455, 482, 258, 258, 129, MINT},
    {282, 575, 28, 28, 14, RED},       {362, 575, 28, 28, 14, RED},          {594, 575, 28, 28, 14, 0xB5601A},
    {674, 575, 28, 28, 14, 0xB5601A},  {906, 575, 28, 28, 14, 0x7C6A2A},     {986, 575, 28, 28, 14, 0x7C6A2A},
    {1218, 575, 28, 28, 14, 0x3F7A4A}, {1298, 575, 28, 28, 14, 0x3F7A4A},    {1530, 575, 28, 28, 14, GREEN},
    {1610, 575, 28, 28, 14, GREEN},
};
static const struct stroke face_strokes[] = {
    {102, 74, 94, 81, 88, 88, 3, INK},
    {88, 88, 94, 95, 102, 102, 3, INK},
    {282, 665, 336, 601, 390, 665, 14, RED},
    {594, 659, 648, 627, 702, 659, 14, 0xB5601A},
    {906, 653, 960, 653, 1014, 653, 14, 0x7C6A2A},
    {1218, 648, 1272, 680, 1326, 648, 14, 0x3F7A4A},
    {1530, 643, 1584, 707, 1638, 643, 14, GREEN},
    {1684, 1020, 1698, 1020, 1714, 1020, 3, INK},
};
static struct run face_runs[] = {
    {1872, 90, 1, 28, false, SOFT, "1 / 3", NULL},
    {960, 306, 0, 80, true, INK, "今天的服务，您满意吗?", NULL},
    {960, 392, 0, 32, false, SOFT, "点一下就好，不用登录", NULL},
    {336, 798, 0, 34, true, INK, "很不满意", NULL},
    {648, 798, 0, 34, true, INK, "不满意", NULL},
    {960, 798, 0, 34, true, INK, "一般", NULL},
    {1272, 798, 0, 34, true, INK, "满意", NULL},
    {1584, 798, 0, 34, true, INK, "非常满意", NULL},
    {48, 1020, -1, 27, false, SOFT, "匿名 · 只用于改进服务", NULL},
    {1738, 1020, -1, 28, true, INK, "English", NULL},
};

static const struct box thanks_boxes[] = {{48, 40, 96, 96, 28, WHITE}};
static const struct stroke thanks_strokes[] = {{102, 74, 94, 81, 88, 88, 3, INK}, {88, 88, 94, 95, 102, 102, 3, INK}};
static struct run thanks_runs[] = {
    {960, 480, 0, 80, true, INK, "已收到，谢谢您", NULL},
    {960, 580, 0, 32, false, SOFT, "经理当天会看", NULL},
};

#define PAGE(name)                                                                                                     \
    { name##_boxes, COUNT(name##_boxes), name##_strokes, COUNT(name##_strokes), name##_runs, COUNT(name##_runs) }

static const struct page pages[] = {PAGE(board), PAGE(car), PAGE(face), PAGE(thanks)};

static const struct target targets[] = {
    {{1268, 556, 290, 190}, 0, 1}, {{1582, 770, 290, 190}, 0, 2}, {{48, 40, 96, 96}, 1, 0},
    {{48, 40, 96, 96}, 2, 0},      {{207, 482, 1506, 258}, 2, 3}, {{48, 40, 96, 96}, 3, 0},
};

static TTF_Font *fonts[2]; // plain and bold, set to each run's size: a second opening of the file would cost megabytes

static void stop(const char *what, const char *why) {
    fprintf(stderr, "least: %s: %s\n", what, why);
    exit(EXIT_FAILURE);
}

// Face 2 of the collection is the simplified Chinese one in Debian's package; elsewhere it is looked for by name.
static TTF_Font *open_font(bool bold) {
    static const char *const files[] = {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
                                        "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"};
    static const long faces[] = {2, 0, 1, 3, 4};
    for (size_t i = 0; i < COUNT(faces); i++) {
        TTF_Font *font = TTF_OpenFontIndex(files[bold], 27, faces[i]);
        if (font && strcmp(TTF_FontFaceFamilyName(font), "Noto Sans CJK SC") == 0) return font;
        if (font) TTF_CloseFont(font);
    }
    stop("install fonts-noto-cjk; cannot open Noto Sans CJK SC", TTF_GetError());
    return NULL;
}

static TTF_Font *font_of(int size, bool bold) {
    if (!fonts[bold]) fonts[bold] = open_font(bold);
    if (TTF_SetFontSize(fonts[bold], size) != 0) stop("cannot set the size of the text", TTF_GetError());
    return fonts[bold];
}

static void fill_row(SDL_Surface *to, int x, int y, int w, Uint32 colour) {
    if (x < 0) {
        w += x;
        x = 0;
    }
    if (x + w > to->w) w = to->w - x;
    if (y < 0 || y >= to->h || w <= 0) return;
    SDL_memset4((Uint8 *)to->pixels + y * to->pitch + x * 4, colour, (size_t)w);
}

static void draw_box(SDL_Surface *to, struct box box) {
    for (int row = 0; row < box.h; row++) {
        float from_edge = (float)SDL_min(row, box.h - 1 - row) + 0.5F;
        float up = (float)box.radius - from_edge;
        float in = up > 0 ? (float)box.radius - SDL_sqrtf((float)(box.radius * box.radius) - up * up) : 0;
        int inset = (int)(in + 0.5F);
        fill_row(to, box.x + inset, box.y + row, box.w - 2 * inset, box.colour);
    }
}

static void draw_stroke(SDL_Surface *to, const struct stroke *stroke) {
    int pen = (int)stroke->width;
    float length = SDL_fabsf(stroke->x2 - stroke->x0) + SDL_fabsf(stroke->y2 - stroke->y0) + 1;
    int dots = 1 + (int)(2 * length / stroke->width);
    if (stroke->y0 == stroke->y1 && stroke->y1 == stroke->y2) { // a level line is one box
        draw_box(to, (struct box){(int)stroke->x0, (int)stroke->y0 - pen / 2, (int)(stroke->x2 - stroke->x0), pen,
                                  pen / 2, stroke->colour});
        return;
    }
    for (int i = 0; i <= dots; i++) {
        float t = (float)i / (float)dots;
        float u = 1 - t;
        float x = u * u * stroke->x0 + 2 * u * t * stroke->x1 + t * t * stroke->x2;
        float y = u * u * stroke->y0 + 2 * u * t * stroke->y1 + t * t * stroke->y2;
        draw_box(to, (struct box){(int)x - pen / 2, (int)y - pen / 2, pen, pen, pen / 2, stroke->colour});
    }
}

static void draw_run(SDL_Surface *to, struct run *run) {
    if (!run->drawn) {
        SDL_Color colour = {(Uint8)(run->colour >> 16), (Uint8)(run->colour >> 8), (Uint8)run->colour, 255};
        run->drawn = TTF_RenderUTF8_Blended(font_of(run->size, run->bold), run->text, colour);
        if (!run->drawn) stop("cannot draw text", TTF_GetError());
    }
    int left = run->align < 0 ? 0 : run->align == 0 ? run->drawn->w / 2 : run->drawn->w;
    SDL_Rect at = {run->x - left, run->y - run->drawn->h / 2, 0, 0};
    SDL_BlitSurface(run->drawn, NULL, to, &at);
}

// The seven segments of each car's bar on the board.
static void draw_segments(SDL_Surface *to) {
    static const int reached[] = {3, 7, 3, 3, 4, 5, 2};
    for (int car = 0; car < (int)COUNT(reached); car++) {
        for (int i = 1; i <= 7; i++) {
            Uint32 now = car == 3 ? BROWN : car == 1 ? GREEN : INK;
            Uint32 colour = i < reached[car] ? GREEN : i == reached[car] ? now : SUNKEN;
            draw_box(to, (struct box){362 + (i - 1) * 78, 222 + car * 117, 72, 10, 5, colour});
        }
    }
}

static void show(SDL_Window *window, int number) {
    SDL_Surface *to = SDL_GetWindowSurface(window);
    const struct page *page = &pages[number];
    if (!to) stop("no window surface", SDL_GetError());
    SDL_FillRect(to, NULL, PAPER);
    for (size_t i = 0; i < page->box_count; i++) draw_box(to, page->boxes[i]);
    for (size_t i = 0; i < page->stroke_count; i++) draw_stroke(to, &page->strokes[i]);
    if (number == 0) draw_segments(to);
    for (size_t i = 0; i < page->run_count; i++) draw_run(to, &page->runs[i]);
    SDL_UpdateWindowSurface(window);
}

static int page_after_tap(int page, int x, int y) {
    SDL_Point at = {x, y};
    for (size_t i = 0; i < COUNT(targets); i++) {
        if (targets[i].from == page && SDL_PointInRect(&at, &targets[i].at)) return targets[i].to;
    }
    return page;
}

static SDL_Window *open_window(void) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) stop("cannot start SDL", SDL_GetError());
    if (TTF_Init() != 0) stop("cannot start SDL_ttf", TTF_GetError());
    SDL_Window *window = SDL_CreateWindow("least", 0, 0, WIDTH, HEIGHT, SDL_WINDOW_BORDERLESS);
    if (!window) stop("cannot open a window", SDL_GetError());
    return window;
}

int main(int argc, char **argv) {
    sqlite3 *store = argc == 3 && strcmp(argv[1], "--commit") == 0 ? rating_open(argv[2]) : NULL;
    SDL_Window *window = open_window();
    int page = 0;
    show(window, page);
    for (SDL_Event event; SDL_WaitEvent(&event) && event.type != SDL_QUIT;) {
        int next = page;
        if (event.type == SDL_MOUSEBUTTONUP) next = page_after_tap(page, event.button.x, event.button.y);
        if (page == FACE_SCREEN && next == FACE_SCREEN + 1 && store) rating_commit(store, 5);
        bool exposed = event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_EXPOSED;
        if (exposed && next == page) SDL_UpdateWindowSurface(window);
        if (next != page) show(window, page = next);
    }
    sqlite3_close(store);
    SDL_Quit();
    return EXIT_SUCCESS;
}
