/* Picture files as staff bring them: what a file is and how large, from its header and its end alone, without decoding
 * it; and what of an SVG our renderer (SDL2_image's nanosvg) would drop or spoil. */
#ifndef LOUNGE_BASE_PICFILE_H
#define LOUNGE_BASE_PICFILE_H

#include "err.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum PicKind { PIC_SVG, PIC_PNG, PIC_JPEG, PIC_WEBP } PicKind;

typedef struct PicFile {
    PicKind kind;
    int w, h; /* pixels; an SVG's are 0: it has any size */
} PicFile;

/* More would cost the panel too much memory while it is read, and shows no better: 40 million pixels are 160 MB. */
enum { PIC_SIDE_MAX = 16384, PIC_PIXELS_MAX = 40000000, PIC_SVG_BYTES_MAX = 4 * 1024 * 1024 };

/* ERR_NOT_FOUND; ERR_INPUT: no picture of these kinds, cut off, or too large; ERR_IO. */
bool picfile_read(const char *path, PicFile *out, Err *err);

typedef struct SvgFault {
    int line;
    char element[32];    /* "clipPath"; "g" */
    char what[64];       /* the attribute at fault, "" = the element itself */
    const char *en, *zh; /* why */
} SvgFault;

/* True when nothing in it would be dropped or drawn wrong; else the first fault. */
bool svg_is_plain(const char *text, size_t len, SvgFault *fault);
/* The same of a file; a file that cannot be read has a fault in line 0. */
bool svg_file_is_plain(const char *path, SvgFault *fault);

#endif
