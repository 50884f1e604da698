/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <locale.h>
#include <string.h>

/* The history as resources (PE-09), and what has changed since a cursor (UA-10). */

#define GROUP "urn:ietf:params:scim:schemas:core:2.0:Group"
#define CANARY "Kanarienvogel"

static JsonObject *
get_event (UaTestReply *list,
           guint        n)
{
  return json_array_get_object_element (ua_test_reply_resources (list), n);
}

static const char *
get_value (JsonObject *event,
           const char *name)
{
  return json_object_get_string_member (json_object_get_object_member (event, name), "value");
}

static UaTestReply *
list_events (UaTestDirectory *directory,
             const char      *attribute,
             const char      *value,
             const char      *more)
{
  g_autofree char *filter = g_strdup_printf ("%s eq \"%s\"", attribute, value);

  return ua_test_directory_list (directory, "/AuditEvents", filter, more);
}

static void
retitle (UaTestDirectory *directory,
         const char      *id,
         const char      *title)
{
  g_autofree char *operation =
    g_strdup_printf ("{\"op\":\"replace\",\"path\":\"title\",\"value\":\"%s\"}", title);
  g_autoptr(UaTestReply) reply = ua_test_patch (directory, "/Users", id, operation);

  g_assert_cmpuint (reply->status, ==, 200);
}

static void
test_events (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(UaTestReply) me = ua_test_directory_get (directory, "/Me");
  g_autofree char *id = ua_test_create_user (directory, "told", "\"title\":\"Rigger\"");
  g_autofree char *path = NULL;
  g_autoptr(UaTestReply) all = NULL;
  g_autoptr(UaTestReply) one = NULL;
  g_autoptr(UaTestReply) by_actor = NULL;
  g_autoptr(UaTestReply) by_action = NULL;
  g_autoptr(UaTestReply) by_change = NULL;
  g_autoptr(UaTestReply) none = NULL;
  g_autoptr(UaTestReply) refused = NULL;
  JsonObject *event, *change;

  /* Neither of these begins a mark when somebody else wrote it. */
  retitle (directory, id, "Welder \x7f g\xef\xb7\x90" "b");
  all = list_events (directory, "target.value", id, "sortBy=at&sortOrder=descending");
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (all), "totalResults"), ==, 2);
  event = get_event (all, 0);
  g_assert_cmpstr (get_value (event, "actor"), ==, ua_test_reply_string (me, "id"));
  g_assert_cmpstr (get_value (event, "target"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (event, "resourceType"), ==, "User");
  g_assert_cmpstr (json_object_get_string_member (event, "action"), ==, "change");
  g_assert_cmpstr (json_object_get_string_member
                   (json_object_get_object_member (event, "target"), "display"), ==, "told");
  change = json_array_get_object_element (json_object_get_array_member (event, "changes"), 0);
  g_assert_cmpstr (json_object_get_string_member (change, "attribute"), ==, "title");
  g_assert_cmpstr (json_object_get_string_member (change, "old"), ==, "Rigger");
  g_assert_cmpstr (json_object_get_string_member (change, "new"), ==, "Welder \x7f gb");

  path = g_strconcat ("/AuditEvents/", json_object_get_string_member (event, "id"), NULL);
  one = ua_test_directory_get (directory, path);
  g_assert_cmpuint (one->status, ==, 200);
  by_actor = list_events (directory, "actor.value", ua_test_reply_string (me, "id"), "count=1");
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (by_actor), "totalResults"),
                   >=, 2);
  by_action = list_events (directory, "action", "create", NULL);
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (by_action), "totalResults"),
                   >=, 1);
  by_change = list_events (directory, "changes.attribute", "title", NULL);
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (by_change), "totalResults"),
                   ==, 2);
  none = ua_test_directory_list (directory, "/AuditEvents", "at gt \"2199-01-01T00:00:00Z\"", NULL);
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (none), "totalResults"), ==, 0);
  refused = ua_test_directory_send (directory, "DELETE", path, NULL);
  g_assert_cmpuint (refused->status, ==, 405);
}

/* Pages follow one another, by number and by cursor, and the whole list is all there is. */
static void
test_pages (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = ua_test_create_user (directory, "paged", "");
  g_autofree char *cursor = g_strdup ("");
  gint64 n = 0;
  g_autoptr(UaTestReply) whole = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %u", i);

      retitle (directory, id, title);
    }
  while (cursor != NULL)
    {
      g_autofree char *path =
        g_strdup_printf ("/AuditEvents?count=7&sortBy=at&sortOrder=descending&cursor=%s", cursor);
      g_autoptr(UaTestReply) page = ua_test_directory_get (directory, path);

      n += json_array_get_length (ua_test_reply_resources (page));
      g_free (cursor);
      cursor = g_strdup (ua_test_reply_string (page, "nextCursor"));
    }
  whole = ua_test_directory_get (directory, "/AuditEvents?count=0");
  g_assert_cmpint (n, ==, json_object_get_int_member (ua_test_reply_object (whole),
                                                      "totalResults"));
  g_assert_cmpint (n, >=, 21);
}

/* Of who is erased the history keeps that it was, and nothing of what it was. */
static void
test_erased (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *id = ua_test_create_user (directory, CANARY, "");
  g_autofree char *members =
    g_strdup_printf ("\"displayName\":\"Crew\",\"members\":[{\"value\":\"%s\"}]", id);
  g_autofree char *group = ua_test_create (directory, "/Groups", GROUP, members);
  g_autoptr(UaTestReply) named = list_events (directory, "target.value", group, NULL);
  g_autoptr(UaTestReply) deleted = NULL;
  g_autoptr(UaTestReply) events = NULL;
  g_autoptr(UaTestReply) whole = NULL;

  g_assert_null (strstr (named->text, CANARY));
  deleted = ua_test_delete (directory, "/Users", id);
  g_assert_cmpuint (deleted->status, ==, 204);
  events = list_events (directory, "target.value", id, NULL);
  g_assert_cmpint (json_object_get_int_member (ua_test_reply_object (events), "totalResults"), ==,
                   3);
  g_assert_false (json_object_has_member (get_event (events, 0), "changes"));
  whole = ua_test_directory_get (directory, "/AuditEvents");
  g_assert_null (strstr (whole->text, CANARY));
}

/* Gives the cursor of a reply, and what stands in it for each resource. */
static char *
read_feed (UaTestDirectory *directory,
           const char      *cursor,
           guint            count,
           GHashTable      *seen)
{
  g_autofree char *path =
    g_strdup_printf ("/Changes?count=%u%s%s", count, cursor != NULL ? "&cursor=" : "",
                     cursor != NULL ? cursor : "");
  g_autoptr(UaTestReply) reply = ua_test_directory_get (directory, path);
  JsonArray *entries = ua_test_reply_resources (reply);

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      const char *id = json_object_get_string_member (entry, "value");
      const char *change = json_object_get_string_member (entry, "change");

      g_assert_true (g_hash_table_insert (seen, g_strdup (id), g_strdup (change)));
      g_assert_true (g_str_equal (change, "deleted") != json_object_has_member (entry, "data"));
    }
  if (json_object_get_boolean_member (ua_test_reply_object (reply), "more"))
    return read_feed (directory, ua_test_reply_string (reply, "nextCursor"), count, seen);
  return g_strdup (ua_test_reply_string (reply, "nextCursor"));
}

static void
assert_change (GHashTable *seen,
               const char *id,
               const char *change)
{
  g_assert_cmpstr (g_hash_table_lookup (seen, id), ==, change);
}

static void
test_feed (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (50, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *before = ua_test_create_user (directory, "before", "");
  g_autofree char *leaver = ua_test_create_user (directory, CANARY, "");
  g_autofree char *joiner = ua_test_create_user (directory, "joiner", "");
  g_autofree char *quiet = ua_test_create_user (directory, "quiet", "");
  g_autofree char *group = ua_test_create (directory, "/Groups", GROUP, "\"displayName\":\"Crew\"");
  g_autofree char *now = read_feed (directory, NULL, 2, seen);
  g_autofree char *add =
    g_strdup_printf ("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}", joiner);
  g_autofree char *fresh = NULL;
  g_autofree char *brief = NULL;
  g_autofree char *later = NULL;
  g_autofree char *path = NULL;
  g_autoptr(UaTestReply) tomb = NULL;

  g_assert_cmpuint (g_hash_table_size (seen), ==, 0);
  fresh = ua_test_create_user (directory, "fresh", "");
  retitle (directory, fresh, "New");
  retitle (directory, before, "One");
  retitle (directory, before, "Two");
  ua_test_reply_free (ua_test_delete (directory, "/Users", leaver));
  ua_test_reply_free (ua_test_patch (directory, "/Groups", group, add));
  brief = ua_test_create_user (directory, "brief", "");
  ua_test_reply_free (ua_test_delete (directory, "/Users", brief));

  path = g_strconcat ("/Changes?cursor=", now, NULL);
  tomb = ua_test_directory_get (directory, path);
  g_assert_null (strstr (tomb->text, CANARY));
  g_assert_nonnull (strstr (tomb->text, "Two"));
  later = read_feed (directory, now, 2, seen);
  assert_change (seen, fresh, "created");
  assert_change (seen, before, "changed");
  assert_change (seen, leaver, "deleted");
  assert_change (seen, group, "changed");
  assert_change (seen, joiner, "changed");
  assert_change (seen, brief, "deleted");
  assert_change (seen, quiet, NULL);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 6);

  /* A cursor outlives a restart; what a group that goes leaves behind counts as changed. */
  g_hash_table_remove_all (seen);
  ua_test_directory_terminate (directory);
  ua_test_directory_restart (directory);
  ua_test_reply_free (ua_test_delete (directory, "/Groups", group));
  g_free (read_feed (directory, later, 100, seen));
  assert_change (seen, group, "deleted");
  assert_change (seen, joiner, "changed");
  g_assert_cmpuint (g_hash_table_size (seen), ==, 2);
}

static void
test_feed_errors (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *now = read_feed (directory, NULL, 2, seen);
  g_autofree char *path = g_strconcat ("/Changes?cursor=", now, NULL);
  g_autoptr(UaTestReply) wrong = ua_test_directory_get (directory, "/Changes?cursor=nonsense");
  g_autoptr(UaTestReply) count = ua_test_directory_get (directory, "/Changes?count=many");
  g_autoptr(UaTestReply) old = NULL;
  g_autoptr(UaTestReply) config = ua_test_directory_get (directory, "/ServiceProviderConfig");

  g_assert_cmpuint (wrong->status, ==, 400);
  g_assert_cmpstr (ua_test_reply_string (wrong, "scimType"), ==, "invalidCursor");
  g_assert_cmpstr (ua_test_reply_string (count, "scimType"), ==, "invalidCount");
  g_assert_nonnull (strstr (config->text, "\"changes\":{\"supported\":true}"));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("cut%u", i);

      g_free (ua_test_create_user (directory, name, ""));
    }
  ua_test_directory_terminate (directory);
  ua_test_sql (directory, "DELETE FROM audit WHERE id < (SELECT max (id) FROM audit)");
  ua_test_directory_restart (directory);
  old = ua_test_directory_get (directory, path);
  g_assert_cmpuint (old->status, ==, 400);
  g_assert_cmpstr (ua_test_reply_string (old, "scimType"), ==, "expiredCursor");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/history/PE-09/events", test_events);
  g_test_add_func ("/directory/history/PE-09/pages", test_pages);
  g_test_add_func ("/directory/history/PE-09/erased", test_erased);
  g_test_add_func ("/directory/history/UA-10/feed", test_feed);
  g_test_add_func ("/directory/history/UA-10/feed-errors", test_feed_errors);
  return g_test_run ();
}
