/* Compares a picture with its golden one, with a little tolerance:
 *   compare_png NEW GOLDEN [WRONG.png]
 * A pixel is another when a channel differs by more than 24 of 255 (a palette and antialiasing move it by less); 0.1 %
 * of them may be. Exit 0: the same; 1: not, said in words, and WRONG.png shows where in red; 2: not to be read. */
#include <SDL.h>
#include <SDL_image.h>
#include <stdio.h>
#include <stdlib.h>

enum { LEVELS = 24, PER_MILLE = 1 };

static SDL_Surface *read_picture(const char *path) {
    SDL_Surface *raw = IMG_Load(path);
    SDL_Surface *s = raw ? SDL_ConvertSurfaceFormat(raw, SDL_PIXELFORMAT_RGB888, 0) : NULL;
    if (!s) fprintf(stderr, "%s: %s\n", path, SDL_GetError());
    SDL_FreeSurface(raw);
    return s;
}

static Uint32 *pixel(SDL_Surface *s, int x, int y) {
    return (Uint32 *)((Uint8 *)s->pixels + (size_t)y * (size_t)s->pitch) + x;
}

static int is_another(Uint32 a, Uint32 b) {
    for (int shift = 0; shift < 24; shift += 8)
        if (abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) > LEVELS) return 1;
    return 0;
}

/* Counts, and leaves in `got` a pale picture with what differs in red. */
static long mark(SDL_Surface *got, SDL_Surface *want) {
    long n = 0;
    for (int y = 0; y < got->h; y++) {
        for (int x = 0; x < got->w; x++) {
            Uint32 *p = pixel(got, x, y);
            int another = is_another(*p, *pixel(want, x, y));
            n += another;
            *p = another ? 0xFF0000 : 0x808080 + ((*p >> 2) & 0x3F3F3F);
        }
    }
    return n;
}

int main(int argc, char **argv) {
    if (argc < 3 || argc > 4) {
        fprintf(stderr, "usage: compare_png NEW GOLDEN [WRONG.png]\n");
        return 2;
    }
    SDL_Surface *got = read_picture(argv[1]), *want = read_picture(argv[2]);
    if (!got || !want) return 2;
    if (got->w != want->w || got->h != want->h) {
        printf("%s is %dx%d, its golden picture %dx%d\n", argv[1], got->w, got->h, want->w, want->h);
        return 1;
    }
    long n = mark(got, want), most = (long)got->w * got->h * PER_MILLE / 1000;
    if (n > most) {
        printf("%s: %ld pixels are others than in %s, at most %ld may be\n", argv[1], n, argv[2], most);
        if (argc == 4 && IMG_SavePNG(got, argv[3]) != 0) fprintf(stderr, "%s: %s\n", argv[3], SDL_GetError());
    }
    SDL_FreeSurface(got);
    SDL_FreeSurface(want);
    return n > most;
}
