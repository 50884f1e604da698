/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-sync"

#include "ua-list-puller.h"

#include "ua-error.h"

/* The short lists, role profiles and groups, are fetched whole and written at once:
 *
 *   walk -> pages -> all of them -> store; for groups, where members do not tell their groups,
 *                                   then who is in each
 *
 * A list that the server does not have, or does not show, is no failure.
 */
typedef struct
{
  /* Input. */
  UaClient *client; /* (owned) */
  UaStore *store;   /* (owned) */
  UaResource resource;
  gboolean with_members;

  /* In progress. */
  UaWalk *walk;         /* (owned) */
  GPtrArray *pages;     /* (owned), of UaPage: those with groups whose members are to be written */
  GPtrArray *items;     /* (owned), of GObject */
  GHashTable *ids;      /* (owned), of char: what is in @items */
  guint page;
  guint nth;
  gboolean any_members; /* whether any group told who is in it */
  gboolean absent;      /* whether the server does not have the list, or does not show it */
} Pull;

static void list_next (GTask *task);
static void write_members_of_next (GTask *task);

static void
pull_free (Pull *pull)
{
  g_object_unref (pull->client);
  g_object_unref (pull->store);
  ua_walk_free (pull->walk);
  g_ptr_array_unref (pull->pages);
  g_ptr_array_unref (pull->items);
  g_hash_table_unref (pull->ids);
  g_free (pull);
}

static void
take_page (Pull   *pull,
           UaPage *page)
{
  for (guint i = 0; i < ua_page_get_n (page); i++)
    {
      const char *id = ua_page_get_id (page, i);
      gpointer item = pull->resource == UA_RESOURCE_GROUPS
                        ? (gpointer) ua_page_get_group (page, i)
                        : (gpointer) ua_page_get_role_profile (page, i);

      if (item == NULL || !g_hash_table_add (pull->ids, g_strdup (id)))
        continue;
      g_ptr_array_add (pull->items, g_object_ref (item));
      if (pull->resource == UA_RESOURCE_GROUPS && ua_page_get_n_in_group (page, i) > 0)
        pull->any_members = TRUE;
    }
  for (guint i = 0; i < MIN (ua_page_get_n_errors (page), 3); i++)
    g_message ("A record of a list could not be read: %s", ua_page_get_error (page, i));
  if (pull->with_members)
    g_ptr_array_add (pull->pages, ua_page_ref (page));
}

static void
group_members_written_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ua_store_write_group_members_finish (UA_STORE (source), result, &error))
    g_task_return_error (task, error);
  else
    write_members_of_next (task);
}

static void
write_members_of_next (GTask *task)
{
  Pull *pull = g_task_get_task_data (task);
  UaPage *page;
  UaGroup *group;
  guint n;
  g_autoptr (GArray) members = NULL;

  while (pull->page < pull->pages->len &&
         pull->nth >= ua_page_get_n (g_ptr_array_index (pull->pages, pull->page)))
    {
      pull->page++;
      pull->nth = 0;
    }
  if (pull->page >= pull->pages->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  page = g_ptr_array_index (pull->pages, pull->page);
  group = ua_page_get_group (page, pull->nth);
  n = ua_page_get_n_in_group (page, pull->nth);
  members = g_array_sized_new (FALSE, FALSE, sizeof (UaReference), n);
  for (guint i = 0; i < n; i++)
    g_array_append_vals (members, ua_page_get_nth_in_group (page, pull->nth, i), 1);
  pull->nth++;
  ua_store_write_group_members_async (pull->store, group,
                                      (const UaReference *) (gpointer) members->data, n,
                                      group_members_written_cb, g_object_ref (task));
}

static void
items_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Pull *pull = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean written = pull->resource == UA_RESOURCE_GROUPS
                       ? ua_store_write_groups_finish (UA_STORE (source), result, &error)
                       : ua_store_write_role_profiles_finish (UA_STORE (source), result, &error);

  if (!written)
    g_task_return_error (task, error);
  else if (pull->any_members)
    write_members_of_next (task);
  else
    g_task_return_boolean (task, TRUE);
}

static void
write_items (GTask *task)
{
  Pull *pull = g_task_get_task_data (task);

  /* Half a list would look like the whole one. */
  if (!ua_walk_is_whole (pull->walk))
    {
      g_message ("The server does not show a list whole; what was known of it stays");
      g_task_return_boolean (task, TRUE);
    }
  else if (pull->resource == UA_RESOURCE_GROUPS)
    ua_store_write_groups_async (pull->store, pull->items, items_written_cb,
                                 g_object_ref (task));
  else
    ua_store_write_role_profiles_async (pull->store, pull->items, items_written_cb,
                                        g_object_ref (task));
}

/* What says that this list is not for us, and nothing about the others: also a list that always
 * fails, and one for which the credentials do not do although they do for the members.  Should they
 * have run out, then the next question about a member shows that. */
static gboolean
is_absent (const GError *error)
{
  if (error->domain != UA_ERROR)
    return FALSE;
  switch (error->code)
    {
    case UA_ERROR_FAILED:
    case UA_ERROR_REDIRECT:
    case UA_ERROR_AUTHENTICATION:
    case UA_ERROR_PERMISSION:
    case UA_ERROR_NOT_FOUND:
    case UA_ERROR_INVALID_VALUE:
    case UA_ERROR_TOO_MANY:
    case UA_ERROR_SERVER:
    case UA_ERROR_NOT_SUPPORTED:
    case UA_ERROR_PROTOCOL:
    case UA_ERROR_TOO_LARGE:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
page_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Pull *pull = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPage) page = ua_client_list_finish (UA_CLIENT (source), result, &error);

  if (page != NULL)
    {
      ua_walk_feed (pull->walk, page);
      take_page (pull, page);
      list_next (task);
    }
  else if (error->domain == UA_ERROR && ua_walk_feed_error (pull->walk, error))
    list_next (task);
  else if (is_absent (error))
    {
      pull->absent = TRUE;
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
list_next (GTask *task)
{
  Pull *pull = g_task_get_task_data (task);
  UaPosition *position = ua_walk_get_position (pull->walk);

  if (position == NULL)
    write_items (task);
  else
    ua_client_list_async (pull->client, pull->resource, NULL, position,
                          ua_walk_get_count (pull->walk),
                          pull->with_members ? UA_LIST_FLAGS_NONE : UA_LIST_FLAGS_WITHOUT_MEMBERS,
                          g_task_get_cancellable (task), page_listed_cb, g_object_ref (task));
}

/**
 * ua_list_puller_run_async:
 * @client: the server
 * @store: the cache
 * @resource: %UA_RESOURCE_GROUPS or %UA_RESOURCE_ROLE_PROFILES
 * @with_members: whether to fetch who is in each group
 * @cancellable: (nullable): to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Fetches a short list whole and puts it into the cache.
 */
void
ua_list_puller_run_async (UaClient            *client,
                          UaStore             *store,
                          UaResource           resource,
                          gboolean             with_members,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  UaCapabilities *capabilities = ua_client_get_capabilities (client);
  Pull *pull = g_new0 (Pull, 1);

  g_task_set_source_tag (task, ua_list_puller_run_async);
  pull->client = g_object_ref (client);
  pull->store = g_object_ref (store);
  pull->resource = resource;
  pull->with_members = with_members;
  pull->walk = ua_walk_new (capabilities, ua_capabilities_get_page_size (capabilities));
  pull->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) ua_page_unref);
  pull->items = g_ptr_array_new_with_free_func (g_object_unref);
  pull->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, pull, (GDestroyNotify) pull_free);
  list_next (task);
}

/**
 * ua_list_puller_run_finish:
 * @result: what the callback was given
 * @absent: (out) (optional): whether the server does not have such a list, or does not show it
 * @error: the errors of #UaClient and #UaStore
 *
 * Returns: whether the cache has what the server has; a list that the server does not have is none
 */
gboolean
ua_list_puller_run_finish (GAsyncResult  *result,
                           gboolean      *absent,
                           GError       **error)
{
  const Pull *pull;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  pull = g_task_get_task_data (G_TASK (result));
  if (absent != NULL)
    *absent = pull->absent;
  return TRUE;
}
