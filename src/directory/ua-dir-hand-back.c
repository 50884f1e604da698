/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-hand-back.h"

/* An idle source for each item would have both threads contend for the lock of the main context,
 * and wake the main thread each time; under load that takes longer than looking a member up. */
struct _UaDirHandBack
{
  GSource source;
  GAsyncQueue *items;      /* (owned) */
  UaDirHandBackFunc func;
  gpointer user_data;      /* (unowned) */
};

static gboolean
prepare (GSource *source,
         gint    *timeout)
{
  UaDirHandBack *self = (UaDirHandBack *) source;

  *timeout = -1;
  return g_async_queue_length (self->items) > 0;
}

static gboolean
check (GSource *source)
{
  UaDirHandBack *self = (UaDirHandBack *) source;

  return g_async_queue_length (self->items) > 0;
}

static void
take_all (UaDirHandBack *self)
{
  gpointer item;

  while ((item = g_async_queue_try_pop (self->items)) != NULL)
    self->func (item, self->user_data);
}

static gboolean
dispatch (GSource     *source,
          GSourceFunc  callback,
          gpointer     user_data)
{
  take_all ((UaDirHandBack *) source);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = {
  .prepare = prepare,
  .check = check,
  .dispatch = dispatch,
};

/**
 * ua_dir_hand_back_new:
 * @func: is given each item, in the order in which they were handed back
 * @user_data: for @func
 *
 * Returns: (transfer full): where to hand back
 *
 * Main thread.
 */
UaDirHandBack *
ua_dir_hand_back_new (UaDirHandBackFunc func,
                      gpointer          user_data)
{
  UaDirHandBack *self = (UaDirHandBack *) g_source_new (&source_funcs, sizeof (UaDirHandBack));

  self->items = g_async_queue_new ();
  self->func = func;
  self->user_data = user_data;
  g_source_set_static_name (&self->source, "ua-dir-hand-back");
  g_source_attach (&self->source, NULL);
  return self;
}

/**
 * ua_dir_hand_back_free:
 * @self: (transfer full) (nullable): where nobody hands back any more
 *
 * What is still there is given to the function first.
 *
 * Main thread.
 */
void
ua_dir_hand_back_free (UaDirHandBack *self)
{
  if (self == NULL)
    return;
  take_all (self);
  g_source_destroy (&self->source);
  g_clear_pointer (&self->items, g_async_queue_unref);
  g_source_unref (&self->source);
}

/**
 * ua_dir_hand_back_push:
 * @self: where to hand back
 * @item: (transfer full): what is done
 *
 * Any thread.
 */
void
ua_dir_hand_back_push (UaDirHandBack *self,
                       gpointer       item)
{
  gboolean was_empty;

  g_async_queue_lock (self->items);
  was_empty = g_async_queue_length_unlocked (self->items) == 0;
  g_async_queue_push_unlocked (self->items, item);
  g_async_queue_unlock (self->items);
  /* Else the main thread has been woken, and has not come yet. */
  if (was_empty)
    g_main_context_wakeup (NULL);
}
