/* What the keyboards share: a key, a row of keys, typing into a field. For the keyboards' own files alone. */
#ifndef LOUNGE_UI_KEYS_H
#define LOUNGE_UI_KEYS_H

#include "keyboard.h"
#include "layout.h"

#define KEY_PX     36.0f
#define KEY_RADIUS 20.0f
#define KEY_GAP    14.0f /* between painted keys; less where keys are narrow */
#define NARROW     110.0f
#define NARROW_GAP 8.0f

typedef struct Key {
    const char *id;    /* behind the prefix */
    const char *label; /* NULL: an icon alone */
    const char *icon;
    Rect cell;                   /* its share of the row; painted inset by half a gap */
    float more_left, more_right; /* what can be touched beyond the cell */
    float gap, px;
    bool bold, lit, disabled, bare;
} Key;

/* Draws it; true when it was tapped. *id (may be NULL) is its whole id. */
bool key_draw(Ui *ui, const char *prefix, Key key, const char **id);
bool key_delete(Ui *ui, const char *prefix, Rect cell, float gap); /* true for a tap and for each repeat */

/* A row being laid out from the left. */
typedef struct Row {
    Ui *ui;
    const char *prefix;
    Rect r;
    float tenth; /* of the row's width */
    float x, gap;
    float set_in; /* of the first and the last key */
} Row;

Row row_at(Ui *ui, const char *prefix, Rect r, int n, int of); /* row n of so many in r */
Rect row_take(Row *row, float tenths);
/* One key for each character of `chars`; upper case of the same keys with shift. The first and the last can be touched
 * up to the row's ends. Returns the label of the one that was tapped, living as long as the frame; NULL = none. */
const char *row_chars(Row *row, const char *chars, bool shift);

/* --- composing (compose.c): letters that wait for a candidate ------------------------------------------------ */
typedef struct Compose {
    Ui *ui;
    Keyboard *kb;
    Field *field;
    Typing *typing;
} Compose;

bool compose_is_on(const Compose *c);             /* letters typed now are pinyin */
bool compose_type(Compose *c, const char *label); /* any key's text: a letter waits, all else takes the first */
bool compose_delete(Compose *c);                  /* a letter that waits, else the character before the cursor */
bool compose_take(Compose *c, size_t i);          /* candidate i */
bool compose_finish(Compose *c);                  /* the first ones, until nothing waits */
bool compose_as_letters(Compose *c);              /* what waits was meant as letters */
bool compose_row(Compose *c, const char *prefix, Rect r, KeyboardWords words);

/* --- the pad (pad.c) ------------------------------------------------------------------------------------------ */
bool pad_row(Compose *c, const char *prefix, Rect r, KeyboardWords words);
void pad_draw(Compose *c, const char *prefix, Rect pad);

/* The switch between letters and pad, cut off the right end of the candidates' row. */
bool row_switch(Compose *c, const char *prefix, Rect *r, const char *label);

/* A row of things to choose from, each a pill. */
typedef struct Choice {
    const char *id, *label;
    bool lit;
} Choice;
float choice_width(Ui *ui, const char *label, float most);
bool choice_draw(Ui *ui, const char *prefix, Rect cell, Choice choice);

#endif
