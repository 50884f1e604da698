/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ua-directory"

#include "ua-dir-exchange.h"

#include "ua-json.h"
#include "ua-scim-error.h"

#include <string.h>

#define MAX_PATH 2048
#define MAX_QUERY 32768
#define MAX_SEGMENTS 8

static const UaJsonLimits body_limits = {
  .max_bytes = 16 * 1024 * 1024,
  .max_depth = 32,
  .max_values = 1000 * 1000,
  .max_members = 1024,
};

/**
 * ua_dir_exchange_new:
 * @method: the HTTP method
 *
 * Returns: (transfer full): a request with this method and nothing else
 */
UaDirExchange *
ua_dir_exchange_new (const char *method)
{
  UaDirExchange *self = g_new0 (UaDirExchange, 1);

  self->method = g_strdup (method);
  self->query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * ua_dir_exchange_free:
 * @self: (transfer full) (nullable): a request
 */
void
ua_dir_exchange_free (UaDirExchange *self)
{
  if (self == NULL)
    return;
  if (self->work_free != NULL && self->work != NULL)
    self->work_free (self->work);
  g_free (self->method);
  g_strfreev (self->segments);
  g_hash_table_unref (self->query);
  g_free (self->authorization);
  g_free (self->if_match);
  g_free (self->if_none_match);
  g_free (self->answer_type);
  g_free (self->content_type);
  g_free (self->accept);
  g_free (self->idempotency_key);
  g_free (self->peer);
  g_free (self->cookie);
  g_free (self->accept_language);
  g_free (self->set_cookie);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->data, json_node_unref);
  g_clear_pointer (&self->hashes, ua_dir_hashes_unref);
  g_free (self->actor.uid);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self->etag);
  g_free (self->location);
  g_free (self->alias_of);
  g_free (self->allow);
  g_free (self);
}

/**
 * ua_dir_exchange_set_path:
 * @self: a request
 * @base: the path of the base address, such as `/scim/v2`
 * @path: the path of the request, encoded
 * @error: return location for an error
 *
 * Takes the path apart.
 *
 * Returns: whether it is below @base and well encoded; else an error with what to answer
 */
gboolean
ua_dir_exchange_set_path (UaDirExchange  *self,
                          const char     *base,
                          const char     *path,
                          GError        **error)
{
  g_autoptr(GPtrArray) segments = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) parts = NULL;
  gsize length = strlen (base);

  if (strlen (path) > MAX_PATH)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_URI_TOO_LONG,
                           "The address is too long");
      return FALSE;
    }
  if (!g_str_has_prefix (path, base) || (path[length] != '/' && path[length] != '\0'))
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_NOT_FOUND,
                           "There is nothing at this address");
      return FALSE;
    }
  parts = g_strsplit (path + length, "/", MAX_SEGMENTS + 1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *segment;

      if (*parts[i] == '\0')
        continue;
      segment = g_uri_unescape_segment (parts[i], NULL, "");
      if (segment == NULL || !g_utf8_validate (segment, -1, NULL))
        {
          g_free (segment);
          g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_BAD_REQUEST,
                               "The address is not well encoded");
          return FALSE;
        }
      g_ptr_array_add (segments, segment);
    }
  self->n_segments = segments->len;
  g_ptr_array_add (segments, NULL);
  self->segments = (char **) g_ptr_array_steal (segments, NULL);
  return TRUE;
}

static char *
decode_query_part (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');
  g_autofree char *decoded = g_uri_unescape_string (spaced, NULL);

  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;
  return g_steal_pointer (&decoded);
}

/**
 * ua_dir_exchange_set_query:
 * @self: a request
 * @query: (nullable): the query part of the address, encoded
 * @error: return location for an error
 *
 * Takes the query apart; of a parameter given twice the last one counts.
 *
 * Returns: whether it is well encoded; else an error with what to answer
 */
gboolean
ua_dir_exchange_set_query (UaDirExchange  *self,
                           const char     *query,
                           GError        **error)
{
  g_auto(GStrv) pairs = NULL;

  if (query == NULL)
    return TRUE;
  if (strlen (query) > MAX_QUERY)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_URI_TOO_LONG,
                           "The query is too long; use POST with /.search");
      return FALSE;
    }
  pairs = g_strsplit (query, "&", -1);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (*pairs[i] == '\0')
        continue;
      if (equals != NULL)
        *equals = '\0';
      name = decode_query_part (pairs[i]);
      value = decode_query_part (equals != NULL ? equals + 1 : "");
      if (name == NULL || value == NULL)
        {
          g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_VALUE,
                               "The query is not well encoded");
          return FALSE;
        }
      g_hash_table_replace (self->query, g_steal_pointer (&name), g_steal_pointer (&value));
    }
  return TRUE;
}

/**
 * ua_dir_exchange_get_query:
 * @self: a request
 * @name: a parameter
 *
 * Returns: (transfer none) (nullable): its value; %NULL when it was not given
 */
const char *
ua_dir_exchange_get_query (UaDirExchange *self,
                           const char    *name)
{
  return g_hash_table_lookup (self->query, name);
}

/**
 * ua_dir_exchange_is:
 * @self: a request
 * @method: an HTTP method
 *
 * Returns: whether the request has that method
 */
gboolean
ua_dir_exchange_is (UaDirExchange *self,
                    const char    *method)
{
  return g_str_equal (self->method, method);
}

/**
 * ua_dir_exchange_parse_body:
 * @self: a request
 * @error: return location for an error
 *
 * Reads the body as JSON, within the limits that are accepted of a client.
 *
 * Returns: (transfer full) (nullable): an object, or %NULL with an error that says what to answer
 */
JsonNode *
ua_dir_exchange_parse_body (UaDirExchange  *self,
                            GError        **error)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) local = NULL;

  if (self->data != NULL)
    return json_node_ref (self->data);
  if (self->content_type != NULL &&
      g_ascii_strcasecmp (self->content_type, "application/scim+json") != 0 &&
      g_ascii_strcasecmp (self->content_type, "application/json") != 0)
    {
      g_set_error_literal (error, UA_DIR_ERROR, UA_DIR_ERROR_UNSUPPORTED_TYPE,
                           "The body must be application/scim+json");
      return NULL;
    }
  if (self->body == NULL || g_bytes_get_size (self->body) == 0)
    {
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_SYNTAX,
                           "The request has no body");
      return NULL;
    }
  /* A body that is too large has been refused before; this one is too deep or too full. */
  node = ua_json_parse (self->body, &body_limits, &local);
  if (node == NULL)
    {
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_SYNTAX, local->message);
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, UA_SCIM_ERROR, UA_SCIM_ERROR_INVALID_SYNTAX,
                           "The body must be a JSON object");
      return NULL;
    }
  return g_steal_pointer (&node);
}

/**
 * ua_dir_exchange_set_work:
 * @self: a request
 * @work: (transfer full): what handling it keeps
 * @work_free: frees @work
 */
void
ua_dir_exchange_set_work (UaDirExchange  *self,
                          gpointer        work,
                          GDestroyNotify  work_free)
{
  if (self->work_free != NULL && self->work != NULL)
    self->work_free (self->work);
  self->work = work;
  self->work_free = work_free;
}

/**
 * ua_dir_exchange_answer:
 * @self: a request
 * @status: the HTTP status
 * @answer: (transfer full) (nullable): the body, JSON
 *
 * Sets the answer; the last one set counts.
 */
void
ua_dir_exchange_answer (UaDirExchange *self,
                        guint          status,
                        GBytes        *answer)
{
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_pointer (&self->answer_type, g_free);
  self->status = status;
  self->answer = answer;
}

/**
 * ua_dir_exchange_answer_node:
 * @self: a request
 * @status: the HTTP status
 * @node: (transfer none): the body
 */
void
ua_dir_exchange_answer_node (UaDirExchange *self,
                             guint          status,
                             JsonNode      *node)
{
  ua_dir_exchange_answer (self, status, ua_json_write (node));
}

/**
 * ua_dir_exchange_answer_file:
 * @self: a request
 * @status: the HTTP status
 * @type: a media type
 * @bytes: (transfer full): the body
 *
 * Answers with something that is not JSON.
 */
void
ua_dir_exchange_answer_file (UaDirExchange *self,
                             guint          status,
                             const char    *type,
                             GBytes        *bytes)
{
  ua_dir_exchange_answer (self, status, bytes);
  self->answer_type = g_strdup (type);
}

/* Whether a range of media types (RFC 9110, section 12.5.1) takes @type in. */
static gboolean
takes_in (char       *range,
          const char *type)
{
  char *parameters = strchr (range, ';');
  gsize n;

  for (char *q = parameters; q != NULL; q = strchr (q, ';'))
    {
      q += 1 + strspn (q + 1, " \t");
      if (g_ascii_strncasecmp (q, "q=", 2) == 0 && g_ascii_strtod (q + 2, NULL) <= 0)
        return FALSE;
    }
  if (parameters != NULL)
    *parameters = '\0';
  g_strstrip (range);
  n = strlen (range);
  if (g_str_equal (range, "*/*"))
    return TRUE;
  if (n > 2 && g_str_has_suffix (range, "/*"))
    return g_ascii_strncasecmp (range, type, n - 1) == 0;
  return g_ascii_strcasecmp (range, type) == 0;
}

/**
 * ua_dir_exchange_get_type:
 * @self: a request
 *
 * Chooses the media type of the answer (RFC 7644, section 3.8): that of SCIM, unless the client
 * takes only JSON in general.
 *
 * Returns: (transfer none) (nullable): the type; %NULL when the client takes neither
 */
const char *
ua_dir_exchange_get_type (UaDirExchange *self)
{
  static const char *const types[] = { "application/scim+json", "application/json" };
  g_auto(GStrv) ranges = NULL;

  if (self->accept == NULL || *self->accept == '\0')
    return types[0];
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_strfreev (ranges);
      ranges = g_strsplit (self->accept, ",", -1);
      for (guint n = 0; ranges[n] != NULL; n++)
        if (takes_in (ranges[n], types[i]))
          return types[i];
    }
  return NULL;
}

/**
 * ua_dir_exchange_get_location:
 * @self: a request that has its answer
 *
 * Returns: (transfer none) (nullable): the address to name in the answer: that of the resource
 *   that is in it, of the page to go to, or of what an alias stands for whatever the answer is
 *   (RFC 7644, section 3.11)
 */
const char *
ua_dir_exchange_get_location (UaDirExchange *self)
{
  if (self->alias_of != NULL)
    return self->alias_of;
  return self->status == 200 || self->status == 201 || self->status == 303
    ? self->location : NULL;
}

/**
 * ua_dir_exchange_fail:
 * @self: a request
 * @error: why it cannot be done
 *
 * Answers with an error (RFC 7644, section 3.12).  What went wrong inside is not told outside.
 */
void
ua_dir_exchange_fail (UaDirExchange *self,
                      const GError  *error)
{
  g_autoptr(JsonNode) node = NULL;
  guint status = ua_dir_error_to_status (error);
  const char *detail = error->message;

  if (status == UA_DIR_ERROR_INTERNAL)
    {
      g_warning ("A request failed: %s", error->message);
      detail = "The directory could not do this";
    }
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->location, g_free);
  node = ua_scim_error_build (status, ua_dir_error_to_keyword (error), detail);
  ua_dir_exchange_answer_node (self, status, node);
}

/**
 * ua_dir_exchange_finish:
 * @self: (transfer full): a request that has its answer
 *
 * Hands it back to whom it came from.
 *
 * Any thread.
 */
void
ua_dir_exchange_finish (UaDirExchange *self)
{
  self->finished (self, self->finished_data);
}
