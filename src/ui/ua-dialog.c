/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-dialog.h"

#include "ua-ui.h"

G_DEFINE_TYPE (UaDialog, ua_dialog, ADW_TYPE_WINDOW)

/* A length that grows with the text, but not beyond the screen. */
static int
grow (int    length,
      double scale,
      int    room)
{
  return length > 0 ? MAX (length, MIN ((int) (length * scale), room)) : length;
}

/* Where text is larger, so is the dialog. */
static void
ua_dialog_realize (GtkWidget *widget)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (widget));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  double scale = ua_ui_get_text_scale ();
  GdkRectangle room = { 0, };
  int width, height;

  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &room);
  gtk_window_get_default_size (GTK_WINDOW (widget), &width, &height);
  if (scale > 1)
    gtk_window_set_default_size (GTK_WINDOW (widget), grow (width, scale, room.width),
                                 grow (height, scale, room.height));

  GTK_WIDGET_CLASS (ua_dialog_parent_class)->realize (widget);
}

static void
ua_dialog_constructed (GObject *object)
{
  G_OBJECT_CLASS (ua_dialog_parent_class)->constructed (object);

  ua_ui_widen_clamps (GTK_WIDGET (object));
}

static void
ua_dialog_class_init (UaDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = ua_dialog_constructed;
  widget_class->realize = ua_dialog_realize;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ua_dialog_init (UaDialog *self)
{
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * ua_dialog_present:
 * @self: a dialog
 * @parent: (nullable): a widget of the window that the dialog belongs to
 *
 * Shows the dialog above the window of @parent, as part of the same application, so that it closes
 * with that window.
 *
 * The thread of the user interface.
 */
void
ua_dialog_present (UaDialog  *self,
                   GtkWidget *parent)
{
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;

  g_return_if_fail (UA_IS_DIALOG (self));

  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
      gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
      gtk_window_set_application (GTK_WINDOW (self),
                                  gtk_window_get_application (GTK_WINDOW (root)));
    }
  gtk_window_present (GTK_WINDOW (self));
}

static gboolean
is_above (GtkWindow *window,
          GtkWindow *parent)
{
  GtkWindow *below = window;

  while (below != NULL && below != parent)
    below = gtk_window_get_transient_for (below);
  return below == parent && window != parent;
}

/**
 * ua_dialog_close_above:
 * @parent: a window of an application
 *
 * Closes what is open above a window before the window itself goes away, so that a dialog with
 * something unsaved can ask.
 *
 * Returns: whether nothing is above @parent any more
 *
 * The thread of the user interface.
 */
gboolean
ua_dialog_close_above (GtkWindow *parent)
{
  GtkApplication *application = gtk_window_get_application (parent);
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;
  GList *copy = g_list_copy_deep (windows, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  gboolean closed = TRUE;

  /* The last that was used comes first, and that is the topmost. */
  for (GList *l = copy; l != NULL; l = l->next)
    if (is_above (l->data, parent))
      {
        gtk_window_close (l->data);
        closed = closed && !gtk_widget_get_visible (l->data);
      }
  g_list_free_full (copy, g_object_unref);
  return closed;
}
