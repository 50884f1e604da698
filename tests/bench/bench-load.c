/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * bench-load PORT CONNECTIONS MILLISECONDS FILE
 *
 * Sends the requests in FILE, which are separated by NUL, to a server on this computer, over some
 * connections that stay open, one at a time on each, and tells how many were answered in a second.
 * Sockets alone: a client library would take as much time as what is measured.
 */

#define BUFFER_SIZE ((gsize) 256 * 1024)
#define MAX_HEAD 4096
/* However slow a server is, its first answer is waited for. */
#define PATIENCE ((gint64) 60 * G_USEC_PER_SEC)

typedef struct
{
  int fd;
  gsize n_head;            /* bytes of the head that have come */
  gsize n_left;            /* bytes of the body that are still to come */
  gboolean in_body;
  gint64 sent;             /* monotonic microseconds */
  char head[MAX_HEAD + 1];
} Line;

typedef struct
{
  GPtrArray *requests;     /* (owned), of GBytes */
  guint next;
  guint16 port;
  GArray *times;           /* (owned), of gint64 microseconds */
  guint n_failed;
  gsize n_bytes;
} Load;

static GPtrArray *
read_requests (const char *path)
{
  g_autofree char *text = NULL;
  GPtrArray *requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    g_error ("Cannot read %s", path);
  for (gsize at = 0; at < length; at += strlen (text + at) + 1)
    g_ptr_array_add (requests, g_bytes_new (text + at, strlen (text + at)));
  return requests;
}

static int
open_line (guint16 port)
{
  const struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK)
  };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int one = 1;

  if (connect (fd, (const struct sockaddr *) &address, sizeof address) != 0)
    g_error ("Cannot connect: %s", g_strerror (errno));
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

static void
send_next (Load *load,
           Line *line)
{
  gsize size;
  const char *data =
    g_bytes_get_data (g_ptr_array_index (load->requests, load->next++ % load->requests->len),
                      &size);

  line->n_head = 0;
  line->in_body = FALSE;
  line->sent = g_get_monotonic_time ();
  if (write (line->fd, data, size) != (gssize) size)
    g_error ("Cannot send: %s", g_strerror (errno));
}

static gsize
find_length (const char *head)
{
  for (const char *p = head; p != NULL; p = strstr (p, "\r\n"))
    {
      p += *p == '\r' ? 2 : 0;
      if (g_ascii_strncasecmp (p, "Content-Length:", 15) == 0)
        return (gsize) g_ascii_strtoull (p + 15, NULL, 10);
    }
  return 0;
}

/* Takes what came; gives whether the answer is whole. */
static gboolean
take (Load       *load,
      Line       *line,
      const char *data,
      gsize       n)
{
  if (!line->in_body)
    {
      gsize taken = MIN (n, MAX_HEAD - line->n_head);
      char *end;

      memcpy (line->head + line->n_head, data, taken);
      line->head[line->n_head + taken] = '\0';
      end = strstr (line->head, "\r\n\r\n");
      if (end == NULL)
        {
          line->n_head += taken;
          return FALSE;
        }
      taken = (gsize) (end + 4 - line->head) - line->n_head;
      data += taken;
      n -= taken;
      line->in_body = TRUE;
      line->n_left = find_length (line->head);
      if (strncmp (line->head, "HTTP/1.1 20", 11) != 0)
        load->n_failed++;
    }
  line->n_left -= MIN (n, line->n_left);
  return line->n_left == 0;
}

static void
run (Load   *load,
     Line   *lines,
     guint   n_lines,
     gint64  end)
{
  g_autofree struct pollfd *polls = g_new0 (struct pollfd, n_lines);
  g_autofree char *buffer = g_malloc (BUFFER_SIZE);

  for (guint i = 0; i < n_lines; i++)
    {
      polls[i].fd = lines[i].fd;
      polls[i].events = POLLIN;
      send_next (load, &lines[i]);
    }
  while ((g_get_monotonic_time () < end ||
          (load->times->len == 0 && g_get_monotonic_time () < end + PATIENCE)) &&
         poll (polls, n_lines, 1000) >= 0)
    for (guint i = 0; i < n_lines; i++)
      {
        gssize n;

        if (polls[i].revents == 0)
          continue;
        n = read (lines[i].fd, buffer, BUFFER_SIZE);
        if (n <= 0)
          {
            /* Not every server keeps a connection for as long as it takes for an answer. */
            load->n_failed++;
            close (lines[i].fd);
            lines[i].fd = polls[i].fd = open_line (load->port);
            send_next (load, &lines[i]);
            continue;
          }
        load->n_bytes += (gsize) n;
        if (take (load, &lines[i], buffer, (gsize) n))
          {
            gint64 time = g_get_monotonic_time () - lines[i].sent;

            g_array_append_val (load->times, time);
            send_next (load, &lines[i]);
          }
      }
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

int
main (int    argc,
      char **argv)
{
  Load load = { 0 };
  g_autofree Line *lines = NULL;
  guint n_lines;
  gint64 from, microseconds;

  if (argc != 5)
    return 2;
  n_lines = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  load.requests = read_requests (argv[4]);
  load.port = (guint16) g_ascii_strtoull (argv[1], NULL, 10);
  load.times = g_array_new (FALSE, FALSE, sizeof (gint64));
  lines = g_new0 (Line, n_lines);
  for (guint i = 0; i < n_lines; i++)
    lines[i].fd = open_line (load.port);
  from = g_get_monotonic_time ();
  run (&load, lines, n_lines, from + g_ascii_strtoll (argv[3], NULL, 10) * 1000);
  microseconds = g_get_monotonic_time () - from;
  g_array_sort (load.times, compare_times);
  if (load.times->len == 0)
    return 1;
  g_print ("rate %.1f\nmedian %" G_GINT64_FORMAT "\nhigh %" G_GINT64_FORMAT "\nfailed %u\n"
           "bytes %" G_GSIZE_FORMAT "\n",
           load.times->len * 1e6 / (double) microseconds,
           g_array_index (load.times, gint64, load.times->len / 2),
           g_array_index (load.times, gint64, load.times->len * 99 / 100), load.n_failed,
           load.n_bytes / load.times->len);
  for (guint i = 0; i < n_lines; i++)
    close (lines[i].fd);
  g_ptr_array_unref (load.requests);
  g_array_unref (load.times);
  return 0;
}
