/* Pinyin: a session of librime fed letter by letter, and its candidates merged with the phrases. A key costs one
 * process_key where letters were added or deleted at the end; only a word taken from the middle feeds all again. */
#include "pinyin.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/share.h"
#include "phrases.h"

#include <dlfcn.h>
#include <limits.h>
#include <rime_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FETCH = 48,            /* candidates asked of librime at a time */
    CANDIDATES_MOST = 600, /* beyond that nobody pages */
    OWN_MOST = 12,         /* phrases offered */
    KEY_BACKSPACE = 0xFF08 /* X keysym */
};

typedef struct Candidate {
    const char *text;
    int rime; /* its index there; −1: our own, which takes all letters */
} Candidate;

struct Pinyin {
    RimeApi *api;
    RimeSessionId session;
    Phrases *phrases; /* NULL: none */
    Text *text;
    Arena arena; /* what candidates and the like live in, until the next typing */
    char letters[PINYIN_LETTERS + 1], fed[PINYIN_LETTERS + 1];
    char before[64];
    const char *spelling, *preview;
    Candidate list[CANDIDATES_MOST];
    size_t n;
    int next_rime;
    bool all;
};

/* --- opening ------------------------------------------------------------------------------------------------ */

#define LIBRARY     "librime.so.1"
#define SHARED_DATA "/usr/share/rime-data"
#define NOWHERE     "/nonexistent/lounge" /* Debian promises that there is no such folder: nothing can be written */

static RimeApi *load_api(Err *err) {
    static RimeApi *api; /* loaded and set up once: its log may be set up once a process */
    if (api) return api;
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    RimeApi *(*get_api)(void) = NULL;
    if (library) *(void **)&get_api = dlsym(library, "rime_get_api");
    if (!get_api) {
        err_set(err, ERR_NOT_FOUND,
                TXT("no pinyin: install Debian's librime1 (%s)", "没有拼音输入：请安装 Debian 软件包 librime1（%s）"),
                dlerror());
        return NULL;
    }
    return api = get_api();
}

static void start(RimeApi *api) {
    static bool is_set_up;
    char staging[PATH_MAX];
    RIME_STRUCT(RimeTraits, traits);
    traits.shared_data_dir = SHARED_DATA;
    traits.user_data_dir = NOWHERE;
    traits.staging_dir = share_path("assets/rime", staging, sizeof staging);
    traits.distribution_name = traits.distribution_code_name = "Lounge";
    traits.distribution_version = "1";
    traits.app_name = "rime.lounge";
    traits.log_dir = "";
    traits.min_log_level = 2;
    if (!is_set_up) api->setup(&traits);
    is_set_up = true;
    api->initialize(&traits);
}

/* Without the tables a session opens all the same and has nothing to offer. */
static bool knows_a_word(Pinyin *p) {
    p->api->process_key(p->session, 'a', 0);
    RIME_STRUCT(RimeContext, context);
    bool knows = p->api->get_context(p->session, &context) && context.menu.num_candidates > 0;
    p->api->free_context(&context);
    p->api->clear_composition(p->session);
    return knows;
}

static Phrases *read_phrases(void) {
    char path[PATH_MAX];
    Err err = {0};
    Phrases *phrases = phrases_read(share_path("data/phrases.txt", path, sizeof path), &err);
    if (!phrases) log_err(LOG_WARN, "pinyin", &err);
    return phrases;
}

Pinyin *pinyin_open(Err *err) {
    RimeApi *api = load_api(err);
    if (!api) return NULL;
    start(api);
    Pinyin *p = mem_alloc(sizeof *p);
    p->api = api;
    p->session = api->create_session();
    p->spelling = p->preview = "";
    if (!p->session || !api->select_schema(p->session, "lounge") || !knows_a_word(p)) {
        pinyin_close(p);
        err_set(err, ERR_NOT_FOUND,
                TXT("no pinyin: install Debian's rime-data-luna-pinyin",
                    "没有拼音输入：请安装 Debian 软件包 rime-data-luna-pinyin"));
        return NULL;
    }
    p->phrases = read_phrases();
    return p;
}

void pinyin_close(Pinyin *p) {
    if (!p) return;
    if (p->session) p->api->destroy_session(p->session);
    p->api->finalize();
    phrases_free(p->phrases);
    arena_free(&p->arena);
    explicit_bzero(p, sizeof *p); /* what was typed is gone */
    free(p);
}

/* --- typing ------------------------------------------------------------------------------------------------- */

static void feed(Pinyin *p, const char *letters) {
    size_t common = 0, fed = strlen(p->fed);
    while (p->fed[common] && p->fed[common] == letters[common]) common++;
    if (common < fed && fed - common > 1) {
        p->api->clear_composition(p->session);
        common = 0;
    } else if (common < fed) {
        p->api->process_key(p->session, KEY_BACKSPACE, 0);
    }
    for (const char *l = letters + common; *l; l++) p->api->process_key(p->session, *l, 0);
    snprintf(p->fed, sizeof p->fed, "%s", letters);
}

static bool is_listed(const Pinyin *p, const char *text) {
    for (size_t i = 0; i < p->n; i++) {
        if (strcmp(p->list[i].text, text) == 0) return true;
    }
    return false;
}

static void add(Pinyin *p, const char *text, int rime) {
    if (p->n == CANDIDATES_MOST || !*text || is_listed(p, text) || !text_can_draw(p->text, text)) return;
    p->list[p->n++] = (Candidate){arena_strdup(&p->arena, text), rime};
}

/* The spelling, the preview while librime's own first word leads, and that word; "" when there is none. */
static const char *read_context(Pinyin *p) {
    RIME_STRUCT(RimeContext, context);
    const char *first = "";
    p->spelling = p->preview = arena_strdup(&p->arena, p->letters);
    if (p->api->get_context(p->session, &context)) {
        if (context.composition.preedit) p->spelling = arena_strdup(&p->arena, context.composition.preedit);
        if (context.commit_text_preview) p->preview = arena_strdup(&p->arena, context.commit_text_preview);
        if (context.menu.num_candidates > 0) first = arena_strdup(&p->arena, context.menu.candidates[0].text);
        p->api->free_context(&context);
    }
    return first;
}

bool pinyin_more(Pinyin *p) {
    RimeCandidateListIterator it = {0};
    size_t before = p->n;
    if (p->all || !p->api->candidate_list_from_index(p->session, &it, p->next_rime)) p->all = true;
    int got = 0;
    while (!p->all && (got < FETCH || p->n == before)) {
        if (!p->api->candidate_list_next(&it))
            p->all = true;
        else
            add(p, it.candidate.text, p->next_rime++), got++;
    }
    if (it.ptr) p->api->candidate_list_end(&it);
    if (p->n == CANDIDATES_MOST) p->all = true;
    return p->n > before;
}

/* Sure phrases, librime's first with phrases put in, that first itself, guesses, and then the rest. */
static void list_candidates(Pinyin *p, const char *first) {
    const char *own[OWN_MOST];
    size_t sure = 0, n = p->phrases ? phrases_find(p->phrases, p->letters, p->before, own, OWN_MOST, &sure) : 0;
    for (size_t i = 0; i < sure; i++) add(p, own[i], -1);
    if (p->phrases) {
        const char *better = phrases_put_in(p->phrases, &p->arena, first, p->spelling);
        if (strcmp(better, first) != 0) add(p, better, -1);
    }
    if (*first) add(p, first, 0);
    for (size_t i = sure; i < n; i++) add(p, own[i], -1);
    pinyin_more(p);
    if (p->n && p->list[0].rime < 0) p->preview = p->list[0].text;
}

void pinyin_type(Pinyin *p, Text *text, const char *letters, const char *before) {
    size_t len = strlen(before), most = sizeof p->before - 1, skip = len > most ? len - most : 0;
    while (skip < len && (before[skip] & 0xC0) == 0x80) skip++; /* not in the midst of a character */
    before += skip;
    if (p->text == text && strcmp(letters, p->letters) == 0 && strcmp(before, p->before) == 0) return;
    p->text = text;
    snprintf(p->letters, sizeof p->letters, "%s", letters);
    snprintf(p->before, sizeof p->before, "%s", before);
    arena_reset(&p->arena);
    p->n = 0;
    p->next_rime = 0;
    p->all = false;
    p->spelling = p->preview = "";
    feed(p, p->letters);
    if (*p->letters) list_candidates(p, read_context(p));
}

const char *pinyin_spelling(const Pinyin *p) {
    return p->spelling;
}

const char *pinyin_preview(const Pinyin *p) {
    return p->preview;
}

size_t pinyin_count(const Pinyin *p) {
    return p->n;
}

const char *pinyin_candidate(const Pinyin *p, size_t i) {
    return p->list[i].text;
}

/* --- taking ------------------------------------------------------------------------------------------------- */

/* After a word for the first syllables was chosen, the composition shows it, and behind it the letters that are left.
 */
static void read_rest(const Pinyin *p, char *text, char *left, size_t size) {
    RIME_STRUCT(RimeContext, context);
    if (!p->api->get_context(p->session, &context)) return;
    const char *shown = context.composition.preedit ? context.composition.preedit : "";
    size_t taken = (size_t)context.composition.sel_start, n = 0;
    if (taken > strlen(shown)) taken = strlen(shown);
    snprintf(text, size, "%.*s", (int)taken, shown);
    for (const char *l = shown + taken; *l && n + 1 < size; l++) {
        if (*l >= 'a' && *l <= 'z') left[n++] = *l;
    }
    left[n] = '\0';
    p->api->free_context(&context);
}

void pinyin_take(Pinyin *p, size_t i, char *text, char *left, size_t size) {
    Candidate chosen = p->list[i];
    snprintf(text, size, "%s", chosen.text);
    left[0] = '\0';
    if (chosen.rime >= 0 && p->api->select_candidate(p->session, (size_t)chosen.rime)) {
        RIME_STRUCT(RimeCommit, commit);
        if (p->api->get_commit(p->session, &commit))
            p->api->free_commit(&commit);
        else
            read_rest(p, text, left, size);
    }
    p->api->clear_composition(p->session);
    p->fed[0] = '\0';
    pinyin_type(p, p->text, "", p->before);
}
