/* Pictures, focus and day parts of staff's tables. */
#include "import_show.h"

#include "base/picfile.h"
#include "base/share.h"
#include "import_cells.h"

#include <stdio.h>
#include <string.h>

enum { PICTURE_NAME_MOST = 100, PICTURE_PATH_MOST = 400 };

static bool is_svg(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot && strcmp(dot, ".svg") == 0;
}

static void check_picture(StaffTable *t, size_t column, const char *path) {
    PicFile pic;
    SvgFault fault;
    Err err = {0};
    if (!picfile_read(path, &pic, &err)) {
        staff_flag(t, err.code == ERR_NOT_FOUND ? FAULT_PICTURE_MISSING : FAULT_PICTURE_UNREADABLE, column);
    } else if (pic.kind == PIC_SVG && is_svg(path) && !svg_file_is_plain(path, &fault)) {
        staff_flag(t, FAULT_PICTURE_NOT_PLAIN, column);
    }
}

const char *show_picture(StaffTable *t, size_t column) {
    char below[PICTURE_NAME_MOST + 32], path[1024];
    const char *name = t->cell[column];
    if (!*name) return "";
    bool own = name[0] == '/';
    if (own ? strlen(name) >= PICTURE_PATH_MOST
            : strchr(name, '/') || name[0] == '.' || strlen(name) >= PICTURE_NAME_MOST) {
        staff_flag(t, FAULT_PICTURE_MISSING, column);
        return "";
    }
    snprintf(below, sizeof below, "assets/pictures/%.*s", PICTURE_NAME_MOST, name);
    check_picture(t, column, own ? name : share_path(below, path, sizeof path));
    return name;
}

int show_focus(StaffTable *t, size_t column) {
    return (int)staff_int(t, column, 0, 100, 50) - 50;
}

const char *show_day(StaffTable *t, Arena *arena, size_t column) {
    LocalTime lt;
    if (!*t->cell[column]) return "";
    CellDate read = cell_date(t->cell[column], &lt);
    if (read == CELL_DATE_DAY || read == CELL_DATE_TIME)
        return arena_printf(arena, "%04d-%02d-%02d", lt.year, lt.month, lt.day);
    staff_refuse(t, FAULT_BAD_DATE, column);
    return "";
}

DayPart show_part(StaffTable *t, const char *from_day, const char *to_day, size_t to, size_t weekdays, size_t hours) {
    DayPart part = {0};
    if (*from_day && *to_day && strcmp(to_day, from_day) < 0) staff_refuse(t, FAULT_TO_BEFORE_FROM, to);
    if (!daypart_days(from_day, to_day, &part)) staff_refuse(t, FAULT_BAD_DATE, to);
    if (!daypart_weekdays(t->cell[weekdays], &part)) staff_refuse(t, FAULT_BAD_WEEKDAYS, weekdays);
    if (!daypart_hours(t->cell[hours], &part)) staff_refuse(t, FAULT_BAD_HOURS, hours);
    return part;
}
