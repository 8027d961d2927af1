/* Additional work (domain.md 9): findings in versions, what the customer saw of them and what they answered. An answer
 * holds for the version and the very words and sums it was given on, by a keyed hash; whatever changes asks again, and
 * nothing is ever approved by silence. Every history is append-only; each staff act is in the audit. */
#ifndef LOUNGE_STORE_WORK_H
#define LOUNGE_STORE_WORK_H

#include "base/uuid.h"
#include "db.h"
#include "rules/work.h"

/* Characters: what is shown is shown whole, also large and low. */
enum { WORK_WHAT_MAX = 40, WORK_WHAT_EN_MAX = 60, WORK_TEXT_MAX = 100, WORK_TEXT_EN_MAX = 200, WORK_PATH_MAX = 300 };

/* One finding at its last version with its last answer. Texts live in the arena, never NULL. */
typedef struct Finding {
    Uuid finding_id;
    const char *order_no;
    int item; /* of its order, from 1 */
    int version;
    bool imported, withdrawn;
    WorkLevel level;
    const char *what, *what_en, *why, *why_en, *later, *later_en; /* _en "" = as in Chinese */
    const char *picture;                                          /* "" = none */
    Fen parts, labour, price;                                     /* −1 = not said */
    int minutes;
    Ms proposed, changed; /* version 1, this version */
    const char *by;       /* who wrote this version; "" = the import */
    Ms seen;              /* this version was last looked at; 0 = not yet */
    /* the last answer that holds; WORK_OPEN = none does */
    WorkChoice choice;
    WorkPays pays;
    Ms answered;
    const char *how, *answered_by;
    Fen answered_price;
    bool voided;                  /* there was an answer, to something that has changed since */
    char hash[2][WORK_HASH_SIZE]; /* what the panel shows in Chinese and in English */
} Finding;

/* All findings of an order that were not withdrawn, by item. */
bool work_read(Db *db, const CouponKey *key, Arena *arena, const char *order_no, Finding **out, size_t *n, Err *err);
/* Of every car in service: open findings and those answered; oldest first. For staff. */
bool work_open(Db *db, const CouponKey *key, Arena *arena, Finding **out, size_t *n, Err *err);
/* What this car's owner declined on earlier orders and has not accepted or been told to forget since (withdrawn);
 * newest first. Not of `order_no`. */
bool work_declined(Db *db, const CouponKey *key, Arena *arena, const Uuid *car_id, const char *order_no, Finding **out,
                   size_t *n, Err *err);
/* One by its number within the order; ERR_NOT_FOUND. */
bool work_find(Db *db, const CouponKey *key, Arena *arena, const char *order_no, int item, Finding *out, Err *err);
/* What the card shows in a language (0 Chinese, 1 English): English texts where there are, else as staff wrote them. */
WorkShown work_shown(Db *db, const Finding *f, int lang);

/* What staff write. NULL texts and −2 numbers keep what was there (for an edit); −1 clears a sum. */
typedef struct WorkWrite {
    const char *what, *what_en, *why, *why_en, *later, *later_en, *picture;
    const char *level;        /* red, amber, green */
    Fen parts, labour, price; /* price: one sum, not apart */
    int minutes;
} WorkWrite;
#define WORK_WRITE_NOTHING ((WorkWrite){.parts = -2, .labour = -2, .price = -2, .minutes = -2})

/* A new finding on an open order, idempotent by finding_id. ERR_INPUT names what is missing or wrong; ERR_RULE: the
 * order was handed over, or has WORK_ITEMS_MAX already; ERR_NOT_FOUND. */
bool work_propose(Db *db, const Uuid *finding_id, const char *order_no, const WorkWrite *write, const char *by, Ms at,
                  int *item, Err *err);
/* A new version; the answer, if any, is void and it is asked again. Nothing changed is no new version. */
bool work_edit(Db *db, const char *order_no, int item, const WorkWrite *write, const char *by, Ms at, Err *err);
bool work_withdraw(Db *db, const char *order_no, int item, const char *by, Ms at, Err *err);

/* One item of what a customer sends. */
typedef struct WorkDecision {
    Uuid answer_id, finding_id;
    int version;
    char hash[WORK_HASH_SIZE]; /* of what was on the screen */
    WorkChoice choice;
    WorkPays pays;
} WorkDecision;

typedef struct WorkAnswer {
    const char *order_no;
    Uuid visit_id;
    const char *lang; /* "zh", "en" */
    Fen total;        /* that was shown; −1 = none */
    Ms finish;        /* that was shown; 0 = none */
    const WorkDecision *items;
    size_t n;
    Uuid call_key; /* the advisor is called with this key when an item is to be talked about */
    Ms at;
} WorkAnswer;
/* All of it or nothing, in one transaction; idempotent by answer_id. ERR_RULE in words: it was changed since it was
 * shown; it was answered meanwhile; it has no price, or all that is accepted is above policy work.advisor_over_fen:
 * the advisor comes. ERR_INPUT: an insured repair and not said who pays. */
bool work_answer(Db *db, const CouponKey *key, const WorkAnswer *answer, Err *err);
/* What a customer said to staff, with who and how (phone, wechat, in_person), and for a yes to an insured repair who
 * pays. It may replace an answer. */
bool work_spoken(Db *db, const CouponKey *key, const char *order_no, int item, bool yes, WorkPays pays, const char *by,
                 const char *how, Ms at, Err *err);
/* It was on the panel for a second: once a version and visit. */
bool work_saw(Db *db, const Uuid *finding_id, int version, const Uuid *visit_id, const char *lang, Ms at, Err *err);

/* The DMS's list of findings as it is stored now (table proposal) becomes findings: new ones, a new version where its
 * words or its sum changed; what it no longer names is withdrawn unless it was answered. Inside the import's
 * transaction, for the orders it changed (temp.todo). */
bool work_imported(Db *db, Ms exported, Err *err);

#endif
