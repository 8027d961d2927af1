/* The back office: what every subcommand of `lounge` gets and how it answers. A subcommand is a file cmd_NAME.c with
 * one Command; its run parses with office_option, opens with office_open, and returns an exit code. Nothing below main
 * exits. Errors from lower floors are shown once, by office_fail. */
#ifndef LOUNGE_OFFICE_OFFICE_H
#define LOUNGE_OFFICE_OFFICE_H

#include "base/clock.h"
#include "base/err.h"
#include "store/db.h"
#include "store/settings.h"

#include <getopt.h>
#include <stdio.h>

#define OFFICE_DB_DEFAULT "/var/lib/lounge/lounge.db"

typedef enum Exit {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,  /* nothing changed */
    EXIT_USAGE = 2,   /* wrong words on the command line */
    EXIT_PART = 3,    /* some lines were refused, each named */
    EXIT_REFUSED = 4, /* a rule of the store refuses it */
} Exit;

typedef struct Words {
    const char *en, *zh;
} Words;

typedef struct Command Command;
typedef struct Office {
    const char *db_path; /* --db, else LOUNGE_DB, else /var/lib/lounge/lounge.db */
    bool zh;             /* --lang, else the locale's */
    bool json;           /* --json: listings as JSON on stdout */
    bool help;           /* --help was said */
    const char *now;     /* --now, as said; NULL = the real time */
    FILE *out;           /* where say speaks; NULL = stdout */
    const Command *command;
    Db *db;             /* after office_open; closed by main */
    Settings *settings; /* as they were at office_open */
} Office;

struct Command {
    const char *name;
    Words about;   /* one line, without a full stop */
    Words usage;   /* one line a form, without "lounge" in front: "calls take ID --by NAME" */
    Words details; /* options and what to know, lines; "" = nothing more */
    const char *example;
    Exit (*run)(Office *office, int argc, char **argv); /* argv[0] is the command's name */
};

/* getopt_long with the global options understood in every place: returns the `val` of an own option (never below 1),
 * −1 after the last one (words from argv[optind] on), or '?' once the fault has been told with the usage: return
 * EXIT_USAGE then. `own` may be NULL; `letters` are its one-letter forms ("o:"). --help is answered here with
 * OFFICE_HELPED: return EXIT_DONE then. */
enum { OFFICE_HELPED = 1 };
int office_option(Office *office, int argc, char **argv, const char *letters, const struct option *own);
/* For commands without options of their own: false when run should return *code at once. */
bool office_no_options(Office *office, int argc, char **argv, Exit *code);

/* Opens the database (into office->db), reads its settings and makes its zone the local one. */
bool office_open(Office *office, DbMode mode, Err *err);
void office_close(Office *office);
/* The store's zone by its settings becomes the local one; a --now without a zone is read in it. */
bool office_zone(Office *office, Err *err);
/* Reads office->settings anew. */
bool office_settings(Office *office, Err *err);
/* Marks what a demo store shows: one line on stderr when setting demo is 1. Called by whatever lists or exports. */
void office_mark_demo(const Office *office);

/* A line on stdout (say) or stderr (office_note), in the office's language; the newline is added. */
void say(const Office *office, const char *en, const char *zh, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
void office_note(const Office *office, const char *en, const char *zh, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* Shows err on stderr; the exit code that fits it (rule 4, usage 2, else 1). */
Exit office_fail(const Office *office, const Err *err);
/* Tells what is wrong with the command line, then the usage; EXIT_USAGE. */
Exit office_misuse(const Office *office, const char *en, const char *zh, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
const char *office_words(const Office *office, Words words);

/* The subcommands, in the order help lists them; ends with NULL. */
extern const Command *const office_commands[];
const Command *office_command(const char *name);    /* NULL when there is none */
void office_usage(const Office *office, FILE *out); /* of office->command */
void office_help(const Office *office, const Command *command, FILE *out);
void office_help_all(const Office *office, FILE *out);

extern const Command cmd_init, cmd_doctor, cmd_demo, cmd_import, cmd_orders, cmd_calls, cmd_coupon, cmd_export,
    cmd_settings, cmd_deposit, cmd_leads, cmd_bulletin, cmd_report, cmd_policies;
extern const Command cmd_offers;
extern const Command cmd_staff, cmd_audit;
extern const Command cmd_corrections;
extern const Command cmd_prepaid;
extern const Command cmd_gifts, cmd_tick;
extern const Command cmd_work, cmd_bar;
extern const Command cmd_eta;
extern const Command cmd_questionnaire, cmd_praise, cmd_suspect;
extern const Command cmd_sql;
extern const Command cmd_watch;
extern const Command cmd_backup, cmd_restore;
extern const Command cmd_forget, cmd_privacy;
extern const Command cmd_cases, cmd_changes;

#endif
