/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-create-page.h"

#include <glib/gi18n.h>

#include "ua-address.h"
#include "ua-first-password.h"
#include "ua-format.h"
#include "ua-groups-group.h"
#include "ua-invitee.h"
#include "ua-newcomer-help.h"
#include "ua-newcomer-options.h"
#include "ua-problem-row.h"
#include "ua-ui.h"

/**
 * UaCreatePage:
 *
 * Creates a member instead of inviting (TL-06, CC-03, CC-04).  Whether address and user name are
 * free is asked while they are typed.
 *
 * A server without the extension creates with what plain SCIM has.
 */
struct _UaCreatePage
{
  UaNewcomerPage parent_instance;

  /* Of the template, all (unowned). */
  GtkEditable *given_row;
  GtkEditable *family_row;
  GtkEditable *email_row;
  UaProblemRow *email_problem;
  GtkSwitch *use_email_switch;
  GtkEditable *user_name_row;
  UaProblemRow *user_name_problem;
  UaFirstPassword *password;
  UaNewcomerOptions *options;
  UaGroupsGroup *groups;
  GtkLabel *effect_label;
  GtkLabel *seats_label;

  UaInvitee *address;    /* (owned), the address and who has it */
  gboolean free;         /* the server said that address and user name are */
  gboolean user_name_taken;
  gboolean email_left;
};

G_DEFINE_FINAL_TYPE (UaCreatePage, ua_create_page, UA_TYPE_NEWCOMER_PAGE)

static UaNewcomerPage *
get_page (UaCreatePage *self)
{
  return UA_NEWCOMER_PAGE (self);
}

static gboolean
is_plain (UaCreatePage *self)
{
  UaSession *session = ua_newcomer_page_get_session (get_page (self));

  return session != NULL && !ua_session_can_act (session, UA_ACTION_CREATE_MEMBER);
}

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static gboolean
has_text (GtkEditable *row)
{
  g_autofree char *text = dup_text (row);

  return *text != '\0';
}

static gboolean
uses_email (UaCreatePage *self)
{
  return gtk_switch_get_active (self->use_email_switch);
}

static gboolean
is_complete (UaCreatePage *self)
{
  return has_text (self->given_row) && has_text (self->family_row) &&
         ua_address_is_valid (ua_invitee_get_email (self->address)) &&
         (uses_email (self) || has_text (self->user_name_row)) &&
         (is_plain (self) || ua_first_password_is_valid (self->password)) &&
         ua_newcomer_options_is_valid (self->options);
}

static void
show_problems (UaCreatePage *self)
{
  UaInviteeMark mark = ua_invitee_get_mark (self->address);
  gboolean say = mark > UA_INVITEE_MARK_WRONG ||
                 (mark == UA_INVITEE_MARK_WRONG && self->email_left);

  ua_problem_row_show (self->email_problem, say ? ua_invitee_get_problem (self->address) : NULL,
                       say ? ua_invitee_get_help (self->address) : NULL);
  ua_problem_row_show (self->user_name_problem,
                       self->user_name_taken
                         ? _("Another member has this user name. Choose another one.") : NULL,
                       NULL);
}

static void
show_form (UaCreatePage *self)
{
  g_autofree char *user_name = dup_text (uses_email (self) ? self->email_row
                                                           : self->user_name_row);

  gtk_widget_set_visible (GTK_WIDGET (self->user_name_row), !uses_email (self));
  gtk_widget_set_visible (GTK_WIDGET (self->password), !is_plain (self));
  gtk_label_set_label (self->effect_label,
                       is_plain (self) ? _("The account is there at once. How they sign in, the "
                                           "server decides.")
                                       : ua_first_password_get_effect (self->password));
  ua_first_password_set_names (self->password, user_name, ua_invitee_get_email (self->address));
  show_problems (self);
}

/* Who looks at the address for errors of typing. */
static void
look_at_address (UaCreatePage *self)
{
  if (!ua_address_is_valid (ua_invitee_get_email (self->address)))
    ua_invitee_set_mark (self->address, UA_INVITEE_MARK_WRONG, NULL);
}

static void
ask_again (UaCreatePage *self)
{
  self->free = FALSE;
  self->user_name_taken = FALSE;
  look_at_address (self);
  ua_newcomer_page_changed (get_page (self), TRUE);
  show_form (self);
}

static void
typed_cb (UaCreatePage *self)
{
  g_assert (UA_IS_CREATE_PAGE (self));

  if (self->address != NULL)
    ask_again (self);
}

/* A name decides nothing that the server would have to be asked about. */
static void
name_changed_cb (UaCreatePage *self)
{
  g_assert (UA_IS_CREATE_PAGE (self));

  if (self->address != NULL)
    ua_newcomer_page_changed (get_page (self), FALSE);
}

static void
email_changed_cb (UaCreatePage *self)
{
  g_autofree char *email = dup_text (self->email_row);

  g_assert (UA_IS_CREATE_PAGE (self));

  if (self->address == NULL)
    return;
  self->email_left = FALSE;
  ua_invitee_set_email (self->address, email);
  ask_again (self);
}

static void
email_left_cb (UaCreatePage *self)
{
  g_assert (UA_IS_CREATE_PAGE (self));

  if (self->address == NULL || !has_text (self->email_row))
    return;
  self->email_left = TRUE;
  show_problems (self);
}

static void
use_email_toggled_cb (UaCreatePage *self)
{
  g_assert (UA_IS_CREATE_PAGE (self));

  if (self->address == NULL)
    return;
  ask_again (self);
  if (!uses_email (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->user_name_row));
}

static void
password_changed_cb (UaCreatePage *self,
                     gboolean      way)
{
  g_assert (UA_IS_CREATE_PAGE (self));

  if (self->address == NULL)
    return;
  if (way)
    ask_again (self);
  else
    ua_newcomer_page_changed (get_page (self), FALSE);
  show_form (self);
}

static void
entry_activated_cb (UaCreatePage *self)
{
  g_assert (UA_IS_CREATE_PAGE (self));

  self->email_left = self->email_left || has_text (self->email_row);
  ua_first_password_show_problem (self->password);
  show_problems (self);
  ua_newcomer_page_send (get_page (self));
}

static void
helped_cb (UaInvitee *invitee,
           AdwToast  *toast,
           gpointer   user_data)
{
  ua_newcomer_page_finish (UA_NEWCOMER_PAGE (user_data), toast, TRUE);
}

static void
help_wanted_cb (UaCreatePage *self)
{
  g_assert (UA_IS_CREATE_PAGE (self));

  if (ua_invitee_get_mark (self->address) == UA_INVITEE_MARK_ACTIVE)
    ua_newcomer_page_show_member (get_page (self), ua_invitee_get_member_id (self->address));
  else
    ua_newcomer_help (GTK_WIDGET (self), ua_newcomer_page_get_session (get_page (self)),
                      self->address, helped_cb, self);
}

static void
add_options (UaCreatePage *self,
             GVariantDict *parameters)
{
  static const UaNewcomerField fields[] = {
    UA_NEWCOMER_ROLE_PROFILE, UA_NEWCOMER_ACCESS_LEVEL, UA_NEWCOMER_LANGUAGE,
  };
  const char *date = ua_newcomer_options_get (self->options, UA_NEWCOMER_DELETION_DATE);
  g_auto (GStrv) groups = ua_groups_group_dup_ids (self->groups);
  const char *const roles[] = { ua_groups_group_get_role (self->groups), NULL };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (ua_newcomer_options_get (self->options, fields[i]) != NULL)
      g_variant_dict_insert (parameters, ua_newcomer_get_parameter (fields[i]), "s",
                             ua_newcomer_options_get (self->options, fields[i]));
  if (date != NULL)
    g_variant_dict_insert (parameters, "deletionDate", "s", date);
  ua_newcomer_add_labels (parameters, ua_newcomer_options_get (self->options,
                                                               UA_NEWCOMER_LABELS));
  if (groups[0] == NULL)
    return;
  g_variant_dict_insert_value (parameters, "groups",
                               g_variant_new_strv ((const char * const *) groups, -1));
  if (roles[0] != NULL)
    g_variant_dict_insert_value (parameters, "roles", g_variant_new_strv (roles, 1));
}

/* A dry run asks before the names are typed, with something in their place. */
static void
add_text (GVariantDict *parameters,
          const char   *name,
          GtkEditable  *row,
          gboolean      dry_run)
{
  g_autofree char *text = dup_text (row);

  g_variant_dict_insert (parameters, name, "s", *text == '\0' && dry_run ? "-" : text);
}

static UaAction *
ua_create_page_make_action (UaNewcomerPage *page,
                            gboolean        dry_run)
{
  UaCreatePage *self = UA_CREATE_PAGE (page);
  g_auto (GVariantDict) parameters = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *user_name = dup_text (self->user_name_row);

  if (is_plain (self) || !ua_address_is_valid (ua_invitee_get_email (self->address)))
    return NULL;
  g_variant_dict_insert (&parameters, "email", "s", ua_invitee_get_email (self->address));
  add_text (&parameters, "givenName", self->given_row, dry_run);
  add_text (&parameters, "familyName", self->family_row, dry_run);
  if (uses_email (self))
    g_variant_dict_insert (&parameters, "useEmail", "b", TRUE);
  else if (*user_name != '\0')
    g_variant_dict_insert (&parameters, "userName", "s", user_name);
  ua_first_password_add_parameters (self->password, &parameters, dry_run);
  add_options (self, &parameters);
  return ua_action_new (UA_ACTION_CREATE_MEMBER, NULL, g_variant_dict_end (&parameters));
}

static UaInviteeMark
read_existing (UaCreatePage   *self,
               const UaResult *result)
{
  g_autoptr (GVariant) existing =
    result->more != NULL
      ? g_variant_lookup_value (result->more, "existing", G_VARIANT_TYPE_VARDICT) : NULL;
  const char *id = NULL, *invitation = NULL, *status = NULL;

  if (existing == NULL || !g_variant_lookup (existing, "status", "&s", &status))
    return UA_INVITEE_MARK_REFUSED;
  g_variant_lookup (existing, "value", "&s", &id);
  g_variant_lookup (existing, "invitation", "&s", &invitation);
  ua_invitee_set_existing (self->address, id, invitation);
  return ua_invitee_mark_from_status (status);
}

/* Each refusal begins with the name of the field that it is about. */
static void
show_refusal (UaCreatePage   *self,
              const UaResult *result)
{
  g_autofree char *detail = ua_format_text (result->detail != NULL
                                              ? result->detail
                                              : _("The server refused this."));

  if (g_str_has_prefix (detail, "email:"))
    ua_invitee_set_mark (self->address, read_existing (self, result),
                         result->status == 409 ? _("This address is in use already.") : detail);
  else if (g_str_has_prefix (detail, "userName:") && uses_email (self))
    ua_invitee_set_mark (self->address, UA_INVITEE_MARK_REFUSED,
                         _("Another member has this address as user name. Choose another user "
                           "name."));
  else if (g_str_has_prefix (detail, "userName:"))
    self->user_name_taken = TRUE;
  else
    ua_newcomer_page_refuse (get_page (self), detail);
}

static void
finish (UaCreatePage *self,
        const char   *id)
{
  g_autofree char *given = dup_text (self->given_row);
  g_autofree char *family = dup_text (self->family_row);
  /* Translators: the first and the last name of a member. */
  g_autofree char *whole = g_strdup_printf (C_("name", "%s %s"), given, family);
  g_autofree char *name = ua_format_text (whole);
  /* Translators: %s is the name of a member. */
  g_autofree char *text = g_strdup_printf (_("%s was created"), name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autoptr (AdwToast) toast = adw_toast_new (escaped);

  if (id != NULL)
    {
      adw_toast_set_button_label (toast, _("_Show"));
      adw_toast_set_action_name (toast, "win.show-member");
      adw_toast_set_action_target_value (toast, g_variant_new_string (id));
    }
  ua_newcomer_page_finish (get_page (self), toast, TRUE);
}

static void
ua_create_page_take_report (UaNewcomerPage *page,
                            const UaReport *report,
                            gboolean        dry_run)
{
  UaCreatePage *self = UA_CREATE_PAGE (page);
  const UaResult *result = report->results->len > 0 ? g_ptr_array_index (report->results, 0) : NULL;
  const char *id = NULL;

  ua_newcomer_page_show_seats (page, report, 0);
  self->free = result != NULL && ua_result_is_done (result);
  if (result != NULL && !self->free)
    show_refusal (self, result);
  else if (result != NULL)
    ua_invitee_set_mark (self->address, UA_INVITEE_MARK_FINE, NULL);
  show_problems (self);
  if (!self->free || dry_run)
    return;
  if (result->more != NULL)
    g_variant_lookup (result->more, "member", "&s", &id);
  finish (self, id);
}

static UaMemberRecord *
make_record (UaCreatePage *self)
{
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autofree char *given = dup_text (self->given_row);
  g_autofree char *family = dup_text (self->family_row);
  g_autofree char *user_name = dup_text (uses_email (self) ? self->email_row
                                                           : self->user_name_row);
  g_autofree char *display = g_strdup_printf (C_("name", "%s %s"), given, family);

  ua_member_builder_set (builder, UA_FIELD_GIVEN_NAME, given);
  ua_member_builder_set (builder, UA_FIELD_FAMILY_NAME, family);
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, display);
  ua_member_builder_set (builder, UA_FIELD_EMAIL, ua_invitee_get_email (self->address));
  ua_member_builder_set (builder, UA_FIELD_USER_NAME, user_name);
  ua_member_builder_set (builder, UA_FIELD_LANGUAGE,
                         ua_newcomer_options_get (self->options, UA_NEWCOMER_LANGUAGE));
  ua_member_builder_set (builder, UA_FIELD_STATUS, ua_status_to_token (UA_STATUS_ACTIVE));
  return ua_member_builder_end (builder);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (UaCreatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ua_session_create_member_finish (UA_SESSION (source), result, &error);

  if (ua_newcomer_page_get_session (get_page (self)) == NULL)
    return;
  ua_newcomer_page_end_sending (get_page (self), error);
  if (id != NULL)
    finish (self, id);
}

/* By plain SCIM, where the server has nothing better. */
static gboolean
ua_create_page_send_otherwise (UaNewcomerPage *page)
{
  UaCreatePage *self = UA_CREATE_PAGE (page);
  g_autoptr (UaMemberRecord) record = NULL;

  if (!is_plain (self))
    return FALSE;
  record = make_record (self);
  ua_session_create_member_async (ua_newcomer_page_get_session (page), record, NULL, created_cb,
                                  g_object_ref (self));
  return TRUE;
}

static char *
ua_create_page_dup_verb (UaNewcomerPage *page)
{
  return g_strdup (_("_Create"));
}

static guint
ua_create_page_count_fine (UaNewcomerPage *page)
{
  UaCreatePage *self = UA_CREATE_PAGE (page);

  return is_complete (self) && (self->free || is_plain (self));
}

static guint
ua_create_page_count_problems (UaNewcomerPage *page)
{
  UaCreatePage *self = UA_CREATE_PAGE (page);

  return self->user_name_taken || ua_invitee_get_mark (self->address) > UA_INVITEE_MARK_WRONG;
}

static gboolean
ua_create_page_is_dirty (UaNewcomerPage *page)
{
  UaCreatePage *self = UA_CREATE_PAGE (page);

  return has_text (self->given_row) || has_text (self->family_row) ||
         has_text (self->email_row) || has_text (self->user_name_row) ||
         ua_first_password_is_dirty (self->password);
}

static gboolean
ua_create_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (UA_CREATE_PAGE (widget)->given_row));
}

static void
ua_create_page_dispose (GObject *object)
{
  UaCreatePage *self = UA_CREATE_PAGE (object);

  if (self->address != NULL)
    ua_first_password_clear (self->password);
  g_clear_object (&self->address);

  G_OBJECT_CLASS (ua_create_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, given_row);
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, family_row);
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, email_row);
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, email_problem);
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, use_email_switch);
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, user_name_row);
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, user_name_problem);
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, password);
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, options);
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, groups);
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, effect_label);
  gtk_widget_class_bind_template_child (widget_class, UaCreatePage, seats_label);
}

static void
ua_create_page_class_init (UaCreatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  UaNewcomerPageClass *page_class = UA_NEWCOMER_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_create_page_dispose;
  widget_class->grab_focus = ua_create_page_grab_focus;
  page_class->make_action = ua_create_page_make_action;
  page_class->take_report = ua_create_page_take_report;
  page_class->send_otherwise = ua_create_page_send_otherwise;
  page_class->dup_verb = ua_create_page_dup_verb;
  page_class->count_fine = ua_create_page_count_fine;
  page_class->count_problems = ua_create_page_count_problems;
  page_class->is_dirty = ua_create_page_is_dirty;

  g_type_ensure (UA_TYPE_FIRST_PASSWORD);
  g_type_ensure (UA_TYPE_GROUPS_GROUP);
  g_type_ensure (UA_TYPE_NEWCOMER_OPTIONS);
  g_type_ensure (UA_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-create-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, email_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, email_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_email_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, help_wanted_cb);
}

static void
ua_create_page_init (UaCreatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ua_create_page_is_possible:
 * @session: a session
 *
 * Returns: whether members can be created, as far as is known
 */
gboolean
ua_create_page_is_possible (UaSession *session)
{
  UaCapabilities *capabilities;

  g_return_val_if_fail (UA_IS_SESSION (session), FALSE);

  capabilities = ua_session_get_capabilities (session);
  return ua_session_can_act (session, UA_ACTION_CREATE_MEMBER) ||
         (capabilities != NULL &&
          ua_capabilities_get (capabilities, UA_CAPABILITY_ACTIONS) == UA_SUPPORT_NO);
}

/**
 * ua_create_page_new:
 * @session: where to; ua_create_page_is_possible()
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
ua_create_page_new (UaSession *session)
{
  UaCreatePage *self;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);

  self = g_object_new (UA_TYPE_CREATE_PAGE, NULL);
  self->address = ua_invitee_new ("", NULL);
  ua_newcomer_page_set_session (get_page (self), session, self->seats_label);
  ua_newcomer_options_set_up (self->options, session, NULL, UA_NEWCOMER_USE_CREATE);
  if (is_plain (self))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->options), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->groups), FALSE);
    }
  else
    ua_groups_group_set_session (self->groups, session);
  show_form (self);
  return GTK_WIDGET (self);
}
