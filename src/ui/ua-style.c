/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-style.h"

#include <adwaita.h>

#include "ua-config.h"

#define STYLE_PATH UA_RESOURCE_PATH "/"

/* What GTK takes its theme from before all else. */
#define THEME_VARIABLE "GTK_THEME"

/**
 * UaStyle:
 *
 * The style sheets of the application on a display: one for always, and one of four for what the
 * desktop is like, light or dark, with more contrast or without.
 *
 * An #AdwApplication does the same for the resources of its base path.  But where there is such a
 * path GTK 4.8 adds it to those of the icons as well, and that makes it read all themes of icons
 * twice, the second time while the first window waits (P1).
 */
struct _UaStyle
{
  GObject parent_instance;

  GdkDisplay *display;     /* (owned) */
  GtkCssProvider *base;    /* (owned) */
  GtkCssProvider *variant; /* (owned) */
};

G_DEFINE_FINAL_TYPE (UaStyle, ua_style, G_TYPE_OBJECT)

static void
update_variant (UaStyle *self)
{
  static const char * const paths[2][2] = {
    { STYLE_PATH "style-light.css", STYLE_PATH "style-dark.css" },
    { STYLE_PATH "style-hc.css", STYLE_PATH "style-hc-dark.css" },
  };
  AdwStyleManager *manager = adw_style_manager_get_for_display (self->display);
  gboolean contrast = adw_style_manager_get_high_contrast (manager);
  gboolean dark = adw_style_manager_get_dark (manager);

  gtk_css_provider_load_from_resource (self->variant, paths[contrast ? 1 : 0][dark ? 1 : 0]);
}

static void
add_provider (UaStyle        *self,
              GtkCssProvider *provider)
{
  gtk_style_context_add_provider_for_display (self->display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
ua_style_dispose (GObject *object)
{
  UaStyle *self = UA_STYLE (object);

  if (self->display != NULL)
    {
      gtk_style_context_remove_provider_for_display (self->display,
                                                     GTK_STYLE_PROVIDER (self->base));
      gtk_style_context_remove_provider_for_display (self->display,
                                                     GTK_STYLE_PROVIDER (self->variant));
    }
  g_clear_object (&self->display);
  g_clear_object (&self->base);
  g_clear_object (&self->variant);

  G_OBJECT_CLASS (ua_style_parent_class)->dispose (object);
}

static void
ua_style_class_init (UaStyleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_style_dispose;
}

static void
ua_style_init (UaStyle *self)
{
  self->base = gtk_css_provider_new ();
  self->variant = gtk_css_provider_new ();
}

/**
 * ua_style_init_gtk:
 *
 * Initialises GTK without its own theme, which libadwaita would only replace by its style.  Reading
 * it takes more than half of the time that libadwaita's takes, and has the themes of icons read
 * before libadwaita adds its icons to them, and then once more (P1).  A theme that somebody wants
 * by the environment is left alone.
 *
 * The thread of the user interface, before anything else of GTK and libadwaita.
 */
void
ua_style_init_gtk (void)
{
  gboolean chosen = g_getenv (THEME_VARIABLE) != NULL;

  if (!chosen)
    g_setenv (THEME_VARIABLE, "Empty", TRUE);
  gtk_init ();
  gtk_settings_get_default ();
  /* libadwaita keeps its style to itself where this is set; nor are other programs to have it. */
  if (!chosen)
    g_unsetenv (THEME_VARIABLE);
}

/**
 * ua_style_new:
 * @display: (transfer none): where the windows are
 *
 * Returns: (transfer full): the style sheets, in use on @display as long as it is there
 *
 * The thread of the user interface, after adw_init().
 */
UaStyle *
ua_style_new (GdkDisplay *display)
{
  UaStyle *self;
  AdwStyleManager *manager;

  g_return_val_if_fail (GDK_IS_DISPLAY (display), NULL);

  self = g_object_new (UA_TYPE_STYLE, NULL);
  self->display = g_object_ref (display);
  gtk_css_provider_load_from_resource (self->base, STYLE_PATH "style.css");
  update_variant (self);
  add_provider (self, self->base);
  add_provider (self, self->variant);
  manager = adw_style_manager_get_for_display (display);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update_variant), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (update_variant), self,
                           G_CONNECT_SWAPPED);
  return self;
}
