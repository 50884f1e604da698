/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-absence.h"

#include "ua-error.h"

/* So many questions are under way at once. */
#define MAX_RUNNING 4

/* Members whom a whole walk did not show are not therefore gone: lists leave out, come late, are
 * filtered.  Each is asked for, and only 404 is believed (requirement 12).
 *
 *   ids -> GET, a few at once -> 404: erased from the cache
 *                             -> 200: written, for it may have changed
 *                             -> else: stays as it is
 */
typedef struct
{
  /* Input. */
  UaClient *client; /* (owned) */
  UaStore *store;   /* (owned) */
  GStrv ids;        /* (owned) */
  UaStoreWriteFlags flags;

  /* In progress. */
  guint next;
  guint n_running;
  GPtrArray *present; /* (owned), of UaMemberRecord */
  GPtrArray *gone;    /* (owned), of char, with a NULL at the end when all is known */
  GError *error;      /* (owned) (nullable): what ended the asking early */
} Check;

typedef struct
{
  GTask *task; /* (owned) */
  guint index;
} Question;

static void
check_free (Check *check)
{
  g_object_unref (check->client);
  g_object_unref (check->store);
  g_strfreev (check->ids);
  g_ptr_array_unref (check->present);
  g_ptr_array_unref (check->gone);
  g_clear_error (&check->error);
  g_free (check);
}

/* Errors that the next question would meet too. */
static gboolean
is_final (const GError *error)
{
  if (error->domain != UA_ERROR)
    return TRUE;
  switch (error->code)
    {
    case UA_ERROR_AUTHENTICATION:
    case UA_ERROR_BUSY:
    case UA_ERROR_OFFLINE:
    case UA_ERROR_STOPPED:
    case UA_ERROR_TLS:
      return TRUE;
    default:
      return FALSE;
    }
}

static void ask_more (GTask *task);

static void
finish_check (GTask *task)
{
  Check *check = g_task_get_task_data (task);

  if (check->error != NULL)
    g_task_return_error (task, g_steal_pointer (&check->error));
  else
    g_task_return_int (task, (gssize) check->gone->len - 1);
}

static void
members_deleted_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);

  ua_store_delete_members_finish (UA_STORE (source), result,
                                  check->error == NULL ? &check->error : NULL);
  finish_check (task);
}

static void
delete_gone (GTask *task)
{
  Check *check = g_task_get_task_data (task);

  g_ptr_array_add (check->gone, NULL);
  if (check->gone->len > 1)
    ua_store_delete_members_async (check->store, (const char * const *) check->gone->pdata,
                                   members_deleted_cb, g_object_ref (task));
  else
    finish_check (task);
}

static void
members_written_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);

  ua_store_write_members_finish (UA_STORE (source), result, NULL,
                                 check->error == NULL ? &check->error : NULL);
  delete_gone (task);
}

static void
write_answers (GTask *task)
{
  Check *check = g_task_get_task_data (task);

  if (check->present->len > 0)
    ua_store_write_members_async (check->store, check->present, check->flags,
                                  members_written_cb, g_object_ref (task));
  else
    delete_gone (task);
}

static void
member_got_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Question *question = user_data;
  g_autoptr (GTask) task = question->task;
  Check *check = g_task_get_task_data (task);
  UaMemberRecord *record = NULL;
  g_autoptr (GError) error = NULL;

  check->n_running--;
  if (!ua_client_get_member_finish (UA_CLIENT (source), result, &record, &error))
    {
      if (g_error_matches (error, UA_ERROR, UA_ERROR_NOT_FOUND))
        g_ptr_array_add (check->gone, g_strdup (check->ids[question->index]));
      else if (is_final (error) && check->error == NULL)
        check->error = g_steal_pointer (&error);
    }
  else if (record != NULL)
    g_ptr_array_add (check->present, record);
  g_free (question);
  ask_more (task);
}

static void
ask_more (GTask *task)
{
  Check *check = g_task_get_task_data (task);

  while (check->error == NULL && check->n_running < MAX_RUNNING &&
         check->ids[check->next] != NULL)
    {
      Question *question = g_new (Question, 1);

      question->task = g_object_ref (task);
      question->index = check->next++;
      check->n_running++;
      ua_client_get_member_async (check->client, check->ids[question->index], NULL,
                                  g_task_get_cancellable (task), member_got_cb, question);
    }
  if (check->n_running == 0)
    write_answers (task);
}

/**
 * ua_absence_check_async:
 * @client: the server
 * @store: the cache
 * @ids: (array zero-terminated=1): members whom a walk did not show
 * @flags: how to write those who are there
 * @cancellable: (nullable): to stop asking
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Asks for each member, erases those who are gone from the cache, writes the others.
 */
void
ua_absence_check_async (UaClient            *client,
                        UaStore             *store,
                        const char * const  *ids,
                        UaStoreWriteFlags    flags,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);

  g_task_set_source_tag (task, ua_absence_check_async);
  check->client = g_object_ref (client);
  check->store = g_object_ref (store);
  check->ids = g_strdupv ((char **) ids);
  check->flags = flags;
  check->present = g_ptr_array_new_with_free_func ((GDestroyNotify) ua_member_record_unref);
  check->gone = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  ask_more (task);
}

/**
 * ua_absence_check_finish:
 * @result: what the callback was given
 * @n_deleted: (out) (optional): how many were gone
 * @error: what ended the asking early; what had been answered by then is written
 *
 * Returns: whether all have been asked for
 */
gboolean
ua_absence_check_finish (GAsyncResult  *result,
                         guint         *n_deleted,
                         GError       **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n < 0)
    return FALSE;
  if (n_deleted != NULL)
    *n_deleted = (guint) n;
  return TRUE;
}
