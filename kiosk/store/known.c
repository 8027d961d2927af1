/* Known names and their types: looking one up, and whether a text is of its type. */
#include "known.h"

#include "base/clock.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- names ---- */

static const Known *scalar_in(const Known *table, const char *key) {
    for (; table->key; table++)
        if (strcmp(table->key, key) == 0) return table;
    return NULL;
}

static const KnownList *list_in(const KnownList *table, const char *name, size_t len) {
    for (; table->name; table++)
        if (strlen(table->name) == len && memcmp(table->name, name, len) == 0) return table;
    return NULL;
}

static const KnownList *list_of(const char *name, size_t len) {
    const KnownList *list = list_in(known_setting_lists, name, len);
    return list ? list : list_in(known_policy_lists, name, len);
}

const KnownList *known_list(const char *name) {
    return list_of(name, strlen(name));
}

int known_entry(const char *text, const char **field) {
    char *end;
    if (*text < '1' || *text > '9') return 0;
    long n = strtol(text, &end, 10);
    if (*end != '.' || n > KNOWN_LIST_MAX) return 0;
    *field = end + 1;
    return (int)n;
}

/* LIST.N.FIELD: the list's name ends at the second dot. */
static const Known *known_item(const char *key) {
    const char *dot = strchr(key, '.'), *field;
    if (dot) dot = strchr(dot + 1, '.');
    const KnownList *list = dot ? list_of(key, (size_t)(dot - key)) : NULL;
    if (!list || !known_entry(dot + 1, &field)) return NULL;
    for (size_t i = 0; i < KNOWN_FIELDS_MAX && list->fields[i].key; i++)
        if (strcmp(list->fields[i].key, field) == 0) return &list->fields[i];
    return NULL;
}

const Known *known_key(const char *key) {
    const Known *known = scalar_in(known_settings, key);
    if (!known) known = scalar_in(known_policies, key);
    return known ? known : known_item(key);
}

bool known_is_policy(const char *key) {
    size_t len = strcspn(key, ".");
    for (const Known *k = known_policies; k->key; k++)
        if (strncmp(k->key, key, len) == 0 && k->key[len] == '.') return true;
    for (const KnownList *l = known_policy_lists; l->name; l++)
        if (strncmp(l->name, key, len) == 0 && l->name[len] == '.') return true;
    return false;
}

bool known_is_wanted(const Known *known) {
    switch (known->type) {
    case KNOWN_MAYBE:
    case KNOWN_OPEN_DAY: return false;
    case KNOWN_TEXT:
    case KNOWN_CHOICES: return known->least > 0;
    case KNOWN_CHOICE: return known->words[0] != '|';
    default: return true;
    }
}

/* ---- types ---- */

bool known_integer(const char *text, int64_t *out) {
    char *end;
    if (!*text || strlen(text) > 18 || strspn(text, "0123456789") != strlen(text)) return false;
    *out = strtoll(text, &end, 10);
    return true;
}

bool known_minute(const char *text, int64_t *out) {
    int h, m, used = 0;
    if (strlen(text) != 5 || sscanf(text, "%2d:%2d%n", &h, &m, &used) != 2 || used != 5) return false;
    if (h < 0 || h > 24 || m < 0 || m > 59 || h * 60 + m > 24 * 60) return false;
    *out = h * 60 + m;
    return true;
}

static bool is_day(const char *text) {
    Ms start;
    return strlen(text) == 10 && day_parse(text, &start);
}

static bool is_text(const Known *k, const char *text) {
    size_t len = strlen(text);
    if ((int64_t)len < k->least || (int64_t)len > k->most || !utf8_valid(text, len)) return false;
    for (const char *p = text; *p; p++)
        if (((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7F) return false;
    return true;
}

static bool is_id(const Known *k, const char *text) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return is_text(k, text) && strspn(text, allowed) == strlen(text);
}

static bool is_choice(const char *words, const char *text, size_t len) {
    for (const char *word = words;; word++) {
        size_t n = strcspn(word, "|");
        if (n == len && memcmp(word, text, n) == 0) return true;
        word += n;
        if (!*word) return false;
    }
}

static bool are_choices(const Known *k, const char *text) {
    int n = 0;
    for (const char *p = text; *p; n++) {
        size_t len = strcspn(p, " ");
        if (!len || !is_choice(k->words, p, len)) return false;
        p += len + strspn(p + len, " ");
    }
    return n >= k->least;
}

/* How many percents, at most max, into out (may be NULL); −1 when it is no such list. */
static int percents_of(const char *text, int *out, int max) {
    int n = 0;
    for (const char *p = text; *p; n++) {
        char *end;
        if (*p < '0' || *p > '9' || n == max) return -1;
        long percent = strtol(p, &end, 10);
        if (percent < 1 || percent > 100) return -1;
        if (out) out[n] = (int)percent;
        if (*end && *end != ' ') return -1;
        p = end + strspn(end, " ");
    }
    return n > 0 ? n : -1;
}

static bool is_zone(const char *text) {
    char path[128];
    if (!*text || strlen(text) > 64 || strstr(text, "..") || *text == '/') return false;
    snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", text);
    return access(path, R_OK) == 0;
}

bool known_fits(const Known *k, const char *text) {
    int64_t number;
    switch (k->type) {
    case KNOWN_TEXT: return is_text(k, text);
    case KNOWN_ID: return is_id(k, text);
    case KNOWN_MAYBE:
        if (!*text) return true; /* fall through */
    case KNOWN_INTEGER: return known_integer(text, &number) && number >= k->least && number <= k->most;
    case KNOWN_TIME: return known_minute(text, &number);
    case KNOWN_DAY: return is_day(text);
    case KNOWN_OPEN_DAY: return !*text || is_day(text);
    case KNOWN_CHOICE: return is_choice(k->words, text, strlen(text));
    case KNOWN_CHOICES: return are_choices(k, text);
    case KNOWN_PERCENTS: return percents_of(text, NULL, (int)k->most) > 0;
    case KNOWN_ZONE: return is_zone(text);
    }
    return false;
}

/* What is wanted, in words; the value itself may be a password and is not repeated. */
bool known_refuse(const Known *k, const char *key, Err *err) {
    long long least = k->least, most = k->most;
    switch (k->type) {
    case KNOWN_INTEGER:
    case KNOWN_MAYBE:
        return err_set(err, ERR_INPUT,
                       TXT("%s wants a whole number from %lld to %lld", "%s 须为 %lld 到 %lld 之间的整数"), key, least,
                       most);
    case KNOWN_TIME: return err_set(err, ERR_INPUT, TXT("%s wants a time like 08:30", "%s 须为 08:30 这样的时间"), key);
    case KNOWN_DAY:
    case KNOWN_OPEN_DAY:
        return err_set(err, ERR_INPUT, TXT("%s wants a day like 2026-11-23", "%s 须为 2026-11-23 这样的日期"), key);
    case KNOWN_CHOICE:
        return err_set(err, ERR_INPUT, TXT("%s wants one of: %s", "%s 须为其中之一：%s"), key,
                       k->words[0] == '|' ? k->words + 1 : k->words);
    case KNOWN_CHOICES:
        return err_set(err, ERR_INPUT,
                       TXT("%s wants some of, with spaces between: %s", "%s 须为其中几项，以空格分隔：%s"), key,
                       k->words);
    case KNOWN_PERCENTS:
        return err_set(err, ERR_INPUT,
                       TXT("%s wants percents from 1 to 100 with spaces between, at most %lld: 90 80 70",
                           "%s 须为以空格分隔的 1 到 100 的百分数，最多 %lld 个：90 80 70"),
                       key, most);
    case KNOWN_ZONE:
        return err_set(err, ERR_INPUT,
                       TXT("%s wants an installed time zone like Asia/Shanghai (package tzdata)",
                           "%s 须为已安装的时区，如 Asia/Shanghai（软件包 tzdata）"),
                       key);
    case KNOWN_ID:
        return err_set(err, ERR_INPUT,
                       TXT("%s wants letters, digits, - or _, from %lld to %lld of them",
                           "%s 只能用字母、数字、- 和 _，%lld 到 %lld 个"),
                       key, least, most);
    case KNOWN_TEXT: break;
    }
    return err_set(err, ERR_INPUT, TXT("%s wants plain text of %lld to %lld bytes", "%s 须为 %lld 到 %lld 字节的文字"),
                   key, least, most);
}
