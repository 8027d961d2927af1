/* Faults of imports: codes, reasons, and the report that gathers them. */
#include "import_faults.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_SHOWN = 60 }; /* code points of a value in a report */

static const struct {
    const char *id, *en, *zh;
} codes[FAULT_CODES] = {
    [FAULT_OPEN_QUOTE] = {"open_quote", TXT("a quote is opened and never closed", "引号没有闭合")},
    [FAULT_BAD_QUOTES] = {"bad_quotes", TXT("stray quotes: cells have run together", "引号错乱，单元格连在了一起")},
    [FAULT_LONG_CELL] = {"long_cell", TXT("a cell is longer than 64 KiB", "单元格超过 64 KiB")},
    [FAULT_LONG_RECORD] = {"long_record", TXT("the record is longer than 1 MiB", "该行超过 1 MiB")},
    [FAULT_MANY_CELLS] = {"many_cells", TXT("more cells than columns: a comma may lack its quotes",
                                            "单元格比列多：可能有逗号没加引号")},
    [FAULT_FEW_CELLS] = {"few_cells",
                         TXT("fewer cells than columns: the line may be cut", "单元格比列少：该行可能不完整")},
    [FAULT_BAD_ENCODING] = {"bad_encoding", TXT("some bytes could not be decoded", "有字节无法解码")},
    [FAULT_TEXT_CUT] = {"text_cut", TXT("too long: the end was cut off", "太长，末尾已截去")},
    [FAULT_MISSING_ORDER_NO] = {"missing_order_no", TXT("the order number is missing", "缺少工单号")},
    [FAULT_ORDER_NO_DAMAGED] = {"order_no_damaged", TXT("no usable order number: a spreadsheet may have rounded it",
                                                        "工单号不可用：可能被电子表格改写")},
    [FAULT_MISSING_STATE] = {"missing_state", TXT("the state is missing", "缺少状态")},
    [FAULT_UNKNOWN_STATE] = {"unknown_state", TXT("this state is not among the words of setting dms.stages",
                                                  "设置 dms.stages 中没有这个状态")},
    [FAULT_MISSING_ARRIVAL] = {"missing_arrival", TXT("the arrival time is missing", "缺少进厂时间")},
    [FAULT_DATE_ONLY] = {"date_only", TXT("a day without its time: taken as the start or the close of the day",
                                          "只有日期没有时间：按当天开始或打烊算")},
    [FAULT_BAD_DATE] = {"bad_date", TXT("no such date or time", "没有这样的日期或时间")},
    [FAULT_ARRIVED_IN_FUTURE] = {"arrived_in_future",
                                 TXT("arrived after the export was written", "进厂时间晚于导出时间")},
    [FAULT_PROMISED_BEFORE_ARRIVAL] = {"promised_before_arrival",
                                       TXT("promised before it arrived", "预计交车早于进厂时间")},
    [FAULT_DELIVERED_BEFORE_ARRIVAL] = {"delivered_before_arrival",
                                        TXT("handed over before it arrived", "实际交车早于进厂时间")},
    [FAULT_DELIVERED_IN_FUTURE] = {"delivered_in_future",
                                   TXT("handed over after the export was written", "实际交车晚于导出时间")},
    [FAULT_NO_PLATE] = {"no_plate",
                        TXT("no plate: shown by model and the VIN's last four", "没有车牌：以车型和 VIN 后四位显示")},
    [FAULT_PLATE_UNREADABLE] = {"plate_unreadable", TXT("no Chinese plate: dropped", "不是有效车牌，已舍去")},
    [FAULT_VIN_LENGTH] = {"vin_length", TXT("a VIN has 17 letters and digits", "VIN 应为 17 位字母和数字")},
    [FAULT_PHONE_DAMAGED] = {"phone_damaged", TXT("no mobile number: dropped", "不是手机号，已舍去")},
    [FAULT_MILEAGE_DROPPED] = {"mileage_dropped", TXT("no possible mileage: dropped", "里程不可能，已舍去")},
    [FAULT_UNKNOWN_KIND] = {"unknown_kind", TXT("this kind is not among the known words", "没有这个类型")},
    [FAULT_BAD_AMOUNT] = {"bad_amount", TXT("no amount of money", "不是有效金额")},
    [FAULT_BAD_FEN] = {"bad_amount", TXT("whole fen are wanted here; yuan belong in a column price or was",
                                         "这里要整数的分；以元计请用 price 或 was 列")},
    [FAULT_PROPOSALS_UNMATCHED] = {"proposals_unmatched", TXT("findings and sums do not pair: the sums were dropped",
                                                              "增项与金额对不上，金额已舍去")},
    [FAULT_MISSING_VALUE] = {"missing_value", TXT("this must not be empty", "不能为空")},
    [FAULT_BAD_ID] = {"bad_id", TXT("an id has lower-case letters, digits and hyphens, at most 40",
                                    "编号只能用小写字母、数字和连字符，最多 40 个")},
    [FAULT_DOUBLE_ID] = {"double_id", TXT("stands in the file already", "文件中已经有了")},
    [FAULT_BAD_NUMBER] = {"bad_number", TXT("no number, or out of range", "不是数字，或超出范围")},
    [FAULT_UNKNOWN_COUPON] = {"unknown_coupon",
                              TXT("coupon is one of none, fen, percent", "coupon 只能是 none、fen 或 percent")},
    [FAULT_BAD_COUPON_VALUE] = {"bad_coupon_value",
                                TXT("fen: fen off, above 0 and at most the price; percent: percent paid, 1 to 100",
                                    "fen：减多少分，大于 0 且不超过价格；percent：付百分之几，1 到 100")},
    [FAULT_WAS_WITHOUT_BASIS] = {"was_without_basis",
                                 TXT("a crossed-out price needs its basis (was_basis: list, last_month, or in words)",
                                     "划线价须写明依据（was_basis：list、last_month，或用文字写明）")},
    [FAULT_WAS_NOT_HIGHER] = {"was_not_higher",
                              TXT("a crossed-out price must be above the price", "划线价必须高于现价")},
    [FAULT_TO_BEFORE_FROM] = {"to_before_from", TXT("ends before it begins", "结束日期早于开始日期")},
    [FAULT_BAD_RANGE] = {"bad_range", TXT("a range is written 24-60, 24- or -60", "范围写作 24-60、24- 或 -60")},
    [FAULT_BAD_RULE] = {"bad_rule", TXT("whom the offer is for cannot be read", "看不懂优惠给谁")},
    [FAULT_UNKNOWN_ANSWER] = {"unknown_answer",
                              TXT("no answer of the policy axes: no car will ever be known to have it",
                                  "政策 axes 中没有这个选项：没有车会符合")},
    [FAULT_UNKNOWN_REDEEM_KIND] =
        {"unknown_redeem_kind",
         TXT("kinds of work, with ; between: maintenance, service_5k, service_10k, repair, body_paint, warranty",
             "维修类型，用 ; 分隔：maintenance、service_5k、service_10k、repair、body_paint、warranty")},
    [FAULT_PICTURE_MISSING] = {"picture_missing",
                               TXT("there is no such picture: name one in assets/pictures, or give the whole path",
                                   "没有这张图：请写 assets/pictures 中的文件名，或写完整路径")},
    [FAULT_PICTURE_UNREADABLE] =
        {"picture_unreadable",
         TXT("it cannot be shown: a whole SVG, PNG, JPEG or WebP of at most 40 million pixels is wanted",
             "无法显示：须为完整的 SVG、PNG、JPEG 或 WebP，最多 4000 万像素")},
    [FAULT_PICTURE_NOT_PLAIN] =
        {"picture_not_plain", TXT("this SVG uses more than paths, shapes and plain gradients (text, clipping, masks, "
                                  "filters, style sheets …): parts of it will be missing",
                                  "此 SVG 用到了路径、图形和普通渐变以外的功能（文字、裁剪、蒙版、滤镜、样式表等），"
                                  "部分内容不会显示")},
    [FAULT_BAD_WEEKDAYS] = {"bad_weekdays", TXT("weekdays are written 1-5, 6;7 or 周六;周日 (1 is Monday)",
                                                "weekdays 写作 1-5、6;7 或 周六;周日（1 为星期一）")},
    [FAULT_BAD_HOURS] = {"bad_hours", TXT("hours are written 09:00-11:30;14:00-17:00, each time once",
                                          "hours 写作 09:00-11:30;14:00-17:00，时间不可重叠")},
    [FAULT_UNKNOWN_COLUMN] = {"unknown_column", TXT("no column of this table: not read", "本表没有这一列，未读取")},
    [FAULT_UNKNOWN_OFFER] = {"unknown_offer", TXT("the store has no offer of this id: import offers first",
                                                  "本店没有这个编号的优惠：请先导入优惠表")},
    [FAULT_UNKNOWN_OFFER_KIND] =
        {"unknown_kind",
         TXT("kind is one of wash, paint, interior, exterior, accessory, tyre, maintenance, renewal, warranty, bar, "
             "recycling, trade_in",
             "kind 只能是 "
             "wash、paint、interior、exterior、accessory、tyre、maintenance、renewal、warranty、bar、recycling、"
             "trade_in")},
    [FAULT_UNKNOWN_BODY] = {"unknown_body", TXT("body is one of sedan, suv, mpv, hatchback, coupe",
                                                "body 只能是 sedan、suv、mpv、hatchback 或 coupe")},
    [FAULT_NO_CAR] = {"no_car", TXT("neither a plate nor a VIN: the car could not be known again",
                                    "既无车牌也无车架号，无法识别车辆")},
    [FAULT_UNKNOWN_ROLE] = {"unknown_role", TXT("role is one of advisor, bar, manager",
                                                "role 只能是 advisor、bar、manager（服务顾问、吧台、经理）")},
    [FAULT_BAD_YES] = {"bad_yes", TXT("yes or no is wanted: 1, 0", "请写 是 或 否")},
    [FAULT_NOTHING_LEFT] = {"nothing_left",
                            TXT("nothing is left of it: there is nothing to take over", "没有剩余次数，无需转入")},
    [FAULT_BAD_BALANCE] = {"bad_balance", TXT("this balance cannot be taken over", "该余额无法转入")},
    [FAULT_BAD_NAME] = {"bad_name", TXT("no name that fits", "姓名不合适")},
    [FAULT_MORE_SHEETS] = {"more_sheets", TXT("another sheet of the workbook, which was not read: its first row is "
                                              "another one",
                                              "工作簿的另一张表，未读取：它的首行与第一张表不同")},
};

const char *fault_id(FaultCode code) {
    return codes[code].id;
}

FaultCode fault_of_csv(CsvFault fault) {
    switch (fault) {
    case CSV_LONG_CELL: return FAULT_LONG_CELL;
    case CSV_LONG_RECORD: return FAULT_LONG_RECORD;
    case CSV_MANY_CELLS: return FAULT_MANY_CELLS;
    case CSV_OPEN_QUOTE:
    case CSV_SOUND: break;
    }
    return FAULT_OPEN_QUOTE;
}

void report_fault(ImportReport *report, int line, FaultCode code, const char *field, const char *value, bool refused) {
    if (refused)
        report->refused++;
    else
        report->flagged++;
    if (report->n_faults == IMPORT_FAULTS_KEPT) return;
    if (report->n_faults == report->cap) {
        report->cap = report->cap ? report->cap * 2 : 16;
        report->faults = mem_grow(report->faults, report->cap * sizeof *report->faults);
    }
    report->faults[report->n_faults++] =
        (ImportFault){.line = line,
                      .field = field,
                      .value = arena_strndup(&report->arena, value, utf8_len_of(value, VALUE_SHOWN)),
                      .code = codes[code].id,
                      .en = codes[code].en,
                      .zh = codes[code].zh,
                      .refused = refused};
}

void report_fault_said(ImportReport *report, int line, FaultCode code, const char *field, const char *value,
                       bool refused, const Err *why) {
    size_t before = report->n_faults;
    report_fault(report, line, code, field, value, refused);
    if (report->n_faults == before) return; /* counted only */
    report->faults[before].en = arena_strdup(&report->arena, why->en);
    report->faults[before].zh = arena_strdup(&report->arena, why->zh);
}

ImportNote fault_note(int line, FaultCode code, const char *field, const char *value, bool refused, bool zh,
                      char shown[FAULT_VALUE_SIZE]) {
    snprintf(shown, FAULT_VALUE_SIZE, "%.*s", (int)utf8_len_of(value, VALUE_SHOWN), value);
    return (ImportNote){.line = line,
                        .field = field,
                        .value = shown,
                        .code = codes[code].id,
                        .reason = zh ? codes[code].zh : codes[code].en,
                        .refused = refused};
}

void import_report_free(ImportReport *report) {
    free(report->faults);
    arena_free(&report->arena);
    *report = (ImportReport){0};
}
