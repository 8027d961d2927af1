/* Policy files that are wrong: each of data/policies with one key misspelt, one value of a wrong type, one bracket
 * gone, and by hand what only the whole shows (holes, overlaps, doubles). Each is named with its line and key, once,
 * and importing it changes nothing. */
#include "import_fixture.h"

#include "office/policy_file.h"

#include <fcntl.h>
#include <glob.h>

static void write_all(const char *path, const char *text, size_t len) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    fclose(file);
}

static int64_t versions(Fixture *f) {
    Policy *all;
    size_t n;
    Arena arena = {0};
    Err err;
    assert_true(policies_read(f->office.db, &arena, true, &all, &n, &err));
    uint64_t sum = n;
    for (size_t i = 0; i < n; i++) sum = sum * 31 + all[i].n;
    arena_free(&arena);
    return (int64_t)(sum >> 1);
}

/* Import says so on stderr; that is not this test's output. */
static void import_changes_nothing(Fixture *f) {
    int kept = dup(2), none = open("/dev/null", O_WRONLY);
    const char *path = f->file;
    PolicyCounts counts;
    Err err;
    int64_t before = versions(f);
    fflush(stderr);
    dup2(none, 2);
    bool ok = policies_import(&f->office, &path, 1, "", "x", &counts, &err);
    fflush(stderr);
    dup2(kept, 2);
    close(kept);
    close(none);
    assert_true(ok);
    assert_true(counts.faults > 0);
    assert_int_equal(versions(f), before);
}

/* The file has a fault at this line (0: anywhere), in words, and none twice. */
static void names_fault(Fixture *f, const char *text, size_t len, int line, const char *what) {
    Arena arena = {0};
    PolicyFile file;
    Err err;
    write_all(f->file, text, len);
    assert_true(policy_file_read(f->file, &arena, &file, &err));
    bool found = false;
    for (size_t i = 0; i < file.n_faults; i++) {
        const PolicyFault *x = &file.faults[i];
        found = found || line == 0 || x->line == line;
        if (!*x->why.en || !*x->why.zh || x->line <= 0) fail_msg("%s: a fault without line or words", what);
        for (size_t j = 0; j < i; j++)
            if (x->line == file.faults[j].line && !strcmp(x->key, file.faults[j].key) &&
                !strcmp(x->why.en, file.faults[j].why.en))
                fail_msg("%s: told twice: line %d %s", what, x->line, x->key);
    }
    if (!found) fail_msg("%s: line %d is not named (%zu faults)\n%s", what, line, file.n_faults, text);
    arena_free(&arena);
}

/* Is this the "=" of "key = value", outside a comment or a text? Where its key begins and its value ends. */
static bool is_setting(const char *text, size_t at, size_t *key, size_t *value, size_t *end) {
    size_t begin = at;
    bool quoted = false;
    if (text[at] != '=') return false;
    while (begin > 0 && text[begin - 1] != '\n') begin--;
    for (size_t i = begin; i < at; i++) {
        if (text[i] == '"') quoted = !quoted;
        if (text[i] == '#' && !quoted) return false;
    }
    for (*key = at; *key > begin && text[*key - 1] == ' ';) --*key;
    while (*key > begin && strchr("abcdefghijklmnopqrstuvwxyz_0123456789", text[*key - 1])) --*key;
    for (*value = at + 1; text[*value] == ' ';) ++*value;
    for (*end = *value, quoted = false; text[*end] && (quoted || text[*end] != ';'); ++*end)
        if (text[*end] == '"') quoted = !quoted;
    return !quoted && text[*value] != '(';
}

static int line_at(const char *text, size_t at) {
    int line = 1;
    for (size_t i = 0; i < at; i++) line += text[i] == '\n';
    return line;
}

static void each_wrong_key_and_type_is_named_with_its_line(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    glob_t found;
    int tried = 0;
    assert_int_equal(glob(shared_data("policies/*.cfg"), 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        Buf good = read_all(found.gl_pathv[i]);
        for (size_t at = 0; at < good.len; at++) {
            size_t key, value, end;
            Buf bad = {0};
            if (!is_setting(good.text, at, &key, &value, &end)) continue;
            buf_add(&bad, good.text, key);
            buf_puts(&bad, "x_");
            buf_puts(&bad, good.text + key);
            names_fault(f, bad.text, bad.len, line_at(good.text, key), "a key misspelt");
            buf_clear(&bad);
            buf_add(&bad, good.text, value);
            buf_puts(&bad, "1.5");
            buf_puts(&bad, good.text + end);
            names_fault(f, bad.text, bad.len, line_at(good.text, key), "a decimal");
            if (tried % 16 == 0) import_changes_nothing(f);
            buf_free(&bad);
            tried += 2;
        }
        const char *last = strrchr(good.text, '}');
        assert_non_null(last);
        names_fault(f, good.text, (size_t)(last - good.text), 0, "a bracket gone");
        import_changes_nothing(f);
        tried++;
        buf_free(&good);
    }
    globfree(&found);
    assert_in_range(tried, 200, 100000);
    fixture_free(f);
}

static void what_only_the_whole_shows_is_named(void **state) {
    (void)state;
    static const struct {
        const char *file, *old, *new, *key, *says;
    } cases[] = {
        {"renewal.cfg", "choice = \"A\"", "choice = \"Q\"", "renewal.items.1.choice", "no Q in tier 1"},
        {"renewal.cfg", "{ tier = 1; id = \"A\"; }, { tier = 1; id = \"B\"; },", "", "renewal.tiers.1.id",
         "nothing with this tier"},
        {"renewal.cfg", "to_fen = 999999", "to_fen = 999998", "renewal.tiers.2.from_fen", "hole"},
        {"renewal.cfg", "from_fen = 2000001", "from_fen = 2000002", "renewal.tiers.3.from_fen", "hole"},
        {"renewal.cfg", "from_fen = 2000001", "from_fen = 2000000", "renewal.tiers.3.from_fen", "overlaps"},
        {"renewal.cfg", "to_fen = 999999", "to_fen = 1000000", "renewal.tiers.2.from_fen", "overlaps"},
        {"renewal.cfg", "to_fen = 999999; ", "", "renewal.tiers.1.to_fen", "open end"},
        {"renewal.cfg", "from_fen = 2000001;", "from_fen = 2000001; to_fen = 9000000;", "renewal.tiers.3.to_fen",
         "no end"},
        {"renewal.cfg", "to_fen = 999999", "to_fen = 499999", "renewal.tiers.1.to_fen", "below where it begins"},
        {"renewal.cfg", "deposit_most_fen = 300000", "deposit_most_fen = 99999", "renewal.deposit_most_fen", "below"},
        {"prepaid.cfg", "\"90 80 70 60 50\"", "\"90 80 85 60 50\"", "prepaid.packages.1.percents", "after"},
        {"prepaid.cfg", "partial = 3", "partial = 5", "prepaid.packages.1.partial", "not fewer"},
        {"prepaid.cfg", "id = \"oil\"", "id = \"five\"", "prepaid.packages.2.id", "already"},
        {"warranty.cfg", "months = 24; km = 60000", "months = 24; km = 20000", "warranty.terms.2.km", "fewer km"},
        {"warranty.cfg", "to = \"\"", "to = \"2025-01-01\"", "warranty.to", "before it begins"},
    };
    Fixture *f = fixture_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[64];
        snprintf(name, sizeof name, "policies/%s", cases[i].file);
        Buf good = read_all(shared_data(name)), bad = {0};
        const char *at = strstr(good.text, cases[i].old);
        if (!at) fail_msg("%s has no %s", name, cases[i].old);
        buf_add(&bad, good.text, (size_t)(at - good.text));
        buf_puts(&bad, cases[i].new);
        buf_puts(&bad, at + strlen(cases[i].old));
        write_all(f->file, bad.text, bad.len);
        Arena arena = {0};
        PolicyFile file;
        Err err;
        assert_true(policy_file_read(f->file, &arena, &file, &err));
        if (file.n_faults != 1) fail_msg("%s -> %s: %zu faults", cases[i].old, cases[i].new, file.n_faults);
        assert_string_equal(file.faults[0].key, cases[i].key);
        if (!strstr(file.faults[0].why.en, cases[i].says)) fail_msg("%s", file.faults[0].why.en);
        if (!strstr(cases[i].key, ".to") || strstr(cases[i].key, "to_fen"))
            assert_in_range(file.faults[0].line, 2, line_at(bad.text, bad.len));
        arena_free(&arena);
        import_changes_nothing(f);
        buf_free(&good);
        buf_free(&bad);
    }
    fixture_free(f);
}

static void two_groups_of_one_file_must_not_share_a_day(void **state) {
    (void)state;
    static const char both[] =
        "counts: ( { from = \"2026-01-01\"; to = \"%s\"; age_months = \"12\"; mileage_km = \"1\";"
        " visits_12m = \"1\"; },\n{ from = \"2026-06-01\"; to = \"\"; age_months = \"12\";"
        " mileage_km = \"1\"; visits_12m = \"1\"; } );\n";
    Fixture *f = fixture_new();
    for (int meet = 0; meet < 2; meet++) {
        char text[512];
        Arena arena = {0};
        PolicyFile file;
        Err err;
        snprintf(text, sizeof text, both, meet ? "2026-06-01" : "2026-05-31");
        write_all(f->file, text, strlen(text));
        assert_true(policy_file_read(f->file, &arena, &file, &err));
        assert_int_equal(file.n_faults, meet);
        if (meet) assert_string_equal(file.faults[0].key, "counts.from");
        arena_free(&arena);
    }
    fixture_free(f);
}

static void the_files_that_ship_are_good_and_twice_changes_nothing(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    glob_t found;
    Err err;
    PolicyCounts counts;
    assert_int_equal(glob(shared_data("policies/*.cfg"), 0, NULL, &found), 0);
    assert_true(
        policies_import(&f->office, (const char *const *)found.gl_pathv, found.gl_pathc, "", "x", &counts, &err));
    assert_int_equal(counts.faults, 0);
    assert_true(counts.added >= found.gl_pathc);
    int64_t before = versions(f);
    assert_true(
        policies_import(&f->office, (const char *const *)found.gl_pathv, found.gl_pathc, "", "x", &counts, &err));
    assert_int_equal(counts.added, 0);
    assert_int_equal(versions(f), before);
    globfree(&found);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_that_ship_are_good_and_twice_changes_nothing),
        cmocka_unit_test(each_wrong_key_and_type_is_named_with_its_line),
        cmocka_unit_test(what_only_the_whole_shows_is_named),
        cmocka_unit_test(two_groups_of_one_file_must_not_share_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
