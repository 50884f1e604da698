/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-file-chooser.h"

#include <glib/gi18n.h>

/* The one form of the dialog that the floor has; newer versions of GTK deprecate it. */

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  g_autoptr (GTask) task = user_data;
  GFile *file = NULL;

  g_signal_handlers_disconnect_by_func (dialog, response_cb, user_data);
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_hide (dialog);
  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nothing was chosen");
}

static void
cancelled_cb (GtkNativeDialog *dialog)
{
  g_signal_emit_by_name (dialog, "response", GTK_RESPONSE_CANCEL);
}

/**
 * ua_file_chooser_open_async:
 * @parent: a widget in the window that asks
 * @title: what is to be chosen, as a heading
 * @kind: what the files are called
 * @types: (array zero-terminated=1): their media types
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Lets a file be chosen, by the portal where there is one.
 *
 * The thread of the user interface only.
 */
void
ua_file_chooser_open_async (GtkWidget           *parent,
                            const char          *title,
                            const char          *kind,
                            const char * const  *types,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GtkRoot *root;
  GTask *task;
  GtkFileChooserNative *chooser;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (title != NULL && kind != NULL && types != NULL);

  root = gtk_widget_get_root (parent);
  task = g_task_new (NULL, cancellable, callback, user_data);
  chooser = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                         GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"),
                                         _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_filter_set_name (filter, kind);
  for (gsize i = 0; types[i] != NULL; i++)
    gtk_file_filter_add_mime_type (filter, types[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  g_task_set_task_data (task, chooser, g_object_unref);
  g_signal_connect (chooser, "response", G_CALLBACK (response_cb), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), chooser,
                             G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * ua_file_chooser_open_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the file; %NULL with %G_IO_ERROR_CANCELLED when none was chosen
 *
 * The thread of the user interface only.
 */
GFile *
ua_file_chooser_open_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
