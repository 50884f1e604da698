/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-directory.h"

#include <locale.h>
#include <sqlite3.h>
#include <string.h>

/* The history: every write leaves a line that says who, what, and what was before (PE-09). */

#define PATCH_START "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"]," \
                    "\"Operations\":["
#define PATCH_END "]}"
#define USER_START "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":"

/* The last line about a resource: actor, action, changes. */
static char **
read_line (UaTestDirectory *directory,
           const char      *target)
{
  g_autofree char *path = g_build_filename (ua_test_directory_get_folder (directory), "data",
                                            "directory.db", NULL);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  sqlite3 *db;
  sqlite3_stmt *stmt;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT actor, action, changes FROM audit"
                                           " WHERE target = ? ORDER BY id DESC LIMIT 1",
                                       -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, target, -1, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  for (int i = 0; i < 3; i++)
    {
      const char *text = (const char *) sqlite3_column_text (stmt, i);

      g_strv_builder_add (builder, text != NULL ? text : "");
    }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return g_strv_builder_end (builder);
}

static char *
create (UaTestDirectory *directory,
        const char      *endpoint,
        const char      *body)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "POST", endpoint, body);

  g_assert_cmpuint (reply->status, ==, 201);
  return g_strdup (ua_test_reply_string (reply, "id"));
}

static void
patch (UaTestDirectory *directory,
       const char      *endpoint,
       const char      *id,
       const char      *operation)
{
  g_autofree char *path = g_strconcat (endpoint, "/", id, NULL);
  g_autofree char *body = g_strconcat (PATCH_START, operation, PATCH_END, NULL);
  g_autoptr(UaTestReply) reply = ua_test_directory_send (directory, "PATCH", path, body);

  g_assert_cmpuint (reply->status, ==, 200);
}

static void
test_changes (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr(UaTestReply) me = ua_test_directory_get (directory, "/Me");
  g_autofree char *id = create (directory, "/Users",
                                USER_START "\"audited\",\"title\":\"Rigger\","
                                "\"password\":\"first secret\"}");
  g_auto(GStrv) created = read_line (directory, id);
  g_auto(GStrv) changed = NULL;
  g_auto(GStrv) left = NULL;
  g_auto(GStrv) gone = NULL;
  g_autofree char *path = g_strconcat ("/Users/", id, NULL);
  g_autoptr(UaTestReply) deleted = NULL;

  g_assert_cmpstr (created[0], ==, ua_test_reply_string (me, "id"));
  g_assert_cmpstr (created[1], ==, "create");
  g_assert_nonnull (strstr (created[2], "\"userName\":{\"new\":\"audited\"}"));
  g_assert_nonnull (strstr (created[2], "\"password\":{}"));
  patch (directory, "/Users", id,
         "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"Welder\"}");
  changed = read_line (directory, id);
  g_assert_cmpstr (changed[1], ==, "change");
  g_assert_cmpstr (changed[2], ==, "{\"title\":{\"old\":\"Rigger\",\"new\":\"Welder\"}}");
  patch (directory, "/Users", id, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
  left = read_line (directory, id);
  g_assert_nonnull (strstr (left[2], "User:status\":{\"old\":\"active\",\"new\":\"deactivated\"}"));
  deleted = ua_test_directory_send (directory, "DELETE", path, NULL);
  g_assert_cmpuint (deleted->status, ==, 204);
  gone = read_line (directory, id);
  g_assert_cmpstr (gone[1], ==, "delete");
  g_assert_cmpstr (gone[2], ==, "");
}

/* Of a group only who comes and who goes. */
static void
test_members (void)
{
  g_autoptr(UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autofree char *a = create (directory, "/Users", USER_START "\"a\"}");
  g_autofree char *b = create (directory, "/Users", USER_START "\"b\"}");
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],"
                     "\"displayName\":\"Crew\",\"members\":[{\"value\":\"%s\"}]}", a);
  g_autofree char *group = create (directory, "/Groups", body);
  g_autofree char *add = g_strdup_printf ("{\"op\":\"add\",\"path\":\"members\",\"value\":"
                                          "[{\"value\":\"%s\"}]}", b);
  g_auto(GStrv) line = NULL;

  patch (directory, "/Groups", group, add);
  line = read_line (directory, group);
  g_assert_nonnull (strstr (line[2], "\"members\":{\"old\":[],\"new\":["));
  g_assert_nonnull (strstr (line[2], b));
  g_assert_null (strstr (line[2], a));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/audit/PE-09/changes", test_changes);
  g_test_add_func ("/directory/audit/PE-09/members", test_members);
  return g_test_run ();
}
