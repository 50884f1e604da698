/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-private.h"

#include "ua-client-target.h"
#include "ua-error.h"
#include "ua-image.h"

/* Reads a picture, which is distrusted as one from a file is; in a worker. */
static gpointer
read_picture (UaHttpResponse  *response,
              gpointer         data,
              GError         **error)
{
  UaImageProblem problem;
  GBytes *bytes = ua_image_clean (response->body, NULL, &problem);

  if (bytes == NULL)
    g_set_error (error, UA_ERROR, UA_ERROR_PROTOCOL, "the picture cannot be used (%d)",
                 (int) problem);
  return bytes;
}

static gpointer
read_nothing (UaHttpResponse  *response,
              gpointer         data,
              GError         **error)
{
  return g_bytes_new (NULL, 0);
}

static void
free_bytes (gpointer bytes)
{
  g_bytes_unref (bytes);
}

/**
 * ua_client_get_picture_async:
 * @self: a client
 * @id: the id of a member
 * @photo: the address of a picture of the member, as the server has it
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for a picture (CC-07; RFC 7643, section 4.1.2), where it is below the base address.
 *
 * The thread of @self.
 */
void
ua_client_get_picture_async (UaClient            *self,
                             const char          *id,
                             const char          *photo,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autofree char *target = NULL;
  UaHttpRequest *request;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (id != NULL && photo != NULL);

  target = ua_client_target_picture (ua_client_get_capabilities (self),
                                     ua_client_get_address (self), id, photo);
  if (target == NULL)
    {
      g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

      g_task_return_new_error (task, UA_ERROR, UA_ERROR_NOT_SUPPORTED,
                               "the picture is not at the server");
      return;
    }
  request = ua_http_request_new ("GET", target);
  request->accept = "image/png, image/jpeg";
  request->max_body = UA_IMAGE_MAX_BYTES;
  ua_client_request_async (self, request, UA_CLIENT_REQUEST_FLAGS_NONE, read_picture, NULL, NULL,
                           free_bytes, cancellable, callback, user_data);
}

/**
 * ua_client_get_picture_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): a picture that ua_image_clean() has let through; or %NULL with an
 *   error: %UA_ERROR_NOT_SUPPORTED where it is not at the server
 *
 * The thread of @self.
 */
GBytes *
ua_client_get_picture_finish (UaClient      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (UA_IS_CLIENT (self), NULL);

  return ua_client_request_finish (self, result, error);
}

/**
 * ua_client_put_picture_async:
 * @self: a client of a server with pictures (%UA_CAPABILITY_PICTURES)
 * @id: the id of a member
 * @bytes: (nullable): a picture; %NULL to take the one away that there is
 * @type: (nullable): the media type of @bytes, static
 * @key: (nullable): the same for each attempt at the same change, so that it is done once
 * @cancellable: (nullable): to give up; what has been done stays done
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Gives a member a picture, or none (CC-07; src/directory/API.md, "Pictures").
 *
 * The thread of @self.
 */
void
ua_client_put_picture_async (UaClient            *self,
                             const char          *id,
                             GBytes              *bytes,
                             const char          *type,
                             const char          *key,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autofree char *target = NULL;
  UaHttpRequest *request;

  g_return_if_fail (UA_IS_CLIENT (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail ((bytes != NULL) == (type != NULL));

  target = ua_client_target_picture (ua_client_get_capabilities (self),
                                     ua_client_get_address (self), id, NULL);
  request = ua_http_request_new (bytes != NULL ? "PUT" : "DELETE", target);
  request->body = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  request->content_type = type;
  request->key = g_strdup (key);
  ua_client_request_async (self, request, UA_CLIENT_REQUEST_FLAGS_NONE, read_nothing, NULL, NULL,
                           free_bytes, cancellable, callback, user_data);
}

/**
 * ua_client_put_picture_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it is done; else an error, such as %UA_ERROR_INVALID_VALUE or
 *   %UA_ERROR_PERMISSION
 *
 * The thread of @self.
 */
gboolean
ua_client_put_picture_finish (UaClient      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_autoptr (GBytes) nothing = NULL;

  g_return_val_if_fail (UA_IS_CLIENT (self), FALSE);

  nothing = ua_client_request_finish (self, result, error);
  return nothing != NULL;
}
