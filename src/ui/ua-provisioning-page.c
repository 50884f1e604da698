/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-provisioning-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ua-entry-words.h"
#include "ua-format.h"
#include "ua-time.h"

/**
 * UaProvisioningPage:
 *
 * The place of the runs of the HR system (WU-09): when, from where, what it came to, and in each
 * the members whose status changed, from and to.
 */
struct _UaProvisioningPage
{
  UaEntryPage parent_instance;

  GHashTable *names;       /* (owned), id (owned) -> name (owned), of members that were looked up */
  GHashTable *looking;     /* (owned), ids (owned) that are being looked up */
};

G_DEFINE_FINAL_TYPE (UaProvisioningPage, ua_provisioning_page, UA_TYPE_ENTRY_PAGE)

static const UaEntryPageInfo info = {
  .type = UA_ENTRY_TYPE_PROVISIONING_RUN,
  .title = N_("Provisioning"),
  .list_label = N_("Runs of the HR system"),
  .search_label = N_("Search by source or who ran it"),
  .icon = "network-server-symbolic",
  .empty_title = N_("No Runs Yet"),
  .empty_text = N_("When an HR system hands over its list of people, what that changes is listed "
                   "here."),
  .tasks = { UA_N_TASKS, UA_N_TASKS, UA_N_TASKS },
  .reads_whole = TRUE,
};

/* So many names are looked up for one run. */
#define MAX_NAMES 200

typedef struct
{
  UaProvisioningPage *self; /* (owned) */
  char *run;                /* (owned), the id of the run */
  char *id;                 /* (owned) */
} Lookup;

static char *
dup_name (UaEntryPage *page,
          UaEntry     *entry)
{
  const char *source = ua_entry_get (entry, "source");

  return source != NULL ? ua_format_text (source) : g_strdup (_("HR system"));
}

static void
show_row (UaEntryPage *page,
          UaEntry     *entry,
          UaStateRow  *row)
{
  gint64 started = ua_entry_get_time (entry, "startedAt");
  g_autofree char *name = dup_name (page, entry);
  g_autofree char *counts = ua_entry_words_counts (entry);
  g_autofree char *since = ua_entry_words_since (started, ua_time_now ());
  g_autofree char *exact = ua_format_time (started);

  ua_state_row_set_icon (row, info.icon);
  ua_state_row_set_text (row, name, counts);
  ua_state_row_set_when (row, since, exact);
}

static void
add_count (UaEntryView *view,
           UaEntry     *entry,
           const char  *label,
           const char  *path)
{
  gint64 n = ua_entry_get_number (entry, path, 0);
  g_autofree char *text = g_strdup_printf ("%'u", (guint) n);

  if (n > 0)
    ua_entry_view_add_fact (view, label, text);
}

static void
lookup_free (Lookup *lookup)
{
  g_object_unref (lookup->self);
  g_free (lookup->run);
  g_free (lookup->id);
  g_free (lookup);
}

static void
member_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Lookup *lookup = user_data;
  g_autoptr (UaMember) member = ua_session_find_member_finish (UA_SESSION (source), result, NULL);
  UaMemberRecord *record = member != NULL ? ua_member_get_record (member) : NULL;

  g_hash_table_insert (lookup->self->names, g_strdup (lookup->id),
                       record != NULL ? ua_format_name (record)
                                      : g_strdup (_("A member who was erased")));
  g_hash_table_remove (lookup->self->looking, lookup->id);
  if (g_hash_table_size (lookup->self->looking) == 0)
    ua_entry_page_show_again (UA_ENTRY_PAGE (lookup->self), lookup->run);
  lookup_free (lookup);
}

/* The run has the members by their ids alone; who is still there has a name. */
static void
look_up (UaProvisioningPage *self,
         UaEntry            *run,
         const char         *id)
{
  UaSession *session = ua_entry_page_get_session (UA_ENTRY_PAGE (self));
  Lookup *lookup;

  if (g_hash_table_contains (self->names, id) ||
      !g_hash_table_add (self->looking, g_strdup (id)))
    return;
  lookup = g_new0 (Lookup, 1);
  lookup->self = g_object_ref (self);
  lookup->run = g_strdup (ua_entry_get_id (run));
  lookup->id = g_strdup (id);
  ua_session_find_member_async (session, id, NULL, member_found_cb, lookup);
}

/* Of those who were erased nothing is left but their number. */
static void
add_erased (UaEntry     *run,
            UaEntryView *view)
{
  static const char * const statuses[] = { "invited", "active", "deactivated", "locked" };
  guint n = ua_entry_get_n (run, "stateChanges");

  for (guint s = 0; s < G_N_ELEMENTS (statuses); s++)
    {
      g_autofree char *title = NULL;
      g_autofree char *change = NULL;
      guint n_erased = 0;

      for (guint i = 0; i < n; i++)
        if (g_strcmp0 (ua_entry_get_nth (run, "stateChanges", i, "to"), "deleted") == 0 &&
            g_strcmp0 (ua_entry_get_nth (run, "stateChanges", i, "from"), statuses[s]) == 0)
          n_erased++;
      if (n_erased == 0)
        continue;
      title = g_strdup_printf (ngettext ("%'u member", "%'u members", n_erased), n_erased);
      change = g_strdup_printf (_("%s → %s"), ua_entry_words_status (statuses[s]),
                                ua_entry_words_status ("deleted"));
      ua_entry_view_add_row (view, title, change, NULL, NULL);
    }
}

static void
add_change (UaProvisioningPage *self,
            UaEntry            *run,
            guint               n,
            UaEntryView        *view)
{
  const char *id = ua_entry_get_nth (run, "stateChanges", n, "value");
  const char *from = ua_entry_words_status (ua_entry_get_nth (run, "stateChanges", n, "from"));
  const char *to = ua_entry_get_nth (run, "stateChanges", n, "to");
  const char *name;
  g_autofree char *change = NULL;

  if (id == NULL || to == NULL || strcmp (to, "deleted") == 0)
    return;
  if (n < MAX_NAMES)
    look_up (self, run, id);
  name = g_hash_table_lookup (self->names, id);
  /* Translators: a status before and afterwards. */
  change = from != NULL ? g_strdup_printf (_("%s → %s"), from, ua_entry_words_status (to))
                        : g_strdup_printf (_("New, %s"), ua_entry_words_status (to));
  ua_entry_view_add_row (view, name != NULL ? name : "…", change, "win.show-member",
                         g_variant_new_string (id));
}

static void
show_changes (UaProvisioningPage *self,
              UaEntry            *run,
              UaEntryView        *view)
{
  guint n = ua_entry_get_n (run, "stateChanges");

  if (n == 0)
    return;
  ua_entry_view_add_group (view, _("Whose Status Changed"));
  add_erased (run, view);
  for (guint i = 0; i < n; i++)
    add_change (self, run, i, view);
}

static void
show_details (UaEntryPage *page,
              UaEntry     *entry,
              UaEntryView *view)
{
  g_autofree char *actor = ua_entry_words_person (entry, "actor");
  g_autofree char *when = ua_format_time (ua_entry_get_time (entry, "startedAt"));

  ua_entry_view_add_fact (view, _("When"), when);
  ua_entry_view_add_fact (view, _("Run by"), actor);
  add_count (view, entry, _("Created"), "counts.created");
  add_count (view, entry, _("Changed"), "counts.changed");
  add_count (view, entry, _("Unchanged"), "counts.unchanged");
  add_count (view, entry, _("Deactivated"), "counts.deactivated");
  add_count (view, entry, _("Erased"), "counts.deleted");
  add_count (view, entry, _("Left as they were"), "counts.exceptions");
  show_changes (UA_PROVISIONING_PAGE (page), entry, view);
}

static void
ua_provisioning_page_finalize (GObject *object)
{
  UaProvisioningPage *self = UA_PROVISIONING_PAGE (object);

  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->looking, g_hash_table_unref);

  G_OBJECT_CLASS (ua_provisioning_page_parent_class)->finalize (object);
}

static void
ua_provisioning_page_class_init (UaProvisioningPageClass *klass)
{
  UaEntryPageClass *page_class = UA_ENTRY_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ua_provisioning_page_finalize;
  page_class->info = &info;
  page_class->show_row = show_row;
  page_class->show_details = show_details;
  page_class->dup_name = dup_name;
}

static void
ua_provisioning_page_init (UaProvisioningPage *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->looking = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * ua_provisioning_page_new:
 *
 * Returns: (transfer floating): the page, of no session yet
 */
GtkWidget *
ua_provisioning_page_new (void)
{
  return g_object_new (UA_TYPE_PROVISIONING_PAGE, NULL);
}
