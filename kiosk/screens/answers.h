/* Steps 2 and 3 of the questionnaire share one set of answers: gathered in the visit, sent whole, as often as wanted.
 */
#ifndef LOUNGE_SCREENS_ANSWERS_H
#define LOUNGE_SCREENS_ANSWERS_H

#include "kiosk.h"

/* Posts all answers so far under this visit's keys; sending again replaces. */
void answers_send(Kiosk *k);
bool answers_said_something(const Kiosk *k); /* a reason or own words */
#define ANSWERS_HEAD_W 440.0f                /* what answers_head may take of the header */

const char *reason_id(const Kiosk *k, int i);
/* At the right of the header: "2 / 3", and for the seconds of undo "noted" with a way to take the face back. Large and
 * low that way is at the left of *buttons. */
void answers_head(Kiosk *k, const char *step, Rect *buttons);
/* What the customer wrote, with cursor and count; the placeholder while empty. */
void answers_field(Kiosk *k, Rect r, Field *field, Word placeholder);
void why_skip(Kiosk *k); /* past the reasons and own words, with nothing said */
/* The send button's words while saving and after a refusal; shows the refusal above the foot. */
bool answers_submit(Kiosk *k, Rect *foot, const char *id);

#endif
