/* The customers' words, as a table in both languages. */
#include "words.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

static const struct {
    const char *name, *text[2];
} words[WORDS] = {
#define W(id, zh, en) {#id, {zh, en}},
#include "words.def"
#undef W
};

static const char *longer[WORDS]; /* NULL until words_lengthen */

/* The end of a format's argument that begins at p ("%s", "%1$02d"), else p. */
static const char *past_argument(const char *p) {
    if (*p != '%') return p;
    p++;
    p += strspn(p, "0123456789$.-+l");
    return *p ? p + 1 : p;
}

/* Doubles vowels, so that words break where they did, until it is long enough; what is still short is filled up behind.
 */
static const char *lengthen(const char *text) {
    static const char vowels[] = "aeiou", *const doubled[] = {"áa", "ée", "íi", "óo", "úu"};
    size_t least = (utf8_count(text) * 14 + 9) / 10, more = 2; /* the brackets */
    Buf b = {0};
    buf_putc(&b, '[');
    for (const char *p = text; *p;) {
        const char *end = past_argument(p), *vowel = strchr(vowels, *p);
        if (end > p)
            buf_add(&b, p, (size_t)(end - p)), p = end;
        else if (vowel && utf8_count(text) + more < least)
            buf_puts(&b, doubled[vowel - vowels]), p++, more++;
        else
            buf_putc(&b, *p++);
    }
    for (; utf8_count(text) + more < least; more++) buf_putc(&b, '~');
    buf_putc(&b, ']');
    return b.text;
}

void words_lengthen(void) {
    if (longer[0]) return;
    for (int i = 0; i < WORDS; i++) longer[i] = lengthen(words[i].text[LANG_EN]);
}

bool words_are_long(void) {
    return longer[0] != NULL;
}

const char *word(Lang lang, Word w) {
    if (lang == LANG_EN && longer[w]) return longer[w];
    return words[w].text[lang];
}

const char *word_name(Word w) {
    return words[w].name;
}
