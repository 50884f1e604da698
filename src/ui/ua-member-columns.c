/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-columns.h"

#include <glib/gi18n.h>

#include "ua-column-info.h"
#include "ua-column-sorter.h"
#include "ua-format.h"

/* How long after the last change of a width or an order it is written, in milliseconds. */
#define SAVE_DELAY_MS 500

/* How wide the column of names is at least where it takes what is left over, in logical pixels. */
#define NAME_MINIMUM 160

/* Wider is none that was remembered. */
#define MAXIMUM_WIDTH 2000

typedef struct
{
  const UaColumnInfo *info;    /* (unowned) */
  GtkColumnViewColumn *column; /* (owned) */
  GSimpleAction *action;       /* (owned), whether it is wanted */
  gboolean available;          /* whether the server has what it shows */
  gboolean shown;              /* whether it is in the view */
  int width;                   /* in logical pixels; 0 for what is left over */
} Column;

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
 */
struct _UaMemberColumns
{
  GObject parent_instance;

  GtkColumnView *view;         /* (owned) */
  GSettings *settings;         /* (owned) */
  GSimpleActionGroup *actions; /* (owned) */
  GMenu *menu;                 /* (owned) */
  GtkColumnViewColumn *menu_column; /* (owned) */
  Column columns[UA_N_COLUMNS];
  Column *order[UA_N_COLUMNS]; /* (unowned), all columns as they should stand */
  Column *shown[UA_N_COLUMNS]; /* (unowned), those in the view, as they stand */
  guint n_shown;
  int room;                    /* in logical pixels; 0 while that is not known */
  int offset;                  /* what is scrolled past at the left, in logical pixels */
  UaField sort;                /* wanted while the column is not there; else UA_N_FIELDS */
  gboolean descending;
  gboolean plain;              /* no role profiles */
  gboolean chosen;             /* somebody has chosen columns before */
  gboolean loading;
  guint save_id;
};

G_DEFINE_FINAL_TYPE (UaMemberColumns, ua_member_columns, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_RESIZED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_preset (UaMemberColumns    *self,
           const UaColumnInfo *info)
{
  return info->preset == UA_COLUMN_SHOWN ||
         (info->preset == UA_COLUMN_SHOWN_ON_PLAIN && self->plain);
}

static gboolean
is_wanted (Column *column)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (column->action));

  return g_variant_get_boolean (state);
}

static Column *
find_column (UaMemberColumns     *self,
             GtkColumnViewColumn *view_column)
{
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    if (self->columns[i].column == view_column)
      return &self->columns[i];
  return NULL;
}

static Column *
find_column_for_key (UaMemberColumns *self,
                     const char      *key)
{
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    if (strcmp (ua_field_get_key (self->columns[i].info->field), key) == 0)
      return &self->columns[i];
  return NULL;
}

static void
write_settings (UaMemberColumns *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sbi)"));

  for (guint i = 0; i < UA_N_COLUMNS; i++)
    g_variant_builder_add (&builder, "(sbi)", ua_field_get_key (self->order[i]->info->field),
                           is_wanted (self->order[i]), self->order[i]->width);
  g_settings_set_value (self->settings, "columns", g_variant_builder_end (&builder));
}

static gboolean
save_delay_passed_cb (gpointer user_data)
{
  UaMemberColumns *self = user_data;

  self->save_id = 0;
  write_settings (self);
  return G_SOURCE_REMOVE;
}

static void
queue_save (UaMemberColumns *self)
{
  if (self->loading)
    return;
  self->chosen = TRUE;
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, save_delay_passed_cb, self);
}

static void
sort_view (UaMemberColumns *self,
           Column          *column,
           gboolean         descending)
{
  self->sort = UA_N_FIELDS;
  gtk_column_view_sort_by_column (self->view, column->column,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/* The last rank of the columns that there is room for, besides those that somebody chose. */
static guint
find_last_rank (UaMemberColumns *self)
{
  int left = self->room - NAME_MINIMUM - UA_MENU_WIDTH;

  if (self->room == 0)
    return G_MAXUINT;
  for (guint rank = 1; rank < UA_N_COLUMNS; rank++)
    for (guint i = 0; i < UA_N_COLUMNS; i++)
      {
        Column *column = &self->columns[i];

        if (column->info->rank != rank || !column->available || !is_wanted (column) ||
            !is_preset (self, column->info))
          continue;
        left -= column->info->width;
        if (left < 0)
          return rank - 1;
      }
  return G_MAXUINT;
}

static void
show_column (UaMemberColumns *self,
             Column          *column,
             guint            position)
{
  gboolean fixed = column->width > 0;
  UaField sort;
  gboolean descending;

  /* A column without a width of its own takes what the others leave. */
  gtk_column_view_column_set_expand (column->column, !fixed);
  gtk_column_view_column_set_fixed_width (column->column, fixed ? column->width : NAME_MINIMUM);
  gtk_column_view_insert_column (self->view, position, column->column);
  column->shown = TRUE;
  if (column->info->sort == self->sort &&
      !ua_column_sorter_probe (gtk_column_view_get_sorter (self->view), &sort, &descending))
    sort_view (self, column, self->descending);
}

/* A column that goes does not take the order of the members with it. */
static void
hide_column (UaMemberColumns *self,
             Column          *column)
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

static void
list_shown (UaMemberColumns *self)
{
  self->n_shown = 0;
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    if (self->order[i]->shown)
      self->shown[self->n_shown++] = self->order[i];
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
update_view (UaMemberColumns *self)
{
  guint last_rank = find_last_rank (self);
  gboolean loading = self->loading;
  gboolean changed = FALSE;
  guint position = 0;

  self->loading = TRUE;
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    {
      Column *column = self->order[i];
      gboolean wanted = column->available && is_wanted (column) &&
                        (column->info->rank <= last_rank || !is_preset (self, column->info));

      changed = changed || wanted != column->shown;
      if (wanted && !column->shown)
        show_column (self, column, position);
      else if (!wanted && column->shown)
        hide_column (self, column);
      if (wanted)
        position++;
    }
  self->loading = loading;
  if (changed)
    list_shown (self);
}

/* Takes the order of the view over; a column that is not shown stays where it is among all. */
static void
read_order (UaMemberColumns *self)
{
  GListModel *view_columns = gtk_column_view_get_columns (self->view);
  guint n = g_list_model_get_n_items (view_columns);
  guint position = 0;

  for (guint i = 0; i < UA_N_COLUMNS; i++)
    {
      Column *column = NULL;

      if (!self->order[i]->shown)
        continue;
      while (column == NULL && position < n)
        {
          g_autoptr (GtkColumnViewColumn) view_column =
            g_list_model_get_item (view_columns, position++);

          column = find_column (self, view_column);
        }
      if (column != NULL)
        self->order[i] = column;
    }
}

static void
update_menu (UaMemberColumns *self)
{
  g_autoptr (GMenu) choices = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();

  for (guint i = 0; i < UA_N_COLUMNS; i++)
    {
      g_autofree char *action = NULL;

      /* The name stays: a table without it would not say whom a row is about. */
      if (!self->columns[i].available || self->columns[i].info->field == UA_FIELD_DISPLAY_NAME)
        continue;
      action = g_strconcat ("columns.", g_action_get_name (G_ACTION (self->columns[i].action)),
                            NULL);
      g_menu_append (choices, ua_format_field_label (self->columns[i].info->field), action);
    }
  g_menu_append (rest, _("_Reset Columns"), "columns.reset");
  g_menu_remove_all (self->menu);
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (choices));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (rest));
}

static void
columns_changed_cb (UaMemberColumns *self)
{
  /* A column that is moved is away for a moment. */
  if (self->loading ||
      g_list_model_get_n_items (gtk_column_view_get_columns (self->view)) != self->n_shown + 1)
    return;
  read_order (self);
  list_shown (self);
  queue_save (self);
}

static void
width_changed_cb (UaMemberColumns     *self,
                  GParamSpec          *pspec,
                  GtkColumnViewColumn *view_column)
{
  if (self->loading)
    return;
  find_column (self, view_column)->width = gtk_column_view_column_get_fixed_width (view_column);
  gtk_column_view_column_set_expand (view_column, FALSE);
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
  queue_save (self);
}

static void
action_changed_cb (UaMemberColumns *self)
{
  if (self->loading)
    return;
  update_view (self);
  queue_save (self);
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
set_preset (UaMemberColumns *self,
            Column          *column)
{
  gboolean shown = is_preset (self, column->info);

  g_simple_action_set_state (column->action, g_variant_new_boolean (shown));
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
      Column *column = &self->columns[i];
      g_autofree char *name = g_strdelimit (g_strdup (ua_field_get_key (info->field)), "_", '-');

      column->info = info;
      column->available = info->capability == UA_N_CAPABILITIES;
      column->column = make_view_column (info);
      column->action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));
      set_preset (self, column);
      column->width = info->width;
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (column->action));
      g_signal_connect_object (column->action, "notify::state", G_CALLBACK (action_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (column->column, "notify::fixed-width",
                               G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
    }
}

/* The order of the settings first, then what they do not name. */
static void
load_settings (UaMemberColumns *self)
{
  g_autoptr (GVariant) value = g_settings_get_value (self->settings, "columns");
  g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);
  GVariantIter iter;
  const char *key;
  gboolean wanted;
  int width;
  guint n = 0;

  g_variant_iter_init (&iter, value);
  self->chosen = g_variant_n_children (value) > 0;
  while (g_variant_iter_next (&iter, "(&sbi)", &key, &wanted, &width))
    {
      Column *column = find_column_for_key (self, key);

      if (column == NULL || !g_hash_table_add (placed, column))
        continue;
      /* Without a name one would not see whom a row is about. */
      wanted = wanted || column->info->field == UA_FIELD_DISPLAY_NAME;
      g_simple_action_set_state (column->action, g_variant_new_boolean (wanted));
      column->width = width > 0 ? MIN (width, MAXIMUM_WIDTH) : column->info->width;
      self->order[n++] = column;
    }
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    if (!g_hash_table_contains (placed, &self->columns[i]))
      self->order[n++] = &self->columns[i];
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

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (UA_TYPE_MEMBER_COLUMNS, NULL);
  self->view = g_object_ref (view);
  self->settings = g_object_ref (settings);
  self->loading = TRUE;
  make_columns (self);
  load_settings (self);
  self->menu_column = gtk_column_view_column_new (NULL, NULL);
  gtk_column_view_column_set_fixed_width (self->menu_column, UA_MENU_WIDTH);
  gtk_column_view_append_column (view, self->menu_column);
  update_view (self);
  update_menu (self);
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
      Column *column = &self->columns[i];

      column->available =
        column->info->capability == UA_N_CAPABILITIES ||
        (capabilities != NULL && ua_capabilities_may (capabilities, column->info->capability));
      if (!self->chosen)
        set_preset (self, column);
    }
  update_view (self);
  update_menu (self);
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
        sort_view (self, &self->columns[i], descending);
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
      Column *column = &self->columns[i];

      set_preset (self, column);
      column->width = column->info->width;
      self->order[i] = column;
      if (column->shown)
        hide_column (self, column);
    }
  update_view (self);
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
  write_settings (self);
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
  update_view (self);
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
      widths[i] = self->shown[i]->width > 0 ? self->shown[i]->width : NAME_MINIMUM;
      total += widths[i];
      if (self->shown[i]->width <= 0)
        leftover = &widths[i];
    }
  if (leftover != NULL && total < self->room)
    *leftover += self->room - total;
  return MAX (total, self->room);
}
