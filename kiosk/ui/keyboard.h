/* An on-screen keyboard: letters with shift, digits and signs, space, delete that repeats. It edits a text of a
 * bounded number of characters; it knows nothing of what the text is for. */
#ifndef LOUNGE_UI_KEYBOARD_H
#define LOUNGE_UI_KEYBOARD_H

#include "ui.h"

enum { FIELD_BYTES = 1280 }; /* 300 characters of 4 bytes, and room */

typedef struct Field {
    char text[FIELD_BYTES];
    size_t max_chars; /* at most this many code points */
} Field;

void field_insert(Field *field, const char *utf8); /* at the end; what would be too long is left out whole */
void field_delete(Field *field);                   /* the last character */
size_t field_count(const Field *field);

typedef struct Keyboard {
    bool shift, signs;
} Keyboard;

typedef struct KeyboardWords {
    const char *space;          /* the space bar's label */
    const char *comma, *period; /* what these two keys type; NULL = "," and "." */
} KeyboardWords;

/* Letters keyboard in r (at least 4 × 96 units high and 960 wide); what can be touched fills r whole, so leave a
 * panel's padding outside. The panel behind is the caller's to paint. Ids: PREFIX.a … PREFIX.z whatever the shift,
 * PREFIX.space, .comma, .period, .delete, .shift, .signs; on the page of signs PREFIX.1, PREFIX.@ and so on.
 * Returns true when the text changed. */
bool ui_keyboard(Ui *ui, const char *prefix, Rect r, Keyboard *kb, Field *field, KeyboardWords words);
/* Digits 0–9, delete and an empty place, 3 × 4 keys in r (at least 288 × 384); ids PREFIX.0 … PREFIX.9, PREFIX.delete.
 */
bool ui_keypad(Ui *ui, const char *prefix, Rect r, Field *field);
/* The same keys in two rows of six (at least 576 × 192). */
bool ui_keypad_wide(Ui *ui, const char *prefix, Rect r, Field *field);

#endif
