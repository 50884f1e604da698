/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-ui.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ua-config.h"
#include "ua-resources.h"

/**
 * ua_ui_init:
 *
 * Makes the templates and the translations known; once, before the first widget of this folder is
 * made.  The thread of the user interface only.
 */
void
ua_ui_init (void)
{
  bindtextdomain (UA_GETTEXT_PACKAGE, UA_LOCALE_DIR);
  bind_textdomain_codeset (UA_GETTEXT_PACKAGE, "UTF-8");
  textdomain (UA_GETTEXT_PACKAGE);
  ua_register_resource ();
}

/**
 * ua_ui_get_text_scale:
 *
 * Returns: how much larger text is than usual, from 1 to 2: by that windows and panes have to be
 *   wider
 *
 * The thread of the user interface only.
 */
double
ua_ui_get_text_scale (void)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return CLAMP (dpi / (96.0 * 1024), 1.0, 2.0);
}

/**
 * ua_ui_widen_clamps:
 * @widget: a widget whose template has been made
 *
 * Gives what stands in the clamps below (and at) @widget as much more room as its text is larger;
 * once for each.  A clamp of libadwaita 1.2 counts in pixels.
 *
 * The thread of the user interface only.
 */
void
ua_ui_widen_clamps (GtkWidget *widget)
{
  double scale = ua_ui_get_text_scale ();

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (ADW_IS_CLAMP (widget))
    {
      AdwClamp *clamp = ADW_CLAMP (widget);

      adw_clamp_set_maximum_size (clamp, (int) (adw_clamp_get_maximum_size (clamp) * scale));
      adw_clamp_set_tightening_threshold (
        clamp, (int) (adw_clamp_get_tightening_threshold (clamp) * scale));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    ua_ui_widen_clamps (child);
}

/* What is typed next belongs to the search too, spaces among it, which would select in a list. */
static void
search_started_cb (GtkWidget *entry)
{
  gtk_widget_grab_focus (entry);
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
}

/**
 * ua_ui_search_by_typing:
 * @entry: where one searches
 * @list: what is searched
 *
 * Has whoever just types while the keyboard is in @list search.
 *
 * The thread of the user interface only.
 */
void
ua_ui_search_by_typing (GtkSearchEntry *entry,
                        GtkWidget      *list)
{
  g_return_if_fail (GTK_IS_SEARCH_ENTRY (entry));
  g_return_if_fail (GTK_IS_WIDGET (list));

  gtk_search_entry_set_key_capture_widget (entry, list);
  g_signal_connect (entry, "search-started", G_CALLBACK (search_started_cb), NULL);
}

/**
 * ua_ui_rebind:
 * @list: a list
 *
 * Makes the rows anew, because of something that their items do not tell.
 *
 * The thread of the user interface only.
 */
void
ua_ui_rebind (GtkListView *list)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_return_if_fail (GTK_IS_LIST_VIEW (list));

  factory = g_object_ref (gtk_list_view_get_factory (list));
  gtk_list_view_set_factory (list, NULL);
  gtk_list_view_set_factory (list, factory);
}

/**
 * ua_ui_new_menu:
 * @model: a menu, maybe with submenus
 *
 * A submenu lies beside its menu.  One that slides into its place, as is usual, leaves the window
 * deaf to the keyboard where somebody types two mnemonics quickly: what the second one does closes
 * the menu while it still slides (GTK 4.8).
 *
 * Returns: (transfer floating): a popover with the menu
 *
 * The thread of the user interface only.
 */
GtkWidget *
ua_ui_new_menu (GMenuModel *model)
{
  g_return_val_if_fail (G_IS_MENU_MODEL (model), NULL);

  return gtk_popover_menu_new_from_model_full (model, GTK_POPOVER_MENU_NESTED);
}

/* A tooltip that repeats what can be read anyway would only be in the way. */
static gboolean
tooltip_queried_cb (GtkLabel   *label,
                    int         x,
                    int         y,
                    gboolean    keyboard_mode,
                    GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

/**
 * ua_ui_tell_when_cut:
 * @widget: what one points at; @label, or a widget around it
 * @label: a label that may be cut off
 *
 * Has whoever points at @widget read the whole of @label, where it is cut off.  @widget must have
 * no other tooltip.
 *
 * The thread of the user interface only.
 */
void
ua_ui_tell_when_cut (GtkWidget *widget,
                     GtkLabel  *label)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect_object (widget, "query-tooltip", G_CALLBACK (tooltip_queried_cb), label,
                           G_CONNECT_SWAPPED);
}
