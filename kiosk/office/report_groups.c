/* Groups of a report. */
#include "report_groups.h"

#include "rules/stage.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *id;
    Words title;
} bys[GROUPS] = {
    [GROUP_WEEK] = {"week", {TXT("week of", "周（周一）")}},
    [GROUP_ADVISOR] = {"advisor", {TXT("advisor", "服务顾问")}},
    [GROUP_KIND] = {"kind", {TXT("kind of work", "维修类型")}},
    [GROUP_TECHNICIAN] = {"technician", {TXT("technician", "技师")}},
    [GROUP_STORE] = {"store", {TXT("store", "门店")}},
};

const char *kind_words(bool zh, const char *id) {
    static const Words words[KINDS] = {
        [KIND_NONE] = {TXT("", "")},
        [KIND_MAINTENANCE] = {TXT("maintenance", "定期保养")},
        [KIND_SERVICE_5K] = {TXT("5,000 km service", "5K 首保")},
        [KIND_SERVICE_10K] = {TXT("10,000 km service", "10K 保养")},
        [KIND_REPAIR] = {TXT("general repair", "一般维修")},
        [KIND_BODY_PAINT] = {TXT("body and paint", "钣金喷漆")},
        [KIND_WARRANTY] = {TXT("warranty", "保修")},
        [KIND_PDS] = {TXT("pre-delivery", "PDS 售前检查")},
    };
    Kind kind = kind_of(id);
    if (kind == KIND_NONE) return id;
    return zh ? words[kind].zh : words[kind].en;
}

void groups_begin(Groups *groups, size_t size) {
    *groups = (Groups){.size = size};
}

void *group_of(Groups *groups, const char *key) {
    for (size_t i = 0; i < groups->n; i++)
        if (strncmp(((GroupHead *)groups->list[i])->key, key, GROUP_KEY - 1) == 0) return groups->list[i];
    GroupHead *head = arena_alloc(&groups->arena, groups->size);
    snprintf(head->key, sizeof head->key, "%s", key);
    if (groups->n % 32 == 0) groups->list = mem_grow(groups->list, (groups->n + 32) * sizeof(void *));
    return groups->list[groups->n++] = head;
}

static int by_key(const void *a, const void *b) {
    const GroupHead *x = *(GroupHead *const *)a, *y = *(GroupHead *const *)b;
    return strcmp(x->key, y->key);
}

static int by_kind(const void *a, const void *b) {
    const GroupHead *x = *(GroupHead *const *)a, *y = *(GroupHead *const *)b;
    int i = (int)kind_of(x->key), k = (int)kind_of(y->key);
    i += i ? 0 : KINDS; /* not known: last */
    k += k ? 0 : KINDS;
    return i != k ? i - k : strcmp(x->key, y->key);
}

static int by_weight(const void *a, const void *b) {
    const GroupHead *x = *(GroupHead *const *)a, *y = *(GroupHead *const *)b;
    if (!*x->key != !*y->key) return *x->key ? -1 : 1;
    if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
    return strcmp(x->key, y->key);
}

void groups_sort(Groups *groups, GroupBy by) {
    if (!groups->n) return;
    qsort(groups->list, groups->n, sizeof(void *), by == GROUP_WEEK ? by_key : by == GROUP_KIND ? by_kind : by_weight);
}

void groups_free(Groups *groups) {
    free(groups->list);
    arena_free(&groups->arena);
    *groups = (Groups){0};
}

void week_key(Ms at, char out[GROUP_KEY]) {
    Ms day = day_start(at);
    day_show(day_add(day, -((local_of(day).weekday + 6) % 7)), out, GROUP_KEY);
}

bool group_by_of(const char *name, const char *allowed, GroupBy *out) {
    size_t len = strlen(name);
    for (int i = 0; i < GROUPS; i++) {
        const char *at = strstr(allowed, bys[i].id);
        if (strcmp(bys[i].id, name) != 0 || !at || (at[len] && at[len] != ' ')) continue;
        *out = (GroupBy)i;
        return true;
    }
    return false;
}

const char *group_id(GroupBy by) {
    return bys[by].id;
}

const char *group_title(const Doc *doc, GroupBy by) {
    return doc_say(doc, bys[by].title.en, bys[by].title.zh);
}

CellKind group_cell_kind(GroupBy by) {
    return by == GROUP_WEEK ? CELL_DAY : CELL_TEXT;
}

Cell group_cell(Doc *doc, GroupBy by, const char *key, const char *unknown) {
    Ms day;
    if (by == GROUP_WEEK && day_parse(key, &day)) return cell_day(day);
    if (!*key) return cell_text(doc, unknown);
    return cell_text(doc, by == GROUP_KIND ? kind_words(doc->zh, key) : key);
}
