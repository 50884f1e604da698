/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-security-dialog.h"

#include <glib/gi18n.h>

#include "ua-entry-words.h"
#include "ua-error-box.h"
#include "ua-error.h"
#include "ua-ui.h"

/**
 * UaSecurityDialog:
 *
 * Makes a security profile or changes one: name, for whom it is meant, and rights.  Nothing is
 * saved before Save.
 */
struct _UaSecurityDialog
{
  UaDialog parent_instance;

  UaErrorBox *error_box;             /* (unowned), of the template, as are the next */
  GtkEditable *name_row;             /* (unowned) */
  GtkEditable *description_row;      /* (unowned) */
  AdwPreferencesGroup *rights_group; /* (unowned) */

  UaSession *session;                /* (owned) */
  UaEntry *profile;                  /* (owned) (nullable), what is changed */
  GPtrArray *checks;                 /* (owned), of GtkCheckButton (unowned), as in the table */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (UaSecurityDialog, ua_security_dialog, UA_TYPE_DIALOG)

static const char * const rights[] = {
  "read", "edit", "invite", "lifeCycle", "erase", "password", "access", "groups", "roleProfiles",
  "signOff", "provision", "audit", "settings", "export",
};

static gboolean
has_right (UaEntry    *profile,
           const char *right)
{
  for (guint i = 0; profile != NULL && i < ua_entry_get_n (profile, "rights"); i++)
    if (g_strcmp0 (ua_entry_get_nth (profile, "rights", i, "value"), right) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_checked (UaSecurityDialog *self,
            guint             n)
{
  return gtk_check_button_get_active (g_ptr_array_index (self->checks, n));
}

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static gboolean
text_differs (UaSecurityDialog *self,
              GtkEditable      *row,
              const char       *attribute)
{
  g_autofree char *text = dup_text (row);
  const char *before = self->profile != NULL ? ua_entry_get (self->profile, attribute) : NULL;

  return g_strcmp0 (text, before != NULL ? before : "") != 0;
}

static gboolean
rights_differ (UaSecurityDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    if (is_checked (self, i) != has_right (self->profile, rights[i]))
      return TRUE;
  return FALSE;
}

static gboolean
can_save (UaSecurityDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);

  return !self->saving && *name != '\0' &&
         (text_differs (self, self->name_row, "displayName") ||
          text_differs (self, self->description_row, "description") || rights_differ (self));
}

static void
changed_cb (UaSecurityDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "security.save",
                                 self->session != NULL && can_save (self));
}

static void
name_activated_cb (UaSecurityDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "security.save", NULL);
}

/* What rights a newer server has beside those known here stay. */
static GVariant *
make_rights (UaSecurityDialog *self)
{
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("aa{ss}"));
  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    if (is_checked (self, i))
      g_variant_builder_add_parsed (&list, "{'value': %s}", rights[i]);
  for (guint i = 0; self->profile != NULL && i < ua_entry_get_n (self->profile, "rights"); i++)
    {
      const char *right = ua_entry_get_nth (self->profile, "rights", i, "value");
      gboolean known = FALSE;

      for (guint n = 0; n < G_N_ELEMENTS (rights); n++)
        known = known || g_strcmp0 (rights[n], right) == 0;
      if (right != NULL && !known)
        g_variant_builder_add_parsed (&list, "{'value': %s}", right);
    }
  return g_variant_builder_end (&list);
}

/* Only what is otherwise than before. */
static GVariant *
make_values (UaSecurityDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *description = dup_text (self->description_row);
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  if (text_differs (self, self->name_row, "displayName"))
    g_variant_dict_insert (&values, "displayName", "s", name);
  if (text_differs (self, self->description_row, "description"))
    g_variant_dict_insert (&values, "description", "s", description);
  if (rights_differ (self))
    g_variant_dict_insert_value (&values, "rights", make_rights (self));
  return g_variant_dict_end (&values);
}

static void
show_refusal (UaSecurityDialog *self,
              const GError     *error)
{
  g_autofree char *details = ua_errors_get_details (error);

  if (g_error_matches (error, UA_ERROR, UA_ERROR_CONFLICT))
    ua_error_box_set_text (self->error_box, _("Name Already in Use"),
                           _("Another security profile has this name. Choose a different one."),
                           details);
  else if (g_error_matches (error, UA_ERROR, UA_ERROR_STALE))
    ua_error_box_set_text (self->error_box, _("Changed by Somebody Else"),
                           _("Somebody changed this security profile meanwhile. Close this, look "
                             "at what it is like now, and edit it again."), details);
  else
    ua_error_box_set_error (self->error_box, error, UA_ERROR_CONTEXT_ACT);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (UaSecurityDialog) self = UA_SECURITY_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  gboolean saved = ua_session_write_entry_finish (UA_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  self->saving = FALSE;
  if (saved)
    gtk_window_close (GTK_WINDOW (self));
  else
    {
      show_refusal (self, error);
      changed_cb (self);
    }
}

static void
save_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  UaSecurityDialog *self = UA_SECURITY_DIALOG (widget);

  if (!can_save (self))
    return;
  self->saving = TRUE;
  ua_error_box_clear (self->error_box);
  changed_cb (self);
  ua_session_write_entry_async (self->session, UA_ENTRY_TYPE_SECURITY_PROFILE,
                                self->profile != NULL ? ua_entry_get_id (self->profile) : NULL,
                                self->profile != NULL ? ua_entry_get_version (self->profile)
                                                      : NULL,
                                make_values (self), NULL, saved_cb, g_object_ref (self));
}

static void
add_right (UaSecurityDialog *self,
           const char       *right)
{
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "title", ua_entry_words_right (right),
                                 "activatable-widget", check,
                                 "title-lines", 0,
                                 NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, ua_entry_words_right (right),
                                  -1);
  g_ptr_array_add (self->checks, check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->rights_group, row);
}

static void
ua_security_dialog_dispose (GObject *object)
{
  UaSecurityDialog *self = UA_SECURITY_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->profile);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_SECURITY_DIALOG);

  G_OBJECT_CLASS (ua_security_dialog_parent_class)->dispose (object);
}

static void
ua_security_dialog_finalize (GObject *object)
{
  g_clear_pointer (&UA_SECURITY_DIALOG (object)->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (ua_security_dialog_parent_class)->finalize (object);
}

static void
ua_security_dialog_class_init (UaSecurityDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_security_dialog_dispose;
  object_class->finalize = ua_security_dialog_finalize;

  g_type_ensure (UA_TYPE_ERROR_BOX);
  gtk_widget_class_install_action (widget_class, "security.save", NULL, save_activated_cb);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-security-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UaSecurityDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, UaSecurityDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, UaSecurityDialog, description_row);
  gtk_widget_class_bind_template_child (widget_class, UaSecurityDialog, rights_group);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_activated_cb);
}

static void
ua_security_dialog_init (UaSecurityDialog *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    add_right (self, rights[i]);
}

/**
 * ua_security_dialog_new:
 * @session: where to save
 * @profile: (nullable): the security profile to change; %NULL to make a new one
 *
 * Returns: (transfer none): a dialog, to be given to ua_dialog_present()
 */
UaSecurityDialog *
ua_security_dialog_new (UaSession *session,
                        UaEntry   *profile)
{
  UaSecurityDialog *self = g_object_new (UA_TYPE_SECURITY_DIALOG,
                                         "title", profile != NULL ? _("Edit Security Profile")
                                                                  : _("New Security Profile"),
                                         NULL);
  const char *name = profile != NULL ? ua_entry_get (profile, "displayName") : NULL;
  const char *description = profile != NULL ? ua_entry_get (profile, "description") : NULL;

  self->session = g_object_ref (session);
  self->profile = profile != NULL ? g_object_ref (profile) : NULL;
  gtk_editable_set_text (self->name_row, name != NULL ? name : "");
  gtk_editable_set_text (self->description_row, description != NULL ? description : "");
  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i),
                                 has_right (profile, rights[i]));
  changed_cb (self);
  return self;
}
