/* A line is a code as printed, a link that ends in one, or the plain words of a coupon's QR. What is refused changes
 * nothing and stops nothing: the next customer is waiting. */
#include "coupon_lines.h"

#include "coupon_table.h"
#include "store/staff.h"

#include <stdlib.h>
#include <string.h>

typedef struct Lines {
    Office *office;
    const CouponKey *key;
    const char *by, *order_no;
    int number, refused;
} Lines;

static char *trimmed(char *line) {
    line += strspn(line, " \t\r\n\xEF\xBB\xBF");
    size_t len = strlen(line);
    while (len > 0 && strchr(" \t\r\n", line[len - 1])) line[--len] = '\0';
    return line;
}

/* What was typed, short enough to be found again, without control characters. */
static void shown(const char *typed, char *out, size_t size) {
    size_t n = 0, len = strlen(typed);
    for (size_t i = 0; i < len && n + 1 < size; i++) out[n++] = (unsigned char)typed[i] < 0x20 ? ' ' : typed[i];
    while (n > 0 && ((unsigned char)typed[n] & 0xC0) == 0x80) n--; /* not within a character */
    out[n] = '\0';
}

static void tell(const Lines *l, const Coupon *c) {
    char worth[96];
    coupon_worth(l->office, c, worth, sizeof worth);
    if (l->office->json)
        coupon_table(l->office, c, 1, (Words){TXT("", "")});
    else
        say(l->office, TXT("%s redeemed: %s, %s", "%s 已核销：%s，%s"), c->code,
            l->office->zh ? c->title_zh : c->title_en, worth);
    fflush(stdout);
}

static void refuse(Lines *l, const char *typed, const Err *err) {
    char start[48];
    shown(typed, start, sizeof start);
    l->refused++;
    office_note(l->office, TXT("line %d: %s: %s", "第 %d 行：%s：%s"), l->number, start, err_text(err, l->office->zh));
}

/* False when the store itself fails: nothing more can be redeemed. */
static bool one_line(Lines *l, const char *typed, Err *err) {
    Coupon coupon;
    CouponUse use = {.typed = typed, .by = l->by, .order_no = l->order_no, .at = clock_now()};
    if (coupon_redeem_on(l->office->db, l->key, &use, &coupon, err)) {
        tell(l, &coupon);
        return true;
    }
    if (err->code != ERR_INPUT && err->code != ERR_RULE && err->code != ERR_NOT_FOUND) return false;
    refuse(l, typed, err);
    return true;
}

Exit coupon_redeem_lines(Office *office, const CouponKey *key, FILE *in, const char *by, const char *order_no) {
    Lines l = {.office = office, .key = key, .by = by, .order_no = order_no};
    char *line = NULL;
    size_t size = 0;
    bool ok = true;
    Err err = {0};
    if (!staff_is_active(office->db, by, &err)) return office_fail(office, &err);
    while (ok && getline(&line, &size, in) >= 0) {
        l.number++;
        const char *typed = trimmed(line);
        if (*typed) ok = one_line(&l, typed, &err);
    }
    free(line);
    if (!ok) return office_fail(office, &err);
    return l.refused ? EXIT_PART : EXIT_DONE;
}

bool coupon_redeem_by_staff(Db *db, const CouponKey *key, const CouponUse *use, Coupon *out, Err *err) {
    return staff_is_active(db, use->by, err) && coupon_redeem_on(db, key, use, out, err);
}

bool coupon_undo_by_manager(Db *db, const CouponKey *key, const char *typed, const char *by, const char *reason, Ms at,
                            Coupon *out, Err *err) {
    bool known;
    Err why = {0};
    bool manager = staff_is(db, by, STAFF_MANAGER, &known, &why);
    if (why.code) {
        *err = why;
        return false;
    }
    if (known && !manager)
        return err_set(err, ERR_RULE,
                       TXT("only a manager takes a redemption back, and %s is none: see lounge staff list",
                           "撤销核销须由经理办理，%s 不是本店在用的经理：见 lounge staff list"),
                       by);
    return coupon_undo(db, key, typed, by, reason, at, out, err);
}
