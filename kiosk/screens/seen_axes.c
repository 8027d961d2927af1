/* In which band the opened car is. */
#include "kiosk.h"

size_t seen_axes(Kiosk *k, const char *item_id, SeenAxis out[SEEN_AXES_MAX]) {
    (void)k, (void)item_id, (void)out;
    return 0;
}
