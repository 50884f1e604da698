/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-credentials-group.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * UaCredentialsGroup:
 *
 * Asks how to sign in: a token, or user name and password (PE-13).
 *
 * What is typed leaves the entries when it is taken, because an entry shows its text to assistive
 * technologies.  The group keeps what was taken last, so that an error elsewhere does not ask for
 * it again; typing anything new replaces it.
 */
struct _UaCredentialsGroup
{
  AdwPreferencesGroup parent_instance;

  UaCredentials *kept;              /* (owned) (nullable): what was taken last */
  gboolean clearing;                /* the entries are being emptied by us */

  AdwComboRow *method_row;          /* (unowned) */
  AdwPasswordEntryRow *token_row;   /* (unowned) */
  AdwEntryRow *user_name_row;       /* (unowned) */
  AdwPasswordEntryRow *password_row; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (UaCredentialsGroup, ua_credentials_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The order of the entries of the drop-down in the template. */
enum
{
  METHOD_TOKEN,
  METHOD_PASSWORD,
};

static gboolean
has_text (gpointer row)
{
  return *gtk_editable_get_text (GTK_EDITABLE (row)) != '\0';
}

static AdwPasswordEntryRow *
get_secret_row (UaCredentialsGroup *self)
{
  return ua_credentials_group_get_kind (self) == UA_CONNECTION_KIND_TOKEN ? self->token_row
                                                                          : self->password_row;
}

static void
show_titles (UaCredentialsGroup *self)
{
  gboolean kept = self->kept != NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->token_row),
                                 kept ? _("Access _Token (Kept From Before)")
                                      : _("Access _Token"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password_row),
                                 kept ? _("_Password (Kept From Before)") : _("_Password"));
}

static void
drop_kept (UaCredentialsGroup *self)
{
  g_clear_pointer (&self->kept, ua_credentials_unref);
  show_titles (self);
}

static void
show_method (UaCredentialsGroup *self)
{
  gboolean token = ua_credentials_group_get_kind (self) == UA_CONNECTION_KIND_TOKEN;

  gtk_widget_set_visible (GTK_WIDGET (self->token_row), token);
  gtk_widget_set_visible (GTK_WIDGET (self->user_name_row), !token);
  gtk_widget_set_visible (GTK_WIDGET (self->password_row), !token);
}

static void
clear_secrets (UaCredentialsGroup *self)
{
  self->clearing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->token_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  self->clearing = FALSE;
}

static void
method_selected_cb (UaCredentialsGroup *self)
{
  g_assert (UA_IS_CREDENTIALS_GROUP (self));

  drop_kept (self);
  show_method (self);
  ua_credentials_group_set_problem (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
text_changed_cb (UaCredentialsGroup *self)
{
  g_assert (UA_IS_CREDENTIALS_GROUP (self));

  if (self->clearing)
    return;
  drop_kept (self);
  ua_credentials_group_set_problem (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
entry_activated_cb (UaCredentialsGroup *self)
{
  g_assert (UA_IS_CREDENTIALS_GROUP (self));

  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
ua_credentials_group_finalize (GObject *object)
{
  UaCredentialsGroup *self = UA_CREDENTIALS_GROUP (object);

  g_clear_pointer (&self->kept, ua_credentials_unref);

  G_OBJECT_CLASS (ua_credentials_group_parent_class)->finalize (object);
}

static void
ua_credentials_group_class_init (UaCredentialsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ua_credentials_group_finalize;

  /**
   * UaCredentialsGroup::changed:
   *
   * Something else is typed or chosen; ua_credentials_group_get_complete() may differ.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * UaCredentialsGroup::activated:
   *
   * Enter was pressed in one of the entries.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/com/example/UserAdmin/ui/ua-credentials-group.ui");
  gtk_widget_class_bind_template_child (widget_class, UaCredentialsGroup, method_row);
  gtk_widget_class_bind_template_child (widget_class, UaCredentialsGroup, token_row);
  gtk_widget_class_bind_template_child (widget_class, UaCredentialsGroup, user_name_row);
  gtk_widget_class_bind_template_child (widget_class, UaCredentialsGroup, password_row);
  gtk_widget_class_bind_template_callback (widget_class, method_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
ua_credentials_group_init (UaCredentialsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_titles (self);
  show_method (self);
}

/**
 * ua_credentials_group_set_fixed:
 * @self: a group
 * @kind: %UA_CONNECTION_KIND_TOKEN or %UA_CONNECTION_KIND_BASIC
 * @user_name: (nullable): the user name to begin with
 *
 * Asks for one kind of sign-in only, that of a connection that is known.
 *
 * The thread of the user interface.
 */
void
ua_credentials_group_set_fixed (UaCredentialsGroup *self,
                                UaConnectionKind    kind,
                                const char         *user_name)
{
  g_return_if_fail (UA_IS_CREDENTIALS_GROUP (self));

  adw_combo_row_set_selected (self->method_row, kind == UA_CONNECTION_KIND_BASIC ? METHOD_PASSWORD
                                                                                 : METHOD_TOKEN);
  gtk_widget_set_visible (GTK_WIDGET (self->method_row), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->user_name_row), user_name != NULL ? user_name : "");
}

/**
 * ua_credentials_group_get_kind:
 * @self: a group
 *
 * Returns: which kind of sign-in is chosen
 */
UaConnectionKind
ua_credentials_group_get_kind (UaCredentialsGroup *self)
{
  g_return_val_if_fail (UA_IS_CREDENTIALS_GROUP (self), UA_CONNECTION_KIND_TOKEN);

  return adw_combo_row_get_selected (self->method_row) == METHOD_PASSWORD
           ? UA_CONNECTION_KIND_BASIC : UA_CONNECTION_KIND_TOKEN;
}

/**
 * ua_credentials_group_get_complete:
 * @self: a group
 *
 * Returns: whether there is all that signing in needs
 */
gboolean
ua_credentials_group_get_complete (UaCredentialsGroup *self)
{
  g_return_val_if_fail (UA_IS_CREDENTIALS_GROUP (self), FALSE);

  if (self->kept != NULL)
    return TRUE;
  return has_text (get_secret_row (self)) &&
         (ua_credentials_group_get_kind (self) == UA_CONNECTION_KIND_TOKEN ||
          has_text (self->user_name_row));
}

/**
 * ua_credentials_group_take:
 * @self: a group that is complete
 *
 * Empties the entries of what is secret.
 *
 * Returns: (transfer full): what was typed, or what was taken before if nothing new was typed
 */
UaCredentials *
ua_credentials_group_take (UaCredentialsGroup *self)
{
  const char *secret;
  g_autofree char *token = NULL;

  g_return_val_if_fail (UA_IS_CREDENTIALS_GROUP (self), NULL);
  g_return_val_if_fail (ua_credentials_group_get_complete (self), NULL);

  if (self->kept != NULL)
    return ua_credentials_ref (self->kept);
  secret = gtk_editable_get_text (GTK_EDITABLE (get_secret_row (self)));
  if (ua_credentials_group_get_kind (self) == UA_CONNECTION_KIND_TOKEN)
    {
      /* A token has no white space, but a copied one often comes with a line end. */
      token = g_strstrip (g_strdup (secret));
      self->kept = ua_credentials_new_token (token);
      explicit_bzero (token, strlen (token));
    }
  else
    self->kept = ua_credentials_new_basic (
      gtk_editable_get_text (GTK_EDITABLE (self->user_name_row)), secret);
  clear_secrets (self);
  show_titles (self);
  return ua_credentials_ref (self->kept);
}

/**
 * ua_credentials_group_forget:
 * @self: a group
 *
 * Forgets what is typed and what was taken.
 */
void
ua_credentials_group_forget (UaCredentialsGroup *self)
{
  g_return_if_fail (UA_IS_CREDENTIALS_GROUP (self));

  clear_secrets (self);
  drop_kept (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * ua_credentials_group_set_problem:
 * @self: a group
 * @problem: whether the sign-in was refused
 *
 * Marks the entries as wrong, or not, and for a problem goes to the one to correct.
 */
void
ua_credentials_group_set_problem (UaCredentialsGroup *self,
                                  gboolean            problem)
{
  GtkWidget *rows[] = {
    GTK_WIDGET (self->token_row), GTK_WIDGET (self->user_name_row),
    GTK_WIDGET (self->password_row),
  };

  g_return_if_fail (UA_IS_CREDENTIALS_GROUP (self));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (problem)
      gtk_widget_add_css_class (rows[i], "error");
    else
      gtk_widget_remove_css_class (rows[i], "error");
  if (problem)
    ua_credentials_group_focus (self);
}

/**
 * ua_credentials_group_focus:
 * @self: a group
 *
 * Goes to the entry of the secret.
 */
void
ua_credentials_group_focus (UaCredentialsGroup *self)
{
  g_return_if_fail (UA_IS_CREDENTIALS_GROUP (self));

  gtk_widget_grab_focus (GTK_WIDGET (get_secret_row (self)));
}
