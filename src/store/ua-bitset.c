/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-bitset-private.h"

#include <string.h>

/**
 * ua_bitset_new:
 * @n_bits: the bound, above the highest number
 *
 * Returns: (transfer full): an empty set
 */
UaBitset *
ua_bitset_new (guint32 n_bits)
{
  UaBitset *self = g_new0 (UaBitset, 1);

  self->n_bits = n_bits;
  self->n_words = n_bits / 64 + 1;
  self->words = g_new0 (guint64, self->n_words);
  return self;
}

/**
 * ua_bitset_copy:
 * @self: a set
 *
 * Returns: (transfer full): a set of the same numbers
 */
UaBitset *
ua_bitset_copy (const UaBitset *self)
{
  UaBitset *copy = ua_bitset_new (self->n_bits);

  memcpy (copy->words, self->words, self->n_words * sizeof (guint64));
  return copy;
}

/**
 * ua_bitset_free:
 * @self: (transfer full): a set
 */
void
ua_bitset_free (UaBitset *self)
{
  g_free (self->words);
  g_free (self);
}

/**
 * ua_bitset_set_range:
 * @self: a set
 * @first: the first number to add
 * @last: the last number to add; none are added when it is below @first
 */
void
ua_bitset_set_range (UaBitset *self,
                     guint32   first,
                     guint32   last)
{
  guint32 from = first >> 6;
  guint32 to;

  if (first > last || first >= self->n_bits)
    return;
  last = MIN (last, self->n_bits - 1);
  to = last >> 6;
  for (guint32 i = from; i <= to; i++)
    self->words[i] |= (i > from ? ~(guint64) 0 : ~(guint64) 0 << (first & 63)) &
                      (i < to ? ~(guint64) 0 : ~(guint64) 0 >> (63 - (last & 63)));
}

/**
 * ua_bitset_intersect:
 * @self: a set
 * @other: a set with the same bound
 *
 * Keeps what is also in @other.
 */
void
ua_bitset_intersect (UaBitset       *self,
                     const UaBitset *other)
{
  g_return_if_fail (self->n_bits == other->n_bits);

  for (guint32 i = 0; i < self->n_words; i++)
    self->words[i] &= other->words[i];
}

/**
 * ua_bitset_unite:
 * @self: a set
 * @other: a set with the same bound
 *
 * Adds what is in @other.
 */
void
ua_bitset_unite (UaBitset       *self,
                 const UaBitset *other)
{
  g_return_if_fail (self->n_bits == other->n_bits);

  for (guint32 i = 0; i < self->n_words; i++)
    self->words[i] |= other->words[i];
}

/**
 * ua_bitset_invert:
 * @self: a set
 *
 * Makes it the set of what was not in it.
 */
void
ua_bitset_invert (UaBitset *self)
{
  for (guint32 i = 0; i < self->n_words; i++)
    self->words[i] = ~self->words[i];
  /* What lies above the bound in the last word stays out. */
  self->words[self->n_words - 1] &= ((guint64) 1 << (self->n_bits & 63)) - 1;
}

/**
 * ua_bitset_count:
 * @self: a set
 *
 * Returns: how many numbers are in it
 */
guint32
ua_bitset_count (const UaBitset *self)
{
  guint32 n = 0;

  for (guint32 i = 0; i < self->n_words; i++)
    n += (guint32) __builtin_popcountll (self->words[i]);
  return n;
}

/**
 * ua_bitset_next:
 * @self: a set
 * @bit: (inout): where to begin to look; then the number that was found
 *
 * Returns: whether there is a number from @bit on
 */
gboolean
ua_bitset_next (const UaBitset *self,
                guint32        *bit)
{
  guint32 i = *bit >> 6;
  guint64 word;

  if (i >= self->n_words)
    return FALSE;
  word = self->words[i] & (~(guint64) 0 << (*bit & 63));
  while (word == 0)
    {
      if (++i >= self->n_words)
        return FALSE;
      word = self->words[i];
    }
  *bit = i * 64 + (guint32) __builtin_ctzll (word);
  return TRUE;
}
