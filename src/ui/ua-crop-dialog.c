/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-crop-dialog.h"

#include "ua-crop-area.h"
#include "ua-error-box.h"
#include "ua-picture.h"
#include "ua-ui.h"

/**
 * UaCropDialog:
 *
 * Lets a square be cut out of a picture, and gives that to a member (CC-07).
 */
struct _UaCropDialog
{
  UaDialog parent_instance;

  GtkButton *save_button;      /* (unowned), of the template, as are the next */
  UaErrorBox *error_box;       /* (unowned) */
  UaCropArea *crop_area;       /* (unowned) */
  GtkAdjustment *zoom;         /* (unowned) */

  UaSession *session;          /* (owned) */
  char *id;                    /* (owned), of the member */
  GdkPixbuf *pixbuf;           /* (owned) */
  GCancellable *cancellable;   /* (owned), of what is under way */
};

G_DEFINE_FINAL_TYPE (UaCropDialog, ua_crop_dialog, UA_TYPE_DIALOG)

/* A square of a picture, on its way through a thread. */
typedef struct
{
  GdkPixbuf *pixbuf; /* (owned) */
  int x;
  int y;
  int side;
} Square;

static void
square_free (gpointer data)
{
  Square *square = data;

  g_object_unref (square->pixbuf);
  g_free (square);
}

static void
encode_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Square *square = task_data;
  GError *error = NULL;
  GBytes *bytes = ua_picture_encode (square->pixbuf, square->x, square->y, square->side, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
set_busy (UaCropDialog *self,
          gboolean      busy)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "crop.save", !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->crop_area), !busy);
}

static void
fail (UaCropDialog *self,
      const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  ua_error_box_set_error (self->error_box, error, UA_ERROR_CONTEXT_SAVE);
}

static void
picture_changed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (UaCropDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ua_session_change_picture_finish (UA_SESSION (source), result, &error))
    gtk_window_close (GTK_WINDOW (self));
  else
    fail (self, error);
}

static void
encoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (UaCropDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes != NULL)
    ua_session_change_picture_async (self->session, self->id, bytes, self->cancellable,
                                     picture_changed_cb, g_object_ref (self));
  else
    fail (self, error);
}

static void
save_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  UaCropDialog *self = UA_CROP_DIALOG (widget);
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, encoded_cb, g_object_ref (self));
  Square *square = g_new0 (Square, 1);

  set_busy (self, TRUE);
  ua_error_box_clear (self->error_box);
  square->pixbuf = g_object_ref (self->pixbuf);
  square->side = ua_crop_area_get_square (self->crop_area, &square->x, &square->y);
  g_task_set_task_data (task, square, square_free);
  g_task_run_in_thread (task, encode_in_thread);
}

static gboolean
ua_crop_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (UA_CROP_DIALOG (window)->cancellable);

  return GTK_WINDOW_CLASS (ua_crop_dialog_parent_class)->close_request (window);
}

static void
ua_crop_dialog_dispose (GObject *object)
{
  UaCropDialog *self = UA_CROP_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->pixbuf);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_CROP_DIALOG);

  G_OBJECT_CLASS (ua_crop_dialog_parent_class)->dispose (object);
}

static void
ua_crop_dialog_finalize (GObject *object)
{
  UaCropDialog *self = UA_CROP_DIALOG (object);

  g_free (self->id);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (ua_crop_dialog_parent_class)->finalize (object);
}

static void
ua_crop_dialog_class_init (UaCropDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_crop_dialog_dispose;
  object_class->finalize = ua_crop_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ua_crop_dialog_close_request;

  g_type_ensure (UA_TYPE_CROP_AREA);
  g_type_ensure (UA_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-crop-dialog.ui");
  gtk_widget_class_install_action (widget_class, "crop.save", NULL, save_activated_cb);
  gtk_widget_class_bind_template_child (widget_class, UaCropDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, UaCropDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, UaCropDialog, crop_area);
  gtk_widget_class_bind_template_child (widget_class, UaCropDialog, zoom);
}

static void
ua_crop_dialog_init (UaCropDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->save_button));
  g_object_bind_property (self->crop_area, "zoom", self->zoom, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/**
 * ua_crop_dialog_new:
 * @session: an organisation whose server has pictures
 * @id: the id of a member
 * @pixbuf: what somebody chose
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 *
 * The thread of the user interface.
 */
UaCropDialog *
ua_crop_dialog_new (UaSession  *session,
                    const char *id,
                    GdkPixbuf  *pixbuf)
{
  UaCropDialog *self;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), NULL);

  self = g_object_new (UA_TYPE_CROP_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->id = g_strdup (id);
  self->pixbuf = g_object_ref (pixbuf);
  ua_crop_area_set_picture (self->crop_area, pixbuf);
  gtk_widget_grab_focus (GTK_WIDGET (self->crop_area));
  return self;
}
