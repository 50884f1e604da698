/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-actions.h"

#include <glib/gi18n.h>

#include "ua-places.h"

/* Every key of the application, for GTK and for the list that a person reads. */
static const UaActionInfo infos[] = {
  { N_("Members"), N_("Search, or just type"), "win.search", { "<Control>f" } },
  { N_("Members"), N_("Show or hide the filters"), "win.show-filters", { "F9" } },
  { N_("Members"), N_("Invite members"), "win.invite", { "<Control>n" } },
  { N_("Members"), N_("Create a member, where one cannot invite"), "win.create",
    { "<Control>n" } },
  { N_("Members"), N_("Open the details of a member"), NULL, { "Return" } },
  { N_("Members"), N_("Edit a member"), "win.edit", { "F2" } },
  { N_("Members"), N_("Deactivate or erase"), NULL, { "Delete" } },
  { N_("Members"), N_("Undo"), NULL, { "<Control>z" } },
  { N_("Members"), N_("Menu of a member"), NULL, { "Menu", "<Shift>F10" } },
  { N_("Members"), N_("Select all that match"), NULL, { "<Control>a" } },
  { N_("Members"), N_("Back to the list"), "win.back", { "<Alt>Left" } },
  { N_("Members"), N_("Close what is open"), NULL, { "Escape" } },
  { N_("General"), N_("Fetch what has changed"), "win.refresh", { "<Control>r", "F5" } },
  { N_("General"), N_("Main menu"), NULL, { "F10" } },
  { N_("General"), N_("Preferences"), "app.preferences", { "<Control>comma" } },
  { N_("General"), N_("Keyboard shortcuts"), "app.shortcuts", { "<Control>question" } },
  { N_("General"), N_("Close the window"), "window.close", { "<Control>w" } },
  { N_("General"), N_("Quit"), "app.quit", { "<Control>q" } },
};

/**
 * ua_actions_get:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): everything that has keys, grouped, but for the places,
 *   which have theirs in ua_places_get()
 */
const UaActionInfo *
ua_actions_get (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (infos);
  return infos;
}

/**
 * ua_actions_install:
 * @application: the application
 *
 * Makes the keys work in all windows of @application, those of the places among them.
 */
void
ua_actions_install (GtkApplication *application)
{
  guint n_places;
  const UaPlaceInfo *places = ua_places_get (&n_places);

  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (infos[i].action != NULL)
      gtk_application_set_accels_for_action (application, infos[i].action, infos[i].accels);
  for (guint i = 0; i < n_places; i++)
    {
      const char *accels[] = { places[i].accel, NULL };
      g_autofree char *action = ua_place_make_action (&places[i]);

      gtk_application_set_accels_for_action (application, action, accels);
    }
}
