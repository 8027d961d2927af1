/* DMS words: each list sorted once, asked by binary search. */
#include "import_words.h"

#include "import_cells.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *id, *zh;
    bool personal;
} fields[FIELDS] = {
    [FIELD_NONE] = {"", "", false},
    [FIELD_ORDER_NO] = {"order_no", "工单号", false},
    [FIELD_PLATE] = {"plate", "车牌号", true},
    [FIELD_VIN] = {"vin", "VIN", true},
    [FIELD_MODEL] = {"model", "车型", false},
    [FIELD_PURCHASED] = {"purchased", "购车日期", false},
    [FIELD_MILEAGE] = {"mileage", "行驶里程", false},
    [FIELD_OWNER] = {"owner", "客户姓名", true},
    [FIELD_OWNER_PHONE] = {"owner_phone", "客户电话", true},
    [FIELD_BRINGER] = {"bringer", "送修人", true},
    [FIELD_BRINGER_PHONE] = {"bringer_phone", "送修人电话", true},
    [FIELD_ADVISOR] = {"advisor", "服务顾问", false},
    [FIELD_KIND] = {"kind", "维修类型", false},
    [FIELD_ARRIVED] = {"arrived", "进厂时间", false},
    [FIELD_PROMISED] = {"promised", "预计交车", false},
    [FIELD_DELIVERED] = {"delivered", "实际交车", false},
    [FIELD_STATE] = {"state", "状态", false},
    [FIELD_BAY] = {"bay", "工位", false},
    [FIELD_TECHNICIAN] = {"technician", "主修技师", false},
    [FIELD_PARTS_AT] = {"parts_at", "配件预计到货", false},
    [FIELD_AMOUNT] = {"amount", "应收金额", false},
    [FIELD_PROPOSAL] = {"proposal", "增项", false},
    [FIELD_PROPOSAL_AMOUNT] = {"proposal_amount", "增项金额", false},
    [FIELD_REMARK] = {"remark", "备注", true},
};

const char *field_id(Field field) {
    return fields[field].id;
}

bool field_is_personal(Field field) {
    return fields[field].personal;
}

const char *field_zh(const char *id) {
    for (int f = 0; f < FIELDS; f++)
        if (strcmp(fields[f].id, id) == 0) return fields[f].zh;
    return id;
}

typedef struct Entry {
    char *word;
    int value; /* Field, Kind, or a packed DmsState */
} Entry;

typedef struct List {
    Entry *entries;
    size_t n;
} List;

struct DmsWords {
    List columns, stages, kinds;
    char *names[FIELDS];
};

static int compare_entries(const void *a, const void *b) {
    return strcmp(((const Entry *)a)->word, ((const Entry *)b)->word);
}

static int compare_word(const void *word, const void *entry) {
    return strcmp(word, ((const Entry *)entry)->word);
}

static int find(const List *list, const char *word) {
    const Entry *e = list->n ? bsearch(word, list->entries, list->n, sizeof *e, compare_word) : NULL;
    return e ? e->value : 0;
}

static int column_value(const Settings *s, int i) {
    const char *id = settings_item(s, "dms.columns", i, "field");
    for (int f = FIELD_NONE + 1; f < FIELDS; f++)
        if (strcmp(fields[f].id, id) == 0) return f;
    return 0;
}

enum { HOLD_SHIFT = 8, REWORK_BIT = 1 << 16, LEVEL_SHIFT = 17, KNOWN_KIND = 1 << 8 };

static int stage_value(const Settings *s, int i) {
    Stage stage = stage_of(settings_item(s, "dms.stages", i, "stage"));
    Hold hold = hold_of(settings_item(s, "dms.stages", i, "hold"));
    bool rework = strcmp(settings_item(s, "dms.stages", i, "rework"), "1") == 0;
    int level = stage == STAGE_INSPECTION ? atoi(settings_item(s, "dms.stages", i, "level")) & 3 : 0;
    return stage ? (int)stage | (int)hold << HOLD_SHIFT | (rework ? REWORK_BIT : 0) | level << LEVEL_SHIFT : 0;
}

static int kind_value(const Settings *s, int i) {
    return (int)kind_of(settings_item(s, "dms.kinds", i, "kind")) | KNOWN_KIND;
}

/* Reads a list of settings; `key` is the field that holds the word. */
static bool read_list(const Settings *s, const char *name, const char *key, int (*value)(const Settings *, int),
                      List *list, Err *err) {
    int n = settings_count(s, name);
    if (n == 0)
        return err_set(err, ERR_INPUT,
                       TXT("setting %s is empty, so no export can be understood: load data/settings/dms.cfg",
                           "设置 %s 为空，无法读懂导出文件：请载入 data/settings/dms.cfg"),
                       name);
    list->entries = mem_alloc((size_t)n * sizeof *list->entries);
    for (int i = 1; i <= n; i++) {
        if (!*settings_item(s, name, i, key)) continue; /* a gap in the list */
        Entry *e = &list->entries[list->n++];
        e->word = mem_strdup(settings_item(s, name, i, key));
        e->value = value(s, i);
        cell_word(e->word);
        if (!e->value)
            return err_set(err, ERR_INPUT, TXT("setting %s.%d does not say what it means", "设置 %s.%d 没有写明含义"),
                           name, i);
    }
    qsort(list->entries, list->n, sizeof *list->entries, compare_entries);
    return true;
}

static void read_names(DmsWords *w, const Settings *s) {
    for (int i = settings_count(s, "dms.columns"); i >= 1; i--) { /* the first one of a field stays */
        char **name = &w->names[column_value(s, i)];
        free(*name);
        *name = mem_strdup(settings_item(s, "dms.columns", i, "name"));
    }
}

bool dms_words_read(const Settings *s, DmsWords **out, Err *err) {
    DmsWords *w = mem_alloc(sizeof *w);
    if (!read_list(s, "dms.columns", "name", column_value, &w->columns, err) ||
        !read_list(s, "dms.stages", "word", stage_value, &w->stages, err) ||
        !read_list(s, "dms.kinds", "word", kind_value, &w->kinds, err)) {
        dms_words_free(w);
        return false;
    }
    read_names(w, s);
    *out = w;
    return true;
}

static void free_list(List *list) {
    for (size_t i = 0; i < list->n; i++) free(list->entries[i].word);
    free(list->entries);
}

void dms_words_free(DmsWords *words) {
    if (!words) return;
    free_list(&words->columns);
    free_list(&words->stages);
    free_list(&words->kinds);
    for (int f = 0; f < FIELDS; f++) free(words->names[f]);
    free(words);
}

Field dms_column(const DmsWords *words, const char *word) {
    char bare[80];
    int field = find(&words->columns, word);
    size_t len = strcspn(word, "([*:");
    if (field || !word[len] || len >= sizeof bare) return (Field)field;
    memcpy(bare, word, len);
    bare[len] = '\0';
    return (Field)find(&words->columns, bare);
}

DmsState dms_state(const DmsWords *words, const char *word) {
    int value = find(&words->stages, word);
    return (DmsState){.stage = (Stage)(value & 0xFF),
                      .hold = (Hold)(value >> HOLD_SHIFT & 0xFF),
                      .rework = (value & REWORK_BIT) != 0,
                      .level = value >> LEVEL_SHIFT};
}

bool dms_kind(const DmsWords *words, const char *word, Kind *out) {
    int value = find(&words->kinds, word);
    *out = (Kind)(value & (KNOWN_KIND - 1));
    return value != 0;
}

const char *dms_column_name(const DmsWords *words, Field field) {
    return words->names[field] ? words->names[field] : "";
}
