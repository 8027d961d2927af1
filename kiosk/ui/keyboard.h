/* On-screen keyboards, all typing into a field: letters, pinyin with candidates, a pad to write on, signs; digits
 * alone; number plates. They know nothing of what the text is for. What can be touched fills the given rectangle, so
 * that no touch falls between two keys; a panel's padding and ground are the caller's. */
#ifndef LOUNGE_UI_KEYBOARD_H
#define LOUNGE_UI_KEYBOARD_H

#include "field.h"
#include "typing.h"

enum { KEYBOARD_PAGES = 64 };

typedef struct Keyboard {
    bool shift, signs;
    bool chinese;                     /* letters are pinyin, signs are Chinese */
    bool hand;                        /* with chinese: the pad instead of letters */
    char letters[PINYIN_LETTERS + 1]; /* typed and not yet taken */
    size_t from[KEYBOARD_PAGES];      /* first candidate of each page turned to */
    int page;
    Ink ink;
} Keyboard; /* zero-initialised is English letters */

typedef struct KeyboardWords {
    const char *space, *mode;        /* the space bar, "中 / 英" */
    const char *hand, *pinyin;       /* to the pad, and back to letters */
    const char *undo, *clear, *hint; /* on the pad */
} KeyboardWords;

/* In r, at least 4 × 96 units high and 960 wide; in Chinese at least ui_keyboard_least high. `typing` may be NULL:
 * letters alone. Ids: PREFIX.a … PREFIX.z whatever the shift, .space, .comma, .period, .delete, .shift, .signs, .mode;
 * on the page of signs PREFIX.1, PREFIX.@ and so on, .left, .right; in Chinese .cand.1 … for the candidates shown,
 * .prev, .next, .hand; on the pad .pad, .undo, .clear. Returns true when what was typed changed. */
bool ui_keyboard(Ui *ui, const char *prefix, Rect r, Keyboard *kb, Field *field, Typing *typing, KeyboardWords words);
float ui_keyboard_least(const Ui *ui, const Keyboard *kb);
/* What stands underlined at the cursor: the letters that wait, as the first candidates for them. "" = none. */
const char *ui_keyboard_preedit(Ui *ui, Keyboard *kb, Field *field, Typing *typing);
/* Takes the first candidates for all that waits, as before the text is sent. False when the field is full. */
bool ui_keyboard_finish(Ui *ui, Keyboard *kb, Field *field, Typing *typing);

/* Digits 0–9, delete and an empty place, 3 × 4 keys in r (at least 288 × 384); ids PREFIX.0 … PREFIX.9, PREFIX.delete.
 */
bool ui_keypad(Ui *ui, const char *prefix, Rect r, Field *field);
/* The same keys in two rows of six (at least 576 × 192). */
bool ui_keypad_wide(Ui *ui, const char *prefix, Rect r, Field *field);

/* A printed code: digits, the letters without I, L, O and U, delete; as many rows as fit r (at least 96 high and 96
 * units wide a key, with 33 of them). Ids PREFIX.0 … PREFIX.Z, PREFIX.delete. */
bool ui_code_keyboard(Ui *ui, const char *prefix, Rect r, Field *field);

/* A number plate, in r at least 480 high and 960 wide: first the provinces, `own` (one of them, "" = none) before all
 * others; then a letter; then digits and letters without I and O, and as the seventh character 学, 港 and the like; at
 * most eight. Ids PREFIX.川, PREFIX.A, PREFIX.7, PREFIX.delete. */
bool ui_plate_keyboard(Ui *ui, const char *prefix, Rect r, Field *field, const char *own);
/* The same for the end of a plate: letters and digits from the first sign on. */
bool ui_plate_tail_keyboard(Ui *ui, const char *prefix, Rect r, Field *field);
extern const char *const plate_provinces; /* all of them, one after the other */

#endif
