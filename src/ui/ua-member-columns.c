/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-member-columns.h"

#include <glib/gi18n.h>

#include "ua-column-sorter.h"
#include "ua-format.h"
#include "ua-menu-cell.h"
#include "ua-name-cell.h"
#include "ua-status-cell.h"
#include "ua-text-cell.h"

/* How long after the last change of a width or an order it is written, in milliseconds. */
#define SAVE_DELAY_MS 500

/* When a column is there without somebody having asked for it. */
typedef enum
{
  SHOWN,          /* always */
  SHOWN_ON_PLAIN, /* where the server has no role profiles to fill the place */
  HIDDEN,
} Preset;

typedef struct
{
  UaField field;           /* what it shows, and what it is known by in the settings */
  UaField sort;            /* what it is sorted by; UA_N_FIELDS where it cannot be */
  UaCapability capability; /* what the server must have; UA_N_CAPABILITIES for nothing */
  Preset preset;
  int width;               /* in logical pixels; 0 for what is left over */
} ColumnInfo;

static const ColumnInfo infos[] = {
  { UA_FIELD_DISPLAY_NAME, UA_FIELD_DISPLAY_NAME, UA_N_CAPABILITIES, SHOWN, 0 },
  { UA_FIELD_ROLE_PROFILE, UA_FIELD_ROLE_PROFILE_NAME, UA_CAPABILITY_ROLE_PROFILES, SHOWN, 142 },
  { UA_FIELD_AMBITION_ROLE, UA_FIELD_AMBITION_ROLE_NAME, UA_CAPABILITY_ROLE_PROFILES, SHOWN, 132 },
  { UA_FIELD_STATUS, UA_FIELD_STATUS, UA_N_CAPABILITIES, SHOWN, 124 },
  { UA_FIELD_TEAMS, UA_N_FIELDS, UA_CAPABILITY_GROUPS, SHOWN, 124 },
  { UA_FIELD_COACHED_TEAMS, UA_N_FIELDS, UA_CAPABILITY_GROUP_KINDS, SHOWN, 98 },
  { UA_FIELD_ACCESS_LEVEL, UA_FIELD_ACCESS_LEVEL, UA_CAPABILITY_ACCESS_LEVEL, SHOWN, 104 },
  { UA_FIELD_USER_NAME, UA_FIELD_USER_NAME, UA_N_CAPABILITIES, SHOWN_ON_PLAIN, 180 },
  { UA_FIELD_EMAIL, UA_FIELD_EMAIL, UA_N_CAPABILITIES, HIDDEN, 220 },
  { UA_FIELD_TITLE, UA_FIELD_TITLE, UA_N_CAPABILITIES, SHOWN_ON_PLAIN, 150 },
  { UA_FIELD_EMPLOYEE_NUMBER, UA_FIELD_EMPLOYEE_NUMBER, UA_CAPABILITY_ENTERPRISE, HIDDEN, 120 },
  { UA_FIELD_DEPARTMENT, UA_FIELD_DEPARTMENT, UA_CAPABILITY_ENTERPRISE, SHOWN_ON_PLAIN, 150 },
  { UA_FIELD_MANAGER, UA_FIELD_MANAGER_NAME, UA_CAPABILITY_ENTERPRISE, HIDDEN, 160 },
  { UA_FIELD_GROUPS, UA_N_FIELDS, UA_CAPABILITY_GROUP_KINDS, HIDDEN, 130 },
  { UA_FIELD_LABELS, UA_N_FIELDS, UA_CAPABILITY_STATUS, HIDDEN, 130 },
  { UA_FIELD_PHONE, UA_FIELD_PHONE, UA_N_CAPABILITIES, HIDDEN, 140 },
  { UA_FIELD_LANGUAGE, UA_FIELD_LANGUAGE, UA_N_CAPABILITIES, HIDDEN, 120 },
  { UA_FIELD_COUNTRY, UA_FIELD_COUNTRY, UA_N_CAPABILITIES, HIDDEN, 120 },
  { UA_FIELD_LOCALITY, UA_FIELD_LOCALITY, UA_N_CAPABILITIES, HIDDEN, 120 },
  { UA_FIELD_HIRE_DATE, UA_FIELD_HIRE_DATE, UA_CAPABILITY_STATUS, HIDDEN, 110 },
  { UA_FIELD_CREATED, UA_FIELD_CREATED, UA_N_CAPABILITIES, HIDDEN, 130 },
  { UA_FIELD_MODIFIED, UA_FIELD_MODIFIED, UA_N_CAPABILITIES, HIDDEN, 130 },
};

typedef struct
{
  const ColumnInfo *info;      /* (unowned) */
  GtkColumnViewColumn *column; /* (owned) */
  GSimpleAction *action;       /* (owned), whether it is wanted */
  gboolean available;          /* whether the server has what it shows */
  gboolean shown;              /* whether it is in the view */
  int width;                   /* in logical pixels; 0 or less for what is left over */
} Column;

/**
 * UaMemberColumns:
 *
 * The columns of the table of members: which there are, which are shown, in which order and how
 * wide (PE-02, LE-01), remembered in the settings.  What the server does not have is neither
 * shown nor offered.
 *
 * Only columns that are shown are in the view: GTK 4.8 counts the fixed widths of invisible ones as
 * well when it shares out what is left over.
 */
struct _UaMemberColumns
{
  GObject parent_instance;

  GtkColumnView *view;         /* (owned) */
  GSettings *settings;         /* (owned) */
  GSimpleActionGroup *actions; /* (owned) */
  GMenu *menu;                 /* (owned) */
  GtkColumnViewColumn *menu_column; /* (owned) */
  Column columns[G_N_ELEMENTS (infos)];
  Column *order[G_N_ELEMENTS (infos)]; /* (unowned), all columns as they should stand */
  UaField sort;                /* wanted while the column is not there; else UA_N_FIELDS */
  gboolean descending;
  gboolean plain;              /* no role profiles */
  gboolean chosen;             /* somebody has chosen columns before */
  gboolean loading;
  guint save_id;
};

G_DEFINE_FINAL_TYPE (UaMemberColumns, ua_member_columns, G_TYPE_OBJECT)

static gboolean
is_preset (UaMemberColumns  *self,
           const ColumnInfo *info)
{
  return info->preset == SHOWN || (info->preset == SHOWN_ON_PLAIN && self->plain);
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
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (self->columns[i].column == view_column)
      return &self->columns[i];
  return NULL;
}

static Column *
find_column_for_key (UaMemberColumns *self,
                     const char      *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (strcmp (ua_field_get_key (infos[i].field), key) == 0)
      return &self->columns[i];
  return NULL;
}

static void
write_settings (UaMemberColumns *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sbi)"));

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
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

static void
show_column (UaMemberColumns *self,
             Column          *column,
             guint            position)
{
  gboolean fixed = column->width > 0;

  /* A column without a width of its own takes what the others leave. */
  gtk_column_view_column_set_expand (column->column, !fixed);
  gtk_column_view_column_set_fixed_width (column->column, fixed ? column->width : -1);
  gtk_column_view_insert_column (self->view, position, column->column);
  column->shown = TRUE;
  if (column->info->sort == self->sort)
    sort_view (self, column, self->descending);
}

static void
update_view (UaMemberColumns *self)
{
  gboolean loading = self->loading;
  guint position = 0;

  self->loading = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      Column *column = self->order[i];
      gboolean wanted = column->available && is_wanted (column);

      if (wanted && !column->shown)
        show_column (self, column, position);
      else if (!wanted && column->shown)
        {
          gtk_column_view_remove_column (self->view, column->column);
          column->shown = FALSE;
        }
      if (wanted)
        position++;
    }
  self->loading = loading;
}

/* Takes the order of the view over; a column that is not shown stays where it is among all. */
static void
read_order (UaMemberColumns *self)
{
  GListModel *view_columns = gtk_column_view_get_columns (self->view);
  guint n = g_list_model_get_n_items (view_columns);
  guint position = 0;

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
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

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autofree char *action = NULL;

      /* The name stays: a table without it would not say whom a row is about. */
      if (!self->columns[i].available || infos[i].field == UA_FIELD_DISPLAY_NAME)
        continue;
      action = g_strconcat ("columns.", g_action_get_name (G_ACTION (self->columns[i].action)),
                            NULL);
      g_menu_append (choices, ua_format_field_label (infos[i].field), action);
    }
  g_menu_append (rest, _("_Reset Columns"), "columns.reset");
  g_menu_remove_all (self->menu);
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (choices));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (rest));
}

static void
columns_changed_cb (UaMemberColumns *self)
{
  guint n_shown = 0;

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    n_shown += self->columns[i].shown ? 1 : 0;
  /* A column that is moved is away for a moment. */
  if (self->loading ||
      g_list_model_get_n_items (gtk_column_view_get_columns (self->view)) != n_shown + 1)
    return;
  read_order (self);
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

static void
cell_setup_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  user_data)
{
  const ColumnInfo *info = user_data;
  GtkWidget *cell;

  if (info == NULL)
    cell = ua_menu_cell_new ();
  else if (info->field == UA_FIELD_DISPLAY_NAME)
    cell = ua_name_cell_new ();
  else if (info->field == UA_FIELD_STATUS)
    cell = ua_status_cell_new ();
  else
    cell = ua_text_cell_new (info->field);
  gtk_list_item_set_child (item, cell);
}

static void
cell_bound_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  user_data)
{
  UaMemberCell *cell = UA_MEMBER_CELL (gtk_list_item_get_child (item));

  ua_member_cell_set_position (cell, gtk_list_item_get_position (item));
  ua_member_cell_set_member (cell, UA_MEMBER (gtk_list_item_get_item (item)));
}

static void
cell_unbound_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 gpointer                  user_data)
{
  ua_member_cell_set_member (UA_MEMBER_CELL (gtk_list_item_get_child (item)), NULL);
}

static const char *
get_title (const ColumnInfo *info)
{
  if (info == NULL)
    return NULL;
  /* Translators: the title of a column. */
  return info->field == UA_FIELD_DISPLAY_NAME ? C_("column", "Name")
                                              : ua_format_field_label (info->field);
}

static GtkColumnViewColumn *
make_view_column (const ColumnInfo *info)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), (gpointer) info);
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bound_cb), (gpointer) info);
  g_signal_connect (factory, "unbind", G_CALLBACK (cell_unbound_cb), (gpointer) info);
  column = gtk_column_view_column_new (get_title (info), factory);
  if (info == NULL)
    return column;

  gtk_column_view_column_set_resizable (column, TRUE);
  if (info->sort < UA_N_SCALAR_FIELDS)
    {
      g_autoptr (GtkSorter) sorter = ua_column_sorter_new (info->sort);

      gtk_column_view_column_set_sorter (column, sorter);
    }
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
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      Column *column = &self->columns[i];
      g_autofree char *name = g_strdelimit (g_strdup (ua_field_get_key (infos[i].field)), "_", '-');

      column->info = &infos[i];
      column->available = infos[i].capability == UA_N_CAPABILITIES;
      column->column = make_view_column (&infos[i]);
      column->action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));
      set_preset (self, column);
      column->width = infos[i].width;
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
      column->width = MIN (width, 2000);
      self->order[n++] = column;
    }
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (!g_hash_table_contains (placed, &self->columns[i]))
      self->order[n++] = &self->columns[i];
}

static void
ua_member_columns_dispose (GObject *object)
{
  UaMemberColumns *self = UA_MEMBER_COLUMNS (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
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
 * @view: (transfer none): an empty column view for a list of #UaMember
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
  self->menu_column = make_view_column (NULL);
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
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      self->columns[i].available =
        infos[i].capability == UA_N_CAPABILITIES ||
        (capabilities != NULL && ua_capabilities_may (capabilities, infos[i].capability));
      if (!self->chosen)
        set_preset (self, &self->columns[i]);
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
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (infos[i].sort == field && self->columns[i].shown)
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
  ua_column_sorter_probe (gtk_column_view_get_sorter (self->view), &self->sort,
                          &self->descending);
  self->loading = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      set_preset (self, &self->columns[i]);
      self->columns[i].width = infos[i].width;
      self->order[i] = &self->columns[i];
      if (self->columns[i].shown)
        gtk_column_view_remove_column (self->view, self->columns[i].column);
      self->columns[i].shown = FALSE;
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
