/* Real fingers for a test: speaks the protocol of Xorg's inputtest driver over its socket.
 *   xtouch SOCKET WIDTH HEIGHT < commands
 * Commands, a line each: down ID X Y, move ID X Y, up ID X Y (pixels), wait MS, and mark WORD, which prints WORD once
 * the server has all that came before. One client serves a whole test: the driver takes no second one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <X11/extensions/XI2.h>
#include <xorg/xf86-input-inputtest-protocol.h>

#define AXIS_MAX 65535.0 /* of the driver's touch device */

static int fail(const char *what) {
    perror(what);
    return 1;
}

static int send_all(int s, const void *bytes, size_t len) {
    for (const char *p = bytes; len > 0;) {
        ssize_t n = write(s, p, len);
        if (n <= 0) return -1;
        p += n;
        len -= (size_t)n;
    }
    return 0;
}

static int receive(int s, xf86ITResponseAny *out) {
    memset(out, 0, sizeof *out);
    if (read(s, &out->header, sizeof out->header) != (ssize_t)sizeof out->header) return -1;
    size_t rest = out->header.length - sizeof out->header;
    if (out->header.length < sizeof out->header || out->header.length > sizeof *out) return -1;
    return rest == 0 || read(s, (char *)out + sizeof out->header, rest) == (ssize_t)rest ? 0 : -1;
}

static int greet(int s) {
    xf86ITResponseAny hello;
    xf86ITEventClientVersion version = {
        {sizeof version, XF86IT_EVENT_CLIENT_VERSION}, XF86IT_PROTOCOL_VERSION_MAJOR, XF86IT_PROTOCOL_VERSION_MINOR};
    return send_all(s, &version, sizeof version) || receive(s, &hello);
}

/* Waits until the server has taken in all that was sent. */
static int settle(int s) {
    xf86ITEventWaitForSync wait = {{sizeof wait, XF86IT_EVENT_WAIT_FOR_SYNC}};
    xf86ITResponseAny done;
    return send_all(s, &wait, sizeof wait) || receive(s, &done);
}

static int touch(int s, uint32_t type, unsigned id, double x, double y) {
    xf86ITEventTouch e = {{sizeof e, XF86IT_EVENT_TOUCH}, id, type, {0}};
    e.valuators.mask[0] = 3;
    e.valuators.valuators[0] = x * AXIS_MAX;
    e.valuators.valuators[1] = y * AXIS_MAX;
    return send_all(s, &e, sizeof e);
}

static int obey(int s, const char *line, double width, double height) {
    static const struct {
        const char *word;
        uint32_t type;
    } kinds[] = {{"down", XI_TouchBegin}, {"move", XI_TouchUpdate}, {"up", XI_TouchEnd}};
    char word[16];
    unsigned id, ms;
    double x, y;
    if (sscanf(line, "mark %15s", word) == 1) return settle(s) || printf("%s\n", word) < 0 || fflush(stdout) != 0;
    if (sscanf(line, "wait %u", &ms) == 1) return settle(s) || usleep(ms * 1000);
    if (sscanf(line, "%15s %u %lf %lf", word, &id, &x, &y) != 4) return -1;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(word, kinds[i].word) == 0) return touch(s, kinds[i].type, id, x / width, y / height);
    return -1;
}

int main(int argc, char **argv) {
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    if (argc != 4 || strlen(argv[1]) >= sizeof at.sun_path) {
        fprintf(stderr, "usage: xtouch SOCKET WIDTH HEIGHT\n");
        return 2;
    }
    strcpy(at.sun_path, argv[1]);
    int s = socket(AF_UNIX, SOCK_STREAM, 0);
    if (s < 0 || connect(s, (struct sockaddr *)&at, sizeof at) != 0) return fail(argv[1]);
    if (greet(s) != 0) return fail("handshake");
    char line[128];
    while (fgets(line, sizeof line, stdin))
        if (obey(s, line, atof(argv[2]), atof(argv[3])) != 0) return fail(line);
    if (settle(s) != 0) return fail("sync");
    close(s);
    return 0;
}
