/* Ids of the panel in staff's words: titles come from the policies of today, the offers and the week's activities. */
#include "asked.h"

#include "store/activities.h"
#include "store/offers.h"

#include <stdlib.h>
#include <string.h>

static const char *either(const Office *office, const char *zh, const char *en) {
    return office->zh || !*en ? zh : en;
}

/* The entry of a list with this id, by two of its fields; "" = there is none. */
static const char *titled(const Office *office, const char *list, const char *id, const char *zh, const char *en) {
    const Settings *s = office->settings;
    for (int i = 1; i <= settings_count(s, list); i++)
        if (strcmp(settings_item(s, list, i, "id"), id) == 0)
            return either(office, settings_item(s, list, i, zh), settings_item(s, list, i, en));
    return "";
}

/* ---- what it is about ---- */

/* "five/3": the first three of the package. */
static const char *package_words(const Office *office, Arena *arena, const char *id) {
    const char *slash = strchr(id, '/');
    const char *package = slash ? arena_strndup(arena, id, (size_t)(slash - id)) : id;
    const char *title = titled(office, "prepaid.packages", package, "title_zh", "title_en");
    if (!*title || !slash) return title;
    return arena_printf(arena, office->zh ? "%s，前 %d 次" : "%s, the first %d", title, atoi(slash + 1));
}

static const char *renewal_words(const Office *office, Arena *arena, const char *id) {
    const char *slash = strchr(id, '/');
    if (!slash) return "";
    return arena_printf(arena, office->zh ? "第 %d 档，方案 %s" : "tier %d, choice %s", atoi(id), slash + 1);
}

static const char *warranty_words(const Office *office, Arena *arena, const char *id) {
    (void)arena;
    return titled(office, "warranty.terms", id, "title_zh", "title_en");
}

static const char *offer_words(const Office *office, Arena *arena, const char *id) {
    Offer o;
    Err err;
    return offers_find(office->db, arena, id, &o, &err) ? either(office, o.title_zh, o.title_en) : "";
}

static const char *activity_words(const Office *office, Arena *arena, const char *id) {
    Activity a;
    Err err;
    return activities_find(office->db, arena, id, &a, &err) ? either(office, a.title_zh, a.title_en) : "";
}

const char *asked_about(const Office *office, Arena *arena, const char *about) {
    static const struct {
        const char *before;
        const char *(*words)(const Office *office, Arena *arena, const char *id);
    } named[] = {{"offer:", offer_words},
                 {"prepaid:", package_words},
                 {"renewal:", renewal_words},
                 {"warranty:", warranty_words},
                 {"activity:", activity_words}};
    static const struct {
        const char *id;
        Words words;
    } plain[] = {
        {"prepaid", {TXT("what is prepaid", "预存")}},
        {"approval", {TXT("additional work", "增项")}},
        {"declined", {TXT("work declined before", "上次暂不处理的项目")}},
        {"complaint", {TXT("a complaint", "投诉")}},
        {"unlock", {TXT("cannot open the car's page", "打不开爱车页")}},
        {"plate", {TXT("cannot find the plate", "找不到车牌")}},
        {"service", {TXT("the next service", "下次保养")}},
    };
    if (office->json) return about;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(about, plain[i].id) == 0) return office_words(office, plain[i].words);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        size_t len = strlen(named[i].before);
        if (strncmp(about, named[i].before, len) != 0) continue;
        const char *words = named[i].words(office, arena, about + len);
        return *words ? words : about;
    }
    return about;
}

/* ---- its details ---- */

/* One word of it, "key=value". */
static const char *detail_word(const Office *office, Arena *arena, const char *word) {
    const char *value = strchr(word, '=');
    if (!value) return word;
    size_t len = (size_t)(value++ - word);
#define IS(key) (len == strlen(key) && strncmp(word, key, len) == 0)
    if (IS("seat")) {
        const char *seat = titled(office, "bar.seats", value, "zh", "en");
        return *seat ? seat : value;
    }
    if (IS("day") || IS("since")) return value;
    if (IS("slot")) return strcmp(value, "day") == 0 ? office_words(office, (Words){TXT("by day", "白天")}) : value;
    if (IS("pickup")) return office_words(office, (Words){TXT("pick-up and return", "上门取送车")});
    if (IS("keep_gift")) return office_words(office, (Words){TXT("today's gift is kept", "保留本期礼品")});
    if (IS("visits")) return arena_printf(arena, office->zh ? "付费来店 %s 次" : "paid visits: %s", value);
#undef IS
    return word;
}

const char *asked_detail(const Office *office, Arena *arena, const char *detail) {
    if (office->json) return detail;
    Buf all = {0};
    for (const char *at = detail + strspn(detail, " "); *at;) {
        size_t len = strcspn(at, " ");
        if (all.len) buf_puts(&all, office->zh ? "，" : ", ");
        buf_puts(&all, detail_word(office, arena, arena_strndup(arena, at, len)));
        at += len;
        at += strspn(at, " ");
    }
    const char *words = arena_strdup(arena, buf_text(&all));
    buf_free(&all);
    return words;
}
