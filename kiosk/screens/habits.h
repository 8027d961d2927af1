/* Two questions about the opened car, asked once and only if its customer likes: how it is driven, and where. */
#ifndef LOUNGE_SCREENS_HABITS_H
#define LOUNGE_SCREENS_HABITS_H

#include "kiosk.h"

/* The writer's answer to what was saved. */
void habits_result(Kiosk *k, const JobResult *result);

#endif
