/* The lines of each act. Lines of nothing are left out: at a price of 0.00 an entry has only its oil. */
#include "prepaid_book.h"

const char *book_account(BookAccount account) {
    static const char *const names[BOOK_ACCOUNTS] = {"cash",    "deposit",  "revenue",  "opening",    "oil_stock",
                                                     "oil_out", "oil_held", "oil_used", "oil_opening"};
    return names[account];
}

static void add(BookEntry *e, BookAccount account, int64_t debit, int64_t credit) {
    if ((debit || credit) && e->n < BOOK_LINES_MAX) e->lines[e->n++] = (BookLine){account, debit, credit};
}

/* From one account to another: `to` is debited, `from` credited. For what is owed or earned the words turn round, the
 * sums do not. */
static void move(BookEntry *e, BookAccount to, BookAccount from, int64_t amount) {
    add(e, to, amount, 0);
    add(e, from, 0, amount);
}

static Fen sum_of(const BookSale *sale) {
    Fen sum = 0;
    for (int i = 0; i < sale->services; i++) sum += sale->price[i];
    return sum;
}

BookEntry book_sold(const BookSale *sale) {
    BookEntry e = {.services = sale->services};
    move(&e, BOOK_CASH, BOOK_DEPOSIT, sum_of(sale));
    move(&e, BOOK_OIL_OUT, BOOK_OIL_STOCK, sale->services * sale->service_ml);
    return e;
}

BookEntry book_opened(const BookSale *sale) {
    BookEntry e = {.services = sale->services - sale->before};
    Fen owed = 0;
    for (int i = sale->before; i < sale->services; i++) owed += sale->price[i];
    move(&e, BOOK_OPENING, BOOK_DEPOSIT, owed);
    move(&e, BOOK_OIL_HELD, BOOK_OIL_OPENING, e.services * sale->service_ml);
    return e;
}

int book_next_turn(const BookSale *sale, const BookState *state) {
    for (int i = 0; i < sale->services && state->left > 0; i++)
        if (!state->used[i]) return i + 1;
    return 0;
}

/* What was booked in leaves first: it was counted, and its slip is the one that finance waits for. */
BookEntry book_used(const BookSale *sale, const BookState *state) {
    BookEntry e = {.services = -1};
    int turn = book_next_turn(sale, state);
    move(&e, BOOK_DEPOSIT, BOOK_REVENUE, turn ? sale->price[turn - 1] : 0);
    move(&e, BOOK_OIL_USED, state->held_ml >= sale->service_ml ? BOOK_OIL_HELD : BOOK_OIL_OUT, sale->service_ml);
    return e;
}

static int turns_used(const BookSale *sale, const BookState *state) {
    int n = 0;
    for (int i = 0; i < sale->services; i++) n += state->used[i];
    return n;
}

/* By tier it is what the unused turns cost: that is the deposit. By list never more than that, for a turn costs list
 * price at most. */
Fen book_refund(const BookSale *sale, const BookState *state) {
    if (sale->by_tier) return state->deposit;
    Fen back = prepaid_refund(sum_of(sale), turns_used(sale, state), sale->list);
    return back < state->deposit ? back : state->deposit;
}

BookEntry book_returned(const BookSale *sale, const BookState *state) {
    BookEntry e = {.services = -state->left};
    Fen back = book_refund(sale, state);
    add(&e, BOOK_DEPOSIT, state->deposit, 0);
    add(&e, BOOK_CASH, 0, back);
    add(&e, BOOK_REVENUE, 0, state->deposit - back);
    add(&e, BOOK_OIL_STOCK, state->out_ml + state->held_ml, 0);
    add(&e, BOOK_OIL_OUT, 0, state->out_ml);
    add(&e, BOOK_OIL_HELD, 0, state->held_ml);
    return e;
}

BookEntry book_month_end(const BookState *state) {
    BookEntry e = {0};
    move(&e, BOOK_OIL_HELD, BOOK_OIL_OUT, state->out_ml);
    return e;
}

BookEntry book_undo_sold(const BookSale *sale, const BookState *state) {
    BookEntry e = {.services = sale->before - sale->services};
    move(&e, BOOK_DEPOSIT, sale->opened ? BOOK_OPENING : BOOK_CASH, state->deposit);
    add(&e, sale->opened ? BOOK_OIL_OPENING : BOOK_OIL_STOCK, state->out_ml + state->held_ml, 0);
    add(&e, BOOK_OIL_OUT, 0, state->out_ml);
    add(&e, BOOK_OIL_HELD, 0, state->held_ml);
    return e;
}

/* The internal sale is taken back, so its oil is in stock for the customer. */
BookEntry book_undo_used(const BookSale *sale, int turn) {
    BookEntry e = {.services = 1};
    move(&e, BOOK_REVENUE, BOOK_DEPOSIT, sale->price[turn - 1]);
    move(&e, BOOK_OIL_HELD, BOOK_OIL_USED, sale->service_ml);
    return e;
}

/* The oil leaves stock again as at the sale; the next month end counts it. */
BookEntry book_undo_returned(const BookSale *sale, const BookState *state) {
    int left = sale->services - turns_used(sale, state);
    BookState before = {.left = left, .deposit = sum_of(sale)};
    BookEntry e = {.services = left};
    for (int i = 0; i < sale->services; i++) {
        before.used[i] = state->used[i];
        if (state->used[i]) before.deposit -= sale->price[i];
    }
    Fen back = book_refund(sale, &before);
    add(&e, BOOK_CASH, back, 0);
    add(&e, BOOK_REVENUE, before.deposit - back, 0);
    add(&e, BOOK_DEPOSIT, 0, before.deposit);
    move(&e, BOOK_OIL_OUT, BOOK_OIL_STOCK, left * sale->service_ml);
    return e;
}

bool book_balances(const BookEntry *e) {
    int64_t fen = 0, ml = 0;
    for (int i = 0; i < e->n; i++) {
        const BookLine *l = &e->lines[i];
        if (l->debit < 0 || l->credit < 0 || (l->debit == 0) == (l->credit == 0)) return false;
        *(book_is_oil(l->account) ? &ml : &fen) += l->debit - l->credit;
    }
    return e->n >= 2 && fen == 0 && ml == 0;
}

bool book_apply(BookState *state, const BookEntry *e) {
    BookState next = *state;
    next.left += e->services;
    for (int i = 0; i < e->n; i++) {
        const BookLine *l = &e->lines[i];
        if (l->account == BOOK_DEPOSIT) next.deposit += l->credit - l->debit;
        if (l->account == BOOK_OIL_OUT) next.out_ml += l->debit - l->credit;
        if (l->account == BOOK_OIL_HELD) next.held_ml += l->debit - l->credit;
    }
    if (next.left < 0 || next.deposit < 0 || next.out_ml < 0 || next.held_ml < 0) return false;
    *state = next;
    return true;
}
