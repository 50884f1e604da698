/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-mail-page.h"

#include <glib/gi18n.h>

#include "ua-entry-words.h"
#include "ua-format.h"
#include "ua-time.h"

/**
 * UaMailPage:
 *
 * The place of the mails (TL-11): each that was sent or is to be, how far its delivery is, and its
 * text; to be sent again where somebody did not receive it.
 */
struct _UaMailPage
{
  UaEntryPage parent_instance;
};

G_DEFINE_FINAL_TYPE (UaMailPage, ua_mail_page, UA_TYPE_ENTRY_PAGE)

static const UaEntryFilterChoice states[] = {
  { N_("Any Delivery"), NULL, NULL, 0 },
  { N_("Waiting"), "state", "queued", 0 },
  { N_("Sent"), "state", "sent", 0 },
  { N_("Not Delivered"), "state", "failed", 0 },
  { N_("Not Needed"), "state", "cancelled", 0 },
  { NULL, NULL, NULL, 0 },
};

static const UaEntryFilterChoice kinds[] = {
  { N_("All Kinds"), NULL, NULL, 0 },
  { N_("Invitations"), "kind", "invitation", 0 },
  { N_("Activations"), "kind", "activation", 0 },
  { N_("Password Links"), "kind", "passwordLink", 0 },
  { N_("First Passwords"), "kind", "credentials", 0 },
  { N_("New Accounts"), "kind", "created", 0 },
  { N_("Sign-off Requests"), "kind", "signOffRequest", 0 },
  { N_("Sign-off Reminders"), "kind", "signOffReminder", 0 },
  { NULL, NULL, NULL, 0 },
};

static const UaEntryPageInfo info = {
  .type = UA_ENTRY_TYPE_MESSAGE,
  .title = N_("Mail"),
  .list_label = N_("Emails"),
  .search_label = N_("Search by name, address or subject"),
  .icon = "mail-send-symbolic",
  .empty_title = N_("No Email Sent Yet"),
  .empty_text = N_("Every email that goes out to a member is kept here with how far its delivery "
                   "is: invitations, links for passwords, requests to sign off."),
  .filter_labels = { N_("Which delivery"), N_("Which kind") },
  .filters = { states, kinds },
  .member = "member",
  .tasks = { UA_TASK_RESEND_MESSAGE, UA_N_TASKS, UA_N_TASKS },
};

static char *
dup_name (UaEntryPage *page,
          UaEntry     *entry)
{
  const char *recipient = ua_entry_get (entry, "recipient");

  if (ua_entry_get (entry, "member.display") != NULL)
    return ua_entry_words_person (entry, "member");
  return recipient != NULL ? ua_format_text (recipient) : g_strdup (_("Unknown user"));
}

/* What is still on its way is not sent a second time. */
static gboolean
offers (UaEntryPage *page,
        UaTask       task,
        UaEntry     *entry)
{
  return g_strcmp0 (ua_entry_get (entry, "state"), "queued") != 0;
}

static void
show_row (UaEntryPage *page,
          UaEntry     *entry,
          UaStateRow  *row)
{
  UaEntryState state = ua_entry_words_mail_state (ua_entry_get (entry, "state"));
  gint64 created = ua_entry_get_time (entry, "createdAt");
  const char *recipient = ua_entry_get (entry, "recipient");
  g_autofree char *name = dup_name (page, entry);
  g_autofree char *caption =
    g_strdup_printf ("%s · %s", ua_entry_words_mail_kind (ua_entry_get (entry, "kind")),
                     recipient != NULL ? recipient : "");
  g_autofree char *since = ua_entry_words_since (created, ua_time_now ());
  g_autofree char *exact = ua_format_time (created);

  ua_state_row_set_avatar (row, name);
  ua_state_row_set_text (row, name, caption);
  ua_state_row_set_state (row, state.icon, state.word, state.style_class);
  ua_state_row_set_when (row, since, exact);
}

static void
show_details (UaEntryPage *page,
              UaEntry     *entry,
              UaEntryView *view)
{
  gint64 attempts = ua_entry_get_number (entry, "attempts", 0);
  g_autofree char *recipient = ua_format_text (ua_entry_get (entry, "recipient"));
  g_autofree char *subject = ua_format_text (ua_entry_get (entry, "subject"));
  g_autofree char *sender = ua_entry_words_person (entry, "sentBy");
  g_autofree char *created = ua_format_time (ua_entry_get_time (entry, "createdAt"));
  g_autofree char *sent = ua_format_time (ua_entry_get_time (entry, "sentAt"));
  g_autofree char *tries = NULL;

  if (attempts > 0)
    tries = g_strdup_printf (ngettext ("%u attempt", "%u attempts", (gulong) attempts),
                             (guint) attempts);
  ua_entry_view_add_fact (view, _("To"), recipient);
  ua_entry_view_add_fact (view, _("Subject"), subject);
  ua_entry_view_add_fact (view, _("Kind"),
                          ua_entry_words_mail_kind (ua_entry_get (entry, "kind")));
  ua_entry_view_add_fact (view, _("Delivery"),
                          ua_entry_words_mail_state (ua_entry_get (entry, "state")).word);
  ua_entry_view_add_fact (view, _("Tried"), tries);
  ua_entry_view_add_fact (view, _("Last problem"), ua_entry_get (entry, "lastError"));
  ua_entry_view_add_fact (view, _("Asked for"), created);
  ua_entry_view_add_fact (view, _("Asked for by"), sender);
  ua_entry_view_add_fact (view, _("Handed on"), sent);
  ua_entry_view_add_fact (view, _("Language"),
                          ua_entry_words_language (ua_entry_get (entry, "language")));
  ua_entry_view_set_text (view, _("Text"), ua_entry_get (entry, "body"));
  if (ua_entry_get (entry, "member.value") != NULL)
    ua_entry_view_add_button (view, _("Show _Member"), "entry.show-member", NULL);
}

static void
ua_mail_page_class_init (UaMailPageClass *klass)
{
  UaEntryPageClass *page_class = UA_ENTRY_PAGE_CLASS (klass);

  page_class->info = &info;
  page_class->show_row = show_row;
  page_class->show_details = show_details;
  page_class->offers = offers;
  page_class->dup_name = dup_name;
}

static void
ua_mail_page_init (UaMailPage *self)
{
}

/**
 * ua_mail_page_new:
 *
 * Returns: (transfer floating): the page, of no session yet
 */
GtkWidget *
ua_mail_page_new (void)
{
  return g_object_new (UA_TYPE_MAIL_PAGE, NULL);
}
