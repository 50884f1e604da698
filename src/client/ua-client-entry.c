/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-private.h"

#include "ua-client-target.h"
#include "ua-error.h"
#include "ua-json.h"
#include "ua-scim-entry.h"
#include "ua-scim-list.h"

/* Of what type it is, for the reader in the worker. */
static gpointer
box_type (UaEntryType type)
{
  return g_memdup2 (&type, sizeof type);
}

/* Reads a list (RFC 7644, section 3.4.2), or one resource as a list of one; in a worker. */
static gpointer
read_entries (UaHttpResponse  *response,
              gpointer         data,
              GError         **error)
{
  const UaEntryType *type = data;
  g_autoptr (GError) cause = NULL;
  g_autoptr (UaScimPage) scim = ua_scim_page_read_entries (response->body, *type, &cause);
  UaEntryPage *page;

  if (scim == NULL)
    {
      g_propagate_error (error, ua_client_response_refuse (response, cause));
      return NULL;
    }
  page = g_new0 (UaEntryPage, 1);
  page->entries = g_ptr_array_ref (scim->items);
  page->n_rows = scim->n_resources;
  page->total = scim->total;
  page->next_cursor = g_strdup (scim->next_cursor);
  return page;
}

/* Whatever a success says, there is nothing to read; in a worker. */
static gpointer
read_nothing (UaHttpResponse  *response,
              gpointer         data,
              GError         **error)
{
  return g_new0 (UaEntryPage, 1);
}

static void
free_page (gpointer page)
{
  ua_entry_page_free (page);
}

/**
 * ua_entry_page_free:
 * @self: (transfer full) (nullable): a page
 *
 * Any thread.
 */
void
ua_entry_page_free (UaEntryPage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self->next_cursor);
  g_free (self);
}

/**
 * ua_client_list_entries_async:
 * @self: a client
 * @query: which entries, in what order
 * @position: where the page begins, by index or cursor
 * @count: how many rows to ask for, from 1
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for one page of a list (RFC 7644, section 3.4.2; RFC 9865).
 *
 * The thread of @self.
 */
void
ua_client_list_entries_async (UaClient            *self,
                              UaEntryQuery        *query,
                              UaPosition          *position,
                              guint                count,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autofree char *target = NULL;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (query != NULL && position != NULL && count > 0);

  target = ua_client_target_entries (query, position, count);
  ua_client_request_async (self, ua_http_request_new ("GET", target),
                           UA_CLIENT_REQUEST_FLAGS_ENDPOINT, read_entries,
                           box_type (ua_entry_query_get_kind (query)), g_free, free_page,
                           cancellable, callback, user_data);
}

/**
 * ua_client_list_entries_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the page, or %NULL with an error: %UA_ERROR_NOT_SUPPORTED when the
 *   server does not have that list, %UA_ERROR_PERMISSION when one may not look at it,
 *   %UA_ERROR_INVALID_VALUE when it refuses filter, order or position
 *
 * The thread of @self.
 */
UaEntryPage *
ua_client_list_entries_finish (UaClient      *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (UA_IS_CLIENT (self), NULL);

  return ua_client_request_finish (self, result, error);
}

/**
 * ua_client_get_entry_async:
 * @self: a client
 * @type: what it is
 * @id: its id
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for one entry with all that it holds, also what lists leave out (RFC 7644, section 3.4.1).
 *
 * The thread of @self.
 */
void
ua_client_get_entry_async (UaClient            *self,
                           UaEntryType          type,
                           const char          *id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autofree char *path = NULL;
  g_autofree char *attributes = NULL;
  g_autofree char *target = NULL;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (id != NULL);

  path = ua_client_target_entry (type, id);
  attributes = ua_scim_entry_dup_attributes (type);
  target = attributes != NULL ? g_strconcat (path, "?attributes=", attributes, NULL)
                              : g_steal_pointer (&path);
  ua_client_request_async (self, ua_http_request_new ("GET", target),
                           UA_CLIENT_REQUEST_FLAGS_NONE, read_entries, box_type (type), g_free,
                           free_page, cancellable, callback, user_data);
}

/**
 * ua_client_get_entry_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the entry, or %NULL with an error: %UA_ERROR_NOT_FOUND when it is not
 *   there (any more), %UA_ERROR_PERMISSION when one may not look at it
 *
 * The thread of @self.
 */
UaEntry *
ua_client_get_entry_finish (UaClient      *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_autoptr (UaEntryPage) page = NULL;

  g_return_val_if_fail (UA_IS_CLIENT (self), NULL);

  page = ua_client_request_finish (self, result, error);
  if (page == NULL)
    return NULL;
  if (page->entries->len != 1)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_PROTOCOL, "the answer is not one resource");
      return NULL;
    }
  return g_object_ref (g_ptr_array_index (page->entries, 0));
}

/**
 * ua_client_write_entry_async:
 * @self: a client
 * @type: what it is
 * @id: (nullable): which one; %NULL to make a new one
 * @version: (nullable): change or delete it only if it still has this version
 * @values: (nullable): what it shall hold, in the form of %UA_ENTRY_VALUES_TYPE; what is not named
 *   stays; %NULL to delete it
 * @key: (nullable): the same for each attempt at the same write, so that it is done once
 * @cancellable: (nullable): to give up; what has been done stays done
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes, changes or deletes an entry (RFC 7644, sections 3.3, 3.5.2 and 3.6).
 *
 * The thread of @self.
 */
void
ua_client_write_entry_async (UaClient            *self,
                             UaEntryType          type,
                             const char          *id,
                             const char          *version,
                             GVariant            *values,
                             const char          *key,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autofree char *target = NULL;
  g_autoptr (JsonNode) body = NULL;
  UaHttpRequest *request;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (id != NULL || values != NULL);

  if (id == NULL)
    {
      request = ua_http_request_new ("POST", ua_scim_entry_get_endpoint (type));
      body = ua_scim_entry_to_post (type, values);
    }
  else
    {
      target = ua_client_target_entry (type, id);
      request = ua_http_request_new (values != NULL ? "PATCH" : "DELETE", target);
      body = values != NULL ? ua_scim_entry_to_patch (type, values) : NULL;
      request->if_match = g_strdup (version);
    }
  request->body = body != NULL ? ua_json_write (body) : NULL;
  request->key = g_strdup (key);
  ua_client_request_async (self, request, UA_CLIENT_REQUEST_FLAGS_NONE, read_nothing, NULL, NULL,
                           free_page, cancellable, callback, user_data);
}

/**
 * ua_client_write_entry_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it was done; %FALSE with an error: %UA_ERROR_STALE when it was changed
 *   meanwhile, %UA_ERROR_CONFLICT when a name is taken, %UA_ERROR_NOT_FOUND, %UA_ERROR_PERMISSION,
 *   %UA_ERROR_INVALID_VALUE
 *
 * The thread of @self.
 */
gboolean
ua_client_write_entry_finish (UaClient      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_autoptr (UaEntryPage) page = NULL;

  g_return_val_if_fail (UA_IS_CLIENT (self), FALSE);

  page = ua_client_request_finish (self, result, error);
  return page != NULL;
}
