/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

/* The extension's one way to act: POST /Actions. */
#include "ua-client-private.h"

#include "ua-error.h"
#include "ua-json.h"
#include "ua-scim-action.h"

#define ACTIONS_PATH "/Actions"

static const UaJsonLimits limits = {
  UA_JSON_MAX_BYTES, UA_JSON_MAX_DEPTH, UA_JSON_MAX_VALUES, UA_JSON_MAX_MEMBERS, TRUE,
};

/* Reads what became of the action; in a worker. */
static gpointer
read_report (UaHttpResponse  *response,
             gpointer         data,
             GError         **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node = ua_json_parse (response->body, &limits, &cause);
  UaReport *report = node != NULL ? ua_scim_action_read (node, &cause) : NULL;

  if (report == NULL)
    g_propagate_error (error, ua_client_response_refuse (response, cause));
  return report;
}

/* Reads what can be done; in a worker. */
static gpointer
read_names (UaHttpResponse  *response,
            gpointer         data,
            GError         **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node = ua_json_parse (response->body, &limits, &cause);

  if (node != NULL)
    return ua_scim_action_read_names (node);
  g_propagate_error (error, ua_client_response_refuse (response, cause));
  return NULL;
}

/**
 * ua_client_act_async:
 * @self: a client of a server that has %UA_CAPABILITY_ACTIONS
 * @action: (transfer none): what to do, to as many as the server takes at once
 * @dry_run: whether only to ask what would happen
 * @key: the same for each attempt at the same action, so that it is done once
 * @cancellable: (nullable): to give up; what has been done stays done
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Acts on members or other resources, each by itself (src/directory/API.md, "Actions").
 *
 * The thread of @self.
 */
void
ua_client_act_async (UaClient            *self,
                     UaAction            *action,
                     gboolean             dry_run,
                     const char          *key,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (JsonNode) body = NULL;
  UaHttpRequest *request;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (action != NULL);
  g_return_if_fail (key != NULL);

  body = ua_scim_action_to_request (action, dry_run);
  request = ua_http_request_new ("POST", ACTIONS_PATH);
  request->body = ua_json_write (body);
  request->key = g_strdup (key);
  ua_client_request_async (self, request, UA_CLIENT_REQUEST_FLAGS_ENDPOINT, read_report, NULL,
                           NULL, (GDestroyNotify) ua_report_unref, cancellable, callback,
                           user_data);
}

/**
 * ua_client_act_finish:
 * @self: a client
 * @result: what the callback got
 * @error: %UA_ERROR_PERMISSION when nobody may be acted on, %UA_ERROR_INVALID_VALUE when the
 *   parameters are wrong, %UA_ERROR_NOT_SUPPORTED, the errors of a server that is out of reach.
 *   After %UA_ERROR_OFFLINE it is uncertain whether it was done
 *
 * Returns: (transfer full) (nullable): what became of each target
 *
 * The thread of @self.
 */
UaReport *
ua_client_act_finish (UaClient      *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (UA_IS_CLIENT (self), NULL);

  return ua_client_request_finish (self, result, error);
}

/*
 * ua_client_list_actions_async:
 * @self: a client of a server that has %UA_CAPABILITY_ACTIONS
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks what can be done.
 *
 * The thread of @self.
 */
void
ua_client_list_actions_async (UaClient            *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  ua_client_request_async (self, ua_http_request_new ("GET", ACTIONS_PATH),
                           UA_CLIENT_REQUEST_FLAGS_ENDPOINT, read_names, NULL, NULL,
                           (GDestroyNotify) g_strfreev, cancellable, callback, user_data);
}

/*
 * ua_client_list_actions_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the words for what can be done
 *
 * The thread of @self.
 */
GStrv
ua_client_list_actions_finish (UaClient      *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ua_client_request_finish (self, result, error);
}
