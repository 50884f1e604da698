/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-check.h"

#include "ua-client.h"
#include "ua-error.h"

/* The check of an address and credentials before they are kept (PE-13):
 *
 *   discovery -> one page of one member -> what the server can do, and the address that works
 *
 * Discovery alone is not enough: servers show it to anybody.
 */
typedef struct
{
  UaClient *client;             /* (owned) */
  UaWalk *walk;                 /* (owned) (nullable) */
  UaCapabilities *capabilities; /* (owned) (nullable) */
} Check;

static void
check_free (Check *check)
{
  if (check->client != NULL)
    ua_client_close (check->client);
  g_clear_object (&check->client);
  g_clear_pointer (&check->walk, ua_walk_free);
  g_clear_pointer (&check->capabilities, ua_capabilities_unref);
  g_free (check);
}

static void list_one (GTask *task);

static void
page_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPage) page = ua_client_list_finish (UA_CLIENT (source), result, &error);

  if (page != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* A server may refuse one way to page and know another. */
  if (ua_walk_feed_error (check->walk, error))
    list_one (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
list_one (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  UaPosition *position = ua_walk_get_position (check->walk);

  if (position == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  ua_client_list_async (check->client, UA_RESOURCE_USERS, NULL, position, 1, UA_LIST_FLAGS_NONE,
                        g_task_get_cancellable (task), page_listed_cb, task);
}

static void
server_discovered_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;

  check->capabilities = ua_client_discover_finish (UA_CLIENT (source), result, &error);
  if (check->capabilities == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  check->walk = ua_walk_new (check->capabilities, 1);
  list_one (g_steal_pointer (&task));
}

/**
 * ua_check_async:
 * @address: the address of a server as a person gave it
 * @credentials: what to sign in with
 * @cancellable: (nullable): to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Tries an address and credentials.
 */
void
ua_check_async (const char          *address,
                UaCredentials       *credentials,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, ua_check_async);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  check->client = ua_client_new (address, credentials, &error);
  if (check->client == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ua_client_discover_async (check->client, cancellable, server_discovered_cb,
                            g_object_ref (task));
}

/**
 * ua_check_finish:
 * @result: what the callback was given
 * @address: (out) (transfer full) (optional): the address in the form to keep
 * @error: what is wrong: %UA_ERROR_ADDRESS, %UA_ERROR_OFFLINE, %UA_ERROR_TLS, %UA_ERROR_REDIRECT,
 *   %UA_ERROR_AUTHENTICATION, %UA_ERROR_PERMISSION, %UA_ERROR_NOT_FOUND, %UA_ERROR_PROTOCOL and
 *   the other codes of #UaClient; %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the server can do
 */
UaCapabilities *
ua_check_finish (GAsyncResult  *result,
                 char         **address,
                 GError       **error)
{
  Check *check;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  check = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (address != NULL)
    *address = g_strdup (ua_client_get_address (check->client));
  return ua_capabilities_ref (check->capabilities);
}
