/* The DMS's own words as values: column names, states, kinds of work, as the settings dms.columns, dms.stages and
 * dms.kinds list them. Compared without case, blanks and full-width forms. */
#ifndef LOUNGE_OFFICE_IMPORT_WORDS_H
#define LOUNGE_OFFICE_IMPORT_WORDS_H

#include "rules/stage.h"
#include "store/settings.h"

typedef enum Field { /* what a column of an orders export can fill */
                     FIELD_NONE,
                     FIELD_ORDER_NO,
                     FIELD_PLATE,
                     FIELD_VIN,
                     FIELD_MODEL,
                     FIELD_PURCHASED,
                     FIELD_MILEAGE,
                     FIELD_OWNER,
                     FIELD_OWNER_PHONE,
                     FIELD_BRINGER,
                     FIELD_BRINGER_PHONE,
                     FIELD_ADVISOR,
                     FIELD_KIND,
                     FIELD_ARRIVED,
                     FIELD_PROMISED,
                     FIELD_DELIVERED,
                     FIELD_STATE,
                     FIELD_BAY,
                     FIELD_TECHNICIAN,
                     FIELD_PARTS_AT,
                     FIELD_AMOUNT,
                     FIELD_PROPOSAL,
                     FIELD_PROPOSAL_AMOUNT,
                     FIELD_REMARK,
                     FIELDS
} Field;

const char *field_id(Field field);    /* "order_no"; "" for none */
const char *field_zh(const char *id); /* "order_no" -> "工单号"; an id that is no field is itself */
bool field_is_personal(Field field);  /* its value says who somebody is: kept out of stored notes */

typedef struct DmsState {
    Stage stage; /* STAGE_NONE: the word is not known */
    Hold hold;
    bool rework;
    int level; /* of inspection, 1–3; 0 = the word does not say */
} DmsState;

typedef struct DmsWords DmsWords;
/* ERR_INPUT when a list is empty or an entry means nothing; the text says which. Keeps nothing of s. */
bool dms_words_read(const Settings *s, DmsWords **out, Err *err);
void dms_words_free(DmsWords *words); /* NULL is fine */

/* `word` in the form of cell_word. A column's name is also known with a bracket behind it: 应收金额（元）. */
Field dms_column(const DmsWords *words, const char *word);
DmsState dms_state(const DmsWords *words, const char *word);
bool dms_kind(const DmsWords *words, const char *word, Kind *out); /* false: not known; a known word may be no kind */
/* The first name the settings have for a field, for messages; "" when there is none. */
const char *dms_column_name(const DmsWords *words, Field field);

#endif
