/* lounge-kiosk: the touchscreen in the customer lounge. Reads the options, opens store and window, runs the loop. */
#include "base/log.h"
#include "base/nocore.h"
#include "base/share.h"
#include "dump.h"
#include "options.h"
#include "panel.h"
#include "replay.h"
#include "store/watch.h"
#include "window.h"
#include "writer.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Local times are the store's, and the clock may be told to be another. */
static bool set_time(const Options *o, Db *db, Err *err) {
    Settings *s;
    bool ok = settings_read(db, &s, err);
    if (ok) {
        ok = zone_use(settings_text(s, "store.tz"), err);
        settings_free(s);
    }
    Ms now;
    if (!ok || !o->now) return ok;
    if (!instant_parse(o->now, &now))
        return err_set(err, ERR_USAGE,
                       TXT("--now %s is no instant: write 2026-11-23T14:26:00+08:00",
                           "--now %s 不是时间：请写 2026-11-23T14:26:00+08:00"),
                       o->now);
    if (o->dump)
        clock_freeze(now);
    else
        clock_set(now);
    return true;
}

static void post_to_writer(void *ctx, const Job *job) {
    writer_post(ctx, job);
}

static void count_in_writer(void *ctx, const Count *counts, size_t n) {
    writer_count(ctx, counts, n);
}

static bool open_first_screen(Panel *panel, const Options *o, Err *err) {
    if (!o->screen) return true;
    for (int i = 0; i < SCREENS; i++) {
        if (strcmp(screen_of((ScreenId)i)->id, o->screen) != 0) continue;
        if (i != SCREEN_BOARD) nav_go(&panel->kiosk, (ScreenId)i);
        return true;
    }
    return err_set(err, ERR_USAGE, TXT("there is no screen %s", "没有名为 %s 的页面"), o->screen);
}

static void take_options(Panel *panel, const Options *o) {
    Kiosk *k = &panel->kiosk;
    panel->still = o->still;
    k->theme = o->theme;
    k->home_large = o->large;
}

static bool run_panel(const Options *o, Window *window, Panel *panel, Err *err) {
    Watch *watch = NULL;
    Sound *sound = sound_start(); /* without one the panel is silent */
    panel->sound = sound ? sound_play : NULL;
    panel->sound_ctx = sound;
    Writer *writer = writer_start(o->db, window_wake_result, window);
    if (!writer) {
        sound_stop(sound);
        return err_set(err, ERR_IO, TXT("cannot start a thread", "无法启动线程"));
    }
    panel->kiosk.post = post_to_writer;
    panel->kiosk.post_ctx = writer;
    panel->kiosk.count = count_in_writer;
    panel->kiosk.count_ctx = writer;
    bool ok = watch_start(&watch, o->db, window_wake_changed, window, err) && open_first_screen(panel, o, err) &&
              (!o->record || record_start(panel, o->record, o->still, o->record_text, err)) &&
              window_run(window, panel, writer, err);
    watch_stop(watch);
    seen_leave(&panel->kiosk);
    writer_stop(writer);
    sound_stop(sound);
    return ok;
}

/* Without its pictures the panel would show buttons with nothing on them. */
static bool find_assets(Err *err) {
    char path[1024];
    if (access(share_path("assets/icons/back.svg", path, sizeof path), R_OK) == 0) return true;
    return err_set(err, ERR_NOT_FOUND,
                   TXT("the program's pictures are not in %s: set LOUNGE_SHARE to the folder that holds assets/",
                       "%s 中没有程序的图片：请把 LOUNGE_SHARE 设为含有 assets/ 的文件夹"),
                   share_dir());
}

static bool run_window(const Options *o, Db *db, Err *err) {
    Window *window;
    Panel panel;
    int width, height;
    if (!window_open(&window, o, err)) return false;
    window_size(window, &width, &height);
    bool ok = panel_open(&panel, db, width, height, o->lang, err);
    if (ok) {
        take_options(&panel, o);
        ok = run_panel(o, window, &panel, err);
        panel_close(&panel);
    }
    window_close(window);
    return ok;
}

static bool run(const Options *o, Err *err) {
    Db *db;
    if (!find_assets(err) || !db_open(&db, o->db, DB_READ, err)) return false;
    bool ok = set_time(o, db, err);
    if (ok) ok = o->replay ? replay_run(o, err) : o->dump ? dump_run(o, err) : run_window(o, db, err);
    db_close(db);
    return ok;
}

int main(int argc, char **argv) {
    core_off();
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, NULL); /* taken by one thread of the window, see window.c */
    Options options;
    Err err = {0};
    if (!options_read(argc, argv, &options, &err)) {
        fprintf(stderr, "lounge-kiosk: %s\n", err.en);
        return 2;
    }
    if (options.help) {
        fputs(options_help, stdout);
        return 0;
    }
    if (run(&options, &err)) return 0;
    fprintf(stderr, "lounge-kiosk: %s\n", err_text(&err, options.lang == LANG_ZH && !options.dump));
    return err.code == ERR_USAGE ? 2 : 1;
}
