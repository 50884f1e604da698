/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

/* Which columns stand in the view of the headers, and in what order. */

#include "ua-member-columns-private.h"

#include "ua-column-sorter.h"

/**
 * ua_member_columns_find:
 * @self: columns
 * @view_column: a column of the view
 *
 * Returns: (transfer none) (nullable): which column it is; %NULL for that of the menus
 */
UaMemberColumn *
ua_member_columns_find (UaMemberColumns     *self,
                        GtkColumnViewColumn *view_column)
{
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    if (self->columns[i].column == view_column)
      return &self->columns[i];
  return NULL;
}

/**
 * ua_member_columns_scale:
 * @self: columns
 * @width: a width that does for text of the usual size, in logical pixels
 *
 * Returns: the width that does for text of the size that there is, in logical pixels
 */
int
ua_member_columns_scale (UaMemberColumns *self,
                         int              width)
{
  return (int) (width * self->scale + 0.5);
}

/**
 * ua_member_columns_get_width:
 * @self: columns
 * @column: one of them
 *
 * Returns: how wide it should be, in logical pixels; 0 for what is left over
 */
int
ua_member_columns_get_width (UaMemberColumns *self,
                             UaMemberColumn  *column)
{
  return column->width > 0 ? column->width : ua_member_columns_scale (self, column->info->width);
}

/**
 * ua_member_columns_sort_view:
 * @self: columns
 * @column: one that is in the view
 * @descending: whether from the last to the first
 *
 * Sorts as if the header had been clicked.
 */
void
ua_member_columns_sort_view (UaMemberColumns *self,
                             UaMemberColumn  *column,
                             gboolean         descending)
{
  self->sort = UA_N_FIELDS;
  /* GTK leaves the arrow on the header that it was sorted by unless that is taken back first. */
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (self->view, column->column,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/* The last rank of the columns that there is room for, besides those that somebody chose. */
static guint
find_last_rank (UaMemberColumns *self)
{
  int left = self->room - ua_member_columns_scale (self, UA_NAME_WIDTH) - UA_MENU_WIDTH;

  if (self->room == 0)
    return G_MAXUINT;
  for (guint rank = 1; rank < UA_N_COLUMNS; rank++)
    for (guint i = 0; i < UA_N_COLUMNS; i++)
      {
        UaMemberColumn *column = &self->columns[i];

        if (column->info->rank != rank || !column->available ||
            !ua_member_column_is_wanted (column) ||
            !ua_member_column_is_preset (self, column->info))
          continue;
        left -= ua_member_columns_scale (self, column->info->width);
        if (left < 0)
          return rank - 1;
      }
  return G_MAXUINT;
}

/**
 * ua_member_columns_resize:
 * @self: columns
 * @column: one of them
 *
 * Gives the header the width of the column.  One without a width of its own takes what the others
 * leave.
 */
void
ua_member_columns_resize (UaMemberColumns *self,
                          UaMemberColumn  *column)
{
  int width = ua_member_columns_get_width (self, column);

  gtk_column_view_column_set_expand (column->column, width == 0);
  gtk_column_view_column_set_fixed_width (column->column,
                                          width > 0 ? width
                                                    : ua_member_columns_scale (self,
                                                                               UA_NAME_MINIMUM));
}

static void
show_column (UaMemberColumns *self,
             UaMemberColumn  *column,
             guint            position)
{
  UaField sort;
  gboolean descending;

  ua_member_columns_resize (self, column);
  gtk_column_view_insert_column (self->view, position, column->column);
  column->shown = TRUE;
  if (column->info->sort == self->sort &&
      !ua_column_sorter_probe (gtk_column_view_get_sorter (self->view), &sort, &descending))
    ua_member_columns_sort_view (self, column, self->descending);
}

/**
 * ua_member_columns_hide:
 * @self: columns
 * @column: one that is in the view
 *
 * Takes a column out of the view, which does not take the order of the members with it.
 */
void
ua_member_columns_hide (UaMemberColumns *self,
                        UaMemberColumn  *column)
{
  UaField sort;
  gboolean descending;

  if (ua_column_sorter_probe (gtk_column_view_get_sorter (self->view), &sort, &descending) &&
      sort == column->info->sort)
    {
      self->sort = sort;
      self->descending = descending;
      gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
    }
  gtk_column_view_remove_column (self->view, column->column);
  column->shown = FALSE;
}

/**
 * ua_member_columns_list_shown:
 * @self: columns
 *
 * Lists the columns in the view anew, and tells of it.  As long as the room is not known there are
 * none: rows would have cells for columns that there is no room for, and make them all again (P1).
 */
void
ua_member_columns_list_shown (UaMemberColumns *self)
{
  self->n_shown = 0;
  for (guint i = 0; i < UA_N_COLUMNS && self->room > 0; i++)
    if (self->order[i]->shown)
      self->shown[self->n_shown++] = self->order[i];
  g_signal_emit_by_name (self, "changed");
}

/**
 * ua_member_columns_update_view:
 * @self: columns
 *
 * Has those in the view that are wanted, that the server has, and that there is room for.
 */
void
ua_member_columns_update_view (UaMemberColumns *self)
{
  guint last_rank = find_last_rank (self);
  gboolean loading = self->loading;
  gboolean changed = self->n_shown == 0;
  guint position = 0;

  self->loading = TRUE;
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    {
      UaMemberColumn *column = self->order[i];
      gboolean wanted = column->available && ua_member_column_is_wanted (column) &&
                        (column->info->rank <= last_rank ||
                         !ua_member_column_is_preset (self, column->info));

      changed = changed || wanted != column->shown;
      if (wanted && !column->shown)
        show_column (self, column, position);
      else if (!wanted && column->shown)
        ua_member_columns_hide (self, column);
      if (wanted)
        position++;
    }
  self->loading = loading;
  if (changed)
    ua_member_columns_list_shown (self);
}

/**
 * ua_member_columns_read_order:
 * @self: columns
 *
 * Takes the order of the view over; a column that is not shown stays where it is among all.
 */
void
ua_member_columns_read_order (UaMemberColumns *self)
{
  GListModel *view_columns = gtk_column_view_get_columns (self->view);
  guint n = g_list_model_get_n_items (view_columns);
  guint position = 0;

  for (guint i = 0; i < UA_N_COLUMNS; i++)
    {
      UaMemberColumn *column = NULL;

      if (!self->order[i]->shown)
        continue;
      while (column == NULL && position < n)
        {
          g_autoptr (GtkColumnViewColumn) view_column =
            g_list_model_get_item (view_columns, position++);

          column = ua_member_columns_find (self, view_column);
        }
      if (column != NULL)
        self->order[i] = column;
    }
}
