/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-saved-views.h"

#include <glib/gi18n.h>

#include "ua-facets.h"
#include "ua-format.h"
#include "ua-kept-view.h"

/* Of each that somebody has saved: name, view, what it is sorted by, whether backwards, columns. */
#define TYPE "a(sssba(sbi))"

/* More than anybody finds anything in. */
#define MAX_VIEWS 200

/**
 * UaSavedViews:
 *
 * The ways to look at the members of an organisation that have a name (PE-03): those that are built
 * in, where its server tells the status of members, and those that somebody has saved, which are
 * kept with the members (UA-04).
 */
struct _UaSavedViews
{
  GObject parent_instance;

  UaSession *session; /* (owned) (nullable) */
  GListStore *views;  /* (owned), of UaSavedView */
};

G_DEFINE_FINAL_TYPE (UaSavedViews, ua_saved_views, G_TYPE_OBJECT)

/* Adds a view that is built in; what is NULL is not filtered by. */
static void
add_built_in (UaSavedViews *self,
              const char   *name,
              const char   *explanation,
              const char   *status,
              UaField       field,
              const char   *value,
              const char   *words)
{
  g_autoptr (UaFacets) facets = ua_facets_new ();
  g_autoptr (UaSavedView) view = NULL;
  g_autofree char *text = NULL;

  if (status != NULL)
    {
      g_autofree char *word = ua_format_value (UA_FIELD_STATUS, status);

      ua_facets_set (facets, UA_FIELD_STATUS, status, word, TRUE);
    }
  if (value != NULL)
    ua_facets_set (facets, field, value, words, TRUE);
  text = ua_kept_view_write ("", facets);
  view = ua_saved_view_new_built_in (name, explanation, text);
  g_list_store_append (self->views, view);
}

static void
add_all_built_in (UaSavedViews *self)
{
  add_built_in (self, _("Invited over 14 Days Ago"),
                _("Who was invited more than 14 days ago and has not accepted"), "invited",
                UA_FIELD_CREATED, "<14", _("over 14 days ago"));
  add_built_in (self, _("Ready to Erase"),
                _("Who is deactivated, and unchanged for more than 30 days"), "deactivated",
                UA_FIELD_MODIFIED, "<30", _("over 30 days ago"));
  add_built_in (self, _("Past Retention"),
                _("Whose performance data need not be kept any longer"), NULL,
                UA_FIELD_RETENTION_UNTIL, "<0", _("in the past"));
  add_built_in (self, _("Locked"), _("Who is locked out after wrong passwords"), "locked",
                UA_FIELD_STATUS, NULL, NULL);
}

static void
read_saved (UaSavedViews *self)
{
  const char *text = ua_session_get_text (self->session, UA_SESSION_TEXT_SAVED_VIEWS);
  g_autoptr (GVariant) saved =
    text != NULL ? g_variant_parse (G_VARIANT_TYPE (TYPE), text, NULL, NULL, NULL) : NULL;
  GVariantIter iter;
  const char *name, *view, *key;
  gboolean descending;
  GVariant *columns;

  if (saved == NULL)
    return;
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "(&s&s&sb@a(sbi))", &name, &view, &key, &descending, &columns))
    {
      g_autoptr (GVariant) held = columns;
      g_autoptr (UaSavedView) one = NULL;
      UaField sort = UA_FIELD_DISPLAY_NAME;

      ua_field_from_key (key, &sort);
      one = ua_saved_view_new (name, view[0] != '\0' ? view : NULL, sort, descending, held);
      g_list_store_append (self->views, one);
    }
}

static void
write_saved (UaSavedViews *self)
{
  GVariantBuilder builder;
  g_autoptr (GVariant) saved = NULL;
  g_autofree char *text = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (TYPE));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->views)); i++)
    {
      g_autoptr (UaSavedView) view = g_list_model_get_item (G_LIST_MODEL (self->views), i);
      const char *text_of = ua_saved_view_get_view (view);
      GVariant *columns = ua_saved_view_get_columns (view);
      gboolean descending;
      UaField sort;

      if (!ua_saved_view_get_sort (view, &sort, &descending))
        continue;
      g_variant_builder_add (&builder, "(sssb@a(sbi))", ua_saved_view_get_name (view),
                             text_of != NULL ? text_of : "", ua_field_get_key (sort), descending,
                             columns != NULL ? columns : g_variant_new ("a(sbi)", NULL));
    }
  saved = g_variant_ref_sink (g_variant_builder_end (&builder));
  text = g_variant_print (saved, FALSE);
  ua_session_set_text (self->session, UA_SESSION_TEXT_SAVED_VIEWS,
                       g_variant_n_children (saved) > 0 ? text : NULL);
}

/* What the server can do may be known only later. */
static void
capabilities_changed_cb (UaSavedViews *self)
{
  UaCapabilities *capabilities = ua_session_get_capabilities (self->session);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->views));
  g_autoptr (UaSavedView) first = g_list_model_get_item (G_LIST_MODEL (self->views), 0);
  gboolean there = n > 0 && ua_saved_view_get_built_in (first);
  g_autoptr (GPtrArray) saved = NULL;

  if (there || ua_capabilities_get (capabilities, UA_CAPABILITY_STATUS) != UA_SUPPORT_YES)
    return;
  saved = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (saved, g_list_model_get_item (G_LIST_MODEL (self->views), i));
  g_list_store_remove_all (self->views);
  add_all_built_in (self);
  g_list_store_splice (self->views, g_list_model_get_n_items (G_LIST_MODEL (self->views)), 0,
                       saved->pdata, saved->len);
}

static void
ua_saved_views_dispose (GObject *object)
{
  UaSavedViews *self = UA_SAVED_VIEWS (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (ua_saved_views_parent_class)->dispose (object);
}

static void
ua_saved_views_finalize (GObject *object)
{
  g_clear_object (&UA_SAVED_VIEWS (object)->views);

  G_OBJECT_CLASS (ua_saved_views_parent_class)->finalize (object);
}

static void
ua_saved_views_class_init (UaSavedViewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ua_saved_views_dispose;
  object_class->finalize = ua_saved_views_finalize;
}

static void
ua_saved_views_init (UaSavedViews *self)
{
  self->views = g_list_store_new (UA_TYPE_SAVED_VIEW);
}

/**
 * ua_saved_views_new:
 * @session: an organisation, open
 *
 * Returns: (transfer full): its views
 */
UaSavedViews *
ua_saved_views_new (UaSession *session)
{
  UaSavedViews *self;

  g_return_val_if_fail (UA_IS_SESSION (session), NULL);

  self = g_object_new (UA_TYPE_SAVED_VIEWS, NULL);
  self->session = g_object_ref (session);
  capabilities_changed_cb (self);
  read_saved (self);
  g_signal_connect_object (session, "notify::capabilities", G_CALLBACK (capabilities_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ua_saved_views_get_model:
 * @self: views
 *
 * Returns: (transfer none): a list of #UaSavedView, those that are built in first
 */
GListModel *
ua_saved_views_get_model (UaSavedViews *self)
{
  g_return_val_if_fail (UA_IS_SAVED_VIEWS (self), NULL);

  return G_LIST_MODEL (self->views);
}

/**
 * ua_saved_views_add:
 * @self: views
 * @view: what somebody wants to find again; nothing happens where there are very many
 */
void
ua_saved_views_add (UaSavedViews *self,
                    UaSavedView  *view)
{
  g_return_if_fail (UA_IS_SAVED_VIEWS (self));
  g_return_if_fail (UA_IS_SAVED_VIEW (view));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->views)) >= MAX_VIEWS)
    return;
  g_list_store_append (self->views, view);
  write_saved (self);
}

/**
 * ua_saved_views_rename:
 * @self: views
 * @view: one of those that somebody has saved
 * @name: what it is called from now on
 */
void
ua_saved_views_rename (UaSavedViews *self,
                       UaSavedView  *view,
                       const char   *name)
{
  g_return_if_fail (UA_IS_SAVED_VIEWS (self));
  g_return_if_fail (UA_IS_SAVED_VIEW (view) && !ua_saved_view_get_built_in (view));

  ua_saved_view_set_name (view, name);
  write_saved (self);
}

/**
 * ua_saved_views_remove:
 * @self: views
 * @view: one of those that somebody has saved
 */
void
ua_saved_views_remove (UaSavedViews *self,
                       UaSavedView  *view)
{
  guint position;

  g_return_if_fail (UA_IS_SAVED_VIEWS (self));
  g_return_if_fail (UA_IS_SAVED_VIEW (view) && !ua_saved_view_get_built_in (view));

  if (!g_list_store_find (self->views, view, &position))
    return;
  g_list_store_remove (self->views, position);
  write_saved (self);
}
