/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-column-sorter.h"

/**
 * UaColumnSorter:
 *
 * What makes a column's header sortable without sorting anything: the order is part of the query,
 * and the cache does the work.  The sorter only knows its field, so that one can ask the column
 * view's sorter, which calls those of its columns in order, which column comes first.
 */
struct _UaColumnSorter
{
  GtkSorter parent_instance;

  UaField field;
};

G_DEFINE_FINAL_TYPE (UaColumnSorter, ua_column_sorter, GTK_TYPE_SORTER)

/* The item that is "compared" to learn which sorter is asked first. */
#define UA_TYPE_COLUMN_PROBE (ua_column_probe_get_type ())
G_DECLARE_FINAL_TYPE (UaColumnProbe, ua_column_probe, UA, COLUMN_PROBE, GObject)

struct _UaColumnProbe
{
  GObject parent_instance;

  UaField field;
};

G_DEFINE_FINAL_TYPE (UaColumnProbe, ua_column_probe, G_TYPE_OBJECT)

static void
ua_column_probe_class_init (UaColumnProbeClass *klass)
{
}

static void
ua_column_probe_init (UaColumnProbe *self)
{
  self->field = UA_N_FIELDS;
}

static GtkOrdering
ua_column_sorter_compare (GtkSorter *sorter,
                          gpointer   a,
                          gpointer   b)
{
  UaColumnSorter *self = UA_COLUMN_SORTER (sorter);

  if (UA_IS_COLUMN_PROBE (a) && UA_COLUMN_PROBE (a)->field == UA_N_FIELDS)
    UA_COLUMN_PROBE (a)->field = self->field;
  return GTK_ORDERING_SMALLER;
}

static GtkSorterOrder
ua_column_sorter_get_order (GtkSorter *sorter)
{
  return GTK_SORTER_ORDER_PARTIAL;
}

static void
ua_column_sorter_class_init (UaColumnSorterClass *klass)
{
  GtkSorterClass *sorter_class = GTK_SORTER_CLASS (klass);

  sorter_class->compare = ua_column_sorter_compare;
  sorter_class->get_order = ua_column_sorter_get_order;
}

static void
ua_column_sorter_init (UaColumnSorter *self)
{
}

/**
 * ua_column_sorter_new:
 * @field: what the column is sorted by
 *
 * Returns: (transfer full): a sorter for the column
 */
GtkSorter *
ua_column_sorter_new (UaField field)
{
  UaColumnSorter *self;

  g_return_val_if_fail ((guint) field < UA_N_FIELDS, NULL);

  self = g_object_new (UA_TYPE_COLUMN_SORTER, NULL);
  self->field = field;
  return GTK_SORTER (self);
}

/**
 * ua_column_sorter_probe:
 * @view_sorter: the sorter of a column view whose columns have sorters of this class
 * @field: (out): what the view is sorted by; untouched when by nothing
 * @descending: (out): whether from the last to the first; untouched when by nothing
 *
 * Learns which header was clicked; there is no function for that at GTK 4.8.
 *
 * Returns: whether the view is sorted by a column
 */
gboolean
ua_column_sorter_probe (GtkSorter *view_sorter,
                        UaField   *field,
                        gboolean  *descending)
{
  g_autoptr (UaColumnProbe) a = g_object_new (UA_TYPE_COLUMN_PROBE, NULL);
  g_autoptr (UaColumnProbe) b = g_object_new (UA_TYPE_COLUMN_PROBE, NULL);
  GtkOrdering order;

  g_return_val_if_fail (GTK_IS_SORTER (view_sorter), FALSE);
  g_return_val_if_fail (field != NULL && descending != NULL, FALSE);

  order = gtk_sorter_compare (view_sorter, a, b);
  if (a->field == UA_N_FIELDS)
    return FALSE;
  *field = a->field;
  *descending = order == GTK_ORDERING_LARGER;
  return TRUE;
}
