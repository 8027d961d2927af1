/* Seats as chips in a grid: few in large ones, many in more columns. */
#include "seats.h"

#include <math.h>
#include <string.h>

static const char *name_of(const Kiosk *k, int i) {
    return pick(k, settings_item(k->snap.settings, "bar.seats", i, "zh"),
                settings_item(k->snap.settings, "bar.seats", i, "en"));
}

const char *seats_name(Kiosk *k, const char *id) {
    for (int i = 1; i <= settings_count(k->snap.settings, "bar.seats"); i++)
        if (strcmp(settings_item(k->snap.settings, "bar.seats", i, "id"), id) == 0) return name_of(k, i);
    return id;
}

const char *seats_draw(Kiosk *k, Rect r, const char *prefix, const char *first, const char *chosen) {
    const char *tapped = NULL;
    int n = 1 + settings_count(k->snap.settings, "bar.seats"), cols = ui_portrait(&k->ui) ? 2 : 3;
    float least = k->ui.touch_min + 16;
    while ((float)((n + cols - 1) / cols) * least > r.h + 16 && cols < 7) cols++;
    int rows = (n + cols - 1) / cols, most = (int)((r.h + 16) / least);
    if (rows > most) rows = most, n = cols * rows;
    float h = fminf(r.h, (float)rows * (k->ui.large ? 160 : 148) - 16);
    for (int i = 0; i < n; i++) {
        const char *id = i ? settings_item(k->snap.settings, "bar.seats", i, "id") : "";
        bool on = chosen && strcmp(chosen, id) == 0;
        Button b = {.label = i ? name_of(k, i) : first,
                    .icon = i ? NULL : "user",
                    .look = on            ? BUTTON_PRIMARY
                            : k->ui.large ? BUTTON_PLAIN
                                          : BUTTON_SUNKEN,
                    .px = 30};
        Rect at = grid_cell((Rect){r.x, r.y, r.w, h}, cols, rows, i, 16);
        if (ui_button(&k->ui, ui_id(&k->ui, "%s.%d", prefix, i), at, b)) tapped = id;
    }
    return tapped;
}
