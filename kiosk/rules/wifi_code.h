/* The text that phones read in a Wi-Fi's QR code. */
#ifndef LOUNGE_RULES_WIFI_CODE_H
#define LOUNGE_RULES_WIFI_CODE_H

#include "base/mem.h"

/* "WIFI:T:WPA;S:name;P:password;;", without a password "WIFI:T:nopass;S:name;;"; \ ; , : " of both are escaped. */
void wifi_code(Buf *out, const char *ssid, const char *password);

#endif
