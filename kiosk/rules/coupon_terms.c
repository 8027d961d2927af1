/* The conditions of a coupon, looked at in the order in which a customer can do something about them. */
#include "coupon_terms.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *zh, *en;
} words[KINDS] = {
    [KIND_NONE] = {"其他", "other work"},
    [KIND_MAINTENANCE] = {"定期保养", "periodic maintenance"},
    [KIND_SERVICE_5K] = {"5K 首保", "first 5,000 km service"},
    [KIND_SERVICE_10K] = {"10K 保养", "10,000 km service"},
    [KIND_REPAIR] = {"一般维修", "general repair"},
    [KIND_BODY_PAINT] = {"钣金喷漆", "body and paint"},
    [KIND_WARRANTY] = {"保修", "warranty repair"},
    [KIND_PDS] = {"售前检查", "pre-delivery inspection"},
};

/* Copies the next id of the list; false at its end. */
static bool next_kind(const char **at, char *id, size_t size) {
    *at += strspn(*at, " ");
    size_t len = strcspn(*at, " ");
    if (len == 0) return false;
    snprintf(id, size, "%.*s", (int)len, *at);
    *at += len;
    return true;
}

static bool names_kind(const char *kinds, Kind kind) {
    char id[32];
    while (next_kind(&kinds, id, sizeof id))
        if (kind_of(id) == kind) return true;
    return false;
}

char *coupon_kinds_words(const char *kinds, bool zh, char *out, size_t size) {
    char id[32];
    int n = 0;
    bool maintenance = names_kind(kinds, KIND_MAINTENANCE) && names_kind(kinds, KIND_SERVICE_5K) &&
                       names_kind(kinds, KIND_SERVICE_10K);
    out[0] = '\0';
    while (next_kind(&kinds, id, sizeof id) && n >= 0 && (size_t)n < size) {
        Kind kind = kind_of(id);
        const char *word = zh ? words[kind].zh : words[kind].en;
        if (maintenance && (kind == KIND_SERVICE_5K || kind == KIND_SERVICE_10K)) continue;
        if (maintenance && kind == KIND_MAINTENANCE) word = zh ? "保养" : "maintenance";
        n += snprintf(out + n, size - (size_t)n, "%s%s", n ? (zh ? "、" : ", ") : "", word);
    }
    return out;
}

static bool refuse_kind(const char *kinds, Kind kind, Err *err) {
    char zh[200], en[200];
    coupon_kinds_words(kinds, true, zh, sizeof zh);
    coupon_kinds_words(kinds, false, en, sizeof en);
    err_set(err, ERR_RULE, TXT("this coupon is not for this kind of work", "此券不适用于本次维修类型"));
    if (!err) return false;
    snprintf(err->en, sizeof err->en, "this coupon is good with %s only; this order is %s", en, words[kind].en);
    snprintf(err->zh, sizeof err->zh, "此券仅限%s使用，本工单为%s", zh, words[kind].zh);
    return false;
}

static bool refuse_sum(Fen least, Fen amount, Err *err) {
    char from[32], is[32];
    if (amount < 0)
        return err_set(
            err, ERR_RULE,
            TXT("this coupon is good from %s on; this order has no sum yet", "此券满 %s 可用，本工单尚无金额"),
            fen_show(least, from, sizeof from));
    return err_set(err, ERR_RULE,
                   TXT("this coupon is good from %s on; this order is %s", "此券满 %s 可用，本工单为 %s"),
                   fen_show(least, from, sizeof from), fen_show(amount, is, sizeof is));
}

bool coupon_terms_met(const char *kinds, Fen least, const CouponOrder *order, Err *err) {
    if (!order->named && (*kinds || least > 0))
        return err_set(err, ERR_RULE,
                       TXT("this coupon has conditions: say the order it is used on (--order)",
                           "此券有使用条件：请指明工单（--order）"));
    if (order->named && !order->car)
        return err_set(err, ERR_RULE, TXT("this coupon belongs to another car", "此券属于另一辆车"));
    if (*kinds && !names_kind(kinds, order->kind)) return refuse_kind(kinds, order->kind, err);
    if (least > 0 && order->amount < least) return refuse_sum(least, order->amount, err);
    return true;
}
