/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-sync.h"

#include "ua-error.h"

struct _UaConnections
{
  GObject parent_instance;

  GListStore *list; /* (owned), of UaConnection */
};

/* A check has no object, so what it is asked is kept here, for the one test program. */
static struct
{
  GTask *task;              /* (owned) (nullable) */
  char *address;            /* (owned) (nullable) */
  UaCredentials *tried;     /* (owned) (nullable) */
  UaCredentials *stored;    /* (owned) (nullable) */
  GError *store_error;      /* (owned) (nullable) */
  guint n_sample;
} state;

static GType    get_item_type        (GListModel          *list);
static guint    get_n_items          (GListModel          *list);
static gpointer get_item             (GListModel          *list,
                                      guint                position);
static void     list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UaConnections, ua_connections, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
get_item_type (GListModel *list)
{
  return UA_TYPE_CONNECTION;
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (UA_CONNECTIONS (list)->list));
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (UA_CONNECTIONS (list)->list), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
ua_connections_finalize (GObject *object)
{
  g_clear_object (&UA_CONNECTIONS (object)->list);

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
  self->list = g_list_store_new (UA_TYPE_CONNECTION);
}

UaConnections *
fake_connections_new (void)
{
  return g_object_new (UA_TYPE_CONNECTIONS, NULL);
}

const char *
fake_connections_get_address (void)
{
  return state.address;
}

UaCredentials *
fake_connections_get_tried (void)
{
  return state.tried;
}

gboolean
fake_connections_is_asked (void)
{
  return state.task != NULL;
}

void
fake_connections_answer (const char   *address,
                         const GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&state.task);

  g_assert_nonnull (task);
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_pointer (task, g_strdup (address), g_free);
}

void
fake_connections_fail_store (const GError *error)
{
  g_clear_error (&state.store_error);
  state.store_error = error != NULL ? g_error_copy (error) : NULL;
}

UaCredentials *
fake_connections_get_stored (void)
{
  return state.stored;
}

guint
fake_connections_get_n_sample (void)
{
  return state.n_sample;
}

void
fake_connections_reset (void)
{
  g_clear_object (&state.task);
  g_clear_pointer (&state.address, g_free);
  g_clear_pointer (&state.tried, ua_credentials_unref);
  g_clear_pointer (&state.stored, ua_credentials_unref);
  g_clear_error (&state.store_error);
  state.n_sample = 0;
}

gboolean
ua_connections_add (UaConnections  *self,
                    UaConnection   *connection,
                    GError        **error)
{
  g_list_store_append (self->list, connection);
  return TRUE;
}

UaConnection *
ua_connections_create_local (UaConnections  *self,
                             const char     *name,
                             guint           n_sample,
                             GError        **error)
{
  UaConnection *connection;

  if (state.store_error != NULL)
    {
      g_propagate_error (error, g_error_copy (state.store_error));
      return NULL;
    }
  state.n_sample = n_sample;
  connection = ua_connection_new ("local-1", UA_CONNECTION_KIND_LOCAL, name, NULL, NULL);
  g_list_store_append (self->list, connection);
  return connection;
}

UaConnection *
ua_connections_get_last (UaConnections *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autoptr (UaConnection) last =
    n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->list), n - 1) : NULL;

  return last;
}

UaConnection *
ua_connections_make_remote (const char    *name,
                            const char    *address,
                            UaCredentials *credentials)
{
  const char *user_name = ua_credentials_get_user_name (credentials);

  return ua_connection_new ("server-1",
                            user_name != NULL ? UA_CONNECTION_KIND_BASIC
                                              : UA_CONNECTION_KIND_TOKEN,
                            name, address, user_name);
}

void
ua_connections_check_async (const char          *address,
                            UaCredentials       *credentials,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_assert_null (state.task);
  g_free (state.address);
  state.address = g_strdup (address);
  g_clear_pointer (&state.tried, ua_credentials_unref);
  state.tried = ua_credentials_ref (credentials);
  state.task = g_task_new (NULL, cancellable, callback, user_data);
}

UaCapabilities *
ua_connections_check_finish (GAsyncResult  *result,
                             char         **address,
                             GError       **error)
{
  char *text = g_task_propagate_pointer (G_TASK (result), error);

  if (text == NULL)
    return NULL;
  *address = text;
  return ua_capabilities_new ();
}

void
ua_connections_store_secret_async (UaConnections       *self,
                                   UaConnection        *connection,
                                   UaCredentials       *credentials,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (state.store_error != NULL)
    {
      g_task_return_error (task, g_error_copy (state.store_error));
      return;
    }
  g_clear_pointer (&state.stored, ua_credentials_unref);
  state.stored = ua_credentials_ref (credentials);
  g_task_return_boolean (task, TRUE);
}

gboolean
ua_connections_store_secret_finish (UaConnections  *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
