/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the extension has beside members, asked of the real directory. */
#include "scripted-server.h"
#include "ua-client.h"
#include "ua-error.h"
#include "ua-test-directory.h"

/* Nothing that nobody here made, but for who is signed in. */
#define N_SAMPLE 0

static UaClient *
new_client (UaTestDirectory *directory)
{
  g_autoptr (UaCredentials) token =
    ua_credentials_new_token (ua_test_directory_get_token (directory));
  g_autoptr (GError) error = NULL;
  UaClient *client = ua_client_new (ua_test_directory_get_base_uri (directory), token, &error);

  g_assert_no_error (error);
  return client;
}

static UaEntryPage *
list_at (UaClient      *client,
         UaEntryQuery  *query,
         UaPosition    *position,
         guint          count,
         GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_client_list_entries_async (client, query, position, count, NULL, result_arrived_cb, &result);
  return ua_client_list_entries_finish (client, await_result (&result), error);
}

static UaEntryPage *
list (UaClient     *client,
      UaEntryQuery *query)
{
  g_autoptr (UaPosition) start = ua_position_new_cursor ("");
  g_autoptr (GError) error = NULL;
  UaEntryPage *page = list_at (client, query, start, 100, &error);

  g_assert_no_error (error);
  return page;
}

static UaEntry *
get (UaClient     *client,
     UaEntryType   type,
     const char   *id,
     GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_client_get_entry_async (client, type, id, NULL, result_arrived_cb, &result);
  return ua_client_get_entry_finish (client, await_result (&result), error);
}

static gboolean
write_entry (UaClient    *client,
             const char  *id,
             const char  *version,
             const char  *values,
             GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) variant =
    values != NULL ? g_variant_parse (UA_ENTRY_VALUES_TYPE, values, NULL, NULL, NULL) : NULL;

  ua_client_write_entry_async (client, UA_ENTRY_TYPE_SECURITY_PROFILE, id, version, variant, NULL,
                               NULL, result_arrived_cb, &result);
  return ua_client_write_entry_finish (client, await_result (&result), error);
}

static void
act (UaTestDirectory *directory,
     const char      *action,
     const char      *rest)
{
  g_autofree char *body = g_strdup_printf (
    "{\"schemas\":[\"urn:example:useradmin:scim:2.0:ActionRequest\"],\"action\":\"%s\",%s}", action,
    rest);
  g_autoptr (UaTestReply) reply = ua_test_directory_send (directory, "POST", "/Actions", body);

  g_assert_cmpuint (reply->status, ==, 200);
}

/* Each type can be listed in its order, and searched by all that is looked through here. */
static void
test_types (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);

  for (guint type = 0; type < UA_N_SERVED_ENTRY_TYPES; type++)
    {
      g_autoptr (UaEntryQuery) all = ua_entry_query_new (type, NULL);
      g_autoptr (UaEntryQuery) none = ua_entry_query_new (type, "no-such-word");
      g_autoptr (UaEntryPage) everything = list (client, all);
      g_autoptr (UaEntryPage) nothing = list (client, none);

      g_assert_cmpint (everything->total, >=, everything->entries->len);
      g_assert_cmpuint (everything->n_rows, ==, everything->entries->len);
      if (*ua_entry_type_get_search (type) != NULL)
        g_assert_cmpuint (nothing->entries->len, ==, 0);
    }
}

/* Somebody whom the roster does not have. */
static void
make_member (UaTestDirectory *directory)
{
  g_autoptr (UaTestReply) reply = ua_test_directory_send (
    directory, "POST", "/Users",
    "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"ada.moor\"}");

  g_assert_cmpuint (reply->status, ==, 201);
}

static const char *
get_id (UaEntryPage *page,
        guint        n)
{
  return ua_entry_get_id (g_ptr_array_index (page->entries, n));
}

/* Both ways to page see the same, in the same order. */
static void
test_pages (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (UaEntryQuery) all = ua_entry_query_new (UA_ENTRY_TYPE_INVITATION, NULL);
  g_autoptr (UaEntryPage) whole = NULL;
  g_autoptr (UaPosition) cursor = ua_position_new_cursor ("");
  guint n = 0;

  act (directory, "invite",
       "\"parameters\":{\"emails\":[\"a@brackwater.example, b@brackwater.example,"
       "c@brackwater.example, d@brackwater.example, e@brackwater.example\"]}");
  whole = list (client, all);
  g_assert_cmpuint (whole->entries->len, ==, 5);
  while (cursor != NULL)
    {
      g_autoptr (UaPosition) index = ua_position_new_index (n + 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (UaEntryPage) by_cursor = list_at (client, all, cursor, 2, &error);
      g_autoptr (UaEntryPage) by_index = list_at (client, all, index, 2, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (by_cursor->entries->len, ==, by_index->entries->len);
      for (guint i = 0; i < by_cursor->entries->len; i++, n++)
        {
          g_assert_cmpstr (get_id (by_cursor, i), ==, get_id (whole, n));
          g_assert_cmpstr (get_id (by_index, i), ==, get_id (whole, n));
        }
      ua_position_unref (g_steal_pointer (&cursor));
      if (by_cursor->next_cursor != NULL)
        cursor = ua_position_new_cursor (by_cursor->next_cursor);
    }
  g_assert_cmpuint (n, ==, whole->entries->len);
}

/* What lists leave out comes with the one (WU-09). */
static void
test_run (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (UaEntryQuery) all = ua_entry_query_new (UA_ENTRY_TYPE_PROVISIONING_RUN, NULL);
  g_autoptr (UaEntryPage) before = list (client, all);
  g_autoptr (UaEntryPage) page = NULL;
  g_autoptr (UaEntry) run = NULL;
  g_autoptr (GError) error = NULL;
  UaEntry *listed;

  make_member (directory);
  act (directory, "provision",
       "\"parameters\":{\"source\":\"roster of today\",\"confirmed\":true,\"members\":"
       "[{\"userName\":\"quay\",\"email\":\"quay@brackwater.example\"}]}");
  page = list (client, all);
  g_assert_cmpuint (page->entries->len, ==, before->entries->len + 1);
  listed = g_ptr_array_index (page->entries, 0);
  g_assert_cmpstr (ua_entry_get (listed, "source"), ==, "roster of today");
  g_assert_cmpint (ua_entry_get_number (listed, "counts.created", 0), ==, 1);
  g_assert_cmpuint (ua_entry_get_n (listed, "stateChanges"), ==, 0);

  run = get (client, UA_ENTRY_TYPE_PROVISIONING_RUN, ua_entry_get_id (listed), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ua_entry_get (run, "source"), ==, "roster of today");
  g_assert_cmpuint (ua_entry_get_n (run, "stateChanges"), >, 0);
  g_assert_nonnull (ua_entry_get_nth (run, "stateChanges", 0, "to"));

  g_clear_object (&run);
  run = get (client, UA_ENTRY_TYPE_PROVISIONING_RUN, "../Users", &error);
  g_assert_null (run);
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_FOUND);
}

/* Seats and settings (TL-09). */
static void
test_organisation (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaEntry) seats = get (client, UA_ENTRY_TYPE_SEAT, "organisation", &error);
  g_autoptr (UaEntry) setting = get (client, UA_ENTRY_TYPE_SETTING, "setPassword", &error);

  g_assert_no_error (error);
  g_assert_cmpint (ua_entry_get_number (seats, "used", 0), >, 0);
  g_assert_cmpint (ua_entry_get_number (seats, "reserved", -1), >=, 0);
  g_assert_cmpstr (ua_entry_get (setting, "value"), ==, "false");
  g_assert_cmpstr (ua_entry_get (setting, "valueType"), ==, "boolean");
}

/* A security profile is made, renamed by who knows its last version, and deleted (CC-13). */
static void
test_write (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (UaEntryQuery) query = ua_entry_query_new (UA_ENTRY_TYPE_SECURITY_PROFILE, "Harbour");
  g_autoptr (UaEntryPage) page = NULL;
  g_autoptr (UaEntry) now = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  g_assert_true (write_entry (client, NULL, NULL,
                              "{'displayName': <'Harbour desk'>, 'rights': <[{'value': 'read'}]>}",
                              &error));
  g_assert_false (write_entry (client, NULL, NULL, "{'displayName': <'HARBOUR DESK'>}", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CONFLICT);
  g_clear_error (&error);
  page = list (client, query);
  g_assert_cmpuint (page->entries->len, ==, 1);
  id = ua_entry_get_id (g_ptr_array_index (page->entries, 0));
  g_assert_true (write_entry (client, id,
                              ua_entry_get_version (g_ptr_array_index (page->entries, 0)),
                              "{'displayName': <'Harbour office'>}", &error));
  g_assert_false (write_entry (client, id,
                               ua_entry_get_version (g_ptr_array_index (page->entries, 0)),
                               "{'displayName': <'Harbour'>}", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_STALE);
  g_clear_error (&error);
  now = get (client, UA_ENTRY_TYPE_SECURITY_PROFILE, id, &error);
  g_assert_cmpstr (ua_entry_get (now, "displayName"), ==, "Harbour office");
  g_assert_cmpstr (ua_entry_get_nth (now, "rights", 0, "value"), ==, "read");
  g_assert_true (write_entry (client, id, ua_entry_get_version (now), NULL, &error));
  g_assert_null (get (client, UA_ENTRY_TYPE_SECURITY_PROFILE, id, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_FOUND);
}

/* A server without the extension does not have the lists. */
static void
test_plain (void)
{
  g_autoptr (UaTestDirectory) directory = ua_test_directory_start (N_SAMPLE, "--plain", NULL);
  g_autoptr (UaClient) client = new_client (directory);
  g_autoptr (UaEntryQuery) all = ua_entry_query_new (UA_ENTRY_TYPE_INVITATION, NULL);
  g_autoptr (UaPosition) start = ua_position_new_index (1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (UaCapabilities) capabilities = NULL;
  g_autoptr (GError) error = NULL;

  ua_client_discover_async (client, NULL, result_arrived_cb, &result);
  capabilities = ua_client_discover_finish (client, await_result (&result), &error);
  g_assert_no_error (error);
  for (guint type = 0; type < UA_N_SERVED_ENTRY_TYPES; type++)
    g_assert_cmpint (ua_capabilities_get (capabilities, ua_entry_type_get_capability (type)), ==,
                     UA_SUPPORT_NO);
  g_assert_null (list_at (client, all, start, 10, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_SUPPORTED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/entries/types", test_types);
  g_test_add_func ("/client/entries/pages", test_pages);
  g_test_add_func ("/client/entries/run", test_run);
  g_test_add_func ("/client/entries/organisation", test_organisation);
  g_test_add_func ("/client/entries/write", test_write);
  g_test_add_func ("/client/entries/plain", test_plain);
  return g_test_run ();
}
