/* Whom an offer is for: the six axes of policies.md 2, every corner of the grammar, what "not known" means, and random
 * rules over random cars against a slow model of its own. */
#include "rules/targeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --- help --------------------------------------------------------------------------------------------------------- */

static const CarFacts nothing_known = {"", "", "", "", -1, -1, -1, "", ""};
static const CarFacts corolla = {
    "卡罗拉 1.2T 先锋版", "卡罗拉", "卡罗拉", "Corolla", 41, 42318, 3, "short city", "dust",
};

static TargetText text_of(const char *axis[AXES], const char *rule) {
    TargetText text = {.rule = rule};
    for (int a = 0; a < AXES; a++) text.axis[a] = axis[a] ? axis[a] : "";
    return text;
}

static TargetRule parsed(Arena *arena, const TargetText *text) {
    TargetRule t;
    int field;
    Err err = {0};
    if (!target_parse(text, arena, &t, &field, &err)) fail_msg("%s: %s", text->rule, err.en);
    return t;
}

static TargetRule rule(Arena *arena, const char *text) {
    const char *none[AXES] = {0};
    TargetText all = text_of(none, text);
    return parsed(arena, &all);
}

static Fit fit_of(const char *text, const CarFacts *car) {
    Arena arena = {0};
    TargetRule t = rule(&arena, text);
    Fit fit = target_fit(&t, car);
    arena_free(&arena);
    return fit;
}

/* --- the six axes ------------------------------------------------------------------------------------------------- */

static void each_axis_of_policies_2_says_yes_no_and_not_known(void **state) {
    (void)state;
    static const struct {
        Axis axis;
        const char *cell;
        CarFacts yes, no;
    } table[] = {
        /* by model, by age, by mileage, by visits, by habit, by environment: policies.md 2 */
        {AXIS_MODEL, "卡罗拉;雷凌", {.model = "雷凌 1.8H"}, {.model = "凯美瑞 2.0"}},
        {AXIS_AGE, "24-", {.age_months = 24}, {.age_months = 23}},
        {AXIS_AGE, "-36", {.age_months = 36}, {.age_months = 37}},
        {AXIS_AGE, "24-60", {.age_months = 60}, {.age_months = 61}},
        {AXIS_MILEAGE, "40000-", {.mileage_km = 40000}, {.mileage_km = 39999}},
        {AXIS_MILEAGE, "-10000;50000-60000", {.mileage_km = 55000}, {.mileage_km = 49999}},
        {AXIS_VISITS, "2-", {.visits_12m = 2}, {.visits_12m = 1}},
        {AXIS_VISITS, "1", {.visits_12m = 1}, {.visits_12m = 0}},
        {AXIS_HABIT, "short", {.habit = "city short"}, {.habit = "long highway"}},
        {AXIS_ENVIRONMENT, "dust;rain", {.environment = "rain"}, {.environment = "mountain"}},
        {AXIS_ENVIRONMENT, "!dust", {.environment = "rain"}, {.environment = "rain dust"}},
        {AXIS_ENVIRONMENT, "not dust;rain", {.environment = "mountain"}, {.environment = "rain"}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        Arena arena = {0};
        const char *cells[AXES] = {0};
        cells[table[i].axis] = table[i].cell;
        TargetText text = text_of(cells, "");
        TargetRule t = parsed(&arena, &text);
        CarFacts cars[] = {table[i].yes, table[i].no};
        for (int c = 0; c < 2; c++) { /* only the axis itself is told, the others may be anything */
            const char **texts[] = {&cars[c].model,    &cars[c].prefix, &cars[c].model_zh,
                                    &cars[c].model_en, &cars[c].habit,  &cars[c].environment};
            for (size_t f = 0; f < sizeof texts / sizeof *texts; f++)
                if (!*texts[f]) *texts[f] = "";
        }
        if (target_fit(&t, &cars[0]) != FIT_YES) fail_msg("%s should fit", table[i].cell);
        if (target_fit(&t, &cars[1]) != FIT_NO) fail_msg("%s should not fit", table[i].cell);
        assert_int_equal(target_fit(&t, &nothing_known), FIT_UNKNOWN);
        arena_free(&arena);
    }
}

static void columns_and_the_rule_must_all_fit(void **state) {
    (void)state;
    Arena arena = {0};
    const char *cells[AXES] = {[AXIS_MODEL] = "卡罗拉", [AXIS_MILEAGE] = "40000-", [AXIS_HABIT] = "short"};
    TargetText text = text_of(cells, "any(environment dust, visits_12m 5-)");
    TargetRule t = parsed(&arena, &text);
    CarFacts car = corolla;
    assert_int_equal(target_fit(&t, &car), FIT_YES);
    car.environment = "rain";
    assert_int_equal(target_fit(&t, &car), FIT_NO);
    car.visits_12m = 5;
    assert_int_equal(target_fit(&t, &car), FIT_YES);
    car.habit = "";
    assert_int_equal(target_fit(&t, &car), FIT_UNKNOWN);
    car.mileage_km = 10; /* one "no" decides, whatever else is not known */
    assert_int_equal(target_fit(&t, &car), FIT_NO);
    arena_free(&arena);
}

static void without_a_condition_it_is_for_everybody(void **state) {
    (void)state;
    assert_int_equal(fit_of("", &corolla), FIT_EVERYBODY);
    assert_int_equal(fit_of("   ", &nothing_known), FIT_EVERYBODY);
    assert_int_equal(fit_of("else hide", &nothing_known), FIT_EVERYBODY);
    assert_int_equal(fit_of("?no", &nothing_known), FIT_EVERYBODY);
}

/* --- models ------------------------------------------------------------------------------------------------------- */

static void a_model_goes_by_the_stores_table_first(void **state) {
    (void)state;
    static const struct {
        const char *word, *model, *prefix, *zh, *en;
        Fit fit;
    } table[] = {
        {"卡罗拉", "卡罗拉 1.2T", "卡罗拉", "卡罗拉", "Corolla", FIT_YES},
        {"卡罗拉", "卡罗拉锐放 2.0", "卡罗拉锐放", "卡罗拉锐放", "Corolla Cross", FIT_NO},
        {"卡罗拉", "卡罗拉锐放 2.0", "", "卡罗拉锐放 2.0", "卡罗拉锐放 2.0", FIT_YES}, /* not in the table */
        {"corolla", "卡罗拉 1.2T", "卡罗拉", "卡罗拉", "Corolla", FIT_YES},
        {"Corolla Cross", "X", "X", "卡罗拉锐放", "Corolla Cross", FIT_YES},
        {"卡罗拉 1.2T", "卡罗拉 1.2T 先锋版", "卡罗拉", "卡罗拉", "Corolla", FIT_YES},
        {"卡罗拉 1.8", "卡罗拉 1.2T 先锋版", "卡罗拉", "卡罗拉", "Corolla", FIT_NO},
        {"RAV4 荣放", "rav4 荣放 2.0", "", "", "", FIT_YES},
        {"CR-V", "CR-V 1.5T", "", "", "", FIT_YES},
        {"卡", "卡罗拉", "卡罗拉", "卡罗拉", "Corolla", FIT_NO},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char text[80];
        snprintf(text, sizeof text, "model %s", table[i].word);
        CarFacts car = {table[i].model, table[i].prefix, table[i].zh, table[i].en, -1, -1, -1, "", ""};
        if (fit_of(text, &car) != table[i].fit) fail_msg("%zu: %s on %s", i, text, table[i].model);
    }
}

/* --- the grammar -------------------------------------------------------------------------------------------------- */

static void rules_are_read_as_they_are_meant(void **state) {
    (void)state;
    static const struct {
        const char *text, *shown;
    } table[] = {
        {"mileage_km 40000-", "all(mileage_km 40000-)"},
        {"mileage_km -60000", "all(mileage_km -60000)"},
        {"mileage_km 24 - 60", "all(mileage_km 24-60)"},
        {"mileage_km 12", "all(mileage_km 12)"},
        {"age_months 0-0", "all(age_months 0)"},
        {"age 24至60;72～", "all(age_months 24-60;72-)"},
        {"any(mileage_km 40000-, habit short) & not environment dust",
         "all(all(any(mileage_km 40000-, habit short), not environment dust))"},
        {"any(model 卡罗拉;雷凌 & age 12-, visits 3-)",
         "all(any(all(model 卡罗拉;雷凌, age_months 12-), visits_12m 3-))"},
        {"not any(habit short, habit city)", "all(not any(habit short, habit city))"},
        {"!(habit short & habit city) ?yes", "all(not all(all(habit short, habit city)) ?yes)"},
        {"! ! habit short", "all(habit short)"},
        {"not environment dust ?no", "all(not environment dust ?no)"},
        {"ENVIRONMENT Dust;RAIN", "all(environment dust;rain)"},
        {"all(habit short)", "all(all(habit short))"},
        {"habit short and environment dust", "all(all(habit short, environment dust))"},
        {"任一（里程 40000至， 习惯 short）且 非 环境 dust ？是",
         "all(all(any(mileage_km 40000-, habit short), not environment dust ?yes))"},
        {"环境 dust、rain 否则 不显示", "all(environment dust;rain)"},
        {"model RAV4 荣放 ; CR-V & visits 2-", "all(all(model RAV4 荣放;CR-V, visits_12m 2-))"},
        {"model RAV4   荣放\n", "all(model RAV4 荣放)"},
        {"mileage_km 0-9999999", "all(mileage_km -9999999)"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        Arena arena = {0};
        Buf out = {0};
        TargetRule t = rule(&arena, table[i].text);
        target_show(&t, 0, &out);
        assert_string_equal(buf_text(&out), table[i].shown);
        buf_free(&out);
        arena_free(&arena);
    }
}

static void what_is_shown_reads_as_the_same_rule(void **state) {
    (void)state;
    Arena arena = {0};
    Buf once = {0}, twice = {0};
    TargetRule t = rule(&arena, "any(mileage_km 40000-, all(habit short, !age -12 ?no)) ?yes & not environment dust");
    target_show(&t, t.n_nodes > 1 ? 1 : 0, &once);
    t = rule(&arena, buf_text(&once));
    target_show(&t, 1, &twice);
    assert_string_equal(buf_text(&once), buf_text(&twice));
    buf_free(&once);
    buf_free(&twice);
    arena_free(&arena);
}

static void bad_rules_are_refused_in_words(void **state) {
    (void)state;
    static const struct {
        int field;
        const char *text, *says;
    } table[] = {
        {AXIS_AGE, "abc", "“abc” is no range: age_months is written 24-60"},
        {AXIS_AGE, "60-24", "runs backwards"},
        {AXIS_AGE, "24-60-72", "is no range"},
        {AXIS_AGE, "-", "is no range"},
        {AXIS_AGE, "24-;", "it ends where a value is expected"},
        {AXIS_AGE, ";24-", "expected a value, found “;”"},
        {AXIS_AGE, "2.5-", "is no range"},
        {AXIS_AGE, "12345678", "is no range"},
        {AXIS_AGE, "--5", "is no range"},
        {AXIS_AGE, "24- ?maybe", "expected yes or no behind “?”, found “maybe”"},
        {AXIS_AGE, "24- ?", "it ends where yes or no"},
        {AXIS_AGE, "24- ?no ?yes", "one “?” and no second"},
        {AXIS_AGE, "24- & 36-", "expected “;” between values, or the end of the column, found “&”"},
        {AXIS_AGE, "!", "it ends where a value is expected"},
        {AXIS_MILEAGE, "4万-", "is no range"},
        {AXIS_MILEAGE, "40,000-", "found “,”"},
        {AXIS_HABIT, "短途", "is no id of an answer"},
        {AXIS_HABIT, "short trips", "“short trips” is no id of an answer"},
        {AXIS_MODEL, "卡罗拉,雷凌", "found “,”"},
        {AXIS_MODEL, "卡罗拉 else", "found “else”"},
        {AXIS_MODEL, "and", "expected a value, found “and”"},
        {AXES, "mileage", "it ends where a value is expected"},
        {AXES, "kilometres 40000-", "expected a condition (model"},
        {AXES, "mileage 40000- habit short", "is no range"},
        {AXES, "habit short | habit city", "“or” is written any(…, …)"},
        {AXES, "habit short or habit city", "“or” is written any(…, …)"},
        {AXES, "any habit short", "expected “(” behind any or all"},
        {AXES, "any()", "expected a condition"},
        {AXES, "any(habit short", "it ends where “)” is expected"},
        {AXES, "any(habit short,)", "expected a condition"},
        {AXES, "(habit short, habit city)", "expected “)”, found “,”"},
        {AXES, "habit short)", "expected “&” or the end of the rule, found “)”"},
        {AXES, "habit short &", "it ends where a condition"},
        {AXES, "& habit short", "expected a condition"},
        {AXES, "not", "it ends where a condition"},
        {AXES, "habit short else", "it ends where hide or last"},
        {AXES, "habit short else gone", "expected hide or last behind else, found “gone”"},
        {AXES, "habit short else hide now", "expected “&” or the end of the rule"},
        {AXES, "?", "it ends where yes or no"},
        {AXES, "?no habit short", "expected “&” or the end of the rule"},
        {AXES, "((((((((( habit short )))))))))", "more than 8 deep"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        Arena arena = {0};
        const char *cells[AXES] = {0};
        if (table[i].field < AXES) cells[table[i].field] = table[i].text;
        TargetText text = text_of(cells, table[i].field == AXES ? table[i].text : "");
        TargetRule t = {.n_nodes = 77};
        int field = -1;
        Err err = {0};
        if (target_parse(&text, &arena, &t, &field, &err)) fail_msg("%s is taken", table[i].text);
        assert_int_equal(err.code, ERR_INPUT);
        assert_int_equal(field, table[i].field);
        if (!strstr(err.en, table[i].says)) fail_msg("%s: %s", table[i].text, err.en);
        assert_true(*err.zh);
        assert_int_equal(t.n_nodes, 77);
        arena_free(&arena);
    }
}

static void a_rule_has_its_bounds(void **state) {
    (void)state;
    Arena arena = {0};
    const char *none[AXES] = {0};
    TargetRule t;
    int field;
    Err err = {0};
    Buf many = {0};
    for (int i = 0; i < TARGET_NODES; i++) buf_puts(&many, i ? "&age 1" : "age 1");
    TargetText text = text_of(none, buf_text(&many));
    assert_false(target_parse(&text, &arena, &t, &field, &err));
    assert_non_null(strstr(err.en, "more than 96"));
    buf_clear(&many);
    while (many.len <= TARGET_CELL) buf_putc(&many, ' ');
    text = text_of(none, buf_text(&many));
    assert_false(target_parse(&text, &arena, &t, &field, &err));
    assert_non_null(strstr(err.en, "longer than 1000"));
    buf_free(&many);
    arena_free(&arena);
}

/* --- what not known means ----------------------------------------------------------------------------------------- */

static void the_rule_says_what_not_known_means(void **state) {
    (void)state;
    static const struct {
        const char *text;
        Fit fit; /* of a car of which nothing is known */
    } table[] = {
        {"environment dust", FIT_UNKNOWN},
        {"environment dust ?yes", FIT_YES},
        {"environment dust ?no", FIT_NO},
        {"environment dust ?no else hide", FIT_HIDDEN},
        {"environment dust else hide", FIT_UNKNOWN}, /* never left out for what is not known alone */
        {"not environment dust ?no", FIT_NO},        /* the whole condition, its "not" included */
        {"not environment dust ?yes", FIT_YES},
        {"not (environment dust ?no)", FIT_YES},
        {"any(environment dust ?no, habit short)", FIT_UNKNOWN},
        {"any(environment dust, habit short) ?no", FIT_NO},
        {"environment dust ?yes & habit short", FIT_UNKNOWN},
        {"environment dust ?yes & habit short ?yes", FIT_YES},
        {"not any(habit short, age 3-)", FIT_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (fit_of(table[i].text, &nothing_known) != table[i].fit)
            fail_msg("%s: %s", table[i].text, fit_id(fit_of(table[i].text, &nothing_known)));
    Arena arena = {0}; /* of all columns together */
    const char *cells[AXES] = {[AXIS_AGE] = "12-", [AXIS_HABIT] = "short"};
    TargetText text = text_of(cells, "?no else hide");
    TargetRule t = parsed(&arena, &text);
    assert_int_equal(target_fit(&t, &nothing_known), FIT_HIDDEN);
    arena_free(&arena);
}

static void reasons_are_what_is_known_to_hold(void **state) {
    (void)state;
    static const struct {
        const char *text, *reasons;
    } table[] = {
        {"mileage_km 40000- & habit short", "mileage_km 40000-|habit short|"},
        {"any(mileage_km 90000-, habit short)", "habit short|"},
        {"any(mileage_km 40000-, habit short)", "mileage_km 40000-|habit short|"},
        {"not any(habit long, age 60-) & visits 2-", "visits_12m 2-|"},
        {"not environment rain", "not environment rain|"},
        {"mileage_km 90000-", ""},
        {"any(habit short, model 皇冠) & environment dust", "habit short|environment dust|"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        Arena arena = {0};
        Buf out = {0};
        TargetRule t = rule(&arena, table[i].text);
        size_t nodes[8], n = target_reasons(&t, &corolla, nodes, 8);
        for (size_t r = 0; r < n; r++) {
            target_show(&t, nodes[r], &out);
            buf_putc(&out, '|');
        }
        assert_string_equal(buf_text(&out), table[i].reasons);
        buf_free(&out);
        arena_free(&arena);
    }
    Arena arena = {0};
    size_t nodes[8];
    TargetRule t = rule(&arena, "habit short ?yes");
    assert_int_equal(target_fit(&t, &nothing_known), FIT_YES);
    assert_int_equal(target_reasons(&t, &nothing_known, nodes, 8), 0); /* nothing that could be said of this car */
    arena_free(&arena);
}

static void sorting_keeps_the_catalogues_order(void **state) {
    (void)state;
    const unsigned char fits[] = {FIT_NO,      FIT_UNKNOWN, FIT_YES, FIT_HIDDEN, FIT_EVERYBODY,
                                  FIT_UNKNOWN, FIT_YES,     FIT_NO,  FIT_HIDDEN, FIT_EVERYBODY};
    const uint32_t want[] = {2, 6, 4, 9, 1, 5, 0, 7};
    uint32_t order[10];
    assert_int_equal(fits_order(fits, 10, order), 8);
    assert_memory_equal(order, want, sizeof want);
    assert_int_equal(fits_order(fits, 0, order), 0);
}

/* --- random rules against a slow model ---------------------------------------------------------------------------- */

/* The model: a tree of its own, answers 1, 0, −1 for yes, no and not known, by tables. */
typedef struct Tree {
    enum { LEAF, EVERY, SOME } kind;
    bool turned;
    int unknown; /* 0 stays, 1 counts as yes, −1 as no */
    Axis axis;
    int low, high; /* of a number; 0 and −1: open */
    int word, word2;
    struct Tree *kids[3];
    int n;
} Tree;

static uint32_t seed = 20261123;
static int dice(int n) {
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)n);
}

static const char *const habits[] = {"short", "long", "city", "highway"},
                         *const places[] = {"dust", "rain", "hill", "no"},
                         *const models[] = {"卡罗拉", "雷凌", "皇冠", "汉兰达"};

static const char *name_of(Axis axis, int word) {
    return (axis == AXIS_MODEL ? models : axis == AXIS_HABIT ? habits : places)[word];
}

static Tree *grow(Arena *arena, int depth) {
    Tree *t = arena_alloc(arena, sizeof *t);
    t->turned = dice(4) == 0;
    t->unknown = dice(4) == 0 ? (dice(2) ? 1 : -1) : 0;
    t->kind = depth == 0 || dice(2) ? LEAF : dice(2) ? EVERY : SOME;
    t->axis = (Axis)dice(AXES);
    t->low = dice(10);
    t->high = dice(3) ? t->low + dice(5) : -1;
    t->word = dice(4);
    t->word2 = dice(4);
    t->n = t->kind == LEAF ? 0 : 1 + dice(3);
    for (int i = 0; i < t->n; i++) t->kids[i] = grow(arena, depth - 1);
    return t;
}

static void write_tree(const Tree *t, Buf *out) {
    if (t->turned) buf_puts(out, dice(2) ? "!" : "not ");
    if (t->kind == LEAF) {
        buf_printf(out, "%s ", axis_id(t->axis));
        if (!axis_is_number(t->axis))
            buf_printf(out, "%s;%s", name_of(t->axis, t->word), name_of(t->axis, t->word2));
        else if (t->high < 0)
            buf_printf(out, "%d-", t->low);
        else
            buf_printf(out, "%d-%d", t->low, t->high);
    } else {
        const char *between = t->kind == SOME ? ", " : dice(2) ? " & " : NULL;
        buf_puts(out, t->kind == SOME ? "any(" : between ? "(" : "all(");
        for (int i = 0; i < t->n; i++) {
            if (i) buf_puts(out, between ? between : ",");
            write_tree(t->kids[i], out);
        }
        buf_puts(out, ")");
    }
    if (t->unknown) buf_puts(out, t->unknown > 0 ? " ?yes" : "?no");
}

typedef struct ModelCar {
    int numbers[AXES]; /* −1 = not known; of words: a bit each, 0 = not known */
} ModelCar;

static int ask(const Tree *t, const ModelCar *car) {
    static const int and_table[3][3] = {{0, 0, 0}, {0, -1, -1}, {0, -1, 1}}; /* no, not known, yes */
    int answer;
    if (t->kind == LEAF) {
        int is = car->numbers[t->axis];
        if (axis_is_number(t->axis))
            answer = is < 0 ? -1 : is >= t->low && (t->high < 0 || is <= t->high);
        else
            answer = is == 0 ? -1 : (is >> t->word & 1) || (is >> t->word2 & 1);
    } else {
        bool some = t->kind == SOME; /* some = not (every not) */
        answer = 1;
        for (int i = 0; i < t->n; i++) {
            int kid = ask(t->kids[i], car);
            if (some && kid >= 0) kid = !kid;
            answer = and_table[answer < 0 ? 1 : answer * 2][kid < 0 ? 1 : kid * 2];
        }
        if (some && answer >= 0) answer = !answer;
    }
    if (t->turned && answer >= 0) answer = !answer;
    if (answer < 0 && t->unknown) answer = t->unknown > 0;
    return answer;
}

static ModelCar random_car(void) {
    ModelCar car;
    for (int a = 0; a < AXES; a++)
        car.numbers[a] = axis_is_number((Axis)a) ? dice(16) - 1
                         : a == AXIS_MODEL       ? (dice(5) ? 1 << dice(4) : 0)
                                                 : dice(16);
    return car;
}

static const char *words_of(Arena *arena, int bits, Axis axis) {
    const char *text = "";
    for (int i = 0; i < 4; i++)
        if (bits >> i & 1) text = arena_printf(arena, "%s%s%s", text, *text ? " " : "", name_of(axis, i));
    return text;
}

static CarFacts facts_of(Arena *arena, const ModelCar *car) {
    const char *model = words_of(arena, car->numbers[AXIS_MODEL], AXIS_MODEL);
    return (CarFacts){model,
                      dice(2) ? model : "",
                      model,
                      "",
                      car->numbers[AXIS_AGE],
                      car->numbers[AXIS_MILEAGE],
                      car->numbers[AXIS_VISITS],
                      words_of(arena, car->numbers[AXIS_HABIT], AXIS_HABIT),
                      words_of(arena, car->numbers[AXIS_ENVIRONMENT], AXIS_ENVIRONMENT)};
}

static void random_rules_agree_with_a_slow_model(void **state) {
    (void)state;
    static const Fit wants[] = {FIT_UNKNOWN, FIT_NO, FIT_YES};
    int seen[FITS] = {0};
    for (int i = 0; i < 20000; i++) {
        Arena arena = {0};
        Buf text = {0};
        Tree *tree = grow(&arena, 3);
        write_tree(tree, &text);
        bool hide = dice(3) == 0;
        if (hide) buf_puts(&text, " else hide");
        const char *none[AXES] = {0};
        TargetText all = text_of(none, buf_text(&text));
        TargetRule t;
        int field;
        Err err = {0};
        if (target_parse(&all, &arena, &t, &field, &err)) {
            for (int c = 0; c < 5; c++) {
                ModelCar car = random_car();
                CarFacts facts = facts_of(&arena, &car);
                Fit want = wants[ask(tree, &car) + 1], got = target_fit(&t, &facts);
                if (want == FIT_NO && hide) want = FIT_HIDDEN;
                if (got != want) fail_msg("%s: %s, not %s", buf_text(&text), fit_id(got), fit_id(want));
                seen[got]++;
            }
        } else if (!strstr(err.en, "more than 96") && !strstr(err.en, "longer than")) {
            fail_msg("%s: %s", buf_text(&text), err.en);
        }
        buf_free(&text);
        arena_free(&arena);
    }
    for (int f = 0; f < FITS; f++) assert_true(f == FIT_EVERYBODY || seen[f] > 3000);
}

/* Whatever is typed, nothing is read beyond its end and nothing is half taken. */
static void any_bytes_are_taken_or_refused(void **state) {
    (void)state;
    static const char *const bits[] = {"any(",  "all(", ")",    ",",    ";",  "&",      "!",    "?",
                                       "?yes",  "?no",  "else", "hide", "|",  "model ", "age ", "habit ",
                                       "short", "24-",  "-3",   "、",   "。", "\xE5",   "\xFF", " "};
    int taken = 0;
    for (int i = 0; i < 20000; i++) {
        Arena arena = {0};
        Buf text = {0};
        for (int n = dice(12); n >= 0; n--) buf_puts(&text, bits[dice(sizeof bits / sizeof *bits)]);
        const char *cells[AXES] = {0};
        int where = dice(AXES + 1);
        if (where < AXES) cells[where] = buf_text(&text);
        TargetText all = text_of(cells, where == AXES ? buf_text(&text) : "");
        TargetRule t;
        int field = -1;
        Err err = {0};
        if (target_parse(&all, &arena, &t, &field, &err)) {
            taken++;
            target_fit(&t, &corolla);
        } else {
            assert_int_equal(field, where);
            assert_true(*err.en && *err.zh);
        }
        buf_free(&text);
        arena_free(&arena);
    }
    assert_true(taken > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_axis_of_policies_2_says_yes_no_and_not_known),
        cmocka_unit_test(columns_and_the_rule_must_all_fit),
        cmocka_unit_test(without_a_condition_it_is_for_everybody),
        cmocka_unit_test(a_model_goes_by_the_stores_table_first),
        cmocka_unit_test(rules_are_read_as_they_are_meant),
        cmocka_unit_test(what_is_shown_reads_as_the_same_rule),
        cmocka_unit_test(bad_rules_are_refused_in_words),
        cmocka_unit_test(a_rule_has_its_bounds),
        cmocka_unit_test(the_rule_says_what_not_known_means),
        cmocka_unit_test(reasons_are_what_is_known_to_hold),
        cmocka_unit_test(sorting_keeps_the_catalogues_order),
        cmocka_unit_test(random_rules_agree_with_a_slow_model),
        cmocka_unit_test(any_bytes_are_taken_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
