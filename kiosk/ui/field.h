/* A text being typed: a bounded number of characters as people count them, a cursor among them, and the box it is
 * shown in. Knows nothing of what the text is for. */
#ifndef LOUNGE_UI_FIELD_H
#define LOUNGE_UI_FIELD_H

#include "ui.h"

enum { FIELD_BYTES = 1280 }; /* 300 characters of 4 bytes, and room */

typedef struct Field {
    char text[FIELD_BYTES];
    size_t max_chars; /* at most this many characters: an emoji or a letter with its accents is one */
    size_t cursor;    /* bytes before it; beyond the text's end it stands at the end */
} Field;

size_t field_count(const Field *field);
size_t field_cursor(const Field *field);           /* never beyond the end */
void field_place(Field *field, size_t at);         /* puts the cursor before the character that byte `at` is in */
void field_step(Field *field, bool back);          /* moves it by one character */
bool field_insert(Field *field, const char *utf8); /* at the cursor; what would be too long is left out whole */
bool field_delete(Field *field);                   /* the character before the cursor. Both: whether it changed */

/* How a field is shown: what lasts from frame to frame. */
typedef struct FieldView {
    Scroll scroll;
    size_t seen_len, seen_cursor;
    int seen_width;
} FieldView;

/* The text in r, wrapped, scrolled so that the cursor is seen; a tap puts the cursor there, unless the view is
 * read_only. `preedit` (may be "") is underlined at the cursor: typed, but not yet taken. While all is empty the
 * placeholder stands there. Ids: ID, and ID.scroll. True when the cursor was put elsewhere. */
typedef struct FieldLook {
    const char *preedit, *placeholder;
    float px, line_h; /* of text before ui->zoom, and of a line as it is */
    bool read_only;
} FieldLook;
bool ui_field(Ui *ui, const char *id, Rect r, Field *field, FieldView *view, FieldLook look);

#endif
