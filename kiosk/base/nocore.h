/* A core dump of the panel or of the office would hold customers' data, so neither writes one. */
#ifndef LOUNGE_BASE_NOCORE_H
#define LOUNGE_BASE_NOCORE_H

/* Call first in main. */
void core_off(void);

#endif
