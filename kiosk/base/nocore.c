/* No core: the limit for those written to a file, "not dumpable" for those piped to a program, which ignore the limit.
 * Sanitizers look into their own process and need the latter left alone. */
#include "nocore.h"

#include <sys/prctl.h>
#include <sys/resource.h>

void core_off(void) {
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
#ifndef __SANITIZE_ADDRESS__
    prctl(PR_SET_DUMPABLE, 0);
#endif
}
