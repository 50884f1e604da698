/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <locale.h>
#include <string.h>

/* Lists: paging by index (RFC 7644, section 3.4.2.4) and by cursor (RFC 9865), order (section
 * 3.4.2.3), search by POST (section 3.4.3). */

#define N_MEMBERS 250
#define EXT "urn:example:useradmin:scim:2.0:User"
#define ENT "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

static UaTestDirectory *directory;

static gint64
get_int (UaTestReply *reply,
         const char  *name)
{
  return json_object_get_int_member (ua_test_reply_object (reply), name);
}

static void
test_index (void)
{
  static const struct
  {
    const char *query;
    gint64 start;
    gint64 n;
  } cases[] = {
    { "", 1, 100 },
    { "count=10", 1, 10 },
    { "startIndex=0&count=10", 1, 10 },
    { "startIndex=-5&count=10", 1, 10 },
    { "startIndex=241&count=100", 241, 10 },
    { "startIndex=251", 251, 0 },
    { "startIndex=999999999999&count=5", 999999999999, 0 },
    { "count=0", 1, 0 },
    { "count=-1", 1, 0 },
    { "count=100000", 1, N_MEMBERS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(UaTestReply) reply =
        ua_test_directory_list (directory, "/Users", NULL, cases[i].query);

      g_test_message ("%s", cases[i].query);
      g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (reply)), ==, cases[i].n);
      g_assert_cmpint (get_int (reply, "totalResults"), ==, N_MEMBERS);
      g_assert_cmpint (get_int (reply, "itemsPerPage"), ==, cases[i].n);
      g_assert_cmpint (get_int (reply, "startIndex"), ==, cases[i].start);
    }
}

static void
test_bad_parameters (void)
{
  static const struct
  {
    const char *query;
    const char *type;
  } cases[] = {
    { "count=many", "invalidValue" },
    { "startIndex=first", "invalidValue" },
    { "cursor=&count=many", "invalidCount" },
    { "cursor=nonsense", "invalidCursor" },
    { "cursor=bm9uc2Vuc2U", "invalidCursor" },
    { "sortBy=nothing", "invalidValue" },
    { "sortBy=password", "invalidValue" },
    { "sortBy=userName&sortOrder=sideways", "invalidValue" },
    { "attributes=%5B", "invalidValue" },
    { "filter=%ff", "invalidValue" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(UaTestReply) reply =
        ua_test_directory_list (directory, "/Users", NULL, cases[i].query);

      g_test_message ("%s: %s", cases[i].query, reply->text);
      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_cmpstr (ua_test_reply_string (reply, "scimType"), ==, cases[i].type);
    }
}

/* What a resource is sorted by, found by names one in another. */
static char *
read_key (JsonObject *resource,
          const char *path)
{
  g_auto(GStrv) names = g_strsplit (path, "/", -1);
  JsonNode *node;

  for (guint i = 0; names[i + 1] != NULL; i++)
    {
      if (!json_object_has_member (resource, names[i]))
        return g_strdup ("\xF4\x8F\xBF\xBF");
      resource = json_object_get_object_member (resource, names[i]);
    }
  node = json_object_get_member (resource, names[g_strv_length (names) - 1]);
  if (node == NULL)
    return g_strdup ("\xF4\x8F\xBF\xBF");
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");
  return g_utf8_casefold (json_node_get_string (node), -1);
}

static void
check_order (const char *sort_by,
             const char *path,
             gboolean    descending)
{
  g_autofree char *query = g_strconcat ("count=1000&sortBy=", sort_by,
                                        descending ? "&sortOrder=descending" : "", NULL);
  g_autoptr(UaTestReply) reply = ua_test_directory_list (directory, "/Users", NULL, query);
  JsonArray *resources = ua_test_reply_resources (reply);
  g_autofree char *last = NULL;

  g_assert_cmpuint (json_array_get_length (resources), ==, N_MEMBERS);
  for (guint i = 0; i < N_MEMBERS; i++)
    {
      char *key = read_key (json_array_get_object_element (resources, i), path);

      if (last != NULL && descending)
        g_assert_cmpstr (last, >=, key);
      else if (last != NULL)
        g_assert_cmpstr (last, <=, key);
      g_free (last);
      last = key;
    }
}

static void
test_order (void)
{
  static const struct
  {
    const char *sort_by;
    const char *path;
  } cases[] = {
    { "userName", "userName" },
    { "displayName", "displayName" },
    { "name.familyName", "name/familyName" },
    { "NAME.givenname", "name/givenName" },
    { "name", "name/formatted" },
    { "name.formatted", "name/formatted" },
    { "title", "title" },
    { "externalId", "externalId" },
    { "active", "active" },
    { "meta.created", "meta/created" },
    { "meta.lastModified", "meta/lastModified" },
    { "timezone", "timezone" },
    { ENT ":department", ENT "/department" },
    { ENT ":manager.displayName", ENT "/manager/displayName" },
    { EXT ":hireDate", EXT "/hireDate" },
    { EXT ":leavingDate", EXT "/leavingDate" },
    { EXT ":roleProfile.display", EXT "/roleProfile/display" },
    { EXT ":ambitionRole.display", EXT "/ambitionRole/display" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].sort_by);
      check_order (cases[i].sort_by, cases[i].path, FALSE);
      check_order (cases[i].sort_by, cases[i].path, TRUE);
    }
}

/* A multi-valued attribute is sorted by its primary value. */
static void
test_order_multi (void)
{
  g_autoptr(UaTestReply) by_mail =
    ua_test_directory_list (directory, "/Users", NULL, "count=1000&sortBy=emails&attributes=id");
  g_autoptr(UaTestReply) by_name =
    ua_test_directory_list (directory, "/Users", NULL, "count=1000&sortBy=userName&attributes=id");

  /* The primary address is the user name throughout the sample. */
  g_assert_true (json_array_equal (ua_test_reply_resources (by_mail),
                                   ua_test_reply_resources (by_name)));
}

/* Walks by cursor and gives the ids; changes the directory between pages where asked to. */
static GHashTable *
walk (const char *query,
      gboolean    disturb)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *cursor = g_strdup ("");
  guint n = 0;

  while (cursor != NULL)
    {
      g_autofree char *page = g_strconcat (query, "&count=20&cursor=", cursor, NULL);
      g_autoptr(UaTestReply) reply = ua_test_directory_list (directory, "/Users", NULL, page);
      JsonArray *resources = ua_test_reply_resources (reply);

      g_assert_false (json_object_has_member (ua_test_reply_object (reply), "startIndex"));
      g_assert_cmpuint (json_array_get_length (resources), <=, 20);
      for (guint i = 0; i < json_array_get_length (resources); i++)
        {
          JsonObject *user = json_array_get_object_element (resources, i);

          /* Nobody comes twice. */
          g_assert_true (g_hash_table_add (ids, g_strdup (json_object_get_string_member
                                                            (user, "id"))));
        }
      g_free (g_steal_pointer (&cursor));
      cursor = g_strdup (ua_test_reply_string (reply, "nextCursor"));
      if (disturb && n < 8)
        {
          g_autofree char *body =
            g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                             "\"userName\":\"%c%u\",\"displayName\":\"%c\"}",
                             (char) ('a' + n * 3), g_test_rand_int (), (char) ('A' + n * 3));
          g_autoptr(UaTestReply) made = ua_test_directory_send (directory, "POST", "/Users", body);
          g_autofree char *path = g_strconcat ("/Users/", ua_test_reply_string (made, "id"), NULL);
          g_autoptr(UaTestReply) gone =
            n % 2 == 0 ? ua_test_directory_send (directory, "DELETE", path, NULL) : NULL;
          g_autofree char *first =
            g_strconcat ("/Users/", json_object_get_string_member
                         (json_array_get_object_element (resources, 5), "id"), NULL);
          g_autoptr(UaTestReply) removed = ua_test_directory_send (directory, "DELETE", first, NULL);

          g_assert_cmpuint (made->status, ==, 201);
        }
      n++;
    }
  return ids;
}

static void
test_cursor (void)
{
  const char *const queries[] = {
    "a=1", "sortBy=displayName", "sortBy=displayName&sortOrder=descending",
    "sortBy=meta.created", "sortBy=" EXT ":leavingDate", "sortBy=nickName&sortOrder=descending",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr(GHashTable) ids = walk (queries[i], FALSE);

      g_test_message ("%s", queries[i]);
      g_assert_cmpuint (g_hash_table_size (ids), ==, N_MEMBERS);
    }
}

/* Members who are there throughout are found, whoever comes and goes between pages. */
static void
test_cursor_under_change (void)
{
  const char *const queries[] = { "a=1", "sortBy=displayName", "sortBy=userName" };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr(GHashTable) ids = walk (queries[i], TRUE);
      g_autoptr(GHashTable) after = walk (queries[i], FALSE);
      GHashTableIter iter;
      gpointer id;
      guint missing = 0;

      g_hash_table_iter_init (&iter, after);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        if (!g_hash_table_contains (ids, id))
          missing++;
      /* Only the four who came during the walk and stayed may have been behind it. */
      g_assert_cmpuint (missing, <=, 4);
    }
}

/* A sort key that is too long for an address does not end the walk. */
static void
test_cursor_of_long_key (void)
{
  g_autofree char *name = g_strnfill (40000, 'z');
  g_autofree char *cursor = g_strdup ("");
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *body =
        g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                         "\"userName\":\"long %u\",\"displayName\":\"%s%u\"}", i, name, i);
      g_autoptr(UaTestReply) made = ua_test_directory_send (directory, "POST", "/Users", body);

      g_assert_cmpuint (made->status, ==, 201);
      g_ptr_array_add (paths, g_strconcat ("/Users/", ua_test_reply_string (made, "id"), NULL));
    }
  while (cursor != NULL)
    {
      g_autofree char *page =
        g_strconcat ("sortBy=displayName&attributes=id&count=1&cursor=", cursor, NULL);
      g_autoptr(UaTestReply) reply =
        ua_test_directory_list (directory, "/Users", "userName sw \"long \"", page);
      JsonObject *user;

      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (reply)), ==, 1);
      user = json_array_get_object_element (ua_test_reply_resources (reply), 0);
      g_assert_cmpuint (n, <, paths->len);
      g_assert_cmpstr (json_object_get_string_member (user, "id"), ==,
                       (const char *) paths->pdata[n] + strlen ("/Users/"));
      n++;
      g_free (cursor);
      cursor = g_strdup (ua_test_reply_string (reply, "nextCursor"));
    }
  g_assert_cmpuint (n, ==, paths->len);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr(UaTestReply) gone =
        ua_test_directory_send (directory, "DELETE", paths->pdata[i], NULL);

      g_assert_cmpuint (gone->status, ==, 204);
    }
  g_ptr_array_unref (paths);
}

static void
test_cursor_of_other_query (void)
{
  g_autoptr(UaTestReply) first =
    ua_test_directory_list (directory, "/Users", NULL, "cursor=&count=10");
  g_autofree char *other =
    g_strconcat ("sortBy=userName&cursor=", ua_test_reply_string (first, "nextCursor"), NULL);
  g_autoptr(UaTestReply) reply = ua_test_directory_list (directory, "/Users", NULL, other);

  g_assert_cmpuint (reply->status, ==, 400);
  g_assert_cmpstr (ua_test_reply_string (reply, "scimType"), ==, "invalidCursor");
}

static void
test_search (void)
{
  const char *body =
    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],"
    "\"filter\":\"title eq \\\"welder\\\"\",\"attributes\":[\"userName\",\"title\"],"
    "\"sortBy\":\"userName\",\"startIndex\":1,\"count\":3}";
  const char *everything =
    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],"
    "\"filter\":\"displayName sw \\\"w\\\"\",\"count\":1000}";
  g_autoptr(UaTestReply) by_post =
    ua_test_directory_send (directory, "POST", "/Users/.search", body);
  g_autoptr(UaTestReply) by_get =
    ua_test_directory_list (directory, "/Users", "title eq \"welder\"",
                            "attributes=userName,title&sortBy=userName&count=3");
  g_autoptr(UaTestReply) all =
    ua_test_directory_send (directory, "POST", "/.search", everything);
  g_autoptr(UaTestReply) wrong = ua_test_directory_send (directory, "POST", "/Users/.search", "{}");
  g_autoptr(UaTestReply) put = ua_test_directory_send (directory, "PUT", "/Users/.search", body);

  g_assert_cmpuint (by_post->status, ==, 200);
  g_assert_cmpstr (by_post->text, ==, by_get->text);
  g_assert_cmpuint (all->status, ==, 200);
  g_assert_nonnull (strstr (all->text, "\"resourceType\":\"User\""));
  g_assert_nonnull (strstr (all->text, "\"resourceType\":\"Group\""));
  g_assert_nonnull (strstr (all->text, "\"resourceType\":\"RoleProfile\""));
  g_assert_cmpuint (wrong->status, ==, 400);
  g_assert_cmpuint (put->status, ==, 405);
}

/* Puts together what a walk by index gives, in pages from the first to the last. */
static GPtrArray *
walk_by_index (UaTestDirectory *large,
               const char      *query)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  gint64 total = 1;

  while ((gint64) ids->len < total)
    {
      g_autofree char *path = g_strdup_printf ("/Users?attributes=userName&count=1000"
                                               "&startIndex=%u%s", ids->len + 1, query);
      g_autoptr(UaTestReply) reply = ua_test_directory_get (large, path);
      JsonArray *resources = ua_test_reply_resources (reply);

      total = get_int (reply, "totalResults");
      g_assert_cmpuint (json_array_get_length (resources), ==,
                        MIN (1000, (guint) total - ids->len));
      for (guint i = 0; i < json_array_get_length (resources); i++)
        g_ptr_array_add (ids, g_strdup (json_object_get_string_member (
          json_array_get_object_element (resources, i), "id")));
    }
  return ids;
}

/* The same by cursor, for which nothing is remembered. */
static GPtrArray *
walk_by_cursor (UaTestDirectory *large,
                const char      *query)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *cursor = g_strdup ("");

  while (cursor != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/Users?attributes=userName&count=1000"
                                               "&cursor=%s%s", cursor, query);
      g_autoptr(UaTestReply) reply = ua_test_directory_get (large, path);
      JsonArray *resources = ua_test_reply_resources (reply);

      for (guint i = 0; i < json_array_get_length (resources); i++)
        g_ptr_array_add (ids, g_strdup (json_object_get_string_member (
          json_array_get_object_element (resources, i), "id")));
      g_free (cursor);
      cursor = g_strdup (ua_test_reply_string (reply, "nextCursor"));
    }
  return ids;
}

static void
assert_walks_agree (UaTestDirectory *large,
                    const char      *query)
{
  g_autoptr(GPtrArray) expected = walk_by_cursor (large, query);

  /* From the second time on the list is remembered. */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GPtrArray) found = walk_by_index (large, query);

      g_assert_cmpuint (found->len, ==, expected->len);
      for (guint n = 0; n < found->len; n++)
        g_assert_cmpstr (g_ptr_array_index (found, n), ==, g_ptr_array_index (expected, n));
    }
}

/* What is remembered of long lists is what they are, whatever has changed since. */
static void
test_deep (void)
{
  static const char *const queries[] = {
    "", "&sortBy=userName&sortOrder=descending", "&sortBy=nickName",
    "&filter=emails%20pr%20or%20nickName%20pr&sortBy=title",
  };
  static const char *const changes[][2] = {
    { "POST", "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
              "\"userName\":\"aaae\",\"title\":\"b\",\"nickName\":\"b\"}" },
    { "PATCH", "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
               "{\"op\":\"add\",\"path\":\"userName\",\"value\":\"zzzzze\"},"
               "{\"op\":\"add\",\"path\":\"title\",\"value\":\"zz\"},"
               "{\"op\":\"add\",\"path\":\"nickName\",\"value\":\"aa\"}]}" },
    { "DELETE", NULL },
  };
  g_autoptr(UaTestDirectory) large = ua_test_directory_start (1100, NULL);

  for (gsize round = 0; round <= G_N_ELEMENTS (changes); round++)
    {
      g_autoptr(GPtrArray) all = walk_by_cursor (large, "");
      g_autofree char *path =
        g_strconcat ("/Users/", (char *) g_ptr_array_index (all, 300 + round), NULL);
      g_autoptr(UaTestReply) reply = NULL;

      for (gsize q = 0; q < G_N_ELEMENTS (queries); q++)
        assert_walks_agree (large, queries[q]);
      if (round == G_N_ELEMENTS (changes))
        break;
      reply = ua_test_directory_send (large, changes[round][0], round == 0 ? "/Users" : path,
                                      changes[round][1]);
      g_assert_cmpuint (reply->status / 100, ==, 2);
    }
}

static gint64
count_with (const char *filter)
{
  g_autoptr(UaTestReply) reply =
    ua_test_directory_list (directory, "/Users", filter, "count=0");

  g_assert_cmpuint (reply->status, ==, 200);
  return get_int (reply, "totalResults");
}

/* WU-03, WS-02, CC-01, CC-06: each status is found by a filter, also beside others, and so is who
 * is enabled; everybody has one. */
static void
test_statuses (void)
{
  static const char *const statuses[] = { "invited", "active", "deactivated", "locked" };
  gint64 all = count_with (NULL);
  gint64 sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *filter = g_strdup_printf (EXT ":status eq \"%s\"", statuses[i]);
      g_autoptr(UaTestReply) reply =
        ua_test_directory_list (directory, "/Users", filter, "count=1000");
      JsonArray *found = ua_test_reply_resources (reply);

      g_assert_cmpuint (json_array_get_length (found), >, 0);
      sum += json_array_get_length (found);
      for (guint n = 0; n < json_array_get_length (found); n++)
        {
          JsonObject *member = json_array_get_object_element (found, n);
          JsonObject *extension = json_object_get_object_member (member, EXT);

          g_assert_cmpstr (json_object_get_string_member (extension, "status"), ==, statuses[i]);
        }
    }
  g_assert_cmpint (sum, ==, all);
  g_assert_cmpint (count_with ("active eq true") + count_with ("active eq false"), ==, all);
  g_assert_cmpint (count_with (EXT ":status eq \"deactivated\" and active eq true"), ==, 0);
  g_assert_cmpint (count_with (EXT ":status eq \"active\" or " EXT ":status eq \"locked\""), ==,
                   count_with ("active eq true"));
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (N_MEMBERS, NULL);
  g_test_add_func ("/directory/query/index", test_index);
  g_test_add_func ("/directory/query/bad-parameters", test_bad_parameters);
  g_test_add_func ("/directory/query/order", test_order);
  g_test_add_func ("/directory/query/order-multi", test_order_multi);
  g_test_add_func ("/directory/query/cursor", test_cursor);
  g_test_add_func ("/directory/query/cursor-of-long-key", test_cursor_of_long_key);
  g_test_add_func ("/directory/query/cursor-of-other-query", test_cursor_of_other_query);
  g_test_add_func ("/directory/query/search", test_search);
  g_test_add_func ("/directory/query/cursor-under-change", test_cursor_under_change);
  g_test_add_func ("/directory/query/deep", test_deep);
  g_test_add_func ("/directory/query/statuses", test_statuses);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
