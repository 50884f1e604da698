/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-private.h"

#include "ua-client-json-private.h"
#include "ua-error.h"
#include "ua-json.h"
#include "ua-rights.h"
#include "ua-scim-urn.h"

#include <string.h>

/* Reads the id, or an empty text where there is none; in a worker. */
static gpointer
read_id (UaHttpResponse  *response,
         gpointer         data,
         GError         **error)
{
  g_autoptr (JsonNode) node = ua_client_response_parse (response, error);
  char *id = NULL;

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    id = ua_json_read_text (ua_json_get (json_node_get_object (node), "id"));
  return id != NULL ? id : g_strdup ("");
}

/**
 * ua_client_find_me_async:
 * @self: a client
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks who is signed in (`/Me`; RFC 7644, section 3.11).
 *
 * The thread of @self.
 */
void
ua_client_find_me_async (UaClient            *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (UA_IS_CLIENT (self));

  ua_client_request_async (self, ua_http_request_new ("GET", "/Me"),
                           UA_CLIENT_REQUEST_FLAGS_ENDPOINT, read_id, NULL, NULL, g_free,
                           cancellable, callback, user_data);
}

/**
 * ua_client_find_me_finish:
 * @self: a client
 * @result: what the callback got
 * @id: (out) (transfer full) (nullable): the id of the member who is signed in; %NULL when the
 *   server does not say
 * @error: return location for an error
 *
 * Returns: whether the server answered, if only that it does not know; %FALSE with an error, such
 *   as %UA_ERROR_AUTHENTICATION or %UA_ERROR_OFFLINE
 *
 * The thread of @self.
 */
gboolean
ua_client_find_me_finish (UaClient      *self,
                          GAsyncResult  *result,
                          char         **id,
                          GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *found = NULL;

  g_return_val_if_fail (UA_IS_CLIENT (self), FALSE);

  found = ua_client_request_finish (self, result, &failure);
  if (failure == NULL)
    {
      gboolean is_known = *found != '\0';

      ua_client_learn (self, UA_CAPABILITY_ME, is_known ? UA_SUPPORT_YES : UA_SUPPORT_NO);
      *id = is_known ? g_steal_pointer (&found) : NULL;
      return TRUE;
    }
  /* A token need not stand for a member, and many servers do not have it. */
  switch (failure->domain == UA_ERROR ? (guint) failure->code : UA_ERROR_STOPPED)
    {
    case UA_ERROR_NOT_SUPPORTED:
    case UA_ERROR_NOT_FOUND:
      ua_client_learn (self, UA_CAPABILITY_ME, UA_SUPPORT_NO);
      *id = NULL;
      return TRUE;
    case UA_ERROR_PERMISSION:
    case UA_ERROR_INVALID_VALUE:
    case UA_ERROR_PROTOCOL:
    case UA_ERROR_REDIRECT:
    case UA_ERROR_SERVER:
    case UA_ERROR_FAILED:
      *id = NULL;
      return TRUE;
    default:
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
}

/* Adds what somebody is in a group.  An id with a space in it could not be kept in a line. */
static void
add_membership (GStrvBuilder *rights,
                JsonNode     *membership)
{
  static const char * const relations[] = { UA_RELATION_ADMIN, UA_RELATION_INSTRUCTOR,
                                            UA_RELATION_COACH, NULL };
  JsonObject *object =
    JSON_NODE_HOLDS_OBJECT (membership) ? json_node_get_object (membership) : NULL;
  const char *id = ua_json_get_string (object, "value");
  const char *role = ua_json_get_string (object, "role");
  g_autofree char *word = NULL;

  if (id == NULL || role == NULL || strpbrk (id, " \t\r\n") != NULL ||
      !g_strv_contains (relations, role))
    return;
  word = ua_rights_name_relation (role, id);
  g_strv_builder_add (rights, word);
}

/* Whether others report to somebody, which is one way to be a manager. */
static gboolean
has_reports (JsonArray *permissions)
{
  for (guint i = 0; permissions != NULL && i < json_array_get_length (permissions); i++)
    {
      JsonNode *node = json_array_get_element (permissions, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (g_strcmp0 (ua_json_get_string (object, "value"), UA_RELATION_MANAGER) == 0 &&
          g_strcmp0 (ua_json_get_string (object, "origin"), "reports") == 0)
        return TRUE;
    }
  return FALSE;
}

/* Reads the rights, which who has none has as an empty list; in a worker. */
static gpointer
read_rights (UaHttpResponse  *response,
             gpointer         data,
             GError         **error)
{
  g_autoptr (JsonNode) node = ua_client_response_parse (response, error);
  g_autoptr (GStrvBuilder) rights = g_strv_builder_new ();
  JsonObject *extension;
  JsonArray *array;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_PROTOCOL, "what came is no member");
      return NULL;
    }
  extension = ua_json_get_object (json_node_get_object (node), UA_SCIM_URN_UA_USER);
  array = ua_json_get_array (extension, "rights");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *right = ua_json_as_string (json_array_get_element (array, i));

      if (right != NULL)
        g_strv_builder_add (rights, right);
    }
  array = ua_json_get_array (extension, "memberships");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    add_membership (rights, json_array_get_element (array, i));
  if (has_reports (ua_json_get_array (extension, "permissions")))
    g_strv_builder_add (rights, UA_RELATION_MANAGER);
  return g_strv_builder_end (rights);
}

static void
free_rights (gpointer rights)
{
  g_strfreev (rights);
}

/**
 * ua_client_find_rights_async:
 * @self: a client of a server with the extension
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks which rights who is signed in has, and what they are to others.
 *
 * The thread of @self.
 */
void
ua_client_find_rights_async (UaClient            *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (UA_IS_CLIENT (self));

  ua_client_request_async (self,
                           ua_http_request_new ("GET", "/Me?attributes=" UA_SCIM_URN_UA_USER
                                                       ":rights," UA_SCIM_URN_UA_USER
                                                       ":memberships," UA_SCIM_URN_UA_USER
                                                       ":permissions"),
                           UA_CLIENT_REQUEST_FLAGS_ENDPOINT, read_rights, NULL, NULL, free_rights,
                           cancellable, callback, user_data);
}

/**
 * ua_client_find_rights_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (array zero-terminated=1): the rights, in the words of the extension and
 *   those of `ua-rights.h`; or %NULL with an error, such as %UA_ERROR_NOT_SUPPORTED
 *
 * The thread of @self.
 */
GStrv
ua_client_find_rights_finish (UaClient      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (UA_IS_CLIENT (self), NULL);

  return ua_client_request_finish (self, result, error);
}
