/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-client.h"
#include "ua-error.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <locale.h>

/* The client against a SCIM service that was written by others (server.js), which has no ETags and
 * says of itemsPerPage what was asked for.  What a test has changed is read back without the
 * client. */

#define TOKEN "interop-token"
#define N_MEMBERS 250

#define OWN_URN "urn:ietf:params:scim:schemas:extension:brackwater:2.0:User"
#define ENTERPRISE_URN "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

typedef struct
{
  GSubprocess *server; /* (owned) */
  char *address;       /* (owned) */
  UaClient *client;    /* (owned) */
} Fixture;

static void
result_arrived_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static void
discover (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (UaCapabilities) capabilities = NULL;
  g_autoptr (GError) error = NULL;

  ua_client_discover_async (self->client, NULL, result_arrived_cb, &result);
  capabilities = ua_client_discover_finish (self->client, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (capabilities);
}

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "interop", "server.js", NULL);
  g_autofree char *count = g_strdup_printf ("%d", N_MEMBERS);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (UaCredentials) credentials = ua_credentials_new_token (TOKEN);
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  self->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                   &error, "node", script, TOKEN, count, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "listening on "));
  self->address = g_strdup (line + strlen ("listening on "));

  self->client = ua_client_new (self->address, credentials, &error);
  g_assert_no_error (error);
  if (GPOINTER_TO_INT (user_data))
    discover (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  GObject *client;
  GWeakRef gone;
  gboolean stopped;

  ua_client_close (self->client);
  /* The last to let go of the client may be the worker that read an answer, or the main context
   * when it comes round. */
  g_weak_ref_init (&gone, self->client);
  g_object_unref (self->client);
  while ((client = g_weak_ref_get (&gone)) != NULL)
    {
      g_object_unref (client);
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  g_weak_ref_clear (&gone);
  g_free (self->address);
  /* The server ends with its standard input. */
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->server), NULL, NULL);
  stopped = g_subprocess_wait (self->server, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (stopped);
  g_object_unref (self->server);
}

/* What the server itself says, by the bare protocol. */
static JsonObject *
ask (Fixture    *self,
     const char *path,
     guint      *status)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *uri = g_strconcat (self->address, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message),
                               "Authorization", "Bearer " TOKEN);
  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  *status = soup_message_get_status (message);
  json_parser_load_from_data (parser, g_bytes_get_data (body, NULL),
                              (gssize) g_bytes_get_size (body), &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

static UaMemberRecord *
get_member (Fixture    *self,
            const char *id,
            GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  UaMemberRecord *record = NULL;

  ua_client_get_member_async (self->client, id, NULL, NULL, result_arrived_cb, &result);
  ua_client_get_member_finish (self->client, wait_for (&result), &record, error);
  return record;
}

static UaPage *
list_page (Fixture     *self,
           UaResource   resource,
           UaQuery     *query,
           UaPosition  *position,
           guint        count,
           GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_client_list_async (self->client, resource, query, position, count, UA_LIST_FLAGS_NONE, NULL,
                        result_arrived_cb, &result);
  return ua_client_list_finish (self->client, wait_for (&result), error);
}

static void
test_discover (Fixture       *self,
               gconstpointer  user_data)
{
  UaCapabilities *capabilities = ua_client_get_capabilities (self->client);

  /* Section 12: what the server can do is known field by field. */
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_PATCH), ==, UA_SUPPORT_YES);
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_FILTER), ==, UA_SUPPORT_YES);
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_SORT), ==, UA_SUPPORT_YES);
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_ETAG), ==, UA_SUPPORT_NO);
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_GROUPS), ==, UA_SUPPORT_YES);
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_ENTERPRISE), ==,
                   UA_SUPPORT_YES);
  g_assert_cmpint (ua_capabilities_get (capabilities, UA_CAPABILITY_ROLE_PROFILES), ==,
                   UA_SUPPORT_NO);
}

static void
test_me (Fixture       *self,
         gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  ua_client_find_me_async (self->client, NULL, result_arrived_cb, &result);
  g_assert_true (ua_client_find_me_finish (self->client, wait_for (&result), &id, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "u00001");
}

static void
test_walk (Fixture       *self,
           gconstpointer  user_data)
{
  g_autoptr (UaWalk) walk = ua_walk_new (ua_client_get_capabilities (self->client), 40);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  UaPosition *position;
  guint pages = 0;

  /* N5: all of them, each once, in pages. */
  while ((position = ua_walk_get_position (walk)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaPage) page = list_page (self, UA_RESOURCE_USERS, NULL, position,
                                           ua_walk_get_count (walk), &error);

      g_assert_no_error (error);
      g_assert_cmpint (ua_page_get_n_errors (page), ==, 0);
      for (guint i = 0; i < ua_page_get_n (page); i++)
        g_hash_table_add (seen, g_strdup (ua_page_get_id (page, i)));
      ua_walk_feed (walk, page);
      pages++;
      g_assert_cmpint (pages, <, N_MEMBERS);
    }
  g_assert_true (ua_walk_is_whole (walk));
  g_assert_cmpint (g_hash_table_size (seen), ==, N_MEMBERS);
  g_assert_cmpint (pages, >=, N_MEMBERS / 40);
  g_assert_true (g_hash_table_contains (seen, "u00001"));
  g_assert_true (g_hash_table_contains (seen, "u00250"));
}

static void
test_read (Fixture       *self,
           gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = get_member (self, "u00003", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ua_member_record_get_id (record), ==, "u00003");
  g_assert_cmpstr (ua_member_record_get (record, UA_FIELD_USER_NAME), ==, "member00003");
  g_assert_cmpstr (ua_member_record_get (record, UA_FIELD_DISPLAY_NAME), ==, "Dáithí Müller");
  g_assert_cmpstr (ua_member_record_get (record, UA_FIELD_FAMILY_NAME), ==, "Müller");
  g_assert_cmpstr (ua_member_record_get (record, UA_FIELD_EMAIL), ==,
                   "member00003@brackwater.example");
  g_assert_cmpstr (ua_member_record_get (record, UA_FIELD_DEPARTMENT), ==, "Forge");
  g_assert_cmpstr (ua_member_record_get (record, UA_FIELD_EMPLOYEE_NUMBER), ==, "1003");
  g_assert_cmpint (ua_member_record_get_status (record), ==, UA_STATUS_ACTIVE);
}

static void
test_read_deactivated (Fixture       *self,
                       gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = get_member (self, "u00010", &error);

  g_assert_no_error (error);
  g_assert_cmpint (ua_member_record_get_status (record), ==, UA_STATUS_DEACTIVATED);
}

static void
test_absent (Fixture       *self,
             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (get_member (self, "u99999", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_FOUND);
}

static void
test_filter (Fixture       *self,
             gconstpointer  user_data)
{
  g_autoptr (UaFilter) filter =
    ua_filter_new_compare (UA_FIELD_USER_NAME, UA_FILTER_OP_EQUAL, "member00007");
  g_autoptr (UaQuery) query = ua_query_new (NULL, filter, UA_FIELD_USER_NAME, FALSE);
  g_autoptr (UaPosition) first = ua_position_new_index (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPage) page = list_page (self, UA_RESOURCE_USERS, query, first, 50, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ua_page_get_n (page), ==, 1);
  g_assert_cmpint (ua_page_get_total (page), ==, 1);
  g_assert_cmpstr (ua_page_get_id (page, 0), ==, "u00007");
}

static void
test_groups (Fixture       *self,
             gconstpointer  user_data)
{
  g_autoptr (UaPosition) first = ua_position_new_index (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPage) page = list_page (self, UA_RESOURCE_GROUPS, NULL, first, 50, &error);
  guint members = 0;

  g_assert_no_error (error);
  g_assert_cmpint (ua_page_get_n (page), ==, 3);
  for (guint i = 0; i < ua_page_get_n (page); i++)
    {
      g_assert_cmpstr (ua_group_get_name (ua_page_get_group (page, i)), !=, "");
      members += ua_page_get_n_in_group (page, i);
    }
  g_assert_cmpint (members, ==, N_MEMBERS);
}

static void
test_update (Fixture       *self,
             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) before = get_member (self, "u00004", &error);
  g_autoptr (UaMemberBuilder) builder = ua_member_builder_new_from_record (before);
  g_autoptr (UaMemberRecord) wanted = NULL;
  g_autoptr (UaMemberRecord) after = NULL;
  g_autoptr (UaPatch) patch = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonObject) user = NULL;
  JsonObject *enterprise;
  guint status;

  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, "Zoë “Z” Ångström");
  ua_member_builder_set (builder, UA_FIELD_DEPARTMENT, "Office");
  wanted = ua_member_builder_end (g_steal_pointer (&builder));
  patch = ua_patch_new_difference (before, wanted);
  g_assert_cmpint (ua_patch_get_n (patch), ==, 2);

  ua_client_update_member_async (self->client, patch, "k1", NULL, result_arrived_cb, &result);
  after = ua_client_update_member_finish (self->client, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ua_member_record_get (after, UA_FIELD_DISPLAY_NAME), ==, "Zoë “Z” Ångström");

  user = ask (self, "/Users/u00004", &status);
  g_assert_cmpint (status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (user, "displayName"), ==, "Zoë “Z” Ångström");
  g_assert_cmpstr (json_object_get_string_member (user, "userName"), ==, "member00004");
  enterprise = json_object_get_object_member (user, ENTERPRISE_URN);
  g_assert_cmpstr (json_object_get_string_member (enterprise, "department"), ==, "Office");
  g_assert_cmpstr (json_object_get_string_member (enterprise, "employeeNumber"), ==, "1004");
}

static UaMemberRecord *
create (Fixture    *self,
        const char *user_name,
        const char *key,
        GError    **error)
{
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autoptr (UaMemberRecord) record = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  ua_member_builder_set (builder, UA_FIELD_USER_NAME, user_name);
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, "New Member");
  ua_member_builder_set (builder, UA_FIELD_EMAIL, "new@brackwater.example");
  record = ua_member_builder_end (builder);
  ua_client_create_member_async (self->client, record, key, NULL, result_arrived_cb, &result);
  return ua_client_create_member_finish (self->client, wait_for (&result), error);
}

static void
test_create_and_delete (Fixture       *self,
                        gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMemberRecord) record = create (self, "new.member", "k2", &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *path = NULL;
  g_autoptr (JsonObject) there = NULL;
  g_autoptr (JsonObject) gone = NULL;
  guint status;

  g_assert_no_error (error);
  path = g_strconcat ("/Users/", ua_member_record_get_id (record), NULL);
  there = ask (self, path, &status);
  g_assert_cmpint (status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (there, "userName"), ==, "new.member");

  ua_client_delete_member_async (self->client, ua_member_record_get_id (record), NULL, "k3", NULL,
                                 result_arrived_cb, &result);
  g_assert_true (ua_client_delete_member_finish (self->client, wait_for (&result), &error));
  g_assert_no_error (error);
  gone = ask (self, path, &status);
  g_assert_cmpint (status, ==, 404);
}

static void
test_conflict (Fixture       *self,
               gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  /* CC-03: the server refuses a name that is taken. */
  g_assert_null (create (self, "MEMBER00001", "k4", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CONFLICT);
}

static void
test_wrong_token (Fixture       *self,
                  gconstpointer  user_data)
{
  g_autoptr (UaCredentials) wrong = ua_credentials_new_token ("wrong");
  g_autoptr (GError) error = NULL;

  ua_client_set_credentials (self->client, wrong);
  g_assert_null (get_member (self, "u00001", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_AUTHENTICATION);
}

static gboolean
has_server (void)
{
  g_autofree char *node = g_find_program_in_path ("node");
  g_autofree char *modules =
    g_test_build_filename (G_TEST_DIST, "interop", "node_modules", "scimmy", NULL);

  return node != NULL && g_file_test (modules, G_FILE_TEST_IS_DIR);
}

static const UaAttribute *
find_attribute (Fixture    *self,
                const char *path)
{
  GPtrArray *attributes =
    ua_capabilities_get_attributes (ua_client_get_capabilities (self->client));

  for (guint i = 0; i < attributes->len; i++)
    {
      g_autofree char *found = ua_attribute_dup_path (g_ptr_array_index (attributes, i));

      if (g_str_equal (found, path))
        return g_ptr_array_index (attributes, i);
    }
  g_error ("There is no %s", path);
}

static char *
dup_values (Fixture    *self,
            const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaAttributeValues) values = NULL;

  ua_client_get_attributes_async (self->client, "u00001", NULL, result_arrived_cb, &result);
  values = ua_client_get_attributes_finish (self->client, wait_for (&result), &error);
  g_assert_no_error (error);
  return g_strjoinv ("|",
                     (GStrv) ua_attribute_values_get (values, find_attribute (self, path)));
}

static void
set_values (Fixture            *self,
            const char         *path,
            const char * const *values)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_client_set_attribute_async (self->client, "u00001", NULL, find_attribute (self, path), values,
                                 NULL, NULL, result_arrived_cb, &result);
  ua_client_set_attribute_finish (self->client, wait_for (&result), &error);
  g_assert_no_error (error);
}

/* PE-10: what only the server knows is found, read, and changed by its type. */
static void
test_attributes (Fixture       *self,
                 gconstpointer  user_data)
{
  static const struct
  {
    const char *path;
    const char *before;
    const char *values[3];
    const char *after;
  } cases[] = {
    { OWN_URN ":badgeCode", "B1", { "B 2", NULL }, "B 2" },
    { OWN_URN ":overallSize", "", { "M", NULL }, "M" },
    { OWN_URN ":tools", "saw|plane", { "saw", "rasp", NULL }, "saw|rasp" },
    { OWN_URN ":onSite", "true", { "false", NULL }, "false" },
    { OWN_URN ":deskNumber", "", { "17", NULL }, "17" },
    { OWN_URN ":hoursFactor", "", { "0.5", NULL }, "0.5" },
    { OWN_URN ":firstYard", "", { "North", NULL }, "North" },
    { OWN_URN ":payroll.grade", "", { "7", NULL }, "7" },
    { "nickName", "", { "Ada", NULL }, "Ada" },
  };
  g_autofree char *left = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = dup_values (self, cases[i].path);
      g_autofree char *after = NULL;

      g_assert_cmpstr (before, ==, cases[i].before);
      set_values (self, cases[i].path, cases[i].values);
      after = dup_values (self, cases[i].path);
      g_assert_cmpstr (after, ==, cases[i].after);
    }
  set_values (self, OWN_URN ":badgeCode", (const char *[]){ NULL });
  left = dup_values (self, OWN_URN ":badgeCode");
  g_assert_cmpstr (left, ==, "");
  g_assert_cmpint (find_attribute (self, OWN_URN ":origin")->mutability, ==,
                   UA_MUTABILITY_READ_ONLY);
}

#define ADD(path, discovered, function) \
  g_test_add ("/interop/scimmy/" path, Fixture, GINT_TO_POINTER (discovered), set_up, function, \
              tear_down)

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* For meson that is a program of no tests, skipped as a whole. */
  if (!has_server ())
    {
      g_print ("1..0 # SKIP node or the modules of tests/interop are not installed\n");
      return 0;
    }

  ADD ("discover", TRUE, test_discover);
  ADD ("me", TRUE, test_me);
  ADD ("walk/N5", TRUE, test_walk);
  ADD ("read", TRUE, test_read);
  ADD ("read/undiscovered", FALSE, test_read);
  ADD ("read/deactivated", TRUE, test_read_deactivated);
  ADD ("read/absent", TRUE, test_absent);
  ADD ("filter", TRUE, test_filter);
  ADD ("groups", TRUE, test_groups);
  ADD ("update", TRUE, test_update);
  ADD ("create-and-delete", TRUE, test_create_and_delete);
  ADD ("conflict/CC-03", TRUE, test_conflict);
  ADD ("wrong-token", TRUE, test_wrong_token);
  ADD ("attributes", TRUE, test_attributes);

  return g_test_run ();
}
