/* Handwriting with the real zinnia and its model: the characters of tests/data/strokes.txt, written large, small,
 * slanted and with a trembling hand, are among the eight that are offered. */
#include "ui/handwriting.h"
#include "ui_env.h"

#include <math.h>

enum { CHARS_MOST = 64, LINE = 1024 };

static Text *text;
static Handwriting *hand;
static char lines[CHARS_MOST][LINE];
static int n_lines;

static int setup(void **state) {
    (void)state;
    Err err = {0};
    char path[512];
    snprintf(path, sizeof path, "%s/strokes.txt", getenv("LOUNGE_TEST_DATA"));
    FILE *file = fopen(path, "r");
    if (!file) return -1;
    while (n_lines < CHARS_MOST && fgets(lines[n_lines], LINE, file)) {
        if (lines[n_lines][0] != '#') n_lines++;
    }
    fclose(file);
    text = text_open(1, 4 << 20, &err);
    hand = text ? handwriting_open(&err) : NULL;
    if (!hand) fail_msg("%s", err.en);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    handwriting_close(hand);
    text_close(text);
    return 0;
}

typedef struct Manner {
    float size, x, y, slant, tremble;
} Manner;

static Point placed(Manner m, float x, float y, uint64_t *seed) {
    float dx = m.tremble * ((float)random_below(seed, 201) - 100) / 100;
    float dy = m.tremble * ((float)random_below(seed, 201) - 100) / 100;
    return (Point){m.x + m.size * (x + m.slant * (100 - y)) / 100 + dx, m.y + m.size * y / 100 + dy};
}

/* Writes a line of the file; returns how long its character is in bytes. */
static size_t write_line(Ink *ink, const char *line, Manner m) {
    uint64_t seed = 99;
    const char *p = strchr(line, ' ');
    size_t len = (size_t)(p - line);
    ink_clear(ink);
    while (p && *p) {
        Touch touch = {.tracing = true};
        float x, y;
        Point last = {0};
        int used;
        for (int n = 0; sscanf(++p, "%f,%f%n", &x, &y, &used) == 2; n++) {
            Point to = placed(m, x, y, &seed);
            for (int i = n ? 1 : 8; i <= 8; i++) {
                touch.trace[0] =
                    (TracePoint){n ? TRACE_MOVE : TRACE_DOWN, n ? last.x + (to.x - last.x) * (float)i / 8 : to.x,
                                 n ? last.y + (to.y - last.y) * (float)i / 8 : to.y};
                touch.n_trace = 1;
                ink_follow(ink, &touch, (Rect){0, 0, 1400, 420}, 1);
            }
            last = to;
            p += used;
            while (*p == ' ' && p[1] == ' ') p++;
            if (*p != ' ') break;
        }
        touch.trace[0] = (TracePoint){TRACE_UP, last.x, last.y};
        touch.n_trace = 1;
        touch.tracing = false;
        ink_follow(ink, &touch, (Rect){0, 0, 1400, 420}, 1);
        p = strchr(p, ';');
        if (p) p++;
    }
    return len;
}

static int not_offered(Manner m) {
    static Ink ink;
    int missed = 0;
    for (int i = 0; i < n_lines; i++) {
        const char *found[HAND_CANDIDATES];
        size_t len = write_line(&ink, lines[i], m), n = handwriting_read(hand, text, &ink, found), k = 0;
        assert_true(n <= HAND_CANDIDATES);
        while (k < n && !(strlen(found[k]) == len && memcmp(found[k], lines[i], len) == 0)) k++;
        if (k == n) print_message("%.*s is not offered\n", (int)len, lines[i]), missed++;
    }
    return missed;
}

static void thirty_characters_are_read_however_large_and_wherever(void **state) {
    (void)state;
    assert_true(n_lines >= 30);
    assert_int_equal(not_offered((Manner){.size = 380, .x = 20, .y = 20}), 0);
    assert_int_equal(not_offered((Manner){.size = 300, .x = 600, .y = 80}), 0);
    assert_int_equal(not_offered((Manner){.size = 140, .x = 1200, .y = 250}), 0);
}

static void a_slanting_or_trembling_hand_is_mostly_read(void **state) {
    (void)state;
    assert_in_range(not_offered((Manner){.size = 320, .x = 300, .y = 50, .slant = 0.12f}), 0, n_lines / 6);
    assert_in_range(not_offered((Manner){.size = 320, .x = 300, .y = 50, .tremble = 6}), 0, n_lines / 6);
}

static void nothing_written_is_nothing_offered_and_a_dot_does_no_harm(void **state) {
    (void)state;
    static Ink ink;
    const char *found[HAND_CANDIDATES];
    ink_clear(&ink);
    assert_int_equal(handwriting_read(hand, text, &ink, found), 0);
    Touch dot = {.trace = {{TRACE_DOWN, 50, 50}, {TRACE_UP, 50, 50}}, .n_trace = 2};
    ink_follow(&ink, &dot, (Rect){0, 0, 1400, 420}, 1);
    assert_int_equal(ink.n_strokes, 1);
    assert_true(handwriting_read(hand, text, &ink, found) <= HAND_CANDIDATES);
}

static void any_scrawl_does_no_harm(void **state) {
    (void)state;
    static Ink ink;
    uint64_t seed = 5;
    ink_clear(&ink);
    for (int i = 0; i < 4000; i++) {
        Touch touch = {.tracing = random_below(&seed, 9) != 0, .n_trace = (size_t)random_below(&seed, TRACE_MAX)};
        for (size_t k = 0; k < touch.n_trace; k++)
            touch.trace[k] = (TracePoint){(TraceMark)random_below(&seed, 3), (float)(random_below(&seed, 4000) - 1000),
                                          (float)(random_below(&seed, 2000) - 500)};
        ink_follow(&ink, &touch, (Rect){0, 0, 1400, 420}, i);
        assert_true(ink.n_strokes <= INK_STROKES);
        assert_true(ink.starts[ink.n_strokes] <= INK_POINTS);
        const char *found[HAND_CANDIDATES];
        if (i % 40 == 0) handwriting_read(hand, text, &ink, found);
        if (i % 97 == 0) ink_clear(&ink);
        if (i % 13 == 0) ink_undo(&ink);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thirty_characters_are_read_however_large_and_wherever),
        cmocka_unit_test(a_slanting_or_trembling_hand_is_mostly_read),
        cmocka_unit_test(nothing_written_is_nothing_offered_and_a_dot_does_no_harm),
        cmocka_unit_test(any_scrawl_does_no_harm),
    };
    return cmocka_run_group_tests_name("handwriting", tests, setup, teardown);
}
