/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

/* Writing groups and role profiles. */
#include "ua-client-private.h"

#include "ua-client-target.h"
#include "ua-json.h"
#include "ua-scim-listed.h"

/* Whatever a success says, there is nothing to read; in a worker. */
static gpointer
read_nothing (UaHttpResponse  *response,
              gpointer         data,
              GError         **error)
{
  return g_strdup ("");
}

static UaScimListKind
get_kind (UaResource resource)
{
  return resource == UA_RESOURCE_GROUPS ? UA_SCIM_LIST_GROUPS : UA_SCIM_LIST_ROLE_PROFILES;
}

/**
 * ua_client_write_listed_async:
 * @self: a client
 * @resource: %UA_RESOURCE_GROUPS or %UA_RESOURCE_ROLE_PROFILES
 * @id: (nullable): which one; %NULL to make a new one
 * @version: (nullable): change or delete it only if it still has this version
 * @values: (nullable): what it shall hold, of type `a{sv}`: `name`, the `kind` of a new group,
 *   whether a role profile is `retired`; what is not named stays; %NULL to delete it
 * @key: (nullable): the same for each attempt at the same write, so that it is done once
 * @cancellable: (nullable): to give up; what has been done stays done
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes, changes or deletes a group or a role profile (RFC 7644, sections 3.3, 3.5.2 and 3.6).
 *
 * The thread of @self.
 */
void
ua_client_write_listed_async (UaClient            *self,
                              UaResource           resource,
                              const char          *id,
                              const char          *version,
                              GVariant            *values,
                              const char          *key,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  UaCapabilities *capabilities;
  g_autofree char *target = NULL;
  g_autoptr (JsonNode) body = NULL;
  UaHttpRequest *request;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (resource == UA_RESOURCE_GROUPS || resource == UA_RESOURCE_ROLE_PROFILES);
  g_return_if_fail (id != NULL || values != NULL);

  capabilities = ua_client_get_capabilities (self);
  target = ua_client_target_listed (capabilities, resource, id);
  if (id == NULL)
    body = ua_scim_listed_to_post (get_kind (resource), values);
  else if (values != NULL)
    body = ua_scim_listed_to_patch (get_kind (resource), values);
  request = ua_http_request_new (id == NULL ? "POST" : values != NULL ? "PATCH" : "DELETE", target);
  request->body = body != NULL ? ua_json_write (body) : NULL;
  request->key = g_strdup (key);
  if (id != NULL && ua_capabilities_may (capabilities, UA_CAPABILITY_ETAG))
    request->if_match = g_strdup (version);
  ua_client_request_async (self, request, UA_CLIENT_REQUEST_FLAGS_NONE, read_nothing, NULL, NULL,
                           g_free, cancellable, callback, user_data);
}

/**
 * ua_client_write_listed_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it was done; %FALSE with an error: %UA_ERROR_STALE when it was changed
 *   meanwhile, %UA_ERROR_CONFLICT when a name is taken or members still have it,
 *   %UA_ERROR_NOT_FOUND, %UA_ERROR_PERMISSION, %UA_ERROR_INVALID_VALUE
 *
 * The thread of @self.
 */
gboolean
ua_client_write_listed_finish (UaClient      *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_autofree char *done = NULL;

  g_return_val_if_fail (UA_IS_CLIENT (self), FALSE);

  done = ua_client_request_finish (self, result, error);
  return done != NULL;
}
