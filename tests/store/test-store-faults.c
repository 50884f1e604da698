/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-vfs.h"
#include "sample.h"
#include "store-fixture.h"

#include "ua-error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <sqlite3.h>
#include <string.h>

/* R2, R3: the disk fails at each of its calls in turn, or the power goes at each sync.  A small
 * script of what an application does with a store goes on as far as it can; then the store is
 * opened again on a sound disk, and everything that was said to be written is there. */

#define N_CHANGES 3
#define PAGE 6

/* More calls than the script makes: a bound for the loops. */
#define MAX_CALLS 5000

/* What the store said. */
typedef struct
{
  gboolean begun[N_CHANGES];
  gboolean added[N_CHANGES];
  gboolean marking[N_CHANGES];
  gboolean marked[N_CHANGES];  /* as being sent */
  gboolean removing[N_CHANGES];
  gboolean removed[N_CHANGES];
  guint n_pages;
} Said;

typedef struct
{
  StoreFixture fixture;
  Said said;
  gboolean insists;    /* whether what fails is tried once more, and has to succeed */
  guint n_failed;
  guint n_disks;       /* how many images of the disk were saved */
  GArray *said_then;   /* (owned) (nullable), of Said, one an image */
} Script;

static UaChange *
make_change (guint         n,
             UaChangeState state)
{
  g_autoptr (UaMemberRecord) record = sample_record_new (n, 1);
  g_autofree char *uuid = g_strdup_printf ("uuid-%u", n);
  g_autofree char *title = g_strdup_printf ("Title %u", n);
  UaPatchEntry entry = { UA_FIELD_TITLE, NULL, title };
  g_autoptr (UaPatch) patch = ua_patch_new (ua_member_record_get_id (record), NULL, &entry, 1);

  return ua_change_new (uuid, patch, ua_member_record_get_name (record), 1000 + n, state, 0, NULL);
}

/* A failure is told in words, as what it is, and as no damage to the files. */
static gboolean
note_end (Script   *self,
          gboolean  success,
          GError   *error)
{
  if (success)
    {
      g_assert_no_error (error);
      return TRUE;
    }
  g_assert_error (error, UA_ERROR, UA_ERROR_STORAGE);
  g_assert_cmpuint (strlen (error->message), >, 0);
  self->n_failed++;
  return FALSE;
}

typedef gboolean (*Step) (Script *self,
                          guint   n,
                          GError **error);

/* Does a step of the script.  Gives whether it is done at last. */
static gboolean
take_step (Script *self,
           Step    step,
           guint   n)
{
  for (guint attempt = 0; attempt < 2; attempt++)
    {
      g_autoptr (GError) error = NULL;
      gboolean success = step (self, n, &error);

      if (note_end (self, success, error))
        return TRUE;
      if (!self->insists)
        return FALSE;
    }
  g_error ("What failed once failed again on a sound disk");
}

static gboolean
open_store (Script  *self,
            guint    n,
            GError **error)
{
  if (store_fixture_open (&self->fixture, error))
    return TRUE;
  g_assert_finalize_object (g_steal_pointer (&self->fixture.store));
  return FALSE;
}

static gboolean
begin_walk (Script  *self,
            guint    n,
            GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ua_store_begin_walk_async (self->fixture.store, TRUE, await_result_cb, &result);
  return ua_store_begin_walk_finish (self->fixture.store, await_result (&result), NULL, error);
}

static gboolean
write_page (Script  *self,
            guint    n,
            GError **error)
{
  g_autoptr (GPtrArray) records = sample_records (n * PAGE, PAGE);
  g_autoptr (GAsyncResult) result = NULL;

  ua_store_write_page_async (self->fixture.store, records, "next", UA_STORE_WRITE_NONE,
                             await_result_cb, &result);
  return ua_store_write_page_finish (self->fixture.store, await_result (&result), NULL, error);
}

static gboolean
end_walk (Script  *self,
          guint    n,
          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) ids = NULL;

  ua_store_end_walk_async (self->fixture.store, 1000, await_result_cb, &result);
  ids = ua_store_end_walk_finish (self->fixture.store, await_result (&result), error);
  return ids != NULL;
}

static gboolean
add_change (Script  *self,
            guint    n,
            GError **error)
{
  g_autoptr (UaChange) change = make_change (n, UA_CHANGE_STATE_QUEUED);
  g_autoptr (GAsyncResult) result = NULL;

  self->said.begun[n] = TRUE;
  ua_store_add_change_async (self->fixture.store, change, await_result_cb, &result);
  return ua_store_add_change_finish (self->fixture.store, await_result (&result), error);
}

static gboolean
mark_change (Script  *self,
             guint    n,
             GError **error)
{
  g_autoptr (UaChange) change = make_change (n, UA_CHANGE_STATE_SENDING);
  g_autoptr (GAsyncResult) result = NULL;

  self->said.marking[n] = TRUE;
  ua_store_update_change_async (self->fixture.store, change, await_result_cb, &result);
  return ua_store_update_change_finish (self->fixture.store, await_result (&result), error);
}

static gboolean
remove_change (Script  *self,
               guint    n,
               GError **error)
{
  g_autofree char *uuid = g_strdup_printf ("uuid-%u", n);
  g_autoptr (UaMemberRecord) record = sample_record_new (n, 2);
  g_autoptr (GAsyncResult) result = NULL;

  self->said.removing[n] = TRUE;
  ua_store_remove_change_async (self->fixture.store, uuid, TRUE, record, await_result_cb, &result);
  return ua_store_remove_change_finish (self->fixture.store, await_result (&result), error);
}

static gboolean
delete_member (Script  *self,
               guint    n,
               GError **error)
{
  g_autoptr (UaMemberRecord) record = sample_record_new (n, 1);
  const char *ids[] = { ua_member_record_get_id (record), NULL };
  g_autoptr (GAsyncResult) result = NULL;

  ua_store_delete_members_async (self->fixture.store, ids, await_result_cb, &result);
  return ua_store_delete_members_finish (self->fixture.store, await_result (&result), error);
}

/* What was written can be read, whatever cannot be written; one member may be deleted by then. */
static gboolean
search (Script  *self,
        guint    n,
        GError **error)
{
  g_autoptr (UaQuery) query = ua_query_new ("brackwater", NULL, UA_FIELD_EMAIL, FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (UaStoreAnswer) answer = NULL;

  ua_store_query_async (self->fixture.store, query, 10, FALSE, NULL, await_result_cb, &result);
  answer = ua_store_query_finish (self->fixture.store, await_result (&result), error);
  if (answer != NULL)
    g_assert_cmpuint (answer->n_total + 1, >=, self->said.n_pages * PAGE);
  return answer != NULL;
}

/* Every third change stays queued, every third is being sent, every third has arrived. */
static void
work_on_change (Script *self,
                guint   n)
{
  self->said.added[n] = take_step (self, add_change, n);
  if (!self->said.added[n] || n % 3 == 0)
    return;
  self->said.marked[n] = take_step (self, mark_change, n);
  if (self->said.marked[n] && n % 3 == 2)
    self->said.removed[n] = take_step (self, remove_change, n);
}

static void
run_script (Script *self)
{
  if (!take_step (self, open_store, 0))
    return;
  take_step (self, begin_walk, 0);
  for (guint i = 0; i < N_CHANGES; i++)
    {
      if (take_step (self, write_page, i))
        self->said.n_pages++;
      work_on_change (self, i);
    }
  take_step (self, end_walk, 0);
  take_step (self, search, 0);
  take_step (self, delete_member, N_CHANGES * PAGE - 1);
}

static void
assert_sound (StoreFixture *fixture,
              const char   *name)
{
  g_autofree char *path = store_fixture_get_path (fixture, name);
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  /* Newer versions of SQLite look into the tables of the search, whose tokenizer is not here. */
  g_assert_cmpint (sqlite3_prepare_v2 (database, "SELECT integrity_check FROM sqlite_schema AS s,"
                                       "  pragma_integrity_check (s.name)"
                                       "  WHERE s.type = 'table' AND s.rootpage > 0",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

static UaChange *
find_change (GPtrArray *changes,
             guint      n)
{
  g_autofree char *uuid = g_strdup_printf ("uuid-%u", n);
  UaChange *found = NULL;

  for (guint i = 0; i < changes->len; i++)
    if (strcmp (ua_change_get_uuid (changes->pdata[i]), uuid) == 0)
      {
        g_assert_null (found);
        found = changes->pdata[i];
      }
  return found;
}

/* What was said about a change is so; what had begun may be so or not. */
static void
assert_change (GPtrArray  *changes,
               const Said *said,
               guint       n)
{
  UaChange *change = find_change (changes, n);
  g_autofree char *title = g_strdup_printf ("Title %u", n);
  UaPatch *patch;

  if (change == NULL)
    {
      g_assert_true (!said->added[n] || said->removing[n]);
      return;
    }
  g_assert_true (said->begun[n]);
  g_assert_false (said->removed[n]);
  patch = ua_change_get_patch (change);
  g_assert_cmpuint (ua_patch_get_n (patch), ==, 1);
  g_assert_cmpstr (ua_patch_get_nth (patch, 0)->new_value, ==, title);
  if (said->marked[n])
    g_assert_cmpint (ua_change_get_state (change), ==, UA_CHANGE_STATE_SENDING);
  else if (!said->marking[n])
    g_assert_cmpint (ua_change_get_state (change), ==, UA_CHANGE_STATE_QUEUED);
}

static void
assert_queue (StoreFixture *fixture,
              const Said   *said)
{
  g_autoptr (GPtrArray) changes = ua_store_dup_changes (fixture->store);

  for (guint n = 0; n < N_CHANGES; n++)
    assert_change (changes, said, n);
  g_assert_cmpuint (changes->len, <=, N_CHANGES);
}

/* Opens a store on a disk that is sound again, and compares it with what was said. */
static void
assert_store (StoreFixture *fixture,
              const Said   *said,
              guint         n_pages)
{
  g_autoptr (GError) error = NULL;

  store_fixture_open (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ua_store_get_notices (fixture->store), ==, 0);
  assert_queue (fixture, said);
  for (guint i = 0; i + 1 < n_pages * PAGE; i += 4)
    {
      g_autoptr (UaMemberRecord) record = sample_record_new (i, 1);
      g_autoptr (UaMemberRecord) base =
        store_read_base (fixture, ua_member_record_get_id (record));

      g_assert_nonnull (base);
    }
  store_fixture_close (fixture);
  assert_sound (fixture, "cache.db");
  assert_sound (fixture, "changes.db");
}

static void
make_folder (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("ua-store-XXXXXX", &error);

  g_assert_no_error (error);
  fixture->folder = g_build_filename (parent, "organisation", NULL);
}

/* Runs the script with a disk whose @nth call fails.  Gives whether it came to that. */
static gboolean
run_with_fault (guint          nth,
                FaultyVfsFault fault)
{
  Script script = { .insists = fault == FAULTY_VFS_ONCE };
  guint n_calls;

  make_folder (&script.fixture);
  faulty_vfs_arm (nth, fault);
  run_script (&script);
  n_calls = faulty_vfs_disarm ();
  if (fault == FAULTY_VFS_ONCE)
    g_assert_cmpuint (script.n_failed, <=, 1);
  if (script.fixture.store != NULL)
    g_assert_true (take_step (&script, search, 0));
  store_fixture_close (&script.fixture);
  faulty_vfs_forget ();
  assert_store (&script.fixture, &script.said, script.said.n_pages);
  store_fixture_tear_down (&script.fixture);
  faulty_vfs_forget ();
  return n_calls >= nth;
}

static void
ignore_log (const char     *domain,
            GLogLevelFlags  level,
            const char     *message,
            gpointer        user_data)
{
}

static void
test_fault (gconstpointer data)
{
  FaultyVfsFault fault = GPOINTER_TO_INT (data);
  guint handler = g_log_set_handler ("ua-store", G_LOG_LEVEL_WARNING, ignore_log, NULL);
  guint n = 1;

  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  while (n < MAX_CALLS && run_with_fault (n, fault))
    n++;
  g_test_message ("%u calls failed in turn", n - 1);
  g_assert_cmpuint (n, >, 50);
  g_assert_cmpuint (n, <, MAX_CALLS);
  g_log_remove_handler ("ua-store", handler);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
}

static char *
get_image (Script *self,
           guint   n)
{
  return g_strdup_printf ("%s-%u", self->fixture.folder, n);
}

/* The main thread waits for the worker, which is the one that syncs: what was said stays so. */
static void
syncing_cb (gpointer user_data)
{
  Script *self = user_data;

  /* Nothing that was not synced, and twice some of it. */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GRand) random = i > 0 ? g_rand_new_with_seed (self->n_disks) : NULL;
      g_autofree char *image = get_image (self, self->n_disks++);

      g_assert_cmpint (g_mkdir (image, 0700), ==, 0);
      faulty_vfs_save_disk (image, random);
      g_array_append_val (self->said_then, self->said);
    }
}

/* R2: the queue is whole whenever the power goes; the cache may be older than what was said, but it
 * is a cache. */
static void
test_power_loss (void)
{
  Script script = { .insists = TRUE };

  script.said_then = g_array_new (FALSE, FALSE, sizeof (Said));
  make_folder (&script.fixture);
  faulty_vfs_watch (syncing_cb, &script);
  run_script (&script);
  store_fixture_close (&script.fixture);
  faulty_vfs_forget ();
  g_test_message ("%u images of the disk", script.n_disks);
  g_assert_cmpuint (script.n_disks, >, 3 * N_CHANGES);
  for (guint i = 0; i < script.n_disks; i++)
    {
      StoreFixture image = { .folder = get_image (&script, i) };

      assert_store (&image, &g_array_index (script.said_then, Said, i), 0);
      faulty_vfs_forget ();
      store_fixture_forget (&image);
    }
  g_array_unref (script.said_then);
  store_fixture_tear_down (&script.fixture);
  faulty_vfs_forget ();
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  faulty_vfs_install ();
  g_test_add_data_func ("/store/faults/once", GINT_TO_POINTER (FAULTY_VFS_ONCE), test_fault);
  g_test_add_data_func ("/store/faults/full", GINT_TO_POINTER (FAULTY_VFS_FULL), test_fault);
  g_test_add_func ("/store/faults/power-loss", test_power_loss);
  return g_test_run ();
}
