/* The kiosk's command line: one list of flags; an unknown one is refused. */
#ifndef LOUNGE_APP_OPTIONS_H
#define LOUNGE_APP_OPTIONS_H

#include "base/err.h"
#include "screens/kiosk.h"

typedef struct Options {
    const char *db; /* --db FILE, else LOUNGE_DB, else /var/lib/lounge/lounge.db */
    Lang lang;      /* --lang zh|en */
    bool lang_told;
    ThemeChoice theme;  /* --theme day|night|auto */
    bool large;         /* --large: visits start large and low */
    bool still;         /* --motion off, whatever the store's setting says */
    int width, height;  /* --size WxH; 0 = the display's */
    bool windowed;      /* keyboard and close button work, pointer shows */
    bool headless;      /* no display: draws into memory */
    const char *now;    /* --now T; read once the store's time zone is known; NULL = the system's clock */
    const char *screen; /* --screen ID; NULL = board */
    const char *dump;   /* --dump DIR; NULL = none */
    bool all, json_only;
    const char *record; /* --record FILE; NULL = none */
    bool record_text;   /* --record-text: with what was typed */
    const char *replay; /* --replay FILE; NULL = none */
    bool help;
} Options;

bool options_read(int argc, char **argv, Options *out, Err *err);
extern const char options_help[];

#endif
