/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "sample.h"

#include <glib/gstdio.h>

static void
count_changed_cb (StoreFixture *self)
{
  self->n_changed++;
}

void
await (gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

void
await_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/* Waits until await_result_cb() has put a result into @result. */
GAsyncResult *
await_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

void
store_fixture_set_up (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("ua-store-XXXXXX", &error);

  g_assert_no_error (error);
  self->folder = g_build_filename (parent, "organisation", NULL);
  store_fixture_open (self, &error);
  g_assert_no_error (error);
}

/* Removes the files of a store, and forgets the folder. */
void
store_fixture_forget (StoreFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_close (self);
  ua_store_forget_async (self->folder, await_result_cb, &result);
  ua_store_forget_finish (await_result (&result), &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->folder, g_free);
}

void
store_fixture_tear_down (StoreFixture *self)
{
  g_autofree char *parent = g_path_get_dirname (self->folder);

  store_fixture_forget (self);
  g_assert_cmpint (g_rmdir (parent), ==, 0);
}

gboolean
store_fixture_open (StoreFixture  *self,
                    GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  self->store = ua_store_new (self->folder);
  self->n_changed = 0;
  g_signal_connect_swapped (self->store, "changed", G_CALLBACK (count_changed_cb), self);
  ua_store_open_async (self->store, NULL, await_result_cb, &result);
  return ua_store_open_finish (self->store, await_result (&result), error);
}

/* Closes the store and asserts that nobody holds it. */
void
store_fixture_close (StoreFixture *self)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  if (self->store == NULL)
    return;
  ua_store_close_async (self->store, await_result_cb, &result);
  ua_store_close_finish (self->store, await_result (&result), &error);
  g_assert_no_error (error);
  g_object_unref (result);
  g_assert_finalize_object (g_steal_pointer (&self->store));
}

void
store_fixture_reopen (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  store_fixture_close (self);
  store_fixture_open (self, &error);
  g_assert_no_error (error);
}

char *
store_fixture_get_path (StoreFixture *self,
                        const char   *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static gboolean
file_has (const char *path,
          const char *needle)
{
  g_autofree char *contents = NULL;
  gsize length;
  gsize n = strlen (needle);

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return FALSE;
  for (gsize i = 0; i + n <= length; i++)
    if (memcmp (contents + i, needle, n) == 0)
      return TRUE;
  return FALSE;
}

/* Whether any file in the store's folder has @needle in it. */
gboolean
store_fixture_has (StoreFixture *self,
                   const char   *needle)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;
  gboolean found = FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = store_fixture_get_path (self, name);

      found = found || file_has (path, needle);
    }
  return found;
}

UaStoreWritten
store_write (StoreFixture *self,
             GPtrArray    *records)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  UaStoreWritten written = { 0, 0, 0 };

  ua_store_write_members_async (self->store, records, UA_STORE_WRITE_NONE, await_result_cb,
                                &result);
  ua_store_write_members_finish (self->store, await_result (&result), &written, &error);
  g_assert_no_error (error);
  return written;
}

UaStoreWritten
store_write_page (StoreFixture *self,
                  GPtrArray    *records,
                  const char   *walk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  UaStoreWritten written = { 0, 0, 0 };

  ua_store_write_page_async (self->store, records, walk, UA_STORE_WRITE_NONE, await_result_cb,
                             &result);
  ua_store_write_page_finish (self->store, await_result (&result), &written, &error);
  g_assert_no_error (error);
  return written;
}

char *
store_begin_walk (StoreFixture *self,
                  gboolean      resume)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *walk = NULL;

  ua_store_begin_walk_async (self->store, resume, await_result_cb, &result);
  ua_store_begin_walk_finish (self->store, await_result (&result), &walk, &error);
  g_assert_no_error (error);
  return walk;
}

GStrv
store_end_walk (StoreFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GStrv ids;

  ua_store_end_walk_async (self->store, 1767225600000, await_result_cb, &result);
  ids = ua_store_end_walk_finish (self->store, await_result (&result), &error);
  g_assert_no_error (error);
  return ids;
}

/* A whole walk over @n sample members in pages of 500. */
void
store_fill (StoreFixture *self,
            guint         n)
{
  g_autofree char *walk = store_begin_walk (self, FALSE);
  g_auto (GStrv) ids = NULL;

  g_assert_null (walk);
  for (guint i = 0; i < n; i += 500)
    {
      g_autoptr (GPtrArray) records = sample_records (i, MIN (500, n - i));

      store_write_page (self, records, "next");
    }
  ids = store_end_walk (self);
  g_assert_cmpuint (g_strv_length (ids), ==, 0);
}

void
store_delete (StoreFixture *self,
              const char   *id)
{
  const char *ids[] = { id, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_store_delete_members_async (self->store, ids, await_result_cb, &result);
  ua_store_delete_members_finish (self->store, await_result (&result), &error);
  g_assert_no_error (error);
}

UaStoreAnswer *
store_query (StoreFixture *self,
             UaQuery      *query,
             guint         n_first)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  UaStoreAnswer *answer;

  ua_store_query_async (self->store, query, n_first, FALSE, NULL, await_result_cb, &result);
  answer = ua_store_query_finish (self->store, await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  return answer;
}

UaStoreAnswer *
store_search (StoreFixture *self,
              const char   *search)
{
  g_autoptr (UaQuery) query = ua_query_new (search, NULL, UA_FIELD_DISPLAY_NAME, FALSE);

  return store_query (self, query, 100000);
}

GArray *
store_count (StoreFixture *self,
             UaQuery      *query,
             UaField       field)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *counts;

  ua_store_count_facet_async (self->store, query, field, NULL, await_result_cb, &result);
  counts = ua_store_count_facet_finish (self->store, await_result (&result), &error);
  g_assert_no_error (error);
  return counts;
}

UaMember *
store_find (StoreFixture *self,
            const char   *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  UaMember *member;

  ua_store_find_member_async (self->store, id, NULL, await_result_cb, &result);
  member = ua_store_find_member_finish (self->store, await_result (&result), &error);
  g_assert_no_error (error);
  return member;
}

UaMemberRecord *
store_read_base (StoreFixture *self,
                 const char   *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  UaMemberRecord *record;

  ua_store_read_base_async (self->store, id, NULL, await_result_cb, &result);
  record = ua_store_read_base_finish (self->store, await_result (&result), &error);
  g_assert_no_error (error);
  return record;
}

void
store_add_change (StoreFixture *self,
                  UaChange     *change)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_store_add_change_async (self->store, change, await_result_cb, &result);
  ua_store_add_change_finish (self->store, await_result (&result), &error);
  g_assert_no_error (error);
}

void
store_update_change (StoreFixture *self,
                     UaChange     *change)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_store_update_change_async (self->store, change, await_result_cb, &result);
  ua_store_update_change_finish (self->store, await_result (&result), &error);
  g_assert_no_error (error);
}

void
store_remove_change (StoreFixture   *self,
                     const char     *uuid,
                     UaMemberRecord *record)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_store_remove_change_async (self->store, uuid, record != NULL, record, await_result_cb,
                                &result);
  ua_store_remove_change_finish (self->store, await_result (&result), &error);
  g_assert_no_error (error);
}
