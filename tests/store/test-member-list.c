/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"
#include "store-fixture.h"

#include "ua-list-change.h"
#include "ua-member-list-private.h"

#include <locale.h>
#include <string.h>

/* What somebody sees who believes nothing but items-changed. */
typedef struct
{
  GListModel *model;  /* (unowned) */
  GArray *rows;       /* (owned), of guint32 */
  guint n_asked;      /* how often an item was asked for */
  guint largest;      /* the most rows that were added in the place of others */
} Mirror;

static guint32
ask_for_row (GListModel *model,
             guint       position)
{
  g_autoptr (UaMember) member = g_list_model_get_item (model, position);

  g_assert_true (UA_IS_MEMBER (member));
  g_assert_cmpint (ua_member_get_row (member), ==,
                   ua_member_list_get_row (UA_MEMBER_LIST (model), position));
  return (guint32) ua_member_get_row (member);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Mirror *mirror = user_data;

  g_assert_cmpuint (position + removed, <=, mirror->rows->len);
  g_array_remove_range (mirror->rows, position, removed);
  for (guint i = 0; i < added; i++)
    {
      guint32 row = (guint32) ua_member_list_get_row (UA_MEMBER_LIST (model), position + i);

      g_array_insert_val (mirror->rows, position + i, row);
    }
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->rows->len);
  if (removed > 0)
    mirror->largest = MAX (mirror->largest, added);
  /* Whoever looks in the middle of a change sees what has been told so far. */
  for (guint i = 0; i < mirror->rows->len; i += 1 + mirror->rows->len / 16)
    g_assert_cmpuint (ask_for_row (model, i), ==, g_array_index (mirror->rows, guint32, i));
}

static void
mirror_init (Mirror     *mirror,
             GListModel *model)
{
  mirror->model = model;
  mirror->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  mirror->n_asked = 0;
  mirror->largest = 0;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), mirror);
}

static void
mirror_assert (Mirror *mirror)
{
  g_assert_cmpuint (g_list_model_get_n_items (mirror->model), ==, mirror->rows->len);
  for (guint i = 0; i < mirror->rows->len; i++)
    g_assert_cmpuint (ua_member_list_get_row (UA_MEMBER_LIST (mirror->model), i), ==,
                      g_array_index (mirror->rows, guint32, i));
}

static void
mirror_clear (Mirror *mirror)
{
  g_signal_handlers_disconnect_by_data (mirror->model, mirror);
  g_array_unref (mirror->rows);
}

/* Until the list has all rows and nothing is under way. */
static void
await_list (UaMemberList *list)
{
  while (ua_member_list_get_busy (list) ||
         g_list_model_get_n_items (G_LIST_MODEL (list)) != ua_member_list_get_n_total (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
await_record (UaMember *member)
{
  while (ua_member_get_record (member) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Whether the list is what the store answers. */
static gboolean
is_list (StoreFixture *fixture,
         UaMemberList *list)
{
  g_autoptr (UaStoreAnswer) answer =
    store_query (fixture, ua_member_list_get_query (list), 0);

  if (g_list_model_get_n_items (G_LIST_MODEL (list)) != answer->n_total)
    return FALSE;
  for (guint i = 0; i < answer->n_total; i++)
    if (ua_member_list_get_row (list, i) != ua_rows_get_data (answer->rows)[i])
      return FALSE;
  return TRUE;
}

/* Waits until the reads that are under way have given the list up; a leak waits for ever. */
static void
release_list (UaMemberList **list)
{
  gpointer weak = *list;

  g_object_add_weak_pointer (weak, &weak);
  g_object_unref (g_steal_pointer (list));
  while (weak != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static UaQuery *
make_query (const char *search)
{
  return ua_query_new (search, NULL, UA_FIELD_DISPLAY_NAME, FALSE);
}

static void
test_grows (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaQuery) query = make_query ("");
  g_autoptr (UaMemberList) list = NULL;
  Mirror mirror;

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 3000);
  list = ua_member_list_new (fixture.store, query);
  mirror_init (&mirror, G_LIST_MODEL (list));
  g_assert_true (ua_member_list_get_busy (list));
  while (mirror.rows->len == 0)
    g_main_context_iteration (NULL, TRUE);
  /* The first rows come alone, with their records and the whole number. */
  g_assert_cmpuint (mirror.rows->len, ==, 32);
  g_assert_cmpuint (ua_member_list_get_n_total (list), ==, 3000);
  for (guint i = 0; i < 32; i++)
    {
      g_autoptr (UaMember) member = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_nonnull (ua_member_get_record (member));
    }
  while (mirror.rows->len < 3000)
    {
      g_assert_cmpuint (mirror.rows->len, <=, 256);
      g_main_context_iteration (NULL, TRUE);
    }
  await_list (list);
  mirror_assert (&mirror);
  g_assert_true (is_list (&fixture, list));
  mirror_clear (&mirror);
  release_list (&list);
  store_fixture_tear_down (&fixture);
}

static void
test_reads_rows_that_are_looked_at (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaQuery) query = make_query ("");
  g_autoptr (UaMemberList) list = NULL;
  g_autoptr (UaMember) member = NULL;
  g_autoptr (UaMember) same = NULL;
  g_autoptr (UaMember) neighbour = NULL;
  g_autoptr (UaMember) found = NULL;
  guint position = 0;

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 2000);
  list = ua_member_list_new (fixture.store, query);
  await_list (list);
  member = g_list_model_get_item (G_LIST_MODEL (list), 1234);
  g_assert_null (ua_member_get_record (member));
  same = g_list_model_get_item (G_LIST_MODEL (list), 1234);
  g_assert_true (member == same);
  await_record (member);
  /* Rows near by came with it. */
  neighbour = g_list_model_get_item (G_LIST_MODEL (list), 1235);
  g_assert_nonnull (ua_member_get_record (neighbour));
  found = store_find (&fixture, ua_member_record_get_id (ua_member_get_record (member)));
  g_assert_true (found == member);
  g_assert_true (ua_member_list_find (list,
                                      ua_member_record_get_id (ua_member_get_record (member)),
                                      &position));
  g_assert_cmpuint (position, ==, 1234);
  g_assert_false (ua_member_list_find (list, "nobody", &position));
  g_assert_cmpuint (position, ==, 1234);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 2000));
  g_assert_cmpint (ua_member_list_get_row (list, 2000), ==, 0);
  g_clear_object (&same);
  g_clear_object (&found);
  g_assert_finalize_object (g_steal_pointer (&member));
  g_assert_finalize_object (g_steal_pointer (&neighbour));
  release_list (&list);
  store_fixture_tear_down (&fixture);
}

/* Every row that somebody holds gets its record, however wildly they scrolled. */
static void
test_scrolling_reads_all_held (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaQuery) query = make_query ("");
  g_autoptr (UaMemberList) list = NULL;
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 5000);
  list = ua_member_list_new (fixture.store, query);
  await_list (list);
  for (guint i = 0; i < 300; i++)
    {
      guint position = (guint) g_rand_int_range (random, 0, 5000);

      g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (list), position));
      if (i % 50 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  for (guint i = 0; i < held->len; i++)
    await_record (g_ptr_array_index (held, i));
  g_clear_pointer (&held, g_ptr_array_unref);
  release_list (&list);
  store_fixture_tear_down (&fixture);
}

static void
test_newest_query_wins (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaQuery) first = make_query ("");
  g_autoptr (UaMemberList) list = NULL;
  static const char * const typed[] = { "l", "li", "lin", "lind", "lindq", "lindqvist" };
  Mirror mirror;

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 3000);
  list = ua_member_list_new (fixture.store, first);
  mirror_init (&mirror, G_LIST_MODEL (list));
  await_list (list);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (UaQuery) query = make_query (typed[i]);

      ua_member_list_set_query (list, query);
      g_assert_true (ua_member_list_get_busy (list));
      /* What is shown stays until the answer is there. */
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3000);
    }
  await_list (list);
  mirror_assert (&mirror);
  g_assert_true (is_list (&fixture, list));
  g_assert_cmpuint (ua_member_list_get_n_total (list), >, 0);
  g_assert_cmpuint (ua_member_list_get_n_total (list), <, 300);
  mirror_clear (&mirror);
  release_list (&list);
  store_fixture_tear_down (&fixture);
}

static void
change_some (StoreFixture *fixture,
             GRand        *random,
             guint         n_members)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ua_member_record_unref);
  guint n = (guint) g_rand_int_range (random, 1, 30);

  for (guint i = 0; i < n; i++)
    {
      guint which = (guint) g_rand_int_range (random, 0, (gint) n_members);
      g_autoptr (UaMemberRecord) record = sample_record_new (which, 1);
      UaMemberBuilder *builder = ua_member_builder_new_from_record (record);
      g_autofree char *name = g_strdup_printf ("Name %u", g_rand_int_range (random, 0, 100000));

      ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, name);
      g_ptr_array_add (records, ua_member_builder_end (builder));
    }
  store_write (fixture, records);
  if (g_rand_boolean (random))
    {
      g_autoptr (UaMemberRecord) record =
        sample_record_new ((guint) g_rand_int_range (random, 0, (gint) n_members), 1);

      store_delete (fixture, ua_member_record_get_id (record));
    }
}

/* GListModel's promises under random changes, some rows being held as GTK holds them. */
static void
test_mirror_under_changes (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaQuery) query = make_query ("");
  g_autoptr (UaMemberList) list = NULL;
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GRand) random = g_rand_new_with_seed (99);
  Mirror mirror;

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 1500);
  list = ua_member_list_new (fixture.store, query);
  mirror_init (&mirror, G_LIST_MODEL (list));
  await_list (list);
  for (guint round = 0; round < 15; round++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
      guint before = fixture.n_changed;

      g_ptr_array_set_size (held, 0);
      for (guint i = 0; i < 200; i++)
        g_ptr_array_add (held,
                         g_list_model_get_item (G_LIST_MODEL (list),
                                                (guint) g_rand_int_range (random, 0, (gint) n)));
      change_some (&fixture, random, 2000);
      while (fixture.n_changed == before)
        g_main_context_iteration (NULL, TRUE);
      /* On a busy machine the store tells of the changes one after the other. */
      while (!is_list (&fixture, list))
        g_main_context_iteration (NULL, TRUE);
      await_list (list);
      mirror_assert (&mirror);
      g_assert_cmpuint (mirror.largest, <=, 64);
    }
  g_clear_pointer (&held, g_ptr_array_unref);
  mirror_clear (&mirror);
  release_list (&list);
  store_fixture_tear_down (&fixture);
}

static void
count_items_changed_cb (GListModel *model,
                        guint       position,
                        guint       removed,
                        guint       added,
                        gpointer    user_data)
{
  GArray *touched = user_data;

  for (guint i = position; i < position + removed; i++)
    g_array_append_val (touched, i);
}

/* A member that changes without moving is the same object, at the same place, told by notify. */
static void
test_changed_member_stays (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaQuery) query = make_query ("");
  g_autoptr (UaMemberList) list = NULL;
  g_autoptr (UaMember) member = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (UaMemberRecord) record = sample_record_new (17, 5);
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (guint));

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 500);
  list = ua_member_list_new (fixture.store, query);
  await_list (list);
  member = store_find (&fixture, ua_member_record_get_id (record));
  g_signal_connect (list, "items-changed", G_CALLBACK (count_items_changed_cb), touched);
  g_ptr_array_add (records, record);
  store_write (&fixture, records);
  while (!ua_member_record_equal (ua_member_get_record (member), record))
    g_main_context_iteration (NULL, TRUE);
  await_list (list);
  g_assert_cmpuint (touched->len, ==, 0);
  g_clear_object (&member);
  release_list (&list);
  store_fixture_tear_down (&fixture);
}

/* Hunks turn the old list into the new one, and no anchor lies in one. */
static void
test_list_change (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < 500; round++)
    {
      guint n_old = (guint) g_rand_int_range (random, 0, 60);
      guint n_new = (guint) g_rand_int_range (random, 0, 60);
      guint32 old_rows[60], new_rows[60], held[20];
      g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_autoptr (GArray) hunks = NULL;
      guint at = 0;

      for (guint i = 0; i < 60; i++)
        old_rows[i] = new_rows[i] = i + 1;
      for (guint i = 0; i < 8; i++)
        {
          guint a = (guint) g_rand_int_range (random, 0, 60);
          guint b = (guint) g_rand_int_range (random, 0, 60);
          guint32 row = new_rows[a];

          new_rows[a] = new_rows[b];
          new_rows[b] = row;
        }
      for (guint i = 0; i < 20; i++)
        held[i] = (guint32) g_rand_int_range (random, 1, 61);
      hunks = ua_list_change_new (old_rows, n_old, new_rows, n_new, held, 20);
      g_assert_cmpuint (hunks->len, <=, 21);
      for (guint i = 0; i < hunks->len; i++)
        {
          const UaListHunk *hunk = &g_array_index (hunks, UaListHunk, i);

          g_assert_cmpuint (hunk->old_start, >=, at);
          g_array_append_vals (result, old_rows + at, hunk->old_start - at);
          g_assert_cmpuint (result->len, ==, hunk->new_start);
          g_array_append_vals (result, new_rows + hunk->new_start, hunk->n_new);
          at = hunk->old_start + hunk->n_old;
        }
      g_array_append_vals (result, old_rows + at, n_old - at);
      g_assert_cmpmem (result->data, result->len * sizeof (guint32),
                       new_rows, n_new * sizeof (guint32));
    }
}

/* One row that moves far leaves all others where they are. */
static void
test_list_change_keeps_held (void)
{
  guint32 old_rows[1000], new_rows[1000], held[200];
  g_autoptr (GArray) hunks = NULL;

  for (guint i = 0; i < 1000; i++)
    old_rows[i] = i + 1;
  memcpy (new_rows, old_rows + 1, sizeof (guint32) * 999);
  new_rows[999] = old_rows[0];
  for (guint i = 0; i < 200; i++)
    held[i] = i + 1;
  hunks = ua_list_change_new (old_rows, 1000, new_rows, 1000, held, 200);
  g_assert_cmpuint (hunks->len, ==, 2);
  g_assert_cmpuint (g_array_index (hunks, UaListHunk, 0).old_start, ==, 0);
  g_assert_cmpuint (g_array_index (hunks, UaListHunk, 0).n_old, ==, 1);
  g_assert_cmpuint (g_array_index (hunks, UaListHunk, 0).n_new, ==, 0);
  g_assert_cmpuint (g_array_index (hunks, UaListHunk, 1).n_old, ==, 0);
  g_assert_cmpuint (g_array_index (hunks, UaListHunk, 1).n_new, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member-list/grows", test_grows);
  g_test_add_func ("/member-list/reads-rows-that-are-looked-at",
                   test_reads_rows_that_are_looked_at);
  g_test_add_func ("/member-list/scrolling-reads-all-held", test_scrolling_reads_all_held);
  g_test_add_func ("/member-list/newest-query-wins", test_newest_query_wins);
  g_test_add_func ("/member-list/mirror-under-changes", test_mirror_under_changes);
  g_test_add_func ("/member-list/changed-member-stays", test_changed_member_stays);
  g_test_add_func ("/member-list/change", test_list_change);
  g_test_add_func ("/member-list/change-keeps-held", test_list_change_keeps_held);
  return g_test_run ();
}
