/* Activities in words: when one takes place. */
#ifndef LOUNGE_SCREENS_ACTIVITY_H
#define LOUNGE_SCREENS_ACTIVITY_H

#include "common.h"

/* "正在进行 · 到 11:30", "今天 14:30–15:30", "11月28日 星期六 10:00–11:30": the present or the next time. */
const char *activity_when(Kiosk *k, const Activity *a);
bool activity_is_on(const Activity *a);
/* What activities' pictures stand on. */
#define ACTIVITY_GROUND 0xFF26314F

#endif
