/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "ua-test-life.h"

#include <sqlite3.h>
#include <string.h>

/* Makes a resource of the attributes in @members; gives its id. */
char *
ua_test_create (UaTestDirectory *directory,
                const char      *endpoint,
                const char      *urn,
                const char      *members)
{
  g_autofree char *body = g_strdup_printf ("{\"schemas\":[\"%s\"]%s%s}", urn,
                                           *members != '\0' ? "," : "", members);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", endpoint, body);

  if (reply->status != 201)
    g_test_message ("%s", reply->text);
  g_assert_cmpuint (reply->status, ==, 201);
  return g_strdup (ua_test_reply_string (reply, "id"));
}

/* Makes a member with a user name and the attributes in @members; gives its id. */
char *
ua_test_create_user (UaTestDirectory *directory,
                     const char      *user_name,
                     const char      *members)
{
  g_autofree char *all = g_strdup_printf ("\"userName\":\"%s\"%s%s", user_name,
                                          *members != '\0' ? "," : "", members);

  return ua_test_create (directory, "/Users", "urn:ietf:params:scim:schemas:core:2.0:User", all);
}

UaTestReply *
ua_test_patch (UaTestDirectory *directory,
               const char      *endpoint,
               const char      *id,
               const char      *operation)
{
  g_autofree char *path = g_strconcat (endpoint, "/", id, NULL);
  g_autofree char *body =
    g_strconcat ("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                 "\"Operations\":[", operation, "]}", NULL);

  return ua_test_directory_send (directory, "PATCH", path, body);
}

UaTestReply *
ua_test_get (UaTestDirectory *directory,
             const char      *endpoint,
             const char      *id)
{
  g_autofree char *path = g_strconcat (endpoint, "/", id, NULL);

  return ua_test_directory_get (directory, path);
}

UaTestReply *
ua_test_delete (UaTestDirectory *directory,
                const char      *endpoint,
                const char      *id)
{
  g_autofree char *path = g_strconcat (endpoint, "/", id, NULL);

  return ua_test_directory_send (directory, "DELETE", path, NULL);
}

/* On behalf of a member whose password is %UA_TEST_PASSWORD. */
UaTestReply *
ua_test_send_as (UaTestDirectory *directory,
                 const char      *user_name,
                 const char      *method,
                 const char      *path,
                 const char      *body)
{
  g_autofree char *pair = g_strconcat (user_name, ":" UA_TEST_PASSWORD, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *header = g_strconcat ("Basic ", encoded, NULL);
  g_autoptr(SoupMessage) msg = ua_test_directory_message (directory, method, path, body);

  soup_message_headers_replace (soup_message_get_request_headers (msg), "Authorization", header);
  soup_message_add_flags (msg, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  return ua_test_directory_send_message (directory, msg);
}

/* Gives (transfer full) what became of the one target. */
JsonObject *
ua_test_act (UaTestDirectory *directory,
             const char      *action,
             const char      *id,
             gboolean         dry_run)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"urn:example:useradmin:scim:2.0:ActionRequest\"],"
                     "\"action\":\"%s\",\"targets\":[\"%s\"],\"dryRun\":%s}", action, id,
                     dry_run ? "true" : "false");
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Actions", body);
  JsonArray *results;

  if (reply->status != 200)
    g_test_message ("%s", reply->text);
  g_assert_cmpuint (reply->status, ==, 200);
  results = json_object_get_array_member (ua_test_reply_object (reply), "results");
  return json_object_ref (json_array_get_object_element (results, 0));
}

JsonObject *
ua_test_extension (UaTestReply *reply)
{
  return json_object_get_object_member (ua_test_reply_object (reply), UA_TEST_EXT);
}

/* The status of a member; "gone" of one who is not there. */
char *
ua_test_status (UaTestDirectory *directory,
                const char      *id)
{
  g_autoptr(UaTestReply) reply = ua_test_get (directory, "/Users", id);

  if (reply->status == 404)
    return g_strdup ("gone");
  g_assert_cmpuint (reply->status, ==, 200);
  return g_strdup (json_object_get_string_member (ua_test_extension (reply), "status"));
}

/* Runs SQL against the database itself; gives the first number of it. */
gint64
ua_test_sql (UaTestDirectory *directory,
             const char      *sql)
{
  g_autofree char *path = g_build_filename (ua_test_directory_get_folder (directory), "data",
                                            "directory.db", NULL);
  sqlite3 *db;
  sqlite3_stmt *stmt;
  gint64 value = 0;
  int result;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  result = sqlite3_step (stmt);
  g_assert_true (result == SQLITE_ROW || result == SQLITE_DONE);
  if (result == SQLITE_ROW)
    value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return value;
}

static char *
find_in_folder (const char *folder,
                const char *needle)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      char *found = NULL;
      gsize n;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found = find_in_folder (path, needle);
      else if (g_file_get_contents (path, &bytes, &n, NULL) &&
               memmem (bytes, n, needle, strlen (needle)) != NULL)
        found = g_steal_pointer (&path);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The first file of the service, whatever it is for, that holds these bytes; or %NULL. */
char *
ua_test_find_bytes (UaTestDirectory *directory,
                    const char      *needle)
{
  return find_in_folder (ua_test_directory_get_folder (directory), needle);
}
