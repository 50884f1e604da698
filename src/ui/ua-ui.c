/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-ui.h"

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
 * ua_ui_set_icon:
 * @image: an image
 * @name: the name of a symbolic icon, of the theme or, beginning with "ua-", of the application
 *
 * GTK 4.8 reads all themes once more where an application adds its icons to them (P1); so these
 * come with the style sheet, in a class by their name.
 */
void
ua_ui_set_icon (GtkImage   *image,
                const char *name)
{
  g_return_if_fail (GTK_IS_IMAGE (image));
  g_return_if_fail (name != NULL);

  if (g_str_has_prefix (name, "ua-"))
    {
      gtk_image_clear (image);
      gtk_widget_set_css_classes (GTK_WIDGET (image), (const char *[]){ name, NULL });
    }
  else
    {
      gtk_image_set_from_icon_name (image, name);
      gtk_widget_set_css_classes (GTK_WIDGET (image), (const char *[]){ NULL });
    }
}
