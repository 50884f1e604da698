/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "useradmin-ui"

#include "ua-list-filter.h"

#include "ua-text.h"

/**
 * UaListFilter:
 *
 * Lets those items of a short list through whose name has a text in it, accents and case ignored.
 */
struct _UaListFilter
{
  GtkFilter parent_instance;

  UaListFilterName get_name;
  char *search;              /* (owned), folded */
};

G_DEFINE_FINAL_TYPE (UaListFilter, ua_list_filter, GTK_TYPE_FILTER)

static gboolean
ua_list_filter_match (GtkFilter *filter,
                      gpointer   item)
{
  UaListFilter *self = UA_LIST_FILTER (filter);
  g_autofree char *name = NULL;

  if (self->search[0] == '\0')
    return TRUE;
  name = ua_text_fold (self->get_name (item));
  return strstr (name, self->search) != NULL;
}

static GtkFilterMatch
ua_list_filter_get_strictness (GtkFilter *filter)
{
  return UA_LIST_FILTER (filter)->search[0] == '\0' ? GTK_FILTER_MATCH_ALL
                                                    : GTK_FILTER_MATCH_SOME;
}

static void
ua_list_filter_finalize (GObject *object)
{
  g_free (UA_LIST_FILTER (object)->search);

  G_OBJECT_CLASS (ua_list_filter_parent_class)->finalize (object);
}

static void
ua_list_filter_class_init (UaListFilterClass *klass)
{
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ua_list_filter_finalize;
  filter_class->match = ua_list_filter_match;
  filter_class->get_strictness = ua_list_filter_get_strictness;
}

static void
ua_list_filter_init (UaListFilter *self)
{
  self->search = g_strdup ("");
}

/**
 * ua_list_filter_new:
 * @get_name: what an item is called
 *
 * Returns: (transfer full): a filter that lets all through
 */
UaListFilter *
ua_list_filter_new (UaListFilterName get_name)
{
  UaListFilter *self;

  g_return_val_if_fail (get_name != NULL, NULL);

  self = g_object_new (UA_TYPE_LIST_FILTER, NULL);
  self->get_name = get_name;
  return self;
}

/**
 * ua_list_filter_set_search:
 * @self: a filter
 * @search: what somebody types, maybe empty
 */
void
ua_list_filter_set_search (UaListFilter *self,
                           const char   *search)
{
  g_return_if_fail (UA_IS_LIST_FILTER (self));
  g_return_if_fail (search != NULL);

  g_free (self->search);
  self->search = ua_text_fold (search);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}
