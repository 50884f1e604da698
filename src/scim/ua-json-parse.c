/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ua-json-private.h"

#include "ua-error.h"

#include <math.h>
#include <string.h>

/*
 * json-glib's own parser recurses without a bound, and what it accepts changed between 1.6 and
 * 1.10 (numbers with 20 digits, `1e999`, single quotes, empty texts).  What comes from the network
 * is therefore read here, by RFC 8259 and nothing else, straight into json-glib's nodes.
 */

typedef struct
{
  const char *start;          /* (unowned) */
  const char *p;              /* (unowned) */
  const char *end;            /* (unowned) */
  const UaJsonLimits *limits; /* (unowned) */
  GString *scratch;           /* (owned) */
  gsize n_values;
  guint depth;

  /* For reading a list item by item. */
  const char *list_name;      /* (unowned) (nullable) */
  UaJsonItemFunc func;
  gpointer user_data;         /* (unowned) */
} Reader;

static JsonNode *read_value (Reader  *reader,
                             GError **error);

static void
fail (Reader      *reader,
      GError     **error,
      const char  *fault)
{
  g_set_error (error, UA_ERROR, UA_ERROR_PROTOCOL, "Not JSON: %s at byte %" G_GSIZE_FORMAT,
               fault, (gsize) (reader->p - reader->start));
}

static void
skip_space (Reader *reader)
{
  while (reader->p < reader->end &&
         (*reader->p == ' ' || *reader->p == '\n' || *reader->p == '\r' || *reader->p == '\t'))
    reader->p++;
}

/* Whether the next character that is no white space is @c, which is then taken. */
static gboolean
take (Reader *reader,
      char    c)
{
  skip_space (reader);
  if (reader->p == reader->end || *reader->p != c)
    return FALSE;
  reader->p++;
  return TRUE;
}

static gboolean
read_string (Reader  *reader,
             GError **error)
{
  const char *fault;

  g_string_truncate (reader->scratch, 0);
  fault = ua_json_scan_string (&reader->p, reader->end, reader->limits->repair, reader->scratch);
  if (fault != NULL)
    fail (reader, error, fault);
  return fault == NULL;
}

static JsonNode *
read_number (Reader  *reader,
             GError **error)
{
  gboolean is_integer;
  gint64 integer;
  double number;
  const char *fault = ua_json_scan_number (&reader->p, reader->end, &is_integer, &integer, &number);

  if (fault == NULL && !isfinite (number))
    {
      if (reader->limits->repair)
        return json_node_init_null (json_node_alloc ());
      fault = "number out of range";
    }
  if (fault != NULL)
    {
      fail (reader, error, fault);
      return NULL;
    }
  if (is_integer)
    return json_node_init_int (json_node_alloc (), integer);
  return json_node_init_double (json_node_alloc (), number);
}

static JsonNode *
read_literal (Reader  *reader,
              GError **error)
{
  gsize left = (gsize) (reader->end - reader->p);

  if (left >= 4 && memcmp (reader->p, "true", 4) == 0)
    {
      reader->p += 4;
      return json_node_init_boolean (json_node_alloc (), TRUE);
    }
  if (left >= 5 && memcmp (reader->p, "false", 5) == 0)
    {
      reader->p += 5;
      return json_node_init_boolean (json_node_alloc (), FALSE);
    }
  if (left >= 4 && memcmp (reader->p, "null", 4) == 0)
    {
      reader->p += 4;
      return json_node_init_null (json_node_alloc ());
    }
  fail (reader, error, left == 0 ? "nothing where a value belongs" : "no value");
  return NULL;
}

static JsonNode *
read_array (Reader  *reader,
            GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  if (!take (reader, ']'))
    {
      do
        {
          JsonNode *element = read_value (reader, error);

          if (element == NULL)
            return NULL;
          json_array_add_element (array, element);
        }
      while (take (reader, ','));
      if (!take (reader, ']'))
        {
          fail (reader, error, "array without end");
          return NULL;
        }
    }
  return json_node_init_array (json_node_alloc (), array);
}

/* An array whose elements are handed on one by one and kept nowhere; it leaves an empty array. */
static JsonNode *
read_items (Reader  *reader,
            GError **error)
{
  g_autoptr (JsonArray) nothing = json_array_new ();
  gsize n_values = reader->n_values;

  reader->p++;
  reader->depth++;
  reader->func (NULL, reader->user_data);
  if (!take (reader, ']'))
    {
      do
        {
          g_autoptr (JsonNode) item = NULL;

          /* The memory is that of one item, so the limit is for each. */
          reader->n_values = n_values;
          item = read_value (reader, error);
          if (item == NULL)
            return NULL;
          if (!reader->func (item, reader->user_data))
            {
              g_set_error_literal (error, UA_ERROR, UA_ERROR_TOO_LARGE,
                                   "JSON with a list of too many items");
              return NULL;
            }
        }
      while (take (reader, ','));
      if (!take (reader, ']'))
        {
          fail (reader, error, "array without end");
          return NULL;
        }
    }
  reader->depth--;
  return json_node_init_array (json_node_alloc (), nothing);
}

static gboolean
is_list (Reader     *reader,
         const char *name)
{
  if (reader->list_name == NULL || reader->depth != 1 ||
      g_ascii_strcasecmp (reader->list_name, name) != 0)
    return FALSE;
  skip_space (reader);
  return reader->p < reader->end && *reader->p == '[';
}

static gboolean
read_member (Reader      *reader,
             JsonObject  *object,
             GError     **error)
{
  char short_name[64];
  g_autofree char *long_name = NULL;
  const char *name = short_name;
  JsonNode *value;

  if (!take (reader, '"'))
    {
      fail (reader, error, "no name where one belongs");
      return FALSE;
    }
  if (!read_string (reader, error))
    return FALSE;
  /* Names are short, and there are very many of them. */
  if (reader->scratch->len < sizeof short_name)
    memcpy (short_name, reader->scratch->str, reader->scratch->len + 1);
  else
    name = long_name = g_strndup (reader->scratch->str, reader->scratch->len);
  if (!take (reader, ':'))
    {
      fail (reader, error, "name without value");
      return FALSE;
    }
  value = is_list (reader, name) ? read_items (reader, error) : read_value (reader, error);
  if (value == NULL)
    return FALSE;
  json_object_set_member (object, name, value);
  if (json_object_get_size (object) > reader->limits->max_members)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_TOO_LARGE,
                   "A JSON object has more than %u members", reader->limits->max_members);
      return FALSE;
    }
  return TRUE;
}

static JsonNode *
read_object (Reader  *reader,
             GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  if (!take (reader, '}'))
    {
      do
        {
          if (!read_member (reader, object, error))
            return NULL;
        }
      while (take (reader, ','));
      if (!take (reader, '}'))
        {
          fail (reader, error, "object without end");
          return NULL;
        }
    }
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
read_value (Reader  *reader,
            GError **error)
{
  JsonNode *node;
  gboolean nests;

  skip_space (reader);
  if (++reader->n_values > reader->limits->max_values)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_TOO_LARGE,
                   "JSON with more than %" G_GSIZE_FORMAT " values", reader->limits->max_values);
      return NULL;
    }
  if (reader->p == reader->end)
    return read_literal (reader, error);

  nests = *reader->p == '{' || *reader->p == '[';
  if (nests && reader->depth >= reader->limits->max_depth)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_TOO_LARGE,
                   "JSON nested more than %u deep", reader->limits->max_depth);
      return NULL;
    }
  switch (*reader->p)
    {
    case '{':
    case '[':
      reader->depth++;
      node = *reader->p++ == '{' ? read_object (reader, error) : read_array (reader, error);
      reader->depth--;
      return node;
    case '"':
      reader->p++;
      if (!read_string (reader, error))
        return NULL;
      return json_node_init_string (json_node_alloc (), reader->scratch->str);
    case '-':
    case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9':
      return read_number (reader, error);
    default:
      return read_literal (reader, error);
    }
}

static JsonNode *
read_document (Reader      *reader,
               const char  *text,
               gsize        length,
               GError     **error)
{
  g_autoptr (JsonNode) node = NULL;

  reader->start = reader->p = text;
  reader->end = text + length;
  /* A byte order mark is no part of JSON, but some servers write it (RFC 8259, section 8.1). */
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    reader->p += 3;
  node = read_value (reader, error);
  if (node == NULL)
    return NULL;
  skip_space (reader);
  if (reader->p < reader->end)
    {
      fail (reader, error, "something after the value");
      return NULL;
    }
  return g_steal_pointer (&node);
}

static JsonNode *
read_bytes (Reader  *reader,
            GBytes  *bytes,
            GError **error)
{
  static const UaJsonLimits standard = {
    UA_JSON_MAX_BYTES, UA_JSON_MAX_DEPTH, UA_JSON_MAX_VALUES, UA_JSON_MAX_MEMBERS, FALSE
  };
  g_autoptr (GString) scratch = g_string_new (NULL);
  g_autofree char *text = NULL;
  const char *data;
  gsize length;

  if (reader->limits == NULL)
    reader->limits = &standard;
  reader->scratch = scratch;
  data = g_bytes_get_data (bytes, &length);
  if (length > reader->limits->max_bytes)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_TOO_LARGE,
                   "JSON longer than %" G_GSIZE_FORMAT " bytes", reader->limits->max_bytes);
      return NULL;
    }
  if (length == 0)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_PROTOCOL, "Not JSON: nothing there");
      return NULL;
    }
  if (g_utf8_validate_len (data, length, NULL))
    {
      /* Only a number at the very end would be read beyond it; the NUL of a copy ends it. */
      if (!g_ascii_isdigit (data[length - 1]))
        return read_document (reader, data, length, error);
      text = g_strndup (data, length);
    }
  else if (reader->limits->repair)
    {
      text = g_utf8_make_valid (data, (gssize) length);
      length = strlen (text);
    }
  else
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_PROTOCOL, "Not JSON: not UTF-8");
      return NULL;
    }
  return read_document (reader, text, length, error);
}

/**
 * ua_json_parse:
 * @bytes: the text, UTF-8
 * @limits: (nullable): what is accepted; %NULL for the `UA_JSON_MAX_…` limits without repair
 * @error: where to put a #GError
 *
 * Reads a JSON text strictly by RFC 8259, in time and memory bounded by the limits, giving the same
 * verdict whatever version of json-glib there is.  Of members with the same name the last one
 * counts.  An integer that does not fit 64 bits becomes a double.  Refused are: the empty text,
 * bytes that are not UTF-8, `\u0000`, lone surrogates, numbers that no double holds, comments,
 * single quotes, commas too many and whatever follows the value.
 *
 * Returns: (transfer full) (nullable): the value; %NULL with %UA_ERROR_TOO_LARGE when a limit is
 *   passed, %UA_ERROR_PROTOCOL when the text is not JSON
 *
 * Any thread.
 */
JsonNode *
ua_json_parse (GBytes              *bytes,
               const UaJsonLimits  *limits,
               GError             **error)
{
  Reader reader = { .limits = limits };

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (limits == NULL || limits->max_depth <= 1000, NULL);

  return read_bytes (&reader, bytes, error);
}

/**
 * ua_json_parse_list:
 * @bytes: the text, UTF-8
 * @limits: (nullable): as for ua_json_parse(), but the number of values is for each item
 * @name: the name, in any case, of the array at the top level whose elements are handed on
 * @func: (scope call): what to do with each of them, in order; first called with %NULL, and again
 *   so when the name comes twice and everything before no longer counts
 * @user_data: for @func
 * @error: where to put a #GError
 *
 * Reads a JSON text as ua_json_parse() does, but the elements of one array are freed one by one
 * after @func has seen them, so that a long list costs the memory of one item.  When it fails,
 * @func may have seen some of them.
 *
 * Returns: (transfer full) (nullable): the value, with an empty array in place of the list; %NULL
 *   with an error as ua_json_parse()
 *
 * Any thread.
 */
JsonNode *
ua_json_parse_list (GBytes              *bytes,
                    const UaJsonLimits  *limits,
                    const char          *name,
                    UaJsonItemFunc       func,
                    gpointer             user_data,
                    GError             **error)
{
  Reader reader = { .limits = limits, .list_name = name, .func = func, .user_data = user_data };

  g_return_val_if_fail (bytes != NULL && name != NULL && func != NULL, NULL);
  g_return_val_if_fail (limits == NULL || limits->max_depth <= 1000, NULL);

  return read_bytes (&reader, bytes, error);
}
