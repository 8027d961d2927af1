/* The trade's words as listings show them: in the office's language, or the identifiers where JSON was asked for. */
#ifndef LOUNGE_OFFICE_TRADE_WORDS_H
#define LOUNGE_OFFICE_TRADE_WORDS_H

#include "office.h"
#include "rules/stage.h"

/* "" for none. */
const char *stage_name(const Office *office, Stage stage);
const char *hold_name(const Office *office, Hold hold);
const char *kind_name(const Office *office, Kind kind);

#endif
