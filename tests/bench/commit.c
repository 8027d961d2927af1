// Prints how long each of COUNT durable one-row commits takes, in milliseconds, one a line: the floor of every
// submit. It rests between commits as a customer would, so that the disk's own queue is empty each time.

#include "figures.h"
#include "peers/rating.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    long count = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
    if (count < 1) {
        fputs("usage: commit FILE COUNT\n", stderr);
        return 2;
    }
    sqlite3 *store = rating_open(argv[1]);
    for (long i = 0; i < count; i++) {
        double began = now_ms();
        rating_commit(store, 5);
        printf("%.3f\n", now_ms() - began);
        sleep_ms(5);
    }
    sqlite3_close(store);
    return EXIT_SUCCESS;
}
