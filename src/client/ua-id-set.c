/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-client"

#include "ua-id-set.h"

#define FIRST_SIZE 64

/* Open addressing with linear probing, at most two thirds full; 0 marks a free slot. */
struct _UaIdSet
{
  guint64 *slots; /* (owned) */
  gsize n_slots;  /* a power of two */
  gsize n_used;
  guint64 seed;
};

/* FNV-1a from a seed of its own, with the bits stirred afterwards: slots go by the low ones. */
static guint64
hash (const UaIdSet *self,
      const char    *text)
{
  guint64 h = G_GUINT64_CONSTANT (0xcbf29ce484222325) ^ self->seed;

  for (const char *p = text; *p != '\0'; p++)
    h = (h ^ (guchar) *p) * G_GUINT64_CONSTANT (0x100000001b3);
  h ^= h >> 32;
  h *= G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  h ^= h >> 32;
  return h != 0 ? h : 1;
}

static gboolean
insert (guint64 *slots,
        gsize    n_slots,
        guint64  h)
{
  gsize i = h & (n_slots - 1);

  while (slots[i] != 0)
    {
      if (slots[i] == h)
        return FALSE;
      i = (i + 1) & (n_slots - 1);
    }
  slots[i] = h;
  return TRUE;
}

static void
grow (UaIdSet *self)
{
  gsize n_slots = self->n_slots * 2;
  guint64 *slots = g_new0 (guint64, n_slots);

  for (gsize i = 0; i < self->n_slots; i++)
    if (self->slots[i] != 0)
      insert (slots, n_slots, self->slots[i]);
  g_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;
}

/**
 * ua_id_set_new:
 *
 * Returns: (transfer full): an empty set
 *
 * Any thread.
 */
UaIdSet *
ua_id_set_new (void)
{
  UaIdSet *self = g_new0 (UaIdSet, 1);

  self->n_slots = FIRST_SIZE;
  self->slots = g_new0 (guint64, self->n_slots);
  self->seed = ((guint64) g_random_int () << 32) | g_random_int ();
  return self;
}

/**
 * ua_id_set_free:
 * @self: (transfer full): a set
 *
 * The thread that has @self.
 */
void
ua_id_set_free (UaIdSet *self)
{
  g_free (self->slots);
  g_free (self);
}

/**
 * ua_id_set_clear:
 * @self: a set
 *
 * Empties it and gives its memory back.
 *
 * The thread that has @self.
 */
void
ua_id_set_clear (UaIdSet *self)
{
  g_free (self->slots);
  self->n_slots = FIRST_SIZE;
  self->slots = g_new0 (guint64, self->n_slots);
  self->n_used = 0;
}

/**
 * ua_id_set_add:
 * @self: a set
 * @text: a text
 *
 * Returns: whether it was not in the set before
 *
 * The thread that has @self.
 */
gboolean
ua_id_set_add (UaIdSet    *self,
               const char *text)
{
  if (!insert (self->slots, self->n_slots, hash (self, text)))
    return FALSE;
  self->n_used++;
  if (self->n_used * 3 > self->n_slots * 2)
    grow (self);
  return TRUE;
}

/**
 * ua_id_set_get_n:
 * @self: a set
 *
 * Returns: how many texts are in it
 *
 * The thread that has @self.
 */
gsize
ua_id_set_get_n (const UaIdSet *self)
{
  return self->n_used;
}
