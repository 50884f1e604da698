/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-known.h"

#include <string.h>

#define KNOWN_SECONDS 5
/* Who is noted again sooner need not be. */
#define AGAIN_SECONDS 1
/* When there are more, all are forgotten. */
#define MAX_KNOWN 1000

struct _UaDirKnown
{
  GHashTable *ends;        /* (owned), digest to gint64 monotonic microseconds (owned) */
  char *last;              /* (owned) (nullable): the header that was noted last as good */
  gint64 last_noted;       /* monotonic microseconds */
};

static void
forget_last (UaDirKnown *self)
{
  if (self->last != NULL)
    explicit_bzero (self->last, strlen (self->last));
  g_clear_pointer (&self->last, g_free);
}

static char *
make_digest (const char *authorization)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, authorization, -1);
}

/**
 * ua_dir_known_new:
 *
 * Returns: (transfer full): an object that knows nobody
 */
UaDirKnown *
ua_dir_known_new (void)
{
  UaDirKnown *self = g_new0 (UaDirKnown, 1);

  self->ends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * ua_dir_known_free:
 * @self: (transfer full) (nullable): the object
 */
void
ua_dir_known_free (UaDirKnown *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->ends);
  forget_last (self);
  g_free (self);
}

/**
 * ua_dir_known_note:
 * @self: the object
 * @authorization: (nullable): the value of the header `Authorization`
 * @good: whether the credentials in it have just been found good, or else not good
 * @now: the monotonic time in microseconds
 *
 * Remembers good credentials for some seconds, and forgets others at once.
 */
void
ua_dir_known_note (UaDirKnown *self,
                   const char *authorization,
                   gboolean    good,
                   gint64      now)
{
  g_autofree char *digest = NULL;
  gint64 *end;

  if (authorization == NULL ||
      (good && now - self->last_noted < AGAIN_SECONDS * G_USEC_PER_SEC &&
       g_strcmp0 (authorization, self->last) == 0))
    return;
  digest = make_digest (authorization);
  forget_last (self);
  if (!good)
    {
      g_hash_table_remove (self->ends, digest);
      return;
    }
  self->last = g_strdup (authorization);
  self->last_noted = now;
  end = g_hash_table_lookup (self->ends, digest);
  if (end == NULL)
    {
      if (g_hash_table_size (self->ends) >= MAX_KNOWN)
        g_hash_table_remove_all (self->ends);
      end = g_new (gint64, 1);
      g_hash_table_insert (self->ends, g_steal_pointer (&digest), end);
    }
  *end = now + KNOWN_SECONDS * G_USEC_PER_SEC;
}

/**
 * ua_dir_known_has:
 * @self: the object
 * @authorization: (nullable): the value of the header `Authorization`
 * @now: the monotonic time in microseconds
 *
 * Returns: whether the credentials in it were found good within the last seconds
 */
gboolean
ua_dir_known_has (UaDirKnown *self,
                  const char *authorization,
                  gint64      now)
{
  g_autofree char *digest = authorization != NULL ? make_digest (authorization) : NULL;
  gint64 *end = digest != NULL ? g_hash_table_lookup (self->ends, digest) : NULL;

  return end != NULL && *end > now;
}
