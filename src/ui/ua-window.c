/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-window.h"

#include "ua-ui.h"

/**
 * UaWindow:
 *
 * The main window: one organisation.
 */
struct _UaWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (UaWindow, ua_window, ADW_TYPE_APPLICATION_WINDOW)

static void
ua_window_class_init (UaWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-window.ui");
}

static void
ua_window_init (UaWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_window_new:
 * @application: what it belongs to
 *
 * Returns: (transfer none): a window, not yet shown; GTK owns it until it is closed
 */
UaWindow *
ua_window_new (UaApplication *application)
{
  g_return_val_if_fail (UA_IS_APPLICATION (application), NULL);

  return g_object_new (UA_TYPE_WINDOW, "application", application, NULL);
}
