/* The Wi-Fi's code as the board and the Wi-Fi screen draw it, read by zbar and taken apart as a phone does: any name
 * and any password come back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../ui/read_qr.h"
#include "rules/wifi_code.h"
#include "ui/raster.h"
#include "ui/ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A field of the form, its escapes taken away; false when it is not there. */
static bool field_of(const char *text, char name, char *out) {
    if (strncmp(text, "WIFI:", 5) != 0) return false;
    for (const char *p = text + 5; *p && *p != ';';) {
        bool mine = p[0] == name && p[1] == ':';
        char *to = out;
        for (p += 2; *p && *p != ';'; p++) {
            if (*p == '\\') p++;
            if (mine) *to++ = *p;
        }
        if (mine) *to = '\0';
        if (mine) return true;
        p++;
    }
    return false;
}

static void any_name_and_password_come_back(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"Lounge-Guest", "welcome2026"},
        {"FT;Guest:5G", "a\\b;c,d:e\"f"},
        {"丰田 休息区", "\\\\;;::"},
        {"\"quoted\"", ";"},
        {"open,net", ""},
        {"12345678901234567890123456789012", "123456789012345678901234567890123456789012345678901234567890123"},
    };
    Err err = {0};
    DrawList list = {0};
    Touch touch = {0};
    Ui ui = {.list = &list, .theme = &theme_night, .touch = &touch, .text = text_open(1, 1 << 20, &err)};
    if (!ui.text) fail_msg("%s", err.en);
    Pixels p = {mem_alloc(400 * 400 * 4), 400, 400, 400};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        Buf code = {0};
        char got[512], field[128];
        wifi_code(&code, pairs[i][0], pairs[i][1]);
        ui_begin(&ui, 400, 400, 1000);
        ui_fill(&ui, (Rect){0, 0, 400, 400}, 0xFF22304A, 0);
        assert_true(ui_qr(&ui, (Rect){71, 65, 258, 258}, buf_text(&code)));
        ui_end(&ui);
        raster_draw(p, &list, (PixRect){0, 0, 400, 400}, 1, ui.text, NULL);
        read_qr(p, got, sizeof got);
        assert_string_equal(got, buf_text(&code));
        assert_true(field_of(got, 'S', field));
        assert_string_equal(field, pairs[i][0]);
        assert_true(field_of(got, 'T', field));
        assert_string_equal(field, *pairs[i][1] ? "WPA" : "nopass");
        assert_int_equal(field_of(got, 'P', field), *pairs[i][1] != '\0');
        if (*pairs[i][1]) assert_string_equal(field, pairs[i][1]);
        size_t len = strlen(got);
        assert_string_equal(got + len - 2, ";;");
        buf_free(&code);
    }
    free(p.px);
    text_close(ui.text);
    draw_free(&list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_name_and_password_come_back),
    };
    return cmocka_run_group_tests_name("wifi", tests, NULL, NULL);
}
