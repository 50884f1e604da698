/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-invite-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ua-dialog.h"
#include "ua-format.h"
#include "ua-invite-draft.h"
#include "ua-invitee-dialog.h"
#include "ua-newcomer-help.h"
#include "ua-newcomer-options.h"
#include "ua-problem-row.h"
#include "ua-ui.h"

/* What stands between addresses. */
#define SEPARATORS ",;\r\n"

/**
 * UaInvitePage:
 *
 * Invites one person (WS-06), or many (TL-01).  It begins with one; "Add More People" makes a list
 * of it, in which everybody has a mark before anything is sent, and may have options of their own.
 */
struct _UaInvitePage
{
  UaNewcomerPage parent_instance;

  /* Of the template, all (unowned). */
  GtkWidget *single_group;
  GtkEditable *name_row;
  GtkEditable *email_row;
  UaProblemRow *email_problem;
  GtkWidget *many_group;
  GtkEditable *add_row;
  UaProblemRow *add_problem;
  GtkLabel *summary_label;
  GtkWidget *list_window;
  GtkListView *list;
  UaNewcomerOptions *options;
  GtkLabel *mails_label;
  GtkLabel *seats_label;

  UaInviteDraft *draft;  /* (owned) */
  UaInvitee *only;       /* (owned) (nullable), the one, while it is one */
  guint length;          /* of what stands in the field for addresses, in characters */
  gboolean left;         /* the address was typed and left, so that its problem is said */
  gboolean showing;      /* entries are being set */
  gboolean taking;       /* the draft changes because it was sent */
};

G_DEFINE_FINAL_TYPE (UaInvitePage, ua_invite_page, UA_TYPE_NEWCOMER_PAGE)

static UaNewcomerPage *
get_page (UaInvitePage *self)
{
  return UA_NEWCOMER_PAGE (self);
}

static guint
count (UaInvitePage *self)
{
  return g_list_model_get_n_items (ua_invite_draft_get_people (self->draft));
}

/* What is being typed is not wrong yet; who has the address already is said at once. */
static void
show_email_problem (UaInvitePage *self)
{
  UaInviteeMark mark;
  gboolean say;

  if (self->only == NULL)
    return;
  mark = ua_invitee_get_mark (self->only);
  say = mark > UA_INVITEE_MARK_WRONG || (mark == UA_INVITEE_MARK_WRONG && self->left);
  ua_problem_row_show (self->email_problem, say ? ua_invitee_get_problem (self->only) : NULL,
                       say ? ua_invitee_get_help (self->only) : NULL);
}

static void
show_summary (UaInvitePage *self)
{
  guint n = count (self);
  guint n_problems = ua_invite_draft_count (self->draft, FALSE);
  g_autofree char *people = g_strdup_printf (ngettext ("%'u person", "%'u people", n), n);
  g_autofree char *problems = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->list_window, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->summary_label), n > 0);
  if (n_problems == 0)
    {
      gtk_label_set_label (self->summary_label, people);
      return;
    }
  problems = g_strdup_printf (ngettext ("%'u cannot be invited, for the reason below",
                                        "%'u cannot be invited, for the reasons below",
                                        n_problems), n_problems);
  /* Translators: "12 people", "2 cannot be invited, for the reasons below". */
  text = g_strdup_printf (_("%s; %s"), people, problems);
  gtk_label_set_label (self->summary_label, text);
}

/* LE-05 */
static void
show_mails (UaInvitePage *self)
{
  guint n = ua_invite_draft_count (self->draft, TRUE);
  g_autofree char *text = NULL;

  if (self->only != NULL)
    text = g_strdup (_("An email goes out at once. It gives access, and takes a seat, as soon as "
                       "it is accepted."));
  else if (n == 0)
    text = g_strdup (_("Emails go out at once. Each gives access, and takes a seat, as soon as it "
                       "is accepted."));
  else
    text = g_strdup_printf (ngettext ("%'u email goes out at once. It gives access, and takes a "
                                      "seat, as soon as it is accepted.",
                                      "%'u emails go out at once. Each gives access, and takes a "
                                      "seat, as soon as it is accepted.", n), n);
  gtk_label_set_label (self->mails_label, text);
}

static void
show_all (UaInvitePage *self)
{
  show_email_problem (self);
  show_summary (self);
  show_mails (self);
}

static void
draft_changed_cb (UaInvitePage *self)
{
  g_assert (UA_IS_INVITE_PAGE (self));

  if (self->taking)
    return;
  ua_newcomer_page_changed (get_page (self), TRUE);
  show_all (self);
}

static void
take_options (UaInvitePage *self)
{
  for (UaNewcomerField field = 0; field < UA_N_NEWCOMER_FIELDS; field++)
    ua_invite_draft_set (self->draft, field, ua_newcomer_options_get (self->options, field));
}

static void
options_changed_cb (UaInvitePage *self)
{
  g_assert (UA_IS_INVITE_PAGE (self));

  take_options (self);
  ua_newcomer_page_changed (get_page (self), FALSE);
}

static void
name_changed_cb (UaInvitePage *self)
{
  g_assert (UA_IS_INVITE_PAGE (self));

  if (self->only != NULL && !self->showing)
    ua_invitee_set_name (self->only, gtk_editable_get_text (self->name_row));
}

static void
email_changed_cb (UaInvitePage *self)
{
  g_autofree char *email = g_strstrip (g_strdup (gtk_editable_get_text (self->email_row)));

  g_assert (UA_IS_INVITE_PAGE (self));

  if (self->only == NULL || self->showing)
    return;
  self->left = FALSE;
  ua_invitee_set_email (self->only, email);
}

static void
email_left_cb (UaInvitePage *self)
{
  g_assert (UA_IS_INVITE_PAGE (self));

  if (self->only == NULL || *gtk_editable_get_text (self->email_row) == '\0')
    return;
  self->left = TRUE;
  show_email_problem (self);
}

static void
entry_activated_cb (UaInvitePage *self)
{
  g_assert (UA_IS_INVITE_PAGE (self));

  self->left = TRUE;
  show_email_problem (self);
  ua_newcomer_page_send (get_page (self));
}

static void
set_entry (UaInvitePage *self,
           GtkEditable  *entry,
           const char   *text)
{
  self->showing = TRUE;
  gtk_editable_set_text (entry, text);
  self->showing = FALSE;
}

static void
add_text (UaInvitePage *self,
          const char   *text)
{
  guint n_over = ua_invite_draft_add_text (self->draft, text);
  g_autofree char *problem =
    n_over > 0 ? g_strdup_printf (ngettext ("At most %'u people can be invited at once; %'u was "
                                            "left out.",
                                            "At most %'u people can be invited at once; %'u were "
                                            "left out.", n_over), UA_INVITE_MAX, n_over) : NULL;

  ua_problem_row_show (self->add_problem, problem, NULL);
}

/* Puts what stands in the field for addresses into the list. */
static void
take_addresses (UaInvitePage *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->add_row));

  self->length = 0;
  set_entry (self, self->add_row, "");
  add_text (self, text);
}

/* What is pasted is taken whole; of what is typed all but the last, which may go on. */
static void
addresses_changed_cb (UaInvitePage *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->add_row));
  guint before = self->length;
  gsize whole = strlen (text);

  g_assert (UA_IS_INVITE_PAGE (self));

  if (self->showing)
    return;
  self->length = (guint) g_utf8_strlen (text, -1);
  ua_problem_row_show (self->add_problem, NULL, NULL);
  if (strpbrk (text, SEPARATORS) == NULL)
    {
      ua_newcomer_page_changed (get_page (self), FALSE);
      return;
    }
  if (self->length > before + 1 || strchr (SEPARATORS, text[whole - 1]) != NULL)
    take_addresses (self);
}

static void
addresses_activated_cb (UaInvitePage *self)
{
  g_assert (UA_IS_INVITE_PAGE (self));

  if (*gtk_editable_get_text (self->add_row) != '\0')
    take_addresses (self);
  else
    ua_newcomer_page_send (get_page (self));
}

static void
addresses_left_cb (UaInvitePage *self)
{
  g_assert (UA_IS_INVITE_PAGE (self));

  if (self->draft != NULL && *gtk_editable_get_text (self->add_row) != '\0')
    take_addresses (self);
}

/* Who was there already and was helped needs no invitation any more. */
static void
helped_cb (UaInvitee *invitee,
           AdwToast  *toast,
           gpointer   user_data)
{
  UaInvitePage *self = user_data;

  if (self->draft == NULL)
    return;
  ua_invite_draft_remove (self->draft, invitee);
  ua_newcomer_page_finish (get_page (self), toast, count (self) == 0);
}

/* Whom one goes to see does not have to be typed again. */
static void
show_member (UaInvitePage *self,
             UaInvitee    *invitee)
{
  g_autofree char *id = g_strdup (ua_invitee_get_member_id (invitee));

  if (self->only != NULL)
    {
      gtk_editable_set_text (self->name_row, "");
      gtk_editable_set_text (self->email_row, "");
    }
  ua_newcomer_page_show_member (get_page (self), id);
}

static void
help (UaInvitePage *self,
      UaInvitee    *invitee)
{
  if (ua_invitee_get_mark (invitee) == UA_INVITEE_MARK_ACTIVE)
    show_member (self, invitee);
  else
    ua_newcomer_help (GTK_WIDGET (self), ua_newcomer_page_get_session (get_page (self)), invitee,
                      helped_cb, self);
}

static void
help_wanted_cb (UaInvitePage *self)
{
  g_assert (UA_IS_INVITE_PAGE (self));

  if (self->only != NULL)
    help (self, self->only);
}

static void
invitee_helped_cb (UaInvitePage    *self,
                   UaInviteeDialog *dialog)
{
  g_autoptr (UaInvitee) invitee = g_object_ref (ua_invitee_dialog_get_invitee (dialog));

  gtk_window_close (GTK_WINDOW (dialog));
  help (self, invitee);
}

static void
invitee_removed_cb (UaInvitePage    *self,
                    UaInviteeDialog *dialog)
{
  ua_invite_draft_remove (self->draft, ua_invitee_dialog_get_invitee (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
}

static void
invitee_activated_cb (UaInvitePage *self,
                      guint         position)
{
  g_autoptr (UaInvitee) invitee =
    g_list_model_get_item (ua_invite_draft_get_people (self->draft), position);
  UaInviteeDialog *dialog;

  g_assert (UA_IS_INVITE_PAGE (self));

  dialog = ua_invitee_dialog_new (ua_newcomer_page_get_session (get_page (self)),
                                  ua_invite_draft_get_group (self->draft), invitee);
  g_signal_connect_object (dialog, "help", G_CALLBACK (invitee_helped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "remove", G_CALLBACK (invitee_removed_cb), self,
                           G_CONNECT_SWAPPED);
  ua_dialog_present (UA_DIALOG (dialog), GTK_WIDGET (self));
}

/* From one to many. */
static void
grow (UaInvitePage *self)
{
  g_autoptr (UaInvitee) only = g_steal_pointer (&self->only);

  if (only == NULL)
    return;
  gtk_widget_set_visible (self->single_group, FALSE);
  gtk_widget_set_visible (self->many_group, TRUE);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->options), _("For All of Them"));
  if (*ua_invitee_get_email (only) == '\0')
    ua_invite_draft_remove (self->draft, only);
  show_all (self);
}

static void
add_more_activated_cb (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  UaInvitePage *self = UA_INVITE_PAGE (widget);

  grow (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
}

/* Takes the one that has the keyboard out of the list. */
static void
remove_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaInvitePage *self = UA_INVITE_PAGE (widget);
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  UaInvitee *invitee =
    gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (invitee != NULL && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    ua_invite_draft_remove (self->draft, invitee);
}

/* Who was typed last is invited too. */
static void
ua_invite_page_prepare (UaNewcomerPage *page)
{
  UaInvitePage *self = UA_INVITE_PAGE (page);

  if (*gtk_editable_get_text (self->add_row) != '\0')
    take_addresses (self);
}

static UaAction *
ua_invite_page_make_action (UaNewcomerPage *page,
                            gboolean        dry_run)
{
  return ua_invite_draft_to_action (UA_INVITE_PAGE (page)->draft, !dry_run);
}

/* TL-05: one is shown, many are found by their status. */
static AdwToast *
make_toast (guint       n,
            const char *member_id)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%'u invited", "%'u invited", n), n);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _("_Show"));
  adw_toast_set_action_name (toast, member_id != NULL ? "win.show-member" : "win.show-members");
  adw_toast_set_action_target_value (
    toast, member_id != NULL ? g_variant_new_string (member_id)
                             : g_variant_new ("(sss)", ua_field_get_key (UA_FIELD_STATUS),
                                              ua_status_to_token (UA_STATUS_INVITED),
                                              ua_format_status (UA_STATUS_INVITED)));
  return toast;
}

static void
take_sent (UaInvitePage   *self,
           const UaReport *report)
{
  g_autofree char *member_id = NULL;
  g_autoptr (AdwToast) toast = NULL;
  guint n;

  self->taking = TRUE;
  n = ua_invite_draft_drop_done (self->draft, report, &member_id);
  self->taking = FALSE;
  if (n > 0)
    toast = make_toast (n, member_id);
  show_all (self);
  ua_newcomer_page_finish (get_page (self), toast, count (self) == 0);
}

/* What is wrong with the invitation as a whole. */
static void
show_refusal (UaInvitePage   *self,
              const UaReport *report)
{
  const UaResult *result = report->results->len > 0 ? g_ptr_array_index (report->results, 0) : NULL;
  g_autofree char *text = NULL;

  if (result == NULL || ua_result_is_done (result))
    return;
  text = ua_format_text (result->detail != NULL ? result->detail
                                                : _("The server refused this."));
  ua_newcomer_page_refuse (get_page (self), text);
}

static void
ua_invite_page_take_report (UaNewcomerPage *page,
                            const UaReport *report,
                            gboolean        dry_run)
{
  UaInvitePage *self = UA_INVITE_PAGE (page);

  show_refusal (self, report);
  if (!dry_run)
    {
      take_sent (self, report);
      return;
    }
  ua_invite_draft_take_report (self->draft, report);
  ua_newcomer_page_show_seats (page, report, ua_invite_draft_count (self->draft, TRUE));
  show_all (self);
}

static char *
ua_invite_page_dup_verb (UaNewcomerPage *page)
{
  UaInvitePage *self = UA_INVITE_PAGE (page);
  guint n = ua_invite_draft_count (self->draft, TRUE);

  if (self->only != NULL || n == 0)
    return g_strdup (self->only != NULL ? _("_Send Invite") : _("_Send Invites"));
  return g_strdup_printf (ngettext ("_Send %'u Invite", "_Send %'u Invites", n), n);
}

static guint
ua_invite_page_count_fine (UaNewcomerPage *page)
{
  UaInvitePage *self = UA_INVITE_PAGE (page);

  return ua_newcomer_options_is_valid (self->options) ? ua_invite_draft_count (self->draft, TRUE)
                                                      : 0;
}

static guint
ua_invite_page_count_problems (UaNewcomerPage *page)
{
  return ua_invite_draft_count (UA_INVITE_PAGE (page)->draft, FALSE);
}

static gboolean
ua_invite_page_is_dirty (UaNewcomerPage *page)
{
  UaInvitePage *self = UA_INVITE_PAGE (page);

  if (self->only == NULL)
    return count (self) > 0 || *gtk_editable_get_text (self->add_row) != '\0';
  return *gtk_editable_get_text (self->email_row) != '\0' ||
         *gtk_editable_get_text (self->name_row) != '\0';
}

static gboolean
ua_invite_page_grab_focus (GtkWidget *widget)
{
  UaInvitePage *self = UA_INVITE_PAGE (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->only != NULL ? self->name_row : self->add_row));
}

static void
ua_invite_page_dispose (GObject *object)
{
  UaInvitePage *self = UA_INVITE_PAGE (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->only);

  G_OBJECT_CLASS (ua_invite_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-invite-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, single_group);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, email_row);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, email_problem);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, many_group);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, add_row);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, add_problem);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, list_window);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, list);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, options);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, mails_label);
  gtk_widget_class_bind_template_child (widget_class, UaInvitePage, seats_label);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, email_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, email_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, help_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, addresses_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, addresses_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, addresses_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, invitee_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
}

static void
ua_invite_page_class_init (UaInvitePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  UaNewcomerPageClass *page_class = UA_NEWCOMER_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ua_invite_page_dispose;
  widget_class->grab_focus = ua_invite_page_grab_focus;
  page_class->prepare = ua_invite_page_prepare;
  page_class->make_action = ua_invite_page_make_action;
  page_class->take_report = ua_invite_page_take_report;
  page_class->dup_verb = ua_invite_page_dup_verb;
  page_class->count_fine = ua_invite_page_count_fine;
  page_class->count_problems = ua_invite_page_count_problems;
  page_class->is_dirty = ua_invite_page_is_dirty;

  g_type_ensure (UA_TYPE_INVITEE);
  g_type_ensure (UA_TYPE_NEWCOMER_OPTIONS);
  g_type_ensure (UA_TYPE_PROBLEM_ROW);
  gtk_widget_class_install_action (widget_class, "invite.add-more", NULL, add_more_activated_cb);
  gtk_widget_class_install_action (widget_class, "invite.remove", NULL, remove_activated_cb);
  bind_template (widget_class);
}

/* The key that removes belongs to the list: in an entry it is for the text. */
static void
add_remove_key (UaInvitePage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                      gtk_named_action_new ("invite.remove")));
  gtk_widget_add_controller (GTK_WIDGET (self->list), controller);
}

static void
ua_invite_page_init (UaInvitePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_remove_key (self);
}

/**
 * ua_invite_page_new:
 * @session: where to, on a server that can invite
 * @group: (nullable): the group, team or session that the invitation is from (TL-03, TL-04)
 *
 * Returns: (transfer floating): a page for one person
 */
GtkWidget *
ua_invite_page_new (UaSession *session,
                    UaGroup   *group)
{
  UaInvitePage *self;
  GtkSingleSelection *model;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);
  g_return_val_if_fail (group == NULL || UA_IS_GROUP (group), NULL);

  self = g_object_new (UA_TYPE_INVITE_PAGE, NULL);
  self->draft = ua_invite_draft_new (group);
  model = gtk_single_selection_new (g_object_ref (ua_invite_draft_get_people (self->draft)));
  gtk_single_selection_set_autoselect (model, FALSE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
  g_object_unref (model);
  ua_newcomer_options_set_up (self->options, session, group, UA_NEWCOMER_USE_ALL);
  take_options (self);
  self->only = ua_invitee_new ("", NULL);
  ua_invite_draft_add (self->draft, self->only);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ua_newcomer_page_set_session (get_page (self), session, self->seats_label);
  show_all (self);
  return GTK_WIDGET (self);
}

/**
 * ua_invite_page_invite:
 * @self: a page
 * @text: addresses, as ua_address_read_many() takes them
 *
 * Adds people to the list.
 */
void
ua_invite_page_invite (UaInvitePage *self,
                       const char   *text)
{
  g_return_if_fail (UA_IS_INVITE_PAGE (self));
  g_return_if_fail (text != NULL);

  grow (self);
  add_text (self, text);
}
