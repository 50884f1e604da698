/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-limit.h"

#define BURST_SECONDS 10
/* When there are more, those that are full are forgotten; when all are in use, all are. */
#define MAX_BUCKETS 10000

typedef struct
{
  double level;            /* requests */
  gint64 then;             /* monotonic microseconds at which it had that level */
} Bucket;

struct _UaDirLimit
{
  guint rate;              /* requests a second; 0 for any number */
  GMutex mutex;
  GHashTable *buckets;     /* (owned), of who to Bucket (owned); under the mutex */
};

/**
 * ua_dir_limit_new:
 * @rate: requests a second for each; 0 for any number
 *
 * Returns: (transfer full): a limit
 */
UaDirLimit *
ua_dir_limit_new (guint rate)
{
  UaDirLimit *self = g_new0 (UaDirLimit, 1);

  self->rate = rate;
  g_mutex_init (&self->mutex);
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * ua_dir_limit_free:
 * @self: (transfer full) (nullable): a limit
 */
void
ua_dir_limit_free (UaDirLimit *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->buckets);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
fill (UaDirLimit *self,
      Bucket     *bucket,
      gint64      now)
{
  double seconds = (double) MAX (now - bucket->then, 0) / G_USEC_PER_SEC;

  bucket->level = MIN (bucket->level + seconds * self->rate, (double) self->rate * BURST_SECONDS);
  bucket->then = now;
}

static void
make_room (UaDirLimit *self,
           gint64      now)
{
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (self->buckets) < MAX_BUCKETS)
    return;
  g_hash_table_iter_init (&iter, self->buckets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      fill (self, value, now);
      if (((Bucket *) value)->level >= (double) self->rate * BURST_SECONDS)
        g_hash_table_iter_remove (&iter);
    }
  if (g_hash_table_size (self->buckets) >= MAX_BUCKETS)
    g_hash_table_remove_all (self->buckets);
}

static gboolean
ask (UaDirLimit *self,
     const char *who,
     gint64      now,
     gboolean    take)
{
  Bucket *bucket;
  gboolean allowed = TRUE;

  if (self->rate == 0)
    return TRUE;
  g_mutex_lock (&self->mutex);
  bucket = g_hash_table_lookup (self->buckets, who);
  if (bucket == NULL && take)
    {
      make_room (self, now);
      bucket = g_new0 (Bucket, 1);
      bucket->level = (double) self->rate * BURST_SECONDS;
      bucket->then = now;
      g_hash_table_insert (self->buckets, g_strdup (who), bucket);
    }
  if (bucket != NULL)
    {
      fill (self, bucket, now);
      allowed = bucket->level >= 1;
      if (allowed && take)
        bucket->level -= 1;
    }
  g_mutex_unlock (&self->mutex);
  return allowed;
}

/**
 * ua_dir_limit_take:
 * @self: a limit
 * @who: who asks
 * @now: the monotonic time in microseconds
 *
 * Counts a request.
 *
 * Returns: whether it is within the limit
 *
 * Any thread.
 */
gboolean
ua_dir_limit_take (UaDirLimit *self,
                   const char *who,
                   gint64      now)
{
  return ask (self, who, now, TRUE);
}

/**
 * ua_dir_limit_peek:
 * @self: a limit
 * @who: who asks
 * @now: the monotonic time in microseconds
 *
 * Returns: whether one more request would be within the limit
 *
 * Any thread.
 */
gboolean
ua_dir_limit_peek (UaDirLimit *self,
                   const char *who,
                   gint64      now)
{
  return ask (self, who, now, FALSE);
}
