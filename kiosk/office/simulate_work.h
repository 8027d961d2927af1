/* The demo store's additional work. The rules stand at the top of simulate_work.c. */
#ifndef LOUNGE_OFFICE_SIMULATE_WORK_H
#define LOUNGE_OFFICE_SIMULATE_WORK_H

#include "office.h"

/* After today's export has been imported. */
bool simulate_work(Office *office, Ms at, Err *err);

#endif
