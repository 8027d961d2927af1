/* Stages, holds and kinds of work in words. */
#include "trade_words.h"

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
