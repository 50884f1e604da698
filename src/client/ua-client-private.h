/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ua-client.h"
#include "ua-http.h"

G_BEGIN_DECLS

/**
 * UaClientReader:
 * @response: what came, with a status of 2xx or 304
 * @data: what was given with the request
 * @error: return location for an error
 *
 * Makes something of a response; runs in a worker thread, and owns @response and @data alone there.
 *
 * Returns: (transfer full): the result, or %NULL with an error
 */
typedef gpointer (*UaClientReader) (UaHttpResponse  *response,
                                    gpointer         data,
                                    GError         **error);

/**
 * UaClientRequestFlags:
 * @UA_CLIENT_REQUEST_FLAGS_NONE: nothing special
 * @UA_CLIENT_REQUEST_FLAGS_ENDPOINT: an endpoint, so 404 means that the server does not have it
 * @UA_CLIENT_REQUEST_FLAGS_FORM: what is said can be said in another form too, so 400 that blames
 *   no value is %UA_ERROR_INVALID_ARGUMENT
 *
 * How a response is to be understood.
 */
typedef enum
{
  UA_CLIENT_REQUEST_FLAGS_NONE = 0,
  UA_CLIENT_REQUEST_FLAGS_ENDPOINT = 1 << 0,
  UA_CLIENT_REQUEST_FLAGS_FORM = 1 << 1,
} UaClientRequestFlags;

UaHttp   *ua_client_get_http          (UaClient              *self);

void      ua_client_request_async     (UaClient              *self,
                                       UaHttpRequest         *request,
                                       UaClientRequestFlags   flags,
                                       UaClientReader         reader,
                                       gpointer               data,
                                       GDestroyNotify         data_free,
                                       GDestroyNotify         result_free,
                                       GCancellable          *cancellable,
                                       GAsyncReadyCallback    callback,
                                       gpointer               user_data);
gpointer  ua_client_request_finish    (UaClient              *self,
                                       GAsyncResult          *result,
                                       GError               **error);

void      ua_client_list_actions_async  (UaClient              *self,
                                         GCancellable          *cancellable,
                                         GAsyncReadyCallback    callback,
                                         gpointer               user_data);
GStrv     ua_client_list_actions_finish (UaClient              *self,
                                         GAsyncResult          *result,
                                         GError               **error);

gboolean  ua_client_response_check    (const UaHttpResponse  *response,
                                       UaClientRequestFlags   flags,
                                       GError               **error);
GError   *ua_client_response_refuse   (const UaHttpResponse  *response,
                                       const GError          *cause);

G_END_DECLS
