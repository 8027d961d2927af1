/* What customers leave. The keys come from the form, so that sending again finds the rows of the first time; what was
 * tapped before stays in rating_score, which is only ever appended to. */
#include "feedback.h"

#include "cases.h"
#include "consents.h"
#include "sql.h"

#include <stdio.h>
#include <string.h>

/* ---- ratings ---- */

/* One more line of the rating's history, unless it says the same as the last. 0: taken back. */
static bool score_note(Db *db, const char *rating_id, int score, Ms at, Err *err) {
    return sql_run(db,
                   "INSERT INTO rating_score (rating_id, seq, store_id, score, at_ms)"
                   " SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4 FROM rating_score WHERE rating_id = ?1"
                   " HAVING ?3 IS NOT (SELECT score FROM rating_score WHERE rating_id = ?1 ORDER BY seq DESC LIMIT 1)",
                   SQL_ARGS(txt(rating_id), txt(db_store_id(db)), num(score), num(at)), err);
}

/* The first tap's time stays; suspect once is suspect. */
static bool rating_write(Db *db, const RatingTap *t, Err *err) {
    char local[32];
    return sql_run(db,
                   "INSERT INTO rating (rating_id, store_id, visit_id, at_ms, at_local, lang, score, order_no, suspect,"
                   " questionnaire_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
                   " ON CONFLICT (rating_id) DO UPDATE SET score = excluded.score, order_no = excluded.order_no,"
                   " suspect = max(suspect, excluded.suspect), undone_ms = NULL"
                   " WHERE score <> excluded.score OR order_no IS NOT excluded.order_no OR undone_ms IS NOT NULL"
                   " OR suspect < excluded.suspect",
                   SQL_ARGS(txt(t->rating_id.text), txt(db_store_id(db)), txt(t->visit_id.text), num(t->at),
                            txt(instant_show(t->at, local, sizeof local)), txt(t->lang), num(t->score),
                            txt_or_null(t->order_no), num(t->suspect), num(t->questionnaire_version)),
                   err);
}

/* The quickest of the faces' taps is the one that tells. */
static bool face_time_write(Db *db, const char *rating_id, Ms face_ms, Err *err) {
    return face_ms < 0 || sql_run(db,
                                  "UPDATE rating SET face_ms = ?2 WHERE rating_id = ?1"
                                  " AND (face_ms IS NULL OR face_ms > ?2)",
                                  SQL_ARGS(txt(rating_id), num(face_ms)), err);
}

bool rating_save(Db *db, const RatingTap *tap, Err *err) {
    return rating_save_timed(db, tap, -1, err);
}

bool rating_save_timed(Db *db, const RatingTap *tap, Ms face_ms, Err *err) {
    if (!db_begin(db, err)) return false;
    return db_end(db,
                  rating_write(db, tap, err) && score_note(db, tap->rating_id.text, tap->score, tap->at, err) &&
                      face_time_write(db, tap->rating_id.text, face_ms, err),
                  err);
}

static bool rating_take_back(Db *db, const char *rating_id, Ms at, Err *err) {
    int64_t found = 0;
    if (!sql_number(db, &found, "SELECT 1 FROM rating WHERE rating_id = ?1", SQL_ARGS(txt(rating_id)), err))
        return false;
    if (!found) return err_set(err, ERR_NOT_FOUND, TXT("there is no such rating", "没有这条评价"));
    return sql_run(db, "UPDATE rating SET undone_ms = ?2 WHERE rating_id = ?1 AND undone_ms IS NULL",
                   SQL_ARGS(txt(rating_id), num(at)), err) &&
           score_note(db, rating_id, 0, at, err);
}

bool rating_undo(Db *db, Uuid rating_id, Ms at, Err *err) {
    if (!db_begin(db, err)) return false;
    return db_end(db, rating_take_back(db, rating_id.text, at, err), err);
}

/* ---- answers ---- */

/* Everything one sending works with. */
typedef struct Sending {
    Db *db;
    const Answers *a;
    const char *store, *rating_id; /* rating "" = none */
    char voice_id[UUID_LEN + 1];   /* "" = no words and no number */
    char complaint_id[UUID_LEN + 1];
    int score;
    char *case_no;
} Sending;

/* A number without consent is not kept at all. */
static const char *phone_kept(const Answers *a) {
    return a->consent ? a->phone : "";
}

/* The rating these answers belong to; should its tap have been lost, it is made now. */
static bool find_rating(Sending *s, Err *err) {
    const Answers *a = s->a;
    int64_t stored = 0;
    s->score = a->score;
    if (!*s->rating_id) return true;
    if (!sql_number(s->db, &stored, "SELECT score FROM rating WHERE rating_id = ?1", SQL_ARGS(txt(s->rating_id)), err))
        return false;
    if (a->score == 0) {
        s->score = (int)stored;
        return stored || err_set(err, ERR_NOT_FOUND, TXT("there is no such rating", "没有这条评价"));
    }
    if (stored) return true;
    RatingTap tap = {a->rating_id, a->visit_id, a->at, a->lang, a->score, a->order_no, a->questionnaire_version, false};
    return rating_write(s->db, &tap, err) && score_note(s->db, s->rating_id, a->score, a->at, err);
}

static bool keep_consent(Sending *s, Err *err) {
    const Answers *a = s->a;
    Consent given = {.person_id = s->voice_id,
                     .purpose = "feedback",
                     .about = *s->rating_id ? s->rating_id : a->complaint_id.text,
                     .order_no = a->order_no,
                     .visit_id = a->visit_id.text,
                     .lang = a->lang,
                     .words = a->purpose,
                     .at = a->at};
    return !*phone_kept(a) || consent_keep(s->db, &given, err);
}

/* Own words and number live in a person row, so that they can be forgotten; a forgotten one is not filled again. */
static bool save_voice(Sending *s, Err *err) {
    const Answers *a = s->a;
    int64_t there = 0;
    if (!uuid_is_set(&a->voice_id)) return true;
    if (!sql_number(s->db, &there, "SELECT 1 FROM person WHERE person_id = ?1", SQL_ARGS(txt(a->voice_id.text)), err))
        return false;
    if (!there && !*a->words && !*phone_kept(a)) return true;
    memcpy(s->voice_id, a->voice_id.text, sizeof s->voice_id);
    return sql_run(s->db,
                   "INSERT INTO person (person_id, store_id, words, phone, created_ms) VALUES (?1, ?2, ?3, ?4, ?5)"
                   " ON CONFLICT (person_id) DO UPDATE SET words = excluded.words, phone = excluded.phone"
                   " WHERE erased_ms IS NULL AND (words, phone) <> (excluded.words, excluded.phone)",
                   SQL_ARGS(txt(s->voice_id), txt(s->store), txt(a->words), txt(phone_kept(a)), num(a->at)), err) &&
           keep_consent(s, err);
}

static bool save_marks(Sending *s, Err *err) {
    const Answers *a = s->a;
    if (!sql_run(s->db, "DELETE FROM rating_mark WHERE rating_id = ?1", SQL_ARGS(txt(s->rating_id)), err)) return false;
    for (size_t i = 0; i < a->n_factors; i++)
        if (a->marks[i] > 0 &&
            !sql_run(s->db, "INSERT INTO rating_mark (rating_id, factor, store_id, mark) VALUES (?1, ?2, ?3, ?4)",
                     SQL_ARGS(txt(s->rating_id), txt(a->factors[i].id), txt(s->store), num(a->marks[i])), err))
            return false;
    return true;
}

static bool save_answers(Sending *s, Err *err) {
    const Answers *a = s->a;
    if (!*s->rating_id) return true;
    int csi = a->n_factors ? survey_index(a->factors, a->marks, a->n_factors) : -1;
    return save_marks(s, err) &&
           sql_run(s->db,
                   "UPDATE rating SET reasons = ?2, voice_id = ?3, csi = ?4, nps = ?5, contact_consent = ?6,"
                   " order_no = ?7 WHERE rating_id = ?1",
                   SQL_ARGS(txt(s->rating_id), txt(a->reasons), txt_or_null(s->voice_id), num_unless(-1, csi),
                            num_unless(-1, a->nps), num(a->consent), txt_or_null(a->order_no)),
                   err);
}

/* ---- complaints ---- */

/* The complaint of an earlier sending: by its own key, or by the rating's when the form lost it. */
static bool find_complaint(Sending *s, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(s->db,
                                "SELECT complaint_id, case_no FROM complaint WHERE complaint_id = ?1 OR rating_id = ?2"
                                " ORDER BY complaint_id = ?1 DESC LIMIT 1",
                                SQL_ARGS(txt(s->a->complaint_id.text), txt_or_null(s->rating_id)), err);
    if (!sql_step(s->db, q, &row, err)) return false;
    if (!row) return true;
    sql_copy(q, 0, s->complaint_id, sizeof s->complaint_id);
    sql_copy(q, 1, s->case_no, 24);
    sql_end(q);
    return true;
}

/* "261123-01": the store's cases are counted within the local day. */
static bool next_case_no(Sending *s, Err *err) {
    char from[48], to[48];
    int64_t last = 0;
    LocalTime t = local_of(s->a->at);
    snprintf(from, sizeof from, "%02d%02d%02d-", t.year % 100, t.month, t.day);
    snprintf(to, sizeof to, "%02d%02d%02d.", t.year % 100, t.month, t.day); /* the character after the hyphen */
    if (!sql_number(s->db, &last,
                    "SELECT max(CAST(substr(case_no, 8) AS INTEGER)) FROM complaint WHERE store_id = ?1"
                    " AND case_no > ?2 AND case_no < ?3",
                    SQL_ARGS(txt(s->store), txt(from), txt(to)), err))
        return false;
    snprintf(s->case_no, 24, "%.7s%02d", from, (int)last + 1);
    return true;
}

static bool new_complaint(Sending *s, Err *err) {
    char local[32];
    const Answers *a = s->a;
    Uuid id = a->complaint_id;
    memcpy(s->complaint_id, a->complaint_id.text, sizeof s->complaint_id);
    return next_case_no(s, err) &&
           sql_run(
               s->db,
               "INSERT INTO complaint (complaint_id, store_id, case_no, rating_id, visit_id, at_ms, at_local, lang,"
               " reasons, voice_id, contact_consent, order_no, questionnaire_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
               " ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
               SQL_ARGS(txt(s->complaint_id), txt(s->store), txt(s->case_no), txt_or_null(s->rating_id),
                        txt(a->visit_id.text), num(a->at), txt(instant_show(a->at, local, sizeof local)), txt(a->lang),
                        txt(a->reasons), txt_or_null(s->voice_id), num(a->consent), txt_or_null(a->order_no),
                        num(a->questionnaire_version)),
               err) &&
           case_open(s->db, &id, a->at, err);
}

/* At 4–5 words are praise. A complaint that is there stays one, whatever is sent later: its text follows. */
static bool save_complaint(Sending *s, Err *err) {
    const Answers *a = s->a;
    if (!find_complaint(s, err)) return false;
    if (*s->complaint_id)
        return sql_run(s->db,
                       "UPDATE complaint SET reasons = ?2, voice_id = ?3, contact_consent = ?4, order_no = ?5"
                       " WHERE complaint_id = ?1",
                       SQL_ARGS(txt(s->complaint_id), txt(a->reasons), txt_or_null(s->voice_id), num(a->consent),
                                txt_or_null(a->order_no)),
                       err);
    bool call_me = s->score >= 1 && s->score <= CASE_CALLBACK_MARK && a->consent && *a->phone;
    if (s->score >= 4 || (!*a->reasons && !*a->words && !call_me)) return true;
    return new_complaint(s, err);
}

bool answers_save(Db *db, const Answers *answers, char case_no[24], Err *err) {
    char made[24] = "";
    Sending s = {
        .db = db, .a = answers, .store = db_store_id(db), .rating_id = answers->rating_id.text, .case_no = made};
    if (!db_begin(db, err)) return false;
    if (!db_end(db, find_rating(&s, err) && save_voice(&s, err) && save_answers(&s, err) && save_complaint(&s, err),
                err))
        return false;
    memcpy(case_no, made, sizeof made);
    return true;
}

/* ---- what was tapped and not sent ---- */

static bool keep_begun(const Sending *s, Err *err) {
    char local[32];
    const Answers *a = s->a;
    if (!*a->reasons)
        return sql_run(s->db, "DELETE FROM complaint_begun WHERE complaint_id = ?1",
                       SQL_ARGS(txt(a->complaint_id.text)), err);
    return sql_run(s->db,
                   "INSERT INTO complaint_begun (complaint_id, store_id, visit_id, at_ms, at_local, lang, reasons,"
                   " order_no, questionnaire_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                   " ON CONFLICT (complaint_id) DO UPDATE SET reasons = excluded.reasons, order_no = excluded.order_no",
                   SQL_ARGS(txt(a->complaint_id.text), txt(s->store), txt(a->visit_id.text), num(a->at),
                            txt(instant_show(a->at, local, sizeof local)), txt(a->lang), txt(a->reasons),
                            txt_or_null(a->order_no), num(a->questionnaire_version)),
                   err);
}

static bool keep_rating(Sending *s, Ms marks_ms, Err *err) {
    const Answers *a = s->a;
    int csi = a->n_factors ? survey_index(a->factors, a->marks, a->n_factors) : -1;
    return find_rating(s, err) && save_marks(s, err) &&
           sql_run(
               s->db,
               "UPDATE rating SET reasons = ?2, csi = ?3, nps = ?4, order_no = ?5, marks_ms = coalesce(?6, marks_ms)"
               " WHERE rating_id = ?1",
               SQL_ARGS(txt(s->rating_id), txt(a->reasons), num_unless(-1, csi), num_unless(-1, a->nps),
                        txt_or_null(a->order_no), num_unless(-1, marks_ms)),
               err);
}

bool answers_keep(Db *db, const Answers *answers, Ms marks_ms, Err *err) {
    Sending s = {.db = db, .a = answers, .store = db_store_id(db), .rating_id = answers->rating_id.text};
    if (!db_begin(db, err)) return false;
    return db_end(db, *s.rating_id ? keep_rating(&s, marks_ms, err) : keep_begun(&s, err), err);
}

/* ---- the store's own questions ---- */

/* The text of an earlier answer goes with it. */
static bool own_take_back(Db *db, const OwnAnswer *a, Err *err) {
    return sql_run(db,
                   "UPDATE person SET words = '' WHERE person_id ="
                   " (SELECT voice_id FROM answer WHERE visit_id = ?1 AND question = ?2)",
                   SQL_ARGS(txt(a->visit_id.text), txt(a->question)), err) &&
           sql_run(db, "DELETE FROM answer WHERE visit_id = ?1 AND question = ?2",
                   SQL_ARGS(txt(a->visit_id.text), txt(a->question)), err);
}

static bool own_text(Db *db, const OwnAnswer *a, Err *err) {
    return sql_run(db,
                   "INSERT INTO person (person_id, store_id, words, created_ms) VALUES (?1, ?2, ?3, ?4)"
                   " ON CONFLICT (person_id) DO UPDATE SET words = excluded.words WHERE erased_ms IS NULL",
                   SQL_ARGS(txt(a->voice_id.text), txt(db_store_id(db)), txt(a->words), num(a->at)), err);
}

static bool own_write(Db *db, const OwnAnswer *a, Err *err) {
    char local[32];
    bool text = strcmp(a->kind, "text") == 0;
    if (!*(text ? a->words : a->value)) return own_take_back(db, a, err);
    if (text && !own_text(db, a, err)) return false;
    return sql_run(
        db,
        "INSERT INTO answer (store_id, visit_id, question, kind, value, voice_id, rating_id, complaint_id,"
        " questionnaire_version, lang, at_ms, at_local) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
        " (SELECT rating_id FROM rating WHERE rating_id = ?7),"
        " (SELECT complaint_id FROM complaint WHERE complaint_id = ?8), ?9, ?10, ?11, ?12)"
        " ON CONFLICT (visit_id, question) DO UPDATE SET kind = excluded.kind, value = excluded.value,"
        " voice_id = excluded.voice_id, rating_id = excluded.rating_id, complaint_id = excluded.complaint_id",
        SQL_ARGS(txt(db_store_id(db)), txt(a->visit_id.text), txt(a->question), txt(a->kind), txt(text ? "" : a->value),
                 txt_or_null(text ? a->voice_id.text : ""), txt(a->rating_id.text), txt(a->complaint_id.text),
                 num(a->questionnaire_version), txt(a->lang), num(a->at),
                 txt(instant_show(a->at, local, sizeof local))),
        err);
}

bool own_answer_save(Db *db, const OwnAnswer *answer, Err *err) {
    if (!db_begin(db, err)) return false;
    return db_end(db, own_write(db, answer, err), err);
}
