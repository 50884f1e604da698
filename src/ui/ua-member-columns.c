/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-columns-private.h"

#include "ua-column-sorter.h"

/**
 * UaMemberColumns:
 *
 * The columns of the table of members: which there are, which are shown, in which order and how
 * wide (PE-02, LE-01), remembered in the settings.  What the server does not have is neither
 * shown nor offered.
 *
 *   settings, server, room -> UaMemberColumns -> headers: GtkColumnView
 *                                             -> cells: each UaMemberRow
 *
 * The headers are those of a column view that has no rows.  Where there is little room, the columns
 * that nobody asked for go, the least important first; those that somebody chose stay and are
 * scrolled to.  Only columns that are shown are in the view: GTK 4.8 counts the fixed widths of
 * invisible ones as well when it shares out what is left over.
 *
 *   ua-member-columns.c         the columns, and what the table asks of them
 *   ua-member-columns-choice.c  what somebody chose: the menu and the settings
 *   ua-member-columns-view.c    which of them stand in the view, and in what order
 */
G_DEFINE_FINAL_TYPE (UaMemberColumns, ua_member_columns, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_RESIZED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
columns_changed_cb (UaMemberColumns *self)
{
  /* A column that is moved is away for a moment. */
  if (self->loading ||
      g_list_model_get_n_items (gtk_column_view_get_columns (self->view)) != self->n_shown + 1)
    return;
  ua_member_columns_read_order (self);
  ua_member_columns_list_shown (self);
  ua_member_columns_queue_save (self);
}

static void
width_changed_cb (UaMemberColumns     *self,
                  GParamSpec          *pspec,
                  GtkColumnViewColumn *view_column)
{
  if (self->loading)
    return;
  ua_member_columns_find (self, view_column)->width =
    gtk_column_view_column_get_fixed_width (view_column);
  gtk_column_view_column_set_expand (view_column, FALSE);
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
  ua_member_columns_queue_save (self);
}

/* How large text is, by the resolution that fonts are told of: 1024 times the points an inch. */
static void
read_scale (UaMemberColumns *self,
            GtkSettings     *settings)
{
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  self->scale = dpi > 0 ? dpi / (96.0 * 1024.0) : 1;
}

static void
scale_changed_cb (UaMemberColumns *self,
                  GParamSpec      *pspec,
                  GtkSettings     *settings)
{
  self->loading = TRUE;
  read_scale (self, settings);
  for (guint i = 0; i < self->n_shown; i++)
    ua_member_columns_resize (self, self->shown[i]);
  ua_member_columns_update_view (self);
  self->loading = FALSE;
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
}

static void
action_changed_cb (UaMemberColumns *self)
{
  if (self->loading)
    return;
  ua_member_columns_update_view (self);
  ua_member_columns_queue_save (self);
}

static void
reset_activated_cb (UaMemberColumns *self)
{
  ua_member_columns_reset (self);
}

static GtkColumnViewColumn *
make_view_column (const UaColumnInfo *info)
{
  g_autoptr (GtkSorter) sorter = ua_column_sorter_new (info->sort);
  GtkColumnViewColumn *column =
    gtk_column_view_column_new (ua_column_info_get_title (info), NULL);

  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_sorter (column, sorter);
  return column;
}

static void
make_columns (UaMemberColumns *self)
{
  g_autoptr (GSimpleAction) reset = g_simple_action_new ("reset", NULL);

  g_signal_connect_object (reset, "activate", G_CALLBACK (reset_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (reset));
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    {
      const UaColumnInfo *info = ua_column_info_get (i);
      UaMemberColumn *column = &self->columns[i];
      g_autofree char *name = g_strdelimit (g_strdup (ua_field_get_key (info->field)), "_", '-');

      column->info = info;
      column->available = info->capability == UA_N_CAPABILITIES;
      column->column = make_view_column (info);
      column->action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));
      ua_member_columns_set_preset (self, column);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (column->action));
      g_signal_connect_object (column->action, "notify::state", G_CALLBACK (action_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (column->column, "notify::fixed-width",
                               G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
ua_member_columns_dispose (GObject *object)
{
  UaMemberColumns *self = UA_MEMBER_COLUMNS (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  /* The view may go with this, and its columns with it. */
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (self->view), self);
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    {
      g_clear_object (&self->columns[i].column);
      g_clear_object (&self->columns[i].action);
    }
  g_clear_object (&self->menu_column);
  g_clear_object (&self->actions);
  g_clear_object (&self->menu);
  g_clear_object (&self->settings);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (ua_member_columns_parent_class)->dispose (object);
}

static void
ua_member_columns_class_init (UaMemberColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_member_columns_dispose;

  /**
   * UaMemberColumns::changed:
   *
   * Other columns are shown, or in another order.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * UaMemberColumns::resized:
   *
   * Columns have another width or place.
   */
  signals[SIGNAL_RESIZED] = g_signal_new ("resized", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ua_member_columns_init (UaMemberColumns *self)
{
  self->scale = 1;
  self->actions = g_simple_action_group_new ();
  self->menu = g_menu_new ();
  self->sort = UA_N_FIELDS;
}

/**
 * ua_member_columns_new:
 * @view: (transfer none): an empty column view, for the headers
 * @settings: (transfer none): the application's settings
 *
 * Gives @view its columns.
 *
 * Returns: (transfer full): what governs them
 */
UaMemberColumns *
ua_member_columns_new (GtkColumnView *view,
                       GSettings     *settings)
{
  UaMemberColumns *self;
  GtkSettings *view_settings;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (UA_TYPE_MEMBER_COLUMNS, NULL);
  self->view = g_object_ref (view);
  self->settings = g_object_ref (settings);
  self->loading = TRUE;
  view_settings = gtk_widget_get_settings (GTK_WIDGET (view));
  read_scale (self, view_settings);
  g_signal_connect_object (view_settings, "notify::gtk-xft-dpi", G_CALLBACK (scale_changed_cb),
                           self, G_CONNECT_SWAPPED);
  make_columns (self);
  ua_member_columns_load (self);
  self->menu_column = gtk_column_view_column_new (NULL, NULL);
  gtk_column_view_column_set_fixed_width (self->menu_column, UA_MENU_WIDTH);
  gtk_column_view_append_column (view, self->menu_column);
  ua_member_columns_update_view (self);
  ua_member_columns_update_menu (self);
  self->loading = FALSE;
  g_signal_connect_object (gtk_column_view_get_columns (view), "items-changed",
                           G_CALLBACK (columns_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ua_member_columns_get_menu:
 * @self: columns
 *
 * Returns: (transfer none): a menu to choose columns from, with actions of the group "columns"
 */
GMenuModel *
ua_member_columns_get_menu (UaMemberColumns *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_COLUMNS (self), NULL);

  return G_MENU_MODEL (self->menu);
}

/**
 * ua_member_columns_get_actions:
 * @self: columns
 *
 * Returns: (transfer none): the actions of the menu, one a column, to be called "columns"
 */
GActionGroup *
ua_member_columns_get_actions (UaMemberColumns *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_COLUMNS (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/**
 * ua_member_columns_set_capabilities:
 * @self: columns
 * @capabilities: (nullable): what the server can do; %NULL when nothing is known
 */
void
ua_member_columns_set_capabilities (UaMemberColumns *self,
                                    UaCapabilities  *capabilities)
{
  g_return_if_fail (UA_IS_MEMBER_COLUMNS (self));

  self->loading = TRUE;
  self->plain = capabilities != NULL &&
                !ua_capabilities_may (capabilities, UA_CAPABILITY_ROLE_PROFILES);
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    {
      UaMemberColumn *column = &self->columns[i];

      column->available =
        column->info->capability == UA_N_CAPABILITIES ||
        (capabilities != NULL && ua_capabilities_may (capabilities, column->info->capability));
      if (!self->chosen)
        ua_member_columns_set_preset (self, column);
    }
  ua_member_columns_update_view (self);
  ua_member_columns_update_menu (self);
  self->loading = FALSE;
}

/**
 * ua_member_columns_sort_by:
 * @self: columns
 * @field: a field that a column is sorted by; others are ignored
 * @descending: whether from the last to the first
 *
 * Sorts as if the header had been clicked, as soon as there is that header.
 */
void
ua_member_columns_sort_by (UaMemberColumns *self,
                           UaField          field,
                           gboolean         descending)
{
  g_return_if_fail (UA_IS_MEMBER_COLUMNS (self));

  self->sort = field;
  self->descending = descending;
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    if (self->columns[i].info->sort == field && self->columns[i].shown)
      {
        ua_member_columns_sort_view (self, &self->columns[i], descending);
        return;
      }
}

/**
 * ua_member_columns_reset:
 * @self: columns
 *
 * Goes back to the columns, the order and the widths that there are without any choice.
 */
void
ua_member_columns_reset (UaMemberColumns *self)
{
  g_return_if_fail (UA_IS_MEMBER_COLUMNS (self));

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->loading = TRUE;
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    {
      UaMemberColumn *column = &self->columns[i];

      ua_member_columns_set_preset (self, column);
      column->width = 0;
      self->order[i] = column;
      if (column->shown)
        ua_member_columns_hide (self, column);
    }
  ua_member_columns_update_view (self);
  self->chosen = FALSE;
  self->loading = FALSE;
  g_settings_reset (self->settings, "columns");
}

/**
 * ua_member_columns_save:
 * @self: columns
 *
 * Writes at once what has changed and is not written yet.
 */
void
ua_member_columns_save (UaMemberColumns *self)
{
  g_return_if_fail (UA_IS_MEMBER_COLUMNS (self));

  if (self->save_id == 0)
    return;
  g_clear_handle_id (&self->save_id, g_source_remove);
  ua_member_columns_write (self);
}

/**
 * ua_member_columns_set_room:
 * @self: columns
 * @room: how wide the table is, in logical pixels
 */
void
ua_member_columns_set_room (UaMemberColumns *self,
                            int              room)
{
  g_return_if_fail (UA_IS_MEMBER_COLUMNS (self));

  if (self->room == room)
    return;
  self->room = room;
  ua_member_columns_update_view (self);
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
}

/**
 * ua_member_columns_set_offset:
 * @self: columns
 * @offset: what is scrolled past at the left of all columns, in logical pixels
 */
void
ua_member_columns_set_offset (UaMemberColumns *self,
                              int              offset)
{
  g_return_if_fail (UA_IS_MEMBER_COLUMNS (self));

  if (self->offset == offset)
    return;
  self->offset = offset;
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
}

/**
 * ua_member_columns_get_offset:
 * @self: columns
 *
 * Returns: what is scrolled past at the left of all columns, in logical pixels
 */
int
ua_member_columns_get_offset (UaMemberColumns *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_COLUMNS (self), 0);

  return self->offset;
}

/**
 * ua_member_columns_get_n_shown:
 * @self: columns
 *
 * Returns: how many columns of fields are shown
 */
guint
ua_member_columns_get_n_shown (UaMemberColumns *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_COLUMNS (self), 0);

  return self->n_shown;
}

/**
 * ua_member_columns_get_field:
 * @self: columns
 * @n: which of those that are shown, from the start
 *
 * Returns: what the column shows
 */
UaField
ua_member_columns_get_field (UaMemberColumns *self,
                             guint            n)
{
  g_return_val_if_fail (UA_IS_MEMBER_COLUMNS (self), UA_N_FIELDS);
  g_return_val_if_fail (n < self->n_shown, UA_N_FIELDS);

  return self->shown[n]->info->field;
}

/**
 * ua_member_columns_get_widths:
 * @self: columns
 * @widths: (out) (array): how wide each of those is that are shown, in logical pixels; room for
 *   %UA_N_COLUMNS
 *
 * Returns: how wide all are together, the place for the menus of the rows and what nobody takes
 *   included
 */
int
ua_member_columns_get_widths (UaMemberColumns *self,
                              int             *widths)
{
  int *leftover = NULL;
  int total = UA_MENU_WIDTH;

  g_return_val_if_fail (UA_IS_MEMBER_COLUMNS (self), 0);
  g_return_val_if_fail (widths != NULL, 0);

  for (guint i = 0; i < self->n_shown; i++)
    {
      widths[i] = ua_member_columns_get_width (self, self->shown[i]);
      if (widths[i] == 0)
        {
          widths[i] = ua_member_columns_scale (self, UA_NAME_MINIMUM);
          leftover = &widths[i];
        }
      total += widths[i];
    }
  if (leftover != NULL && total < self->room)
    *leftover += self->room - total;
  return MAX (total, self->room);
}
