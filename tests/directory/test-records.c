/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-life.h"

#include <locale.h>
#include <string.h>

/* What members did, and how they are tied to others (WS-09, PE-08). */

#define RECORD "urn:example:useradmin:scim:2.0:Record"

static UaTestDirectory *directory;

static gint64
count (const char *filter)
{
  g_autoptr(UaTestReply) reply = ua_test_directory_list (directory, "/Records", filter, "count=0");

  g_assert_cmpuint (reply->status, ==, 200);
  return json_object_get_int_member (ua_test_reply_object (reply), "totalResults");
}

/* The sample has some of each kind, some of them open, and they are sound. */
static void
test_sample (void)
{
  static const char *const kinds[] = {
    "assessment", "plan", "testResult", "feedback", "collaboration"
  };
  g_autoptr(UaTestReply) page = ua_test_directory_get (directory, "/Records?count=1000");
  JsonArray *records = ua_test_reply_resources (page);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *filter = g_strdup_printf ("kind eq \"%s\"", kinds[i]);

      g_assert_cmpint (count (filter), >, 0);
    }
  g_assert_cmpint (count ("kind eq \"plan\" and state eq \"open\""), >, 0);
  g_assert_cmpint (count ("anonymous eq true and author.value pr"), ==, 0);
  g_assert_cmpint (count ("authorship eq \"anonymous\""), >, 0);
  g_assert_cmpint (json_array_get_length (records), ==, count ("kind pr"));
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *record = json_array_get_object_element (records, i);
      g_autofree char *path =
        g_strconcat ("/Records/", json_object_get_string_member (record, "id"), NULL);
      g_autofree char *text = json_to_string (json_array_get_element (records, i), FALSE);
      g_autoptr(UaTestReply) put = ua_test_directory_send (directory, "PUT", path, text);

      g_assert_cmpuint (put->status, ==, 200);
    }
}

static void
test_refused (void)
{
  static const char *const bodies[] = {
    "{\"schemas\":[\"" RECORD "\"]}",
    "{\"schemas\":[\"" RECORD "\"],\"kind\":\"song\"}",
    "{\"schemas\":[\"" RECORD "\"],\"kind\":\"feedback\",\"subject\":{\"value\":\"nobody\"}}",
    "{\"schemas\":[\"" RECORD "\"],\"kind\":\"collaboration\",\"role\":\"friend\"}",
    "{\"schemas\":[\"" RECORD "\"],\"kind\":\"plan\",\"state\":\"ajar\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(UaTestReply) reply =
        ua_test_directory_send (directory, "POST", "/Records", bodies[i]);

      g_assert_cmpuint (reply->status, ==, 400);
    }
}

/* Whose @attribute has a value with all of @words; gives its first number. */
static gint64
find_tie (const char *id,
          const char *attribute,
          const char *name,
          const char *word)
{
  g_autofree char *path =
    g_strdup_printf ("/Users/%s?attributes=" UA_TEST_EXT ":%s", id, attribute);
  g_autoptr(UaTestReply) reply = ua_test_directory_get (directory, path);
  JsonObject *extension = json_object_has_member (ua_test_reply_object (reply), UA_TEST_EXT)
    ? ua_test_extension (reply) : NULL;
  JsonArray *values = extension != NULL ? json_object_get_array_member (extension, attribute)
                                        : NULL;

  for (guint i = 0; values != NULL && i < json_array_get_length (values); i++)
    {
      JsonObject *value = json_array_get_object_element (values, i);

      if (g_strcmp0 (json_object_get_string_member (value, name), word) == 0)
        return json_object_get_int_member_with_default (value, "count", 0);
    }
  return -1;
}

static void
test_permissions (void)
{
  g_autofree char *lead = ua_test_create_user (directory, "tie-lead", "");
  g_autofree char *member =
    g_strdup_printf ("\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":"
                     "{\"manager\":{\"value\":\"%s\"}}", lead);
  g_autofree char *one = ua_test_create_user (directory, "tie-one", member);
  g_autofree char *two = ua_test_create_user (directory, "tie-two", member);
  g_autofree char *of_plan = g_strdup_printf ("\"kind\":\"plan\",\"title\":\"Course\","
                                              "\"subject\":{\"value\":\"%s\"}", one);
  g_autofree char *plan = ua_test_create (directory, "/Records", RECORD, of_plan);
  g_autofree char *invited =
    g_strdup_printf ("\"kind\":\"collaboration\",\"role\":\"mentor\",\"author\":{\"value\":\"%s\"},"
                     "\"plan\":{\"$ref\":\"/Records/%s\"}", two, plan);
  g_autofree char *collaboration = ua_test_create (directory, "/Records", RECORD, invited);
  g_autoptr(UaTestReply) found =
    ua_test_directory_list (directory, "/Users", UA_TEST_EXT ":permissions.value eq \"mentor\""
                            " and userName sw \"tie-\"", NULL);
  g_autoptr(UaTestReply) silent = ua_test_get (directory, "/Users", two);

  g_assert_nonnull (collaboration);
  g_assert_cmpint (find_tie (lead, "permissions", "value", "manager"), ==, 2);
  g_assert_cmpint (find_tie (two, "permissions", "value", "mentor"), ==, 0);
  g_assert_cmpint (find_tie (two, "permissions", "source", plan), ==, 0);
  g_assert_cmpint (find_tie (one, "permissions", "value", "manager"), ==, -1);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (found)), ==, 1);
  g_assert_null (strstr (silent->text, "permissions"));

  g_assert_cmpint (find_tie (lead, "references", "type", "reports"), ==, 2);
  g_assert_cmpint (find_tie (one, "references", "type", "openPlan"), ==, 1);
  g_assert_cmpint (find_tie (two, "references", "type", "openPlan"), ==, -1);
  g_assert_null (strstr (silent->text, "references"));
}

static void
test_groups (void)
{
  g_autofree char *coach = ua_test_create_user (directory, "tie-coach", "");
  g_autofree char *members =
    g_strdup_printf ("\"displayName\":\"Watch\",\"members\":[{\"value\":\"%s\"}],"
                     "\"urn:example:useradmin:scim:2.0:Group\":{\"kind\":\"team\",\"memberRoles\":"
                     "[{\"value\":\"%s\",\"role\":\"coach\"}]}", coach, coach);
  g_autofree char *group =
    ua_test_create (directory, "/Groups", "urn:ietf:params:scim:schemas:core:2.0:Group\","
                    "\"urn:example:useradmin:scim:2.0:Group", members);

  g_assert_nonnull (group);
  g_assert_cmpint (find_tie (coach, "references", "type", "coachedTeam"), ==, 1);
  g_assert_cmpint (find_tie (coach, "references", "type", "group"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  directory = ua_test_directory_start (200, NULL);
  g_test_add_func ("/directory/records/sample", test_sample);
  g_test_add_func ("/directory/records/refused", test_refused);
  g_test_add_func ("/directory/records/WS-09/permissions", test_permissions);
  g_test_add_func ("/directory/records/PE-08/groups", test_groups);
  result = g_test_run ();
  ua_test_directory_stop (directory);
  return result;
}
