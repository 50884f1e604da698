/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-connections.h"

#include "ua-check.h"
#include "ua-client-address.h"
#include "ua-error.h"
#include "ua-keyring.h"
#include "ua-local-directory.h"
#include "ua-store.h"
#include "ua-sync-paths.h"
#include "ua-time.h"

#include <glib/gstdio.h>
#include <string.h>

#define GROUP_GENERAL "General"
#define GROUP_PREFIX "Connection "
#define KEY_LAST "Last"
#define KEY_KIND "Kind"
#define KEY_NAME "Name"
#define KEY_ADDRESS "Address"
#define KEY_USER_NAME "UserName"

struct _UaConnections
{
  GObject parent_instance;

  char *path;       /* (owned) */
  char *last;       /* (owned) (nullable): an id */
  GPtrArray *items; /* (owned), of UaConnection */
  GError *error;    /* (owned) (nullable) */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaConnections, ua_connections, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* NULL for a group that cannot be understood: one damaged entry does not cost the others. */
static UaConnection *
read_connection (GKeyFile   *file,
                 const char *group)
{
  const char *id = group + strlen (GROUP_PREFIX);
  g_autofree char *token = g_key_file_get_string (file, group, KEY_KIND, NULL);
  g_autofree char *name = g_key_file_get_string (file, group, KEY_NAME, NULL);
  g_autofree char *address = g_key_file_get_string (file, group, KEY_ADDRESS, NULL);
  g_autofree char *user_name = g_key_file_get_string (file, group, KEY_USER_NAME, NULL);
  UaConnectionKind kind;

  if (!ua_sync_id_is_valid (id) || !ua_connection_kind_from_token (token, &kind) ||
      (kind != UA_CONNECTION_KIND_LOCAL && address == NULL))
    return NULL;
  return ua_connection_new (id, kind, name != NULL ? name : id, address, user_name);
}

static void
write_connection (GKeyFile     *file,
                  UaConnection *connection)
{
  g_autofree char *group = g_strconcat (GROUP_PREFIX, ua_connection_get_id (connection), NULL);

  g_key_file_set_string (file, group, KEY_KIND,
                         ua_connection_kind_to_token (ua_connection_get_kind (connection)));
  g_key_file_set_string (file, group, KEY_NAME, ua_connection_get_name (connection));
  if (ua_connection_get_address (connection) != NULL)
    g_key_file_set_string (file, group, KEY_ADDRESS, ua_connection_get_address (connection));
  if (ua_connection_get_user_name (connection) != NULL)
    g_key_file_set_string (file, group, KEY_USER_NAME, ua_connection_get_user_name (connection));
}

/* A file that cannot be read as a key file is kept beside, for whoever can mend it. */
static void
set_aside (UaConnections *self)
{
  g_autofree char *aside =
    g_strdup_printf ("%s.broken-%" G_GINT64_FORMAT, self->path, ua_time_now ());

  if (g_rename (self->path, aside) != 0)
    g_warning ("The file of connections is damaged and cannot be set aside");
  g_clear_error (&self->error);
  self->error = g_error_new_literal (UA_ERROR, UA_ERROR_CORRUPT,
                                     "The file of connections is damaged and was set aside");
}

/* Whether what was read has to be written again, because the file is set aside for entries that
 * cannot be understood. */
static gboolean
load (UaConnections *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;
  guint n_bad = 0;

  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, &error))
    {
      if (error->domain == G_KEY_FILE_ERROR)
        set_aside (self);
      else if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        self->error = g_error_new (UA_ERROR, UA_ERROR_STORAGE,
                                   "The file of connections cannot be read: %d", error->code);
      return FALSE;
    }
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      UaConnection *connection;

      if (!g_str_has_prefix (groups[i], GROUP_PREFIX))
        continue;
      connection = read_connection (file, groups[i]);
      if (connection != NULL)
        g_ptr_array_add (self->items, connection);
      else
        n_bad++;
    }
  self->last = g_key_file_get_string (file, GROUP_GENERAL, KEY_LAST, NULL);
  if (n_bad > 0)
    set_aside (self);
  return n_bad > 0;
}

static gboolean
save (UaConnections  *self,
      GError        **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;

  if (!ua_sync_make_private_dir (folder, error))
    return FALSE;
  if (self->last != NULL)
    g_key_file_set_string (file, GROUP_GENERAL, KEY_LAST, self->last);
  for (guint i = 0; i < self->items->len; i++)
    write_connection (file, g_ptr_array_index (self->items, i));
  text = g_key_file_to_data (file, &length, NULL);
  if (!g_file_set_contents_full (self->path, text, (gssize) length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600, &cause))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_STORAGE,
                   "The file of connections cannot be written: %d", cause->code);
      return FALSE;
    }
  return TRUE;
}

/* How much of a UUID is taken for an id: its first two parts, with the dash between them.  Short,
 * because it becomes part of the path of a socket, which may have about 100 bytes. */
#define ID_BYTES 13

static char *
make_id (const char *prefix)
{
  g_autofree char *uuid = g_uuid_string_random ();

  uuid[ID_BYTES] = '\0';
  return g_strconcat (prefix, uuid, NULL);
}

static gboolean
find_index (UaConnections *self,
            const char    *id,
            guint         *position)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (ua_connection_get_id (g_ptr_array_index (self->items, i)), id) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/* Takes the entry out of list and file; a failure to write puts it back. */
static gboolean
remove_entry (UaConnections  *self,
              UaConnection   *connection,
              GError        **error)
{
  g_autoptr (UaConnection) kept = g_object_ref (connection);
  g_autofree char *last = NULL;
  guint position;

  if (!find_index (self, ua_connection_get_id (connection), &position))
    return TRUE;
  g_ptr_array_remove_index (self->items, position);
  last = g_strdup (self->last);
  if (g_strcmp0 (self->last, ua_connection_get_id (connection)) == 0)
    g_clear_pointer (&self->last, g_free);
  if (!save (self, error))
    {
      g_ptr_array_insert (self->items, (int) position, g_steal_pointer (&kept));
      g_free (self->last);
      self->last = g_steal_pointer (&last);
      return FALSE;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  return TRUE;
}

static void
remove_directory_in_thread (GTask        *task,
                            gpointer      source,
                            gpointer      task_data,
                            GCancellable *cancellable)
{
  const char *id = ua_connection_get_id (UA_CONNECTION (task_data));
  g_autofree char *directory = ua_sync_get_directory_dir (id);
  g_autofree char *socket_path = ua_sync_get_socket_path (id);
  GError *error = NULL;

  if (socket_path != NULL)
    g_unlink (socket_path);
  if (ua_sync_remove_tree (directory, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
secret_cleared_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_keyring_clear_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
directory_removed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaConnections *self = UA_CONNECTIONS (source);
  UaConnection *connection = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) ||
      !remove_entry (self, connection, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (ua_connection_get_kind (connection) == UA_CONNECTION_KIND_LOCAL ||
      !ua_connection_get_remembered (connection))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  ua_keyring_clear_async (connection, NULL, secret_cleared_cb, g_steal_pointer (&task));
}

static void
cache_forgotten_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) directory = NULL;
  UaConnection *connection = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ua_store_forget_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  directory = g_task_new (g_task_get_source_object (task), NULL, directory_removed_cb,
                          g_object_ref (task));
  g_task_set_source_tag (directory, remove_directory_in_thread);
  g_task_set_task_data (directory, g_object_ref (connection), g_object_unref);
  g_task_run_in_thread (directory, remove_directory_in_thread);
}

static void
secret_stored_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ua_keyring_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GType
ua_connections_get_item_type (GListModel *list)
{
  return UA_TYPE_CONNECTION;
}

static guint
ua_connections_get_n_items (GListModel *list)
{
  return UA_CONNECTIONS (list)->items->len;
}

static gpointer
ua_connections_get_item (GListModel *list,
                         guint       position)
{
  UaConnections *self = UA_CONNECTIONS (list);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ua_connections_get_item_type;
  iface->get_n_items = ua_connections_get_n_items;
  iface->get_item = ua_connections_get_item;
}

static void
ua_connections_finalize (GObject *object)
{
  UaConnections *self = UA_CONNECTIONS (object);

  g_free (self->path);
  g_free (self->last);
  g_ptr_array_unref (self->items);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ua_connections_parent_class)->finalize (object);
}

static void
ua_connections_class_init (UaConnectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_connections_finalize;
}

static void
ua_connections_init (UaConnections *self)
{
  self->path = ua_sync_get_config_file ();
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ua_connections_new:
 *
 * Reads the key file of the connections, a small one.  A damaged file is set aside beside it, and
 * ua_connections_get_error() says so.
 *
 * Returns: (transfer full): the connections that are remembered
 */
UaConnections *
ua_connections_new (void)
{
  UaConnections *self = g_object_new (UA_TYPE_CONNECTIONS, NULL);
  g_autoptr (GError) error = NULL;

  if (load (self) && !save (self, &error))
    g_warning ("%s", error->message);
  return self;
}

/**
 * ua_connections_get_error:
 * @self: the connections
 *
 * Returns: (transfer none) (nullable): what was wrong with the file when it was read:
 *   %UA_ERROR_CORRUPT when it was damaged, %UA_ERROR_STORAGE when it could not be read
 */
const GError *
ua_connections_get_error (UaConnections *self)
{
  g_return_val_if_fail (UA_IS_CONNECTIONS (self), NULL);

  return self->error;
}

/**
 * ua_connections_get_last:
 * @self: the connections
 *
 * Returns: (transfer none) (nullable): the connection that was used last
 */
UaConnection *
ua_connections_get_last (UaConnections *self)
{
  g_return_val_if_fail (UA_IS_CONNECTIONS (self), NULL);

  return ua_connections_find (self, self->last);
}

/**
 * ua_connections_find:
 * @self: the connections
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the connection with that id
 */
UaConnection *
ua_connections_find (UaConnections *self,
                     const char    *id)
{
  guint position;

  g_return_val_if_fail (UA_IS_CONNECTIONS (self), NULL);

  return id != NULL && find_index (self, id, &position)
           ? g_ptr_array_index (self->items, position) : NULL;
}

/**
 * ua_connections_set_last:
 * @self: the connections
 * @connection: the connection that is used now; nothing happens for one that is not in the list
 * @error: %UA_ERROR_STORAGE
 *
 * Returns: whether it will be found by ua_connections_get_last() at the next start
 */
gboolean
ua_connections_set_last (UaConnections  *self,
                         UaConnection   *connection,
                         GError        **error)
{
  const char *id;

  g_return_val_if_fail (UA_IS_CONNECTIONS (self), FALSE);
  g_return_val_if_fail (UA_IS_CONNECTION (connection), FALSE);

  id = ua_connection_get_id (connection);
  if (ua_connections_find (self, id) == NULL || g_strcmp0 (self->last, id) == 0)
    return TRUE;
  g_free (self->last);
  self->last = g_strdup (id);
  return save (self, error);
}

/**
 * ua_connections_add:
 * @self: the connections
 * @connection: a connection whose id is not in the list
 * @error: %UA_ERROR_STORAGE, %UA_ERROR_INVALID_ARGUMENT when the id cannot be used or is taken
 *
 * Remembers @connection.
 *
 * Returns: whether it is kept
 */
gboolean
ua_connections_add (UaConnections  *self,
                    UaConnection   *connection,
                    GError        **error)
{
  g_return_val_if_fail (UA_IS_CONNECTIONS (self), FALSE);
  g_return_val_if_fail (UA_IS_CONNECTION (connection), FALSE);

  if (!ua_sync_id_is_valid (ua_connection_get_id (connection)) ||
      ua_connections_find (self, ua_connection_get_id (connection)) != NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_INVALID_ARGUMENT,
                           "The id of the connection cannot be used");
      return FALSE;
    }
  g_ptr_array_add (self->items, g_object_ref (connection));
  if (!save (self, error))
    {
      g_ptr_array_remove_index (self->items, self->items->len - 1);
      return FALSE;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
  return TRUE;
}

/**
 * ua_connections_forget_async:
 * @self: the connections
 * @connection: a connection whose session, if there was one, has been closed
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Removes a connection with all that was kept for it: cache, queue of changes, secret, entry, and
 * for an organisation on this computer the organisation itself (UA-04).
 */
void
ua_connections_forget_async (UaConnections       *self,
                             UaConnection        *connection,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autofree char *cache = NULL;
  GTask *task;

  g_return_if_fail (UA_IS_CONNECTIONS (self));
  g_return_if_fail (UA_IS_CONNECTION (connection));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ua_connections_forget_async);
  g_task_set_task_data (task, g_object_ref (connection), g_object_unref);
  cache = ua_sync_get_cache_dir (ua_connection_get_id (connection));
  ua_store_forget_async (cache, cache_forgotten_cb, task);
}

/**
 * ua_connections_forget_finish:
 * @self: the connections
 * @result: what the callback was given
 * @error: %UA_ERROR_STORAGE when a file could not be removed, and the entry stays, to try again;
 *   %UA_ERROR_KEYRING when all is gone except that the keyring may still hold the secret
 *
 * Returns: whether nothing is left
 */
gboolean
ua_connections_forget_finish (UaConnections  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_connections_create_local:
 * @self: the connections
 * @name: what to call the organisation
 * @n_sample: how many made-up members it shall have at first, or 0
 * @error: %UA_ERROR_STORAGE
 *
 * Makes an organisation on this computer and adds its connection; its members are made when it is
 * first opened.
 *
 * Returns: (transfer full) (nullable): the connection
 */
UaConnection *
ua_connections_create_local (UaConnections  *self,
                             const char     *name,
                             guint           n_sample,
                             GError        **error)
{
  g_autofree char *id = make_id ("local-");
  g_autoptr (UaConnection) connection = NULL;

  g_return_val_if_fail (UA_IS_CONNECTIONS (self), NULL);

  connection = ua_connection_new (id, UA_CONNECTION_KIND_LOCAL, name, NULL, NULL);
  if (!ua_local_directory_prepare (id, n_sample, error) ||
      !ua_connections_add (self, connection, error))
    return NULL;
  return g_steal_pointer (&connection);
}

/**
 * ua_connections_make_transient:
 * @address: the address of a server, such as a command line names
 * @error: %UA_ERROR_ADDRESS
 *
 * Makes a connection that is not remembered: it is in no list and its secret in no keyring.  Its
 * cache is found again when the same address is given.  It is called after its server.
 *
 * Returns: (transfer full) (nullable): the connection
 */
UaConnection *
ua_connections_make_transient (const char  *address,
                               GError     **error)
{
  g_autofree char *normal = ua_client_normalize_address (address, error);
  g_autofree char *id = NULL;
  UaConnection *connection;

  if (normal == NULL)
    return NULL;
  id = ua_sync_id_from_address (normal);
  connection = ua_connection_new (id, UA_CONNECTION_KIND_TOKEN, NULL, normal, NULL);
  ua_connection_set_remembered (connection, FALSE);
  return connection;
}

/**
 * ua_connections_make_remote:
 * @name: (nullable): what to call the organisation; %NULL to call it after its server
 * @address: the address as ua_connections_check_finish() gave it
 * @credentials: what to sign in with; only the user name goes into the connection
 *
 * Returns: (transfer full): a connection to a server, with an id of its own, in no list yet
 */
UaConnection *
ua_connections_make_remote (const char    *name,
                            const char    *address,
                            UaCredentials *credentials)
{
  g_autofree char *id = make_id ("server-");
  const char *user_name = ua_credentials_get_user_name (credentials);

  return ua_connection_new (id,
                            user_name != NULL ? UA_CONNECTION_KIND_BASIC
                                              : UA_CONNECTION_KIND_TOKEN,
                            name, address, user_name);
}

/**
 * ua_connections_check_async:
 * @address: the address of a server as a person gave it
 * @credentials: what to sign in with
 * @cancellable: (nullable): to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Tries an address and credentials: discovery, and one page of one member.
 */
void
ua_connections_check_async (const char          *address,
                            UaCredentials       *credentials,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  ua_check_async (address, credentials, cancellable, callback, user_data);
}

/**
 * ua_connections_check_finish:
 * @result: what the callback was given
 * @address: (out) (transfer full) (optional): the address in the form to keep
 * @error: what is wrong, see ua_check_finish()
 *
 * Returns: (transfer full) (nullable): what the server can do
 */
UaCapabilities *
ua_connections_check_finish (GAsyncResult  *result,
                             char         **address,
                             GError       **error)
{
  return ua_check_finish (result, address, error);
}

/**
 * ua_connections_store_secret_async:
 * @self: the connections
 * @connection: a connection of the kind token or basic
 * @credentials: what to sign in with
 * @cancellable: (nullable): to stop waiting
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Keeps the secret of @connection in the keyring, and nowhere else (PE-14).
 */
void
ua_connections_store_secret_async (UaConnections       *self,
                                   UaConnection        *connection,
                                   UaCredentials       *credentials,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (UA_IS_CONNECTIONS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ua_connections_store_secret_async);
  ua_keyring_store_async (connection, credentials, cancellable, secret_stored_cb, task);
}

/**
 * ua_connections_store_secret_finish:
 * @self: the connections
 * @result: what the callback was given
 * @error: %UA_ERROR_KEYRING, and the credentials are good for this session only;
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the secret is kept
 */
gboolean
ua_connections_store_secret_finish (UaConnections  *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
