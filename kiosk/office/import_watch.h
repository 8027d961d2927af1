/* lounge import --watch: takes what the DMS drops into a folder, file by file, once each is whole. A file is imported,
 * then moved to done/ or refused/ with its report beside it. Killed at any point it goes on at the next start: what an
 * import did is one transaction that names the file's digest, so that the same bytes again change nothing, and the move
 * comes after it. */
#ifndef LOUNGE_OFFICE_IMPORT_WATCH_H
#define LOUNGE_OFFICE_IMPORT_WATCH_H

#include "office.h"

/* The database is open for writing. once: takes what lies there and returns; else until SIGINT or SIGTERM, after the
 * file that is being taken. EXIT_PART (once): something was refused. */
Exit import_watch(Office *office, const char *folder, bool once);
/* Is this a name under which programs write what is not yet whole, or a file of ours? */
bool import_watch_ignores(const char *name);

#endif
