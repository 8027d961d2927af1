/* Prices of prepaid packages: each service is rounded by itself, so that the slip of every use shows its own price and
 * the slips add up to the sum. */
#include "prepaid.h"

static int services_of(const PrepaidPackage *package) {
    if (package->services < 0) return 0;
    return package->services < PREPAID_SERVICES_MAX ? package->services : PREPAID_SERVICES_MAX;
}

PrepaidQuote prepaid_quote(const PrepaidPackage *package, Fen oil, Fen filter) {
    PrepaidQuote quote = {0};
    int n = services_of(package);
    for (int i = 0; i < n; i++) {
        quote.each[i] = fen_percent(oil, package->percent[i]);
        quote.sum += quote.each[i];
    }
    quote.saved = n * oil - quote.sum;
    if (package->filter_free) quote.saved += n * filter;
    return quote;
}

Fen prepaid_refund(Fen paid, int used, Fen list) {
    if (used <= 0 || list <= 0) return paid > 0 ? paid : 0;
    if (used > paid / list) return 0; /* also keeps used × list from overflowing */
    return paid - used * list;
}

Fen prepaid_refund_tier(const PrepaidQuote *quote, int used) {
    Fen left = quote->sum;
    for (int i = 0; i < used && i < PREPAID_SERVICES_MAX; i++) left -= quote->each[i];
    return left;
}
