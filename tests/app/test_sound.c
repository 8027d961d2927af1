/* Sound: what is written to the device is the tone that was meant, from its first moment and without a click; the
 * device is closed again; and a panel without one is silent and goes on. SDL's disk driver stands in for the device. */
#include "fixture.h"

#include "app/sound.h"
#include "base/clock.h"

#include <SDL.h>
#include <fcntl.h>
#include <math.h>
#include <sys/stat.h>

enum { LOUD = 400, MS_SAMPLES = SOUND_RATE / 1000 };

static void rest(int ms) {
    usleep((useconds_t)ms * 1000);
}

/* The share of a stretch's power that lies at one frequency (Goertzel); a pure tone there is about 1. */
static double share_at(const int16_t *samples, size_t n, double hz) {
    double k = 2 * cos(2 * M_PI * hz / SOUND_RATE), s1 = 0, s2 = 0, power = 0;
    for (size_t i = 0; i < n; i++) {
        double s = samples[i] + k * s1 - s2;
        s2 = s1;
        s1 = s;
        power += (double)samples[i] * samples[i];
    }
    return power > 0 ? 2 * (s1 * s1 + s2 * s2 - k * s1 * s2) / ((double)n * power) : 0;
}

static int peak(const int16_t *samples, size_t n) {
    int most = 0;
    for (size_t i = 0; i < n; i++) most = abs(samples[i]) > most ? abs(samples[i]) : most;
    return most;
}

static void each_sound_is_its_tone_without_a_click(void **state) {
    (void)state;
    Sound *sound = sound_start();
    size_t n;
    const int16_t *tick = sound_samples(sound, SOUND_TICK, &n);
    assert_in_range(n, 20 * MS_SAMPLES, 60 * MS_SAMPLES);
    assert_true(share_at(tick, 20 * MS_SAMPLES, 1200) > 0.6);
    assert_true(peak(tick, n) < INT16_MAX / 4); /* soft */
    const int16_t *chime = sound_samples(sound, SOUND_CHIME, &n);
    assert_in_range(n, 800 * MS_SAMPLES, 2000 * MS_SAMPLES);
    assert_true(share_at(chime + 20 * MS_SAMPLES, 120 * MS_SAMPLES, 659.26) > 0.7);
    assert_true(share_at(chime + 400 * MS_SAMPLES, 400 * MS_SAMPLES, 880) > 0.6);
    assert_true(share_at(chime + 400 * MS_SAMPLES, 400 * MS_SAMPLES, 740) < 0.05);
    assert_true(peak(chime, n) < INT16_MAX / 2);
    for (int kind = 0; kind < SOUNDS; kind++) {
        const int16_t *s = sound_samples(sound, (SoundKind)kind, &n);
        assert_true(peak(s, 20 * MS_SAMPLES) > LOUD); /* it is there within 20 ms */
        assert_true(abs(s[0]) < 50 && abs(s[n - 1]) < 50);
        int jump = 0;
        for (size_t i = 1; i < n; i++) jump = abs(s[i] - s[i - 1]) > jump ? abs(s[i] - s[i - 1]) : jump;
        assert_true(jump < peak(s, n) / 2 + 1);
    }
    sound_stop(sound);
}

/* --- the device ------------------------------------------------------------------------------------------------- */

static char *disk_file(void) {
    static char path[96];
    snprintf(path, sizeof path, "%s/sound.raw", fixture_folder());
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", path, 1);
    setenv("SDL_DISKAUDIODELAY", "5", 1);
    remove(path);
    return path;
}

static off_t size_of(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 ? st.st_size : 0;
}

/* Until the device has been opened, and then until it is closed: the file stops growing. */
static int16_t *written(const char *path, size_t *n) {
    for (int i = 0; i < 2000 && size_of(path) == 0; i++) rest(10);
    off_t last = -1;
    for (int i = 0; i < 60 && last != size_of(path); i++) {
        last = size_of(path);
        rest(400);
    }
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    int16_t *samples = malloc((size_t)last);
    *n = fread(samples, sizeof *samples, (size_t)last / sizeof *samples, file);
    fclose(file);
    assert_true(last == size_of(path)); /* closed: an open device writes silence on and on */
    return samples;
}

static size_t first_of(const int16_t *samples, size_t n) {
    size_t i = 0;
    while (i < n && samples[i] == 0) i++;
    return i;
}

static void what_sounds_is_written_whole_and_the_device_is_closed(void **state) {
    (void)state;
    const char *path = disk_file();
    Sound *sound = sound_start();
    assert_int_equal(size_of(path), 0); /* nothing is opened until something sounds */
    sound_play(sound, SOUND_CHIME);
    size_t n, length;
    int16_t *got = written(path, &n);
    const int16_t *chime = sound_samples(sound, SOUND_CHIME, &length);
    size_t at = first_of(got, n);
    assert_true(at < 20 * MS_SAMPLES);
    at -= first_of(chime, length);
    assert_true(at + length <= n);
    assert_memory_equal(got + at, chime, length * sizeof *got);
    for (size_t i = at + length; i < n; i++) assert_int_equal(got[i], 0);
    free(got);

    remove(path); /* and it opens again */
    sound_play(sound, SOUND_TICK);
    got = written(path, &n);
    assert_true(first_of(got, n) < 20 * MS_SAMPLES);
    free(got);
    sound_stop(sound);
}

static void without_a_device_the_panel_is_silent_and_says_so_once(void **state) {
    (void)state;
    setenv("SDL_AUDIODRIVER", "nosuchdriver", 1);
    char path[96];
    snprintf(path, sizeof path, "%s/said", fixture_folder());
    int log = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600), kept = dup(STDERR_FILENO);
    dup2(log, STDERR_FILENO);
    Sound *sound = sound_start();
    for (int i = 0; i < 200 && size_of(path) == 0; i++) {
        sound_play(sound, SOUND_TICK);
        rest(20);
    }
    for (int i = 0; i < 5; i++) {
        sound_play(sound, SOUND_CHIME);
        rest(20);
    }
    sound_stop(sound);
    dup2(kept, STDERR_FILENO);
    close(log);
    close(kept);
    assert_int_equal(fixture_run("[ $(grep -c 'the panel is silent' '%s') = 1 ] && [ $(wc -l <'%s') = 1 ]", path, path),
                     0);
}

static void stopping_does_not_wait_for_what_sounds(void **state) {
    (void)state;
    disk_file();
    sound_stop(NULL);
    Sound *sound = sound_start();
    sound_play(sound, SOUND_CHIME);
    sound_play(sound, SOUND_TICK);
    sound_stop(sound);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sound_is_its_tone_without_a_click),
        cmocka_unit_test(what_sounds_is_written_whole_and_the_device_is_closed),
        cmocka_unit_test(without_a_device_the_panel_is_silent_and_says_so_once),
        cmocka_unit_test(stopping_does_not_wait_for_what_sounds),
    };
    if (SDL_Init(SDL_INIT_EVENTS) != 0) return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    SDL_Quit();
    return failed;
}
