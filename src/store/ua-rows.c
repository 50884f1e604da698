/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-rows.h"

struct _UaRows
{
  gatomicrefcount refs;
  guint32 *rows; /* (owned) (nullable) */
  guint n;
};

G_DEFINE_BOXED_TYPE (UaRows, ua_rows, ua_rows_ref, ua_rows_unref)

/**
 * ua_rows_new:
 * @rows: (array length=n) (nullable): numbers of rows
 * @n: how many
 *
 * Returns: (transfer full): a copy of them
 *
 * Any thread.
 */
UaRows *
ua_rows_new (const guint32 *rows,
             guint          n)
{
  return ua_rows_new_take (g_memdup2 (rows, sizeof (guint32) * n), n);
}

/**
 * ua_rows_new_take:
 * @rows: (array length=n) (nullable) (transfer full): numbers of rows, freed with g_free()
 * @n: how many
 *
 * Returns: (transfer full): the array around them
 *
 * Any thread.
 */
UaRows *
ua_rows_new_take (guint32 *rows,
                  guint    n)
{
  UaRows *self = g_new0 (UaRows, 1);

  g_atomic_ref_count_init (&self->refs);
  self->rows = rows;
  self->n = n;
  return self;
}

/**
 * ua_rows_ref:
 * @self: an array of rows
 *
 * Returns: (transfer full): @self
 *
 * Any thread.
 */
UaRows *
ua_rows_ref (UaRows *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ua_rows_unref:
 * @self: (transfer full): an array of rows
 *
 * Any thread.
 */
void
ua_rows_unref (UaRows *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->rows);
  g_free (self);
}

/**
 * ua_rows_get_n:
 * @self: an array of rows
 *
 * Returns: how many there are
 *
 * Any thread.
 */
guint
ua_rows_get_n (const UaRows *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

/**
 * ua_rows_get_data:
 * @self: an array of rows
 *
 * Returns: (transfer none) (nullable) (array): the numbers, ua_rows_get_n() of them, valid as long
 *   as @self
 *
 * Any thread.
 */
const guint32 *
ua_rows_get_data (const UaRows *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rows;
}

/**
 * ua_rows_equal:
 * @self: an array of rows
 * @other: another
 *
 * Returns: whether both have the same rows in the same order
 *
 * Any thread.
 */
gboolean
ua_rows_equal (const UaRows *self,
               const UaRows *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (self == other)
    return TRUE;
  return self->n == other->n &&
         (self->n == 0 || memcmp (self->rows, other->rows, sizeof (guint32) * self->n) == 0);
}
