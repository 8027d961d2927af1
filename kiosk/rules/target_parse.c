/* Reading a targeting rule: columns and brackets become nodes in the order in which they are written, each with the
 * count of what lies below it. What cannot be read is said in words, with the piece that is wrong. */
#include "targeting.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 512, SHOWN = 48 };

typedef enum Sign {
    SIGN_END,
    SIGN_WORD,
    SIGN_OPEN,
    SIGN_CLOSE,
    SIGN_COMMA,
    SIGN_SEMI,
    SIGN_AND,
    SIGN_NOT,
    SIGN_ASK,
    SIGN_OR
} Sign;

typedef struct Reader {
    char text[TARGET_CELL + 1]; /* half width */
    const char *p;              /* behind the present piece */
    Sign sign;
    const char *at; /* the present piece */
    size_t len;
    int depth;
    TargetNode nodes[TARGET_NODES];
    uint16_t n_nodes;
    TargetValue values[VALUES_MAX];
    uint16_t n_values;
    bool hide;
    Arena *arena;
    Err *err;
} Reader;

/* --- pieces ------------------------------------------------------------------------------------------------------- */

static Sign sign_at(const char *p, size_t *len) {
    *len = 1;
    switch (*p) {
    case '(': return SIGN_OPEN;
    case ')': return SIGN_CLOSE;
    case ',': return SIGN_COMMA;
    case ';': return SIGN_SEMI;
    case '&': return SIGN_AND;
    case '!': return SIGN_NOT;
    case '?': return SIGN_ASK;
    case '|': return SIGN_OR;
    default: break;
    }
    *len = strlen("、");
    return strncmp(p, "、", *len) == 0 ? SIGN_SEMI : SIGN_WORD;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void next(Reader *r) {
    while (is_blank(*r->p)) r->p++;
    r->at = r->p;
    r->len = 0;
    r->sign = SIGN_END;
    if (!*r->p) return;
    size_t len;
    r->sign = sign_at(r->p, &len);
    if (r->sign == SIGN_WORD) {
        size_t other;
        for (len = 0; r->p[len] && !is_blank(r->p[len]) && sign_at(r->p + len, &other) == SIGN_WORD;) len++;
    }
    r->len = len;
    r->p += len;
}

static bool same_letters(const char *text, size_t len, const char *word) {
    if (strlen(word) != len) return false;
    for (size_t i = 0; i < len; i++) {
        char c = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 32) : text[i];
        if (c != word[i]) return false;
    }
    return true;
}

/* Is the present piece one of these words? "" ends the list. */
static bool is_word(const Reader *r, const char *const *words) {
    if (r->sign != SIGN_WORD) return false;
    for (; **words; words++)
        if (same_letters(r->at, r->len, *words)) return true;
    return false;
}

static const char *const and_words[] = {"and", "且", "并且", ""}, *const not_words[] = {"not", "非", "不是", ""},
                         *const any_words[] = {"any", "任一", ""}, *const all_words[] = {"all", "全部", ""},
                         *const else_words[] = {"else", "否则", ""}, *const or_words[] = {"or", "或", "或者", ""},
                         *const hide_words[] = {"hide", "不显示", ""}, *const last_words[] = {"last", "排最后", ""},
                         *const yes_words[] = {"yes", "是", ""}, *const no_words[] = {"no", "否", ""};

static bool is_and(const Reader *r) {
    return r->sign == SIGN_AND || is_word(r, and_words);
}

static bool is_or(const Reader *r) {
    return r->sign == SIGN_OR || is_word(r, or_words);
}

/* Ends a list of values. */
static bool is_keyword(const Reader *r) {
    return is_word(r, and_words) || is_word(r, else_words) || is_word(r, or_words);
}

/* The present piece in a sentence, cut; the end has words of its own. */
static const char *shown(Reader *r) {
    if (r->sign == SIGN_END) return NULL;
    char *text = arena_strndup(r->arena, r->at, r->len);
    text[utf8_len_of(text, SHOWN)] = '\0';
    return text;
}

/* What is expected and what stands there instead. Its words differ by language, so each is made on its own. */
static bool wanted(Reader *r, const char *en, const char *zh) {
    const char *there = shown(r);
    Err err = {.code = ERR_INPUT};
    if (there) {
        snprintf(err.en, sizeof err.en, "expected %s, found “%s”", en, there);
        snprintf(err.zh, sizeof err.zh, "应为%s，却是“%s”", zh, there);
    } else {
        snprintf(err.en, sizeof err.en, "it ends where %s is expected", en);
        snprintf(err.zh, sizeof err.zh, "写到末尾还缺少%s", zh);
    }
    if (r->err) *r->err = err;
    return false;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static bool take_number(const char **p, int *out) {
    size_t digits = strspn(*p, "0123456789");
    if (digits == 0 || digits > 7) return false;
    *out = (int)strtol(*p, NULL, 10);
    *p += digits;
    return true;
}

static bool take_to(const char **p) {
    static const char *const words[] = {"-", "–", "—", "~", "至", "到"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);
        if (strncmp(*p, words[i], len) != 0) continue;
        *p += len;
        return true;
    }
    return false;
}

/* "24-60", "24-", "-60", "24" */
static bool range_of(const char *text, TargetValue *out) {
    const char *p = text;
    *out = (TargetValue){NULL, 0, TARGET_NUMBER_MAX + 1};
    bool low = take_number(&p, &out->low);
    if (low && !*p) {
        out->high = out->low;
        return true;
    }
    if (!take_to(&p)) return false;
    return (take_number(&p, &out->high) || low) && !*p;
}

static bool add_value(Reader *r, Axis axis, char *text) {
    TargetValue value = {text, 0, 0};
    if (r->n_values == VALUES_MAX)
        return err_set(r->err, ERR_INPUT, TXT("more than %d values", "取值超过 %d 个"), (int)VALUES_MAX);
    if (axis_is_number(axis)) {
        if (!range_of(text, &value))
            return err_set(r->err, ERR_INPUT,
                           TXT("“%s” is no range: %s is written 24-60, 24-, -60 or 24",
                               "“%s”不是范围：%s 应写作 24-60、24-、-60 或 24"),
                           text, axis_id(axis));
        if (value.low > value.high)
            return err_set(r->err, ERR_INPUT,
                           TXT("“%s” runs backwards: the smaller number comes first", "“%s”前后颠倒：小的数写在前面"),
                           text);
    } else if (axis != AXIS_MODEL) {
        for (char *c = text; *c; c++) {
            if (*c >= 'A' && *c <= 'Z') *c = (char)(*c + 32);
            if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", *c))
                return err_set(r->err, ERR_INPUT,
                               TXT("“%s” is no id of an answer: %s takes the ids of the policy axes",
                                   "“%s”不是选项编号：%s 填政策 axes 中的编号"),
                               text, axis_id(axis));
        }
    }
    r->values[r->n_values++] = value;
    return true;
}

/* Words up to the next sign, a blank between; of numbers the blanks are left out. */
static bool read_value(Reader *r, Axis axis) {
    char text[TARGET_CELL + 1];
    size_t len = 0;
    if (r->sign != SIGN_WORD || is_keyword(r)) return wanted(r, TXT("a value", "取值"));
    while (r->sign == SIGN_WORD && !is_keyword(r)) {
        if (len && !axis_is_number(axis)) text[len++] = ' ';
        memcpy(text + len, r->at, r->len);
        len += r->len;
        next(r);
    }
    text[len] = '\0';
    return add_value(r, axis, arena_strdup(r->arena, text));
}

static bool read_values(Reader *r, TargetNode *node) {
    node->first = r->n_values;
    do {
        if (node->n) next(r); /* the ; */
        if (!read_value(r, node->axis)) return false;
        node->n++;
    } while (r->sign == SIGN_SEMI);
    return true;
}

static bool read_unknown(Reader *r, Unknown *out) {
    if (r->sign != SIGN_ASK) return true;
    next(r);
    bool yes = is_word(r, yes_words);
    if (!yes && !is_word(r, no_words)) return wanted(r, TXT("yes or no behind “?”", "“?”后的 yes 或 no"));
    *out = yes ? UNKNOWN_IS_YES : UNKNOWN_IS_NO;
    next(r);
    return r->sign != SIGN_ASK || wanted(r, TXT("one “?” and no second", "一个“?”（只能写一次）"));
}

/* --- terms -------------------------------------------------------------------------------------------------------- */

static bool read_rule(Reader *r);

static TargetNode *add_node(Reader *r) {
    if (r->n_nodes == TARGET_NODES) {
        err_set(r->err, ERR_INPUT, TXT("more than %d conditions and brackets", "条件和括号超过 %d 个"), TARGET_NODES);
        return NULL;
    }
    TargetNode *node = &r->nodes[r->n_nodes++];
    *node = (TargetNode){0};
    return node;
}

static void close_node(Reader *r, TargetNode *node) {
    node->size = (uint16_t)(&r->nodes[r->n_nodes] - node);
}

/* Behind an opening bracket: rules with commas between, and the closing one. */
static bool read_bracket(Reader *r, TargetNode *node, bool many) {
    if (++r->depth > TARGET_DEPTH)
        return err_set(r->err, ERR_INPUT, TXT("brackets lie more than %d deep", "括号嵌套超过 %d 层"), TARGET_DEPTH);
    do {
        next(r); /* the bracket or the comma */
        if (!read_rule(r)) return false;
    } while (many && r->sign == SIGN_COMMA);
    if (r->sign != SIGN_CLOSE) return wanted(r, TXT("“)”", "“)”"));
    next(r);
    r->depth--;
    close_node(r, node);
    return true;
}

static bool axis_of_word(const Reader *r, Axis *out) {
    static const char *const names[AXES][4] = {
        {"model", "车型", ""},
        {"age_months", "age", "车龄", ""},
        {"mileage_km", "mileage", "里程", ""},
        {"visits_12m", "visits", "入库频次", ""},
        {"habit", "习惯", "使用习惯", ""},
        {"environment", "环境", "使用环境", ""},
    };
    for (int a = 0; a < AXES; a++)
        if (is_word(r, names[a])) {
            *out = (Axis)a;
            return true;
        }
    return false;
}

static bool read_group(Reader *r, TargetNode *node, TargetKind kind) {
    node->kind = kind;
    next(r);
    if (r->sign != SIGN_OPEN) return wanted(r, TXT("“(” behind any or all", "any 或 all 后面的“(”"));
    return read_bracket(r, node, true);
}

static bool read_term(Reader *r) {
    TargetNode *node = add_node(r);
    if (!node) return false;
    for (; r->sign == SIGN_NOT || is_word(r, not_words); next(r)) node->negated = !node->negated;
    bool ok;
    if (is_word(r, any_words)) {
        ok = read_group(r, node, TARGET_ANY);
    } else if (is_word(r, all_words)) {
        ok = read_group(r, node, TARGET_ALL);
    } else if (r->sign == SIGN_OPEN) {
        node->kind = TARGET_ALL;
        ok = read_bracket(r, node, false);
    } else if (axis_of_word(r, &node->axis)) {
        next(r);
        ok = read_values(r, node);
        close_node(r, node);
    } else {
        ok =
            wanted(r, TXT("a condition (model, age_months, mileage_km, visits_12m, habit, environment, any(…), all(…))",
                          "条件（model、age_months、mileage_km、visits_12m、habit、environment、any(…)、all(…)）"));
    }
    return ok && read_unknown(r, &node->unknown);
}

/* Terms with & between, as one node; what ends it is the caller's. */
static bool read_rule(Reader *r) {
    TargetNode *all = add_node(r);
    size_t terms = 0;
    if (!all) return false;
    all->kind = TARGET_ALL;
    for (bool more = true; more; terms++) {
        if (!read_term(r)) return false;
        if (is_or(r)) return err_set(r->err, ERR_INPUT, TXT("“or” is written any(…, …)", "“或”请写作 any(…, …)"));
        more = is_and(r);
        if (more) next(r);
    }
    close_node(r, all);
    if (terms > 1) return true;
    r->n_nodes--; /* one term needs no bracket around it */
    memmove(all, all + 1, (size_t)(&r->nodes[r->n_nodes] - all) * sizeof *all);
    return true;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static bool begin(Reader *r, const char *text) {
    if (strlen(text) > TARGET_CELL)
        return err_set(r->err, ERR_INPUT, TXT("longer than %d bytes", "超过 %d 字节"), TARGET_CELL);
    strcpy(r->text, text);
    utf8_fold_width(r->text);
    r->p = r->text;
    r->depth = 0;
    next(r);
    return true;
}

static bool read_column(Reader *r, Axis axis, const char *text) {
    if (!begin(r, text)) return false;
    if (r->sign == SIGN_END) return true;
    TargetNode *node = add_node(r);
    if (!node) return false;
    node->axis = axis;
    for (; r->sign == SIGN_NOT || is_word(r, not_words); next(r)) node->negated = !node->negated;
    if (!read_values(r, node) || !read_unknown(r, &node->unknown)) return false;
    close_node(r, node);
    if (r->sign == SIGN_END) return true;
    return wanted(r, TXT("“;” between values, or the end of the column", "“;”（取值之间）或单元格结束"));
}

static bool read_else(Reader *r) {
    if (!is_word(r, else_words)) return true;
    next(r);
    r->hide = is_word(r, hide_words);
    if (!r->hide && !is_word(r, last_words))
        return wanted(r, TXT("hide or last behind else", "else 后的 hide 或 last"));
    next(r);
    return true;
}

static bool read_last_column(Reader *r, TargetNode *root, const char *text) {
    if (!begin(r, text)) return false;
    if (r->sign == SIGN_ASK) {
        if (!read_unknown(r, &root->unknown)) return false;
    } else if (r->sign != SIGN_END && !is_word(r, else_words)) {
        if (!read_rule(r)) return false;
    }
    if (!read_else(r)) return false;
    return r->sign == SIGN_END || wanted(r, TXT("“&” or the end of the rule", "“&”或规则结束"));
}

static void *keep(Arena *arena, const void *list, size_t size) {
    void *copy = arena_alloc(arena, size ? size : 1);
    if (size) memcpy(copy, list, size);
    return copy;
}

static bool read_all(Reader *r, const TargetText *text, int *field) {
    TargetNode *root = add_node(r);
    root->kind = TARGET_ALL;
    for (*field = 0; *field < AXES; ++*field)
        if (!read_column(r, (Axis)*field, text->axis[*field])) return false;
    if (!read_last_column(r, root, text->rule)) return false;
    close_node(r, root);
    return true;
}

bool target_parse(const TargetText *text, Arena *arena, TargetRule *out, int *field, Err *err) {
    Reader r;
    r.arena = arena;
    r.err = err;
    r.hide = false;
    r.n_nodes = r.n_values = 0;
    if (!read_all(&r, text, field)) return false;
    *out = (TargetRule){0};
    if (r.n_nodes == 1) return true; /* no condition: there is nothing that could fail to fit */
    out->nodes = keep(arena, r.nodes, r.n_nodes * sizeof *r.nodes);
    out->values = keep(arena, r.values, r.n_values * sizeof *r.values);
    out->n_nodes = r.n_nodes;
    out->hide = r.hide;
    return true;
}
