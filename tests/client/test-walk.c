/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks over servers that lie about their pages (faults N5) and change under the walk (N6). */
#include "ua-page-private.h"
#include "ua-walk.h"

#include "ua-error.h"

#include <string.h>

#define N_SERVERS 10000
#define MAX_PAGES 5000

typedef enum
{
  TOTAL_TRUE,
  TOTAL_MISSING,
  TOTAL_NEGATIVE,
  TOTAL_TOO_LARGE,
  TOTAL_TOO_SMALL,
  TOTAL_CHANGING,
  TOTAL_OF_PAGE,
  N_TOTALS,
} TotalLie;

typedef enum
{
  INDEX_SOUND,
  INDEX_OVERLAPPING,
  INDEX_IGNORED,
  INDEX_REFUSED,
  INDEX_FROM_ZERO,
  INDEX_COUNTS_PAGES,
  N_INDEX_LIES,
} IndexLie;

typedef enum
{
  CURSOR_UNKNOWN,
  CURSOR_SOUND,
  CURSOR_REPEATED,
  CURSOR_EXPIRED,
  CURSOR_IGNORED,
  N_CURSOR_LIES,
} CursorLie;

typedef enum
{
  AFTER_SOUND,
  AFTER_REFUSED,
  AFTER_IGNORED,
  N_AFTER_LIES,
} AfterLie;

typedef struct
{
  GPtrArray *ids;      /* (owned), in the order of the index */
  GPtrArray *sorted;   /* (owned), the same by id */
  guint cap;
  guint max_count;     /* more than this is refused */
  guint hiccup;        /* the request that is answered with an empty page, or 0 */
  guint n_requests;
  TotalLie total;
  IndexLie index;
  CursorLie cursor;
  AfterLie after;
} Server;

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
sort_ids (Server *server)
{
  g_clear_pointer (&server->sorted, g_ptr_array_unref);
  server->sorted = g_ptr_array_new ();
  for (guint i = 0; i < server->ids->len; i++)
    g_ptr_array_add (server->sorted, server->ids->pdata[i]);
  g_ptr_array_sort (server->sorted, compare_ids);
}

static Server *
server_new (guint n)
{
  Server *server = g_new0 (Server, 1);

  server->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (server->ids, g_strdup_printf ("%08x-%u", g_random_int (), i));
  sort_ids (server);
  server->cap = 10;
  server->max_count = G_MAXUINT;
  return server;
}

static void
server_free (Server *server)
{
  g_ptr_array_unref (server->sorted);
  g_ptr_array_unref (server->ids);
  g_free (server);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Server, server_free)

static gint64
tell_total (Server *server,
            guint   n_true,
            guint   n_page)
{
  switch (server->total)
    {
    case TOTAL_MISSING: return -1;
    case TOTAL_NEGATIVE: return -5;
    case TOTAL_TOO_LARGE: return G_GINT64_CONSTANT (4000000000000000000);
    case TOTAL_TOO_SMALL: return n_true / 3;
    case TOTAL_CHANGING: return g_random_int_range (0, 1000);
    case TOTAL_OF_PAGE: return n_page;
    case TOTAL_TRUE:
    case N_TOTALS:
    default: return n_true;
    }
}

static UaPage *
make_page (Server     *server,
           UaPosition *position,
           GPtrArray  *from,
           guint64     first,
           guint       count)
{
  UaPage *page = ua_page_new (UA_RESOURCE_USERS, position);
  guint n = 0;

  if (server->hiccup != 0 && server->n_requests == server->hiccup)
    count = 0;
  for (guint64 i = first; i < from->len && n < MIN (count, server->cap); i++, n++)
    {
      UaMemberBuilder *builder = ua_member_builder_new ();

      ua_member_builder_set (builder, UA_FIELD_ID, from->pdata[i]);
      ua_page_take_member (page, ua_member_builder_end (builder));
    }
  ua_page_set_n_rows (page, n);
  ua_page_set_total (page, tell_total (server, server->ids->len, n));
  return page;
}

static UaPage *
refuse (GError  **error,
        UaError   code)
{
  g_set_error_literal (error, UA_ERROR, (int) code, "refused");
  return NULL;
}

static UaPage *
answer_index (Server      *server,
              UaPosition  *position,
              guint        count,
              GError     **error)
{
  guint64 index = ua_position_get_index (position);
  guint size = MIN (count, server->cap);

  switch (server->index)
    {
    case INDEX_OVERLAPPING:
      return make_page (server, position, server->ids,
                        index - 1 - MIN (index - 1, size / 3), count);
    case INDEX_IGNORED:
      return make_page (server, position, server->ids, 0, count);
    case INDEX_REFUSED:
      if (index > 1)
        return refuse (error, UA_ERROR_INVALID_VALUE);
      return make_page (server, position, server->ids, 0, count);
    case INDEX_FROM_ZERO:
      return make_page (server, position, server->ids, index, count);
    case INDEX_COUNTS_PAGES:
      return make_page (server, position, server->ids, (index - 1) * size, count);
    case INDEX_SOUND:
    case N_INDEX_LIES:
    default:
      return make_page (server, position, server->ids, index - 1, count);
    }
}

static UaPage *
answer_cursor (Server      *server,
               UaPosition  *position,
               guint        count,
               GError     **error)
{
  guint64 first = g_ascii_strtoull (ua_position_get_text (position), NULL, 10);
  g_autofree char *next = NULL;
  UaPage *page;

  if (server->cursor == CURSOR_IGNORED || server->cursor == CURSOR_UNKNOWN)
    return make_page (server, position, server->ids, 0, count);
  if (server->cursor == CURSOR_EXPIRED && first >= server->ids->len / 2 && first > 0)
    return refuse (error, UA_ERROR_INVALID_VALUE);
  page = make_page (server, position, server->ids, first, count);
  next = g_strdup_printf ("%" G_GUINT64_FORMAT,
                          server->cursor == CURSOR_REPEATED ? 0 : first + ua_page_get_n (page));
  if (ua_page_get_n (page) == 0 || first + ua_page_get_n (page) < server->ids->len)
    ua_page_set_next_cursor (page, next);
  return page;
}

static UaPage *
answer_after (Server      *server,
              UaPosition  *position,
              guint        count,
              GError     **error)
{
  const char *id = ua_position_get_text (position);
  guint first = 0;

  if (server->after == AFTER_REFUSED)
    return refuse (error, UA_ERROR_SERVER);
  while (server->after == AFTER_SOUND && first < server->sorted->len &&
         strcmp (server->sorted->pdata[first], id) <= 0)
    first++;
  return make_page (server, position, server->sorted, first, count);
}

static UaPage *
answer (Server      *server,
        UaPosition  *position,
        guint        count,
        GError     **error)
{
  server->n_requests++;
  if (count > server->max_count)
    return refuse (error, UA_ERROR_TOO_MANY);
  switch (ua_position_get_kind (position))
    {
    case UA_POSITION_KIND_CURSOR:
      return answer_cursor (server, position, count, error);
    case UA_POSITION_KIND_AFTER:
      return answer_after (server, position, count, error);
    case UA_POSITION_KIND_INDEX:
    default:
      return answer_index (server, position, count, error);
    }
}

static UaCapabilities *
get_capabilities (const Server *server)
{
  g_autoptr (UaCapabilities) unknown = ua_capabilities_new ();

  return ua_capabilities_with (unknown, UA_CAPABILITY_CURSOR_PAGING,
                               server->cursor == CURSOR_UNKNOWN ? UA_SUPPORT_UNKNOWN
                                                                : UA_SUPPORT_YES);
}

/* One step; whether the walk can go on. */
static gboolean
step (UaWalk     *walk,
      Server     *server,
      GHashTable *seen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPage) page = answer (server, ua_walk_get_position (walk), ua_walk_get_count (walk),
                                    &error);

  if (page == NULL)
    return ua_walk_feed_error (walk, error);
  for (guint i = 0; i < ua_page_get_n (page); i++)
    g_hash_table_add (seen, g_strdup (ua_page_get_id (page, i)));
  ua_walk_feed (walk, page);
  return TRUE;
}

static UaWalk *
walk_all (Server     *server,
          GHashTable *seen,
          guint       count)
{
  g_autoptr (UaCapabilities) capabilities = get_capabilities (server);
  UaWalk *walk = ua_walk_new (capabilities, count);

  while (ua_walk_get_position (walk) != NULL && step (walk, server, seen))
    g_assert_cmpuint (server->n_requests, <, MAX_PAGES);
  return walk;
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
assert_seen_all (Server     *server,
                 GHashTable *seen)
{
  for (guint i = 0; i < server->ids->len; i++)
    if (!g_hash_table_contains (seen, server->ids->pdata[i]))
      g_error ("row %u of %u was not seen: total %d, index %d, cursor %d, after %d, cap %u, "
               "hiccup %u, %u requests", i, server->ids->len, (int) server->total,
               (int) server->index, (int) server->cursor, (int) server->after, server->cap,
               server->hiccup, server->n_requests);
  g_assert_cmpuint (g_hash_table_size (seen), ==, server->ids->len);
}

/* An index that leaves rows out shows only by an honest total. */
static gboolean
is_knowable (const Server *server)
{
  gboolean cursor_works = server->cursor == CURSOR_SOUND;
  gboolean honest = server->total == TOTAL_TRUE;

  if (server->hiccup != 0 && !honest)
    return FALSE;
  if (cursor_works && server->hiccup == 0)
    return TRUE;
  switch (server->index)
    {
    case INDEX_SOUND:
    case INDEX_OVERLAPPING:
      return TRUE;
    case INDEX_IGNORED:
    case INDEX_REFUSED:
      return server->after == AFTER_SOUND && (honest || server->index == INDEX_IGNORED);
    case INDEX_FROM_ZERO:
    case INDEX_COUNTS_PAGES:
      return server->after == AFTER_SOUND && honest;
    case N_INDEX_LIES:
    default:
      return FALSE;
    }
}

static void
test_random_servers (void)
{
  guint n_knowable = 0;

  for (guint i = 0; i < N_SERVERS; i++)
    {
      g_autoptr (Server) server = server_new ((guint) g_random_int_range (0, 120));
      g_autoptr (GHashTable) seen = new_set ();
      g_autoptr (UaWalk) walk = NULL;

      server->cap = (guint) g_random_int_range (1, 40);
      server->max_count = g_random_boolean () ? G_MAXUINT : (guint) g_random_int_range (1, 60);
      server->hiccup = g_random_int_range (0, 4) == 0 ? (guint) g_random_int_range (1, 6) : 0;
      server->total = (TotalLie) g_random_int_range (0, N_TOTALS);
      server->index = (IndexLie) g_random_int_range (0, N_INDEX_LIES);
      server->cursor = (CursorLie) g_random_int_range (0, N_CURSOR_LIES);
      server->after = (AfterLie) g_random_int_range (0, N_AFTER_LIES);
      walk = walk_all (server, seen, (guint) g_random_int_range (0, 60));
      if (!is_knowable (server))
        continue;
      n_knowable++;
      g_assert_null (ua_walk_get_position (walk));
      assert_seen_all (server, seen);
      g_assert_cmpuint (ua_walk_get_n_seen (walk), ==, server->ids->len);
      if (server->total == TOTAL_TRUE)
        g_assert_true (ua_walk_is_whole (walk));
    }
  g_assert_cmpuint (n_knowable, >, N_SERVERS / 4);
}

static void
test_honest_server_is_asked_once_more (void)
{
  g_autoptr (Server) server = server_new (100);
  g_autoptr (GHashTable) seen = new_set ();
  g_autoptr (UaWalk) walk = walk_all (server, seen, 10);

  assert_seen_all (server, seen);
  g_assert_true (ua_walk_is_whole (walk));
  g_assert_cmpuint (server->n_requests, ==, 11);
}

/* The size of page that a server keeps to, and only what that is sure of. */
static void
test_page_size (void)
{
  static const struct
  {
    guint n;
    guint cap;
    guint expected;
    guint max_count;
  } cases[] = {
    { 95, 10, 10, G_MAXUINT }, { 9, 10, 0, G_MAXUINT }, { 95, 50, 0, G_MAXUINT },
    { 11, 10, 10, G_MAXUINT }, { 0, 10, 0, G_MAXUINT }, { 95, 50, 25, 30 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) seen = new_set ();
      g_autoptr (Server) server = server_new (cases[i].n);
      g_autoptr (UaWalk) walk = NULL;

      server->cap = cases[i].cap;
      server->max_count = cases[i].max_count;
      walk = walk_all (server, seen, 50);
      g_assert_cmpuint (ua_walk_get_page_size (walk), ==, cases[i].expected);
    }
}

static void
test_empty_server (void)
{
  g_autoptr (Server) server = server_new (0);
  g_autoptr (GHashTable) seen = new_set ();
  g_autoptr (UaWalk) walk = walk_all (server, seen, 10);

  g_assert_true (ua_walk_is_whole (walk));
  g_assert_cmpuint (server->n_requests, ==, 1);
}

static void
test_known_incomplete (void)
{
  g_autoptr (Server) server = server_new (100);
  g_autoptr (GHashTable) seen = new_set ();
  g_autoptr (UaWalk) walk = NULL;

  server->index = INDEX_IGNORED;
  server->after = AFTER_REFUSED;
  walk = walk_all (server, seen, 10);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 10);
  g_assert_null (ua_walk_get_position (walk));
  g_assert_false (ua_walk_is_whole (walk));
}

static void
test_first_page_refused (void)
{
  g_autoptr (UaCapabilities) capabilities = ua_capabilities_new ();
  g_autoptr (UaWalk) walk = ua_walk_new (capabilities, 10);
  g_autoptr (GError) refused = g_error_new_literal (UA_ERROR, UA_ERROR_NOT_SUPPORTED, "no");
  g_autoptr (GError) offline = g_error_new_literal (UA_ERROR, UA_ERROR_OFFLINE, "gone");

  g_assert_false (ua_walk_feed_error (walk, refused));
  g_assert_false (ua_walk_feed_error (walk, offline));
  g_assert_nonnull (ua_walk_get_position (walk));
}

/* Members who leave during the walk push the others forward, past the walk. */
static void
test_rows_leave (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (Server) server = server_new (200);
      g_autoptr (GHashTable) seen = new_set ();
      g_autoptr (UaCapabilities) capabilities = ua_capabilities_new ();
      g_autoptr (UaWalk) walk = ua_walk_new (capabilities, 20);

      server->after = AFTER_REFUSED;
      server->cap = 20;
      while (ua_walk_get_position (walk) != NULL && step (walk, server, seen))
        {
          guint n_gone = server->n_requests <= 8 ? (guint) g_random_int_range (0, 4) : 0;

          for (guint i = 0; i < n_gone; i++)
            g_ptr_array_remove_index (server->ids,
                                      (guint) g_random_int_range (0, (int) server->ids->len));
          sort_ids (server);
          g_assert_cmpuint (server->n_requests, <, MAX_PAGES);
        }
      for (guint i = 0; i < server->ids->len; i++)
        g_assert_true (g_hash_table_contains (seen, server->ids->pdata[i]));
    }
}

static void
test_resume (void)
{
  for (guint stop = 1; stop < 12; stop++)
    for (int cursor = CURSOR_UNKNOWN; cursor <= CURSOR_EXPIRED; cursor++)
      {
        g_autoptr (Server) server = server_new (100);
        g_autoptr (GHashTable) seen = new_set ();
        g_autoptr (UaCapabilities) capabilities = NULL;
        g_autoptr (UaWalk) first = NULL;
        g_autoptr (UaWalk) second = NULL;
        g_autofree char *text = NULL;

        server->cursor = (CursorLie) cursor;
        capabilities = get_capabilities (server);
        first = ua_walk_new (capabilities, 10);
        for (guint i = 0; i < stop && ua_walk_get_position (first) != NULL; i++)
          step (first, server, seen);
        if (ua_walk_get_position (first) == NULL)
          continue;
        text = ua_walk_to_text (first);
        second = ua_walk_new_from_text (capabilities, text);
        g_assert_true (ua_position_equal (ua_walk_get_position (first),
                                          ua_walk_get_position (second)));
        g_assert_cmpuint (ua_walk_get_n_seen (second), ==, ua_walk_get_n_seen (first));
        while (ua_walk_get_position (second) != NULL && step (second, server, seen))
          g_assert_cmpuint (server->n_requests, <, MAX_PAGES);
        assert_seen_all (server, seen);
        g_assert_true (ua_walk_is_whole (second));
      }
}

static void
test_resume_from_nonsense (void)
{
  static const char * const texts[] = {
    "", "1", "2 0 301 10 1 300 1000 ", "1 9 301 10 1 300 1000 ", "1 0 301 0 1 300 1000 ",
    "1 0 x 10 1 300 1000 ", "1 1 0 10 1 300 1000 %zz", "1 0 301 10 1 300 1000",
  };
  g_autoptr (UaCapabilities) capabilities = ua_capabilities_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (UaWalk) walk = ua_walk_new_from_text (capabilities, texts[i]);

      g_assert_cmpuint (ua_position_get_index (ua_walk_get_position (walk)), ==, 1);
      g_assert_cmpuint (ua_walk_get_n_seen (walk), ==, 0);
      g_assert_cmpint (ua_walk_get_total (walk), ==, -1);
    }
}

static void
test_ahead (void)
{
  g_autoptr (Server) server = server_new (95);
  g_autoptr (GHashTable) seen = new_set ();
  g_autoptr (UaCapabilities) capabilities = ua_capabilities_new ();
  g_autoptr (UaWalk) walk = ua_walk_new (capabilities, 10);
  g_autoptr (UaPosition) before = ua_walk_dup_ahead (walk, 1);
  g_autoptr (UaPosition) ahead = NULL;
  g_autoptr (UaPosition) beyond = NULL;

  g_assert_null (before);
  step (walk, server, seen);
  ahead = ua_walk_dup_ahead (walk, 2);
  g_assert_cmpuint (ua_position_get_index (ahead), ==, 31);
  beyond = ua_walk_dup_ahead (walk, 9);
  g_assert_null (beyond);
}

/* What was asked for ahead and no longer fits is left alone. */
static void
test_other_page (void)
{
  g_autoptr (Server) server = server_new (95);
  g_autoptr (UaCapabilities) capabilities = ua_capabilities_new ();
  g_autoptr (UaWalk) walk = ua_walk_new (capabilities, 10);
  g_autoptr (UaPosition) position = ua_position_new_index (31);
  g_autoptr (UaPage) page = make_page (server, position, server->ids, 30, 10);

  g_assert_cmpuint (ua_walk_feed (walk, page), ==, 0);
  g_assert_cmpuint (ua_position_get_index (ua_walk_get_position (walk)), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/walk/random-servers", test_random_servers);
  g_test_add_func ("/walk/honest", test_honest_server_is_asked_once_more);
  g_test_add_func ("/walk/page-size", test_page_size);
  g_test_add_func ("/walk/empty", test_empty_server);
  g_test_add_func ("/walk/known-incomplete", test_known_incomplete);
  g_test_add_func ("/walk/first-page-refused", test_first_page_refused);
  g_test_add_func ("/walk/rows-leave", test_rows_leave);
  g_test_add_func ("/walk/resume", test_resume);
  g_test_add_func ("/walk/resume-from-nonsense", test_resume_from_nonsense);
  g_test_add_func ("/walk/ahead", test_ahead);
  g_test_add_func ("/walk/other-page", test_other_page);

  return g_test_run ();
}
