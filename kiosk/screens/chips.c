/* Words to choose from: reasons, and the options of the store's own questions. */
#include "chips.h"

#include "common.h"

#include <math.h>

#define CHIP_PAD_LEAST 24.0f

static const char *label(const Kiosk *k, const Chips *c, int i) {
    return pick(k, c->choices[i].zh, c->choices[i].en);
}

static float width_of(Kiosk *k, const Chips *c, int i, float padding) {
    return fmaxf(ui_button_width(&k->ui, (Button){.label = label(k, c, i), .px = 30}, padding), k->ui.touch_min);
}

static float line_width(Kiosk *k, const Chips *c, float padding) {
    float sum = -CHIP_GAP;
    for (int i = 0; i < c->n; i++) sum += width_of(k, c, i, padding) + CHIP_GAP;
    return sum;
}

/* Rather a little narrower than a last chip alone on a line. */
static float padding_of(Kiosk *k, const Chips *c, float width) {
    static const float paddings[] = {36, 30, CHIP_PAD_LEAST};
    for (size_t p = 0; p < sizeof paddings / sizeof *paddings; p++)
        if (line_width(k, c, paddings[p]) <= width) return paddings[p];
    return 36;
}

bool chips_fit_line(Kiosk *k, float width, Chips chips) {
    return line_width(k, &chips, CHIP_PAD_LEAST) <= width;
}

float chips_draw(Kiosk *k, Rect r, float h, Chips chips, int *tapped) {
    float x = r.x, y = r.y, padding = padding_of(k, &chips, r.w);
    *tapped = -1;
    for (int i = 0; i < chips.n; i++) {
        Button b = {.label = label(k, &chips, i), .look = chips.on[i] ? BUTTON_PRIMARY : BUTTON_PLAIN, .px = 30};
        float width = width_of(k, &chips, i, padding);
        if (x > r.x && x + width > r.x + r.w) x = r.x, y += h + CHIP_GAP;
        if (ui_button(&k->ui, ui_id(&k->ui, "%s.%s", chips.prefix, chips.choices[i].id), (Rect){x, y, width, h}, b))
            *tapped = i;
        x += width + CHIP_GAP;
    }
    return y + h - r.y;
}
