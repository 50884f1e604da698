/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>
#include <string.h>

/*
 * bench-bare PAGE LOOKUP
 *
 * A server that knows nothing: it sends the bytes of one file or the other from memory.  What it
 * reaches is what the library leaves to whoever uses it.
 */

typedef struct
{
  char *page;              /* (owned) */
  gsize page_length;
  char *lookup;            /* (owned) */
  gsize lookup_length;
} Answers;

static void
request_arrived_cb (SoupServer        *server,
                    SoupServerMessage *msg,
                    const char        *path,
                    GHashTable        *query,
                    gpointer           user_data)
{
  Answers *answers = user_data;
  gboolean is_lookup = query != NULL && g_hash_table_contains (query, "filter");

  soup_server_message_set_status (msg, 200, NULL);
  soup_server_message_set_response (msg, "application/scim+json", SOUP_MEMORY_STATIC,
                                    is_lookup ? answers->lookup : answers->page,
                                    is_lookup ? answers->lookup_length : answers->page_length);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(SoupServer) server = soup_server_new ("server-header", NULL, NULL);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GError) error = NULL;
  GSList *uris;
  Answers answers = { 0 };

  if (argc != 3 ||
      !g_file_get_contents (argv[1], &answers.page, &answers.page_length, NULL) ||
      !g_file_get_contents (argv[2], &answers.lookup, &answers.lookup_length, NULL))
    return 2;
  soup_server_add_handler (server, NULL, request_arrived_cb, &answers, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    g_error ("%s", error->message);
  uris = soup_server_get_uris (server);
  g_print ("listening on %d\n", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (loop);
  return 0;
}
