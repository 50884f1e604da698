/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-filter-sidebar.h"

#include "ua-facet-group.h"
#include "ua-ui.h"

/* How long after the last change the numbers are counted again, in milliseconds; long enough that
 * the list comes first and that typing does not count at each letter. */
#define COUNT_DELAY_MS 250

/* The same for what a synchronisation changes, some times a second for as long as it takes. */
#define RECOUNT_DELAY_MS 1000

typedef struct
{
  UaField field;
  UaCapability capability; /* UA_N_CAPABILITIES where the server needs nothing */
} FacetInfo;

static const FacetInfo infos[] = {
  { UA_FIELD_STATUS, UA_N_CAPABILITIES },
  { UA_FIELD_ACCESS_LEVEL, UA_CAPABILITY_ACCESS_LEVEL },
  { UA_FIELD_ROLE_PROFILE, UA_CAPABILITY_ROLE_PROFILES },
  { UA_FIELD_TEAMS, UA_CAPABILITY_GROUPS },
  { UA_FIELD_GROUPS, UA_CAPABILITY_GROUP_KINDS },
  { UA_FIELD_LABELS, UA_CAPABILITY_STATUS },
  { UA_FIELD_LANGUAGE, UA_N_CAPABILITIES },
};

/**
 * UaFilterSidebar:
 *
 * What one can filter members by (WS-02): a group of values for each field that this server has.
 * The values and their numbers are counted in the cache, as of the search and of the choices in
 * the other groups; the first time without them, so that all values are known.
 */
struct _UaFilterSidebar
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;               /* (unowned), of the template */
  GtkBox *groups_box;                        /* (unowned), of the template */
  UaFacetGroup *groups[G_N_ELEMENTS (infos)]; /* (unowned) (nullable), children of the box
                                              * once they are first counted */
  UaFacets *facets;                          /* (owned) */
  UaSession *session;                        /* (owned) (nullable) */
  char *search;                              /* (owned) */
  GCancellable *cancellable;                 /* (owned) (nullable), of the counting under way */
  guint count_id;
  guint n_counting;
  gboolean stale;
  gboolean learned; /* all values, by counting without a condition */
};

G_DEFINE_FINAL_TYPE (UaFilterSidebar, ua_filter_sidebar, GTK_TYPE_WIDGET)

typedef struct
{
  UaFilterSidebar *self; /* (owned) */
  guint n;
} Counting;

static void
stop_counting (UaFilterSidebar *self)
{
  g_clear_handle_id (&self->count_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
is_conditional (UaFilterSidebar *self)
{
  return self->search[0] != '\0' || !ua_facets_is_empty (self->facets);
}

static void queue_count (UaFilterSidebar *self);

/* The groups can wait until the list has been seen. */
static void
make_groups (UaFilterSidebar *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      GtkWidget *group = ua_facet_group_new (self->facets, infos[i].field);

      self->groups[i] = UA_FACET_GROUP (group);
      gtk_box_append (self->groups_box, group);
    }
}

static void
facet_counted_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Counting *counting = user_data;
  UaFilterSidebar *self = counting->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts =
    ua_session_count_facet_finish (UA_SESSION (source), result, &error);

  if (counts != NULL && self->session == UA_SESSION (source))
    ua_facet_group_set_counts (self->groups[counting->n], counts);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Cannot count a filter: %s", error->message);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && --self->n_counting == 0 &&
      self->session == UA_SESSION (source) && !self->learned)
    {
      self->learned = TRUE;
      if (is_conditional (self))
        queue_count (self);
    }
  g_object_unref (self);
  g_free (counting);
}

static void
count_facet (UaFilterSidebar *self,
             guint            n)
{
  g_autoptr (UaFilter) filter =
    self->learned ? ua_facets_dup_filter (self->facets, infos[n].field) : NULL;
  g_autoptr (UaQuery) query = ua_query_new (self->learned ? self->search : NULL, filter,
                                            UA_FIELD_DISPLAY_NAME, FALSE);
  UaCapabilities *capabilities = ua_session_get_capabilities (self->session);
  Counting *counting;

  if (infos[n].capability != UA_N_CAPABILITIES &&
      (capabilities == NULL || !ua_capabilities_may (capabilities, infos[n].capability)))
    {
      ua_facet_group_set_counts (self->groups[n], NULL);
      return;
    }
  self->n_counting++;
  counting = g_new0 (Counting, 1);
  counting->self = g_object_ref (self);
  counting->n = n;
  ua_session_count_facet_async (self->session, query, infos[n].field, self->cancellable,
                                facet_counted_cb, counting);
}

static gboolean
count_delay_passed_cb (gpointer user_data)
{
  UaFilterSidebar *self = user_data;

  self->count_id = 0;
  self->stale = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->n_counting = 0;
  if (self->groups[0] == NULL)
    make_groups (self);
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    count_facet (self, i);
  return G_SOURCE_REMOVE;
}

/* Below the priority of drawing: on a busy machine, too, the list comes first. */
static void
start_delay (UaFilterSidebar *self,
             guint            delay)
{
  self->count_id = g_timeout_add_full (G_PRIORITY_LOW, delay, count_delay_passed_cb, self, NULL);
}

/* Counts soon, or once the sidebar is looked at. */
static void
queue_count (UaFilterSidebar *self)
{
  stop_counting (self);
  self->stale = TRUE;
  if (self->session != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_delay (self, COUNT_DELAY_MS);
}

static void
session_changed_cb (UaFilterSidebar *self)
{
  if (self->count_id != 0)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_delay (self, RECOUNT_DELAY_MS);
  else
    self->stale = TRUE;
}

static void
ua_filter_sidebar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ua_filter_sidebar_parent_class)->map (widget);

  if (UA_FILTER_SIDEBAR (widget)->stale)
    queue_count (UA_FILTER_SIDEBAR (widget));
}

static void
ua_filter_sidebar_dispose (GObject *object)
{
  UaFilterSidebar *self = UA_FILTER_SIDEBAR (object);

  stop_counting (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UA_TYPE_FILTER_SIDEBAR);

  G_OBJECT_CLASS (ua_filter_sidebar_parent_class)->dispose (object);
}

static void
ua_filter_sidebar_finalize (GObject *object)
{
  UaFilterSidebar *self = UA_FILTER_SIDEBAR (object);

  g_clear_object (&self->facets);
  g_free (self->search);

  G_OBJECT_CLASS (ua_filter_sidebar_parent_class)->finalize (object);
}

static void
ua_filter_sidebar_class_init (UaFilterSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ua_filter_sidebar_dispose;
  object_class->finalize = ua_filter_sidebar_finalize;
  widget_class->map = ua_filter_sidebar_map;

  gtk_widget_class_set_css_name (widget_class, "filtersidebar");
  gtk_widget_class_set_template_from_resource (widget_class, UA_UI_PATH "ua-filter-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, UaFilterSidebar, scroller);
  gtk_widget_class_bind_template_child (widget_class, UaFilterSidebar, groups_box);
}

static void
ua_filter_sidebar_init (UaFilterSidebar *self)
{
  self->facets = ua_facets_new ();
  self->search = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->facets, "changed", G_CALLBACK (queue_count), self,
                           G_CONNECT_SWAPPED);
}

/**
 * ua_filter_sidebar_get_facets:
 * @self: a sidebar
 *
 * Returns: (transfer none): what is chosen
 */
UaFacets *
ua_filter_sidebar_get_facets (UaFilterSidebar *self)
{
  g_return_val_if_fail (UA_IS_FILTER_SIDEBAR (self), NULL);

  return self->facets;
}

/**
 * ua_filter_sidebar_set_session:
 * @self: a sidebar
 * @session: (nullable): whose members to filter
 */
void
ua_filter_sidebar_set_session (UaFilterSidebar *self,
                               UaSession       *session)
{
  g_return_if_fail (UA_IS_FILTER_SIDEBAR (self));
  g_return_if_fail (session == NULL || UA_IS_SESSION (session));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  self->learned = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (infos) && self->groups[i] != NULL; i++)
    ua_facet_group_set_counts (self->groups[i], NULL);
  if (session != NULL)
    {
      g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::capabilities", G_CALLBACK (queue_count), self,
                               G_CONNECT_SWAPPED);
    }
  queue_count (self);
}

/**
 * ua_filter_sidebar_set_search:
 * @self: a sidebar
 * @search: the words searched for, so that the numbers are of what is found
 */
void
ua_filter_sidebar_set_search (UaFilterSidebar *self,
                              const char      *search)
{
  g_return_if_fail (UA_IS_FILTER_SIDEBAR (self));
  g_return_if_fail (search != NULL);

  if (strcmp (self->search, search) == 0)
    return;
  g_free (self->search);
  self->search = g_strdup (search);
  queue_count (self);
}
