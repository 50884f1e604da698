/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-change-view.h"

#include <glib/gi18n.h>

#include "ua-change-field-row.h"
#include "ua-error-box.h"
#include "ua-format.h"

/**
 * UaChangeView:
 *
 * One change that waits, was refused or disagrees with somebody else's: whose it is, how it stands,
 * old and new values, and what can be done about it.
 *
 * Its actions are "change.save-choice", "change.retry" and "change.discard".
 */
struct _UaChangeView
{
  GtkWidget parent_instance;

  UaSession *session;           /* (owned) (nullable) */
  UaChange *change;             /* (owned) (nullable) */
  GPtrArray *rows;              /* (owned), of UaChangeFieldRow (unowned) */

  GtkWidget *content;           /* (unowned) */
  AdwPreferencesGroup *group;   /* (unowned) */
  UaErrorBox *error_box;        /* (unowned) */
  GtkWidget *choice_button;     /* (unowned) */
  GtkWidget *retry_button;      /* (unowned) */
  GtkWidget *discard_button;    /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaChangeView, ua_change_view, GTK_TYPE_WIDGET)

static const char *
describe_state (UaChange *change)
{
  switch (ua_change_get_state (change))
    {
    case UA_CHANGE_STATE_QUEUED:
      return _("Waits to be sent.");
    case UA_CHANGE_STATE_SENDING:
      return _("Is being sent.");
    case UA_CHANGE_STATE_WAITING:
      return _("Waits for the server, and is sent again by itself.");
    case UA_CHANGE_STATE_CONFLICT:
      return _("Somebody else changed the same meanwhile. Choose what should be.");
    case UA_CHANGE_STATE_REJECTED:
      return _("The server refused this change.");
    default:
      g_return_val_if_reached ("");
    }
}

static UaChangeFieldRow *
find_row (UaChangeView *self,
          UaField       field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (ua_change_field_row_get_field (g_ptr_array_index (self->rows, i)) == field)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

static void
add_rows (UaChangeView *self)
{
  UaPatch *patch = ua_change_get_patch (self->change);
  gboolean choose = ua_change_get_state (self->change) == UA_CHANGE_STATE_CONFLICT;

  for (guint i = 0; i < ua_patch_get_n (patch); i++)
    {
      const UaPatchEntry *entry = ua_patch_get_nth (patch, i);
      GtkWidget *row;

      if (ua_patch_get_shown_field (patch, entry->field) != entry->field)
        continue;
      row = ua_change_field_row_new (entry, choose);
      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

/* What of the change stays: the entries whose row keeps the own value; NULL when none does. */
static UaPatch *
make_chosen_patch (UaChangeView *self)
{
  UaPatch *patch = ua_change_get_patch (self->change);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (UaPatchEntry));

  for (guint i = 0; i < ua_patch_get_n (patch); i++)
    {
      const UaPatchEntry *entry = ua_patch_get_nth (patch, i);
      UaChangeFieldRow *row = find_row (self, ua_patch_get_shown_field (patch, entry->field));

      if (row == NULL || ua_change_field_row_get_keep_mine (row))
        g_array_append_val (kept, *entry);
    }
  if (kept->len == 0)
    return NULL;
  return ua_patch_new (ua_patch_get_member_id (patch), ua_patch_get_base_version (patch),
                       (const UaPatchEntry *) (gpointer) kept->data, kept->len);
}

static void
set_busy (UaChangeView *self,
          gboolean      busy)
{
  gtk_widget_set_sensitive (self->content, !busy);
}

static void
change_resolved_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (UaChangeView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = ua_session_resolve_change_finish (UA_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  set_busy (self, FALSE);
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ua_error_box_set_error (self->error_box, error, UA_ERROR_CONTEXT_SAVE);
}

static void
resolve (UaChangeView *self,
         UaPatch      *patch)
{
  set_busy (self, TRUE);
  ua_session_resolve_change_async (self->session, self->change, patch, change_resolved_cb,
                                   g_object_ref (self));
}

static void
save_choice (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  UaChangeView *self = UA_CHANGE_VIEW (widget);
  g_autoptr (UaPatch) patch = make_chosen_patch (self);

  resolve (self, patch);
}

static void
retry_change (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  UaChangeView *self = UA_CHANGE_VIEW (widget);

  resolve (self, ua_change_get_patch (self->change));
}

static void
discard_change (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  resolve (UA_CHANGE_VIEW (widget), NULL);
}

static void
ua_change_view_dispose (GObject *object)
{
  UaChangeView *self = UA_CHANGE_VIEW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->change);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ua_change_view_parent_class)->dispose (object);
}

static void
ua_change_view_finalize (GObject *object)
{
  UaChangeView *self = UA_CHANGE_VIEW (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (ua_change_view_parent_class)->finalize (object);
}

static void
ua_change_view_class_init (UaChangeViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (UA_TYPE_ERROR_BOX);

  object_class->dispose = ua_change_view_dispose;
  object_class->finalize = ua_change_view_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "change.save-choice", NULL, save_choice);
  gtk_widget_class_install_action (widget_class, "change.retry", NULL, retry_change);
  gtk_widget_class_install_action (widget_class, "change.discard", NULL, discard_change);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/UserAdmin/ui/ua-change-view.ui");
  gtk_widget_class_bind_template_child (widget_class, UaChangeView, content);
  gtk_widget_class_bind_template_child (widget_class, UaChangeView, group);
  gtk_widget_class_bind_template_child (widget_class, UaChangeView, error_box);
  gtk_widget_class_bind_template_child (widget_class, UaChangeView, choice_button);
  gtk_widget_class_bind_template_child (widget_class, UaChangeView, retry_button);
  gtk_widget_class_bind_template_child (widget_class, UaChangeView, discard_button);
}

static void
ua_change_view_init (UaChangeView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_change (UaChangeView *self)
{
  UaChangeState state = ua_change_get_state (self->change);
  g_autofree char *name = ua_format_text (ua_change_get_member_name (self->change));
  g_autofree char *title = g_markup_escape_text (name, -1);

  adw_preferences_group_set_title (self->group, title);
  adw_preferences_group_set_description (self->group, describe_state (self->change));
  gtk_widget_set_visible (self->choice_button, state == UA_CHANGE_STATE_CONFLICT);
  gtk_widget_set_visible (self->retry_button, state == UA_CHANGE_STATE_REJECTED);
  gtk_widget_set_visible (self->discard_button,
                          state != UA_CHANGE_STATE_SENDING && state != UA_CHANGE_STATE_CONFLICT);
  if (state == UA_CHANGE_STATE_REJECTED)
    ua_error_box_set_error (self->error_box, ua_change_get_error (self->change),
                            UA_ERROR_CONTEXT_SAVE);
  add_rows (self);
}

/**
 * ua_change_view_new:
 * @session: whose change it is
 * @change: the change
 *
 * Returns: (transfer floating): a view of @change as it is now
 *
 * The thread of the user interface.
 */
GtkWidget *
ua_change_view_new (UaSession *session,
                    UaChange  *change)
{
  UaChangeView *self;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (UA_IS_CHANGE (change), NULL);

  self = g_object_new (UA_TYPE_CHANGE_VIEW, NULL);
  self->session = g_object_ref (session);
  self->change = g_object_ref (change);
  show_change (self);
  return GTK_WIDGET (self);
}
