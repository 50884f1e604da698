/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-facet.h"

static void
clear_count (gpointer data)
{
  UaFacetCount *count = data;

  g_clear_pointer (&count->value, g_free);
  g_clear_pointer (&count->name, g_free);
}

/**
 * ua_facet_counts_new:
 *
 * Returns: (transfer full) (element-type UaFacetCount): an empty array that frees what its entries
 *   own
 *
 * Any thread.
 */
GArray *
ua_facet_counts_new (void)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (UaFacetCount));

  g_array_set_clear_func (counts, clear_count);
  return counts;
}

/**
 * ua_facet_counts_add:
 * @counts: (element-type UaFacetCount): what ua_facet_counts_new() made
 * @value: (nullable): the value to filter by
 * @name: (nullable): what to call it where that differs
 * @n: how many members have it
 *
 * Appends an entry.
 *
 * Any thread, one at a time.
 */
void
ua_facet_counts_add (GArray     *counts,
                     const char *value,
                     const char *name,
                     guint       n)
{
  UaFacetCount count = { g_strdup (value), g_strdup (name), n };

  g_return_if_fail (counts != NULL);

  g_array_append_val (counts, count);
}
