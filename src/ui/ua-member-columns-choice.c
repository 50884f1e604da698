/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

/* What somebody chose of the columns: the menu, and what is remembered of it. */

#include "ua-member-columns-private.h"

#include <glib/gi18n.h>

#include "ua-format.h"

/* How long after the last change of a width or an order it is written, in milliseconds. */
#define SAVE_DELAY_MS 500

/* Wider is none that was remembered. */
#define MAXIMUM_WIDTH 2000

/**
 * ua_member_columns_write:
 * @self: columns
 *
 * Writes what is chosen into the settings.
 */
void
ua_member_columns_write (UaMemberColumns *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sbi)"));

  for (guint i = 0; i < UA_N_COLUMNS; i++)
    g_variant_builder_add (&builder, "(sbi)", ua_field_get_key (self->order[i]->info->field),
                           ua_member_column_is_wanted (self->order[i]), self->order[i]->width);
  g_settings_set_value (self->settings, "columns", g_variant_builder_end (&builder));
}

static gboolean
save_delay_passed_cb (gpointer user_data)
{
  UaMemberColumns *self = user_data;

  self->save_id = 0;
  ua_member_columns_write (self);
  return G_SOURCE_REMOVE;
}

/**
 * ua_member_columns_queue_save:
 * @self: columns
 *
 * Somebody has chosen: writes it soon.
 */
void
ua_member_columns_queue_save (UaMemberColumns *self)
{
  if (self->loading)
    return;
  self->chosen = TRUE;
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, save_delay_passed_cb, self);
}

static UaMemberColumn *
find_column_for_key (UaMemberColumns *self,
                     const char      *key)
{
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    if (strcmp (ua_field_get_key (self->columns[i].info->field), key) == 0)
      return &self->columns[i];
  return NULL;
}

/**
 * ua_member_columns_load:
 * @self: columns, not in the view yet
 *
 * Reads what was chosen: the order of the settings first, then what they do not name.
 */
void
ua_member_columns_load (UaMemberColumns *self)
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
      UaMemberColumn *column = find_column_for_key (self, key);

      if (column == NULL || !g_hash_table_add (placed, column))
        continue;
      /* Without a name one would not see whom a row is about. */
      wanted = wanted || column->info->field == UA_FIELD_DISPLAY_NAME;
      g_simple_action_set_state (column->action, g_variant_new_boolean (wanted));
      column->width = width != column->info->width ? CLAMP (width, 0, MAXIMUM_WIDTH) : 0;
      self->order[n++] = column;
    }
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    if (!g_hash_table_contains (placed, &self->columns[i]))
      self->order[n++] = &self->columns[i];
}

/**
 * ua_member_columns_dup_value:
 * @self: columns
 *
 * Returns: (transfer full): the columns, their order and widths, to be set again; nothing in it
 *   where nobody has chosen any
 */
GVariant *
ua_member_columns_dup_value (UaMemberColumns *self)
{
  g_return_val_if_fail (UA_IS_MEMBER_COLUMNS (self), NULL);

  ua_member_columns_save (self);
  return g_settings_get_value (self->settings, "columns");
}

/**
 * ua_member_columns_set_value:
 * @self: columns
 * @value: what ua_member_columns_dup_value() gave once
 */
void
ua_member_columns_set_value (UaMemberColumns *self,
                             GVariant        *value)
{
  g_return_if_fail (UA_IS_MEMBER_COLUMNS (self));
  g_return_if_fail (g_variant_is_of_type (value, G_VARIANT_TYPE ("a(sbi)")));

  ua_member_columns_reset (self);
  if (g_variant_n_children (value) == 0)
    return;
  self->loading = TRUE;
  for (guint i = 0; i < UA_N_COLUMNS; i++)
    if (self->columns[i].shown)
      ua_member_columns_hide (self, &self->columns[i]);
  g_settings_set_value (self->settings, "columns", value);
  ua_member_columns_load (self);
  ua_member_columns_update_view (self);
  self->loading = FALSE;
}

/**
 * ua_member_columns_update_menu:
 * @self: columns
 *
 * Offers the columns that the server has.
 */
void
ua_member_columns_update_menu (UaMemberColumns *self)
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

/**
 * ua_member_column_is_preset:
 * @self: columns
 * @info: one of them
 *
 * Returns: whether it is there without somebody having asked for it
 */
gboolean
ua_member_column_is_preset (UaMemberColumns    *self,
                            const UaColumnInfo *info)
{
  return info->preset == UA_COLUMN_SHOWN ||
         (info->preset == UA_COLUMN_SHOWN_ON_PLAIN && self->plain);
}

/**
 * ua_member_columns_set_preset:
 * @self: columns
 * @column: one of them
 *
 * Has the column wanted or not, as it is without any choice.
 */
void
ua_member_columns_set_preset (UaMemberColumns *self,
                              UaMemberColumn  *column)
{
  gboolean shown = ua_member_column_is_preset (self, column->info);

  g_simple_action_set_state (column->action, g_variant_new_boolean (shown));
}

/**
 * ua_member_column_is_wanted:
 * @column: a column
 *
 * Returns: whether somebody wants it, or nobody has chosen and it is there by itself
 */
gboolean
ua_member_column_is_wanted (UaMemberColumn *column)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (column->action));

  return g_variant_get_boolean (state);
}
