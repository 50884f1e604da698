/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-changes-dialog.h"

#include "ua-change-view.h"
#include "ua-format.h"

/**
 * UaChangesDialog:
 *
 * The changes that are not on the server yet (UA-05, UA-06): those that wait, those that the server
 * refused, and those where somebody must choose.  It follows the queue while it is open.
 */
struct _UaChangesDialog
{
  UaDialog parent_instance;

  UaSession *session;  /* (owned) */
  GListModel *changes; /* (owned) (nullable), of UaChange */

  GtkStack *stack;     /* (unowned) */
  GtkListBox *list;    /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaChangesDialog, ua_changes_dialog, UA_TYPE_DIALOG)

static GtkWidget *
create_view (gpointer item,
             gpointer user_data)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *name = ua_format_text (ua_change_get_member_name (UA_CHANGE (item)));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                              ua_change_view_new (UA_SESSION (user_data), UA_CHANGE (item)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
show_emptiness (UaChangesDialog *self)
{
  gboolean empty = self->changes == NULL || g_list_model_get_n_items (self->changes) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
}

static void
changes_changed_cb (UaChangesDialog *self)
{
  g_assert (UA_IS_CHANGES_DIALOG (self));

  show_emptiness (self);
}

static void
ua_changes_dialog_dispose (GObject *object)
{
  UaChangesDialog *self = UA_CHANGES_DIALOG (object);

  g_clear_object (&self->changes);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ua_changes_dialog_parent_class)->dispose (object);
}

static void
ua_changes_dialog_class_init (UaChangesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_changes_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/UserAdmin/ui/ua-changes-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UaChangesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, UaChangesDialog, list);
}

static void
ua_changes_dialog_init (UaChangesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_changes_dialog_new:
 * @session: whose changes are shown
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 *
 * The thread of the user interface.
 */
UaChangesDialog *
ua_changes_dialog_new (UaSession *session)
{
  UaChangesDialog *self;
  GListModel *changes;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);

  self = g_object_new (UA_TYPE_CHANGES_DIALOG, NULL);
  self->session = g_object_ref (session);
  changes = ua_session_get_changes (session);
  if (changes != NULL)
    {
      self->changes = g_object_ref (changes);
      g_signal_connect_object (changes, "items-changed", G_CALLBACK (changes_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_bind_model (self->list, changes, create_view, g_object_ref (session),
                               g_object_unref);
    }
  show_emptiness (self);
  return self;
}
