/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-application.h"

#include "ua-config.h"
#include "ua-ui.h"
#include "ua-window.h"

/**
 * UaApplication:
 *
 * The program as the desktop sees it: its command line, its actions and its windows.
 */
struct _UaApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (UaApplication, ua_application, ADW_TYPE_APPLICATION)

static void
ua_application_startup (GApplication *application)
{
  ua_ui_init ();

  G_APPLICATION_CLASS (ua_application_parent_class)->startup (application);
}

static void
ua_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (ua_window_new (UA_APPLICATION (application)));
  gtk_window_present (window);
}

static void
ua_application_class_init (UaApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = ua_application_startup;
  application_class->activate = ua_application_activate;
}

static void
ua_application_init (UaApplication *self)
{
}

/**
 * ua_application_new:
 *
 * Returns: (transfer full): the application, to be run
 */
UaApplication *
ua_application_new (void)
{
  return g_object_new (UA_TYPE_APPLICATION,
                       "application-id", UA_APPLICATION_ID,
                       NULL);
}
