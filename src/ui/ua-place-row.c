/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-place-row.h"

#include <glib/gi18n.h>

#include "ua-ui.h"

/**
 * UaPlaceRow:
 *
 * A place in the sidebar: its icon, what it is called, and how many things are there.
 */
struct _UaPlaceRow
{
  GtkListBoxRow parent_instance;

  GtkImage *image;         /* (unowned), of the template, as are the next */
  GtkLabel *title_label;   /* (unowned) */
  GtkLabel *count_label;   /* (unowned) */
  const UaPlaceInfo *info; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaPlaceRow, ua_place_row, GTK_TYPE_LIST_BOX_ROW)

static void
ua_place_row_class_init (UaPlaceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-place-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UaPlaceRow, image);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, UaPlaceRow, count_label);
}

static void
ua_place_row_init (UaPlaceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ua_ui_tell_when_cut (GTK_WIDGET (self), self->title_label);
}

/**
 * ua_place_row_new:
 * @info: (transfer none): a place of ua_places_get()
 *
 * Returns: (transfer floating): a row for it, without a number
 */
GtkWidget *
ua_place_row_new (const UaPlaceInfo *info)
{
  UaPlaceRow *self;

  g_return_val_if_fail (info != NULL, NULL);

  self = g_object_new (UA_TYPE_PLACE_ROW, NULL);
  self->info = info;
  gtk_image_set_from_icon_name (self->image, info->icon);
  gtk_label_set_label (self->title_label, _(info->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(info->title),
                                  -1);
  return GTK_WIDGET (self);
}

/**
 * ua_place_row_get_info:
 * @self: a row
 *
 * Returns: (transfer none): where it leads to
 */
const UaPlaceInfo *
ua_place_row_get_info (UaPlaceRow *self)
{
  g_return_val_if_fail (UA_IS_PLACE_ROW (self), NULL);

  return self->info;
}

/**
 * ua_place_row_set_count:
 * @self: a row
 * @count: how many things are there; negative while that is not known
 */
void
ua_place_row_set_count (UaPlaceRow *self,
                        int         count)
{
  g_autofree char *text = NULL;

  g_return_if_fail (UA_IS_PLACE_ROW (self));

  text = count >= 0 ? g_strdup_printf ("%'d", count) : g_strdup ("");
  gtk_label_set_label (self->count_label, text);
}
