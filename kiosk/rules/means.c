/* Sums of marks, and Student's interval. */
#include "means.h"

#include <math.h>

void mean_add(MeanSum *sum, int mark) {
    sum->n++;
    sum->sum += mark;
    sum->squares += (int64_t)mark * mark;
}

/* A table to 30, then the Cornish-Fisher expansion around the normal quantile, exact there to seven digits. */
double mean_t(int64_t degrees) {
    static const double table[] = {0,          12.7062047, 4.30265273, 3.18244631, 2.77644511, 2.57058184, 2.44691185,
                                   2.36462425, 2.30600414, 2.26215716, 2.22813885, 2.20098516, 2.17881283, 2.16036866,
                                   2.14478669, 2.13144955, 2.11990530, 2.10981558, 2.10092204, 2.09302405, 2.08596345,
                                   2.07961384, 2.07387307, 2.06865761, 2.06389856, 2.05953855, 2.05552944, 2.05183052,
                                   2.04840714, 2.04522964, 2.04227246};
    const double z = 1.959963984540054;
    if (degrees < 1) degrees = 1;
    if (degrees <= 30) return table[degrees];
    double v = (double)degrees, z2 = z * z;
    return z + z * (z2 + 1) / (4 * v) + z * ((5 * z2 + 16) * z2 + 3) / (96 * v * v) +
           z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * v * v * v);
}

bool mean_of(const MeanSum *sum, int least, int most, Mean *out) {
    *out = (Mean){.n = sum->n};
    if (sum->n <= 0) return false;
    double n = (double)sum->n;
    out->mean = out->low = out->high = (double)sum->sum / n;
    double squares = (double)sum->squares * n - (double)sum->sum * (double)sum->sum; /* n (n − 1) variances */
    out->interval = sum->n > 1 && squares > 0;
    if (!out->interval) return true;
    double half = mean_t(sum->n - 1) * sqrt(squares / (n - 1)) / n;
    out->low = fmax(out->mean - half, least);
    out->high = fmin(out->mean + half, most);
    return true;
}
