/* A child acts on prepaid packages in a real file and is killed at random, again and again. What it had acknowledged is
 * there, what it had only begun is there whole or not at all, nothing else came, and every balance is what the
 * acknowledged acts sum to. LOUNGE_SEED repeats a run. */
#include "../store/prepaid_test.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

enum { KILLS = 16, CARS = 6, LOG_MAX = 200000 };

typedef struct Word { /* what goes through the pipe: begun, then done */
    bool done, refused;
    char id[UUID_LEN + 1], sale_no[24], kind[12];
    int services, turn;
    Fen fen;
} Word;

static uint32_t roll(uint32_t *dice, uint32_t n) {
    *dice ^= *dice << 13;
    *dice ^= *dice >> 17;
    *dice ^= *dice << 5;
    return *dice % n;
}

/* --- the child ------------------------------------------------------------------------------------------------------
 */

typedef struct Clerk {
    Db *db;
    Arena arena;
    Err err;
    int pipe;
    uint32_t dice;
    Ms now;
    int order;
    Uuid cars[CARS];
} Clerk;

static void tell(Clerk *c, const Word *word) {
    if (write(c->pipe, word, sizeof *word) != sizeof *word) _exit(9);
}

static void ended(Clerk *c, Word word, bool done, const PrepaidEntry *e) {
    word.done = true;
    word.refused = !done;
    if (!done && c->err.code != ERR_RULE && c->err.code != ERR_NOT_FOUND) {
        fprintf(stderr, "the child: %s\n", c->err.en);
        _exit(8);
    }
    if (done) {
        snprintf(word.kind, sizeof word.kind, "%s", e->kind);
        snprintf(word.sale_no, sizeof word.sale_no, "%s", e->sale_no);
        word.services = e->services, word.turn = e->turn, word.fen = e->fen;
    }
    tell(c, &word);
}

static void clerk_sells(Clerk *c) {
    PrepaidSell ask = {.sale_id = uuid_new(),
                       .car_id = c->cars[roll(&c->dice, CARS)],
                       .order_no = "",
                       .visit_no = "",
                       .package_id = "five",
                       .services = roll(&c->dice, 2) ? 3 : 5,
                       .grade = "0W-20",
                       .service_ml = 4200,
                       .by = "甲",
                       .manager = "乙",
                       .at = c->now};
    ask.paid = ask.services == 3 ? 100800 : 147000;
    PrepaidSale sale;
    Word word = {0};
    snprintf(word.id, sizeof word.id, "%s", ask.sale_id.text);
    tell(c, &word);
    bool done = prepaid_sell(c->db, &c->arena, &ask, &sale, &c->err);
    PrepaidEntry e = {.kind = "sold", .sale_no = done ? sale.order_no : "", .services = ask.services, .fen = ask.paid};
    ended(c, word, done, &e);
}

static void clerk_acts(Clerk *c) {
    char order[32];
    PrepaidEntry e;
    PrepaidSale *sales;
    size_t n = 0;
    PrepaidAct ask = {.entry_id = uuid_new(),
                      .sale_no = "",
                      .order_no = order,
                      .slip_no = "",
                      .by = "甲",
                      .manager = "",
                      .reason = "错",
                      .at = c->now,
                      .car_id = c->cars[roll(&c->dice, CARS)]};
    snprintf(order, sizeof order, "RO%d-%d", (int)getpid(), ++c->order);
    Word word = {0};
    snprintf(word.id, sizeof word.id, "%s", ask.entry_id.text);
    if (!prepaid_sales(c->db, &c->arena, ask.car_id.text, &sales, &n, &c->err)) _exit(7);
    uint32_t what = roll(&c->dice, 10);
    bool done;
    if (what >= 7 && what < 9 && n > 0) {
        const PrepaidSale *s = &sales[roll(&c->dice, (uint32_t)n)];
        ask.sale_no = s->order_no, ask.order_no = "", ask.back = book_refund(&s->book, &s->state);
        tell(c, &word);
        done = prepaid_return(c->db, &c->arena, &ask, &e, &c->err);
    } else if (what == 9) {
        ask.no = 1 + roll(&c->dice, 400), ask.order_no = "";
        tell(c, &word);
        done = prepaid_correct(c->db, &c->arena, &ask, &e, &c->err);
    } else {
        tell(c, &word);
        done = prepaid_use(c->db, &c->arena, &ask, &e, &c->err);
    }
    ended(c, word, done, &e);
}

static void be_a_clerk(const Store *s, const Uuid *cars, int pipe, uint32_t seed, Ms now) {
    Clerk c = {.pipe = pipe, .dice = seed, .now = now};
    memcpy(c.cars, cars, sizeof c.cars);
    if (!db_open(&c.db, s->path, DB_WRITE, &c.err)) {
        fprintf(stderr, "the next start fails: %s\n", c.err.en);
        _exit(6);
    }
    for (;;) {
        if (roll(&c.dice, 4) == 0)
            clerk_sells(&c);
        else
            clerk_acts(&c);
        c.now += roll(&c.dice, 3 * 24) * MS_HOUR;
        arena_reset(&c.arena);
    }
}

/* --- the parent ------------------------------------------------------------------------------------------------------
 */

static Word *words;
static size_t n_words;

static bool hear(int fd) {
    ssize_t n;
    do n = read(fd, &words[n_words], sizeof *words);
    while (n < 0 && errno == EINTR);
    if (n == 0) return false;
    assert_int_equal(n, sizeof *words);
    assert_true(++n_words < LOG_MAX);
    return true;
}

static void one_life(const Store *s, const Uuid *cars, uint32_t *dice, Ms now) {
    int fds[2], status;
    assert_int_equal(pipe(fds), 0);
    uint32_t seed = *dice | 1, until = 10 + roll(dice, 60), longer_us = roll(dice, 3000);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        close(fds[0]);
        be_a_clerk(s, cars, fds[1], seed, now);
    }
    close(fds[1]);
    for (uint32_t i = 0; i < until && hear(fds[0]); i++) {
    }
    usleep(longer_us);
    kill(pid, SIGKILL);
    while (hear(fds[0])) {
    }
    close(fds[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (!WIFSIGNALED(status)) fail_msg("the child ended by itself with %d", WEXITSTATUS(status));
}

static int64_t asked(Store *s, const char *sql, const char *id) {
    char whole[512];
    snprintf(whole, sizeof whole, sql, id);
    return number(s, whole);
}

/* A sale is acknowledged by its own key, everything else by its entry's. */
static bool is_there(Store *s, const Word *word) {
    return asked(s,
                 "SELECT EXISTS (SELECT 1 FROM prepaid_sale WHERE sale_id = '%1$s')"
                 " + EXISTS (SELECT 1 FROM prepaid_entry WHERE entry_id = '%1$s')",
                 word->id) > 0;
}

static void acknowledged_is_there(Store *s, size_t from, int64_t *entries) {
    for (size_t i = from; i < n_words; i++) {
        const Word *w = &words[i];
        if (!w->done) { /* begun: the answer follows, unless the child was killed between */
            bool answered = i + 1 < n_words && strcmp(words[i + 1].id, w->id) == 0;
            if (!answered) *entries += is_there(s, w);
            continue;
        }
        assert_int_equal(is_there(s, w), !w->refused);
        *entries += !w->refused;
    }
}

static int64_t sum_of(Store *s, const char *sale_no) {
    int64_t sum = 0;
    for (size_t i = 0; i < n_words; i++) {
        const Word *w = &words[i];
        if (w->done && !w->refused && strcmp(w->sale_no, sale_no) == 0) sum += w->services;
    }
    /* those that were begun, are there, and were never acknowledged */
    for (size_t i = 0; i < n_words; i++) {
        const Word *w = &words[i];
        if (w->done || (i + 1 < n_words && strcmp(words[i + 1].id, w->id) == 0)) continue;
        char sql[512];
        snprintf(sql, sizeof sql,
                 "SELECT coalesce(sum(e.services), 0) FROM prepaid_entry e JOIN prepaid_sale s ON s.sale_id = e.sale_id"
                 " WHERE s.order_no = '%s' AND (e.entry_id = '%s' OR (e.kind = 'sold' AND e.sale_id = '%s'))",
                 sale_no, w->id, w->id);
        sum += number(s, sql);
    }
    return sum;
}

static void balances_are_what_was_acknowledged(Store *s) {
    sqlite3_stmt *q;
    assert_int_equal(sqlite3_prepare_v2(db_handle(s->db), "SELECT order_no, remaining FROM v_prepaid", -1, &q, NULL),
                     SQLITE_OK);
    while (sqlite3_step(q) == SQLITE_ROW)
        assert_int_equal(sqlite3_column_int64(q, 1), sum_of(s, (const char *)sqlite3_column_text(q, 0)));
    sqlite3_finalize(q);
}

static void what_was_acknowledged_survives_kill_9(void **state) {
    (void)state;
    const char *told = getenv("LOUNGE_SEED");
    uint32_t dice = told ? (uint32_t)strtoul(told, NULL, 10) : (uint32_t)getpid();
    printf("seed %u\n", dice);
    dice = dice * 2654435761u | 1;
    words = mem_alloc(sizeof *words * LOG_MAX);
    Store *s = with_policy("list");
    Uuid cars[CARS];
    for (int i = 0; i < CARS; i++) cars[i] = a_car(s, "川A00000", "");
    db_close(s->db);
    s->db = NULL;
    int64_t entries = 0;
    Ms now = at("2026-01-05T10:00");
    for (int i = 0; i < KILLS; i++) {
        size_t from = n_words;
        Buf faults = {0};
        size_t n_faults = 0;
        one_life(s, cars, &dice, now);
        must(s, db_open(&s->db, s->path, DB_WRITE, &s->err));
        acknowledged_is_there(s, from, &entries);
        assert_int_equal(number(s, "SELECT count(*) FROM prepaid_entry WHERE kind <> 'month_end'"), entries);
        if (i % 4 == 3) {
            sound(s);
            balances_are_what_was_acknowledged(s);
            must(s, db_check(s->db, &faults, &n_faults, &s->err));
            if (n_faults) fail_msg("%s", buf_text(&faults));
        }
        int64_t last = number(s, "SELECT coalesce(max(at_ms), 0) FROM prepaid_entry");
        if (last > now) now = last + MS_DAY;
        buf_free(&faults);
        db_close(s->db);
        s->db = NULL;
    }
    printf("%zu words from %d children, %lld entries\n", n_words, KILLS, (long long)entries);
    assert_true(entries > KILLS);
    free(words);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_acknowledged_survives_kill_9)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
