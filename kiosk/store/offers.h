/* Offers, models and prepaid prices: what staff's tables say, as the kiosk reads it and the importer writes it. */
#ifndef LOUNGE_STORE_OFFERS_H
#define LOUNGE_STORE_OFFERS_H

#include "base/fen.h"
#include "db.h"
#include "import.h"
#include "rules/daypart.h"
#include "rules/prepaid.h"
#include "rules/targeting.h"
#include "settings.h"

typedef struct Offer { /* texts never NULL */
    const char *offer_id, *kind;
    const char *title_zh, *title_en, *text_zh, *text_en;
    Fen price, was; /* −1 = none */
    const char *was_basis;
    int minutes; /* 0 = not said */
    const char *picture;
    int focus_x, focus_y; /* the point of the picture that stays in sight: percent from its middle, −50 … 50 */
    const char *from_day, *to_day; /* "" = open */
    const char *coupon;            /* none, fen, percent */
    int64_t coupon_value;
    int limit_car, limit_day, limit_all; /* 0 = no limit */
    const char *redeem_kinds;            /* kinds of work its coupon is taken on, a space between; "" or NULL = any */
    Fen min_sum;                         /* least amount of that order; 0 = any */
    const char *axis_model, *axis_age, *axis_mileage, *axis_visits, *axis_habit, *axis_environment;
    const char *rule;            /* what the six columns cannot say (rules/targeting.h) */
    const char *why_zh, *why_en; /* why it fits, in the store's words; "" = made of its conditions */
    TargetRule target;           /* all of that, read */
    bool rule_broken;            /* it could not be read: for everybody */
    DayPart part;                /* days, weekdays and hours; its days are those of from_day and to_day */
} Offer;

/* The six columns and the rule as staff wrote them. */
TargetText offer_rule(const Offer *o);

/* Offers valid on the local day of `at` (or in the night that began the day before), in the file's order; whether one
 * is on at this hour says its part. */
bool offers_read(Db *db, Arena *arena, Ms at, Offer **out, size_t *n, Err *err);
bool offers_find(Db *db, Arena *arena, const char *offer_id, Offer *out, Err *err);
/* Replaces the catalogue by this one in one transaction: what is no longer named is withdrawn, coupons stay good. */
bool offers_replace(Db *db, const Offer *offers, size_t n, const ImportMeta *meta, const ImportNote *notes,
                    size_t n_notes, ImportCounts *out, Err *err);

typedef struct Model {
    const char *prefix, *zh, *en, *body, *oil_grade;
    int oil_ml, warranty_months, warranty_km;
} Model;
bool models_read(Db *db, Arena *arena, Model **out, size_t *n, Err *err);
bool models_replace(Db *db, const Model *models, size_t n, const ImportMeta *meta, const ImportNote *notes,
                    size_t n_notes, ImportCounts *out, Err *err);

#endif
