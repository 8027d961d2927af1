/* The bulletin as a page. */
#include "base/utf8.h"
#include "bulletin.h"
#include "report_page.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_MOST = 26, PLACE_MOST = 24, WHOM_MOST = 54, CHOICE_MOST = 44 };

typedef struct Sheet {
    const Office *office;
    const Bulletin *b;
    Buf *page;
    Arena arena;
    bool zh;
} Sheet;

/* At most so many characters (half as many where they are wide), with an ellipsis where it is cut. */
static const char *cut(Sheet *s, const char *text, size_t most) {
    size_t room = s->zh ? most * 2 / 3 : most;
    if (utf8_count(text) <= room) return text;
    return arena_printf(&s->arena, "%s…", arena_strndup(&s->arena, text, utf8_len_of(text, room - 1)));
}

static const char *say_it(const Sheet *s, const char *en, const char *zh) {
    return s->zh ? zh : en;
}

static const char *in_words(const Sheet *s, const char *zh, const char *en) {
    return s->zh || !*en ? zh : en;
}

static void left_out(Sheet *s, size_t n, size_t most) {
    if (n > most)
        html_classed(s->page, "p", "note", arena_printf(&s->arena, say_it(s, "and %zu more", "另有 %zu 项"), n - most));
}

static const char *day_of(Sheet *s, const char *day) {
    return day_words(&s->arena, s->zh, day);
}

/* ---- this week's activities ---- */

/* "周一–周五 09:00–11:30": bits in a row are one span. */
static const char *when_words(Sheet *s, const DayPart *part) {
    static const char *const zh[] = {"", "周一", "周二", "周三", "周四", "周五", "周六", "周日"};
    static const char *const en[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const char *const *names = s->zh ? zh : en;
    Buf out = {0};
    if (!part->weekdays) buf_puts(&out, say_it(s, "daily", "每天"));
    for (int d = 1; d <= 7 && part->weekdays; d++) {
        int last = d;
        if (!(part->weekdays >> d & 1u)) continue;
        while (last < 7 && part->weekdays >> (last + 1) & 1u) last++;
        buf_printf(&out, "%s%s", out.len ? (s->zh ? "、" : ", ") : "", names[d]);
        if (last > d) buf_printf(&out, "–%s", names[last]);
        d = last;
    }
    for (int i = 0; i < part->n && i < 2; i++)
        buf_printf(&out, "%s%02d:%02d–%02d:%02d", i ? (s->zh ? "、" : ", ") : " ", part->spans[i].from / 60,
                   part->spans[i].from % 60, part->spans[i].to / 60, part->spans[i].to % 60);
    const char *words = arena_strdup(&s->arena, buf_text(&out));
    buf_free(&out);
    return words;
}

static void activity_row(Sheet *s, const Activity *a, const Funnel *f) {
    buf_puts(s->page, "<tr>");
    buf_puts(s->page, "<td><b>");
    html_text(s->page, cut(s, in_words(s, a->title_zh, a->title_en), TITLE_MOST));
    buf_puts(s->page, "</b></td>");
    html_element(s->page, "td", when_words(s, &a->part));
    html_element(s->page, "td", cut(s, in_words(s, a->place_zh, a->place_en), PLACE_MOST));
    html_element(s->page, "td", cut(s, in_words(s, a->whom_zh, a->whom_en), WHOM_MOST));
    html_classed(s->page, "td", "n", arena_printf(&s->arena, "%lld / %lld", (long long)f->shown, (long long)f->opened));
    html_classed(s->page, "td", "n",
                 a->target >= 0 ? arena_printf(&s->arena, "%lld / %d", (long long)f->redeemed, a->target)
                                : arena_printf(&s->arena, "%lld", (long long)f->redeemed));
    buf_puts(s->page, "</tr>\n");
}

static void activities(Sheet *s) {
    const Bulletin *b = s->b;
    html_element(s->page, "h2", say_it(s, "This week's activities", "本周活动"));
    if (!b->n_activities) {
        html_element(s->page, "p", say_it(s, "None this week.", "本周没有活动。"));
        return;
    }
    static const Words heads[] = {{TXT("what", "活动")},
                                  {TXT("when", "时间")},
                                  {TXT("where", "地点")},
                                  {TXT("for whom", "面向客户")},
                                  {TXT("shown / opened", "展示 / 打开")},
                                  {TXT("redeemed / target", "核销 / 目标")}};
    buf_puts(s->page, "<table>\n<tr>");
    for (int i = 0; i < 6; i++) html_classed(s->page, "th", i > 3 ? "n" : "", office_words(s->office, heads[i]));
    buf_puts(s->page, "</tr>\n");
    for (size_t i = 0; i < b->n_activities && i < BULLETIN_ACTIVITIES; i++)
        activity_row(s, &b->activities[i], &b->activity_sums[i].sums);
    buf_puts(s->page, "</table>\n");
    left_out(s, b->n_activities, BULLETIN_ACTIVITIES);
}

/* ---- offers ---- */

static void changes(Sheet *s, const char *head, const Offer *offers, size_t n, bool begin) {
    buf_puts(s->page, "<div>");
    html_element(s->page, "h3", head);
    if (!n) html_element(s->page, "p", say_it(s, "none", "无"));
    if (n) buf_puts(s->page, "<ul>\n");
    for (size_t i = 0; i < n && i < BULLETIN_OFFERS; i++) {
        char price[32] = "";
        if (offers[i].price > 0) fen_show(offers[i].price, price, sizeof price);
        html_element(s->page, "li",
                     arena_printf(&s->arena, "%s · %s %s", day_of(s, begin ? offers[i].from_day : offers[i].to_day),
                                  cut(s, in_words(s, offers[i].title_zh, offers[i].title_en), TITLE_MOST), price));
    }
    if (n) buf_puts(s->page, "</ul>\n");
    left_out(s, n, BULLETIN_OFFERS);
    buf_puts(s->page, "</div>\n");
}

static void rates(Sheet *s, const char *head, FunnelRow *const *rows, size_t n) {
    HtmlBar bars[BULLETIN_BEST];
    Share shares[BULLETIN_BEST];
    for (size_t i = 0; i < n; i++) {
        const Funnel *f = &rows[i]->sums;
        funnel_opened(f, &shares[i]);
        bars[i] = (HtmlBar){cut(s, rows[i]->label, 22),
                            arena_printf(&s->arena, "%d.%d%% (%lld/%lld)", shares[i].rate / 10, shares[i].rate % 10,
                                         (long long)shares[i].n, (long long)shares[i].base),
                            shares[i].n, &shares[i]};
    }
    buf_puts(s->page, "<div>");
    html_element(s->page, "h3", head);
    html_bars(s->page, bars, n);
    buf_puts(s->page, "</div>\n");
}

/* With fewer offers than two lists hold, none stands in both. */
static void ranking(Sheet *s) {
    const Bulletin *b = s->b;
    size_t n = b->n_ranked, best = n < BULLETIN_BEST ? n : BULLETIN_BEST,
           worst = n - best < BULLETIN_BEST ? n - best : BULLETIN_BEST;
    html_element(s->page, "h2",
                 say_it(s, "What is opened, of what is shown (28 days, 95 % interval)",
                        "近 28 天打开率（打开 / 展示，细线为 95% 区间）"));
    if (!n) {
        html_element(s->page, "p", say_it(s, "Too little was shown yet to tell.", "展示次数还太少，暂无法判断。"));
        return;
    }
    buf_puts(s->page, "<div class=\"two\">\n");
    rates(s, say_it(s, "Best", "最好"), b->ranked, best);
    if (worst) rates(s, say_it(s, "Worst", "最差"), b->ranked + n - worst, worst);
    buf_puts(s->page, "</div>\n");
}

static void in_time(Sheet *s) {
    const FunnelTable *t = &s->b->days;
    HtmlColumn columns[14];
    size_t n = 0;
    for (size_t i = 0; i < t->n && n < 14; i++)
        columns[n++] = (HtmlColumn){day_of(s, t->rows[i].key), t->rows[i].sums.shown, t->rows[i].sums.opened};
    if (!n) return;
    const char *about = say_it(s, "Shown (light) and opened (dark), 14 days", "近 14 天：展示（浅色）与打开（深色）");
    html_element(s->page, "h3", about);
    html_columns(s->page, about, columns, n);
}

/* ---- what advisors must know ---- */

static void fact(Sheet *s, const char *number, const char *words) {
    buf_puts(s->page, "<div><b>");
    html_text(s->page, number);
    buf_puts(s->page, "</b>");
    html_text(s->page, words);
    buf_puts(s->page, "</div>");
}

static void facts(Sheet *s) {
    const Bulletin *b = s->b;
    const Funnel *f = &b->offers.all;
    char money[32];
    fen_show(f->money, money, sizeof money);
    buf_puts(s->page, "<div class=\"facts\">");
    fact(s, arena_printf(&s->arena, "%lld", (long long)b->standing.cases),
         b->standing.cases_late ? arena_printf(&s->arena, say_it(s, "open cases, %lld late", "件投诉未结，%lld 件逾期"),
                                               (long long)b->standing.cases_late)
                                : say_it(s, "open cases, none late", "件投诉未结，无逾期"));
    fact(s, arena_printf(&s->arena, "%lld", (long long)b->standing.leads), say_it(s, "open leads", "条线索待跟进"));
    fact(s, arena_printf(&s->arena, "%zu", b->gifts_due), say_it(s, "gifts due", "份礼品应发放"));
    fact(s, arena_printf(&s->arena, "%lld", (long long)f->taken),
         say_it(s, "coupons taken, 28 days", "张券领取（28 天）"));
    fact(s, arena_printf(&s->arena, "%lld", (long long)f->redeemed),
         arena_printf(&s->arena, say_it(s, "redeemed, %s", "张券核销，%s"), money));
    buf_puts(s->page, "</div>\n");
}

static const char *tier_words(Sheet *s, const Settings *set, int tier) {
    char from[32], to[32];
    int64_t end = atoll(settings_item(set, "renewal.tiers", tier, "to_fen"));
    fen_show(atoll(settings_item(set, "renewal.tiers", tier, "from_fen")), from, sizeof from);
    if (!end) return arena_printf(&s->arena, say_it(s, "from %s", "%s 起"), from);
    return arena_printf(&s->arena, "%s – %s", from, fen_show(end, to, sizeof to));
}

/* "四轮定位 1 次 + 精品券 300 元": what a choice holds besides its voucher. */
static const char *items_of(Sheet *s, const Settings *set, const char *tier, const char *choice) {
    int n = settings_count(set, "renewal.items");
    Buf out = {0};
    for (int i = 1; i <= n; i++) {
        if (strcmp(settings_item(set, "renewal.items", i, "tier"), tier) != 0 ||
            strcmp(settings_item(set, "renewal.items", i, "choice"), choice) != 0)
            continue;
        buf_printf(&out, "%s%s", out.len ? " + " : "",
                   in_words(s, settings_item(set, "renewal.items", i, "title_zh"),
                            settings_item(set, "renewal.items", i, "title_en")));
    }
    const char *words = cut(s, arena_strdup(&s->arena, buf_text(&out)), CHOICE_MOST);
    buf_free(&out);
    return words;
}

static const char *choices_of(Sheet *s, const Settings *set, const char *tier) {
    int n = settings_count(set, "renewal.choices"), said = 0;
    Buf out = {0};
    for (int i = 1; i <= n && said < BULLETIN_CHOICES; i++) {
        if (strcmp(settings_item(set, "renewal.choices", i, "tier"), tier) != 0) continue;
        const char *id = settings_item(set, "renewal.choices", i, "id");
        buf_printf(&out, "%s%s %s", said++ ? (s->zh ? "；" : "; ") : "", id, items_of(s, set, tier, id));
    }
    const char *words = arena_strdup(&s->arena, buf_text(&out));
    buf_free(&out);
    return words;
}

/* "养护礼 ¥800 + 50 公里内事故拖车 ¥500 = ¥1,300" */
static const char *gift_words(Sheet *s, const Settings *set, int tier) {
    char worth[32], tow[32], all[32];
    static const char list[] = "renewal.tiers";
    Fen gift = atoll(settings_item(set, list, tier, "worth_fen")),
        more = atoll(settings_item(set, list, tier, "tow_fen"));
    const char *title =
        cut(s, in_words(s, settings_item(set, list, tier, "gift_zh"), settings_item(set, list, tier, "gift_en")),
            TITLE_MOST);
    fen_show(gift, worth, sizeof worth);
    if (!*settings_item(set, list, tier, "tow_km")) return arena_printf(&s->arena, "%s %s", title, worth);
    return arena_printf(&s->arena,
                        say_it(s, "%s %s + accident tow within %s km %s = %s", "%s %s + %s 公里内事故拖车 %s = %s"),
                        title, worth, settings_item(set, list, tier, "tow_km"), fen_show(more, tow, sizeof tow),
                        fen_show(gift + more, all, sizeof all));
}

static void deposit_row(Sheet *s, const Settings *set, int tier) {
    buf_puts(s->page, "<tr>");
    html_element(s->page, "td", tier_words(s, set, tier));
    html_element(s->page, "td", gift_words(s, set, tier));
    html_element(s->page, "td", choices_of(s, set, settings_item(set, "renewal.tiers", tier, "id")));
    buf_puts(s->page, "</tr>\n");
}

static void deposits(Sheet *s) {
    enum { TIERS_MOST = 4 };
    const Settings *set = s->office->settings;
    int n = settings_count(set, "renewal.tiers");
    char least[32], most[32], own[32];
    if (!n) return;
    html_element(
        s->page, "h2",
        say_it(s, "Renewal deposits: offer one with every insured repair", "续保前移：每一台事故车交车时都要介绍"));
    html_element(
        s->page, "p",
        arena_printf(&s->arena,
                     say_it(s, "Deposit %s to %s; %s for the advisor with each.", "定金 %s 至 %s，每单奖励顾问 %s。"),
                     fen_show(settings_int(set, "renewal.deposit_least_fen"), least, sizeof least),
                     fen_show(settings_int(set, "renewal.deposit_most_fen"), most, sizeof most),
                     fen_show(settings_int(set, "renewal.advisor_fen"), own, sizeof own)));
    buf_puts(s->page, "<table>\n<tr>");
    html_element(s->page, "th", say_it(s, "repair", "维修金额"));
    html_element(s->page, "th", say_it(s, "gift", "礼遇"));
    html_element(s->page, "th", say_it(s, "a renewal voucher and one of", "续保券，另任选一项"));
    buf_puts(s->page, "</tr>\n");
    for (int tier = 1; tier <= n && tier <= TIERS_MOST; tier++) deposit_row(s, set, tier);
    buf_puts(s->page, "</table>\n");
    left_out(s, (size_t)n, TIERS_MOST);
}

/* ---- the page ---- */

static const char *week_words(Sheet *s) {
    char from[32], to[32];
    const char *store = in_words(s, settings_text(s->office->settings, "store.name_zh"),
                                 settings_text(s->office->settings, "store.name_en"));
    day_show(s->b->monday, from, sizeof from);
    day_show(s->b->sunday, to, sizeof to);
    return arena_printf(&s->arena, "%s · %s – %s", cut(s, store, 40), day_of(s, from), day_of(s, to));
}

void bulletin_page(const Office *office, const Bulletin *b, Buf *page) {
    Sheet s = {.office = office, .b = b, .page = page, .zh = office->zh};
    bool demo = settings_int(office->settings, "demo") == 1;
    html_begin(page, s.zh, "dense", say_it(&s, "This week in the store", "本周要知道的事"), week_words(&s));
    facts(&s);
    activities(&s);
    html_element(page, "h2", say_it(&s, "Offers", "优惠"));
    buf_puts(page, "<div class=\"two\">\n");
    changes(&s, say_it(&s, "Begin this week", "本周开始"), b->begin, b->n_begin, true);
    changes(&s, say_it(&s, "End this week", "本周结束"), b->end, b->n_end, false);
    buf_puts(page, "</div>\n");
    ranking(&s);
    in_time(&s);
    deposits(&s);
    char at[32];
    instant_show(b->at, at, sizeof at);
    at[16] = '\0';
    html_end(page,
             arena_printf(&s.arena,
                          say_it(&s, "As of %s. Counted without naming anyone.%s", "截至 %s。统计不含任何客户信息。%s"),
                          at, demo ? say_it(&s, " Demo store: simulated numbers.", "演示门店：数据为模拟。") : ""));
    arena_free(&s.arena);
}
