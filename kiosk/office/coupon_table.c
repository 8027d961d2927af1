/* The columns of a coupon: what it is, what it gives, until when, and what became of it. */
#include "coupon_table.h"

#include "rules/coupon_terms.h"
#include "trade_words.h"

#include <string.h>

static const Column columns[] = {
    {"code", {TXT("code", "券码")}, false},
    {"state", {TXT("state", "状态")}, false},
    {"offer_id", {TXT("offer id", "项目编号")}, false},
    {"offer", {TXT("offer", "项目")}, false},
    {"kind", {TXT("kind", "类型")}, false},
    {"value", {TXT("value", "面值")}, true},
    {"order_no", {TXT("order", "工单")}, false},
    {"issued_ms", {TXT("issued", "领取")}, false},
    {"expires_ms", {TXT("valid until", "有效至")}, false},
    {"redeemed_ms", {TXT("redeemed", "核销")}, false},
    {"redeemed_by", {TXT("by", "核销人")}, false},
    {"source", {TXT("from", "来源")}, false},
    {"conditions", {TXT("only with", "使用条件")}, false},
};

Words coupon_state(const Coupon *coupon, Ms now) {
    if (coupon->redeemed) return (Words){TXT("redeemed", "已核销")};
    if (now > coupon->expires) return (Words){TXT("expired", "已过期")};
    return (Words){TXT("open", "可用")};
}

char *coupon_worth(const Office *office, const Coupon *c, char *out, size_t size) {
    char sum[32];
    long long from = (long long)c->value, to = (long long)c->value_to;
    fen_show(c->value, sum, sizeof sum);
    if (strcmp(c->kind, "fen") == 0)
        snprintf(out, size, office->zh ? "立减 %s" : "%s off", sum);
    else if (strcmp(c->kind, "percent") == 0)
        snprintf(out, size, office->zh ? "按 %lld%% 付" : "pay %lld %%", from);
    else if (to)
        snprintf(out, size, office->zh ? "返 %lld–%lld%%" : "%lld–%lld %% back", from, to);
    else if (c->value)
        snprintf(out, size, office->zh ? "价值 %s" : "worth %s", sum);
    else
        snprintf(out, size, "%s", office->zh ? "免费" : "free");
    return out;
}

static Words source_words(const char *source) {
    if (strcmp(source, "gift") == 0) return (Words){TXT("gift", "礼品")};
    if (strcmp(source, "apology") == 0) return (Words){TXT("apology", "致歉")};
    return (Words){TXT("offer", "优惠")};
}

static void conditions_cell(Table *t, const Coupon *c) {
    char text[300], sum[32];
    int n = 0;
    if (t->office->json) {
        snprintf(text, sizeof text, "%s", c->redeem_kinds);
    } else {
        coupon_kinds_words(c->redeem_kinds, t->office->zh, text, 200);
        n = (int)strlen(text);
        if (c->min_sum > 0)
            snprintf(text + n, sizeof text - (size_t)n, t->office->zh ? "%s满 %s" : "%sfrom %s", n ? " " : "",
                     fen_show(c->min_sum, sum, sizeof sum));
    }
    table_text(t, text);
}

static void row(Table *t, const Coupon *c) {
    const Office *office = t->office;
    char worth[96];
    Words state = coupon_state(c, clock_now());
    table_text(t, c->code);
    table_text(t, office->json ? state.en : office_words(office, state));
    table_text(t, *c->offer_id ? c->offer_id : c->programme);
    table_text(t, office->zh ? c->title_zh : c->title_en);
    table_text(t, trade_word(t->office, WORDS_COUPON, c->kind));
    if (office->json)
        table_int(t, c->value);
    else
        table_text(t, coupon_worth(office, c, worth, sizeof worth));
    table_text(t, c->order_no);
    table_instant(t, c->issued);
    table_instant(t, c->expires);
    table_instant(t, c->redeemed);
    table_text(t, c->redeemed_by);
    table_text(t, office->json ? c->source : office_words(office, source_words(c->source)));
    conditions_cell(t, c);
}

void coupon_table(const Office *office, const Coupon *coupons, size_t n, Words empty) {
    Table t;
    table_begin(&t, office, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++) row(&t, &coupons[i]);
    table_end(&t, empty);
}
