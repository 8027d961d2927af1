/* A record becomes an order, or is refused: structure first, then what an order cannot do without (number, state,
 * arrival), then everything else, where a bad value is dropped and told and the order lands. */
#include "import_record.h"

#include "base/utf8.h"
#include "rules/mask.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { TEXT_POINTS = 120, REMARK_POINTS = 1000, ORDER_NO_BYTES = 64, MILEAGE_MAX = 3000000, VIN_LENGTH = 17 };

/* ---- telling ---- */

static void tell(RecordReader *r, FaultCode code, Field field, const char *value, bool refused) {
    r->sink.tell(r->sink.ctx, r->line, code, field_id(field), value, refused, field_is_personal(field));
}

static RecordVerdict refuse(RecordReader *r, FaultCode code, Field field, const char *value) {
    tell(r, code, field, value, true);
    return RECORD_REFUSED;
}

static bool has_flag(const char *flags, const char *id) {
    size_t n = strlen(id);
    for (const char *p = flags; (p = strstr(p, id)); p += n)
        if ((p == flags || p[-1] == ' ') && (p[n] == ' ' || !p[n])) return true;
    return false;
}

static void flag(RecordReader *r, FaultCode code, Field field, const char *value) {
    const char *id = fault_id(code);
    size_t len = strlen(r->flags);
    if (!has_flag(r->flags, id) && len + strlen(id) + 2 < sizeof r->flags)
        snprintf(r->flags + len, sizeof r->flags - len, "%s%s", len ? " " : "", id);
    tell(r, code, field, value, false);
}

/* ---- the record as such ---- */

/* Cells that are whole: of a line at which the file ends too early the last one may be half of what it was. */
static size_t whole_cells(const RecordReader *r, const CsvRecord *record) {
    return record->n - (record->cut && !record->fault && record->n < r->header->n);
}

/* Sorts the cells by field; of several columns for one field the first that says something counts. */
static bool gather_cells(RecordReader *r, const CsvRecord *record) {
    bool any = false;
    size_t whole = whole_cells(r, record);
    for (int f = 0; f < FIELDS; f++) r->cell[f] = r->empty;
    for (size_t i = 0; i < record->n; i++) {
        char *cell = record->cells[i];
        Field field = i < r->header->n ? (Field)r->header->field[i] : FIELD_NONE;
        cell_clean(cell, field == FIELD_REMARK || field == FIELD_PROPOSAL || field == FIELD_PROPOSAL_AMOUNT);
        any = any || *cell;
        if (field && !*r->cell[field] && i < whole) r->cell[field] = cell;
    }
    return any;
}

static bool is_total(const CsvRecord *record) {
    static const char *const words[] = {"合计", "总计", "小计", "共计", "Total"};
    size_t i = 0;
    while (i < record->n && !*record->cells[i]) i++;
    for (size_t w = 0; i < record->n && w < sizeof words / sizeof *words; w++)
        if (strncasecmp(record->cells[i], words[w], strlen(words[w])) == 0) return true;
    return false;
}

/* A paged export repeats its header. */
static bool is_header_again(const RecordReader *r) {
    char name[64];
    if (strlen(r->cell[FIELD_ORDER_NO]) >= sizeof name) return false;
    strcpy(name, r->cell[FIELD_ORDER_NO]);
    cell_word(name);
    return dms_column(r->words, name) == FIELD_ORDER_NO;
}

/* More than other lines have, or something where no column is: an amount's comma without quotes shifts all the rest. */
static bool has_extra_cells(RecordReader *r, const CsvRecord *record) {
    if (!r->usual_cells) r->usual_cells = record->n > r->header->n_cells ? record->n : r->header->n_cells;
    if (record->n > r->usual_cells && !record->sparse) return true;
    for (size_t i = r->header->n; i < record->n; i++)
        if (*record->cells[i]) return true;
    return false;
}

/* Is the cell of a field that no order can do without among those the record still has? */
static bool required_are_there(const RecordReader *r, size_t n) {
    static const Field required[] = {FIELD_ORDER_NO, FIELD_STATE, FIELD_ARRIVED};
    for (size_t f = 0; f < sizeof required / sizeof *required; f++) {
        size_t i = 0;
        while (i < n && r->header->field[i] != required[f]) i++;
        if (i == n) return false;
    }
    return true;
}

static RecordVerdict check_shape(RecordReader *r, const CsvRecord *record) {
    char counts[48];
    snprintf(counts, sizeof counts, "%zu/%zu", record->n, r->header->n);
    if (has_extra_cells(r, record)) return refuse(r, FAULT_MANY_CELLS, FIELD_NONE, counts);
    if (record->n >= r->header->n || record->sparse) return RECORD_ORDER;
    if (record->stray) return refuse(r, FAULT_BAD_QUOTES, FIELD_NONE, counts);
    if (!required_are_there(r, whole_cells(r, record))) return refuse(r, FAULT_FEW_CELLS, FIELD_NONE, counts);
    flag(r, FAULT_FEW_CELLS, FIELD_NONE, counts);
    return RECORD_ORDER;
}

/* ---- what an order needs ---- */

static RecordVerdict read_order_no(RecordReader *r, ImportOrder *o) {
    char *number = r->cell[FIELD_ORDER_NO];
    if (*number == '\'') memmove(number, number + 1, strlen(number));
    utf8_fold_width(number);
    if (!*number) return refuse(r, FAULT_MISSING_ORDER_NO, FIELD_ORDER_NO, "");
    if (cell_is_scientific(number) || strlen(number) > ORDER_NO_BYTES)
        return refuse(r, FAULT_ORDER_NO_DAMAGED, FIELD_ORDER_NO, number);
    o->order_no = number;
    return RECORD_ORDER;
}

static RecordVerdict read_state(RecordReader *r, ImportOrder *o) {
    const char *state = r->cell[FIELD_STATE];
    char word[96];
    if (!*state) return refuse(r, FAULT_MISSING_STATE, FIELD_STATE, "");
    DmsState known = {0};
    if (strlen(state) < sizeof word) known = dms_state(r->words, cell_word(strcpy(word, state)));
    if (!known.stage) return refuse(r, FAULT_UNKNOWN_STATE, FIELD_STATE, state);
    o->stage = known.stage;
    o->hold = known.hold;
    o->rework = known.rework;
    o->level = known.level;
    return RECORD_ORDER;
}

static RecordVerdict read_arrival(RecordReader *r, ImportOrder *o) {
    const char *cell = r->cell[FIELD_ARRIVED];
    LocalTime lt;
    switch (cell_date(cell, &lt)) {
    case CELL_DATE_NONE: return refuse(r, FAULT_MISSING_ARRIVAL, FIELD_ARRIVED, cell);
    case CELL_DATE_BAD: return refuse(r, FAULT_BAD_DATE, FIELD_ARRIVED, cell);
    case CELL_DATE_DAY: flag(r, FAULT_DATE_ONLY, FIELD_ARRIVED, cell); break;
    case CELL_DATE_TIME: break;
    }
    o->arrived = cell_instant(&r->days, lt);
    if (o->arrived > r->exported) flag(r, FAULT_ARRIVED_IN_FUTURE, FIELD_ARRIVED, cell);
    return RECORD_ORDER;
}

/* ---- the other times ---- */

/* 0 when nothing is said, or what is said is no time. *day_only: a day without a time, as its 00:00. */
static Ms read_time(RecordReader *r, Field field, bool *day_only) {
    LocalTime lt;
    CellDate read = cell_date(r->cell[field], &lt);
    if (read == CELL_DATE_BAD) flag(r, FAULT_BAD_DATE, field, r->cell[field]);
    *day_only = read == CELL_DATE_DAY;
    return read == CELL_DATE_TIME || read == CELL_DATE_DAY ? cell_instant(&r->days, lt) : 0;
}

static void read_promise(RecordReader *r, ImportOrder *o) {
    bool day_only;
    const char *cell = r->cell[FIELD_PROMISED];
    o->promised = read_time(r, FIELD_PROMISED, &day_only);
    if (day_only) {
        o->promised += r->close_minute * MS_MINUTE;
        flag(r, FAULT_DATE_ONLY, FIELD_PROMISED, cell);
    }
    if (o->promised && o->promised < o->arrived) flag(r, FAULT_PROMISED_BEFORE_ARRIVAL, FIELD_PROMISED, cell);
}

static void read_delivery(RecordReader *r, ImportOrder *o) {
    bool day_only;
    const char *cell = r->cell[FIELD_DELIVERED];
    o->delivered = read_time(r, FIELD_DELIVERED, &day_only);
    if (!o->delivered) return;
    if (day_only) {
        bool same_day = o->delivered == day_start(r->exported);
        o->delivered = same_day ? r->exported : o->delivered + r->close_minute * MS_MINUTE;
    }
    if (o->delivered > r->exported)
        flag(r, FAULT_DELIVERED_IN_FUTURE, FIELD_DELIVERED, cell);
    else if (o->delivered < o->arrived)
        flag(r, FAULT_DELIVERED_BEFORE_ARRIVAL, FIELD_DELIVERED, cell);
}

/* "2026-11-23"; once a line, and printf would be the slowest part of the line. */
static void write_day(LocalTime lt, char out[11]) {
    const int parts[] = {lt.year, lt.year / 100, lt.month, lt.day};
    out[4] = out[7] = '-';
    out[10] = '\0';
    static const int at[] = {2, 0, 5, 8};
    for (int i = 0; i < 4; i++) {
        out[at[i]] = (char)('0' + parts[i] / 10 % 10);
        out[at[i] + 1] = (char)('0' + parts[i] % 10);
    }
}

static void read_purchase(RecordReader *r, ImportOrder *o) {
    LocalTime lt = {0};
    CellDate read = cell_date(r->cell[FIELD_PURCHASED], &lt);
    r->purchased[0] = '\0';
    if (read == CELL_DATE_BAD) flag(r, FAULT_BAD_DATE, FIELD_PURCHASED, r->cell[FIELD_PURCHASED]);
    if (read == CELL_DATE_TIME || read == CELL_DATE_DAY) write_day(lt, r->purchased);
    o->purchased_day = r->purchased;
}

static void read_times(RecordReader *r, ImportOrder *o) {
    bool day_only;
    read_promise(r, o);
    read_delivery(r, o);
    read_purchase(r, o);
    o->parts_at = read_time(r, FIELD_PARTS_AT, &day_only);
}

/* ---- the car ---- */

static bool says_no_plate(const char *cell) {
    static const char *const words[] = {"无牌", "无车牌", "未上牌", "未挂牌", "临牌", "临时牌", "新车"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(cell, words[i]) == 0) return true;
    return cell_says_nothing(cell);
}

static void read_plate(RecordReader *r, ImportOrder *o) {
    const char *cell = r->cell[FIELD_PLATE];
    o->plate = r->empty;
    if (says_no_plate(cell)) { /* a new car before its sale has none yet */
        if (o->kind != KIND_PDS) flag(r, FAULT_NO_PLATE, FIELD_PLATE, cell);
    } else if (plate_normal(cell, r->plate, sizeof r->plate)) {
        o->plate = r->plate;
    } else {
        flag(r, FAULT_PLATE_UNREADABLE, FIELD_PLATE, cell);
    }
}

static void read_vin(RecordReader *r, ImportOrder *o) {
    char *vin = r->cell[FIELD_VIN], *out = vin;
    size_t strange = 0;
    utf8_fold_width(vin);
    for (const char *p = vin; *p; p++) {
        if (*p == ' ' || *p == '-' || *p == '\'') continue;
        bool lower = *p >= 'a' && *p <= 'z';
        strange += !lower && !(*p >= 'A' && *p <= 'Z') && !(*p >= '0' && *p <= '9');
        *out++ = lower ? (char)(*p - 'a' + 'A') : *p;
    }
    *out = '\0';
    if (*vin && (strange || strlen(vin) != VIN_LENGTH)) flag(r, FAULT_VIN_LENGTH, FIELD_VIN, vin);
    o->vin = vin;
}

static void read_mileage(RecordReader *r, ImportOrder *o) {
    const char *cell = r->cell[FIELD_MILEAGE];
    o->mileage_km = -1;
    if (!cell_says_nothing(cell) && !cell_count(cell, MILEAGE_MAX, &o->mileage_km))
        flag(r, FAULT_MILEAGE_DROPPED, FIELD_MILEAGE, cell);
}

/* "定期保养/一般维修": the first word counts; a word that is not known gives way to the next. */
static void read_kind(RecordReader *r, ImportOrder *o) {
    char words[256], *rest = words;
    o->kind_words = r->cell[FIELD_KIND];
    if (cell_says_nothing(o->kind_words)) return;
    words[0] = '\0';
    strncat(words, o->kind_words, sizeof words - 1);
    cell_word(words);
    if (dms_kind(r->words, words, &o->kind)) return;
    while (*rest) {
        size_t len = strcspn(rest, "/+,;|");
        char *mark = strstr(rest, "、");
        size_t skip = 1;
        if (mark && (size_t)(mark - rest) < len) {
            len = (size_t)(mark - rest);
            skip = strlen("、");
        }
        char *next = rest[len] ? rest + len + skip : rest + len;
        rest[len] = '\0';
        if (dms_kind(r->words, rest, &o->kind)) return;
        rest = next;
    }
    flag(r, FAULT_UNKNOWN_KIND, FIELD_KIND, o->kind_words);
}

/* ---- people ---- */

/* The first of "19900001111/19900002222" that is a mobile number, in normal form. */
static const char *read_phone(RecordReader *r, Field field, char out[16]) {
    char copy[128], *save = NULL;
    out[0] = '\0';
    if (cell_says_nothing(r->cell[field])) return out;
    if (phone_normal(r->cell[field], out, 16)) return out;
    snprintf(copy, sizeof copy, "%s", r->cell[field]);
    utf8_fold_width(copy);
    for (char *p = copy; (p = strstr(p, "、"));) memcpy(p, ",,,", strlen("、"));
    for (char *part = strtok_r(copy, "/,;", &save); part; part = strtok_r(NULL, "/,;", &save)) {
        part += *part == '\'';
        if (phone_normal(part, out, 16)) return out;
    }
    out[0] = '\0';
    flag(r, FAULT_PHONE_DAMAGED, field, r->cell[field]);
    return out;
}

/* A text, cut where it is longer than any honest one. */
static const char *read_text(RecordReader *r, Field field, size_t points) {
    if (cell_cut(r->cell[field], points)) flag(r, FAULT_TEXT_CUT, field, r->cell[field]);
    return r->cell[field];
}

static void read_people(RecordReader *r, ImportOrder *o) {
    o->owner = read_text(r, FIELD_OWNER, TEXT_POINTS);
    o->owner_phone = read_phone(r, FIELD_OWNER_PHONE, r->phones[0]);
    o->bringer = read_text(r, FIELD_BRINGER, TEXT_POINTS);
    o->bringer_phone = read_phone(r, FIELD_BRINGER_PHONE, r->phones[1]);
    o->advisor = read_text(r, FIELD_ADVISOR, TEXT_POINTS);
}

/* ---- money ---- */

static Fen read_sum(RecordReader *r, Field field, const char *text) {
    Fen sum;
    if (cell_says_nothing(text)) return -1;
    if (fen_parse(text, &sum) && sum >= 0) return sum;
    flag(r, FAULT_BAD_AMOUNT, field, text);
    return -1;
}

/* Cuts "a；b;c" in place into its parts that say something; returns how many there are, of which at most max are out.
 */
static size_t split_items(char *text, char **out, size_t max) {
    size_t n = 0;
    for (char *p = text; *p;) {
        size_t len = strcspn(p, ";\n");
        char *wide = strstr(p, "；");
        bool is_wide = wide && (size_t)(wide - p) < len;
        if (is_wide) len = (size_t)(wide - p);
        char *next = p[len] ? p + len + (is_wide ? strlen("；") : 1) : p + len;
        p[len] = '\0';
        cell_clean(p, false);
        if (*p && n++ < max) out[n - 1] = p;
        p = next;
    }
    return n;
}

static void read_proposals(RecordReader *r, ImportOrder *o) {
    char *what[IMPORT_PROPOSALS_MAX], *sums[IMPORT_PROPOSALS_MAX];
    if (cell_says_nothing(r->cell[FIELD_PROPOSAL])) r->cell[FIELD_PROPOSAL] = r->empty;
    if (cell_says_nothing(r->cell[FIELD_PROPOSAL_AMOUNT])) r->cell[FIELD_PROPOSAL_AMOUNT] = r->empty;
    read_text(r, FIELD_PROPOSAL, REMARK_POINTS);
    read_text(r, FIELD_PROPOSAL_AMOUNT, REMARK_POINTS);
    size_t n = split_items(r->cell[FIELD_PROPOSAL], what, IMPORT_PROPOSALS_MAX);
    size_t n_sums = split_items(r->cell[FIELD_PROPOSAL_AMOUNT], sums, IMPORT_PROPOSALS_MAX);
    if ((n_sums && n != n_sums) || n > IMPORT_PROPOSALS_MAX) {
        char counts[48];
        snprintf(counts, sizeof counts, "%zu/%zu", n, n_sums);
        flag(r, FAULT_PROPOSALS_UNMATCHED, FIELD_PROPOSAL_AMOUNT, counts);
    }
    o->n_proposals = n < IMPORT_PROPOSALS_MAX ? n : IMPORT_PROPOSALS_MAX;
    for (size_t i = 0; i < o->n_proposals; i++)
        o->proposals[i] = (Proposal){what[i], n == n_sums ? read_sum(r, FIELD_PROPOSAL_AMOUNT, sums[i]) : -1};
}

/* ---- all of it ---- */

static void flag_damage(RecordReader *r) {
    for (int f = FIELD_NONE + 1; f < FIELDS; f++)
        if (*r->cell[f] && cell_damaged(r->cell[f])) flag(r, FAULT_BAD_ENCODING, (Field)f, r->cell[f]);
}

static void read_rest(RecordReader *r, ImportOrder *o) {
    flag_damage(r);
    read_times(r, o);
    read_kind(r, o);
    read_plate(r, o);
    read_vin(r, o);
    read_mileage(r, o);
    read_people(r, o);
    o->model = read_text(r, FIELD_MODEL, TEXT_POINTS);
    o->bay = read_text(r, FIELD_BAY, TEXT_POINTS);
    o->technician = read_text(r, FIELD_TECHNICIAN, TEXT_POINTS);
    o->remark = read_text(r, FIELD_REMARK, REMARK_POINTS);
    o->amount = read_sum(r, FIELD_AMOUNT, r->cell[FIELD_AMOUNT]);
    read_proposals(r, o);
    o->flags = r->flags;
}

RecordVerdict record_read(RecordReader *reader, const CsvRecord *record, ImportOrder *out) {
    reader->line = record->line;
    reader->flags[0] = '\0';
    if (record->fault) {
        gather_cells(reader, record);
        return refuse(reader, fault_of_csv(record->fault), FIELD_NONE, "");
    }
    if (!gather_cells(reader, record) || is_total(record) || is_header_again(reader)) return RECORD_SKIPPED;
    *out = (ImportOrder){.line = record->line};
    RecordVerdict verdict = check_shape(reader, record);
    if (verdict == RECORD_ORDER) verdict = read_order_no(reader, out);
    if (verdict == RECORD_ORDER) verdict = read_state(reader, out);
    if (verdict == RECORD_ORDER) verdict = read_arrival(reader, out);
    if (verdict == RECORD_ORDER) read_rest(reader, out);
    return verdict;
}
