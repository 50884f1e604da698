/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

/* Writing what members are given from lists: groups and role profiles. */
#include "ua-session-private.h"

#include "ua-error.h"
#include "ua-list-puller.h"
#include "ua-own-log.h"

#include <string.h>

/* A write under way. */
typedef struct
{
  UaResource resource;
  char *id;           /* (owned) (nullable), of what is changed */
  char *version;      /* (owned) (nullable) */
  char *name;         /* (owned) (nullable), what it was called when somebody decided on it */
  GVariant *values;   /* (owned) (nullable) */
  char *key;          /* (owned) */
  gboolean again;
} Write;

static void
free_write (gpointer data)
{
  Write *write = data;

  g_free (write->id);
  g_free (write->version);
  g_free (write->name);
  g_clear_pointer (&write->values, g_variant_unref);
  g_free (write->key);
  g_free (write);
}

static void send_write (GTask *task);

/* That it cannot be shown yet does not undo it. */
static void
list_pulled_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaSession *self = g_task_get_source_object (task);
  const Write *write = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!ua_list_puller_run_finish (result, NULL, &error))
    g_message ("What was changed could not be read again: %s", error->message);
  if (write->values == NULL && ua_session_get_link (self) != NULL)
    ua_link_refresh (ua_session_get_link (self));
  g_task_return_boolean (task, TRUE);
}

/* The version that a group has by now, when it is still called as it was; %NULL otherwise.  Whoever
 * comes into a group or goes makes a new version, which the cache has not seen. */
static char *
find_version (UaStore     *store,
              const Write *write)
{
  g_autoptr (GPtrArray) groups = ua_store_dup_groups (store);

  for (guint i = 0; i < groups->len; i++)
    {
      UaGroup *group = g_ptr_array_index (groups, i);

      if (strcmp (ua_group_get_id (group), write->id) == 0)
        return strcmp (ua_group_get_name (group), write->name) == 0
                 ? g_strdup (ua_group_get_version (group)) : NULL;
    }
  return NULL;
}

static void
list_pulled_again_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaSession *self = g_task_get_source_object (task);
  Write *write = g_task_get_task_data (task);
  GError *error = NULL;

  g_free (write->version);
  write->version = NULL;
  if (!ua_list_puller_run_finish (result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (ua_session_get_link (self) != NULL)
    write->version = find_version (ua_session_get_store (self), write);
  if (write->version != NULL)
    send_write (g_steal_pointer (&task));
  else
    g_task_return_new_error (task, UA_ERROR, UA_ERROR_STALE, "It was changed meanwhile");
}

static void
pull (GTask               *task,
      UaClient            *client,
      GAsyncReadyCallback  callback)
{
  UaSession *self = g_task_get_source_object (task);
  const Write *write = g_task_get_task_data (task);

  ua_list_puller_run_async (client, ua_session_get_store (self), write->resource, FALSE, NULL,
                            callback, g_object_ref (task));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaSession *self = g_task_get_source_object (task);
  Write *write = g_task_get_task_data (task);
  gboolean open = ua_session_get_link (self) != NULL;
  g_autoptr (GError) error = NULL;

  if (ua_client_write_listed_finish (UA_CLIENT (source), result, &error))
    {
      if (open)
        ua_own_log_write (ua_session_get_store (self),
                          write->resource == UA_RESOURCE_GROUPS ? "Group" : "RoleProfile",
                          write->id, write->name, write->values);
      if (open)
        pull (task, UA_CLIENT (source), list_pulled_cb);
      else
        g_task_return_boolean (task, TRUE);
    }
  else if (open && !write->again && write->resource == UA_RESOURCE_GROUPS &&
           g_error_matches (error, UA_ERROR, UA_ERROR_STALE))
    {
      write->again = TRUE;
      pull (task, UA_CLIENT (source), list_pulled_again_cb);
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Consumes the task. */
static void
send_write (GTask *task)
{
  UaSession *self = g_task_get_source_object (task);
  const Write *write = g_task_get_task_data (task);

  ua_client_write_listed_async (ua_link_get_client (ua_session_get_link (self)), write->resource,
                                write->id, write->version, write->values, write->key, NULL,
                                written_cb, task);
}

static Write *
new_write (UaResource  resource,
           GVariant   *values)
{
  Write *write = g_new0 (Write, 1);

  write->resource = resource;
  write->values = values != NULL ? g_variant_ref_sink (values) : NULL;
  write->key = g_uuid_string_random ();
  return write;
}

static void
start_write (UaSession           *self,
             gpointer             tag,
             Write               *write,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *obstacle = ua_session_find_obstacle (self);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, write, free_write);
  if (obstacle != NULL)
    g_task_return_error (task, obstacle);
  else
    send_write (g_steal_pointer (&task));
}

/**
 * ua_session_write_group_async:
 * @self: a session
 * @group: (nullable): which group; %NULL to make a new one
 * @values: (nullable): what it shall hold, of type `a{sv}`: its `name`, and the `kind` of a new one
 *   where the server has kinds; consumed when floating; %NULL to delete it
 * @callback: called in the caller's main context, once the cache has what came of it
 * @user_data: for @callback
 *
 * Makes, renames or deletes a team, group or session, at once or not at all.
 */
void
ua_session_write_group_async (UaSession           *self,
                              UaGroup             *group,
                              GVariant            *values,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Write *write;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (group != NULL || values != NULL);

  write = new_write (UA_RESOURCE_GROUPS, values);
  if (group != NULL)
    {
      write->id = g_strdup (ua_group_get_id (group));
      write->version = g_strdup (ua_group_get_version (group));
      write->name = g_strdup (ua_group_get_name (group));
    }
  start_write (self, ua_session_write_group_async, write, callback, user_data);
}

/**
 * ua_session_write_role_profile_async:
 * @self: a session
 * @profile: (nullable): which role profile; %NULL to make a new one
 * @values: (nullable): what it shall hold, of type `a{sv}`: its `name`, whether it is `retired`;
 *   consumed when floating; %NULL to delete it, which the server refuses while members have it
 * @callback: called in the caller's main context, once the cache has what came of it
 * @user_data: for @callback
 *
 * Makes, renames, retires or deletes a role profile (WS-11), at once or not at all.
 */
void
ua_session_write_role_profile_async (UaSession           *self,
                                     UaRoleProfile       *profile,
                                     GVariant            *values,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  Write *write;

  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (profile != NULL || values != NULL);

  write = new_write (UA_RESOURCE_ROLE_PROFILES, values);
  if (profile != NULL)
    {
      write->id = g_strdup (ua_role_profile_get_id (profile));
      write->version = g_strdup (ua_role_profile_get_version (profile));
      write->name = g_strdup (ua_role_profile_get_name (profile));
    }
  start_write (self, ua_session_write_role_profile_async, write, callback, user_data);
}

/**
 * ua_session_write_listed_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %UA_ERROR_OFFLINE and the like, %UA_ERROR_CONFLICT when a name is taken or members still
 *   have it, %UA_ERROR_STALE, %UA_ERROR_NOT_FOUND, %UA_ERROR_PERMISSION, %UA_ERROR_INVALID_VALUE
 *
 * Returns: whether it was done
 */
gboolean
ua_session_write_listed_finish (UaSession     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
