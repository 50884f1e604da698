/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-ticks.h"

struct _UaDirTicksView
{
  UaDirTicks *shared;      /* (unowned) (nullable) */
  gint ticks[UA_DIR_N_CHANGES];       /* of a connection that reads: when its transaction began */
  gboolean changed[UA_DIR_N_CHANGES]; /* of the one that writes: in the present transaction */
};

/**
 * ua_dir_ticks_view_new:
 *
 * Returns: (transfer full): a view that nobody moves
 */
UaDirTicksView *
ua_dir_ticks_view_new (void)
{
  UaDirTicksView *self = g_new0 (UaDirTicksView, 1);

  ua_dir_ticks_view_begin (self);
  return self;
}

/**
 * ua_dir_ticks_view_free:
 * @self: (transfer full) (nullable): a view
 */
void
ua_dir_ticks_view_free (UaDirTicksView *self)
{
  g_free (self);
}

/**
 * ua_dir_ticks_view_share:
 * @self: a view
 * @shared: what the connection that changes things moves; lives as long
 */
void
ua_dir_ticks_view_share (UaDirTicksView *self,
                         UaDirTicks     *shared)
{
  self->shared = shared;
}

/**
 * ua_dir_ticks_view_begin:
 * @self: the view of a connection that reads
 *
 * Looks at the ticks.  To be called before a transaction begins to read: then whatever is committed
 * later makes the next look differ.
 */
void
ua_dir_ticks_view_begin (UaDirTicksView *self)
{
  for (guint i = 0; i < UA_DIR_N_CHANGES; i++)
    self->ticks[i] = self->shared != NULL ? g_atomic_int_get (&self->shared->ticks[i]) : -1;
}

/**
 * ua_dir_ticks_view_get:
 * @self: a view
 * @change: a kind of change
 *
 * Returns: what stays the same until there is such a change; -1 where that is not known, because a
 *   change is under way
 */
gint
ua_dir_ticks_view_get (const UaDirTicksView *self,
                       UaDirChange           change)
{
  return self->ticks[change] % 2 == 0 ? self->ticks[change] : -1;
}

/**
 * ua_dir_ticks_view_has:
 * @self: the view of the connection that changes things
 * @change: a kind of change
 *
 * Returns: whether the present transaction has made such a change
 */
gboolean
ua_dir_ticks_view_has (const UaDirTicksView *self,
                       UaDirChange           change)
{
  return self->changed[change];
}

/* ua_changed (change) */
static void
call_changed (sqlite3_context  *context,
              int               n_values,
              sqlite3_value   **values)
{
  UaDirTicksView *self = sqlite3_user_data (context);
  int change = sqlite3_value_int (values[0]);

  self->changed[change] = TRUE;
}

/**
 * ua_dir_ticks_view_watch:
 * @self: the view of the connection that changes things
 * @writer: that connection
 *
 * Notices from now on what changes, whoever writes by this connection.
 *
 * Returns: whether it succeeded
 */
gboolean
ua_dir_ticks_view_watch (UaDirTicksView *self,
                         sqlite3        *writer)
{
  /* A member is shown as a manager, for one.  A new resource is shown nowhere yet. */
  static const char triggers[] =
    "CREATE TEMP TRIGGER ticks_renamed AFTER UPDATE OF display ON main.resource"
    " WHEN OLD.display IS NOT NEW.display"
    "  AND (NEW.type <> 1 OR EXISTS (SELECT 1 FROM member WHERE manager = NEW.id))"
    " BEGIN SELECT ua_changed (0); END;"
    "CREATE TEMP TRIGGER ticks_kind AFTER UPDATE OF kind ON main.member_group"
    " WHEN OLD.kind IS NOT NEW.kind"
    " BEGIN SELECT ua_changed (0); END;"
    "CREATE TEMP TRIGGER ticks_removed AFTER DELETE ON main.resource"
    " BEGIN SELECT ua_changed (0), ua_changed (1), ua_changed (2); END;"
    "CREATE TEMP TRIGGER ticks_added AFTER INSERT ON main.resource"
    " BEGIN SELECT ua_changed (2); END;"
    "CREATE TEMP TRIGGER ticks_keys AFTER UPDATE ON main.member"
    " WHEN (OLD.user_name_key, OLD.display_key, OLD.given_key, OLD.family_key, OLD.title_key,"
    "  OLD.department_key, OLD.employee_key, OLD.hire_date) IS NOT (NEW.user_name_key,"
    "  NEW.display_key, NEW.given_key, NEW.family_key, NEW.title_key, NEW.department_key,"
    "  NEW.employee_key, NEW.hire_date)"
    " BEGIN SELECT ua_changed (2); END;";

  G_STATIC_ASSERT (UA_DIR_CHANGE_SHOWN == 0);
  G_STATIC_ASSERT (UA_DIR_CHANGE_REMOVED == 1);
  G_STATIC_ASSERT (UA_DIR_CHANGE_ORDER == 2);
  return sqlite3_create_function_v2 (writer, "ua_changed", 1, SQLITE_UTF8, self, call_changed,
                                     NULL, NULL, NULL) == SQLITE_OK &&
         sqlite3_exec (writer, triggers, NULL, NULL, NULL) == SQLITE_OK;
}

static void
tick (UaDirTicksView *self)
{
  for (guint i = 0; i < UA_DIR_N_CHANGES; i++)
    if (self->changed[i] && self->shared != NULL)
      g_atomic_int_inc (&self->shared->ticks[i]);
}

/**
 * ua_dir_ticks_view_committing:
 * @self: the view of the connection that changes things
 *
 * To be called before a transaction is committed.
 */
void
ua_dir_ticks_view_committing (UaDirTicksView *self)
{
  self->changed[UA_DIR_CHANGE_ANY] = TRUE;
  tick (self);
}

/**
 * ua_dir_ticks_view_ended:
 * @self: the view of the connection that changes things
 *
 * To be called after ua_dir_ticks_view_committing(), once the transaction is committed or taken
 * back, and before anybody is told.
 */
void
ua_dir_ticks_view_ended (UaDirTicksView *self)
{
  tick (self);
  for (guint i = 0; i < UA_DIR_N_CHANGES; i++)
    self->changed[i] = FALSE;
}
