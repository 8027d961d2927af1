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
    const char *space; /* the space bar's label */
} KeyboardWords;

/* Letters keyboard in r (at least 4 × 96 units high). Ids: PREFIX.a … PREFIX.space, PREFIX.delete, PREFIX.shift,
 * PREFIX.signs. Returns true when the text changed. */
bool ui_keyboard(Ui *ui, const char *prefix, Rect r, Keyboard *kb, Field *field, KeyboardWords words);
/* Digits 0–9, delete and an empty place; ids PREFIX.0 … PREFIX.9, PREFIX.delete. */
bool ui_keypad(Ui *ui, const char *prefix, Rect r, Field *field);

#endif
