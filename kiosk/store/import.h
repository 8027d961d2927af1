/* Taking an export in: rows are gathered in a TEMP table outside any lock, compared, and only the difference is
 * applied, in one transaction. The same file twice changes nothing; an older export only fills in history. */
#ifndef LOUNGE_STORE_IMPORT_H
#define LOUNGE_STORE_IMPORT_H

#include "db.h"
#include "orders.h"

enum { IMPORT_PROPOSALS_MAX = 12 };

typedef struct ImportOrder { /* one order, read and normalised; texts are the caller's, "" = none, never NULL */
    int line;                /* physical line where its record starts */
    const char *order_no, *plate, *vin, *model, *purchased_day;
    int mileage_km;                                            /* −1 = none */
    const char *owner, *owner_phone, *bringer, *bringer_phone; /* phones in normal form or "" */
    const char *advisor, *kind_words;
    Kind kind;
    Ms arrived, promised, delivered, parts_at; /* 0 = none */
    Stage stage;
    Hold hold;
    bool rework; /* the DMS says so (返工) */
    int level;   /* of inspection, 1–3; 0 = the DMS does not say */
    const char *bay, *technician, *remark;
    Fen amount; /* −1 = none */
    Proposal proposals[IMPORT_PROPOSALS_MAX];
    size_t n_proposals;
    const char *flags; /* codes separated by spaces */
} ImportOrder;

typedef struct ImportNote {
    int line;
    const char *field, *value, *code, *reason;
    bool refused; /* else flagged */
} ImportNote;

typedef struct ImportMeta {
    const char *subject; /* "orders", "offers", "models", "activities" */
    const char *file;    /* name without folder */
    const char *digest;  /* of the bytes */
    Ms exported;
    int records; /* data records in the file */
} ImportMeta;

typedef struct ImportCounts {
    int orders, created, changed, same, gone, refused, flagged;
    int by_hand; /* among the flagged: moved by hand to another stage, see import_hand.h */
    bool known;  /* this very file was applied before */
    bool older;  /* older than the newest export applied: only history was filled in */
} ImportCounts;

typedef struct Import Import;
bool import_begin(Db *db, Import **out, Err *err);
/* Later rows with the same order number win. Bounded memory: the TEMP table spills to disk. */
bool import_add(Import *import, const ImportOrder *order, Err *err);
bool import_note(Import *import, const ImportNote *note, Err *err);
/* The list names this order, but its line was refused: it is not missing, and stays on the board as it was. */
bool import_mention(Import *import, const char *order_no, Err *err);
/* Compares and applies. The same file read anew (known) writes nothing, unless it now reads differently: staff taught
 * the program a word of it. keep_missing: orders that this list no longer has stay on the board (setting
 * import.missing = keep), else they are marked gone. */
bool import_apply(Import *import, const ImportMeta *meta, bool keep_missing, ImportCounts *out, Err *err);
void import_end(Import *import); /* drops what was gathered; NULL is fine */

/* A past order with its whole history of stages (the demo store's simulation). Inside the caller's transaction. */
bool import_past_order(Db *db, const ImportOrder *order, const StageSeen *stages, size_t n, Err *err);

typedef struct LastImport {
    char file[128];
    Ms exported, applied; /* 0 = never */
    int orders, refused, flagged;
} LastImport;
bool import_last(Db *db, const char *subject, LastImport *out, Err *err);

#endif
