/* The kiosk as the screens see it: what the store says (a snapshot), the visit (what this customer did so far), and
 * the way between screens. A screen is a function that draws itself from here and acts on taps. */
#ifndef LOUNGE_SCREENS_KIOSK_H
#define LOUNGE_SCREENS_KIOSK_H

#include "ask.h"
#include "bar.h"
#include "called.h"
#include "case_page.h"
#include "findings.h"
#include "job.h"
#include "news.h"
#include "progress.h"
#include "seen.h"
#include "staff.h"
#include "store/activities.h"
#include "store/calls.h"
#include "store/car_facts.h"
#include "store/changes.h"
#include "store/offers.h"
#include "store/orders.h"
#include "store/parts.h"
#include "store/prepaid.h"
#include "store/questionnaire.h"
#include "store/renewal.h"
#include "store/settings.h"
#include "store/visits_before.h"
#include "ui/keyboard.h"
#include "ui/layout.h"
#include "ui/ui.h"
#include "words.h"

typedef enum ScreenId {
    SCREEN_BOARD,
    SCREEN_PICK,
    SCREEN_UNLOCK,
    SCREEN_MYCAR,
    SCREEN_OFFERS,
    SCREEN_OFFER,
    SCREEN_COUPON,
    SCREEN_PREPAID,
    SCREEN_RATE,
    SCREEN_WHY,
    SCREEN_FACTORS,
    SCREEN_WORDS,
    SCREEN_RECOMMEND,
    SCREEN_CONTACT,
    SCREEN_THANKS,
    SCREEN_WIFI,
    SCREEN_ACTIVITY,
    SCREEN_PLATE,
    SCREEN_FORCAR,
    SCREEN_HABITS,
    SCREEN_GIFTS,
    SCREEN_STAFF_WHO,
    SCREEN_STAFF_PIN,
    SCREEN_STAFF,
    SCREEN_STAFF_REDEEM,
    SCREEN_STAFF_CALLS,
    SCREEN_STAFF_LEADS,
    SCREEN_STAFF_STAGE,
    SCREEN_STAFF_BAR,
    SCREEN_STAFF_WORK,
    SCREEN_STAFF_FINDINGS,
    SCREEN_STAFF_FINDING,
    SCREEN_STAFF_PROPOSE,
    SCREEN_STAFF_WHAT,
    SCREEN_STAFF_SUMS,
    SCREEN_STAFF_TEXTS,
    SCREEN_STAFF_CASES,
    SCREEN_STAFF_CASE,
    SCREEN_STAFF_EXPORT,
    SCREEN_NUMBER,
    SCREEN_SERVICE,
    SCREEN_PRICES,
    SCREEN_RENEWAL,
    SCREEN_WARRANTY,
    SCREEN_BALANCE,
    SCREEN_FINDINGS,
    SCREEN_FINDINGS_REVIEW,
    SCREEN_BAR,
    SCREEN_BAR_ORDER,
    SCREEN_SHOW,
    SCREEN_CALLME,
    SCREEN_OWN,
    SCREEN_CASE,
    SCREEN_CHANGES,
    SCREENS
} ScreenId;

typedef enum ThemeChoice { THEME_AUTO, THEME_DAY, THEME_NIGHT } ThemeChoice;
/* How the present screen was come by: from which side it slides in. Leaving only fades. */
typedef enum NavWay { WAY_FORWARD, WAY_BACK, WAY_LEFT } NavWay;
typedef enum SheetId { SHEET_NONE, SHEET_CALL, SHEET_MODEL, SHEET_LEAD } SheetId;

enum { NAV_DEPTH = 24, LOCKS = 32 };

/* Answers to "is this still your number?" that ask for more; "yes" is sent at once. */
typedef enum NumberAnswer { NUMBER_NOT_SAID, NUMBER_CHANGED, NUMBER_NOT_OWNER } NumberAnswer;

/* What one customer does between first touch and leaving. Emptied as a whole when they leave. */
typedef struct Visit {
    bool active;
    bool large; /* "large and low" */
    Uuid id;
    ScreenId back[NAV_DEPTH];
    int depth;
    SheetId sheet;

    char order_no[ORDER_NO_SIZE]; /* the car that was opened, "" = none */
    char pick_no[ORDER_NO_SIZE];  /* the car being opened, "" = by order number alone */
    Field code;                   /* digits typed to open it */
    bool by_order;                /* typing the order number instead of a phone's digits */
    Word unlock_says;             /* what the last try came to */
    bool unlock_failed;
    Scroll pick_scroll;

    int offer_group, offer_page, gift_page;
    char gift_code[COUPON_CODE_SIZE]; /* the gift that is shown; "" = the first */
    char offer_id[64], activity_id[64];
    bool show_all;                 /* everything as the catalogue has it, not what fits the car first */
    unsigned habits, environments; /* answers chosen: a bit for each of the policy axes */
    int habits_page;               /* large and low: one question a page */
    bool habits_skipped;
    Uuid use_id;
    Progress use_progress;
    Err use_err;
    Uuid coupon_id;
    Progress coupon_progress;
    Coupon coupon;
    Err coupon_err;

    int package; /* of what the prepaid page offers to choose from */
    Scroll balance_scroll, package_scroll, model_scroll;
    char model[64]; /* prefix of the model chosen on the prepaid page, "" = not chosen */

    bool answering;   /* has begun: finishes with this questionnaire */
    bool complaining; /* came by "I want to complain": no rating */
    bool anonymous;   /* not tied to the opened car */
    Uuid rating_id, complaint_id, voice_id;
    int score;
    Ms rated_mono, rate_shown_mono;
    Progress rating_progress, answers_progress;
    int rating_pending, answers_pending; /* posted and not answered yet: saved is said after the last */
    Err rating_err;
    bool reasons[REASONS_MAX];
    Scroll why_scroll;
    float why_content; /* height of the reasons, as drawn last */
    Field words;
    FieldView words_view;
    Keyboard keyboard;
    bool keyboard_set; /* to the language the visit was in: */
    Lang keyboard_lang;
    Field plate;
    bool plate_missing; /* what was typed is no car in service */
    char plate_own[5];  /* the province most cars here are from; "" = none */
    int marks[SURVEY_FACTORS_MAX];
    Ms factors_mono, marks_ms; /* since when the factors show; until the last mark, 0 = none yet */
    int factor_at;             /* large and low: one factor a page */
    int nps;                   /* −1 = not said */
    bool consent;
    Field phone;
    bool phone_bad, nothing_said;
    Err answers_err;
    int own_at;                              /* the own question that is shown */
    int own_depth[QUESTIONS_MAX];            /* where on the way back it stands; 0 = not there */
    char own[QUESTIONS_MAX][OWN_VALUE_SIZE]; /* ids chosen or a number; "" = none */
    Field own_words[QUESTIONS_MAX];
    Uuid own_key[QUESTIONS_MAX]; /* set once something was sent */
    Scroll own_scroll;
    float own_content;
    char case_no[24];
    Ms thanks_mono;

    int forcar_page; /* large and low: a few links a page */
    Scroll prices_scroll;
    Uuid number_key;
    NumberAnswer number_answer;
    int number_owner; /* is who brought the car its owner? 1, 0, −1 = not said */
    Field number;
    bool number_bad;
    Progress number_progress;
    Err number_err;
    Ms service_day;   /* chosen for the next service; 0 = not yet */
    int service_slot; /* minutes of that day; 0 = not yet */
    bool service_pickup, service_gift;
    Ms renewal_shown_mono; /* when the renewal page came up */
    bool renewal_noted;    /* that it was offered is on its way into the store */

    Call call; /* the one in the sheet; call_id set once it was posted */
    Uuid call_key;
    char call_kind[12], call_about[80];
    Progress call_progress;
    Ms call_taken, call_done;
    char call_by[64];

    Uuid lead_key; /* the lead in the sheet */
    char lead_kind[12], lead_desk[12], lead_about[80], lead_detail[160], lead_phone[16];
    Progress lead_progress;
    char ask_seat[32]; /* where to find who wants to be shown something; "" = at the panel */
    Field ask_phone;   /* to be called about an offer */
    bool ask_bad;
    Scroll links_scroll;
    WorkVisit work;
    BarVisit bar;
    CaseVisit kase;
    Scroll changes_scroll;
} Visit;

/* Wrong tries at one car: kept beyond the visit, so that leaving and coming back does not help. */
typedef struct Lock {
    char order_no[ORDER_NO_SIZE];
    int wrong;
    Ms until; /* monotonic; 0 = open */
} Lock;

/* What the store says, read at once after each commit. */
typedef struct Snapshot {
    Arena arena;
    Settings *settings;
    Order *board;
    size_t n_board;
    Ms as_of;
    Offer *offers;
    size_t n_offers; /* on at this hour: what lists show … */
    size_t n_known;  /* … and behind them those of other hours of today, for who is looking at one */
    Activity *activities;
    size_t n_activities;
    Change *changes; /* of the newest month that has any */
    size_t n_changes;
    Ms next_change; /* when one of them begins or ends (wall clock); 0 = not today */
    Model *models;
    size_t n_models;
    PrepaidPackage packages[PREPAID_PACKAGES_MAX];
    size_t n_packages;
    bool broken; /* it could not be read */
} Snapshot;

/* Past orders, prepared for asking. Read once a local day: a percentile over 90 days hardly moves within one. */
typedef struct Past {
    Arena arena; /* holidays */
    WorkHours hours;
    EtaTable *table;
    PartSlips *slips;
    Ms day; /* start of the local day it was read on; 0 = never */
} Past;

/* My car's own rows, read when it is opened and after each commit. */
typedef struct CarDetail {
    Arena arena;
    bool found;
    Order order;
    StageSeen *history;
    size_t n_history;
    Coupon *gifts; /* apologies, gifts and coupons that can be redeemed now */
    size_t n_gifts;
    CarFacts facts;
    unsigned char *fits; /* Fit of each offer of the snapshot */
    uint32_t *shown;     /* those on at this hour, what fits first; NULL = no car */
    size_t n_shown;
    char number[16];      /* the number on record, masked; "" = none that could be called */
    bool number_answered; /* the customer was asked about it */
    LastService service;
    Ms inspection[INSPECTION_LEVELS]; /* when each level was told of in the last round; 0 = not */
    RenewalState renewal;
    char warranty_asked[32]; /* term that was asked for, "" = none */
    PrepaidSale *prepaid;    /* oldest first */
    size_t n_prepaid;
    PrepaidEntry *prepaid_log;
    size_t n_prepaid_log;
    Uuid case_id;                 /* of the newest complaint; all zero = none */
    Finding *findings, *declined; /* additional work; what was declined on earlier visits */
    size_t n_findings, n_declined;
} CarDetail;

typedef struct Kiosk {
    Db *db;
    Ui ui;
    Touch touch;
    Snapshot snap;
    Past past;
    CarDetail car;
    BarDetail bar;
    AskDetail ask;
    CaseDetail kase;
    Called called; /* the manager, beyond the visit */
    Visit visit;
    Questionnaire survey; /* the one in force; for who is answering, the one they began with */
    Arena survey_texts;
    StaffSession staff;
    Typing typing; /* the engines of Chinese typing, open while a keyboard shows */
    Lock locks[LOCKS];
    Lang lang, home_lang; /* home: the language a new visit starts in */
    bool home_large;      /* a new visit starts large and low */
    ThemeChoice theme;    /* told on the command line; auto = as the store's settings say */
    ScreenId screen;
    NavWay way;
    Scroll board_scroll;
    Ms board_page_mono; /* when the board turned its last page */
    BoardNews news;     /* what changed, shown for a moment each */
    unsigned hero;      /* which card the large place shows: counts its turns */
    Ms hero_mono;       /* when it turned last */
    Ms mono, touched_mono;
    bool dimmed; /* closed and nobody there: night whatever the theme, under a shade */
    bool again;  /* something changed while drawing: draw once more before showing */
    void (*post)(void *ctx, const Job *job);
    void *post_ctx;
    SeenTally seen;
    void (*count)(void *ctx, const Count *counts, size_t n); /* NULL: nothing is counted (dumps, replays) */
    void *count_ctx;
} Kiosk;

/* Reads the snapshot anew (start, a commit, a new day). A failure sets snap.broken and is logged. */
void kiosk_reload(Kiosk *k);
/* Reads the opened car's own rows (visit.order_no). */
void kiosk_read_car(Kiosk *k);
void kiosk_free(Kiosk *k);
/* The writer's answer to a job. */
void kiosk_result(Kiosk *k, const JobResult *result);
/* Draws the present screen and what lies over it. */
void kiosk_draw(Kiosk *k);
/* Theme and size of this frame: by settings, the local time and the visit. Before ui_begin. */
void kiosk_dress(Kiosk *k);
/* Everything of this customer is gone; the board in the home language. */
void kiosk_leave(Kiosk *k);
/* My car, opened: the digits were right. */
void kiosk_open_car(Kiosk *k, const char *order_no);

/* --- the way between screens ------------------------------------------------------------------------------- */
void nav_go(Kiosk *k, ScreenId to);
void nav_back(Kiosk *k);
void nav_home(Kiosk *k); /* the board; the visit goes on */
void nav_language(Kiosk *k);
void nav_large(Kiosk *k); /* large and low, or back to normal, until the visit ends */
void call_sheet(Kiosk *k, const char *kind, const char *about);
/* "Shall we?", and with a second tap a lead (store/leads.h says kinds, desks, about and detail). The same asked again
 * in the visit shows that it was sent. visit.lead_phone is sent along when a number was given with consent before. */
void lead_sheet(Kiosk *k, const char *kind, const char *desk, const char *about, const char *detail);
/* The parts of it, for a page that asks more first: the lead to be, with its key; the sheet over it; the second tap. */
void lead_begin(Kiosk *k, const char *kind, const char *desk, const char *about, const char *detail);
void lead_ask(Kiosk *k);
void lead_post(Kiosk *k);

/* --- one file a screen: draws and acts --------------------------------------------------------------------- */
typedef struct Screen {
    const char *id; /* "board": in dumps and on the command line */
    void (*draw)(Kiosk *k);
    void (*enter)(Kiosk *k); /* may be NULL */
} Screen;
extern const Screen screen_board, screen_pick, screen_unlock, screen_mycar, screen_offers, screen_offer, screen_coupon,
    screen_prepaid, screen_rate, screen_why, screen_factors, screen_words, screen_recommend, screen_contact,
    screen_thanks, screen_wifi, screen_activity, screen_plate, screen_forcar;
extern const Screen screen_habits;
extern const Screen screen_gifts;
extern const Screen screen_staff_who, screen_staff_pin, screen_staff, screen_staff_redeem, screen_staff_calls,
    screen_staff_leads, screen_staff_stage, screen_staff_export;
extern const Screen screen_staff_bar, screen_staff_work, screen_staff_findings, screen_staff_finding,
    screen_staff_propose, screen_staff_what, screen_staff_sums, screen_staff_texts;
extern const Screen screen_number, screen_service, screen_prices;
extern const Screen screen_renewal, screen_warranty;
extern const Screen screen_balance;
extern const Screen screen_show, screen_callme;
extern const Screen screen_own;
extern const Screen screen_case, screen_changes, screen_staff_cases, screen_staff_case;
extern const Screen screen_findings, screen_findings_review, screen_bar, screen_bar_order;
const Screen *screen_of(ScreenId id);
void sheet_call_draw(Kiosk *k);
void sheet_model_draw(Kiosk *k);
void sheet_lead_draw(Kiosk *k);
void sheet_idle_draw(Kiosk *k, int seconds_left);

#endif
