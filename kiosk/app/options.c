/* The kiosk's command line, through getopt_long. */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char options_help[] =
    "lounge-kiosk: the touchscreen in the customer lounge\n"
    "\n"
    "  --db FILE       the store's database (else LOUNGE_DB, else /var/lib/lounge/lounge.db)\n"
    "  --lang zh|en    language a visit starts in (zh); long: English 40 % longer, for trying layouts\n"
    "  --theme T       day, night or auto: by the store's settings (auto)\n"
    "  --large         visits start \"large and low\"\n"
    "  --motion off    nothing slides or fades\n"
    "  --size WxH      size in pixels (the display's; 1920x1080 for a dump)\n"
    "  --windowed      a window with pointer, keyboard and close button\n"
    "  --headless      without a display, drawing into memory\n"
    "  --now T         the clock starts at T, for example 2026-11-23T14:26:00+08:00\n"
    "  --screen ID     the screen to dump (board)\n"
    "  --dump DIR      draw the screen into DIR as PNG and JSON, and leave\n"
    "  --all           with --dump: every screen, language, theme, text size and panel size; what is\n"
    "                  given with it (--screen, --lang, --theme, --large, --size) is not varied\n"
    "  --json-only     with --dump: no PNG\n"
    "  --record FILE   keep every touch in FILE, to be replayed; not what is typed\n"
    "  --record-text   with --record: what is typed too\n"
    "  --replay FILE   play a recording without a display and print what it came to; with\n"
    "                  --dump DIR the last picture as PNG and JSON\n"
    "  --help          this text\n"
    "\n"
    "Example: lounge-kiosk --db demo.db --screen rate --lang en --dump /tmp/pictures\n";

enum {
    O_DB,
    O_LANG,
    O_THEME,
    O_LARGE,
    O_MOTION,
    O_SIZE,
    O_WINDOWED,
    O_HEADLESS,
    O_NOW,
    O_SCREEN,
    O_DUMP,
    O_ALL,
    O_JSON_ONLY,
    O_RECORD,
    O_RECORD_TEXT,
    O_REPLAY,
    O_HELP
};

static const struct option flags[] = {
    {"db", required_argument, NULL, O_DB},
    {"lang", required_argument, NULL, O_LANG},
    {"theme", required_argument, NULL, O_THEME},
    {"large", no_argument, NULL, O_LARGE},
    {"motion", required_argument, NULL, O_MOTION},
    {"size", required_argument, NULL, O_SIZE},
    {"windowed", no_argument, NULL, O_WINDOWED},
    {"headless", no_argument, NULL, O_HEADLESS},
    {"now", required_argument, NULL, O_NOW},
    {"screen", required_argument, NULL, O_SCREEN},
    {"dump", required_argument, NULL, O_DUMP},
    {"all", no_argument, NULL, O_ALL},
    {"json-only", no_argument, NULL, O_JSON_ONLY},
    {"record", required_argument, NULL, O_RECORD},
    {"record-text", no_argument, NULL, O_RECORD_TEXT},
    {"replay", required_argument, NULL, O_REPLAY},
    {"help", no_argument, NULL, O_HELP},
    {0},
};

static bool bad(Err *err, const char *what, const char *value) {
    return err_set(err, ERR_USAGE,
                   TXT("%s %s is not understood: see lounge-kiosk --help", "不认识 %s %s：见 lounge-kiosk --help"),
                   what, value);
}

static bool read_lang(const char *text, Options *out, Err *err) {
    out->lang_told = true;
    if (strcmp(text, "zh") == 0)
        out->lang = LANG_ZH;
    else if (strcmp(text, "en") == 0)
        out->lang = LANG_EN;
    else if (strcmp(text, "long") == 0)
        out->lang = LANG_EN, words_lengthen();
    else
        return bad(err, "--lang", text);
    return true;
}

static bool read_theme(const char *text, ThemeChoice *out, Err *err) {
    static const char *const names[] = {[THEME_AUTO] = "auto", [THEME_DAY] = "day", [THEME_NIGHT] = "night"};
    for (int i = THEME_AUTO; i <= THEME_NIGHT; i++) {
        if (strcmp(text, names[i]) != 0) continue;
        *out = (ThemeChoice)i;
        return true;
    }
    return bad(err, "--theme", text);
}

static bool read_motion(const char *text, bool *still, Err *err) {
    *still = strcmp(text, "off") == 0;
    return *still || strcmp(text, "on") == 0 || bad(err, "--motion", text);
}

static bool read_size(const char *text, Options *out, Err *err) {
    int used = 0;
    bool read = sscanf(text, "%5dx%5d%n", &out->width, &out->height, &used) == 2 && !text[used];
    if (read && out->width >= 480 && out->height >= 480 && out->width <= 8192 && out->height <= 8192) return true;
    return bad(err, "--size", text);
}

static bool take(int flag, const char *value, Options *out, Err *err) {
    switch (flag) {
    case O_DB: out->db = value; return true;
    case O_LANG: return read_lang(value, out, err);
    case O_THEME: return read_theme(value, &out->theme, err);
    case O_LARGE: return out->large = true;
    case O_MOTION: return read_motion(value, &out->still, err);
    case O_SIZE: return read_size(value, out, err);
    case O_WINDOWED: return out->windowed = true;
    case O_HEADLESS: return out->headless = true;
    case O_NOW: out->now = value; return true;
    case O_SCREEN: out->screen = value; return true;
    case O_DUMP: out->dump = value; return true;
    case O_ALL: return out->all = true;
    case O_JSON_ONLY: return out->json_only = true;
    case O_RECORD: out->record = value; return true;
    case O_RECORD_TEXT: return out->record_text = true;
    case O_REPLAY: out->replay = value; return true;
    case O_HELP: return out->help = true;
    default: return false;
    }
}

static const char *default_db(void) {
    const char *told = getenv("LOUNGE_DB");
    return told && *told ? told : "/var/lib/lounge/lounge.db";
}

bool options_read(int argc, char **argv, Options *out, Err *err) {
    *out = (Options){.db = default_db()};
    optind = 1;
    opterr = 0;
    for (int flag; (flag = getopt_long(argc, argv, "", flags, NULL)) != -1;) {
        if (flag == '?') return bad(err, "flag", argv[optind - 1]);
        if (!take(flag, optarg, out, err)) return false;
    }
    if (optind < argc) return bad(err, "argument", argv[optind]);
    if ((out->all || out->json_only) && !out->dump)
        return bad(err, out->all ? "--all" : "--json-only", "without --dump DIR");
    if (out->record_text && !out->record) return bad(err, "--record-text", "without --record FILE");
    if (out->replay && out->now) return bad(err, "--now", "with --replay FILE, which brings its own");
    if (out->record && (out->replay || out->dump)) return bad(err, "--record", "with --replay or --dump");
    return true;
}
