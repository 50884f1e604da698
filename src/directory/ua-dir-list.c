/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-dir-list.h"

#include "ua-dir-list-page.h"
#include "ua-dir-sight.h"
#include "ua-json.h"
#include "ua-scim-error.h"
#include "ua-scim-eval.h"
#include "ua-scim-urn.h"

#include <string.h>

static gboolean
refuse (GError     **error,
        const char  *detail)
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
read_ask (UaDirAsk       *ask,
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

static UaDirSource *
find_source (const UaDirPage *page,
             gint64           type)
{
  guint n = page->sources->len - 1;

  while (n > 0 && (gint64) ua_dir_page_get_source (page, n)->kind->type != type)
    n--;
  return ua_dir_page_get_source (page, n);
}

/* As a JSON array.  This is no place for printf, which would take as long as all else. */
static char *
write_rows (const GArray *ids)
{
  GString *rows = g_string_sized_new (ids->len * 9 + 2);

  g_string_append_c (rows, '[');
  for (guint i = 0; i < ids->len; i++)
    {
      char digits[24];
      char *p = digits + sizeof digits;
      gint64 id = g_array_index (ids, gint64, i);

      do
        *--p = (char) ('0' + id % 10);
      while ((id /= 10) > 0);
      if (i > 0)
        g_string_append_c (rows, ',');
      g_string_append_len (rows, p, digits + sizeof digits - p);
    }
  g_string_append_c (rows, ']');
  return g_string_free (rows, FALSE);
}

static gboolean
append_row (UaDirPage   *page,
            UaDirQuery  *query,
            GString     *out,
            GError     **error)
{
  UaDirSource *source = find_source (page, ua_dir_query_int (query, 2));

  if (out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
  return ua_dir_render_append (&source->render, out, page->db, ua_dir_query_int (query, 0),
                               ua_dir_query_text (query, 1), error);
}

/* What is not in the table of resources is looked up one by one: a query like that cannot be
 * joined well.  So is what is alone, for which joining is not worth it. */
static gboolean
append_one_by_one (UaDirPage   *page,
                   const char  *table,
                   GString     *out,
                   GError     **error)
{
  g_autofree char *sql = g_strconcat ("SELECT id, text, type FROM ", table, " WHERE id = ?", NULL);
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row;

  if (!ua_dir_query_begin (&query, page->db, sql, error))
    return FALSE;
  for (guint i = 0; i < page->ids->len; i++)
    {
      ua_dir_query_again (&query);
      ua_dir_query_add_int (&query, g_array_index (page->ids, gint64, i));
      if (!ua_dir_query_step (&query, &row, error) ||
          (row && !append_row (page, &query, out, error)))
        return FALSE;
    }
  return TRUE;
}

/* All that the resources of a page need is read at once; they come in the order of @ids, which the
 * outer loop of the query goes through. */
static gboolean
append_rows (UaDirPage  *page,
             GString    *out,
             GError    **error)
{
  const char *own = ua_dir_page_get_source (page, 0)->kind->source;
  g_autofree char *rows = NULL;
  g_auto(UaDirQuery) query = UA_DIR_QUERY_INIT;
  gboolean row = TRUE;

  if (own != NULL || page->ids->len <= 1)
    return append_one_by_one (page, own != NULL ? own : "resource", out, error);
  rows = write_rows (page->ids);
  if (!ua_dir_shown_prefetch (page->db, rows, error) ||
      !ua_dir_query_open (&query, page->db, error,
                          "SELECT r.id, r.text, r.type FROM json_each (?) j"
                          " CROSS JOIN resource r ON r.id = j.value", "t", rows))
    return FALSE;
  while (row)
    if (!ua_dir_query_step (&query, &row, error) ||
        (row && !append_row (page, &query, out, error)))
      return FALSE;
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
add_source (UaDirPage        *page,
            UaDirExchange    *exchange,
            const UaDirKind  *kind,
            GError          **error)
{
  UaDirSource *source = g_new0 (UaDirSource, 1);

  source->kind = kind;
  g_ptr_array_add (page->sources, source);
  return ua_dir_render_init (&source->render, kind, page->service->base_uri, page->viewer,
                             page->service->plain,
                             ua_dir_exchange_get_query (exchange, "attributes"),
                             ua_dir_exchange_get_query (exchange, "excludedAttributes"), error);
}

static gboolean
answer_page (UaDirPage      *page,
             UaDirExchange  *exchange,
             GError        **error)
{
  g_autoptr(GString) out = NULL;

  if (!ua_dir_page_make (page, error))
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
  g_auto(UaDirAsk) ask = UA_DIR_ASK_INIT;
  g_auto(UaDirPage) page = { 0 };
  g_autoptr(GError) error = NULL;

  ua_dir_page_init (&page, service, db, &exchange->actor, &ask);
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
  g_auto(UaDirAsk) ask = UA_DIR_ASK_INIT;
  g_auto(UaDirPage) page = { 0 };

  ua_dir_page_init (&page, service, db, &exchange->actor, &ask);
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
