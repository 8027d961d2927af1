/* The extended warranty's policy, as settings tell it (policies.md 6). */
#ifndef LOUNGE_STORE_WARRANTY_H
#define LOUNGE_STORE_WARRANTY_H

#include "rules/warranty.h"
#include "settings.h"

/* Texts are owned by s. Without a policy in force it has no terms and nothing is offered. */
WarrantyPolicy warranty_policy(const Settings *s);

#endif
