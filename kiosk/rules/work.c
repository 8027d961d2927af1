/* Sums, finish and hash of additional work. The hash frames every text by its length and every number by eight bytes,
 * so that no two cards are read alike. */
#include "work.h"

#include <sodium.h>
#include <string.h>

static const char *const levels[] = {"", "red", "amber", "green"};
static const char *const choices[] = {"", "yes", "no", "talk"};
static const char *const payers[] = {"", "insurer", "customer", "ask"};

static int find(const char *const *list, const char *id) {
    for (int i = 0; i < 4; i++)
        if (strcmp(list[i], id) == 0) return i;
    return -1;
}

const char *work_level_id(WorkLevel level) {
    return levels[level];
}

bool work_level_of(const char *id, WorkLevel *out) {
    int i = find(levels, id);
    if (i < 0) return false;
    *out = (WorkLevel)i;
    return true;
}

const char *work_choice_id(WorkChoice choice) {
    return choices[choice];
}

WorkChoice work_choice_of(const char *id) {
    int i = find(choices, id);
    return i < 0 ? WORK_OPEN : (WorkChoice)i;
}

const char *work_pays_id(WorkPays pays) {
    return payers[pays];
}

WorkPays work_pays_of(const char *id) {
    int i = find(payers, id);
    return i < 0 ? WORK_PAYS_UNSAID : (WorkPays)i;
}

/* --- the hash ----------------------------------------------------------------------------------------------------- */

static void add_number(crypto_generichash_state *hash, int64_t n) {
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)((uint64_t)n >> 8 * i);
    crypto_generichash_update(hash, bytes, sizeof bytes);
}

static void add_text(crypto_generichash_state *hash, const char *text) {
    size_t len = strlen(text);
    add_number(hash, (int64_t)len);
    crypto_generichash_update(hash, (const uint8_t *)text, len);
}

void work_hash(const CouponKey *key, const WorkShown *s, char out[WORK_HASH_SIZE]) {
    crypto_generichash_state hash;
    uint8_t bytes[(WORK_HASH_SIZE - 1) / 2];
    const char *const texts[] = {"lounge work 1", s->store_id, s->order_no, s->finding_id, s->lang,
                                 s->what,         s->why,      s->later,    s->picture};
    const int64_t numbers[] = {s->version, s->level, s->parts, s->labour, s->price, s->minutes};
    crypto_generichash_init(&hash, key->bytes, sizeof key->bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) add_text(&hash, texts[i]);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) add_number(&hash, numbers[i]);
    crypto_generichash_final(&hash, bytes, sizeof bytes);
    sodium_bin2hex(out, WORK_HASH_SIZE, bytes, sizeof bytes);
    sodium_memzero(&hash, sizeof hash);
}

bool work_hash_same(const char *a, const char *b) {
    return strlen(a) == WORK_HASH_SIZE - 1 && strlen(b) == WORK_HASH_SIZE - 1 &&
           sodium_memcmp(a, b, WORK_HASH_SIZE - 1) == 0;
}

/* --- sums and times ------------------------------------------------------------------------------------------------
 */

WorkSum work_sum(Fen order_amount, const WorkItem *items, size_t n) {
    WorkSum sum = {0};
    for (size_t i = 0; i < n; i++) {
        switch (items[i].choice) {
        case WORK_YES:
            sum.yes++;
            sum.minutes += items[i].minutes;
            if (items[i].price > 0) sum.added += items[i].price;
            break;
        case WORK_NO: sum.no++; break;
        case WORK_TALK: sum.talk++; break;
        case WORK_OPEN: sum.open++; break;
        }
    }
    sum.total = order_amount < 0 ? -1 : order_amount + sum.added;
    return sum;
}

Ms work_finish(const WorkHours *hours, Ms base, int minutes, int waited, int step) {
    if (!base) return 0;
    int moved = step > 0 && waited > 0 ? waited / step * step : 0;
    return work_add(hours, base, minutes + moved);
}

bool work_needs_advisor(Fen price, Fen over) {
    return price < 0 || price > over;
}

bool work_insured(const char *kinds, const char *kind) {
    static const char between[] = " ,;|\t";
    size_t len = strlen(kind);
    for (const char *p = kinds; len && *p;) {
        p += strspn(p, between);
        size_t word = strcspn(p, between);
        if (word == len && strncmp(p, kind, len) == 0) return true;
        p += word;
    }
    return false;
}
