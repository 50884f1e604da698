/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-clock.h"

#include "ua-dir-erase.h"
#include "ua-dir-life.h"
#include "ua-dir-link.h"
#include "ua-dir-replay.h"
#include "ua-dir-trace.h"
#include "ua-json.h"
#include "ua-time.h"

#define TICK_SECONDS 5
/* So much is done in one transaction; other changes come in between. */
#define MAX_LEAVING 50
#define MAX_ERASED 10
#define MAX_UNLOCKED 50
/* What is refused, because of the last admin or of open content, is tried again after an hour. */
#define RETRY_MS ((gint64) 3600 * 1000)

struct _UaDirClock
{
  UaDirService *service;   /* (unowned) */
  guint tick_id;
  gint running;            /* atomic: whether the writing thread has work of this clock */
  gint stopped;            /* atomic */
  gboolean more;           /* of the writing thread */
};

typedef struct _Duty Duty;

/* What has to be done to members: @find gives those that are due, @act does it to one. */
struct _Duty
{
  const char *find;
  gint64 most;
  gboolean (*act) (UaDirDb     *db,
                   const char  *base_uri,
                   gint64       id,
                   GError     **error);
};

static gboolean
postpone (UaDirDb  *db,
          gint64    id,
          GError  **error)
{
  return ua_dir_db_run (db, error, "UPDATE member SET not_before = ? WHERE id = ?", "ii",
                        ua_time_now () + RETRY_MS, id);
}

/* PE-07 */
static gboolean
leave (UaDirDb     *db,
       const char  *base_uri,
       gint64       id,
       GError     **error)
{
  return ua_dir_life_set_status (db, NULL, base_uri, id, UA_DIR_DEACTIVATED, "leave", error);
}

/* TL-07 */
static gboolean
erase (UaDirDb     *db,
       const char  *base_uri,
       gint64       id,
       GError     **error)
{
  g_autoptr(JsonObject) result = json_object_new ();

  if (!ua_dir_erase_member (db, NULL, base_uri, id, result, error))
    return FALSE;
  return g_strcmp0 (ua_json_get_string (result, "outcome"), "erased") == 0 ||
         postpone (db, id, error);
}

/* CC-11 */
static gboolean
unlock (UaDirDb     *db,
        const char  *base_uri,
        gint64       id,
        GError     **error)
{
  return ua_dir_life_set_status (db, NULL, base_uri, id, UA_DIR_ACTIVE, "unlock", error);
}

static const Duty duties[] = {
  { "SELECT id FROM member WHERE leaves <= ?1 AND status IN (2, 4)"
    " AND ifnull (not_before, 0) <= ?1 ORDER BY leaves LIMIT ?2", MAX_LEAVING, leave },
  { "SELECT id FROM member WHERE erases <= ?1 AND ifnull (not_before, 0) <= ?1"
    " ORDER BY erases LIMIT ?2", MAX_ERASED, erase },
  { "SELECT id FROM member WHERE locked_until <= ?1 AND status = 4"
    " ORDER BY locked_until LIMIT ?2", MAX_UNLOCKED, unlock },
};

/* What expires by itself. */
static gboolean (*const expiries[]) (UaDirDb *, GError **) = {
  ua_dir_link_expire,
  ua_dir_replay_expire,
  ua_dir_trace_resume,
};

static GArray *
find_due (UaDirDb     *db,
          const Duty  *duty,
          GError     **error)
{
  g_autoptr(GArray) due = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_open (&query, db, error, duty->find, "ii", ua_time_now (), duty->most))
    return NULL;
  for (;;)
    {
      gint64 id;

      if (!ua_dir_query_step (&query, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&due);
      id = ua_dir_query_int (&query, 0);
      g_array_append_val (due, id);
    }
}

/* What is refused of one member stops none of the others. */
static gboolean
act_on (UaDirDb     *db,
        const char  *base_uri,
        const Duty  *duty,
        gint64       id,
        GError     **error)
{
  g_autoptr(GError) fault = NULL;

  if (!ua_dir_db_exec (db, "SAVEPOINT due", error))
    return FALSE;
  if (duty->act (db, base_uri, id, &fault))
    return ua_dir_db_exec (db, "RELEASE due", error);
  if (!ua_dir_db_exec (db, "ROLLBACK TO due", error) || !ua_dir_db_exec (db, "RELEASE due", error))
    return FALSE;
  if (ua_dir_error_to_status (fault) < 500)
    return postpone (db, id, error);
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
work_due_cb (UaDirDb   *db,
             gpointer   data,
             GError   **error)
{
  UaDirClock *self = data;

  self->more = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (duties); i++)
    {
      g_autoptr(GArray) due = find_due (db, &duties[i], error);

      if (due == NULL)
        return FALSE;
      for (guint n = 0; n < due->len; n++)
        if (!act_on (db, self->service->base_uri, &duties[i], g_array_index (due, gint64, n),
                     error))
          return FALSE;
      self->more = self->more || due->len == (guint) duties[i].most;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (expiries); i++)
    if (!expiries[i] (db, error))
      return FALSE;
  return TRUE;
}

static void
work_done_cb (gpointer      data,
              const GError *error)
{
  UaDirClock *self = data;

  if (error != NULL)
    g_warning ("What is due could not be done: %s", error->message);
  if (error == NULL && self->more && !g_atomic_int_get (&self->stopped))
    ua_dir_store_write (self->service->store, work_due_cb, work_done_cb, self);
  else
    g_atomic_int_set (&self->running, FALSE);
}

static gboolean
tick_cb (gpointer user_data)
{
  UaDirClock *self = user_data;

  if (g_atomic_int_compare_and_exchange (&self->running, FALSE, TRUE))
    ua_dir_store_write (self->service->store, work_due_cb, work_done_cb, self);
  return G_SOURCE_CONTINUE;
}

/**
 * ua_dir_clock_new:
 * @service: the service, whose store is started
 *
 * Does at once what is due, and from then on what falls due.
 *
 * Returns: (transfer full): the clock
 *
 * Main thread.
 */
UaDirClock *
ua_dir_clock_new (UaDirService *service)
{
  UaDirClock *self = g_new0 (UaDirClock, 1);

  self->service = service;
  self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  tick_cb (self);
  return self;
}

/**
 * ua_dir_clock_stop:
 * @self: a clock
 *
 * Begins nothing more.
 *
 * Main thread.
 */
void
ua_dir_clock_stop (UaDirClock *self)
{
  g_atomic_int_set (&self->stopped, TRUE);
  g_clear_handle_id (&self->tick_id, g_source_remove);
}

/**
 * ua_dir_clock_free:
 * @self: (transfer full) (nullable): a clock, whose store is closed
 *
 * Main thread.
 */
void
ua_dir_clock_free (UaDirClock *self)
{
  if (self == NULL)
    return;
  ua_dir_clock_stop (self);
  g_free (self);
}
