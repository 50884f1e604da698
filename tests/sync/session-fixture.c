/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "session-fixture.h"

#include "ua-error.h"

#include <string.h>

gboolean
note_late (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Opens the cache; that the server cannot be reached is no failure. */
UaSession *
open_session (UaConnection *connection,
              const char   *token)
{
  g_autoptr (UaCredentials) credentials =
    token != NULL ? ua_credentials_new_token (token) : NULL;
  UaSession *session = ua_session_new (connection, credentials);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_session_open_async (session, NULL, keep_result, &result);
  wait_for (result != NULL);
  ua_session_open_finish (session, result, &error);
  g_assert_no_error (error);
  return session;
}

UaSession *
open_address (const char *address,
              const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaConnection) connection = ua_connections_make_transient (address, &error);

  g_assert_no_error (error);
  return open_session (connection, token);
}

void
close_session (UaSession **session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer weak = *session;

  ua_session_close_async (*session, keep_result, &result);
  wait_for (result != NULL);
  ua_session_close_finish (*session, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  g_object_add_weak_pointer (weak, &weak);
  g_clear_object (session);
  wait_for (weak == NULL);
}

void
wait_online (UaSession *session)
{
  wait_for (ua_session_get_state (session) == UA_SESSION_STATE_ONLINE);
}

static char *
describe_changes (UaSession *session)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "state %u", ua_session_get_state (session));
  for (guint i = 0; i < g_list_model_get_n_items (ua_session_get_changes (session)); i++)
    {
      g_autoptr (UaChange) change = dup_change (session, i);
      UaPatch *patch = ua_change_get_patch (change);
      const UaPatchEntry *entry = ua_patch_get_nth (patch, 0);

      g_string_append_printf (text, "\n%s %s, %u times: %s from “%s” to “%s” of version %s",
                              ua_patch_get_member_id (patch),
                              ua_change_state_to_token (ua_change_get_state (change)),
                              ua_change_get_attempts (change), ua_field_get_key (entry->field),
                              entry->old_value, entry->new_value,
                              ua_patch_get_base_version (patch));
    }
  return g_string_free (text, FALSE);
}

/* Waits until no change is left in the queue. */
void
wait_sent (UaSession *session)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (30, note_late, &late);

  while (!late && g_list_model_get_n_items (ua_session_get_changes (session)) > 0)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    {
      g_autofree char *text = describe_changes (session);

      g_error ("Changes stay in the queue: %s", text);
    }
  g_source_remove (source);
  g_assert_cmpuint (ua_session_get_n_pending (session), ==, 0);
}

/* NULL for a member whom the cache does not have. */
UaMemberRecord *
find_record (UaSession  *session,
             const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (UaMember) member = NULL;
  g_autoptr (GError) error = NULL;

  ua_session_find_member_async (session, id, NULL, keep_result, &result);
  wait_for (result != NULL);
  member = ua_session_find_member_finish (session, result, &error);
  if (member == NULL)
    {
      g_assert_error (error, UA_ERROR, UA_ERROR_NOT_FOUND);
      return NULL;
    }
  g_assert_nonnull (ua_member_get_record (member));
  return ua_member_record_ref (ua_member_get_record (member));
}

/* An interned copy, so that nobody has to free it. */
const char *
peek_field (UaSession  *session,
            const char *id,
            UaField     field)
{
  g_autoptr (UaMemberRecord) record = find_record (session, id);

  g_assert_nonnull (record);
  return g_intern_string (ua_member_record_get (record, field));
}

gboolean
is_known (UaSession  *session,
          const char *id)
{
  g_autoptr (UaMemberRecord) record = find_record (session, id);

  return record != NULL;
}

/* The ids of members with a status, not of who is signed in. */
GStrv
find_ids (UaSession *session,
          UaStatus   status,
          guint      n)
{
  g_autoptr (UaFilter) filter = ua_filter_new_compare (UA_FIELD_STATUS, UA_FILTER_OP_EQUAL,
                                                       ua_status_to_token (status));
  g_autoptr (UaQuery) query = ua_query_new (NULL, filter, UA_FIELD_DISPLAY_NAME, FALSE);
  g_autoptr (UaMemberList) list = ua_session_query (session, query);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  wait_for (g_list_model_get_n_items (G_LIST_MODEL (list)) > n);
  for (guint i = 0, found = 0; found < n; i++)
    {
      g_autoptr (UaMember) member = g_list_model_get_item (G_LIST_MODEL (list), i);
      const char *id;

      wait_for (ua_member_get_record (member) != NULL);
      id = ua_member_record_get_id (ua_member_get_record (member));
      if (g_strcmp0 (id, ua_session_get_own_id (session)) == 0)
        continue;
      g_strv_builder_add (ids, id);
      found++;
    }
  return g_strv_builder_end (ids);
}

void
submit (UaSession  *session,
        const char *id,
        UaField     field,
        const char *value)
{
  g_autoptr (UaMemberRecord) record = find_record (session, id);
  g_autoptr (UaMemberRecord) wanted = NULL;
  g_autoptr (UaPatch) patch = NULL;
  UaMemberBuilder *builder = ua_member_builder_new_from_record (record);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_member_builder_set (builder, field, value);
  wanted = ua_member_builder_end (builder);
  patch = ua_patch_new_difference (record, wanted);
  ua_session_submit_async (session, patch, NULL, keep_result, &result);
  wait_for (result != NULL);
  ua_session_submit_finish (session, result, &error);
  g_assert_no_error (error);
}

UaChange *
dup_change (UaSession *session,
            guint      position)
{
  return g_list_model_get_item (ua_session_get_changes (session), position);
}

gboolean
has_change_in (UaSession     *session,
               UaChangeState  state)
{
  guint n = g_list_model_get_n_items (ua_session_get_changes (session));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (UaChange) change = dup_change (session, i);

      if (ua_change_get_state (change) == state)
        return TRUE;
    }
  return FALSE;
}

void
resolve (UaSession *session,
         UaChange  *change,
         UaPatch   *patch)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_session_resolve_change_async (session, change, patch, keep_result, &result);
  wait_for (result != NULL);
  ua_session_resolve_change_finish (session, result, &error);
  g_assert_no_error (error);
}

gboolean
sign_in (UaSession   *session,
         const char  *token,
         GError     **error)
{
  g_autoptr (UaCredentials) credentials = ua_credentials_new_token (token);
  g_autoptr (GAsyncResult) result = NULL;

  ua_session_sign_in_async (session, credentials, FALSE, NULL, keep_result, &result);
  wait_for (result != NULL);
  return ua_session_sign_in_finish (session, result, error);
}

/* How many files below @folder hold the bytes of @text. */
guint
count_files_with (const char *folder,
                  const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += count_files_with (path, text);
      else if (g_file_get_contents (path, &bytes, &length, NULL) &&
               memmem (bytes, length, text, strlen (text)) != NULL)
        n++;
    }
  return n;
}
