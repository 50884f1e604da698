/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-activity-page.h"

#include <glib/gi18n.h>

#include "ua-entry-words.h"
#include "ua-event-words.h"
#include "ua-format.h"
#include "ua-time.h"

/**
 * UaActivityPage:
 *
 * The place where one sees who did what to whom when, with old and new values (PE-09): all that the
 * server tells, or what was done from this computer.
 */
struct _UaActivityPage
{
  UaEntryPage parent_instance;
};

G_DEFINE_FINAL_TYPE (UaActivityPage, ua_activity_page, UA_TYPE_ENTRY_PAGE)

static const UaEntryFilterChoice times[] = {
  { N_("Any Time"), NULL, NULL, 0 },
  { N_("Last Day"), "at", NULL, 1 },
  { N_("Last 7 Days"), "at", NULL, 7 },
  { N_("Last 30 Days"), "at", NULL, 30 },
  { NULL, NULL, NULL, 0 },
};

static const UaEntryFilterChoice what[] = {
  { N_("Everything"), NULL, NULL, 0 },
  { N_("Members"), "resourceType", "User", 0 },
  { N_("Teams and Groups"), "resourceType", "Group", 0 },
  { N_("Role Profiles"), "resourceType", "RoleProfile", 0 },
  { N_("Security Profiles"), "resourceType", "SecurityProfile", 0 },
  { N_("Invitations"), "resourceType", "Invitation", 0 },
  { N_("Settings"), "resourceType", "Setting", 0 },
  { NULL, NULL, NULL, 0 },
};

static const UaEntryPageInfo info = {
  .type = UA_ENTRY_TYPE_AUDIT_EVENT,
  .title = N_("Activity"),
  .list_label = N_("What was done"),
  .search_label = N_("Search by name, or by an old or new value"),
  .icon = "document-open-recent-symbolic",
  .empty_title = N_("Nothing Has Happened Yet"),
  .empty_text = N_("Whatever anybody changes in this organisation is listed here, with who did it "
                   "and what it was before."),
  .own_text = N_("Whatever you change in this organisation from this computer is listed here, with "
                 "what it was before. What others do is not told here."),
  .filter_labels = { N_("When"), N_("Of what") },
  .filters = { times, what },
  .tasks = { UA_N_TASKS, UA_N_TASKS, UA_N_TASKS },
};

static char *
dup_name (UaEntryPage *page,
          UaEntry     *entry)
{
  return ua_event_words_sentence (entry);
}

static void
show_row (UaEntryPage *page,
          UaEntry     *entry,
          UaStateRow  *row)
{
  gint64 at = ua_entry_get_time (entry, "at");
  g_autofree char *sentence = ua_event_words_sentence (entry);
  g_autofree char *summary =
    ua_event_words_summary (entry, ua_entry_page_get_session (page));
  g_autofree char *since = ua_entry_words_since (at, ua_time_now ());
  g_autofree char *exact = ua_format_time (at);

  ua_state_row_set_icon (row, ua_event_words_icon (entry));
  ua_state_row_set_text (row, sentence, summary);
  ua_state_row_set_when (row, since, exact);
}

/* A value that changed, as it stands behind a word. */
static char *
dup_value (UaEntry    *entry,
           guint       n,
           const char *side,
           UaSession  *session)
{
  const char *path = ua_entry_get_nth (entry, "changes", n, "attribute");
  g_autofree char *value =
    ua_event_words_value (path, ua_entry_get_nth (entry, "changes", n, side), session);

  return value != NULL ? ua_format_isolated (value) : NULL;
}

static void
add_changes (UaEntryPage *page,
             UaEntry     *entry,
             UaEntryView *view)
{
  UaSession *session = ua_entry_page_get_session (page);
  guint n = ua_entry_get_n (entry, "changes");

  if (n > 0)
    ua_entry_view_add_group (view, _("What Changed"));
  for (guint i = 0; i < n; i++)
    {
      const char *path = ua_entry_get_nth (entry, "changes", i, "attribute");
      g_autofree char *label = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *both = NULL;

      if (path == NULL || !ua_event_words_is_shown (entry, i))
        continue;
      label = ua_event_words_attribute (path);
      before = dup_value (entry, i, "old", session);
      after = dup_value (entry, i, "new", session);
      if (before != NULL && after != NULL)
        both = g_strdup_printf (_("Before: %s\nNow: %s"), before, after);
      else if (after != NULL)
        both = g_strdup_printf (_("Now: %s"), after);
      else if (before != NULL)
        both = g_strdup_printf (_("Before: %s"), before);
      ua_entry_view_add_row (view, label, both, NULL, NULL);
    }
}

static gboolean
is_about_member (UaEntry *entry)
{
  return g_strcmp0 (ua_entry_get (entry, "resourceType"), "User") == 0;
}

static const char *
format_only_target (UaEntry *entry)
{
  return is_about_member (entry) ? _("_All That Happened to This Member")
                                 : _("_All That Happened to It");
}

static void
show_details (UaEntryPage *page,
              UaEntry     *entry,
              UaEntryView *view)
{
  const char *actor = ua_entry_get (entry, "actor.value");
  const char *target = ua_entry_get (entry, "target.value");
  g_autofree char *who = ua_entry_words_person (entry, "actor");
  g_autofree char *when = ua_format_time (ua_entry_get_time (entry, "at"));

  ua_entry_view_add_fact (view, _("When"), when);
  if (ua_entry_get_kind (entry) == UA_ENTRY_TYPE_OWN_EVENT)
    ua_entry_view_add_fact (view, _("Who"), _("You, from this computer"));
  else
    ua_entry_view_add_fact (view, _("Who"), who != NULL ? who : _("The directory by itself"));
  add_changes (page, entry, view);
  if (is_about_member (entry) && ua_entry_get (entry, "target.display") != NULL)
    ua_entry_view_add_button (view, _("Show _Member"), "win.show-member",
                              g_variant_new_string (target));
  if (target != NULL)
    ua_entry_view_add_button (view, format_only_target (entry), "activity.only-target", NULL);
  if (actor != NULL)
    ua_entry_view_add_button (view, _("All That This _Person Did"), "activity.only-actor", NULL);
}

static void
fill_menu (UaEntryPage *page,
           UaEntry     *entry,
           GMenu       *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, format_only_target (entry), "activity.only-target");
  g_menu_append (section, _("All That This _Person Did"), "activity.only-actor");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
only_target_activated_cb (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  UaEntryPage *page = UA_ENTRY_PAGE (widget);
  g_autoptr (UaEntry) entry = ua_entry_page_dup_current (page);
  const char *display = entry != NULL ? ua_entry_get (entry, "target.display") : NULL;
  const char *id = entry != NULL ? ua_entry_get (entry, "target.value") : NULL;
  g_autofree char *called = NULL;
  g_autofree char *sentence = NULL;

  if (id == NULL)
    return;
  called = ua_format_isolated (display != NULL ? display : _("something that is gone"));
  /* Translators: what is shown of the activity; of a person or a thing. */
  sentence = g_strdup_printf (_("What happened to %s"), called);
  ua_entry_page_show_only (page, "target.value", id, sentence);
}

static void
only_actor_activated_cb (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  UaEntryPage *page = UA_ENTRY_PAGE (widget);
  g_autoptr (UaEntry) entry = ua_entry_page_dup_current (page);
  const char *id = entry != NULL ? ua_entry_get (entry, "actor.value") : NULL;
  g_autofree char *called = NULL;
  g_autofree char *sentence = NULL;

  if (id == NULL)
    return;
  called = ua_entry_words_person (entry, "actor");
  /* Translators: what is shown of the activity; of a person. */
  sentence = g_strdup_printf (_("What %s did"), called);
  ua_entry_page_show_only (page, "actor.value", id, sentence);
}

static void
ua_activity_page_class_init (UaActivityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  UaEntryPageClass *page_class = UA_ENTRY_PAGE_CLASS (klass);

  page_class->info = &info;
  page_class->show_row = show_row;
  page_class->show_details = show_details;
  page_class->fill_menu = fill_menu;
  page_class->dup_name = dup_name;
  gtk_widget_class_install_action (widget_class, "activity.only-target", NULL,
                                   only_target_activated_cb);
  gtk_widget_class_install_action (widget_class, "activity.only-actor", NULL,
                                   only_actor_activated_cb);
}

static void
ua_activity_page_init (UaActivityPage *self)
{
}

/**
 * ua_activity_page_new:
 *
 * Returns: (transfer floating): the page, of no session yet
 */
GtkWidget *
ua_activity_page_new (void)
{
  return g_object_new (UA_TYPE_ACTIVITY_PAGE, NULL);
}
