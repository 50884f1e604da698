/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-members-view.h"

#include "ua-kept-view.h"

/* How long after the last change what is searched and filtered is kept, in milliseconds: not at
 * each letter. */
#define KEEP_DELAY_MS 400

/**
 * UaMembersView:
 *
 * How one looks at the members: what is searched, filtered, sorted by and shown, which is in the
 * widgets of their page.  It makes a query of that, keeps it for the next time, and gives it a name
 * or takes it from one (PE-03).
 *
 *   search, facets, table -> UaMembersView -> UaQuery, UaSavedView, the text that is kept
 */
struct _UaMembersView
{
  GObject parent_instance;

  GtkEditable *search_entry; /* (unowned), of the page that owns this */
  UaFacets *facets;          /* (owned) */
  UaMemberTable *table;      /* (unowned), of the page that owns this */
  UaSession *session;        /* (owned) (nullable) */
  guint keep_id;
};

G_DEFINE_FINAL_TYPE (UaMembersView, ua_members_view, G_TYPE_OBJECT)

static const char *
get_search (UaMembersView *self)
{
  return gtk_editable_get_text (self->search_entry);
}

static void
keep (UaMembersView *self)
{
  g_autofree char *view = ua_kept_view_write (get_search (self), self->facets);

  g_clear_handle_id (&self->keep_id, g_source_remove);
  ua_session_set_text (self->session, UA_SESSION_TEXT_VIEW, view);
}

static gboolean
keep_delay_passed_cb (gpointer user_data)
{
  UaMembersView *self = user_data;

  self->keep_id = 0;
  keep (self);
  return G_SOURCE_REMOVE;
}

static void
read_view (UaMembersView *self,
           const char    *text)
{
  g_autofree char *search = ua_kept_view_read (text, self->facets);

  gtk_editable_set_text (self->search_entry, search);
}

static void
ua_members_view_dispose (GObject *object)
{
  UaMembersView *self = UA_MEMBERS_VIEW (object);

  g_clear_handle_id (&self->keep_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->facets);

  G_OBJECT_CLASS (ua_members_view_parent_class)->dispose (object);
}

static void
ua_members_view_class_init (UaMembersViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_members_view_dispose;
}

static void
ua_members_view_init (UaMembersView *self)
{
}

/**
 * ua_members_view_new:
 * @search_entry: where one searches; outlives the view
 * @facets: what is filtered by
 * @table: what shows the members; outlives the view
 *
 * Returns: (transfer full): a view of no organisation yet
 */
UaMembersView *
ua_members_view_new (GtkEditable   *search_entry,
                     UaFacets      *facets,
                     UaMemberTable *table)
{
  UaMembersView *self;

  g_return_val_if_fail (GTK_IS_EDITABLE (search_entry), NULL);
  g_return_val_if_fail (UA_IS_FACETS (facets), NULL);
  g_return_val_if_fail (UA_IS_MEMBER_TABLE (table), NULL);

  self = g_object_new (UA_TYPE_MEMBERS_VIEW, NULL);
  self->search_entry = search_entry;
  self->facets = g_object_ref (facets);
  self->table = table;
  return self;
}

/**
 * ua_members_view_set_session:
 * @self: a view
 * @session: (nullable): whose members are looked at
 *
 * Keeps what was looked at in the organisation before, and finds again what was the last time in
 * this one.
 */
void
ua_members_view_set_session (UaMembersView *self,
                             UaSession     *session)
{
  g_return_if_fail (UA_IS_MEMBERS_VIEW (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  if (self->keep_id != 0)
    keep (self);
  g_clear_object (&self->session);
  ua_members_view_clear (self);
  if (session == NULL)
    return;
  read_view (self, ua_session_get_text (session, UA_SESSION_TEXT_VIEW));
  g_set_object (&self->session, session);
}

/**
 * ua_members_view_queue_keep:
 * @self: a view
 *
 * Keeps soon what is searched and filtered.
 */
void
ua_members_view_queue_keep (UaMembersView *self)
{
  g_return_if_fail (UA_IS_MEMBERS_VIEW (self));

  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (self->session != NULL)
    self->keep_id = g_timeout_add_full (G_PRIORITY_LOW, KEEP_DELAY_MS, keep_delay_passed_cb, self,
                                        NULL);
}

/**
 * ua_members_view_is_filtered:
 * @self: a view
 *
 * Returns: whether it does not show everybody
 */
gboolean
ua_members_view_is_filtered (UaMembersView *self)
{
  g_return_val_if_fail (UA_IS_MEMBERS_VIEW (self), FALSE);

  return get_search (self)[0] != '\0' || !ua_facets_is_empty (self->facets);
}

/**
 * ua_members_view_make_query:
 * @self: a view
 *
 * Returns: (transfer full): whom it shows, and in what order
 */
UaQuery *
ua_members_view_make_query (UaMembersView *self)
{
  g_autoptr (UaFilter) filter = NULL;
  gboolean descending;
  UaField sort;

  g_return_val_if_fail (UA_IS_MEMBERS_VIEW (self), NULL);

  ua_member_table_get_sort (self->table, &sort, &descending);
  filter = ua_facets_dup_filter (self->facets, UA_N_FIELDS);
  return ua_query_new (get_search (self), filter, sort, descending);
}

/**
 * ua_members_view_clear:
 * @self: a view
 *
 * Shows everybody.
 */
void
ua_members_view_clear (UaMembersView *self)
{
  g_return_if_fail (UA_IS_MEMBERS_VIEW (self));

  gtk_editable_set_text (self->search_entry, "");
  ua_facets_clear (self->facets);
}

/**
 * ua_members_view_show_only:
 * @self: a view
 * @field: a field
 * @value: a value of it
 * @name: (nullable): what @value is called on the screen, where that differs
 *
 * Shows those members who have a value, and nobody else.
 */
void
ua_members_view_show_only (UaMembersView *self,
                           UaField        field,
                           const char    *value,
                           const char    *name)
{
  g_return_if_fail (UA_IS_MEMBERS_VIEW (self));
  g_return_if_fail (value != NULL);

  ua_members_view_clear (self);
  ua_facets_set (self->facets, field, value, name, TRUE);
}

/**
 * ua_members_view_save:
 * @self: a view
 * @name: what to call it
 *
 * Returns: (transfer full): what is looked at now
 */
UaSavedView *
ua_members_view_save (UaMembersView *self,
                      const char    *name)
{
  g_autofree char *text = NULL;
  g_autoptr (GVariant) columns = NULL;
  gboolean descending;
  UaField sort;

  g_return_val_if_fail (UA_IS_MEMBERS_VIEW (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  text = ua_kept_view_write (get_search (self), self->facets);
  ua_member_table_get_sort (self->table, &sort, &descending);
  columns = ua_member_columns_dup_value (ua_member_table_get_columns (self->table));
  return ua_saved_view_new (name, text, sort, descending, columns);
}

/**
 * ua_members_view_apply:
 * @self: a view
 * @view: what was saved
 *
 * Looks at the members as was saved.
 */
void
ua_members_view_apply (UaMembersView *self,
                       UaSavedView   *view)
{
  UaMemberColumns *columns;
  gboolean descending;
  UaField sort;

  g_return_if_fail (UA_IS_MEMBERS_VIEW (self));
  g_return_if_fail (UA_IS_SAVED_VIEW (view));

  columns = ua_member_table_get_columns (self->table);
  ua_members_view_clear (self);
  if (ua_saved_view_get_columns (view) != NULL)
    ua_member_columns_set_value (columns, ua_saved_view_get_columns (view));
  if (ua_saved_view_get_sort (view, &sort, &descending))
    ua_member_columns_sort_by (columns, sort, descending);
  read_view (self, ua_saved_view_get_view (view));
}
