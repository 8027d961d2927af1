/* Links of the opened car: gathered, ordered, drawn. */
#include "car_links.h"

#include "common.h"

static bool (*const subjects[])(Kiosk *k, CarLink *out) = {
    gifts_link,  renewal_link,  warranty_link, number_link, service_link, prepaid_link,
    habits_link, trade_in_link, bar_link,      prices_link, case_link,
};

size_t car_links(Kiosk *k, CarLink out[CAR_LINKS_MAX]) {
    size_t n = 0;
    if (!my_order(k)) return 0;
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects && n < CAR_LINKS_MAX; i++) {
        CarLink link = {0};
        if (!subjects[i](k, &link)) continue;
        size_t at = n++;
        for (; at > 0 && out[at - 1].priority < link.priority; at--) out[at] = out[at - 1];
        out[at] = link;
    }
    return n;
}

void car_link_draw(Kiosk *k, Rect r, const CarLink *link, bool without_pill) {
    bool tapped = ui_target(&k->ui, link->id, r);
    r = ui_sink(&k->ui, link->id, r);
    ui_fill(&k->ui, r, ui_sink_color(&k->ui, link->id, k->ui.theme->surface, k->ui.theme->ink), RADIUS);
    Rect in = rect_inset(r, 32, 0);
    if (link->pill && !without_pill)
        in.w -= ui_pill(&k->ui, in.x + in.w, r.y + (r.h - ui_pill_height(&k->ui)) / 2, true, NULL, link->pill,
                        k->ui.theme->ink2, k->ui.theme->sunken) +
                16;
    float line = scaled(k, 38), lines = ui_text_width(&k->ui, link->sub, style_label(k)) > in.w ? 2
                                        : *link->sub                                            ? 1
                                                                                                : 0;
    Rect text = centered(in, in.w, scaled(k, 48) + line * lines);
    ui_text(&k->ui, cut_top(&text, scaled(k, 48), 0), link->head, style_head(k));
    if (lines == 1)
        ui_text(&k->ui, text, link->sub, style_label(k)); /* set a little smaller where a hair is wanting */
    else if (lines > 1)
        ui_paragraph(&k->ui, text, link->sub, style_label(k), line);
    if (tapped) link->open(k);
}
