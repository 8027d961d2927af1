/* A QR in a picture of the raster's, read by zbar. After cmocka.h. */
#ifndef LOUNGE_TESTS_UI_READ_QR_H
#define LOUNGE_TESTS_UI_READ_QR_H

#include "ui/raster.h"

#include <stdio.h>
#include <stdlib.h>
#include <zbar.h>

/* What zbar reads in the pixels, "" when nothing. */
static inline void read_qr(Pixels p, char *out, size_t size) {
    out[0] = '\0';
    size_t n = (size_t)p.w * (size_t)p.h;
    uint8_t *grey = malloc(n); /* zbar frees it */
    assert_non_null(grey);
    for (size_t i = 0; i < n; i++) grey[i] = (uint8_t)(p.px[i] >> 8);
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_t *image = zbar_image_create();
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)p.w, (unsigned)p.h);
    zbar_image_set_data(image, grey, n, zbar_image_free_data);
    if (zbar_scan_image(scanner, image) > 0) {
        snprintf(out, size, "%s", zbar_symbol_get_data(zbar_image_first_symbol(image)));
    }
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
}

#endif
