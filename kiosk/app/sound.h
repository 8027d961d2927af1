/* Sound: a soft tick under the finger and a chime when a car is ready, made here from a few sine waves. The device is
 * opened on a thread of its own when something is to sound, and closed soon after: an open one wakes the box some fifty
 * times a second. Without a device the panel is silent and says so once in the log. */
#ifndef LOUNGE_APP_SOUND_H
#define LOUNGE_APP_SOUND_H

#include <stddef.h>
#include <stdint.h>

typedef enum SoundKind { SOUND_TICK, SOUND_CHIME, SOUNDS } SoundKind;

enum { SOUND_RATE = 48000 }; /* samples a second, one channel, 16 bits */

typedef struct Sound Sound;

/* NULL when no thread can be started. Opens nothing yet. */
Sound *sound_start(void);
/* Returns at once. ctx is the Sound. A tick that would come late, behind a chime, is left out. */
void sound_play(void *ctx, SoundKind kind);
void sound_stop(Sound *sound); /* what still sounds is cut off; NULL is fine */

/* The samples of a sound, owned by it; *n of them. */
const int16_t *sound_samples(const Sound *sound, SoundKind kind, size_t *n);

#endif
