/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"
#include "store-fixture.h"

#include "ua-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static UaMemberRecord *
make_named (const char *id,
            const char *name)
{
  UaMemberBuilder *builder = ua_member_builder_new ();

  ua_member_builder_set (builder, UA_FIELD_ID, id);
  ua_member_builder_set (builder, UA_FIELD_DISPLAY_NAME, name);
  return ua_member_builder_end (builder);
}

static void
write_one (StoreFixture   *fixture,
           UaMemberRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);
  store_write (fixture, records);
}

/* Every field comes out as it went in, also after the store was closed. */
static void
test_round_trip (void)
{
  StoreFixture fixture = { NULL, };
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autoptr (UaMemberRecord) record = NULL;

  for (UaField field = 0; field < UA_N_SCALAR_FIELDS; field++)
    {
      g_autofree char *value = g_strdup_printf ("väl'ue\" of %s; \xF0\x9F\x98\x80 --",
                                                ua_field_get_key (field));

      ua_member_builder_set (builder, field, value);
    }
  for (UaField field = UA_N_SCALAR_FIELDS; field < UA_N_FIELDS; field++)
    for (guint i = 0; i < 3; i++)
      {
        g_autofree char *id = g_strdup_printf ("%s %u", ua_field_get_key (field), i);

        ua_member_builder_add (builder, field, id, i > 0 ? "Näme" : NULL, i > 1 ? "coach" : NULL);
      }
  record = ua_member_builder_end (builder);
  store_fixture_set_up (&fixture);
  write_one (&fixture, record);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (UaMember) member = store_find (&fixture, ua_member_record_get_id (record));

      g_assert_true (ua_member_record_equal (ua_member_get_record (member), record));
      g_assert_false (ua_member_get_pending (member));
      g_assert_finalize_object (g_steal_pointer (&member));
      store_fixture_reopen (&fixture);
    }
  store_fixture_tear_down (&fixture);
}

static void
test_empty_and_huge_values (void)
{
  StoreFixture fixture = { NULL, };
  g_autofree char *huge = g_strnfill (200000, 'x');
  g_autoptr (UaMemberRecord) bare = make_named ("bare", NULL);
  g_autoptr (UaMemberRecord) large = make_named ("large", huge);
  g_autoptr (UaMember) member = NULL;
  g_autoptr (UaStoreAnswer) answer = NULL;

  store_fixture_set_up (&fixture);
  write_one (&fixture, bare);
  write_one (&fixture, large);
  answer = store_search (&fixture, "xxxxx");
  g_assert_cmpuint (answer->n_total, ==, 1);
  member = store_find (&fixture, "large");
  g_assert_cmpstr (ua_member_record_get_name (ua_member_get_record (member)), ==, huge);
  g_assert_finalize_object (g_steal_pointer (&member));
  store_fixture_tear_down (&fixture);
}

static void
expect_error (StoreFixture *fixture,
              const char   *id,
              int           code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_store_find_member_async (fixture->store, id, NULL, await_result_cb, &result);
  g_assert_null (ua_store_find_member_finish (fixture->store, await_result (&result), &error));
  g_assert_error (error, UA_ERROR, code);
}

static void
test_errors (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (UaQuery) query = ua_query_new ("", NULL, UA_FIELD_DISPLAY_NAME, FALSE);
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture);
  expect_error (&fixture, "nobody", UA_ERROR_NOT_FOUND);
  g_cancellable_cancel (cancellable);
  ua_store_query_async (fixture.store, query, 10, FALSE, cancellable, await_result_cb, &cancelled);
  g_assert_null (ua_store_query_finish (fixture.store, await_result (&cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  ua_store_count_facet_async (fixture.store, query, UA_FIELD_EMAIL, NULL, await_result_cb,
                              &counted);
  g_assert_null (ua_store_count_facet_finish (fixture.store, await_result (&counted), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  ua_store_close_async (fixture.store, await_result_cb, &closed);
  ua_store_query_async (fixture.store, query, 10, FALSE, NULL, await_result_cb, &late);
  g_assert_null (ua_store_query_finish (fixture.store, await_result (&late), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_STOPPED);
  g_clear_error (&error);
  ua_store_close_finish (fixture.store, await_result (&closed), &error);
  g_assert_no_error (error);
  g_clear_object (&cancelled);
  g_clear_object (&counted);
  g_clear_object (&closed);
  g_clear_object (&late);
  g_assert_finalize_object (g_steal_pointer (&fixture.store));
  store_fixture_tear_down (&fixture);
}

/* P12: what is as it was is not written; what differs is. */
static void
test_unchanged_is_not_written (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) records = sample_records (0, 200);
  UaStoreWritten written;
  guint n_changed;

  store_fixture_set_up (&fixture);
  written = store_write (&fixture, records);
  g_assert_cmpuint (written.n_new, ==, 200);
  n_changed = fixture.n_changed;
  written = store_write (&fixture, records);
  g_assert_cmpuint (written.n_same, ==, 200);
  g_assert_cmpuint (written.n_new + written.n_changed, ==, 0);
  g_assert_cmpuint (fixture.n_changed, ==, n_changed);
  ua_member_record_unref (records->pdata[7]);
  records->pdata[7] = sample_record_new (7, 2);
  written = store_write (&fixture, records);
  g_assert_cmpuint (written.n_changed, ==, 1);
  g_assert_cmpuint (written.n_same, ==, 199);
  g_assert_cmpuint (ua_store_get_n_members (fixture.store), ==, 200);
  store_fixture_tear_down (&fixture);
}

/* A walk that is cut off goes on where it was; who did not come by is named, and still there. */
static void
test_walk (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) first = sample_records (0, 100);
  g_autoptr (GPtrArray) second = sample_records (100, 100);
  g_autoptr (GPtrArray) third = sample_records (200, 100);
  g_autoptr (UaMemberRecord) gone = sample_record_new (150, 1);
  g_autofree char *walk = NULL;
  g_auto (GStrv) ids = NULL;

  store_fixture_set_up (&fixture);
  walk = store_begin_walk (&fixture, TRUE);
  g_assert_null (walk);
  store_write_page (&fixture, first, "after first");
  store_write_page (&fixture, second, "after second");
  g_assert_null (ua_store_get_text (fixture.store, UA_STORE_TEXT_SYNCED_AT));
  store_fixture_reopen (&fixture);
  walk = store_begin_walk (&fixture, TRUE);
  g_assert_cmpstr (walk, ==, "after second");
  store_write_page (&fixture, third, "after third");
  ids = store_end_walk (&fixture);
  g_assert_cmpuint (g_strv_length (ids), ==, 0);
  g_assert_cmpstr (ua_store_get_text (fixture.store, UA_STORE_TEXT_SYNCED_AT), ==,
                   "2026-01-01T00:00:00.000Z");
  g_clear_pointer (&ids, g_strfreev);
  g_clear_pointer (&walk, g_free);

  walk = store_begin_walk (&fixture, TRUE);
  g_assert_null (walk);
  g_ptr_array_remove_index (second, 50);
  store_write_page (&fixture, first, "1");
  store_write_page (&fixture, second, "2");
  store_fixture_reopen (&fixture);
  g_clear_pointer (&walk, g_free);
  walk = store_begin_walk (&fixture, TRUE);
  g_assert_cmpstr (walk, ==, "2");
  store_write_page (&fixture, third, "3");
  ids = store_end_walk (&fixture);
  g_assert_cmpuint (g_strv_length (ids), ==, 1);
  g_assert_cmpstr (ids[0], ==, ua_member_record_get_id (gone));
  g_assert_cmpuint (ua_store_get_n_members (fixture.store), ==, 300);
  store_delete (&fixture, ids[0]);
  g_assert_cmpuint (ua_store_get_n_members (fixture.store), ==, 299);
  expect_error (&fixture, ids[0], UA_ERROR_NOT_FOUND);
  store_fixture_tear_down (&fixture);
}

static void
test_texts (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture);
  g_assert_null (ua_store_get_text (fixture.store, UA_STORE_TEXT_OWN_ID));
  ua_store_set_text_async (fixture.store, UA_STORE_TEXT_OWN_ID, "me", await_result_cb, &result);
  g_assert_true (ua_store_set_text_finish (fixture.store, await_result (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ua_store_get_text (fixture.store, UA_STORE_TEXT_OWN_ID), ==, "me");
  g_clear_object (&result);
  store_fixture_reopen (&fixture);
  g_assert_cmpstr (ua_store_get_text (fixture.store, UA_STORE_TEXT_OWN_ID), ==, "me");
  store_fixture_tear_down (&fixture);
}

/* A group that is called otherwise is so with all who are in it; the list survives. */
static void
test_groups (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) groups = sample_groups ();
  g_autoptr (UaMemberRecord) record = sample_record_new (3, 1);
  const char *team = ua_member_record_get_nth (record, UA_FIELD_TEAMS, 0)->id;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (UaMember) member = NULL;
  g_autoptr (UaStoreAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 50);
  for (guint i = 0; i < groups->len; i++)
    if (strcmp (ua_group_get_id (groups->pdata[i]), team) == 0)
      {
        g_object_unref (groups->pdata[i]);
        groups->pdata[i] = ua_group_new (team, "Zeppelin Crew", UA_GROUP_KIND_TEAM, NULL);
      }
  ua_store_write_groups_async (fixture.store, groups, await_result_cb, &result);
  g_assert_true (ua_store_write_groups_finish (fixture.store, await_result (&result), &error));
  g_assert_no_error (error);
  member = store_find (&fixture, ua_member_record_get_id (record));
  g_assert_cmpstr (ua_member_record_get_nth (ua_member_get_record (member),
                                             UA_FIELD_TEAMS, 0)->name,
                   ==, "Zeppelin Crew");
  answer = store_search (&fixture, "zepp");
  g_assert_cmpuint (answer->n_total, >, 0);
  g_assert_finalize_object (g_steal_pointer (&member));
  g_clear_object (&result);
  store_fixture_reopen (&fixture);
  read = ua_store_dup_groups (fixture.store);
  g_assert_cmpuint (read->len, ==, groups->len);
  for (guint i = 0; i < read->len; i++)
    {
      g_assert_cmpstr (ua_group_get_id (read->pdata[i]), ==, ua_group_get_id (groups->pdata[i]));
      g_assert_cmpstr (ua_group_get_name (read->pdata[i]), ==,
                       ua_group_get_name (groups->pdata[i]));
    }
  g_clear_pointer (&read, g_ptr_array_unref);
  store_fixture_tear_down (&fixture);
}

static void
write_role_profiles (StoreFixture *fixture,
                     const char   *name,
                     gboolean      retired)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (profiles, ua_role_profile_new ("diving", name, retired, NULL));
  g_ptr_array_add (profiles, ua_role_profile_new ("cooking", "Cook", FALSE, NULL));
  ua_store_write_role_profiles_async (fixture->store, profiles, await_result_cb, &result);
  ua_store_write_role_profiles_finish (fixture->store, await_result (&result), &error);
  g_assert_no_error (error);
}

static void
assert_role_profile (StoreFixture *fixture,
                     const char   *name)
{
  g_autoptr (UaMember) member = store_find (fixture, "a");
  g_autoptr (UaStoreAnswer) answer = store_search (fixture, name);

  g_assert_cmpstr (ua_member_record_get (ua_member_get_record (member),
                                         UA_FIELD_ROLE_PROFILE_NAME), ==, name);
  g_assert_cmpuint (answer->n_total, ==, 1);
}

/* Role profiles survive, and give their names to members whose server does not tell these, also to
 * one who came after an equal list. */
static void
test_role_profiles (void)
{
  StoreFixture fixture = { NULL, };
  UaMemberBuilder *builder = ua_member_builder_new ();
  g_autoptr (UaMemberRecord) record = NULL;
  g_autoptr (GPtrArray) read = NULL;

  ua_member_builder_set (builder, UA_FIELD_ID, "a");
  ua_member_builder_set (builder, UA_FIELD_ROLE_PROFILE, "diving");
  record = ua_member_builder_end (builder);
  store_fixture_set_up (&fixture);
  write_role_profiles (&fixture, "Diver", FALSE);
  write_one (&fixture, record);
  write_role_profiles (&fixture, "Diver", FALSE);
  assert_role_profile (&fixture, "Diver");
  write_role_profiles (&fixture, "Pearl Diver", TRUE);
  assert_role_profile (&fixture, "Pearl Diver");
  store_fixture_reopen (&fixture);
  assert_role_profile (&fixture, "Pearl Diver");
  read = ua_store_dup_role_profiles (fixture.store);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpstr (ua_role_profile_get_name (read->pdata[0]), ==, "Pearl Diver");
  g_assert_true (ua_role_profile_get_retired (read->pdata[0]));
  g_clear_pointer (&read, g_ptr_array_unref);
  store_fixture_tear_down (&fixture);
}

/* Servers whose members do not tell their groups: the groups do, and members written later leave
 * that alone. */
static void
test_group_members (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = make_named ("a", "Anna Lindqvist");
  g_autoptr (UaMemberRecord) renamed = make_named ("a", "Anna Dahl");
  g_autoptr (UaGroup) group = ua_group_new ("g", "Divers", UA_GROUP_KIND_TEAM, NULL);
  const UaReference members[] = {
    { (char *) "a", NULL, (char *) "coach" }, { (char *) "unknown", NULL, NULL },
  };
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GAsyncResult) emptied = NULL;
  g_autoptr (UaMember) member = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture);
  write_one (&fixture, record);
  ua_store_write_group_members_async (fixture.store, group, members, 2, await_result_cb, &result);
  g_assert_true (ua_store_write_group_members_finish (fixture.store, await_result (&result),
                                                      &error));
  g_assert_no_error (error);
  g_ptr_array_add (records, renamed);
  ua_store_write_members_async (fixture.store, records, UA_STORE_WRITE_KEEP_MEMBERSHIPS,
                                await_result_cb, &written);
  g_assert_true (ua_store_write_members_finish (fixture.store, await_result (&written), NULL,
                                                &error));
  g_assert_no_error (error);
  member = store_find (&fixture, "a");
  g_assert_cmpstr (ua_member_record_get_name (ua_member_get_record (member)), ==, "Anna Dahl");
  g_assert_cmpuint (ua_member_record_get_n (ua_member_get_record (member),
                                            UA_FIELD_COACHED_TEAMS), ==, 1);
  g_assert_cmpstr (ua_member_record_get_nth (ua_member_get_record (member),
                                             UA_FIELD_COACHED_TEAMS, 0)->name, ==, "Divers");
  g_object_unref (member);
  ua_store_write_group_members_async (fixture.store, group, NULL, 0, await_result_cb, &emptied);
  g_assert_true (ua_store_write_group_members_finish (fixture.store, await_result (&emptied),
                                                      &error));
  member = store_find (&fixture, "a");
  g_assert_cmpuint (ua_member_record_get_n (ua_member_get_record (member),
                                            UA_FIELD_COACHED_TEAMS), ==, 0);
  g_clear_object (&member);
  g_clear_object (&result);
  g_clear_object (&written);
  g_clear_object (&emptied);
  store_fixture_tear_down (&fixture);
}

/* S8: who is erased is in no file, neither as written nor as searched; nor who had another name. */
static void
test_erased_leaves_no_trace (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = make_named ("canary-id", "Qwxyz Canárybird");
  g_autoptr (UaMemberRecord) renamed = make_named ("canary-id", "Vbnmk Sparrowhawk");

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 300);
  write_one (&fixture, record);
  g_assert_true (store_fixture_has (&fixture, "Qwxyz Canárybird"));
  g_assert_true (store_fixture_has (&fixture, "qwxyz"));
  write_one (&fixture, renamed);
  store_delete (&fixture, "canary-id");
  g_assert_false (store_fixture_has (&fixture, "Qwxyz"));
  g_assert_false (store_fixture_has (&fixture, "qwxyz"));
  g_assert_false (store_fixture_has (&fixture, "Vbnmk"));
  g_assert_false (store_fixture_has (&fixture, "sparrowhawk"));
  g_assert_false (store_fixture_has (&fixture, "canary-id"));
  store_fixture_reopen (&fixture);
  g_assert_false (store_fixture_has (&fixture, "qwxyz"));
  store_fixture_tear_down (&fixture);
}

static void
assert_mode (const char *path,
             guint       mode)
{
  struct stat info;

  if (stat (path, &info) != 0)
    return;
  g_test_message ("%s is %o", path, info.st_mode & 0777);
  g_assert_cmpuint (info.st_mode & 0777, ==, mode);
}

/* S7: nobody else reads the files, whatever the umask and whatever they were before. */
static void
test_permissions (void)
{
  static const char * const names[] = {
    "cache.db", "cache.db-wal", "cache.db-shm", "changes.db", "changes.db-wal", "changes.db-shm",
  };
  StoreFixture fixture = { NULL, };
  g_autofree char *cache = NULL;
  mode_t umask_before = umask (0);

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 20);
  cache = store_fixture_get_path (&fixture, "cache.db");
  for (guint round = 0; round < 2; round++)
    {
      assert_mode (fixture.folder, 0700);
      g_assert_true (g_file_test (cache, G_FILE_TEST_EXISTS));
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *path = store_fixture_get_path (&fixture, names[i]);

          assert_mode (path, 0600);
        }
      store_fixture_close (&fixture);
      g_chmod (fixture.folder, 0777);
      g_chmod (cache, 0666);
      store_fixture_open (&fixture, NULL);
      store_fill (&fixture, 40);
    }
  umask (umask_before);
  store_fixture_tear_down (&fixture);
}

/* A folder that cannot be made is an error in words, and no crash. */
static void
test_impossible_folder (void)
{
  g_autofree char *parent = g_dir_make_tmp ("ua-store-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (parent, "file", NULL);
  StoreFixture fixture = { NULL, };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  fixture.folder = g_build_filename (file, "below", NULL);
  g_assert_false (store_fixture_open (&fixture, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_STORAGE);
  expect_error (&fixture, "a", UA_ERROR_STOPPED);
  store_fixture_close (&fixture);
  g_free (fixture.folder);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (parent), ==, 0);
}

/* A cache that is a symbolic link to elsewhere is not followed. */
static void
test_symbolic_link (void)
{
  StoreFixture fixture = { NULL, };
  g_autofree char *cache = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture);
  store_fixture_close (&fixture);
  cache = store_fixture_get_path (&fixture, "cache.db");
  g_assert_cmpint (g_unlink (cache), ==, 0);
  g_assert_cmpint (symlink ("/dev/null", cache), ==, 0);
  g_assert_false (store_fixture_open (&fixture, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_STORAGE);
  store_fixture_close (&fixture);
  store_fixture_tear_down (&fixture);
}

/* R6: a second one is refused as long as the first is open, and welcome afterwards. */
static void
test_one_owner (void)
{
  StoreFixture first = { NULL, };
  StoreFixture second = { NULL, };
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&first);
  second.folder = g_strdup (first.folder);
  g_assert_false (store_fixture_open (&second, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_BUSY);
  store_fixture_close (&second);
  g_clear_error (&error);
  store_fixture_close (&first);
  g_assert_true (store_fixture_open (&second, &error));
  g_assert_no_error (error);
  g_free (first.folder);
  store_fixture_tear_down (&second);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/round-trip", test_round_trip);
  g_test_add_func ("/store/empty-and-huge-values", test_empty_and_huge_values);
  g_test_add_func ("/store/errors", test_errors);
  g_test_add_func ("/store/unchanged-is-not-written", test_unchanged_is_not_written);
  g_test_add_func ("/store/walk", test_walk);
  g_test_add_func ("/store/texts", test_texts);
  g_test_add_func ("/store/groups", test_groups);
  g_test_add_func ("/store/role-profiles", test_role_profiles);
  g_test_add_func ("/store/group-members", test_group_members);
  g_test_add_func ("/store/erased-leaves-no-trace", test_erased_leaves_no_trace);
  g_test_add_func ("/store/permissions", test_permissions);
  g_test_add_func ("/store/impossible-folder", test_impossible_folder);
  g_test_add_func ("/store/symbolic-link", test_symbolic_link);
  g_test_add_func ("/store/one-owner", test_one_owner);
  return g_test_run ();
}
