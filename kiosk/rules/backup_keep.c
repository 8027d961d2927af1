/* Three passes over the list, newest first: a backup that opens a new day (week, month) while there are places left. */
#include "backup_keep.h"

typedef Ms (*PeriodOf)(Ms at);

static Ms week_of(Ms at) {
    return day_start(day_add(at, -((local_of(at).weekday + 6) % 7)));
}

static Ms month_of(Ms at) {
    LocalTime t = local_of(at);
    return local_to_ms((LocalTime){.year = t.year, .month = t.month, .day = 1});
}

static void keep_newest_of(const Ms *made, size_t n, int places, PeriodOf period, bool *keep) {
    for (size_t i = 0; i < n && places > 0; i++) {
        if (i && period(made[i]) == period(made[i - 1])) continue;
        keep[i] = true;
        places--;
    }
}

void backup_keep(const Ms *made, size_t n, BackupKeep rule, bool *keep) {
    for (size_t i = 0; i < n; i++) keep[i] = i == 0;
    keep_newest_of(made, n, rule.daily, day_start, keep);
    keep_newest_of(made, n, rule.weekly, week_of, keep);
    keep_newest_of(made, n, rule.monthly, month_of, keep);
}

Ms backup_kept_until(Ms made, BackupKeep rule) {
    LocalTime t = local_of(made);
    Ms day = day_add(day_start(made), rule.daily), week = day_add(week_of(made), 7 * rule.weekly);
    Ms month = local_to_ms((LocalTime){.year = t.year, .month = t.month + rule.monthly, .day = 1});
    Ms last = day > week ? day : week;
    return last > month ? last : month;
}
