/* Which backups stay: the newest of each of the last days, weeks (from Monday) and months that have one. */
#ifndef LOUNGE_RULES_BACKUP_KEEP_H
#define LOUNGE_RULES_BACKUP_KEEP_H

#include "base/clock.h"

typedef struct BackupKeep {
    int daily, weekly, monthly;
} BackupKeep;

/* `made` is newest first; days, weeks and months are local. Fills keep[n]. The newest always stays. */
void backup_keep(const Ms *made, size_t n, BackupKeep rule, bool *keep);
/* The last local day on which a backup made at that instant may still be kept, as the instant its day begins: what the
 * rule allows at most, when one is made every day. */
Ms backup_kept_until(Ms made, BackupKeep rule);

#endif
