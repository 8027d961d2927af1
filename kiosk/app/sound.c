/* Sound: each is a few notes, a note a few partials that rise within milliseconds and die away; the last samples fade
 * to nothing, so that no sound begins or ends with a click. */
#include "sound.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"

#include <SDL.h>
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

enum {
    LINGER_MS = 1500,     /* the device stays open this long after the last sound: the next tick is then on time */
    RETRY_MS = 60000,     /* a device that is missing is looked for again */
    LATE_MS = 60,         /* a tick later than this is worse than none */
    DEVICE_SAMPLES = 512, /* 11 ms */
    RISE_MS = 3,
    END_MS = 12,
    PARTIALS = 3,
    NOTES_MAX = 2
};

struct Sound {
    int16_t *samples[SOUNDS];
    size_t n[SOUNDS];
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t asked;
    bool wanted[SOUNDS], stop;
    SDL_AudioDeviceID device; /* the thread's own from here on; 0 = closed */
    Ms close_at, retry_at;
    bool said;
};

/* --- how they sound ----------------------------------------------------------------------------------------- */

typedef struct Note {
    float hz, at_ms, fade_ms; /* fade: to 1/e */
    float partials[PARTIALS]; /* loudness of the 1st, 2nd, 3rd multiple of hz */
} Note;

/* A wooden tick; a fourth upwards, as a small bell gives it: e″ and a″. */
static const struct Recipe {
    int length_ms;
    int notes;
    Note note[NOTES_MAX];
} recipes[SOUNDS] = {
    [SOUND_TICK] = {36, 1, {{1200, 0, 7, {0.14f, 0.05f, 0.02f}}}},
    [SOUND_CHIME] = {1400, 2, {{659.26f, 0, 300, {0.20f, 0.06f, 0.02f}}, {880, 170, 380, {0.22f, 0.06f, 0.02f}}}},
};

static float ramp(float ms, float over_ms) {
    return ms >= over_ms ? 1 : ms <= 0 ? 0 : 0.5f - 0.5f * cosf((float)M_PI * ms / over_ms);
}

static float note_at(const Note *note, float ms) {
    float t = ms - note->at_ms, sum = 0;
    if (t < 0) return 0;
    for (int i = 0; i < PARTIALS; i++) {
        float multiple = (float)(i + 1);
        sum += note->partials[i] * sinf(2 * (float)M_PI * note->hz * multiple * t / 1000) *
               expf(-t * multiple / note->fade_ms);
    }
    return sum * ramp(t, RISE_MS);
}

static int16_t *synthesise(const struct Recipe *recipe, size_t *n) {
    *n = (size_t)recipe->length_ms * SOUND_RATE / 1000;
    int16_t *samples = mem_alloc(*n * sizeof *samples);
    for (size_t i = 0; i < *n; i++) {
        float ms = (float)i * 1000 / SOUND_RATE, sum = 0;
        for (int k = 0; k < recipe->notes; k++) sum += note_at(&recipe->note[k], ms);
        sum *= ramp((float)recipe->length_ms - ms, END_MS);
        samples[i] = (int16_t)lroundf(fmaxf(-1, fminf(1, sum)) * INT16_MAX);
    }
    return samples;
}

/* --- the device --------------------------------------------------------------------------------------------- */

static bool give_up(Sound *s, const char *why) {
    if (!s->said) log_line(LOG_WARN, "sound", "no sound device, so the panel is silent: %s", why);
    s->said = true;
    s->retry_at = clock_mono() + RETRY_MS;
    return false;
}

static bool open_device(Sound *s) {
    if (s->device) return true;
    if (s->retry_at && clock_mono() < s->retry_at) return false;
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return give_up(s, SDL_GetError());
    SDL_AudioSpec spec = {.freq = SOUND_RATE, .format = AUDIO_S16SYS, .channels = 1, .samples = DEVICE_SAMPLES};
    s->device = SDL_OpenAudioDevice(NULL, 0, &spec, NULL, 0);
    if (s->device) return true;
    give_up(s, SDL_GetError());
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return false;
}

static void close_device(Sound *s) {
    if (!s->device) return;
    SDL_CloseAudioDevice(s->device);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    s->device = 0;
}

static Ms queued_ms(const Sound *s) {
    return (Ms)SDL_GetQueuedAudioSize(s->device) * 1000 / (SOUND_RATE * (Ms)sizeof(int16_t));
}

static void queue(Sound *s, SoundKind kind) {
    if (!open_device(s) || (kind == SOUND_TICK && queued_ms(s) > LATE_MS)) return;
    SDL_QueueAudio(s->device, s->samples[kind], (Uint32)(s->n[kind] * sizeof *s->samples[kind]));
    SDL_PauseAudioDevice(s->device, 0);
    s->close_at = clock_mono() + queued_ms(s) + LINGER_MS;
}

/* --- the thread --------------------------------------------------------------------------------------------- */

/* Waits until something is wanted, or, with the device open, until it is time to close it. */
static void wait(Sound *s) {
    if (!s->device) {
        pthread_cond_wait(&s->asked, &s->lock);
        return;
    }
    Ms left = s->close_at - clock_mono();
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    int64_t ns = until.tv_nsec + (left > 0 ? left : 0) % 1000 * 1000000;
    until.tv_sec += (left > 0 ? left : 0) / 1000 + ns / 1000000000;
    until.tv_nsec = ns % 1000000000;
    if (left > 0 && pthread_cond_timedwait(&s->asked, &s->lock, &until) != ETIMEDOUT) return;
    pthread_mutex_unlock(&s->lock); /* closing takes its time, and the panel does not wait for it */
    close_device(s);
    pthread_mutex_lock(&s->lock);
}

static void *run(void *arg) {
    Sound *s = arg;
    pthread_mutex_lock(&s->lock);
    while (!s->stop) {
        int kind = SOUNDS;
        for (int i = 0; i < SOUNDS && kind == SOUNDS; i++)
            if (s->wanted[i]) kind = i;
        if (kind == SOUNDS) {
            wait(s);
            continue;
        }
        s->wanted[kind] = false;
        pthread_mutex_unlock(&s->lock);
        queue(s, (SoundKind)kind);
        pthread_mutex_lock(&s->lock);
    }
    pthread_mutex_unlock(&s->lock);
    close_device(s);
    SDL_TLSCleanup(); /* what SDL keeps for a thread that is not its own */
    return NULL;
}

Sound *sound_start(void) {
    Sound *s = mem_alloc(sizeof *s);
    *s = (Sound){0};
    for (int i = 0; i < SOUNDS; i++) s->samples[i] = synthesise(&recipes[i], &s->n[i]);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&s->asked, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&s->lock, NULL);
    if (pthread_create(&s->thread, NULL, run, s) == 0) return s;
    for (int i = 0; i < SOUNDS; i++) free(s->samples[i]);
    free(s);
    return NULL;
}

void sound_play(void *ctx, SoundKind kind) {
    Sound *s = ctx;
    pthread_mutex_lock(&s->lock);
    s->wanted[kind] = true;
    pthread_cond_signal(&s->asked);
    pthread_mutex_unlock(&s->lock);
}

void sound_stop(Sound *s) {
    if (!s) return;
    pthread_mutex_lock(&s->lock);
    s->stop = true;
    pthread_cond_signal(&s->asked);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    for (int i = 0; i < SOUNDS; i++) free(s->samples[i]);
    pthread_cond_destroy(&s->asked);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

const int16_t *sound_samples(const Sound *s, SoundKind kind, size_t *n) {
    *n = s->n[kind];
    return s->samples[kind];
}
