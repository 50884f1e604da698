/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-list.h"

#include "ua-dir-cursor.h"
#include "ua-dir-render.h"
#include "ua-dir-sight.h"
#include "ua-dir-sql.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-eval.h"
#include "ua-scim-urn.h"

#include <string.h>

/* What a list is asked for (RFC 7644, section 3.4.2, and RFC 9865). */
typedef struct
{
  UaScimFilter *filter;    /* (owned) (nullable) */
  const char *filter_text; /* (unowned) (nullable) */
  const char *sort_by;     /* (unowned) (nullable) */
  gboolean descending;
  gint64 start;            /* from 1 */
  gint64 count;
  const char *cursor;      /* (unowned) (nullable): empty for the first page */
} Ask;

#define ASK_INIT { NULL, NULL, NULL, FALSE, 1, UA_DIR_DEFAULT_PAGE, NULL }

/* One of the kinds that are listed. */
typedef struct
{
  const UaDirKind *kind;   /* (unowned) */
  UaDirSql *condition;     /* (owned) (nullable) */
  UaDirSql *key;           /* (owned) (nullable) */
  UaDirRender render;
} Source;

/* One page being made. */
typedef struct
{
  UaDirService *service;   /* (unowned) */
  UaDirDb *db;             /* (unowned) */
  const UaDirActor *viewer; /* (unowned) */
  const Ask *ask;          /* (unowned) */
  GPtrArray *sources;      /* (owned), of Source */
  UaDirCursor from;
  UaDirCursor next;
  gint64 total;
  GArray *ids;             /* (owned) (nullable), of gint64 */
} Page;

static void
ask_clear (Ask *self)
{
  g_clear_pointer (&self->filter, ua_scim_filter_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ask, ask_clear)

static void
source_free (gpointer data)
{
  Source *self = data;

  g_clear_pointer (&self->condition, ua_dir_sql_free);
  g_clear_pointer (&self->key, ua_dir_sql_free);
  ua_dir_render_clear (&self->render);
  g_free (self);
}

static void
page_init (Page             *self,
           UaDirService     *service,
           UaDirDb          *db,
           const UaDirActor *viewer,
           const Ask        *ask)
{
  *self = (Page) { .service = service, .db = db, .viewer = viewer, .ask = ask };
  self->sources = g_ptr_array_new_with_free_func (source_free);
}

static void
page_clear (Page *self)
{
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  ua_dir_cursor_clear (&self->from);
  ua_dir_cursor_clear (&self->next);
  g_clear_pointer (&self->ids, g_array_unref);
}

static Source *
get_source (const Page *self,
            guint       n)
{
  return g_ptr_array_index (self->sources, n);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static gboolean
refuse (GError      **error,
        const char   *detail)
{
  g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE, detail);
  return FALSE;
}

static gboolean
read_number (const char *text,
             gint64     *value)
{
  char *end;

  if (text == NULL)
    return TRUE;
  *value = g_ascii_strtoll (text, &end, 10);
  return end != text && *end == '\0';
}

static UaScimFilter *
parse_filter (const char  *text,
              GError     **error)
{
  g_autoptr(GError) fault = NULL;
  UaScimFilter *filter = ua_scim_filter_parse (text, &fault);

  if (filter == NULL)
    g_set_error (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_FILTER, "filter: %s", fault->message);
  return filter;
}

static gboolean
read_ask (Ask            *ask,
          UaDirExchange  *exchange,
          GError        **error)
{
  const char *order = ua_dir_exchange_get_query (exchange, "sortOrder");

  ask->filter_text = ua_dir_exchange_get_query (exchange, "filter");
  ask->sort_by = ua_dir_exchange_get_query (exchange, "sortBy");
  ask->cursor = ua_dir_exchange_get_query (exchange, "cursor");
  if (ask->sort_by != NULL && *ask->sort_by == '\0')
    ask->sort_by = NULL;
  if (ask->filter_text != NULL)
    {
      ask->filter = parse_filter (ask->filter_text, error);
      if (ask->filter == NULL)
        return FALSE;
    }
  if (order != NULL && g_ascii_strcasecmp (order, "ascending") != 0 &&
      g_ascii_strcasecmp (order, "descending") != 0)
    return refuse (error, "sortOrder: must be ascending or descending");
  ask->descending = order != NULL && g_ascii_strcasecmp (order, "descending") == 0;
  if (!read_number (ua_dir_exchange_get_query (exchange, "startIndex"), &ask->start))
    return refuse (error, "startIndex: must be a number");
  if (!read_number (ua_dir_exchange_get_query (exchange, "count"), &ask->count))
    {
      if (ask->cursor == NULL)
        return refuse (error, "count: must be a number");
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_INVALID_COUNT,
                           "count: must be a number");
      return FALSE;
    }
  ask->start = MAX (ask->start, 1);
  ask->count = CLAMP (ask->count, 0, UA_DIR_MAX_PAGE);
  return TRUE;
}

/* What must stay the same from page to page. */
static char *
digest_ask (const Page *page)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *parts[] = {
    page->sources->len == 1 ? get_source (page, 0)->kind->scim->name : "", page->ask->filter_text,
    page->ask->sort_by, page->ask->descending ? "d" : "a",
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
begin (const Page     *page,
       UaDirQuery     *query,
       const GString  *sql,
       GError        **error)
{
  if (!ua_dir_query_begin (query, page->db, sql->str, error))
    return FALSE;
  ua_dir_sight_bind (page->viewer, query);
  return TRUE;
}

static void
append_from (const Page   *page,
             const Source *source,
             gboolean      with_condition,
             gboolean      with_key,
             GString      *sql)
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
    g_string_append_printf (sql, " FROM %s k WHERE 1", kind->table);
  if (condition != NULL)
    g_string_append_printf (sql, " AND (%s)", condition->text->str);
}

static gboolean
count_source (const Page    *page,
              const Source  *source,
              gint64        *n,
              GError       **error)
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
count_all (Page     *page,
           GError  **error)
{
  for (guint i = 0; i < page->sources->len; i++)
    {
      gint64 n;

      if (!count_source (page, get_source (page, i), &n, error))
        return FALSE;
      page->total += n;
    }
  return TRUE;
}

static void
append_after (const Page   *page,
              const Source *source,
              GString      *sql)
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
bind_after (const Page   *page,
            const Source *source,
            UaDirQuery   *query)
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
collect_ids (Page        *page,
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
look_key_up (Page     *page,
             GError  **error)
{
  for (guint i = 0; i < page->sources->len; i++)
    {
      Source *source = get_source (page, i);
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
find_ids (Page     *page,
          GError  **error)
{
  const char *order = page->ask->descending ? "DESC" : "ASC";
  gboolean sorts = page->ask->sort_by != NULL;
  g_autoptr(GString) sql = g_string_new (ua_dir_sight_get_sql (page->viewer));
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;

  for (guint i = 0; i < page->sources->len; i++)
    {
      Source *source = get_source (page, i);

      g_string_append_printf (sql, "%sSELECT k.id", i > 0 ? " UNION ALL " : "");
      if (sorts)
        g_string_append_printf (sql, ", %s", source->key->text->str);
      append_from (page, source, TRUE, TRUE, sql);
      append_after (page, source, sql);
    }
  g_string_append_printf (sql, sorts ? " ORDER BY 2 %s, 1 %s" : " ORDER BY 1 %s", order, order);
  g_string_append (sql, " LIMIT ? OFFSET ?");

  if (sorts && page->from.is_long && !look_key_up (page, error))
    return FALSE;
  if (!begin (page, &query, sql, error))
    return FALSE;
  for (guint i = 0; i < page->sources->len; i++)
    {
      Source *source = get_source (page, i);

      if (source->key != NULL)
        ua_dir_sql_bind (source->key, &query);
      if (source->condition != NULL)
        ua_dir_sql_bind (source->condition, &query);
      bind_after (page, source, &query);
    }
  ua_dir_query_add_int (&query, page->ask->count + 1);
  ua_dir_query_add_int (&query, page->ask->cursor != NULL ? 0 : page->ask->start - 1);
  return collect_ids (page, &query, error);
}

static gboolean
set_condition (const Page  *page,
               Source      *source,
               GError     **error)
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
set_keys (Page     *page,
          GError  **error)
{
  gboolean known = FALSE;
  g_autoptr(GError) fault = NULL;

  for (guint i = 0; i < page->sources->len && page->ask->sort_by != NULL; i++)
    {
      Source *source = get_source (page, i);

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

static gboolean
make_page (Page     *page,
           GError  **error)
{
  const Ask *ask = page->ask;

  page->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < page->sources->len; i++)
    if (!set_condition (page, get_source (page, i), error))
      return FALSE;
  if (!set_keys (page, error))
    return FALSE;
  if (ask->cursor != NULL && *ask->cursor != '\0')
    {
      g_autofree char *digest = digest_ask (page);

      if (!ua_dir_cursor_read (&page->from, page->service, ask->cursor, digest, error))
        return FALSE;
      page->total = page->from.total;
    }
  else if (!count_all (page, error))
    {
      return FALSE;
    }
  return ask->count == 0 || find_ids (page, error);
}

static Source *
find_source (const Page *page,
             gint64      type)
{
  guint n = page->sources->len - 1;

  while (n > 0 && (gint64) get_source (page, n)->kind->type != type)
    n--;
  return get_source (page, n);
}

static gboolean
append_rows (Page     *page,
             GString  *out,
             GError  **error)
{
  const char *own = get_source (page, 0)->kind->source;
  g_autofree char *sql = g_strconcat ("SELECT text, type FROM ", own != NULL ? own : "resource",
                                      " WHERE id = ?", NULL);
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_begin (&query, page->db, sql, error))
    return FALSE;
  for (guint i = 0; i < page->ids->len; i++)
    {
      gint64 id = g_array_index (page->ids, gint64, i);
      Source *source;

      ua_dir_query_again (&query);
      ua_dir_query_add_int (&query, id);
      if (!ua_dir_query_step (&query, &row, error))
        return FALSE;
      if (!row)
        continue;
      if (out->str[out->len - 1] != '[')
        g_string_append_c (out, ',');
      source = find_source (page, ua_dir_query_int (&query, 1));
      if (!ua_dir_render_append (&source->render, out, page->db, id,
                                 ua_dir_query_text (&query, 0), error))
        return FALSE;
    }
  return TRUE;
}

static void
append_head (GString *out,
             gint64   total,
             gint64   n)
{
  g_string_append_printf (out,
                          "{\"schemas\":[\"" UA_SCIM_URN_LIST_RESPONSE "\"],"
                          "\"totalResults\":%" G_GINT64_FORMAT
                          ",\"itemsPerPage\":%" G_GINT64_FORMAT, total, n);
}

static gboolean
add_source (Page             *page,
            UaDirExchange    *exchange,
            const UaDirKind  *kind,
            GError          **error)
{
  Source *source = g_new0 (Source, 1);

  source->kind = kind;
  g_ptr_array_add (page->sources, source);
  return ua_dir_render_init (&source->render, kind, page->service->base_uri, page->viewer,
                             page->service->plain,
                             ua_dir_exchange_get_query (exchange, "attributes"),
                             ua_dir_exchange_get_query (exchange, "excludedAttributes"), error);
}

static gboolean
answer_page (Page           *page,
             UaDirExchange  *exchange,
             GError        **error)
{
  g_autoptr(GString) out = NULL;

  if (!make_page (page, error))
    return FALSE;
  out = g_string_sized_new (1024 + page->ids->len * 3072);
  append_head (out, page->total, page->ids->len);
  if (page->ask->cursor == NULL)
    {
      g_string_append_printf (out, ",\"startIndex\":%" G_GINT64_FORMAT, page->ask->start);
    }
  else if (page->next.query != NULL)
    {
      g_autofree char *cursor = ua_dir_cursor_write (&page->next, page->service);

      g_string_append_printf (out, ",\"nextCursor\":\"%s\"", cursor);
    }
  g_string_append (out, ",\"Resources\":[");
  if (!append_rows (page, out, error))
    return FALSE;
  g_string_append (out, "]}");
  ua_dir_exchange_answer (exchange, 200, g_string_free_to_bytes (g_steal_pointer (&out)));
  return TRUE;
}

/**
 * ua_dir_list_get:
 * @service: the service
 * @db: a connection
 * @exchange: a request whose query says what is wanted
 * @kind: what is listed
 *
 * Answers with a page of a list (RFC 7644, section 3.4.2; RFC 9865).
 */
void
ua_dir_list_get (UaDirService    *service,
                 UaDirDb         *db,
                 UaDirExchange   *exchange,
                 const UaDirKind *kind)
{
  g_auto(Ask) ask = ASK_INIT;
  g_auto(Page) page = { 0 };
  g_autoptr(GError) error = NULL;

  page_init (&page, service, db, &exchange->actor, &ask);
  if (!read_ask (&ask, exchange, &error) || !add_source (&page, exchange, kind, &error) ||
      !answer_page (&page, exchange, &error))
    ua_dir_exchange_fail (exchange, error);
}

static char *
join_texts (JsonNode *node)
{
  GString *joined;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return ua_json_read_text (node);
  joined = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);
      const char *text = ua_json_as_string (element);

      if (joined->len > 0)
        g_string_append_c (joined, ',');
      g_string_append (joined, text != NULL ? text : "");
    }
  return g_string_free (joined, FALSE);
}

/* A search says in its body what a list says in its address (RFC 7644, section 3.4.3). */
static gboolean
read_search (UaDirExchange  *exchange,
             GError        **error)
{
  static const char *const names[] = {
    "attributes", "excludedAttributes", "filter", "sortBy", "sortOrder", "startIndex", "count",
    "cursor"
  };
  g_autoptr(JsonNode) body = ua_dir_exchange_parse_body (exchange, error);
  JsonArray *schemas;
  gboolean is_search = FALSE;

  if (body == NULL)
    return FALSE;
  schemas = ua_json_get_array (json_node_get_object (body), "schemas");
  for (guint i = 0; schemas != NULL && i < json_array_get_length (schemas); i++)
    is_search = is_search ||
                ua_scim_urn_equal (ua_json_as_string (json_array_get_element (schemas, i)),
                                   UA_SCIM_URN_SEARCH_REQUEST);
  if (!is_search)
    {
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_SYNTAX,
                           "schemas: must name " UA_SCIM_URN_SEARCH_REQUEST);
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *node = ua_json_get (json_node_get_object (body), names[i]);
      char *text = node != NULL && !JSON_NODE_HOLDS_NULL (node) ? join_texts (node) : NULL;

      if (text != NULL)
        g_hash_table_replace (exchange->query, g_strdup (names[i]), text);
    }
  return TRUE;
}

/**
 * ua_dir_list_search:
 * @service: the service
 * @db: a connection
 * @exchange: a request whose body says what is wanted
 * @kind: what is listed
 *
 * Answers with a page of a list (RFC 7644, section 3.4.3).
 */
void
ua_dir_list_search (UaDirService    *service,
                    UaDirDb         *db,
                    UaDirExchange   *exchange,
                    const UaDirKind *kind)
{
  g_autoptr(GError) error = NULL;

  if (read_search (exchange, &error))
    ua_dir_list_get (service, db, exchange, kind);
  else
    ua_dir_exchange_fail (exchange, error);
}

static gboolean
list_everything (UaDirService   *service,
                 UaDirDb        *db,
                 UaDirExchange  *exchange,
                 GError        **error)
{
  g_auto(Ask) ask = ASK_INIT;
  g_auto(Page) page = { 0 };

  page_init (&page, service, db, &exchange->actor, &ask);
  if ((ua_dir_exchange_is (exchange, "POST") && !read_search (exchange, error)) ||
      !read_ask (&ask, exchange, error))
    return FALSE;
  for (gsize i = 0; ua_dir_kinds[i] != NULL; i++)
    if ((!service->plain || !ua_dir_kind_is_extension (ua_dir_kinds[i])) &&
        ua_dir_kinds[i]->source == NULL &&
        ua_dir_sight_check_kind (&exchange->actor, ua_dir_kinds[i], TRUE, NULL) &&
        !add_source (&page, exchange, ua_dir_kinds[i], error))
      return FALSE;
  return answer_page (&page, exchange, error);
}

/**
 * ua_dir_list_everything:
 * @service: the service
 * @db: a connection
 * @exchange: a request at the base address
 *
 * Answers with a page of all resources of all types (RFC 7644, sections 3.4.2.1 and 3.4.3), in one
 * order.
 */
void
ua_dir_list_everything (UaDirService  *service,
                        UaDirDb       *db,
                        UaDirExchange *exchange)
{
  g_autoptr(GError) error = NULL;

  if (!list_everything (service, db, exchange, &error))
    ua_dir_exchange_fail (exchange, error);
}
