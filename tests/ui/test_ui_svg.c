/* The pictures that come with the program, and what our SVG renderer would drop or spoil in anybody's. */
#include "base/picfile.h"
#include "ui_env.h"

#include <dirent.h>

/* Calls fn for each SVG of a folder below the share folder; returns how many there are. */
static size_t each_svg(const char *folder, void (*fn)(const char *path)) {
    char dir_path[512], path[1024];
    size_t n = 0;
    snprintf(dir_path, sizeof dir_path, "%s/%s", share_dir(), folder);
    DIR *dir = opendir(dir_path);
    if (!dir) fail_msg("no folder %s", dir_path);
    for (struct dirent *e; (e = readdir(dir));) {
        const char *dot = strrchr(e->d_name, '.');
        if (!dot || strcmp(dot, ".svg") != 0) continue;
        snprintf(path, sizeof path, "%s/%s", dir_path, e->d_name);
        fn(path);
        n++;
    }
    closedir(dir);
    return n;
}

static char *text_of(const char *path) {
    char *text = mem_alloc(200000);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    assert_true(fread(text, 1, 199999, f) > 0);
    fclose(f);
    return text;
}

static void is_plain(const char *path) {
    SvgFault fault;
    PicFile pic;
    Err err = {0};
    if (!svg_file_is_plain(path, &fault))
        fail_msg("%s:%d: <%s> %s: %s", path, fault.line, fault.element, fault.what, fault.en);
    if (!picfile_read(path, &pic, &err)) fail_msg("%s", err.en);
    assert_int_equal(pic.kind, PIC_SVG);
}

static void is_not_empty(const char *path) {
    Pictures *pics = pictures_open(share_dir(), 1 << 20);
    const PictureRaster *p = picture_get(pics, path, 64, 64, (Focus){0, 0});
    if (!p) fail_msg("%s cannot be drawn", path);
    size_t inked = 0;
    for (int i = 0; i < 64 * 64; i++) inked += p->px[i] >> 24 > 127;
    if (inked < 60) fail_msg("%s has %zu pixels of ink", path, inked);
    pictures_close(pics);
}

static const char *const folders[] = {"assets/pictures", "assets/cars", "assets/icons", "assets/faces"};

static void every_picture_is_within_what_the_renderer_draws_right(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) assert_true(each_svg(folders[i], is_plain) >= 5);
}

static void every_picture_shows_something(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) each_svg(folders[i], is_not_empty);
}

/* One hand drew them: 48 units square, every stroke 3.2 wide with round caps and joins. */
static void is_an_icon(const char *path) {
    char *text = text_of(path);
    int strokes = 0;
    if (!strstr(text, "viewBox=\"0 0 48 48\"")) fail_msg("%s is not on the grid of 48", path);
    for (const char *p = text; (p = strstr(p, "stroke-width=\"")); strokes++) {
        p += strlen("stroke-width=\"");
        if (strncmp(p, "3.2\"", 4) != 0) fail_msg("%s has a stroke of %.4s", path, p);
    }
    if (strokes == 0) fail_msg("%s has no stroke", path);
    if (!strstr(text, "stroke-linecap=\"round\"") || !strstr(text, "stroke-linejoin=\"round\""))
        fail_msg("%s has square ends", path);
    if (strstr(text, "butt") || strstr(text, "miter") || strstr(text, "bevel")) fail_msg("%s has square ends", path);
    free(text);
}

static void icons_are_of_one_hand(void **state) {
    (void)state;
    assert_true(each_svg("assets/icons", is_an_icon) > 30);
}

/* --- anybody's SVG ---------------------------------------------------------------------------------------------------
 */

#define SVG(inside) "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>\n" inside "</svg>"

static void what_would_be_dropped_is_named_with_its_line(void **state) {
    (void)state;
    static const struct {
        const char *svg, *element, *what;
        int line;
    } cases[] = {
        {SVG("<clipPath id='c'/>"), "clipPath", "", 2},
        {SVG("<g>\n<use href='#a'/></g>"), "use", "", 3},
        {SVG("<!-- <text> -->\n<text x='1'>A</text>"), "text", "", 3},
        {SVG("<mask id='m'/>"), "mask", "", 2},
        {SVG("<filter id='f'/>"), "filter", "", 2},
        {SVG("<pattern id='p'/>"), "pattern", "", 2},
        {SVG("<image href='a.png'/>"), "image", "", 2},
        {SVG("<style>.a{fill:red}</style>"), "style", "", 2},
        {SVG("<g opacity='0.5'><path d='M0 0'/></g>"), "g", "opacity", 2},
        {SVG("<g\n style='opacity:.5'/>"), "g", "opacity", 2},
        {SVG("<path class='a' d='M0 0'/>"), "path", "class", 2},
        {SVG("<path clip-path='url(#c)' d='M0 0'/>"), "path", "clip-path", 2},
        {SVG("<path style='fill:red;filter:url(#f)' d='M0 0'/>"), "path", "filter", 2},
        {SVG("<linearGradient id='g'/>"), "linearGradient", "gradientUnits", 2},
        {SVG("<radialGradient id='g' gradientUnits='objectBoundingBox'/>"), "radialGradient", "gradientUnits", 2},
        {SVG("<path fill='url(#none)' d='M0 0'/>"), "path", "fill", 2},
        {SVG("<path fill='rgba(1,2,3,.5)' d='M0 0'/>"), "path", "fill", 2},
        {SVG("<path stroke='#12345678' d='M0 0'/>"), "path", "stroke", 2},
        {SVG("<path d='M0 0'\n\n/>\n<marker/>"), "marker", "", 5},
        {"<html><body/></html>", "", "", 1},
        {"", "", "", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SvgFault fault;
        if (svg_is_plain(cases[i].svg, strlen(cases[i].svg), &fault)) fail_msg("taken: %s", cases[i].svg);
        assert_string_equal(fault.element, cases[i].element);
        assert_string_equal(fault.what, cases[i].what);
        if (fault.line != cases[i].line) fail_msg("line %d of %s", fault.line, cases[i].svg);
        assert_true(*fault.en && *fault.zh);
    }
}

static void what_is_drawn_right_is_taken(void **state) {
    (void)state;
    static const char *const good[] = {
        SVG("<path d='M0 0' opacity='0.5' fill-opacity='.2'/>"),
        SVG("<g opacity='1' transform='scale(2)'><rect fill='#fff'/></g>"),
        SVG("<defs><linearGradient id='g' gradientUnits='userSpaceOnUse'><stop stop-color='#abc'/></linearGradient>"
            "</defs><path fill='url(#g)' d='M0 0'/>"),
        SVG("<title>use text mask</title><!-- <use> --><![CDATA[<text>]]>"),
        SVG("<path style='fill:#fff;stroke:none' mask='none' d='M0 0'/>"),
        "<?xml version='1.0'?><!DOCTYPE svg><svg><path d='M0 0'/></svg>",
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        SvgFault fault;
        if (!svg_is_plain(good[i], strlen(good[i]), &fault))
            fail_msg("%s: <%s> %s", good[i], fault.element, fault.what);
    }
}

/* Cut anywhere and with any byte changed it is read to its end, no further. */
static void damaged_svgs_are_judged_without_harm(void **state) {
    (void)state;
    static const char whole[] = SVG("<g opacity='1'><path style='fill:url(#g)' d='M0 0'/><!-- x --></g>\n");
    SvgFault fault;
    uint64_t seed = 7;
    for (size_t cut = 0; cut <= sizeof whole - 1; cut++) {
        char *copy = mem_alloc(cut + 1);
        memcpy(copy, whole, cut);
        svg_is_plain(copy, cut, &fault);
        for (int i = 0; cut > 0 && i < 20; i++) {
            copy[random_below(&seed, (int)cut)] = (char)random_u32(&seed);
            svg_is_plain(copy, cut, &fault);
        }
        free(copy);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_picture_is_within_what_the_renderer_draws_right),
        cmocka_unit_test(every_picture_shows_something),
        cmocka_unit_test(icons_are_of_one_hand),
        cmocka_unit_test(what_would_be_dropped_is_named_with_its_line),
        cmocka_unit_test(what_is_drawn_right_is_taken),
        cmocka_unit_test(damaged_svgs_are_judged_without_harm),
    };
    return cmocka_run_group_tests_name("svg", tests, NULL, NULL);
}
