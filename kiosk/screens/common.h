/* What screens share: text styles, header and foot, words of the trade and of the moment in the visit's language. */
#ifndef LOUNGE_SCREENS_COMMON_H
#define LOUNGE_SCREENS_COMMON_H

#include "kiosk.h"

/* The word in the visit's language. */
const char *w(const Kiosk *k, Word id);
/* The word with its arguments, living as long as the frame. */
const char *wf(Kiosk *k, Word id, ...);
static inline bool zh(const Kiosk *k) {
    return k->lang == LANG_ZH;
}
/* "" safe choice between a Chinese and an English text of the store's own data. */
static inline const char *pick(const Kiosk *k, const char *in_zh, const char *in_en) {
    return zh(k) || !*in_en ? in_zh : in_en;
}

/* --- text styles, in the theme's colours -------------------------------------------------------------------- */
TextStyle style(float px, bool bold, Color color, TextAlign align);
TextStyle style_title(const Kiosk *k); /* 44 bold */
TextStyle style_head(const Kiosk *k);  /* 34 bold */
TextStyle style_body(const Kiosk *k);  /* 28 */
TextStyle style_label(const Kiosk *k); /* 27, second ink */
TextStyle right(TextStyle s);
TextStyle center(TextStyle s);
static inline float scaled(const Kiosk *k, float units) {
    return units * k->ui.zoom; /* room for text that is set larger when large and low */
}

/* Ground and features of the face for a score of 1 to 5; what it says is its mouth and its word, the colour helps. */
void face_colors(const Theme *t, int score, Color *ground, Color *features);

/* --- the frame of a screen ---------------------------------------------------------------------------------- */
/* Back button, title and subtitle (may be NULL); `reserve` units at the right are the screen's own. Returns
 * screen_body. Large and low the back button is in the foot. */
Rect screen_header(Kiosk *k, const char *title, const char *sub, float reserve);
/* The foot: an optional note at the left (see foot_note), size and language at its right end. Returns the free
 * part between them. */
Rect screen_foot(Kiosk *k, const char *note);
/* Words in what is left of a foot, on one line or two, large and low three; what has no room even so is left out: a
 * screen whose note is a condition shows it elsewhere then. */
void foot_note(Kiosk *k, Rect foot, const char *note);
/* Draws the foot and returns where the screen's own buttons go: the rest of the foot, or large on a narrow panel a row
 * of their own at the end of *body, which becomes that much shorter. */
Rect screen_actions(Kiosk *k, Rect *body, const char *note);
/* Takes a button's place off the right end of a foot and draws it there. */
/* Where is read and where is touched as one, for what is shown only. */
Rect screen_whole(const Kiosk *k);
/* The fuller of two labels where the button has room for it. */
void label_fitting(Kiosk *k, Button *b, float room, Word full, Word brief);
bool foot_button(Kiosk *k, Rect *foot, const char *id, Word label, ButtonLook look);
#define HEAD_H     168.0f
#define FOOT_LARGE 164.0f
Rect screen_body(const Kiosk *k); /* between header and foot; large and low: where is touched, above the foot */
Rect screen_see(const Kiosk *k);  /* large and low: between the header and where is touched: to read only */

/* --- words of the moment ------------------------------------------------------------------------------------ */
const char *show_time(Kiosk *k, Ms at);              /* "15:10"; another day: "明天 11:00", "11月25日 09:00" */
const char *show_interval(Kiosk *k, Ms from, Ms to); /* "15:10–15:35"; over days "明天–11月26日" */
const char *show_arrival(Kiosk *k, const Eta *eta);  /* of the parts it waits for */
const char *show_date(Kiosk *k, Ms at);              /* "2026年12月31日", "31 Dec 2026" */
const char *show_month_day(Kiosk *k, Ms at);         /* "11月23日", "23 Nov" */
/* Words that stand by themselves: "tomorrow–28 Nov" as "Tomorrow–28 Nov". */
const char *as_heading(Kiosk *k, const char *words);
const char *show_fen(Kiosk *k, Fen fen);
const char *show_percent(Kiosk *k, int paid);     /* "8 折", "20% off" */
const char *show_plate(Kiosk *k, const Order *o); /* masked; without one: model and VIN's last four */
const char *show_model(const Kiosk *k, const Order *o);
const char *show_model_named(const Kiosk *k, const char *name); /* the DMS's own words, by the models table */
bool order_takes_oil(const Order *o);                           /* false: by the models table it takes none */
const char *show_bay(Kiosk *k, const char *bay);
const char *close_up(Kiosk *k, const char *text); /* without spaces between Chinese characters */
Word word_of_stage(Stage stage, bool brief);
Word word_of_kind(Kind kind);

/* --- what the snapshot says ---------------------------------------------------------------------------------- */
bool board_is_stale(const Kiosk *k); /* no import for board.stale_minutes */
Eta order_eta(const Kiosk *k, const Order *o);
bool order_is_late(const Kiosk *k, const Order *o); /* past its span, promise or parts when last seen: for staff */
const Order *board_order(const Kiosk *k, const char *order_no); /* NULL when not in service */
/* One of today's, also when it is not on at this hour; NULL when there is none. */
const Offer *offer_by_id(const Kiosk *k, const char *offer_id);
const Order *my_order(const Kiosk *k); /* the car that was opened; NULL = none */
int setting(const Kiosk *k, const char *key);
const char *setting_text(const Kiosk *k, const char *key);
void stage_segments(Kiosk *k, Rect r, const Order *o);
/* An offer's picture on its kind's ground. */
void offer_picture(Kiosk *k, Rect r, const Offer *o, Corners corners);
const char *picture_path(Kiosk *k, const char *picture); /* of a name below assets/pictures, or a whole path */
const char *offer_picture_path(Kiosk *k, const Offer *o);
Color offer_ground(const char *kind);
bool offer_is_voucher(const Offer *o); /* has no price: what it is worth is its coupon's */
const char *offer_price(Kiosk *k, const Offer *o);
bool offer_has_coupon(const Offer *o);

/* What a phone reads in the lounge's Wi-Fi code. */
const char *wifi_text(Kiosk *k);

/* The keyboard on its panel, typing into the visit's own words. True when they changed. */
bool words_keyboard(Kiosk *k, Rect panel);
bool words_keyboard_into(Kiosk *k, Rect panel, Field *field); /* … into another field */
/* Cuts the keyboard's panel off the body. Large and low it is the lower two thirds of the screen, above the foot, and
 * *body becomes what is left under the header: to read only. */
Rect words_panel(Kiosk *k, Rect *body);
void words_finish(Kiosk *k); /* takes what still waits for a candidate, before the words are sent or left */

/* Texts for a job that is common to all: visit, language, time, the opened car. */
Job job_new(Kiosk *k, JobKind kind, Uuid key);
/* The words for a customer when the store refused. */
const char *says_error(Kiosk *k, const Err *err);

#endif
