/* Ratings that look wrong (domain.md 4, against misuse): which of them and why. The thresholds are data. */
#ifndef LOUNGE_RULES_SUSPECT_H
#define LOUNGE_RULES_SUSPECT_H

#include "base/clock.h"

#include <stddef.h>

typedef struct SuspectRules {              /* 0 = not looked at */
    int face_ms, mark_ms;                  /* sooner than a person reads: the face, each factor */
    int faces, visit_ratings;              /* more of them than this */
    int run_score, run_count, run_minutes; /* a run of good ones, at night only: */
    int night_from, night_to;              /* minutes of the local day; from may be later than to */
} SuspectRules;

typedef enum SuspectWhy {
    SUSPECT_FAST_FACE = 1,
    SUSPECT_FAST_MARKS = 2,
    SUSPECT_MANY_FACES = 4,
    SUSPECT_MANY_RATINGS = 8,
    SUSPECT_NIGHT_RUN = 16
} SuspectWhy;

typedef struct SuspectRating {
    Ms at;
    int score;
    int face_ms;       /* −1 = not measured */
    int marks_ms;      /* for all marks together; −1 = not measured */
    int marks, faces;  /* how many there are */
    int visit_ratings; /* of the same visit, this one included */
    unsigned why;      /* out: bits of SuspectWhy; 0 = nothing looks wrong */
} SuspectRating;

/* Ratings in the order of their time. A run is run_count ratings of run_score or better at night, the first and the
 * last of them at most run_minutes apart; what others say between does not end it. */
void suspect_judge(const SuspectRules *rules, SuspectRating *ratings, size_t n);
enum { SUSPECT_WORDS_SIZE = 96 };
/* "fast_face fast_marks many_faces many_ratings night_run": those that are set. */
void suspect_words(unsigned why, char out[SUSPECT_WORDS_SIZE]);

#endif
