/* The QR picture: modules as rectangles of whole pixels, neighbours in a row joined. Always dark on white, by night
 * too: a phone's camera wants it so. */
#include "ui.h"

#include <math.h>
#include <qrencode.h>

enum { QUIET = 4 }; /* modules of white around, as the standard asks */

#define QR_DARK  0xFF17191Eu
#define QR_LIGHT 0xFFFFFFFFu

static bool is_dark(const QRcode *qr, int x, int y) {
    return qr->data[y * qr->width + x] & 1;
}

/* One row of modules; x0, y0 and module are pixels. */
static void add_row(Ui *ui, const QRcode *qr, int y, int x0, int y0, int module) {
    float unit = 1 / text_scale(ui->text);
    for (int x = 0, run; x < qr->width; x += run) {
        bool dark = is_dark(qr, x, y);
        for (run = 1; x + run < qr->width && is_dark(qr, x + run, y) == dark; run++) {
        }
        Rect r = {(float)(x0 + x * module) * unit, (float)(y0 + y * module) * unit, (float)(run * module) * unit,
                  (float)module * unit};
        if (dark) ui_fill(ui, r, QR_DARK, 0);
    }
}

bool ui_qr(Ui *ui, Rect r, const char *utf8) {
    QRcode *qr = QRcode_encodeString(utf8, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (!qr) return false;
    float scale = text_scale(ui->text);
    int left = (int)ceilf(r.x * scale - 0.01f), top = (int)ceilf(r.y * scale - 0.01f);
    int w = (int)floorf((r.x + r.w) * scale + 0.01f) - left, h = (int)floorf((r.y + r.h) * scale + 0.01f) - top;
    int modules = qr->width + 2 * QUIET, module = (w < h ? w : h) / modules;
    if (module >= 1) {
        ui_fill(ui, r, QR_LIGHT, 0);
        int x0 = left + (w - qr->width * module) / 2, y0 = top + (h - qr->width * module) / 2;
        for (int y = 0; y < qr->width; y++) add_row(ui, qr, y, x0, y0, module);
    }
    QRcode_free(qr);
    return module >= 1;
}
