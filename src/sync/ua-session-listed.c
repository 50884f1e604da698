/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

/* Writing what members are given from lists: groups and role profiles. */
#include "ua-session-private.h"

#include "ua-error.h"
#include "ua-list-puller.h"

/* Which list to fetch again, and whether members are other than before, too. */
typedef struct
{
  UaResource resource;
  gboolean deleted;
} Write;

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
  if (write->deleted && ua_session_get_link (self) != NULL)
    ua_link_refresh (ua_session_get_link (self));
  g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  UaSession *self = g_task_get_source_object (task);
  const Write *write = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ua_client_write_listed_finish (UA_CLIENT (source), result, &error))
    g_task_return_error (task, error);
  else if (ua_session_get_link (self) == NULL)
    g_task_return_boolean (task, TRUE);
  else
    ua_list_puller_run_async (UA_CLIENT (source), ua_session_get_store (self), write->resource,
                              FALSE, NULL, list_pulled_cb, g_object_ref (task));
}

static void
write_listed (UaSession           *self,
              gpointer             tag,
              UaResource           resource,
              const char          *id,
              const char          *version,
              GVariant            *values,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (GVariant) sunk = values != NULL ? g_variant_ref_sink (values) : NULL;
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *key = g_uuid_string_random ();
  Write *write = g_new0 (Write, 1);
  GError *obstacle = ua_session_find_obstacle (self);

  g_task_set_source_tag (task, tag);
  write->resource = resource;
  write->deleted = values == NULL;
  g_task_set_task_data (task, write, g_free);
  if (obstacle != NULL)
    g_task_return_error (task, obstacle);
  else
    ua_client_write_listed_async (ua_link_get_client (ua_session_get_link (self)), resource, id,
                                  version, sunk, key, NULL, written_cb, g_steal_pointer (&task));
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
  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (group != NULL || values != NULL);

  write_listed (self, ua_session_write_group_async, UA_RESOURCE_GROUPS,
                group != NULL ? ua_group_get_id (group) : NULL,
                group != NULL ? ua_group_get_version (group) : NULL, values, callback, user_data);
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
  g_return_if_fail (UA_IS_SESSION (self));
  g_return_if_fail (profile != NULL || values != NULL);

  write_listed (self, ua_session_write_role_profile_async, UA_RESOURCE_ROLE_PROFILES,
                profile != NULL ? ua_role_profile_get_id (profile) : NULL,
                profile != NULL ? ua_role_profile_get_version (profile) : NULL, values, callback,
                user_data);
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
