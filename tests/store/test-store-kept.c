/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of what the server has beside members. */
#include "store-fixture.h"

#include "ua-error.h"

#include <locale.h>

static UaEntry *
make_mail (const char *id,
           const char *member,
           const char *created,
           const char *body)
{
  GVariantDict dict;
  GVariantBuilder parts;

  g_variant_builder_init (&parts, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&parts, "{ss}", "value", member);
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, "member", g_variant_builder_end (&parts));
  g_variant_dict_insert (&dict, "createdAt", "s", created);
  g_variant_dict_insert (&dict, "body", "s", body);
  g_variant_dict_insert (&dict, "recipient", "s", "ada@brackwater.example");
  return ua_entry_new (UA_ENTRY_TYPE_MESSAGE, id, NULL, g_variant_dict_end (&dict));
}

static void
keep (StoreFixture      *fixture,
      UaStoreEntryFlags  flags,
      UaEntry           *first,
      UaEntry           *second)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (first != NULL)
    g_ptr_array_add (entries, first);
  if (second != NULL)
    g_ptr_array_add (entries, second);
  ua_store_write_entries_async (fixture->store, UA_ENTRY_TYPE_MESSAGE, entries, flags,
                                await_result_cb, &result);
  g_assert_true (ua_store_write_entries_finish (fixture->store, await_result (&result), &error));
  g_assert_no_error (error);
}

/* The ids of what a search finds, in order. */
static char *
look (StoreFixture *fixture,
      const char   *search)
{
  g_autoptr (UaEntryQuery) query = ua_entry_query_new (UA_ENTRY_TYPE_MESSAGE, search);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  GString *ids = g_string_new (NULL);

  ua_store_read_entries_async (fixture->store, query, NULL, await_result_cb, &result);
  entries = ua_store_read_entries_finish (fixture->store, await_result (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (ids, "%s ", ua_entry_get_id (g_ptr_array_index (entries, i)));
  return g_string_free (ids, FALSE);
}

static void
assert_kept (StoreFixture *fixture,
             const char   *search,
             const char   *ids)
{
  g_autofree char *found = look (fixture, search);

  g_assert_cmpstr (found, ==, ids);
}

static UaEntry *
find (StoreFixture  *fixture,
      const char    *id,
      GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_store_find_entry_async (fixture->store, UA_ENTRY_TYPE_MESSAGE, id, NULL, await_result_cb,
                             &result);
  return ua_store_find_entry_finish (fixture->store, await_result (&result), error);
}

static void
test_round_trip (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaEntry) one = make_mail ("x-1", "m-1", "2026-01-01", "Dear Ada");
  g_autoptr (UaEntry) two = make_mail ("x-2", "m-2", "2026-01-02", "Dear Bo");
  g_autoptr (UaEntry) changed = make_mail ("x-1", "m-1", "2026-01-03", "Dear Ada again");
  g_autoptr (UaEntry) found = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture);
  assert_kept (&fixture, NULL, "");
  keep (&fixture, UA_STORE_ENTRIES_ADD, one, two);
  assert_kept (&fixture, NULL, "x-2 x-1 ");
  assert_kept (&fixture, "ADA", "x-2 x-1 ");
  assert_kept (&fixture, "nobody", "");
  keep (&fixture, UA_STORE_ENTRIES_ADD, changed, NULL);
  store_fixture_reopen (&fixture);
  assert_kept (&fixture, NULL, "x-1 x-2 ");
  found = find (&fixture, "x-1", &error);
  g_assert_true (ua_entry_equal (found, changed));
  g_assert_null (find (&fixture, "x-3", &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_FOUND);
  keep (&fixture, UA_STORE_ENTRIES_INSTEAD, two, NULL);
  assert_kept (&fixture, NULL, "x-2 ");
  keep (&fixture, UA_STORE_ENTRIES_INSTEAD, NULL, NULL);
  assert_kept (&fixture, NULL, "");
  store_fixture_tear_down (&fixture);
}

/* What holds more than lists have stays beside what comes with the next list, as long as that has
 * it at all. */
static void
test_whole (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaEntry) listed = make_mail ("x-1", "m-1", "2026-01-01", "");
  g_autoptr (UaEntry) other = make_mail ("x-2", "m-1", "2026-01-01", "");
  g_autoptr (UaEntry) whole = make_mail ("x-1", "m-1", "2026-01-01", "all of it");
  g_autoptr (UaEntry) found = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture);
  keep (&fixture, UA_STORE_ENTRIES_INSTEAD, listed, NULL);
  keep (&fixture, UA_STORE_ENTRIES_WHOLE, whole, NULL);
  keep (&fixture, UA_STORE_ENTRIES_INSTEAD, listed, NULL);
  assert_kept (&fixture, NULL, "x-1 ");
  found = find (&fixture, "x-1", &error);
  g_assert_no_error (error);
  g_assert_true (ua_entry_equal (found, whole));
  keep (&fixture, UA_STORE_ENTRIES_INSTEAD, other, NULL);
  g_assert_null (find (&fixture, "x-1", &error));
  store_fixture_tear_down (&fixture);
}

/* S8: with a member go the mails to them and all else that names them, from every file. */
static void
test_erased (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaEntry) one = make_mail ("x-1", "canary-id", "2026-01-01", "Dear Qwxyz");
  g_autoptr (UaEntry) two = make_mail ("x-2", "m-2", "2026-01-02", "Dear Bo");

  store_fixture_set_up (&fixture);
  keep (&fixture, UA_STORE_ENTRIES_ADD, one, two);
  g_assert_true (store_fixture_has (&fixture, "Qwxyz"));
  store_delete (&fixture, "canary-id");
  assert_kept (&fixture, NULL, "x-2 ");
  g_assert_false (store_fixture_has (&fixture, "Qwxyz"));
  g_assert_false (store_fixture_has (&fixture, "canary-id"));
  store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/kept/round-trip", test_round_trip);
  g_test_add_func ("/store/kept/whole", test_whole);
  g_test_add_func ("/store/kept/erased", test_erased);
  return g_test_run ();
}
