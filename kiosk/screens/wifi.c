/* The lounge's Wi-Fi as the QR that phones understand: WIFI:T:WPA;S:name;P:password;; */
#include "common.h"

#include "rules/wifi_code.h"

const char *wifi_text(Kiosk *k) {
    Buf buf = {0};
    wifi_code(&buf, setting_text(k, "wifi.ssid"), setting_text(k, "wifi.password"));
    const char *text = arena_strdup(&k->ui.list->arena, buf_text(&buf));
    buf_free(&buf);
    return text;
}

static void draw(Kiosk *k) {
    screen_header(k, w(k, W_WIFI_TITLE), NULL, 0);
    Rect body = screen_whole(k);
    Rect block = centered(body, body.w, 560 + 32 + scaled(k, 48) + 8 + scaled(k, 38));
    Rect qr = centered(cut_top(&block, 560, 32), 560, 560);
    ui_fill(&k->ui, qr, 0xFFFFFFFF, RADIUS);
    ui_qr(&k->ui, rect_inset(qr, 20, 20), wifi_text(k));
    ui_text(&k->ui, cut_top(&block, scaled(k, 48), 8), wf(k, W_WIFI_NAME, setting_text(k, "wifi.ssid")),
            center(style_head(k)));
    ui_text(&k->ui, block, w(k, W_WIFI_HOW), center(style_label(k)));
    screen_foot(k, NULL);
}

const Screen screen_wifi = {.id = "wifi", .draw = draw};
