/* The phrases: read once when the keyboard opens, then looked through whole at each key (some hundreds, microseconds).
 */
#include "phrases.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SYLLABLES_MOST = 12,
    LINE_MOST = 256,
    WEIGHT_USUAL = 5,
    WEIGHT_INSIDE = 8, /* from here on a phrase of two may stand inside a sentence */
    AHEAD_MOST = 3,    /* guesses */
};

typedef struct Phrase {
    const char *text, *pinyin;
    const char *syllables[SYLLABLES_MOST];
    size_t char_end[SYLLABLES_MOST]; /* bytes of text up to the end of each character */
    int n, weight;
} Phrase;

struct Phrases {
    Arena arena;
    Phrase *list; /* heaviest first, else as in the file */
    size_t n, cap;
};

/* --- reading ------------------------------------------------------------------------------------------------ */

static bool is_pinyin(const char *text) {
    return *text && text[strspn(text, "abcdefghijklmnopqrstuvwxyz ")] == '\0';
}

/* Syllables and characters side by side; false when they are not as many. */
static bool take_syllables(Phrases *phrases, Phrase *p) {
    char *rest = arena_strdup(&phrases->arena, p->pinyin), *save = NULL;
    for (char *one = strtok_r(rest, " ", &save); one; one = strtok_r(NULL, " ", &save)) {
        if (p->n == SYLLABLES_MOST) return false;
        p->syllables[p->n++] = one;
    }
    int chars = 0;
    for (const char *at = p->text, *end = at + strlen(at); at < end; chars++) {
        utf8_next(&at, end);
        if (chars == p->n) return false;
        p->char_end[chars] = (size_t)(at - p->text);
    }
    return p->n > 0 && chars == p->n;
}

static bool take_line(Phrases *phrases, char *line) {
    line[strcspn(line, "\r\n")] = '\0';
    if (*line == '#' || *line == '\0') return true;
    char *pinyin = strchr(line, '\t'), *weight = pinyin ? strchr(pinyin + 1, '\t') : NULL;
    if (!pinyin || !utf8_valid(line, strlen(line))) return false;
    *pinyin++ = '\0';
    if (weight) *weight++ = '\0';
    if (!*line || !is_pinyin(pinyin)) return false;
    if (weight && (*weight < '1' || *weight > '9' || weight[1])) return false;
    if (phrases->n == phrases->cap) {
        phrases->cap = phrases->cap ? 2 * phrases->cap : 512;
        phrases->list = mem_grow(phrases->list, phrases->cap * sizeof *phrases->list);
    }
    Phrase *p = &phrases->list[phrases->n];
    *p = (Phrase){.text = arena_strdup(&phrases->arena, line),
                  .pinyin = arena_strdup(&phrases->arena, pinyin),
                  .weight = weight ? *weight - '0' : WEIGHT_USUAL};
    if (!take_syllables(phrases, p)) return false;
    phrases->n++;
    return true;
}

/* Stable: of equal weight, the file's order. */
static void sort_by_weight(Phrases *phrases) {
    Phrase *sorted = mem_alloc((phrases->n + 1) * sizeof *sorted);
    size_t n = 0;
    for (int weight = 9; weight >= 1; weight--) {
        for (size_t i = 0; i < phrases->n; i++) {
            if (phrases->list[i].weight == weight) sorted[n++] = phrases->list[i];
        }
    }
    free(phrases->list);
    phrases->list = sorted;
}

Phrases *phrases_read(const char *path, Err *err) {
    FILE *file = fopen(path, "r");
    if (!file) {
        err_set(err, ERR_NOT_FOUND, TXT("phrases %s cannot be read: %s", "无法读取词组文件 %s：%s"), path,
                strerror(errno));
        return NULL;
    }
    Phrases *phrases = mem_alloc(sizeof *phrases);
    char line[LINE_MOST];
    bool good = true;
    for (int number = 1; good && fgets(line, sizeof line, file); number++) {
        good = take_line(phrases, line);
        if (!good)
            err_set(err, ERR_INPUT,
                    TXT("%s line %d is not: phrase, tab, one syllable a character, tab, 1-9",
                        "%s 第 %d 行应为：词组、制表符、每字一个拼音、制表符、1-9"),
                    path, number);
    }
    fclose(file);
    if (!good) {
        phrases_free(phrases);
        return NULL;
    }
    sort_by_weight(phrases);
    return phrases;
}

void phrases_free(Phrases *phrases) {
    if (!phrases) return;
    arena_free(&phrases->arena);
    free(phrases->list);
    free(phrases);
}

size_t phrases_n(const Phrases *phrases) {
    return phrases->n;
}

const char *phrases_text(const Phrases *phrases, size_t i) {
    return phrases->list[i].text;
}

const char *phrases_pinyin(const Phrases *phrases, size_t i) {
    return phrases->list[i].pinyin;
}

/* --- matching ----------------------------------------------------------------------------------------------- */

/* How letters agree with syllables; a later one is better. */
typedef enum Match {
    MATCH_NONE,
    MATCH_AHEAD, /* letters are used up before the syllables are */
    MATCH_BEGUN, /* every syllable was begun, not every one was typed out */
    MATCH_FULL,
} Match;

static Match better(Match a, Match b) {
    return a > b ? a : b;
}

/* `whole`: how many syllables were typed out so far, in a row. */
static Match match(const char *letters, const char *const *syllables, int n, int whole, bool all_whole) {
    if (n == 0) return *letters ? MATCH_NONE : all_whole ? MATCH_FULL : MATCH_BEGUN;
    if (!*letters) return all_whole && whole >= 2 ? MATCH_AHEAD : MATCH_NONE;
    size_t common = 0;
    while (syllables[0][common] && letters[common] == syllables[0][common]) common++;
    Match best = MATCH_NONE;
    for (size_t take = common; take > 0 && best < MATCH_FULL; take--) {
        bool is_whole = syllables[0][take] == '\0';
        bool ends_inside = letters[take] == '\0' && !is_whole && n > 1; /* "dengta": in the midst of the second */
        if (ends_inside && all_whole && whole >= 1) best = better(best, MATCH_AHEAD);
        best = better(best, match(letters + take, syllables + 1, n - 1, whole + is_whole, all_whole && is_whole));
    }
    return best;
}

/* How many of the phrase's characters end the text `before`; never all of them. */
static int begun_before(const Phrase *p, const char *before) {
    size_t len = strlen(before);
    for (int chars = p->n - 1; chars > 0; chars--) {
        size_t bytes = p->char_end[chars - 1];
        if (bytes <= len && memcmp(before + len - bytes, p->text, bytes) == 0) return chars;
    }
    return 0;
}

/* --- finding ------------------------------------------------------------------------------------------------ */

typedef struct Found {
    const char **out;
    size_t n, max;
} Found;

static void add(Found *found, const char *text) {
    for (size_t i = 0; i < found->n; i++) {
        if (strcmp(found->out[i], text) == 0) return;
    }
    if (found->n < found->max) found->out[found->n++] = text;
}

/* Rests of phrases begun before the cursor: after two characters any way of typing will do, after one the rest must be
 * typed out and be of two syllables, or chance would decide. */
static void find_rests(const Phrases *phrases, const char *letters, const char *before, Match least, Found *found) {
    for (int most = SYLLABLES_MOST; most > 0; most--) { /* the longer the beginning, the surer */
        for (size_t i = 0; i < phrases->n; i++) {
            const Phrase *p = &phrases->list[i];
            int chars = begun_before(p, before);
            if (chars != most) continue;
            Match m = match(letters, p->syllables + chars, p->n - chars, 0, true);
            if (chars == 1 && (m != MATCH_FULL || p->n - chars < 2)) continue;
            if (m >= least && m != MATCH_AHEAD) add(found, p->text + p->char_end[chars - 1]);
        }
    }
}

static void find_whole(const Phrases *phrases, const char *letters, Match wanted, size_t limit, Found *found) {
    size_t before = found->n;
    for (size_t i = 0; i < phrases->n && found->n - before < limit; i++) {
        const Phrase *p = &phrases->list[i];
        if (match(letters, p->syllables, p->n, 0, true) != wanted) continue;
        if (wanted == MATCH_BEGUN && p->n < 3) continue; /* "yx" is too little to go by */
        add(found, p->text);
    }
}

size_t phrases_find(const Phrases *phrases, const char *letters, const char *before, const char **out, size_t max,
                    size_t *sure) {
    Found found = {out, 0, max};
    find_rests(phrases, letters, before, MATCH_FULL, &found);
    find_whole(phrases, letters, MATCH_FULL, max, &found);
    find_rests(phrases, letters, before, MATCH_BEGUN, &found);
    find_whole(phrases, letters, MATCH_BEGUN, max, &found);
    *sure = found.n;
    find_whole(phrases, letters, MATCH_AHEAD, AHEAD_MOST, &found);
    return found.n;
}

/* --- inside a sentence -------------------------------------------------------------------------------------- */

static const Phrase *longest_at(const Phrases *phrases, char *const *typed, int n) {
    const Phrase *best = NULL;
    for (size_t i = 0; i < phrases->n; i++) {
        const Phrase *p = &phrases->list[i];
        if (p->n > n || p->n < 2 || (p->n == 2 && p->weight < WEIGHT_INSIDE) || (best && p->n <= best->n)) continue;
        bool same = true;
        for (int k = 0; k < p->n && same; k++) same = strcmp(p->syllables[k], typed[k]) == 0;
        if (same) best = p;
    }
    return best;
}

const char *phrases_put_in(const Phrases *phrases, Arena *arena, const char *sentence, const char *preedit) {
    enum { TYPED_MOST = 64 };
    char *typed[TYPED_MOST], *save = NULL;
    int n = 0;
    char *rest = arena_strdup(arena, preedit);
    for (char *one = strtok_r(rest, " ", &save); one && n < TYPED_MOST; one = strtok_r(NULL, " ", &save))
        typed[n++] = one;
    if ((size_t)n != utf8_count(sentence)) return sentence;
    char *out = arena_alloc(arena, (size_t)n * 4 + 1), *to = out;
    const char *from = sentence, *end = sentence + strlen(sentence);
    for (int i = 0; i < n;) {
        const Phrase *p = longest_at(phrases, typed + i, n - i);
        const char *text = p ? p->text : from;
        int chars = p ? p->n : 1;
        for (int k = 0; k < chars; k++) utf8_next(&from, end);
        size_t bytes = p ? strlen(text) : (size_t)(from - text);
        memcpy(to, text, bytes);
        to += bytes;
        i += chars;
    }
    return out;
}
