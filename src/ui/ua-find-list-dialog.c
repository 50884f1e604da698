/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-find-list-dialog.h"

#include <glib/gi18n.h>

#include "ua-errors.h"
#include "ua-ui.h"

/**
 * UaFindListDialog:
 *
 * Where a list of emails, user names, employee numbers or ids is pasted to select whom they belong
 * to (PE-04).  What belongs to nobody stays in it, to be copied or corrected.
 */
struct _UaFindListDialog
{
  UaDialog parent_instance;

  GtkWidget *cancel_button;    /* (unowned), of the template, as are the next */
  GtkLabel *find_label;        /* (unowned) */
  GtkWidget *list_view;        /* (unowned) */
  GtkTextBuffer *list_buffer;  /* (unowned) */

  UaSession *session;          /* (owned) */
  GCancellable *cancellable;   /* (owned) (nullable), while it looks */
};

G_DEFINE_FINAL_TYPE (UaFindListDialog, ua_find_list_dialog, UA_TYPE_DIALOG)

enum
{
  SIGNAL_FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (UaFindListDialog *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->list_buffer, &start, &end);
  return gtk_text_buffer_get_text (self->list_buffer, &start, &end, FALSE);
}

static void
update_action (UaFindListDialog *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find-list.find",
                                 self->cancellable == NULL && g_strstrip (text)[0] != '\0');
}

static void
list_changed_cb (UaFindListDialog *self)
{
  update_action (self);
}

/* What was found is selected below; what was not stays here. */
static void
show_missing (UaFindListDialog *self,
              const UaLookup   *lookup)
{
  guint n_found = lookup->rows->len;
  guint n = g_strv_length (lookup->missing);
  g_autofree char *rest = g_strjoinv ("\n", lookup->missing);
  g_autofree char *found = g_strdup_printf (ngettext ("%'u member is selected.",
                                                      "%'u members are selected.", n_found),
                                            n_found);
  g_autofree char *missing = g_strdup_printf (ngettext ("%'u entry belongs to nobody here:",
                                                        "%'u entries belong to nobody here:", n),
                                              n);
  /* Translators: two sentences. */
  g_autofree char *both = g_strdup_printf (_("%s %s"), found, missing);

  gtk_label_set_label (self->find_label, both);
  gtk_text_buffer_set_text (self->list_buffer, rest, -1);
  gtk_button_set_label (GTK_BUTTON (self->cancel_button), _("_Close"));
  gtk_widget_grab_focus (self->list_view);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (UaFindListDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (UaLookup) lookup =
    ua_session_look_up_finish (UA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  update_action (self);
  if (lookup == NULL)
    {
      gtk_label_set_label (self->find_label,
                           ua_errors_get_sentence (error, UA_ERROR_CONTEXT_LOCAL));
      return;
    }
  g_signal_emit (self, signals[SIGNAL_FOUND], 0, lookup);
  if (lookup->missing[0] != NULL)
    show_missing (self, lookup);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
find_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  UaFindListDialog *self = UA_FIND_LIST_DIALOG (widget);
  g_autofree char *text = dup_text (self);
  g_auto (GStrv) words = ua_lookup_split (text);

  self->cancellable = g_cancellable_new ();
  update_action (self);
  ua_session_look_up_async (self->session, (const char * const *) words, self->cancellable,
                            looked_up_cb, g_object_ref (self));
}

static void
ua_find_list_dialog_dispose (GObject *object)
{
  UaFindListDialog *self = UA_FIND_LIST_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_FIND_LIST_DIALOG);

  G_OBJECT_CLASS (ua_find_list_dialog_parent_class)->dispose (object);
}

static void
ua_find_list_dialog_class_init (UaFindListDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_find_list_dialog_dispose;
  /**
   * UaFindListDialog::found:
   * @lookup: who was found and what was not
   *
   * A list was looked up.
   */
  signals[SIGNAL_FOUND] =
    g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, UA_TYPE_LOOKUP | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-find-list-dialog.ui");
  gtk_widget_class_install_action (widget_class, "find-list.find", NULL, find_activated_cb);
  gtk_widget_class_bind_template_child (widget_class, UaFindListDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, UaFindListDialog, find_label);
  gtk_widget_class_bind_template_child (widget_class, UaFindListDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, UaFindListDialog, list_buffer);
  gtk_widget_class_bind_template_callback (widget_class, list_changed_cb);
}

static void
ua_find_list_dialog_init (UaFindListDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_action (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->list_view);
}

/**
 * ua_find_list_dialog_new:
 * @session: whose members to look among
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 *
 * The thread of the user interface.
 */
UaFindListDialog *
ua_find_list_dialog_new (UaSession *session)
{
  UaFindListDialog *self;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);

  self = g_object_new (UA_TYPE_FIND_LIST_DIALOG, NULL);
  self->session = g_object_ref (session);
  return self;
}
