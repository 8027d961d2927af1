/* The panel: frames, the idle countdown, deadlines. */
#include "panel.h"

#include "base/log.h"
#include "base/share.h"
#include "screens/common.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PAUSE_H         88.0f
#define PAUSE_ABOVE_BAR 24.0f
#define PAGE_LEAST      60.0f /* units: less is a list coming to rest */

enum {
    TEXT_CACHE_BYTES = 4 * 1024 * 1024,    /* a 1080p screen's runs take about 0.7 MB, a 4K one's 2.8 */
    PICTURE_CACHE_BYTES = 6 * 1024 * 1024, /* eight cards of offers and the icons at 1080p */
    REDRAWS_MOST = 6                       /* a tap leads to a screen, which may send on: never round and round */
};

static size_t cache_for(const Panel *p, size_t at_1080p) {
    double area = (double)p->width_px * p->height_px / (1920.0 * 1080.0);
    return (size_t)((double)at_1080p * (area > 1 ? area : 1));
}

static bool open_drawing(Panel *p, Err *err) {
    int shorter = p->width_px < p->height_px ? p->width_px : p->height_px;
    p->scale = (float)shorter / 1080.0f;
    p->text = text_open(p->scale, cache_for(p, TEXT_CACHE_BYTES), err);
    if (!p->text) return false;
    p->pics = pictures_open(share_dir(), cache_for(p, PICTURE_CACHE_BYTES));
    if (p->picture_came) pictures_in_background(p->pics, p->picture_came, p->picture_ctx);
    p->kiosk.ui.text = p->text;
    p->kiosk.ui.pics = p->pics;
    return true;
}

static void close_drawing(Panel *p) {
    if (p->text) text_close(p->text);
    if (p->pics) pictures_close(p->pics);
    p->text = NULL;
    p->pics = NULL;
}

bool panel_open(Panel *p, Db *db, int width_px, int height_px, Lang lang, Err *err) {
    *p = (Panel){.width_px = width_px, .height_px = height_px};
    p->seen = &p->list;
    Kiosk *k = &p->kiosk;
    k->db = db;
    k->lang = k->home_lang = lang;
    k->ui.list = &p->list;
    k->ui.theme = &theme_day;
    k->ui.touch = &k->touch;
    k->mono = k->board_page_mono = clock_mono();
    if (!open_drawing(p, err)) return false;
    kiosk_reload(k);
    return true;
}

void panel_close(Panel *p) {
    record_stop(p);
    kiosk_free(&p->kiosk);
    draw_free(&p->list);
    draw_free(&p->before);
    motion_free(&p->motion);
    close_drawing(p);
}

bool panel_resize(Panel *p, int width_px, int height_px, Err *err) {
    if (width_px == p->width_px && height_px == p->height_px) return true;
    record_size(p, width_px, height_px);
    p->width_px = width_px;
    p->height_px = height_px;
    touch_cancel(&p->kiosk.touch);
    motion_stop(&p->motion);
    p->seen = &p->list;
    close_drawing(p);
    return open_drawing(p, err);
}

void panel_pictures_later(Panel *p, void (*came)(void *ctx), void *ctx) {
    p->picture_came = came;
    p->picture_ctx = ctx;
    pictures_in_background(p->pics, came, ctx);
}

static void sound(Panel *p, SoundKind kind) {
    if (p->sound && p->kiosk.snap.settings && setting(&p->kiosk, "display.sound")) p->sound(p->sound_ctx, kind);
}

bool panel_finger(Panel *p, FingerKind kind, int64_t finger, float x_px, float y_px, Ms mono) {
    Kiosk *k = &p->kiosk;
    int dx, dy;
    rest_shift(p, &dx, &dy);
    FingerEvent event = {kind, finger, (x_px - (float)dx) / p->scale, (y_px - (float)dy) / p->scale, mono};
    record_finger(p, event, x_px, y_px);
    if (!touch_paused(&k->touch, mono)) k->touched_mono = mono;
    if (rest_touched(p, kind, finger, mono)) return true;
    if (kind == FINGER_DOWN && p->shown_mono && mono - p->shown_mono < REPEAT_MS) {
        touch_refused(&k->touch, &p->list, event);
        return true;
    }
    bool frame = touch_event(&k->touch, &p->list, event);
    if (kind == FINGER_DOWN && frame && k->touch.inside) sound(p, SOUND_TICK);
    return frame;
}

bool panel_typed(Panel *p, const char *utf8, Ms mono) {
    Kiosk *k = &p->kiosk;
    bool taken = *utf8 == '\n' ? staff_enter(k) : staff_typed(k, utf8);
    if (taken) k->touched_mono = mono;
    return taken;
}

/* --- what others commit ---------------------------------------------------------------------------------------------
 */

/* The cars on the board that are not ready, by order number, one after the other; "" ends. */
static char *not_ready(const Kiosk *k) {
    Buf numbers = {0};
    for (size_t i = 0; i < k->snap.n_board; i++) {
        const Order *o = &k->snap.board[i];
        if (o->stage != STAGE_READY) buf_add(&numbers, o->order_no, strlen(o->order_no) + 1);
    }
    buf_add(&numbers, "", 1);
    return numbers.text;
}

/* Whether a car that was among those has become ready where somebody sees it: on the board, or as the opened car. */
static bool became_ready(const Kiosk *k, const char *numbers) {
    for (const char *no = numbers; *no; no += strlen(no) + 1) {
        const Order *o = board_order(k, no);
        if (!o || o->stage != STAGE_READY) continue;
        if (k->screen == SCREEN_BOARD) return true;
        if (k->screen == SCREEN_MYCAR && strcmp(k->visit.order_no, no) == 0) return true;
    }
    return false;
}

void panel_let_go(Panel *p) {
    record_let_go(p);
    touch_cancel(&p->kiosk.touch);
}

void panel_changed(Panel *p) {
    record_changed(p);
    char *before = not_ready(&p->kiosk);
    pictures_recheck(p->pics);
    kiosk_reload(&p->kiosk);
    if (became_ready(&p->kiosk, before)) sound(p, SOUND_CHIME);
    free(before);
    p->kiosk.again = true;
}

void panel_result(Panel *p, const JobResult *result) {
    record_result(p, result);
    kiosk_result(&p->kiosk, result);
}

/* --- leaving ------------------------------------------------------------------------------------------------------ */

static bool something_to_leave(const Kiosk *k) {
    return k->snap.settings && (k->visit.active || k->lang != k->home_lang);
}

static Ms idle_at(const Kiosk *k) {
    if (k->staff.on) return k->touched_mono + setting(k, "staff.idle_seconds") * MS_SECOND;
    return k->touched_mono + setting(k, "visit.idle_seconds") * MS_SECOND;
}

/* Staff are not asked: their page may show what is not for whoever stands there. */
static Ms leave_at(const Kiosk *k) {
    return idle_at(k) +
           (k->screen == SCREEN_BOARD || k->staff.on ? 0 : setting(k, "visit.countdown_seconds") * MS_SECOND);
}

/* On the board nothing of anybody's is shown, so that a visit ends there without a question. */
static bool is_asking(const Kiosk *k) {
    return something_to_leave(k) && k->screen != SCREEN_BOARD && !k->staff.on && k->mono >= idle_at(k);
}

/* --- a frame -------------------------------------------------------------------------------------------------------
 */

static bool moves_allowed(const Panel *p) {
    return !p->still && p->kiosk.snap.settings && setting(&p->kiosk, "display.motion");
}

/* Touch is paused: said gently, over whatever is there. */
static void draw_pause(Kiosk *k) {
    Ui *ui = &k->ui;
    const char *words = w(k, W_ONE_MOMENT);
    TextStyle s = style(36, true, ui->theme->paper, ALIGN_CENTER);
    float h = PAUSE_H * ui->zoom, width = ui_text_width(ui, words, s) + 1.4f * h;
    Rect at = {(ui->width - width) / 2, ui->height - BAR_H - h - PAUSE_ABOVE_BAR, width, h};
    ui_fill(ui, rect_inset(at, -8, -8), ui->theme->paper, h / 2 + 8); /* stands off from whatever lies under it */
    ui_fill(ui, at, ui->theme->ink, h / 2);
    ui_text(ui, at, words, s);
    ui_wake_at(ui, k->touch.paused_until);
}

static void draw_once(Panel *p) {
    Kiosk *k = &p->kiosk;
    Ui *ui = &k->ui;
    kiosk_dress(k);
    ui->moves = moves_allowed(p) ? &p->moves : NULL;
    ui_begin(ui, (float)p->width_px / p->scale, (float)p->height_px / p->scale, k->mono);
    kiosk_draw(k);
    if (is_asking(k)) {
        Ms left = leave_at(k) - k->mono;
        sheet_idle_draw(k, (int)((left + MS_SECOND - 1) / MS_SECOND));
        ui_wake_at(ui, k->mono + (left - 1) % MS_SECOND + 1);
    }
    if (touch_paused(&k->touch, k->mono)) draw_pause(k);
    ui_end(ui);
}

static MotionKind motion_of(const Panel *p, Shown now) {
    static const MotionKind kinds[] = {
        [WAY_FORWARD] = MOTION_FORWARD, [WAY_BACK] = MOTION_BACK, [WAY_LEFT] = MOTION_FADE};
    bool covered = p->shown.asking || p->shown.sheet != SHEET_NONE, covers = now.asking || now.sheet != SHEET_NONE;
    if (now.screen != p->shown.screen && !covers) return kinds[p->kiosk.way];
    return covers && !covered ? MOTION_SHEET : MOTION_FADE;
}

/* What was painted last gives way to what is there now; a motion that was under way, from where it is. */
static void give_way(Panel *p, MotionKind kind) {
    Kiosk *k = &p->kiosk;
    if (!k->ui.moves || !p->before.n_cmds) return;
    Ms began = k->mono - MOTION_FRAME_MS; /* the first frame answers already */
    motion_start(&p->motion, p->motion.on ? &p->motion.mixed : &p->before, kind, began);
}

/* The board has turned its page or its large place, with no hand on it. */
static bool turned_by_itself(Panel *p) {
    const Kiosk *k = &p->kiosk;
    bool page = fabsf(k->board_scroll.offset - p->board_offset) > PAGE_LEAST, hero = k->hero != p->hero;
    p->board_offset = k->board_scroll.offset;
    p->hero = k->hero;
    bool held = k->board_scroll.moving || k->touch.down;
    return k->screen == SCREEN_BOARD && p->shown.screen == SCREEN_BOARD && !held && (page || hero);
}

/* Touch is paused or not, the panel is dark or not: another picture, but the same things to touch. */
static bool veil_changed(Panel *p) {
    bool paused = touch_paused(&p->kiosk.touch, p->kiosk.mono), dimmed = p->rest.dimmed;
    bool changed = paused != p->paused || dimmed != p->dimmed;
    p->paused = paused;
    p->dimmed = dimmed;
    return changed;
}

/* No touch goes through to what appears under it. */
static void note_shown(Panel *p) {
    Kiosk *k = &p->kiosk;
    Shown now = {k->screen, k->visit.sheet, k->visit.call_progress == PROGRESS_SAVED, is_asking(k), k->ui.large};
    Shown was = p->shown;
    bool turned = turned_by_itself(p), veiled = veil_changed(p);
    if (now.screen == was.screen && now.sheet == was.sheet && now.sent == was.sent && now.asking == was.asking &&
        now.large == was.large) {
        if (turned || veiled) give_way(p, MOTION_FADE);
        return;
    }
    give_way(p, motion_of(p, now));
    p->shown = now;
    p->shown_mono = k->mono;
    touch_cancel(&k->touch);
}

/* --- pictures that come later --------------------------------------------------------------------------------------
 */

static bool is_here(const Panel *p, const DrawCmd *cmd, bool ask) {
    PixRect r = draw_place(cmd, p->scale);
    return picture_ready(p->pics, cmd->text, r.w, r.h, (Focus){cmd->focus_x, cmd->focus_y}, ask);
}

/* A picture that is not there yet is not shown; when it has come it fades in. */
static void await_pictures(Panel *p) {
    Ui *ui = &p->kiosk.ui;
    pictures_collect(p->pics);
    for (size_t i = 0; i < p->list.n_cmds; i++) {
        DrawCmd *cmd = &p->list.cmds[i];
        PixRect r = draw_place(cmd, p->scale);
        if (cmd->kind != DRAW_PICTURE || !cmd->text || r.w * r.h <= PICTURE_AT_ONCE) continue;
        Color here = is_here(p, cmd, true), was;
        float share = here ? 1 : 0;
        if (here && ui->moves) share = moves_show(ui->moves, cmd->text, &here, &was, 1, ui->mono, MOTION_MS);
        if (here && share < 1) ui_wake_at(ui, ui->mono + MOTION_FRAME_MS);
        cmd->fade = (uint8_t)(255 - (int)(share * 255));
    }
}

/* Of what goes, pictures may have had to make room already. */
static void drop_pictures(Panel *p) {
    for (size_t i = 0; i < p->motion.mixed.n_cmds; i++) {
        DrawCmd *cmd = &p->motion.mixed.cmds[i];
        if (cmd->kind == DRAW_PICTURE && cmd->text && !is_here(p, cmd, false)) cmd->fade = 255;
    }
}

/* The list of the last frame is kept, for what may come in its place. */
static void turn_lists(Panel *p) {
    DrawList list = p->list;
    p->list = p->before;
    p->before = list;
}

void panel_frame(Panel *p, Ms mono) {
    Kiosk *k = &p->kiosk;
    record_frame(p, mono);
    k->mono = mono;
    if (k->past.day && k->past.day != day_start(clock_now())) kiosk_reload(k);
    if (k->snap.next_change && clock_now() >= k->snap.next_change) kiosk_reload(k);
    if (something_to_leave(k) && mono >= leave_at(k)) kiosk_leave(k);
    turn_lists(p);
    rest_begin(p);
    for (int i = 0; i < REDRAWS_MOST; i++) {
        k->again = false;
        draw_once(p);
        touch_frame_done(&k->touch);
        if (!k->again) break;
    }
    if (k->again) log_line(LOG_WARN, "panel", "screen %s does not settle", screen_of(k->screen)->id);
    seen_end(k, k->visit.sheet != SHEET_NONE || is_asking(k) || k->dimmed);
    rest_end(p);
    if (p->picture_came) await_pictures(p);
    note_shown(p);
    if (!k->ui.moves) motion_stop(&p->motion);
    p->seen = motion_mix(&p->motion, &p->list, p->scale, mono);
    if (p->picture_came && p->motion.on) drop_pictures(p);
    record_framed(p);
}

Ms panel_deadline(const Panel *p) {
    const Kiosk *k = &p->kiosk;
    Ms next = k->mono + (MS_MINUTE - clock_now() % MS_MINUTE); /* the clock on the board */
    if (k->ui.wake_at && k->ui.wake_at < next) next = k->ui.wake_at;
    if (p->motion.on && k->mono + MOTION_FRAME_MS < next) next = k->mono + MOTION_FRAME_MS;
    Ms change = k->snap.next_change ? k->mono + k->snap.next_change - clock_now() : next;
    if (change < next) next = change;
    if (!something_to_leave(k)) return next;
    Ms idle = is_asking(k) ? leave_at(k) : idle_at(k);
    return idle < next ? idle : next;
}
