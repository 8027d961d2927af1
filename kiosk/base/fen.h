/* Money: integer fen (1 yuan = 100 fen). No floating point anywhere. */
#ifndef LOUNGE_BASE_FEN_H
#define LOUNGE_BASE_FEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t Fen;

#define FEN_MAX 100000000000LL /* 1,000,000,000 yuan: more than a dealership bills, far from overflow in sums */

/* Reads "12,800.50", "¥400", "￥12800.5", "1497.00元", full-width digits; spaces around are fine. Refuses anything
 * else, more than two decimals, and amounts beyond FEN_MAX either way. */
bool fen_parse(const char *text, Fen *out);
/* "¥1,470" or "¥1,470.50": two decimals only when there are fen. size 32 is enough. Returns out. */
char *fen_show(Fen fen, char *out, size_t size);
/* "1470.00": for files. size 32 is enough. Returns out. */
char *fen_plain(Fen fen, char *out, size_t size);
/* fen × percent / 100, rounded half up to the fen. 0 <= fen <= FEN_MAX, 0 <= percent <= 100. */
Fen fen_percent(Fen fen, int percent);

#endif
