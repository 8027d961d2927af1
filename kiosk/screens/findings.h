/* Additional work on the panel: what the customer has decided so far, and what the two screens and My car's card share.
 * Nothing is preselected; a decision is about the version that was shown, and is forgotten when that changes. */
#ifndef LOUNGE_SCREENS_FINDINGS_H
#define LOUNGE_SCREENS_FINDINGS_H

#include "progress.h"
#include "store/work.h"
#include "ui/ui.h"

typedef struct Kiosk Kiosk;

/* What one customer did about one finding; emptied with the visit. */
typedef struct Deciding {
    Uuid finding_id, answer_id;
    int version;
    WorkChoice choice;
    WorkPays pays;
    Ms shown_mono; /* since when it is in sight; 0 = it is not */
    bool saw;      /* that has been told */
} Deciding;

/* Of the visit. */
typedef struct WorkVisit {
    Deciding items[WORK_ITEMS_MAX];
    Scroll scroll, review_scroll;
    float list_end; /* how far the list of findings can be scrolled */
    int at;         /* large and low: one finding a page */
    Uuid send_key;  /* of what is being sent: a second tap sends the same */
    Progress progress;
    int sent, talk; /* how many were sent, and how many of them to be talked about */
    Err err;
} WorkVisit;

/* The findings of the opened car that still want an answer, or that the customer wants to talk about. */
size_t findings_open(const Kiosk *k);
bool findings_any(const Kiosk *k);
/* What was decided of it here so far; NULL when nothing can be (more than WORK_ITEMS_MAX). */
Deciding *finding_deciding(Kiosk *k, const Finding *f);
/* Is it asked on the panel: not answered yet? */
bool finding_is_open(const Finding *f);
/* Only the advisor can take a yes: no price, or more than policy work.advisor_over_fen by itself. */
bool finding_needs_advisor(const Kiosk *k, const Finding *f);
bool findings_ask_payer(const Kiosk *k); /* an insured repair: who pays is asked */
/* Every open finding decided here, with what was accepted before. `ready`: each yes of an insured repair says who pays,
 * and at least one is decided. */
typedef struct Decided {
    WorkSum sum;
    int now;             /* decided here and not sent yet */
    bool ready, advisor; /* advisor: the sum is above what the panel takes */
    Ms finish;           /* 0 = not known */
} Decided;
Decided findings_decided(Kiosk *k);
void findings_send(Kiosk *k);

const char *finding_what(const Kiosk *k, const Finding *f);
const char *finding_price(Kiosk *k, const Finding *f);
/* The light: shape, word and colour. Width of the pill. */
float finding_light(Kiosk *k, float x, float y, WorkLevel level);
const char *choice_words(Kiosk *k, WorkChoice choice);

/* The size, px at most, at which three figures side by side find room in this width each: one size for all. */
float findings_figures_px(Kiosk *k, const char *const figures[3], float width, float px);

#endif
