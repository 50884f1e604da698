/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client against the real directory, in a process of its own. */
#include "scripted-server.h"
#include "ua-client.h"
#include "ua-error.h"
#include "ua-test-directory.h"

#include <string.h>

#define N_SAMPLE 60

static UaClient *
new_client (UaTestDirectory *directory)
{
  g_autoptr (UaCredentials) token =
    ua_credentials_new_token (ua_test_directory_get_token (directory));
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (UaCapabilities) capabilities = NULL;
  UaClient *client = ua_client_new (ua_test_directory_get_base_uri (directory), token, &error);

  g_assert_no_error (error);
  ua_client_discover_async (client, NULL, result_arrived_cb, &result);
  capabilities = ua_client_discover_finish (client, await_result (&result), &error);
  g_assert_no_error (error);
  return client;
}

static UaPage *
list (UaClient    *client,
      UaResource   resource,
      UaQuery     *query,
      UaPosition  *position,
      guint        count)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  UaPage *page;

  ua_client_list_async (client, resource, query, position, count, UA_LIST_FLAGS_NONE, NULL,
                        result_arrived_cb, &result);
  page = ua_client_list_finish (client, await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ua_page_get_n_errors (page), ==, 0);
  return page;
}

static UaMemberRecord *
get_first (UaClient *client)
{
  g_autoptr (UaPosition) start = ua_position_new_index (1);
  g_autoptr (UaPage) page = list (client, UA_RESOURCE_USERS, NULL, start, 1);

  g_assert_cmpuint (ua_page_get_n (page), ==, 1);
  return ua_member_record_ref (ua_page_get_member (page, 0));
}

static void
test_discover (void)
{
  static const UaCapability wanted[] = {
    UA_CAPABILITY_PATCH, UA_CAPABILITY_FILTER, UA_CAPABILITY_SORT, UA_CAPABILITY_ETAG,
    UA_CAPABILITY_CURSOR_PAGING, UA_CAPABILITY_GROUPS, UA_CAPABILITY_STATUS,
    UA_CAPABILITY_ACCESS_LEVEL, UA_CAPABILITY_ROLE_PROFILES, UA_CAPABILITY_GROUP_KINDS,
    UA_CAPABILITY_INVITATIONS, UA_CAPABILITY_MESSAGES, UA_CAPABILITY_AUDIT_EVENTS,
    UA_CAPABILITY_PROVISIONING_RUNS, UA_CAPABILITY_SECURITY_PROFILES, UA_CAPABILITY_SETTINGS,
    UA_CAPABILITY_SEATS,
  };
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (UaCredentials) wrong = ua_credentials_new_token ("wrong");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpint (ua_capabilities_get (ua_client_get_capabilities (client), wanted[i]), ==,
                     UA_SUPPORT_YES);
  ua_client_set_credentials (client, wrong);
  ua_client_discover_async (client, NULL, result_arrived_cb, &result);
  g_assert_null (ua_client_discover_finish (client, await_result (&result), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_AUTHENTICATION);
}

/* Each way to page sees the same set. */
static void
test_walk (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (UaCapabilities) known = ua_capabilities_ref (ua_client_get_capabilities (client));
  static const UaSupport cursors[] = { UA_SUPPORT_YES, UA_SUPPORT_NO };

  for (guint resource = 0; resource < UA_N_RESOURCES; resource++)
    for (guint i = 0; i < G_N_ELEMENTS (cursors); i++)
      {
        g_autoptr (UaCapabilities) capabilities =
          ua_capabilities_with (known, UA_CAPABILITY_CURSOR_PAGING, cursors[i]);
        g_autoptr (UaWalk) walk = ua_walk_new (capabilities, 7);

        while (ua_walk_get_position (walk) != NULL)
          {
            g_autoptr (UaPage) page = list (client, (UaResource) resource, NULL,
                                            ua_walk_get_position (walk),
                                            ua_walk_get_count (walk));

            ua_walk_feed (walk, page);
          }
        g_assert_true (ua_walk_is_whole (walk));
        g_assert_cmpint (ua_walk_get_total (walk), ==, ua_walk_get_n_seen (walk));
        if (resource == UA_RESOURCE_USERS)
          g_assert_cmpuint (ua_walk_get_n_seen (walk), >=, N_SAMPLE);
        else
          g_assert_cmpuint (ua_walk_get_n_seen (walk), >, 0);
      }
}

static void
test_after (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (UaPosition) start = ua_position_new_after ("");
  g_autoptr (UaPage) first = list (client, UA_RESOURCE_USERS, NULL, start, 5);
  g_autoptr (UaPosition) next = ua_position_new_after (ua_page_get_id (first, 4));
  g_autoptr (UaPage) second = list (client, UA_RESOURCE_USERS, NULL, next, 5);

  g_assert_cmpstr (ua_page_get_id (second, 0), >, ua_page_get_id (first, 4));
  g_assert_cmpint (ua_page_get_total (second), ==, ua_page_get_total (first) - 5);
}

static void
test_query (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (UaMemberRecord) member = get_first (client);
  g_autoptr (UaFilter) filter =
    ua_filter_new_compare (UA_FIELD_USER_NAME, UA_FILTER_OP_EQUAL,
                           ua_member_record_get (member, UA_FIELD_USER_NAME));
  g_autoptr (UaQuery) query = ua_query_new (NULL, filter, UA_FIELD_USER_NAME, FALSE);
  g_autoptr (UaPosition) start = ua_position_new_index (1);
  g_autoptr (UaPage) page = list (client, UA_RESOURCE_USERS, query, start, 5);

  g_assert_cmpuint (ua_page_get_n (page), ==, 1);
  g_assert_cmpstr (ua_page_get_id (page, 0), ==, ua_member_record_get_id (member));
}

static UaMemberRecord *
set_title (UaClient        *client,
           UaMemberRecord  *member,
           const char      *title,
           const char      *key,
           GError         **error)
{
  UaPatchEntry entry = { UA_FIELD_TITLE, (char *) ua_member_record_get (member, UA_FIELD_TITLE),
                         (char *) title };
  g_autoptr (UaPatch) patch = ua_patch_new (ua_member_record_get_id (member),
                                            ua_member_record_get (member, UA_FIELD_VERSION),
                                            &entry, 1);
  g_autoptr (GAsyncResult) result = NULL;

  ua_client_update_member_async (client, patch, key, NULL, result_arrived_cb, &result);
  return ua_client_update_member_finish (client, await_result (&result), error);
}

static void
test_update (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (UaMemberRecord) before = get_first (client);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) after = set_title (client, before, "Harbour master", "k1", &error);
  g_autoptr (UaMemberRecord) unchanged = NULL;
  g_autoptr (UaMemberRecord) stale = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (ua_member_record_get (after, UA_FIELD_TITLE), ==, "Harbour master");
  g_assert_cmpstr (ua_member_record_get (after, UA_FIELD_VERSION), !=,
                   ua_member_record_get (before, UA_FIELD_VERSION));

  ua_client_get_member_async (client, ua_member_record_get_id (after),
                              ua_member_record_get (after, UA_FIELD_VERSION), NULL,
                              result_arrived_cb, &result);
  g_assert_true (ua_client_get_member_finish (client, await_result (&result), &unchanged, &error));
  g_assert_null (unchanged);

  /* On the outdated copy (N3). */
  stale = set_title (client, before, "Pilot", "k2", &error);
  g_assert_error (error, UA_ERROR, UA_ERROR_STALE);
  g_assert_null (stale);
}

/* The same change where the client believes the server to know neither PATCH nor versions. */
static void
test_update_by_put (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (UaMemberRecord) before = get_first (client);
  g_autoptr (UaCapabilities) poor =
    ua_capabilities_with (ua_client_get_capabilities (client), UA_CAPABILITY_PATCH, UA_SUPPORT_NO);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) after = NULL;

  ua_client_set_capabilities (client, poor);
  after = set_title (client, before, "Harbour master", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ua_member_record_get (after, UA_FIELD_TITLE), ==, "Harbour master");
  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    if (field != UA_FIELD_TITLE && field != UA_FIELD_VERSION && field != UA_FIELD_MODIFIED)
      g_assert_cmpstr (ua_member_record_get (after, field), ==,
                       ua_member_record_get (before, field));
}

static void
test_create_and_delete (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (0, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autoptr (UaMemberRecord) wanted = NULL;
  g_autoptr (UaMemberRecord) made = NULL;
  g_autoptr (UaMemberRecord) gone = NULL;
  g_autoptr (GAsyncResult) created = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GError) error = NULL;

  ua_member_builder_set (builder, UA_FIELD_ID, "ignored");
  ua_member_builder_set (builder, UA_FIELD_USER_NAME, "runa.tamm@brackwater.example");
  ua_member_builder_set (builder, UA_FIELD_EMAIL, "runa.tamm@brackwater.example");
  ua_member_builder_set (builder, UA_FIELD_GIVEN_NAME, "Runa");
  ua_member_builder_set (builder, UA_FIELD_FAMILY_NAME, "Tamm");
  wanted = ua_member_builder_end (builder);

  ua_client_create_member_async (client, wanted, "c1", NULL, result_arrived_cb, &created);
  made = ua_client_create_member_finish (client, await_result (&created), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ua_member_record_get (made, UA_FIELD_FAMILY_NAME), ==, "Tamm");

  ua_client_create_member_async (client, wanted, "c2", NULL, result_arrived_cb, &again);
  g_assert_null (ua_client_create_member_finish (client, await_result (&again), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CONFLICT);
  g_clear_error (&error);

  ua_client_delete_member_async (client, ua_member_record_get_id (made),
                                 ua_member_record_get (made, UA_FIELD_VERSION), "d1", NULL,
                                 result_arrived_cb, &deleted);
  g_assert_true (ua_client_delete_member_finish (client, await_result (&deleted), &error));
  g_assert_no_error (error);
  ua_client_get_member_async (client, ua_member_record_get_id (made), NULL, NULL,
                              result_arrived_cb, &read);
  g_assert_false (ua_client_get_member_finish (client, await_result (&read), &gone, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_FOUND);
}

/* The server dies; it is said, and when it is back all is well. */
static void
test_restart (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (UaMemberRecord) before = get_first (client);
  g_autoptr (GError) error = NULL;

  ua_test_directory_kill (directory);
  g_assert_null (set_title (client, before, "Harbour master", "k1", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_OFFLINE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/real/discover", test_discover);
  g_test_add_func ("/real/walk", test_walk);
  g_test_add_func ("/real/after", test_after);
  g_test_add_func ("/real/query", test_query);
  g_test_add_func ("/real/update", test_update);
  g_test_add_func ("/real/update-by-put", test_update_by_put);
  g_test_add_func ("/real/create-and-delete", test_create_and_delete);
  g_test_add_func ("/real/restart", test_restart);

  return g_test_run ();
}
