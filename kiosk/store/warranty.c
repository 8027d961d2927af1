/* The policy `warranty` read into what the rules want. */
#include "warranty.h"

#include <stdlib.h>

static Fen price_of(const Settings *s, int i) {
    const char *text = settings_item(s, "warranty.terms", i, "price_fen");
    return *text ? strtoll(text, NULL, 10) : -1;
}

WarrantyPolicy warranty_policy(const Settings *s) {
    WarrantyPolicy p = {
        .policy_id = settings_policy(s, "warranty"),
        .months_before = (int)settings_int(s, "warranty.months_before"),
        .km_before = (int)settings_int(s, "warranty.km_before"),
        .months = (int)settings_int(s, "warranty.term_months"),
        .km = (int)settings_int(s, "warranty.term_km"),
    };
    int n = settings_count(s, "warranty.terms");
    for (int i = 1; i <= n && i <= WARRANTY_TERMS_MAX; i++)
        p.terms[p.n_terms++] = (WarrantyTerm){
            .id = settings_item(s, "warranty.terms", i, "id"),
            .title_zh = settings_item(s, "warranty.terms", i, "title_zh"),
            .title_en = settings_item(s, "warranty.terms", i, "title_en"),
            .months = atoi(settings_item(s, "warranty.terms", i, "months")),
            .km = atoi(settings_item(s, "warranty.terms", i, "km")),
            .price = price_of(s, i),
            .picture = settings_item(s, "warranty.terms", i, "picture"),
        };
    return p;
}
