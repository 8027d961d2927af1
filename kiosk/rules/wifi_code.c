/* The WIFI: form, as phones' cameras understand it. */
#include "wifi_code.h"

#include <string.h>

static void add_escaped(Buf *out, const char *text) {
    for (; *text; text++) {
        if (strchr("\\;,:\"", *text)) buf_putc(out, '\\');
        buf_putc(out, *text);
    }
}

void wifi_code(Buf *out, const char *ssid, const char *password) {
    buf_puts(out, *password ? "WIFI:T:WPA;S:" : "WIFI:T:nopass;S:");
    add_escaped(out, ssid);
    if (*password) {
        buf_puts(out, ";P:");
        add_escaped(out, password);
    }
    buf_puts(out, ";;");
}
