/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"
#include "store-fixture.h"

#include "ua-error.h"
#include "ua-search-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* R1, R4: whatever is done to the files, the application lives on, and no change is lost that could
 * still be read. */

#define N_FLIP_ROUNDS 200
#define N_KILL_ROUNDS 15

static UaChange *
make_change (guint n)
{
  g_autoptr (UaMemberRecord) record = sample_record_new (n, 1);
  g_autofree char *uuid = g_strdup_printf ("uuid-%u", n);
  g_autofree char *title = g_strdup_printf ("Title %u", n);
  UaPatchEntry entry = { UA_FIELD_TITLE, NULL, title };
  g_autoptr (UaPatch) patch = ua_patch_new (ua_member_record_get_id (record), NULL, &entry, 1);

  return ua_change_new (uuid, patch, ua_member_record_get_name (record), 1000 + n,
                        UA_CHANGE_STATE_QUEUED, 0, NULL);
}

/* Does what an application does with a cache; errors are fine, as long as they are errors. */
static void
use_store (StoreFixture *fixture)
{
  static const char * const searches[] = { "", "anna", "e", "engineer müller" };
  g_autoptr (GPtrArray) records = sample_records (90, 20);
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GArray) counts = NULL;
  g_autoptr (UaQuery) all = ua_query_new (NULL, NULL, UA_FIELD_STATUS, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (UaQuery) query = ua_query_new (searches[i], NULL, UA_FIELD_DISPLAY_NAME, FALSE);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (UaStoreAnswer) answer = NULL;

      ua_store_query_async (fixture->store, query, 1000, i == 0, NULL, await_result_cb, &result);
      answer = ua_store_query_finish (fixture->store, await_result (&result), NULL);
      for (guint j = 0; answer != NULL && j < answer->first->len; j++)
        {
          UaMemberRecord *record = g_array_index (answer->first, UaStoreRow, j).record;

          if (record != NULL)
            g_assert_true (g_utf8_validate (ua_member_record_get_name (record), -1, NULL));
        }
    }
  ua_store_count_facet_async (fixture->store, all, UA_FIELD_TEAMS, NULL, await_result_cb, &counted);
  counts = ua_store_count_facet_finish (fixture->store, await_result (&counted), NULL);
  g_test_message ("%u counts", counts != NULL ? counts->len : 0);
  ua_store_write_members_async (fixture->store, records, UA_STORE_WRITE_NONE, await_result_cb,
                                &written);
  ua_store_write_members_finish (fixture->store, await_result (&written), NULL, NULL);
}

static void
make_good_files (StoreFixture *fixture)
{
  store_fixture_set_up (fixture);
  store_fill (fixture, 120);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (UaChange) change = make_change (i);

      store_add_change (fixture, change);
    }
  store_fixture_close (fixture);
}

static void
flip_bytes (char   *contents,
            gsize   length,
            GRand  *random)
{
  guint n = (guint) g_rand_int_range (random, 1, 30);

  for (guint i = 0; i < n; i++)
    contents[g_rand_int_range (random, 0, (gint) length)] =
      (char) g_rand_int_range (random, 0, 256);
}

static void
ignore_log (const char     *domain,
            GLogLevelFlags  level,
            const char     *message,
            gpointer        user_data)
{
}

static void
test_flipped_cache (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);
  g_autofree char *path = NULL;
  g_autofree char *good = NULL;
  gsize length = 0;
  guint n_renewed = 0;
  guint handler;

  make_good_files (&fixture);
  path = store_fixture_get_path (&fixture, "cache.db");
  g_assert_true (g_file_get_contents (path, &good, &length, NULL));
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  handler = g_log_set_handler ("ua-store", G_LOG_LEVEL_WARNING, ignore_log, NULL);
  for (guint round = 0; round < N_FLIP_ROUNDS; round++)
    {
      g_autofree char *bad = g_memdup2 (good, length);
      g_autoptr (GPtrArray) changes = NULL;
      g_autoptr (GError) error = NULL;
      gsize kept = length;

      flip_bytes (bad, length, random);
      if (round % 10 == 0)
        kept = (gsize) g_rand_int_range (random, 0, (gint) length);
      g_assert_true (g_file_set_contents (path, bad, (gssize) kept, NULL));
      store_fixture_open (&fixture, &error);
      g_assert_no_error (error);
      use_store (&fixture);
      n_renewed += (ua_store_get_notices (fixture.store) & UA_STORE_NOTICE_CACHE_RENEWED) != 0;
      changes = ua_store_dup_changes (fixture.store);
      g_assert_cmpuint (changes->len, ==, 10);
      g_clear_pointer (&changes, g_ptr_array_unref);
      store_fixture_close (&fixture);
    }
  g_test_message ("%u of %u caches were renewed", n_renewed, N_FLIP_ROUNDS);
  g_assert_cmpuint (n_renewed, >, 0);
  g_log_remove_handler ("ua-store", handler);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  store_fixture_tear_down (&fixture);
}

/* A queue is salvaged as far as it can be read, and the damaged file is kept. */
static void
test_flipped_queue (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GRand) random = g_rand_new_with_seed (815);
  g_autofree char *path = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *good = NULL;
  gsize length = 0;
  guint n_salvaged = 0;

  make_good_files (&fixture);
  path = store_fixture_get_path (&fixture, "changes.db");
  aside = store_fixture_get_path (&fixture, "changes.db.damaged-1");
  g_assert_true (g_file_get_contents (path, &good, &length, NULL));
  for (guint round = 0; round < 60; round++)
    {
      g_autofree char *bad = g_memdup2 (good, length);
      g_autoptr (GPtrArray) changes = NULL;
      g_autoptr (GError) error = NULL;

      flip_bytes (bad, length, random);
      g_assert_true (g_file_set_contents (path, bad, (gssize) length, NULL));
      g_unlink (aside);
      store_fixture_open (&fixture, &error);
      g_assert_no_error (error);
      changes = ua_store_dup_changes (fixture.store);
      g_assert_cmpuint (changes->len, <=, 10);
      if ((ua_store_get_notices (fixture.store) & UA_STORE_NOTICE_CHANGES_SALVAGED) != 0)
        {
          g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
          n_salvaged += changes->len;
        }
      else
        g_assert_cmpuint (changes->len, ==, 10);
      g_clear_pointer (&changes, g_ptr_array_unref);
      store_fixture_close (&fixture);
    }
  g_test_message ("%u changes were salvaged", n_salvaged);
  g_assert_cmpuint (n_salvaged, >, 0);
  store_fixture_tear_down (&fixture);
}

static void
write_file (StoreFixture *fixture,
            const char   *name,
            const char   *contents)
{
  g_autofree char *path = store_fixture_get_path (fixture, name);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

static void
set_version (StoreFixture *fixture,
             const char   *name,
             const char   *sql)
{
  g_autofree char *path = store_fixture_get_path (fixture, name);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

/* From a newer version, and no database at all: set aside, rebuilt, and gone after the next
 * walk. */
static void
test_unusable_cache (void)
{
  StoreFixture fixture = { NULL, };
  g_autofree char *aside = NULL;

  make_good_files (&fixture);
  aside = store_fixture_get_path (&fixture, "cache.db.set-aside");
  for (guint round = 0; round < 3; round++)
    {
      if (round == 0)
        set_version (&fixture, "cache.db", "PRAGMA user_version = 1000");
      else if (round == 1)
        write_file (&fixture, "cache.db", "This is a letter, no database, and rather long, too.");
      else
        set_version (&fixture, "cache.db", "DROP TABLE word");
      store_fixture_open (&fixture, NULL);
      g_assert_cmpuint (ua_store_get_notices (fixture.store), ==, UA_STORE_NOTICE_CACHE_RENEWED);
      g_assert_cmpuint (ua_store_get_n_members (fixture.store), ==, 0);
      g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
      store_fill (&fixture, 120);
      g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
      g_assert_cmpuint (ua_store_get_n_members (fixture.store), ==, 120);
      store_fixture_close (&fixture);
    }
  store_fixture_tear_down (&fixture);
}

/* Damage that shows only in use: the call fails, an empty cache takes over, and that is told. */
static void
test_damage_in_use (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (UaQuery) query = ua_query_new ("anna", NULL, UA_FIELD_DISPLAY_NAME, FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  make_good_files (&fixture);
  set_version (&fixture, "cache.db", "DROP TABLE entry");
  store_fixture_open (&fixture, &error);
  g_assert_no_error (error);
  if (ua_store_get_notices (fixture.store) == 0)
    {
      ua_store_query_async (fixture.store, query, 10, FALSE, NULL, await_result_cb, &result);
      g_assert_null (ua_store_query_finish (fixture.store, await_result (&result), &error));
      g_assert_error (error, UA_ERROR, UA_ERROR_CORRUPT);
      g_clear_object (&result);
    }
  g_assert_cmpuint (ua_store_get_notices (fixture.store), ==, UA_STORE_NOTICE_CACHE_RENEWED);
  g_assert_cmpuint (ua_store_get_n_members (fixture.store), ==, 0);
  store_fill (&fixture, 50);
  g_assert_cmpuint (ua_store_get_n_members (fixture.store), ==, 50);
  store_fixture_tear_down (&fixture);
}

/* The disk is full: refused in words, nothing half written, and it goes on when there is room. */
static void
test_full_disk (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) records = sample_records (1000, 500);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (UaChange) change = make_change (5000);
  g_autoptr (UaStoreAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;

  store_fixture_set_up (&fixture);
  store_fill (&fixture, 100);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  ua_store_write_members_async (fixture.store, records, UA_STORE_WRITE_NONE, await_result_cb,
                                &result);
  g_assert_false (ua_store_write_members_finish (fixture.store, await_result (&result), NULL,
                                                 &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_STORAGE);
  g_clear_error (&error);
  ua_store_add_change_async (fixture.store, change, await_result_cb, &added);
  g_assert_false (ua_store_add_change_finish (fixture.store, await_result (&added), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  answer = store_search (&fixture, "");
  g_assert_cmpuint (answer->n_total, ==, 100);
  g_assert_cmpuint (store_write (&fixture, records).n_new, ==, 500);
  store_add_change (&fixture, change);
  g_clear_object (&result);
  g_clear_object (&added);
  store_fixture_reopen (&fixture);
  g_assert_cmpuint (ua_store_get_n_members (fixture.store), ==, 600);
  store_fixture_tear_down (&fixture);
}

/* What the child tells its parent through a pipe. */
typedef struct
{
  guint n_changes;
  guint n_pages;
} Acknowledged;

static void
acknowledge (int           fd,
             Acknowledged *acknowledged)
{
  g_assert_cmpint (write (fd, acknowledged, sizeof *acknowledged), ==, sizeof *acknowledged);
}

/* Reads what the child says next; FALSE when it is dead and has said no more. */
static gboolean
read_acknowledged (int           fd,
                   Acknowledged *acknowledged)
{
  gssize n;

  /* What is this short is written into a pipe whole or not at all. */
  do
    n = read (fd, acknowledged, sizeof *acknowledged);
  while (n < 0 && errno == EINTR);
  if (n == 0)
    return FALSE;
  g_assert_cmpint (n, ==, sizeof *acknowledged);
  return TRUE;
}

/* Writes pages and changes without end, and says after each that it is written. */
static void
write_until_killed (const char   *folder,
                    int           fd,
                    Acknowledged  acknowledged)
{
  StoreFixture fixture = { NULL, };
  g_autofree char *walk = NULL;

  fixture.folder = g_strdup (folder);
  store_fixture_open (&fixture, NULL);
  walk = store_begin_walk (&fixture, TRUE);
  for (guint i = acknowledged.n_pages; ; i++)
    {
      g_autoptr (UaChange) change = make_change (i);
      g_autoptr (GPtrArray) records = sample_records (i * 10, 10);
      g_autofree char *at = g_strdup_printf ("%u", i);

      store_add_change (&fixture, change);
      acknowledged.n_changes = MAX (acknowledged.n_changes, i + 1);
      acknowledge (fd, &acknowledged);
      store_write_page (&fixture, records, at);
      acknowledged.n_pages = i + 1;
      acknowledge (fd, &acknowledged);
    }
}

/* Lets a child write @n_pages pages, and kills it in the midst of what it does then: @delay
 * milliseconds later, or at the next that it acknowledges. */
static void
write_and_kill (const char   *folder,
                guint         n_pages,
                int           delay,
                Acknowledged *acknowledged)
{
  guint enough = acknowledged->n_pages + n_pages;
  GPollFD next;
  int ends[2];
  int status;
  pid_t child;

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  child = fork ();
  if (child == 0)
    {
      close (ends[0]);
      write_until_killed (folder, ends[1], *acknowledged);
      _exit (1);
    }
  close (ends[1]);
  while (acknowledged->n_pages < enough)
    if (!read_acknowledged (ends[0], acknowledged))
      g_error ("The child ended before it was killed");
  next.fd = ends[0];
  next.events = G_IO_IN;
  g_poll (&next, 1, delay);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  while (read_acknowledged (ends[0], acknowledged))
    ;
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static void
assert_acknowledged (StoreFixture       *fixture,
                     const Acknowledged *acknowledged)
{
  g_autoptr (GPtrArray) changes = ua_store_dup_changes (fixture->store);
  g_autoptr (GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);
  const char *walk = ua_store_get_text (fixture->store, UA_STORE_TEXT_WALK);

  for (guint i = 0; i < changes->len; i++)
    g_assert_true (g_hash_table_add (uuids, (char *) ua_change_get_uuid (changes->pdata[i])));
  for (guint i = 0; i < acknowledged->n_changes; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("uuid-%u", i);

      g_assert_true (g_hash_table_contains (uuids, uuid));
    }
  /* One more may be there that was killed before it was acknowledged. */
  g_assert_cmpuint (changes->len, <=, acknowledged->n_changes + 1);
  g_assert_cmpuint (g_ascii_strtoull (walk, NULL, 10) + 1, >=, acknowledged->n_pages);
  for (guint i = 0; i < acknowledged->n_pages * 10; i += 7)
    {
      g_autoptr (UaMemberRecord) record = sample_record_new (i, 1);
      g_autoptr (UaMemberRecord) base = NULL;

      base = store_read_base (fixture, ua_member_record_get_id (record));
      g_assert_true (ua_member_record_equal (base, record));
    }
}

/* R1: killed at any time, every change that was acknowledged is in the queue once, and the walk
 * goes on no farther than what is there. */
static void
test_killed (void)
{
  StoreFixture fixture = { NULL, };
  Acknowledged acknowledged = { 0, 0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (31);
  g_autofree char *parent = g_dir_make_tmp ("ua-store-XXXXXX", NULL);

  fixture.folder = g_build_filename (parent, "organisation", NULL);
  for (guint round = 0; round < N_KILL_ROUNDS; round++)
    write_and_kill (fixture.folder, 2 + round % 5, g_rand_int_range (random, 0, 5),
                    &acknowledged);
  store_fixture_open (&fixture, NULL);
  assert_acknowledged (&fixture, &acknowledged);
  store_fixture_tear_down (&fixture);
}

static void
run_file (UaDatabase *database,
          const char *name)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "store", name, NULL);
  g_autofree char *sql = NULL;

  g_assert_true (g_file_get_contents (file, &sql, NULL, NULL));
  g_assert_true (ua_database_exec (database, sql, NULL));
}

static UaDatabase *
make_database (StoreFixture   *fixture,
               const char     *name,
               UaDatabaseMode  mode)
{
  g_autofree char *path = store_fixture_get_path (fixture, name);
  g_autoptr (GError) error = NULL;
  UaDatabase *database;

  store_fixture_close (fixture);
  g_assert_true (ua_database_remove (path, NULL));
  database = ua_database_open (path, mode, &error);
  g_assert_no_error (error);
  return database;
}

/* A cache as some version of the schema left it: each adds to what the one before had. */
static void
make_old_cache (StoreFixture *fixture,
                guint         version)
{
  UaDatabase *database = make_database (fixture, "cache.db", UA_DATABASE_MODE_CACHE);

  g_assert_true (ua_search_add_to_database (database, NULL));
  for (guint i = 1; i <= version; i++)
    {
      g_autofree char *name = g_strdup_printf ("v%u.sql", i);

      run_file (database, name);
    }
  ua_database_close (database);
}

static guint
count_mails (StoreFixture *fixture)
{
  g_autoptr (UaEntryQuery) query = ua_entry_query_new (UA_ENTRY_TYPE_MESSAGE, "kept");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) mails = NULL;
  g_autoptr (GError) error = NULL;

  ua_store_read_entries_async (fixture->store, query, NULL, await_result_cb, &result);
  mails = ua_store_read_entries_finish (fixture->store, await_result (&result), &error);
  g_assert_no_error (error);
  return mails->len;
}

/* A cache of every version of the schema opens, and its members are found. */
static void
test_migration (gconstpointer data)
{
  guint version = GPOINTER_TO_UINT (data);
  StoreFixture fixture = { NULL, };
  g_autoptr (UaMemberRecord) record = sample_record_new (3, 1);
  g_autoptr (UaMember) member = NULL;

  store_fixture_set_up (&fixture);
  make_old_cache (&fixture, version);
  store_fixture_open (&fixture, NULL);
  g_assert_cmpuint (ua_store_get_notices (fixture.store), ==, 0);
  g_assert_cmpuint (ua_store_get_n_members (fixture.store), ==, 8);
  g_assert_cmpuint (count_mails (&fixture), ==, version >= 2 ? 1 : 0);
  member = store_find (&fixture, ua_member_record_get_id (record));
  g_assert_true (ua_member_record_equal (ua_member_get_record (member), record));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (UaStoreAnswer) answer = store_search (&fixture, "brackwater");

      g_assert_cmpuint (answer->n_total, ==, 8 + i);
      if (i == 0)
        {
          g_autoptr (GPtrArray) records = sample_records (8, 1);

          g_assert_cmpuint (store_write (&fixture, records).n_new, ==, 1);
        }
    }
  g_clear_object (&member);
  store_fixture_tear_down (&fixture);
}

/* A queue of the first version keeps its changes, and has a log from then on. */
static void
test_queue_migration (void)
{
  StoreFixture fixture = { NULL, };
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (UaEntryQuery) query = ua_entry_query_new (UA_ENTRY_TYPE_OWN_EVENT, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  UaDatabase *database;

  store_fixture_set_up (&fixture);
  database = make_database (&fixture, "changes.db", UA_DATABASE_MODE_DURABLE);
  run_file (database, "queue-v1.sql");
  ua_database_close (database);
  store_fixture_open (&fixture, NULL);
  g_assert_cmpuint (ua_store_get_notices (fixture.store), ==, 0);
  changes = ua_store_dup_changes (fixture.store);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (ua_change_get_uuid (changes->pdata[0]), ==, "u-1");

  ua_store_remove_change_async (fixture.store, "u-1", TRUE, NULL, await_result_cb, &result);
  g_assert_true (ua_store_remove_change_finish (fixture.store, await_result (&result), &error));
  g_clear_object (&result);
  ua_store_read_entries_async (fixture.store, query, NULL, await_result_cb, &result);
  lines = ua_store_read_entries_finish (fixture.store, await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpstr (ua_entry_get (lines->pdata[0], "target.display"), ==, "Ada Moor");
  g_assert_cmpstr (ua_entry_get_nth (lines->pdata[0], "changes", 0, "new"), ==, "Captain");
  g_clear_object (&result);
  store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/damage/flipped-cache", test_flipped_cache);
  g_test_add_func ("/store/damage/flipped-queue", test_flipped_queue);
  g_test_add_func ("/store/damage/unusable-cache", test_unusable_cache);
  g_test_add_func ("/store/damage/in-use", test_damage_in_use);
  g_test_add_func ("/store/damage/full-disk", test_full_disk);
  g_test_add_func ("/store/damage/killed", test_killed);
  g_test_add_data_func ("/store/damage/migration-1", GUINT_TO_POINTER (1), test_migration);
  g_test_add_data_func ("/store/damage/migration-2", GUINT_TO_POINTER (2), test_migration);
  g_test_add_func ("/store/damage/queue-migration", test_queue_migration);
  return g_test_run ();
}
