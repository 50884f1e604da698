/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-private.h"

#include "ua-client-target.h"
#include "ua-error.h"
#include "ua-page-private.h"
#include "ua-scim-list.h"

/* What the reader needs to know of the page that was asked for. */
typedef struct
{
  UaResource resource;
  UaPosition *position; /* (owned) */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  ua_position_unref (asked->position);
  g_free (asked);
}

static UaScimListKind
get_kind (UaResource resource)
{
  switch (resource)
    {
    case UA_RESOURCE_GROUPS:
      return UA_SCIM_LIST_GROUPS;
    case UA_RESOURCE_ROLE_PROFILES:
      return UA_SCIM_LIST_ROLE_PROFILES;
    case UA_RESOURCE_USERS:
    case UA_N_RESOURCES:
    default:
      return UA_SCIM_LIST_MEMBERS;
    }
}

static void
take_item (UaPage           *page,
           const UaScimPage *scim,
           guint             i)
{
  gpointer item = scim->items->pdata[i];

  switch (ua_page_get_resource (page))
    {
    case UA_RESOURCE_GROUPS:
      ua_page_take_group (page, g_object_ref (item),
                          scim->members != NULL ? g_array_ref (scim->members->pdata[i]) : NULL);
      break;
    case UA_RESOURCE_ROLE_PROFILES:
      ua_page_take_role_profile (page, g_object_ref (item));
      break;
    case UA_RESOURCE_USERS:
    case UA_N_RESOURCES:
    default:
      ua_page_take_member (page, ua_member_record_ref (item));
      break;
    }
}

/* Reads a list (RFC 7644, section 3.4.2); in a worker. */
static gpointer
read_page (UaHttpResponse  *response,
           gpointer         data,
           GError         **error)
{
  const Asked *asked = data;
  g_autoptr (GError) cause = NULL;
  g_autoptr (UaScimPage) scim = ua_scim_page_read (response->body, get_kind (asked->resource),
                                                   &cause);
  UaPage *page;

  if (scim == NULL)
    {
      g_propagate_error (error, ua_client_response_refuse (response, cause));
      return NULL;
    }
  page = ua_page_new (asked->resource, asked->position);
  ua_page_set_total (page, scim->total);
  ua_page_set_n_rows (page, scim->n_resources);
  ua_page_set_next_cursor (page, scim->next_cursor);
  for (guint i = 0; i < scim->items->len; i++)
    take_item (page, scim, i);
  for (guint i = 0; i < scim->errors->len; i++)
    ua_page_take_error (page, g_strdup (((GError *) scim->errors->pdata[i])->message));
  return page;
}

/**
 * ua_client_list_async:
 * @self: a client
 * @resource: what to list
 * @query: (nullable) (transfer none): which members, as far as the server can tell; for
 *   %UA_RESOURCE_USERS only
 * @position: (transfer none): where the page begins; see #UaWalk
 * @count: how many rows to ask for, from 1
 * @flags: what the page need not hold
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for one page of a list (RFC 7644, section 3.4.2).  Several may be under way at once.
 *
 * The thread of @self.
 */
void
ua_client_list_async (UaClient            *self,
                      UaResource           resource,
                      UaQuery             *query,
                      UaPosition          *position,
                      guint                count,
                      UaListFlags          flags,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autofree char *target = NULL;
  Asked *asked;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (position != NULL && count > 0);

  asked = g_new0 (Asked, 1);
  asked->resource = resource;
  asked->position = ua_position_ref (position);
  target = ua_client_target_list (ua_client_get_capabilities (self), resource, query, position,
                                  count, flags);
  ua_client_request_async (self, ua_http_request_new ("GET", target),
                           UA_CLIENT_REQUEST_FLAGS_ENDPOINT, read_page, asked, asked_free,
                           (GDestroyNotify) ua_page_unref, cancellable, callback, user_data);
}

/**
 * ua_client_list_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the page, or %NULL with an error: %UA_ERROR_NOT_SUPPORTED when the
 *   server does not have that list, %UA_ERROR_INVALID_VALUE or %UA_ERROR_TOO_MANY when it refuses
 *   filter, position or count, %UA_ERROR_PROTOCOL when what came is no list
 *
 * The thread of @self.
 */
UaPage *
ua_client_list_finish (UaClient      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (UA_IS_CLIENT (self), NULL);

  return ua_client_request_finish (self, result, error);
}
