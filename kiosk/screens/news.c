/* Comparing two boards: whose stage or hold moved. */
#include "news.h"

#include <stdio.h>
#include <string.h>

static const Order *find(const Order *board, size_t n, const char *order_no) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(board[i].order_no, order_no) == 0) return &board[i];
    return NULL;
}

static bool is_waiting(const BoardNews *news, const char *order_no) {
    for (int i = 0; i < news->n; i++)
        if (strcmp(news->order_no[i], order_no) == 0) return true;
    return false;
}

static void drop_first(BoardNews *news) {
    memmove(news->order_no[0], news->order_no[1], sizeof news->order_no - sizeof news->order_no[0]);
    news->n--;
    news->since = 0;
}

static bool moved(const Order *now, const Order *old) {
    return old && (old->stage != now->stage || old->hold != now->hold);
}

void news_compare(BoardNews *news, const Order *old, size_t n_old, const Order *now, size_t n_now) {
    for (int ready = 1; ready >= 0; ready--) {
        for (size_t i = 0; i < n_now && news->n < NEWS_MOST; i++) {
            const Order *o = &now[i];
            if ((o->stage == STAGE_READY) != ready || is_waiting(news, o->order_no)) continue;
            if (!moved(o, find(old, n_old, o->order_no))) continue;
            snprintf(news->order_no[news->n++], ORDER_NO_SIZE, "%s", o->order_no);
        }
    }
}

int news_row(BoardNews *news, const Order *board, size_t n, Ms mono) {
    while (news->n > 0) {
        const Order *o = find(board, n, news->order_no[0]);
        bool shown = news->since && mono - news->since >= NEWS_MS;
        if (o && !shown) {
            if (!news->since) news->since = mono;
            return (int)(o - board);
        }
        drop_first(news);
    }
    return -1;
}
