/* Reading whom a privacy command is about. */
#include "forget_ask.h"

#include "rules/mask.h"

bool forget_ask_read(TypedAsk *typed, ForgetAsk *out, Err *err) {
    int said = (typed->phone != NULL) + (typed->plate != NULL) + (typed->order != NULL);
    if (said != 1)
        return err_set(err, ERR_USAGE,
                       TXT("say one of --phone, --plate and --order", "请指明 --phone、--plate、--order 之一"));
    if (typed->phone && !phone_normal(typed->phone, typed->phone_normal, sizeof typed->phone_normal))
        return err_set(err, ERR_USAGE, TXT("a mobile number has 11 digits", "手机号应为 11 位数字"));
    if (typed->plate && !plate_normal(typed->plate, typed->plate_normal, sizeof typed->plate_normal))
        return err_set(err, ERR_USAGE, TXT("this is no plate like 川A·12345", "这不是 川A·12345 这样的车牌"));
    out->phone = typed->phone ? typed->phone_normal : NULL;
    out->plate = typed->plate ? typed->plate_normal : NULL;
    out->order_no = typed->order;
    return true;
}
