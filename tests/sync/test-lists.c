/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups and role profiles, written to the real directory. */
#include "directory-session.h"
#include "session-fixture.h"
#include "ua-test-directory.h"

#include "ua-error.h"

#define N_SAMPLE 60

static gboolean
finish (UaSession     *session,
        GAsyncResult **result,
        GError       **error)
{
  wait_for (*result != NULL);
  return ua_session_write_listed_finish (session, *result, error);
}

static void
write_group (UaSession *session,
             UaGroup   *group,
             GVariant  *values)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_session_write_group_async (session, group, values, keep_result, &result);
  finish (session, &result, &error);
  g_assert_no_error (error);
}

static GError *
write_profile (UaSession     *session,
               UaRoleProfile *profile,
               GVariant      *values)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  ua_session_write_role_profile_async (session, profile, values, keep_result, &result);
  finish (session, &result, &error);
  return error;
}

static GVariant *
name_it (const char *name)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "name", "s", name);
  return g_variant_dict_end (&dict);
}

static GVariant *
name_group (const char *name,
            const char *kind)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "name", "s", name);
  g_variant_dict_insert (&dict, "kind", "s", kind);
  return g_variant_dict_end (&dict);
}

static GVariant *
retire (gboolean retired)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "retired", "b", retired);
  return g_variant_dict_end (&dict);
}

/* NULL where there is none. */
static UaGroup *
peek_group (UaSession  *session,
            const char *name)
{
  GListModel *groups = ua_session_get_groups (session);

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (UaGroup) group = g_list_model_get_item (groups, i);

      if (g_strcmp0 (ua_group_get_name (group), name) == 0)
        return g_steal_pointer (&group);
    }
  return NULL;
}

static gboolean
has_group (UaSession  *session,
           const char *name)
{
  g_autoptr (UaGroup) group = peek_group (session, name);

  return group != NULL;
}

/* The lists follow the cache a moment later. */
static UaGroup *
find_group (UaSession  *session,
            const char *name)
{
  wait_for (has_group (session, name));
  return peek_group (session, name);
}

static UaRoleProfile *
peek_profile (UaSession  *session,
              const char *name)
{
  GListModel *profiles = ua_session_get_role_profiles (session);

  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (UaRoleProfile) profile = g_list_model_get_item (profiles, i);

      if (g_strcmp0 (ua_role_profile_get_name (profile), name) == 0)
        return g_steal_pointer (&profile);
    }
  return NULL;
}

static gboolean
has_profile (UaSession  *session,
             const char *name,
             gboolean    retired)
{
  g_autoptr (UaRoleProfile) profile = peek_profile (session, name);

  return profile != NULL && ua_role_profile_get_retired (profile) == retired;
}

static UaRoleProfile *
find_profile (UaSession  *session,
              const char *name,
              gboolean    retired)
{
  wait_for (has_profile (session, name, retired));
  return peek_profile (session, name);
}

static guint
ask_n (UaTestDirectory *directory,
       const char      *path)
{
  g_autoptr (UaTestReply) reply = ua_test_directory_get (directory, path);

  g_assert_cmpuint (reply->status, ==, 200);
  return (guint) json_object_get_int_member (ua_test_reply_object (reply), "totalResults");
}

/* LE-09, TL-12: a group of each kind is made, called otherwise and deleted; the list shows it. */
static void
test_groups (void)
{
  static const char * const kinds[] = { "team", "group", "session" };
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  guint n = ask_n (directory, "/Groups?count=1");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (UaGroup) made = NULL;
      g_autoptr (UaGroup) renamed = NULL;

      write_group (session, NULL, name_group ("Lantern Keepers", kinds[i]));
      g_assert_cmpuint (ask_n (directory, "/Groups?count=1"), ==, n + 1);
      made = find_group (session, "Lantern Keepers");
      g_assert_cmpint (ua_group_get_kind (made), ==, ua_group_kind_from_token (kinds[i]));
      write_group (session, made, name_it ("Lamp Keepers"));
      renamed = find_group (session, "Lamp Keepers");
      g_assert_cmpstr (ua_group_get_id (renamed), ==, ua_group_get_id (made));
      write_group (session, renamed, NULL);
      wait_for (!has_group (session, "Lamp Keepers"));
      g_assert_cmpuint (ask_n (directory, "/Groups?count=1"), ==, n);
    }
  close_session (&session);
}

/* WS-11: made, called otherwise, retired and brought back; a name is there once, and one that
 * members have is not deleted. */
static void
test_role_profiles (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  g_autoptr (UaRoleProfile) taken =
    g_list_model_get_item (ua_session_get_role_profiles (session), 0);
  g_autoptr (UaRoleProfile) made = NULL;
  g_autoptr (UaRoleProfile) retired = NULL;
  g_autoptr (UaRoleProfile) back = NULL;
  g_autoptr (GError) conflict = NULL;
  g_autoptr (GError) in_use = NULL;

  g_assert_no_error (write_profile (session, NULL, name_it ("Lamplighter")));
  made = find_profile (session, "Lamplighter", FALSE);
  conflict = write_profile (session, NULL, name_it ("lamplighter"));
  g_assert_error (conflict, UA_ERROR, UA_ERROR_CONFLICT);
  g_assert_no_error (write_profile (session, made, retire (TRUE)));
  retired = find_profile (session, "Lamplighter", TRUE);
  g_assert_no_error (write_profile (session, retired, retire (FALSE)));
  back = find_profile (session, "Lamplighter", FALSE);
  g_assert_no_error (write_profile (session, back, NULL));
  wait_for (!has_profile (session, "Lamplighter", FALSE));

  in_use = write_profile (session, taken, NULL);
  g_assert_error (in_use, UA_ERROR, UA_ERROR_CONFLICT);
  close_session (&session);
}

/* What cannot be sent now is not kept for later. */
static void
test_offline (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  UaSession *session = open_directory (directory);
  g_autoptr (GError) error = NULL;

  ua_test_directory_kill (directory);
  ua_session_refresh (session);
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_OFFLINE);
  error = write_profile (session, NULL, name_it ("Lamplighter"));
  g_assert_error (error, UA_ERROR, UA_ERROR_OFFLINE);
  close_session (&session);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/lists/groups", test_groups);
  g_test_add_func ("/sync/lists/role-profiles", test_role_profiles);
  g_test_add_func ("/sync/lists/offline", test_offline);
  return g_test_run ();
}
