/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-menu-cell.h"

#include <glib/gi18n.h>

/**
 * UaMenuCell:
 *
 * A cell with the "…" that opens the menu of a row (WS-03).  The menu itself is one for the whole
 * table.
 */
struct _UaMenuCell
{
  UaMemberCell parent_instance;
};

G_DEFINE_FINAL_TYPE (UaMenuCell, ua_menu_cell, UA_TYPE_MEMBER_CELL)

static void
ua_menu_cell_update (UaMemberCell         *cell,
                     const UaMemberRecord *record,
                     gboolean              pending)
{
}

static void
button_clicked_cb (UaMenuCell *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "table.menu", "u",
                              ua_member_cell_get_position (UA_MEMBER_CELL (self)));
}

static void
ua_menu_cell_class_init (UaMenuCellClass *klass)
{
  UA_MEMBER_CELL_CLASS (klass)->update = ua_menu_cell_update;
}

static void
ua_menu_cell_init (UaMenuCell *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-more-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Actions"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Actions"),
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (button_clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

/**
 * ua_menu_cell_new:
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
ua_menu_cell_new (void)
{
  return g_object_new (UA_TYPE_MENU_CELL, NULL);
}
