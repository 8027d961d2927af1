/* Cases in words, and as JSON with ids and instants. */
#include "case_show.h"

#include "base/csv_write.h"
#include "table.h"
#include "trade_words.h"

#include <stdio.h>
#include <string.h>

static const Words act_words[CASE_ACTS] = {
    [CASE_OPEN] = {TXT("complained", "投诉")},
    [CASE_ASSIGN] = {TXT("assigned", "分派")},
    [CASE_NOTE] = {TXT("note", "备注")},
    [CASE_CONTACT] = {TXT("contacted", "联系客户")},
    [CASE_VISIT] = {TXT("visit planned", "计划上门")},
    [CASE_VISITED] = {TXT("visited", "已上门")},
    [CASE_GRANT] = {TXT("gift given", "发放抚慰礼")},
    [CASE_WAIT] = {TXT("waits for the customer", "等待客户")},
    [CASE_RESUME] = {TXT("goes on", "继续处理")},
    [CASE_RESOLVE] = {TXT("resolved", "解决")},
    [CASE_CLOSE] = {TXT("closed", "结案")},
    [CASE_REOPEN] = {TXT("reopened", "重开")},
    [CASE_CLIMB] = {TXT("climbed", "升级")},
    [CASE_RATE] = {TXT("rated", "客户评价")},
};

const char *case_state_words(const Office *office, CaseState state) {
    return trade_word(office, WORDS_CASE, case_state_id(state));
}

const char *case_person_words(const Office *office, const char *who) {
    if (!office->json && strcmp(who, "manager") == 0) return office->zh ? "经理" : "the managers";
    if (!office->json && strcmp(who, "advisor") == 0) return office->zh ? "服务顾问" : "the advisors";
    return who;
}

const char *case_cause_words(const Office *office, Arena *arena, const char *ids) {
    Buf all = {0};
    char copy[200], *rest = copy;
    if (office->json) return ids;
    snprintf(copy, sizeof copy, "%s", ids);
    for (char *id; (id = strtok_r(rest, " ", &rest));)
        buf_printf(&all, "%s%s", all.len ? (office->zh ? "、" : ", ") : "",
                   cause_name(office->settings, id, office->zh));
    const char *out = arena_strdup(arena, buf_text(&all));
    buf_free(&all);
    return out;
}

/* "waits for the customer" stands where the deadline would. */
static const char *due_words(const Office *office, Arena *arena, const Case *c, Ms now) {
    char at[32];
    bool late = case_overdue(c->due, now);
    if (c->waiting && !late) return office->zh ? "等待客户" : "waits for the customer";
    if (!c->due) return "";
    instant_show(c->due, at, sizeof at);
    at[16] = '\0';
    bool visit = c->due == case_visit_due(settings_hours(office->settings), c->visit_day);
    const char *of = !visit ? "" : office->zh ? " 上门" : " visit", *past = office->zh ? " 逾期" : " late";
    return arena_printf(arena, "%s%s%s", at, of, late ? past : "");
}

static const char *outcome_words(const Office *office, const char *outcome) {
    if (office->json || !*outcome) return outcome;
    if (strcmp(outcome, "kept") == 0) return office->zh ? "挽回" : "kept";
    return office->zh ? "流失" : "lost";
}

/* ---- the listing ---- */

static const Column columns[] = {
    {"case_no", {TXT("case", "编号")}, false},
    {"opened_ms", {TXT("since", "投诉时间")}, false},
    {"state", {TXT("state", "状态")}, false},
    {"due_ms", {TXT("next step due", "下一步期限")}, false},
    {"responsible", {TXT("responsible", "责任人")}, false},
    {"climbed_to", {TXT("climbed to", "已升级至")}, false},
    {"plate", {TXT("plate", "车牌")}, false},
    {"model", {TXT("model", "车型")}, false},
    {"advisor_name", {TXT("advisor", "顾问")}, false},
    {"causes", {TXT("about", "原因")}, false},
    {"visit_day", {TXT("home visit", "上门")}, false},
    {"gifts", {TXT("gifts", "礼品")}, true},
    {"outcome", {TXT("outcome", "结果")}, false},
    {"score", {TXT("mark", "评分")}, true},
};
static const Column json_columns[] = {
    {"overdue", {TXT("", "")}, false}, {"waiting", {TXT("", "")}, false},  {"level", {TXT("", "")}, false},
    {"case_id", {TXT("", "")}, false}, {"order_no", {TXT("", "")}, false},
};
enum { N_COLUMNS = sizeof columns / sizeof *columns, N_JSON = sizeof json_columns / sizeof *json_columns };

static void case_row(Table *t, const Case *c, Ms now) {
    const Office *o = t->office;
    table_text(t, c->case_no);
    table_instant(t, c->opened);
    table_text(t, case_state_words(o, c->state));
    if (o->json)
        table_instant(t, c->due);
    else
        table_text(t, due_words(o, &t->arena, c, now));
    table_text(t, c->responsible);
    table_text(t, case_person_words(o, c->climbed_to));
    table_text(t, c->plate);
    table_text(t, c->model);
    table_text(t, c->advisor);
    table_text(t, case_cause_words(o, &t->arena, c->causes));
    table_text(t, *c->visit_day ? c->visit_day : NULL);
    table_int(t, c->gifts);
    table_text(t, outcome_words(o, c->outcome));
    if (c->score)
        table_int(t, c->score);
    else
        table_text(t, NULL);
    if (!o->json) return;
    table_int(t, case_overdue(c->due, now));
    table_int(t, c->waiting);
    table_int(t, c->level);
    table_text(t, c->case_id.text);
    table_text(t, c->order_no);
}

static void all_columns(Column out[N_COLUMNS + N_JSON]) {
    memcpy(out, columns, sizeof columns);
    memcpy(out + N_COLUMNS, json_columns, sizeof json_columns);
}

void case_list(const Office *office, const Case *cases, size_t n, Ms now) {
    Table t;
    Column all[N_COLUMNS + N_JSON];
    all_columns(all);
    table_begin(&t, office, all, office->json ? N_COLUMNS + N_JSON : N_COLUMNS);
    for (size_t i = 0; i < n; i++) case_row(&t, &cases[i], now);
    table_end(&t, (Words){TXT("no such cases", "没有符合条件的投诉")});
}

/* ---- one ---- */

static const Column event_columns[] = {
    {"at_ms", {TXT("when", "时间")}, false}, {"act", {TXT("what", "事项")}, false}, {"by", {TXT("who", "经办")}, false},
    {"detail", {TXT("", "")}, false},        {"note", {TXT("", "")}, false},
};

/* What the row says besides: to whom, when, how it ended. */
static const char *detail(const Office *office, Arena *arena, const CaseEvent *e) {
    switch (e->act) {
    case CASE_ASSIGN: return arena_printf(arena, "→ %s", e->responsible);
    case CASE_CLIMB: return arena_printf(arena, "→ %s", case_person_words(office, e->climbed_to));
    case CASE_VISIT: return e->visit_day;
    case CASE_RATE: return arena_printf(arena, "%d", e->score);
    case CASE_RESOLVE:
        return arena_printf(arena, "%s%s%s", outcome_words(office, e->outcome), *e->causes ? " · " : "",
                            case_cause_words(office, arena, e->causes));
    case CASE_OPEN:
    case CASE_NOTE:
    case CASE_CONTACT:
    case CASE_VISITED:
    case CASE_GRANT:
    case CASE_WAIT:
    case CASE_RESUME:
    case CASE_CLOSE:
    case CASE_REOPEN: break;
    }
    return "";
}

static const char *author(const Office *office, const CaseEvent *e) {
    if (*e->by || office->json) return e->by;
    if (e->act == CASE_CLIMB) return office->zh ? "（到期）" : "(time)";
    return office->zh ? "客户" : "the customer";
}

static void history(const Office *office, const CaseEvent *events, size_t n, bool readable) {
    Table t;
    table_begin(&t, office, event_columns, sizeof event_columns / sizeof *event_columns);
    for (size_t i = 0; i < n; i++) {
        const CaseEvent *e = &events[i];
        table_instant(&t, e->at);
        table_text(&t, office->json ? case_act_id(e->act) : office_words(office, act_words[e->act]));
        table_text(&t, author(office, e));
        table_text(&t, detail(office, &t.arena, e));
        table_text(&t, readable ? e->note : "");
    }
    table_end(&t, (Words){TXT("", "")});
}

static void line(const Office *office, Words label, const char *value) {
    const char *name = office_words(office, label);
    int pad = 14 - (int)table_width(name);
    if (*value) printf("%s%*s%s\n", name, pad > 0 ? pad : 1, "", value);
}

static void head(const Office *office, Arena *arena, const Case *c, Ms now) {
    char since[32];
    instant_show(c->opened, since, sizeof since);
    since[16] = '\0';
    line(office, (Words){TXT("case", "编号")}, c->case_no);
    line(office, (Words){TXT("since", "投诉时间")}, since);
    line(office, (Words){TXT("state", "状态")}, case_state_words(office, c->state));
    line(office, (Words){TXT("next step due", "下一步期限")}, due_words(office, arena, c, now));
    line(office, (Words){TXT("responsible", "责任人")}, c->responsible);
    line(office, (Words){TXT("climbed to", "已升级至")}, case_person_words(office, c->climbed_to));
    line(office, (Words){TXT("order", "工单")}, c->order_no);
    line(office, (Words){TXT("car", "车辆")}, arena_printf(arena, "%s%s%s", c->plate, *c->plate ? " " : "", c->model));
    line(office, (Words){TXT("advisor", "顾问")}, c->advisor);
    line(office, (Words){TXT("reasons", "客户原因")}, case_cause_words(office, arena, c->reasons));
    if (strcmp(c->causes, c->reasons) != 0)
        line(office, (Words){TXT("root causes", "根本原因")}, case_cause_words(office, arena, c->causes));
    line(office, (Words){TXT("home visit", "上门")}, c->visit_day);
    if (c->gifts) line(office, (Words){TXT("gifts", "抚慰礼")}, arena_printf(arena, "%d", c->gifts));
    line(office, (Words){TXT("outcome", "结果")}, outcome_words(office, c->outcome));
    if (c->score) line(office, (Words){TXT("mark", "客户评分")}, arena_printf(arena, "%d", c->score));
}

static void show_json(const Office *office, const Case *c, const CaseEvent *events, size_t n, Ms now, bool readable) {
    Table t;
    Column all[N_COLUMNS + N_JSON];
    Buf quoted = {0};
    all_columns(all);
    table_begin(&t, office, all, N_COLUMNS + N_JSON);
    case_row(&t, c, now);
    fputs("{\"case\": ", stdout);
    table_end_line(&t);
    fputs(", \"text\": ", stdout);
    if (readable) json_quote(&quoted, c->text);
    fputs(readable ? buf_text(&quoted) : "null", stdout);
    printf(", \"phone\": ");
    buf_clear(&quoted);
    if (readable) json_quote(&quoted, c->phone);
    fputs(readable ? buf_text(&quoted) : "null", stdout);
    buf_free(&quoted);
    fputs(", \"history\": ", stdout);
    history(office, events, n, readable);
    puts("}");
}

void case_show(const Office *office, const Case *c, const CaseEvent *events, size_t n, Ms now, bool readable) {
    Arena arena = {0};
    if (office->json) {
        show_json(office, c, events, n, now, readable);
        return;
    }
    head(office, &arena, c, now);
    if (readable) {
        line(office, (Words){TXT("number", "电话")}, c->phone);
        line(office, (Words){TXT("in own words", "客户原话")}, c->text);
    } else {
        say(office, TXT("own words, number and notes: for managers and whoever is responsible (--by NAME)",
                        "客户原话、电话和备注：仅限经理和责任人查看（--by 姓名）"));
    }
    putchar('\n');
    history(office, events, n, readable);
    arena_free(&arena);
}
