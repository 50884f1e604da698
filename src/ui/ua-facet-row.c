/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-facet-row.h"

#include <glib/gi18n.h>

#include "ua-ui.h"

/**
 * UaFacetRow:
 *
 * One value to filter by: a check box, what the value is called, and how many members have it.
 */
struct _UaFacetRow
{
  GtkCheckButton parent_instance;

  GtkLabel *name_label;  /* (unowned), of the template */
  GtkLabel *count_label; /* (unowned), of the template */
  char *value;           /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaFacetRow, ua_facet_row, GTK_TYPE_CHECK_BUTTON)

static void
ua_facet_row_finalize (GObject *object)
{
  UaFacetRow *self = UA_FACET_ROW (object);

  g_free (self->value);

  G_OBJECT_CLASS (ua_facet_row_parent_class)->finalize (object);
}

static void
ua_facet_row_class_init (UaFacetRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ua_facet_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-facet-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UaFacetRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, UaFacetRow, count_label);
}

static void
ua_facet_row_init (UaFacetRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self), self->name_label);
}

/**
 * ua_facet_row_new:
 *
 * Returns: (transfer floating): a row for no value yet
 */
GtkWidget *
ua_facet_row_new (void)
{
  return g_object_new (UA_TYPE_FACET_ROW, NULL);
}

/**
 * ua_facet_row_get_value:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the value to filter by
 */
const char *
ua_facet_row_get_value (UaFacetRow *self)
{
  g_return_val_if_fail (UA_IS_FACET_ROW (self), NULL);

  return self->value;
}

/**
 * ua_facet_row_get_name:
 * @self: a row
 *
 * Returns: (transfer none): what the value is called on the screen
 */
const char *
ua_facet_row_get_name (UaFacetRow *self)
{
  g_return_val_if_fail (UA_IS_FACET_ROW (self), NULL);

  return gtk_label_get_label (self->name_label);
}

/**
 * ua_facet_row_set:
 * @self: a row
 * @value: the value to filter by
 * @name: what it is called on the screen
 * @n: how many members have it
 * @chosen: whether it is filtered by
 */
void
ua_facet_row_set (UaFacetRow *self,
                  const char *value,
                  const char *name,
                  guint       n,
                  gboolean    chosen)
{
  g_autofree char *count = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (UA_IS_FACET_ROW (self));
  g_return_if_fail (value != NULL && name != NULL);

  /* Translators: a number, with the separators of the language. */
  count = g_strdup_printf (_("%'u"), n);
  /* Translators: what a screen reader says of a choice: its name and how many members have it. */
  label = g_strdup_printf (_("%s, %s"), name, count);
  if (g_strcmp0 (self->value, value) != 0)
    {
      g_free (self->value);
      self->value = g_strdup (value);
    }
  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->count_label, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self), chosen);
}
