/* Wilson's interval at 95 %. */
#include "shares.h"

#include <math.h>

static int within(double permille) {
    return permille < 0 ? 0 : permille > 1000 ? 1000 : (int)permille;
}

bool share_of(int64_t n, int64_t base, Share *out) {
    const double z = 1.959963984540054, hair = 1e-9; /* of rounding: 0 of n is 0, not a little more */
    *out = (Share){.n = n, .base = base};
    if (base <= 0 || n < 0 || n > base) return false;
    double all = (double)base, p = (double)n / all, zz = z * z / all;
    double middle = (p + zz / 2) / (1 + zz), half = z * sqrt(p * (1 - p) / all + zz / (4 * all)) / (1 + zz);
    out->rate = (int)((n * 2000 + base) / (2 * base));
    out->low = within(floor((middle - half) * 1000 + hair));
    out->high = within(ceil((middle + half) * 1000 - hair));
    return true;
}
