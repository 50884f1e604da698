/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a walk goes (faults N5, N6):
 *
 *   cursor  until a page gives no cursor.  A cursor that came before, or many pages in a row with
 *           nothing new: next way.  No cursor even on the first page: perhaps the server does not
 *           know cursors, and the index goes on behind that page.
 *   index   on by the rows that came, not by those asked for, until a page is empty; the total
 *           only tells whether to believe that.  A page that begins as an earlier one: next way.
 *           A total that shrinks means that rows moved up, so the walk goes back by as many.
 *   after   sorted by id, `id gt` the last one, until a page is empty.  A page that begins again,
 *           or holds the id that it should be after: the end.
 *
 * A way that ends short of the total is followed by the next.  The total is never a reason to stop.
 */
#define G_LOG_DOMAIN "ua-client"

#include "ua-walk.h"

#include "ua-error.h"
#include "ua-id-set.h"
#include "ua-page-private.h"

#include <string.h>

#define DEFAULT_COUNT 200
#define MIN_COUNT 1
#define MAX_COUNT 1000
#define MAX_EMPTY 4
#define MAX_BARREN 32
#define MAX_STEPS_BACK 16
/* More than any directory that this application is for; an endless server stops here. */
#define MAX_ROWS 5000000
#define TEXT_VERSION "1"

struct _UaWalk
{
  UaPosition *position;  /* (owned) (nullable): at the end */
  guint count;
  guint tried;           /* bits of UaPositionKind */
  gboolean may_sort_ids;

  UaIdSet *ids;          /* (owned): what was seen in this run */
  UaIdSet *marks;        /* (owned): cursors and first ids of pages, in this way */
  guint64 n_before;      /* seen in an earlier run */
  guint64 n_new_in_way;
  guint64 n_bad;         /* unreadable, in this way */
  gint64 total;
  guint step;            /* rows of the last page that had any */
  guint n_last;          /* rows of the last page in this way, if it had any */
  guint n_largest;       /* rows of the largest page that another one followed */
  gboolean is_reduced;   /* whether the count had to become smaller */
  guint64 frontier;      /* the first index that was not asked for yet */
  guint n_pages;         /* in this way */
  guint n_empty;         /* in a row */
  guint n_barren;        /* pages without a readable row, in a row */
  guint n_steps_back;
  gboolean has_answered;
  gboolean is_whole;
};

static void
take_position (UaWalk     *self,
               UaPosition *position)
{
  g_clear_pointer (&self->position, ua_position_unref);
  self->position = position;
}

static UaPosition *
get_start (UaPositionKind kind)
{
  switch (kind)
    {
    case UA_POSITION_KIND_CURSOR:
      return ua_position_new_cursor ("");
    case UA_POSITION_KIND_AFTER:
      return ua_position_new_after ("");
    case UA_POSITION_KIND_INDEX:
    default:
      return ua_position_new_index (1);
    }
}

static gboolean
is_start (const UaPosition *position)
{
  const char *text = ua_position_get_text (position);

  return ua_position_get_index (position) <= 1 && (text == NULL || *text == '\0');
}

static void
start_way (UaWalk     *self,
           UaPosition *position)
{
  self->tried |= 1u << ua_position_get_kind (position);
  self->n_new_in_way = 0;
  self->n_bad = 0;
  self->n_pages = 0;
  self->n_empty = 0;
  self->n_barren = 0;
  self->frontier = 0;
  self->n_last = 0;
  ua_id_set_clear (self->marks);
  take_position (self, position);
}

static void
finish (UaWalk   *self,
        gboolean  is_whole)
{
  self->is_whole = is_whole;
  take_position (self, NULL);
  ua_id_set_clear (self->marks);
}

static gboolean
has_all (const UaWalk *self)
{
  return self->total < 0 || ua_walk_get_n_seen (self) + self->n_bad >= (guint64) self->total;
}

/* The way goes no farther: begins the next one, if there is any. */
static void
give_up_way (UaWalk *self)
{
  /* The next way begins at the start and meets again what an earlier run saw. */
  self->n_before = 0;
  if ((self->tried & (1u << UA_POSITION_KIND_INDEX)) == 0)
    start_way (self, get_start (UA_POSITION_KIND_INDEX));
  else if ((self->tried & (1u << UA_POSITION_KIND_AFTER)) == 0 && self->may_sort_ids)
    start_way (self, get_start (UA_POSITION_KIND_AFTER));
  else
    finish (self, self->total >= 0 && has_all (self));
}

/* The way came to an orderly end. */
static void
end_way (UaWalk *self)
{
  if (has_all (self))
    finish (self, TRUE);
  else if (ua_position_get_kind (self->position) == UA_POSITION_KIND_AFTER &&
           self->n_new_in_way == 0)
    /* Two ways agree that there is no more: then the total is wrong. */
    finish (self, TRUE);
  else
    give_up_way (self);
}

/* The last page may be short, so only what another one follows tells the size of pages. */
static void
note_size (UaWalk *self,
           guint   n_rows)
{
  if (n_rows == 0)
    return;
  self->n_largest = MAX (self->n_largest, self->n_last);
  self->n_last = n_rows;
}

/* Whether the way has come to a page or cursor where it was before. */
static gboolean
is_known (UaWalk     *self,
          const char *kind,
          const char *mark)
{
  g_autofree char *key = g_strconcat (kind, mark, NULL);

  return !ua_id_set_add (self->marks, key);
}

/* A way may meet what an earlier way saw, but not begin a page as another page of its own. */
static gboolean
begins_again (UaWalk       *self,
              const UaPage *page)
{
  return ua_page_get_n (page) > 0 && is_known (self, "id ", ua_page_get_id (page, 0));
}

static void
feed_cursor (UaWalk       *self,
             const UaPage *page)
{
  const char *next = ua_page_get_next_cursor (page);

  if (next == NULL || *next == '\0')
    {
      if (self->n_pages > 1 || ua_page_get_n_rows (page) == 0)
        end_way (self);
      else
        start_way (self, ua_position_new_index (1 + (guint64) ua_page_get_n_rows (page)));
    }
  else if (self->n_barren > MAX_BARREN || begins_again (self, page) ||
           is_known (self, "cursor ", next))
    give_up_way (self);
  else
    take_position (self, ua_position_new_cursor (next));
}

static void
feed_empty_index (UaWalk *self)
{
  self->n_empty++;
  if (has_all (self) || self->n_empty >= MAX_EMPTY)
    end_way (self);
  else if (self->n_empty > 1)
    /* Asked twice in vain: perhaps the rows there may not be seen, and others follow. */
    take_position (self, ua_position_new_index (ua_position_get_index (self->position) +
                                                MAX (self->step, 1)));
}

static void
feed_index (UaWalk       *self,
            const UaPage *page,
            gint64        n_lost)
{
  guint n_rows = ua_page_get_n_rows (page);
  guint64 index = ua_position_get_index (self->position);
  gboolean is_behind = index < self->frontier;

  self->frontier = MAX (self->frontier, index + n_rows);
  if (n_lost > 0 && self->n_pages > 1 && self->n_steps_back < MAX_STEPS_BACK)
    {
      /* What moved up out of this page may have slipped past the one before. */
      self->n_steps_back++;
      take_position (self, ua_position_new_index (index > (guint64) n_lost
                                                    ? index - (guint64) n_lost : 1));
      return;
    }
  if (n_rows == 0)
    {
      feed_empty_index (self);
      return;
    }
  self->n_empty = 0;
  self->step = n_rows;
  if (self->n_barren > MAX_BARREN || (begins_again (self, page) && !is_behind))
    give_up_way (self);
  else
    take_position (self, ua_position_new_index (index + n_rows));
}

/* Whether the server gave what comes after the id, and not the id again. */
static gboolean
is_after (const UaPage *page,
          const char   *id)
{
  for (guint i = 0; i < ua_page_get_n (page); i++)
    if (strcmp (ua_page_get_id (page, i), id) == 0)
      return FALSE;
  return TRUE;
}

static void
feed_after (UaWalk       *self,
            const UaPage *page)
{
  guint n = ua_page_get_n (page);

  if (ua_page_get_n_rows (page) == 0)
    {
      /* Once more, unless that fits the total. */
      if (has_all (self) || ++self->n_empty > 1)
        end_way (self);
    }
  else if (n == 0 || !is_after (page, ua_position_get_text (self->position)) ||
           is_known (self, "id ", ua_page_get_id (page, n - 1)))
    give_up_way (self);
  else
    take_position (self, ua_position_new_after (ua_page_get_id (page, n - 1)));
}

/**
 * ua_walk_new:
 * @capabilities: what is known of the server
 * @page_size: how many rows to ask for at once, or 0 for what suits the server
 *
 * Returns: (transfer full): a walk at its start
 *
 * Any thread.
 */
UaWalk *
ua_walk_new (const UaCapabilities *capabilities,
             guint                 page_size)
{
  UaWalk *self = g_new0 (UaWalk, 1);
  gboolean has_cursors;

  g_return_val_if_fail (capabilities != NULL, NULL);

  has_cursors = ua_capabilities_get (capabilities, UA_CAPABILITY_CURSOR_PAGING) == UA_SUPPORT_YES;
  self->count = page_size > 0 ? page_size : ua_capabilities_get_page_size (capabilities);
  self->count = CLAMP (self->count, 1, MAX_COUNT);
  self->may_sort_ids = ua_capabilities_may (capabilities, UA_CAPABILITY_FILTER) &&
                       ua_capabilities_may (capabilities, UA_CAPABILITY_SORT);
  self->total = -1;
  self->ids = ua_id_set_new ();
  self->marks = ua_id_set_new ();
  start_way (self, get_start (has_cursors ? UA_POSITION_KIND_CURSOR : UA_POSITION_KIND_INDEX));
  return self;
}

/**
 * ua_walk_new_from_text:
 * @capabilities: what is known of the server
 * @text: (nullable): what ua_walk_to_text() gave once
 *
 * Goes on with a walk that was interrupted, maybe in another process.  What cannot be read makes a
 * new walk.
 *
 * Returns: (transfer full): a walk
 *
 * Any thread.
 */
UaWalk *
ua_walk_new_from_text (const UaCapabilities *capabilities,
                       const char           *text)
{
  UaWalk *self = ua_walk_new (capabilities, 0);
  g_autofree char *position = NULL;
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", " ", 8);
  guint64 kind, index, count, tried, n_before;

  if (g_strv_length (parts) != 8 || strcmp (parts[0], TEXT_VERSION) != 0 ||
      !g_ascii_string_to_unsigned (parts[1], 10, 0, UA_POSITION_KIND_AFTER, &kind, NULL) ||
      !g_ascii_string_to_unsigned (parts[2], 10, 0, G_MAXUINT64, &index, NULL) ||
      !g_ascii_string_to_unsigned (parts[3], 10, 1, MAX_COUNT, &count, NULL) ||
      !g_ascii_string_to_unsigned (parts[4], 10, 0, 7, &tried, NULL) ||
      !g_ascii_string_to_unsigned (parts[5], 10, 0, MAX_ROWS, &n_before, NULL) ||
      !g_ascii_string_to_signed (parts[6], 10, -1, G_MAXINT64, &self->total, NULL) ||
      (position = g_uri_unescape_string (parts[7], NULL)) == NULL)
    {
      self->total = -1;
      return self;
    }

  switch ((UaPositionKind) kind)
    {
    case UA_POSITION_KIND_CURSOR:
      start_way (self, ua_position_new_cursor (position));
      break;
    case UA_POSITION_KIND_AFTER:
      start_way (self, ua_position_new_after (position));
      break;
    case UA_POSITION_KIND_INDEX:
    default:
      start_way (self, ua_position_new_index (index));
      break;
    }
  self->count = (guint) count;
  self->tried |= (guint) tried;
  self->n_before = n_before;
  return self;
}

/**
 * ua_walk_free:
 * @self: (transfer full): a walk
 *
 * The thread that has @self.
 */
void
ua_walk_free (UaWalk *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->position, ua_position_unref);
  ua_id_set_free (self->ids);
  ua_id_set_free (self->marks);
  g_free (self);
}

/**
 * ua_walk_get_position:
 * @self: a walk
 *
 * Returns: (transfer none) (nullable): where the next page begins; %NULL at the end
 *
 * The thread that has @self.
 */
UaPosition *
ua_walk_get_position (const UaWalk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->position;
}

/**
 * ua_walk_get_count:
 * @self: a walk
 *
 * Returns: how many rows to ask for
 *
 * The thread that has @self.
 */
guint
ua_walk_get_count (const UaWalk *self)
{
  g_return_val_if_fail (self != NULL, DEFAULT_COUNT);

  return self->count;
}

/**
 * ua_walk_get_page_size:
 * @self: a walk
 *
 * Returns: the size of page that the server keeps to although more was asked for (RFC 7644, section
 *   3.4.2.4, lets it); 0 where it gave what was asked for, or too little came to tell
 *
 * The thread that has @self.
 */
guint
ua_walk_get_page_size (const UaWalk *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->n_largest > 0 && self->n_largest < self->count)
    return self->n_largest;
  return self->is_reduced ? self->count : 0;
}

/**
 * ua_walk_dup_ahead:
 * @self: a walk
 * @n: how many pages ahead, where 0 is the next page
 *
 * Guesses where later pages begin, so that several can be asked for at once.  The pages are still
 * fed in order, and one that does not begin where the walk has come to is to be asked for again:
 * compare it with ua_walk_get_position().
 *
 * Returns: (transfer full) (nullable): a position; %NULL where none can be guessed
 *
 * The thread that has @self.
 */
UaPosition *
ua_walk_dup_ahead (const UaWalk *self,
                   guint         n)
{
  guint64 index;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->position == NULL)
    return NULL;
  if (n == 0)
    return ua_position_ref (self->position);
  if (ua_position_get_kind (self->position) != UA_POSITION_KIND_INDEX || self->step == 0)
    return NULL;
  index = ua_position_get_index (self->position) + (guint64) n * self->step;
  if (self->total < 0 || index > (guint64) self->total)
    return NULL;
  return ua_position_new_index (index);
}

/**
 * ua_walk_feed:
 * @self: a walk that is not at its end
 * @page: the page at ua_walk_get_position()
 *
 * Takes in what came and moves on.  A page from elsewhere is left alone.
 *
 * Returns: how many rows were new
 *
 * The thread that has @self.
 */
guint
ua_walk_feed (UaWalk       *self,
              const UaPage *page)
{
  gint64 total = ua_page_get_total (page);
  gint64 n_lost = 0;
  guint n_new = 0;

  g_return_val_if_fail (self != NULL && page != NULL, 0);

  if (self->position == NULL || !ua_position_equal (self->position, ua_page_get_position (page)))
    return 0;

  for (guint i = 0; i < ua_page_get_n (page); i++)
    if (ua_id_set_add (self->ids, ua_page_get_id (page, i)))
      n_new++;
  self->has_answered = TRUE;
  note_size (self, ua_page_get_n_rows (page));
  self->n_pages++;
  self->n_new_in_way += n_new;
  self->n_bad += ua_page_get_n_rows (page) - MIN (ua_page_get_n_rows (page), ua_page_get_n (page));
  self->n_barren = ua_page_get_n (page) > 0 ? 0 : self->n_barren + 1;
  /* Behind an id the total is that of the rest. */
  if (total >= 0 && (ua_position_get_kind (self->position) != UA_POSITION_KIND_AFTER ||
                     is_start (self->position)))
    {
      n_lost = self->total - total;
      self->total = total;
    }

  if (ua_walk_get_n_seen (self) > MAX_ROWS)
    {
      finish (self, FALSE);
      return n_new;
    }
  switch (ua_position_get_kind (self->position))
    {
    case UA_POSITION_KIND_CURSOR:
      feed_cursor (self, page);
      break;
    case UA_POSITION_KIND_AFTER:
      feed_after (self, page);
      break;
    case UA_POSITION_KIND_INDEX:
    default:
      feed_index (self, page, n_lost);
      break;
    }
  return n_new;
}

/**
 * ua_walk_feed_error:
 * @self: a walk that is not at its end
 * @error: why the page at ua_walk_get_position() did not come
 *
 * Takes in that the server refused a page: smaller pages or another way may do.
 *
 * Returns: whether the walk goes on, or came to its end; %FALSE when the error is for the caller
 *
 * The thread that has @self.
 */
gboolean
ua_walk_feed_error (UaWalk       *self,
                    const GError *error)
{
  gboolean is_cursor;

  g_return_val_if_fail (self != NULL && error != NULL, FALSE);

  if (self->position == NULL || error->domain != UA_ERROR)
    return FALSE;
  if ((error->code == UA_ERROR_TOO_MANY || error->code == UA_ERROR_TOO_LARGE) &&
      self->count > MIN_COUNT)
    {
      self->count = MAX (self->count / 2, MIN_COUNT);
      self->is_reduced = TRUE;
      return TRUE;
    }
  switch ((UaError) error->code)
    {
    case UA_ERROR_INVALID_VALUE:
    case UA_ERROR_NOT_FOUND:
    case UA_ERROR_NOT_SUPPORTED:
    case UA_ERROR_PROTOCOL:
    case UA_ERROR_SERVER:
    case UA_ERROR_FAILED:
      break;
    case UA_ERROR_INVALID_ARGUMENT:
    case UA_ERROR_ADDRESS:
    case UA_ERROR_OFFLINE:
    case UA_ERROR_TLS:
    case UA_ERROR_REDIRECT:
    case UA_ERROR_AUTHENTICATION:
    case UA_ERROR_PERMISSION:
    case UA_ERROR_CONFLICT:
    case UA_ERROR_STALE:
    case UA_ERROR_TOO_MANY:
    case UA_ERROR_BUSY:
    case UA_ERROR_TOO_LARGE:
    case UA_ERROR_STORAGE:
    case UA_ERROR_CORRUPT:
    case UA_ERROR_KEYRING:
    case UA_ERROR_STOPPED:
    default:
      return FALSE;
    }

  is_cursor = ua_position_get_kind (self->position) == UA_POSITION_KIND_CURSOR;
  if (is_start (self->position) && !is_cursor && !self->has_answered)
    return FALSE;
  /* Asking behind the last row is an error to some. */
  if (ua_position_get_kind (self->position) == UA_POSITION_KIND_INDEX && self->total >= 0 &&
      has_all (self))
    finish (self, TRUE);
  else
    give_up_way (self);
  return TRUE;
}

/**
 * ua_walk_get_n_seen:
 * @self: a walk
 *
 * Returns: how many different rows came so far
 *
 * The thread that has @self.
 */
guint64
ua_walk_get_n_seen (const UaWalk *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_before + ua_id_set_get_n (self->ids);
}

/**
 * ua_walk_get_total:
 * @self: a walk
 *
 * Returns: how many rows there are, as the server said last; -1 when it does not say
 *
 * The thread that has @self.
 */
gint64
ua_walk_get_total (const UaWalk *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->total;
}

/**
 * ua_walk_is_whole:
 * @self: a walk
 *
 * Returns: whether it came to its end and there is no sign that a row was left out.  It is a reason
 *   to ask for a row that did not come, never to take it for deleted.
 *
 * The thread that has @self.
 */
gboolean
ua_walk_is_whole (const UaWalk *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->position == NULL && self->is_whole;
}

/**
 * ua_walk_to_text:
 * @self: a walk that is not at its end
 *
 * Returns: (transfer full): where the walk is, for ua_walk_new_from_text(); it may hold an id or a
 *   cursor
 *
 * The thread that has @self.
 */
char *
ua_walk_to_text (const UaWalk *self)
{
  g_autofree char *escaped = NULL;
  const char *text;

  g_return_val_if_fail (self != NULL && self->position != NULL, NULL);

  text = ua_position_get_text (self->position);
  escaped = g_uri_escape_string (text != NULL ? text : "", NULL, FALSE);
  return g_strdup_printf (TEXT_VERSION " %d %" G_GUINT64_FORMAT " %u %u %" G_GUINT64_FORMAT
                          " %" G_GINT64_FORMAT " %s",
                          (int) ua_position_get_kind (self->position),
                          ua_position_get_index (self->position), self->count, self->tried,
                          ua_walk_get_n_seen (self), self->total, escaped);
}
