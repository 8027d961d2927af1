/* Where the files that come with the program are (assets/, data/, fonts/): LOUNGE_SHARE, else the folder above the
 * program's own when it holds assets/ (a build tree), else /usr/share/lounge. */
#ifndef LOUNGE_BASE_SHARE_H
#define LOUNGE_BASE_SHARE_H

#include <stddef.h>

const char *share_dir(void); /* found once; never NULL */
/* share_dir()/below into out; returns out. */
char *share_path(const char *below, char *out, size_t size);

#endif
