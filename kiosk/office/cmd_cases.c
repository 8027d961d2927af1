/* lounge cases: complaints worked. Each act is one row of the case's history, with who and when; what the state or the
 * role does not allow is refused in words. */
#include "case_show.h"
#include "office.h"
#include "store/gifts.h"

#include <stdlib.h>
#include <string.h>

typedef struct Asked {
    const char *verb, *no, *by, *to, *mine, *day, *note, *outcome, *causes, *order_no;
    bool overdue, all, done;
} Asked;

static const struct {
    const char *verb;
    CaseAct act;
} verbs[] = {
    {"assign", CASE_ASSIGN}, {"note", CASE_NOTE},     {"contact", CASE_CONTACT}, {"visit", CASE_VISIT},
    {"grant", CASE_GRANT},   {"wait", CASE_WAIT},     {"resume", CASE_RESUME},   {"resolve", CASE_RESOLVE},
    {"close", CASE_CLOSE},   {"reopen", CASE_REOPEN},
};

static bool act_of(const char *verb, CaseAct *out) {
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].verb, verb) == 0) {
            *out = verbs[i].act;
            return true;
        }
    return false;
}

static Exit list(Office *office, const Asked *a) {
    Err err;
    Case *cases;
    size_t n;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    Arena arena = {0};
    CaseFilter filter = {.who = *a->mine ? a->mine : NULL, .overdue = a->overdue, .closed = a->all, .now = clock_now()};
    bool good = cases_read(office->db, &arena, &filter, &cases, &n, &err);
    if (good) {
        office_mark_demo(office);
        case_list(office, cases, n, filter.now);
    }
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

static bool show_case(Office *office, Arena *arena, const Case *c, const char *by, Err *err) {
    CaseEvent *events;
    size_t n;
    bool readable;
    if (!case_events(office->db, arena, &c->case_id, &events, &n, err) ||
        !case_readable(office->db, c, by, &readable, err))
        return false;
    office_mark_demo(office);
    case_show(office, c, events, n, clock_now(), readable);
    return true;
}

static Exit show(Office *office, const Asked *a) {
    Err err;
    Case c;
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    Arena arena = {0};
    bool good =
        case_find(office->db, &arena, a->no, clock_now(), &c, &err) && show_case(office, &arena, &c, a->by, &err);
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

/* ---- acts ---- */

static bool give(Office *office, const Case *c, const Asked *a, Err *err) {
    CouponKey key;
    int given;
    GiftAsk ask = {.case_no = c->case_no, .order_no = a->order_no, .by = a->by, .at = clock_now()};
    return coupon_key_read(office->db_path, &key, err) && gift_grant(office->db, &key, &ask, &given, err);
}

static bool do_it(Office *office, const Case *c, const Asked *a, CaseAct act, Err *err) {
    if (act == CASE_GRANT) return give(office, c, a, err);
    CaseDo what = {.act = act == CASE_VISIT && a->done ? CASE_VISITED : act,
                   .by = a->by,
                   .at = clock_now(),
                   .to = *a->to ? a->to : a->by,
                   .note = a->note,
                   .day = a->day,
                   .outcome = a->outcome,
                   .causes = *a->causes ? a->causes : NULL};
    return case_do(office->db, &c->case_id, &what, err);
}

static Exit work(Office *office, const Asked *a, CaseAct act) {
    Err err;
    Case c;
    if (!office_open(office, DB_WRITE, &err)) return office_fail(office, &err);
    Arena arena = {0};
    bool good = case_find(office->db, &arena, a->no, clock_now(), &c, &err) && do_it(office, &c, a, act, &err) &&
                case_find(office->db, &arena, c.case_id.text, clock_now(), &c, &err) &&
                show_case(office, &arena, &c, a->by, &err);
    arena_free(&arena);
    return good ? EXIT_DONE : office_fail(office, &err);
}

/* ---- the command line ---- */

static Exit check(const Office *office, const Asked *a, CaseAct act) {
    if (!*a->no) return office_misuse(office, TXT("which case? its number", "哪件投诉？请写编号"));
    if (!*a->by) return office_misuse(office, TXT("--by NAME is missing: who does it?", "缺少 --by 姓名：由谁办理？"));
    if (act == CASE_NOTE && !*a->note) return office_misuse(office, TXT("--note TEXT is missing", "缺少 --note 备注"));
    if (act == CASE_VISIT && !a->done && !*a->day)
        return office_misuse(
            office, TXT("--day DAY is missing, or --done when it was paid", "缺少 --day 日期；已上门的写 --done"));
    if (act == CASE_RESOLVE && !*a->outcome)
        return office_misuse(office, TXT("--outcome is missing: kept or lost", "缺少 --outcome：kept 或 lost"));
    if (act == CASE_RESOLVE && strcmp(a->outcome, "kept") != 0 && strcmp(a->outcome, "lost") != 0)
        return office_misuse(
            office, TXT("--outcome is kept or lost, not %s", "--outcome 应为 kept（挽回）或 lost（流失），而不是 %s"),
            a->outcome);
    return EXIT_DONE;
}

static Exit run_verb(Office *office, const Asked *a) {
    CaseAct act;
    if (strcmp(a->verb, "show") == 0)
        return *a->no ? show(office, a) : office_misuse(office, TXT("which case? its number", "哪件投诉？请写编号"));
    if (!act_of(a->verb, &act))
        return office_misuse(office,
                             TXT("cases show, assign, note, contact, visit, grant, wait, resume, resolve, close or "
                                 "reopen, not %s",
                                 "应为 show、assign、note、contact、visit、grant、wait、resume、resolve、close 或 "
                                 "reopen，而不是 %s"),
                             a->verb);
    Exit code = check(office, a, act);
    return code == EXIT_DONE ? work(office, a, act) : code;
}

static Exit run(Office *office, int argc, char **argv) {
    static const struct option own[] = {
        {"by", required_argument, NULL, 'b'},      {"to", required_argument, NULL, 't'},
        {"mine", required_argument, NULL, 'm'},    {"overdue", no_argument, NULL, 'v'},
        {"all", no_argument, NULL, 'a'},           {"day", required_argument, NULL, 'y'},
        {"done", no_argument, NULL, 'd'},          {"note", required_argument, NULL, 'n'},
        {"outcome", required_argument, NULL, 'o'}, {"cause", required_argument, NULL, 'c'},
        {"order", required_argument, NULL, 'r'},   {0}};
    Asked a = {.verb = "",
               .no = "",
               .by = "",
               .to = "",
               .mine = "",
               .day = "",
               .note = "",
               .outcome = "",
               .causes = "",
               .order_no = ""};
    for (int o; (o = office_option(office, argc, argv, "", own)) != -1;) {
        switch (o) {
        case OFFICE_HELPED: return EXIT_DONE;
        case 'b': a.by = optarg; break;
        case 't': a.to = optarg; break;
        case 'm': a.mine = optarg; break;
        case 'v': a.overdue = true; break;
        case 'a': a.all = true; break;
        case 'y': a.day = optarg; break;
        case 'd': a.done = true; break;
        case 'n': a.note = optarg; break;
        case 'o': a.outcome = optarg; break;
        case 'c': a.causes = optarg; break;
        case 'r': a.order_no = optarg; break;
        default: return EXIT_USAGE;
        }
    }
    if (optind < argc) a.verb = argv[optind++];
    if (optind < argc) a.no = argv[optind++];
    if (optind < argc) return office_misuse(office, TXT("not understood: %s", "无法理解：%s"), argv[optind]);
    return *a.verb ? run_verb(office, &a) : list(office, &a);
}

const Command cmd_cases = {
    .name = "cases",
    .about = {TXT("complaints worked: who is responsible, what is due, what was done", "投诉处理：责任人、期限、经过")},
    .usage = {TXT("cases [--mine NAME] [--overdue] [--all]\n"
                  "cases show NO [--by NAME]\n"
                  "cases assign NO [--to NAME] --by NAME\n"
                  "cases contact|wait|resume|close|reopen NO --by NAME [--note TEXT]\n"
                  "cases note NO --note TEXT --by NAME\n"
                  "cases visit NO --day DAY|--done --by NAME [--note TEXT]\n"
                  "cases grant NO [--order ORDER] --by NAME\n"
                  "cases resolve NO --outcome kept|lost [--cause ID,ID] --by NAME [--note TEXT]",
                  "cases [--mine 姓名] [--overdue] [--all]\n"
                  "cases show 编号 [--by 姓名]\n"
                  "cases assign 编号 [--to 姓名] --by 姓名\n"
                  "cases contact|wait|resume|close|reopen 编号 --by 姓名 [--note 备注]\n"
                  "cases note 编号 --note 备注 --by 姓名\n"
                  "cases visit 编号 --day 日期|--done --by 姓名 [--note 备注]\n"
                  "cases grant 编号 [--order 工单号] --by 姓名\n"
                  "cases resolve 编号 --outcome kept|lost [--cause 原因,原因] --by 姓名 [--note 备注]")},
    .details = {TXT(
        "  Alone: open cases, what is due first comes first; overdue is asked of now. --all: closed ones too.\n"
        "  --mine   that this person is responsible for, or that climbed to them\n"
        "  NO       as the customer says it: 261123-01, 26112301, or 1 of today\n"
        "  assign   without --to: whoever does it takes it\n"
        "  wait     for the customer: the deadlines stand still until resume, a planned visit's does not\n"
        "  grant    the consolation gift of policy gifts, as coupons of the car\n"
        "  --cause  root causes: ids of the questionnaire's reasons and of policy case; else the customer's own "
        "reasons\n"
        "  Managers work every case, advisors those they are responsible for; assign, grant, close and reopen are\n"
        "  the manager's. What a customer wrote is shown to them alone.",
        "  不带动词：未结投诉，先到期的在前；是否逾期以当前时间计算。--all：包括已结案的。\n"
        "  --mine   由此人负责的，或已升级给此人的\n"
        "  编号     客户说的编号：261123-01、26112301，或今天的 1\n"
        "  assign   不写 --to 则由办理人自己负责\n"
        "  wait     等待客户：期限暂停，直到 resume；已约好的上门不暂停\n"
        "  grant    按礼品政策发放抚慰礼，成为该车的优惠券\n"
        "  --cause  根本原因：问卷原因与政策 case 中的编号；不写则用客户所选原因\n"
        "  经理可处理全部投诉，顾问处理自己负责的；分派、发礼、结案、重开须由经理办理。\n"
        "  客户原话只对他们显示。")},
    .example = "lounge cases --overdue",
    .run = run,
};
