/* Which car in service has a renewal deposit or an extended warranty to show. */
#ifndef LOUNGE_SCREENS_RENEWAL_H
#define LOUNGE_SCREENS_RENEWAL_H

#include "kiosk.h"

bool renewal_is_for(const Kiosk *k, const Order *o);
bool warranty_is_for(const Kiosk *k, const Order *o);

#endif
