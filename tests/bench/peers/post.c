// A small web server for the browser's side of a submit: answers a POST on loopback once one row is durably
// committed. One thread, a few connections kept open, no more of HTTP than that needs. Prints its port, then serves
// until it is told to end.

#include "rating.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_CLIENTS = 16, MAX_REQUEST = 8192 };

struct client {
    char request[MAX_REQUEST];
    size_t length;
};

static struct pollfd fds[1 + MAX_CLIENTS]; // the first one listens
static struct client clients[MAX_CLIENTS];
static sqlite3 *store;

static void stop(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

static int listen_on_loopback(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&at, size) != 0 || listen(fd, MAX_CLIENTS) != 0) {
        stop("post: cannot listen on loopback");
    }
    getsockname(fd, (struct sockaddr *)&at, &size);
    printf("%d\n", ntohs(at.sin_port));
    fflush(stdout);
    return fd;
}

static void forget(int number) {
    close(fds[1 + number].fd);
    fds[1 + number].fd = -1;
    clients[number].length = 0;
}

static void accept_client(void) {
    int fd = accept4(fds[0].fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0) return;
    for (int i = 0; i < MAX_CLIENTS; i++) {
        if (fds[1 + i].fd >= 0) continue;
        fds[1 + i] = (struct pollfd){.fd = fd, .events = POLLIN};
        return;
    }
    close(fd);
}

// Where the body of a request that is wholly there begins, or NULL while something is missing.
static const char *whole_body(const struct client *client) {
    const char *end = strstr(client->request, "\r\n\r\n");
    const char *length = strcasestr(client->request, "\r\ncontent-length:");
    if (!end) return NULL;
    size_t wanted = length && length < end ? strtoul(length + 17, NULL, 10) : 0;
    return strlen(end + 4) >= wanted ? end + 4 : NULL;
}

static void answer(int number, const char *body) {
    static const char thanks[] = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\nok";
    static const char refused[] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    bool post = strncmp(clients[number].request, "POST ", 5) == 0;
    if (post) rating_commit(store, atoi(body));
    const char *words = post ? thanks : refused;
    if (write(fds[1 + number].fd, words, strlen(words)) < 0) forget(number);
    clients[number].length = 0;
}

static void read_client(int number) {
    struct client *client = &clients[number];
    size_t room = sizeof client->request - 1 - client->length;
    ssize_t got = read(fds[1 + number].fd, client->request + client->length, room);
    if (got <= 0) {
        forget(number);
        return;
    }
    client->length += (size_t)got;
    client->request[client->length] = '\0';
    const char *body = whole_body(client);
    if (body) answer(number, body);
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fputs("usage: post FILE\n", stderr);
        return 2;
    }
    store = rating_open(argv[1]);
    for (int i = 0; i < MAX_CLIENTS; i++) fds[1 + i].fd = -1;
    fds[0] = (struct pollfd){.fd = listen_on_loopback(), .events = POLLIN};
    while (poll(fds, 1 + MAX_CLIENTS, -1) > 0) {
        if (fds[0].revents) accept_client();
        for (int i = 0; i < MAX_CLIENTS; i++) {
            if (fds[1 + i].fd >= 0 && fds[1 + i].revents) read_client(i);
        }
    }
    return EXIT_FAILURE;
}
