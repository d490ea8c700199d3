/* wsload - a single-threaded epoll WebSocket load client.
 *
 * Why C: the figures to be measured include servers whose cost per delivery is
 * 2..4 microseconds.  A Python client costs 3..10 us per received frame and would be the
 * bottleneck; here a delivery costs the client < 1 us plus the recv() system call.
 *
 * It is driven through stdin, one command per line, and answers one JSON object per line:
 *   set KEY VALUE          host, port, spin, and hex blobs (see keys below)
 *   addmsg HEX             one more publish template (rotated)
 *   addreq HEX             one more upgrade request (subscriber i sends request i modulo their number;
 *                          lets every subscriber have its own cookie or token); 'set noreqs' empties the list
 *   connect N CONC         N more subscribers, CONC at a time (0: all at once = storm)
 *   pubopen [CONNS]        open the publisher connection(s)
 *   lat COUNT GAP_US       publish one at a time; time until the LAST subscriber has it
 *   thr SECONDS WINDOW     closed loop with WINDOW messages in flight
 *   vote ROUNDS GAP_US     every subscriber sends one vote in the same instant
 *   idle MS                only serve pings
 *   hold K                 first K subscribers stop reading (slow consumers, not counted any more); 0 releases them
 *   welcomed               how many of those who ever were held got the text of 'ready' once more since
 *   closeall               close everything
 *   quit
 * Keys: sub_req sub_post ready pub_req pub_post pub_ready vote_msg vote_off ack_hex
 *       marker (the 10 digits after it are patched, wherever it stands), pub_http, rcvbuf (of the sockets opened from now on),
 *       beat, beat_back (a short frame with `beat` in it is answered)
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define RBUF (1 << 18)
#define MAXEV 1024
#define SEQRING 65536
enum { CONNECTING, HANDSHAKE, WAITREADY, OPEN, CLOSED };

typedef struct { uint8_t *p; size_t n; } blob;
typedef struct conn {
  int fd, state, role; /* role 0 subscriber, 1 publisher */
  uint32_t idx, len, cap, nframes, kth;
  uint8_t *buf;
  int64_t t_start, t_ready, t_send, t_ack;
  bool acked, held, reqsent, washeld, welcomed;
} conn;

static blob sub_req, sub_post, ready_, pub_req, pub_post, pub_ready, vote_msg, ack_, marker;
static blob msgs[256], *reqs; static int nreqs;
static int nmsgs, vote_off = -1, pub_http, spin = 1, port, rcvbuf;
static blob beat_, beat_back;
static char host[64] = "127.0.0.1";
static int ep;
static conn **subs, *pubs[64];
static int nsubs, npubs, nready, nheld, nopenfail, nclosed, capsubs, nhttp_err;
#define NEXP (nready - nheld) /* subscribers that are expected to receive */
static uint8_t rbuf[RBUF];
static uint64_t seq_next = 1, seq_base = 1; /* seq_base: first seq that the k-th frame stands for */
static uint32_t ring[SEQRING];
static uint64_t deliveries, bytes_in, dup_or_unknown, deflated;
static uint64_t cur_seq, completed;
static int cur_count;
static int64_t now_ns, last_delivery_ns;
static int64_t *dl; static size_t ndl, capdl; /* every delivery latency in `lat` */
static int64_t t_pub; static bool rec_dl;
static int nacks; static int64_t last_ack;
static bool count_acks;
static int64_t busy_ns, loop_ns;

static int64_t clk(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000LL + t.tv_nsec; }
static double cpu_s(void) { struct rusage r; getrusage(RUSAGE_SELF, &r); return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6; }
static blob unhex(const char *s) {
  blob b; b.n = strlen(s) / 2; b.p = malloc(b.n + 1);
  for (size_t i = 0; i < b.n; i++) { unsigned v; sscanf(s + 2 * i, "%2x", &v); b.p[i] = v; }
  return b;
}
static void die(const char *m) { printf("{\"error\":\"%s errno=%d\"}\n", m, errno); fflush(stdout); exit(1); }
static void sendall(conn *c, const uint8_t *p, size_t n) {
  while (n) {
    ssize_t k = send(c->fd, p, n, MSG_NOSIGNAL);
    if (k < 0) { if (errno == EAGAIN || errno == EINTR) continue; return; }
    p += k; n -= k;
  }
}
static void cclose(conn *c, bool abrupt) {
  if (c->state == CLOSED) return;
  if (c->state != OPEN) nopenfail++; else { nclosed++; }
  if (c->role == 0 && c->state == OPEN) { nready--; if (c->held) nheld--; }
  c->state = CLOSED; (void)abrupt;
  epoll_ctl(ep, EPOLL_CTL_DEL, c->fd, NULL);
  close(c->fd); free(c->buf); c->buf = NULL; c->len = c->cap = 0;
}
static void got_ready(conn *c) {
  c->state = OPEN; c->t_ready = clk();
  if (c->role == 0) nready++;
}
static void on_seq(conn *c, uint64_t s) {
  deliveries++;
  last_delivery_ns = now_ns;
  if (s == cur_seq) { cur_count++; if (rec_dl && ndl < capdl) dl[ndl++] = now_ns - t_pub; }
  if (s >= seq_base && s < seq_next) {
    if ((int)++ring[s % SEQRING] == NEXP) completed++;
  } else dup_or_unknown++;
  (void)c;
}
static void on_frame(conn *c, uint8_t b0, uint8_t *p, size_t n) {
  int op = b0 & 15;
  if (op == 9) { /* ping -> pong, mask 0 */
    uint8_t o[140]; o[0] = 0x8a; o[1] = 0x80 | n; memset(o + 2, 0, 4); memcpy(o + 6, p, n > 125 ? 125 : n); sendall(c, o, 6 + n); return;
  }
  if (op == 8) { cclose(c, false); return; }
  if (op == 10) return;
  c->nframes++;
  if (beat_.n && n < 100 && memmem(p, n, beat_.p, beat_.n)) { sendall(c, beat_back.p, beat_back.n); return; }
  if (n == 1 && p[0] == '2' && op == 1) { /* engine.io ping */ uint8_t o[7] = {0x81, 0x81, 0, 0, 0, 0, '3'}; sendall(c, o, 7); return; }
  if (c->state == WAITREADY) {
    blob *r = c->role ? &pub_ready : &ready_;
    if (!r->n || (b0 & 0x40) || memmem(p, n, r->p, r->n)) got_ready(c);
    return;
  }
  if (c->role == 1) return;
  if (c->washeld && !c->welcomed && ready_.n && memmem(p, n, ready_.p, ready_.n)) c->welcomed = true;
  if (count_acks && ack_.n && memmem(p, n, ack_.p, ack_.n)) {
    if (!c->acked) { c->acked = true; c->t_ack = now_ns; nacks++; last_ack = now_ns; }
    return;
  }
  if (b0 & 0x40) { deflated++; if (count_acks) { if (!c->acked) { c->acked = true; c->t_ack = now_ns; nacks++; last_ack = now_ns; } return; }
    on_seq(c, seq_base + c->kth++); return; }
  uint8_t *q = p, *e = p + n;
  while ((q = memmem(q, e - q, marker.p, marker.n))) {
    q += marker.n; if (e - q < 10) break;
    uint64_t s = 0; for (int i = 0; i < 10; i++) s = s * 10 + (q[i] - '0');
    q += 10; on_seq(c, s);
  }
}
/* parse as many frames as there are; returns bytes consumed */
static size_t parse(conn *c, uint8_t *p, size_t n) {
  size_t off = 0;
  while (c->state != CLOSED) {
    if (c->state == HANDSHAKE) {
      uint8_t *h = memmem(p + off, n - off, "\r\n\r\n", 4);
      if (!h) return off;
      if (c->role == 1 && pub_http) { off = h + 4 - p; got_ready(c); continue; }
      if (n - off < 12 || memcmp(p + off + 9, "101", 3)) { cclose(c, true); return n; }
      off = h + 4 - p; c->state = WAITREADY;
      blob *post = c->role ? &pub_post : &sub_post, *r = c->role ? &pub_ready : &ready_;
      if (post->n) sendall(c, post->p, post->n);
      if (!r->n) got_ready(c);
      continue;
    }
    if (c->role == 1 && pub_http) { if (n > 12 && !memcmp(p, "HTTP/1.1 ", 9) && p[9] != '2') nhttp_err++; return n; }
    if (n - off < 2) return off;
    uint8_t b0 = p[off], b1 = p[off + 1]; size_t h = 2; uint64_t L = b1 & 127;
    if (L == 126) { if (n - off < 4) return off; L = (p[off + 2] << 8) | p[off + 3]; h = 4; }
    else if (L == 127) { if (n - off < 10) return off; L = 0; for (int i = 0; i < 8; i++) L = L << 8 | p[off + 2 + i]; h = 10; }
    if (n - off < h + L) return off;
    on_frame(c, b0, p + off + h, L);
    off += h + L;
  }
  return n;
}
static void on_read(conn *c) {
  ssize_t k = recv(c->fd, rbuf, RBUF, MSG_DONTWAIT);
  if (k == 0) { cclose(c, true); return; }
  if (k < 0) { if (errno == EAGAIN || errno == EINTR) return; cclose(c, true); return; }
  bytes_in += k;
  if (c->len) {
    if (c->len + k > c->cap) { c->cap = (c->len + k) * 2; c->buf = realloc(c->buf, c->cap); }
    memcpy(c->buf + c->len, rbuf, k); c->len += k;
    size_t u = parse(c, c->buf, c->len);
    if (c->state == CLOSED) return;
    c->len -= u; if (c->len && u) memmove(c->buf, c->buf + u, c->len);
  } else {
    size_t u = parse(c, rbuf, k);
    if (c->state == CLOSED) return;
    size_t rest = k - u;
    if (rest) { if (rest > c->cap) { c->cap = rest + 1024; c->buf = realloc(c->buf, c->cap); } memcpy(c->buf, rbuf + u, rest); c->len = rest; }
  }
}
static void send_req(conn *c) {
  blob *r = c->role ? &pub_req : nreqs ? &reqs[c->idx % nreqs] : &sub_req;
  struct epoll_event ev = {.events = EPOLLIN, .data.ptr = c};
  epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &ev);
  c->reqsent = true;
  if (r->n) { c->state = HANDSHAKE; sendall(c, r->p, r->n); }
  else { /* no HTTP upgrade: an HTTP publisher is ready at once */ got_ready(c); }
}
static conn *start(int role, int idx) {
  conn *c = calloc(1, sizeof *c); c->role = role; c->idx = idx; c->state = CONNECTING; c->t_start = clk();
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0); if (c->fd < 0) die("socket");
  int one = 1; setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (rcvbuf) setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &rcvbuf, sizeof rcvbuf);
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)}; inet_pton(AF_INET, host, &a.sin_addr);
  int r = connect(c->fd, (void *)&a, sizeof a);
  if (r < 0 && errno != EINPROGRESS) { nopenfail++; c->state = CLOSED; close(c->fd); return c; }
  struct epoll_event ev = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
  epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &ev);
  return c;
}
static struct epoll_event evs[MAXEV];
static int pump(int timeout_ms) {
  int64_t t0 = clk();
  int n = epoll_wait(ep, evs, MAXEV, timeout_ms);
  int64_t t1 = n > 0 ? clk() : t0;
  now_ns = n > 0 ? t1 : clk();
  for (int i = 0; i < n; i++) {
    conn *c = evs[i].data.ptr;
    if (c->state == CLOSED) continue;
    if (c->state == CONNECTING) {
      if (evs[i].events & (EPOLLERR | EPOLLHUP)) { cclose(c, true); continue; }
      if (evs[i].events & EPOLLOUT) send_req(c);
      continue;
    }
    if ((i & 7) == 0) now_ns = clk();
    on_read(c);
  }
  int64_t t2 = clk();
  if (n > 0) busy_ns += t2 - t1 + 700; /* 700 ns: the epoll_wait that returned events */
  loop_ns += t2 - t0;
  now_ns = t2;
  return n;
}
static int cmp64(const void *a, const void *b) { int64_t x = *(int64_t *)a, y = *(int64_t *)b; return x < y ? -1 : x > y; }
static double pct(int64_t *v, size_t n, double q) { if (!n) return 0; size_t i = (size_t)(q * (n - 1) + 0.5); return v[i] / 1000.0; }

static void publish(void) {
  uint64_t s = seq_next++;
  blob *m = &msgs[s % nmsgs];
  char d[16]; snprintf(d, sizeof d, "%010llu", (unsigned long long)s);
  /* every place after a marker: the id of the command and the text that comes back */
  for (uint8_t *q = m->p, *e = m->p + m->n; (q = memmem(q, e - q, marker.p, marker.n)) && e - q >= (long)marker.n + 10; q += marker.n + 10)
    memcpy(q + marker.n, d, 10);
  ring[s % SEQRING] = 0; cur_seq = s; cur_count = 0;
  now_ns = t_pub = clk();
  sendall(pubs[s % npubs], m->p, m->n);
}
static void do_connect(int n, int conc) {
  if (nsubs + n > capsubs) { capsubs = nsubs + n; subs = realloc(subs, capsubs * sizeof *subs); }
  int from = nsubs, goal = nsubs + n, r0 = nready, f0 = nopenfail + nclosed;
  int64_t t0 = clk(), lastprog = t0; int lastready = nready;
  double c0 = cpu_s();
  while (nready - r0 + (nopenfail + nclosed - f0) < n) {
    while (nsubs < goal && (conc == 0 || nsubs - from - (nready - r0) - (nopenfail + nclosed - f0) < conc)) {
      subs[nsubs] = start(0, nsubs); nsubs++;
      if (conc == 0 && (nsubs & 63) == 0) break;
    }
    pump(nsubs < goal ? 0 : (spin ? 0 : 10));
    int64_t t = now_ns;
    if (nready != lastready) { lastready = nready; lastprog = t; }
    if (t - lastprog > 20000000000LL) break;
  }
  int64_t t1 = clk();
  int64_t *v = malloc(n * sizeof *v), *w = malloc(n * sizeof *w); size_t k = 0; int64_t tlast = 0;
  for (int i = from; i < nsubs; i++) if (subs[i]->state == OPEN) { v[k] = subs[i]->t_ready - t0; w[k++] = subs[i]->t_ready - subs[i]->t_start; if (subs[i]->t_ready > tlast) tlast = subs[i]->t_ready; }
  qsort(v, k, sizeof *v, cmp64); qsort(w, k, sizeof *w, cmp64);
  for (int i = 0; i < nsubs; i++) subs[i]->kth = 0;
  seq_base = seq_next;
  printf("{\"cmd\":\"connect\",\"n\":%d,\"ok\":%zu,\"failed\":%d,\"total_s\":%.6f,\"p50_us\":%.1f,\"p99_us\":%.1f,\"max_us\":%.1f,\"own_p50_us\":%.1f,\"own_p99_us\":%.1f,\"client_cpu_s\":%.3f}\n",
         n, k, n - (int)k, (t1 - t0) / 1e9, pct(v, k, .5), pct(v, k, .99), k ? (tlast - t0) / 1000.0 : 0, pct(w, k, .5), pct(w, k, .99), cpu_s() - c0);
  free(v); free(w);
}
static void drain(int64_t ns) { int64_t e = clk() + ns; while (clk() < e) pump(1); }
static void do_lat(int count, int gap_us) {
  int64_t *v = malloc(count * sizeof *v); size_t k = 0; int lost = 0;
  capdl = (size_t)count * nready; dl = realloc(dl, capdl * sizeof *dl + 8); ndl = 0; rec_dl = true;
  uint64_t d0 = deliveries; int64_t b = 0;
  for (int i = 0; i < count; i++) {
    publish();
    int64_t t0 = t_pub, dead = t0 + 5000000000LL; b -= busy_ns;
    while (cur_count < NEXP) { pump(spin ? 0 : 100); if (clk() > dead) break; }
    b += busy_ns;
    if (cur_count >= NEXP) v[k++] = last_delivery_ns - t0; else if (++lost >= 3) break;
    drain((int64_t)gap_us * 1000);
  }
  rec_dl = false;
  qsort(v, k, sizeof *v, cmp64); qsort(dl, ndl, sizeof *dl, cmp64);
  double mean = 0; for (size_t i = 0; i < k; i++) mean += v[i]; if (k) mean /= k;
  printf("{\"cmd\":\"lat\",\"msgs\":%d,\"incomplete\":%d,\"deliveries\":%llu,\"last_p50_us\":%.1f,\"last_p99_us\":%.1f,\"last_max_us\":%.1f,\"last_mean_us\":%.1f,\"each_p50_us\":%.1f,\"each_p99_us\":%.1f,\"client_busy_us_per_msg\":%.1f}\n",
         count, lost, (unsigned long long)(deliveries - d0), pct(v, k, .5), pct(v, k, .99), pct(v, k, 1), mean / 1000, pct(dl, ndl, .5), pct(dl, ndl, .99), b / 1000.0 / count);
  free(v);
}
static void do_thr(double secs, int window) {
  uint64_t d0 = deliveries, c0 = completed, s0 = seq_next; int64_t t0 = clk(), end = t0 + (int64_t)(secs * 1e9), lastd = t0; uint64_t ld = deliveries;
  busy_ns = loop_ns = 0; double cpu0 = cpu_s(); int stalled = 0;
  completed = 0; c0 = 0; uint64_t sent = 0;
  while (now_ns < end) {
    while (sent - completed < (uint64_t)window) { publish(); sent++; }
    pump(spin ? 0 : 1);
    if (deliveries != ld) { ld = deliveries; lastd = now_ns; } else if (now_ns - lastd > 2000000000LL) { stalled = 1; break; }
  }
  int64_t t1 = clk(); uint64_t d1 = deliveries; double bz = (double)busy_ns / (loop_ns ? loop_ns : 1); double cpu1 = cpu_s();
  /* drain what is in flight so that later phases start clean */
  int64_t dead = clk() + 10000000000LL; lastd = clk(); ld = deliveries;
  while (completed < sent && clk() < dead) { pump(spin ? 0 : 1); if (deliveries != ld) { ld = deliveries; lastd = clk(); } else if (clk() - lastd > 1500000000LL) break; }
  printf("{\"cmd\":\"thr\",\"secs\":%.4f,\"published\":%llu,\"deliveries\":%llu,\"deliveries_per_s\":%.0f,\"msgs_per_s\":%.1f,\"incomplete\":%lld,\"stalled\":%d,\"client_busy\":%.3f,\"client_cpu_s\":%.3f,\"dup\":%llu,\"http_err\":%d,\"closed\":%d}\n",
         (t1 - t0) / 1e9, (unsigned long long)(seq_next - s0), (unsigned long long)(d1 - d0), (d1 - d0) / ((t1 - t0) / 1e9), completed / ((t1 - t0) / 1e9),
         (long long)(sent - completed), stalled, bz, cpu1 - cpu0, (unsigned long long)dup_or_unknown, nhttp_err, nclosed);
  (void)c0;
}
static void do_vote(int rounds, int gap_us) {
  int64_t *v = malloc(sizeof *v * nsubs * rounds), *lastv = malloc(sizeof *lastv * rounds), *own = malloc(sizeof *own * nsubs * rounds); size_t k = 0; int kr = 0, lost = 0;
  double send_us = 0; static uint64_t vid = 1;
  for (int r = 0; r < rounds; r++) {
    nacks = 0; int m = 0; int64_t t0 = clk();
    for (int i = 0; i < nsubs; i++) { conn *c = subs[i]; c->acked = false; c->t_ack = 0; if (c->state != OPEN) continue; }
    count_acks = true;
    for (int i = 0; i < nsubs; i++) {
      conn *c = subs[i]; if (c->state != OPEN) continue;
      if (vote_off >= 0) { char d[16]; snprintf(d, sizeof d, "%010llu", (unsigned long long)vid++); memcpy(vote_msg.p + vote_off, d, 10); }
      c->t_send = clk(); sendall(c, vote_msg.p, vote_msg.n); m++;
      if ((m & 63) == 0) pump(0);
    }
    send_us += (clk() - t0) / 1000.0;
    int64_t dead = clk() + 20000000000LL;
    while (nacks < m) { pump(spin ? 0 : 10); if (now_ns > dead) break; }
    count_acks = false;
    if (nacks < m) lost += m - nacks;
    for (int i = 0; i < nsubs; i++) if (subs[i]->acked) { v[k] = subs[i]->t_ack - t0; own[k++] = subs[i]->t_ack - subs[i]->t_send; }
    lastv[kr++] = last_ack - t0;
    drain((int64_t)gap_us * 1000);
  }
  qsort(v, k, sizeof *v, cmp64); qsort(own, k, sizeof *own, cmp64); qsort(lastv, kr, sizeof *lastv, cmp64);
  double med = pct(lastv, kr, .5);
  printf("{\"cmd\":\"vote\",\"rounds\":%d,\"clients\":%d,\"lost\":%d,\"send_us\":%.0f,\"last_p50_us\":%.1f,\"last_max_us\":%.1f,\"ack_p50_us\":%.1f,\"ack_p99_us\":%.1f,\"own_p50_us\":%.1f,\"own_p99_us\":%.1f,\"acks_per_s\":%.0f}\n",
         rounds, nready, lost, send_us / rounds, med, pct(lastv, kr, 1), pct(v, k, .5), pct(v, k, .99), pct(own, k, .5), pct(own, k, .99), med > 0 ? nready / (med / 1e6) : 0);
  free(v); free(lastv); free(own);
}
static void do_hold(int k) {
  for (int i = 0; i < nsubs; i++) {
    conn *c = subs[i]; if (c->state != OPEN) continue;
    bool h = i < k; if (h == c->held) continue;
    c->held = h; if (h) { c->washeld = true; c->welcomed = false; } nheld += h ? 1 : -1; struct epoll_event ev = {.events = h ? 0 : EPOLLIN, .data.ptr = c}; epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &ev);
  }
  printf("{\"cmd\":\"hold\",\"k\":%d,\"held\":%d,\"ready\":%d,\"closed\":%d}\n", k, nheld, nready, nclosed);
}
static void do_welcomed(void) {
  int k = 0;
  for (int i = 0; i < nsubs; i++) k += subs[i]->washeld && subs[i]->welcomed;
  printf("{\"cmd\":\"welcomed\",\"welcomed\":%d}\n", k);
}
static void do_closeall(void) {
  for (int i = 0; i < nsubs; i++) { cclose(subs[i], false); free(subs[i]); }
  for (int i = 0; i < npubs; i++) { cclose(pubs[i], false); free(pubs[i]); }
  nsubs = npubs = nready = nheld = nopenfail = nclosed = 0;
  printf("{\"cmd\":\"closeall\"}\n");
}
static void do_pubopen(int n) {
  for (int i = 0; i < n; i++) {
    conn *c = pubs[npubs++] = start(1, i);
    int64_t dead = clk() + 5000000000LL;
    while (c->state != OPEN && c->state != CLOSED && clk() < dead) pump(1);
    if (c->state != OPEN) { printf("{\"cmd\":\"pubopen\",\"ok\":0}\n"); return; }
  }
  printf("{\"cmd\":\"pubopen\",\"ok\":%d}\n", npubs);
}
int main(void) {
  ep = epoll_create1(0); marker = unhex("4040"); /* @@ */
  static char line[1 << 20]; size_t have = 0;
  fcntl(0, F_SETFL, O_NONBLOCK);
  for (;;) {
    char *nl;
    while (!(nl = memchr(line, '\n', have))) {
      ssize_t k = read(0, line + have, sizeof line - have - 1);
      if (k == 0) return 0;
      if (k > 0) { have += k; continue; }
      pump(5); /* serve pings while idle */
    }
    *nl = 0; char a[64] = "", b[64] = ""; char *rest = line;
    if (!strncmp(line, "set ", 4)) {
      char *key = line + 4, *val = strchr(key, ' '); if (val) *val++ = 0; else val = "";
#define S(name, lhs) else if (!strcmp(key, name)) lhs
      if (!strcmp(key, "host")) strncpy(host, val, 63);
      S("port", port = atoi(val)); S("spin", spin = atoi(val)); S("sub_req", sub_req = unhex(val)); S("sub_post", sub_post = unhex(val));
      S("ready", ready_ = unhex(val)); S("pub_req", pub_req = unhex(val)); S("pub_post", pub_post = unhex(val)); S("pub_ready", pub_ready = unhex(val));
      S("vote_msg", vote_msg = unhex(val)); S("vote_off", vote_off = atoi(val)); S("ack", ack_ = unhex(val)); S("marker", marker = unhex(val));
      S("rcvbuf", rcvbuf = atoi(val)); S("beat", beat_ = unhex(val)); S("beat_back", beat_back = unhex(val)); S("pub_http", pub_http = atoi(val)); S("nomsgs", nmsgs = 0); S("noreqs", nreqs = 0);
      else die("unknown key");
    } else if (!strncmp(line, "addmsg ", 7)) msgs[nmsgs++] = unhex(line + 7);
    else if (!strncmp(line, "addreq ", 7)) { if ((nreqs & 1023) == 0) reqs = realloc(reqs, (nreqs + 1024) * sizeof *reqs); reqs[nreqs++] = unhex(line + 7); }
    else if (sscanf(rest, "connect %63s %63s", a, b) == 2) do_connect(atoi(a), atoi(b));
    else if (!strncmp(rest, "pubopen", 7)) { int n = 1; sscanf(rest, "pubopen %d", &n); do_pubopen(n); }
    else if (sscanf(rest, "lat %63s %63s", a, b) == 2) do_lat(atoi(a), atoi(b));
    else if (sscanf(rest, "thr %63s %63s", a, b) == 2) do_thr(atof(a), atoi(b));
    else if (sscanf(rest, "vote %63s %63s", a, b) == 2) do_vote(atoi(a), atoi(b));
    else if (sscanf(rest, "idle %63s", a) == 1) { drain(atoi(a) * 1000000LL); printf("{\"cmd\":\"idle\"}\n"); }
    else if (sscanf(rest, "hold %63s", a) == 1) do_hold(atoi(a));
    else if (!strcmp(rest, "welcomed")) do_welcomed();
    else if (!strcmp(rest, "closeall")) do_closeall();
    else if (!strcmp(rest, "quit")) return 0;
    else die("unknown command");
    fflush(stdout);
    size_t used = nl + 1 - line; have -= used; memmove(line, nl + 1, have);
  }
}
