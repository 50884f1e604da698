/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-entry-filter.h"

#include <glib/gi18n.h>

#include "ua-time.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/**
 * ua_entry_filter_set_up:
 * @drop_down: where to choose
 * @label: (nullable): what is chosen, to be translated; %NULL for no filter
 * @choices: (nullable): the choices, up to one without title
 *
 * Offers the choices of a filter.
 */
void
ua_entry_filter_set_up (GtkDropDown               *drop_down,
                        const char                *label,
                        const UaEntryFilterChoice *choices)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; choices != NULL && choices[i].title != NULL; i++)
    gtk_string_list_append (titles, _(choices[i].title));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (titles));
  gtk_widget_set_visible (GTK_WIDGET (drop_down), choices != NULL);
  if (label == NULL)
    return;
  gtk_widget_set_tooltip_text (GTK_WIDGET (drop_down), _(label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(label),
                                  -1);
}

/**
 * ua_entry_filter_add:
 * @query: (transfer full): a query
 * @drop_down: where was chosen
 * @choices: (nullable): the choices
 *
 * Returns: (transfer full): the query with what was chosen
 */
UaEntryQuery *
ua_entry_filter_add (UaEntryQuery              *query,
                     GtkDropDown               *drop_down,
                     const UaEntryFilterChoice *choices)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  g_autofree char *since = NULL;
  const UaEntryFilterChoice *choice;
  UaEntryQuery *narrowed;

  if (choices == NULL || selected == GTK_INVALID_LIST_POSITION || choices[selected].path == NULL)
    return query;
  choice = &choices[selected];
  if (choice->days > 0)
    since = ua_time_format (ua_time_now () - choice->days * DAY_MS);
  narrowed = ua_entry_query_with_condition (query, choice->path,
                                            since != NULL ? UA_ENTRY_OP_FROM : UA_ENTRY_OP_EQUAL,
                                            since != NULL ? since : choice->value);
  ua_entry_query_unref (query);
  return narrowed;
}
