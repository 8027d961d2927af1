/* What a commit changed on the board: whose stage or hold moved, what is ready first, three at most, one after another.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screens/news.h"

#include <string.h>

enum { CARS = 6 };
static const char *const numbers[CARS] = {"R1", "R2", "R3", "R4", "R5", "R6"};

static void board_of(Order board[CARS], Stage stage) {
    memset(board, 0, CARS * sizeof *board);
    for (int i = 0; i < CARS; i++) {
        board[i].order_no = numbers[i];
        board[i].stage = stage;
    }
}

static void only_a_moved_stage_or_hold_is_news(void **state) {
    (void)state;
    Order old[CARS], now[CARS];
    BoardNews news = {0};
    board_of(old, STAGE_IN_WORK);
    board_of(now, STAGE_IN_WORK);
    now[2].promised = 5;
    news_compare(&news, old, CARS, now, CARS);
    assert_int_equal(news.n, 0);
    assert_int_equal(news_row(&news, now, CARS, 1000), -1);
    now[2].hold = HOLD_PARTS;
    now[4].stage = STAGE_WASH;
    news_compare(&news, old, CARS, now, CARS);
    assert_int_equal(news.n, 2);
    assert_int_equal(news_row(&news, now, CARS, 1000), 2);
    assert_int_equal(news_row(&news, now, CARS, 1000 + NEWS_MS - 1), 2);
    assert_int_equal(news_row(&news, now, CARS, 1000 + NEWS_MS), 4);
    assert_int_equal(news_row(&news, now, CARS, 1000 + 2 * NEWS_MS - 1), 4);
    assert_int_equal(news_row(&news, now, CARS, 1000 + 2 * NEWS_MS), -1);
    assert_int_equal(news.n, 0);
}

static void a_new_car_and_the_first_reading_are_no_news(void **state) {
    (void)state;
    Order old[CARS], now[CARS];
    BoardNews news = {0};
    board_of(now, STAGE_READY);
    news_compare(&news, NULL, 0, now, CARS);
    assert_int_equal(news.n, 0);
    board_of(old, STAGE_READY);
    news_compare(&news, old, 3, now, CARS);
    assert_int_equal(news.n, 0);
}

static void three_at_most_and_what_is_ready_first(void **state) {
    (void)state;
    Order old[CARS], now[CARS];
    BoardNews news = {0};
    board_of(old, STAGE_WASH);
    board_of(now, STAGE_ADVISOR_CHECK);
    now[5].stage = STAGE_READY;
    news_compare(&news, old, CARS, now, CARS);
    assert_int_equal(news.n, NEWS_MOST);
    assert_string_equal(news.order_no[0], "R6");
    assert_string_equal(news.order_no[1], "R1");
    news_compare(&news, old, CARS, now, CARS); /* the same again: nothing is added */
    assert_int_equal(news.n, NEWS_MOST);
}

static void a_car_that_left_is_passed_over(void **state) {
    (void)state;
    Order old[CARS], now[CARS];
    BoardNews news = {0};
    board_of(old, STAGE_WASH);
    board_of(now, STAGE_WASH);
    now[0].stage = now[1].stage = STAGE_READY;
    news_compare(&news, old, CARS, now, CARS);
    assert_int_equal(news_row(&news, now, CARS, 1000), 0);
    assert_int_equal(news_row(&news, now + 1, CARS - 1, 2000), 0); /* R1 is gone: R2 stands first now */
    assert_int_equal(news_row(&news, now + 1, CARS - 1, 2000 + NEWS_MS), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_a_moved_stage_or_hold_is_news),
        cmocka_unit_test(a_new_car_and_the_first_reading_are_no_news),
        cmocka_unit_test(three_at_most_and_what_is_ready_first),
        cmocka_unit_test(a_car_that_left_is_passed_over),
    };
    return cmocka_run_group_tests_name("news", tests, NULL, NULL);
}
