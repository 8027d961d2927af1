/* Checks across the values of a policy. */
#include "policy_check.h"

#include "questionnaire_check.h"

#include <stdlib.h>
#include <string.h>

typedef PolicyCheck Check;

/* ---- reading a version's lists ---- */

const PolicyValue *policy_value(const Policy *p, const char *key) {
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->values[i].key, key) == 0) return &p->values[i];
    return NULL;
}

const PolicyValue *policy_field(const Policy *p, const char *list, int i, const char *name) {
    char key[160];
    snprintf(key, sizeof key, "%s.%d.%s", list, i, name);
    return policy_value(p, key);
}

/* "" and −1 where it is not said. */
const char *policy_text(const PolicyValue *v) {
    return v ? v->value : "";
}
static int64_t number_of(const PolicyValue *v) {
    return v && *v->value ? atoll(v->value) : -1;
}

/* How many entries: the highest number any key of the list has. */
int policy_entries(const Policy *p, const char *list) {
    size_t len = strlen(list);
    int most = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (strncmp(p->values[i].key, list, len) != 0 || p->values[i].key[len] != '.') continue;
        int n = atoi(p->values[i].key + len + 1);
        if (n > most) most = n;
    }
    return most;
}

bool policy_tell(const Check *c, const char *list, int i, const char *name, const Err *why) {
    char key[160];
    snprintf(key, sizeof key, "%s.%d.%s", list, i, name);
    const PolicyValue *v = policy_value(c->policy, key);
    for (size_t n = 0; !v && n < c->policy->n; n++) /* not said: the line of its entry */
        if (strncmp(c->policy->values[n].key, key, strlen(key) - strlen(name)) == 0) v = &c->policy->values[n];
    return c->fault(c->ctx, v ? v->line : c->policy->line, key, why);
}

/* ---- tiers ---- */

static int by_from(const void *a, const void *b) {
    const int64_t *x = a, *y = b;
    return (x[0] > y[0]) - (x[0] < y[0]);
}

static bool check_pair(const Check *c, const char *list, const int64_t *low, const int64_t *high, const char *from,
                       const char *to) {
    Err why;
    if (low[1] < 0) {
        err_set(&why, ERR_INPUT, TXT("an open end, but another one begins at %lld", "没有上限，但另一档从 %lld 开始"),
                (long long)high[0]);
        return policy_tell(c, list, (int)low[2], to, &why);
    }
    if (high[0] == low[1] + 1) return true;
    if (high[0] <= low[1])
        err_set(&why, ERR_INPUT, TXT("it overlaps the one that ends at %lld", "与止于 %lld 的一档重叠"),
                (long long)low[1]);
    else
        err_set(&why, ERR_INPUT, TXT("a hole: nothing holds from %lld to %lld", "有空档：%lld 至 %lld 没有对应的档位"),
                (long long)low[1] + 1, (long long)high[0] - 1);
    return policy_tell(c, list, (int)high[2], from, &why);
}

/* Ranges that together hold everything from the first one's beginning on. */
static bool check_ranges(const Check *c, const char *list, const char *from, const char *to) {
    enum { MOST = 99 };
    int64_t ranges[MOST][3];
    int n = policy_entries(c->policy, list), kept = 0;
    bool go = true;
    Err why;
    for (int i = 1; i <= n && kept < MOST && go; i++) {
        int64_t *r = ranges[kept++];
        r[0] = number_of(policy_field(c->policy, list, i, from));
        r[1] = number_of(policy_field(c->policy, list, i, to));
        r[2] = i;
        if (r[1] < 0 || r[1] >= r[0]) continue;
        err_set(&why, ERR_INPUT, TXT("it ends below where it begins", "上限低于下限"));
        go = policy_tell(c, list, i, to, &why);
        kept--;
    }
    if (kept) qsort(ranges, (size_t)kept, sizeof *ranges, by_from);
    for (int i = 0; i + 1 < kept && go; i++) go = check_pair(c, list, ranges[i], ranges[i + 1], from, to);
    if (!go || !kept || ranges[kept - 1][1] < 0) return go;
    err_set(&why, ERR_INPUT, TXT("the highest one has no end: leave %s out", "最高一档不应有上限：请省略 %s"), to);
    return policy_tell(c, list, (int)ranges[kept - 1][2], to, &why);
}

/* ---- entries named once, and references ---- */

static bool check_once(const Check *c, const char *list, const char *name, const char *within) {
    int n = policy_entries(c->policy, list);
    Err why;
    for (int i = 2; i <= n; i++)
        for (int j = 1; j < i; j++) {
            const char *id = policy_text(policy_field(c->policy, list, i, name));
            if (!*id || strcmp(id, policy_text(policy_field(c->policy, list, j, name))) != 0) continue;
            if (within && strcmp(policy_text(policy_field(c->policy, list, i, within)),
                                 policy_text(policy_field(c->policy, list, j, within))) != 0)
                continue;
            err_set(&why, ERR_INPUT, TXT("%s is there already, in entry %d", "%s 与第 %d 项重复"), id, j);
            if (!policy_tell(c, list, i, name, &why)) return false;
            break;
        }
    return true;
}

static bool is_named(const Policy *p, const char *list, const char *name, const char *id) {
    int n = policy_entries(p, list);
    for (int i = 1; i <= n; i++)
        if (strcmp(policy_text(policy_field(p, list, i, name)), id) == 0) return true;
    return false;
}

/* Each tier has something to choose, and each item belongs to a choice there is. */
static bool check_renewal(const Check *c) {
    const char *tiers = "renewal.tiers", *choices = "renewal.choices", *items = "renewal.items";
    int n_tiers = policy_entries(c->policy, tiers), n_items = policy_entries(c->policy, items),
        n_choices = policy_entries(c->policy, choices);
    Err why;
    for (int i = 1; i <= n_tiers; i++) {
        const char *id = policy_text(policy_field(c->policy, tiers, i, "id"));
        if (!*id || is_named(c->policy, choices, "tier", id)) continue;
        err_set(&why, ERR_INPUT, TXT("%s has nothing with this tier: nothing could be chosen", "%s 中没有该档的方案"),
                choices);
        if (!policy_tell(c, tiers, i, "id", &why)) return false;
    }
    for (int i = 1; i <= n_items; i++) {
        const char *tier = policy_text(policy_field(c->policy, items, i, "tier"));
        const char *choice = policy_text(policy_field(c->policy, items, i, "choice"));
        bool is = false;
        for (int j = 1; j <= n_choices && !is; j++)
            is = strcmp(policy_text(policy_field(c->policy, choices, j, "tier")), tier) == 0 &&
                 strcmp(policy_text(policy_field(c->policy, choices, j, "id")), choice) == 0;
        bool told = is_named(c->policy, tiers, "id", tier) && !is_named(c->policy, choices, "tier", tier);
        if (is || told || !*tier || !*choice) continue;
        err_set(&why, ERR_INPUT, TXT("%s has no %s in tier %s", "%s 中没有方案 %s（第 %s 档）"), choices, choice, tier);
        if (!policy_tell(c, items, i, "choice", &why)) return false;
    }
    return true;
}

/* LIST.NAME is one of TO.ID. */
static bool check_refers(const Check *c, const char *list, const char *name, const char *to, const char *to_name) {
    int n = policy_entries(c->policy, list);
    Err why;
    for (int i = 1; i <= n; i++) {
        const char *id = policy_text(policy_field(c->policy, list, i, name));
        if (!*id || is_named(c->policy, to, to_name, id)) continue;
        err_set(&why, ERR_INPUT, TXT("no entry of %s has the %s %s", "%s 中没有 %s 为 %s 的项"), to, to_name, id);
        if (!policy_tell(c, list, i, name, &why)) return false;
    }
    return true;
}

/* ---- numbers that belong together ---- */

static bool check_order(const Check *c, const char *least, const char *most) {
    const PolicyValue *a = policy_value(c->policy, least), *b = policy_value(c->policy, most);
    Err why;
    if (!a || !b || number_of(a) <= number_of(b)) return true;
    err_set(&why, ERR_INPUT, TXT("it is below %s", "低于 %s"), least);
    return c->fault(c->ctx, b->line, most, &why);
}

/* Each service of a package costs no more than the one before; a part of it is no longer than the whole. */
static bool check_packages(const Check *c) {
    const char *list = "prepaid.packages";
    int n = policy_entries(c->policy, list);
    Err why;
    for (int i = 1; i <= n; i++) {
        int before = 100, count = 0, dearer = 0, cheaper = 0;
        const char *p = policy_text(policy_field(c->policy, list, i, "percents"));
        for (char *end; *p; p = end, count++) {
            int percent = (int)strtol(p, &end, 10);
            if (end == p) break;
            if (percent > before && !dearer) dearer = percent, cheaper = before;
            before = percent;
        }
        if (dearer) {
            err_set(&why, ERR_INPUT,
                    TXT("%d after %d: a later service never costs more", "%d 在 %d 之后：后一次不应更贵"), dearer,
                    cheaper);
            if (!policy_tell(c, list, i, "percents", &why)) return false;
        }
        if (number_of(policy_field(c->policy, list, i, "partial")) < count) continue;
        err_set(&why, ERR_INPUT, TXT("it is not fewer than the package's %d services", "不少于套餐的 %d 次"), count);
        if (!policy_tell(c, list, i, "partial", &why)) return false;
    }
    return true;
}

/* A term for more months is for more kilometres too. */
static bool check_terms(const Check *c) {
    const char *list = "warranty.terms";
    int n = policy_entries(c->policy, list);
    Err why;
    for (int i = 1; i <= n; i++)
        for (int j = 1; j <= n; j++) {
            if (number_of(policy_field(c->policy, list, i, "months")) <=
                number_of(policy_field(c->policy, list, j, "months")))
                continue;
            if (number_of(policy_field(c->policy, list, i, "km")) >= number_of(policy_field(c->policy, list, j, "km")))
                continue;
            err_set(&why, ERR_INPUT, TXT("more months than entry %d, but fewer km", "月数多于第 %d 项，里程却更少"), j);
            if (!policy_tell(c, list, i, "km", &why)) return false;
        }
    return true;
}

bool policy_check_values(const Policy *policy, PolicyFaultFn fault, void *ctx) {
    Check c = {policy, fault, ctx};
    static const struct {
        const char *list, *name, *within;
    } once[] = {{"prepaid.packages", "id", NULL},
                {"prepaid.prices", "grade", NULL},
                {"renewal.tiers", "id", NULL},
                {"renewal.choices", "id", "tier"},
                {"gifts.programmes", "id", NULL},
                {"gifts.items", "id", "programme"},
                {"warranty.terms", "id", NULL},
                {"axes.habits", "id", NULL},
                {"axes.environments", "id", NULL},
                {"bar.seats", "id", NULL},
                {"service.schedules", "model", NULL},
                {"questionnaire.reasons", "id", NULL},
                {"questionnaire.factors", "id", NULL},
                {"questionnaire.questions", "id", NULL},
                {"questionnaire.options", "id", "question"}};
    for (size_t i = 0; i < sizeof once / sizeof *once; i++)
        if (!check_once(&c, once[i].list, once[i].name, once[i].within)) return false;
    return check_ranges(&c, "renewal.tiers", "from_fen", "to_fen") &&
           check_refers(&c, "renewal.choices", "tier", "renewal.tiers", "id") && check_renewal(&c) &&
           check_refers(&c, "gifts.items", "programme", "gifts.programmes", "id") &&
           check_refers(&c, "questionnaire.options", "question", "questionnaire.questions", "id") &&
           check_order(&c, "renewal.deposit_least_fen", "renewal.deposit_most_fen") &&
           check_order(&c, "service.evening_from", "service.evening_to") && check_packages(&c) && check_terms(&c) &&
           questionnaire_check(&c);
}

/* ---- days ---- */

bool policy_days_meet(const Policy *a, const Policy *b) {
    bool a_before = *a->to_day && strcmp(a->to_day, b->from_day) < 0,
         b_before = *b->to_day && strcmp(b->to_day, a->from_day) < 0;
    return !a_before && !b_before;
}

bool policy_check_days(const PolicyFile *file, PolicyFaultFn fault, void *ctx) {
    for (size_t i = 1; i < file->n; i++)
        for (size_t j = 0; j < i; j++) {
            const Policy *a = &file->policies[j], *b = &file->policies[i];
            char key[80];
            Err why;
            if (strcmp(a->subject, b->subject) != 0 || !policy_days_meet(a, b)) continue;
            snprintf(key, sizeof key, "%s.from", b->subject);
            err_set(&why, ERR_INPUT, TXT("its days overlap those of the group at line %d", "日期与第 %d 行的一组重叠"),
                    a->line);
            if (!fault(ctx, b->line, key, &why)) return false;
            break;
        }
    return true;
}
