/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One request: HTTP in the thread of the client -> status checked there -> body read in a worker ->
 * result back in the thread of the client.
 *
 * The task of the worker does not know the client: a worker may be the last to let go of its task,
 * and the client must not be freed there.
 */
#define G_LOG_DOMAIN "ua-client"

#include "ua-client-private.h"

#include <string.h>

typedef struct
{
  /* Input. */
  UaClientRequestFlags flags;
  UaClientReader reader;
  gpointer data;               /* (owned) (nullable) */
  GDestroyNotify data_free;
  GDestroyNotify result_free;

  /* In progress. */
  UaHttpResponse *response;    /* (owned) (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->data_free != NULL && job->data != NULL)
    job->data_free (job->data);
  g_clear_pointer (&job->response, ua_http_response_free);
  g_free (job);
}

static void
read_response (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GError) error = NULL;
  gpointer result = job->reader (job->response, job->data, &error);

  if (result == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, result, job->result_free);
}

static void
response_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GTask *inner = G_TASK (result);
  const Job *job = g_task_get_task_data (inner);
  GDestroyNotify result_free = job->result_free;
  g_autoptr (GError) error = NULL;
  gpointer reading = g_task_propagate_pointer (inner, &error);

  if (reading == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, reading, result_free);
}

/* Hands the job over to a worker. */
static void
start_reading (GTask          *task,
               UaHttpResponse *response)
{
  Job *job = g_task_get_task_data (task);
  gboolean may_give_up = g_task_get_check_cancellable (task);
  g_autoptr (GTask) inner = g_task_new (NULL, may_give_up ? g_task_get_cancellable (task) : NULL,
                                        response_read_cb, g_object_ref (task));
  Job *moved = g_memdup2 (job, sizeof *job);

  job->data = NULL;
  moved->response = response;
  g_task_set_task_data (inner, moved, job_free);
  g_task_set_return_on_cancel (inner, may_give_up);
  g_task_run_in_thread (inner, read_response);
}

static void
response_received_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaHttpResponse) response = ua_http_send_finish (UA_HTTP (source), result, &error);

  if (response == NULL || !ua_client_response_check (response, job->flags, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    start_reading (task, g_steal_pointer (&response));
}

/**
 * ua_client_request_async:
 * @self: a client
 * @request: (transfer full): what to send
 * @flags: how to understand the response
 * @reader: makes a result of a success, in a worker thread
 * @data: (transfer full) (nullable): for @reader
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result that nobody fetched
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Sends a request and reads the response.
 *
 * The thread of @self.
 */
void
ua_client_request_async (UaClient             *self,
                         UaHttpRequest        *request,
                         UaClientRequestFlags  flags,
                         UaClientReader        reader,
                         gpointer              data,
                         GDestroyNotify        data_free,
                         GDestroyNotify        result_free,
                         GCancellable         *cancellable,
                         GAsyncReadyCallback   callback,
                         gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->flags = flags;
  job->reader = reader;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  g_task_set_source_tag (task, ua_client_request_async);
  g_task_set_task_data (task, job, job_free);
  /* A write that was done is reported as done, even to who has given up meanwhile. */
  g_task_set_check_cancellable (task, strcmp (request->method, "GET") == 0);
  ua_http_send_async (ua_client_get_http (self), request, cancellable, response_received_cb,
                      g_steal_pointer (&task));
}

/**
 * ua_client_request_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): what the reader made, or %NULL with an error
 *
 * The thread of @self.
 */
gpointer
ua_client_request_finish (UaClient      *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
