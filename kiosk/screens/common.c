/* What screens share: styles, header and foot, prices and times in the visit's language. */
#include "common.h"

#include "rules/mask.h"
#include "store/late.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *w(const Kiosk *k, Word id) {
    return word(k->lang, id);
}

const char *wf(Kiosk *k, Word id, ...) {
    char text[512];
    va_list ap;
    va_start(ap, id);
    if (vsnprintf(text, sizeof text, word(k->lang, id), ap) < 0) text[0] = '\0';
    va_end(ap);
    return arena_strdup(&k->ui.list->arena, text);
}

TextStyle style(float px, bool bold, Color color, TextAlign align) {
    return (TextStyle){.px = px, .bold = bold, .color = color, .align = align};
}
TextStyle style_title(const Kiosk *k) {
    return style(44, true, k->ui.theme->ink, ALIGN_LEFT);
}
TextStyle style_head(const Kiosk *k) {
    return style(34, true, k->ui.theme->ink, ALIGN_LEFT);
}
TextStyle style_body(const Kiosk *k) {
    return style(28, false, k->ui.theme->ink, ALIGN_LEFT);
}
TextStyle style_label(const Kiosk *k) {
    return style(27, false, k->ui.theme->ink2, ALIGN_LEFT);
}

TextStyle right(TextStyle s) {
    s.align = ALIGN_RIGHT;
    return s;
}

TextStyle center(TextStyle s) {
    s.align = ALIGN_CENTER;
    return s;
}

void face_colors(const Theme *t, int score, Color *ground, Color *features) {
    const Color grounds[] = {t->accent_soft, t->wait_soft, t->gold_soft, color_mix(t->go_soft, t->gold_soft, 70),
                             t->go_soft};
    const Color inks[] = {t->accent, t->wait, t->gold, color_mix(t->go, t->gold, 70), t->go};
    *ground = grounds[score - 1];
    *features = inks[score - 1];
}

/* --- the frame of a screen ---------------------------------------------------------------------------------- */

Rect screen_body(const Kiosk *k) {
    const Ui *ui = &k->ui;
    if (ui->large) return (Rect){MARGIN, ui->low.y, ui->width - 2 * MARGIN, ui->low.h - FOOT_LARGE};
    return (Rect){MARGIN, HEAD_H, ui->width - 2 * MARGIN, ui->height - HEAD_H - BAR_H};
}

Rect screen_see(const Kiosk *k) {
    return (Rect){MARGIN, HEAD_H, k->ui.width - 2 * MARGIN, k->ui.low.y - HEAD_H - 24};
}

static void header_words(Kiosk *k, const char *title, const char *sub, Rect r) {
    float title_h = k->ui.large ? 72 : 56, sub_h = k->ui.large ? 50 : 38;
    Rect in = centered(r, r.w, sub ? title_h + sub_h : title_h);
    ui_text(&k->ui, cut_top(&in, title_h, 0), title, style_title(k));
    if (sub) ui_text(&k->ui, in, sub, style_label(k));
}

/* "Call my advisor", a quiet bell on every customers' page: in the foot; on a narrow panel at the end of the head,
 * where that is free. My car says it aloud, and beside "why" on a narrow panel the manager is called. */
static bool has_bell(const Kiosk *k) {
    bool staff = k->screen >= SCREEN_STAFF_WHO && k->screen <= SCREEN_STAFF_EXPORT;
    return k->screen != SCREEN_MYCAR && !staff && !draw_target(k->ui.list, "nav.bell");
}

static void draw_bell(Kiosk *k, Rect r) {
    Button bell = {.icon = "bell", .look = BUTTON_BARE, .radius = 24};
    if (ui_button(&k->ui, "nav.bell", r, bell)) call_sheet(k, "advisor", "");
}

static void foot_bell(Kiosk *k, Rect *foot) {
    bool narrow = ui_portrait(&k->ui) && !k->ui.large;
    if (has_bell(k) && !(narrow && k->screen == SCREEN_WHY)) draw_bell(k, cut_right(foot, k->ui.touch_min, 8));
}

/* Returns the width it takes. */
static float head_bell(Kiosk *k, float reserve) {
    if (!ui_portrait(&k->ui) || k->ui.large || reserve > 0 || !has_bell(k)) return 0;
    draw_bell(k, (Rect){k->ui.width - MARGIN - 96 + 22, 40, 96, 96});
    return 96;
}

Rect screen_header(Kiosk *k, const char *title, const char *sub, float reserve) {
    if (k->ui.large) { /* the way back is in the foot, where hands reach */
        Rect head = {MARGIN, 36, k->ui.width - 2 * MARGIN - reserve, 124};
        if (title) header_words(k, title, sub, head);
        return screen_body(k);
    }
    reserve += head_bell(k, reserve);
    Rect back = {MARGIN, 40, 96, 96};
    if (ui_button(&k->ui, "nav.back", back, (Button){.icon = "back"})) nav_back(k);
    float x = back.x + back.w + 28, width = k->ui.width - MARGIN - reserve - x;
    if (title) {
        float top = sub ? 44 : 60;
        ui_text(&k->ui, (Rect){x, top, width, 56}, title, style_title(k));
        if (sub) ui_text(&k->ui, (Rect){x, 98, width, 38}, sub, style_label(k));
    }
    return screen_body(k);
}

void foot_note(Kiosk *k, Rect foot, const char *note) {
    float width = ui_text_width(&k->ui, note, style_label(k)), line = k->ui.large ? 48 : 38;
    int lines = width <= foot.w ? 1 : !k->ui.large || width <= 1.8f * foot.w ? 2 : 3;
    if (lines == 3) line = foot.h / 3;
    if (lines == 3 && width > 2.7f * foot.w) return;
    Rect r = centered(foot, foot.w, line * (float)lines);
    if (lines > 1)
        ui_paragraph(&k->ui, r, note, style_label(k), line);
    else
        ui_text(&k->ui, (Rect){r.x, r.y, width + 2, line}, note, style_label(k));
}

/* Large and low: the words beside the figure only where there is room for them. */
static void foot_size(Kiosk *k, Rect *foot) {
    bool words = k->screen == SCREEN_BOARD && (!ui_portrait(&k->ui) || !k->ui.large);
    Button size = {.icon = "a11y", .look = BUTTON_BARE, .px = 28, .radius = 24};
    if (words) size.label = w(k, k->ui.large ? W_NORMAL_SIZE : W_LARGE);
    float width = words ? ui_button_width(&k->ui, size, 28) : k->ui.touch_min;
    if (ui_button(&k->ui, "nav.size", cut_right(foot, width, words ? 16 : 8), size)) nav_large(k);
}

Rect screen_foot(Kiosk *k, const char *note) {
    const Ui *ui = &k->ui;
    Rect foot = {MARGIN, ui->height - BAR_H + 16, ui->width - 2 * MARGIN, 80};
    if (ui->large) foot = (Rect){MARGIN, ui->low.y + ui->low.h - FOOT_LARGE + 20, foot.w, TOUCH_MIN_LARGE};
    Button language = {.label = w(k, W_LANGUAGE), .icon = "globe", .look = BUTTON_BARE, .px = 28, .radius = 24};
    float width = ui_button_width(&k->ui, language, 28);
    Rect at = cut_right(&foot, width - 22, 8);
    at.w += 22; /* the words, not their touch area, stand on the margin */
    if (ui_button(&k->ui, "nav.lang", at, language)) nav_language(k);
    foot_size(k, &foot);
    foot_bell(k, &foot);
    if (ui->large && k->screen != SCREEN_BOARD &&
        ui_button(&k->ui, "nav.back", cut_left(&foot, TOUCH_MIN_LARGE, 24), (Button){.icon = "back"}))
        nav_back(k);
    if (note) foot_note(k, foot, note);
    return foot;
}

Rect screen_actions(Kiosk *k, Rect *body, const char *note) {
    bool own_row = k->ui.large && ui_portrait(&k->ui);
    Rect foot = screen_foot(k, note);
    return own_row ? cut_bottom(body, TOUCH_MIN_LARGE, 24) : foot;
}

Rect screen_whole(const Kiosk *k) {
    Rect body = screen_body(k);
    return k->ui.large ? (Rect){body.x, HEAD_H, body.w, body.y + body.h - HEAD_H} : body;
}

void label_fitting(Kiosk *k, Button *b, float room, Word full, Word brief) {
    b->label = w(k, full);
    if (ui_button_width(&k->ui, *b, 0) > room) b->label = w(k, brief);
}

bool foot_button(Kiosk *k, Rect *foot, const char *id, Word label, ButtonLook look) {
    Button b = {.label = w(k, label), .look = look, .px = 28, .radius = 24};
    float width = ui_button_width(&k->ui, b, 32);
    if (width < k->ui.touch_min) width = k->ui.touch_min;
    return ui_button(&k->ui, id, cut_right(foot, width, 24), b);
}

/* --- words of the moment ------------------------------------------------------------------------------------ */

/* Chinese leaves no space between two characters of its own: "预计 %s 到" has them for a figure, not for "明天". */
const char *close_up(Kiosk *k, const char *text) {
    if (!zh(k)) return text;
    char *out = arena_strdup(&k->ui.list->arena, text), *to = out;
    for (const char *c = text; *c; c++)
        if (*c != ' ' || to - out < 3 || (unsigned char)to[-3] < 0xE3 || (unsigned char)c[1] < 0xE3) *to++ = *c;
    *to = '\0';
    return out;
}

static const char *frame_text(Kiosk *k, const char *text) {
    return arena_strdup(&k->ui.list->arena, text);
}

const char *show_month_day(Kiosk *k, Ms at) {
    LocalTime t = local_of(at);
    char out[48];
    const char *month = w(k, (Word)(W_MONTH_1 + t.month - 1));
    if (zh(k))
        snprintf(out, sizeof out, "%s%d日", month, t.day);
    else
        snprintf(out, sizeof out, "%d %s", t.day, month);
    return frame_text(k, out);
}

const char *show_date(Kiosk *k, Ms at) {
    LocalTime t = local_of(at);
    char out[64];
    if (zh(k))
        snprintf(out, sizeof out, "%d年%d月%d日", t.year, t.month, t.day);
    else
        snprintf(out, sizeof out, "%d %s %d", t.day, w(k, (Word)(W_MONTH_1 + t.month - 1)), t.year);
    return frame_text(k, out);
}

static const char *clock_text(Kiosk *k, Ms at) {
    LocalTime t = local_of(at);
    char out[16];
    snprintf(out, sizeof out, "%02d:%02d", t.hour, t.minute);
    return frame_text(k, out);
}

const char *show_time(Kiosk *k, Ms at) {
    int days = days_between(clock_now(), at);
    const char *hour = clock_text(k, at);
    if (days == 0) return hour;
    if (days == 1) return wf(k, W_TOMORROW_AT, hour);
    LocalTime t = local_of(at);
    if (t.hour == 0 && t.minute == 0) return show_month_day(k, at);
    char out[64];
    snprintf(out, sizeof out, "%s %s", show_month_day(k, at), hour);
    return frame_text(k, out);
}

static const char *day_text(Kiosk *k, Ms at) {
    int days = days_between(clock_now(), at);
    return days == 0 ? w(k, W_TODAY) : days == 1 ? w(k, W_TOMORROW) : show_month_day(k, at);
}

/* Over more than one day the hours would promise more than anybody knows: the days alone. */
const char *show_interval(Kiosk *k, Ms from, Ms to) {
    if (to <= from) return show_time(k, from);
    if (days_between(from, to) == 0)
        return arena_printf(&k->ui.list->arena, "%s–%s", show_time(k, from), clock_text(k, to));
    return arena_printf(&k->ui.list->arena, "%s–%s", day_text(k, from), day_text(k, to));
}

const char *as_heading(Kiosk *k, const char *words) {
    if (*words < 'a' || *words > 'z') return words;
    char *heading = arena_strdup(&k->ui.list->arena, words);
    heading[0] = (char)(heading[0] - 'a' + 'A');
    return heading;
}

const char *show_arrival(Kiosk *k, const Eta *eta) {
    return show_interval(k, eta->parts_from, eta->parts_to);
}

const char *show_fen(Kiosk *k, Fen fen) {
    char out[32];
    return frame_text(k, fen_show(fen, out, sizeof out));
}

/* Never "N fold" for an English reader: the trade's N 折 is what is paid, English says what is off. */
const char *show_percent(Kiosk *k, int paid) {
    char out[32];
    if (!zh(k))
        snprintf(out, sizeof out, "%d%% off", 100 - paid);
    else if (paid % 10)
        snprintf(out, sizeof out, "%d.%d 折", paid / 10, paid % 10);
    else
        snprintf(out, sizeof out, "%d 折", paid / 10);
    return frame_text(k, out);
}

const char *show_model(const Kiosk *k, const Order *o) {
    const char *name = pick(k, o->model_zh, o->model_en);
    return *name ? name : w(k, W_BODY_CAR);
}

const char *show_model_named(const Kiosk *k, const char *name) {
    const Model *best = NULL;
    size_t best_len = 0;
    for (size_t i = 0; i < k->snap.n_models; i++) {
        size_t len = strlen(k->snap.models[i].prefix);
        if (len <= best_len || strncmp(k->snap.models[i].prefix, name, len) != 0) continue;
        best = &k->snap.models[i];
        best_len = len;
    }
    return best ? pick(k, best->zh, best->en) : name;
}

bool order_takes_oil(const Order *o) {
    return !*o->model_prefix || o->oil_ml > 0 || *o->oil_grade;
}

/* "2号工位" is "Bay 2" in English; any other name of a bay stays as the store writes it. */
const char *show_bay(Kiosk *k, const char *bay) {
    int n, end = 0;
    bool numbered = sscanf(bay, "%d号工位%n", &n, &end) == 1 && end > 0 && !bay[end];
    return numbered ? wf(k, W_BAY_N, n) : bay;
}

const char *show_plate(Kiosk *k, const Order *o) {
    char masked[48];
    mask_plate(o->plate, masked, sizeof masked);
    if (*masked) return frame_text(k, masked);
    return *o->vin4 ? wf(k, W_BOARD_VIN, o->vin4) : w(k, W_BOARD_NO_PLATE);
}

Word word_of_stage(Stage stage, bool brief) {
    if (brief && stage == STAGE_CHECK_IN) return W_STAGE_SHORT_CHECK_IN;
    if (brief && stage == STAGE_QUEUED) return W_STAGE_SHORT_QUEUED;
    if (brief && stage == STAGE_ADVISOR_CHECK) return W_STAGE_SHORT_ADVISOR_CHECK;
    return (Word)(W_STAGE_CHECK_IN + (stage < STAGE_CHECK_IN ? 0 : stage - STAGE_CHECK_IN));
}

Word word_of_kind(Kind kind) {
    return (Word)(W_KIND_NONE + kind);
}

/* --- what the snapshot says ---------------------------------------------------------------------------------- */

int setting(const Kiosk *k, const char *key) {
    return (int)settings_int(k->snap.settings, key);
}

const char *setting_text(const Kiosk *k, const char *key) {
    return settings_text(k->snap.settings, key);
}

bool board_is_stale(const Kiosk *k) {
    return clock_now() - k->snap.as_of > setting(k, "board.stale_minutes") * MS_MINUTE;
}

Eta order_eta(const Kiosk *k, const Order *o) {
    EtaAsk ask = order_ask(o, k->past.slips, k->snap.as_of, clock_now());
    return eta_ask(k->past.table, &ask);
}

bool order_is_late(const Kiosk *k, const Order *o) {
    Ms due, now = clock_now();
    return late_why(k->past.table, k->past.slips, o, k->snap.as_of < now ? k->snap.as_of : now, &due) != LATE_NOT;
}

const Order *board_order(const Kiosk *k, const char *order_no) {
    for (size_t i = 0; i < k->snap.n_board; i++)
        if (strcmp(k->snap.board[i].order_no, order_no) == 0) return &k->snap.board[i];
    return NULL;
}

/* A car that was handed over or withdrawn is nobody's to look at any more. */
const Order *my_order(const Kiosk *k) {
    bool open = *k->visit.order_no && k->car.found && board_order(k, k->visit.order_no);
    return open ? &k->car.order : NULL;
}

const Offer *offer_by_id(const Kiosk *k, const char *offer_id) {
    for (size_t i = 0; i < k->snap.n_known; i++)
        if (strcmp(k->snap.offers[i].offer_id, offer_id) == 0) return &k->snap.offers[i];
    return NULL;
}

void stage_segments(Kiosk *k, Rect r, const Order *o) {
    const Theme *t = k->ui.theme;
    Color colors[STAGES_SHOWN];
    for (int i = 0; i < STAGES_SHOWN; i++) {
        int stage = i + 1;
        bool done = stage < (int)o->stage || o->stage == STAGE_READY;
        Color now = o->hold == HOLD_NONE ? t->ink : t->wait;
        colors[i] = done ? t->go : stage == (int)o->stage ? now : t->sunken;
    }
    ui_segments(&k->ui, ui_id(&k->ui, "stages.%s", o->order_no), r, colors, STAGES_SHOWN);
}

/* Each kind of offer has its own dark ground; its pictures are drawn for it. */
Color offer_ground(const char *kind) {
    static const struct {
        const char *kind;
        Color ground;
    } grounds[] = {
        {"wash", 0xFF1E3A4A},      {"paint", 0xFF1F3A38}, {"interior", 0xFF5A3A2A},    {"exterior", 0xFF2A2E38},
        {"accessory", 0xFF22304A}, {"tyre", 0xFF3A2F28},  {"maintenance", 0xFF33361F}, {"renewal", 0xFF3A2230},
        {"warranty", 0xFF2B2746},  {"bar", 0xFF4A2A22},   {"recycling", 0xFF24402A},   {"trade_in", 0xFF3B2A45},
    };
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++)
        if (strcmp(grounds[i].kind, kind) == 0) return grounds[i].ground;
    return 0xFF2A2E38;
}

/* Staff name a picture that came with the program ("paint-coating.svg") or give the whole path of their own. */
const char *picture_path(Kiosk *k, const char *picture) {
    if (*picture == '/') return picture;
    return arena_printf(&k->ui.list->arena, "assets/pictures/%s", *picture ? picture : "none.svg");
}

const char *offer_picture_path(Kiosk *k, const Offer *o) {
    return picture_path(k, o->picture);
}

void offer_picture(Kiosk *k, Rect r, const Offer *o, Corners corners) {
    ui_fill_corners(&k->ui, r, offer_ground(o->kind), RADIUS, corners);
    ui_picture_focus(&k->ui, r, offer_picture_path(k, o), (Focus){o->focus_x, o->focus_y}, RADIUS, corners);
}

bool offer_is_voucher(const Offer *o) {
    return o->price < 0 && strcmp(o->coupon, "fen") == 0 && o->coupon_value > 0;
}

const char *offer_price(Kiosk *k, const Offer *o) {
    if (offer_is_voucher(o)) return wf(k, W_OFFER_COUPON_FEN, show_fen(k, o->coupon_value));
    if (o->price < 0) return w(k, W_OFFER_ON_REQUEST);
    return o->price == 0 ? w(k, W_OFFER_FREE) : show_fen(k, o->price);
}

bool offer_has_coupon(const Offer *o) {
    return strcmp(o->coupon, "none") != 0;
}

/* The keyboard begins in the visit's language, and anew when that is changed. */
static void start_keyboard(Kiosk *k) {
    Visit *v = &k->visit;
    if (v->keyboard_set && v->keyboard_lang == k->lang) return;
    v->keyboard_set = true;
    v->keyboard_lang = k->lang;
    v->keyboard = (Keyboard){.chinese = zh(k)};
}

Rect words_panel(Kiosk *k, Rect *body) {
    const float gap = 20;
    Ui *ui = &k->ui;
    start_keyboard(k);
    if (!ui->large) {
        float most = ui_portrait(ui) ? 720 : 532, room = body->h - 96 - gap;
        return cut_bottom(body, most < room ? most : room, gap);
    }
    float bottom = ui->low.y + ui->low.h - FOOT_LARGE, least = ui_keyboard_least(ui, &k->visit.keyboard) + 24;
    float h = bottom - ui->height / 3;
    if (h > 720) h = 720;
    if (h < least) h = least;
    Rect panel = {MARGIN, bottom - h, ui->width - 2 * MARGIN, h};
    *body = (Rect){MARGIN, HEAD_H, panel.w, panel.y - gap - HEAD_H};
    return panel;
}

bool words_keyboard(Kiosk *k, Rect panel) {
    return words_keyboard_into(k, panel, &k->visit.words);
}

bool words_keyboard_into(Kiosk *k, Rect panel, Field *field) {
    KeyboardWords words = {.space = w(k, W_SPACE),
                           .mode = w(k, W_KEY_MODE),
                           .hand = w(k, W_KEY_HAND),
                           .pinyin = w(k, W_KEY_PINYIN),
                           .undo = w(k, W_KEY_UNDO),
                           .clear = w(k, W_KEY_CLEAR),
                           .hint = w(k, W_KEY_HINT)};
    Visit *v = &k->visit;
    start_keyboard(k);
    ui_fill(&k->ui, panel, k->ui.theme->sunken, RADIUS);
    Rect keys = rect_inset(panel, ui_portrait(&k->ui) ? 12 : 20, k->ui.large ? 12 : 16);
    bool changed = ui_keyboard(&k->ui, "key", keys, &v->keyboard, field, &k->typing, words);
    k->again = k->again || changed;
    return changed;
}

void words_finish(Kiosk *k) {
    ui_keyboard_finish(&k->ui, &k->visit.keyboard, &k->visit.words, &k->typing);
}

Job job_new(Kiosk *k, JobKind kind, Uuid key) {
    Job job = {.kind = kind,
               .key = key,
               .visit_id = k->visit.id,
               .at = clock_now(),
               .lang = (int)k->lang,
               .nps = -1,
               .face_ms = -1,
               .marks_ms = -1};
    snprintf(job.order_no, sizeof job.order_no, "%s", k->visit.order_no);
    return job;
}

const char *says_error(Kiosk *k, const Err *err) {
    if (err->code == ERR_RULE) return err_text(err, zh(k));
    return w(k, err->code == ERR_FULL ? W_DISK_FULL : W_NOT_SAVED);
}
