/* The trade's words as listings show them: in the office's language, or the identifiers where JSON was asked for. */
#ifndef LOUNGE_OFFICE_TRADE_WORDS_H
#define LOUNGE_OFFICE_TRADE_WORDS_H

#include "office.h"
#include "rules/stage.h"

/* "" for none. */
const char *stage_name(const Office *office, Stage stage);
const char *hold_name(const Office *office, Hold hold);
const char *kind_name(const Office *office, Kind kind);
/* What the store keeps by an identifier: a coupon's kind, an offer's, how urgent work is, how it was answered, who
 * pays, a case's state, what an order is past. The identifier itself where it has no words. */
typedef enum TradeSet { WORDS_COUPON, WORDS_OFFER, WORDS_WORK, WORDS_CASE, WORDS_LATE } TradeSet;
Words trade_words(TradeSet set, const char *id);
const char *trade_word(const Office *office, TradeSet set, const char *id);

#endif
