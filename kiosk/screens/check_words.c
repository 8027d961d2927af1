/* The check of words: each text that is drawn, against each fixed piece of the table's texts. */
#include "check_words.h"

#include "base/utf8.h"

#include <string.h>

enum { PIECE_BYTES = 512 };

/* Walks a text of the table piece by piece, cut at its arguments ("%d of %s" -> " of "). False at its end. */
static bool next_piece(const char **text, char piece[PIECE_BYTES]) {
    size_t n = 0;
    const char *p = *text;
    while (*p && *p != '%' && n + 1 < PIECE_BYTES) piece[n++] = *p++;
    piece[n] = '\0';
    if (*p == '%') {
        p++;
        p += strspn(p, "0123456789$.-+l");
        if (*p) p++;
    }
    bool any = p != *text;
    *text = p;
    return any;
}

static size_t count_chinese(const char *text) {
    size_t n = 0;
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        uint32_t cp = utf8_next(&p, end);
        n += cp >= 0x4E00 && cp <= 0x9FFF;
    }
    return n;
}

static size_t count_letters(const char *text) {
    size_t n = 0;
    for (; *text; text++) n += (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z');
    return n;
}

/* Long enough to be that word and no accident. */
static bool tells(const char *piece, Lang lang) {
    return lang == LANG_ZH ? count_chinese(piece) >= 2 : count_letters(piece) >= 4;
}

/* Some words are the same in both ("Wi-Fi", "中文" as the way back). */
static bool is_in_table(const char *piece, Lang lang) {
    for (int i = 0; i < WORDS; i++)
        if (strstr(word(lang, (Word)i), piece)) return true;
    return false;
}

static size_t check_other(const char *text, Lang lang, Buf *faults) {
    Lang other = lang == LANG_ZH ? LANG_EN : LANG_ZH;
    char piece[PIECE_BYTES];
    for (int i = 0; i < WORDS; i++) {
        for (const char *p = word(other, (Word)i); next_piece(&p, piece);) {
            if (!tells(piece, other) || !strstr(text, piece) || is_in_table(piece, lang)) continue;
            buf_printf(faults, "not translated (%s): %s\n", word_name((Word)i), text);
            return 1;
        }
    }
    return 0;
}

/* A line of a wrapped text that is wholly in the other language is a part of one of its texts. */
static size_t check_line(const char *text, Lang lang, Buf *faults) {
    Lang other = lang == LANG_ZH ? LANG_EN : LANG_ZH;
    if (!tells(text, other) || is_in_table(text, lang)) return 0;
    for (int i = 0; i < WORDS; i++) {
        if (!strstr(word(other, (Word)i), text)) continue;
        buf_printf(faults, "not translated (%s): %s\n", word_name((Word)i), text);
        return 1;
    }
    return 0;
}

static size_t check_cut(const char *text, Lang lang, Buf *faults) {
    size_t len = strlen(text), dots = strlen("…");
    char stem[PIECE_BYTES];
    if (len <= dots || len >= sizeof stem || strcmp(text + len - dots, "…") != 0) return 0;
    memcpy(stem, text, len - dots);
    stem[len - dots] = '\0';
    for (int i = 0; i < WORDS; i++) {
        const char *own = word(lang, (Word)i);
        if (strcmp(own, text) == 0) return 0; /* "Saving…" */
    }
    for (int i = 0; i < WORDS; i++) {
        if (strncmp(word(lang, (Word)i), stem, strlen(stem)) != 0) continue;
        buf_printf(faults, "cut (%s): %s\n", word_name((Word)i), text);
        return 1;
    }
    return 0;
}

size_t check_words(const DrawList *list, Lang lang, Buf *faults) {
    size_t n = 0;
    for (size_t i = 0; i < list->n_cmds; i++) {
        const char *text = list->cmds[i].kind == DRAW_TEXT ? list->cmds[i].text : NULL;
        if (!text || !*text) continue;
        size_t other = check_other(text, lang, faults);
        n += other + (other ? 0 : check_line(text, lang, faults)) + check_cut(text, lang, faults);
    }
    return n;
}
