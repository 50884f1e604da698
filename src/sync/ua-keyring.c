/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-keyring"

#include "ua-keyring.h"

#include "ua-error.h"

#include <libsecret/secret.h>

/* The one place for secrets (PE-14).  libsecret itself chooses between the Secret Service and,
 * in a sandbox, the encrypted file whose key the portal gives. */
static const SecretSchema schema = {
  .name = "com.example.UserAdmin",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* Errors of libsecret, GDBus and GIO become one: what they say may name the item. */
static void
return_failure (GTask  *task,
                GError *error)
{
  g_autoptr (GError) owned = error;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&owned));
      return;
    }
  g_debug ("The keyring failed: %s %d", g_quark_to_string (owned->domain), owned->code);
  g_task_return_new_error (task, UA_ERROR, UA_ERROR_KEYRING, "The keyring failed: %s %d",
                           g_quark_to_string (owned->domain), owned->code);
}

static void
password_looked_up_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaConnection *connection = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  char *secret = secret_password_lookup_nonpageable_finish (result, &error);
  UaCredentials *credentials = NULL;

  if (error != NULL)
    {
      return_failure (task, g_steal_pointer (&error));
      return;
    }
  if (secret == NULL)
    {
      g_task_return_new_error (task, UA_ERROR, UA_ERROR_NOT_FOUND,
                               "The keyring has no secret for this connection");
      return;
    }
  if (ua_connection_get_kind (connection) == UA_CONNECTION_KIND_BASIC)
    {
      const char *user_name = ua_connection_get_user_name (connection);

      credentials = ua_credentials_new_basic (user_name != NULL ? user_name : "", secret);
    }
  else
    credentials = ua_credentials_new_token (secret);
  secret_password_free (secret);
  g_task_return_pointer (task, credentials, (GDestroyNotify) ua_credentials_unref);
}

static void
password_stored_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    {
      if (error == NULL)
        g_set_error_literal (&error, UA_ERROR, UA_ERROR_KEYRING, "The keyring was not unlocked");
      return_failure (task, g_steal_pointer (&error));
      return;
    }
  g_task_return_boolean (task, TRUE);
}

static void
password_cleared_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* FALSE without an error means that there was nothing to remove, which is as good. */
  if (!secret_password_clear_finish (result, &error) && error != NULL)
    {
      return_failure (task, g_steal_pointer (&error));
      return;
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * ua_keyring_lookup_async:
 * @connection: whose secret, of the kind token or basic
 * @cancellable: (nullable): to stop waiting
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Asks the keyring for the secret of @connection; the person may be asked to unlock it.  The
 * first call loads the back end (tens of milliseconds), so it is not for before the first frame.
 */
void
ua_keyring_lookup_async (UaConnection        *connection,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (UA_IS_CONNECTION (connection));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_keyring_lookup_async);
  g_task_set_task_data (task, g_object_ref (connection), g_object_unref);
  secret_password_lookup (&schema, cancellable, password_looked_up_cb, task,
                          "connection", ua_connection_get_id (connection), NULL);
}

/**
 * ua_keyring_lookup_finish:
 * @result: what the callback was given
 * @error: %UA_ERROR_NOT_FOUND when there is no such secret (or its unlocking was dismissed),
 *   %UA_ERROR_KEYRING when the keyring is locked, absent or refused, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the credentials, or %NULL with @error set
 */
UaCredentials *
ua_keyring_lookup_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ua_keyring_store_async:
 * @connection: whose secret
 * @credentials: the credentials; only their secret is kept
 * @cancellable: (nullable): to stop waiting
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Keeps the secret of @connection in the keyring, in place of an older one.
 */
void
ua_keyring_store_async (UaConnection        *connection,
                        UaCredentials       *credentials,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autofree char *label = NULL;
  GTask *task;

  g_return_if_fail (UA_IS_CONNECTION (connection));
  g_return_if_fail (credentials != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_keyring_store_async);
  label = g_strdup_printf ("User Admin: %s", ua_connection_get_name (connection));
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label,
                         ua_credentials_get_secret (credentials), cancellable,
                         password_stored_cb, task,
                         "connection", ua_connection_get_id (connection), NULL);
}

/**
 * ua_keyring_store_finish:
 * @result: what the callback was given
 * @error: %UA_ERROR_KEYRING or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the secret is kept now
 */
gboolean
ua_keyring_store_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_keyring_clear_async:
 * @connection: whose secret
 * @cancellable: (nullable): to stop waiting
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Removes the secret of @connection from the keyring.
 */
void
ua_keyring_clear_async (UaConnection        *connection,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (UA_IS_CONNECTION (connection));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_keyring_clear_async);
  secret_password_clear (&schema, cancellable, password_cleared_cb, task,
                         "connection", ua_connection_get_id (connection), NULL);
}

/**
 * ua_keyring_clear_finish:
 * @result: what the callback was given
 * @error: %UA_ERROR_KEYRING or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the keyring has no secret of the connection now
 */
gboolean
ua_keyring_clear_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
