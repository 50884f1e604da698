/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-page.h"

struct _UaPosition
{
  gatomicrefcount refs;
  UaPositionKind kind;
  guint64 index;
  char *text; /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (UaPosition, ua_position, ua_position_ref, ua_position_unref)

static UaPosition *
create (UaPositionKind  kind,
        guint64         index,
        const char     *text)
{
  UaPosition *self = g_new0 (UaPosition, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->index = index;
  self->text = g_strdup (text);
  return self;
}

/**
 * ua_position_new_index:
 * @index: the number of the first row, from 1
 *
 * Returns: (transfer full): a position
 *
 * Any thread.
 */
UaPosition *
ua_position_new_index (guint64 index)
{
  return create (UA_POSITION_KIND_INDEX, MAX (index, 1), NULL);
}

/**
 * ua_position_new_cursor:
 * @cursor: a cursor that a page gave; empty for the first page
 *
 * Returns: (transfer full): a position
 *
 * Any thread.
 */
UaPosition *
ua_position_new_cursor (const char *cursor)
{
  g_return_val_if_fail (cursor != NULL, NULL);

  return create (UA_POSITION_KIND_CURSOR, 0, cursor);
}

/**
 * ua_position_new_after:
 * @id: the id of the last row that is known; empty for the first page
 *
 * Returns: (transfer full): a position
 *
 * Any thread.
 */
UaPosition *
ua_position_new_after (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return create (UA_POSITION_KIND_AFTER, 0, id);
}

/**
 * ua_position_ref:
 * @self: a position
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaPosition *
ua_position_ref (UaPosition *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_position_unref:
 * @self: (transfer full): a position
 *
 * Any thread.
 */
void
ua_position_unref (UaPosition *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->text);
  g_free (self);
}

/**
 * ua_position_get_kind:
 * @self: a position
 *
 * Returns: how it says where a page begins
 *
 * Any thread.
 */
UaPositionKind
ua_position_get_kind (const UaPosition *self)
{
  g_return_val_if_fail (self != NULL, UA_POSITION_KIND_INDEX);

  return self->kind;
}

/**
 * ua_position_get_index:
 * @self: a position
 *
 * Returns: the number of the first row, from 1; 0 when it is no index
 *
 * Any thread.
 */
guint64
ua_position_get_index (const UaPosition *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->index;
}

/**
 * ua_position_get_text:
 * @self: a position
 *
 * Returns: (transfer none) (nullable): the cursor or the id; %NULL when it is an index
 *
 * Any thread.
 */
const char *
ua_position_get_text (const UaPosition *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * ua_position_equal:
 * @a: a position
 * @b: another
 *
 * Returns: whether they are the same
 *
 * Any thread.
 */
gboolean
ua_position_equal (const UaPosition *a,
                   const UaPosition *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->kind == b->kind && a->index == b->index && g_strcmp0 (a->text, b->text) == 0;
}
