/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-saved-view-row.h"

#include <glib/gi18n.h>

#include "ua-format.h"
#include "ua-ui.h"

/**
 * UaSavedViewRow:
 *
 * A saved view in the sidebar: its name, and a menu where somebody has saved it.
 */
struct _UaSavedViewRow
{
  GtkListBoxRow parent_instance;

  GtkImage *star_image;            /* (unowned), of the template, as are the next */
  GtkLabel *view_label;            /* (unowned) */
  GtkMenuButton *view_menu_button; /* (unowned) */

  UaSavedView *view;               /* (owned) */
};

G_DEFINE_FINAL_TYPE (UaSavedViewRow, ua_saved_view_row, GTK_TYPE_LIST_BOX_ROW)

static void
append_item (UaSavedViewRow *self,
             GMenu          *menu,
             const char     *label,
             const char     *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "u",
                                     gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self)));
  g_menu_append_item (menu, item);
}

/* Made anew each time, for others may have come or gone before it. */
static void
menu_wanted_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  append_item (user_data, menu, _("Re_name…"), "saved-view.rename");
  append_item (user_data, menu, _("_Delete"), "saved-view.delete");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
update_name (UaSavedViewRow *self)
{
  g_autofree char *name = ua_format_text (ua_saved_view_get_name (self->view));

  gtk_label_set_label (self->view_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
ua_saved_view_row_dispose (GObject *object)
{
  g_clear_object (&UA_SAVED_VIEW_ROW (object)->view);

  G_OBJECT_CLASS (ua_saved_view_row_parent_class)->dispose (object);
}

static void
ua_saved_view_row_class_init (UaSavedViewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_saved_view_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-saved-view-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UaSavedViewRow, star_image);
  gtk_widget_class_bind_template_child (widget_class, UaSavedViewRow, view_label);
  gtk_widget_class_bind_template_child (widget_class, UaSavedViewRow, view_menu_button);
}

static void
ua_saved_view_row_init (UaSavedViewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_saved_view_row_new:
 * @view: (transfer none): a view
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
ua_saved_view_row_new (UaSavedView *view)
{
  UaSavedViewRow *self;

  g_return_val_if_fail (UA_IS_SAVED_VIEW (view), NULL);

  self = g_object_new (UA_TYPE_SAVED_VIEW_ROW, NULL);
  self->view = g_object_ref (view);
  g_signal_connect_object (view, "notify::name", G_CALLBACK (update_name), self,
                           G_CONNECT_SWAPPED);
  update_name (self);
  if (ua_saved_view_get_built_in (view))
    {
      gtk_image_set_from_icon_name (self->star_image, "non-starred-symbolic");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), ua_saved_view_get_explanation (view));
    }
  else
    {
      gtk_widget_set_visible (GTK_WIDGET (self->view_menu_button), TRUE);
      gtk_menu_button_set_create_popup_func (self->view_menu_button, menu_wanted_cb, self, NULL);
    }
  return GTK_WIDGET (self);
}

/**
 * ua_saved_view_row_get_view:
 * @self: a row
 *
 * Returns: (transfer none): which view
 */
UaSavedView *
ua_saved_view_row_get_view (UaSavedViewRow *self)
{
  g_return_val_if_fail (UA_IS_SAVED_VIEW_ROW (self), NULL);

  return self->view;
}
