/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-list-page.h"

#include "ua-dir-sight.h"
#include "ua-scim-eval.h"

#include <string.h>

/* A page that begins behind so many rows, or a filter that finds so many, is worth to remember the
 * whole list for. */
#define DEEP 1000

/**
 * ua_dir_ask_clear:
 * @self: what is asked for
 */
void
ua_dir_ask_clear (UaDirAsk *self)
{
  g_clear_pointer (&self->filter, ua_scim_filter_unref);
}

static void
source_free (gpointer data)
{
  UaDirSource *self = data;

  g_clear_pointer (&self->condition, ua_dir_sql_free);
  g_clear_pointer (&self->key, ua_dir_sql_free);
  ua_dir_render_clear (&self->render);
  g_free (self);
}

/**
 * ua_dir_page_init:
 * @self: a page
 * @service: the service
 * @db: a connection
 * @viewer: who asks
 * @ask: what for
 *
 * Begins a page, without any kinds yet.
 */
void
ua_dir_page_init (UaDirPage        *self,
                  UaDirService     *service,
                  UaDirDb          *db,
                  const UaDirActor *viewer,
                  const UaDirAsk   *ask)
{
  *self = (UaDirPage) { .service = service, .db = db, .viewer = viewer, .ask = ask };
  self->sources = g_ptr_array_new_with_free_func (source_free);
}

/**
 * ua_dir_page_clear:
 * @self: a page
 */
void
ua_dir_page_clear (UaDirPage *self)
{
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  ua_dir_cursor_clear (&self->from);
  ua_dir_cursor_clear (&self->next);
  g_clear_pointer (&self->ids, g_array_unref);
}

/**
 * ua_dir_page_get_source:
 * @self: a page
 * @n: from 0
 *
 * Returns: (transfer none): one of its kinds
 */
UaDirSource *
ua_dir_page_get_source (const UaDirPage *self,
                        guint            n)
{
  return g_ptr_array_index (self->sources, n);
}

/* What must stay the same from page to page. */
static char *
digest_ask (const UaDirPage *page)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *parts[] = {
    page->sources->len == 1 ? ua_dir_page_get_source (page, 0)->kind->scim->name : "",
    page->ask->filter_text, page->ask->sort_by, page->ask->descending ? "d" : "a",
    ua_dir_sight_is_whole (page->viewer) ? "" : page->viewer->uid
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = parts[i] != NULL ? parts[i] : "";

      g_checksum_update (checksum, (const guchar *) part, (gssize) strlen (part) + 1);
    }
  return g_strndup (g_checksum_get_string (checksum), 16);
}

/* Begins a query among what the viewer sees. */
static gboolean
begin (const UaDirPage  *page,
       UaDirQuery       *query,
       const GString    *sql,
       GError          **error)
{
  if (!ua_dir_query_begin (query, page->db, sql->str, error))
    return FALSE;
  ua_dir_sight_bind (page->viewer, query);
  return TRUE;
}

/* Queries are written for every request; this takes a tenth of the time of printf. */
static void
append_all (GString    *sql,
            const char *first,
            ...)
{
  va_list parts;

  va_start (parts, first);
  for (const char *part = first; part != NULL; part = va_arg (parts, const char *))
    g_string_append (sql, part);
  va_end (parts);
}

static void
append_from (const UaDirPage   *page,
             const UaDirSource *source,
             gboolean           with_condition,
             gboolean           with_key,
             GString           *sql)
{
  const UaDirKind *kind = source->kind;
  UaDirSql *condition = with_condition ? source->condition : NULL;
  UaDirSql *key = with_key ? source->key : NULL;

  if (condition == NULL && key == NULL && kind->source == NULL &&
      ua_dir_sight_is_whole (page->viewer))
    g_string_append_printf (sql, " FROM resource k WHERE k.type = %d", kind->type);
  else if ((condition != NULL && condition->uses_resource) || (key != NULL && key->uses_resource))
    g_string_append_printf (sql, " FROM %s k JOIN %s r ON r.id = k.id WHERE r.type = %d",
                            kind->table, kind->source != NULL ? kind->source : "resource",
                            kind->type);
  else
    append_all (sql, " FROM ", kind->table, " k WHERE 1", NULL);
  if (condition != NULL)
    append_all (sql, " AND (", condition->text->str, ")", NULL);
}

static gboolean
count_source (const UaDirPage    *page,
              const UaDirSource  *source,
              gint64             *n,
              GError            **error)
{
  g_autoptr(GString) sql = g_string_new (ua_dir_sight_get_sql (page->viewer));
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  if (source->condition == NULL && source->kind->source == NULL &&
      ua_dir_sight_is_whole (page->viewer))
    return ua_dir_db_get_int (page->db, n, error, "SELECT n FROM tally WHERE type = ?",
                              "i", (gint64) source->kind->type);
  g_string_append (sql, "SELECT count (*)");
  append_from (page, source, TRUE, FALSE, sql);
  if (!begin (page, &query, sql, error))
    return FALSE;
  if (source->condition != NULL)
    ua_dir_sql_bind (source->condition, &query);
  if (!ua_dir_query_step (&query, NULL, error))
    return FALSE;
  *n = ua_dir_query_int (&query, 0);
  return TRUE;
}

static gboolean
count_all (UaDirPage  *page,
           GError    **error)
{
  for (guint i = 0; i < page->sources->len; i++)
    {
      gint64 n;

      if (!count_source (page, ua_dir_page_get_source (page, i), &n, error))
        return FALSE;
      page->total += n;
    }
  return TRUE;
}

static void
append_after (const UaDirPage   *page,
              const UaDirSource *source,
              GString           *sql)
{
  const char *op = page->ask->descending ? "<" : ">";

  if (page->from.query == NULL)
    return;
  if (source->key != NULL)
    g_string_append_printf (sql, " AND (%s, k.id) %s (?, ?)", source->key->text->str, op);
  else
    g_string_append_printf (sql, " AND k.id %s ?", op);
}

static void
bind_after (const UaDirPage   *page,
            const UaDirSource *source,
            UaDirQuery        *query)
{
  if (page->from.query == NULL)
    return;
  if (source->key != NULL)
    {
      ua_dir_sql_bind (source->key, query);
      if (page->from.is_number)
        ua_dir_query_add_int (query, page->from.number);
      else
        ua_dir_query_add_text (query, page->from.text);
    }
  ua_dir_query_add_int (query, page->from.id);
}

static gboolean
collect_ids (UaDirPage   *page,
             UaDirQuery  *query,
             GError     **error)
{
  gboolean row;

  for (;;)
    {
      gint64 id;

      if (!ua_dir_query_step (query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (page->ids->len == (guint) page->ask->count)
        {
          /* There is one more: the next page begins behind the last one of this. */
          page->next.query = digest_ask (page);
          page->next.total = page->total;
          page->next.id = g_array_index (page->ids, gint64, page->ids->len - 1);
          return TRUE;
        }
      id = ua_dir_query_int (query, 0);
      g_array_append_val (page->ids, id);
      if (page->ask->sort_by == NULL)
        continue;
      page->next.is_number = sqlite3_column_type (query->stmt, 1) == SQLITE_INTEGER;
      page->next.number = ua_dir_query_int (query, 1);
      g_free (page->next.text);
      page->next.text = g_strdup (ua_dir_query_text (query, 1));
    }
}

/* What a cursor does not carry is read from the row that it names, as long as that is there. */
static gboolean
look_key_up (UaDirPage  *page,
             GError    **error)
{
  for (guint i = 0; i < page->sources->len; i++)
    {
      UaDirSource *source = ua_dir_page_get_source (page, i);
      g_autoptr(GString) sql = g_string_new (ua_dir_sight_get_sql (page->viewer));
      g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
      gboolean row;

      g_string_append_printf (sql, "SELECT %s", source->key->text->str);
      append_from (page, source, FALSE, TRUE, sql);
      g_string_append (sql, " AND k.id = ?");
      if (!begin (page, &query, sql, error))
        return FALSE;
      ua_dir_sql_bind (source->key, &query);
      ua_dir_query_add_int (&query, page->from.id);
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        continue;
      g_free (page->from.text);
      page->from.text = g_strdup (ua_dir_query_text (&query, 0));
      return TRUE;
    }
  g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_EXPIRED_CURSOR,
                       "What the cursor names is gone; begin again");
  return FALSE;
}

/* One order over all kinds: SQLite merges them, each in the order of its index. */
static gboolean
begin_rows (UaDirPage   *page,
            UaDirQuery  *query,
            gint64       limit,
            gint64       offset,
            GError     **error)
{
  const char *order = page->ask->descending ? "DESC" : "ASC";
  gboolean sorts = page->ask->sort_by != NULL;
  g_autoptr(GString) sql = g_string_new (ua_dir_sight_get_sql (page->viewer));

  for (guint i = 0; i < page->sources->len; i++)
    {
      UaDirSource *source = ua_dir_page_get_source (page, i);

      append_all (sql, i > 0 ? " UNION ALL " : "", "SELECT k.id", NULL);
      if (sorts)
        append_all (sql, ", ", source->key->text->str, NULL);
      append_from (page, source, TRUE, TRUE, sql);
      append_after (page, source, sql);
    }
  if (sorts)
    append_all (sql, " ORDER BY 2 ", order, ", 1 ", order, NULL);
  else
    append_all (sql, " ORDER BY 1 ", order, NULL);
  g_string_append (sql, " LIMIT ? OFFSET ?");

  if (sorts && page->from.is_long && !look_key_up (page, error))
    return FALSE;
  if (!begin (page, query, sql, error))
    return FALSE;
  for (guint i = 0; i < page->sources->len; i++)
    {
      UaDirSource *source = ua_dir_page_get_source (page, i);

      if (source->key != NULL)
        ua_dir_sql_bind (source->key, query);
      if (source->condition != NULL)
        ua_dir_sql_bind (source->condition, query);
      bind_after (page, source, query);
    }
  ua_dir_query_add_int (query, limit);
  ua_dir_query_add_int (query, offset);
  return TRUE;
}

static gboolean
find_ids (UaDirPage  *page,
          gint64      skipped,
          GError    **error)
{
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  return begin_rows (page, &query, page->ask->count + 1 - page->ids->len, skipped, error) &&
         collect_ids (page, &query, error);
}

/* Without filter and sorting, new resources come last: the list only grows. */
static gboolean
is_growing (const UaDirPage *page)
{
  return page->ask->filter == NULL && page->ask->sort_by == NULL && !page->ask->descending;
}

static UaDirChange
get_change (const UaDirPage *page)
{
  gboolean uses_resource = FALSE;

  for (guint i = 0; i < page->sources->len; i++)
    {
      UaDirSql *key = ua_dir_page_get_source (page, i)->key;

      /* Only members have keys that are watched. */
      uses_resource = uses_resource ||
                      (key != NULL && (key->uses_resource || key->kind != &ua_dir_user_kind));
    }
  if (page->ask->filter != NULL || uses_resource)
    return UA_DIR_CHANGE_ANY;
  return is_growing (page) ? UA_DIR_CHANGE_REMOVED : UA_DIR_CHANGE_ORDER;
}

static GArray *
read_whole_list (UaDirPage  *page,
                 GError    **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!begin_rows (page, &query, -1, 0, error))
    return NULL;
  for (;;)
    {
      gint64 id;

      if (!ua_dir_query_step (&query, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&rows);
      id = ua_dir_query_int (&query, 0);
      g_array_append_val (rows, id);
    }
}

/* What is not in the table of resources changes in ways that nobody watches. */
static gboolean
is_watched (const UaDirPage *page)
{
  for (guint i = 0; i < page->sources->len; i++)
    if (ua_dir_page_get_source (page, i)->kind->source != NULL)
      return FALSE;
  return TRUE;
}

/* A list that is read whole ahead of those who ask for it. */
typedef struct
{
  UaDirService *service;   /* (unowned) */
  const UaDirKind *kind;   /* (unowned) */
} Ahead;

static void
ahead_due_cb (UaDirDb  *db,
              gpointer  data)
{
  Ahead *ahead = data;
  g_auto(UaDirAsk) ask = UA_DIR_ASK_INIT;
  g_auto(UaDirPage) page = { 0 };
  UaDirSource *source = g_new0 (UaDirSource, 1);
  g_autoptr(GArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  gint tick;

  source->kind = ahead->kind;
  ua_dir_page_init (&page, ahead->service, db, NULL, &ask);
  g_ptr_array_add (page.sources, source);
  tick = ua_dir_ticks_view_get (ua_dir_db_get_ticks (db), get_change (&page));
  rows = tick >= 0 ? read_whole_list (&page, &error) : NULL;
  if (rows != NULL)
    {
      g_autofree char *key = digest_ask (&page);

      ua_dir_ranks_add (ahead->service->ranks, key, tick, TRUE, rows);
    }
  g_free (ahead);
}

/**
 * ua_dir_page_read_ahead:
 * @service: the service
 * @kind: what is listed
 *
 * Has the whole list in its own order read and remembered, so that pages in the depth of it are
 * found at once.  Until then they are counted off, which takes the longer the deeper they are.
 *
 * Any thread.
 */
void
ua_dir_page_read_ahead (UaDirService    *service,
                        const UaDirKind *kind)
{
  g_mutex_lock (&service->mutex);
  if (!service->stopped)
    {
      Ahead *ahead = g_new0 (Ahead, 1);

      ahead->service = service;
      ahead->kind = kind;
      ua_dir_store_read (service->store, UA_DIR_DB_READ, ahead_due_cb, ahead);
    }
  g_mutex_unlock (&service->mutex);
}

/* Gives the whole list where it is remembered, or worth it. */
static gboolean
find_whole_list (UaDirPage  *page,
                 GArray    **rows,
                 GError    **error)
{
  gint tick = ua_dir_ticks_view_get (ua_dir_db_get_ticks (page->db), get_change (page));
  UaDirRanks *ranks = page->service->ranks;
  gboolean deep = page->ask->start > DEEP;
  g_autofree char *key = NULL;
  gboolean again;

  *rows = NULL;
  if (tick >= 0 && is_watched (page) && ua_dir_sight_is_whole (page->viewer) &&
      (deep || page->ask->filter != NULL))
    {
      key = digest_ask (page);
      *rows = ua_dir_ranks_find (ranks, key, tick);
    }
  if (*rows != NULL && page->ask->filter != NULL)
    page->total = (*rows)->len;
  else if (!count_all (page, error))
    return FALSE;
  if (key == NULL || *rows != NULL || page->ask->count == 0 || (!deep && page->total <= DEEP))
    return TRUE;
  again = ua_dir_ranks_ask (ranks, key, tick);
  /* What everybody pages through will be asked for again. */
  if (!again && is_growing (page) && page->sources->len == 1)
    ua_dir_page_read_ahead (page->service, ua_dir_page_get_source (page, 0)->kind);
  if (!again)
    return TRUE;
  *rows = read_whole_list (page, error);
  if (*rows != NULL)
    ua_dir_ranks_add (ranks, key, tick, page->ask->filter == NULL, *rows);
  return *rows != NULL;
}

/* What the list that is remembered does not have, because it has grown, is read behind its last. */
static gboolean
take_from_list (UaDirPage  *page,
                GArray     *rows,
                GError    **error)
{
  gint64 first = page->ask->start - 1;
  gint64 n = CLAMP ((gint64) rows->len - first, 0, page->ask->count);

  if (n > 0)
    g_array_append_vals (page->ids, &g_array_index (rows, gint64, first), (guint) n);
  if (n == page->ask->count || !is_growing (page) || rows->len == 0)
    return TRUE;
  page->from.query = digest_ask (page);
  page->from.id = g_array_index (rows, gint64, rows->len - 1);
  return find_ids (page, MAX (first - (gint64) rows->len, 0), error);
}

static gboolean
set_condition (const UaDirPage  *page,
               UaDirSource      *source,
               GError          **error)
{
  if (page->ask->filter == NULL)
    return TRUE;
  if (!ua_scim_filter_check (page->ask->filter, source->kind->scim, error))
    return FALSE;
  source->condition = ua_dir_sql_new (source->kind, page->service->base_uri);
  return ua_dir_sql_filter (source->condition, page->ask->filter, error);
}

/* What one kind lacks it has no value for, as long as there is another that has it. */
static gboolean
set_keys (UaDirPage  *page,
          GError    **error)
{
  gboolean known = FALSE;
  g_autoptr(GError) fault = NULL;

  for (guint i = 0; i < page->sources->len && page->ask->sort_by != NULL; i++)
    {
      UaDirSource *source = ua_dir_page_get_source (page, i);

      g_clear_error (&fault);
      source->key = ua_dir_sql_new (source->kind, page->service->base_uri);
      if (ua_dir_sql_sort_key (source->key, page->ask->sort_by, &fault))
        known = TRUE;
      else
        g_string_assign (source->key->text, "'" UA_DIR_ABSENT "'");
    }
  if (known || page->ask->sort_by == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

/* A filter mostly finds less than a page, which then says itself how many it finds.  Gives whether
 * it is so; else the page is as it was. */
static gboolean
find_all_ids (UaDirPage  *page,
              gboolean   *found,
              GError    **error)
{
  const UaDirAsk *ask = page->ask;

  *found = FALSE;
  if (ask->filter == NULL || ask->sort_by != NULL || ask->cursor != NULL || ask->start > 1 ||
      ask->count == 0)
    return TRUE;
  if (!find_ids (page, 0, error))
    return FALSE;
  *found = page->next.query == NULL;
  if (*found)
    {
      page->total = page->ids->len;
      return TRUE;
    }
  ua_dir_cursor_clear (&page->next);
  page->next = (UaDirCursor) { NULL, };
  g_array_set_size (page->ids, 0);
  return TRUE;
}

/**
 * ua_dir_page_make:
 * @self: a page with its kinds
 * @error: return location for an error
 *
 * Finds the rows of the page, the length of the list and the next page.
 *
 * Returns: whether it succeeded; else an error with what to answer
 */
gboolean
ua_dir_page_make (UaDirPage  *self,
                  GError    **error)
{
  const UaDirAsk *ask = self->ask;
  g_autoptr(GArray) rows = NULL;
  gboolean found;

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->sources->len; i++)
    if (!set_condition (self, ua_dir_page_get_source (self, i), error))
      return FALSE;
  if (!set_keys (self, error) || !find_all_ids (self, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  if (ask->cursor != NULL && *ask->cursor != '\0')
    {
      g_autofree char *digest = digest_ask (self);

      if (!ua_dir_cursor_read (&self->from, self->service, ask->cursor, digest, error))
        return FALSE;
      self->total = self->from.total;
    }
  else if (ask->cursor != NULL)
    {
      if (!count_all (self, error))
        return FALSE;
    }
  else if (!find_whole_list (self, &rows, error))
    {
      return FALSE;
    }
  if (rows != NULL)
    return take_from_list (self, rows, error);
  return ask->count == 0 || find_ids (self, ask->cursor != NULL ? 0 : ask->start - 1, error);
}
