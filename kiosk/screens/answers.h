/* Steps 2 and 3 of the questionnaire share one set of answers: gathered in the visit, sent whole, as often as wanted.
 */
#ifndef LOUNGE_SCREENS_ANSWERS_H
#define LOUNGE_SCREENS_ANSWERS_H

#include "kiosk.h"

/* The first answer of a visit: from here on it keeps its questionnaire. */
void survey_begin(Kiosk *k);
/* Posts all answers so far under this visit's keys; sending again replaces. */
void answers_send(Kiosk *k);
bool answers_said_something(const Kiosk *k); /* a reason or own words */
#define ANSWERS_HEAD_W 440.0f                /* what answers_head may take of the header */

/* At the right of the header: "2 / 3", and for the seconds of undo "noted" with a way to take the face back. Large and
 * low that way is at the left of *buttons. */
void answers_head(Kiosk *k, const char *step, Rect *buttons);
/* What the customer wrote, with cursor and count; the placeholder while empty. */
void answers_field(Kiosk *k, Rect r, Field *field, Word placeholder);
/* What was tapped so far is kept as it is, should the customer walk off: without own words and number, which are
 * theirs until they send them. */
void answers_keep_now(Kiosk *k);
void answers_reasons(const Kiosk *k, char *out, size_t size); /* ids of those chosen, with spaces between */
/* Past step 2: on to the store's own questions and the third step. */
void answers_next(Kiosk *k);
/* The third step, or the thanks where the store asks nothing more. */
void answers_last(Kiosk *k);
/* To the thanks with nothing more said. "We have it" is said only when we have it: a face that is not saved yet, or was
 * refused, is sent once more. */
void answers_finish(Kiosk *k);
void why_skip(Kiosk *k); /* past the reasons and own words, with nothing said */
/* The send button's words while saving and after a refusal; shows the refusal above the foot. */
bool answers_submit(Kiosk *k, Rect *foot, const char *id);

#endif
