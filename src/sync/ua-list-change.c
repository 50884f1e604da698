/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-list-change.h"

#define NOWHERE G_MAXUINT

/* A held row that is in both lists. */
typedef struct
{
  guint32 row;
  guint old_position;
  guint new_position;
} Anchor;

/* The held rows as bits, so that finding them in a long list is one look a row. */
typedef struct
{
  guint64 *words; /* (owned) */
  guint32 highest;
} HeldSet;

static void
init_held_set (HeldSet       *set,
               const guint32 *held,
               guint          n_held)
{
  set->highest = 0;
  for (guint i = 0; i < n_held; i++)
    set->highest = MAX (set->highest, held[i]);
  set->words = g_new0 (guint64, set->highest / 64 + 1);
  for (guint i = 0; i < n_held; i++)
    set->words[held[i] >> 6] |= (guint64) 1 << (held[i] & 63);
}

static inline gboolean
is_held (const HeldSet *set,
         guint32        row)
{
  return row <= set->highest && ((set->words[row >> 6] >> (row & 63)) & 1) != 0;
}

static GArray *
find_anchors (const guint32 *old_rows,
              guint          n_old,
              const guint32 *new_rows,
              guint          n_new,
              const guint32 *held,
              guint          n_held)
{
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));
  g_autoptr (GHashTable) positions = g_hash_table_new (NULL, NULL);
  HeldSet set;

  init_held_set (&set, held, n_held);
  for (guint i = 0; i < n_new; i++)
    if (is_held (&set, new_rows[i]))
      g_hash_table_insert (positions, GUINT_TO_POINTER (new_rows[i]), GUINT_TO_POINTER (i));
  for (guint i = 0; i < n_old; i++)
    {
      Anchor anchor = { old_rows[i], i, 0 };
      gpointer position;

      if (is_held (&set, old_rows[i]) &&
          g_hash_table_lookup_extended (positions, GUINT_TO_POINTER (old_rows[i]), NULL, &position))
        {
          anchor.new_position = GPOINTER_TO_UINT (position);
          g_array_append_val (anchors, anchor);
        }
    }
  g_free (set.words);
  return anchors;
}

/* Keeps as many anchors as possible that are in the same order in both lists: the longest rising
 * subsequence of their new positions. */
static GArray *
choose_anchors (GArray *anchors)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (Anchor));
  guint n = anchors->len;
  g_autofree guint *ends = g_new (guint, n + 1);
  g_autofree guint *before = g_new (guint, n + 1);
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint position = g_array_index (anchors, Anchor, i).new_position;
      guint low = 0;
      guint high = length;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (anchors, Anchor, ends[middle]).new_position < position)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? ends[low - 1] : NOWHERE;
      ends[low] = i;
      length = MAX (length, low + 1);
    }
  g_array_set_size (chosen, length);
  for (guint i = length > 0 ? ends[length - 1] : NOWHERE, at = length; at > 0; i = before[i])
    g_array_index (chosen, Anchor, --at) = g_array_index (anchors, Anchor, i);
  return chosen;
}

/* Adds what differs between two anchors, without what is the same at either end. */
static void
add_hunk (GArray        *hunks,
          const guint32 *old_rows,
          const guint32 *new_rows,
          UaListHunk     hunk)
{
  while (hunk.n_old > 0 && hunk.n_new > 0 &&
         old_rows[hunk.old_start] == new_rows[hunk.new_start])
    {
      hunk.old_start++;
      hunk.new_start++;
      hunk.n_old--;
      hunk.n_new--;
    }
  while (hunk.n_old > 0 && hunk.n_new > 0 &&
         old_rows[hunk.old_start + hunk.n_old - 1] == new_rows[hunk.new_start + hunk.n_new - 1])
    {
      hunk.n_old--;
      hunk.n_new--;
    }
  if (hunk.n_old > 0 || hunk.n_new > 0)
    g_array_append_val (hunks, hunk);
}

/**
 * ua_list_change_new:
 * @old_rows: (array length=n_old): what a list shows
 * @n_old: how many
 * @new_rows: (array length=n_new): what it is to show
 * @n_new: how many
 * @held: (array length=n_held): the rows whose objects somebody holds, such as the widgets that
 *   show them and the selection
 * @n_held: how many
 *
 * Compares two lists so that a held row is outside of all hunks wherever its place among the other
 * held rows is the same: then scroll position, focus and selection stay.  The rows between held
 * rows are compared at their ends only, which takes no more than one look at each.
 *
 * Returns: (transfer full) (element-type UaListHunk): where they differ, from the beginning to the
 *   end; at most one more than there are held rows
 *
 * Any thread.
 */
GArray *
ua_list_change_new (const guint32 *old_rows,
                    guint          n_old,
                    const guint32 *new_rows,
                    guint          n_new,
                    const guint32 *held,
                    guint          n_held)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (UaListHunk));
  g_autoptr (GArray) all = find_anchors (old_rows, n_old, new_rows, n_new, held, n_held);
  g_autoptr (GArray) anchors = choose_anchors (all);
  guint old_start = 0;
  guint new_start = 0;

  for (guint i = 0; i < anchors->len; i++)
    {
      const Anchor *anchor = &g_array_index (anchors, Anchor, i);
      UaListHunk hunk = { old_start, anchor->old_position - old_start,
                          new_start, anchor->new_position - new_start };

      add_hunk (hunks, old_rows, new_rows, hunk);
      old_start = anchor->old_position + 1;
      new_start = anchor->new_position + 1;
    }
  add_hunk (hunks, old_rows, new_rows,
            (UaListHunk) { old_start, n_old - old_start, new_start, n_new - new_start });
  return hunks;
}
