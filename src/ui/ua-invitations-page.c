/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-invitations-page.h"

#include <glib/gi18n.h>

#include "ua-entry-words.h"
#include "ua-format.h"
#include "ua-time.h"

/**
 * UaInvitationsPage:
 *
 * The place of the invitations that nobody has accepted yet (TL-05): who, when, by whom, until
 * when, and how far the mail is; to be sent again or cancelled, one or many.
 */
struct _UaInvitationsPage
{
  UaEntryPage parent_instance;
};

G_DEFINE_FINAL_TYPE (UaInvitationsPage, ua_invitations_page, UA_TYPE_ENTRY_PAGE)

static const UaEntryFilterChoice states[] = {
  { N_("All Invitations"), NULL, NULL, 0 },
  { N_("Waiting"), "state", "pending", 0 },
  { N_("Expired"), "state", "expired", 0 },
  { NULL, NULL, NULL, 0 },
};

static const UaEntryPageInfo info = {
  .type = UA_ENTRY_TYPE_INVITATION,
  .title = N_("Invitations"),
  .list_label = N_("Invitations"),
  .search_label = N_("Search by name, address, group or who invited"),
  .icon = "mail-unread-symbolic",
  .empty_title = N_("No Open Invitations"),
  .empty_text = N_("Who is invited is listed here until the invitation is accepted or cancelled."),
  .add_label = N_("_Invite"),
  .add_action = "win.invite",
  .filter_labels = { N_("Which invitations"), NULL },
  .filters = { states, NULL },
  .member = "member",
  .tasks = { UA_TASK_RESEND_INVITATION, UA_TASK_CANCEL_INVITATION, UA_N_TASKS },
  .counts = TRUE,
};

static char *
dup_name (UaEntryPage *page,
          UaEntry     *entry)
{
  const char *email = ua_entry_get (entry, "email");

  if (ua_entry_get (entry, "member.display") != NULL)
    return ua_entry_words_person (entry, "member");
  return email != NULL ? ua_format_text (email) : g_strdup (_("Unknown user"));
}

/* The address, who invited, and into what. */
static char *
make_caption (UaEntry *entry)
{
  const char *email = ua_entry_get (entry, "email");
  const char *group = ua_entry_get (entry, "group.display");
  g_autofree char *inviter = ua_entry_words_person (entry, "invitedBy");
  GString *text = g_string_new (NULL);

  if (email != NULL && g_strcmp0 (email, ua_entry_get (entry, "member.display")) != 0)
    g_string_append (text, email);
  if (inviter != NULL)
    {
      /* Translators: who sent an invitation. */
      g_autofree char *by = g_strdup_printf (_("invited by %s"), inviter);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", by);
    }
  if (group != NULL)
    g_string_append_printf (text, " · %s", group);
  return g_string_free (text, FALSE);
}

static void
update (UaEntryPage *page)
{
  UaSession *session = ua_entry_page_get_session (page);

  ua_entry_page_set_can_add (page, session != NULL &&
                                   ua_session_can_act (session, UA_ACTION_INVITE));
}

static void
show_row (UaEntryPage *page,
          UaEntry     *entry,
          UaStateRow  *row)
{
  UaEntryState state = ua_entry_words_invitation_state (entry);
  gint64 expires = ua_entry_get_time (entry, "expiresAt");
  g_autofree char *name = dup_name (page, entry);
  g_autofree char *caption = make_caption (entry);
  g_autofree char *until = ua_entry_words_until (expires, ua_time_now ());
  g_autofree char *exact = ua_format_time (expires);

  ua_state_row_set_avatar (row, name);
  ua_state_row_set_text (row, name, caption);
  ua_state_row_set_state (row, state.icon, state.word, state.style_class);
  ua_state_row_set_when (row, until, exact);
}

static void
show_details (UaEntryPage *page,
              UaEntry     *entry,
              UaEntryView *view)
{
  gint64 now = ua_time_now ();
  gint64 created = ua_entry_get_time (entry, "createdAt");
  gint64 expires = ua_entry_get_time (entry, "expiresAt");
  g_autofree char *email = ua_format_text (ua_entry_get (entry, "email"));
  g_autofree char *inviter = ua_entry_words_person (entry, "invitedBy");
  g_autofree char *when = ua_format_time (created);
  g_autofree char *until = ua_entry_words_until (expires, now);
  g_autofree char *exact = ua_format_time (expires);
  g_autofree char *expiry = NULL;
  const char *group = ua_entry_get (entry, "group.display");
  const char *message = ua_entry_get (entry, "message.value");

  if (until != NULL)
    expiry = g_strdup_printf ("%s · %s", until, exact);
  ua_entry_view_add_fact (view, _("Email"), email);
  ua_entry_view_add_fact (view, _("Invited by"), inviter);
  ua_entry_view_add_fact (view, _("Invited"), when);
  ua_entry_view_add_fact (view, _("Expiry"), expiry);
  ua_entry_view_add_fact (view, _("Email delivery"),
                          ua_entry_words_mail_state (ua_entry_get (entry, "message.state")).word);
  ua_entry_view_add_fact (view, _("Into"), group);
  ua_entry_view_add_fact (view, _("Language"),
                          ua_entry_words_language (ua_entry_get (entry, "language")));
  if (ua_entry_get (entry, "member.value") != NULL)
    ua_entry_view_add_button (view, _("Show _Member"), "entry.show-member", NULL);
  if (message != NULL)
    ua_entry_view_add_button (view, _("Show the _Email"), "win.show-entry",
                              g_variant_new ("(ss)", "mail", message));
}

static void
ua_invitations_page_class_init (UaInvitationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  UaEntryPageClass *page_class = UA_ENTRY_PAGE_CLASS (klass);

  page_class->info = &info;
  page_class->show_row = show_row;
  page_class->show_details = show_details;
  page_class->update = update;
  page_class->dup_name = dup_name;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "entry.task", "s",
                                       UA_ACTION_CANCEL_INVITATION);
}

static void
ua_invitations_page_init (UaInvitationsPage *self)
{
}

/**
 * ua_invitations_page_new:
 *
 * Returns: (transfer floating): the page, of no session yet
 */
GtkWidget *
ua_invitations_page_new (void)
{
  return g_object_new (UA_TYPE_INVITATIONS_PAGE, NULL);
}
