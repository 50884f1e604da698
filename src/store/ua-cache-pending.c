/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-store"

#include "ua-cache-private.h"

static gboolean
rewrite_overlay (UaCache     *self,
                 const char  *member_id,
                 GError     **error)
{
  g_autoptr (UaMemberRecord) server = NULL;
  gint64 digest = 0;
  guint32 row;

  if (!ua_cache_find_row (self, member_id, &row, NULL, error))
    return FALSE;
  if (row == 0)
    return TRUE;
  return ua_cache_read_base (self, row, &server, &digest, error) &&
         (server == NULL || ua_cache_write_member (self, row, server, digest, error));
}

/**
 * ua_cache_set_pending:
 * @self: the cache
 * @member_id: whose
 * @patches: (element-type UaPatch) (nullable): the changes that wait to be sent, in order
 * @record: (nullable): the member as the server has it now, where that is known
 * @error: return location for a #GError
 *
 * Lays the waiting changes of a member, and no others, over what the server has.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_set_pending (UaCache         *self,
                      const char      *member_id,
                      GPtrArray       *patches,
                      UaMemberRecord  *record,
                      GError         **error)
{
  UaStoreWritten written = { 0, 0, 0 };
  gboolean success;

  if (patches != NULL && patches->len > 0)
    g_hash_table_insert (self->pending, g_strdup (member_id), g_ptr_array_ref (patches));
  else
    g_hash_table_remove (self->pending, member_id);
  self->changed = TRUE;
  if (!ua_cache_begin (self, error))
    return FALSE;
  success = rewrite_overlay (self, member_id, error) &&
            (record == NULL || ua_cache_write_server_record (self, record, self->write_flags,
                                                             &written, error));
  ua_cache_forget_orders (self);
  return ua_cache_end (self, success, error);
}

/* The members over which something is laid in the file. */
static gboolean
list_overlaid (UaCache   *self,
               GStrv     *ids,
               GError   **error)
{
  g_autoptr (UaStatement) statement =
    ua_database_use (self->database,
                     "SELECT id FROM member WHERE row IN (SELECT row FROM base)", error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean found;

  if (statement == NULL || !ua_database_step (self->database, statement, &found, error))
    return FALSE;
  while (found)
    {
      g_autofree char *id = ua_statement_dup_text (statement, 0);

      if (id != NULL)
        g_strv_builder_add (builder, id);
      if (!ua_database_step (self->database, statement, &found, error))
        return FALSE;
    }
  *ids = g_strv_builder_end (builder);
  return TRUE;
}

/**
 * ua_cache_reconcile_pending:
 * @self: the cache, just opened
 * @pending: (transfer full) (element-type utf8 GPtrArray): by member id the changes that wait to be
 *   sent, each a #GPtrArray of #UaPatch in order
 * @error: return location for a #GError
 *
 * Brings the cache in line with the queue, which is what counts: the two are files of their own, so
 * one may have been written and the other not when the power went.
 *
 * Returns: %FALSE on failure
 */
gboolean
ua_cache_reconcile_pending (UaCache     *self,
                            GHashTable  *pending,
                            GError     **error)
{
  g_auto (GStrv) overlaid = NULL;
  g_autofree const char **waiting = NULL;
  gboolean success = TRUE;

  g_hash_table_unref (self->pending);
  self->pending = pending;
  if (!list_overlaid (self, &overlaid, error))
    return FALSE;
  if (overlaid[0] == NULL && g_hash_table_size (pending) == 0)
    return TRUE;
  if (!ua_cache_begin (self, error))
    return FALSE;
  for (guint i = 0; overlaid[i] != NULL && success; i++)
    success = rewrite_overlay (self, overlaid[i], error);
  waiting = (const char **) g_hash_table_get_keys_as_array (pending, NULL);
  for (guint i = 0; waiting[i] != NULL && success; i++)
    success = g_strv_contains ((const char * const *) overlaid, waiting[i]) ||
              rewrite_overlay (self, waiting[i], error);
  return ua_cache_end (self, success, error);
}
