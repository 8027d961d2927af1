/* Two questions about the opened car, asked once and only if its customer likes: how it is driven, and where. */
#ifndef LOUNGE_SCREENS_HABITS_H
#define LOUNGE_SCREENS_HABITS_H

#include "kiosk.h"

/* The writer's answer to what was saved. */
void habits_result(Kiosk *k, const JobResult *result);
/* What was said of the car, in the visit's language: "多为短途 · 灰尘大"; "" = nothing. Lives as long as the frame. */
const char *habits_said(Kiosk *k);

#endif
