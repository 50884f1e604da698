/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-private.h"

#include "ua-client-json-private.h"
#include "ua-client-target.h"
#include "ua-error.h"
#include "ua-json.h"
#include "ua-scim-attributes.h"

#include <string.h>

/* An address that is longer than this is refused by some servers; then all is asked for. */
#define MAX_TARGET 1800

static void
free_attributes (gpointer attributes)
{
  g_ptr_array_unref (attributes);
}

static void
free_values (gpointer values)
{
  ua_attribute_values_free (values);
}

/* Reads what a member has of the attributes; in a worker. */
static gpointer
read_values (UaHttpResponse  *response,
             gpointer         data,
             GError         **error)
{
  g_autoptr (JsonNode) node = ua_client_response_parse (response, error);
  UaAttributeValues *values;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_PROTOCOL, "what came is no member");
      return NULL;
    }
  values = ua_scim_attributes_read_values (json_node_get_object (node), data);
  if (values->version == NULL)
    values->version = g_strdup (response->etag);
  return values;
}

/* Whatever a success says, what the member has then is asked for; in a worker. */
static gpointer
read_nothing (UaHttpResponse  *response,
              gpointer         data,
              GError         **error)
{
  return ua_attribute_values_new ();
}

/* What is returned on request alone comes only when it is named (RFC 7643, section 7).  Where there
 * is nothing of the kind all is asked for, which every server understands. */
static char *
make_target (const UaCapabilities *capabilities,
             const char           *id)
{
  GPtrArray *attributes = ua_capabilities_get_attributes (capabilities);
  g_autofree char *member = ua_client_target_member (capabilities, id);
  g_autoptr (GString) target = g_string_new (member);
  gboolean named = FALSE;

  g_string_append (target, "?attributes=");
  for (guint i = 0; i < attributes->len; i++)
    {
      const UaAttribute *one = g_ptr_array_index (attributes, i);
      g_autofree char *path = ua_attribute_dup_path (one);

      if (i > 0)
        g_string_append_c (target, ',');
      g_string_append_uri_escaped (target, path, ":", FALSE);
      named = named || one->on_request;
    }
  return named && target->len <= MAX_TARGET ? g_string_free (g_steal_pointer (&target), FALSE)
                                            : g_steal_pointer (&member);
}

/**
 * ua_client_get_attributes_async:
 * @self: a client
 * @id: the id of a member
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks what a member has of ua_capabilities_get_attributes() (PE-10).
 *
 * The thread of @self.
 */
void
ua_client_get_attributes_async (UaClient            *self,
                                const char          *id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autofree char *target = NULL;
  UaCapabilities *capabilities;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (id != NULL);

  capabilities = ua_client_get_capabilities (self);
  target = make_target (capabilities, id);
  ua_client_request_async (self, ua_http_request_new ("GET", target), UA_CLIENT_REQUEST_FLAGS_NONE,
                           read_values,
                           g_ptr_array_ref (ua_capabilities_get_attributes (capabilities)),
                           free_attributes, free_values, cancellable, callback, user_data);
}

/**
 * ua_client_get_attributes_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the values, or %NULL with an error
 *
 * The thread of @self.
 */
UaAttributeValues *
ua_client_get_attributes_finish (UaClient      *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (UA_IS_CLIENT (self), NULL);

  return ua_client_request_finish (self, result, error);
}

/**
 * ua_client_set_attribute_async:
 * @self: a client
 * @id: the id of a member
 * @version: (nullable): the version that the change is for, where the server has versions
 * @attribute: an attribute
 * @values: (array zero-terminated=1): what the member is to have of it
 * @key: (nullable): the same for each attempt at the same change, so that it is done once
 * @cancellable: (nullable): to give up; what has been done stays done
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Changes one attribute of a member (RFC 7644, section 3.5.2).
 *
 * The thread of @self.
 */
void
ua_client_set_attribute_async (UaClient            *self,
                               const char          *id,
                               const char          *version,
                               const UaAttribute   *attribute,
                               const char * const  *values,
                               const char          *key,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autofree char *target = NULL;
  g_autoptr (JsonNode) body = NULL;
  UaCapabilities *capabilities;
  UaHttpRequest *request;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (id != NULL && attribute != NULL && values != NULL);

  capabilities = ua_client_get_capabilities (self);
  target = ua_client_target_member (capabilities, id);
  body = ua_scim_attributes_to_patch (attribute, values,
                                      ua_capabilities_may (capabilities,
                                                           UA_CAPABILITY_PATCH_PATHS));
  request = ua_http_request_new ("PATCH", target);
  request->body = ua_json_write (body);
  request->key = g_strdup (key);
  if (ua_capabilities_may (capabilities, UA_CAPABILITY_ETAG))
    request->if_match = g_strdup (version);
  ua_client_request_async (self, request, UA_CLIENT_REQUEST_FLAGS_NONE, read_nothing, NULL, NULL,
                           free_values, cancellable, callback, user_data);
}

/**
 * ua_client_set_attribute_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it is done; else an error: %UA_ERROR_CONFLICT when the member has another
 *   version by now, %UA_ERROR_INVALID_VALUE when the server refuses the value
 *
 * The thread of @self.
 */
gboolean
ua_client_set_attribute_finish (UaClient      *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_autoptr (UaAttributeValues) nothing = NULL;

  g_return_val_if_fail (UA_IS_CLIENT (self), FALSE);

  nothing = ua_client_request_finish (self, result, error);
  return nothing != NULL;
}
