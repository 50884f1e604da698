/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-menu-cell.h"

#include <glib/gi18n.h>

/**
 * UaMenuCell:
 *
 * A cell with the "…" that opens the menu of its row (WS-03), by the action "row.menu".  The menu
 * itself is one for the whole table.
 */
struct _UaMenuCell
{
  UaMemberCell parent_instance;
};

G_DEFINE_FINAL_TYPE (UaMenuCell, ua_menu_cell, UA_TYPE_MEMBER_CELL)

static void
ua_menu_cell_show (UaMemberCell         *cell,
                   const UaMemberRecord *record,
                   gboolean              pending)
{
}

/* A tooltip of its own for each button would take longer to make than the button. */
static gboolean
ua_menu_cell_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard_tooltip,
                            GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, _("Actions"));
  return TRUE;
}

static void
ua_menu_cell_class_init (UaMenuCellClass *klass)
{
  GTK_WIDGET_CLASS (klass)->query_tooltip = ua_menu_cell_query_tooltip;
  UA_MEMBER_CELL_CLASS (klass)->show = ua_menu_cell_show;
}

static void
ua_menu_cell_init (UaMenuCell *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-more-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Actions"),
                                  -1);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "row.menu");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

/**
 * ua_menu_cell_new:
 *
 * Returns: (transfer floating): a cell with a button
 */
GtkWidget *
ua_menu_cell_new (void)
{
  return g_object_new (UA_TYPE_MENU_CELL, NULL);
}
