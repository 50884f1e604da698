/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-security-page.h"

#include <glib/gi18n.h>

#include "ua-entry-words.h"
#include "ua-errors.h"
#include "ua-format.h"
#include "ua-question-dialog.h"
#include "ua-security-dialog.h"

/**
 * UaSecurityPage:
 *
 * The place of the security profiles (CC-13): named sets of rights, who has each, and through what;
 * to be made, changed and deleted.
 */
struct _UaSecurityPage
{
  UaEntryPage parent_instance;
};

G_DEFINE_FINAL_TYPE (UaSecurityPage, ua_security_page, UA_TYPE_ENTRY_PAGE)

static const UaEntryPageInfo info = {
  .type = UA_ENTRY_TYPE_SECURITY_PROFILE,
  .title = N_("Security Profiles"),
  .list_label = N_("Security profiles"),
  .search_label = N_("Search by name, or by who has it"),
  .icon = "security-high-symbolic",
  .empty_title = N_("No Security Profiles"),
  .empty_text = N_("A security profile is a named set of rights. It is given to members, or to a "
                   "role profile and so to all who have that."),
  .add_label = N_("_New…"),
  .add_action = "security.new",
  .tasks = { UA_N_TASKS, UA_N_TASKS, UA_N_TASKS },
  .counts = TRUE,
};

static char *
dup_name (UaEntryPage *page,
          UaEntry     *entry)
{
  const char *name = ua_entry_get (entry, "displayName");

  return ua_format_text (name != NULL ? name : ua_entry_get_id (entry));
}

/* Whether who is signed in may change security profiles at all. */
static gboolean
may_change (UaEntryPage *page)
{
  UaSession *session = ua_entry_page_get_session (page);

  return session != NULL && ua_session_has_right (session, UA_RIGHT_ACCESS);
}

static void
update (UaEntryPage *page)
{
  GtkWidget *widget = GTK_WIDGET (page);
  gboolean can = may_change (page) && ua_entry_page_can_write (page);
  g_autoptr (UaEntry) current = ua_entry_page_dup_current (page);

  gtk_widget_action_set_enabled (widget, "security.new", can);
  gtk_widget_action_set_enabled (widget, "security.edit", can && current != NULL);
  gtk_widget_action_set_enabled (widget, "security.delete", can && current != NULL);
  ua_entry_page_set_can_add (page, may_change (page));
}

static void
show_row (UaEntryPage *page,
          UaEntry     *entry,
          UaStateRow  *row)
{
  const char *description = ua_entry_get (entry, "description");
  g_autofree char *name = dup_name (page, entry);
  g_autofree char *about = description != NULL ? ua_format_text (description) : NULL;
  g_autofree char *holders = ua_entry_words_holders (entry);

  ua_state_row_set_icon (row, info.icon);
  ua_state_row_set_text (row, name, about);
  ua_state_row_set_when (row, holders, NULL);
}

static void
add_references (UaEntryView *view,
                UaEntry     *entry,
                const char  *attribute,
                const char  *title,
                gboolean     members)
{
  guint n = ua_entry_get_n (entry, attribute);

  if (n > 0)
    ua_entry_view_add_group (view, title);
  for (guint i = 0; i < n; i++)
    {
      const char *id = ua_entry_get_nth (entry, attribute, i, "value");
      const char *display = ua_entry_get_nth (entry, attribute, i, "display");
      g_autofree char *name = ua_format_text (display != NULL ? display : id);

      if (id == NULL)
        continue;
      if (members)
        ua_entry_view_add_row (view, name, NULL, "win.show-member", g_variant_new_string (id));
      else
        ua_entry_view_add_row (view, name, _("Show who has it"), "win.show-members",
                               g_variant_new ("(sss)", ua_field_get_key (UA_FIELD_ROLE_PROFILE),
                                              id, name));
    }
}

static void
show_details (UaEntryPage *page,
              UaEntry     *entry,
              UaEntryView *view)
{
  const char *description = ua_entry_get (entry, "description");
  g_autofree char *about = description != NULL ? ua_format_text (description) : NULL;
  guint n = ua_entry_get_n (entry, "rights");

  ua_entry_view_add_fact (view, _("Description"), about);
  ua_entry_view_add_group (view, _("Rights"));
  for (guint i = 0; i < n; i++)
    {
      const char *right = ua_entry_get_nth (entry, "rights", i, "value");

      if (right != NULL)
        ua_entry_view_add_row (view, ua_entry_words_right (right), NULL, NULL, NULL);
    }
  if (n == 0)
    ua_entry_view_add_row (view, _("None"), NULL, NULL, NULL);
  add_references (view, entry, "members", _("Members Who Have It Directly"), TRUE);
  add_references (view, entry, "roleProfiles", _("Given Through Role Profiles"), FALSE);
  if (!may_change (page))
    return;
  ua_entry_view_add_button (view, _("_Edit…"), "security.edit", NULL);
  ua_entry_view_add_button (view, _("_Delete…"), "security.delete", NULL);
}

static void
fill_menu (UaEntryPage *page,
           UaEntry     *entry,
           GMenu       *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  if (!may_change (page))
    return;
  g_menu_append (section, _("_Edit…"), "security.edit");
  g_menu_append (section, _("_Delete…"), "security.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
new_activated_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  UaEntryPage *page = UA_ENTRY_PAGE (widget);

  if (ua_entry_page_can_write (page))
    ua_dialog_present (UA_DIALOG (ua_security_dialog_new (ua_entry_page_get_session (page), NULL)),
                       widget);
}

static void
edit_activated_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  UaEntryPage *page = UA_ENTRY_PAGE (widget);
  g_autoptr (UaEntry) entry = ua_entry_page_dup_current (page);

  if (entry != NULL && ua_entry_page_can_write (page))
    ua_dialog_present (UA_DIALOG (ua_security_dialog_new (ua_entry_page_get_session (page),
                                                          entry)), widget);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (UaSecurityPage) self = UA_SECURITY_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (ua_session_write_entry_finish (UA_SESSION (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _("Security profile deleted"));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                ua_errors_get_sentence (error, UA_ERROR_CONTEXT_ACT));
}

/* What is asked about, until it is answered. */
typedef struct
{
  UaSecurityPage *self; /* (unowned) */
  UaEntry *entry;       /* (owned) */
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->entry);
  g_free (question);
}

static void
delete_accepted_cb (UaQuestionDialog *dialog,
                    Question         *question)
{
  UaSession *session = ua_entry_page_get_session (UA_ENTRY_PAGE (question->self));

  if (session != NULL)
    ua_session_write_entry_async (session, UA_ENTRY_TYPE_SECURITY_PROFILE,
                                  ua_entry_get_id (question->entry),
                                  ua_entry_get_version (question->entry), NULL, NULL, deleted_cb,
                                  g_object_ref (question->self));
}

static void
delete_activated_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  UaEntryPage *page = UA_ENTRY_PAGE (widget);
  g_autoptr (UaEntry) entry = ua_entry_page_dup_current (page);
  g_autofree char *called = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *holders = NULL;
  g_autofree char *body = NULL;
  UaQuestionDialog *dialog;
  Question *question;

  if (entry == NULL || !ua_entry_page_can_write (page))
    return;
  called = dup_name (page, entry);
  holders = ua_entry_words_holders (entry);
  heading = g_strdup_printf (_("Delete “%s”?"), called);
  /* Translators: who has a security profile: "3 members, 2 role profiles". */
  body = g_strdup_printf (_("Nobody has its rights any more. It is given to: %s. This cannot be "
                            "undone."), holders);
  dialog = ua_question_dialog_new (heading, body, _("_Cancel"), _("_Delete"), TRUE);
  question = g_new0 (Question, 1);
  question->self = UA_SECURITY_PAGE (page);
  question->entry = g_steal_pointer (&entry);
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (delete_accepted_cb), question,
                         question_free, 0);
  ua_dialog_present (UA_DIALOG (dialog), widget);
}

static void
ua_security_page_class_init (UaSecurityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  UaEntryPageClass *page_class = UA_ENTRY_PAGE_CLASS (klass);

  page_class->info = &info;
  page_class->show_row = show_row;
  page_class->show_details = show_details;
  page_class->update = update;
  page_class->fill_menu = fill_menu;
  page_class->dup_name = dup_name;
  gtk_widget_class_install_action (widget_class, "security.new", NULL, new_activated_cb);
  gtk_widget_class_install_action (widget_class, "security.edit", NULL, edit_activated_cb);
  gtk_widget_class_install_action (widget_class, "security.delete", NULL, delete_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "security.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "security.delete", NULL);
}

static void
ua_security_page_init (UaSecurityPage *self)
{
}

/**
 * ua_security_page_new:
 *
 * Returns: (transfer floating): the page, of no session yet
 */
GtkWidget *
ua_security_page_new (void)
{
  return g_object_new (UA_TYPE_SECURITY_PAGE, NULL);
}
