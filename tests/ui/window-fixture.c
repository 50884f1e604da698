/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include <glib/gstdio.h>

#include "ua-config.h"
#include "ua-store.h"
#include "ua-sync-paths.h"
#include "ua-time.h"

/* Nobody answers there. */
#define ADDRESS "http://127.0.0.1:9/scim/v2"

static char *folder;
static UaApplication *application;

static UaMemberRecord *
make_member (guint i)
{
  static const char * const given[] = { "Ada", "Björn", "Chiara", "Dmitri", "Éloïse" };
  static const char * const family[] = { "Abbott", "Bergström", "Castellani", "Dvořák" };
  static const char * const roles[] = { "Designer", "Engineer", "Analyst" };
  static const char * const teams[] = { "Design", "Platform" };
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autofree char *id = g_strdup_printf ("m%03u", i);
  const char *family_name = i % 20 == 7 ? "Müller" : family[i % 4];
  g_autofree char *name = g_strdup_printf ("%s %s", given[i % 5], family_name);
  g_autofree char *email = g_strdup_printf ("member%03u@brackwater.example", i);
  g_autofree char *role = g_strdup_printf ("r%u", i % 3);
  g_autofree char *team = g_strdup_printf ("t%u", i % 2);
  g_autofree char *now = ua_time_format (ua_time_now ());

  ua_member_builder_set (builder, UA_FIELD_ID, id);
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, name);
  ua_member_builder_set (builder, UA_FIELD_GIVEN_NAME, given[i % 5]);
  ua_member_builder_set (builder, UA_FIELD_FAMILY_NAME, family_name);
  ua_member_builder_set (builder, UA_FIELD_EMAIL, email);
  ua_member_builder_set (builder, UA_FIELD_USER_NAME, email);
  ua_member_builder_set (builder, UA_FIELD_PHONE, "+99 20 1234");
  ua_member_builder_set (builder, UA_FIELD_STATUS, i % 10 == 3 ? "invited" : "active");
  ua_member_builder_set (builder, UA_FIELD_ACCESS_LEVEL, i == 0 ? "admin" : "employee");
  ua_member_builder_set (builder, UA_FIELD_ROLE_PROFILE, role);
  ua_member_builder_set (builder, UA_FIELD_ROLE_PROFILE_NAME, roles[i % 3]);
  ua_member_builder_set (builder, UA_FIELD_CREATED, i < 50 ? "2020-02-03T04:05:06Z" : now);
  if (i >= 60 && i < 63)
    ua_member_builder_set (builder, UA_FIELD_RETENTION_UNTIL, "2021-03-04");
  ua_member_builder_add (builder, UA_FIELD_TEAMS, team, teams[i % 2], "member");
  if (i == 1)
    ua_member_builder_add (builder, UA_FIELD_COACHED_TEAMS, "t0", "Design", "coach");
  if (i < 3)
    ua_member_builder_add (builder, UA_FIELD_GROUPS, "g0", "Climbers", i == 0 ? "admin" : NULL);
  return ua_member_builder_end (builder);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  ui_wait_for (*result != NULL);
  return *result;
}

/* The teams that the members are in, and two more, and the role profiles that they have. */
static void
fill_lists (UaStore *store)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) groups_written = NULL;
  g_autoptr (GAsyncResult) profiles_written = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (groups, ua_group_new ("g0", "Climbers", UA_GROUP_KIND_GROUP, NULL));
  g_ptr_array_add (groups, ua_group_new ("t1", "Platform", UA_GROUP_KIND_TEAM, NULL));
  g_ptr_array_add (groups, ua_group_new ("t0", "Design", UA_GROUP_KIND_TEAM, NULL));
  g_ptr_array_add (groups, ua_group_new ("s0", "Welcome Week", UA_GROUP_KIND_SESSION, NULL));
  g_ptr_array_add (profiles, ua_role_profile_new ("r0", "Designer", FALSE, NULL));
  g_ptr_array_add (profiles, ua_role_profile_new ("r1", "Engineer", FALSE, NULL));
  g_ptr_array_add (profiles, ua_role_profile_new ("r2", "Analyst", TRUE, NULL));
  ua_store_write_groups_async (store, groups, keep_result_cb, &groups_written);
  ua_store_write_groups_finish (store, await (&groups_written), &error);
  g_assert_no_error (error);
  ua_store_write_role_profiles_async (store, profiles, keep_result_cb, &profiles_written);
  ua_store_write_role_profiles_finish (store, await (&profiles_written), &error);
  g_assert_no_error (error);
}

/* What the server was once found to be able to do. */
static char *
make_capabilities (void)
{
  static const UaCapability known[] = {
    UA_CAPABILITY_GROUPS, UA_CAPABILITY_GROUP_KINDS, UA_CAPABILITY_ROLE_PROFILES,
    UA_CAPABILITY_AUDIT_EVENTS, UA_CAPABILITY_MESSAGES, UA_CAPABILITY_STATUS,
  };
  g_autoptr (UaCapabilities) capabilities = ua_capabilities_new ();

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      UaCapabilities *more = ua_capabilities_with (capabilities, known[i], UA_SUPPORT_YES);

      ua_capabilities_unref (capabilities);
      capabilities = more;
    }
  return ua_capabilities_to_text (capabilities);
}

static void
keep_text (UaStore     *store,
           UaStoreText  which,
           const char  *text)
{
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  ua_store_set_text_async (store, which, text, keep_result_cb, &kept);
  ua_store_set_text_finish (store, await (&kept), &error);
  g_assert_no_error (error);
}

static void
fill_cache (UaConnection *connection)
{
  g_autofree char *cache = ua_sync_get_cache_dir (ua_connection_get_id (connection));
  g_autoptr (UaStore) store = ua_store_new (cache);
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ua_member_record_unref);
  g_autofree char *now = ua_time_format (ua_time_now ());
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) written = NULL;
  g_autofree char *capabilities = make_capabilities ();
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_MEMBERS; i++)
    g_ptr_array_add (records, make_member (i));
  ua_store_open_async (store, NULL, keep_result_cb, &opened);
  ua_store_open_finish (store, await (&opened), &error);
  g_assert_no_error (error);
  ua_store_write_members_async (store, records, UA_STORE_WRITE_NONE, keep_result_cb, &written);
  ua_store_write_members_finish (store, await (&written), NULL, &error);
  g_assert_no_error (error);
  fill_lists (store);
  keep_text (store, UA_STORE_TEXT_SYNCED_AT, now);
  keep_text (store, UA_STORE_TEXT_CAPABILITIES, capabilities);
  ua_store_close_async (store, keep_result_cb, &closed);
  ua_store_close_finish (store, await (&closed), &error);
  g_assert_no_error (error);
}

/* Like ui_init(), with everything that is written below a folder of its own. */
void
window_init (int    *argc,
             char ***argv)
{
  static const char * const variables[] = {
    "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
  };

  folder = g_dir_make_tmp ("useradmin-ui-XXXXXX", NULL);
  g_assert_nonnull (folder);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_setenv (variables[i], folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  ui_init (argc, argv);
  application = ua_application_new ();
  g_application_set_application_id (G_APPLICATION (application), UA_APPLICATION_ID ".Window");
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
}

void
window_set_up (WindowFixture *fixture,
               gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new (UA_APPLICATION_ID);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;
  g_autoptr (GError) error = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);

  fixture->connections = ua_connections_new ();
  fixture->connection = ua_connections_make_transient (ADDRESS, &error);
  g_assert_no_error (error);
  fill_cache (fixture->connection);
  window_open (fixture);
}

void
window_tear_down (WindowFixture *fixture,
                  gconstpointer  data)
{
  window_close (fixture);
  g_clear_object (&fixture->connection);
  g_clear_object (&fixture->connections);
  g_assert_true (ua_sync_remove_tree (folder, NULL));
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
}

/* Shows the window and waits for its list. */
void
window_present (WindowFixture *fixture)
{
  g_autoptr (UaCredentials) credentials = ua_credentials_new_token ("token");

  fixture->window = ua_window_new (application, fixture->connections);
  ua_window_open (fixture->window, fixture->connection, credentials);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ui_wait_for (window_get_selection (fixture) != NULL);
}

/* Shows the window and waits for all members. */
void
window_open (WindowFixture *fixture)
{
  window_present (fixture);
  ui_wait_for (window_get_n_found (fixture) == N_MEMBERS);
}

/* Closes the window as a person does, and fails where something still holds it (or its session). */
void
window_close (WindowFixture *fixture)
{
  gpointer window = fixture->window;
  gpointer session = ua_window_get_session (fixture->window);

  g_object_add_weak_pointer (G_OBJECT (window), &window);
  g_object_add_weak_pointer (G_OBJECT (session), &session);
  gtk_window_close (GTK_WINDOW (fixture->window));
  ui_wait_for (window == NULL);
  ui_wait_for (session == NULL);
  fixture->window = NULL;
}

GtkWidget *
window_find (WindowFixture *fixture,
             const char    *id)
{
  GtkWidget *widget = ui_find (GTK_WIDGET (fixture->window), id);

  g_assert_nonnull (widget);
  return widget;
}

UaMemberSelection *
window_get_selection (WindowFixture *fixture)
{
  return ua_members_page_get_selection (UA_MEMBERS_PAGE (window_find (fixture, "members_page")));
}

/* How many members the present query finds; G_MAXUINT while the answer is not there. */
guint
window_get_n_found (WindowFixture *fixture)
{
  UaMemberList *list = ua_member_selection_get_list (window_get_selection (fixture));

  return ua_member_list_get_busy (list) ? G_MAXUINT : ua_member_list_get_n_total (list);
}
