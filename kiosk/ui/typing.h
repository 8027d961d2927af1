/* The two engines of Chinese typing, opened when a keyboard first asks for one and closed when none does any more: they
 * take 15 and 27 MB. What is missing is said once in the log; the keyboard then does without. */
#ifndef LOUNGE_UI_TYPING_H
#define LOUNGE_UI_TYPING_H

#include "handwriting.h"
#include "pinyin.h"
#include "ui.h"

typedef struct Engine {
    bool missing; /* it could not be opened: nobody asks again */
    bool wanted;  /* asked for in this frame */
    Ms since;     /* first asked for at this instant (monotonic); 0 = not */
} Engine;

typedef struct Typing {
    Engine pinyin_state, hand_state;
    Pinyin *pinyin; /* NULL: not open (yet) */
    Handwriting *hand;
} Typing; /* zero-initialised is closed */

void typing_begin(Typing *typing); /* of a frame */
void typing_end(Typing *typing);   /* closes what nobody asked for since typing_begin */
void typing_close(Typing *typing); /* closes both */
/* NULL in the frame that asks first, so that what is asked for from is seen at once, and when it is missing. */
Pinyin *typing_pinyin(Typing *typing, Ui *ui);
Handwriting *typing_hand(Typing *typing, Ui *ui);

#endif
