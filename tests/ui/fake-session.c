/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-sync.h"

#include "ua-time.h"

struct _UaSession
{
  GObject parent_instance;

  UaConnection *connection;     /* (owned) (nullable) */
  UaCapabilities *capabilities; /* (owned) */
  char *own_id;                 /* (owned) (nullable) */
  GListStore *role_profiles;    /* (owned) */
  GListStore *changes;          /* (owned) */

  GTask *task;                  /* (owned) (nullable): what waits for an answer */
  UaPatch *submitted;           /* (owned) (nullable) */
  UaPatch *resolution;          /* (owned) (nullable) */
  gboolean resolved;
  UaCredentials *credentials;   /* (owned) (nullable) */
  gboolean remember;
};

G_DEFINE_FINAL_TYPE (UaSession, ua_session, G_TYPE_OBJECT)

static void
ua_session_finalize (GObject *object)
{
  UaSession *self = UA_SESSION (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->capabilities, ua_capabilities_unref);
  g_free (self->own_id);
  g_clear_object (&self->role_profiles);
  g_clear_object (&self->changes);
  g_clear_object (&self->task);
  g_clear_pointer (&self->submitted, ua_patch_unref);
  g_clear_pointer (&self->resolution, ua_patch_unref);
  g_clear_pointer (&self->credentials, ua_credentials_unref);

  G_OBJECT_CLASS (ua_session_parent_class)->finalize (object);
}

static void
ua_session_class_init (UaSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_session_finalize;
}

static void
ua_session_init (UaSession *self)
{
  self->capabilities = ua_capabilities_new ();
  self->role_profiles = g_list_store_new (UA_TYPE_ROLE_PROFILE);
  self->changes = g_list_store_new (UA_TYPE_CHANGE);
}

static void
ask (UaSession           *self,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_assert_null (self->task);
  self->task = g_task_new (self, cancellable, callback, user_data);
}

UaSession *
fake_session_new (UaConnection *connection)
{
  UaSession *self = g_object_new (UA_TYPE_SESSION, NULL);

  self->connection = connection != NULL ? g_object_ref (connection) : NULL;
  return self;
}

void
fake_session_set_own_id (UaSession  *self,
                         const char *id)
{
  g_free (self->own_id);
  self->own_id = g_strdup (id);
}

void
fake_session_set_capabilities (UaSession      *self,
                               UaCapabilities *capabilities)
{
  ua_capabilities_unref (self->capabilities);
  self->capabilities = ua_capabilities_ref (capabilities);
}

void
fake_session_add_role_profile (UaSession  *self,
                               const char *id,
                               const char *name,
                               gboolean    retired)
{
  g_autoptr (UaRoleProfile) profile = ua_role_profile_new (id, name, retired, NULL);

  g_list_store_append (self->role_profiles, profile);
}

void
fake_session_add_change (UaSession *self,
                         UaChange  *change)
{
  g_list_store_append (self->changes, change);
}

void
fake_session_remove_changes (UaSession *self)
{
  g_list_store_remove_all (self->changes);
}

UaPatch *
fake_session_get_submitted (UaSession *self)
{
  return self->submitted;
}

UaPatch *
fake_session_get_resolution (UaSession *self)
{
  return self->resolution;
}

gboolean
fake_session_get_resolved (UaSession *self)
{
  return self->resolved;
}

UaCredentials *
fake_session_get_credentials (UaSession *self)
{
  return self->credentials;
}

gboolean
fake_session_get_remember (UaSession *self)
{
  return self->remember;
}

gboolean
fake_session_is_asked (UaSession *self)
{
  return self->task != NULL;
}

void
fake_session_answer (UaSession    *self,
                     const GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  g_assert_nonnull (task);
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

UaConnection *
ua_session_get_connection (UaSession *self)
{
  return self->connection;
}

UaSessionState
ua_session_get_state (UaSession *self)
{
  return UA_SESSION_STATE_ONLINE;
}

UaCapabilities *
ua_session_get_capabilities (UaSession *self)
{
  return self->capabilities;
}

const char *
ua_session_get_own_id (UaSession *self)
{
  return self->own_id;
}

GListModel *
ua_session_get_role_profiles (UaSession *self)
{
  return G_LIST_MODEL (self->role_profiles);
}

GListModel *
ua_session_get_changes (UaSession *self)
{
  return G_LIST_MODEL (self->changes);
}

void
ua_session_submit_async (UaSession           *self,
                         UaPatch             *patch,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_clear_pointer (&self->submitted, ua_patch_unref);
  self->submitted = ua_patch_ref (patch);
  ask (self, cancellable, callback, user_data);
}

gboolean
ua_session_submit_finish (UaSession     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ua_session_resolve_change_async (UaSession           *self,
                                 UaChange            *change,
                                 UaPatch             *patch,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_clear_pointer (&self->resolution, ua_patch_unref);
  self->resolution = patch != NULL ? ua_patch_ref (patch) : NULL;
  self->resolved = TRUE;
  ask (self, NULL, callback, user_data);
}

gboolean
ua_session_resolve_change_finish (UaSession     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ua_session_sign_in_async (UaSession           *self,
                          UaCredentials       *credentials,
                          gboolean             remember,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_clear_pointer (&self->credentials, ua_credentials_unref);
  self->credentials = ua_credentials_ref (credentials);
  self->remember = remember;
  ask (self, cancellable, callback, user_data);
}

gboolean
ua_session_sign_in_finish (UaSession     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
