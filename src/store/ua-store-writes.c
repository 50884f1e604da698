/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-store-private.h"

#include "ua-error.h"

#include <errno.h>
#include <glib/gstdio.h>

/* What comes from the server. */

typedef struct
{
  UaStoreText which;
  gint64 synced_at;
  gboolean resume;
  UaStoreWriteFlags flags;
  char *text;         /* (owned) (nullable) */
  char **ids;         /* (owned) (nullable) */
  GPtrArray *objects; /* (owned) (nullable), of records, groups or role profiles */
  UaGroup *group;     /* (owned) (nullable) */
  GArray *members;    /* (owned) (nullable), of UaReference */
} WriteInput;

static void
free_write_input (gpointer data)
{
  WriteInput *input = data;

  g_free (input->text);
  g_strfreev (input->ids);
  g_clear_pointer (&input->objects, g_ptr_array_unref);
  g_clear_object (&input->group);
  g_clear_pointer (&input->members, g_array_unref);
  g_free (input);
}

/* The caller may go on with its array; ours crosses over to the thread. */
static GPtrArray *
copy_records (GPtrArray *records)
{
  GPtrArray *copy = g_ptr_array_new_full (records->len,
                                          (GDestroyNotify) ua_member_record_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (copy, ua_member_record_ref (g_ptr_array_index (records, i)));
  return copy;
}

static GPtrArray *
copy_objects (GPtrArray *objects)
{
  GPtrArray *copy = g_ptr_array_new_full (objects->len, g_object_unref);

  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (objects, i)));
  return copy;
}

static void
start_write (UaStore             *self,
             gpointer             source_tag,
             UaStoreWork          work,
             WriteInput          *input,
             GDestroyNotify       free_result,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  ua_store_start_job (self, source_tag, UA_STORE_PRIORITY_WRITE, work, input, free_write_input,
                      free_result, NULL, callback, user_data);
}

static gpointer
set_text_work (UaStoreWorker  *worker,
               gpointer        input,
               GError        **error)
{
  WriteInput *in = input;

  return ua_cache_set_text (worker->cache, in->which, in->text, error) ? UA_STORE_DONE : NULL;
}

/**
 * ua_store_set_text_async:
 * @self: a store
 * @which: which text
 * @text: (nullable): the text; nothing secret
 * @callback: called when it is kept
 * @user_data: for @callback
 *
 * Keeps a small text beside the members.
 */
void
ua_store_set_text_async (UaStore             *self,
                         UaStoreText          which,
                         const char          *text,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  WriteInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail ((guint) which < UA_N_STORE_TEXTS);

  input = g_new0 (WriteInput, 1);
  input->which = which;
  input->text = g_strdup (text);
  start_write (self, ua_store_set_text_async, set_text_work, input, NULL, callback, user_data);
}

/**
 * ua_store_set_text_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_store_set_text_finish (UaStore       *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_set_text_async, error);
}

/* NULL stands for failure, so the start of a walk is the empty text until it is handed out. */
static gpointer
begin_walk_work (UaStoreWorker  *worker,
                 gpointer        input,
                 GError        **error)
{
  WriteInput *in = input;
  const char *walk;

  if (!ua_cache_begin_walk (worker->cache, in->resume, error))
    return NULL;
  walk = worker->cache->texts[UA_STORE_TEXT_WALK];
  return g_strdup (walk != NULL ? walk : "");
}

/**
 * ua_store_begin_walk_async:
 * @self: a store
 * @resume: whether to go on with an unfinished walk where there is one
 * @callback: called when pages can be written
 * @user_data: for @callback
 *
 * Begins to see all members of the server.
 */
void
ua_store_begin_walk_async (UaStore             *self,
                           gboolean             resume,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  WriteInput *input;

  g_return_if_fail (UA_IS_STORE (self));

  input = g_new0 (WriteInput, 1);
  input->resume = resume;
  start_write (self, ua_store_begin_walk_async, begin_walk_work, input, g_free, callback,
               user_data);
}

/**
 * ua_store_begin_walk_finish:
 * @self: a store
 * @result: what the callback got
 * @walk: (out) (transfer full) (nullable) (optional): where to go on, as the last page written
 *   said; %NULL to begin at the start; untouched on failure
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_store_begin_walk_finish (UaStore       *self,
                            GAsyncResult  *result,
                            char         **walk,
                            GError       **error)
{
  g_autofree char *text =
    ua_store_finish_job_pointer (self, result, ua_store_begin_walk_async, error);

  if (text == NULL)
    return FALSE;
  if (walk != NULL)
    *walk = *text != '\0' ? g_steal_pointer (&text) : NULL;
  return TRUE;
}

static gpointer
write_members_work (UaStoreWorker  *worker,
                    gpointer        input,
                    GError        **error)
{
  WriteInput *in = input;
  g_autofree UaStoreWritten *written = g_new0 (UaStoreWritten, 1);

  if (!ua_cache_write_members (worker->cache, in->objects, in->text, in->flags, written, error))
    return NULL;
  return g_steal_pointer (&written);
}

static gboolean
finish_written (UaStore         *self,
                GAsyncResult    *result,
                gpointer         source_tag,
                UaStoreWritten  *written,
                GError         **error)
{
  g_autofree UaStoreWritten *done = ua_store_finish_job_pointer (self, result, source_tag, error);

  if (done == NULL)
    return FALSE;
  if (written != NULL)
    *written = *done;
  return TRUE;
}

/**
 * ua_store_write_page_async:
 * @self: a store
 * @records: (element-type UaMemberRecord): the members of one page as the server gave them
 * @walk: where the walk goes on after this page
 * @flags: what the records do not tell
 * @callback: called when they are written
 * @user_data: for @callback
 *
 * Writes a page and how far the walk has come in one transaction, so that a walk that is killed
 * goes on where it was.
 */
void
ua_store_write_page_async (UaStore             *self,
                           GPtrArray           *records,
                           const char          *walk,
                           UaStoreWriteFlags    flags,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  WriteInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (records != NULL);
  g_return_if_fail (walk != NULL);

  input = g_new0 (WriteInput, 1);
  input->objects = copy_records (records);
  input->text = g_strdup (walk);
  input->flags = flags;
  start_write (self, ua_store_write_page_async, write_members_work, input, g_free, callback,
               user_data);
}

/**
 * ua_store_write_page_finish:
 * @self: a store
 * @result: what the callback got
 * @written: (out) (optional): what it came to; untouched on failure
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure; then nothing of the page is written
 */
gboolean
ua_store_write_page_finish (UaStore         *self,
                            GAsyncResult    *result,
                            UaStoreWritten  *written,
                            GError         **error)
{
  return finish_written (self, result, ua_store_write_page_async, written, error);
}

/**
 * ua_store_write_members_async:
 * @self: a store
 * @records: (element-type UaMemberRecord): members as the server gave them
 * @flags: what the records do not tell
 * @callback: called when they are written
 * @user_data: for @callback
 *
 * Writes members outside of a walk.
 */
void
ua_store_write_members_async (UaStore             *self,
                              GPtrArray           *records,
                              UaStoreWriteFlags    flags,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  WriteInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (records != NULL);

  input = g_new0 (WriteInput, 1);
  input->objects = copy_records (records);
  input->flags = flags;
  start_write (self, ua_store_write_members_async, write_members_work, input, g_free, callback,
               user_data);
}

/**
 * ua_store_write_members_finish:
 * @self: a store
 * @result: what the callback got
 * @written: (out) (optional): what it came to; untouched on failure
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure; then nothing is written
 */
gboolean
ua_store_write_members_finish (UaStore         *self,
                               GAsyncResult    *result,
                               UaStoreWritten  *written,
                               GError         **error)
{
  return finish_written (self, result, ua_store_write_members_async, written, error);
}

static gpointer
end_walk_work (UaStoreWorker  *worker,
               gpointer        input,
               GError        **error)
{
  WriteInput *in = input;
  g_auto (GStrv) ids = ua_cache_end_walk (worker->cache, in->synced_at, error);
  g_autoptr (GError) local_error = NULL;

  if (ids == NULL)
    return NULL;
  /* Whoever was in a cache that had to be set aside has been fetched again by now. */
  if (!ua_cache_forget_set_aside (worker->folder, &local_error))
    g_warning ("A cache that was set aside stays: %s", local_error->message);
  return g_steal_pointer (&ids);
}

/**
 * ua_store_end_walk_async:
 * @self: a store
 * @synced_at: when the last page came, in milliseconds since 1970-01-01 UTC
 * @callback: called when it is ended
 * @user_data: for @callback
 *
 * Ends a walk that has seen everything, and makes %UA_STORE_TEXT_SYNCED_AT say so.
 */
void
ua_store_end_walk_async (UaStore             *self,
                         gint64               synced_at,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  WriteInput *input;

  g_return_if_fail (UA_IS_STORE (self));

  input = g_new0 (WriteInput, 1);
  input->synced_at = synced_at;
  start_write (self, ua_store_end_walk_async, end_walk_work, input, (GDestroyNotify) g_strfreev,
               callback, user_data);
}

/**
 * ua_store_end_walk_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Nobody is deleted: the ids are only of members who may be gone, each to be asked for on the
 * server, where only 404 means it.
 *
 * Returns: (transfer full) (nullable): the ids of the members who did not come by, maybe none;
 *   %NULL on failure
 */
GStrv
ua_store_end_walk_finish (UaStore       *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return ua_store_finish_job_pointer (self, result, ua_store_end_walk_async, error);
}

static gpointer
delete_members_work (UaStoreWorker  *worker,
                     gpointer        input,
                     GError        **error)
{
  WriteInput *in = input;

  return ua_cache_delete_members (worker->cache, (const char * const *) in->ids, error) &&
         ua_queue_forget (worker->queue, (const char * const *) in->ids, error)
           ? UA_STORE_DONE : NULL;
}

/**
 * ua_store_delete_members_async:
 * @self: a store
 * @ids: (array zero-terminated=1): who is gone from the server
 * @callback: called when nothing of them is in any file of the cache, nor in the log
 * @user_data: for @callback
 *
 * Erases members.  What waits to be sent for them stays in the queue.
 */
void
ua_store_delete_members_async (UaStore             *self,
                               const char * const  *ids,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  WriteInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (ids != NULL);

  input = g_new0 (WriteInput, 1);
  input->ids = g_strdupv ((char **) ids);
  start_write (self, ua_store_delete_members_async, delete_members_work, input, NULL, callback,
               user_data);
}

/**
 * ua_store_delete_members_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_store_delete_members_finish (UaStore       *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_delete_members_async, error);
}

static gpointer
write_groups_work (UaStoreWorker  *worker,
                   gpointer        input,
                   GError        **error)
{
  WriteInput *in = input;

  return ua_cache_write_groups (worker->cache, in->objects, error) ? UA_STORE_DONE : NULL;
}

/**
 * ua_store_write_groups_async:
 * @self: a store
 * @groups: (element-type UaGroup): all groups there are, in the order in which to show them
 * @callback: called when they are written
 * @user_data: for @callback
 */
void
ua_store_write_groups_async (UaStore             *self,
                             GPtrArray           *groups,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  WriteInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (groups != NULL);

  input = g_new0 (WriteInput, 1);
  input->objects = copy_objects (groups);
  start_write (self, ua_store_write_groups_async, write_groups_work, input, NULL, callback,
               user_data);
}

/**
 * ua_store_write_groups_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_store_write_groups_finish (UaStore       *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_write_groups_async, error);
}

static gpointer
write_group_members_work (UaStoreWorker  *worker,
                          gpointer        input,
                          GError        **error)
{
  WriteInput *in = input;

  return ua_cache_write_group_members (worker->cache, in->group, in->members, error)
           ? UA_STORE_DONE : NULL;
}

static void
clear_reference (gpointer data)
{
  UaReference *reference = data;

  g_free (reference->id);
  g_free (reference->role);
}

/**
 * ua_store_write_group_members_async:
 * @self: a store
 * @group: a group
 * @members: (array length=n_members): all who are in it: their ids, and their roles there
 * @n_members: how many
 * @callback: called when that is written
 * @user_data: for @callback
 *
 * Says who is in a group, for servers whose members do not tell (see
 * %UA_STORE_WRITE_KEEP_MEMBERSHIPS).  Members whom the cache does not know are left out.
 */
void
ua_store_write_group_members_async (UaStore             *self,
                                    UaGroup             *group,
                                    const UaReference   *members,
                                    guint                n_members,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  WriteInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (UA_IS_GROUP (group));

  input = g_new0 (WriteInput, 1);
  input->group = g_object_ref (group);
  input->members = g_array_sized_new (FALSE, FALSE, sizeof (UaReference), n_members);
  g_array_set_clear_func (input->members, clear_reference);
  for (guint i = 0; i < n_members; i++)
    {
      UaReference member = { g_strdup (members[i].id), NULL, g_strdup (members[i].role) };

      g_array_append_val (input->members, member);
    }
  start_write (self, ua_store_write_group_members_async, write_group_members_work, input, NULL,
               callback, user_data);
}

/**
 * ua_store_write_group_members_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_store_write_group_members_finish (UaStore       *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_write_group_members_async, error);
}

static gpointer
write_role_profiles_work (UaStoreWorker  *worker,
                          gpointer        input,
                          GError        **error)
{
  WriteInput *in = input;

  return ua_cache_write_role_profiles (worker->cache, in->objects, error) ? UA_STORE_DONE : NULL;
}

/**
 * ua_store_write_role_profiles_async:
 * @self: a store
 * @profiles: (element-type UaRoleProfile): all role profiles there are, in the order in which to
 *   show them
 * @callback: called when they are written
 * @user_data: for @callback
 */
void
ua_store_write_role_profiles_async (UaStore             *self,
                                    GPtrArray           *profiles,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  WriteInput *input;

  g_return_if_fail (UA_IS_STORE (self));
  g_return_if_fail (profiles != NULL);

  input = g_new0 (WriteInput, 1);
  input->objects = copy_objects (profiles);
  start_write (self, ua_store_write_role_profiles_async, write_role_profiles_work, input, NULL,
               callback, user_data);
}

/**
 * ua_store_write_role_profiles_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_store_write_role_profiles_finish (UaStore       *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return ua_store_finish_job (self, result, ua_store_write_role_profiles_async, error);
}
