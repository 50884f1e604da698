/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-feed.h"

#include "ua-dir-cursor.h"
#include "ua-dir-render.h"
#include "ua-dir-rights.h"
#include "ua-dir-sight.h"
#include "ua-scim-urn.h"
#include "ua-time.h"

/* What has changed since a cursor.  The audit has a line for each change, in order, so that it is
 * the feed too: a resource is told of where its last line is, as it is now.  Writing pays nothing
 * for it. */

#define QUERY "changes"

/* Where a walk over the changes is. */
typedef struct
{
  gint64 base;             /* the line at which it began */
  gint64 place;            /* the last line seen */
  gint64 last;             /* the last line there is */
  gint64 count;
} Walk;

typedef struct
{
  UaDirService *service;   /* (unowned) */
  UaDirDb *db;             /* (unowned) */
  UaDirExchange *exchange; /* (unowned) */
  Walk walk;
  gint64 n;
  gboolean more;
  GString *out;            /* (owned) */
} Feed;

static const char page_sql[] =
  "SELECT a.id, a.at, a.type, a.target, r.id, r.text,"
  "  EXISTS (SELECT 1 FROM audit b WHERE b.target = a.target AND b.id > ?1 AND b.version = 1)"
  " FROM audit a LEFT JOIN resource r ON r.uid = a.target"
  " WHERE a.id > ?2 AND NOT EXISTS"
  "  (SELECT 1 FROM audit c WHERE c.target = a.target AND c.id > a.id)"
  " ORDER BY a.id LIMIT ?3";

static gboolean
read_count (Feed    *feed,
            GError **error)
{
  const char *text = ua_dir_exchange_get_query (feed->exchange, "count");
  char *end = NULL;

  feed->walk.count = UA_DIR_DEFAULT_PAGE;
  if (text == NULL)
    return TRUE;
  feed->walk.count = CLAMP (g_ascii_strtoll (text, &end, 10), 1, UA_DIR_MAX_PAGE);
  if (end != text && *end == '\0')
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_INVALID_COUNT, "count: must be a number");
  return FALSE;
}

/* Without a cursor the walk begins now. */
static gboolean
read_place (Feed    *feed,
            GError **error)
{
  const char *text = ua_dir_exchange_get_query (feed->exchange, "cursor");
  g_auto(UaDirCursor) cursor = UA_DIR_CURSOR_INIT;
  Walk *walk = &feed->walk;
  gint64 first;

  if (!ua_dir_db_get_int (feed->db, &walk->last, error,
                          "SELECT seq FROM sqlite_sequence WHERE name = 'audit'", "") ||
      !ua_dir_db_get_int (feed->db, &first, error, "SELECT ifnull (min (id), ? + 1) FROM audit",
                          "i", walk->last))
    return FALSE;
  walk->base = walk->last;
  walk->place = walk->last;
  if (text == NULL || *text == '\0')
    return TRUE;
  cursor.is_lasting = TRUE;
  if (!ua_dir_cursor_read (&cursor, feed->service, text, QUERY, error))
    return FALSE;
  walk->base = cursor.total;
  walk->place = cursor.id;
  if (walk->base >= first - 1 && walk->place <= walk->last)
    return TRUE;
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_EXPIRED_CURSOR,
                       "The history does not go back to this cursor; read everything anew");
  return FALSE;
}

/* Opens the entry of one resource, up to the resource itself. */
static void
append_entry (Feed            *feed,
              UaDirQuery      *query,
              const UaDirKind *kind)
{
  g_autofree char *at = ua_time_format (ua_dir_query_int (query, 1));
  gboolean is_there = !ua_dir_query_is_null (query, 4);
  const char *word = !is_there ? "deleted" : ua_dir_query_int (query, 6) != 0 ? "created"
                                                                               : "changed";

  g_string_append (feed->out, feed->n > 0 ? ",{\"change\":\"" : "{\"change\":\"");
  g_string_append (feed->out, word);
  g_string_append (feed->out, "\",\"resourceType\":\"");
  g_string_append (feed->out, kind->scim->name);
  g_string_append (feed->out, "\",\"value\":\"");
  g_string_append (feed->out, ua_dir_query_text (query, 3));
  g_string_append (feed->out, "\",\"at\":\"");
  g_string_append (feed->out, at);
  g_string_append (feed->out, "\"");
}

static gboolean
append_change (Feed        *feed,
               UaDirQuery  *query,
               GError     **error)
{
  const UaDirKind *kind = ua_dir_kind_find_type ((UaDirType) ua_dir_query_int (query, 2));
  const UaDirActor *actor = &feed->exchange->actor;
  g_auto(UaDirRender) render = UA_DIR_RENDER_INIT;

  if (!ua_dir_sight_check_kind (actor, kind, TRUE, NULL))
    return TRUE;
  append_entry (feed, query, kind);
  if (!ua_dir_query_is_null (query, 4))
    {
      g_string_append (feed->out, ",\"data\":");
      if (!ua_dir_render_init (&render, kind, feed->service->base_uri, actor,
                               feed->service->plain,
                               ua_dir_exchange_get_query (feed->exchange, "attributes"),
                               ua_dir_exchange_get_query (feed->exchange, "excludedAttributes"),
                               error) ||
          !ua_dir_render_append (&render, feed->out, feed->db, ua_dir_query_int (query, 4),
                                 ua_dir_query_text (query, 5), error))
        return FALSE;
    }
  g_string_append_c (feed->out, '}');
  feed->n++;
  return TRUE;
}

static gboolean
append_changes (Feed    *feed,
                GError **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  Walk *walk = &feed->walk;
  gboolean row;

  if (!ua_dir_query_open (&query, feed->db, error, page_sql, "iii", walk->base, walk->place,
                          walk->count + 1))
    return FALSE;
  for (;;)
    {
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (row && feed->n < walk->count)
        {
          walk->place = ua_dir_query_int (&query, 0);
          if (!append_change (feed, &query, error))
            return FALSE;
          continue;
        }
      /* At the end of the walk the next one begins. */
      feed->more = row;
      if (!row)
        walk->base = walk->place = walk->last;
      return TRUE;
    }
}

static gboolean
answer (Feed    *feed,
        GError **error)
{
  g_auto(UaDirCursor) next = UA_DIR_CURSOR_INIT;
  g_autofree char *cursor = NULL;

  if (!ua_dir_rights_check (feed->db, &feed->exchange->actor, UA_DIR_RIGHT_READ, error) ||
      !read_count (feed, error) || !read_place (feed, error))
    return FALSE;
  g_string_append (feed->out, "{\"schemas\":[\"" UA_SCIM_URN_UA_CHANGES "\"],\"Resources\":[");
  if (!append_changes (feed, error))
    return FALSE;
  next.query = g_strdup (QUERY);
  next.total = feed->walk.base;
  next.id = feed->walk.place;
  next.is_number = TRUE;
  cursor = ua_dir_cursor_write (&next, feed->service);
  g_string_append (feed->out, "],\"itemsPerPage\":");
  g_string_append_printf (feed->out, "%" G_GINT64_FORMAT, feed->n);
  g_string_append (feed->out, feed->more ? ",\"more\":true" : ",\"more\":false");
  g_string_append (feed->out, ",\"nextCursor\":\"");
  g_string_append (feed->out, cursor);
  g_string_append (feed->out, "\"}");
  return TRUE;
}

/**
 * ua_dir_feed_get:
 * @service: the service
 * @db: a connection
 * @exchange: a GET request to `/Changes`
 *
 * Answers with what was created, changed and deleted since a cursor, each resource once and as it
 * is now, in the order of the changes; without a cursor with one for now.
 */
void
ua_dir_feed_get (UaDirService  *service,
                 UaDirDb       *db,
                 UaDirExchange *exchange)
{
  Feed feed = { .service = service, .db = db, .exchange = exchange };
  g_autoptr(GError) error = NULL;

  feed.out = g_string_sized_new (4096);
  if (answer (&feed, &error))
    {
      ua_dir_exchange_answer (exchange, 200, g_string_free_to_bytes (feed.out));
      return;
    }
  g_string_free (feed.out, TRUE);
  ua_dir_exchange_fail (exchange, error);
}
