/* One activity of the week: picture, when, where, what it is, and somebody who tells more. */
#include "activity.h"

#include <stdio.h>
#include <string.h>

/* --- words -----------------------------------------------------------------------------------------------------------
 */

static const char *day_words(Kiosk *k, Ms at) {
    int days = days_between(clock_now(), at);
    if (days == 0) return w(k, W_TODAY);
    if (days == 1) return w(k, W_TOMORROW);
    return wf(k, W_DATE_AND_DAY, show_month_day(k, at), w(k, (Word)(W_WEEKDAY_0 + local_of(at).weekday)));
}

static const char *minute_words(Kiosk *k, int minute) {
    return arena_printf(&k->ui.list->arena, "%02d:%02d", minute / 60, minute % 60);
}

static int minute_of(Ms at) {
    LocalTime lt = local_of(at);
    return lt.hour * 60 + lt.minute;
}

bool activity_is_on(const Activity *a) {
    return daypart_is_on(&a->part, clock_now());
}

/* A sentence begins with a capital where there are capitals. */
static const char *capital(Kiosk *k, const char *text) {
    char *copy = arena_strdup(&k->ui.list->arena, text);
    if (*copy >= 'a' && *copy <= 'z') *copy = (char)(*copy - 32);
    return copy;
}

const char *activity_when(Kiosk *k, const Activity *a) {
    Ms from, to, now = clock_now();
    if (!daypart_coming(&a->part, now, &from, &to)) return "";
    bool on = from <= now, hours = a->part.n > 0;
    if (on) return hours ? wf(k, W_ACTIVITY_ON_UNTIL, minute_words(k, minute_of(to))) : w(k, W_ACTIVITY_ON);
    const char *day = capital(k, day_words(k, from));
    if (!hours) return day;
    return arena_printf(&k->ui.list->arena, "%s %s–%s", day, minute_words(k, minute_of(from)),
                        minute_words(k, minute_of(to)));
}

static const char *weekday(Kiosk *k, int day) {
    return w(k, (Word)(W_WEEKDAY_0 + day % 7));
}

/* "星期一–星期五、星期日", "Mon–Fri, Sun" */
static void add_weekdays(Kiosk *k, Buf *out, const DayPart *part) {
    for (int day = 1; day <= 7; day++) {
        if (!(part->weekdays >> day & 1)) continue;
        int last = day;
        while (last < 7 && part->weekdays >> (last + 1) & 1) last++;
        buf_printf(out, "%s%s", out->len ? (zh(k) ? "、" : ", ") : "", weekday(k, day));
        if (last > day) buf_printf(out, "%s%s", last > day + 1 ? "–" : zh(k) ? "、" : ", ", weekday(k, last));
        day = last;
    }
    if (!out->len) buf_puts(out, w(k, W_ACTIVITY_EVERY_DAY));
}

/* "星期一–星期五 09:00–11:30、14:00–17:00": all its times. */
static const char *schedule_words(Kiosk *k, const DayPart *part) {
    Buf out = {0};
    add_weekdays(k, &out, part);
    for (int i = 0; i < part->n; i++)
        buf_printf(&out, "%s%s–%s",
                   i == 0  ? " "
                   : zh(k) ? "、"
                           : ", ",
                   minute_words(k, part->spans[i].from), minute_words(k, part->spans[i].to));
    const char *words = arena_strdup(&k->ui.list->arena, buf_text(&out));
    buf_free(&out);
    return words;
}

/* --- the screen
 * -------------------------------------------------------------------------------------------------------- */

/* One of our own drawings is not cut to an upright place: it stands at its foot and fades into the ground above. */
static Rect drawing_place(Rect r, const Activity *a) {
    const float upright = 1.45f;
    float h = r.w / upright;
    if (*a->picture == '/' || r.h - h < RADIUS) return r;
    return (Rect){r.x, r.y + r.h - h, r.w, h};
}

static void activity_picture(Kiosk *k, Rect whole, const Activity *a, Corners corners) {
    enum { STRIPS = 20, FADE = 100 };
    ui_fill_corners(&k->ui, whole, ACTIVITY_GROUND, RADIUS, corners);
    Rect r = drawing_place(whole, a);
    ui_picture_focus(&k->ui, r, picture_path(k, a->picture), (Focus){a->focus_x, a->focus_y}, RADIUS, corners);
    for (int i = 0; r.y > whole.y && i < STRIPS; i++) {
        Rect strip = {r.x, r.y + (float)(i * FADE / STRIPS), r.w, (float)FADE / STRIPS};
        ui_fill(&k->ui, strip, color_alpha(ACTIVITY_GROUND, (uint8_t)(255 - 255 * i / STRIPS)), 0);
    }
}

static const Activity *activity_by_id(const Kiosk *k, const char *id) {
    for (size_t i = 0; i < k->snap.n_activities; i++)
        if (strcmp(k->snap.activities[i].activity_id, id) == 0) return &k->snap.activities[i];
    return NULL;
}

static void draw_fact(Kiosk *k, Rect *r, const char *icon, const char *words) {
    if (!*words) return;
    float h = k->ui.large ? 56 : 44, side = k->ui.large ? 44 : 36;
    Rect row = cut_top(r, h, 12);
    ui_icon(&k->ui, (Rect){row.x, row.y + (h - side) / 2, side, side}, icon, k->ui.theme->ink2);
    ui_text(&k->ui, (Rect){row.x + side + 16, row.y, row.w - side - 16, h}, words, style_body(k));
}

static void draw_facts(Kiosk *k, Rect *r, const Activity *a) {
    const Theme *t = k->ui.theme;
    const char *when = activity_when(k, a), *schedule = schedule_words(k, &a->part);
    Rect pill = cut_top(r, ui_pill_height(&k->ui), 20);
    bool on = activity_is_on(a);
    ui_pill(&k->ui, pill.x, pill.y, false, NULL, when, on ? t->go : t->gold, on ? t->go_soft : t->gold_soft);
    draw_fact(k, r, "calendar", schedule);
    draw_fact(k, r, "pin", pick(k, a->place_zh, a->place_en));
}

static void draw_ask(Kiosk *k, Rect r, const Activity *a) {
    Button ask = {.label = w(k, W_ACTIVITY_ASK), .icon = "bell", .look = BUTTON_ACCENT};
    if (!ui_button(&k->ui, "activity.ask", r, ask)) return;
    char about[80];
    snprintf(about, sizeof about, "activity:%s", a->activity_id);
    call_sheet(k, "advisor", about);
}

static void draw_text(Kiosk *k, Rect r, const Activity *a) {
    float line = k->ui.large ? 58 : 48;
    ui_paragraph(&k->ui, r, pick(k, a->text_zh, a->text_en), style(30, false, k->ui.theme->ink2, ALIGN_LEFT), line);
}

/* Large and low: picture and times to see above, the words and the button below. */
static void draw_large(Kiosk *k, const Activity *a) {
    Rect see = screen_see(k), body = screen_body(k);
    bool portrait = ui_portrait(&k->ui);
    Rect picture = portrait ? cut_top(&see, see.h * 0.58f, 28) : cut_left(&see, see.h * 1.9f, 40);
    activity_picture(k, picture, a, CORNERS_ALL);
    draw_facts(k, &see, a);
    draw_ask(k, cut_bottom(&body, 132, 28), a);
    draw_text(k, body, a);
}

static void draw_plain(Kiosk *k, Rect body, const Activity *a) {
    bool portrait = ui_portrait(&k->ui);
    Rect picture = portrait ? cut_top(&body, body.w * 0.58f, 0) : cut_left(&body, body.w * 0.52f, 0);
    ui_card(&k->ui, portrait ? (Rect){picture.x, picture.y, picture.w, picture.h + body.h}
                             : (Rect){picture.x, picture.y, picture.w + body.w, picture.h});
    activity_picture(k, picture, a, portrait ? CORNERS_TOP : CORNERS_LEFT);
    Rect in = rect_inset(body, 52, 48);
    draw_facts(k, &in, a);
    cut_top(&in, 16, 0);
    draw_ask(k, cut_bottom(&in, 96, 28), a);
    draw_text(k, in, a);
}

static void draw(Kiosk *k) {
    const Activity *a = activity_by_id(k, k->visit.activity_id);
    if (!a) { /* over meanwhile */
        nav_back(k);
        return;
    }
    seen_opened(k, COUNT_ACTIVITY, a->activity_id);
    Rect body = screen_header(k, pick(k, a->title_zh, a->title_en), NULL, 0);
    if (k->ui.large)
        draw_large(k, a);
    else
        draw_plain(k, body, a);
    screen_foot(k, w(k, W_ACTIVITY_NOTE));
}

const Screen screen_activity = {.id = "activity", .draw = draw};
