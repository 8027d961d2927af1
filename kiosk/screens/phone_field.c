/* A phone number being typed. */
#include "phone_field.h"

void phone_field_draw(Kiosk *k, Rect r, const Field *field) {
    const Theme *t = k->ui.theme;
    ui_fill(&k->ui, r, k->ui.large ? t->surface : t->paper, 20);
    Rect in = rect_inset(r, 28, 0);
    TextStyle s = style(44, true, t->ink, ALIGN_LEFT);
    float typed_w = 0;
    if (*field->text) {
        ui_text(&k->ui, in, field->text, s);
        typed_w = ui_text_width(&k->ui, field->text, s);
    }
    ui_fill(&k->ui, (Rect){in.x + typed_w + 4, in.y + in.h / 2 - 24, 4, 48}, t->accent, 2);
}
