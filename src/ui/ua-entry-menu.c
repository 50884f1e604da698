/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-entry-menu.h"

/**
 * ua_entry_menu_new:
 * @parent: the widget whose child it becomes, and whose actions its entries call
 *
 * Returns: (transfer none): a menu without entries
 */
GtkPopover *
ua_entry_menu_new (GtkWidget *parent)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (NULL);

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, parent);
  return GTK_POPOVER (popover);
}

/**
 * ua_entry_menu_popup:
 * @popover: a menu
 * @menu: its entries
 * @widget: a widget below the parent of the menu
 * @rectangle: where in it the menu points to
 *
 * Shows the menu.
 */
void
ua_entry_menu_popup (GtkPopover         *popover,
                     GMenuModel         *menu,
                     GtkWidget          *widget,
                     const GdkRectangle *rectangle)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (popover));
  graphene_point_t point;

  if (!gtk_widget_compute_point (widget, parent,
                                 &GRAPHENE_POINT_INIT ((float) rectangle->x,
                                                       (float) rectangle->y), &point))
    return;
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (popover), menu);
  gtk_popover_set_pointing_to (popover, &(GdkRectangle) { (int) point.x, (int) point.y,
                                                          rectangle->width, rectangle->height });
  gtk_popover_popup (popover);
}

/**
 * ua_entry_menu_append_task:
 * @menu: a menu
 * @task: what can be done
 *
 * Adds an entry for a task.
 */
void
ua_entry_menu_append_task (GMenu  *menu,
                           UaTask  task)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (ua_task_get_label (task), NULL);

  g_menu_item_set_action_and_target (item, "entry.task", "s", ua_task_get_action (task));
  g_menu_append_item (menu, item);
}

/**
 * ua_entry_menu_make_button:
 * @task: what can be done
 *
 * Returns: (transfer floating): a button for a task
 */
GtkWidget *
ua_entry_menu_make_button (UaTask task)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (ua_task_get_label (task));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "entry.task");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", ua_task_get_action (task));
  return button;
}

/**
 * ua_entry_menu_find_row:
 * @widget: a widget of a list
 *
 * Returns: (transfer none) (nullable): the row that it is in, or that is in it
 */
UaStateRow *
ua_entry_menu_find_row (GtkWidget *widget)
{
  for (GtkWidget *child = widget; child != NULL; child = gtk_widget_get_first_child (child))
    if (UA_IS_STATE_ROW (child))
      return UA_STATE_ROW (child);
  return (UaStateRow *) gtk_widget_get_ancestor (widget, UA_TYPE_STATE_ROW);
}
