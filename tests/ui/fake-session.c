/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-sync.h"

#include "ua-error.h"
#include "ua-rights.h"
#include "ua-time.h"

struct _UaSession
{
  GObject parent_instance;

  UaConnection *connection;     /* (owned) (nullable) */
  UaCapabilities *capabilities; /* (owned) */
  char *own_id;                 /* (owned) (nullable) */
  GStrv rights;                 /* (owned) (nullable) */
  UaAttributeValues *attribute_values; /* (unowned) (nullable) */
  char *written;                /* (owned) (nullable), what an attribute was set to */
  GListStore *role_profiles;    /* (owned) */
  GListStore *changes;          /* (owned) */

  UaEntry *ties;                /* (owned) (nullable): what ties every member to others */

  GTask *task;                  /* (owned) (nullable): what waits for an answer */
  UaPatch *submitted;           /* (owned) (nullable) */
  UaPatch *resolution;          /* (owned) (nullable) */
  gboolean resolved;
  UaCredentials *credentials;   /* (owned) (nullable) */
  gboolean remember;

  UaSessionState state;
  GError *error;                /* (owned) (nullable) */
  gint64 synced_at;
  guint n_members;
  guint n_expected;
  guint n_skipped;
};

G_DEFINE_FINAL_TYPE (UaSession, ua_session, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ua_session_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  g_value_set_uint (value, UA_SESSION (object)->state);
}

static void
ua_session_finalize (GObject *object)
{
  UaSession *self = UA_SESSION (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->capabilities, ua_capabilities_unref);
  g_free (self->own_id);
  g_strfreev (self->rights);
  g_free (self->written);
  g_clear_object (&self->role_profiles);
  g_clear_object (&self->changes);
  g_clear_object (&self->ties);
  g_clear_object (&self->task);
  g_clear_pointer (&self->submitted, ua_patch_unref);
  g_clear_pointer (&self->resolution, ua_patch_unref);
  g_clear_pointer (&self->credentials, ua_credentials_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (ua_session_parent_class)->finalize (object);
}

static void
ua_session_class_init (UaSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ua_session_finalize;
  G_OBJECT_CLASS (klass)->get_property = ua_session_get_property;
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
ua_session_init (UaSession *self)
{
  self->capabilities = ua_capabilities_new ();
  self->role_profiles = g_list_store_new (UA_TYPE_ROLE_PROFILE);
  self->changes = g_list_store_new (UA_TYPE_CHANGE);
  self->state = UA_SESSION_STATE_ONLINE;
  self->synced_at = UA_TIME_NONE;
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

/* When the last synchronisation was, or UA_TIME_NONE, and how far the present one is: how many
 * members there are here, and how many the server has, 0 where it does not say. */
void
fake_session_set_progress (UaSession *self,
                           gint64     synced_at,
                           guint      n_members,
                           guint      n_expected)
{
  self->synced_at = synced_at;
  self->n_members = n_members;
  self->n_expected = n_expected;
}

void
fake_session_set_state (UaSession      *self,
                        UaSessionState  state,
                        const GError   *error)
{
  self->state = state;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
fake_session_set_n_skipped (UaSession *self,
                            guint      n_skipped)
{
  self->n_skipped = n_skipped;
}

void
fake_session_set_rights (UaSession          *self,
                         const char * const *rights)
{
  g_strfreev (self->rights);
  self->rights = g_strdupv ((GStrv) rights);
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
  return self->state;
}

const GError *
ua_session_get_error (UaSession *self)
{
  return self->error;
}

gint64
ua_session_get_synced_at (UaSession *self)
{
  return self->synced_at;
}

guint
ua_session_get_n_members (UaSession *self)
{
  return self->n_members;
}

guint
ua_session_get_n_skipped (UaSession *self)
{
  return self->n_skipped;
}

guint
ua_session_get_n_expected (UaSession *self)
{
  return self->n_expected;
}

double
ua_session_get_progress (UaSession *self)
{
  return self->n_expected > 0 ? (double) self->n_members / self->n_expected : 0.0;
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

gboolean
ua_session_may_change_field (UaSession            *self,
                             const UaMemberRecord *record,
                             UaField               field)
{
  return ua_rights_allow_field ((const char * const *) self->rights, field,
                                g_strcmp0 (ua_member_record_get_id (record), self->own_id) == 0,
                                FALSE);
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
fake_session_set_attribute_values (UaSession         *self,
                                   UaAttributeValues *values)
{
  self->attribute_values = values;
}

char *
fake_session_dup_written (UaSession *self)
{
  return g_steal_pointer (&self->written);
}

void
ua_session_find_attributes_async (UaSession           *self,
                                  const char          *id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

/* A copy of what the test gave. */
UaAttributeValues *
ua_session_find_attributes_finish (UaSession     *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  UaAttributeValues *values;
  GHashTableIter iter;
  gpointer path, texts;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  values = ua_attribute_values_new ();
  g_hash_table_iter_init (&iter, self->attribute_values->values);
  while (g_hash_table_iter_next (&iter, &path, &texts))
    g_hash_table_insert (values->values, g_strdup (path), g_strdupv (texts));
  return values;
}

void
ua_session_set_attribute_async (UaSession           *self,
                                const char          *id,
                                const char          *version,
                                const UaAttribute   *attribute,
                                const char * const  *values,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autofree char *path = ua_attribute_dup_path (attribute);
  g_autofree char *texts = g_strjoinv ("|", (GStrv) values);

  g_assert_null (self->written);
  self->written = g_strconcat (path, "=", texts, NULL);
  ask (self, cancellable, callback, user_data);
}

gboolean
ua_session_set_attribute_finish (UaSession     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
ua_session_may_change_attribute (UaSession            *self,
                                 const UaMemberRecord *record,
                                 const UaAttribute    *attribute)
{
  return ua_rights_allow_attribute ((const char * const *) self->rights, attribute, FALSE, FALSE);
}

gboolean
ua_session_has_picture (UaSession            *self,
                        const UaMemberRecord *record)
{
  return FALSE;
}

GBytes *
ua_session_peek_picture (UaSession            *self,
                         const UaMemberRecord *record)
{
  return NULL;
}

void
ua_session_find_picture_async (UaSession            *self,
                               const UaMemberRecord *record,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  g_assert_not_reached ();
}

GBytes *
ua_session_find_picture_finish (UaSession     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_assert_not_reached ();
}

void
ua_session_change_picture_async (UaSession           *self,
                                 const char          *id,
                                 GBytes              *bytes,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_assert_not_reached ();
}

gboolean
ua_session_change_picture_finish (UaSession     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_assert_not_reached ();
}

UaMemberList *
ua_session_query (UaSession *self,
                  UaQuery   *query)
{
  return NULL;
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

void
fake_session_set_ties (UaSession *self,
                       UaEntry   *ties)
{
  g_set_object (&self->ties, ties);
}

void
ua_session_find_entry_async (UaSession           *self,
                             UaEntryType          type,
                             const char          *id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_assert_cmpint (type, ==, UA_ENTRY_TYPE_TIES);
  g_assert_nonnull (id);
  g_task_set_source_tag (task, ua_session_find_entry_async);
  if (self->ties != NULL)
    g_task_return_pointer (task, g_object_ref (self->ties), g_object_unref);
  else
    g_task_return_new_error (task, UA_ERROR, UA_ERROR_NOT_FOUND, "There is nothing");
}

UaEntry *
ua_session_find_entry_finish (UaSession     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
