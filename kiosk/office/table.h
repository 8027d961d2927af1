/* Listings: the same cells as an aligned table for people, or as a JSON array of objects (--json). A row is written
 * cell by cell, from the first column to the last; a JSON cell keeps its type. */
#ifndef LOUNGE_OFFICE_TABLE_H
#define LOUNGE_OFFICE_TABLE_H

#include "base/fen.h"
#include "office.h"

typedef struct Column {
    const char *id; /* JSON key; instants end in _ms, money in _fen */
    Words title;
    bool right; /* aligned to the right: numbers */
} Column;

typedef struct Table {
    const Office *office;
    const Column *columns;
    size_t n_columns, n_rows, at; /* at: the column of the next cell */
    Arena arena;
    const char **cells; /* table: row by row, n_columns each */
    size_t cap;
    Buf json;
} Table;

void table_begin(Table *table, const Office *office, const Column *columns, size_t n_columns);
void table_text(Table *table, const char *text); /* NULL: JSON null, an empty cell */
void table_int(Table *table, int64_t value);
void table_fen(Table *table, Fen fen);   /* −1 = none */
void table_instant(Table *table, Ms at); /* 0 = none; minutes in the table */
/* Writes it all to stdout and frees. An empty table says `empty` (on stdout, table only). */
void table_end(Table *table, Words empty);
/* JSON only: writes its one row as an object on a line of its own, and frees. */
void table_end_line(Table *table);
void table_drop(Table *table); /* frees without writing */

/* Columns of a terminal that a text takes: wide East Asian characters and emoji two, combining marks none. */
size_t table_width(const char *text);

#endif
