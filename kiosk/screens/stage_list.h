/* The seven stages of the opened car, each with when it began; at the hand-over also how long it took, the three ticks
 * of inspection, and how the end lies to the promise. */
#ifndef LOUNGE_SCREENS_STAGE_LIST_H
#define LOUNGE_SCREENS_STAGE_LIST_H

#include "common.h"

void stage_list_draw(Kiosk *k, Rect r, const Order *o);
/* Its present stage in words, with hold, bay and technician. */
const char *stage_line(Kiosk *k, const Order *o, Stage stage);
/* Is it about to be handed over, so that plan and actual are compared? */
bool is_hand_over(const Order *o);
/* "约定 14:30，实际 14:18 · 提前 12 分钟"; "" when there was no promise or it is not ready yet. */
const char *plan_line(Kiosk *k, const Order *o, bool *late);

#endif
