/* Recordings: all that reaches a panel from outside (fingers, frames, commits, the writer's answers), a JSON line each,
 * with its time. Played back on a fixed clock it leads to the same pixels: a bug report is a recording.
 * Without --record-text nobody can read from it what was typed: a touch on a secret target (a key, the handwriting pad)
 * is kept as a touch of a fixed key of that keyboard, and a stroke as a dot. */
#ifndef LOUNGE_APP_RECORD_H
#define LOUNGE_APP_RECORD_H

#include "screens/kiosk.h"

typedef struct Panel Panel;

/* The first line of a recording. */
typedef struct RecordHead {
    char version[24]; /* of the program that made it */
    int width_px, height_px;
    Lang lang; /* that a visit starts in */
    ThemeChoice theme;
    bool large, still;
    bool text;       /* what was typed is in it */
    char screen[16]; /* it began on */
    Ms start;        /* the clock when it began */
    char store[20];  /* fingerprint of the store then, see record_fingerprint */
} RecordHead;

/* --- writing ------------------------------------------------------------------------------------------------ */

typedef struct Record Record;

/* Begins a recording of this panel, before anything was touched, and hangs it into panel->record. A file that exists is
 * never written over: FILE.2, FILE.3 … is taken then and said in the log. Each line is in the file when the call that
 * made it returns, so that a crash leaves a recording. A disk that refuses ends the recording (said in the log), not
 * the panel. */
bool record_start(Panel *panel, const char *path, bool still, bool text, Err *err);
void record_stop(Panel *panel); /* closes the file; without a recording nothing */

/* For the panel; each does nothing without a recording. */
void record_frame(Panel *panel, Ms mono);
void record_framed(Panel *panel); /* the frame is drawn */
void record_finger(Panel *panel, FingerEvent event, float x_px, float y_px);
void record_let_go(Panel *panel);
void record_changed(Panel *panel);
void record_result(Panel *panel, const JobResult *result);
void record_size(Panel *panel, int width_px, int height_px);

/* What the store says to a panel at this instant, as 16 hexadecimal digits: cars in service with their estimates,
 * offers, prices, the settings that show. Nothing can be read from it. */
void record_fingerprint(Kiosk *k, char out[20]);

/* --- reading ------------------------------------------------------------------------------------------------ */

typedef enum TraceKind {
    TRACE_FRAME,
    TRACE_FINGER,
    TRACE_LET_GO,
    TRACE_CHANGED,
    TRACE_RESULT,
    TRACE_OPENS,
    TRACE_SIZE,
    TRACE_KINDS
} TraceKind;

typedef struct Trace {
    TraceKind kind;
    Ms at;            /* since the start, on the monotonic clock */
    Ms drift;         /* how much further the clock had gone than that: it can be set */
    int line;         /* in the file */
    FingerKind touch; /* finger */
    int64_t finger;
    float x_px, y_px;
    int number; /* result: of the job, from 1; opens: row of the board, from 1 */
    bool ok;    /* result */
    Err err;    /* … when not */
    int width_px, height_px;
} Trace;

typedef struct Recording {
    RecordHead head;
    Trace *traces;
    size_t n;
    bool cut; /* the last line was not whole: the program ended while it wrote */
} Recording;

/* ERR_INPUT names file, line and field. Release with recording_free. */
bool recording_read(Recording *out, const char *path, Err *err);
void recording_free(Recording *rec);

#endif
