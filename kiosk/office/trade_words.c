/* Stages, holds and kinds of work in words. */
#include "trade_words.h"

#include <string.h>

static const Words stage_words[] = {
    [STAGE_NONE] = {TXT("", "")},
    [STAGE_CHECK_IN] = {TXT("check-in", "接车与报价")},
    [STAGE_QUEUED] = {TXT("queued", "等待工位")},
    [STAGE_IN_WORK] = {TXT("in work", "施工")},
    [STAGE_INSPECTION] = {TXT("inspection", "三级质检")},
    [STAGE_WASH] = {TXT("wash", "洗车")},
    [STAGE_ADVISOR_CHECK] = {TXT("advisor's check", "顾问终检与结算")},
    [STAGE_READY] = {TXT("ready", "可以取车")},
    [STAGE_DELIVERED] = {TXT("delivered", "已交车")},
};
static const Words hold_words[] = {
    [HOLD_NONE] = {TXT("", "")},
    [HOLD_PARTS] = {TXT("parts", "待料")},
    [HOLD_APPROVAL] = {TXT("approval", "待增项确认")},
};
static const Words kind_words[] = {
    [KIND_NONE] = {TXT("", "")},
    [KIND_MAINTENANCE] = {TXT("maintenance", "定期保养")},
    [KIND_SERVICE_5K] = {TXT("5,000 km", "5K首保")},
    [KIND_SERVICE_10K] = {TXT("10,000 km", "10K保养")},
    [KIND_REPAIR] = {TXT("repair", "一般维修")},
    [KIND_BODY_PAINT] = {TXT("body and paint", "钣金喷漆")},
    [KIND_WARRANTY] = {TXT("warranty", "保修")},
    [KIND_PDS] = {TXT("PDS", "PDS 售前检查")},
};

const char *stage_name(const Office *office, Stage stage) {
    return office->json ? stage_id(stage) : office_words(office, stage_words[stage]);
}

const char *hold_name(const Office *office, Hold hold) {
    return office->json ? hold_id(hold) : office_words(office, hold_words[hold]);
}

const char *kind_name(const Office *office, Kind kind) {
    return office->json ? kind_id(kind) : office_words(office, kind_words[kind]);
}

typedef struct TradeWord {
    const char *id;
    Words words;
} TradeWord;

static const TradeWord coupon_words[] = {{"fen", {TXT("money off", "立减")}},
                                         {"percent", {TXT("percent to pay", "折扣")}},
                                         {"fund", {TXT("fund", "基金")}},
                                         {"goods", {TXT("goods", "实物")}},
                                         {"service", {TXT("service", "服务")}},
                                         {"none", {TXT("none", "无券")}},
                                         {0}};
static const TradeWord offer_words[] = {{"wash", {TXT("wash", "洗车")}},
                                        {"paint", {TXT("paint", "漆面")}},
                                        {"interior", {TXT("interior", "内饰")}},
                                        {"exterior", {TXT("exterior", "外观")}},
                                        {"accessory", {TXT("accessory", "精品")}},
                                        {"maintenance", {TXT("maintenance", "养护")}},
                                        {"tyre", {TXT("tyre", "轮胎")}},
                                        {"bar", {TXT("bar", "吧台")}},
                                        {"renewal", {TXT("renewal", "续保")}},
                                        {"warranty", {TXT("warranty", "延保")}},
                                        {"trade_in", {TXT("trade-in", "置换")}},
                                        {"recycling", {TXT("recycling", "旧件")}},
                                        {0}};
static const TradeWord work_words[] = {{"red", {TXT("red", "急需处理")}},
                                       {"amber", {TXT("amber", "建议尽快")}},
                                       {"green", {TXT("green", "可以观察")}},
                                       {"panel", {TXT("panel", "自助屏")}},
                                       {"phone", {TXT("phone", "电话")}},
                                       {"wechat", {TXT("WeChat", "微信")}},
                                       {"in_person", {TXT("in person", "当面")}},
                                       {"insurer", {TXT("insurer", "保险公司")}},
                                       {"customer", {TXT("customer", "客户")}},
                                       {"ask", {TXT("asks the advisor", "问顾问")}},
                                       {0}};

static const TradeWord case_words[] = {{"new", {TXT("new", "新建")}},
                                       {"assigned", {TXT("assigned", "已分派")}},
                                       {"contacted", {TXT("contacted", "已联系")}},
                                       {"resolved", {TXT("resolved", "已解决")}},
                                       {"closed", {TXT("closed", "已结案")}},
                                       {"reopened", {TXT("reopened", "已重开")}},
                                       {0}};
static const TradeWord late_words[] = {{"span", {TXT("the usual time", "通常时长")}},
                                       {"promise", {TXT("the promise", "承诺时间")}},
                                       {"parts", {TXT("the parts' arrival", "配件到货")}},
                                       {0}};

Words trade_words(TradeSet set, const char *id) {
    static const TradeWord *const sets[] = {
        [WORDS_COUPON] = coupon_words, [WORDS_OFFER] = offer_words, [WORDS_WORK] = work_words,
        [WORDS_CASE] = case_words,     [WORDS_LATE] = late_words,
    };
    for (const TradeWord *w = sets[set]; w->id; w++)
        if (strcmp(w->id, id) == 0) return w->words;
    return (Words){id, id};
}

const char *trade_word(const Office *office, TradeSet set, const char *id) {
    return office->json ? id : office_words(office, trade_words(set, id));
}
