/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-saved-view-list.h"

#include <glib/gi18n.h>

#include "ua-name-dialog.h"
#include "ua-saved-view-row.h"
#include "ua-ui.h"

/**
 * UaSavedViewList:
 *
 * The saved views in the sidebar (PE-03): one is applied to the members by a click, and those that
 * somebody has saved are renamed and deleted from their menu.
 */
struct _UaSavedViewList
{
  GtkWidget parent_instance;

  GtkWidget *title_box;   /* (unowned), of the template, as is the next */
  GtkListBox *view_list;  /* (unowned) */

  UaMembersView *members; /* (owned) (nullable) */
  UaSavedViews *views;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (UaSavedViewList, ua_saved_view_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_APPLIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return ua_saved_view_row_new (item);
}

static UaSavedView *
get_view (GtkListBoxRow *row)
{
  return ua_saved_view_row_get_view (UA_SAVED_VIEW_ROW (row));
}

static void
row_activated_cb (UaSavedViewList *self,
                  GtkListBoxRow   *row)
{
  if (self->members == NULL)
    return;
  ua_members_view_apply (self->members, get_view (row));
  g_signal_emit (self, signals[SIGNAL_APPLIED], 0);
}

static void
name_given_cb (UaSavedViewList *self,
               const char      *name,
               UaNameDialog    *dialog)
{
  g_autoptr (UaSavedView) view = NULL;

  if (self->views != NULL)
    {
      view = ua_members_view_save (self->members, name);
      ua_saved_views_add (self->views, view);
    }
  ua_name_dialog_finish (dialog, NULL, NULL);
}

/* A view that is called otherwise, while the dialog is open. */
typedef struct
{
  UaSavedViews *views; /* (owned) */
  UaSavedView *view;   /* (owned) */
} Renaming;

static void
free_renaming (gpointer  data,
               GClosure *closure)
{
  Renaming *renaming = data;

  g_object_unref (renaming->views);
  g_object_unref (renaming->view);
  g_free (renaming);
}

static void
other_name_given_cb (UaNameDialog *dialog,
                     const char   *name,
                     Renaming     *renaming)
{
  ua_saved_views_rename (renaming->views, renaming->view, name);
  ua_name_dialog_finish (dialog, NULL, NULL);
}

/* The view whose number in the list it is; NULL for none, and for one that is built in. */
static UaSavedView *
dup_saved (UaSavedViewList *self,
           GVariant        *position)
{
  g_autoptr (UaSavedView) view = NULL;

  if (self->views == NULL)
    return NULL;
  view = g_list_model_get_item (ua_saved_views_get_model (self->views),
                                g_variant_get_uint32 (position));
  return view != NULL && !ua_saved_view_get_built_in (view) ? g_steal_pointer (&view) : NULL;
}

static void
rename_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaSavedViewList *self = UA_SAVED_VIEW_LIST (widget);
  g_autoptr (UaSavedView) view = dup_saved (self, parameter);
  UaNameDialog *dialog;
  Renaming *renaming;

  if (view == NULL)
    return;
  dialog = ua_name_dialog_new (_("Rename View"), _("_Rename"), ua_saved_view_get_name (view));
  renaming = g_new0 (Renaming, 1);
  renaming->views = g_object_ref (self->views);
  renaming->view = g_object_ref (view);
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (other_name_given_cb), renaming,
                         free_renaming, 0);
  ua_dialog_present (UA_DIALOG (dialog), widget);
}

static void
delete_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaSavedViewList *self = UA_SAVED_VIEW_LIST (widget);
  g_autoptr (UaSavedView) view = dup_saved (self, parameter);

  if (view != NULL)
    ua_saved_views_remove (self->views, view);
}

static void
ua_saved_view_list_dispose (GObject *object)
{
  UaSavedViewList *self = UA_SAVED_VIEW_LIST (object);

  if (self->view_list != NULL)
    gtk_list_box_bind_model (self->view_list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->views);
  g_clear_object (&self->members);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_SAVED_VIEW_LIST);

  G_OBJECT_CLASS (ua_saved_view_list_parent_class)->dispose (object);
}

static void
ua_saved_view_list_class_init (UaSavedViewListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_saved_view_list_dispose;
  /**
   * UaSavedViewList::applied:
   *
   * The members are to be seen in another way.
   */
  signals[SIGNAL_APPLIED] =
    g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-saved-view-list.ui");
  gtk_widget_class_install_action (widget_class, "saved-view.rename", "u", rename_activated_cb);
  gtk_widget_class_install_action (widget_class, "saved-view.delete", "u", delete_activated_cb);
  gtk_widget_class_bind_template_child (widget_class, UaSavedViewList, title_box);
  gtk_widget_class_bind_template_child (widget_class, UaSavedViewList, view_list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ua_saved_view_list_init (UaSavedViewList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_saved_view_list_new:
 *
 * Returns: (transfer floating): a list of no organisation yet
 */
GtkWidget *
ua_saved_view_list_new (void)
{
  return g_object_new (UA_TYPE_SAVED_VIEW_LIST, NULL);
}

/**
 * ua_saved_view_list_set_members:
 * @self: a list
 * @members: how the members are looked at, to which views are applied
 */
void
ua_saved_view_list_set_members (UaSavedViewList *self,
                                UaMembersView   *members)
{
  g_return_if_fail (UA_IS_SAVED_VIEW_LIST (self));
  g_return_if_fail (UA_IS_MEMBERS_VIEW (members));

  g_set_object (&self->members, members);
}

/**
 * ua_saved_view_list_set_session:
 * @self: a list
 * @session: (nullable): whose views to list
 */
void
ua_saved_view_list_set_session (UaSavedViewList *self,
                                UaSession       *session)
{
  g_return_if_fail (UA_IS_SAVED_VIEW_LIST (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  gtk_list_box_bind_model (self->view_list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->views);
  gtk_widget_set_visible (GTK_WIDGET (self), session != NULL);
  if (session == NULL)
    return;
  self->views = ua_saved_views_new (session);
  gtk_list_box_bind_model (self->view_list, ua_saved_views_get_model (self->views), create_row,
                           NULL, NULL);
}

/**
 * ua_saved_view_list_save:
 * @self: a list
 *
 * Asks for a name, and saves how the members are looked at.
 */
void
ua_saved_view_list_save (UaSavedViewList *self)
{
  UaNameDialog *dialog;

  g_return_if_fail (UA_IS_SAVED_VIEW_LIST (self));

  if (self->views == NULL || self->members == NULL)
    return;
  dialog = ua_name_dialog_new (_("Save View"), _("_Save"), NULL);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (name_given_cb), self,
                           G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (dialog), GTK_WIDGET (self));
}
