/* One finding for staff: what it says, what the customer saw and answered; a yes or no that was spoken, with how and
 * who pays; a change, which asks anew; taking it back with a second tap. */
#include "staff_parts.h"

#include <stdio.h>
#include <string.h>

/* --- what it says --------------------------------------------------------------------------------------------------
 */

static const char *sums_of(Kiosk *k, const Finding *f) {
    const char *apart = f->parts >= 0   ? wf(k, W_WORK_PARTS_LABOUR, show_fen(k, f->parts), show_fen(k, f->labour))
                        : f->price >= 0 ? w(k, W_WORK_ONE_PRICE)
                                        : "";
    const char *minutes = f->minutes ? wf(k, W_WORK_MORE_MINUTES, f->minutes) : w(k, W_WORK_NO_MINUTES);
    return *apart ? arena_printf(&k->ui.list->arena, "%s · %s", apart, minutes) : minutes;
}

/* A yes to an insured repair asks who pays before it asks how it was said. */
static bool asks_payer(Kiosk *k) {
    const Order *o = staff_work_order(k);
    const StaffWork *work = &k->staff.work;
    return o && work->spoken == WORK_YES && work->pays == WORK_PAYS_UNSAID &&
           work_insured(setting_text(k, "work.insured_kinds"), kind_id(o->kind));
}

/* What is asked or told below it: how a yes was said, what failed, why no yes can be noted. */
static const char *says_of(Kiosk *k, const Finding *f, Color *color) {
    const StaffWork *work = &k->staff.work;
    *color = k->ui.theme->ink;
    if (asks_payer(k)) return w(k, W_WORK_WHO_PAYS);
    if (work->spoken) return w(k, work->spoken == WORK_YES ? W_STAFF_SPOKEN_HOW_YES : W_STAFF_SPOKEN_HOW_NO);
    *color = staff_busy(k) ? k->ui.theme->ink2 : k->ui.theme->accent;
    const char *says = staff_says(k);
    if (*says || f->price >= 0) return says;
    *color = k->ui.theme->ink2;
    return w(k, W_STAFF_FINDING_NO_PRICE);
}

static void draw_words(Kiosk *k, Rect in, const Finding *f) {
    const Theme *t = k->ui.theme;
    bool beside = k->ui.large && !ui_portrait(&k->ui), answered = !finding_is_open(f);
    Color color;
    Rect more = in;
    if (beside) in = cut_left(&more, more.w * 0.46f, 48);
    finding_light(k, in.x, in.y, f->level);
    cut_top(&in, ui_pill_height(&k->ui), 20);
    float used = ui_paragraph(&k->ui, in, finding_what(k, f), style(48, true, t->ink, ALIGN_LEFT), scaled(k, 60));
    cut_top(&in, used, 8);
    ui_text(&k->ui, cut_top(&in, scaled(k, 66), 12), finding_price(k, f), style(52, true, t->ink, ALIGN_LEFT));
    Rect *rest = beside ? &more : &in;
    ui_text(&k->ui, cut_top(rest, scaled(k, 42), 12), sums_of(k, f), style_label(k));
    ui_text(&k->ui, cut_top(rest, scaled(k, 44), 12), staff_finding_state(k, f),
            style(30, true, answered ? t->go : t->ink, ALIGN_LEFT));
    const char *says = says_of(k, f, &color);
    if (*says && rest->h >= scaled(k, 42)) {
        used = ui_paragraph(&k->ui, *rest, says, style(28, true, color, ALIGN_LEFT), scaled(k, 42));
        cut_top(rest, used, 12);
    }
    const char *why = pick(k, f->why, f->why_en);
    float line = scaled(k, 40);
    if (*why && rest->h >= line) ui_paragraph(&k->ui, *rest, why, style_label(k), line);
}

/* --- what can be done ----------------------------------------------------------------------------------------------
 */

static Job work_job(Kiosk *k, StaffDo what, const Finding *f) {
    Job job = staff_job(k, what);
    snprintf(job.order_no, sizeof job.order_no, "%s", f->order_no);
    job.staff.item = f->item;
    return job;
}

/* Nothing is being said. */
static void hush(Kiosk *k) {
    k->staff.work.spoken = WORK_OPEN;
    k->staff.work.pays = WORK_PAYS_UNSAID;
}

static void post_spoken(Kiosk *k, const Finding *f, const char *how) {
    Job job = work_job(k, STAFF_DO_WORK_SPOKEN, f);
    job.staff.yes = k->staff.work.spoken == WORK_YES;
    job.staff.pays = k->staff.work.pays;
    snprintf(job.staff.how, sizeof job.staff.how, "%s", how);
    hush(k);
    staff_post(k, &job);
}

static void draw_payers(Kiosk *k, Rect r) {
    static const struct {
        WorkPays pays;
        Word word;
    } payers[] = {{WORK_PAYS_INSURER, W_WORK_PAYS_INSURER},
                  {WORK_PAYS_CUSTOMER, W_STAFF_PAYS_CUSTOMER},
                  {WORK_PAYS_ASK, W_STAFF_PAYS_ASK}};
    enum { N = 4 };
    for (int i = 0; i + 1 < N; i++) {
        Button b = {.label = w(k, payers[i].word), .look = BUTTON_PRIMARY};
        const char *id = ui_id(&k->ui, "pays.%s", work_pays_id(payers[i].pays));
        if (ui_button(&k->ui, id, staff_choice(k, r, i, N), b)) k->staff.work.pays = payers[i].pays, k->again = true;
    }
    Button back = {.label = w(k, W_STAFF_BACK), .look = BUTTON_PLAIN};
    if (!ui_button(&k->ui, "pays.cancel", staff_choice(k, r, N - 1, N), back)) return;
    hush(k);
    k->again = true;
}

static void draw_hows(Kiosk *k, Rect r, const Finding *f) {
    static const struct {
        const char *how;
        Word word;
    } hows[] = {{"phone", W_STAFF_HOW_PHONE}, {"wechat", W_STAFF_HOW_WECHAT}, {"in_person", W_STAFF_HOW_IN_PERSON}};
    enum { N = 4 };
    for (int i = 0; i + 1 < N; i++) {
        Button b = {.label = w(k, hows[i].word), .look = BUTTON_PRIMARY};
        if (ui_button(&k->ui, ui_id(&k->ui, "how.%s", hows[i].how), staff_choice(k, r, i, N), b))
            post_spoken(k, f, hows[i].how);
    }
    Button back = {.label = w(k, W_STAFF_BACK), .look = BUTTON_PLAIN};
    if (!ui_button(&k->ui, "how.cancel", staff_choice(k, r, N - 1, N), back)) return;
    hush(k);
    k->again = true;
}

static void draw_withdraw(Kiosk *k, Rect r, const Finding *f) {
    Button yes = {.label = w(k, W_STAFF_WITHDRAW_YES), .look = BUTTON_ACCENT, .disabled = staff_busy(k)};
    Button no = {.label = w(k, W_STAFF_WITHDRAW_NO), .look = BUTTON_PLAIN};
    if (ui_button(&k->ui, "withdraw.yes", staff_choice(k, r, 0, 2), yes)) {
        Job job = work_job(k, STAFF_DO_WORK_WITHDRAW, f);
        staff_post(k, &job);
    }
    if (ui_button(&k->ui, "withdraw.no", staff_choice(k, r, 1, 2), no))
        k->staff.work.withdrawing = false, k->again = true;
}

static void say(Kiosk *k, WorkChoice choice) {
    k->staff.work.spoken = choice;
    k->staff.progress = PROGRESS_NONE;
    k->again = true;
}

static void draw_acts(Kiosk *k, Rect r, const Finding *f) {
    enum { N = 4 };
    bool busy = staff_busy(k);
    Button yes = {.label = w(k, W_STAFF_FINDING_YES), .look = BUTTON_PRIMARY, .disabled = busy || f->price < 0};
    Button no = {.label = w(k, W_WORK_NO), .look = BUTTON_PRIMARY, .disabled = busy};
    Button edit = {.label = w(k, W_STAFF_FINDING_EDIT), .look = BUTTON_PLAIN, .disabled = busy};
    Button back = {.label = w(k, W_STAFF_WITHDRAW), .look = BUTTON_PLAIN, .disabled = busy};
    if (ui_button(&k->ui, "finding.yes", staff_choice(k, r, 0, N), yes)) say(k, WORK_YES);
    if (ui_button(&k->ui, "finding.no", staff_choice(k, r, 1, N), no)) say(k, WORK_NO);
    if (ui_button(&k->ui, "finding.edit", staff_choice(k, r, 2, N), edit)) staff_propose_open(k, f);
    if (ui_button(&k->ui, "finding.withdraw", staff_choice(k, r, 3, N), back)) {
        k->staff.work.withdrawing = true;
        k->again = true;
    }
}

static void draw(Kiosk *k) {
    const Order *o = staff_work_order(k);
    const Finding *f = o ? staff_finding(k, k->staff.work.item) : NULL;
    if (!f) { /* withdrawn, or handed over meanwhile */
        nav_back(k);
        return;
    }
    Rect actions, words, choices;
    const char *sub = arena_printf(&k->ui.list->arena, "%s · %s", show_model(k, o), o->order_no);
    Rect body = staff_frame(k, staff_car_name(k, o), sub, &actions);
    staff_halves(k, body, &words, &choices);
    draw_words(k, words, f);
    if (asks_payer(k))
        draw_payers(k, choices);
    else if (k->staff.work.spoken)
        draw_hows(k, choices, f);
    else if (k->staff.work.withdrawing)
        draw_withdraw(k, choices, f);
    else
        draw_acts(k, choices, f);
}

static void enter(Kiosk *k) {
    k->staff.progress = PROGRESS_NONE;
    hush(k);
    k->staff.work.withdrawing = false;
}

const Screen screen_staff_finding = {.id = "staff_finding", .draw = draw, .enter = enter};
