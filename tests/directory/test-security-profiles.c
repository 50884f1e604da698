/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-test-actors.h"

#include <locale.h>
#include <string.h>

/* Security profiles (CC-13): sets of rights for members, or for all who have a role profile. */

#define EXT "urn:example:useradmin:scim:2.0:User"
#define SCHEMA "urn:example:useradmin:scim:2.0:SecurityProfile"
#define MAKE_USER(name) \
  "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" name "\"}"
#define TOLD "?attributes=" EXT ":securityProfiles," EXT ":rights"

static UaTestActors *actors;

static char *
make_profile (const char *name,
              const char *rights)
{
  g_autofree char *body =
    g_strdup_printf ("{\"schemas\":[\"" SCHEMA "\"],\"displayName\":\"%s\",\"rights\":[%s]}", name,
                     rights);

  return ua_test_actors_post (actors, "/SecurityProfiles", body);
}

static char *
make_parameters (const char *profile)
{
  return g_strdup_printf ("{\"securityProfile\":\"%s\"}", profile);
}

static void
assert_acts (UaTestWho   who,
             const char *action,
             const char *targets,
             const char *profile,
             const char *status)
{
  g_autofree char *parameters = make_parameters (profile);
  g_autoptr(UaTestReply) reply = ua_test_actors_act (actors, who, action, targets, parameters);

  g_test_message ("%s %s: %s", action, targets, reply->text);
  g_assert_cmpstr (ua_test_result_status (reply, 0), ==, status);
}

static guint
try_create (UaTestWho   who,
            const char *body)
{
  g_autoptr(UaTestReply) reply = ua_test_actors_send (actors, who, "POST", "/Users", body);

  return reply->status;
}

static void
patch_as (UaTestWho   who,
          const char *path,
          const char *operation,
          guint       status)
{
  g_autofree char *body = ua_test_make_patch (operation);
  g_autoptr(UaTestReply) reply = ua_test_actors_send (actors, who, "PATCH", path, body);

  g_test_message ("%s %s: %u %s", path, operation, reply->status, reply->text);
  g_assert_cmpuint (reply->status, ==, status);
}

static char *
tell (UaTestWho who)
{
  g_autofree char *path = g_strconcat ("/Users/", actors->ids[who], TOLD, NULL);
  g_autoptr(UaTestReply) reply = ua_test_actors_send (actors, UA_TEST_ADMIN, "GET", path, NULL);
  JsonObject *extension = ua_test_reply_extension (reply);
  JsonArray *profiles = extension != NULL
    ? json_object_get_array_member (extension, "securityProfiles") : NULL;
  GString *told = g_string_new (NULL);

  for (guint i = 0; profiles != NULL && i < json_array_get_length (profiles); i++)
    {
      JsonObject *one = json_array_get_object_element (profiles, i);

      g_string_append_printf (told, "%s/%s ", json_object_get_string_member (one, "display"),
                              json_object_get_string_member (one, "type"));
      g_assert_true (g_str_has_suffix (json_object_get_string_member (one, "$ref"),
                                       json_object_get_string_member (one, "value")));
    }
  return g_string_free (told, FALSE);
}

static void
test_resource (void)
{
  g_autofree char *id = make_profile ("Front desk", "\"invite\",\"invite\",\"signOff\"");
  g_autofree char *path = g_strconcat ("/SecurityProfiles/", id, NULL);
  g_autoptr(UaTestReply) reply = ua_test_directory_get (actors->directory, path);
  g_autoptr(UaTestReply) again =
    ua_test_directory_send (actors->directory, "POST", "/SecurityProfiles",
                            "{\"schemas\":[\"" SCHEMA "\"],\"displayName\":\"FRONT DESK\"}");
  g_autoptr(UaTestReply) wrong =
    ua_test_directory_send (actors->directory, "POST", "/SecurityProfiles",
                            "{\"schemas\":[\"" SCHEMA "\"],\"displayName\":\"X\","
                            "\"rights\":[\"fly\"]}");
  g_autoptr(UaTestReply) found =
    ua_test_directory_list (actors->directory, "/SecurityProfiles",
                            "displayName co \"desk\" and rights eq \"signOff\"", NULL);
  g_autoptr(UaTestReply) removed = NULL;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member
                                           (ua_test_reply_object (reply), "rights")), ==, 2);
  g_assert_cmpuint (again->status, ==, 409);
  g_assert_cmpstr (ua_test_reply_string (again, "scimType"), ==, "uniqueness");
  g_assert_cmpuint (wrong->status, ==, 400);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (found)), ==, 1);
  removed = ua_test_directory_send (actors->directory, "DELETE", path, NULL);
  g_assert_cmpuint (removed->status, ==, 204);
}

/* Assigned to a selection, with a preview, and taken away; what gives rights gives them at once. */
static void
test_members (void)
{
  g_autofree char *profile = make_profile ("Host", "\"invite\"");
  g_autofree char *path = g_strconcat ("/SecurityProfiles/", profile, NULL);
  g_autofree char *parameters = make_parameters (profile);
  g_autofree char *two = g_strdup_printf ("\"%s\",\"{target}\"", actors->ids[UA_TEST_EMPLOYEE]);
  g_autofree char *filter = g_strdup_printf (EXT ":securityProfiles.value eq \"%s\"", profile);
  g_autofree char *direct = NULL;
  g_autofree char *none = NULL;
  g_autoptr(UaTestReply) dry =
    ua_test_actors_act (actors, UA_TEST_ADMIN, "?assignSecurityProfile", two, parameters);
  g_autoptr(UaTestReply) real = NULL;
  g_autoptr(UaTestReply) who = NULL;
  g_autoptr(UaTestReply) holders = NULL;

  g_assert_cmpstr (ua_test_result_status (dry, 1), ==, "200");
  g_assert_cmpuint (try_create (UA_TEST_EMPLOYEE, MAKE_USER ("early")), ==, 403);
  patch_as (UA_TEST_ADMIN, path, "{\"op\":\"add\",\"path\":\"members\",\"value\":"
            "[{\"$ref\":\"/Users/{target}\"}]}", 200);
  patch_as (UA_TEST_ADMIN, path, "{\"op\":\"remove\",\"path\":\"members\"}", 200);

  real = ua_test_actors_act (actors, UA_TEST_ADMIN, "assignSecurityProfile", two, parameters);
  g_assert_cmpstr (ua_test_result_status (real, 1), ==, "200");
  g_assert_nonnull (strstr (real->text, "\"members\""));
  g_assert_cmpuint (try_create (UA_TEST_EMPLOYEE, MAKE_USER ("guest")), ==, 201);
  direct = tell (UA_TEST_TARGET);
  g_assert_cmpstr (direct, ==, "Host/direct ");
  who = ua_test_directory_list (actors->directory, "/Users", filter, NULL);
  g_assert_cmpuint (json_array_get_length (ua_test_reply_resources (who)), ==, 2);
  holders = ua_test_directory_get (actors->directory, path);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member
                                           (ua_test_reply_object (holders), "members")), ==, 2);

  assert_acts (UA_TEST_ADMIN, "removeSecurityProfile", "\"{target}\"", profile, "200");
  none = tell (UA_TEST_TARGET);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpuint (try_create (UA_TEST_EMPLOYEE, MAKE_USER ("second")), ==, 201);
  patch_as (UA_TEST_ADMIN, path, "{\"op\":\"remove\",\"path\":\"members\"}", 200);
  g_assert_cmpuint (try_create (UA_TEST_EMPLOYEE, MAKE_USER ("late")), ==, 403);
}

static void
test_role_profiles (void)
{
  g_autofree char *profile = make_profile ("Crew", "\"invite\"");
  g_autofree char *path = g_strconcat ("/SecurityProfiles/", profile, NULL);
  g_autofree char *both = NULL;
  g_autofree char *through = NULL;
  g_autoptr(UaTestReply) given = NULL;
  g_autoptr(UaTestReply) removed = NULL;

  assert_acts (UA_TEST_ADMIN, "assignSecurityProfileToRole", "\"{profile}\"", profile, "200");
  patch_as (UA_TEST_ADMIN, path, "{\"op\":\"remove\",\"path\":\"roleProfiles\"}", 200);
  patch_as (UA_TEST_ADMIN, path, "{\"op\":\"add\",\"path\":\"roleProfiles\",\"value\":"
            "[{\"$ref\":\"/RoleProfiles/{profile}\"}]}", 200);
  g_assert_cmpuint (try_create (UA_TEST_INSTRUCTOR, MAKE_USER ("a")), ==, 403);
  given = ua_test_actors_act (actors, UA_TEST_ADMIN, "assignRoleProfile", "\"{target}\"",
                              "{\"roleProfile\":\"{profile}\"}");
  g_assert_cmpstr (ua_test_result_status (given, 0), ==, "200");
  g_clear_pointer (&given, ua_test_reply_free);
  through = tell (UA_TEST_TARGET);
  g_assert_cmpstr (through, ==, "Crew/roleProfile ");
  g_assert_cmpuint (try_create (UA_TEST_TARGET, MAKE_USER ("a")), ==, 201);
  assert_acts (UA_TEST_ADMIN, "assignSecurityProfile", "\"{target}\"", profile, "200");
  both = tell (UA_TEST_TARGET);
  g_assert_cmpstr (both, ==, "Crew/direct Crew/roleProfile ");

  /* Each way ends by itself, and deleting the security profile ends both. */
  assert_acts (UA_TEST_ADMIN, "removeSecurityProfileFromRole", "\"{profile}\"", profile, "200");
  g_assert_cmpuint (try_create (UA_TEST_TARGET, MAKE_USER ("b")), ==, 201);
  removed = ua_test_directory_send (actors->directory, "DELETE", path, NULL);
  g_assert_cmpuint (removed->status, ==, 204);
  g_assert_cmpuint (try_create (UA_TEST_TARGET, MAKE_USER ("c")), ==, 403);
}

/* Nobody gives themselves rights, nor others rights that they do not have. */
static void
test_limits (void)
{
  g_autofree char *some = make_profile ("Some", "\"access\",\"read\"");
  g_autofree char *more = make_profile ("More", "\"access\",\"erase\"");
  g_autofree char *own = g_strconcat ("/SecurityProfiles/", some, NULL);
  g_autofree char *higher = g_strconcat ("/SecurityProfiles/", more, NULL);
  g_autofree char *self =
    g_strdup_printf ("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}",
                     actors->ids[UA_TEST_ADMIN]);
  g_autofree char *employee = g_strdup_printf ("\"%s\"", actors->ids[UA_TEST_EMPLOYEE]);
  static const char level[] =
    "{\"op\":\"replace\",\"path\":\"" EXT ":accessLevel\",\"value\":\"%s\"}";
  g_autofree char *admin = g_strdup_printf (level, "admin");
  g_autofree char *employed = g_strdup_printf (level, "employee");

  assert_acts (UA_TEST_ADMIN, "assignSecurityProfile", "\"{self}\"", some, "403");
  patch_as (UA_TEST_ADMIN, own, self, 403);
  assert_acts (UA_TEST_ADMIN, "assignSecurityProfile", employee, some, "200");

  assert_acts (UA_TEST_EMPLOYEE, "assignSecurityProfile", "\"{self}\"", some, "403");
  assert_acts (UA_TEST_EMPLOYEE, "assignSecurityProfile", "\"{target}\"", more, "403");
  assert_acts (UA_TEST_EMPLOYEE, "assignSecurityProfileToRole", "\"{profile}\"", more, "403");
  assert_acts (UA_TEST_EMPLOYEE, "assignSecurityProfile", "\"{target}\"", some, "200");
  assert_acts (UA_TEST_EMPLOYEE, "removeSecurityProfile", "\"{target}\"", some, "200");
  patch_as (UA_TEST_EMPLOYEE, own, "{\"op\":\"add\",\"path\":\"rights\",\"value\":[\"erase\"]}", 403);
  patch_as (UA_TEST_EMPLOYEE, higher, "{\"op\":\"remove\",\"path\":\"rights\"}", 403);
  patch_as (UA_TEST_EMPLOYEE, "/Users/{target}", admin, 403);
  patch_as (UA_TEST_EMPLOYEE, "/Me", admin, 403);
  /* An executive may also see the audit, which this profile has not. */
  g_clear_pointer (&admin, g_free);
  admin = g_strdup_printf (level, "executive");
  patch_as (UA_TEST_EMPLOYEE, "/Users/{target}", admin, 403);
  patch_as (UA_TEST_ADMIN, own, "{\"op\":\"add\",\"path\":\"rights\",\"value\":[\"audit\"]}", 200);
  patch_as (UA_TEST_EMPLOYEE, "/Users/{target}", admin, 200);
  patch_as (UA_TEST_EMPLOYEE, "/Users/{target}", employed, 200);
  assert_acts (UA_TEST_ADMIN, "removeSecurityProfile", employee, some, "200");
}

/* Who has rights that one lacks is out of one's reach in what counts. */
static void
test_above (void)
{
  g_autofree char *profile =
    make_profile ("Office", "\"read\",\"edit\",\"lifeCycle\",\"erase\",\"password\"");
  g_autofree char *employee = g_strdup_printf ("\"%s\"", actors->ids[UA_TEST_EMPLOYEE]);
  g_autofree char *admin = g_strconcat ("/Users/", actors->ids[UA_TEST_ADMIN], NULL);
  g_autofree char *target = g_strdup_printf ("\"%s\"", actors->ids[UA_TEST_ADMIN]);
  g_autoptr(UaTestReply) removed = NULL;
  g_autoptr(UaTestReply) off = NULL;

  assert_acts (UA_TEST_ADMIN, "assignSecurityProfile", employee, profile, "200");
  patch_as (UA_TEST_EMPLOYEE, admin, "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"T\"}", 200);
  patch_as (UA_TEST_EMPLOYEE, admin, "{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"T\"}",
            403);
  patch_as (UA_TEST_EMPLOYEE, admin, "{\"op\":\"replace\",\"path\":\"password\",\"value\":\"T\"}",
            403);
  patch_as (UA_TEST_EMPLOYEE, admin, "{\"op\":\"remove\",\"path\":\"password\"}", 403);
  patch_as (UA_TEST_EMPLOYEE, admin, "{\"op\":\"remove\",\"path\":\"emails\"}", 403);
  patch_as (UA_TEST_EMPLOYEE, admin, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}", 403);
  removed = ua_test_actors_send (actors, UA_TEST_EMPLOYEE, "DELETE", admin, NULL);
  g_assert_cmpuint (removed->status, ==, 403);
  off = ua_test_actors_act (actors, UA_TEST_EMPLOYEE, "deactivate", target, NULL);
  g_assert_cmpstr (ua_test_result_status (off, 0), ==, "403");
  patch_as (UA_TEST_EMPLOYEE, "/Users/{target}",
            "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}", 200);
  patch_as (UA_TEST_EMPLOYEE, "/Users/{target}",
            "{\"op\":\"replace\",\"path\":\"active\",\"value\":true}", 200);
  assert_acts (UA_TEST_ADMIN, "removeSecurityProfile", employee, profile, "200");
}

/* A job that brings rights is given by those who have these rights. */
static void
test_job (void)
{
  g_autofree char *profile = make_profile ("Payroll", "\"export\"");
  static const char given[] = "{\"op\":\"replace\",\"path\":\"" EXT ":roleProfile\","
                              "\"value\":{\"value\":\"{profile}\"}}";

  patch_as (UA_TEST_ADMIN, "/Users/{target}",
            "{\"op\":\"remove\",\"path\":\"" EXT ":roleProfile\"}", 200);
  patch_as (UA_TEST_MANAGER, "/Users/{target}", given, 200);
  patch_as (UA_TEST_MANAGER, "/Users/{target}",
            "{\"op\":\"remove\",\"path\":\"" EXT ":roleProfile\"}", 200);
  assert_acts (UA_TEST_ADMIN, "assignSecurityProfileToRole", "\"{profile}\"", profile, "200");
  patch_as (UA_TEST_MANAGER, "/Users/{target}", given, 403);
  assert_acts (UA_TEST_ADMIN, "removeSecurityProfileFromRole", "\"{profile}\"", profile, "200");
  patch_as (UA_TEST_MANAGER, "/Users/{target}", given, 200);
}

static gboolean
has_text (JsonObject *object,
          const char *name,
          const char *text)
{
  JsonArray *array = json_object_has_member (object, name)
    ? json_object_get_array_member (object, name) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (g_str_equal (json_array_get_string_element (array, i), text))
      return TRUE;
  return FALSE;
}

/* A client can ask beforehand what would be allowed (WS-10). */
static void
test_told (void)
{
  static const char query[] = "?attributes=" EXT ":rights," EXT ":permittedActions,"
                              EXT ":writableAttributes";
  g_autofree char *me = g_strconcat ("/Me", query, NULL);
  g_autofree char *report = g_strconcat ("/Users/{target}", query, NULL);
  g_autoptr(UaTestReply) plain = ua_test_directory_get (actors->directory, "/Me");
  g_autoptr(UaTestReply) admin = ua_test_actors_send (actors, UA_TEST_ADMIN, "GET", me, NULL);
  g_autoptr(UaTestReply) employee =
    ua_test_actors_send (actors, UA_TEST_EMPLOYEE, "GET", me, NULL);
  g_autoptr(UaTestReply) manager =
    ua_test_actors_send (actors, UA_TEST_MANAGER, "GET", report, NULL);
  JsonObject *own = ua_test_reply_extension (admin);
  JsonObject *theirs = ua_test_reply_extension (manager);
  JsonObject *little = ua_test_reply_extension (employee);

  g_assert_null (strstr (plain->text, "permittedActions"));
  g_assert_true (has_text (own, "rights", "erase"));
  g_assert_false (has_text (own, "permittedActions", "deactivate"));
  g_assert_false (has_text (own, "permittedActions", "delete"));
  g_assert_true (has_text (own, "permittedActions", "addLabel"));
  g_assert_false (has_text (own, "writableAttributes", EXT ":accessLevel"));
  g_assert_false (json_object_has_member (theirs, "rights"));
  g_assert_true (has_text (theirs, "permittedActions", "assignRoleProfile"));
  g_assert_false (has_text (theirs, "permittedActions", "setAccessLevel"));
  g_assert_true (has_text (theirs, "writableAttributes", "title"));
  g_assert_true (has_text (theirs, "writableAttributes", EXT ":labels"));
  g_assert_false (has_text (theirs, "writableAttributes", "userName"));
  g_assert_true (has_text (little, "writableAttributes", "password"));
  g_assert_false (has_text (little, "writableAttributes", "title"));
  g_assert_false (has_text (little, "permittedActions", "addLabel"));
}

/* The rights of who is deactivated are of no use; they are there again afterwards. */
static void
test_deactivated (void)
{
  g_autofree char *profile = make_profile ("Guide", "\"invite\"");
  g_autofree char *employee = g_strdup_printf ("\"%s\"", actors->ids[UA_TEST_EMPLOYEE]);
  g_autofree char *kept = NULL;
  g_autoptr(UaTestReply) off = NULL;
  g_autoptr(UaTestReply) on = NULL;

  assert_acts (UA_TEST_ADMIN, "assignSecurityProfile", employee, profile, "200");
  off = ua_test_actors_act (actors, UA_TEST_ADMIN, "deactivate", employee, NULL);
  g_assert_cmpstr (ua_test_result_status (off, 0), ==, "200");
  g_assert_cmpuint (try_create (UA_TEST_EMPLOYEE, MAKE_USER ("x")), ==, 401);
  on = ua_test_actors_act (actors, UA_TEST_ADMIN, "reactivate", employee, NULL);
  g_assert_cmpstr (ua_test_result_status (on, 0), ==, "200");
  kept = tell (UA_TEST_EMPLOYEE);
  g_assert_cmpstr (kept, ==, "Guide/direct ");
  g_assert_cmpuint (try_create (UA_TEST_EMPLOYEE, MAKE_USER ("x")), ==, 201);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  actors = ua_test_actors_new (0);
  g_test_add_func ("/directory/security-profiles/CC-13/resource", test_resource);
  g_test_add_func ("/directory/security-profiles/CC-13/members", test_members);
  g_test_add_func ("/directory/security-profiles/CC-13/role-profiles", test_role_profiles);
  g_test_add_func ("/directory/security-profiles/CC-13/limits", test_limits);
  g_test_add_func ("/directory/security-profiles/CC-13/above", test_above);
  g_test_add_func ("/directory/security-profiles/CC-13/job", test_job);
  g_test_add_func ("/directory/security-profiles/CC-13/told", test_told);
  g_test_add_func ("/directory/security-profiles/CC-13/deactivated", test_deactivated);
  result = g_test_run ();
  ua_test_actors_free (actors);
  return result;
}
