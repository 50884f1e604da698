/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"
#include "store-fixture.h"

#include "ua-error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* UA-05, UA-06: what waits to be sent is durable, is laid over the members, and gives way to what
 * the server says. */

static UaMemberRecord *
with_value (UaMemberRecord *record,
            UaField         field,
            const char     *value)
{
  UaMemberBuilder *builder = ua_member_builder_new_from_record (record);

  ua_member_builder_set (builder, field, value);
  return ua_member_builder_end (builder);
}

static UaChange *
make_change (const char     *uuid,
             UaMemberRecord *from,
             UaField         field,
             const char     *value)
{
  g_autoptr (UaMemberRecord) to = with_value (from, field, value);
  g_autoptr (UaPatch) patch = ua_patch_new_difference (from, to);

  return ua_change_new (uuid, patch, ua_member_record_get_name (from), 1767225600000,
                        UA_CHANGE_STATE_QUEUED, 0, NULL);
}

static void
assert_value (StoreFixture *fixture,
              const char   *id,
              UaField       field,
              const char   *value,
              gboolean      pending)
{
  g_autoptr (UaMember) member = store_find (fixture, id);

  g_assert_cmpstr (ua_member_record_get (ua_member_get_record (member), field), ==, value);
  g_assert_cmpint (ua_member_get_pending (member), ==, pending);
}

static void
write_one (StoreFixture   *fixture,
           UaMemberRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);
  store_write (fixture, records);
}

static guint
count_changes (StoreFixture *fixture)
{
  g_autoptr (GPtrArray) changes = ua_store_dup_changes (fixture->store);

  return changes->len;
}

/* Everything of a change comes back after a restart, in order. */
static void
test_queue_round_trip (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = sample_record_new (0, 1);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) reason = g_error_new_literal (UA_ERROR, UA_ERROR_BUSY, "later");
  UaPatchEntry entries[] = {
    { UA_FIELD_TITLE, NULL, (char *) "Cöok" }, { UA_FIELD_PHONE, (char *) "1", NULL },
  };

  store_fixture_set_up (&fixture);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("uuid-%u", 99 - i);
      g_autoptr (UaPatch) patch =
        ua_patch_new (ua_member_record_get_id (record), i % 2 == 0 ? "W/\"1\"" : NULL, entries, 2);
      g_autoptr (UaChange) change =
        ua_change_new (uuid, patch, "Näme", 1767225600000 + i, (UaChangeState) (i % 5), i,
                       i % 3 == 0 ? reason : NULL);

      store_add_change (&fixture, change);
    }
  store_fixture_reopen (&fixture);
  changes = ua_store_dup_changes (fixture.store);
  g_assert_cmpuint (changes->len, ==, 20);
  for (guint i = 0; i < 20; i++)
    {
      UaChange *change = changes->pdata[i];
      UaPatch *patch = ua_change_get_patch (change);
      g_autofree char *uuid = g_strdup_printf ("uuid-%u", 99 - i);

      g_assert_cmpstr (ua_change_get_uuid (change), ==, uuid);
      g_assert_cmpstr (ua_change_get_member_name (change), ==, "Näme");
      g_assert_cmpint (ua_change_get_created (change), ==, 1767225600000 + i);
      g_assert_cmpint (ua_change_get_state (change), ==, (int) (i % 5));
      g_assert_cmpuint (ua_change_get_attempts (change), ==, i);
      if (i % 3 == 0)
        g_assert_error ((GError *) ua_change_get_error (change), UA_ERROR, UA_ERROR_BUSY);
      else
        g_assert_null (ua_change_get_error (change));
      g_assert_cmpstr (ua_patch_get_base_version (patch), ==, i % 2 == 0 ? "W/\"1\"" : NULL);
      g_assert_cmpuint (ua_patch_get_n (patch), ==, 2);
      g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_TITLE)->new_value, ==, "Cöok");
      g_assert_null (ua_patch_find (patch, UA_FIELD_TITLE)->old_value);
      g_assert_cmpstr (ua_patch_find (patch, UA_FIELD_PHONE)->old_value, ==, "1");
      g_assert_null (ua_patch_find (patch, UA_FIELD_PHONE)->new_value);
    }
  g_clear_pointer (&changes, g_ptr_array_unref);
  store_fixture_tear_down (&fixture);
}

/* An edit shows at once, is found and sorted by, stays over what a synchronisation brings, and goes
 * when it is rejected. */
static void
test_overlay (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = sample_record_new (5, 1);
  g_autoptr (UaMemberRecord) newer = sample_record_new (5, 2);
  g_autoptr (UaMemberRecord) base = NULL;
  g_autoptr (UaChange) change = make_change ("u", record, UA_FIELD_DISPLAY_NAME, "Zaphira Quill");
  g_autoptr (UaChange) rejected = NULL;
  g_autoptr (UaStoreAnswer) answer = NULL;
  const char *id = ua_member_record_get_id (record);
  const char *name = ua_member_record_get (record, UA_FIELD_DISPLAY_NAME);

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 20);
  store_add_change (&fixture, change);
  assert_value (&fixture, id, UA_FIELD_DISPLAY_NAME, "Zaphira Quill", TRUE);
  answer = store_search (&fixture, "quill");
  g_assert_cmpuint (answer->n_total, ==, 1);
  base = store_read_base (&fixture, id);
  g_assert_true (ua_member_record_equal (base, record));

  write_one (&fixture, newer);
  assert_value (&fixture, id, UA_FIELD_DISPLAY_NAME, "Zaphira Quill", TRUE);
  assert_value (&fixture, id, UA_FIELD_TITLE, "Deputy", TRUE);
  store_fixture_reopen (&fixture);
  assert_value (&fixture, id, UA_FIELD_DISPLAY_NAME, "Zaphira Quill", TRUE);
  g_clear_pointer (&base, ua_member_record_unref);
  base = store_read_base (&fixture, id);
  g_assert_true (ua_member_record_equal (base, newer));

  rejected = ua_change_with_state (change, UA_CHANGE_STATE_REJECTED, 1, NULL);
  store_update_change (&fixture, rejected);
  assert_value (&fixture, id, UA_FIELD_DISPLAY_NAME, name, FALSE);
  assert_value (&fixture, id, UA_FIELD_TITLE, "Deputy", FALSE);
  g_assert_cmpuint (count_changes (&fixture), ==, 1);
  store_fixture_reopen (&fixture);
  assert_value (&fixture, id, UA_FIELD_DISPLAY_NAME, name, FALSE);
  store_fixture_tear_down (&fixture);
}

static void
test_arrived (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = sample_record_new (5, 1);
  g_autoptr (UaChange) change = make_change ("u", record, UA_FIELD_TITLE, "Cook");
  g_autoptr (UaMemberRecord) answered = with_value (record, UA_FIELD_TITLE, "Chief Cook");
  g_autoptr (UaMemberRecord) base = NULL;
  const char *id = ua_member_record_get_id (record);

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 20);
  store_add_change (&fixture, change);
  store_remove_change (&fixture, "u", answered);
  assert_value (&fixture, id, UA_FIELD_TITLE, "Chief Cook", FALSE);
  g_assert_cmpuint (count_changes (&fixture), ==, 0);
  base = store_read_base (&fixture, id);
  g_assert_true (ua_member_record_equal (base, answered));
  /* A second end is no error. */
  store_remove_change (&fixture, "u", NULL);
  store_fixture_reopen (&fixture);
  assert_value (&fixture, id, UA_FIELD_TITLE, "Chief Cook", FALSE);
  g_assert_cmpuint (count_changes (&fixture), ==, 0);
  store_fixture_tear_down (&fixture);
}

/* Two changes of one member: each can go without the other. */
static void
test_two_changes (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = sample_record_new (5, 1);
  g_autoptr (UaChange) first = make_change ("1", record, UA_FIELD_TITLE, "Cook");
  g_autoptr (UaChange) second = make_change ("2", record, UA_FIELD_TITLE, "Driver");
  g_autoptr (UaChange) third = make_change ("3", record, UA_FIELD_PHONE, "12345");
  g_autoptr (UaMemberRecord) answered = with_value (record, UA_FIELD_PHONE, "12345");
  const char *id = ua_member_record_get_id (record);

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 20);
  store_add_change (&fixture, first);
  store_add_change (&fixture, second);
  store_add_change (&fixture, third);
  assert_value (&fixture, id, UA_FIELD_TITLE, "Driver", TRUE);
  assert_value (&fixture, id, UA_FIELD_PHONE, "12345", TRUE);
  store_remove_change (&fixture, "2", NULL);
  assert_value (&fixture, id, UA_FIELD_TITLE, "Cook", TRUE);
  store_remove_change (&fixture, "3", answered);
  assert_value (&fixture, id, UA_FIELD_TITLE, "Cook", TRUE);
  assert_value (&fixture, id, UA_FIELD_PHONE, "12345", TRUE);
  store_remove_change (&fixture, "1", NULL);
  assert_value (&fixture, id, UA_FIELD_TITLE, NULL, FALSE);
  assert_value (&fixture, id, UA_FIELD_PHONE, "12345", FALSE);
  store_fixture_tear_down (&fixture);
}

/* A change of somebody whom the cache does not know is kept, and laid over when they come. */
static void
test_unknown_member (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = sample_record_new (5, 1);
  g_autoptr (UaChange) change = make_change ("u", record, UA_FIELD_TITLE, "Cook");
  const char *id = ua_member_record_get_id (record);

  store_fixture_set_up (&fixture);
  store_add_change (&fixture, change);
  store_fill (&fixture, 20);
  assert_value (&fixture, id, UA_FIELD_TITLE, "Cook", TRUE);
  store_delete (&fixture, id);
  g_assert_cmpuint (count_changes (&fixture), ==, 1);
  store_fixture_tear_down (&fixture);
}

/* The queue counts: a cache that is older, or gone, is brought in line. */
static void
test_cache_follows_queue (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = sample_record_new (5, 1);
  g_autoptr (UaChange) change = make_change ("u", record, UA_FIELD_TITLE, "Cook");
  const char *id = ua_member_record_get_id (record);
  g_autofree char *cache = NULL;
  g_autofree char *queue = NULL;
  g_autofree char *copy = NULL;
  gsize length = 0;

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 20);
  store_fixture_close (&fixture);
  cache = store_fixture_get_path (&fixture, "cache.db");
  queue = store_fixture_get_path (&fixture, "changes.db");
  g_assert_true (g_file_get_contents (cache, &copy, &length, NULL));
  store_fixture_open (&fixture, NULL);
  store_add_change (&fixture, change);
  store_fixture_close (&fixture);
  g_assert_true (g_file_set_contents (cache, copy, (gssize) length, NULL));
  store_fixture_open (&fixture, NULL);
  assert_value (&fixture, id, UA_FIELD_TITLE, "Cook", TRUE);
  store_fixture_close (&fixture);
  g_assert_cmpint (g_unlink (queue), ==, 0);
  store_fixture_open (&fixture, NULL);
  assert_value (&fixture, id, UA_FIELD_TITLE, NULL, FALSE);
  store_fixture_close (&fixture);
  store_fixture_tear_down (&fixture);
}

static void
test_update_of_nothing (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = sample_record_new (5, 1);
  g_autoptr (UaChange) change = make_change ("u", record, UA_FIELD_TITLE, "Cook");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture);
  ua_store_update_change_async (fixture.store, change, await_result_cb, &result);
  g_assert_false (ua_store_update_change_finish (fixture.store, await_result (&result), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_FOUND);
  g_clear_object (&result);
  store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/changes/queue-round-trip", test_queue_round_trip);
  g_test_add_func ("/store/changes/overlay", test_overlay);
  g_test_add_func ("/store/changes/arrived", test_arrived);
  g_test_add_func ("/store/changes/two-changes", test_two_changes);
  g_test_add_func ("/store/changes/unknown-member", test_unknown_member);
  g_test_add_func ("/store/changes/cache-follows-queue", test_cache_follows_queue);
  g_test_add_func ("/store/changes/update-of-nothing", test_update_of_nothing);
  return g_test_run ();
}
